//! The decision: what IECEx would ask for, which parts apply, and why.

use serde::Serialize;

use super::{
    Access, DecisionReason, IecexAnswer, OpenQuestion, ProtectionExposure, Reach, ReasonCode,
    Situation, standard,
};
use crate::{
    assessment::{ItemKind, MapPart, Role},
    words,
};

/// What follows from either answer of the ExCB (EX-5). The parts and reasons of
/// each are those of [`decide`] with the answer in place of the exposure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Either {
    /// The route if the technique is exposed.
    pub exposed: IecexAnswer,
    /// The route if it is not.
    pub not_exposed: IecexAnswer,
}

/// The answer: what to apply for, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Decision {
    /// The facts it was made from.
    pub situation: Situation,
    /// The route.
    pub route: IecexAnswer,
    /// The parts that apply to the applicant, in the order in which they are shown.
    pub parts: Vec<MapPart>,
    /// The parts to which the applicant asks its suppliers for certificates.
    pub suppliers: Vec<MapPart>,
    /// What supports it, in the order of the argument.
    pub reasons: Vec<DecisionReason>,
    /// What is not answered and can still change it.
    pub open: Vec<OpenQuestion>,
    /// What follows from either answer, where the ExCB is asked.
    pub either: Option<Either>,
}

/// Decides the route. Every combination of facts has one.
#[must_use]
pub fn decide(situation: &Situation) -> Decision {
    let mut decision = Decision {
        situation: *situation,
        route: IecexAnswer::Open,
        parts: Vec::new(),
        suppliers: Vec::new(),
        reasons: Vec::new(),
        open: Vec::new(),
        either: None,
    };
    match situation.reach() {
        Reach::Reachable => decision.reachable(),
        Reach::NotReachable => decision.not_reachable(),
        Reach::AskExcb => decision.ask_excb(),
        Reach::Open => decision.not_known(),
    }
    decision
}

impl Decision {
    fn because(&mut self, code: ReasonCode) {
        self.reasons.push(DecisionReason::new(code));
    }

    fn reachable(&mut self) {
        self.route = IecexAnswer::IeceeForIecex;
        self.because(ReasonCode::ExposurePossible);
        self.because(ReasonCode::AccessPath);
        self.because(ReasonCode::ProtectionReachable);
        if self.situation.embedded == Some(true) {
            self.because(ReasonCode::EmbeddedAndReachable);
        }
        self.name_parts();
    }

    fn not_reachable(&mut self) {
        self.why_not_reachable();
        self.route = without_reach(self.situation.embedded);
        match self.situation.embedded {
            Some(true) => {
                self.because(ReasonCode::EmbeddedDevice);
                self.name_parts();
            }
            Some(false) => self.because(ReasonCode::NotEmbedded),
            None => self.open.push(OpenQuestion::Embedded),
        }
    }

    /// The rationale that is kept where nothing has to be done.
    fn why_not_reachable(&mut self) {
        match self.situation.exposure {
            ProtectionExposure::No => self.because(ReasonCode::ExposureNo),
            ProtectionExposure::Possible => {
                self.because(ReasonCode::ExposurePossible);
                self.because(ReasonCode::PossibleWithoutPath);
            }
            ProtectionExposure::AskExcb => {
                self.because(ReasonCode::ExposureAsk);
                self.because(ReasonCode::AskWithoutPath);
            }
            ProtectionExposure::Open => self.because(ReasonCode::NoAccessPath),
        }
    }

    fn ask_excb(&mut self) {
        self.route = IecexAnswer::AskExcb;
        self.either = Some(Either {
            exposed: IecexAnswer::IeceeForIecex,
            not_exposed: without_reach(self.situation.embedded),
        });
        self.because(ReasonCode::ExposureAsk);
        self.because(ReasonCode::AccessPath);
        self.because(ReasonCode::ExcbDecides);
        match self.situation.embedded {
            // Both answers lead to the IECEE certificate: its parts are certain.
            Some(true) => {
                self.because(ReasonCode::CertificateEitherWay);
                self.name_parts();
            }
            Some(false) => self.ask_for_parts(),
            None => {
                self.open.push(OpenQuestion::Embedded);
                self.ask_for_parts();
            }
        }
    }

    fn not_known(&mut self) {
        match self.situation.exposure {
            ProtectionExposure::Possible => self.because(ReasonCode::ExposurePossible),
            ProtectionExposure::AskExcb => self.because(ReasonCode::ExposureAsk),
            ProtectionExposure::No => self.because(ReasonCode::ExposureNo),
            ProtectionExposure::Open => self.open.push(OpenQuestion::Exposure),
        }
        match self.situation.access {
            Access::Path => self.because(ReasonCode::AccessPath),
            Access::NoPath => self.because(ReasonCode::NoAccessPath),
            Access::Open => self.open.push(OpenQuestion::Access),
        }
        if self.situation.embedded.is_none() {
            self.open.push(OpenQuestion::Embedded);
        }
    }

