//! A document in memory, and how it is saved.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{
    aside,
    days::{self, ProgressDays},
    envelope,
    failure::SaveError,
    generation,
    journal::{Entry, JournalEdit, RecordEdit, Seen, WHOLE, Whole, Written},
    layout,
    pending::{Edit, EditOutcome, Stored},
    reading::{Contents, Damaged, Source, missing_texts, read},
    store::Store,
    transfer::Seal,
};
use crate::{
    assessment::{
        Assessment, Change, Command, Contested, History, Moment, Record, RecordKey, Rejected,
        Undone, merged, stored,
    },
    bundle::Envelope,
    json::Plain,
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
    /// What it knows of the journal; `None` while that is out of reach.
    pub(super) seen: Option<Seen>,
    pub(super) unjournaled: Unjournaled,
    /// Damaged texts in the storage of which there is no copy.
    pub(super) unsecured: Vec<Damaged>,
    /// What was missing when it was opened as incomplete, by kind of record, until
    /// the user has dealt with it.
    pub(super) lost: Option<BTreeMap<String, usize>>,
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
    /// Records by name, with [`RecordEdit::base`].
    records: BTreeMap<String, Option<Option<String>>>,
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

/// Back or forth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The last step.
    Undo,
    /// The last undo.
    Redo,
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
}

/// What another tab has done with the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Nothing that is not known here.
    Nothing,
    /// It has changed records.
    Moved {
        /// What moved here.
        moved: Moved,
        /// What it replaced of this tab's own steps.
        replaced: Vec<Contested>,
    },
    /// It has put another state in its place: the document is to be opened anew.
    Replaced,
    /// It has deleted it.
    Deleted,
}

impl Document {
    /// A document of which nothing is stored. `has_journal` says whether there is one
    /// within reach.
    #[must_use]
    pub fn new(assessment: Assessment, envelope: Envelope, has_journal: bool) -> Self {
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
            unjournaled: Unjournaled { all: true, ..Unjournaled::default() },
            unsecured: Vec::new(),
            lost: None,
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
        let before = envelope::texts(&self.envelope, &self.assessment);
        let names = before.keys().chain(seal.envelope.keys());
        let moved: BTreeSet<&String> =
            names.filter(|name| before.get(*name) != seal.envelope.get(*name)).collect();
        if moved.is_empty() {
            return;
        }
        self.set_envelope(seal.envelope.clone());
        moved.into_iter().for_each(|name| self.touch(name));
    }

    /// Puts the envelope together from its records.
    fn set_envelope(&mut self, mut parts: BTreeMap<String, String>) {
        // A salt stays with the record that it is for.
        parts.extend(records_of(&self.assessment));
        self.envelope = envelope::take(&mut parts).0;
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
        let undone = match direction {
            Direction::Undo => self.history.undo(&mut self.assessment, force, now),
            Direction::Redo => self.history.redo(&mut self.assessment, force, now),
        }?;
        Some(match undone {
            Undone::Done(change) => Stepped::Done(self.follow(Some(change))),
            Undone::Contested(fields) => Stepped::Contested(fields),
            Undone::Impossible(reason) => Stepped::Impossible(reason),
        })
    }

