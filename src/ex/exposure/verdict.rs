//! What follows.

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExposureVerdict {
    /// A technique is exposed and there is an access path (EX-1, EX-3).
    Exposed,
    /// A technique could be exposed, but there is no access path: documented,
    /// no action (EX-3).
    PossibleWithoutPath,
    /// No technique is exposed.
    NotExposed,
    /// The ExCB has to decide (EX-4, EX-5).
    AskExcb,
    /// An answer is missing that changes the result.
    Undecided,
}

impl ExposureVerdict {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exposed => "exposed",
            Self::PossibleWithoutPath => "possible-without-path",
            Self::NotExposed => "not-exposed",
            Self::AskExcb => "ask-excb",
            Self::Undecided => "undecided",
        }
    }
}
