//! The one way to change an assessment.

use std::{collections::BTreeMap, error, fmt};

use super::{
    Answer, AnswerField, AnswerKey, Assessment, Bulk, Content, Date, Draft, DraftKind,
    EVIDENCE_MAX, EvidenceId, EvidenceItem, FileFlaw, LINKS_MAX, Link, ListItem, ListKey,
    MaturityLevel, Moment, Note, NoteSubject, PointId, Record, RecordKey, SetAsideId, TextField,
    Verdict, is_longer,
};
use crate::{catalogue::RequirementKey, text::is_blank};

/// Something the user does to an assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Types into a field of text.
    SetText(TextField, String),
    /// Puts records in place: adds items and replaces them, chooses in them.
    Put(Vec<Record>),
    /// Removes a record with everything that hangs on it: the interfaces that end
    /// at a component, the links to an evidence item. The answers of a component
    /// are set aside (CV-9).
    Remove(RecordKey),
    /// Brings an answer that was set aside back, as the answer of this key (CV-9).
    BringBack(SetAsideId, AnswerKey),
    /// Makes the document what it was in an earlier state.
    Return(Box<Content>),
    /// Edits a drafted text.
    SetDraft(DraftKind, Draft),
    /// Gives a verdict.
    SetVerdict(AnswerKey, Verdict),
    /// Says that an answer still holds, although its requirement has changed, or the
    /// product.
    Confirm(AnswerKey),
    /// Says the same of each of these requirements, as far as it changes something.
    Answer(Vec<RequirementKey>, Bulk),
    /// Claims a maturity level, or takes the claim back.
    SetClaimed(AnswerKey, Option<MaturityLevel>),
    /// Sets the day by which the owner wants it settled, or takes it back.
    SetDue(AnswerKey, Option<Date>),
    /// Names the SM-5 analysis behind "not applicable", or takes it back.
    SetScopingAnalysis(AnswerKey, Option<EvidenceId>),
    /// Links an evidence item to an answer.
    Link(AnswerKey, EvidenceId),
    /// Takes the link of an evidence item away; the item stays.
    Unlink(AnswerKey, EvidenceId),
    /// Ticks a point that an assessor looks for, or takes the tick back.
    Tick(AnswerKey, PointId, bool),
    /// Adds an evidence item, or replaces the one of that id, and links it to
    /// an answer if one is named.
    PutEvidence(EvidenceId, Box<EvidenceItem>, Option<AnswerKey>),
}

impl Command {
    /// Puts one record in place.
    #[must_use]
    pub fn put(record: Record) -> Self {
        Self::Put(vec![record])
    }

    /// Changes the item of this id; moves nothing if it is gone.
    #[must_use]
    pub fn change<T: ListItem>(content: &Content, id: &T::Id, change: impl FnOnce(&mut T)) -> Self {
        let changed = content.item::<T>(id).map(|(_, item)| {
            let mut item = item.clone();
            change(&mut item);
            item.record()
        });
        Self::Put(changed.into_iter().collect())
    }
}

/// What a command moved, with the state before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Each record that moved, as it was before; the order is that of writing.
    pub before: Vec<Record>,
    /// The requirements whose answer or evidence moved, in catalogue order.
    pub requirements: Vec<RequirementKey>,
    /// When the assessment was last changed before this.
    pub modified_before: Moment,
}

impl Change {
    /// The records that moved, in the order in which they are to be stored.
    pub fn records(&self) -> impl Iterator<Item = RecordKey> {
        self.before.iter().map(Record::key)
    }

    /// Whether it moved nothing but answers and evidence.
    #[must_use]
    pub fn is_of_answers(&self) -> bool {
        self.records().all(|key| {
            matches!(
                key,
                RecordKey::Answer(_)
                    | RecordKey::Link(..)
                    | RecordKey::Tick(..)
                    | RecordKey::Evidence(_)
                    | RecordKey::Note(_)
                    | RecordKey::Order(ListKey::Links(_))
            )
        })
    }

    /// Whether no evidence item moved, and no link to one.
    #[must_use]
    pub fn leaves_evidence(&self) -> bool {
        self.records().all(|key| {
            matches!(key, RecordKey::Answer(_) | RecordKey::Tick(..) | RecordKey::Note(_))
        })
    }
}

