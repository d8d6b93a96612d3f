//! The drafted texts: the cyber statement, and what the IECEx certificate says
//! in its Standards and Equipment fields and its annexes (RT-7).
//!
//! They say what the assessment says and nothing else. What is not known stands
//! in square brackets.

use serde_json::{Value, json};

use super::{
    Access, Decision, IecexAnswer, dated, matrix,
    sequence::{self, StepState},
    standard,
};
use crate::{
    assessment::{
        Assessment, Certificate, CertificateType, DraftKind, ExAnswers, IecexOption, MapPart, Role,
    },
    catalogue::PartId,
    digest::sha256_hex,
    ex::{
        self, AccessPath, Exposure, Protection, QuestionKind, Subject, Technique, TechniqueExposure,
    },
    text::said,
    words::{self, draft as say},
};

/// What the texts are drafted from, beside the assessment.
#[derive(Clone, Copy)]
struct TextFacts<'a> {
    techniques: &'a [TechniqueExposure],
    decision: &'a Decision,
}

/// Drafts a text for an assessment, with its exposure and its decision as they are
/// now. The same facts give the same text.
#[must_use]
pub fn of(
    kind: DraftKind,
    assessment: &Assessment,
    exposure: &ex::Assessed,
    decision: &Decision,
) -> String {
    let facts = TextFacts { techniques: &exposure.rows, decision };
    let lines = match kind {
        DraftKind::Statement => statement(assessment, facts),
        DraftKind::Standards => field(decision, || standards_field(assessment, decision)),
        DraftKind::Equipment => field(decision, || equipment_field(assessment, decision)),
        DraftKind::Annexes => field(decision, || annexes(assessment, decision)),
    };
    lines.join("\n")
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
            let technique = |row: &TechniqueExposure| {
                json!([row.technique, row.exposure.code(), row.protects_another_device()])
            };
            let interfaces = assessment.interfaces.iter();
            json!({
                "decision": decision,
                "techniques": exposure.rows.iter().map(technique).collect::<Vec<_>>(),
                "arguments": assessment.arguments,
                "advisory": exposure.advisory,
                "answers": assessment.scope.ex,
                "role": assessment.scope.role,
                "access": assessment.scope.access,
                "interfaces":
                    interfaces.map(|one| json!([one.path, one.name])).collect::<Vec<_>>(),
                "applicant": [assessment.applicant.name, assessment.applicant.manufacturer],
                "editions": editions(assessment),
                "test_item": [
                    item.name, item.r#type, item.hardware_version, item.firmware_version,
                    item.software_version, item.marking,
                ],
            })
        }
        DraftKind::Standards => json!({
            "decision": decision,
            "editions": editions(assessment),
            "parts": certified(assessment, decision),
        }),
        DraftKind::Equipment | DraftKind::Annexes => json!({
            "decision": decision,
            "sought": assessment.scope.sought,
            "option": assessment.scope.option,
            "serial_numbers": item.serial_numbers,
            "certificates": assessment.certificates,
        }),
    };
    sha256_hex(facts.to_string().as_bytes())
}

/// The editions that the application names, as facts of a text (CV-11).
fn editions(assessment: &Assessment) -> Vec<Value> {
    let edition = |part: PartId| {
        let named = assessment.named_edition(part);
        json!([named.name, named.is_named, named.is_unconfirmed])
    };
    PartId::ALL.into_iter().map(edition).collect()
}

/// A field of the IECEx certificate with how far the concept is in force (ST-1), or
/// why there is nothing to write into it.
fn field(decision: &Decision, lines: impl FnOnce() -> Vec<String>) -> Vec<String> {
    match decision.iecex {
        IecexAnswer::IeceeForIecex => {
            let mut lines = lines();
            lines.push(say::field_status().to_owned());
            lines
        }
        IecexAnswer::Outside | IecexAnswer::IeceeCertificate | IecexAnswer::NoAction => {
            vec![say::no_entry().to_owned()]
        }
        IecexAnswer::Manufacturer => vec![say::entry_of_manufacturer().to_owned()],
        IecexAnswer::AskExcb | IecexAnswer::Argued => vec![say::entry_asks_excb().to_owned()],
        IecexAnswer::Open => vec![say::entry_open().to_owned()],
    }
}

/// What the user entered, or the name of what is missing.
fn or_open<'a>(text: &'a str, missing: &'a str) -> &'a str {
    said(text).unwrap_or(missing)
}

