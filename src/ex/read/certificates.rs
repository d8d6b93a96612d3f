//! Certificate numbers on the plate.

use std::ops::RangeInclusive;

use super::{cursor::Cursor, run::end_of_run, signs::OTHER};
use crate::ex::marking::{CertificateNumber, Scheme, Suffix};

/// `LCIE 08 ATEX 6095 X`, `IECEx PTB 06.0090`, `CML 21UKEX1234X`,
/// `RU C-DE.AA87.B.00123`, `GYB16.1234X`.
pub(super) fn certificate(cursor: Cursor<'_>) -> Option<(CertificateNumber, Cursor<'_>)> {
    let (scheme, end) = number(cursor)?;
    Some(with_suffix(scheme, cursor, end))
}

/// The certificate whose number ends at `end`, with the suffix in it or after it.
pub(super) fn with_suffix<'s>(
    scheme: Scheme,
    cursor: Cursor<'s>,
    end: Cursor<'s>,
) -> (CertificateNumber, Cursor<'s>) {
    let glued = match cursor.span_to(end).slice(cursor.text()).as_bytes() {
        [.., b'0'..=b'9', b'X'] => Some(Suffix::X),
        [.., b'0'..=b'9', b'U'] => Some(Suffix::U),
        _ => None,
    };
    let apart = match end.word() {
        b"X" => Some(Suffix::X),
        b"U" => Some(Suffix::U),
        _ => None,
    };
    let end = if glued.is_none() && apart.is_some() { end.ahead(1) } else { end };
    let suffix = glued.or(apart);
    (CertificateNumber { scheme, span: cursor.span_to(end), suffix }, end)
}

/// Whether a certificate number stands here.
pub(super) fn is_certificate(cursor: Cursor<'_>) -> bool {
    number(cursor).is_some()
}

/// The scheme of a number, and its end before a suffix that stands apart.
fn number(cursor: Cursor<'_>) -> Option<(Scheme, Cursor<'_>)> {
    let word = cursor.word();
    let next = cursor.ahead(1);
    // `IIC 08 ATEX 1234`: no body has the name of a group.
    if !word.iter().any(u8::is_ascii_alphanumeric) || word.starts_with(b"II") {
        return None;
    }
    if word.eq_ignore_ascii_case(b"IECEx") {
        let number = if is_alphabetic(next.word()) { next.ahead(1) } else { next };
        return Some((Scheme::Iecex, year_and_number(number)?));
    }
    if word == b"RU" && next.word() == b"C" && next.ahead(1).sign() == b'-' {
        return Some((Scheme::Eac, end_of_run(next)));
    }
    if let Some(found) = directive(cursor) {
        return Some(found);
    }
    other(cursor).map(|end| (Scheme::Other, end))
}

/// The end of a number of any other scheme.
fn other(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let word = cursor.word();
    let next = cursor.ahead(1);
    // A body, then year and number.
    let is_body = (2..=8).contains(&word.len())
        && word.iter().all(|sign| sign.is_ascii_alphabetic() || *sign == OTHER);
    if is_body {
        let has_second = next.sign() == b'-' && is_alphabetic(next.ahead(1).word());
        return year_and_number(if has_second { next.ahead(2) } else { next });
    }
    // `GYB16.1234X`: glued to the year
    let letters = word.iter().take_while(|sign| sign.is_ascii_alphabetic()).count();
    let is_glued = (2..=6).contains(&letters) && is_year(&word[letters..]);
    if is_glued
        && next.sign() == b'.'
        && next.is_attached()
        && is_number(next.ahead(1).word(), 3..=6)
    {
        return Some(next.ahead(2));
    }
    // `12-KA4BO-0123X`
    let is_korean = is_year(word)
        && next.sign() == b'-'
        && cursor.ahead(2).word().len() == 5
        && cursor.ahead(3).sign() == b'-'
        && is_number(cursor.ahead(4).word(), 4..=5);
    is_korean.then(|| cursor.ahead(5))
}

/// `06.0090`, `11.0001X`: the end.
fn year_and_number(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let (dot, number) = (cursor.ahead(1), cursor.ahead(2));
    let stands = is_year(cursor.word())
        && dot.sign() == b'.'
        && dot.is_attached()
        && number.is_attached()
        && is_number(number.word(), 3..=6);
    stands.then(|| cursor.ahead(3))
}

/// A number with `ATEX` or `UKEX` in it.
fn directive(cursor: Cursor<'_>) -> Option<(Scheme, Cursor<'_>)> {
    const SCHEMES: [(&[u8], Scheme); 2] = [(b"ATEX", Scheme::Atex), (b"UKEX", Scheme::Ukex)];
    let mut has_year = false;
    for count in 0..3 {
        let here = cursor.ahead(count);
        let word = here.word();
        if word.is_empty() {
            return None;
        }
        let found = SCHEMES.into_iter().find_map(|(name, scheme)| {
            let place = word.windows(name.len()).position(|window| window == name)?;
            Some((place, scheme))
        });
        let Some((place, scheme)) = found else {
            // The body, then the year by itself or at the end of the body.
            let is_first = count == 0;
            let digits = word.iter().rev().take_while(|sign| sign.is_ascii_digit()).count();
            let ends_in_year =
                word.len() > 3 && word[..word.len() - 2].iter().all(u8::is_ascii_alphabetic);
            let is_year = digits == 2 && (word.len() == 2 || is_first && ends_in_year);
            let is_body = is_first
                && digits == 0
                && word.len() <= 12
                && word[0].is_ascii_uppercase()
                && (word.len() > 2 || word[word.len() - 1].is_ascii_uppercase());
            if !is_year && !is_body {
                return None;
            }
            has_year |= is_year;
            continue;
        };
        let year_is_glued = place >= 2 && word[place - 2..place].iter().all(u8::is_ascii_digit);
        if !has_year && !year_is_glued {
            return None;
        }
        return Some((scheme, end_of_number(here, &word[place + 4..])));
    }
    None
}

/// The end of the number that follows `ATEX`; `rest` is what is glued to it.
fn end_of_number<'s>(cursor: Cursor<'s>, rest: &[u8]) -> Cursor<'s> {
    let mut end = cursor.ahead(1);
    let mut has_digits = rest.iter().any(u8::is_ascii_digit);
    if rest.is_empty() && matches!(end.word(), b"E" | b"Q" | b"N") {
        end = end.ahead(1);
    }
    for _ in 0..4 {
        let is_joined = matches!(end.sign(), b'.' | b'-' | b'/')
            && end.is_attached()
            && end.ahead(1).is_attached();
        let next = if is_joined { end.ahead(1) } else { end };
        let word = next.word();
        let fits = !word.is_empty()
            && (is_number(word, 1..=8) || is_joined && word.len() < 10)
            && (!has_digits || is_joined || word.len() <= 3);
        // After a number that ends in `X`, the next one is another thing.
        if !fits || rest.ends_with(b"X") {
            break;
        }
        has_digits = true;
        end = next.ahead(1);
        if matches!(word.last(), Some(b'X' | b'U')) {
            break;
        }
    }
    end
}

fn is_alphabetic(word: &[u8]) -> bool {
    !word.is_empty() && word.iter().all(u8::is_ascii_alphabetic)
}

/// Two digits.
fn is_year(word: &[u8]) -> bool {
    word.len() == 2 && word.iter().all(u8::is_ascii_digit)
}

/// Digits, `X` or `U` after them allowed.
fn is_number(word: &[u8], length: RangeInclusive<usize>) -> bool {
    let digits = match word {
        [digits @ .., b'X' | b'U'] => digits,
        digits => digits,
    };
    length.contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
}