/// Why a command was refused, or what is wrong with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// A text is longer than its field may hold; the limit in characters.
    TooLong(usize),
    /// A text that is needed is empty.
    Empty,
    /// There is no evidence item of that id.
    NoSuchEvidence,
    /// An evidence item needs a title.
    NoTitle,
    /// The description of the evidence file is wrong.
    File(FileFlaw),
    /// A digest is not 64 lower-case hex digits.
    Digest,
    /// The answer links as many evidence items as it may.
    TooManyLinks,
    /// There are as many evidence items as an assessment may hold.
    TooManyEvidenceItems,
    /// A list has more items than it may hold; the limit.
    TooManyItems(usize),
    /// There is no such item.
    NoSuchItem,
    /// An answer that was set aside cannot stand there: something is answered there
    /// already, or the requirement does not apply.
    NoWayBack,
    /// An interface ends at a component that is not there.
    LooseEnds,
    /// Nobody says why requirements do not apply.
    NoJustification,
    /// Two profiles have one id.
    SameProfile,
    /// The entries of a list are not in order and each once.
    NotOnceEach,
    /// A profile does not hold what it should.
    BadProfile,
    /// A record states another id than the one it stands under.
    OtherId,
    /// The local date of the last change is not near its moment in UTC.
    OtherDay,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use crate::words::rejected as words;
        match self {
            Self::TooLong(max) => f.write_str(&words::too_long(max)),
            Self::NoSuchEvidence => f.write_str(words::no_such_evidence()),
            Self::NoTitle => f.write_str(words::no_title()),
            Self::File(FileFlaw::Name) => f.write_str(words::file_name()),
            Self::File(FileFlaw::Size) => f.write_str(words::file_size()),
            Self::File(FileFlaw::Sha256) => f.write_str(words::file_sha256()),
            Self::TooManyLinks => f.write_str(&words::too_many_links(LINKS_MAX)),
            Self::TooManyItems(max) => f.write_str(&words::too_many_items(max)),
            Self::Empty => f.write_str(words::empty()),
            Self::Digest => f.write_str(words::digest()),
            Self::OtherId => f.write_str(words::other_id()),
            Self::OtherDay => f.write_str(words::other_day()),
            Self::NoSuchItem => f.write_str(words::no_such_item()),
            Self::NoWayBack => f.write_str(words::no_way_back()),
            Self::LooseEnds => f.write_str(words::loose_ends()),
            Self::NotOnceEach => f.write_str(words::not_once_each()),
            Self::NoJustification => f.write_str(words::no_justification()),
            Self::BadProfile => f.write_str(words::bad_profile()),
            Self::SameProfile => f.write_str(words::same_profile()),
            Self::TooManyEvidenceItems => f.write_str(&words::too_many(EVIDENCE_MAX)),
        }
    }
}

impl error::Error for Rejected {}

impl Assessment {
    /// Carries out a command at the moment `now`.
    ///
    /// A command that would change nothing gives an empty [`Change`] and does
    /// not touch [`Content::modified`].
    ///
    /// # Errors
    /// [`Rejected`] says why; nothing was changed then.
    pub fn apply(&mut self, command: Command, now: &Moment) -> Result<Change, Rejected> {
        if !now.utc.is_near(&now.day) {
            return Err(Rejected::OtherDay);
        }
        let after = self.outcome(command)?;
        if after.iter().any(|record| record.other_id().is_some()) {
            return Err(Rejected::OtherId);
        }
        let change = self.restore(after, now);
        match self.flaw_after(change.before.iter()) {
            None => Ok(change),
            Some(flaw) => {
                self.restore(change.before.into_iter().rev().collect(), &change.modified_before);
                Err(flaw.reason)
            }
        }
    }

    /// Puts records in place, as a command or an undo does.
    pub(super) fn restore(&mut self, records: Vec<Record>, now: &Moment) -> Change {
        let modified_before = Moment { utc: self.modified.clone(), day: self.day.clone() };
        let mut before = Vec::with_capacity(records.len());
        let mut requirements = Vec::new();
        for record in records {
            let key = record.key();
            let was = self.record(&key);
            if was == record {
                continue;
            }
            match &key {
                RecordKey::Answer(key)
                | RecordKey::Link(key, _)
                | RecordKey::Tick(key, _)
                | RecordKey::Note(NoteSubject::Answer(key))
                | RecordKey::Order(ListKey::Links(key)) => requirements.push(key.requirement),
                RecordKey::Evidence(id) => requirements.extend(self.linked_to(id)),
                _ => {}
            }
            before.push(was);
            self.0.put(record);
            if let RecordKey::Evidence(id) = &key {
                requirements.extend(self.linked_to(id));
            }
        }
        requirements.sort();
        requirements.dedup();
        if !before.is_empty() {
            self.0.modified = now.utc.clone();
            self.0.day = now.day.clone();
        }
        Change { before, requirements, modified_before }
    }
}

