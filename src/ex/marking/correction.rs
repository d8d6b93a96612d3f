//! What was read as something else than what stood there.

use super::Span;

/// Something that was read as something else than what stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What kind of difference it is.
    pub kind: CorrectionKind,
    /// What stood there.
    pub span: Span,
    /// What it was read as.
    pub read_as: String,
}

/// A kind of correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CorrectionKind {
    /// A Cyrillic or Greek letter that looks like a Latin one.
    LookAlike,
    /// A numeral that is one character, such as `Ⅱ`.
    Numeral,
    /// A letter or digit of full width.
    Width,
    /// A digit or letter set low.
    Subscript,
    /// Elements without the blank between them, such as `IICT4`.
    Glued,
    /// One element with a blank in it, such as `II C`.
    Spaced,
    /// `l`, `1`, `|` or `!` for `I`, or `O` for `0`.
    Ocr,
    /// Capital for small letters or the reverse.
    Case,
    /// A temperature without degree sign or unit.
    Unit,
    /// Degrees Fahrenheit turned into Celsius.
    Fahrenheit,
    /// Round for square brackets.
    Bracket,
    /// A spelling of its own, such as `op-is`, `T4/5` or `IIB H2`.
    Spelling,
}

impl CorrectionKind {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::LookAlike => "look-alike",
            Self::Numeral => "numeral",
            Self::Width => "width",
            Self::Subscript => "subscript",
            Self::Glued => "glued",
            Self::Spaced => "spaced",
            Self::Ocr => "ocr",
            Self::Case => "case",
            Self::Unit => "unit",
            Self::Fahrenheit => "fahrenheit",
            Self::Bracket => "bracket",
            Self::Spelling => "spelling",
        }
    }
}
