//! Everything computed from an assessment, as it stands in a bundle: flat tables
//! of codes and numbers, no text.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::{
    assessment::{
        AnswerKey, AnswerSubject, ComponentId, RecordKey, SecurityLevel, Standing, Verdict,
    },
    ex::{self, SymbolId},
    results::{
        Check, Coverage, Id, LevelReached, Maturity, MissingFacts, PartResults, Place,
        RequirementResults, Results, Severity,
    },
    route::Decision,
};

/// The `results` of a bundle: tables of rows by name. An opening program computes
/// them again and compares them row by row.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Tables {
    /// The figures of each selected part, by its number.
    parts: BTreeMap<String, FiguresRow>,
    /// The figures of each organizational level, by part and id: `4-1/SR`.
    groups: BTreeMap<String, FiguresRow>,
    /// The security level of each foundational requirement, by part and number: `3-3/FR 1`.
    foundational_requirements: BTreeMap<String, FoundationalRow>,
    /// Each requirement of the selected parts, by part and id: `4-1/SM-1`.
    requirements: BTreeMap<String, RequirementRow>,
    /// The figures of each component, where 4-2 is assessed for two or more
    /// (CV-9), by part and id: `4-2/ID`.
    components: BTreeMap<String, FiguresRow>,
    /// The verdict of each component, for the requirements that are answered per
    /// component (CV-9), by its answer: `4-2/CR 1.1/component/ID`.
    component_verdicts: BTreeMap<String, Verdict>,
    /// What the checks found, by the record in which it stands and the code of
    /// the check: `evidence/e-1#evidence-undated`.
    findings: BTreeMap<String, FindingRow>,
    /// Each protection technique of the test item, by its code (EX).
    techniques: BTreeMap<String, TechniqueRow>,
    /// Whether the explosion protection can be reached (EX), and which
    /// certificates to apply for, and why (RT).
    route: RouteRow,
}

/// Coverage (CV), maturity (ML) and security level (SL) of a part, an
/// organizational level or a component.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct FiguresRow {
    /// Requirements that pass: the numerator of the ratio (CV-2).
    passed: u16,
    /// Requirements that do not apply, with what CV-5 and CV-6 ask for.
    not_applicable: u16,
    /// Requirements there are: the denominator (CV-3, CV-7).
    total: u16,
    /// Those of them that are in scope.
    in_scope: u16,
    /// `total - (passed + not_applicable)` (CV-4).
    not_evaluated: u16,
    /// Those of them whose verdict is fail.
    failed: u16,
    /// The lowest claimed level of the passed requirements (ML-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed: Option<LevelReached>,
    /// The lowest supported level of the passed requirements (ML-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    supported: Option<LevelReached>,
    /// How many passed requirements claim level 0 (none), 1, 2, 3, 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed_distribution: Option<[u16; 5]>,
    /// How many passed requirements support level 0 (none), 1, 2, 3, 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    supported_distribution: Option<[u16; 5]>,
    /// The lowest SL-C of the vector (SL-2).
    #[serde(skip_serializing_if = "Option::is_none")]
    capability: Option<SecurityLevel>,
    /// SL-C of each foundational requirement, FR 1 to FR 7 (SL-2); of a component.
    #[serde(skip_serializing_if = "Option::is_none")]
    vector: Option<Vec<SecurityLevel>>,
}

/// The capability of one foundational requirement (SL).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct FoundationalRow {
    /// SL-C (SL-1).
    capability: SecurityLevel,
    /// SL-T (SL-3).
    target: SecurityLevel,
    /// The requirements that are selected at the target and do not pass (SL-3).
    gap: Vec<Id>,
}

/// One requirement.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct RequirementRow {
    /// How it stands to the selection.
    standing: Standing,
    /// The verdict as it counts (CV-5, CV-6).
    verdict: Verdict,
    /// The claimed level, 0 to 4 (ML-1).
    claimed: LevelReached,
    /// The supported level, 0 to 4 (ML-1).
    supported: LevelReached,
    /// Whether a dated record exists (ML).
    performed: bool,
    /// Whether there is an approved, versioned procedure (ML).
    documented: bool,
    /// Whether there are records of different products, releases or projects (ML).
    repeated: bool,
    /// Whether the procedure was revised, and a record follows the revision (ML).
    improved: bool,
    /// What the next level still needs (ML-1).
    missing: MissingFacts,
}

/// One finding.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct FindingRow {
    /// How grave it is (CK-1).
    severity: Severity,
    /// The id of the rule behind it.
    rule: String,
    /// What was found, and its parameters.
    #[serde(flatten)]
    check: Check,
}

