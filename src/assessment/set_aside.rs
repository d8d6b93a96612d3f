//! An answer that was set aside: its requirement is gone, or its component.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    Answer, AnswerKey, AnswerSubject, Content, LINE_MAX, LINKS_MAX, Link, NoteSubject, Record,
    RecordKey, Rejected,
    id::{ComponentId, EvidenceId, PointId, SetAsideId},
    is_longer,
    text_field::text_fields,
};
use crate::{
    catalogue::{PartId, RequirementKey},
    digest::sha256_hex,
};

/// The most answers that may be set aside.
pub const SET_ASIDE_MAX: usize = 10_000;

/// The answer to a requirement that the present edition does not have, or of a
/// component that was removed (CV-9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetAside {
    /// Of which part.
    pub part: PartId,
    /// The edition that had the requirement, or has it.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub edition: String,
    /// The id the requirement had.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub requirement: String,
    /// What it was answered for: `whole`, or `component/ID` (CV-9).
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub subject: String,
    /// What the component was called; empty where it was answered for the whole.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub component: String,
    /// The title it had.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub title: String,
    /// What was answered.
    pub answer: Answer,
    /// The evidence items that were linked.
    #[serde(default)]
    pub links: Vec<Link>,
    /// The points that were ticked.
    #[serde(default)]
    pub ticks: Vec<PointId>,
}

text_fields!(SetAside, SetAsideField {});

impl SetAside {
    /// The id under which the answer is set aside.
    #[must_use]
    pub fn id(&self) -> SetAsideId {
        Self::id_from(self.part, &self.edition, &self.requirement, &self.subject)
    }

    /// The id of an answer to this requirement of this edition.
    #[must_use]
    pub fn id_from(part: PartId, edition: &str, requirement: &str, subject: &str) -> SetAsideId {
        let text = [part.code(), edition, requirement, subject].join("\n");
        SetAsideId::from_digest(&sha256_hex(text.as_bytes()))
    }

    /// Whether it links the evidence item, as evidence or as SM-5 analysis.
    #[must_use]
    pub fn links(&self, id: &EvidenceId) -> bool {
        self.links.iter().any(|link| link.evidence == *id) || self.answer.links(id)
    }

    /// The requirement it answers, if the present edition has it.
    #[must_use]
    pub fn key(&self) -> Option<RequirementKey> {
        let is_present = self.edition == self.part.part().edition;
        RequirementKey::find(self.part, &self.requirement).filter(|_| is_present)
    }

    /// Every evidence item it names.
    pub(super) fn named(&self) -> impl Iterator<Item = &EvidenceId> {
        self.links.iter().map(|link| &link.evidence).chain(&self.answer.scoping_analysis)
    }

    /// Removes every link to an evidence item for which `is_gone` holds.
    pub(super) fn unlink(&mut self, is_gone: impl Fn(&EvidenceId) -> bool) {
        self.links.retain(|link| !is_gone(&link.evidence));
        self.answer.scoping_analysis =
            self.answer.scoping_analysis.take().filter(|id| !is_gone(id));
    }

    pub(super) fn own_flaw(&self) -> Option<(&'static str, Rejected)> {
        let line = |name, text: &str| {
            is_longer(text, LINE_MAX).then_some((name, Rejected::TooLong(LINE_MAX)))
        };
        line("edition", &self.edition)
            .or_else(|| line("requirement", &self.requirement))
            .or_else(|| line("subject", &self.subject))
            .or_else(|| line("component", &self.component))
            .or_else(|| line("title", &self.title))
            .or_else(|| self.answer.text_flaw())
            .or_else(|| self.answer.own_flaw())
            .or_else(|| self.links.iter().find_map(Link::text_flaw))
            .or_else(|| (self.links.len() > LINKS_MAX).then_some(("links", Rejected::TooManyLinks)))
    }
}