fn statement(assessment: &Assessment, facts: TextFacts<'_>) -> Vec<String> {
    let decision = facts.decision;
    let mut lines = vec![heading(assessment), say::status().to_owned(), String::new()];
    protection(assessment, facts, &mut lines);
    lines.push(String::new());
    access(assessment, facts, &mut lines);
    lines.push(String::new());
    lines.push(say::decision().to_owned());
    lines.push(decision.iecex.text().to_owned());
    if decision.iecex != decision.equipment {
        lines.push(say::of_equipment(decision.equipment.text()));
    }
    for reason in &decision.reasons {
        let text = reason.text();
        lines.push(if reason.on_slides { say::reason_on_slides(text) } else { say::item(text) });
    }
    if let Some(either) = &decision.either {
        lines.push(say::if_exposed(either.exposed.text()));
        lines.push(say::if_not_exposed(either.not_exposed.text()));
    }
    if !decision.open.is_empty() {
        lines.push(String::new());
        lines.push(say::open_questions().to_owned());
        lines.extend(decision.open.iter().map(|question| say::open_question(question.text())));
    }
    lines.push(String::new());
    certificates(assessment, decision, &mut lines);
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
    let named_item = named.join(words::list::comma());
    if matches!(assessment.scope.role, Some(Role::ServiceProvider | Role::AssetOwner)) {
        return say::heading_of(&named_item, or_open(&applicant.name, say::no_applicant()));
    }
    let manufacturer = or_open(&applicant.manufacturer, applicant.name.trim());
    say::heading(&named_item, or_open(manufacturer, say::no_manufacturer()))
}

fn protection(assessment: &Assessment, facts: TextFacts<'_>, lines: &mut Vec<String>) {
    lines.push(say::protection().to_owned());
    let marking = assessment.test_item.marking.trim();
    if !marking.is_empty() {
        lines.push(say::marking(marking));
    }
    if facts.techniques.is_empty() {
        lines.push(match facts.decision.situation.protection {
            Some(Protection::NotProtected) => say::no_techniques().to_owned(),
            Some(_) | None => say::techniques_open().to_owned(),
        });
    }
    for row in facts.techniques {
        let exposure = match row.exposure {
            Exposure::Possible => say::exposure_possible(),
            // What the table does not deny, only the ExCB can have denied (EX-5, EX-7).
            Exposure::No if row.technique.exposure() != Exposure::No => say::exposure_no_by_excb(),
            Exposure::No => say::exposure_no(),
            Exposure::Ask => say::exposure_ask(),
        };
        lines.push(if row.protects_another_device() {
            say::technique_associated(row.technique.text(), exposure)
        } else {
            say::technique(row.technique.text(), exposure)
        });
    }
    advisories(&assessment.scope.ex, lines);
}

/// What was answered to the questions of EX-4, with what the ExCB says of it; nothing
/// of what nobody has answered.
fn advisories(answers: &ExAnswers, lines: &mut Vec<String>) {
    let asked = [
        (
            answers.programmable_electronics,
            QuestionKind::ProgrammableElectronics,
            [
                say::monitored_no(),
                say::monitored_yes(),
                say::monitored_exposed(),
                say::monitored_not_exposed(),
            ],
        ),
        (
            answers.safety_device,
            QuestionKind::SafetyDevice,
            [say::device_no(), say::device_yes(), say::device_exposed(), say::device_not_exposed()],
        ),
    ];
    for (answer, kind, [no, yes, exposed, not_exposed]) in asked {
        let text = match (answer, answers.excb_says(Subject::Advisory(kind))) {
            (None, _) => continue,
            (Some(false), _) => no,
            (Some(true), None) => yes,
            (Some(true), Some(true)) => exposed,
            (Some(true), Some(false)) => not_exposed,
        };
        lines.push(text.to_owned());
    }
}

fn access(assessment: &Assessment, facts: TextFacts<'_>, lines: &mut Vec<String>) {
    lines.push(say::access().to_owned());
    let rows = |wanted: Exposure| facts.techniques.iter().filter(move |row| row.exposure == wanted);
    let named = |wanted: Exposure| {
        let names: Vec<&str> = rows(wanted).map(|row| row.technique.text()).collect();
        (!names.is_empty()).then(|| names.join(words::list::comma()))
    };
    match facts.decision.situation.access {
        Access::Open => lines.push(say::access_open().to_owned()),
        Access::NoPath => lines.push(say::access_none().to_owned()),
        Access::Path => {
            let paths = assessment.scope.access.as_deref().unwrap_or_default();
            lines.extend(paths.iter().map(|path| say::item(&named_path(assessment, *path))));
            if let Some(names) = named(Exposure::Possible) {
                lines.push(say::reached(&names));
                // What is argued says itself what prevents it (EX-7).
                let unargued = rows(Exposure::Possible).filter(|row| !row.is_argued());
                let threat = |row: &TechniqueExposure| {
                    say::threat(row.technique.text(), threat(row.technique))
                };
                let threats: Vec<String> = unargued.map(threat).collect();
                if !threats.is_empty() {
                    lines.push(say::threats().to_owned());
                    lines.extend(threats);
                }
            }
            if let Some(names) = named(Exposure::Ask) {
                lines.push(say::reached_ask(&names));
            }
            if named(Exposure::Possible).is_none() && named(Exposure::Ask).is_none() {
                // What is exposed without an exposed technique, the ExCB said of EX-4.
                let is_exposed = facts.decision.situation.protection == Some(Protection::Exposed);
                let reached =
                    if is_exposed { say::reached_advisory() } else { say::reached_none() };
                lines.push(reached.to_owned());
            }
            arguments(assessment, facts, lines);
        }
    }
}

