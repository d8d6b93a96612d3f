//! The numbers: coverage (CV), maturity (ML) and the checks, computed from an
//! assessment and nothing else. Whole numbers only.
//!
//! [`score`] is a pure function: the same assessment gives the same results,
//! on any machine and at any time. [`Results::follow`] brings results up to
//! date after a change, at the cost of what the change moved.

mod check;
mod coverage;
mod cra;
mod facts;
pub mod gaps;
mod maturity;
mod note;
pub mod progress;
mod register;
mod security;
pub mod why;

use serde::Serialize;

pub use check::{Check, DocumentFinding, Finding, Place, REQUIREMENTS_PER_DOCUMENT_MAX, Severity};
pub use coverage::{Coverage, is_process_scoping, needs_analysis};
pub use cra::{CraResults, CraSummary, Helper, cra_results};
pub use facts::{Fact, Facts, Missing, MissingFacts, RecordGap, Validity};
pub use maturity::{LevelReached, Maturity};
pub use note::{Note, note};
pub use security::{FrLevel, Security};

use crate::{
    assessment::{Answer, Assessment, Change, Days, RecordKey, Standing, Verdict},
    catalogue::{Levels, Part, PartId, RequirementKey},
};
use register::Register;

/// Everything computed from an assessment. Its serialized form is the
/// `results` of the bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Results {
    /// The results of each part that is selected, in catalogue order.
    pub parts: Vec<PartResults>,
    /// What the checks found beside the findings of each part: across
    /// requirements, against the day of the last change, and of what stands
    /// beside the answers; in the order of the flow.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<DocumentFinding>>"))]
    pub findings: Vec<DocumentFinding>,
}

/// How far a change reached into the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The results of the requirements it moved, and the figures above them.
    Requirements,
    /// Perhaps those of every requirement.
    Everything,
}

/// The results of one part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartResults {
    /// Which part.
    pub part: PartId,
    /// Coverage of the whole part.
    pub coverage: Coverage,
    /// Maturity of the whole part (ML-3); 3-3 and 4-2 have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maturity: Option<Maturity>,
    /// Security levels (SL); 2-4 and 4-1 have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security: Option<Security>,
    /// One entry for each organizational level (CV-1), in the order of the standard.
    pub groups: Vec<GroupResults>,
    /// One entry for each requirement, in the order of the standard.
    pub requirements: Vec<RequirementResults>,
    /// What the checks found, in the order of the requirements.
    pub findings: Vec<Finding>,
}

/// The results of one organizational level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupResults {
    /// Its id, such as `SR`.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub group: &'static str,
    /// Its coverage.
    pub coverage: Coverage,
    /// Its maturity (ML-3); 3-3 and 4-2 have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maturity: Option<Maturity>,
}

/// The results of one requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequirementResults {
    /// Which requirement.
    pub requirement: Id,
    /// How it stands to the selection.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Standing>"))]
    pub standing: Standing,
    /// The verdict as it counts: a "not applicable" that lacks what CV-5 and
    /// CV-6 ask for counts as not evaluated, and so does what was given for an
    /// edition in which the requirement was another.
    pub verdict: Verdict,
    /// The level the applicant claims; 0 where none is claimed, and in 3-3 and 4-2.
    pub claimed: LevelReached,
    /// The level the evidence supports (ML-1); 0 where not even level 1 is
    /// reached, and in 3-3 and 4-2.
    pub supported: LevelReached,
    /// What the evidence shows.
    pub facts: Facts,
    /// What the next level above the supported one still needs; nothing in 3-3 and 4-2.
    pub missing: MissingFacts,
}

/// A requirement, serialized as its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(pub RequirementKey);

impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.id())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Id {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RequirementId".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let ids: Vec<&str> = PartId::ALL
            .iter()
            .flat_map(|part| part.part().keys())
            .map(RequirementKey::id)
            .collect();
        schemars::json_schema!({ "type": "string", "enum": ids })
    }
}

impl Results {
    /// How many requirements in scope have no verdict yet.
    #[must_use]
    pub fn unanswered(&self) -> usize {
        let count = |of: &DocumentFinding| match of.check {
            Check::Unanswered { count } => usize::from(count),
            _ => 0,
        };
        self.findings.iter().map(count).sum()
    }

