//! Class, division, zone and groups after NEC or CEC.

use super::{cursor::Cursor, run::LONGEST_RUN};
use crate::ex::marking::Nec;

/// `Class I, Division 2, Groups A, B, C, D T4`, `Cl I Zn 0/1`, `Zone 21`.
pub(super) fn nec(cursor: Cursor<'_>) -> Option<(Nec, Cursor<'_>)> {
    let mut nec = Nec::default();
    let mut here = cursor;
    let mut end = None;
    // No bound is needed: all that is looked at is read.
    while let Some(next) = part(&mut nec, here) {
        end = Some(next);
        here = next;
        if matches!(here.sign(), b',' | b';' | b'.' | b':') {
            here = here.ahead(1);
        }
    }
    Some((nec, end?))
}

/// One part of the marking, put into `nec`: the end.
fn part<'s>(nec: &mut Nec, here: Cursor<'s>) -> Option<Cursor<'s>> {
    let word = here.word();
    let letters = word.iter().take_while(|sign| sign.is_ascii_alphabetic()).count();
    let (label, rest) = word.split_at(letters);
    let is =
        |labels: &[&str]| labels.iter().any(|name| label.eq_ignore_ascii_case(name.as_bytes()));
    // The number of `DIV1` is in the word, that of `Div. 1` after it.
    let number = if rest.is_empty() { after_dot(here.ahead(1)) } else { here };
    let digits = if rest.is_empty() { number.word() } else { rest };
    let next = number.ahead(1);
    if is(&["CLASS", "CL", "CLS"]) && rest.is_empty() {
        // Beside `Class`, an `i` is a symbol.
        let fold = label.iter().all(u8::is_ascii_lowercase);
        nec.class = nec.class.or(Some(numeral(digits, fold)?));
        return Some(end_of_classes(next, fold));
    }
    if nec.class.is_some() && is(&["DIVISION", "DIV", "DV"]) {
        let [digit @ b'1'..=b'2'] = digits else { return None };
        nec.division = nec.division.or(Some(digit - b'0'));
        let is_joined = matches!(next.sign(), b'/' | b',' | b'&');
        let has_second = is_joined && matches!(next.ahead(1).word(), b"1" | b"2");
        return Some(if has_second { next.ahead(2) } else { next });
    }
    if is(&["ZONE", "ZN"]) {
        nec.zone = nec.zone.or(Some(zone(digits)?));
        if next.sign() == b'/'
            && let Some(second) = zone(next.ahead(1).word())
        {
            nec.boundary = nec.boundary.or(Some(second));
            return Some(next.ahead(2));
        }
        return Some(next);
    }
    let are_groups = rest.is_empty() && is(&["GROUPS", "GROUP", "GRP", "GP", "GR", "GPS", "GRPS"]);
    if nec.class.is_some() && are_groups {
        return end_of_groups(number);
    }
    (nec.division.is_some() && is_class(word)).then(|| here.ahead(1))
}

/// `Class I, II, III`: the end after the first.
fn end_of_classes(cursor: Cursor<'_>, fold: bool) -> Cursor<'_> {
    let mut end = cursor;
    loop {
        let is_joined = matches!(end.sign(), b',' | b'/' | b'&');
        let other = if is_joined { end.ahead(1) } else { end };
        if numeral(other.word(), fold).is_none() {
            return end;
        }
        end = other.ahead(1);
    }
}

/// A list of groups, as `A, B, C & D` or `IIC`: the end.
fn end_of_groups(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let mut here = cursor;
    let mut end = None;
    while here.since(cursor) < LONGEST_RUN {
        let word = &here.word().to_ascii_uppercase()[..];
        // In small letters, `bad` is a word.
        let are_in_order = word == here.word() || word.is_sorted();
        let letters =
            !word.is_empty() && word.iter().all(|sign| matches!(sign, b'A'..=b'G')) && are_in_order;
        let group = matches!(word, b"IIA" | b"IIB" | b"IIC" | b"IIIA" | b"IIIB" | b"IIIC");
        let between = matches!(here.sign(), b',' | b'/' | b'&' | b'-' | b'+')
            || matches!(word, b"AND" | b"TO" | b"H2");
        if !letters && !group && !between {
            break;
        }
        here = here.ahead(1);
        if letters || group {
            end = Some(here);
        }
    }
    end
}

fn after_dot(cursor: Cursor<'_>) -> Cursor<'_> {
    if matches!(cursor.sign(), b'.' | b':') { cursor.ahead(1) } else { cursor }
}

fn numeral(word: &[u8], fold: bool) -> Option<u8> {
    let capitals = word.to_ascii_uppercase();
    match if fold { &capitals } else { word } {
        b"I" | b"1" => Some(1),
        b"II" | b"2" => Some(2),
        b"III" | b"3" => Some(3),
        _ => None,
    }
}

fn zone(word: &[u8]) -> Option<u8> {
    match word {
        [digit @ b'0'..=b'2'] => Some(digit - b'0'),
        [b'2', digit @ b'0'..=b'2'] => Some(20 + digit - b'0'),
        _ => None,
    }
}

/// `T4`, `T3A`
fn is_class(word: &[u8]) -> bool {
    matches!(
        word,
        [b'T' | b't', b'1'..=b'6'] | [b'T' | b't', b'1'..=b'6', b'A'..=b'D' | b'a'..=b'd']
    )
}
