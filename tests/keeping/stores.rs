//! Storages for tests: one in memory that counts calls and may be too small, and
//! one that fails, forgets and damages at will.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
};

use exready::{
    assessment::AssessmentId,
    keeping::{
        Claim, Document, Entry, JournalEdit, Journaled, Store, StoreError, TabSteps, Written,
        claim, entry_checksum,
    },
};

/// What is stored, by name.
pub type Texts = BTreeMap<String, String>;

/// How often each text was read, and how often everything else was called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calls {
    pub get: BTreeMap<String, usize>,
    pub put: usize,
    pub remove: usize,
    pub names: usize,
}

/// A storage in memory.
#[derive(Default)]
pub struct MemoryStore {
    texts: RefCell<Texts>,
    /// How many bytes it holds at most, names included.
    limit: Cell<Option<u64>>,
    calls: RefCell<Calls>,
}

fn size(texts: &Texts) -> u64 {
    texts.iter().map(|(name, text)| (name.len() + text.len()) as u64).sum()
}

impl MemoryStore {
    pub fn with(texts: Texts) -> Self {
        Self { texts: RefCell::new(texts), ..Self::default() }
    }

    pub fn texts(&self) -> Texts {
        self.texts.borrow().clone()
    }

    fn text(&self, name: &str) -> Option<String> {
        self.texts.borrow().get(name).cloned()
    }

    pub fn used(&self) -> u64 {
        size(&self.texts.borrow())
    }

    pub fn limit(&self, limit: Option<u64>) {
        self.limit.set(limit);
    }

    pub fn calls(&self) -> Calls {
        self.calls.borrow().clone()
    }

    /// Stores a text past all limits and counts; removes it for `None`.
    pub fn set(&self, name: &str, text: Option<&str>) {
        let mut texts = self.texts.borrow_mut();
        match text {
            Some(text) => texts.insert(name.to_owned(), text.to_owned()),
            None => texts.remove(name),
        };
    }
}

impl Store for MemoryStore {
    fn get(&self, name: &str) -> Result<Option<String>, StoreError> {
        *self.calls.borrow_mut().get.entry(name.to_owned()).or_default() += 1;
        Ok(self.texts.borrow().get(name).cloned())
    }

    fn put(&self, name: &str, text: &str) -> Result<(), StoreError> {
        self.calls.borrow_mut().put += 1;
        let mut texts = self.texts.borrow_mut();
        if let Some(limit) = self.limit.get() {
            let before = texts.get(name).map_or(0, |text| name.len() + text.len()) as u64;
            let after = size(&texts) - before + (name.len() + text.len()) as u64;
            if after > limit {
                return Err(StoreError::Full { missing: Some(after - limit) });
            }
        }
        texts.insert(name.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), StoreError> {
        self.calls.borrow_mut().remove += 1;
        self.texts.borrow_mut().remove(name);
        Ok(())
    }

    fn names(&self) -> Result<Vec<String>, StoreError> {
        self.calls.borrow_mut().names += 1;
        // In an order that is of no use to anybody.
        let mut names: Vec<String> = self.texts.borrow().keys().cloned().collect();
        names.sort_by_cached_key(|name| name.bytes().rev().collect::<Vec<u8>>());
        Ok(names)
    }
}

/// What goes wrong with a storage. Writes are counted from 0.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// From this write on nothing works: the page has died.
    DiesAt(usize),
    /// This write fails, and no other.
    FailsAt(usize),
    /// From this write on there is no room for any text.
    FullFrom(usize),
}

/// A storage with a fault.
#[derive(Default)]
pub struct FaultyStore {
    store: MemoryStore,
    fault: Cell<Option<Fault>>,
    writes: Cell<usize>,
    /// What stood under the name of each write before it, in order.
    before: RefCell<Vec<(String, Option<String>)>>,
}

impl FaultyStore {
    pub fn with(texts: Texts) -> Self {
        Self { store: MemoryStore::with(texts), ..Self::default() }
    }

    pub fn texts(&self) -> Texts {
        self.store.texts()
    }

