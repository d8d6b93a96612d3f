//! Copies of damaged texts, kept so that they can be repaired: no damaged text
//! is overwritten before its copy is safe. They stay until the user deletes them.

use super::{
    layout,
    reading::Damaged,
    store::{Store, StoreError},
};
use crate::assessment::AssessmentId;

/// A copy of a damaged text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsideCopy {
    /// Its name in the storage.
    name: String,
    /// The damaged text.
    pub text: String,
}

impl AsideCopy {
    /// What it is called in a file: the id of its assessment, the name of the record
    /// and, if there are several, which of them it is.
    #[must_use]
    pub fn label(&self) -> &str {
        layout::aside_name(&self.name).unwrap_or(&self.name)
    }

    /// The assessment it belongs to; `None` if its name says none.
    #[must_use]
    pub fn assessment(&self) -> Option<AssessmentId> {
        AssessmentId::try_from(self.label().split_once('/')?.0.to_owned()).ok()
    }

    /// The name of the record it is a copy of.
    #[must_use]
    pub fn record(&self) -> &str {
        let record = self.label().split_once('/').map_or(self.label(), |(_, record)| record);
        match record.rsplit_once('~') {
            Some((record, number)) if number.parse::<usize>().is_ok() => record,
            _ => record,
        }
    }

    /// How much it takes in the storage, with its name, in UTF-16 units.
    #[must_use]
    pub fn size(&self) -> usize {
        super::space::units(&self.name) + super::space::units(&self.text)
    }
}

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

/// All copies among these names, in the order of their names; what the storage does
/// not give is left out.
///
/// # Errors
/// [`StoreError::Denied`].
pub(super) fn copies(store: &dyn Store, names: &[String]) -> Result<Vec<AsideCopy>, StoreError> {
    let mut copies = Vec::new();
    for name in names.iter().filter(|name| layout::aside_name(name).is_some()) {
        match store.get(name) {
            Ok(Some(text)) => copies.push(AsideCopy { name: name.clone(), text }),
            Ok(None) | Err(StoreError::Damaged) => {}
            Err(error) => return Err(error),
        }
    }
    // A storage gives names in no order.
    copies.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(copies)
}

/// Deletes these copies, and no other: one that says something else by now was put
/// there since, and stays.
///
/// # Errors
/// [`StoreError::Denied`]; those after the first that fails are still there.
pub fn delete_copies(store: &dyn Store, copies: &[AsideCopy]) -> Result<(), StoreError> {
    for copy in copies {
        if store.get(&copy.name)?.as_ref() == Some(&copy.text) {
            store.remove(&copy.name)?;
        }
    }
    Ok(())
}
