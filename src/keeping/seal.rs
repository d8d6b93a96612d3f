//! The checksum that every stored text carries: 16 hex digits of a SHA-256 over the
//! name under which it stands and the text, with a space, stand before it. So a text
//! that belongs under another name is found like one that is not as it was written.

use super::store::StoreError;
use crate::digest::sha256_hex;

/// How many hex digits of the digest are stored.
const DIGITS: usize = 16;

/// The text to be stored under this name, with its checksum before it.
pub(super) fn sealed(name: &str, text: &str) -> String {
    format!("{} {text}", checksum_under(name, text))
}

/// The text behind its checksum.
///
/// # Errors
/// [`StoreError::Damaged`] if the two do not fit.
pub(super) fn unsealed<'a>(name: &str, stored: &'a str) -> Result<&'a str, StoreError> {
    let (found, text) = stored.split_once(' ').ok_or(StoreError::Damaged)?;
    // The checksum of earlier builds was over the text alone.
    let is_sound = found == checksum_under(name, text) || found == checksum(text);
    if is_sound { Ok(text) } else { Err(StoreError::Damaged) }
}

/// The checksum of a text that stands under this name.
pub(super) fn checksum_under(name: &str, text: &str) -> String {
    checksum(&format!("{name}\n{text}"))
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
        let stored = sealed("a", "{\"a\":\"b c\"}");
        assert_eq!(unsealed("a", &stored), Ok("{\"a\":\"b c\"}"));
        assert_eq!(unsealed("b", &stored), Err(StoreError::Damaged));
        for place in 0..stored.len() {
            let mut bytes = stored.clone().into_bytes();
            bytes[place] ^= 1;
            let damaged = String::from_utf8_lossy(&bytes);
            assert_eq!(unsealed("a", &damaged), Err(StoreError::Damaged), "{damaged}");
        }
        assert_eq!(unsealed("a", ""), Err(StoreError::Damaged));
    }
}