    /// Counts writes anew, with this fault from now on.
    pub fn fault(&self, fault: Option<Fault>) {
        self.fault.set(fault);
        self.writes.set(0);
        self.before.borrow_mut().clear();
    }

    /// With this fault from now on; what was written before can still be lost.
    pub fn fault_only(&self, fault: Option<Fault>) {
        self.fault.set(fault);
        self.writes.set(0);
    }

    /// How many writes were asked for.
    pub fn writes(&self) -> usize {
        self.writes.get()
    }

    /// Takes the last writes back, as a browser does that is killed before it has
    /// written them to disk.
    pub fn lose(&self, count: usize) {
        let mut before = self.before.borrow_mut();
        for _ in 0..count {
            let Some((name, text)) = before.pop() else { return };
            self.store.set(&name, text.as_deref());
        }
    }

    fn is_dead(&self) -> bool {
        matches!(self.fault.get(), Some(Fault::DiesAt(at)) if self.writes.get() > at)
    }

    fn write(
        &self,
        name: &str,
        is_put: bool,
        write: impl FnOnce() -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let number = self.writes.replace(self.writes.get() + 1);
        match self.fault.get() {
            Some(Fault::DiesAt(at)) if number >= at => return Err(StoreError::Denied),
            Some(Fault::FailsAt(at)) if number == at => return Err(StoreError::Denied),
            Some(Fault::FullFrom(at)) if number >= at && is_put => {
                return Err(StoreError::Full { missing: None });
            }
            _ => {}
        }
        self.before.borrow_mut().push((name.to_owned(), self.store.text(name)));
        write()
    }
}

impl Store for FaultyStore {
    fn get(&self, name: &str) -> Result<Option<String>, StoreError> {
        if self.is_dead() { Err(StoreError::Denied) } else { self.store.get(name) }
    }

    fn put(&self, name: &str, text: &str) -> Result<(), StoreError> {
        self.write(name, true, || self.store.put(name, text))
    }

    fn remove(&self, name: &str) -> Result<(), StoreError> {
        self.write(name, false, || self.store.remove(name))
    }

    fn names(&self) -> Result<Vec<String>, StoreError> {
        if self.is_dead() { Err(StoreError::Denied) } else { self.store.names() }
    }
}

/// No storage at all.
pub struct DeniedStore;

impl Store for DeniedStore {
    fn get(&self, _: &str) -> Result<Option<String>, StoreError> {
        Err(StoreError::Denied)
    }

    fn put(&self, _: &str, _: &str) -> Result<(), StoreError> {
        Err(StoreError::Denied)
    }

    fn remove(&self, _: &str) -> Result<(), StoreError> {
        Err(StoreError::Denied)
    }

    fn names(&self) -> Result<Vec<String>, StoreError> {
        Err(StoreError::Denied)
    }
}

/// A journal in memory: one entry a record, and a number for each that goes up.
#[derive(Clone, Default)]
pub struct MemoryJournal {
    last: u64,
    entries: BTreeMap<(AssessmentId, String), Entry>,
    /// By document and tab.
    steps: BTreeMap<(AssessmentId, String), TabSteps>,
}

/// The tab of who does not say which.
const TAB: &str = "tab";

impl MemoryJournal {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// One transaction.
    pub fn write(&mut self, edit: &JournalEdit) -> Written {
        self.write_in(TAB, edit)
    }

    /// One transaction of this tab.
    fn write_in(&mut self, tab: &str, edit: &JournalEdit) -> Written {
        if edit.is_whole {
            self.entries.retain(|(id, _), _| *id != edit.id);
            self.steps.retain(|(id, _), _| *id != edit.id);
        }
        self.last = self.last.max(edit.above);
        let mut written = Written::default();
        for (name, record) in &edit.records {
            let key = (edit.id.clone(), name.clone());
            let before = self.entries.get(&key);
            if record.is_merged(&edit.id, before) {
                written.merged.insert(name.clone());
            }
            let text = record.onto(&edit.id, name, before);
            self.last += 1;
            let checksum = entry_checksum(&edit.id, name, text.as_deref());
            let entry = Entry { number: self.last, name: name.clone(), text, checksum };
            self.entries.insert(key, entry.clone());
            written.entries.push(entry);
        }
        if !edit.steps.is_empty() {
            let kept = self.steps.entry((edit.id.clone(), tab.to_owned())).or_default();
            kept.order = self.last;
            for (number, text) in &edit.steps {
                match text {
                    Some(text) => kept.steps.insert(*number, text.clone()),
                    None => kept.steps.remove(number),
                };
            }
        }
        written
    }

