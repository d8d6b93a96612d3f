//! The drafted texts: the cyber statement, and what the IECEx certificate says
//! in its Standards and Equipment fields and its annexes (RT-7).
//!
//! They say what the assessment says and nothing else. What is not known stands
//! in square brackets.

use super::{
    Access, Decision, IecexAnswer, ProtectionExposure, matrix,
    sequence::{self, StepState},
    standard,
};
use serde_json::json;

use crate::{
    assessment::{Assessment, Certificate, CertificateType, DraftKind, IecexOption, MapPart, Role},
    digest::sha256_hex,
    ex::{self, AccessPath, Technique},
    text::said,
    words::{self, draft as say},
};

/// A protection technique as the statement names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TechniqueFact {
    /// Which it is.
    pub technique: Technique,
    /// Whether it is exposed.
    pub exposure: ProtectionExposure,
    /// Whether it protects another device (a bracketed symbol, EX-1).
    pub associated: bool,
}

/// What the texts are drafted from, beside the assessment.
#[derive(Clone, Debug)]
pub struct TextFacts<'a> {
    /// The protection techniques, in the order in which they are named.
    pub techniques: Vec<TechniqueFact>,
    /// The decision.
    pub decision: &'a Decision,
}

/// Drafts a text for an assessment, with its exposure and its decision as they are now.
#[must_use]
pub fn of(
    kind: DraftKind,
    assessment: &Assessment,
    exposure: &ex::Assessed,
    decision: &Decision,
) -> String {
    let technique = |row: &ex::TechniqueExposure| TechniqueFact {
        technique: row.technique,
        exposure: match row.exposure {
            ex::Exposure::Possible => ProtectionExposure::Possible,
            ex::Exposure::No => ProtectionExposure::No,
            ex::Exposure::Ask => ProtectionExposure::AskExcb,
        },
        associated: row.protects_another_device(),
    };
    let techniques = exposure.rows.iter().map(technique).collect();
    draft(kind, assessment, &TextFacts { techniques, decision })
}

/// SHA-256 (64 lower-case hex digits) of the coded facts that a text is drafted
/// from: codes and what the user entered, no wording, so that another language or
/// a better wording changes nothing.
#[must_use]
pub fn basis(
    kind: DraftKind,
    assessment: &Assessment,
    exposure: &ex::Assessed,
    decision: &Decision,
) -> String {
    let item = &assessment.test_item;
    let facts = match kind {
        DraftKind::Statement => {
            let technique = |row: &ex::TechniqueExposure| {
                json!([row.technique, row.exposure.code(), row.protects_another_device()])
            };
            let interfaces = assessment.interfaces.iter();
            json!({
                "decision": decision,
                "techniques": exposure.rows.iter().map(technique).collect::<Vec<_>>(),
                "access": assessment.scope.access,
                "interfaces":
                    interfaces.map(|one| json!([one.path, one.name])).collect::<Vec<_>>(),
                "applicant": [assessment.applicant.name, assessment.applicant.manufacturer],
                "test_item": [
                    item.name, item.r#type, item.hardware_version, item.firmware_version,
                    item.software_version, item.marking,
                ],
            })
        }
        DraftKind::Standards => json!({ "decision": decision }),
        DraftKind::Equipment | DraftKind::Annexes => json!({
            "decision": decision,
            "option": assessment.scope.option,
            "serial_numbers": item.serial_numbers,
            "certificates": assessment.certificates,
        }),
    };
    sha256_hex(facts.to_string().as_bytes())
}

/// Drafts a text. The same facts give the same text.
#[must_use]
pub fn draft(kind: DraftKind, assessment: &Assessment, facts: &TextFacts<'_>) -> String {
    let lines = match kind {
        DraftKind::Statement => statement(assessment, facts),
        DraftKind::Standards => field(facts.decision, || standards_field(facts.decision)),
        DraftKind::Equipment => {
            field(facts.decision, || equipment_field(assessment, facts.decision))
        }
        DraftKind::Annexes => field(facts.decision, || annexes(assessment, facts.decision)),
    };
    lines.join("\n")
}

