//! What a text says.

use super::{
    Ambient, Category, CertificateNumber, Correction, ExString, Found, IpCode, Token, TokenKind,
    Warning, WarningCode,
};

/// What a text says. Its [`Display`](std::fmt::Display) is the canonical
/// rendering; reading that gives the same strings again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The text as it was given.
    pub text: String,
    /// The Ex strings, in the order of the text.
    pub strings: Vec<ExString>,
    /// ATEX or UKEX groups and categories that no string follows.
    pub categories: Vec<Category>,
    /// Ambient temperature ranges.
    pub ambient: Vec<Ambient>,
    /// Codes of protection by enclosures.
    pub ip: Vec<IpCode>,
    /// Certificate numbers.
    pub certificates: Vec<CertificateNumber>,
    /// Every word of the text, in its order; together they cover all of it but
    /// white space and punctuation.
    pub tokens: Vec<Token>,
    /// What was read as something else than what stood there.
    pub corrections: Vec<Correction>,
    /// What does not fit together.
    pub warnings: Vec<Warning>,
}

impl Reading {
    /// The words that were not understood, with their places.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        let unknown = self.tokens.iter().filter(|token| token.kind == TokenKind::Unknown);
        unknown.map(|token| token.span.slice(&self.text))
    }

    /// The words and signs that are known to be no part of a marking, such as
    /// `CE 0158`, `FISCO` or the sign of a footnote.
    pub fn left_aside(&self) -> impl Iterator<Item = &str> {
        let left = self.tokens.iter().filter(|token| token.kind == TokenKind::Noise);
        left.map(|token| token.span.slice(&self.text))
    }

    /// The symbols of all strings, bracketed ones included, without repetition.
    #[must_use]
    pub fn found(&self) -> Vec<Found> {
        let mut found = Vec::new();
        for symbol in self.strings.iter().flat_map(|string| &string.symbols) {
            let one = Found { symbol: symbol.id, associated: symbol.bracket.is_some() };
            if !found.contains(&one) {
                found.push(one);
            }
        }
        found
    }

    /// Whether something that may be a symbol was not understood, so that a
    /// technique may be missing from [`found`](Self::found).
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.warnings.iter().any(|warning| {
            matches!(
                warning.code,
                WarningCode::UnknownSymbol
                    | WarningCode::EplInPlaceOfSymbol
                    | WarningCode::MissingSymbol
            )
        })
    }
}
