//! Codes of protection by enclosures.

use super::{cursor::Cursor, run::LONGEST_RUN};

/// `IP65`, `IP 66/67`, `IP66/IP68`, `IP6X`: the code without blanks.
pub(super) fn ip_code(cursor: Cursor<'_>) -> Option<(String, Cursor<'_>)> {
    let word = cursor.word();
    let is_apart = word.eq_ignore_ascii_case(b"IP");
    let first = if is_apart { cursor.ahead(1) } else { cursor };
    let digits = if is_apart { first.word() } else { word.get(2..)? };
    if !is_ip(digits) || !word.get(..2)?.eq_ignore_ascii_case(b"IP") {
        return None;
    }
    let mut end = first.ahead(1);
    let mut code = format!("IP{}", capitals(digits));
    while matches!(end.sign(), b'/' | b'-' | b',') && end.since(cursor) < LONGEST_RUN {
        let next = end.ahead(1);
        let digits = match next.word() {
            [b'I' | b'i', b'P' | b'p', digits @ ..] => digits,
            digits if next.is_attached() || end.sign() == b'/' => digits,
            _ => break,
        };
        if !is_ip(digits) {
            break;
        }
        code.push('/');
        code.push_str(&capitals(digits));
        end = next.ahead(1);
    }
    Some((code, end))
}

/// These signs as capitals, without the blanks between them.
pub(super) fn capitals(signs: &[u8]) -> String {
    let signs = signs.iter().filter(|sign| **sign != b' ');
    signs.map(|sign| char::from(sign.to_ascii_uppercase())).collect()
}

fn is_ip(digits: &[u8]) -> bool {
    let digits = match digits {
        [digits @ .., b'K' | b'k'] => digits,
        digits => digits,
    };
    let digit = |sign: &u8| sign.is_ascii_digit() || matches!(sign, b'X' | b'x');
    digits.len() == 2 && digits.iter().all(digit)
}
