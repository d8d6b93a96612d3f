//! Groups and categories after ATEX and UKEX. They are read sign by sign, as
//! they are written with blanks and without, and glued to the mark after them.

use super::{
    cursor::Cursor,
    run::LONGEST_RUN,
    signs::{Signs, is_like_i},
};
use crate::ex::marking::{Category, Correction, CorrectionKind};

/// Categories as they stand one after the other.
pub(super) struct Categories {
    pub categories: Vec<Category>,
    /// The sign after the last of them.
    pub end: usize,
    /// Where a sign was taken for another one, or the case had to be changed.
    pub corrections: Vec<Correction>,
}

impl Categories {
    /// Whether they are one word, or the beginning of one, without a number.
    pub fn is_bare(&self, cursor: Cursor<'_>) -> bool {
        cursor.piece().is_some_and(|piece| self.end <= piece.to)
            && self.categories.iter().all(|category| category.level.is_none())
    }
}

/// Categories as they should be written, one after the other.
pub(super) fn joined(categories: &[Category]) -> String {
    let texts: Vec<String> = categories.iter().map(ToString::to_string).collect();
    texts.join(" ")
}

/// `II 2 G`, `II 3(1)G`, `I M2`, `II 1/2 GD`.
pub(super) fn categories(cursor: Cursor<'_>) -> Option<Categories> {
    let piece = cursor.piece()?;
    let signs = cursor.signs();
    let (from, to) = (piece.from, piece.to);
    let length = (from..to.min(from + 4))
        .take_while(|i| is_like_i(signs.get(*i)) || signs.get(*i) == b'i')
        .count();
    let numeral = signs.slice(from, from + length);
    let is_number = numeral.iter().all(|sign| *sign == b'1');
    let is_other = |sign: &u8| !matches!(sign, b'I' | b'i');
    let ((categories, end), ocr) = match length {
        1 if !is_number => {
            let after = skip(signs, from + 1, b" ", LONGEST_RUN * 2 - 1);
            (mining(signs, after)?, numeral.iter().any(is_other))
        }
        2 if !is_number => (others(signs, from + 2)?, numeral.iter().any(is_other)),
        // `III` is no group of a category and `11` a number; in `II1G` the
        // third sign is the category.
        _ => {
            let has_digit = from + 2 < to && signs.get(from + 2) == b'1';
            let is_plain = match signs.slice(from, from + 2) {
                b"II" => true,
                b"ll" => false,
                _ => return None,
            };
            if !has_digit {
                return None;
            }
            (others(signs, from + 2)?, !is_plain)
        }
    };
    let numeral = if categories.first()?.group == 1 { "I" } else { "II" };
    let mut corrections = Vec::new();
    let mut correct = |kind, end, read_as| {
        corrections.push(Correction { kind, span: signs.span(from, end), read_as });
    };
    if ocr {
        correct(CorrectionKind::Ocr, from + numeral.len(), numeral.to_owned());
    }
    if signs.slice(from, end).iter().any(|sign| matches!(sign, b'i' | b'g' | b'd' | b'm')) {
        correct(CorrectionKind::Case, end, joined(&categories));
    }
    Some(Categories { categories, end, corrections })
}

/// The first sign from `i` on that is none of `among`, at most `most` further on.
fn skip(signs: &Signs, i: usize, among: &[u8], most: usize) -> usize {
    i + (i..i + most).take_while(|at| among.contains(&signs.get(*at))).count()
}

/// `M1`, `(M1)`, `M2(M1)` after the numeral of group I.
fn mining(signs: &Signs, from: usize) -> Option<(Vec<Category>, usize)> {
    let mut categories = Vec::new();
    let mut end = from;
    while categories.len() < 4 {
        let mut i = skip(signs, end, b" /", 4);
        let associated = signs.get(i) == b'(';
        i += usize::from(associated);
        if !matches!(signs.get(i), b'M' | b'm') {
            break;
        }
        i += 1;
        i += usize::from(signs.get(i) == b' ');
        let level = signs.get(i);
        if !matches!(level, b'1' | b'2') || signs.get(i + 1).is_ascii_digit() {
            break;
        }
        i += 1;
        end = i + usize::from(associated && signs.get(i) == b')');
        categories.push(Category {
            group: 1,
            level: Some(level - b'0'),
            boundary: None,
            associated,
            gas: false,
            dust: false,
        });
    }
    (!categories.is_empty()).then_some((categories, end))
}

