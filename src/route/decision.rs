//! The decision: what IECEx would ask for and why, and beside it what IECEE offers.

use serde::Serialize;

use super::{
    Access, DecisionReason, Iecee, IecexAnswer, OpenQuestion, Purpose, ReasonCode, Situation,
    answer, iecee::iecee, standard,
};
use crate::{
    assessment::{ItemKind, MapPart, Role, Sought},
    ex::{Advisory, Protection},
    words,
};

/// What follows from either decision of the ExCB (EX-5, EX-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Either {
    /// What IECEx would ask for if the ExCB finds that the protection is exposed.
    pub exposed: IecexAnswer,
    /// What it would ask for if the ExCB finds that it is not.
    pub not_exposed: IecexAnswer,
}

/// Two answers to two questions (ST-2): what IECEx would ask for, and what IECEE
/// offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Decision {
    /// The facts it was made from.
    pub situation: Situation,
    /// What IECEx would ask the applicant for.
    pub iecex: IecexAnswer,
    /// What IECEx would ask the manufacturer of the equipment for: the same where
    /// the applicant is the manufacturer.
    pub equipment: IecexAnswer,
    /// What follows from either decision of the ExCB, where it is asked.
    pub either: Option<Either>,
    /// What supports the answer of IECEx, in the order of the argument.
    pub reasons: Vec<DecisionReason>,
    /// What is not answered and can still change the answer of IECEx.
    pub open: Vec<OpenQuestion>,
    /// What IECEE offers the applicant.
    pub iecee: Iecee,
}

/// Decides. Every combination of facts has an answer to both questions.
#[must_use]
pub fn decide(situation: &Situation) -> Decision {
    let of_manufacturer = Situation { role: Some(Role::ProductSupplier), ..*situation };
    let (iecex, open) = answer::iecex(situation);
    let (equipment, _) = answer::iecex(&of_manufacturer);
    let mut decision = Decision {
        situation: *situation,
        iecex,
        equipment,
        either: either(&of_manufacturer, equipment),
        reasons: Vec::new(),
        open,
        iecee: iecee(situation),
    };
    decision.give_reasons();
    decision
}

/// What follows from either decision of the ExCB.
fn either(situation: &Situation, equipment: IecexAnswer) -> Option<Either> {
    let with = |protection| {
        let decided =
            Situation { protection: Some(protection), advisory: Advisory::No, ..*situation };
        answer::iecex(&decided).0
    };
    matches!(equipment, IecexAnswer::AskExcb | IecexAnswer::Argued).then(|| Either {
        exposed: with(Protection::Exposed),
        not_exposed: with(Protection::NotExposed),
    })
}

impl Decision {
    fn because(&mut self, code: ReasonCode) {
        self.reasons.push(DecisionReason::new(code));
    }

    /// Why the answers are what they are: first that of the applicant, where it is
    /// another one, then that about the equipment.
    fn give_reasons(&mut self) {
        if self.iecex == IecexAnswer::Manufacturer {
            self.because(ReasonCode::NotTheManufacturer);
        }
        match self.equipment {
            IecexAnswer::Outside => self.because(ReasonCode::NotProtected),
            // The role does not matter to the equipment.
            IecexAnswer::Manufacturer => {}
            IecexAnswer::IeceeForIecex => {
                self.because(ReasonCode::ExposurePossible);
                self.because(ReasonCode::AccessPath);
                self.because(ReasonCode::ProtectionReachable);
                if self.situation.embedded == Some(true) {
                    self.because(ReasonCode::EmbeddedAndReachable);
                }
                if self.situation.advisory == Advisory::Yes {
                    self.because(ReasonCode::AdvisoryBeside);
                }
            }
            IecexAnswer::AskExcb => {
                if self.situation.protection == Some(Protection::AskExcb) {
                    self.because(ReasonCode::ExposureAsk);
                    self.of_access();
                }
                if self.situation.advisory == Advisory::Yes {
                    self.because(ReasonCode::AdvisoryYes);
                }
                self.because(ReasonCode::ExcbDecides);
                if self.either.is_some_and(|either| {
                    either.exposed.asks_for_certificate()
                        && either.not_exposed.asks_for_certificate()
                }) {
                    self.because(ReasonCode::CertificateEitherWay);
                }
            }
            IecexAnswer::Argued => {
                self.because(ReasonCode::ExposurePossible);
                self.because(ReasonCode::AccessPath);
                self.because(ReasonCode::ArguedNotReachable);
            }
            IecexAnswer::IeceeCertificate | IecexAnswer::NoAction => {
                self.why_not_reachable();
                self.because(if self.equipment == IecexAnswer::NoAction {
                    ReasonCode::NotEmbedded
                } else {
                    ReasonCode::EmbeddedDevice
                });
            }
            IecexAnswer::Open => {
                match self.situation.protection {
                    Some(Protection::Exposed | Protection::Argued) => {
                        self.because(ReasonCode::ExposurePossible);
                    }
                    Some(Protection::AskExcb) => self.because(ReasonCode::ExposureAsk),
                    Some(Protection::NotExposed) if !self.situation.unread => {
                        self.because(ReasonCode::ExposureNo);
                    }
                    Some(Protection::NotExposed | Protection::NotProtected) | None => {}
                }
                self.of_access();
            }
        }
        match self.asked_for() {
            Some(MapPart::P4_2) => self.because(ReasonCode::ComponentPart),
            Some(MapPart::P3_3) => self.because(ReasonCode::SystemPart),
            Some(_) | None => {}
        }
        if self.has_sequence() {
            self.because(ReasonCode::SupplierSequence);
        }
    }

