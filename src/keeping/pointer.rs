//! The pointer: which generation of a document is the present one, with the
//! mark that it is complete.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
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
    /// The number of the last entry of the journal that what is stored here knows
    /// of: later entries are newer. `None` if the journal was out of reach, so that
    /// what is stored here is newer.
    #[serde(default = "nothing")]
    pub(super) after: Option<u64>,
}

/// What a pointer knows of the journal that was written before there was one.
#[allow(clippy::unnecessary_wraps)]
const fn nothing() -> Option<u64> {
    Some(0)
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
    Deleted,
    /// A pointer.
    Here(Pointer),
}

impl Pointer {
    /// The pointer to a complete generation.
    pub(super) const fn complete(generation: u64, records: Counts, after: Option<u64>) -> Self {
        Self { schema: SCHEMA, generation, complete: true, records, after }
    }

    /// What says that a document was deleted. It is shorter than any other
    /// pointer, so that it can always take its place.
    pub(super) const fn deleted() -> Self {
        let records = Counts(BTreeMap::new());
        Self { schema: SCHEMA, generation: 0, complete: false, records, after: None }
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
        Some(pointer) if pointer.generation == 0 => Current::Deleted,
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
        let fewer = |(group, count): (&String, &usize)| {
            let missing = count.saturating_sub(there.0.get(group).copied().unwrap_or(0));
            (missing > 0).then(|| (group.clone(), missing))
        };
        self.0.iter().filter_map(fewer).collect()
    }
}

fn group(name: &str) -> &str {
    let depth =
        if ["answer/", "link/", "tick/"].iter().any(|kind| name.starts_with(kind)) { 2 } else { 1 };
    let end = name.match_indices('/').nth(depth - 1).map_or(name.len(), |(place, _)| place);
    &name[..end]
}
