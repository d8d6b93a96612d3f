//! What IECEx would ask for (RT-1 to RT-3).

use serde::Serialize;

use crate::words;

/// What IECEx would ask for about this equipment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum IecexAnswer {
    /// An IECEE certificate, no IECEx statement (RT-1).
    IeceeCertificate,
    /// An IECEE certificate as basis of an IECEx certificate (RT-2).
    IeceeForIecex,
    /// No action; the rationale is kept (RT-3).
    NoAction,
    /// The ExCB decides (EX-5).
    AskExcb,
    /// Something decisive is not answered.
    Open,
}

impl IecexAnswer {
    /// Every answer.
    pub const ALL: [Self; 5] =
        [Self::IeceeCertificate, Self::IeceeForIecex, Self::NoAction, Self::AskExcb, Self::Open];

    /// The rule it comes from; none while it is open.
    #[must_use]
    pub const fn rule(self) -> Option<&'static str> {
        match self {
            Self::IeceeCertificate => Some("RT-1"),
            Self::IeceeForIecex => Some("RT-2"),
            Self::NoAction => Some("RT-3"),
            Self::AskExcb => Some("EX-5"),
            Self::Open => None,
        }
    }

    /// Its name in a few words.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::IeceeCertificate => words::route::iecee_title(),
            Self::IeceeForIecex => words::route::iecex_title(),
            Self::NoAction => words::route::no_action_title(),
            Self::AskExcb => words::route::ask_title(),
            Self::Open => words::route::open_title(),
        }
    }

    /// What it means, in a sentence or two that name no part.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::IeceeCertificate => words::route::iecee_text(),
            Self::IeceeForIecex => words::route::iecex_text(),
            Self::NoAction => words::route::no_action_text(),
            Self::AskExcb => words::route::ask_text(),
            Self::Open => words::route::open_text(),
        }
    }
}
