//! What a certificate of conformity of a part would say if it were issued on
//! the answers as they are (CT, CV). It is none, and says so.

use super::{
    ComponentResults, Coverage, DocumentFinding, Id, LevelReached, Maturity, Note, PartResults,
    RequirementResults, Results, Security, Severity, note, reported_ratio, standard_reading,
};
use crate::{
    assessment::{
        Assessment, Certificate, CertificateType, Component, Date, MapPart, Provider, Sought,
        Standing, Verdict,
    },
    catalogue::{Group, GroupKind, PartId},
    route::{Decision, dated, matrix, standard},
    text::{is_blank, isolated},
    words::{self, certificate as say},
};

/// The preview of the certificate of one part: everything that is shown of it
/// but the diagram and the digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// What speaks against a certificate as things stand, the heaviest first.
    pub warnings: Vec<String>,
    /// What it is about: type, standard, parties, test item, components.
    pub facts: Vec<PreviewField>,
    /// One line for each organizational level with requirements that apply
    /// (CV-1), then one for the whole part.
    pub lines: Vec<PreviewLine>,
    /// What the lines need said beside them (CV-3, CV-7).
    pub remark: Option<String>,
    /// Dates and references.
    pub references: Vec<PreviewField>,
}

/// A field of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewField {
    /// What it is called.
    pub label: &'static str,
    /// What stands in it, a paragraph each; nothing where it is not stated.
    pub values: Vec<String>,
    /// Where it can be stated.
    pub place: FieldPlace,
}

/// Where a field of the form is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldPlace {
    /// The test item.
    TestItem,
    /// The components.
    Components,
    /// The applicant.
    Applicant,
    /// The types of certificate, and the certificates held.
    Certificates,
    /// The providers of security technology.
    Providers,
    /// The parts that are assessed.
    Selection,
}

/// The coverage of an organizational level as a certificate writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewLine {
    /// Passed of total (CV-2), such as `SR (4/5)`.
    pub ratio: String,
    /// The same with the numbers that hold nothing, where certificates are reported
    /// to count some (CV-7).
    pub reported: Option<String>,
    /// What the level is called.
    pub title: &'static str,
    /// Passed, not applicable, total, as on present certificates, and what that
    /// leaves: not evaluated (CV-4).
    pub counts: [u16; 4],
    /// The maturity that the evidence supports (ML-3), or SL-C (SL-1).
    pub level: String,
    /// The requirements that are not evaluated, failed ones included (CV-4).
    pub not_evaluated: Vec<Id>,
    /// Those of them that fail.
    pub failed: Vec<Id>,
    /// The requirements that do not apply (CV-5).
    pub not_applicable: Vec<Id>,
}

/// The figures of one component as a certificate writes them, beside those of
/// the whole (CV-9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewComponent {
    /// What the component is called.
    pub name: String,
    /// Passed of total (CV-2), of the requirements that apply to it.
    pub ratio: String,
    /// Passed, not applicable, total, and not evaluated (CV-4).
    pub counts: [u16; 4],
    /// SL-C of each foundational requirement (SL-2), and in which of them nothing
    /// passes (CV-10).
    pub level: String,
}

/// The preview for a part; `None` if it is not selected.
#[must_use]
pub fn preview(
    assessment: &Assessment,
    all: &Results,
    part: PartId,
    begun: &Date,
) -> Option<Preview> {
    let results = all.part(part)?;
    Some(Preview {
        warnings: warnings(all, results),
        facts: facts(assessment, &all.decision, part),
        lines: lines(assessment, results),
        remark: note(part, &results.coverage).map(Note::text),
        references: references(assessment, &all.decision, part, begun),
    })
}

