//! What a document and the journal tell each other, and so two tabs.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{
    days,
    document::{Document, LOST, Moved},
    envelope,
    journal::{Entry, JournalEdit, Reached, RecordEdit, Seen, WHOLE, Written},
    layout,
    reading::{Contents, Source, read},
    store::Store,
};
use crate::{
    assessment::{Contested, Record, RecordKey, merged_record, stored},
    json::Plain,
    results,
};

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
    /// What is to be written into the journal now; `None` if there is nothing, or
    /// the journal is out of reach. It is on its way from here on, until
    /// [`journaled`](Self::journaled) or [`not_journaled`](Self::not_journaled).
    pub fn journal_edit(&mut self) -> Option<JournalEdit> {
        self.seen.as_ref()?;
        let has_records = self.unjournaled.all || !self.unjournaled.records.is_empty();
        if !has_records && !self.history.has_moved() {
            return None;
        }
        let unjournaled = std::mem::take(&mut self.unjournaled);
        let id = self.assessment.id.clone();
        let mut edit = if unjournaled.all {
            self.history.keep_all();
            JournalEdit::whole(id, self.texts(), self.known, self.history.take_moved())
        } else {
            let mut texts = self.texts_of(unjournaled.records.keys());
            let mut records = BTreeMap::new();
            for (name, base) in unjournaled.records {
                let text = texts.remove(&name).flatten();
                records.insert(name, RecordEdit { base, text });
            }
            let steps = self.history.take_moved();
            JournalEdit { id, is_whole: false, records, steps, above: 0 }
        };
        let seen = self.seen.as_mut()?;
        seen.leaves(&edit);
        edit.above = seen.above(self.known.after);
        Some(edit)
    }

    /// The journal has written an edit, with these entries. Where another tab has
    /// written in between, they hold what that tab changed, too, and so does this
    /// document from here on.
    pub fn journaled(&mut self, edit: &JournalEdit, written: &Written) -> News {
        let mut shared = written.merged.clone();
        if let Some(seen) = &mut self.seen {
            // Another tab may also have written the text from which this edit began.
            if !edit.is_whole {
                shared.extend(seen.contended(&written.entries));
            }
            seen.arrives(edit, &written.entries);
        }
        // The storage has what one of the tabs wrote, and nobody knows which: it may
        // also have a record that was removed here.
        if let Some(stored) = &mut self.stored {
            stored.names.extend(shared.iter().cloned());
        }
        self.unsaved.records.extend(shared);
        if edit.is_whole {
            // So that the storage says which entries it knows.
            self.unsaved.records.insert(stored::ABOUT.to_owned());
        }
        let mut merged = BTreeMap::new();
        for entry in written.entries.iter().filter(|entry| written.merged.contains(&entry.name)) {
            // It was merged with a text from before an edit that was not written, or a later
            // edit is on its way: it is merged once more with that.
            let has_later = |seen: &Seen| seen.on_the_way().any(|name| *name == entry.name);
            if self.unjournaled.failed.contains(&entry.name)
                || self.seen.as_ref().is_some_and(has_later)
            {
                continue;
            }
            if let Some(sent) = edit.records.get(&entry.name)
                && sent.text != entry.text
            {
                merged.insert(entry.name.clone(), (sent.text.clone(), entry.text.clone()));
            }
        }
        self.accept(merged)
    }

    /// The number up to which every entry is known; `None` while the journal is out of
    /// reach.
    #[must_use]
    pub fn last_read(&self) -> Option<u64> {
        self.seen.as_ref().map(|seen| seen.read)
    }

    /// Whether another tab may have written entries that are not known here: the journal
    /// is to be asked.
    #[must_use]
    pub fn has_missed(&self) -> bool {
        self.seen.as_ref().is_some_and(Seen::has_missed)
    }

    /// What a state that is stored now can say of the journal; `None` while that is out of
    /// reach. `count` gives how many texts the whole document has.
    pub(super) fn reached(&self, count: impl FnOnce() -> usize) -> Option<Reached> {
        let seen = self.seen.as_ref()?;
        let records = &self.unjournaled.records;
        // With the mark of the document as a whole.
        let next = if self.unjournaled.all { count() + 1 } else { records.len() };
        Some(seen.reached(next))
    }

    /// Takes in what another tab has written into the journal.
    pub fn receive(&mut self, entries: &[Entry]) -> News {
        let Some(seen) = &mut self.seen else { return News::Nothing };
        let new: Vec<&Entry> = entries.iter().filter(|entry| seen.receives(entry)).collect();
        if let Some(whole) = new.iter().find(|entry| entry.name == WHOLE) {
            self.is_deleted = whole.is_trash();
            return if self.is_deleted { News::Deleted } else { News::Replaced };
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
            Ok(Ok(Contents::Deleted(_))) => {
                self.is_deleted = true;
                return News::Deleted;
            }
            _ => return News::Nothing,
        };
        if found.source != Source::Generation(stored.generation) {
            return News::Replaced;
        }
        stored.names.clone_from(&found.names);
        let here = self.texts();
        let mut names = BTreeSet::new();
        names.extend(here.keys());
        names.extend(found.texts.keys());
        let damaged = |name: &String| found.damaged.iter().any(|damaged| damaged.name == *name);
        let is_news = |name: &&String| here.get(*name) != found.texts.get(*name) && !damaged(name);
        let mut news = BTreeMap::new();
        for name in names.into_iter().filter(is_news) {
            let base = match self.unjournaled.records.get(name) {
                // What was changed here is merged with what was changed there.
                Some(Some(base)) if self.unsaved.records.contains(name) => base.clone(),
                _ if self.unsaved.records.contains(name) => continue,
                _ => here.get(name).cloned(),
            };
            news.insert(name.clone(), (base, found.texts.get(name).cloned()));
        }
        self.accept(news)
    }

    /// Takes in what another tab has stored that has no journal within reach, before
    /// something is stored over it.
    pub fn catch_up(&mut self, store: &dyn Store) -> News {
        let Some(stored) = &self.stored else { return News::Nothing };
        let Ok(Some(before)) = stored.pointer(store, &self.assessment.id) else {
            return News::Nothing;
        };
        let is_news = match &self.seen {
            Some(_) => before.known.alone > self.known.alone,
            None => before.known.saves != self.known.saves,
        };
        if !is_news {
            return News::Nothing;
        }
        let news = self.reread(store);
        self.known.alone = self.known.alone.max(before.known.alone);
        news
    }

    /// Puts what is waiting in its place, as far as there is one now.
    pub(super) fn accept_waiting(&mut self) -> Moved {
        self.accept(BTreeMap::new());
        let results = results::Moved::Everything;
        Moved { results, is_of_answers: false, leaves_evidence: false }
    }

    /// Merges texts of another tab into this document: each with the text from which
    /// what is here was changed.
    fn accept(&mut self, mut texts: BTreeMap<String, (Option<String>, Option<String>)>) -> News {
        if texts.is_empty() && self.waiting.is_empty() {
            return News::Nothing;
        }
        for (name, text) in std::mem::take(&mut self.waiting) {
            texts.entry(name).or_insert((None, Some(text)));
        }
        let mut links = BTreeMap::new();
        for (name, (_, text)) in texts.iter().filter(|(name, _)| name.starts_with("link/")) {
            links.extend(text.clone().map(|text| (name.clone(), text)));
        }
        let value = |text: Option<&String>| text.and_then(|text| stored::read::<Value>(text));
        let (mut records, mut about, mut replaced) = (Vec::new(), None, Vec::new());
        for (name, (base, text)) in texts {
            if let Some(key) = RecordKey::parse(&name) {
                let (base, theirs) = (value(base.as_ref()), value(text.as_ref()));
                let mine = self.assessment.record(&key).to_value();
                let (base, mine) = (base.as_ref(), mine.as_ref());
                let merged = merged_record(Some(&key), base, mine, theirs.as_ref());
                let record = match &merged {
                    Some(value) => Record::read::<Plain>(&key, value).ok(),
                    None => Record::absent(key.clone()),
                };
                replaced.extend(self.history.replaced(&key, merged.as_ref()));
                records.extend(record);
            } else if name == stored::ABOUT {
                about = text.and_then(|text| stored::read(&text));
            } else if name == LOST {
                self.lost = text.and_then(|text| stored::read(&text));
            } else if envelope::is_part(&name) {
                self.envelope.set(name, text);
            } else if days::is_day(&name) {
                self.days.put(&name, text.as_deref());
            } else {
                match text {
                    Some(text) => self.unknown.insert(name, text),
                    None => self.unknown.remove(&name),
                };
            }
        }
        let (mut received, mut removed) = (BTreeSet::new(), BTreeSet::new());
        for record in &records {
            received.insert(record.key());
            if let Record::Evidence(id, None) = record {
                removed.insert(id.clone());
            }
        }
        if !removed.is_empty() {
            for key in self.assessment.keys() {
                if let RecordKey::Link(_, id) = &key
                    && removed.contains(id)
                    && !received.contains(&key)
                {
                    let text = stored::text(&self.assessment, &key);
                    links.extend(text.map(|text| (key.name(), text)));
                }
            }
        }
        let change = self.assessment.receive(records, about.as_ref());
        links.retain(|name, _| match RecordKey::parse(name) {
            Some(RecordKey::Link(_, id)) => !self.assessment.evidence.contains_key(&id),
            _ => false,
        });
        self.waiting = links;
        let moved = match change {
            Some(change) => Moved::of(&change, self.results.follow(&self.assessment, &change)),
            None => {
                self.results = results::score(&self.assessment);
                let results = results::Moved::Everything;
                Moved { results, is_of_answers: false, leaves_evidence: false }
            }
        };
        News::Moved { moved, replaced }
    }

    /// The journal has not written an edit: it is part of the next one.
    pub fn not_journaled(&mut self, edit: JournalEdit) {
        if let Some(seen) = &mut self.seen {
            seen.fails(&edit, self.known.after);
        }
        self.unjournaled.all |= edit.is_whole;
        self.history.not_kept(&edit.steps);
        for (name, RecordEdit { base, .. }) in edit.records {
            // The oldest base counts, unless the record replaces what is there.
            let is_later = !self.unjournaled.failed.insert(name.clone());
            match self.unjournaled.records.get(&name) {
                Some(None) => {}
                Some(Some(_)) if is_later => {}
                _ => drop(self.unjournaled.records.insert(name, base)),
            }
        }
    }

    /// The journal is within reach from here on, or no longer.
    pub(super) fn set_journal(&mut self, has_journal: bool) {
        if !has_journal {
            self.seen = None;
        } else if self.seen.is_none() {
            self.seen = Some(Seen::up_to(0, self.known.after));
            self.unjournaled.all = true;
        }
    }
}
