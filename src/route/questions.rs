//! What is still asked, because its answer can change what is decided.

use serde::Serialize;

use crate::words;

/// A question whose answer can change what is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum OpenQuestion {
    /// Which protection techniques are used.
    Exposure,
    /// Which access paths there are.
    Access,
    /// Whether programmable electronics or a safety device holds software.
    Advisory,
    /// Whether it is an embedded device.
    Embedded,
    /// What the applicant does.
    Role,
    /// Component or system.
    Item,
    /// Whether it holds software, firmware or programmable parts.
    Programmable,
}

impl OpenQuestion {
    /// Every question, in the order in which they are asked.
    pub const ALL: [Self; 7] = [
        Self::Exposure,
        Self::Access,
        Self::Advisory,
        Self::Embedded,
        Self::Role,
        Self::Item,
        Self::Programmable,
    ];

    /// The rule that asks it.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Exposure => "EX-1",
            Self::Access => "EX-3",
            Self::Advisory => "EX-4",
            Self::Embedded => "RT-8",
            Self::Role => "RT-9",
            Self::Item => "RT-1",
            Self::Programmable => "RT-10",
        }
    }

    /// The question.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Exposure => words::route::ask_exposure(),
            Self::Access => words::route::ask_access(),
            Self::Advisory => words::route::ask_advisory(),
            Self::Embedded => words::route::ask_embedded(),
            Self::Role => words::route::ask_role(),
            Self::Item => words::route::ask_item(),
            Self::Programmable => words::route::ask_programmable(),
        }
    }
}