    /// How many findings there are, without those that only say that nobody has
    /// answered yet.
    #[must_use]
    pub fn finding_count(&self) -> usize {
        Severity::ALL.into_iter().filter(|of| *of != Severity::Open).map(|of| self.count(of)).sum()
    }

    /// How many findings there are of one severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let of_rows = self.parts.iter().flat_map(|part| &part.findings).map(|of| of.severity);
        let all = of_rows.chain(self.findings.iter().map(|of| of.severity));
        all.filter(|of| *of == severity).count()
    }

    /// The severity of every finding that is about a part.
    pub fn severities_of(&self, part: PartId) -> impl Iterator<Item = Severity> {
        let rows = self.part(part).map_or(&[][..], |of| &of.findings);
        let beside = self.findings.iter().filter(move |of| of.concerns(part));
        rows.iter().map(|of| of.severity).chain(beside.map(|of| of.severity))
    }

    /// Everything that leads to one requirement: its own findings, then those of
    /// the document; each with its severity and the id of the rule behind it.
    pub fn findings_of(
        &self,
        key: RequirementKey,
    ) -> impl Iterator<Item = (Severity, &'static str, &Check)> {
        let own = self.part(key.part()).map_or(&[][..], |part| part.findings_on(key));
        let at = self.findings.iter().filter(move |of| of.place == Place::requirement(key));
        let own = own.iter().map(|of| (of.severity, of.rule, &of.check));
        own.chain(at.map(|of| (of.severity, of.rule, &of.check)))
    }

    /// The requirements to which findings of the document lead. They come and go
    /// with the answers to other requirements.
    pub fn rows_found(&self) -> impl Iterator<Item = RequirementKey> {
        self.findings.iter().filter_map(|of| match of.place {
            Place::Requirement { requirement: Id(key), .. } => Some(key),
            _ => None,
        })
    }

    /// How many requirements in scope of all parts have a verdict that counts,
    /// of how many.
    #[must_use]
    pub fn looked_at(&self) -> (usize, usize) {
        looked_at(&self.parts)
    }

    /// The results of one part.
    #[must_use]
    pub fn part(&self, part: PartId) -> Option<&PartResults> {
        self.parts.iter().find(|results| results.part == part)
    }

    /// Brings the results up to date after a change to the assessment they are
    /// of: afterwards they equal those of [`score`].
    ///
    /// Answers and evidence cost the rows they moved and the figures above
    /// them; whatever decides what is in scope costs a full results, and so
    /// does a new day on which other evidence holds than the day before.
    pub fn follow(&mut self, assessment: &Assessment, change: &Change) -> Reach {
        let moves_scope = change.records().any(|record| moves_scope(&record));
        let register = Register::of(assessment);
        let before = change.modified_before.days();
        let is_same_day = before == *register.days();
        if moves_scope || (!is_same_day && moves_validity(&register, &before)) {
            *self = score(assessment);
            return Reach::Everything;
        }
        // In catalogue order, so the rows of a part stand together.
        for keys in change.requirements.chunk_by(|one, other| one.part() == other.part()) {
            let part = keys.first().map(|key| key.part());
            if let Some(results) = self.parts.iter_mut().find(|of| Some(of.part) == part) {
                results.follow(assessment, &register, keys);
            }
        }
        if is_same_day && change.is_of_answers() {
            let found = &mut self.findings;
            check::follow_answers(found, assessment, &register, &self.parts);
        } else {
            self.findings = check::of_document(assessment, &register, &self.parts);
        }
        Reach::Requirements
    }

    /// The results of one requirement.
    #[must_use]
    pub fn requirement(&self, key: RequirementKey) -> Option<&RequirementResults> {
        self.part(key.part())?.requirements.get(key.row())
    }
}

impl PartResults {
    /// How many requirements in scope have a verdict that counts, of how many.
    #[must_use]
    pub fn looked_at(&self) -> (usize, usize) {
        let rows = || self.requirements.iter().filter(|row| row.standing == Standing::InScope);
        (rows().filter(|row| row.verdict != Verdict::NotEvaluated).count(), rows().count())
    }

