//! A document in memory, and how it is saved.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    aside,
    days::{self, ProgressDays},
    envelope::{self, StoredEnvelope},
    failure::SaveError,
    generation,
    journal::{Reached, Seen},
    pending::{Edit, EditOutcome, Stored},
    pointer::Known,
    reading::{Damaged, missing_texts},
    store::Store,
    transfer::Seal,
};
use crate::{
    assessment::{
        Assessment, Change, Command, Contested, Direction, History, Moment, RecordKey, Rejected,
        Undone, stored,
    },
    results::{self, Results},
};

/// The name of the record that keeps what was lost.
pub(super) const LOST: &str = "lost";

/// An assessment with everything that hangs on it.
#[derive(Debug)]
pub struct Document {
    /// What the user entered.
    pub assessment: Assessment,
    /// What follows from it.
    pub results: Results,
    /// What goes with it into its next bundle.
    pub envelope: StoredEnvelope,
    /// The figures of each day.
    pub days: ProgressDays,
    pub(super) history: History,
    /// The records of later versions, which this one keeps as they are.
    pub(super) unknown: BTreeMap<String, String>,
    /// How it is stored; `None` if it is to be stored whole.
    pub(super) stored: Option<Stored>,
    pub(super) unsaved: Unsaved,
    /// What it knows of the journal; `None` while that is out of reach.
    pub(super) seen: Option<Seen>,
    /// What another tab has written and has no place here yet, such as a link to an item
    /// that was removed here: it waits for the item.
    pub(super) waiting: BTreeMap<String, String>,
    /// What its states in the storage have said of the journal.
    pub(super) known: Known,
    pub(super) unjournaled: Unjournaled,
    /// Damaged texts in the storage of which there is no copy.
    pub(super) unsecured: Vec<Damaged>,
    /// What was missing when it was opened as incomplete, by kind of record, until
    /// the user has dealt with it.
    pub(super) lost: Option<BTreeMap<String, usize>>,
    /// Whether it was deleted elsewhere: nothing is written any more, also where the
    /// mark that says so is gone, until it is to be stored again.
    pub(super) is_deleted: bool,
}

/// What is not stored yet, by the names of the records.
#[derive(Debug, Default)]
pub(super) struct Unsaved {
    /// The document as a whole.
    pub(super) all: bool,
    /// What the user has changed, and what goes with it.
    pub(super) records: BTreeSet<String>,
    /// Figures of days.
    pub(super) days: BTreeSet<String>,
    /// Damaged records of which there is a copy.
    pub(super) discarded: BTreeSet<String>,
}

/// What is not in the journal yet.
#[derive(Debug, Default)]
pub(super) struct Unjournaled {
    /// The document as a whole.
    pub(super) all: bool,
    /// The document as a whole, once something in it changes.
    pub(super) all_with_next: bool,
    /// Records by name, with [`RecordEdit::base`](super::RecordEdit::base).
    pub(super) records: BTreeMap<String, Option<Option<String>>>,
    /// Those of them of which an edit was not written: a later edit that is on its way
    /// counts on it.
    pub(super) failed: BTreeSet<String>,
}

impl Unjournaled {
    /// This record replaces whatever is there.
    fn replace(&mut self, name: String) {
        self.all |= self.all_with_next;
        self.records.insert(name, None);
    }

    /// This record was changed, and had this text before.
    fn change(&mut self, name: String, before: Option<String>) {
        self.all |= self.all_with_next;
        self.records.entry(name).or_insert(Some(before));
    }
}

/// What became of an undo or a redo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stepped {
    /// It is done, and moved this; `None` if that is nothing.
    Done(Option<Moved>),
    /// Another tab has changed the same fields since; nothing was done.
    Contested(Vec<Contested>),
    /// It does not fit what was changed since, and is forgotten.
    Impossible(Rejected),
}

/// What a change moved, so that a screen draws no more than that anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// What moved in the results.
    pub results: results::Moved,
    /// Whether nothing but answers and evidence moved.
    pub is_of_answers: bool,
    /// Whether no evidence item moved, and no link to one.
    pub leaves_evidence: bool,
}

impl Moved {
    pub(super) fn of(change: &Change, results: results::Moved) -> Self {
        Self {
            is_of_answers: change.is_of_answers(),
            leaves_evidence: change.leaves_evidence(),
            results,
        }
    }
}

