//! Generations: what replaces a document as a whole is written beside it
//! completely, one write of the pointer makes it the present one, and only then
//! the old one is removed.

use std::collections::BTreeMap;

use super::{
    failure::SaveError,
    journal::Reached,
    layout::{Place, next_generation, places, record, refuse_newer},
    pending::Stored,
    pointer::{Counts, Current, Known, Pointer, current},
    seal::sealed,
    store::{Store, StoreError, Write},
};
use crate::assessment::{AssessmentId, stored};

/// Stores a document whole, in place of what is stored under its id. Until the
/// pointer is switched, what was stored before is untouched. `reached` and `known`
/// are what the document knows of the journal.
///
/// # Errors
/// Nothing has changed then. [`SaveError::Full`] says how many bytes are missing
/// for both states.
pub(super) fn write(
    store: &dyn Store,
    id: &AssessmentId,
    texts: &BTreeMap<String, String>,
    reached: Option<Reached>,
    known: &mut Known,
) -> Result<Stored, SaveError> {
    let places = places(store, id)?;
    refuse_newer(&places)?;
    let before = match current(store, id)? {
        Current::Newer => return Err(SaveError::Newer),
        Current::Here(pointer) => pointer.known,
        Current::Deleted(known) => known,
        Current::Absent | Current::Damaged(_) => Known::default(),
    };
    let generation = next_generation(&places);
    let put = |(name, text): (&String, &String)| {
        let name = record(id, generation, name);
        Write::Put { text: sealed(&name, text), name }
    };
    // The record `about` comes last, so that it tells of all others.
    let (about, others): (Vec<_>, Vec<_>) =
        texts.iter().partition(|(name, _)| *name == stored::ABOUT);
    let records: Vec<Write> = others.into_iter().chain(about).map(put).collect();
    let pointer =
        Pointer::complete(generation, Counts::of(texts.keys()), known.next_whole(before, reached));
    let switch = Write::Put { name: Place::Current.name(id), text: pointer.text(id) };

    let written = store.commit(&records).map_err(|error| with_room_for(error, &switch));
    if let Err(error) = written.and_then(|()| store.commit(&[switch])) {
        let _ = remove(store, texts.keys().map(|name| record(id, generation, name)));
        return Err(error.into());
    }
    // What cannot be removed now is removed at the next opening.
    let _ = remove_places(store, id, &places);
    Ok(Stored { generation, names: texts.keys().cloned().collect(), pending: None })
}

/// The same, with room for one more write.
const fn with_room_for(error: StoreError, write: &Write) -> StoreError {
    match error {
        StoreError::Full { missing: Some(missing) } => {
            StoreError::Full { missing: Some(missing + write.size()) }
        }
        other => other,
    }
}

/// Removes a document for good. The pointer says so first, in one write; what a
/// crash leaves of it then is removed at the next opening or listing. The pointer
/// stays, so that another tab that has the document open does not revive it.
///
/// # Errors
/// [`SaveError::Newer`] and [`SaveError::Denied`].
pub fn delete(store: &dyn Store, id: &AssessmentId) -> Result<(), SaveError> {
    let places = places(store, id)?;
    refuse_newer(&places)?;
    let known = match current(store, id)? {
        Current::Newer => return Err(SaveError::Newer),
        Current::Deleted(_) if places == [Place::Current] => return Ok(()),
        Current::Here(Pointer { known, .. }) | Current::Deleted(known) => known,
        Current::Absent | Current::Damaged(_) => Known::default(),
    };
    let mark = || store.put(&Place::Current.name(id), &Pointer::deleted(known).text(id));
    let is_marked = match mark() {
        Ok(()) => true,
        // It takes less room than a pointer. Where there was none, what a crash
        // leaves opens as incomplete, for the record `about` goes first.
        Err(StoreError::Full { .. }) => false,
        Err(error) => return Err(error.into()),
    };
    let is_about = |place: &&Place| match place {
        Place::Record { name, .. } | Place::Prerelease { name } => name == stored::ABOUT,
        _ => false,
    };
    let (about, others): (Vec<&Place>, Vec<&Place>) = places.iter().partition(is_about);
    let names = about.into_iter().chain(others).filter(|place| **place != Place::Current);
    remove(store, names.map(|place| place.name(id)))?;
    if !is_marked && mark().is_err() {
        store.remove(&Place::Current.name(id))?;
    }
    Ok(())
}

/// How often the stored document was saved; 0 where none is stored. It goes with the mark
/// of the trash ([`Whole::saves`](super::journal::Whole::saves)).
///
/// # Errors
/// [`StoreError::Denied`].
pub fn saves(store: &dyn Store, id: &AssessmentId) -> Result<u64, StoreError> {
    Ok(match current(store, id)? {
        Current::Here(Pointer { known, .. }) | Current::Deleted(known) => known.saves,
        Current::Absent | Current::Damaged(_) | Current::Newer => 0,
    })
}

/// Removes what [`delete`] leaves: no tab can have the document open any more.
///
/// # Errors
/// [`StoreError::Denied`].
pub fn forget(store: &dyn Store, id: &AssessmentId) -> Result<(), StoreError> {
    match current(store, id)? {
        Current::Deleted(_) => store.remove(&Place::Current.name(id)),
        _ => Ok(()),
    }
}

/// Removes these texts, all but the pointer.
///
/// # Errors
/// As [`Store::commit`].
pub(super) fn remove_places(
    store: &dyn Store,
    id: &AssessmentId,
    places: &[Place],
) -> Result<(), StoreError> {
    let others = places.iter().filter(|place| **place != Place::Current);
    remove(store, others.map(|place| place.name(id)))
}

fn remove(store: &dyn Store, names: impl Iterator<Item = String>) -> Result<(), StoreError> {
    store.commit(&names.map(|name| Write::Remove { name }).collect::<Vec<_>>())
}