/// What the applicant says of the techniques that have a path, and what the ExCB
/// says of that (EX-7).
fn arguments(assessment: &Assessment, facts: TextFacts<'_>, lines: &mut Vec<String>) {
    for row in facts.techniques.iter().filter(|row| row.is_arguable()) {
        let argument = assessment.arguments.get(&row.technique);
        let name = row.technique.text();
        let reply = assessment.scope.ex.excb_says(Subject::Technique(row.technique));
        lines.push(match argument.and_then(|argument| Some((argument, said(&argument.reason)?))) {
            Some((argument, reason)) if argument.changeable => say::argued_reachable(name, reason),
            Some((_, reason)) => match reply {
                Some(true) => say::argued_overruled(name, reason),
                Some(false) => say::argued_accepted(name, reason),
                None => say::argued_not_reachable(name, reason),
            },
            None => say::not_argued(name),
        });
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

/// What IECEE offers the applicant (RT-10), and what the sequence of RT-4 is.
fn certificates(assessment: &Assessment, decision: &Decision, lines: &mut Vec<String>) {
    lines.push(say::iecee().to_owned());
    let iecee = &decision.iecee;
    for offer in &iecee.offers {
        let dated = dated(assessment, offer.certificate.part);
        let r#type = matrix::type_name(offer.certificate.r#type);
        lines.push(say::offer(&dated, r#type, offer.purpose.text()));
    }
    for part in &iecee.suppliers {
        lines.push(say::part(
            &dated(assessment, *part),
            standard(*part).title,
            say::why_supplier(),
        ));
    }
    for part in &iecee.beside {
        lines.push(say::part(&dated(assessment, *part), standard(*part).title, say::why_beside()));
    }
    if iecee.applies == Some(false) {
        lines.push(say::does_not_apply().to_owned());
    }
    lines.extend(iecee.open.iter().map(|question| say::open_question(question.text())));
    if !decision.has_sequence() {
        return;
    }
    lines.push(String::new());
    lines.push(say::sequence().to_owned());
    for step in sequence::steps(assessment, decision, None) {
        if let Some(label) = step.label {
            lines.push(say::labelled(&step.text(), label.text()));
        }
    }
    if decision.situation.item.is_none() {
        lines.push(say::part_open().to_owned());
    }
}

/// The parts of which certificates stand behind the IECEx certificate, in the
/// order of the series: those of the Equipment field (RT-7).
fn certified(assessment: &Assessment, decision: &Decision) -> Vec<MapPart> {
    let parts: Vec<MapPart> = named(assessment, decision).iter().map(|one| one.part).collect();
    MapPart::ALL.into_iter().filter(|part| parts.contains(part)).collect()
}

/// The Standards field: each part with the edition that the application names, and
/// what is still to be confirmed about it (CV-11).
fn standards_field(assessment: &Assessment, decision: &Decision) -> Vec<String> {
    let mut lines = Vec::new();
    let mut is_named = true;
    for part in certified(assessment, decision) {
        let dated = dated(assessment, part);
        lines.push(say::standard(&dated, standard(part).title));
        if let Some(part) = PartId::from_code(part.code()) {
            let edition = assessment.named_edition(part);
            is_named &= edition.is_named;
            if edition.is_unconfirmed {
                lines.push(say::edition_unverified(&dated, part.part().edition));
            }
        }
    }
    if decision.situation.item.is_none() {
        lines.push(say::part_open().to_owned());
    }
    if !is_named {
        lines.push(say::editions().to_owned());
    }
    lines
}

/// A certificate that the IECEx certificate names.
struct Named<'a> {
    part: MapPart,
    r#type: Option<CertificateType>,
    held: Option<&'a Certificate>,
}

/// The certificates of the checklist. Once the user has ticked what to apply for,
/// a proposal that is neither ticked nor held is left out, but for the one that
/// IECEx would ask for.
fn named<'a>(assessment: &'a Assessment, decision: &Decision) -> Vec<Named<'a>> {
    let sought = &assessment.scope.sought;
    let mut list = Vec::new();
    for step in sequence::steps(assessment, decision, None) {
        // What is asked of a supplier has no type.
        let Some(part) = step.part.filter(|_| step.r#type.is_some()) else { continue };
        let held = match step.state {
            StepState::Held(index)
            | StepState::HeldExpired(index)
            | StepState::HeldUnclear(index) => assessment.certificates.get(index),
            StepState::Todo | StepState::NotNeeded => None,
        };
        let is_chosen = sought.is_empty() || sought.iter().any(|one| one.part == part);
        if is_chosen || held.is_some() || decision.asked_for() == Some(part) {
            list.push(Named { part, r#type: step.r#type, held });
        }
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
