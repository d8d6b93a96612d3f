//! Levels of protection.

/// The level of protection of a symbol: `a` is very high, `c` is enhanced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Very high: `a`.
    A,
    /// High: `b`.
    B,
    /// Enhanced: `c`.
    C,
}

impl Level {
    /// The letter in a symbol or a level of protection.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::A => 'a',
            Self::B => 'b',
            Self::C => 'c',
        }
    }
}
