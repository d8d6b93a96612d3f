//! What equipment is for: mines, gas or dust.

/// What a string or a category is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Atmosphere {
    /// Mines: group I, `M`.
    Mining,
    /// Gas: group II, `G`.
    Gas,
    /// Dust: group III, `D`.
    Dust,
}

impl Atmosphere {
    /// The letter in a protection level: `M`, `G`, `D`.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Mining => 'M',
            Self::Gas => 'G',
            Self::Dust => 'D',
        }
    }
}
