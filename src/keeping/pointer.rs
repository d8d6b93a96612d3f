//! The pointer: which generation of a document is the present one, with the
//! mark that it is complete.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    journal::Reached,
    layout::{Place, SCHEMA},
    seal::{sealed, unsealed},
    store::{Store, StoreError},
};
use crate::assessment::{AssessmentId, stored};

/// The content of the record `current`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pointer {
    /// The number of the layout. Later layouts keep this field and the checksum,
    /// so that this version knows to keep off.
    schema: u32,
    /// The present generation, from 1; 0 says that the document was deleted.
    pub(super) generation: u64,
    /// Whether the generation was written whole.
    pub(super) complete: bool,
    /// How many records there are.
    pub(super) records: Counts,
    /// What is stored here knows so much of the journal.
    #[serde(default)]
    pub(super) known: Known,
}

/// What a state in the storage knows of the journal. By it the newer of the two is
/// found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    /// The number of the last entry that it knows of: later entries are newer.
    pub(super) after: u64,
    /// How often the document was saved while the journal was out of reach. The journal
    /// repeats the count ([`Whole::alone`](super::journal::Whole::alone)) once it has
    /// what was saved: as long as it has not, what is stored is newer.
    pub(super) alone: u64,
    /// How often the document was saved. So a tab sees that another one has saved it
    /// since, and of a deletion and a state it is known which one is the later.
    pub(super) saves: u64,
}

impl Known {
    /// What the next state in the storage says, where the present one says `stored`;
    /// `reached` is `None` while the journal is out of reach. This is all that the
    /// states of the document have ever said: the journal must not use a number again
    /// that one of them has named.
    pub(super) fn next(&mut self, stored: Self, reached: Option<Reached>) -> Self {
        let after = match reached {
            None => stored.after,
            // Another tab is ahead, and what is on the way here takes a higher number
            // than is expected.
            Some(reached) if stored.after > reached.expected => reached.read,
            Some(reached) => reached.expected,
        };
        self.after = self.after.max(stored.after).max(after);
        self.alone = self.alone.max(stored.alone) + u64::from(reached.is_none());
        self.saves = self.saves.max(stored.saves) + 1;
        Self { after, ..*self }
    }

    /// The same for a state that replaces the present one as a whole: it knows of all that
    /// the present one knew.
    pub(super) fn next_whole(&mut self, stored: Self, reached: Option<Reached>) -> Self {
        let next = self.next(stored, reached);
        Self { after: next.after.max(stored.after), ..next }
    }
}

/// Any pointer, of whatever layout.
#[derive(Deserialize)]
struct AnyPointer {
    schema: u32,
}

/// What stands in the place of the pointer.
pub(super) enum Current {
    /// Nothing.
    Absent,
    /// Something unreadable; its text, if the storage gives it.
    Damaged(Option<String>),
    /// The pointer of a later layout.
    Newer,
    /// The document was deleted; texts of it may be left.
    Deleted(Known),
    /// A pointer.
    Here(Pointer),
}

impl Pointer {
    /// The pointer to a complete generation.
    pub(super) const fn complete(generation: u64, records: Counts, known: Known) -> Self {
        Self { schema: SCHEMA, generation, complete: true, records, known }
    }

    /// What says that a document was deleted. It is shorter than any other
    /// pointer, so that it can always take its place.
    pub(super) fn deleted(known: Known) -> Self {
        let records = Counts::default();
        Self { schema: SCHEMA, generation: 0, complete: false, records, known }
    }

    /// The text to be stored for this assessment.
    pub(super) fn text(&self, id: &AssessmentId) -> String {
        // All that stands in it can be written.
        sealed(&Place::Current.name(id), &stored::written(self).unwrap_or_default())
    }
}

/// Reads the pointer of an assessment.
///
/// # Errors
/// [`StoreError::Denied`].
pub(super) fn current(store: &dyn Store, id: &AssessmentId) -> Result<Current, StoreError> {
    let name = Place::Current.name(id);
    let text = match store.get(&name) {
        Ok(None) => return Ok(Current::Absent),
        Ok(Some(text)) => text,
        Err(StoreError::Damaged) => return Ok(Current::Damaged(None)),
        Err(error) => return Err(error),
    };
    let Ok(json) = unsealed(&name, &text) else { return Ok(Current::Damaged(Some(text))) };
    if stored::read::<AnyPointer>(json).is_some_and(|any| any.schema > SCHEMA) {
        return Ok(Current::Newer);
    }
    Ok(match stored::read::<Pointer>(json) {
        Some(pointer) if pointer.generation == 0 => Current::Deleted(pointer.known),
        Some(pointer) => Current::Here(pointer),
        None => Current::Damaged(Some(text)),
    })
}

/// How many records there are of each group. A group is a kind of record, such as
/// `component`, and of what belongs to requirements also the part: `answer/4-1`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts(BTreeMap<String, usize>);

impl Counts {
    /// The counts of these records.
    pub(super) fn of<'a>(names: impl IntoIterator<Item = &'a String>) -> Self {
        let mut counts = Self::default();
        names.into_iter().for_each(|name| counts.add(name));
        counts
    }

    /// One record more.
    pub(super) fn add(&mut self, name: &str) {
        *self.0.entry(group(name).to_owned()).or_default() += 1;
    }

    /// One record less.
    pub(super) fn take(&mut self, name: &str) {
        if let Some(count) = self.0.get_mut(group(name)) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.0.remove(group(name));
            }
        }
    }

    /// The groups of which `there` has fewer, and how many fewer.
    pub(super) fn missing(&self, there: &Self) -> BTreeMap<String, usize> {
        let mut missing = BTreeMap::new();
        for (group, count) in &self.0 {
            let fewer = count.saturating_sub(there.0.get(group).copied().unwrap_or(0));
            if fewer > 0 {
                missing.insert(group.clone(), fewer);
            }
        }
        missing
    }
}

fn group(name: &str) -> &str {
    let depth =
        if ["answer/", "link/", "tick/"].iter().any(|kind| name.starts_with(kind)) { 2 } else { 1 };
    let end = name.match_indices('/').nth(depth - 1).map_or(name.len(), |(place, _)| place);
    &name[..end]
}
