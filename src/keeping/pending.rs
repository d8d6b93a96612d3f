//! Edits: the records that one command moved, stored all or none.
//!
//! An edit first writes one record, `pending`, that holds all its texts; then
//! the records; then it removes `pending`. Opening rolls a whole `pending`
//! forward. So an edit is saved once `pending` is, and where there is no room
//! for `pending`, nothing of the edit is stored.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    failure::SaveError,
    layout::{Place, record},
    pointer::{Counts, Current, Known, Pointer, current},
    seal::{sealed, unsealed},
    store::{Store, StoreError, Write},
};
use crate::assessment::{AssessmentId, stored};

/// What an edit stores and removes, by the names of the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) put: BTreeMap<String, String>,
    pub(super) remove: BTreeSet<String>,
}

/// The content of the record `pending`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pending {
    /// The generation it belongs to.
    pub(super) generation: u64,
    /// The records that it stores.
    pub(super) put: BTreeMap<String, String>,
    /// The records that it removes.
    pub(super) remove: BTreeSet<String>,
    /// How many records there are afterwards.
    pub(super) records: Counts,
    /// The [`Pointer::known`] that goes with it.
    pub(super) known: Known,
}

impl Pending {
    /// Whether it stores or removes the record of this name.
    pub(super) fn moves(&self, name: &str) -> bool {
        self.put.contains_key(name) || self.remove.contains(name)
    }

    /// Writes the records, then removes `pending`. Doing it twice does no harm.
    pub(super) fn apply(&self, store: &dyn Store, id: &AssessmentId) -> Result<(), StoreError> {
        let remove = |name| Write::Remove { name };
        let at = |name: &String| record(id, self.generation, name);
        // First what makes room.
        let mut writes: Vec<Write> = self.remove.iter().map(|name| remove(at(name))).collect();
        let puts = self.put.iter();
        writes.extend(puts.map(|(name, text)| {
            let name = at(name);
            Write::Put { text: sealed(&name, text), name }
        }));
        let text = Pointer::complete(self.generation, self.records.clone(), self.known).text(id);
        writes.push(Write::Put { name: Place::Current.name(id), text });
        writes.push(remove(Place::Pending.name(id)));
        store.commit(&writes)
    }
}

/// How a document is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stored {
    /// The present generation.
    pub(super) generation: u64,
    /// The names of its records.
    pub(super) names: BTreeSet<String>,
    /// An edit that is saved, and found no room yet for its records.
    pub(super) pending: Option<Pending>,
}

/// What became of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EditOutcome {
    /// It is stored.
    Saved,
    /// Nothing was written: the user, or another program, has cleared the storage.
    GenerationGone,
}

impl Stored {
    /// The pointer to its generation; `None` if the user, or another program, has cleared
    /// the storage.
    pub(super) fn pointer(
        &self,
        store: &dyn Store,
        id: &AssessmentId,
    ) -> Result<Option<Pointer>, SaveError> {
        match current(store, id)? {
            Current::Newer => Err(SaveError::Newer),
            Current::Here(pointer) if pointer.generation == self.generation => Ok(Some(pointer)),
            Current::Here(_) => Err(SaveError::Replaced),
            Current::Deleted(_) => Err(SaveError::Deleted),
            Current::Absent | Current::Damaged(_) => Ok(None),
        }
    }

    /// Stores an edit, all or nothing, where there are so many `records` before it. What
    /// is stored then knows so much of the journal.
    pub(super) fn edit(
        &mut self,
        store: &dyn Store,
        id: &AssessmentId,
        edit: Edit,
        records: &Counts,
        known: Known,
    ) -> Result<EditOutcome, SaveError> {
        let pending = self.merged(store, id, edit, records, known);
        let name = Place::Pending.name(id);
        let text = sealed(&name, &stored::written(&pending).unwrap_or_default());
        store.commit(&[Write::Put { name, text }])?;
        self.names.retain(|name| !pending.remove.contains(name));
        self.names.extend(pending.put.keys().cloned());
        // What fails from here on is done with the next edit, or at the next opening.
        self.pending = pending.apply(store, id).is_err().then_some(pending);
        Ok(EditOutcome::Saved)
    }

    /// Whether this is what is stored of a record.
    pub(super) fn has(
        &self,
        store: &dyn Store,
        id: &AssessmentId,
        name: &str,
        text: Option<&str>,
    ) -> bool {
        if let Some(pending) = self.pending.as_ref().filter(|pending| pending.moves(name)) {
            return pending.put.get(name).map(String::as_str) == text;
        }
        let name = record(id, self.generation, name);
        let text = text.map(|text| sealed(&name, text));
        store.get(&name) == Ok(text)
    }

    /// The edit that is saved and not through yet, of this tab or of another one.
    fn under_way(&self, store: &dyn Store, id: &AssessmentId) -> Option<Pending> {
        let name = Place::Pending.name(id);
        let stored = store.get(&name).ok().flatten();
        let stored = stored.and_then(|text| stored::read(unsealed(&name, &text).ok()?));
        let of_another = stored.filter(|other: &Pending| other.generation == self.generation);
        of_another.or_else(|| self.pending.clone())
    }

    /// The edit together with the one before it, if that is not through.
    fn merged(
        &self,
        store: &dyn Store,
        id: &AssessmentId,
        edit: Edit,
        records: &Counts,
        known: Known,
    ) -> Pending {
        let mut pending = self.under_way(store, id).unwrap_or(Pending {
            generation: self.generation,
            put: BTreeMap::new(),
            remove: BTreeSet::new(),
            records: records.clone(),
            known,
        });
        pending.known = known;
        // The storage is asked, for another tab may have added or removed the record.
        let is_there = |pending: &Pending, name: &String| {
            let is_stored = || store.get(&record(id, self.generation, name)) != Ok(None);
            pending.put.contains_key(name) || !pending.remove.contains(name) && is_stored()
        };
        let Edit { put, remove } = edit;
        for name in remove.into_iter().filter(|name| !put.contains_key(name)) {
            if is_there(&pending, &name) {
                pending.records.take(&name);
            }
            pending.put.remove(&name);
            pending.remove.insert(name);
        }
        for (name, text) in put {
            if !is_there(&pending, &name) {
                pending.records.add(&name);
            }
            pending.remove.remove(&name);
            pending.put.insert(name, text);
        }
        pending
    }
}
