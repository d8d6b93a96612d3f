//! The one judge of a document: the same for commands, storage and bundles, so
//! that whatever can be stored can be handed over and opened again.

use std::{collections::BTreeSet, fmt};

use super::{Answer, Content, EvidenceId, LINE_MAX, Record, RecordKey, Rejected, is_longer};

/// The most points of one answer that may be ticked; no requirement has as many.
const TICKS_MAX: usize = 50;
/// The most ids an order may hold: more than any list it orders.
const ORDER_MAX: usize = 500;

/// One thing that is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The record in which it stands; none where it stands beside all records.
    pub record: Option<RecordKey>,
    /// The field within the record; empty where it is the record as a whole.
    pub field: &'static str,
    /// What is wrong.
    pub reason: Rejected,
}

impl Flaw {
    /// Where it stands, such as `applicant.name`.
    #[must_use]
    pub fn path(&self) -> String {
        let record = self.record.as_ref().map(RecordKey::name).unwrap_or_default();
        match (record.as_str(), self.field) {
            ("", field) => field.to_owned(),
            (record, "") => record.to_owned(),
            (record, field) => format!("{record}.{field}"),
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path(), self.reason)
    }
}

impl Content {
    /// Everything that is wrong with the document; nothing with an
    /// [`Assessment`](super::Assessment).
    #[must_use]
    pub fn flaws(&self) -> Vec<Flaw> {
        let mut flaws: Vec<Flaw> = self.head_flaw().into_iter().collect();
        let mut seen = BTreeSet::new();
        for key in self.keys() {
            flaws.extend(self.flaw(&key));
            if let Some(twice) = seen.replace(key) {
                flaws.push(Flaw {
                    record: Some(twice),
                    field: "id",
                    reason: Rejected::NotOnceEach,
                });
            }
        }
        let too_many = self.too_many().into_iter();
        flaws.extend(too_many.map(|(key, max)| Flaw {
            reason: too_many_of(&key, max),
            record: Some(key),
            field: "",
        }));
        flaws
    }

    /// What is wrong with what stands beside the records.
    fn head_flaw(&self) -> Option<Flaw> {
        let flaw = |field, reason| Some(Flaw { record: None, field, reason });
        if !self.modified.is_near(&self.day) {
            flaw("day", Rejected::OtherDay)
        } else if is_longer(&self.language, LINE_MAX) {
            flaw("language", Rejected::TooLong(LINE_MAX))
        } else {
            None
        }
    }

    /// What is wrong with one record, by itself and with what it names.
    pub(super) fn flaw(&self, key: &RecordKey) -> Option<Flaw> {
        let record = self.record(key);
        let (field, reason) = record.own_flaw().or_else(|| self.reference_flaw(&record))?;
        Some(Flaw { record: Some(key.clone()), field, reason })
    }

    /// What is wrong with what a record names.
    fn reference_flaw(&self, record: &Record) -> Option<(&'static str, Rejected)> {
        let lacks = |id: &EvidenceId| !self.evidence.contains_key(id);
        match record {
            Record::Interface(_, Some(interface)) => {
                let is_there = |end: &Option<super::ComponentId>| {
                    end.as_ref().is_none_or(|id| self.components.iter().any(|one| one.id == *id))
                };
                if !is_there(&interface.from) {
                    Some(("from", Rejected::LooseEnds))
                } else if !is_there(&interface.to) {
                    Some(("to", Rejected::LooseEnds))
                } else {
                    None
                }
            }
            Record::Answer(_, Some(Answer { scoping_analysis: Some(id), .. })) if lacks(id) => {
                Some(("scoping_analysis", Rejected::NoSuchEvidence))
            }
            Record::Link(_, id, Some(_)) if lacks(id) => {
                Some(("evidence", Rejected::NoSuchEvidence))
            }
            Record::Link(..) => {
                self.is_overfull(&record.key()).map(|_| ("", Rejected::TooManyLinks))
            }
            Record::Tick(key, _, true) => {
                let count = self.answers.answer(key).map_or(0, |answer| answer.ticks.len());
                (count > TICKS_MAX).then_some(("", Rejected::TooManyItems(TICKS_MAX)))
            }
            Record::SetAside(id, Some(aside)) => {
                if aside.id() != *id {
                    Some(("requirement", Rejected::OtherId))
                } else {
                    aside.named().any(lacks).then_some(("links", Rejected::NoSuchEvidence))
                }
            }
            Record::Order(_, Some(ids)) => {
                if ids.len() > ORDER_MAX {
                    Some(("", Rejected::TooManyItems(ORDER_MAX)))
                } else {
                    let is_long = ids.iter().any(|id| is_longer(id, LINE_MAX));
                    is_long.then_some(("", Rejected::TooLong(LINE_MAX)))
                }
            }
            _ => None,
        }
    }

    /// Why a record that was read is not to be put in place: it says that it is
    /// another, or what it belongs to is too long already. What a file holds
    /// beyond the limits costs no more than reading it.
    pub(super) fn surplus(&self, record: &Record) -> Option<(&'static str, Rejected)> {
        let key = record.key();
        if let Some(field) = record.other_id() {
            return Some((field, Rejected::OtherId));
        }
        match record {
            Record::Order(_, Some(ids)) if ids.len() > ORDER_MAX => {
                Some((".", Rejected::TooManyItems(ORDER_MAX)))
            }
            _ => self.is_overfull(&key).map(|max| (".", too_many_of(&key, max))),
        }
    }

    /// The first thing that is wrong after these records have moved.
    pub(super) fn flaw_after<'a>(&self, moved: impl Iterator<Item = &'a Record>) -> Option<Flaw> {
        for record in moved {
            let key = record.key();
            if let Some(max) = self.is_overfull(&key) {
                return Some(Flaw { reason: too_many_of(&key, max), record: Some(key), field: "" });
            }
            if let Some(flaw) = self.flaw(&key) {
                return Some(flaw);
            }
            // What named a record that is gone names nothing.
            let names = |other: &RecordKey| {
                matches!(
                    (&key, other),
                    (RecordKey::Component(_), RecordKey::Interface(_))
                        | (
                            RecordKey::Evidence(_),
                            RecordKey::Answer(_) | RecordKey::Link(..) | RecordKey::SetAside(_),
                        )
                )
            };
            if !self.record(&key).is_there()
                && let Some(flaw) =
                    self.keys().iter().filter(|other| names(other)).find_map(|key| self.flaw(key))
            {
                return Some(flaw);
            }
        }
        None
    }
}

fn too_many_of(key: &RecordKey, max: usize) -> Rejected {
    match key {
        RecordKey::Evidence(_) => Rejected::TooManyEvidenceItems,
        RecordKey::Link(..) => Rejected::TooManyLinks,
        _ => Rejected::TooManyItems(max),
    }
}
