//! The ordered checklist: the assessments in the order of RT-4, then the four
//! steps of the IECEx process (RT-7).

use serde::Serialize;

use super::{Decision, IecexAnswer, matrix, standard};
use crate::{
    assessment::{Assessment, Certificate, CertificateType, Date, MapPart, Sought},
    ex::Protection,
    words,
};

/// Names a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StepCode {
    /// Ask the ExCB whether the technique is exposed.
    AskExcb,
    /// Set up the security program of the asset owner.
    Program,
    /// Assess the security risk of the system.
    RiskAssessment,
    /// The capability of the services.
    Services,
    /// The development lifecycle, applied to the product.
    Lifecycle,
    /// The component itself.
    Component,
    /// The system itself.
    System,
    /// The product itself, of which it is not known whether it is a component or a system.
    Product,
    /// The certificate of the product is asked of its supplier.
    Supplier,
    /// The manufacturer applies to the ExCB.
    IecexApplication,
    /// The ExCB asks for evidence of compliance with IEC 62443.
    IecexEvidence,
    /// The ExCB recognises the IECEE certificate.
    IecexRecognition,
    /// The ExCB issues the IECEx certificate.
    IecexIssue,
    /// The manufacturer is told what IECEx would ask it for.
    TellManufacturer,
    /// The IECEx certificate as a whole, where none is needed.
    Iecex,
    /// Keep the reasons for doing nothing.
    KeepRationale,
}

/// Who acts in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// The applicant of the IECEE certificate.
    Applicant,
    /// The manufacturer of the Ex equipment.
    Manufacturer,
    /// The ExCB.
    Excb,
}

impl Turn {
    /// Who it is.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Applicant => words::route_step::turn_applicant(),
            Self::Manufacturer => words::route_step::turn_manufacturer(),
            Self::Excb => words::route_step::turn_excb(),
        }
    }
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// The certificate is held; its index in the certificates of the assessment.
    Held(usize),
    /// The certificate is held but no longer valid; its index likewise.
    HeldExpired(usize),
    /// One is named that does not say what it is, or is still to be issued; its
    /// index likewise.
    HeldUnclear(usize),
    /// Still to do.
    Todo,
    /// Not needed on this route.
    NotNeeded,
}

impl StepState {
    /// In a few words.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Held(_) => words::route_step::held(),
            Self::HeldExpired(_) => words::route_step::held_expired(),
            Self::HeldUnclear(_) => words::route_step::held_unclear(),
            Self::Todo => words::route_step::todo(),
            Self::NotNeeded => words::route_step::not_needed(),
        }
    }
}

/// One step of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// Which step.
    pub code: StepCode,
    /// The part it is about.
    pub part: Option<MapPart>,
    /// The type of the certificate.
    pub r#type: Option<CertificateType>,
    /// The id of the rule behind it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub rule: &'static str,
    /// Who acts.
    pub turn: Turn,
    /// How far it is.
    pub state: StepState,
    /// How sure it is that the certificate is asked for (RT-4).
    pub label: Option<Label>,
}

/// How sure it is that a certificate of the sequence is asked for (RT-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// The certificate that the situations slides ask for.
    AskedFor,
    /// The workshop says demonstrate; certificates to 4-2 are reported to refer to it.
    ReferredTo,
    /// The workshop says demonstrate; confirm with the NCB.
    Demonstrate,
}

impl Label {
    /// The label of a certificate in the sequence; none for one outside it.
    fn of(sought: Sought, decision: &Decision) -> Option<Self> {
        match (sought.part, sought.r#type) {
            (part, _) if decision.asked_for() == Some(part) => Some(Self::AskedFor),
            (MapPart::P4_1, CertificateType::ProductApplication) => Some(Self::ReferredTo),
            (MapPart::P2_4, _) => Some(Self::Demonstrate),
            _ => None,
        }
    }

    /// In a few words.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::AskedFor => words::route_step::asked_for(),
            Self::ReferredTo => words::route_step::referred_to(),
            Self::Demonstrate => words::route_step::demonstrate(),
        }
    }
}

impl StepCode {
    /// Who acts, and the rule behind it.
    const fn turn_and_rule(self) -> (Turn, &'static str) {
        match self {
            Self::AskExcb => (Turn::Applicant, "EX-5"),
            Self::Program | Self::RiskAssessment => (Turn::Applicant, "RT-9"),
            Self::Services | Self::Lifecycle | Self::Component | Self::System | Self::Product => {
                (Turn::Applicant, "RT-4")
            }
            // The supplier has the certificate; to ask for it is up to the applicant.
            Self::Supplier => (Turn::Applicant, "RT-9"),
            Self::IecexApplication => (Turn::Manufacturer, "RT-7"),
            Self::IecexEvidence | Self::IecexRecognition | Self::IecexIssue => (Turn::Excb, "RT-7"),
            Self::TellManufacturer => (Turn::Applicant, "RT-2"),
            Self::Iecex => (Turn::Manufacturer, "RT-1"),
            Self::KeepRationale => (Turn::Applicant, "RT-3"),
        }
    }

