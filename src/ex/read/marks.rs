//! What begins a string: a mark, or symbols that need none.

use super::{
    certificates::is_certificate,
    cursor::Cursor,
    element::{Cut, Element, bare_zone},
    run::{LONGEST_BRACKET, MOST_SYMBOLS},
    signs::CYRILLIC_PE,
    symbols::optical,
    word::{cut_any, cut_in_any_case, cut_with_mark, cut_without_mark},
};
use crate::ex::marking::{EacLevel, Epl, Join, Mark};

/// What stands in a word of its own before a mark and belongs to it.
#[derive(Clone, Copy)]
pub(super) enum Prefix {
    /// `РО Ex`.
    Level(EacLevel),
    /// `E Ex`.
    E,
}

/// What a mark turns out to be.
pub(super) enum Marked<'s> {
    /// It begins a string.
    Beginning {
        /// In the word before the mark.
        prefix: Option<Prefix>,
        /// The elements of the word of the mark.
        cuts: Vec<Cut>,
    },
    /// `Ex 1249X`: it is the number of a certificate, which ends here.
    Number(Cursor<'s>),
}

/// `Ex`, `1Ex`, `ExdIICT6`, `РО Ex`.
pub(super) fn marked(cursor: Cursor<'_>) -> Option<Marked<'_>> {
    let level = eac(cursor.word()).map(Prefix::Level);
    let prefix = level.or_else(|| (cursor.word() == b"E").then_some(Prefix::E));
    if let Some(prefix) = prefix
        && let Some((mark, cuts)) = plain_mark(cursor.ahead(1))
        && (mark == Mark::Ex || matches!(prefix, Prefix::Level(_)))
    {
        return Some(Marked::Beginning { prefix: Some(prefix), cuts });
    }
    let cuts = cut_marked(cursor)?;
    Some(match number_of_mark(cursor, &cuts) {
        Some(end) => Marked::Number(end),
        None => Marked::Beginning { prefix: None, cuts },
    })
}

/// The word here cut into a mark and what is glued to it.
fn cut_marked(cursor: Cursor<'_>) -> Option<Vec<Cut>> {
    // `RAYSTAT-EX` is a name; `BR-Ex` was the mark in Brazil.
    let is_named = cursor.is_attached()
        && cursor.sign_before() == b'-'
        && cursor
            .behind()
            .and_then(Cursor::behind)
            .is_some_and(|name| !matches!(name.word(), b"" | b"BR" | b"br"));
    if is_named {
        return None;
    }
    if let Some(cuts) = cut_with_mark(cursor, false) {
        return Some(cuts);
    }
    let cuts = cut_with_mark(cursor, true)?;
    // In everyday letters, `example` and `expo` are words: only a group in them or
    // after them, a level or a symbol for dust tells that they are not.
    let is_alone = cuts.iter().all(|cut| matches!(cut.element, Element::Eac(_) | Element::Mark(_)));
    let is_group = |cut: &Cut| matches!(cut.element, Element::Group(_));
    let is_before_group = || {
        cut_in_any_case(cursor.ahead(1), true).is_some_and(|cuts| {
            cuts.first().is_some_and(|cut| is_group(cut) && cut.to - cut.from > 1)
        })
    };
    let is_told = cuts.iter().any(|cut| is_group(cut) || cut.is_old_dust()) || is_before_group();
    let is_upper = !cursor.word().iter().any(u8::is_ascii_lowercase);
    (is_alone || is_told || is_upper && cuts.len() < 4).then_some(cuts)
}

/// The mark here, if it has no level before it in its word.
fn plain_mark(cursor: Cursor<'_>) -> Option<(Mark, Vec<Cut>)> {
    let cuts = cut_marked(cursor)?;
    match cuts.first()?.element {
        Element::Mark(mark) => Some((mark, cuts)),
        _ => None,
    }
}

/// Whether a mark begins here.
pub(super) fn is_mark(cursor: Cursor<'_>) -> bool {
    if let Some(cuts) = cut_marked(cursor) {
        return number_of_mark(cursor, &cuts).is_none();
    }
    match plain_mark(cursor.ahead(1)) {
        Some((Mark::Ex, _)) => cursor.word() == b"E" || eac(cursor.word()).is_some(),
        Some(_) => eac(cursor.word()).is_some(),
        None => false,
    }
}

fn number_of_mark<'s>(cursor: Cursor<'s>, cuts: &[Cut]) -> Option<Cursor<'s>> {
    if cuts.len() > 1 {
        return None;
    }
    let next = cursor.ahead(1);
    let number = if next.sign() == b'-' { next.ahead(1) } else { next };
    let word = number.word();
    let digits = word.iter().take_while(|sign| sign.is_ascii_digit()).count();
    let is_number = digits >= 2
        && matches!(&word[digits..], b"" | b"X" | b"U" | b"x" | b"u")
        && word != b"60079";
    is_number.then(|| number.ahead(1))
}

/// `DIP`: dust ignition proof, which had no mark.
pub(super) fn is_dip(cut: &Cut) -> bool {
    matches!(cut.element, Element::Symbol(id) if id.code() == "DIP")
}

/// The level after TR CU 012 in a word of its own.
fn eac(word: &[u8]) -> Option<EacLevel> {
    Some(match &word.to_ascii_uppercase()[..] {
        b"0" => EacLevel::L0,
        b"1" => EacLevel::L1,
        b"2" => EacLevel::L2,
        b"PO" => EacLevel::MineVeryHigh,
        b"PB" => EacLevel::MineHigh,
        [b'P', CYRILLIC_PE] => EacLevel::MineEnhanced,
        _ => return None,
    })
}

