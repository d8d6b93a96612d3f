//! SHA-256, in one go and by pieces.

use sha2::{Digest as _, Sha256};

/// The SHA-256 of `bytes`, 64 lower-case hex digits.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    let mut hasher = Hasher::default();
    hasher.add(bytes);
    hasher.finish()
}

/// Whether a text can be a SHA-256: 64 lower-case hex digits.
#[must_use]
pub fn is_sha256_hex(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(is_lower_hex)
}

/// Whether a byte is a lower-case hex digit.
pub(crate) const fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

/// SHA-256 of something that comes in pieces, such as a large file.
#[derive(Clone, Debug, Default)]
pub struct Hasher(Sha256);

impl Hasher {
    /// Adds the next piece.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all pieces, 64 lower-case hex digits.
    #[must_use]
    pub fn finish(self) -> String {
        base16ct::lower::encode_string(&self.0.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_vectors_of_fips_180_4_hold() {
        assert_eq!(
            sha256_hex(b""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(
            sha256_hex(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        let mut by_pieces = Hasher::default();
        by_pieces.add(b"a");
        by_pieces.add(b"bc");
        assert_eq!(by_pieces.finish(), sha256_hex(b"abc"));
    }
}