    const fn step(self) -> Step {
        let (turn, rule) = self.turn_and_rule();
        let state = StepState::Todo;
        Step { code: self, part: None, r#type: None, rule, turn, state, label: None }
    }

    const fn of_part(self, part: MapPart) -> Step {
        Step { part: Some(part), ..self.step() }
    }
}

impl Step {
    /// What to do, in a sentence.
    #[must_use]
    pub fn text(&self) -> String {
        use words::route_step as say;
        let number = self.part.map_or("", |part| standard(part).number);
        let r#type = self.r#type.map_or("", matrix::type_name);
        match self.code {
            StepCode::AskExcb => say::ask_excb().to_owned(),
            StepCode::Program => say::program(number),
            StepCode::RiskAssessment => say::risk_assessment(number),
            StepCode::Services | StepCode::Lifecycle | StepCode::Component | StepCode::System => {
                say::certificate(number, r#type)
            }
            StepCode::Product => say::product_open().to_owned(),
            StepCode::Supplier => say::supplier(number),
            StepCode::IecexApplication => say::iecex_application().to_owned(),
            StepCode::IecexEvidence => say::iecex_evidence().to_owned(),
            StepCode::IecexRecognition => say::iecex_recognition().to_owned(),
            StepCode::IecexIssue => say::iecex_issue().to_owned(),
            StepCode::TellManufacturer => say::tell_manufacturer().to_owned(),
            StepCode::Iecex => say::iecex().to_owned(),
            StepCode::KeepRationale => say::keep_rationale().to_owned(),
        }
    }

    /// Why it stands here, in a sentence.
    #[must_use]
    pub fn why(&self) -> &'static str {
        use words::route_step as say;
        match self.code {
            StepCode::AskExcb => say::why_ask_excb(),
            StepCode::Program => say::why_program(),
            StepCode::RiskAssessment => say::why_risk_assessment(),
            StepCode::Services | StepCode::Lifecycle => match self.r#type {
                Some(r#type) if r#type.scenario() == 2 => say::why_application(),
                Some(_) | None => say::why_capability(),
            },
            StepCode::Component | StepCode::System | StepCode::Product => say::why_product(),
            StepCode::Supplier => say::why_supplier(),
            StepCode::IecexApplication => say::why_iecex_application(),
            StepCode::IecexEvidence => say::why_iecex_evidence(),
            StepCode::IecexRecognition => say::why_iecex_recognition(),
            StepCode::IecexIssue => say::why_iecex_issue(),
            StepCode::TellManufacturer => say::why_tell_manufacturer(),
            StepCode::Iecex => say::why_iecex(),
            StepCode::KeepRationale => say::why_keep_rationale(),
        }
    }

    /// Whether nothing is left to do in it.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        match self.state {
            StepState::Held(_) | StepState::NotNeeded => true,
            StepState::HeldExpired(_) | StepState::HeldUnclear(_) | StepState::Todo => false,
        }
    }
}

