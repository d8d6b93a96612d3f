//! What the table says of a technique.

/// What the workshop's table says of a technique.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exposure {
    /// It can be reached through the control system.
    Possible,
    /// It cannot.
    No,
    /// Not in the table: neither yes nor no until the ExCB has answered (EX-5).
    Ask,
}

impl Exposure {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::No => "no",
            Self::Ask => "ask",
        }
    }
}
