//! What follows.

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExposureVerdict {
    /// A technique is exposed and there is an access path (EX-1, EX-3).
    Exposed,
    /// A technique could be exposed, but there is no access path: documented,
    /// no action (EX-3).
    PossibleWithoutPath,
    /// Every technique that is possible has an access path, and the applicant
    /// argues of each that nothing reaches it (EX-7).
    Argued,
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
            Self::Argued => "argued",
            Self::NotExposed => "not-exposed",
            Self::AskExcb => "ask-excb",
            Self::Undecided => "undecided",
        }
    }
}