    /// Forgets the step that the next undo or redo would take back.
    pub fn forget_step(&mut self, direction: Direction) {
        self.history.forget(direction == Direction::Undo);
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
            self.envelope.salts.forget(&name);
            self.unsaved.records.insert(name.clone());
            self.unjournaled.change(name, before.to_value().map(|value| value.to_string()));
        }
        self.touch(stored::ABOUT);
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
            for name in self.days.note(&self.results, now) {
                self.unjournaled.replace(name.clone());
                self.unsaved.days.insert(name);
            }
        }
        if !self.unsaved.all && self.save_edit(store)? == EditOutcome::Saved {
            return Ok(());
        }
        let texts = self.texts();
        self.stored =
            Some(generation::write(store, &self.assessment.id, &texts, self.seen.as_ref())?);
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
        let Some(stored) = &self.stored else { return Ok(EditOutcome::GenerationGone) };
        let unsaved = &self.unsaved;
        let texts = self.texts_of(unsaved.records.iter().chain(&unsaved.discarded));
        let days = self.texts_of(&unsaved.days);
        let edit = |texts: &BTreeMap<String, Option<String>>| {
            let mut edit = Edit::default();
            for (name, text) in texts {
                match text {
                    Some(text) => drop(edit.put.insert(name.clone(), text.clone())),
                    None if stored.names.contains(name) => drop(edit.remove.insert(name.clone())),
                    None => {}
                }
            }
            edit
        };
        let without_days = edit(&texts);
        let with_days = edit(&texts.into_iter().chain(days).collect());
        let Some(stored) = &mut self.stored else { return Ok(EditOutcome::GenerationGone) };
        let id = &self.assessment.id;
        let mut outcome = stored.edit(store, id, with_days, self.seen.as_ref());
        if outcome == Ok(EditOutcome::Saved) {
            self.unsaved.days.clear();
        } else if matches!(outcome, Err(SaveError::Full { .. })) && !self.unsaved.days.is_empty() {
            // The figures of a day are a convenience: they give way.
            outcome = stored.edit(store, id, without_days, self.seen.as_ref());
        }
        if outcome == Ok(EditOutcome::Saved) {
            self.unsaved.records.clear();
            self.unsaved.discarded.clear();
        }
        outcome
    }

    /// What is to be written into the journal now; `None` if there is nothing, or
    /// the journal is out of reach. It is on its way from here on, until
    /// [`journaled`](Self::journaled) or [`not_journaled`](Self::not_journaled).
    pub fn journal_edit(&mut self) -> Option<JournalEdit> {
        self.seen.as_ref()?;
        if !self.unjournaled.all && self.unjournaled.records.is_empty() {
            return None;
        }
        let unjournaled = std::mem::take(&mut self.unjournaled);
        let id = self.assessment.id.clone();
        let edit = if unjournaled.all {
            JournalEdit::whole(id, self.texts())
        } else {
            let mut texts = self.texts_of(unjournaled.records.keys());
            let edit = |(name, base): (String, _)| {
                let text = texts.remove(&name).flatten();
                (name, RecordEdit { base, text })
            };
            let records = unjournaled.records.into_iter().map(edit).collect();
            JournalEdit { id, is_whole: false, records }
        };
        self.seen.as_mut()?.leaves(&edit);
        Some(edit)
    }

    /// The journal has written an edit, with these entries. Where another tab has
    /// written in between, they hold what that tab changed, too, and so does this
    /// document from here on.
    pub fn journaled(&mut self, edit: &JournalEdit, written: &Written) -> News {
        if let Some(seen) = &mut self.seen {
            seen.arrives(edit, &written.entries);
        }
        // The storage has what one of the tabs wrote, and nobody knows which: it may
        // also have a record that was removed here.
        self.unsaved.records.extend(written.merged.iter().cloned());
        if let Some(stored) = &mut self.stored {
            stored.names.extend(written.merged.iter().cloned());
        }
        let mut merged = BTreeMap::new();
        for entry in written.entries.iter().filter(|entry| written.merged.contains(&entry.name)) {
            if let Some(sent) = edit.records.get(&entry.name)
                && sent.text != entry.text
            {
                merged.insert(entry.name.clone(), (sent.text.clone(), entry.text.clone()));
            }
        }
        self.accept(merged)
    }

    /// The number up to which the entries of other tabs were taken in; `None` while
    /// the journal is out of reach.
    #[must_use]
    pub fn last_read(&self) -> Option<u64> {
        self.seen.as_ref().map(|seen| seen.read)
    }

    /// Takes in what another tab has written into the journal.
    pub fn receive(&mut self, entries: &[Entry]) -> News {
        let Some(seen) = &mut self.seen else { return News::Nothing };
        let new: Vec<&Entry> = entries.iter().filter(|entry| seen.receives(entry)).collect();
        if let Some(whole) = new.iter().find(|entry| entry.name == WHOLE) {
            return match whole.text.as_deref().and_then(stored::read) {
                Some(Whole::Trashed(_)) => News::Deleted,
                _ => News::Replaced,
            };
        }
        let mut news = BTreeMap::new();
        for entry in new {
            let base = match self.unjournaled.records.get_mut(&entry.name) {
                Some(Some(base)) => std::mem::replace(base, entry.text.clone()),
                // What this tab is about to write comes later.
                Some(None) => continue,
                None => self.text_of(&entry.name),
            };
            news.insert(entry.name.clone(), (base, entry.text.clone()));
        }
        if let Some(stored) = &mut self.stored {
            for (name, (_, text)) in &news {
                match text {
                    Some(_) => drop(stored.names.insert(name.clone())),
                    None => drop(stored.names.remove(name)),
                }
            }
        }
        self.accept(news)
    }

    /// Takes in what another tab has stored, where there is no journal to tell.
    pub fn reread(&mut self, store: &dyn Store) -> News {
        let id = &self.assessment.id;
        let Some(stored) = &mut self.stored else { return News::Nothing };
        let found = match layout::places(store, id).map(|places| read(store, id, &places)) {
            Ok(Ok(Contents::Found(found))) => found,
            Ok(Ok(Contents::Deleted)) => return News::Deleted,
            _ => return News::Nothing,
        };
        if found.source != Source::Generation(stored.generation) {
            return News::Replaced;
        }
        stored.names.clone_from(&found.names);
        let here = self.texts();
        let names: BTreeSet<&String> = here.keys().chain(found.texts.keys()).collect();
        let damaged = |name: &String| found.damaged.iter().any(|damaged| damaged.name == *name);
        let is_news = |name: &&String| {
            here.get(*name) != found.texts.get(*name)
                && !self.unsaved.records.contains(*name)
                && !damaged(name)
        };
        let news = names.into_iter().filter(is_news);
        let text = |name: &String| (here.get(name).cloned(), found.texts.get(name).cloned());
        let news = news.map(|name| (name.clone(), text(name))).collect();
        self.accept(news)
    }

    /// Merges texts of another tab into this document: each with the text from which
    /// what is here was changed.
    fn accept(&mut self, texts: BTreeMap<String, (Option<String>, Option<String>)>) -> News {
        if texts.is_empty() {
            return News::Nothing;
        }
        let value = |text: Option<&String>| text.and_then(|text| stored::read::<Value>(text));
        let (mut records, mut about, mut replaced) = (Vec::new(), None, Vec::new());
        let mut envelope = BTreeMap::new();
        let mut is_envelope = false;
        for (name, (base, text)) in texts {
            if let Some(key) = RecordKey::parse(&name) {
                let (base, theirs) = (value(base.as_ref()), value(text.as_ref()));
                let mine = self.assessment.record(&key).to_value();
                let merged = merged(base.as_ref(), mine.as_ref(), theirs.as_ref());
                let record = match &merged {
                    Some(value) => Record::read::<Plain>(&key, value).ok(),
                    None => Record::absent(key.clone()),
                };
                replaced.extend(self.history.replaced(&key, merged.as_ref()));
                self.envelope.salts.forget(&name);
                records.extend(record);
            } else if name == stored::ABOUT {
                about = text.and_then(|text| stored::read(&text));
            } else if name == LOST {
                self.lost = text.and_then(|text| stored::read(&text));
            } else if envelope::is_part(&name) {
                if !is_envelope {
                    envelope = envelope::texts(&self.envelope, &self.assessment);
                    is_envelope = true;
                }
                match text {
                    Some(text) => envelope.insert(name, text),
                    None => envelope.remove(&name),
                };
            } else if days::is_day(&name) {
                self.days.put(&name, text.as_deref());
            } else {
                match text {
                    Some(text) => self.unknown.insert(name, text),
                    None => self.unknown.remove(&name),
                };
            }
        }
        let change = self.assessment.receive(records, about.as_ref());
        if is_envelope {
            self.set_envelope(envelope);
        }
        let moved = match change {
            Some(change) => Moved {
                results: self.results.follow(&self.assessment, &change),
                is_of_answers: change.is_of_answers(),
            },
            None => {
                self.results = results::score(&self.assessment);
                Moved { results: results::Moved::Everything, is_of_answers: false }
            }
        };
        News::Moved { moved, replaced }
    }

    /// The journal has not written an edit: it is part of the next one.
    pub fn not_journaled(&mut self, edit: JournalEdit) {
        if let Some(seen) = &mut self.seen {
            seen.arrives(&edit, &[]);
        }
        self.unjournaled.all |= edit.is_whole;
        for (name, RecordEdit { base, .. }) in edit.records {
            // The older base counts, unless the record replaces what is there.
            match self.unjournaled.records.get(&name) {
                Some(None) => {}
                _ => drop(self.unjournaled.records.insert(name, base)),
            }
        }
    }

    /// The journal is within reach from here on, or no longer.
    pub(super) fn set_journal(&mut self, has_journal: bool) {
        if !has_journal {
            self.seen = None;
        } else if self.seen.is_none() {
            self.seen = Some(Seen::default());
            self.unjournaled.all = true;
        }
    }

    /// Stores it whole again, although it was deleted elsewhere.
    pub fn store_again(&mut self) {
        self.stored = None;
        self.unsaved.all = true;
        self.unjournaled.all = true;
    }

    /// The texts of these records; `None` for one that is not there.
    fn texts_of<'a>(
        &self,
        names: impl IntoIterator<Item = &'a String>,
    ) -> BTreeMap<String, Option<String>> {
        let mut envelope = None;
        let mut text = |name: &String| {
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
                let make = || envelope::texts(&self.envelope, &self.assessment);
                return envelope.get_or_insert_with(make).get(name).cloned();
            }
            self.days.text(name).or_else(|| self.unknown.get(name).cloned())
        };
        names.into_iter().map(|name| (name.clone(), text(name))).collect()
    }

    /// The text of this record; `None` if it is not there.
    fn text_of(&self, name: &String) -> Option<String> {
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
pub(super) fn texts_of(assessment: &Assessment, envelope: &Envelope) -> BTreeMap<String, String> {
    let mut texts: BTreeMap<_, _> = records_of(assessment).collect();
    texts.extend(about(assessment).map(|text| (stored::ABOUT.to_owned(), text)));
    texts.extend(envelope::texts(envelope, assessment));
    texts
}

fn records_of(assessment: &Assessment) -> impl Iterator<Item = (String, String)> {
    let keys = assessment.keys().into_iter();
    keys.filter_map(|key| Some((key.name(), stored::text(assessment, &key)?)))
}

fn about(assessment: &Assessment) -> Option<String> {
    stored::written(&stored::About::of(assessment)).ok()
}

fn lost(lost: Option<&BTreeMap<String, usize>>) -> Option<String> {
    lost.and_then(|lost| stored::written(lost).ok())
}
