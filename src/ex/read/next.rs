//! What is read next: decided by the words at the cursor and by what the plate
//! holds so far. Nothing is written here.

use super::{
    ambient,
    category::categories,
    certificates::{certificate, with_suffix},
    cursor::Cursor,
    element::{Cut, Element, bare_zone},
    fits::{fits, may_begin},
    ip::ip_code,
    item::{Gas, Item},
    marks::{Marked, begins_without_mark, is_mark, levels_before_mark, marked},
    nec::nec,
    noise::{is_body_number, is_conformity_mark, is_label, standard},
    open_string::{Last, OpenString, is_at_symbols, says_anything},
    plate::Plate,
    symbols::{is_formula, optical, trace_heating},
    temperature::measure,
    word::{cut_in_any_case, cut_without_mark},
};
use crate::ex::marking::{Atmosphere, CorrectionKind, Join, Scheme, TemperatureValue};

/// An item and its end.
type Read<'s> = (Item, Cursor<'s>);

/// How many words the name of a gas may have, as carbon disulphide has.
const MOST_GAS_WORDS: usize = 3;

/// How many items after a CE mark the number of the notified body may stand.
const BODY_NUMBER_AFTER: usize = 3;

/// The item at the cursor.
pub(super) fn next<'s>(plate: &Plate, cursor: Cursor<'s>) -> Read<'s> {
    let one = cursor.ahead(1);
    if cursor.sign() != 0 {
        return ambient(plate, cursor)
            .or_else(|| plate.open.as_ref().and_then(|open| only_gas(open, cursor)))
            .unwrap_or((Item::Sign, one));
    }
    around(plate, cursor)
        .or_else(|| mark(plate, cursor))
        .or_else(|| plate.open.as_ref().and_then(|open| several_words(open, cursor)))
        .or_else(|| word(plate, cursor).map(|item| (item, one)))
        .or_else(|| without_mark(plate, cursor, false).map(|item| (item, one)))
        .or_else(|| word_in_another_case(plate, cursor).map(|item| (item, one)))
        .or_else(|| without_mark(plate, cursor, true).map(|item| (item, one)))
        .or_else(|| noise(plate, cursor).map(|end| (Item::Noise, end)))
        .unwrap_or((Item::Unknown, one))
}

/// What stands around the strings.
fn around<'s>(plate: &Plate, cursor: Cursor<'s>) -> Option<Read<'s>> {
    if let Some((certificate, end)) = certificate(cursor) {
        return Some((Item::Certificate(certificate), end));
    }
    if plate.open.as_ref().is_some_and(OpenString::takes_symbols)
        && let Some((id, end)) = trace_heating(cursor)
    {
        return Some((Item::TraceHeating(id), end));
    }
    if let Some(end) = standard(cursor) {
        return Some((Item::Noise, end));
    }
    if let Some(read) = ambient(plate, cursor) {
        return Some(read);
    }
    if let Some((code, end)) = ip_code(cursor) {
        return Some((Item::Ip(code), end));
    }
    if let Some((nec, end)) = nec(cursor) {
        return Some((Item::Nec(nec), end));
    }
    let categories = categories(cursor)?;
    // `Ex db IID`: where a group is due, one word without the number of a
    // category is none.
    let is_group_due =
        plate.open.as_ref().is_some_and(|open| open.adjacent && open.last == Last::Symbol);
    if is_group_due && categories.is_bare(cursor) {
        return None;
    }
    let end = cursor.at_sign(categories.end);
    Some((Item::Categories(categories), end))
}

fn ambient<'s>(plate: &Plate, cursor: Cursor<'s>) -> Option<Read<'s>> {
    let after_dust_zone =
        plate.open.as_ref().is_some_and(|open| !open.string.dust_zones.is_empty());
    let (limits, end) = ambient::range(cursor, after_dust_zone)?;
    Some((Item::Ambient(limits), end))
}