    fn of_access(&mut self) {
        match self.situation.access {
            Access::Path => self.because(ReasonCode::AccessPath),
            Access::NoPath => self.because(ReasonCode::NoAccessPath),
            Access::Open => {}
        }
    }

    /// The rationale that is kept where IECEx asks for no certificate of its own.
    fn why_not_reachable(&mut self) {
        match self.situation.protection {
            Some(Protection::Exposed | Protection::Argued) => {
                self.because(ReasonCode::ExposurePossible);
                self.because(ReasonCode::PossibleWithoutPath);
            }
            Some(Protection::AskExcb) => {
                self.because(ReasonCode::ExposureAsk);
                self.because(ReasonCode::AskWithoutPath);
            }
            Some(Protection::NotExposed) if !self.situation.unread => {
                self.because(ReasonCode::ExposureNo);
            }
            Some(Protection::NotExposed | Protection::NotProtected) | None => {
                self.because(ReasonCode::NoAccessPath);
            }
        }
    }

    /// Whether the sequence of RT-4 is what the applicant demonstrates: under RT-1,
    /// RT-2 and where both outcomes are shown.
    #[must_use]
    pub const fn has_sequence(&self) -> bool {
        self.iecex.asks_for_certificate()
    }

    /// The part to which IECEx would ask for an IECEE certificate (RT-4).
    #[must_use]
    pub fn asked_for(&self) -> Option<MapPart> {
        self.situation.product_part().filter(|_| self.has_sequence())
    }

    /// The certificates that the answers lead the applicant to apply for, in this
    /// order: the sequence of RT-4 where IECEx would ask for one of them, else the
    /// first that IECEE offers in the role (RT-10).
    #[must_use]
    pub fn proposed(&self) -> Vec<Sought> {
        let purposes = match self.situation.role {
            Some(Role::ServiceProvider) => vec![Purpose::Services],
            Some(Role::AssetOwner) => vec![Purpose::InstalledSystem],
            Some(Role::ProductSupplier) => {
                let product = match self.situation.item {
                    Some(ItemKind::Component) => Some(Purpose::Component),
                    Some(ItemKind::System) => Some(Purpose::System),
                    None => None,
                };
                let capability = self.has_sequence().then_some(Purpose::EvidenceForProviders);
                let lifecycle = Some(Purpose::LifecycleOfProduct);
                [capability, lifecycle, product].into_iter().flatten().collect()
            }
            None => Vec::new(),
        };
        let is_open = |purpose: &Purpose| {
            self.has_sequence() || self.iecee.offers.iter().any(|offer| offer.purpose == *purpose)
        };
        purposes.into_iter().filter(is_open).map(Purpose::certificate).collect()
    }

    /// The answer of IECEx in a few sentences.
    #[must_use]
    pub fn headline(&self) -> String {
        use words::route as say;
        let mut sentences = Vec::new();
        match (self.iecex, self.asked_for()) {
            (IecexAnswer::IeceeForIecex, Some(part)) => {
                sentences.push(say::headline_iecex(standard(part).number));
            }
            (IecexAnswer::IeceeCertificate, Some(part)) => {
                sentences.push(say::headline_iecee(standard(part).number));
            }
            (IecexAnswer::IeceeForIecex | IecexAnswer::IeceeCertificate, None) => {
                sentences.push(say::headline_item_open().to_owned());
            }
            (IecexAnswer::Outside, _) => sentences.push(say::headline_outside().to_owned()),
            (IecexAnswer::Manufacturer, _) => {
                sentences.push(say::headline_manufacturer(self.equipment.title()));
            }
            (IecexAnswer::AskExcb, _) => sentences.push(say::headline_ask().to_owned()),
            (IecexAnswer::Argued, _) => sentences.push(say::headline_argued().to_owned()),
            (IecexAnswer::NoAction, _) => sentences.push(say::headline_no_action().to_owned()),
            (IecexAnswer::Open, _) => sentences.push(say::headline_open().to_owned()),
        }
        if let Some(Either { exposed, not_exposed }) = self.either
            && self.iecex == self.equipment
        {
            let either = match self.iecex {
                IecexAnswer::Argued => say::headline_either_argued,
                _ => say::headline_either,
            };
            sentences.push(either(exposed.title(), not_exposed.title()));
        }
        sentences.join(" ")
    }
}