/// One protection technique.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct TechniqueRow {
    /// `possible`, `no` or `ask`.
    exposure: String,
    /// The symbols that protect the test item itself.
    own: Vec<SymbolId>,
    /// The bracketed symbols, which protect another device (EX-1).
    associated: Vec<SymbolId>,
}

/// Exposure and route.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct RouteRow {
    /// `exposed`, `possible-without-path`, `not-exposed`, `ask-excb` or `undecided`.
    exposure: String,
    /// Which certificates to apply for, and why (RT).
    decision: Decision,
}

impl Tables {
    pub(super) fn of(results: &Results) -> Self {
        let assessed = &results.exposure;
        let technique = |row: &ex::TechniqueExposure| {
            let content = TechniqueRow {
                exposure: row.exposure.code().to_owned(),
                own: row.own.clone(),
                associated: row.associated.clone(),
            };
            (row.technique.code().to_owned(), content)
        };
        let mut tables = Self {
            parts: BTreeMap::new(),
            groups: BTreeMap::new(),
            foundational_requirements: BTreeMap::new(),
            requirements: BTreeMap::new(),
            components: BTreeMap::new(),
            component_verdicts: BTreeMap::new(),
            findings: BTreeMap::new(),
            techniques: assessed.rows.iter().map(technique).collect(),
            route: RouteRow {
                exposure: assessed.verdict.code().to_owned(),
                decision: results.decision.clone(),
            },
        };
        for part in &results.parts {
            tables.add_part(part);
        }
        for finding in &results.findings {
            let record = record_of(&finding.place, finding.component.as_ref());
            tables.add_finding(&record, finding.severity, finding.rule, &finding.check);
        }
        tables
    }

    fn add_part(&mut self, part: &PartResults) {
        let code = part.part.code();
        let mut figures = FiguresRow::of(&part.coverage, part.maturity);
        if let Some(security) = &part.security {
            figures.capability = Some(security.lowest);
            for level in &security.vector {
                let row = FoundationalRow {
                    capability: level.capability,
                    target: level.target,
                    gap: level.gap.clone(),
                };
                self.foundational_requirements.insert(format!("{code}/FR {}", level.fr), row);
            }
        }
        self.parts.insert(code.to_owned(), figures);
        for group in &part.groups {
            let row = FiguresRow::of(&group.coverage, group.maturity);
            self.groups.insert(format!("{code}/{}", group.group), row);
        }
        for requirement in &part.requirements {
            let name = format!("{code}/{}", requirement.requirement.0.id());
            self.requirements.insert(name, RequirementRow::of(requirement));
        }
        for component in &part.components {
            let name = format!("{code}/{}", component.component);
            let mut figures = FiguresRow::of(&component.coverage, None);
            let levels = component.security.vector.iter().map(|level| level.capability);
            figures.capability = Some(component.security.lowest);
            figures.vector = Some(levels.collect());
            self.components.insert(name, figures);
            for row in component.requirements.iter().filter(|row| row.is_apart) {
                let id = row.requirement.0.id();
                let name = format!("{code}/{id}/component/{}", component.component);
                self.component_verdicts.insert(name, row.verdict);
            }
        }
        for finding in &part.findings {
            let record = answer_name(finding.requirement, finding.component.as_ref());
            self.add_finding(&record, finding.severity, finding.rule, &finding.check);
        }
    }

    /// Adds a finding under its record and code; of several alike, from the
    /// second on with a number.
    fn add_finding(&mut self, record: &str, severity: Severity, rule: &str, check: &Check) {
        let name = format!("{record}#{}", code(check));
        let taken = |name: &String| self.findings.contains_key(name);
        let numbered = || (2..).map(|number| format!("{name}#{number}"));
        let name = std::iter::once(name.clone())
            .chain(numbered())
            .find(|name| !taken(name))
            .unwrap_or_default();
        let row = FindingRow { severity, rule: rule.to_owned(), check: check.clone() };
        self.findings.insert(name, row);
    }
}

impl FiguresRow {
    const fn of(coverage: &Coverage, maturity: Option<Maturity>) -> Self {
        let (claimed, supported, claimed_distribution, supported_distribution) = match maturity {
            Some(maturity) => (
                maturity.claimed,
                maturity.supported,
                Some(maturity.claimed_distribution),
                Some(maturity.supported_distribution),
            ),
            None => (None, None, None, None),
        };
        Self {
            passed: coverage.passed,
            not_applicable: coverage.not_applicable,
            total: coverage.total,
            in_scope: coverage.in_scope,
            not_evaluated: coverage.not_evaluated,
            failed: coverage.failed,
            claimed,
            supported,
            claimed_distribution,
            supported_distribution,
            capability: None,
            vector: None,
        }
    }
}