/// A mark, or levels before one.
fn mark<'s>(plate: &Plate, cursor: Cursor<'s>) -> Option<Read<'s>> {
    match marked(cursor) {
        Some(Marked::Beginning { prefix, cuts }) => {
            return Some((Item::Mark { prefix, cuts }, cursor.ahead(1)));
        }
        Some(Marked::Number(end)) => {
            let (certificate, end) = with_suffix(Scheme::Other, cursor, end);
            return Some((Item::Certificate(certificate), end));
        }
        None => {}
    }
    // In a bracket, or in a string that has none yet, they are its own.
    let are_own = plate.open.as_ref().is_some_and(|open| {
        open.bracket.is_some() || open.string.epl.is_empty() && says_anything(&open.string)
    });
    if are_own {
        return None;
    }
    let (levels, end) = levels_before_mark(cursor)?;
    Some((Item::Levels(levels), end))
}

/// Elements of several words: `op is`, `+ H2`, a number in a list of temperatures.
fn several_words<'s>(open: &OpenString, cursor: Cursor<'s>) -> Option<Read<'s>> {
    let one = cursor.ahead(1);
    if open.takes_symbols()
        && let Some((id, end)) = optical(cursor)
    {
        return Some((Item::Optical(id), end));
    }
    if let Some(item) = gas(open, cursor) {
        return Some((item, one));
    }
    if let Some(read) = temperature_without_t(open, cursor) {
        return Some(read);
    }
    let string = &open.string;
    // `iaD 20`
    if let Some(zone) = bare_zone(cursor.word())
        && open.adjacent
        && open.bracket.is_none()
        && is_at_symbols(string)
        && string.symbols.iter().any(|symbol| symbol.id.code().ends_with('D'))
    {
        return Some((Item::Zone(zone), one));
    }
    // `T A 80 °C`
    let is_practice =
        cursor.word().eq_ignore_ascii_case(b"T") && matches!(one.word(), b"A" | b"B" | b"a" | b"b");
    if is_practice && !string.dust_zones.is_empty() {
        return Some((Item::Practice, one.ahead(1)));
    }
    joint(open, cursor).map(|join| (Item::Joint(join), one))
}

/// `T6 to T4`, `T5 or T6`, `IIB and IIC`
fn joint(open: &OpenString, cursor: Cursor<'_>) -> Option<Join> {
    let join = match &cursor.word().to_ascii_lowercase()[..] {
        b"to" | b"bis" | b"up" => Join::Range,
        b"or" | b"oder" | b"ou" => Join::Slash,
        b"and" | b"und" | b"et" => Join::Comma,
        _ => return None,
    };
    if !open.adjacent {
        return None;
    }
    let kind = match cut_in_any_case(cursor.ahead(1), true)?.first()?.element {
        Element::Temperature(_) | Element::Degrees { .. } | Element::BareT => Last::Temperature,
        Element::Group(_) => Last::Group,
        Element::Epl(..) => Last::Epl,
        _ => return None,
    };
    (open.last == kind).then_some(join)
}

/// `H2` after `IIB +`.
fn gas(open: &OpenString, cursor: Cursor<'_>) -> Option<Item> {
    if open.last != Last::Group || !open.adjacent || !open.has_group_for_gas() {
        return None;
    }
    let word = cursor.word();
    let without_plus = match open.join {
        Join::Plus => false,
        Join::Slash | Join::Blank => true,
        Join::Comma | Join::Range => return None,
    };
    let is_named = || {
        !without_plus
            && word.len() > 2
            && word.iter().all(u8::is_ascii_alphabetic)
            && cut_without_mark(cursor).is_none()
    };
    (is_formula(word) || is_named()).then(|| {
        let (name, folded) = formula(word);
        Item::Gas(Gas { name, is_only: false, without_plus, folded })
    })
}

/// `(NH3)` after `II`: equipment for that gas only (IEC 60079-0). A group with
/// a letter is for a class of gases, so that only a formula can stand there.
fn only_gas<'s>(open: &OpenString, cursor: Cursor<'s>) -> Option<Read<'s>> {
    let is_due = cursor.sign() == b'('
        && open.last == Last::Group
        && open.adjacent
        && open.join == Join::Blank
        && open.has_group_for_gas();
    if !is_due {
        return None;
    }
    let takes_names = open.takes_gas_names();
    let is_gas = |cursor: Cursor<'_>| {
        let word = cursor.word();
        let is_name = || {
            word.len() > 1
                && word.iter().all(u8::is_ascii_alphanumeric)
                && word[0].is_ascii_alphabetic()
                && !is_label(word)
                && cut_in_any_case(cursor, true).is_none()
        };
        is_formula(word) || takes_names && is_name()
    };
    let first = cursor.ahead(1);
    let mut end = first;
    let mut names = Vec::new();
    let mut folded = false;
    while names.len() < MOST_GAS_WORDS && is_gas(end) {
        let (name, other) = formula(end.word());
        names.push(name);
        folded |= other;
        end = end.ahead(1);
    }
    if names.is_empty() || end.sign() != b')' {
        return None;
    }
    let gas = Gas { name: names.join(" "), is_only: true, without_plus: false, folded };
    Some((Item::Gas(gas), end.ahead(1)))
}