/// A field of the IECEx certificate, or why there is nothing to write into it.
fn field(decision: &Decision, lines: impl FnOnce() -> Vec<String>) -> Vec<String> {
    match decision.route {
        IecexAnswer::IeceeForIecex => lines(),
        IecexAnswer::IeceeCertificate | IecexAnswer::NoAction => vec![say::no_entry().to_owned()],
        IecexAnswer::AskExcb => vec![say::entry_asks_excb().to_owned()],
        IecexAnswer::Open => vec![say::entry_open().to_owned()],
    }
}

/// What the user entered, or the name of what is missing.
fn or_open<'a>(text: &'a str, missing: &'a str) -> &'a str {
    said(text).unwrap_or(missing)
}

fn statement(assessment: &Assessment, facts: &TextFacts<'_>) -> Vec<String> {
    let decision = facts.decision;
    let mut lines = vec![heading(assessment), String::new()];
    protection(assessment, facts, &mut lines);
    lines.push(String::new());
    access(assessment, facts, &mut lines);
    lines.push(String::new());
    lines.push(say::decision().to_owned());
    lines.push(decision.route.text().to_owned());
    for reason in &decision.reasons {
        let text = reason.text();
        lines.push(if reason.on_slides { say::reason_on_slides(text) } else { say::item(text) });
    }
    if let Some(either) = &decision.either {
        lines.push(say::if_exposed(either.exposed.text()));
        lines.push(say::if_not_exposed(either.not_exposed.text()));
    }
    lines.push(String::new());
    parts(decision, &mut lines);
    if !decision.open.is_empty() {
        lines.push(String::new());
        lines.push(say::open_questions().to_owned());
        lines.extend(decision.open.iter().map(|question| say::open_question(question.text())));
    }
    lines
}

