//! What is newer, record by record: what the storage has, or what the journal has.
//!
//! A browser writes its local storage to disk late, so a browser that is killed
//! leaves an older state there, whole. Where the journal was out of reach or a
//! transaction of it did not end, the journal has the older state. Both say by
//! the numbers of the journal and a count, never by a clock, what they know of.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    journal::{Entry, Journaled, WHOLE, Whole},
    pointer::Known,
    reading::{Contents, Damaged, Found, Source},
};

/// Where one of the two copies is behind the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Behind {
    /// The storage is to be written whole.
    pub(super) storage: bool,
    /// The journal is to be written whole.
    pub(super) journal: bool,
    /// The records that the journal has not yet, each with the text that it has: another
    /// tab may be about to write them.
    pub(super) records: BTreeMap<String, Option<String>>,
    /// What the storage had, where nothing says for sure that the journal is newer.
    pub(super) stored: Option<BTreeMap<String, String>>,
    /// The storage was written without the journal, and before that the journal without
    /// the storage: what the journal has is older and was never seen there.
    pub(super) is_unseen: bool,
}

/// The newest state of a document.
pub(super) enum Newest {
    /// There is none.
    Nothing,
    /// It was deleted. What is left of it in the storage is to be removed.
    Deleted,
    /// A document, with the names of damaged records that the journal had whole.
    Found(Box<Found>, Behind, BTreeSet<String>),
}

/// The newest state of what is stored and what is in the journal, if that is
/// within reach.
pub(super) fn newest(stored: Contents, journaled: Option<&Journaled>) -> Newest {
    let Some(journaled) = journaled else {
        return match stored {
            Contents::Nothing => Newest::Nothing,
            Contents::Deleted(_) => Newest::Deleted,
            Contents::Found(found) => Newest::Found(found, Behind::default(), BTreeSet::new()),
        };
    };
    match (stored, journaled.whole()) {
        (Contents::Nothing, Some((_, whole))) if whole.trashed.is_none() => {
            of_journal(journaled, &whole)
        }
        (Contents::Nothing, _) => Newest::Nothing,
        // It was taken out of the trash since, and the browser has lost that.
        (Contents::Deleted(known), Some((_, whole)))
            if whole.trashed.is_none() && known.saves > 0 && whole.saves >= known.saves =>
        {
            of_journal(journaled, &whole)
        }
        (Contents::Deleted(_), _) => Newest::Deleted,
        (Contents::Found(mut found), Some((number, whole))) if whole.trashed.is_none() => {
            let (behind, restored) = found.renew(journaled, number, whole.alone);
            Newest::Found(found, behind, restored)
        }
        (Contents::Found(found), Some((_, whole))) if whole.saves >= found.known.saves => {
            Newest::Deleted
        }
        (Contents::Found(found), _) => {
            let behind = Behind { journal: true, ..Behind::default() };
            Newest::Found(found, behind, BTreeSet::new())
        }
    }
}

fn of_journal(journaled: &Journaled, whole: &Whole) -> Newest {
    let found = Found {
        texts: journaled.texts(),
        damaged: damaged_records(journaled).map(damaged_entry).collect(),
        source: Source::Journal,
        incomplete: None,
        pending: None,
        names: BTreeSet::new(),
        leftovers: Vec::new(),
        known: Known { after: journaled.last, alone: whole.alone, saves: whole.saves },
    };
    let journal = !journaled.damaged.is_empty();
    let behind = Behind { storage: true, journal, ..Behind::default() };
    Newest::Found(Box::new(found), behind, BTreeSet::new())
}

/// The damaged entries of records.
fn damaged_records(journaled: &Journaled) -> impl Iterator<Item = &Entry> {
    journaled.damaged.iter().filter(|entry| entry.name != WHOLE)
}

fn damaged_entry(entry: &Entry) -> Damaged {
    Damaged { name: entry.name.clone(), text: entry.text.clone() }
}

impl Found {
    /// Takes the newer text of each record. The journal was written whole with the
    /// entry `whole`, from a state that was saved `alone` so often. Gives also the damaged
    /// records that it had whole.
    fn renew(
        &mut self,
        journaled: &Journaled,
        whole: u64,
        alone: u64,
    ) -> (Behind, BTreeSet<String>) {
        let Known { after, alone: stored_alone, .. } = self.known;
        let is_ahead = stored_alone > alone;
        let is_newer = |number: u64| number > after && !is_ahead;
        let is_short = self.incomplete.is_some();
        let mut damaged = BTreeSet::new();
        damaged.extend(self.damaged.iter().map(|damaged| &damaged.name));
        let mut restored = BTreeSet::new();
        let journal = is_ahead || !journaled.damaged.is_empty();
        // A pointer that is gone says nothing, and a count may have been lost with what was
        // stored last.
        let is_unsure = self.known == Known::default() || !is_ahead && stored_alone != alone;
        let stored = is_unsure.then(|| self.texts.clone());
        let mut behind = Behind { journal, stored, ..Behind::default() };
        for (name, (number, text)) in &journaled.entries {
            let here = self.texts.get(name);
            if *name == WHOLE || here == text.as_ref() && !damaged.contains(name) {
                continue;
            }
            let is_restored = damaged.contains(name) && text.is_some();
            if is_newer(*number) || is_restored || here.is_none() && is_short {
                match text {
                    Some(text) => self.texts.insert(name.clone(), text.clone()),
                    None => self.texts.remove(name),
                };
                if is_restored {
                    restored.insert(name.clone());
                }
                behind.storage = true;
            } else {
                behind.records.insert(name.clone(), text.clone());
                behind.is_unseen |= *number > after;
            }
        }
        let only_here = |name: &String| {
            !journaled.entries.contains_key(name)
                && journaled.damaged.iter().all(|entry| entry.name != *name)
        };
        if self.texts.keys().any(only_here) {
            if is_newer(whole) {
                self.texts.retain(|name, _| !only_here(name));
                behind.storage = true;
            } else {
                let only_here = self.texts.keys().filter(|name| only_here(name));
                behind.records.extend(only_here.map(|name| (name.clone(), None)));
            }
        }
        // The record falls back to what is stored, and that is said.
        let is_lost =
            |entry: &&Entry| is_newer(entry.number) || !self.texts.contains_key(&entry.name);
        let newer = damaged_records(journaled).filter(is_lost);
        self.damaged.extend(newer.map(damaged_entry));
        // What the journal knows is as complete as what was stored then.
        if !is_ahead {
            self.incomplete = None;
        }
        (behind, restored)
    }
}
