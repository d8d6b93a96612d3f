//! All answers, keyed by requirement and by what of the test item they are for.

use std::{collections::BTreeMap, fmt};

use super::{Answer, EvidenceId, Link, Verdict, id::ComponentId};
use crate::catalogue::{PartId, RequirementKey};

/// What of the test item an answer is for (CV-9).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnswerSubject {
    /// The test item as a whole.
    Whole,
    /// One of its components.
    Component(ComponentId),
}

/// Names one answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AnswerKey {
    /// The requirement that is answered.
    pub requirement: RequirementKey,
    /// What it is answered for.
    pub subject: AnswerSubject,
}

impl AnswerKey {
    /// The component it is answered for; none where it is the whole test item.
    #[must_use]
    pub const fn component(&self) -> Option<&ComponentId> {
        match &self.subject {
            AnswerSubject::Whole => None,
            AnswerSubject::Component(id) => Some(id),
        }
    }
}

impl From<RequirementKey> for AnswerKey {
    /// The answer for the whole test item.
    fn from(requirement: RequirementKey) -> Self {
        Self { requirement, subject: AnswerSubject::Whole }
    }
}

impl fmt::Display for AnswerKey {
    /// As it stands in the name of a record: `4-1/SM-1/whole`, or
    /// `4-2/CR 1.1/component/ID`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (part, id) = (self.requirement.part().code(), self.requirement.id());
        write!(f, "{part}/{id}/{}", self.subject)
    }
}

impl fmt::Display for AnswerSubject {
    /// `whole`, or `component/ID`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("whole"),
            Self::Component(component) => write!(f, "component/{component}"),
        }
    }
}

impl AnswerKey {
    /// Reads what [`Display`](fmt::Display) writes, with what stands behind it.
    pub(super) fn parse(text: &str) -> Option<(Self, &str)> {
        let (part, rest) = text.split_once('/')?;
        let (id, rest) = rest.split_once('/')?;
        let requirement = RequirementKey::find(PartId::from_code(part)?, id)?;
        let (subject, rest) = match rest.split_once('/').unwrap_or((rest, "")) {
            ("whole", rest) => (AnswerSubject::Whole, rest),
            ("component", rest) => {
                let (component, rest) = rest.split_once('/').unwrap_or((rest, ""));
                (AnswerSubject::Component(ComponentId::try_from(component.to_owned()).ok()?), rest)
            }
            _ => return None,
        };
        Some((Self { requirement, subject }, rest))
    }
}

/// The answers by requirement and subject; one that was never given is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<AnswerKey, Answer>);

impl Answers {
    /// The answer to a requirement for the whole test item, if there is one.
    #[must_use]
    pub fn get(&self, requirement: RequirementKey) -> Option<&Answer> {
        self.answer(&requirement.into())
    }

    /// The answer of this key, if there is one.
    #[must_use]
    pub fn answer(&self, key: &AnswerKey) -> Option<&Answer> {
        self.0.get(key)
    }

    /// The link of this evidence item to the answer of this key, if there is one.
    #[must_use]
    pub fn link(&self, key: &AnswerKey, id: &EvidenceId) -> Option<&Link> {
        self.answer(key)?.evidence.iter().find(|link| link.evidence == *id)
    }

    /// The verdict for the whole test item as it was given.
    #[must_use]
    pub fn verdict(&self, requirement: RequirementKey) -> Verdict {
        self.get(requirement).map_or(Verdict::NotEvaluated, |answer| answer.verdict)
    }

    /// Every answer for the whole test item, in catalogue order.
    pub fn iter(&self) -> impl Iterator<Item = (RequirementKey, &Answer)> {
        let whole = self.0.iter().filter(|(key, _)| key.subject == AnswerSubject::Whole);
        whole.map(|(key, answer)| (key.requirement, answer))
    }

    /// Every answer, those of single components too, in catalogue order.
    pub fn all(&self) -> impl Iterator<Item = (&AnswerKey, &Answer)> {
        self.0.iter()
    }

    /// Changes the answer of this key. One that says nothing is not kept.
    pub(super) fn change(&mut self, key: &AnswerKey, change: impl FnOnce(&mut Answer)) {
        let mut answer = self.0.remove(key).unwrap_or_default();
        change(&mut answer);
        if answer != Answer::default() {
            self.0.insert(key.clone(), answer);
        }
    }
}
