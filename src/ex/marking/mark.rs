//! The mark an Ex string begins with, and the level before it.

/// What an Ex string begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// `Ex`.
    Ex,
    /// `EEx`: European standards before 2006.
    EEx,
    /// `AEx`: American zone marking.
    AEx,
}

impl Mark {
    /// How it is written.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ex => "Ex",
            Self::EEx => "EEx",
            Self::AEx => "AEx",
        }
    }
}

/// The level before the mark after TR CU 012 (EAC).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EacLevel {
    /// `0`: very high.
    L0,
    /// `1`: high.
    L1,
    /// `2`: enhanced.
    L2,
    /// `РО`: mines, very high.
    MineVeryHigh,
    /// `РВ`: mines, high.
    MineHigh,
    /// `РП`: mines, enhanced.
    MineEnhanced,
}

impl EacLevel {
    /// How it is written, a blank after Cyrillic letters included.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::L0 => "0",
            Self::L1 => "1",
            Self::L2 => "2",
            Self::MineVeryHigh => "РО ",
            Self::MineHigh => "РВ ",
            Self::MineEnhanced => "РП ",
        }
    }
}