impl Content {
    /// The records that set every answer of a component aside (CV-9).
    pub(super) fn with_answers_aside(&self, component: &ComponentId) -> Vec<Record> {
        let name = self.components.iter().find(|one| one.id == *component);
        let name = name.map_or_else(String::new, |component| component.name.clone());
        let of_component = |key: &&AnswerKey| key.component() == Some(component);
        let noted = self.notes.keys().filter_map(NoteSubject::answer);
        let answered = self.answers.all().map(|(key, _)| key);
        let mut keys = BTreeSet::new();
        keys.extend(answered.chain(noted).filter(of_component));
        let untouched = Answer::default();
        let mut records = Vec::new();
        for key in keys {
            let answer = self.answers.answer(key).unwrap_or(&untouched);
            let part = key.requirement.part();
            let aside = SetAside {
                part,
                edition: part.part().edition.to_owned(),
                requirement: key.requirement.id().to_owned(),
                subject: key.subject.to_string(),
                component: name.clone(),
                title: key.requirement.requirement().title().to_owned(),
                answer: answer.fields(),
                links: answer.evidence.clone(),
                ticks: answer.ticks.iter().cloned().collect(),
            };
            let (note, kept) =
                (NoteSubject::Answer(key.clone()), NoteSubject::SetAside(aside.id()));
            records.push(Record::SetAside(aside.id(), Some(aside)));
            records.extend(self.with_note_moved(&note, kept));
            for link in &answer.evidence {
                let link = RecordKey::Link(key.clone(), link.evidence.clone());
                records.extend(self.without(&link));
            }
            let ticks = answer.ticks.iter().cloned();
            records.extend(ticks.map(|point| Record::Tick(key.clone(), point, false)));
            records.push(Record::Answer(key.clone(), None));
        }
        records
    }

    /// The records that take a note from one subject to another, if there is one.
    fn with_note_moved(&self, from: &NoteSubject, to: NoteSubject) -> Vec<Record> {
        let note = self.notes.get(from).cloned();
        note.map_or_else(Vec::new, |note| {
            vec![Record::Note(from.clone(), None), Record::Note(to, Some(note))]
        })
    }

    /// What an answer that was set aside can be brought back for: the component it
    /// was given for, if that is there again, then one of its name, then every other
    /// component its requirement applies to, and the whole where no component has an
    /// answer of its own; as far as nothing is answered there.
    /// None where the present edition does not have the requirement.
    #[must_use]
    pub fn ways_back(&self, aside: &SetAside) -> Vec<AnswerKey> {
        let Some(requirement) = aside.key() else { return Vec::new() };
        let asked = self.subjects();
        let components = asked.asked(requirement).cloned().map(AnswerSubject::Component);
        // Beside an answer of a component, that for the whole counts for nothing.
        let whole = (!asked.is_apart(requirement)).then_some(AnswerSubject::Whole);
        let keys = components.chain(whole).map(|subject| AnswerKey { requirement, subject });
        let mut free: Vec<AnswerKey> = keys.filter(|key| self.is_free(key)).collect();
        // First the component itself, then one of its name.
        let is_namesake = |key: &AnswerKey| {
            let component = self.components.iter().find(|one| key.component() == Some(&one.id));
            component.is_some_and(|component| component.name == aside.component)
        };
        free.sort_by_key(|key| (key.subject.to_string() != aside.subject, !is_namesake(key)));
        free
    }

    /// Whether nothing is answered or noted there.
    fn is_free(&self, key: &AnswerKey) -> bool {
        let note = NoteSubject::Answer(key.clone());
        self.answers.answer(key).is_none() && !self.notes.contains_key(&note)
    }

    /// The records that bring an answer back.
    pub(super) fn brought_back(
        &self,
        id: &SetAsideId,
        key: &AnswerKey,
    ) -> Result<Vec<Record>, Rejected> {
        let aside = self.set_aside.get(id).ok_or(Rejected::NoSuchItem)?;
        if !self.ways_back(aside).contains(key) {
            return Err(Rejected::NoWayBack);
        }
        let link =
            |link: &Link| Record::Link(key.clone(), link.evidence.clone(), Some(link.clone()));
        let tick = |point: &PointId| Record::Tick(key.clone(), point.clone(), true);
        let mut records = vec![Record::Answer(key.clone(), Some(aside.answer.fields()))];
        records.extend(aside.links.iter().map(link));
        records.extend(aside.ticks.iter().map(tick));
        let noted = NoteSubject::Answer(key.clone());
        records.extend(self.with_note_moved(&NoteSubject::SetAside(id.clone()), noted));
        records.push(Record::SetAside(id.clone(), None));
        Ok(self.with_orders(records))
    }
}