    /// The parts by role and test item (RT-4, RT-9).
    fn name_parts(&mut self) {
        let product = self.situation.product_part();
        match self.situation.role {
            Some(Role::ProductSupplier) => {
                self.because(ReasonCode::SupplierSequence);
                self.parts.extend([MapPart::P2_4, MapPart::P4_1]);
                self.parts.extend(product);
            }
            Some(Role::ServiceProvider) => {
                self.because(ReasonCode::ProviderServices);
                self.parts.push(MapPart::P2_4);
                match self.situation.item {
                    Some(ItemKind::System) => {
                        self.because(ReasonCode::ProviderSystem);
                        self.parts.extend([MapPart::P3_2, MapPart::P3_3]);
                    }
                    Some(ItemKind::Component) => {
                        self.because(ReasonCode::SupplierHolds);
                        self.suppliers.extend(product);
                    }
                    None => {}
                }
            }
            Some(Role::AssetOwner) => {
                self.because(ReasonCode::OwnerProgram);
                self.because(ReasonCode::SupplierHolds);
                self.parts.extend([MapPart::P2_1, MapPart::P3_2]);
                self.suppliers.extend(product);
            }
            None => self.parts.extend(product),
        }
        match self.situation.item {
            Some(ItemKind::Component) => self.because(ReasonCode::ComponentPart),
            Some(ItemKind::System) => self.because(ReasonCode::SystemPart),
            None => {}
        }
        self.ask_for_parts();
    }

    /// Asks for what the parts depend on.
    fn ask_for_parts(&mut self) {
        if self.situation.item.is_none() {
            self.open.push(OpenQuestion::Item);
        }
        if self.situation.role.is_none() {
            self.open.push(OpenQuestion::Role);
        }
    }

    /// Whether the route asks for an IECEE certificate for sure.
    #[must_use]
    pub const fn needs_certificate(&self) -> bool {
        match self.route {
            IecexAnswer::IeceeCertificate | IecexAnswer::IeceeForIecex => true,
            IecexAnswer::AskExcb => matches!(self.situation.embedded, Some(true)),
            IecexAnswer::NoAction | IecexAnswer::Open => false,
        }
    }

    /// Whether this part applies, to the applicant or to its suppliers.
    #[must_use]
    pub fn names(&self, part: MapPart) -> bool {
        self.parts.contains(&part) || self.suppliers.contains(&part)
    }

    /// The answer in a few sentences: what to apply for, in which order.
    #[must_use]
    pub fn headline(&self) -> String {
        let (mut certified, mut program) = (Vec::new(), Vec::new());
        for part in &self.parts {
            if MapPart::CERTIFIED.contains(part) { &mut certified } else { &mut program }
                .push(standard(*part).number);
        }
        let suppliers: Vec<&str> =
            self.suppliers.iter().map(|part| standard(*part).number).collect();
        let comma = words::list::comma();
        let mut sentences = Vec::new();
        if self.route == IecexAnswer::AskExcb {
            sentences.push(words::route::headline_ask().to_owned());
        }
        if !program.is_empty() {
            sentences.push(words::route::headline_program(&program.join(comma)));
        }
        if !certified.is_empty() {
            let parts = certified.join(comma);
            sentences.push(words::route::headline_apply(certified.len(), &parts));
        }
        if !suppliers.is_empty() {
            sentences.push(words::route::headline_suppliers(&suppliers.join(comma)));
        }
        if self.needs_certificate() && self.situation.item.is_none() {
            sentences.push(words::route::headline_item_open().to_owned());
        }
        match self.route {
            IecexAnswer::IeceeCertificate => {
                sentences.push(words::route::headline_no_iecex().to_owned());
            }
            IecexAnswer::IeceeForIecex => sentences.push(words::route::headline_iecex().to_owned()),
            IecexAnswer::NoAction => sentences.push(words::route::headline_no_action().to_owned()),
            IecexAnswer::AskExcb => {
                if let Some(Either { exposed, not_exposed }) = self.either {
                    let (yes, no) = (exposed.title(), not_exposed.title());
                    sentences.push(words::route::headline_either(yes, no));
                }
            }
            IecexAnswer::Open => sentences.push(words::route::headline_open().to_owned()),
        }
        sentences.join(" ")
    }
}

/// The route where the protection is not reachable.
const fn without_reach(embedded: Option<bool>) -> IecexAnswer {
    match embedded {
        Some(true) => IecexAnswer::IeceeCertificate,
        Some(false) => IecexAnswer::NoAction,
        None => IecexAnswer::Open,
    }
}
