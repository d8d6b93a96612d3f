//! What stands in the storage under one assessment, read and never written.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    failure::Failure,
    layout::{CURRENT, PENDING, Place, refuse_newer},
    pending::Pending,
    pointer::{Counts, Current, Known, Pointer, current},
    prerelease,
    seal::unsealed,
    store::{Store, StoreError},
};
use crate::assessment::{Assessment, AssessmentId, Moment, RecordKey, Timestamp, stored};

/// What reading finds.
pub(super) enum Contents {
    /// Nothing is stored.
    Nothing,
    /// The document was deleted; some of its texts may be left.
    Deleted(Known),
    /// A document.
    Found(Box<Found>),
}

/// A document as it stands in the storage.
pub(super) struct Found {
    /// The records by name: those of an edit under way, and all others that are whole.
    pub(super) texts: BTreeMap<String, String>,
    /// The texts that are not as they were written.
    pub(super) damaged: Vec<Damaged>,
    /// Where the records stand.
    pub(super) source: Source,
    /// What is missing, unless it is known to be complete.
    pub(super) incomplete: Option<Incomplete>,
    /// The edit that was under way.
    pub(super) pending: Option<Pending>,
    /// The names of all records, damaged ones included.
    pub(super) names: BTreeSet<String>,
    /// The texts that belong to no present record.
    pub(super) leftovers: Vec<Place>,
    /// The [`Pointer::known`] of it.
    pub(super) known: Known,
}

/// Where the records of a document stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// In this generation.
    Generation(u64),
    /// Where pre-release versions stored them.
    Prerelease,
    /// In the journal alone.
    Journal,
}

/// A stored text that is not as it was written, or says nothing that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// The name of the record.
    pub name: String,
    /// The text as it is stored; `None` if the storage does not give it.
    pub text: Option<String>,
}

/// What is known of a document that is not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incomplete {
    /// The kinds of records of which some are missing, such as `answer/4-1`, and
    /// how many. Without the pointer only those are known that every document has.
    pub missing: BTreeMap<String, usize>,
}

/// What is missing, such as `answer 4-1: 6`.
pub(super) fn missing_texts(missing: &BTreeMap<String, usize>) -> Vec<String> {
    missing.iter().map(|(group, count)| format!("{}: {count}", group.replace('/', " "))).collect()
}

/// Reads a document. Each text is read once at most.
///
/// # Errors
/// [`Failure::Newer`] and [`Failure::Denied`].
pub(super) fn read(
    store: &dyn Store,
    id: &AssessmentId,
    places: &[Place],
) -> Result<Contents, Failure> {
    refuse_newer(places)?;
    let has_pointer = places.contains(&Place::Current);
    let current = if has_pointer { current(store, id)? } else { Current::Absent };
    let (pointer, damaged) = match current {
        Current::Newer => return Err(Failure::Newer),
        Current::Deleted(known) => return Ok(Contents::Deleted(known)),
        Current::Here(pointer) => (Some(pointer), None),
        Current::Absent => (None, None),
        Current::Damaged(text) => (None, Some(Damaged { name: CURRENT.to_owned(), text })),
    };
    let source = match &pointer {
        Some(pointer) => Some(Source::Generation(pointer.generation)),
        None => likely_source(places, damaged.is_some()),
    };
    let Some(source) = source else { return Ok(Contents::Nothing) };
    let mut found = Found {
        texts: BTreeMap::new(),
        damaged: damaged.into_iter().collect(),
        source,
        incomplete: None,
        pending: None,
        names: BTreeSet::new(),
        leftovers: Vec::new(),
        // Without a pointer nobody knows: the journal is asked first.
        known: pointer.as_ref().map(|pointer| pointer.known).unwrap_or_default(),
    };
    found.read_records(store, id, places)?;
    if places.contains(&Place::Pending) {
        found.read_pending(store, id)?;
    }
    found.judge(pointer);
    Ok(Contents::Found(Box::new(found)))
}

/// Where the records stand if no pointer says so. The record `about` is written
/// last in a new generation: where it is, all others are likely to be.
fn likely_source(places: &[Place], was_converted: bool) -> Option<Source> {
    let mut generations: BTreeMap<u64, (bool, usize)> = BTreeMap::new();
    for place in places {
        if let Place::Record { generation, name } = place {
            let (has_about, count) = generations.entry(*generation).or_default();
            *has_about |= name == stored::ABOUT;
            *count += 1;
        }
    }
    let whole =
        generations.iter().filter(|(_, (has_about, _))| *has_about).map(|(key, _)| *key).max();
    let fullest = generations.iter().max_by_key(|(_, (_, count))| *count).map(|(key, _)| *key);
    let is_prerelease = places.iter().any(|place| matches!(place, Place::Prerelease { .. }));
    match (whole, is_prerelease) {
        (Some(whole), true) if was_converted => Some(Source::Generation(whole)),
        (_, true) => Some(Source::Prerelease),
        (whole, false) => whole.or(fullest).map(Source::Generation),
    }
}

