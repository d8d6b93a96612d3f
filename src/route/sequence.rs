//! The ordered checklist: the assessments in the order of RT-4, then the four
//! steps of the IECEx process (RT-7).

use serde::Serialize;

use super::{Decision, IecexAnswer, matrix, standard};
use crate::{
    assessment::{Assessment, Certificate, CertificateType, Date, MapPart, Role, Sought},
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
    /// The IECEE certificate as a whole, where none is needed.
    Iecee,
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
    /// The supplier of the product.
    Supplier,
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
            Self::Supplier => words::route_step::turn_supplier(),
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
            Self::Supplier => (Turn::Supplier, "RT-9"),
            Self::IecexApplication => (Turn::Manufacturer, "RT-7"),
            Self::IecexEvidence | Self::IecexRecognition | Self::IecexIssue => (Turn::Excb, "RT-7"),
            Self::Iecee => (Turn::Applicant, "RT-3"),
            Self::Iecex => (Turn::Manufacturer, "RT-1"),
            Self::KeepRationale => (Turn::Applicant, "RT-3"),
        }
    }

    const fn step(self) -> Step {
        let (turn, rule) = self.turn_and_rule();
        Step { code: self, part: None, r#type: None, rule, turn, state: StepState::Todo }
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
            StepCode::Supplier if self.part.is_none() => say::supplier_open().to_owned(),
            StepCode::Supplier => say::supplier(number, r#type),
            StepCode::IecexApplication => say::iecex_application().to_owned(),
            StepCode::IecexEvidence => say::iecex_evidence().to_owned(),
            StepCode::IecexRecognition => say::iecex_recognition().to_owned(),
            StepCode::IecexIssue => say::iecex_issue().to_owned(),
            StepCode::Iecee => say::iecee().to_owned(),
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
            StepCode::Iecee => say::why_iecee(),
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

/// The checklist of a decision; empty while the route is open. Certificates are
/// of the type that is sought, or else of the one that is proposed. Without
/// `today` no certificate counts as expired.
#[must_use]
pub fn steps(assessment: &Assessment, decision: &Decision, today: Option<&Date>) -> Vec<Step> {
    let mut steps = Vec::new();
    if decision.route == IecexAnswer::AskExcb {
        steps.push(StepCode::AskExcb.step());
    }
    let before = steps.len();
    for part in &decision.parts {
        let code = step_of(*part);
        certificate_steps(assessment, decision, code, *part, today, &mut steps);
    }
    for part in &decision.suppliers {
        certificate_steps(assessment, decision, StepCode::Supplier, *part, today, &mut steps);
    }
    if decision.needs_certificate() && decision.situation.item.is_none() {
        let supplied = match decision.situation.role {
            Some(Role::AssetOwner) => true,
            Some(Role::ProductSupplier | Role::ServiceProvider) | None => false,
        };
        let code = if supplied { StepCode::Supplier } else { StepCode::Product };
        steps.push(code.step());
    }
    match decision.route {
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
            steps.push(not_needed(StepCode::Iecee, "RT-3"));
            steps.push(not_needed(StepCode::Iecex, "RT-3"));
            steps.push(StepCode::KeepRationale.step());
        }
        IecexAnswer::AskExcb | IecexAnswer::Open => {}
    }
    steps
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

/// The steps for one part: one for each type that is sought, a capability
/// before its application, or else one for the type that is proposed.
fn certificate_steps(
    assessment: &Assessment,
    decision: &Decision,
    code: StepCode,
    part: MapPart,
    today: Option<&Date>,
    steps: &mut Vec<Step>,
) {
    let mut add = |r#type: Option<CertificateType>| {
        let state = held(&assessment.certificates, part, r#type, today);
        let mut step = Step { part: Some(part), r#type, state, ..code.step() };
        if decision.situation.role == Some(Role::ServiceProvider) {
            step.rule = "RT-9";
        }
        steps.push(step);
    };
    let sought = &assessment.scope.sought;
    for r#type in CertificateType::ALL {
        if sought.contains(&Sought { part, r#type }) {
            add(Some(r#type));
        }
    }
    if !sought.iter().any(|sought| sought.part == part) {
        add(matrix::proposed_type(part, decision.situation.role));
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