    /// Writes what a document has for the journal.
    pub fn take(&mut self, document: &mut Document) {
        self.take_in(TAB, document);
    }

    /// The same, in this tab.
    pub fn take_in(&mut self, tab: &str, document: &mut Document) {
        if let Some(edit) = document.journal_edit() {
            let written = self.write_in(tab, &edit);
            document.journaled(&edit, &written);
            self.tell(document);
        }
    }

    /// Tells a document what it has missed.
    pub fn tell(&self, document: &mut Document) {
        if document.has_missed() {
            document.receive(&self.since(document));
        }
    }

    /// What there is of a document.
    pub fn document(&self, id: &AssessmentId) -> Journaled {
        Journaled::new(id, self.all(id))
    }

    /// The same for a tab that opens it while these others are open.
    pub fn document_in(&mut self, tab: &str, others: &[&str], id: &AssessmentId) -> Journaled {
        let all = self.steps.iter().filter(|((other, _), _)| other == id);
        let all = all.map(|((_, tab), steps)| (tab.clone(), steps.clone())).collect();
        let others: BTreeSet<String> = others.iter().map(|&tab| tab.to_owned()).collect();
        let Claim { steps, is_inherited, forgotten } = claim(all, tab, Some(&others));
        for tab in forgotten {
            self.steps.remove(&(id.clone(), tab));
        }
        if is_inherited {
            let own = TabSteps { order: self.last, steps: steps.clone() };
            self.steps.insert((id.clone(), tab.to_owned()), own);
        }
        self.document(id).with_steps(steps)
    }

    fn all(&self, id: &AssessmentId) -> Vec<Entry> {
        let of_it = self.entries.iter().filter(|((other, _), _)| other == id);
        of_it.map(|(_, entry)| entry.clone()).collect()
    }

    /// The entries that a document does not know, in their order.
    pub fn since(&self, document: &Document) -> Vec<Entry> {
        let last = document.last_read().unwrap_or(0);
        let mut entries = self.all(&document.assessment.id);
        entries.retain(|entry| entry.number > last);
        entries.sort_by_key(|entry| entry.number);
        entries
    }

    /// Cuts the first step of a tab short.
    pub fn damage_step(&mut self, tab: &str) {
        let of_it = self.steps.iter_mut().filter(|((_, other), _)| other == tab);
        for text in of_it.filter_map(|(_, steps)| steps.steps.values_mut().next()) {
            text.truncate(text.len() / 2);
        }
    }

    /// The names and texts of all entries.
    pub fn texts(&self) -> Texts {
        let text = |((_, name), entry): (&(AssessmentId, String), &Entry)| {
            Some((name.clone(), entry.text.clone()?))
        };
        self.entries.iter().filter_map(text).collect()
    }

    /// Puts the entry of one document in the place of that of another one.
    pub fn mix_up(&mut self, name: &str, from: &AssessmentId, to: &AssessmentId) {
        let [from, to] = [from, to].map(|id| (id.clone(), name.to_owned()));
        let number = self.entries[&to].number;
        let foreign = Entry { number, ..self.entries[&from].clone() };
        self.entries.insert(to, foreign);
    }

    /// Changes the text of an entry and nothing else of it.
    pub fn damage(&mut self, name: &str, damaged: &str) {
        for ((_, of), entry) in &mut self.entries {
            if of == name {
                entry.text = Some(damaged.to_owned());
            }
        }
    }
}
