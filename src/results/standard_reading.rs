//! Level 2 as the standards read it, beside the workshop's (ML-2).
//!
//! The workshop asks for a documented process and a record of it. The standards read
//! level 2 as documented, with people who are trained: no record is needed.

use super::{LevelReached, PartResults, RecordGap, RequirementResults, Validity};
use crate::{
    assessment::{Assessment, EvidenceItem, EvidenceKind, Shown, Verdict},
    catalogue::PartId,
};

/// Level 2.
const MANAGED: u8 = 2;

/// The level of an organizational level, or of the whole part if `group` is `None`,
/// as the standards read level 2; none where that is the level of the workshop too.
#[must_use]
pub fn standard_reading(
    assessment: &Assessment,
    results: &PartResults,
    group: Option<usize>,
) -> Option<LevelReached> {
    let part = results.part.part();
    let (maturity, rows) = match group {
        Some(index) => {
            let rows = part.groups.get(index)?.rows();
            (results.groups.get(index)?.maturity?, results.requirements.get(rows)?)
        }
        None => (results.maturity?, &results.requirements[..]),
    };
    let passed = || rows.iter().filter(|row| row.verdict == Verdict::Pass);
    let lowest = passed().map(level).min().filter(|lowest| Some(*lowest) != maturity.supported)?;
    is_competence_shown(assessment, part.id).then_some(lowest)
}

/// The supported level of a requirement where people are trained.
fn level(row: &RequirementResults) -> LevelReached {
    if row.facts.documented && !row.facts.performed {
        LevelReached::from_number(MANAGED)
    } else {
        row.supported
    }
}

/// Whether a requirement of the part links a record of training that counts: one of
/// the organization, for people are trained for no single product (ML-4).
fn is_competence_shown(assessment: &Assessment, part: PartId) -> bool {
    let is_training = |item: &EvidenceItem| {
        item.kind == EvidenceKind::Certificate
            && item.organizational
            && item.shows.contains(&Shown::Performed)
            && RecordGap::of(item).is_empty()
            && Validity::of(item, &assessment.day) == Validity::Holds
    };
    let answers = assessment.answers.iter().filter(|(key, _)| key.part() == part);
    let mut linked = answers.flat_map(|(_, answer)| answer.linked());
    linked.any(|id| assessment.evidence.get(id).is_some_and(is_training))
}
