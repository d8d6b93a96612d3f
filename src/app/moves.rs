//! What has moved, so that a screen draws anew what it shows of that and no more.

use exready::catalogue::{PartId, RequirementKey};
use leptos::prelude::*;

/// Signals that go up with the changes of the open assessment. A figure of a
/// requirement, a group or a foundational requirement hangs on the signals of
/// its rows; whatever else is shown hangs on the one of all changes.
#[derive(Clone, Copy)]
pub struct Moves {
    any: RwSignal<u32>,
    /// Goes up with what stands beside answers and evidence.
    beside: RwSignal<u32>,
    /// Goes up with evidence items and the links to them.
    evidence: RwSignal<u32>,
    /// By part and row.
    rows: StoredValue<Vec<Vec<RwSignal<u32>>>, LocalStorage>,
}

impl Moves {
    /// Nothing has moved yet.
    pub fn new() -> Self {
        let rows_of = |part: PartId| part.part().keys().map(|_| RwSignal::new(0)).collect();
        Self {
            any: RwSignal::new(0),
            beside: RwSignal::new(0),
            evidence: RwSignal::new(0),
            rows: StoredValue::new_local(PartId::ALL.map(rows_of).into()),
        }
    }

    /// Calls the reader again with every change.
    pub fn track(self) {
        self.any.track();
    }

    /// Calls the reader again when something beside answers and evidence may have moved.
    pub fn track_beside(self) {
        self.beside.track();
    }

    /// Calls the reader again when an evidence item or a link to one may have moved.
    pub fn track_evidence(self) {
        self.evidence.track();
    }

    /// Calls the reader again when the answer, the evidence, the scope, the results
    /// or the findings of one of these requirements may have moved.
    pub fn track_rows(self, keys: impl Iterator<Item = RequirementKey>) {
        self.rows.with_value(|rows| {
            keys.filter_map(|key| signal(rows, key)).for_each(|row| row.track());
        });
    }

    /// Everything may have moved.
    pub fn all(self) {
        self.beside();
        self.evidence();
        self.rows(PartId::ALL.into_iter().flat_map(|part| part.part().keys()));
    }

    /// Something beside answers and evidence has moved.
    pub fn beside(self) {
        raise(self.beside);
    }

    /// Evidence items have moved, or links to them.
    pub fn evidence(self) {
        raise(self.evidence);
    }

    /// These requirements have moved, and what hangs on all of them.
    pub fn rows(self, keys: impl Iterator<Item = RequirementKey>) {
        self.rows.with_value(|rows| keys.filter_map(|key| signal(rows, key)).for_each(raise));
        raise(self.any);
    }
}

fn signal(rows: &[Vec<RwSignal<u32>>], key: RequirementKey) -> Option<RwSignal<u32>> {
    rows.get(key.part() as usize)?.get(key.row()).copied()
}

fn raise(signal: RwSignal<u32>) {
    signal.update(|count| *count = count.wrapping_add(1));
}