fn heading(assessment: &Assessment) -> String {
    let item = &assessment.test_item;
    let mut named = vec![or_open(&item.name, say::no_name()).to_owned()];
    let mut add = |text: &str, phrase: fn(&str) -> String| {
        named.extend(said(text).map(phrase));
    };
    add(&item.r#type, say::type_code);
    add(&item.hardware_version, say::hardware);
    add(&item.firmware_version, say::firmware);
    add(&item.software_version, say::software);
    let applicant = &assessment.applicant;
    let manufacturer = or_open(&applicant.manufacturer, applicant.name.trim());
    say::heading(&named.join(words::list::comma()), or_open(manufacturer, say::no_manufacturer()))
}

fn protection(assessment: &Assessment, facts: &TextFacts<'_>, lines: &mut Vec<String>) {
    lines.push(say::protection().to_owned());
    let marking = assessment.test_item.marking.trim();
    if !marking.is_empty() {
        lines.push(say::marking(marking));
    }
    if facts.techniques.is_empty() {
        lines.push(match facts.decision.situation.exposure {
            ProtectionExposure::No => say::no_techniques().to_owned(),
            ProtectionExposure::Possible
            | ProtectionExposure::AskExcb
            | ProtectionExposure::Open => say::techniques_open().to_owned(),
        });
    }
    for technique in &facts.techniques {
        let exposure = match technique.exposure {
            ProtectionExposure::Possible => say::exposure_possible(),
            ProtectionExposure::No => say::exposure_no(),
            ProtectionExposure::AskExcb => say::exposure_ask(),
            ProtectionExposure::Open => say::exposure_open(),
        };
        lines.push(if technique.associated {
            say::technique_associated(technique.technique.text(), exposure)
        } else {
            say::technique(technique.technique.text(), exposure)
        });
    }
}

fn access(assessment: &Assessment, facts: &TextFacts<'_>, lines: &mut Vec<String>) {
    lines.push(say::access().to_owned());
    let named = |wanted: ProtectionExposure| {
        let mut names: Vec<&str> = Vec::new();
        for technique in &facts.techniques {
            let name = technique.technique.text();
            if technique.exposure == wanted && !names.contains(&name) {
                names.push(name);
            }
        }
        (!names.is_empty()).then(|| names.join(words::list::comma()))
    };
    match facts.decision.situation.access {
        Access::Open => lines.push(say::access_open().to_owned()),
        Access::NoPath => lines.push(say::access_none().to_owned()),
        Access::Path => {
            let paths = assessment.scope.access.as_deref().unwrap_or_default();
            lines.extend(paths.iter().map(|path| say::item(&named_path(assessment, *path))));
            let (reached, asked) =
                (named(ProtectionExposure::Possible), named(ProtectionExposure::AskExcb));
            if let Some(names) = &reached {
                lines.push(say::reached(names));
                lines.push(say::threats().to_owned());
                let exposed = facts
                    .techniques
                    .iter()
                    .filter(|one| one.exposure == ProtectionExposure::Possible);
                lines.extend(
                    exposed.map(|one| say::threat(one.technique.text(), threat(one.technique))),
                );
            }
            if let Some(names) = &asked {
                lines.push(say::reached_ask(names));
            }
            if facts.decision.situation.exposure == ProtectionExposure::No {
                lines.push(say::reached_none().to_owned());
            }
        }
    }
}

/// What a threat could change of an exposed technique.
fn threat(technique: Technique) -> &'static str {
    match technique {
        Technique::Pressurization => say::threat_pressurization(),
        Technique::IntrinsicSafety => say::threat_intrinsic_safety(),
        Technique::SpecialProtection => say::threat_special_protection(),
        Technique::IncreasedSafety => say::threat_increased_safety(),
        Technique::NonSparking => say::threat_non_sparking(),
        Technique::Enclosure
        | Technique::PowderFill
        | Technique::Immersion
        | Technique::Encapsulation
        | Technique::ConstructionalSafety
        | Technique::FlowRestriction
        | Technique::IgnitionSourceControl
        | Technique::OpticalRadiation
        | Technique::RoomVentilation
        | Technique::TraceHeating => say::threat_other(),
    }
}

/// The path, with the names of the interfaces that are of its kind.
fn named_path(assessment: &Assessment, path: AccessPath) -> String {
    let kind = path.text();
    let mut names: Vec<&str> = Vec::new();
    for interface in &assessment.interfaces {
        let name = said(&interface.name).filter(|_| interface.path == Some(path));
        names.extend(name.filter(|name| !names.contains(name)));
    }
    if names.is_empty() {
        kind.to_owned()
    } else {
        say::path_names(kind, &names.join(words::list::comma()))
    }
}

fn parts(decision: &Decision, lines: &mut Vec<String>) {
    lines.push(say::parts().to_owned());
    for part in &decision.parts {
        let standard = standard(*part);
        lines.push(say::part(standard.dated, standard.title, why(*part, decision)));
    }
    for part in &decision.suppliers {
        let standard = standard(*part);
        lines.push(say::part(standard.dated, standard.title, say::why_supplier()));
    }
    if decision.needs_certificate() {
        if decision.situation.item.is_none() {
            lines.push(say::part_open().to_owned());
        }
    } else {
        lines.push(match decision.route {
            IecexAnswer::NoAction => say::parts_none().to_owned(),
            IecexAnswer::AskExcb
            | IecexAnswer::Open
            | IecexAnswer::IeceeCertificate
            | IecexAnswer::IeceeForIecex => say::parts_open().to_owned(),
        });
    }
}

