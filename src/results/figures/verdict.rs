//! The verdict as it counts: what "not applicable" has to bring (CV-5, CV-6).

use crate::{
    assessment::{Answer, Verdict},
    catalogue::{PartId, RequirementKey},
    text::is_blank,
};

/// The verdict as it counts: "not applicable" only with a justification
/// (CV-5); in 4-1 with the SM-5 analysis too, and never for SM-5 itself (CV-6).
/// None that was given for another edition of the requirement.
pub(in crate::results) fn counted_verdict(key: RequirementKey, answer: &Answer) -> Verdict {
    let lacks_analysis = needs_analysis(key) && answer.scoping_analysis.is_none();
    let is_vain = answer.verdict == Verdict::NotApplicable
        && (!is_justified(answer) || lacks_analysis || is_process_scoping(key));
    if is_vain || answer.asked_again.is_some() { Verdict::NotEvaluated } else { answer.verdict }
}

/// The verdict of an answer as it counts, and as it was given; both say nothing
/// where it was never given.
pub(super) fn verdicts(key: RequirementKey, answer: Option<&Answer>) -> (Verdict, Verdict) {
    match answer {
        Some(answer) => (counted_verdict(key, answer), answer.verdict),
        None => (Verdict::NotEvaluated, Verdict::NotEvaluated),
    }
}

/// What the verdicts of components come to for the requirement: it fails if one
/// fails, else it is not evaluated if one is, else not applicable if all are,
/// else it passes (CV-9). This is the one place that says so.
pub(super) fn joint_verdict(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    let verdicts: Vec<Verdict> = verdicts.collect();
    let has = |verdict| verdicts.contains(&verdict);
    if has(Verdict::Fail) {
        Verdict::Fail
    } else if has(Verdict::NotEvaluated) {
        Verdict::NotEvaluated
    } else if has(Verdict::Pass) {
        Verdict::Pass
    } else {
        Verdict::NotApplicable
    }
}

/// Whether "not applicable" needs the SM-5 analysis: 4-1 has no optional
/// requirement (CV-6).
#[must_use]
pub fn needs_analysis(key: RequirementKey) -> bool {
    key.part() == PartId::P4_1
}

pub(in crate::results) fn is_justified(answer: &Answer) -> bool {
    !is_blank(&answer.justification)
}

/// Whether this is SM-5 of part 4-1, on which every "not applicable" rests (CV-6).
#[must_use]
pub fn is_process_scoping(key: RequirementKey) -> bool {
    key.part() == PartId::P4_1 && key.id() == PROCESS_SCOPING
}

/// SM-5 of part 4-1.
pub(in crate::results) fn process_scoping() -> Option<RequirementKey> {
    RequirementKey::find(PartId::P4_1, PROCESS_SCOPING)
}

const PROCESS_SCOPING: &str = "SM-5";
