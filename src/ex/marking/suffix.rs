//! The `X` or `U` at the end.

/// What the `X` or `U` of a certificate number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suffix {
    /// `X`: there are specific conditions of use.
    X,
    /// `U`: a component, not usable by itself.
    U,
}

impl Suffix {
    /// How it is written.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::X => "X",
            Self::U => "U",
        }
    }
}