/// Why a part applies to the applicant.
fn why(part: MapPart, decision: &Decision) -> &'static str {
    match part {
        MapPart::P2_1 => say::why_program(),
        MapPart::P2_4 => match decision.situation.role {
            Some(Role::ServiceProvider) => say::why_services(),
            Some(Role::ProductSupplier | Role::AssetOwner) | None => say::why_capability(),
        },
        MapPart::P3_2 => say::why_risk_assessment(),
        MapPart::P4_1 => say::why_lifecycle(),
        MapPart::P3_3 => say::why_system(),
        MapPart::P4_2 => say::why_component(),
    }
}

/// The parts of which certificates stand behind the IECEx certificate, in the
/// order of the series.
fn certified(decision: &Decision) -> impl Iterator<Item = MapPart> {
    MapPart::ALL
        .into_iter()
        .filter(|part| MapPart::CERTIFIED.contains(part) && decision.names(*part))
}

fn standards_field(decision: &Decision) -> Vec<String> {
    let mut lines: Vec<String> = certified(decision)
        .map(|part| say::standard(standard(part).dated, standard(part).title))
        .collect();
    if decision.situation.item.is_none() {
        lines.push(say::part_open().to_owned());
    }
    lines.push(say::editions().to_owned());
    lines
}

/// A certificate that the IECEx certificate names.
struct Named<'a> {
    part: MapPart,
    r#type: Option<CertificateType>,
    held: Option<&'a Certificate>,
}

fn named<'a>(assessment: &'a Assessment, decision: &Decision) -> Vec<Named<'a>> {
    let mut list = Vec::new();
    for step in sequence::steps(assessment, decision, None) {
        let Some(part) = step.part.filter(|part| MapPart::CERTIFIED.contains(part)) else {
            continue;
        };
        let held = match step.state {
            StepState::Held(index)
            | StepState::HeldExpired(index)
            | StepState::HeldUnclear(index) => assessment.certificates.get(index),
            StepState::Todo | StepState::NotNeeded => None,
        };
        list.push(Named { part, r#type: step.r#type, held });
    }
    list
}

impl Named<'_> {
    /// The certificate with its number and body, or that it is to be issued.
    fn text(&self) -> String {
        let number = standard(self.part).number;
        let Some(held) = self.held else {
            let r#type = self.r#type.map_or(say::no_type(), matrix::type_name);
            return say::certificate_due(number, r#type);
        };
        say::certificate_held(
            or_open(&held.number, say::no_number()),
            number,
            held.r#type.map_or(say::no_type(), matrix::type_name),
            or_open(&held.body, say::no_body()),
            held.date.as_ref().map_or(say::no_date(), |date| date.as_str()),
        )
    }
}

fn equipment_field(assessment: &Assessment, decision: &Decision) -> Vec<String> {
    let named = named(assessment, decision);
    let all_held = named.iter().all(|certificate| certificate.held.is_some());
    let heading = if all_held { say::equipment() } else { say::equipment_due() };
    let mut lines = vec![heading.to_owned()];
    if assessment.scope.option == Some(IecexOption::UnitVerification) {
        let numbers = or_open(&assessment.test_item.serial_numbers, say::no_serial_numbers());
        lines.insert(0, say::unit_verification(numbers));
    }
    for certificate in named {
        lines.push(say::item(&certificate.text()));
        if let Some(until) = certificate.held.and_then(|held| held.valid_until.as_ref()) {
            lines.push(say::valid_until(until.as_str()));
        }
        if let Some(scope) = certificate.held.and_then(|held| said(&held.scope)) {
            lines.push(say::scope(scope));
        }
    }
    if decision.situation.item.is_none() {
        lines.push(say::part_open().to_owned());
    }
    lines
}

fn annexes(assessment: &Assessment, decision: &Decision) -> Vec<String> {
    let mut lines: Vec<String> = named(assessment, decision)
        .iter()
        .enumerate()
        .map(|(index, certificate)| say::annex(index + 1, &certificate.text()))
        .collect();
    if decision.situation.item.is_none() {
        lines.push(say::part_open().to_owned());
    }
    lines
}
