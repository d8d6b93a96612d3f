//! The journal: a second copy of every record, in a storage with transactions
//! whose writes survive a browser that is killed.
//!
//! It holds one entry a record, with the record's latest text. The number of an
//! entry, given by the journal, is the order: of two entries the one with the
//! higher number is the later. An edit takes the entries of its records out and
//! puts new ones in, in one transaction, merged with what another tab has put
//! there since ([`RecordEdit::onto`]). So the journal alone can rebuild the
//! document, never grows beyond it, and tells every tab what is new.
//!
//! Beside the entries lie the steps of each tab, written in the same transaction, so
//! that undo outlives a reload ([`claim`]).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{pointer::Known, points::PointState, seal::checksum_under, space::units};
use crate::assessment::{Assessment, AssessmentId, Date, RecordKey, Steps, merged_record, stored};

/// No number of an entry gets near this one, 2^52: a database counts in floating point.
const HIGHEST: u64 = 1 << 52;

/// The name of the entry that says how things stand with a document as a whole.
/// No record has such a name.
pub const WHOLE: &str = "/";

/// How things stand with a document as a whole: the content of the entry [`WHOLE`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Whole {
    /// The day on which it was put into the trash, if it is there. Its entries stay
    /// until it is emptied.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trashed: Option<Date>,
    /// The day on which its time there was first seen to be over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expired: Option<Date>,
    /// How often the document had been saved without the journal when it was last
    /// written whole.
    #[serde(skip_serializing_if = "is_zero")]
    pub alone: u64,
    /// How often the document had been saved when it was last written whole or put into
    /// the trash. A state in the storage that was saved more often came after the trash.
    #[serde(skip_serializing_if = "is_zero")]
    pub saves: u64,
}

/// Whether this is the count of a document that was always saved with the journal.
#[allow(clippy::trivially_copy_pass_by_ref)]
const fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// One record as the journal has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number: the place in the order of all entries.
    pub number: u64,
    /// The name of the record, or [`WHOLE`].
    pub name: String,
    /// The text; `None` if the record was removed.
    pub text: Option<String>,
    /// The [checksum](entry_checksum) of both, as it is stored.
    pub checksum: String,
}

impl Entry {
    /// Whether it is as it was written for this document.
    fn is_sound(&self, id: &AssessmentId) -> bool {
        self.checksum == entry_checksum(id, &self.name, self.text.as_deref())
    }

    /// Whether it says that the document is in the trash.
    pub(super) fn is_trash(&self) -> bool {
        let whole = self.text.as_deref().and_then(stored::read::<Whole>);
        self.name == WHOLE && whole.is_some_and(|whole| whole.trashed.is_some())
    }
}

/// What finds an entry or a step that is damaged or belongs to another document: 16 hex
/// digits over the document, the name or number, and the text.
#[must_use]
pub fn entry_checksum(id: &AssessmentId, name: &str, text: Option<&str>) -> String {
    checksum_under(&format!("{id}/{name}"), text.unwrap_or_default())
}

/// All entries of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journaled {
    /// The sound entries by the name of their record.
    pub(super) entries: BTreeMap<String, (u64, Option<String>)>,
    /// The number of the last entry; 0 if there is none.
    pub(super) last: u64,
    /// The entries that are not as they were written.
    pub(super) damaged: Vec<Entry>,
    /// The steps that the tab goes on with, by number.
    pub(super) steps: BTreeMap<u64, String>,
}

impl Journaled {
    /// These entries of the document `id`, in any order.
    #[must_use]
    pub fn new(id: &AssessmentId, entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut journaled = Self::default();
        for entry in entries {
            journaled.last = journaled.last.max(entry.number);
            if entry.is_sound(id) {
                journaled.entries.insert(entry.name, (entry.number, entry.text));
                continue;
            }
            if entry.name == WHOLE {
                // Rather a document from the trash than one that is gone.
                let here = stored::written(&Whole::default()).ok();
                journaled.entries.insert(entry.name.clone(), (entry.number, here));
            }
            journaled.damaged.push(entry);
        }
        journaled
    }

    /// The same, with the steps that the tab goes on with.
    #[must_use]
    pub fn with_steps(self, steps: BTreeMap<u64, String>) -> Self {
        Self { steps, ..self }
    }

    /// How things stand with the document as a whole, and since which entry; `None`
    /// if the journal has not all of it.
    pub(super) fn whole(&self) -> Option<(u64, Whole)> {
        let (number, text) = self.entries.get(WHOLE)?;
        Some((*number, stored::read(text.as_deref()?)?))
    }

    /// Whether it has another text of this record than these.
    pub(super) fn differs(&self, name: &str, texts: &BTreeMap<String, String>) -> bool {
        let entry = self.entries.get(name);
        entry.is_some_and(|(_, text)| text.as_ref() != texts.get(name))
    }

