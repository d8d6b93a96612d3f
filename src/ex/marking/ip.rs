//! Codes of protection by enclosures.

use super::Span;

/// A code of protection by enclosures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IpCode {
    /// Where it stands.
    pub span: Span,
    /// The index of the string before it.
    pub string: Option<usize>,
    /// The code without blanks, such as `IP66/67` or `IP6X`.
    pub code: String,
}
