//! What closing a gap means: the level that is wanted, and what is there then.

use crate::{
    assessment::{Assessment, Standing, Verdict},
    catalogue::{Group, RequirementKey},
    results::{Facts, LevelReached, PartResults, RequirementResults, is_process_scoping},
};

/// The level that is claimed or aimed at, the higher of them; none in 3-3 and 4-2.
pub(super) fn wanted(assessment: &Assessment, row: &RequirementResults) -> LevelReached {
    let target = assessment.selection.maturity_target(row.requirement.0.part());
    target.map_or(LevelReached::NONE, LevelReached::from).max(row.claimed)
}

/// The supported floor of the practice of a requirement; level 0 while nothing passes.
pub(super) fn floor(part: &PartResults, key: RequirementKey) -> LevelReached {
    let group = part.groups.get(usize::from(key.requirement().group));
    let maturity = group.and_then(|group| group.maturity);
    maturity.and_then(|maturity| maturity.supported).unwrap_or(LevelReached::NONE)
}

/// The level that a requirement supports once it is closed: the wanted one, or
/// a higher one that the facts it has already then support too.
pub(super) fn closed_at(
    assessment: &Assessment,
    part: &PartResults,
    row: &RequirementResults,
) -> LevelReached {
    let least = wanted(assessment, row).max(row.supported);
    with(row.facts, least.max(floor(part, row.requirement.0).next())).supports()
}

/// Whether closing a gap lets it count as not applicable: that is its answer, and
/// only what CV-5 and CV-6 ask for is missing; of components, the answer of each (CV-9).
pub(super) fn is_excused(part: &PartResults, row: &RequirementResults) -> bool {
    let key = row.requirement.0;
    let own = part.components.iter().filter_map(|one| one.requirements.get(key.row()));
    let mut own = own.filter(|own| own.standing != Standing::OtherKind);
    row.verdict == Verdict::NotEvaluated
        && row.given == Verdict::NotApplicable
        && own.all(|own| own.given == Verdict::NotApplicable)
        && !is_process_scoping(key)
}

pub(super) fn of_group<'a>(
    part: &'a PartResults,
    group: &Group,
) -> impl Iterator<Item = &'a RequirementResults> + use<'a> {
    part.requirements.get(group.rows()).unwrap_or_default().iter()
}

/// The requirements of a foundational requirement that apply and do not pass (SL-1).
pub(super) fn lacking(part: &PartResults, fr: u8) -> impl Iterator<Item = RequirementKey> {
    let lacks = move |row: &&RequirementResults| {
        row.requirement.0.requirement().fr == fr
            && row.standing != Standing::OtherKind
            && !matches!(row.verdict, Verdict::Pass | Verdict::NotApplicable)
    };
    part.requirements.iter().filter(lacks).map(|row| row.requirement.0)
}

/// These facts, and those that a level needs.
pub(super) fn with(facts: Facts, level: LevelReached) -> Facts {
    let number = level.number();
    Facts {
        performed: facts.performed || number >= 1,
        documented: facts.documented || number >= 2,
        repeated: facts.repeated || number >= 3,
        improved: facts.improved || number >= 4,
    }
}