/// The name of a gas, in capitals if it is a formula, and whether it was in others.
fn formula(word: &[u8]) -> (String, bool) {
    let folds = is_formula(word) && word.iter().any(u8::is_ascii_lowercase);
    let name =
        word.iter().map(|sign| char::from(if folds { sign.to_ascii_uppercase() } else { *sign }));
    (name.collect(), folds)
}

/// The 2 of `T1/2`, the 145 of `T3 (145 °C)`, the 135 of `T85...135 °C`, the 350
/// of `IIC 350 °C (T1)`.
fn temperature_without_t<'s>(open: &OpenString, cursor: Cursor<'s>) -> Option<Read<'s>> {
    if open.bracket.is_some() {
        return None;
    }
    let string = &open.string;
    let spelling = Some(CorrectionKind::Spelling);
    let Some(last) = string.temperatures.last() else {
        let is_for_dust = !string.dust_zones.is_empty()
            || string.mark.is_none() && string.categories.iter().any(|category| category.dust)
            || string.symbols.iter().any(|symbol| symbol.id.for_dust() && !symbol.id.for_gas());
        let is_after_group = open.last == Last::Group && open.adjacent;
        let (measure, end) = measure(cursor)?;
        let is_told =
            is_for_dust || is_after_group && measure.correction != Some(CorrectionKind::Unit);
        let item = Item::Temperature(measure.surface(false), spelling);
        return (measure.number >= 30 && is_told).then_some((item, end));
    };
    if open.last != Last::Temperature || !open.adjacent {
        return None;
    }
    let in_row = matches!(open.join, Join::Slash | Join::Range);
    if let TemperatureValue::Class { .. } = last.value
        && in_row
        && cursor.is_attached()
        && let [digit @ b'1'..=b'6'] = cursor.word()
    {
        let value = TemperatureValue::Class { number: digit - b'0', letter: None };
        return Some((Item::Temperature(value, spelling), cursor.ahead(1)));
    }
    let (measure, end) = measure(cursor)?;
    let in_row = in_row && matches!(last.value, TemperatureValue::Surface { .. });
    if measure.number < 30 || !(open.round || in_row) {
        return None;
    }
    // A range of ambient temperatures has signs.
    if open.join == Join::Range && cursor.sign_before() == b'-' && !cursor.is_attached() {
        return None;
    }
    let correction = if open.round { measure.correction } else { spelling };
    Some((Item::Temperature(measure.surface(open.round), correction), end))
}

/// A word of the open string, or one that begins a string after a category, as
/// it is written; where its case tells nothing, also in another one.
fn word(plate: &Plate, cursor: Cursor<'_>) -> Option<Item> {
    let cuts = cut_without_mark(cursor)?;
    let Some(open) = &plate.open else {
        let begins = !plate.waiting.categories.is_empty()
            && may_begin(cursor, &cuts, plate.waiting.adjacent);
        return begins.then_some(Item::FirstWord { cuts, after_category: true });
    };
    if !fits(open, cursor, cuts.first()?) {
        return None;
    }
    let folded = may_be_folded(open, cursor, &cuts)
        // One symbol is read again to see whether it is another thing.
        .then(|| folded_word(open, cursor, cuts.len() == 1))
        .flatten()
        .filter(|folded| is_better(&cuts, folded));
    Some(Item::Word(folded.unwrap_or(cuts)))
}

