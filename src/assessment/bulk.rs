//! One answer for many requirements at once.

use super::{Answer, Content, EvidenceId, Verdict};
use crate::catalogue::RequirementKey;

/// What is said of many requirements at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bulk {
    /// They do not apply, all for one reason (CV-5) and, in 4-1, by one SM-5
    /// analysis (CV-6). Only for those that nobody has answered.
    NotApplicable {
        /// Why.
        justification: String,
        /// The evidence item with the analysis.
        analysis: Option<EvidenceId>,
    },
    /// They have this owner; empty for nobody.
    Owner(String),
    /// What was said not to apply is open again; its justification stays.
    Reopen,
}

impl Bulk {
    /// Whether it would change this answer.
    #[must_use]
    pub fn changes(&self, answer: &Answer) -> bool {
        match self {
            Self::NotApplicable { .. } => answer.verdict == Verdict::NotEvaluated,
            Self::Owner(owner) => answer.owner != *owner,
            Self::Reopen => answer.verdict == Verdict::NotApplicable,
        }
    }

    pub(super) fn change(&self, answer: &mut Answer) {
        match self {
            Self::NotApplicable { justification, analysis } => {
                answer.verdict = Verdict::NotApplicable;
                answer.justification.clone_from(justification);
                answer.scoping_analysis.clone_from(analysis);
                answer.asked_again = None;
            }
            Self::Owner(owner) => answer.owner.clone_from(owner),
            Self::Reopen => answer.verdict = Verdict::NotEvaluated,
        }
    }
}

impl Content {
    /// Those of the requirements that a bulk answer would change, for the preview.
    #[must_use]
    pub fn changed_by(&self, bulk: &Bulk, keys: &[RequirementKey]) -> Vec<RequirementKey> {
        let untouched = Answer::default();
        let answer = |key: RequirementKey| self.answers.get(key).unwrap_or(&untouched);
        keys.iter().copied().filter(|key| bulk.changes(answer(*key))).collect()
    }
}
