//! The folded text, cut into words and the signs between them.

use super::signs::{CYRILLIC_PE, DEGREE, OTHER, is_like_i};

/// A closing bracket that nothing opened.
pub(super) const STRAY: u8 = 3;

/// A word, or one sign between words.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    /// The first sign.
    pub from: usize,
    /// The sign after the last.
    pub to: usize,
    /// The sign itself where it is not a word, else 0.
    pub sign: u8,
    /// Whether a blank, the beginning or a sign of punctuation stands before it.
    pub spaced: bool,
}

/// Cuts the folded text into pieces; blanks are left out.
pub(super) fn pieces(bytes: &[u8]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut i = 0;
    let mut spaced = true;
    while i < bytes.len() {
        if bytes[i] == b' ' {
            spaced = true;
            i += 1;
            continue;
        }
        let from = i;
        while i < bytes.len()
            && (is_word(bytes[i]) || is_bar_for_numeral(bytes, i) || is_decimal_sign(bytes, i))
        {
            i += 1;
        }
        let sign = if i == from {
            i += 1;
            bytes[from]
        } else {
            0
        };
        pieces.push(Piece { from, to: i, sign, spaced });
        spaced = false;
    }
    pieces
}

/// For each opening bracket the piece that closes it. A closing one without a
/// partner becomes [`STRAY`].
pub(super) fn match_brackets(pieces: &mut [Piece]) -> Vec<Option<usize>> {
    let mut open = Vec::new();
    let mut closing = vec![None; pieces.len()];
    for (index, piece) in pieces.iter_mut().enumerate() {
        match piece.sign {
            b'[' => open.push(index),
            b']' => match open.pop() {
                Some(opening) => closing[opening] = Some(index),
                None => piece.sign = STRAY,
            },
            _ => {}
        }
    }
    closing
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, OTHER | CYRILLIC_PE | DEGREE)
}

/// Whether the sign at `i` is a bar within a numeral, as in `||B`. A bar by
/// itself divides strings.
fn is_bar_for_numeral(bytes: &[u8], i: usize) -> bool {
    if !matches!(bytes[i], b'|' | b'!') {
        return false;
    }
    let before = bytes[..i].iter().rev().take(3).take_while(|byte| is_like_i(**byte)).count();
    let after = bytes[i..].iter().take(3).take_while(|byte| is_like_i(**byte)).count();
    let length = before + after;
    (2..=3).contains(&length) && matches!(bytes.get(i + after), Some(b'A'..=b'C' | b'a'..=b'c'))
}

/// Whether the sign at `i` is the decimal sign of `T85,5`. What a comma divides
/// in a list has a blank or a `T` before it, or two digits.
fn is_decimal_sign(bytes: &[u8], i: usize) -> bool {
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    // A depth of the dust layer and the temperature have eight digits.
    let digits = bytes[..i].iter().rev().take(8).take_while(|byte| byte.is_ascii_digit()).count();
    matches!(bytes[i], b'.' | b',')
        && digits >= 2
        && matches!(bytes[..i - digits].last(), Some(b'T' | b't'))
        && is_digit(i + 1)
        && !is_digit(i + 2)
}