/// `Ga/Gb Ex db IIC T6`: levels before the mark, as EAC plates have them.
pub(super) fn levels_before_mark(cursor: Cursor<'_>) -> Option<(Vec<Epl>, Cursor<'_>)> {
    let (first, mut folded) = level(cursor)?;
    let mut levels = vec![first];
    let mut end = cursor.ahead(1);
    if end.sign() == b'/'
        && let Some((second, other)) = level(end.ahead(1))
    {
        levels.push(Epl { join: Join::Slash, ..second });
        folded |= other;
        end = end.ahead(2);
    }
    let (_, cuts) = plain_mark(end)?;
    // In `85 dB Ex d`, the mark tells that case matters.
    let is_caseless = cuts.first().is_some_and(|mark| mark.folded);
    let is_mark = number_of_mark(end, &cuts).is_none() && (is_caseless || !folded);
    is_mark.then_some((levels, end))
}

/// The protection level here, if it is the whole word, and whether its case had
/// to be changed.
fn level(cursor: Cursor<'_>) -> Option<(Epl, bool)> {
    match cut_in_any_case(cursor, true)?[..] {
        [Cut { element: Element::Epl(atmosphere, level), folded, .. }] => {
            Some((Epl { atmosphere, level, join: Join::Blank, span: cursor.span() }, folded))
        }
        _ => None,
    }
}

/// The end of a bracket that is not closed: the symbols and levels directly
/// after its opening at `cursor` are what it holds.
pub(super) fn end_of_unclosed_bracket(cursor: Cursor<'_>) -> Cursor<'_> {
    let mut end = cursor.ahead(1);
    while end.since(cursor) < LONGEST_BRACKET {
        if let Some((_, next)) = optical(end) {
            end = next;
        } else if is_associated(end) {
            end = end.ahead(1);
        } else {
            break;
        }
    }
    end
}

/// Whether a word may stand in a bracket: it holds symbols, levels and marks only.
fn is_associated(cursor: Cursor<'_>) -> bool {
    cut_any(cursor).is_some_and(|cuts| {
        cuts.iter().all(|cut| {
            matches!(
                cut.element,
                Element::Symbol(_) | Element::Mark(_) | Element::Eac(_) | Element::Epl(..)
            )
        })
    })
}

/// Whether symbols without a mark begin here, which a group or a dust zone
/// follows: the second half of `Ex d IIC T6 / tD A21 IP65 T80 °C`, or `DIP A21
/// TA,T6`. Directly `after_category`, a group needs no letter. `cuts` are those
/// of the word here. With `fold`, words in another case count, but only where a
/// category or a symbol for dust tells that they are a marking.
pub(super) fn begins_without_mark(
    cursor: Cursor<'_>,
    cuts: &[Cut],
    after_category: bool,
    fold: bool,
) -> bool {
    let is_told = |cut: &Cut| cut.is_old_dust() || is_dip(cut);
    if fold && !after_category && !cuts.iter().any(is_told) {
        return false;
    }
    let tells = |cut: &Cut| match cut.element {
        Element::Group(kind) => (kind.is_subdivided() || after_category) && !cut.ocr,
        Element::Zone(_) => true,
        _ => false,
    };
    // `opis` is written `op is`, which is two words and tells no string.
    let Some(Cut { element: Element::Symbol(first), .. }) = cuts.first() else { return false };
    if first.code().starts_with("op") {
        return false;
    }
    if let Some(other) = cuts.iter().find(|cut| !cut.is_symbol()) {
        return tells(other);
    }
    let mut here = cursor.ahead(1);
    let mut in_bracket = false;
    let mut is_old_dust = cuts.iter().any(Cut::is_old_dust);
    // Counted in symbols, so that it is the same however they are glued.
    let mut symbols = cuts.len();
    while symbols < MOST_SYMBOLS && here.since(cursor) < 6 * MOST_SYMBOLS {
        match here.sign() {
            b'[' if in_bracket || here.closing().is_none() => return false,
            b'[' => in_bracket = true,
            b']' => in_bracket = false,
            b'/' | b'+' | b'-' => {}
            b',' if in_bracket => {}
            0 => {
                if let Some((_, next)) = optical(here) {
                    here = next;
                    symbols += 1;
                    continue;
                }
                // `pD 21`
                if is_old_dust && bare_zone(here.word()).is_some() {
                    return !in_bracket && !is_certificate(here);
                }
                let written = cut_without_mark(here);
                let folded = || cut_in_any_case(here, false).filter(|_| fold);
                let Some(cuts) = written.or_else(folded) else { return false };
                symbols += cuts.iter().filter(|cut| cut.is_symbol()).count();
                if symbols >= MOST_SYMBOLS {
                    return false;
                }
                is_old_dust |= cuts.iter().any(Cut::is_old_dust);
                let mut others = cuts.iter().filter(|cut| !cut.is_symbol());
                if in_bracket {
                    let is_known = others
                        .all(|cut| matches!(cut.element, Element::Group(_) | Element::Epl(..)));
                    if !is_known {
                        return false;
                    }
                } else if let Some(other) = others.next() {
                    return tells(other) && !is_certificate(here);
                }
            }
            _ => return false,
        }
        here = here.ahead(1);
    }
    false
}
