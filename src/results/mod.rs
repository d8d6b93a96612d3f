//! What follows from an assessment and nothing else: the figures, whether the
//! explosion protection can be reached, which certificates to apply for, and the
//! checks.
//!
//! [`score`] is a pure function: the same assessment gives the same results,
//! on any machine and at any time. [`Results::follow`] brings results up to
//! date after a change, at the cost of what the change moved.
//!
//! In the order in which they use each other:
//!
//! - [`figures`]: coverage, maturity, security levels, what evidence shows.
//! - [`check`]: what an assessor would stop at.
//! - [`PartResults`] and [`Results`]: both put together.
//! - [`why`], [`gaps`], [`progress`], [`cra`], [`certificate`], [`note()`],
//!   [`standard_reading()`], [`open_points`]: what is
//!   told of the results. They compute no figure of their own.

pub mod certificate;
pub mod check;
pub mod cra;
mod expired;
pub mod figures;
mod follow;
pub mod gaps;
mod note;
mod open_points;
mod part;
pub mod progress;
mod standard_reading;
pub mod why;

pub use check::{
    Check, DocumentFinding, Finding, Place, REQUIREMENTS_PER_DOCUMENT_MAX, Severity, SeverityCounts,
};
pub use cra::{CraResults, CraSummary, Helper, cra_results};
pub use expired::expired_since;
pub use figures::{
    ComponentResults, Coverage, Fact, Facts, FrLevel, GroupResults, Id, LevelReached, Maturity,
    Missing, MissingFacts, RecordGap, RequirementResults, RowVerdict, Security, Validity,
    is_process_scoping, needs_analysis,
};
pub use follow::Moved;
pub use note::{Note, note, reported_ratio};
pub use open_points::{OpenPoint, open_points};
pub use part::PartResults;
pub use standard_reading::standard_reading;

use crate::{
    assessment::{Assessment, ComponentId, Subjects},
    catalogue::{PartId, RequirementKey},
    ex,
    route::{self, Decision},
};
use figures::Register;

/// Everything computed from an assessment: codes and numbers, no texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Results {
    /// The results of each part that is selected, in catalogue order.
    pub parts: Vec<PartResults>,
    /// What the checks found beside the findings of each part: across
    /// requirements, against the day of the last change, and of what stands
    /// beside the answers; in the order of the flow.
    pub findings: Vec<DocumentFinding>,
    /// Whether the explosion protection can be reached (EX).
    pub exposure: ex::Assessed,
    /// Which certificates to apply for, and why (RT).
    pub decision: Decision,
}

impl Results {
    /// How many requirements in scope have no verdict yet.
    #[must_use]
    pub fn unanswered(&self) -> usize {
        let count = |finding: &DocumentFinding| match finding.check {
            Check::Unanswered { count } => usize::from(count),
            _ => 0,
        };
        self.findings.iter().map(count).sum()
    }

    /// How many findings there are of each severity.
    #[must_use]
    pub fn counts(&self) -> SeverityCounts {
        let of_rows = self.parts.iter().flat_map(|part| &part.findings);
        let of_rows = of_rows.map(|finding| finding.severity);
        of_rows.chain(self.findings.iter().map(|finding| finding.severity)).collect()
    }

    /// How many findings are about a part, of each severity.
    #[must_use]
    pub fn counts_of(&self, part: PartId) -> SeverityCounts {
        let rows = self.part(part).map_or(&[][..], |results| &results.findings);
        let rows = rows.iter().map(|finding| finding.severity);
        let beside = self.findings.iter().filter(|finding| finding.concerns(part));
        rows.chain(beside.map(|finding| finding.severity)).collect()
    }

    /// Everything that leads to one requirement: its own findings, then those of
    /// the document.
    pub fn findings_of(&self, key: RequirementKey) -> impl Iterator<Item = FindingOn<'_>> {
        let own = self.part(key.part()).map_or(&[][..], |part| part.findings_on(key));
        let own = own.iter().map(|Finding { component, severity, rule, check, .. }| FindingOn {
            component: component.as_ref(),
            severity: *severity,
            rule,
            check,
        });
        let at = self.findings.iter();
        let at = at.filter(move |finding| finding.place == Place::requirement(key));
        let at = at.map(|DocumentFinding { component, severity, rule, check, .. }| FindingOn {
            component: component.as_ref(),
            severity: *severity,
            rule,
            check,
        });
        own.chain(at)
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

    /// The results of one requirement.
    #[must_use]
    pub fn requirement(&self, key: RequirementKey) -> Option<&RequirementResults> {
        self.part(key.part())?.requirements.get(key.row())
    }
}

/// A finding that leads to a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FindingOn<'a> {
    /// The component whose answer it is about; none where it is that for the whole (CV-9).
    pub component: Option<&'a ComponentId>,
    /// How grave it is (CK-1).
    pub severity: Severity,
    /// The id of the rule behind it.
    pub rule: &'static str,
    /// What was found.
    pub check: &'a Check,
}

/// Computes everything that can be computed from an assessment.
#[must_use]
pub fn score(assessment: &Assessment) -> Results {
    score_parts(assessment, assessment.selection.parts.iter().copied())
}

/// Computes the results of these parts, whether they are selected or not, in
/// this order.
pub fn score_parts(assessment: &Assessment, parts: impl Iterator<Item = PartId>) -> Results {
    let (register, subjects) = (Register::of(assessment), assessment.subjects());
    let parts = figures_of(assessment, &register, &subjects, parts);
    let (_, exposure) = assessment.exposure();
    let decision = route::decision(assessment, &exposure);
    let rows: Vec<_> = parts.iter().map(PartResults::rows).collect();
    let findings =
        check::of_document(assessment, &exposure, &decision, &register, &subjects, &rows);
    Results { parts, findings, exposure, decision }
}

/// Computes the figures of these parts (CV, ML, SL) with the findings on their
/// requirements, without what the checks find about the document.
#[must_use]
pub fn score_figures(
    assessment: &Assessment,
    parts: impl Iterator<Item = PartId>,
) -> Vec<PartResults> {
    figures_of(assessment, &Register::of(assessment), &assessment.subjects(), parts)
}

/// How many requirements in scope of these parts have a verdict that counts, of
/// how many.
#[must_use]
pub fn looked_at(parts: &[PartResults]) -> (usize, usize) {
    let sums = parts.iter().map(PartResults::looked_at);
    sums.fold((0, 0), |(count, total), part| (count + part.0, total + part.1))
}

fn figures_of(
    assessment: &Assessment,
    register: &Register<'_>,
    subjects: &Subjects<'_>,
    parts: impl Iterator<Item = PartId>,
) -> Vec<PartResults> {
    parts.map(|part| PartResults::of(assessment, register, subjects, part.part())).collect()
}