/// The checklist of a decision. Certificates are of the type that is sought, or
/// else of the one that is proposed. Without `today` no certificate counts as
/// expired.
#[must_use]
pub fn steps(assessment: &Assessment, decision: &Decision, today: Option<&Date>) -> Vec<Step> {
    let mut steps = Vec::new();
    let on_what = match decision.iecex {
        IecexAnswer::Argued => Some("EX-7"),
        IecexAnswer::AskExcb if decision.situation.protection != Some(Protection::AskExcb) => {
            Some("EX-4")
        }
        IecexAnswer::AskExcb => Some("EX-5"),
        _ => None,
    };
    steps.extend(on_what.map(|rule| Step { rule, ..StepCode::AskExcb.step() }));
    let before = steps.len();
    steps.extend(decision.iecee.beside.iter().map(|part| step_of(*part).of_part(*part)));
    let own = certificates(assessment, decision);
    steps.extend(own.iter().map(|sought| {
        let label = decision.has_sequence().then(|| Label::of(*sought, decision)).flatten();
        let rule = if decision.has_sequence() { "RT-4" } else { "RT-10" };
        let r#type = Some(sought.r#type);
        let state = held(&assessment.certificates, sought.part, r#type, today);
        Step { r#type, state, label, rule, ..step_of(sought.part).of_part(sought.part) }
    }));
    if decision.has_sequence() && decision.situation.item.is_none() {
        steps.push(StepCode::Product.step());
    }
    for part in &decision.iecee.suppliers {
        let state = held(&assessment.certificates, *part, None, today);
        steps.push(Step { state, ..StepCode::Supplier.of_part(*part) });
    }
    match decision.iecex {
        IecexAnswer::IeceeCertificate => steps.push(not_needed(StepCode::Iecex, "RT-1")),
        IecexAnswer::IeceeForIecex => {
            let product = steps[before..].iter().find(|step| is_product(decision, step));
            let evidence = product.map_or(StepState::Todo, |step| step.state);
            steps.push(StepCode::IecexApplication.step());
            steps.push(Step { state: evidence, ..StepCode::IecexEvidence.step() });
            steps.push(StepCode::IecexRecognition.step());
            steps.push(StepCode::IecexIssue.step());
        }
        IecexAnswer::NoAction => {
            steps.push(not_needed(StepCode::Iecex, "RT-3"));
            steps.push(StepCode::KeepRationale.step());
        }
        IecexAnswer::Manufacturer => steps.push(StepCode::TellManufacturer.step()),
        IecexAnswer::Outside | IecexAnswer::AskExcb | IecexAnswer::Argued | IecexAnswer::Open => {}
    }
    steps
}

/// The certificates to apply for, part by part: of the types that are sought, a
/// capability before its application, or else as they are proposed. Parts that
/// are sought and not proposed come last.
fn certificates(assessment: &Assessment, decision: &Decision) -> Vec<Sought> {
    let sought = &assessment.scope.sought;
    let mut all: Vec<Sought> = Vec::new();
    for proposed in decision.proposed() {
        let of_part = sought.iter().filter(|one| one.part == proposed.part);
        let count = all.len();
        all.extend(of_part);
        if all.len() == count {
            all.push(proposed);
        }
    }
    let rest: Vec<Sought> = sought.iter().filter(|one| !all.contains(one)).copied().collect();
    all.extend(rest);
    all
}

/// The index of the first step in which something is left to do: the user's
/// place in the checklist.
#[must_use]
pub fn next(steps: &[Step]) -> Option<usize> {
    steps.iter().position(|step| !step.is_done())
}

fn not_needed(code: StepCode, rule: &'static str) -> Step {
    Step { state: StepState::NotNeeded, rule, ..code.step() }
}

fn is_product(decision: &Decision, step: &Step) -> bool {
    step.part == decision.situation.product_part()
}

const fn step_of(part: MapPart) -> StepCode {
    match part {
        MapPart::P2_1 => StepCode::Program,
        MapPart::P3_2 => StepCode::RiskAssessment,
        MapPart::P2_4 => StepCode::Services,
        MapPart::P4_1 => StepCode::Lifecycle,
        MapPart::P4_2 => StepCode::Component,
        MapPart::P3_3 => StepCode::System,
    }
}

/// Whether a certificate to this part is held: of those that match, one that says
/// what it is and has been issued before one that does not, and of them the one
/// that is valid for longest. One without a type matches any type of its part.
fn held(
    certificates: &[Certificate],
    part: MapPart,
    r#type: Option<CertificateType>,
    today: Option<&Date>,
) -> StepState {
    let matches = |certificate: &Certificate| {
        certificate.part == Some(part)
            && (r#type.is_none() || certificate.r#type.is_none() || certificate.r#type == r#type)
    };
    let is_issued = |certificate: &Certificate| match (&certificate.date, today) {
        (Some(date), Some(today)) => date <= today,
        _ => true,
    };
    let is_clear = |certificate: &Certificate| certificate.is_whole() && is_issued(certificate);
    let mut best: Option<(usize, &Certificate)> = None;
    for (index, certificate) in
        certificates.iter().enumerate().filter(|(_, certificate)| matches(certificate))
    {
        let is_better =
            best.is_none_or(|(_, best)| match (is_clear(certificate), is_clear(best)) {
                (true, false) => true,
                (false, true) => false,
                _ => match (&certificate.valid_until, &best.valid_until) {
                    (_, None) => false,
                    (None, Some(_)) => true,
                    (Some(until), Some(best)) => until > best,
                },
            });
        if is_better {
            best = Some((index, certificate));
        }
    }
    let Some((index, certificate)) = best else { return StepState::Todo };
    match (&certificate.valid_until, today) {
        _ if !is_clear(certificate) => StepState::HeldUnclear(index),
        (Some(until), Some(today)) if until < today => StepState::HeldExpired(index),
        _ => StepState::Held(index),
    }
}