    /// The day on which the document was put into the trash, if it is there.
    #[must_use]
    pub fn trashed(&self) -> Option<Date> {
        self.whole()?.1.trashed
    }

    /// What is to become of the document in the trash. Its time is over if it was put
    /// there before the day `kept_since`. It goes when that was seen first before the day
    /// `seen_since`, so that a clock that leaps ahead for a moment empties no trash.
    #[must_use]
    pub fn disposal(&self, today: &Date, kept_since: &Date, seen_since: &Date) -> Disposal {
        let Some((_, Whole { trashed: Some(trashed), expired, .. })) = self.whole() else {
            return Disposal::Stays;
        };
        match expired.filter(|expired| expired <= today) {
            _ if trashed >= *kept_since => Disposal::Stays,
            None => Disposal::Expires,
            Some(expired) if expired < *seen_since => Disposal::Goes,
            Some(_) => Disposal::Stays,
        }
    }

    /// How much its records take, with their names, in UTF-16 units.
    pub(super) fn size(&self) -> usize {
        let size = |(name, (_, text)): (&String, &(u64, Option<String>))| {
            units(name) + text.as_deref().map_or(0, units)
        };
        self.entries.iter().map(size).sum()
    }

    /// What lies in the trash of the document `id`, as a restore point keeps it; `None`
    /// if that is nothing.
    #[must_use]
    pub fn trashed_state(&self, id: &AssessmentId) -> Option<PointState> {
        self.trashed()?;
        PointState::of_texts(id, &self.texts()).ok()
    }

    /// Whether it has what the user entered, and that differs from an assessment.
    pub(super) fn has_other_records_than(&self, assessment: &Assessment) -> bool {
        let is_other = |(name, (_, text)): (&String, &(u64, Option<String>))| {
            let key = RecordKey::parse(name);
            key.is_some_and(|key| stored::text(assessment, &key) != *text)
        };
        self.entries.iter().any(is_other)
    }

    /// The texts of the records that are there, by name.
    pub(super) fn texts(&self) -> BTreeMap<String, String> {
        let mut texts = BTreeMap::new();
        for (name, (_, text)) in self.entries.iter().filter(|(name, _)| *name != WHOLE) {
            texts.extend(text.clone().map(|text| (name.clone(), text)));
        }
        texts
    }
}

/// What is to become of a document in the trash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposal {
    /// It stays there.
    Stays,
    /// Its time is over, and that is to be noted.
    Expires,
    /// It goes for good.
    Goes,
}

/// The steps of one tab, as the journal has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TabSteps {
    /// The highest number of an entry that was written with one of them.
    pub order: u64,
    /// The steps by number.
    pub steps: BTreeMap<u64, String>,
}

/// What becomes of the steps of one document when a tab opens it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// The steps that the tab goes on with, by number.
    pub steps: BTreeMap<u64, String>,
    /// Whether they were those of another tab, and are the tab's own from here on.
    pub is_inherited: bool,
    /// The tabs whose steps go.
    pub forgotten: Vec<String>,
}

/// Whose steps a tab goes on with: its own; or, where it has none and no other tab is
/// open, those of the tab that wrote last. `others` are the other tabs that are open;
/// `None` if that is not known.
#[must_use]
pub fn claim(
    mut tabs: BTreeMap<String, TabSteps>,
    tab: &str,
    others: Option<&BTreeSet<String>>,
) -> Claim {
    if let Some(own) = tabs.remove(tab) {
        // The others may be about to come back, as after a restart of the browser.
        return Claim { steps: own.steps, ..Claim::default() };
    }
    let is_alone = others.is_some_and(BTreeSet::is_empty);
    let forgotten = if is_alone { tabs.keys().cloned().collect() } else { Vec::new() };
    let last = tabs.into_values().filter(|_| is_alone).max_by_key(|steps| steps.order);
    let steps = last.map(|last| last.steps).unwrap_or_default();
    Claim { is_inherited: !steps.is_empty(), steps, forgotten }
}

/// What a document in memory knows of the journal, while that is within reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// The number up to which every entry is known.
    pub(super) read: u64,
    /// The highest number that is known. Between the two another tab may have written.
    last: u64,
    /// The number up to which the storage is known to have every entry, or a later text.
    stored: u64,
    /// Up to this number entries were named by a state in the storage and never written:
    /// what is written next takes a higher one.
    vain: u64,
    /// How often a record is on its way to the journal, by name.
    on_the_way: BTreeMap<String, usize>,
    /// The records on the way of which another tab has written an entry meanwhile.
    met: BTreeSet<String>,
    /// The number of the entry that the document holds of a record, by name.
    taken: BTreeMap<String, u64>,
}

