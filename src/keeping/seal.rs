//! The checksum that every stored text carries: 16 hex digits of its SHA-256
//! and a space stand before it.

use super::store::StoreError;
use crate::digest::sha256_hex;

/// How many hex digits of the digest are stored.
const DIGITS: usize = 16;

/// The text with its checksum before it.
pub(super) fn sealed(text: &str) -> String {
    format!("{} {text}", checksum(text))
}

/// The text behind its checksum.
///
/// # Errors
/// [`StoreError::Damaged`] if the two do not fit.
pub(super) fn unsealed(stored: &str) -> Result<&str, StoreError> {
    let (found, text) = stored.split_once(' ').ok_or(StoreError::Damaged)?;
    if found == checksum(text) { Ok(text) } else { Err(StoreError::Damaged) }
}

/// The checksum of a text, 16 hex digits.
pub(super) fn checksum(text: &str) -> String {
    let mut digest = sha256_hex(text.as_bytes());
    digest.truncate(DIGITS);
    digest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_text_reads_back_and_a_flipped_letter_is_found() {
        let stored = sealed("{\"a\":\"b c\"}");
        assert_eq!(unsealed(&stored), Ok("{\"a\":\"b c\"}"));
        for place in 0..stored.len() {
            let mut bytes = stored.clone().into_bytes();
            bytes[place] ^= 1;
            let damaged = String::from_utf8_lossy(&bytes);
            assert_eq!(unsealed(&damaged), Err(StoreError::Damaged), "{damaged}");
        }
        assert_eq!(unsealed(""), Err(StoreError::Damaged));
    }
}
