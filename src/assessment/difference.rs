//! In what two states of a document differ.

use std::collections::BTreeSet;

use super::{Content, ListKey, NoteSubject, Record, RecordKey};

/// In what a document differs from an earlier state of itself, by what the user knows:
/// the links, ticks and notes of an answer stand for the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What was there then and is gone.
    pub only_then: Vec<RecordKey>,
    /// What has come since.
    pub only_now: Vec<RecordKey>,
    /// What is there in both, with another content.
    pub changed: Vec<RecordKey>,
}

impl Difference {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.only_then.is_empty() && self.only_now.is_empty() && self.changed.is_empty()
    }

    /// In what `now` differs from `then`.
    #[must_use]
    pub fn between(then: &Content, now: &Content) -> Self {
        let mut difference = Self::default();
        let mut keys = BTreeSet::new();
        keys.extend(now.differing(then).into_iter().map(shown));
        for key in keys {
            let keys = match (is_there(then, &key), is_there(now, &key)) {
                (true, false) => &mut difference.only_then,
                (false, true) => &mut difference.only_now,
                _ => &mut difference.changed,
            };
            keys.push(key);
        }
        difference
    }
}

/// The record under which the user knows this one.
fn shown(key: RecordKey) -> RecordKey {
    match key {
        RecordKey::Link(key, _)
        | RecordKey::Tick(key, _)
        | RecordKey::Note(NoteSubject::Answer(key))
        | RecordKey::Order(ListKey::Links(key)) => RecordKey::Answer(key),
        RecordKey::Note(NoteSubject::SetAside(id)) => RecordKey::SetAside(id),
        other => other,
    }
}

fn is_there(content: &Content, key: &RecordKey) -> bool {
    match key {
        RecordKey::Answer(key) => {
            content.answers.answer(key).is_some()
                || content.notes.contains_key(&NoteSubject::Answer(key.clone()))
        }
        key => content.record(key).is_there(),
    }
}

impl Content {
    /// The records in which it differs from another state, in the order in which
    /// records are stored.
    fn differing(&self, other: &Self) -> Vec<RecordKey> {
        let mut keys = BTreeSet::new();
        keys.extend(self.keys());
        keys.extend(other.keys());
        keys.into_iter().filter(|key| self.record(key) != other.record(key)).collect()
    }

    /// The records to be put in place so that it holds what the other state holds.
    pub(super) fn made_into(&self, other: &Self) -> Vec<Record> {
        let records: Vec<Record> =
            self.differing(other).iter().map(|key| other.record(key)).collect();
        // A link goes before its item, and an item comes before its links.
        let (there, gone): (Vec<Record>, Vec<Record>) =
            records.into_iter().partition(Record::is_there);
        gone.into_iter().rev().chain(there).collect()
    }
}