impl Seen {
    /// All entries up to `last` are in the document, of which a state in the storage has
    /// named entries up to `named`.
    pub(super) fn up_to(last: u64, named: u64) -> Self {
        Self { read: last, last, stored: last, vain: named, ..Self::default() }
    }

    /// The number above which the next entries must be, where the states in the storage
    /// have named entries up to `named`; 0 if any is right.
    pub(super) fn above(&self, named: u64) -> u64 {
        let above = if named > self.reached(0).expected { named } else { self.vain };
        if above > self.last && above < HIGHEST { above } else { 0 }
    }

    /// What was on its way is not written: the entries that were named for it are none.
    pub(super) fn fails(&mut self, edit: &JournalEdit, named: u64) {
        self.arrives(edit, &[]);
        self.vain = named;
    }

    /// Whether something is on its way.
    pub(super) fn is_on_the_way(&self) -> bool {
        !self.on_the_way.is_empty()
    }

    /// An edit is on its way to the journal.
    pub(super) fn leaves(&mut self, edit: &JournalEdit) {
        for name in edit.records.keys() {
            *self.on_the_way.entry(name.clone()).or_default() += 1;
        }
    }

    /// The records that another tab may have written while an edit of them was on its
    /// way, which has arrived with these entries: those of which an entry was read, and
    /// all, if these are not the next entries after what is known.
    pub(super) fn contended(&mut self, entries: &[Entry]) -> BTreeSet<String> {
        let first = entries.iter().map(|entry| entry.number).min();
        let is_next = first.is_none_or(|first| first <= self.last + 1);
        let mut contended = std::mem::take(&mut self.met);
        if !is_next {
            contended.extend(self.on_the_way.keys().cloned());
        }
        contended.remove(WHOLE);
        contended
    }

    /// An edit is no longer on its way: it was written with these entries, or not.
    pub(super) fn arrives(&mut self, edit: &JournalEdit, entries: &[Entry]) {
        for name in edit.records.keys() {
            if let Some(count) = self.on_the_way.get_mut(name) {
                *count -= 1;
                if *count == 0 {
                    self.on_the_way.remove(name);
                }
            }
        }
        let first = entries.iter().map(|entry| entry.number).min();
        let is_next = !self.has_missed() && first.is_some_and(|first| first <= self.last + 1);
        // What is written whole takes the place of all entries before.
        let has_all = is_next || edit.is_whole && !entries.is_empty();
        for entry in entries {
            self.take(entry);
        }
        if has_all {
            // What is one's own is stored, or is to be.
            if self.stored == self.read {
                self.stored = self.last;
            }
            self.read = self.last;
        }
    }

    /// Whether another tab may have written entries that are not known here.
    pub(super) const fn has_missed(&self) -> bool {
        self.last > self.read
    }

    /// An entry was read. Gives whether it is to be taken in: not if the document has
    /// it or a later one, and not if the record is on its way, for then it comes back
    /// merged.
    pub(super) fn receives(&mut self, entry: &Entry) -> bool {
        self.read = self.read.max(entry.number);
        self.last = self.last.max(entry.number);
        let has_it = self.taken.get(&entry.name).is_some_and(|taken| *taken >= entry.number);
        if has_it {
            return false;
        }
        if self.on_the_way.contains_key(&entry.name) {
            self.met.insert(entry.name.clone());
            return false;
        }
        self.take(entry);
        true
    }

    fn take(&mut self, entry: &Entry) {
        self.last = self.last.max(entry.number);
        self.taken.insert(entry.name.clone(), entry.number);
    }

    /// The entries of which it is not known whether the storage has them, where that says
    /// that it knows those up to `after`: the records with the numbers.
    pub(super) fn after(&self, after: u64) -> Vec<(&String, u64)> {
        let sure = self.stored.min(after);
        let entries = self.taken.iter().map(|(name, number)| (name, *number));
        entries.filter(|(name, number)| *number > sure && *name != WHOLE).collect()
    }

    /// The records on their way.
    pub(super) fn on_the_way(&self) -> impl Iterator<Item = &String> {
        self.on_the_way.keys().filter(|name| *name != WHOLE)
    }

    /// The storage has everything up to here.
    pub(super) const fn is_stored(&mut self, reached: Reached) {
        self.stored = reached.read;
    }

    /// Up to where the entries are known, where `next` records leave next.
    pub(super) fn reached(&self, next: usize) -> Reached {
        if self.has_missed() {
            return Reached { read: self.read, expected: self.read };
        }
        let on_the_way = (self.on_the_way.values().sum::<usize>() + next) as u64;
        Reached { read: self.read, expected: self.read.max(self.vain) + on_the_way }
    }
}

