//! What of the test item the requirements of 4-2 are answered for, and which
//! answers count (CV-9). Verdicts are made of them in [`crate::results`].

use std::collections::BTreeSet;

use super::{
    Answer, AnswerKey, AnswerSubject, Answers, Component, Content, EvidenceId, id::ComponentId,
};
use crate::catalogue::{ComponentKind, PartId, RequirementKey};

/// The components that requirements of 4-2 may be answered for (CV-9): those in
/// scope whose type is selected.
pub struct Subjects<'a> {
    /// In the order of their ids.
    components: Vec<(&'a ComponentId, ComponentKind)>,
    answers: &'a Answers,
    /// The requirements that are answered per component, in catalogue order.
    apart: Vec<RequirementKey>,
}

/// The answers to one requirement that count.
pub enum Answered<'a> {
    /// The one for the test item as a whole, if it was given.
    Whole(Option<&'a Answer>),
    /// Those of the components that the requirement applies to, in the order of
    /// their ids: at least one was given.
    PerComponent(Vec<(&'a ComponentId, Option<&'a Answer>)>),
}

impl Content {
    /// The components that requirements are answered for, with the answers that count.
    #[must_use]
    pub fn subjects(&self) -> Subjects<'_> {
        let selected = &self.selection.component_kinds;
        let mut components: Vec<(&ComponentId, ComponentKind)> = Vec::new();
        for Component { id, kind, in_scope, .. } in &self.components {
            if let Some(kind) = kind.filter(|kind| *in_scope && selected.contains(kind)) {
                let place = components.partition_point(|(other, _)| *other < id);
                components.insert(place, (id, kind));
            }
        }
        let mut subjects = Subjects { components, answers: &self.answers, apart: Vec::new() };
        for (key, _) in self.answers.all() {
            let is_new = subjects.apart.last() != Some(&key.requirement);
            if is_new && key.component().is_some() && subjects.counts(key) {
                subjects.apart.push(key.requirement);
            }
        }
        subjects
    }
}

impl<'a> Subjects<'a> {
    /// Every component that is assessed, with its type, in the order of the ids.
    #[must_use]
    pub fn components(&self) -> &[(&'a ComponentId, ComponentKind)] {
        &self.components
    }

    /// The components that a requirement applies to, in the order of their ids;
    /// outside 4-2 none.
    pub fn asked(&self, key: RequirementKey) -> impl Iterator<Item = &'a ComponentId> {
        let asked = self.components.iter().filter(move |(_, kind)| applies(key, *kind));
        asked.map(|(id, _)| *id)
    }

    fn is_asked(&self, key: RequirementKey, component: &ComponentId) -> bool {
        self.asked(key).any(|id| id == component)
    }

    /// Whether a requirement is answered per component: then the answer for the
    /// whole counts no more.
    #[must_use]
    pub fn is_apart(&self, key: RequirementKey) -> bool {
        self.apart.binary_search(&key).is_ok()
    }

    /// Whether an answer counts.
    #[must_use]
    pub fn counts(&self, key: &AnswerKey) -> bool {
        match &key.subject {
            AnswerSubject::Whole => !self.is_apart(key.requirement),
            AnswerSubject::Component(id) => self.is_asked(key.requirement, id),
        }
    }

    /// The answers to a requirement that count.
    #[must_use]
    pub fn answered(&self, key: RequirementKey) -> Answered<'a> {
        self.answered_beside(key, self.answers.get(key))
    }

    /// As [`answered`](Self::answered), where the answer for the whole is at hand.
    pub(crate) fn answered_beside(
        &self,
        key: RequirementKey,
        whole: Option<&'a Answer>,
    ) -> Answered<'a> {
        if !self.is_apart(key) {
            return Answered::Whole(whole);
        }
        let answer = |id: &ComponentId| {
            let subject = AnswerSubject::Component(id.clone());
            self.answers.answer(&AnswerKey { requirement: key, subject })
        };
        Answered::PerComponent(self.asked(key).map(|id| (id, answer(id))).collect())
    }
}

impl<'a> Answered<'a> {
    /// Each answer that was given.
    pub fn given(&self) -> impl Iterator<Item = &'a Answer> {
        let (whole, components) = match self {
            Self::Whole(whole) => (*whole, &[][..]),
            Self::PerComponent(components) => (None, components.as_slice()),
        };
        whole.into_iter().chain(components.iter().filter_map(|(_, answer)| *answer))
    }

    /// The evidence items linked to them, each once.
    #[must_use]
    pub fn linked(&self) -> BTreeSet<&'a EvidenceId> {
        let mut linked = BTreeSet::new();
        linked.extend(self.given().flat_map(Answer::linked));
        linked
    }
}

/// Whether a requirement applies to a component of this type.
pub(crate) fn applies(key: RequirementKey, kind: ComponentKind) -> bool {
    key.part() == PartId::P4_2 && key.requirement().kinds().has(kind)
}
