//! What the techniques of a product come to together.

use serde::Serialize;

/// What the techniques of a product come to together, whatever the access paths
/// are. The later ones outweigh the earlier ones (RT-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Protection {
    /// The product is not explosion-protected.
    NotProtected,
    /// The workshop's table, or the ExCB in its place, says no for every technique.
    NotExposed,
    /// The applicant argues of every technique that is possible that nothing
    /// reaches it (EX-7).
    Argued,
    /// The table does not settle a technique (EX-5).
    AskExcb,
    /// A technique is possible, and nobody argues that nothing reaches it.
    Exposed,
}

impl Protection {
    /// Every value.
    pub const ALL: [Self; 5] =
        [Self::NotProtected, Self::NotExposed, Self::Argued, Self::AskExcb, Self::Exposed];
}

/// What is said of programmable electronics and safety devices (EX-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Advisory {
    /// It is not asked: no explosion protection is named.
    NotAsked,
    /// Neither holds software or a network port, or the ExCB says that it does
    /// not matter.
    No,
    /// One does: decide with the ExCB.
    Yes,
    /// Not answered.
    Open,
}

impl Advisory {
    /// Every value.
    pub const ALL: [Self; 4] = [Self::NotAsked, Self::No, Self::Yes, Self::Open];
}
