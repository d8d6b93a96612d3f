//! Puts the elements of a word into the open string.

use super::{
    cursor::Cursor,
    element::{Cut, Element, subdivided},
    fits::fits,
    ip::capitals,
    notes::Notes,
    open_string::{OpenString, is_at_symbols},
    run::LONGEST_BRACKET,
    signs::DEGREE,
    temperature::whole,
};
use crate::ex::{
    marking::{CorrectionKind, IpCode, Join, TemperatureValue, TokenKind},
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
        let (kind, end) = put_element(open, notes, cursor, cut, is_last);
        let is_longer = end.since(next) > 0;
        if is_longer {
            notes.corrected(next.folded_to(end));
            word_end = end;
        }
        let span = if is_longer { span.to(next.span_to(end)) } else { span };
        notes.token(kind, span);
        open.extend(span);
        open.adjacent = true;
        if !matches!(cut.element, Element::Practice | Element::Ip) {
            open.join = Join::Blank;
        }
    }
    word_end
}

/// Elements that are written together are corrected, but for a level with
/// its mark: that is usual.
fn note_glue(notes: &mut Notes, cursor: Cursor<'_>, cuts: &[Cut]) {
    let parts: Vec<String> = cuts
        .iter()
        .filter(|cut| !matches!(cut.element, Element::Eac(_)))
        .map(|cut| {
            let signs = cursor.signs().slice(cut.from, cut.to).iter();
            signs.map(|sign| if *sign == DEGREE { '°' } else { char::from(*sign) }).collect()
        })
        .collect();
    if parts.len() > 1 {
        notes.correct(CorrectionKind::Glued, cursor.span(), parts.join(" "));
    }
}

/// Puts one element of the word at `cursor` into the open string: what it
/// is, and its end. Only the last one of a word goes on in the next words.
fn put_element<'s>(
    open: &mut OpenString,
    notes: &mut Notes,
    cursor: Cursor<'s>,
    cut: &Cut,
    is_last: bool,
) -> (TokenKind, Cursor<'s>) {
    let next = cursor.ahead(1);
    let span = cursor.signs().span(cut.from, cut.to);
    let case = cut.folded.then_some(CorrectionKind::Case);
    let ocr = cut.ocr.then_some(CorrectionKind::Ocr);
    if let Element::Symbol(id) = cut.element {
        notes.correct_each([case], span, id.code());
        open_round_bracket(open, notes, cursor, id);
    }
    match cut.element {
        Element::Eac(level) => {
            open.put_eac(level);
            notes.correct_each([ocr], span, level.code());
            (TokenKind::Mark, next)
        }
        Element::Mark(mark) => {
            open.put_mark(mark);
            notes.correct_each([case], span, mark.code());
            (TokenKind::Mark, next)
        }
        Element::Symbol(id) => {
            open.put_symbol(id, span);
            (TokenKind::Symbol, next)
        }
        Element::Zone(zone) => {
            open.put_zone(zone);
            (TokenKind::DustZone, next)
        }
        Element::Practice => (TokenKind::DustZone, next),
        Element::Group(kind) => {
            // `II C`
            let letter = next.word();
            let whole = subdivided(kind, letter).filter(|_| is_last && !next.is_attached());
            let spaced = whole.is_some().then_some(CorrectionKind::Spaced);
            let (kind, end) = whole.map_or((kind, next), |whole| (whole, next.ahead(1)));
            let span = if spaced.is_some() { span.to(next.span()) } else { span };
            open.put_group(kind, span);
            notes.correct_each([ocr, spaced, case], span, kind.code());
            (TokenKind::Group, end)
        }
        Element::Temperature(_) | Element::Degrees { .. } | Element::BareT => {
            let (value, correction, end) =
                whole(cursor, cut, is_last).unwrap_or((TemperatureValue::Variable, None, next));
            let is_longer = end.since(next) > 0;
            let span = if is_longer { span.to(next.span_to(end)) } else { span };
            open.put_temperature(value, span);
            notes.correct_each([correction, case], span, &value.to_string());
            (TokenKind::Temperature, end)
        }
        Element::Epl(atmosphere, level) => {
            open.put_epl(atmosphere, level, span);
            let code: String = [atmosphere.letter(), level.letter()].iter().collect();
            notes.correct_each([case], span, &code);
            (TokenKind::Epl, next)
        }
        Element::Ip => {
            let code = capitals(cursor.signs().slice(cut.from, cut.to));
            notes.ip.push(IpCode { span, string: Some(open.index), code });
            (TokenKind::Ip, next)
        }
        Element::Suffix(suffix) => {
            open.put_suffix(suffix);
            (TokenKind::Suffix, next)
        }
    }
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