impl Content {
    /// The records as they are to be after the command. Links come after the
    /// item they need and go before it, so that what is stored half-way holds together.
    fn outcome(&self, command: Command) -> Result<Vec<Record>, Rejected> {
        let record = match command {
            Command::Return(state) => return Ok(self.made_into(&state)),
            Command::SetText(field, text) => {
                if is_longer(&text, field.max()) {
                    return Err(Rejected::TooLong(field.max()));
                }
                let mut record = self.record(&field.record()).begun();
                let missing = match field {
                    TextField::Evidence(..) => Rejected::NoSuchEvidence,
                    _ => Rejected::NoSuchItem,
                };
                *record.text_mut(&field).ok_or(missing)? = text;
                record
            }
            Command::Put(records) => {
                // A profile is taken as it is: another version goes in after this one is out.
                let acts = |record: &Record| match record {
                    Record::Profile(id, Some(_)) => {
                        self.record(&RecordKey::Profile(id.clone())).is_there()
                    }
                    _ => false,
                };
                if records.iter().any(acts) {
                    return Err(Rejected::SameProfile);
                }
                return Ok(self.with_orders(records));
            }
            Command::Remove(key) => return self.removed(&key),
            Command::BringBack(id, key) => return self.brought_back(&id, &key),
            Command::SetDraft(kind, draft) => Record::Draft(kind, Some(draft)),
            Command::SetVerdict(key, verdict) => self.changed(key, |answer| {
                answer.verdict = verdict;
                answer.asked_again = None;
            }),
            Command::Confirm(key) => self.changed(key, |answer| answer.asked_again = None),
            Command::Answer(keys, bulk) => return self.answered(&keys, &bulk),
            Command::SetClaimed(key, level) => self.changed(key, |answer| answer.claimed = level),
            Command::SetDue(key, due) => self.changed(key, |answer| answer.due = due),
            Command::SetScopingAnalysis(key, id) => {
                self.changed(key, |answer| answer.scoping_analysis = id)
            }
            Command::Link(key, id) => return Ok(self.linked(key, id)),
            Command::Unlink(key, id) => return self.removed(&RecordKey::Link(key, id)),
            Command::Tick(key, point, is_ticked) => Record::Tick(key, point, is_ticked),
            Command::PutEvidence(id, item, key) => {
                let mut records = vec![Record::Evidence(id.clone(), Some(*item))];
                records.extend(key.into_iter().flat_map(|key| self.linked(key, id.clone())));
                return Ok(records.into_iter().map(Record::in_order).collect());
            }
        };
        Ok(vec![record.in_order()])
    }

    /// The records with the orders of the lists to which they add items: a new
    /// item comes last.
    pub(super) fn with_orders(&self, records: Vec<Record>) -> Vec<Record> {
        let mut orders: BTreeMap<ListKey, Vec<String>> = BTreeMap::new();
        for record in records.iter().filter(|record| record.is_there()) {
            let Some((list, id)) = record.key().list() else { continue };
            let order = orders.entry(list).or_insert_with_key(|list| self.listed(list));
            if !order.contains(&id) {
                order.push(id);
            }
        }
        let moved = orders.into_iter().filter(|(list, order)| *order != self.listed(list));
        let moved: Vec<Record> = moved
            .filter(|(_, order)| order.len() > 1)
            .map(|(list, order)| Record::Order(list, Some(order)))
            .collect();
        records.into_iter().map(Record::in_order).chain(moved).collect()
    }