impl RequirementRow {
    const fn of(results: &RequirementResults) -> Self {
        Self {
            standing: results.standing,
            verdict: results.verdict,
            claimed: results.claimed,
            supported: results.supported,
            performed: results.facts.performed,
            documented: results.facts.documented,
            repeated: results.facts.repeated,
            improved: results.facts.improved,
            missing: results.missing,
        }
    }
}

/// The stable code of a check.
fn code(check: &Check) -> String {
    let value = serde_json::to_value(check).unwrap_or_default();
    value.get("check").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The name of the record in which a finding stands, or of the group of records;
/// with the component whose answers it is about.
fn record_of(place: &Place, component: Option<&ComponentId>) -> String {
    let of_component = |name: String| match component {
        Some(id) => format!("{name}/component/{id}"),
        None => name,
    };
    match place {
        Place::Applicant => RecordKey::Applicant.name(),
        Place::TestItem => RecordKey::TestItem.name(),
        Place::Protection => RecordKey::Scope.name(),
        Place::Component { component } => RecordKey::Component(component.clone()).name(),
        Place::Certificates => "certificates".to_owned(),
        Place::Providers => "providers".to_owned(),
        Place::Selection => RecordKey::Selection.name(),
        Place::Profiles => "profiles".to_owned(),
        Place::Part { part } => of_component(format!("part/{}", part.code())),
        Place::Group { part, group } => of_component(format!("group/{}/{group}", part.code())),
        Place::Requirement { requirement, .. } => answer_name(*requirement, component),
        Place::Evidence { evidence } => RecordKey::Evidence(evidence.clone()).name(),
    }
}

/// The name of the answer to a requirement, for the whole or for a component.
fn answer_name(Id(requirement): Id, component: Option<&ComponentId>) -> String {
    let subject = component.cloned().map_or(AnswerSubject::Whole, AnswerSubject::Component);
    RecordKey::Answer(AnswerKey { requirement, subject }).name()
}

/// What opening a bundle says of the results in it. The ones shown are always
/// computed anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// They are those that this build computes.
    Agree,
    /// They differ in these rows, such as `requirements/4-1/SM-1`.
    Differ(Vec<String>),
    /// They cannot be compared.
    NotComparable(Incomparable),
}

/// Why results cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incomparable {
    /// They are those of another version of the format, which has other checks.
    OtherVersion(String),
    /// The answers were carried over from an earlier edition of a part.
    EarlierEdition,
    /// Records were left out of the file.
    Redacted,
}

impl Agreement {
    /// The most rows that are named.
    const NAMED_MAX: usize = 5;

    /// What it says, in a sentence or two, of a file that this program wrote.
    #[must_use]
    pub fn text(&self, generator: &str) -> String {
        use crate::words::{list, start as say};
        match self {
            Self::Agree => say::results_agree().to_owned(),
            Self::Differ(rows) => {
                let shown = rows.len().min(Self::NAMED_MAX);
                let mut named = rows[..shown].join(list::comma());
                if rows.len() > shown {
                    named = format!("{named} {}", say::more_rows(rows.len() - shown));
                }
                say::results_differ(generator, &named)
            }
            Self::NotComparable(reason) => say::not_comparable(&reason.text()),
        }
    }
}

impl Incomparable {
    /// Why, in a sentence.
    #[must_use]
    pub fn text(&self) -> String {
        use crate::words::start as say;
        match self {
            Self::OtherVersion(version) => {
                say::not_comparable_version(crate::text::shortened(version))
            }
            Self::EarlierEdition => say::not_comparable_edition().to_owned(),
            Self::Redacted => say::not_comparable_redacted().to_owned(),
        }
    }
}

/// The rows in which two results differ, by `table/row`.
pub(super) fn differences(theirs: &Value, ours: &Value) -> Vec<String> {
    let rows = |results: &Value| -> BTreeMap<String, Value> {
        let mut rows = BTreeMap::new();
        for (table, content) in results.as_object().into_iter().flatten() {
            match content {
                Value::Object(content) if table != "route" => {
                    let named = content.iter();
                    rows.extend(
                        named.map(|(row, cells)| (format!("{table}/{row}"), cells.clone())),
                    );
                }
                other => {
                    rows.insert(table.clone(), other.clone());
                }
            }
        }
        rows
    };
    let (theirs, ours) = (rows(theirs), rows(ours));
    let mut differing: Vec<String> = theirs
        .iter()
        .filter(|(name, row)| ours.get(*name) != Some(*row))
        .map(|(name, _)| name.clone())
        .collect();
    differing.extend(ours.keys().filter(|name| !theirs.contains_key(*name)).cloned());
    differing.sort();
    differing
}