/// The same for a word that does not read as it is written. Only a mark or a
/// category directly before it tells that it is a part of a marking.
fn word_in_another_case(plate: &Plate, cursor: Cursor<'_>) -> Option<Item> {
    let written = cut_without_mark(cursor);
    match (&plate.open, written.as_deref()) {
        // A level in the place of a symbol is wrong there, and a group is no symbol.
        (_, Some([Cut { element: Element::Epl(..), .. }])) => None,
        (None, Some([Cut { element: Element::Group(_), .. }])) => None,
        (None, _) => {
            let waiting = &plate.waiting;
            let is_told = waiting.adjacent && !waiting.categories.is_empty();
            let cuts = cut_in_any_case(cursor, true)?;
            (is_told && may_begin(cursor, &cuts, true))
                .then_some(Item::FirstWord { cuts, after_category: true })
        }
        (Some(open), _) => folded_word(open, cursor, false).map(Item::Word),
    }
}

/// A word of the open string in another case.
fn folded_word(open: &OpenString, cursor: Cursor<'_>, levels_first: bool) -> Option<Vec<Cut>> {
    let cuts = cut_in_any_case(cursor, levels_first || open.is_after_group())?;
    let fits = fits(open, cursor, cuts.first()?) && open.may_fold(&cuts, cursor.text());
    fits.then_some(cuts)
}

/// Whether a word that reads as it is written may still be meant in another case.
fn may_be_folded(open: &OpenString, cursor: Cursor<'_>, written: &[Cut]) -> bool {
    match written {
        // `ex d i mb`, where the case of the mark tells that it says nothing
        [Cut { element: Element::Symbol(id), .. }] if id.code() == "i" => {
            open.is_caseless && !open.string.symbols.is_empty() && is_after_mines(cursor.ahead(1))
        }
        [Cut { element: Element::Symbol(_), .. }] => open.place_tells(),
        // Folding comes before splitting: `iad`.
        [_, .., Cut { element: Element::Symbol(id), .. }] => id.code() == "d",
        _ => false,
    }
}

/// Whether what stands here says that the `i` before it was the group of mines.
fn is_after_mines(cursor: Cursor<'_>) -> bool {
    if cursor.word().is_empty() {
        return !matches!(cursor.sign(), b'+' | b'-' | b'[');
    }
    let is_level = cut_in_any_case(cursor, true).is_some_and(|cuts| {
        matches!(
            cuts[..],
            [Cut { element: Element::Epl(Atmosphere::Mining, _) | Element::Suffix(_), .. }, ..]
        )
    });
    is_level || is_mark(cursor) || ip_code(cursor).is_some()
}

/// Whether the reading of a word in another case is to be taken for the one as
/// it is written: it is a protection level, a group, or one symbol in place of two.
fn is_better(written: &[Cut], folded: &[Cut]) -> bool {
    match folded {
        [Cut { element: Element::Epl(..) | Element::Group(_), .. }] => true,
        [folded] => folded.is_symbol() && written.len() > 1,
        _ => false,
    }
}

/// Symbols without a mark that a group or a dust zone follows; with `fold`, in
/// another case.
fn without_mark(plate: &Plate, cursor: Cursor<'_>, fold: bool) -> Option<Item> {
    if plate.open.as_ref().is_some_and(|open| open.bracket.is_some()) {
        return None;
    }
    // As long as the string before has nothing but symbols, further ones
    // are not another string's; only a category divides them.
    let has_category = !plate.waiting.categories.is_empty();
    let is_unfinished = !has_category
        && plate
            .last_string()
            .is_some_and(|string| !string.symbols.is_empty() && is_at_symbols(string));
    if is_unfinished {
        return None;
    }
    let after_category = has_category && plate.waiting.adjacent;
    let cuts = if fold { cut_in_any_case(cursor, false) } else { cut_without_mark(cursor) }?;
    begins_without_mark(cursor, &cuts, after_category, fold)
        .then_some(Item::FirstWord { cuts, after_category: false })
}

/// Labels, the CE mark and the number of the notified body after it, `1)`: the end.
fn noise<'s>(plate: &Plate, cursor: Cursor<'s>) -> Option<Cursor<'s>> {
    let word = cursor.word();
    let next = cursor.ahead(1);
    if is_conformity_mark(word) && is_body_number(next.word()) {
        return Some(next.ahead(1));
    }
    let is_notified_body = is_body_number(word) && plate.since_conformity_mark <= BODY_NUMBER_AFTER;
    let is_footnote = matches!(word, [b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9'])
        && next.sign() == b')'
        && next.is_attached();
    (is_notified_body || is_footnote || is_label(word)).then_some(next)
}
