//! A document in memory, and how it is saved.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    aside,
    days::ProgressDays,
    envelope,
    failure::SaveError,
    generation,
    pending::{Edit, EditOutcome, Stored},
    reading::{Damaged, missing_texts},
    store::Store,
};
use crate::{
    assessment::{Assessment, Change, Command, History, Moment, RecordKey, Rejected, stored},
    bundle::{self, Envelope, Notes, Salt, Sealed},
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
    pub envelope: Envelope,
    /// The figures of each day.
    pub days: ProgressDays,
    history: History,
    /// The records of later versions, which this one keeps as they are.
    pub(super) unknown: BTreeMap<String, String>,
    /// How it is stored; `None` if it is to be stored whole.
    pub(super) stored: Option<Stored>,
    pub(super) unsaved: Unsaved,
    /// Damaged texts in the storage of which there is no copy.
    pub(super) unsecured: Vec<Damaged>,
    /// What was missing when it was opened as incomplete, by kind of record, until
    /// the user has dealt with it.
    pub(super) lost: Option<BTreeMap<String, usize>>,
}

/// What is not stored yet.
#[derive(Debug, Default)]
pub(super) struct Unsaved {
    /// The document as a whole.
    pub(super) all: bool,
    /// Records.
    pub(super) records: BTreeSet<RecordKey>,
    /// What goes with it into its next bundle.
    pub(super) envelope: bool,
    /// Figures of days, by the names of their records.
    pub(super) days: BTreeSet<String>,
    /// Stored records that are to be removed, by name.
    pub(super) discarded: BTreeSet<String>,
    /// That the user has dealt with what was lost.
    pub(super) accepted_loss: bool,
}

/// What a change moved, so that a screen draws no more than that anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// What moved in the results.
    pub results: results::Moved,
    /// Whether nothing but answers and evidence moved.
    pub is_of_answers: bool,
}

impl Document {
    /// A document of which nothing is stored.
    #[must_use]
    pub fn new(assessment: Assessment, envelope: Envelope) -> Self {
        Self {
            results: results::score(&assessment),
            assessment,
            envelope,
            days: ProgressDays::default(),
            history: History::default(),
            unknown: BTreeMap::new(),
            stored: None,
            unsaved: Unsaved { all: true, ..Unsaved::default() },
            unsecured: Vec::new(),
            lost: None,
        }
    }

    /// Whether something of it is not stored.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.unsaved.all
            || self.unsaved.envelope
            || self.unsaved.accepted_loss
            || !self.unsaved.records.is_empty()
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
            self.unsaved.accepted_loss = true;
        }
    }

    /// The bundle of it, with its notes or without. From here on the same file,
    /// with the digest that was shown, comes out until the content changes: what
    /// that takes is to be saved. `random` gives the salts of the records that
    /// have none.
    ///
    /// # Errors
    /// As [`bundle::write`].
    pub fn sealed(
        &mut self,
        notes: Notes,
        random: &mut dyn FnMut() -> Salt,
    ) -> Result<Sealed, serde_json::Error> {
        let before = self.envelope.clone();
        let sealed = bundle::write(&self.assessment, &mut self.envelope, notes, random)?;
        self.unsaved.envelope |= self.envelope != before;
        Ok(sealed)
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

    /// Takes the last step back; `None` if there is none.
    pub fn undo(&mut self, now: &Moment) -> Option<Moved> {
        let change = self.history.undo(&mut self.assessment, now);
        self.follow(change)
    }

    /// Takes the last undo back; `None` if there is none.
    pub fn redo(&mut self, now: &Moment) -> Option<Moved> {
        let change = self.history.redo(&mut self.assessment, now);
        self.follow(change)
    }

    /// Ends a run of typing.
    pub fn settle(&mut self) {
        self.history.settle();
    }

    /// Brings the results and what is to be saved up to date.
    fn follow(&mut self, change: Option<Change>) -> Option<Moved> {
        let change = change.filter(|change| !change.before.is_empty())?;
        for key in change.records() {
            self.envelope.salts.forget(&key.name());
            self.unsaved.records.insert(key);
        }
        let results = self.results.follow(&self.assessment, &change);
        Some(Moved { results, is_of_answers: change.is_of_answers() })
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
        self.secure(store)?;
        if self.is_unsaved() {
            self.unsaved.days.extend(self.days.note(&self.results, now));
        }
        if !self.unsaved.all && self.save_edit(store)? == EditOutcome::Saved {
            return Ok(());
        }
        self.stored = Some(generation::write(store, &self.assessment.id, &self.texts())?);
        self.unsaved = Unsaved::default();
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

    fn save_edit(&mut self, store: &dyn Store) -> Result<EditOutcome, SaveError> {
        // What opened as incomplete is stored whole with its first change.
        let Some(stored) = &mut self.stored else { return Ok(EditOutcome::GenerationGone) };
        let mut edit = Edit { remove: self.unsaved.discarded.clone(), ..Edit::default() };
        let mut set = |name: String, text: Option<String>| match text {
            Some(text) => {
                edit.put.insert(name, text);
            }
            None if stored.names.contains(&name) => {
                edit.remove.insert(name);
            }
            None => {}
        };
        for key in &self.unsaved.records {
            // Every record can be written as JSON.
            set(key.name(), stored::text(&self.assessment, key));
        }
        set(stored::ABOUT.to_owned(), about(&self.assessment));
        if self.unsaved.envelope {
            let parts = envelope::texts(&self.envelope, &self.assessment);
            let gone = stored.names.iter().filter(|name| envelope::is_part(name));
            for name in gone.filter(|name| !parts.contains_key(*name)) {
                set(name.clone(), None);
            }
            for (name, text) in parts {
                set(name, Some(text));
            }
        }
        if self.unsaved.accepted_loss {
            set(LOST.to_owned(), None);
        }
        let without_days = edit.clone();
        for name in &self.unsaved.days {
            match self.days.text(name) {
                Some(text) => {
                    edit.put.insert(name.clone(), text);
                }
                None => {
                    edit.remove.insert(name.clone());
                }
            }
        }
        let id = &self.assessment.id;
        let outcome = match stored.edit(store, id, edit) {
            // The figures of a day are a convenience: they give way.
            Err(SaveError::Full { .. }) if !self.unsaved.days.is_empty() => {
                stored.edit(store, id, without_days)
            }
            outcome => {
                if outcome == Ok(EditOutcome::Saved) {
                    self.unsaved.days.clear();
                }
                outcome
            }
        }?;
        if outcome == EditOutcome::Saved {
            self.unsaved.records.clear();
            self.unsaved.envelope = false;
            self.unsaved.accepted_loss = false;
            self.unsaved.discarded.clear();
        }
        Ok(outcome)
    }

    /// All records, by name.
    pub(super) fn texts(&self) -> BTreeMap<String, String> {
        let assessment = &self.assessment;
        let text = |key: &RecordKey| Some((key.name(), stored::text(assessment, key)?));
        let mut texts = self.unknown.clone();
        texts.extend(self.days.texts());
        texts.extend(assessment.keys().iter().filter_map(text));
        texts.extend(about(assessment).map(|text| (stored::ABOUT.to_owned(), text)));
        texts.extend(envelope::texts(&self.envelope, assessment));
        let lost = self.lost.as_ref().and_then(|lost| stored::written(lost).ok());
        texts.extend(lost.map(|text| (LOST.to_owned(), text)));
        texts
    }
}

fn about(assessment: &Assessment) -> Option<String> {
    stored::written(&stored::About::of(assessment)).ok()
}