    /// How many requirements in scope pass with no evidence linked (CV-5).
    #[must_use]
    pub fn passed_without_evidence(&self) -> usize {
        let found = self.findings.iter();
        found.filter(|finding| finding.check == Check::PassedWithoutEvidence).count()
    }

    /// How many requirements pass that are not in scope: above SL-T, or excluded
    /// by a profile. The ratio counts them (CV-2).
    #[must_use]
    pub fn passed_outside(&self) -> usize {
        let is_outside = |standing| matches!(standing, Standing::AboveTarget | Standing::Excluded);
        let rows = self.requirements.iter();
        rows.filter(|row| row.verdict == Verdict::Pass && is_outside(row.standing)).count()
    }

    /// What the checks found on one requirement.
    #[must_use]
    pub fn findings_on(&self, key: RequirementKey) -> &[Finding] {
        let first = self.findings.partition_point(|other| other.requirement.0 < key);
        let end = self.findings.partition_point(|other| other.requirement.0 <= key);
        self.findings.get(first..end).unwrap_or_default()
    }
}

/// Whether a change of this record can move the standing of a requirement.
fn moves_scope(record: &RecordKey) -> bool {
    match record {
        RecordKey::Selection | RecordKey::List(_) => true,
        RecordKey::Applicant
        | RecordKey::TestItem
        | RecordKey::Scope
        | RecordKey::Draft(_)
        | RecordKey::Answer(_)
        | RecordKey::Evidence(_) => false,
    }
}

/// Whether evidence that held on the days before does not hold now, or the other
/// way round.
fn moves_validity(register: &Register<'_>, before: &Days) -> bool {
    register.items().iter().any(|of| Validity::of(of.item, before) != of.validity)
}

/// Computes everything that can be computed from an assessment.
#[must_use]
pub fn score(assessment: &Assessment) -> Results {
    score_parts(assessment, assessment.selection.parts.iter().copied())
}

/// Computes the results of these parts, whether they are selected or not, in
/// this order.
pub fn score_parts(assessment: &Assessment, parts: impl Iterator<Item = PartId>) -> Results {
    let register = Register::of(assessment);
    let parts = figures_of(assessment, &register, parts);
    Results { findings: check::of_document(assessment, &register, &parts), parts }
}

/// Computes the figures of these parts (CV, ML, SL) with the findings on their
/// requirements, without what the checks find about the document.
#[must_use]
pub fn score_figures(
    assessment: &Assessment,
    parts: impl Iterator<Item = PartId>,
) -> Vec<PartResults> {
    figures_of(assessment, &Register::of(assessment), parts)
}

/// How many requirements in scope of these parts have a verdict that counts, of
/// how many.
#[must_use]
pub fn looked_at(parts: &[PartResults]) -> (usize, usize) {
    let sums = parts.iter().map(PartResults::looked_at);
    sums.fold((0, 0), |(count, of), part| (count + part.0, of + part.1))
}

fn figures_of(
    assessment: &Assessment,
    register: &Register<'_>,
    parts: impl Iterator<Item = PartId>,
) -> Vec<PartResults> {
    parts.map(|part| PartResults::of(assessment, register, part.part())).collect()
}

impl PartResults {
    fn of(assessment: &Assessment, register: &Register<'_>, part: &'static Part) -> Self {
        let untouched = Answer::default();
        let mut findings = Vec::with_capacity(part.requirements.len());
        // Answers and rows are in one order: no answer is searched for.
        let mut answers = assessment.answers.iter().peekable();
        let requirements: Vec<RequirementResults> = part
            .keys()
            .zip(assessment.standings(part.id))
            .map(|(key, standing)| {
                while answers.next_if(|(of, _)| *of < key).is_some() {}
                let answer = answers.next_if(|(of, _)| *of == key);
                let answer = answer.map_or(&untouched, |(_, answer)| answer);
                RequirementResults::of(assessment, register, key, standing, answer, &mut findings)
            })
            .collect();
        let groups: Vec<GroupResults> = part
            .groups
            .iter()
            .map(|group| {
                GroupResults::of(group.id, requirements.get(group.rows()).unwrap_or_default(), part)
            })
            .collect();
        Self {
            part: part.id,
            coverage: Coverage::of_all(&groups),
            maturity: Maturity::of_all(&groups),
            security: Security::of_part(assessment, part, &requirements),
            groups,
            requirements,
            findings,
        }
    }

