//! Level 2 as the standards read it, beside the workshop's (ML-2).
//!
//! The workshop asks for a documented process and a record of it. The standards read
//! level 2 as documented, with people who are trained: no record is needed. Training
//! counts where it is linked: at its organizational level.

use super::{LevelReached, PartResults, RecordGap, RequirementResults, Validity};
use crate::{
    assessment::{Answer, Assessment, EvidenceItem, EvidenceKind, Shown, Verdict},
    catalogue::{Group, PartId},
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
    let maturity = match group {
        Some(index) => results.groups.get(index)?.maturity?,
        None => results.maturity?,
    };
    let groups = part.groups.iter().enumerate();
    let groups = groups.filter(|(index, _)| group.is_none_or(|group| group == *index));
    let levels = groups.flat_map(|(_, group)| {
        let is_trained = is_competence_shown(assessment, part.id, group);
        let rows = results.requirements.get(group.rows()).unwrap_or_default();
        let passed = rows.iter().filter(|row| row.verdict == Verdict::Pass);
        passed.map(move |row| level(row, is_trained))
    });
    levels.min().filter(|lowest| Some(*lowest) != maturity.supported)
}

/// The supported level of a requirement, where people are trained or not.
fn level(row: &RequirementResults, is_trained: bool) -> LevelReached {
    if is_trained && row.facts.documented && !row.facts.performed {
        LevelReached::from_number(MANAGED)
    } else {
        row.supported
    }
}

/// Whether a requirement of the organizational level links a record of training that
/// counts: one of the organization, for people are trained for no single product
/// (ML-4).
fn is_competence_shown(assessment: &Assessment, part: PartId, group: &Group) -> bool {
    let is_training = |item: &EvidenceItem| {
        item.kind == EvidenceKind::Certificate
            && item.organizational
            && item.shows.contains(&Shown::Performed)
            && RecordGap::of(item).is_empty()
            && Validity::of(item, &assessment.day) == Validity::Holds
    };
    let answers = group.keys(part).filter_map(|key| assessment.answers.get(key));
    let mut linked = answers.flat_map(Answer::linked);
    linked.any(|id| assessment.evidence.get(id).is_some_and(is_training))
}
