//! What IECEx would ask for (RT-1 to RT-3, RT-11).

use serde::Serialize;

use super::{Access, OpenQuestion, Situation};
use crate::{
    assessment::Role,
    ex::{Advisory, Protection},
    words,
};

/// What IECEx would ask for about this equipment. "No action" is an answer to this
/// question alone (ST-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum IecexAnswer {
    /// The item is not explosion-protected: outside IECEx.
    Outside,
    /// The applicant is not the manufacturer, who is the one that is asked (RT-2).
    Manufacturer,
    /// An IECEE certificate as basis of an IECEx certificate (RT-2).
    IeceeForIecex,
    /// The ExCB decides (EX-4, EX-5).
    AskExcb,
    /// The ExCB decides on the arguments that nothing reaches the protection: both
    /// outcomes are shown (EX-7).
    Argued,
    /// An IECEE certificate, no IECEx certificate on account of cyber security (RT-1).
    IeceeCertificate,
    /// Nothing about cyber security; the rationale is kept (RT-3).
    NoAction,
    /// Something decisive is not answered.
    Open,
}

impl IecexAnswer {
    /// Every answer, in the order of RT-11.
    pub const ALL: [Self; 8] = [
        Self::Outside,
        Self::Manufacturer,
        Self::IeceeForIecex,
        Self::AskExcb,
        Self::Argued,
        Self::IeceeCertificate,
        Self::NoAction,
        Self::Open,
    ];

    /// The rule it comes from; none while it is open.
    #[must_use]
    pub const fn rule(self) -> Option<&'static str> {
        match self {
            Self::Outside => Some("RT-11"),
            Self::Manufacturer | Self::IeceeForIecex => Some("RT-2"),
            Self::AskExcb => Some("EX-5"),
            Self::Argued => Some("EX-7"),
            Self::IeceeCertificate => Some("RT-1"),
            Self::NoAction => Some("RT-3"),
            Self::Open => None,
        }
    }

    /// Whether it leads to an IECEE certificate of the product, at least in one of
    /// its outcomes (RT-4).
    #[must_use]
    pub const fn asks_for_certificate(self) -> bool {
        matches!(self, Self::IeceeForIecex | Self::Argued | Self::IeceeCertificate)
    }

    /// Its name in a few words.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Outside => words::route::outside_title(),
            Self::Manufacturer => words::route::manufacturer_title(),
            Self::IeceeForIecex => words::route::iecex_title(),
            Self::AskExcb => words::route::ask_title(),
            Self::Argued => words::route::argued_title(),
            Self::IeceeCertificate => words::route::iecee_title(),
            Self::NoAction => words::route::no_action_title(),
            Self::Open => words::route::open_title(),
        }
    }

    /// What it means, in a sentence or two that name no part.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Outside => words::route::outside_text(),
            Self::Manufacturer => words::route::manufacturer_text(),
            Self::IeceeForIecex => words::route::iecex_text(),
            Self::AskExcb => words::route::ask_text(),
            Self::Argued => words::route::argued_text(),
            Self::IeceeCertificate => words::route::iecee_text(),
            Self::NoAction => words::route::no_action_text(),
            Self::Open => words::route::open_text(),
        }
    }
}

/// What decides the answer of IECEx, all of it known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    protection: Protection,
    has_path: bool,
    /// Programmable electronics or a safety device holds software (EX-4).
    advisory: bool,
    is_embedded: bool,
    is_manufacturer: bool,
}

impl Known {
    /// The answer, in the order of RT-11.
    fn answer(self) -> IecexAnswer {
        if self.protection == Protection::NotProtected {
            IecexAnswer::Outside
        } else if !self.is_manufacturer {
            IecexAnswer::Manufacturer
        } else if self.protection == Protection::Exposed && self.has_path {
            IecexAnswer::IeceeForIecex
        } else if self.protection == Protection::AskExcb && self.has_path || self.advisory {
            IecexAnswer::AskExcb
        } else if self.protection == Protection::Argued && self.has_path {
            IecexAnswer::Argued
        } else if self.is_embedded {
            IecexAnswer::IeceeCertificate
        } else {
            IecexAnswer::NoAction
        }
    }

    /// The same with what a question asks for left out.
    fn without(self, question: OpenQuestion) -> Self {
        match question {
            OpenQuestion::Exposure => Self { protection: Protection::NotExposed, ..self },
            OpenQuestion::Access => Self { has_path: false, ..self },
            OpenQuestion::Advisory => Self { advisory: false, ..self },
            OpenQuestion::Embedded => Self { is_embedded: false, ..self },
            OpenQuestion::Role => Self { is_manufacturer: false, ..self },
            OpenQuestion::Item | OpenQuestion::Programmable => self,
        }
    }
}

/// The answer of IECEx to a situation, and the questions that can still change it
/// (RT-11): if there are any, it is open.
pub(super) fn iecex(situation: &Situation) -> (IecexAnswer, Vec<OpenQuestion>) {
    let all = completions(situation);
    let open: Vec<OpenQuestion> =
        OpenQuestion::ALL.into_iter().filter(|question| differ(&all, &all, *question)).collect();
    let first = all.first().map(|known| known.answer()).filter(|_| open.is_empty());
    (first.unwrap_or(IecexAnswer::Open), open)
}

/// Whether IECEx can answer two situations differently that differ in one answer
/// alone, for some values of what is missing in both (EX-8).
pub(super) fn can_differ(one: &Situation, other: &Situation, question: OpenQuestion) -> bool {
    differ(&completions(one), &completions(other), question)
}

/// Whether two answers differ that agree in everything but what a question asks for.
fn differ(ones: &[Known], others: &[Known], question: OpenQuestion) -> bool {
    ones.iter().any(|one| {
        let mut same =
            others.iter().filter(|other| one.without(question) == other.without(question));
        same.any(|other| one.answer() != other.answer())
    })
}

/// Everything that a situation can still turn out to be.
fn completions(situation: &Situation) -> Vec<Known> {
    let either = |known: Option<bool>| known.map_or(vec![false, true], |known| vec![known]);
    let protections = match situation.protection {
        None => vec![
            Protection::NotProtected,
            Protection::NotExposed,
            Protection::AskExcb,
            Protection::Exposed,
        ],
        Some(least) if situation.unread => {
            vec![least, least.max(Protection::AskExcb), Protection::Exposed]
        }
        Some(known) => vec![known],
    };
    let has_path = match situation.access {
        Access::Path => Some(true),
        Access::NoPath => Some(false),
        Access::Open => None,
    };
    let advisory = match situation.advisory {
        Advisory::NotAsked | Advisory::No => Some(false),
        Advisory::Yes => Some(true),
        Advisory::Open => None,
    };
    let is_manufacturer = situation.role.map(|role| role == Role::ProductSupplier);
    let mut all = Vec::new();
    for protection in protections {
        for has_path in either(has_path) {
            for advisory in either(advisory) {
                for is_embedded in either(situation.embedded) {
                    for is_manufacturer in either(is_manufacturer) {
                        all.push(Known {
                            protection,
                            has_path,
                            advisory,
                            is_embedded,
                            is_manufacturer,
                        });
                    }
                }
            }
        }
    }
    all
}