    /// Scores these rows of the part anew, and the figures above them.
    fn follow(
        &mut self,
        assessment: &Assessment,
        register: &Register<'_>,
        keys: &[RequirementKey],
    ) {
        let part = self.part.part();
        let untouched = Answer::default();
        let mut touched = Vec::new();
        for key in keys {
            let Some(row) = self.requirements.get_mut(key.row()) else { continue };
            let mut found = Vec::new();
            let answer = assessment.answers.get(*key).unwrap_or(&untouched);
            *row = RequirementResults::of(
                assessment,
                register,
                *key,
                row.standing,
                answer,
                &mut found,
            );
            let first = self.findings.partition_point(|other| other.requirement.0 < *key);
            let end = self.findings.partition_point(|other| other.requirement.0 <= *key);
            self.findings.splice(first..end, found);
            let group = usize::from(key.requirement().group);
            if touched.last() != Some(&group) {
                touched.push(group);
            }
        }
        for index in touched {
            let group = &part.groups[index];
            let rows = self.requirements.get(group.rows()).unwrap_or_default();
            self.groups[index] = GroupResults::of(group.id, rows, part);
        }
        self.aggregate_groups(assessment);
    }

    /// Computes every figure above the rows anew.
    fn aggregate(&mut self, assessment: &Assessment) {
        let part = self.part.part();
        self.groups.clear();
        for group in part.groups {
            let rows = self.requirements.get(group.rows()).unwrap_or_default();
            self.groups.push(GroupResults::of(group.id, rows, part));
        }
        self.aggregate_groups(assessment);
    }

    /// Computes the figures of the part from those of its groups.
    fn aggregate_groups(&mut self, assessment: &Assessment) {
        self.coverage = Coverage::of_all(&self.groups);
        self.maturity = Maturity::of_all(&self.groups);
        self.security = Security::of_part(assessment, self.part.part(), &self.requirements);
    }
}

impl GroupResults {
    fn of(group: &'static str, rows: &[RequirementResults], part: &Part) -> Self {
        let maturity = (part.levels == Levels::Maturity).then(|| Maturity::of(rows));
        Self { group, coverage: Coverage::of(rows), maturity }
    }
}

impl RequirementResults {
    /// Whether the checks look at it: it is in scope, or it counts in the
    /// coverage although it is not.
    fn is_looked_at(&self) -> bool {
        let counts = matches!(self.verdict, Verdict::Pass | Verdict::NotApplicable);
        match self.standing {
            Standing::InScope => true,
            Standing::AboveTarget | Standing::Excluded => counts,
            Standing::OtherKind => false,
        }
    }

    /// Scores one requirement, and adds what the checks find on it.
    fn of(
        assessment: &Assessment,
        register: &Register<'_>,
        key: RequirementKey,
        standing: Standing,
        answer: &Answer,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let has_maturity = key.part().part().levels == Levels::Maturity;
        let evidence = answer.evidence.iter().filter_map(|id| register.get(id));
        let (facts, older) = Facts::of(register, evidence);
        let supported = if has_maturity { facts.supports() } else { LevelReached::NONE };
        let claimed = answer.claimed.filter(|_| has_maturity);
        let results = Self {
            requirement: Id(key),
            standing,
            verdict: coverage::counted_verdict(key, answer),
            claimed: claimed.map_or(LevelReached::NONE, LevelReached::from),
            supported,
            missing: if has_maturity {
                facts.missing_for(supported.next())
            } else {
                MissingFacts::default()
            },
            facts,
        };
        if results.is_looked_at() {
            check::check(key, answer, &results, older, findings);
        }
        if standing == Standing::Excluded && assessment.selection.standing(key) == Standing::InScope
        {
            findings.push(Finding::of(key, Check::ExcludedAtTarget));
        }
        results
    }
}