    /// The records without one of them and what hangs on it.
    fn removed(&self, key: &RecordKey) -> Result<Vec<Record>, Rejected> {
        let missing = match key {
            RecordKey::Evidence(_) => Rejected::NoSuchEvidence,
            // Taking a link or an edit away that is not there changes nothing.
            RecordKey::Link(..) | RecordKey::Draft(_) => return Ok(self.without(key)),
            _ => Rejected::NoSuchItem,
        };
        if !self.record(key).is_there() {
            return Err(missing);
        }
        let mut records = Vec::new();
        match key {
            RecordKey::Component(id) => {
                let ends = |end: &Option<super::ComponentId>| end.as_ref() == Some(id);
                for interface in &self.interfaces {
                    if ends(&interface.from) || ends(&interface.to) {
                        records.extend(self.without(&RecordKey::Interface(interface.id.clone())));
                    }
                }
                records.extend(self.with_answers_aside(id));
            }
            RecordKey::SetAside(id) => {
                records.extend(self.without(&RecordKey::Note(NoteSubject::SetAside(id.clone()))));
            }
            RecordKey::Evidence(id) => {
                for (key, answer) in self.answers.all().filter(|(_, answer)| answer.links(id)) {
                    if answer.scoping_analysis.as_ref() == Some(id) {
                        let unnamed = |answer: &mut Answer| answer.scoping_analysis = None;
                        records.push(self.changed(key.clone(), unnamed));
                    }
                    records.extend(self.without(&RecordKey::Link(key.clone(), id.clone())));
                }
                for (key, aside) in self.set_aside.iter().filter(|(_, aside)| aside.links(id)) {
                    let mut aside = aside.clone();
                    aside.unlink(|other| other == id);
                    records.push(Record::SetAside(key.clone(), Some(aside)));
                }
            }
            _ => {}
        }
        records.extend(self.without(key));
        // Several items of one list may go: the last order is without all of them.
        let mut orders: BTreeMap<ListKey, Vec<String>> = BTreeMap::new();
        records.retain(|record| match record {
            Record::Order(list, _) => {
                orders
                    .entry(list.clone())
                    .or_insert_with(|| self.orders.get(list).cloned().unwrap_or_default());
                false
            }
            _ => true,
        });
        for (list, mut order) in orders {
            let gone: Vec<String> = records
                .iter()
                .filter(|record| !record.is_there())
                .filter_map(|record| record.key().list())
                .filter_map(|(other, id)| (other == list).then_some(id))
                .collect();
            order.retain(|id| !gone.contains(id));
            records.push(Record::Order(list, (order.len() > 1).then_some(order)));
        }
        Ok(records)
    }

    /// The record of this key and its place in its list, taken away.
    pub(super) fn without(&self, key: &RecordKey) -> Vec<Record> {
        let mut records: Vec<Record> = Record::absent(key.clone()).into_iter().collect();
        if let Some((list, id)) = key.list()
            && let Some(order) = self.orders.get(&list)
        {
            let order: Vec<String> = order.iter().filter(|other| **other != id).cloned().collect();
            records.push(Record::Order(list, (order.len() > 1).then_some(order)));
        }
        records
    }

    /// The records of a bulk answer.
    fn answered(&self, keys: &[RequirementKey], bulk: &Bulk) -> Result<Vec<Record>, Rejected> {
        let fits = |text: &str, field: AnswerField| {
            if is_longer(text, field.max()) { Err(Rejected::TooLong(field.max())) } else { Ok(()) }
        };
        match bulk {
            Bulk::NotApplicable { justification, analysis } => {
                if is_blank(justification) {
                    return Err(Rejected::NoJustification);
                }
                fits(justification, AnswerField::Justification)?;
                if analysis.as_ref().is_some_and(|id| !self.evidence.contains_key(id)) {
                    return Err(Rejected::NoSuchEvidence);
                }
            }
            Bulk::Owner(owner) => fits(owner, AnswerField::Owner)?,
            Bulk::Reopen => {}
        }
        let subjects = self.subjects();
        let changed = keys.iter().flat_map(|key| bulk.answers(&subjects, *key));
        Ok(changed.map(|key| self.changed(key, |answer| bulk.change(answer))).collect())
    }

    fn changed(&self, key: AnswerKey, change: impl FnOnce(&mut Answer)) -> Record {
        let mut answer = self.answers.answer(&key).map(Answer::fields).unwrap_or_default();
        change(&mut answer);
        Record::Answer(key, Some(answer)).in_order()
    }

    /// The link of an item to an answer, with its place after the others.
    fn linked(&self, key: AnswerKey, id: EvidenceId) -> Vec<Record> {
        let answer = self.answers.answer(&key);
        if answer.is_some_and(|answer| answer.linked().any(|linked| *linked == id)) {
            return Vec::new();
        }
        self.with_orders(vec![Record::Link(key, id.clone(), Some(Link::new(id)))])
    }
}

impl Record {
    /// The same, ready to be typed into: a note begins with its first letter.
    fn begun(self) -> Self {
        match self {
            Self::Note(about, note) => Self::Note(about, Some(note.unwrap_or_default())),
            other => other,
        }
    }

    /// The same with its lists in order and each entry once, and absent where it
    /// says nothing.
    fn in_order(self) -> Self {
        match self {
            Self::Scope(scope) => Self::Scope(scope.in_order()),
            Self::Selection(selection) => Self::Selection(selection.in_order()),
            Self::Evidence(id, Some(mut item)) => {
                item.shows.sort();
                item.shows.dedup();
                Self::Evidence(id, Some(item))
            }
            Self::Answer(key, answer) => {
                Self::Answer(key, answer.filter(|answer| *answer != Answer::default()))
            }
            Self::Note(about, note) => {
                Self::Note(about, note.filter(|note| *note != Note::default()))
            }
            other => other,
        }
    }
}
