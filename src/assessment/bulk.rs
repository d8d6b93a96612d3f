//! One answer for many requirements at once.

use super::{Answer, AnswerKey, AnswerSubject, Answered, Content, EvidenceId, Subjects, Verdict};
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
    fn changes(&self, answer: &Answer) -> bool {
        match self {
            Self::NotApplicable { .. } => answer.verdict == Verdict::NotEvaluated,
            Self::Owner(owner) => answer.owner != *owner,
            Self::Reopen => answer.verdict == Verdict::NotApplicable,
        }
    }

    /// The answers to a requirement that it would change: the one for the whole, or
    /// those that components have (CV-9). What one component was asked is not
    /// settled for all of them at once.
    pub(super) fn answers(
        &self,
        subjects: &Subjects<'_>,
        requirement: RequirementKey,
    ) -> Vec<AnswerKey> {
        let untouched = Answer::default();
        match subjects.answered(requirement) {
            Answered::Whole(answer) => {
                let changes = self.changes(answer.unwrap_or(&untouched));
                changes.then(|| requirement.into()).into_iter().collect()
            }
            Answered::PerComponent(_) if matches!(self, Self::NotApplicable { .. }) => Vec::new(),
            Answered::PerComponent(components) => components
                .into_iter()
                .filter(|(_, answer)| answer.is_some_and(|answer| self.changes(answer)))
                .map(|(id, _)| AnswerKey {
                    requirement,
                    subject: AnswerSubject::Component(id.clone()),
                })
                .collect(),
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
        let subjects = self.subjects();
        keys.iter().copied().filter(|key| !bulk.answers(&subjects, *key).is_empty()).collect()
    }
}