/// `2 G`, `3(1)G`, `3 G (2) GD`, `1/2 G` after the numeral of group II.
fn others(signs: &Signs, from: usize) -> Option<(Vec<Category>, usize)> {
    // The numeral before it.
    let is_small = signs.get(from - 1) == b'i';
    let mut categories: Vec<Category> = Vec::new();
    // How many have their letters, and where these end.
    let (mut lettered, mut end) = (0, from);
    let mut i = from;
    while categories.len() < 8 {
        let is_first = categories.is_empty();
        let start = skip(signs, i, if is_first { b" " } else { b" /,&+" }, 6);
        let Some((category, after)) = numbers(signs, start, is_first, is_small) else { break };
        categories.push(category);
        i = put_letters(signs, &mut categories[lettered..], after, is_small);
        let close = skip(signs, i, b" ", 6);
        if category.associated && signs.get(close) == b')' {
            i = close + 1;
        }
        if categories.last().is_some_and(|last| !last.gas && !last.dust) {
            i = put_letters(signs, &mut categories[lettered..], i, is_small);
        }
        if categories.last().is_some_and(|last| last.gas || last.dust) {
            lettered = categories.len();
            end = i;
        }
    }
    categories.truncate(lettered);
    (!categories.is_empty()).then_some((categories, end))
}

/// The numbers of one category, `2`, `(1` or `1/2`; the first may have none.
fn numbers(
    signs: &Signs,
    from: usize,
    is_first: bool,
    is_small: bool,
) -> Option<(Category, usize)> {
    let digit = |i: usize| {
        let sign = signs.get(i);
        (matches!(sign, b'1'..=b'3') && !signs.get(i + 1).is_ascii_digit()).then(|| sign - b'0')
    };
    let associated = signs.get(from) == b'(';
    let mut i = skip(signs, from + usize::from(associated), b" ", 6);
    let mut level = digit(i);
    // `-/2 G`
    let is_open = level.is_none() && signs.get(i) == b'-' && signs.get(i + 1) == b'/';
    if level.is_none() && !is_open && !(is_first && is_letter(signs.get(i), is_small)) {
        return None;
    }
    i += usize::from(level.is_some() || is_open);
    let mut boundary = None;
    let slash = skip(signs, i, b" ", 6);
    if signs.get(slash) == b'/' {
        let other = skip(signs, slash + 1, b" ", 6);
        boundary = digit(other).filter(|_| signs.get(other + 1) != b'E');
        if boundary.is_some() || signs.get(other) == b'-' {
            i = other + 1;
        }
    }
    if is_open {
        level = boundary.take();
    }
    Some((Category { group: 2, level, boundary, associated, gas: false, dust: false }, i))
}

/// Gives the letters at `i`, if there are any, to all that wait for theirs: the
/// sign after them, else `i`.
fn put_letters(signs: &Signs, waiting: &mut [Category], i: usize, is_small: bool) -> usize {
    let has_number = waiting.iter().any(|category| category.level.is_some());
    let from = skip(signs, i, b" ", 6);
    let Some((gas, dust, end)) = letters(signs, from, has_number, is_small) else { return i };
    for category in waiting {
        (category.gas, category.dust) = (gas, dust);
    }
    end
}

/// `G`, `D`, `GD`, `G/D` with nothing glued to it but a mark; after a number
/// also a temperature or an IP code, as in `II 2 DT90°C`. A number or a small
/// numeral tells that small letters are meant.
fn letters(
    signs: &Signs,
    from: usize,
    has_number: bool,
    is_small: bool,
) -> Option<(bool, bool, usize)> {
    let is_letter = |sign| is_letter(sign, has_number || is_small);
    if !is_letter(signs.get(from)) {
        return None;
    }
    let is_free = |end: usize| {
        let rest = [0, 1, 2].map(|offset| signs.get(end + offset).to_ascii_uppercase());
        let is_mark = matches!(rest, [b'E', b'X' | b'E', _] | [b'0'..=b'2' | b'A', b'E', b'X']);
        let is_measure = has_number
            && (rest[0] == b'T' && !rest[1].is_ascii_alphabetic()
                || matches!(rest, [b'I', b'P', b'0'..=b'9' | b'X']));
        !rest[0].is_ascii_alphanumeric() || is_mark || is_measure
    };
    let mut end = from + 1;
    if is_letter(signs.get(end)) {
        end += 1;
    } else {
        let other = skip(signs, end, b" /&+", 4);
        // After a blank alone, a small `d` is a symbol.
        let is_told = signs.get(other).is_ascii_uppercase()
            || signs.slice(end, other).iter().any(|sign| *sign != b' ');
        if other > end
            && is_told
            && is_letter(signs.get(other))
            && !signs.get(other).eq_ignore_ascii_case(&signs.get(from))
            && is_free(other + 1)
        {
            end = other + 1;
        }
    }
    if !is_free(end) {
        return None;
    }
    let written = signs.slice(from, end).to_ascii_uppercase();
    Some((written.contains(&b'G'), written.contains(&b'D'), end))
}

fn is_letter(sign: u8, fold: bool) -> bool {
    matches!(sign, b'G' | b'D') || fold && matches!(sign, b'g' | b'd')
}
