//! Puts the elements of a word into the open string.

use super::{
    cursor::Cursor,
    element::{Cut, Element, subdivided},
    fits::fits,
    ip::capitals,
    noise::is_label,
    notes::Notes,
    open_string::{OpenString, is_at_symbols},
    run::LONGEST_BRACKET,
    signs::DEGREE,
    temperature::whole,
    word::{cut_in_any_case, cut_without_mark},
};
use crate::ex::{
    marking::{
        CorrectionKind, EquipmentGroupKind, IpCode, Join, Span, TemperatureValue, TokenKind,
    },
    table::SymbolId,
};

/// Puts the elements of the word at `cursor` into the open string, as far as
/// they fit.
pub(super) fn put_word<'s>(
    open: &mut OpenString,
    notes: &mut Notes,
    cursor: Cursor<'s>,
    cuts: &[Cut],
) -> Cursor<'s> {
    let next = cursor.ahead(1);
    let mut word_end = next;
    note_glue(notes, cursor, cuts);
    for (index, cut) in cuts.iter().enumerate() {
        let begins = matches!(cut.element, Element::Eac(_) | Element::Mark(_));
        let span = cursor.signs().span(cut.from, cut.to);
        if index > 0 && !begins && !fits(open, cursor, cut) {
            notes.token(TokenKind::Unknown, span);
            open.adjacent = false;
            continue;
        }
        // The letters of an EAC level are meant to be Cyrillic.
        if !matches!(cut.element, Element::Eac(_)) {
            notes.corrected(cursor.signs().folded(cut.from, cut.to));
        }
        let is_last = index + 1 == cuts.len();
        let (kind, span, end) = put_element(open, notes, cursor, cut, is_last);
        notes.corrected(next.folded_to(end));
        word_end = end;
        notes.token(kind, span);
        open.extend(span);
        open.adjacent = true;
        if !matches!(cut.element, Element::Practice | Element::Ip) {
            open.join = Join::Blank;
        }
    }
    word_end
}

/// Signs as they are shown.
pub(super) fn in_letters(signs: &[u8]) -> String {
    signs.iter().map(|sign| if *sign == DEGREE { '°' } else { char::from(*sign) }).collect()
}

/// Elements that are written together are corrected, but for a level with
/// its mark: that is usual.
fn note_glue(notes: &mut Notes, cursor: Cursor<'_>, cuts: &[Cut]) {
    let parts: Vec<String> = cuts
        .iter()
        .filter(|cut| !matches!(cut.element, Element::Eac(_)))
        .map(|cut| in_letters(cursor.signs().slice(cut.from, cut.to)))
        .collect();
    if parts.len() > 1 {
        notes.correct(CorrectionKind::Glued, cursor.span(), parts.join(" "));
    }
}