impl Document {
    /// A document of which nothing is stored. `has_journal` says whether there is one
    /// within reach.
    #[must_use]
    pub fn new(assessment: Assessment, envelope: StoredEnvelope, has_journal: bool) -> Self {
        Self {
            results: results::score(&assessment),
            assessment,
            envelope,
            days: ProgressDays::default(),
            history: History::default(),
            unknown: BTreeMap::new(),
            stored: None,
            unsaved: Unsaved { all: true, ..Unsaved::default() },
            seen: has_journal.then(Seen::default),
            waiting: BTreeMap::new(),
            known: Known::default(),
            unjournaled: Unjournaled { all: true, ..Unjournaled::default() },
            unsecured: Vec::new(),
            lost: None,
            is_deleted: false,
        }
    }

    /// Whether something of it is not stored.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.unsaved.all || !self.unsaved.records.is_empty()
    }

    /// Whether something of it is not in the journal, or on its way there only.
    #[must_use]
    pub fn is_unjournaled(&self) -> bool {
        self.seen.as_ref().is_none_or(|seen| {
            self.unjournaled.all || !self.unjournaled.records.is_empty() || seen.is_on_the_way()
        })
    }

    /// Whether something of it is on its way to the journal.
    #[must_use]
    pub fn is_on_the_way(&self) -> bool {
        self.seen.as_ref().is_some_and(Seen::is_on_the_way)
    }

    /// This record is to be saved, in place of whatever stands there.
    fn touch(&mut self, name: &str) {
        self.unsaved.records.insert(name.to_owned());
        self.unjournaled.replace(name.to_owned());
    }

    /// What is known to have been lost in the storage, in words; `None` if nothing
    /// was, or the user has dealt with it. It is kept with the document.
    #[must_use]
    pub fn lost(&self) -> Option<Vec<String>> {
        self.lost.as_ref().map(missing_texts)
    }

    /// The user has dealt with what was lost.
    pub fn accept_loss(&mut self) {
        if self.lost.take().is_some() {
            self.touch(LOST);
        }
    }

    /// A bundle was made of it. From here on the same file, with the digest that was
    /// shown, comes out until the content changes: what that takes is to be saved.
    pub fn seal(&mut self, seal: &Seal) {
        if self.envelope == seal.envelope {
            return;
        }
        let (before, after) = (self.envelope.texts(), seal.envelope.texts());
        let names = before.keys().chain(after.keys());
        let moved = names.filter(|name| before.get(*name) != after.get(*name));
        let moved: Vec<String> = moved.cloned().collect();
        self.envelope = seal.envelope.clone();
        moved.iter().for_each(|name| self.touch(name));
    }

    /// The damaged texts in the storage of which there is no copy. Nothing is
    /// saved while there are any and no room for copies.
    #[must_use]
    pub fn unsecured(&self) -> &[Damaged] {
        &self.unsecured
    }

    /// Lets the [`unsecured`](Self::unsecured) texts be overwritten: the user has
    /// them as a download.
    pub fn release_unsecured(&mut self) {
        let released = std::mem::take(&mut self.unsecured);
        self.discard(released.into_iter().map(|damaged| damaged.name));
    }

    /// Marks stored records for removal.
    pub(super) fn discard(&mut self, names: impl IntoIterator<Item = String>) {
        let Some(stored) = &self.stored else { return };
        let records = names.into_iter().filter(|name| stored.names.contains(name));
        self.unsaved.discarded.extend(records);
    }

    /// Whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is something to redo.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Carries out a command; `None` if it moved nothing.
    ///
    /// # Errors
    /// [`Rejected`] says why not; nothing was changed then.
    pub fn apply(&mut self, command: Command, now: &Moment) -> Result<Option<Moved>, Rejected> {
        let change = self.history.apply(&mut self.assessment, command, now)?;
        Ok(self.follow(Some(change)))
    }

    /// Takes the last step back, or with `Direction::Redo` the last undo; `None` if
    /// there is none. With `force` also where another tab has changed the same fields
    /// since.
    pub fn step(&mut self, direction: Direction, force: bool, now: &Moment) -> Option<Stepped> {
        let undone = self.history.step(direction, &mut self.assessment, force, now)?;
        Some(match undone {
            Undone::Done(change) => Stepped::Done(self.follow(Some(change))),
            Undone::Contested(fields) => Stepped::Contested(fields),
            Undone::Impossible(reason) => Stepped::Impossible(reason),
        })
    }

    /// Forgets the step that the next undo or redo would take back.
    pub fn forget_step(&mut self, direction: Direction) {
        self.history.forget(direction);
    }

    /// Ends a run of typing.
    pub fn settle(&mut self) {
        self.history.settle();
    }

    /// Brings the results and what is to be saved up to date.
    fn follow(&mut self, change: Option<Change>) -> Option<Moved> {
        let change = change.filter(|change| !change.before.is_empty())?;
        for before in &change.before {
            let name = before.key().name();
            self.unsaved.records.insert(name.clone());
            self.unjournaled.change(name, before.to_value().map(|value| value.to_string()));
        }
        self.touch(stored::ABOUT);
        let moved = Moved::of(&change, self.results.follow(&self.assessment, &change));
        // What waits for an item may have its place now.
        Some(if self.waiting.is_empty() { moved } else { self.accept_waiting() })
    }

    /// Saves what is not stored yet, all or nothing, with the figures of the day.
    ///
    /// # Errors
    /// What is stored is as it was, and what was to be saved is tried again with
    /// the next call.
    pub fn save(&mut self, store: &dyn Store, now: &Moment) -> Result<(), SaveError> {
        if !self.is_unsaved() && self.unsaved.discarded.is_empty() {
            return Ok(());
        }
        if self.is_deleted {
            return Err(SaveError::Deleted);
        }
        self.secure(store)?;
        if self.is_unsaved() {
            for name in self.days.note(&self.results, now) {
                self.unjournaled.replace(name.clone());
                self.unsaved.days.insert(name);
            }
        }
        if !self.unsaved.all {
            let outcome = self.save_edit(store);
            self.is_deleted = outcome == Err(SaveError::Deleted);
            if outcome? == EditOutcome::Saved {
                return Ok(());
            }
        }
        let texts = self.texts();
        let (id, reached) = (&self.assessment.id, self.reached(|| texts.len()));
        self.stored = Some(generation::write(store, id, &texts, reached, &mut self.known)?);
        self.unsaved = Unsaved::default();
        self.is_stored_up_to(reached);
        Ok(())
    }

    /// Copies damaged texts aside, now that there may be room.
    ///
    /// # Errors
    /// [`SaveError::Unsecured`].
    pub(super) fn secure(&mut self, store: &dyn Store) -> Result<(), SaveError> {
        let damaged = std::mem::take(&mut self.unsecured);
        let names: Vec<String> = damaged.iter().map(|damaged| damaged.name.clone()).collect();
        self.unsecured = aside::secure(store, &self.assessment.id, damaged);
        let is_safe = |name: &String| self.unsecured.iter().all(|damaged| damaged.name != *name);
        let safe: Vec<String> = names.into_iter().filter(is_safe).collect();
        self.discard(safe);
        if self.unsecured.is_empty() { Ok(()) } else { Err(SaveError::Unsecured) }
    }

    /// What an edit can say of the journal that is stored where the state `before` it knows
    /// so much; `None` while the journal is out of reach.
    ///
    /// Another tab may have put older texts into the storage. What of this tab is not in
    /// the journal yet is stored again then. Of an entry that the storage has not, also
    /// because that tab found no room for it, the edit does not say that it knows it.
    fn reached_after(&mut self, store: &dyn Store, before: Known) -> Option<Reached> {
        let mut reached = self.reached(|| self.texts().len())?;
        let (stored, seen) = (self.stored.as_ref()?, self.seen.as_ref()?);
        let id = &self.assessment.id;
        let differs = |name: &String| {
            !self.unsaved.records.contains(name)
                && !stored.has(store, id, name, self.text_of(name).as_deref())
        };
        let mut entries = seen.after(before.after);
        // The figures of a day are a convenience: they give way.
        entries.retain(|(name, _)| !days::is_day(name) && differs(name));
        if let Some(first) = entries.iter().map(|(_, number)| *number).min() {
            reached = reached.before(first);
        }
        if before.saves != self.known.saves {
            let own = self.unjournaled.records.keys().chain(seen.on_the_way());
            let own: Vec<String> = own.filter(|name| differs(name)).cloned().collect();
            if !own.is_empty() {
                // This may in turn be put over what the other tab is about to write.
                reached.expected = reached.read;
            }
            self.unsaved.records.extend(own);
        }
        Some(reached)
    }

    /// A state is stored that says this of the journal.
    fn is_stored_up_to(&mut self, reached: Option<Reached>) {
        match (&mut self.seen, reached) {
            (Some(seen), Some(reached)) => seen.is_stored(reached),
            // What is changed from here on is changed from what is stored now.
            _ => self.unjournaled.records.clear(),
        }
    }

    fn save_edit(&mut self, store: &dyn Store) -> Result<EditOutcome, SaveError> {
        // What opened as incomplete is stored whole with its first change.
        let Some(stored) = &self.stored else { return Ok(EditOutcome::GenerationGone) };
        let Some(before) = stored.pointer(store, &self.assessment.id)? else {
            return Ok(EditOutcome::GenerationGone);
        };
        let reached = self.reached_after(store, before.known);
        let unsaved = &self.unsaved;
        let mut texts = self.texts_of(unsaved.records.iter().chain(&unsaved.discarded));
        let days = self.texts_of(&unsaved.days);
        let edit = |texts: &BTreeMap<String, Option<String>>| {
            let mut edit = Edit::default();
            for (name, text) in texts {
                match text {
                    Some(text) => drop(edit.put.insert(name.clone(), text.clone())),
                    // Another tab may have stored it where there was no room for it here.
                    None => drop(edit.remove.insert(name.clone())),
                }
            }
            edit
        };
        let without_days = edit(&texts);
        texts.extend(days);
        let with_days = edit(&texts);
        let (id, known) = (&self.assessment.id, self.known.next(before.known, reached));
        let Some(stored) = &mut self.stored else { return Ok(EditOutcome::GenerationGone) };
        let saves = before.known.saves;
        let mut outcome = stored.edit(store, id, with_days, &before.records, known);
        if outcome == Ok(EditOutcome::Saved) {
            self.unsaved.days.clear();
        } else if matches!(outcome, Err(SaveError::Full { .. })) && !self.unsaved.days.is_empty() {
            // The figures of a day are a convenience: they give way.
            outcome = stored.edit(store, id, without_days, &before.records, known);
        }
        if outcome == Ok(EditOutcome::Saved) {
            self.unsaved.records.clear();
            self.unsaved.discarded.clear();
            self.is_stored_up_to(reached);
        }
        if outcome.is_err() {
            self.known.saves = saves;
        }
        outcome
    }

    /// It goes into the journal whole, also where it is known not to be complete.
    pub fn journal_whole(&mut self) {
        self.unjournaled.all = true;
    }

    /// Stores it whole again, although it was deleted elsewhere.
    pub fn store_again(&mut self) {
        self.is_deleted = false;
        self.stored = None;
        self.unsaved.all = true;
        self.unjournaled.all = true;
    }

    /// The texts of these records; `None` for one that is not there.
    pub(super) fn texts_of<'a>(
        &self,
        names: impl IntoIterator<Item = &'a String>,
    ) -> BTreeMap<String, Option<String>> {
        let text = |name: &String| {
            if let Some(key) = RecordKey::parse(name) {
                // Every record can be written as JSON.
                return stored::text(&self.assessment, &key);
            }
            if name == stored::ABOUT {
                return about(&self.assessment);
            }
            if name == LOST {
                return lost(self.lost.as_ref());
            }
            if envelope::is_part(name) {
                return self.envelope.text(name).cloned();
            }
            self.days.text(name).or_else(|| self.unknown.get(name).cloned())
        };
        let mut texts = BTreeMap::new();
        for name in names {
            texts.insert(name.clone(), text(name));
        }
        texts
    }

    /// The text of this record; `None` if it is not there.
    pub(super) fn text_of(&self, name: &String) -> Option<String> {
        self.texts_of([name]).remove(name).flatten()
    }

    /// All records, by name.
    pub(super) fn texts(&self) -> BTreeMap<String, String> {
        let mut texts = self.unknown.clone();
        texts.extend(self.days.texts());
        texts.extend(texts_of(&self.assessment, &self.envelope));
        texts.extend(lost(self.lost.as_ref()).map(|text| (LOST.to_owned(), text)));
        texts
    }
}

/// The records of an assessment and of what goes with it, by name.
pub(super) fn texts_of(
    assessment: &Assessment,
    envelope: &StoredEnvelope,
) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    texts.extend(records_of(assessment));
    texts.extend(about(assessment).map(|text| (stored::ABOUT.to_owned(), text)));
    texts.extend(envelope.texts().clone());
    texts
}

pub(super) fn records_of(assessment: &Assessment) -> impl Iterator<Item = (String, String)> {
    let keys = assessment.keys().into_iter();
    keys.filter_map(|key| Some((key.name(), stored::text(assessment, &key)?)))
}

fn about(assessment: &Assessment) -> Option<String> {
    stored::written(&stored::About::of(assessment)).ok()
}

fn lost(lost: Option<&BTreeMap<String, usize>>) -> Option<String> {
    lost.and_then(|lost| stored::written(lost).ok())
}
