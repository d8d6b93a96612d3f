//! Certificate numbers.

use super::{Span, Suffix};

/// A certificate number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CertificateNumber {
    /// Which scheme issued it.
    pub scheme: Scheme,
    /// Where it stands, `X` or `U` included.
    pub span: Span,
    /// The `X` or `U` at its end.
    pub suffix: Option<Suffix>,
}

/// The scheme of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// The directive of the EU.
    Atex,
    /// IECEx.
    Iecex,
    /// The regulations of the United Kingdom.
    Ukex,
    /// The customs union of Russia, Belarus, Kazakhstan and others.
    Eac,
    /// Any other.
    Other,
}