/// Puts one element of the word at `cursor` into the open string: what it is,
/// where it stands, and its end. Only the last one of a word goes on in the next.
fn put_element<'s>(
    open: &mut OpenString,
    notes: &mut Notes,
    cursor: Cursor<'s>,
    cut: &Cut,
    is_last: bool,
) -> (TokenKind, Span, Cursor<'s>) {
    let next = cursor.ahead(1);
    let span = cursor.signs().span(cut.from, cut.to);
    let case = cut.folded.then_some(CorrectionKind::Case);
    let ocr = cut.ocr.then_some(CorrectionKind::Ocr);
    if let Element::Symbol(id) = cut.element {
        // `nRc` for `nR`
        let is_longer = cut.to - cut.from > id.code().len();
        notes.correct_each([is_longer.then_some(CorrectionKind::Spelling), case], span, id.code());
        open_round_bracket(open, notes, cursor, id);
    }
    match cut.element {
        Element::Eac(level) => {
            open.put_eac(level);
            notes.correct_each([ocr], span, level.code());
            (TokenKind::Mark, span, next)
        }
        Element::Mark(mark) => {
            open.put_mark(mark);
            open.is_caseless |= cut.folded;
            notes.correct_each([case], span, mark.code());
            (TokenKind::Mark, span, next)
        }
        Element::Symbol(id) => {
            open.put_symbol(id, span);
            (TokenKind::Symbol, span, next)
        }
        Element::Zone(zone) => {
            open.put_zone(zone);
            notes.correct_each([case], span, &zone.to_string());
            (TokenKind::DustZone, span, next)
        }
        Element::Practice => {
            let capitals = capitals(cursor.signs().slice(cut.from, cut.to));
            notes.correct_each([case], span, &capitals);
            (TokenKind::DustZone, span, next)
        }
        Element::Group(kind) => {
            let letter = if is_last { letter_apart(next, kind, cut.folded) } else { None };
            let spaced = letter.is_some().then_some(CorrectionKind::Spaced);
            let (kind, span, end) = match letter {
                Some((kind, letter, end)) => (kind, span.to(letter), end),
                None => (kind, span, next),
            };
            open.put_group(kind, span);
            notes.correct_each([ocr, spaced, case], span, kind.code());
            (TokenKind::Group, span, end)
        }
        Element::Temperature(_) | Element::Degrees { .. } | Element::BareT => {
            let (value, correction, end) =
                whole(cursor, cut, is_last).unwrap_or((TemperatureValue::Variable, None, next));
            let is_longer = end.since(next) > 0;
            let span = if is_longer { span.to(next.span_to(end)) } else { span };
            open.put_temperature(value, span);
            // The case of the unit is that of the element.
            let case = case.filter(|case| correction != Some(*case));
            notes.correct_each([correction, case], span, &value.to_string());
            (TokenKind::Temperature, span, end)
        }
        Element::Epl(atmosphere, level) => {
            open.put_epl(atmosphere, level, span);
            let code: String = [atmosphere.letter(), level.letter()].iter().collect();
            notes.correct_each([case], span, &code);
            (TokenKind::Epl, span, next)
        }
        Element::Ip => {
            let code = capitals(cursor.signs().slice(cut.from, cut.to));
            notes.ip.push(IpCode { span, string: Some(open.index), code });
            (TokenKind::Ip, span, next)
        }
        Element::Suffix(suffix) => {
            open.put_suffix(suffix);
            notes.correct_each([case], span, suffix.code());
            (TokenKind::Suffix, span, next)
        }
    }
}

/// The letter of a group that a blank divides from it, as in `II C T6` and `II
/// CT6`: the group with it, its place, and its end. A small `a` may be a word,
/// but after a group in small letters.
fn letter_apart(
    cursor: Cursor<'_>,
    kind: EquipmentGroupKind,
    folded: bool,
) -> Option<(EquipmentGroupKind, Span, Cursor<'_>)> {
    let piece = cursor.piece()?;
    let word = cursor.word();
    let (letter, rest) = word.split_first()?;
    let kind = subdivided(kind, letter.to_ascii_uppercase())?;
    if cursor.is_attached() || *letter == b'a' && !folded {
        return None;
    }
    let span = cursor.signs().span(piece.from, piece.from + 1);
    if rest.is_empty() {
        return Some((kind, span, cursor.ahead(1)));
    }
    let rest = cursor.at_sign(piece.from + 1);
    let cuts = cut_without_mark(rest).or_else(|| cut_in_any_case(rest, true))?;
    let follows = matches!(
        cuts.first()?.element,
        Element::Temperature(_) | Element::Degrees { .. } | Element::BareT | Element::Epl(..)
    );
    (follows && !is_label(word)).then_some((kind, span, rest))
}

/// `Ex d (ia) IIC`: round brackets around intrinsic safety are square ones.
fn open_round_bracket(open: &mut OpenString, notes: &mut Notes, cursor: Cursor<'_>, id: SymbolId) {
    let fits = open.bracket.is_none()
        && open.string.mark.is_some()
        && is_at_symbols(&open.string)
        && matches!(id.code(), "i" | "ia" | "ib" | "ic");
    let Some(opening) = cursor.behind().filter(|before| fits && before.sign() == b'(') else {
        return;
    };
    let mut ahead = (1..LONGEST_BRACKET).map(|count| cursor.ahead(count));
    let Some(close) = ahead.find(|here| here.sign() == b')') else { return };
    let span = opening.span_to(close.ahead(1));
    open.open_bracket(span, close.index());
    notes.correct(CorrectionKind::Bracket, span, format!("[{}]", id.code()));
}