/// Up to where a document in memory knows the entries of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reached {
    /// It has every entry up to this number.
    pub(super) read: u64,
    /// And up to this one, once its own are written, if no other tab writes before.
    pub(super) expected: u64,
}

impl Reached {
    /// The same, without the entry of this number and those after it.
    pub(super) fn before(self, number: u64) -> Self {
        let last = self.read.min(number.saturating_sub(1));
        Self { read: last, expected: last }
    }
}

/// What an edit makes of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordEdit {
    /// The text it began from, by which its fields are merged with those of another
    /// tab; `None` if it replaces whatever stands there.
    pub base: Option<Option<String>>,
    /// The text as it is to be; `None` if the record is removed.
    pub text: Option<String>,
}

/// What a transaction has written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The entries as they are.
    pub entries: Vec<Entry>,
    /// The names of the records that another tab had written in between.
    pub merged: BTreeSet<String>,
}

impl RecordEdit {
    /// Whether another tab has written since this edit began; `stored` is what stands
    /// in the journal now. An entry that is damaged says nothing of another tab.
    #[must_use]
    pub fn is_merged(&self, id: &AssessmentId, stored: Option<&Entry>) -> bool {
        let text = stored.and_then(|entry| entry.text.as_deref());
        stored.is_none_or(|entry| entry.is_sound(id))
            && self.base.as_ref().is_some_and(|base| base.as_deref() != text)
    }

    /// The text that is to stand in the journal under this name, where this one stands
    /// now.
    #[must_use]
    pub fn onto(&self, id: &AssessmentId, name: &str, stored: Option<&Entry>) -> Option<String> {
        match &self.base {
            Some(base) if self.is_merged(id, stored) => {
                let value = |text: Option<&str>| text.and_then(stored::read::<Value>);
                let theirs = stored.and_then(|entry| entry.text.as_deref());
                let (base, mine) = (value(base.as_deref()), value(self.text.as_deref()));
                let theirs = value(theirs);
                let key = RecordKey::parse(name);
                let (base, mine, theirs) = (base.as_ref(), mine.as_ref(), theirs.as_ref());
                let merged = merged_record(key.as_ref(), base, mine, theirs);
                merged.map(|merged| merged.to_string())
            }
            _ => self.text.clone(),
        }
    }
}

/// What one transaction of the journal is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEdit {
    /// The document.
    pub id: AssessmentId,
    /// Whether the records are all there are: every other entry goes.
    pub is_whole: bool,
    /// The records by name, [`WHOLE`] among them if it is.
    pub records: BTreeMap<String, RecordEdit>,
    /// The steps of the tab that have moved. If the records are all there are, the
    /// steps of every tab go: they belong to a state that is gone.
    pub steps: Steps,
    /// Every entry takes a number above this one, which a state in the storage has named
    /// for another entry: that was never written, or its journal is gone. 0 if there is
    /// none.
    pub above: u64,
}

impl JournalEdit {
    /// Writes a document whole of which the storage says this.
    pub(super) fn whole(
        id: AssessmentId,
        texts: BTreeMap<String, String>,
        known: Known,
        steps: Steps,
    ) -> Self {
        let mut records = BTreeMap::new();
        for (name, text) in texts {
            records.insert(name, RecordEdit { base: None, text: Some(text) });
        }
        let Known { alone, saves, .. } = known;
        let whole = stored::written(&Whole { alone, saves, ..Whole::default() }).ok();
        records.insert(WHOLE.to_owned(), RecordEdit { base: None, text: whole });
        Self { id, is_whole: true, records, steps, above: 0 }
    }

    /// Puts a document into the trash that was saved so often ([`saves`](super::saves)).
    #[must_use]
    pub fn trash(id: AssessmentId, day: &Date, saves: u64) -> Self {
        Self::mark(id, &json!({}), &json!({ "trashed": day, "saves": saves }))
    }

    /// Takes a document out of the trash.
    #[must_use]
    pub fn restore(id: AssessmentId) -> Self {
        Self::mark(id, &json!({ "trashed": "", "expired": "" }), &json!({}))
    }

    /// Notes that the time of a document in the trash is over.
    #[must_use]
    pub fn expire(id: AssessmentId, day: &Date) -> Self {
        Self::mark(id, &json!({ "expired": "" }), &json!({ "expired": day }))
    }

    /// Changes fields of the mark; the others stay as they are.
    fn mark(id: AssessmentId, base: &Value, mark: &Value) -> Self {
        let mark = RecordEdit { base: Some(Some(base.to_string())), text: Some(mark.to_string()) };
        let records = [(WHOLE.to_owned(), mark)].into();
        Self { id, is_whole: false, records, steps: Steps::new(), above: 0 }
    }
}
