//! Symbols of several words.

use super::cursor::Cursor;
use crate::ex::{
    marking::{Correction, CorrectionKind},
    table::SymbolId,
};

/// `op is`, `op-pr`.
pub(super) fn optical(cursor: Cursor<'_>) -> Option<(SymbolId, Cursor<'_>)> {
    if !cursor.word().eq_ignore_ascii_case(b"op") {
        return None;
    }
    let next = cursor.ahead(1);
    let second = if matches!(next.sign(), b'-' | b'_' | b'.') { next.ahead(1) } else { next };
    let code = match second.word() {
        word if word.eq_ignore_ascii_case(b"is") => "op_is",
        word if word.eq_ignore_ascii_case(b"pr") => "op_pr",
        word if word.eq_ignore_ascii_case(b"sh") => "op_sh",
        _ => return None,
    };
    Some((SymbolId::find(code)?, second.ahead(1)))
}

/// What is corrected in an [`optical`] symbol from `cursor` to `end`.
pub(super) fn optical_corrections(
    cursor: Cursor<'_>,
    end: Cursor<'_>,
    id: SymbolId,
) -> Vec<Correction> {
    let (span, read_as) = (cursor.span_to(end), id.code().replace('_', " "));
    let has_sign_between = end.since(cursor) > 2;
    let second = end.behind().map_or(&[][..], Cursor::word);
    let is_small = cursor.word() == b"op" && second.iter().all(u8::is_ascii_lowercase);
    [(has_sign_between, CorrectionKind::Spelling), (!is_small, CorrectionKind::Case)]
        .into_iter()
        .filter(|(differs, _)| *differs)
        .map(|(_, kind)| Correction { kind, span, read_as: read_as.clone() })
        .collect()
}

/// `60079-30-1` where a symbol stands.
pub(super) fn trace_heating(cursor: Cursor<'_>) -> Option<(SymbolId, Cursor<'_>)> {
    let mut number = cursor;
    let is_body = |word: &[u8]| {
        [&b"IEC"[..], b"IEEE", b"EN"].iter().any(|body| word.eq_ignore_ascii_case(body))
    };
    while is_body(number.word()) && number.since(cursor) < 4 {
        number = number.ahead(1);
        if number.sign() == b'/' {
            number = number.ahead(1);
        }
    }
    let stands = number.word() == b"60079"
        && number.ahead(1).sign() == b'-'
        && number.ahead(2).word() == b"30"
        && number.ahead(3).sign() == b'-'
        && number.ahead(4).word() == b"1";
    if !stands {
        return None;
    }
    Some((SymbolId::find("60079-30-1")?, number.ahead(5)))
}

/// A chemical formula such as `H2` or `C2H2`, whatever its case.
pub(super) fn is_formula(word: &[u8]) -> bool {
    let letters = word.iter().filter(|sign| sign.is_ascii_alphabetic()).count();
    (2..=8).contains(&word.len())
        && letters < word.len()
        && word.first().is_some_and(|first| b"CHNS".contains(&first.to_ascii_uppercase()))
        && word.iter().all(|sign| b"CHNOS0123456789".contains(&sign.to_ascii_uppercase()))
}