impl Found {
    fn read_records(
        &mut self,
        store: &dyn Store,
        id: &AssessmentId,
        places: &[Place],
    ) -> Result<(), Failure> {
        let mut prerelease = BTreeMap::new();
        for place in places {
            let name = match (place, self.source) {
                (Place::Record { generation, name }, Source::Generation(present))
                    if *generation == present =>
                {
                    name
                }
                (Place::Prerelease { name }, Source::Prerelease) => name,
                (Place::Current | Place::Pending, _) => continue,
                (leftover, _) => {
                    self.leftovers.push(leftover.clone());
                    continue;
                }
            };
            let stored_name = place.name(id);
            match (store.get(&stored_name), self.source) {
                // Another tab has removed it since.
                (Ok(None), _) => continue,
                (Ok(Some(text)), Source::Prerelease) => {
                    prerelease.insert(name.clone(), text);
                }
                (Ok(Some(text)), Source::Generation(_) | Source::Journal) => {
                    match unsealed(&stored_name, &text) {
                        Ok(json) => {
                            self.texts.insert(name.clone(), json.to_owned());
                        }
                        Err(_) => {
                            self.damaged.push(Damaged { name: name.clone(), text: Some(text) });
                        }
                    }
                }
                (Err(StoreError::Damaged), _) => {
                    self.damaged.push(Damaged { name: name.clone(), text: None });
                }
                (Err(error), _) => return Err(error.into()),
            }
            self.names.insert(name.clone());
        }
        if self.source == Source::Prerelease {
            let names = prerelease.iter();
            let converted =
                prerelease::convert(names.map(|(name, text)| (name.as_str(), text.as_str())));
            self.texts = converted.texts;
            let left = converted.left.into_iter();
            self.damaged.extend(left.map(|name| {
                let text = prerelease.get(&name).cloned();
                Damaged { name, text }
            }));
        }
        Ok(())
    }

    /// Rolls the edit forward that was under way, as far as this document is
    /// concerned: its texts take the places of the stored ones.
    fn read_pending(&mut self, store: &dyn Store, id: &AssessmentId) -> Result<(), Failure> {
        let stored_name = Place::Pending.name(id);
        let damaged = match store.get(&stored_name) {
            Ok(None) => return Ok(()),
            Ok(Some(text)) => {
                match unsealed(&stored_name, &text).ok().and_then(stored::read::<Pending>) {
                    Some(pending) if self.source == Source::Generation(pending.generation) => {
                        for name in &pending.remove {
                            self.texts.remove(name);
                            self.names.remove(name);
                        }
                        self.texts.extend(pending.put.clone());
                        self.names.extend(pending.put.keys().cloned());
                        self.damaged.retain(|damaged| !pending.moves(&damaged.name));
                        self.known = pending.known;
                        self.pending = Some(pending);
                        return Ok(());
                    }
                    // An edit of a generation that was replaced.
                    Some(_) => {
                        self.leftovers.push(Place::Pending);
                        return Ok(());
                    }
                    None => Damaged { name: PENDING.to_owned(), text: Some(text) },
                }
            }
            Err(StoreError::Damaged) => Damaged { name: PENDING.to_owned(), text: None },
            Err(error) => return Err(error.into()),
        };
        self.damaged.push(damaged);
        self.leftovers.push(Place::Pending);
        Ok(())
    }

    /// Says what is missing, by the mark of completion.
    fn judge(&mut self, pointer: Option<Pointer>) {
        let there = Counts::of(&self.names);
        let (is_marked, expected) = match (pointer, self.source) {
            (Some(pointer), _) => {
                let after = self.pending.as_ref().map(|pending| pending.records.clone());
                (pointer.complete, after.unwrap_or(pointer.records))
            }
            // Pre-release versions had no mark, and wrote this record last.
            (None, Source::Prerelease) => (self.names.contains(stored::ABOUT), Counts::default()),
            (None, Source::Generation(_) | Source::Journal) => (false, Counts::of(&always_there())),
        };
        let missing = expected.missing(&there);
        if !is_marked || !missing.is_empty() {
            self.incomplete = Some(Incomplete { missing });
        }
    }
}

/// The names of the records that every document has.
fn always_there() -> BTreeSet<String> {
    let moment = Timestamp::try_from("1970-01-01T00:00:00Z".to_owned());
    let empty =
        moment.map(|now| Assessment::new(AssessmentId::from_random([0; 16]), &Moment::in_utc(now)));
    let keys = empty.map(|empty| empty.keys()).unwrap_or_default();
    let names = keys.iter().map(RecordKey::name);
    names.chain([stored::ABOUT.to_owned()]).collect()
}
