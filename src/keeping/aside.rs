//! Copies of damaged texts, kept so that they can be repaired: no damaged text
//! is overwritten before its copy is safe.

use std::collections::BTreeMap;

use super::{
    layout,
    reading::Damaged,
    store::{Store, StoreError},
};
use crate::assessment::AssessmentId;

/// Copies damaged texts aside, and gives back those for which there is no room.
pub(super) fn secure(store: &dyn Store, id: &AssessmentId, damaged: Vec<Damaged>) -> Vec<Damaged> {
    damaged.into_iter().filter(|damaged| copy(store, id, damaged).is_err()).collect()
}

fn copy(store: &dyn Store, id: &AssessmentId, damaged: &Damaged) -> Result<(), StoreError> {
    // Where the storage itself gives no text, there is nothing to lose.
    let Some(text) = &damaged.text else { return Ok(()) };
    for number in 1.. {
        let name = layout::aside(id, &damaged.name, number);
        match store.get(&name)? {
            // Copied before a crash, or damaged in the same way once more.
            Some(copied) if copied == *text => break,
            Some(_) => {}
            None => return store.put(&name, text),
        }
    }
    Ok(())
}

/// All copies among these names, by the id of their assessment and the name of
/// the record; what the storage does not give is left out.
///
/// # Errors
/// [`StoreError::Denied`].
pub(super) fn copies(
    store: &dyn Store,
    names: &[String],
) -> Result<BTreeMap<String, String>, StoreError> {
    let mut copies = BTreeMap::new();
    for name in names {
        if let Some(record) = layout::aside_name(name) {
            match store.get(name) {
                Ok(Some(text)) => {
                    copies.insert(record.to_owned(), text);
                }
                Ok(None) | Err(StoreError::Damaged) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(copies)
}