fn warnings(all: &Results, results: &PartResults) -> Vec<String> {
    let mut warnings = Vec::new();
    let of_part =
        |finding: &&DocumentFinding| finding.place.part().is_none_or(|part| part == results.part);
    let beside = all.findings.iter().filter(of_part).map(|finding| finding.severity);
    let severities = results.findings.iter().map(|finding| finding.severity).chain(beside);
    let major = severities.filter(|severity| *severity == Severity::Blocks).count();
    if major > 0 {
        warnings.push(say::major(major));
    }
    let failed = usize::from(results.coverage.failed);
    if failed > 0 {
        warnings.push(say::failed(failed));
    }
    if results.maturity.is_some_and(|maturity| maturity.supported == Some(LevelReached::NONE)) {
        warnings.push(say::below_ml_1().to_owned());
    }
    let unfounded = results.passed_without_evidence();
    if unfounded > 0 {
        warnings.push(say::without_evidence(unfounded));
    }
    let outside = results.passed_outside();
    if outside > 0 {
        warnings.push(say::passed_outside(outside));
    }
    warnings
}

fn field(label: &'static str, place: FieldPlace, mut values: Vec<String>) -> PreviewField {
    values.retain(|text| !is_blank(text));
    PreviewField { label, values, place }
}

fn facts(assessment: &Assessment, decision: &Decision, part: PartId) -> Vec<PreviewField> {
    let (item, applicant) = (&assessment.test_item, &assessment.applicant);
    let cited = standard_with_edition(assessment, part);
    let text =
        |label: &'static str, text: &str| field(label, FieldPlace::TestItem, vec![text.to_owned()]);
    let of_applicant = |label: &'static str, first: &str, second: &str| {
        field(label, FieldPlace::Applicant, vec![first.to_owned(), second.to_owned()])
    };
    let manufacturer =
        if is_blank(&applicant.manufacturer) { &applicant.name } else { &applicant.manufacturer };
    let components = assessment.components.iter().filter(|component| component.in_scope);
    let fields = vec![
        field(say::kind(), FieldPlace::Certificates, kinds(assessment, decision, map_part(part))),
        field(say::standard(), FieldPlace::Selection, cited),
        of_applicant(say::applicant(), &applicant.name, &applicant.address),
        of_applicant(say::manufacturer(), manufacturer, ""),
        of_applicant(words::applicant::sites(), &applicant.sites, ""),
        field(say::test_item(), FieldPlace::TestItem, vec![joined(&[&item.name, &item.r#type])]),
        text(words::test_item::description(), &item.description),
        text(words::test_item::hardware_version(), &item.hardware_version),
        text(words::test_item::firmware_version(), &item.firmware_version),
        text(words::test_item::software_version(), &item.software_version),
        text(words::test_item::limits(), &item.limits),
        field(say::components(), FieldPlace::Components, components.map(component).collect()),
    ];
    if !is_of_service(assessment, decision, part) {
        return fields;
    }
    // A service has no maker, no version and no components: what it is limited to
    // stands in the limits (CT-3).
    let of_product = [
        say::manufacturer(),
        words::test_item::hardware_version(),
        words::test_item::firmware_version(),
        words::test_item::software_version(),
        say::components(),
    ];
    fields.into_iter().filter(|field| !of_product.contains(&field.label)).collect()
}

/// Whether the certificate is about what a service provider does (2-4, process).
fn is_of_service(assessment: &Assessment, decision: &Decision, part: PartId) -> bool {
    let (kinds, _) = types(assessment, decision, map_part(part));
    let is_process = |kind: &CertificateType| {
        matches!(kind, CertificateType::ProcessCapability | CertificateType::ProcessApplication)
    };
    part == PartId::P2_4 && kinds.iter().all(is_process)
}

/// The standard in the edition that the application names, and what is still to be
/// confirmed about it (CV-11).
fn standard_with_edition(assessment: &Assessment, part: PartId) -> Vec<String> {
    let catalogue = part.part();
    let edition = assessment.named_edition(part);
    let cited = format!("{} {}", dated(assessment, map_part(part)), catalogue.title);
    let unverified = || say::edition_unverified(edition.name, catalogue.edition);
    std::iter::once(cited).chain(edition.is_unconfirmed.then(unverified)).collect()
}

/// The types that are applied for; where none is, the proposed one, and whether it is
/// that (CT-1).
fn types(
    assessment: &Assessment,
    decision: &Decision,
    part: MapPart,
) -> (Vec<CertificateType>, bool) {
    let sought = |pairs: &[Sought]| -> Vec<_> {
        let of_part = pairs.iter().filter(|pair| pair.part == part);
        of_part.map(|pair| pair.r#type).collect()
    };
    let chosen = sought(&assessment.scope.sought);
    let is_proposed = chosen.is_empty();
    (if is_proposed { sought(&decision.proposed()) } else { chosen }, is_proposed)
}

/// The types in words.
fn kinds(assessment: &Assessment, decision: &Decision, part: MapPart) -> Vec<String> {
    let (kinds, is_proposed) = types(assessment, decision, part);
    let text = |kind| {
        let mut text = say::scenario(matrix::type_name(kind), kind.scenario());
        if is_proposed {
            text = say::proposed(&text);
        }
        if matrix::backing(part, kind) != matrix::Backing::Workshop {
            text = format!("{text}{}{}", words::list::dot(), words::route::confirm_type());
        }
        text
    };
    kinds.into_iter().map(text).collect()
}

/// A component as the certificate describes it.
fn component(component: &Component) -> String {
    let Component { name, version, supplier, description, .. } = component;
    joined(&[name, version, supplier, description])
}

fn lines(assessment: &Assessment, results: &PartResults) -> Vec<PreviewLine> {
    let part = results.part.part();
    let ids = |rows: &[RequirementResults], verdict: Verdict| -> Vec<Id> {
        let rows = rows.iter().filter(|row| row.standing != Standing::OtherKind);
        rows.filter(|row| row.verdict == verdict).map(|row| row.requirement).collect()
    };
    let line = |group: Option<&Group>,
                coverage: &Coverage,
                level: String,
                rows: &[RequirementResults]| PreviewLine {
        ratio: coverage.ratio(group.map_or(part.id.code(), |group| group.id)),
        reported: reported_ratio(part.id, group, coverage),
        title: group.map_or(words::results::overall(), |group| group.title),
        counts: [coverage.passed, coverage.not_applicable, coverage.total, coverage.not_evaluated],
        level,
        not_evaluated: coverage.not_evaluated_list.clone(),
        failed: ids(rows, Verdict::Fail),
        not_applicable: ids(rows, Verdict::NotApplicable),
    };
    let groups = part.groups.iter().zip(&results.groups).enumerate();
    // A component type that the test item is none of has no line (CV-7).
    let groups = groups.filter(|(_, (_, figures))| figures.coverage.total > 0).map(
        |(index, (group, figures))| {
            let fr = results.security.iter().flat_map(|security| &security.vector);
            let fr = fr.into_iter().find(|fr| fr.fr == group.number);
            let level = match fr {
                Some(fr) if fr.nothing_passed => {
                    let level = words::results::security_level(fr.capability.number());
                    format!("{level}{}{}", words::list::dot(), words::results::nothing_passed())
                }
                Some(fr) => words::results::security_level(fr.capability.number()),
                None => supported(assessment, results, Some(index), figures.maturity),
            };
            let rows = results.requirements.get(group.rows()).unwrap_or_default();
            line(Some(group), &figures.coverage, level, rows)
        },
    );
    let whole = level_of_part(assessment, results);
    let overall = line(None, &results.coverage, whole, &results.requirements);
    groups.chain(std::iter::once(overall)).collect()
}

/// The level that all of a part has: of maturity, as its evidence supports it (ML-3)
/// and as the standards read it (ML-2), or SL-C of each foundational requirement
/// (SL-2).
#[must_use]
pub fn level_of_part(assessment: &Assessment, results: &PartResults) -> String {
    match &results.security {
        Some(security) => vector(security),
        None => supported(assessment, results, None, results.maturity),
    }
}

/// The supported level of a group, or of the whole part, and the standards' reading
/// where it differs.
fn supported(
    assessment: &Assessment,
    results: &PartResults,
    group: Option<usize>,
    maturity: Option<Maturity>,
) -> String {
    let level = maturity.and_then(|maturity| maturity.supported);
    let level = level.map_or(words::app::dash(), LevelReached::text);
    match standard_reading(assessment, results, group) {
        Some(reading) => {
            let reading = words::results::standard_reading(reading.text());
            format!("{level}{}{reading}", words::list::dot())
        }
        None => level.to_owned(),
    }
}

/// One line for each component that has figures of its own (CV-9), in the user's
/// order; it stands below those of the whole.
#[must_use]
pub fn components(assessment: &Assessment, results: &PartResults) -> Vec<PreviewComponent> {
    let figures = |(index, component): (usize, &Component)| {
        let ComponentResults { coverage, security, .. } = results.component(&component.id)?;
        let nothing = security.vector.iter().filter(|level| level.nothing_passed);
        let nothing: Vec<String> = nothing.map(|level| words::results::fr(level.fr)).collect();
        let mut level = vector(security);
        if !nothing.is_empty() {
            let named = nothing.join(words::list::comma());
            level.extend([words::list::dot(), &named, " ", words::results::nothing_passed()]);
        }
        let Coverage { passed, not_applicable, total, not_evaluated, .. } = *coverage;
        Some(PreviewComponent {
            name: component.called(index),
            ratio: coverage.ratio(results.part.code()),
            counts: [passed, not_applicable, total, not_evaluated],
            level,
        })
    };
    assessment.components.iter().enumerate().filter_map(figures).collect()
}

/// The capability of each foundational requirement (SL-2).
fn vector(security: &Security) -> String {
    let levels = security.vector.iter().map(|fr| fr.capability.number().to_string());
    say::vector(&levels.collect::<Vec<_>>().join(" "))
}

fn references(
    assessment: &Assessment,
    decision: &Decision,
    part: PartId,
    begun: &Date,
) -> Vec<PreviewField> {
    // What does not hold stands behind nothing (RT-4).
    let is_behind = |one: &&Certificate| {
        part == PartId::P4_2 && one.part == Some(MapPart::P4_1) && one.holds(&assessment.day)
    };
    let held = || assessment.certificates.iter();
    let mut fields = vec![
        field(say::begun(), FieldPlace::TestItem, vec![begun.to_string()]),
        field(say::changed(), FieldPlace::TestItem, vec![assessment.day.to_string()]),
    ];
    if part == PartId::P4_2 {
        let behind = held().filter(is_behind).map(certificate).collect();
        fields.push(field(say::lifecycle(), FieldPlace::Certificates, behind));
    }
    let others = held().filter(|one| !is_behind(one)).map(certificate).collect();
    fields.push(field(say::held(), FieldPlace::Certificates, others));
    if !is_of_service(assessment, decision, part) {
        let providers = assessment.providers.iter().map(provider).collect();
        fields.push(field(say::providers(), FieldPlace::Providers, providers));
    }
    fields
}

fn certificate(held: &Certificate) -> String {
    let part = held.part.map_or("", |part| standard(part).number);
    let kind = held.r#type.map_or("", matrix::type_name);
    joined(&[&held.number, part, kind, &held.body, &until(held.valid_until.as_ref()), &held.scope])
}

/// A provider, with what the ExCB looks for: its 4-1 certificate and its QAR (RT-6).
fn provider(provider: &Provider) -> String {
    let Provider { name, technology, certificate, valid_until, .. } = provider;
    let certificate = if is_blank(certificate) { say::no_lifecycle() } else { certificate };
    let qar = match provider.holds_qar {
        Some(true) => say::qar_held(),
        Some(false) => say::no_qar(),
        None => say::qar_open(),
    };
    joined(&[name, technology, certificate, &until(valid_until.as_ref()), qar])
}

fn until(day: Option<&Date>) -> String {
    day.map(|day| say::until(day.as_str())).unwrap_or_default()
}

fn joined(texts: &[&str]) -> String {
    let texts = texts.iter().filter(|text| !is_blank(text));
    let texts: Vec<_> = texts.map(|text| isolated(text)).collect();
    texts.join(words::list::dot())
}

const fn map_part(part: PartId) -> MapPart {
    match part {
        PartId::P2_4 => MapPart::P2_4,
        PartId::P3_3 => MapPart::P3_3,
        PartId::P4_1 => MapPart::P4_1,
        PartId::P4_2 => MapPart::P4_2,
    }
}

/// What the column of levels is called (ML, SL).
#[must_use]
pub fn level_head(part: PartId) -> &'static str {
    if part.part().groups_are == GroupKind::FoundationalRequirement {
        words::results::capability()
    } else {
        words::results::supported()
    }
}
