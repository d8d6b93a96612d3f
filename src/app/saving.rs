//! Storing an assessment, record by record.

use exready::{
    assessment::{Assessment, AssessmentId, RecordKey, stored},
    bundle::Kept,
};

use super::browser::storage::{self, Trouble};

/// How things stand with storing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nothing has changed since the assessment was opened.
    Unchanged,
    /// Stored at this time of day.
    At(String),
    /// Not stored, and why.
    Not(Trouble),
}

/// Stores what is not stored yet. Evidence comes before the answers that link
/// it and goes after them, so that what is stored half-way holds together; one
/// record that finds no room does not keep the others back.
pub fn store(assessment: &Assessment, unsaved: &mut Vec<RecordKey>) -> Result<(), Trouble> {
    let id = &assessment.id;
    let mut outcome = Ok(());
    let turn = |key: &RecordKey| match key {
        RecordKey::Evidence(id) if assessment.evidence.contains_key(id) => 0,
        RecordKey::Evidence(_) => 2,
        _ => 1,
    };
    for now in 0..=2 {
        unsaved.retain(|key| {
            if turn(key) != now {
                return true;
            }
            let Ok(text) = stored::text(assessment, key) else { return true };
            let put = storage::put(id, &stored::name(key), text.as_deref());
            if let Err(trouble) = put {
                outcome = Err(trouble);
            }
            put.is_err()
        });
    }
    // Last, and only if all the others are there: it says of which editions they are.
    if outcome.is_ok()
        && let Ok(about) = stored::written(&stored::About::of(assessment))
        && let Err(trouble) = storage::put(id, stored::ABOUT, Some(&about))
    {
        outcome = Err(trouble);
    }
    outcome
}

/// Stores the unknown fields of the bundle that an assessment came from, in
/// place of those that were stored.
pub fn store_kept(id: &AssessmentId, kept: &Kept) -> Result<(), Trouble> {
    // What has a written form is all there is to keep.
    let text = stored::written(kept).ok().filter(|_| !kept.is_empty());
    storage::put(id, storage::KEPT, text.as_deref())
}
