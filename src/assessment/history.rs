//! Undo and redo.
//!
//! A step is one's own: what another tab has changed since stays, field by field.
//! Each step has a number and a text, so that it can be kept beside the document
//! and outlives a reload ([`History::take_moved`], [`History::read`]).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Assessment, Change, Command, Content, DraftField, Moment, Record, RecordKey, Rejected,
    TextField,
    merge::{changed, content, contested, field, merged_record},
    stored,
};
use crate::json::Plain;

/// The most steps that can be undone; older ones are forgotten.
const STEPS_MAX: usize = 500;

/// Back or forth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The last step.
    Undo,
    /// The last undo.
    Redo,
}

/// The steps of one tab. Not part of the document.
#[derive(Debug, Default)]
pub struct History {
    /// The steps that stand, the last one at the end.
    undo: Vec<Step>,
    /// The steps that were taken back, the last one at the end.
    redo: Vec<Step>,
    /// The number of the first step that stands. Those after it count on, and those
    /// that were taken back after them.
    first: u64,
    /// The numbers whose step is not kept as it is now.
    moved: BTreeSet<u64>,
}

/// The texts of steps by number; `None` where there is no step any more.
pub type Steps = BTreeMap<u64, Option<String>>;

#[derive(Debug)]
struct Step {
    /// The records that it moved, as they were before, in the order of writing.
    before: Vec<Record>,
    /// The same records, as it left them.
    after: Vec<Record>,
    /// What was being typed into, so that the next letter joins this step.
    typing: Option<TextField>,
}

/// A step as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    is_undone: bool,
    before: Vec<KeptRecord>,
    after: Vec<KeptRecord>,
}

/// The name and the content of a record; `None` if it is not there.
type KeptRecord = (String, Option<Value>);

impl Step {
    fn text(&self, is_undone: bool) -> Option<String> {
        let kept = |records: &[Record]| {
            let kept = |record: &Record| (record.key().name(), record.to_value());
            records.iter().map(kept).collect()
        };
        let (before, after) = (kept(&self.before), kept(&self.after));
        // Every record can be written as JSON.
        stored::written(&Kept { is_undone, before, after }).ok()
    }

    /// A step from its text, and whether it was taken back; `None` if it is none.
    fn read(text: &str) -> Option<(Self, bool)> {
        let Kept { is_undone, before, after } = stored::read(text)?;
        let record = |(name, value): &KeptRecord| {
            let key = RecordKey::parse(name)?;
            match value {
                Some(value) => Record::read::<Plain>(&key, value).ok(),
                None => Record::absent(key),
            }
        };
        let records = |kept: &[KeptRecord]| kept.iter().map(record).collect::<Option<Vec<_>>>();
        let step = Self { before: records(&before)?, after: records(&after)?, typing: None };
        let is_one = step.before.iter().map(Record::key).eq(step.after.iter().map(Record::key));
        is_one.then_some((step, is_undone))
    }

    fn new(assessment: &Assessment, change: &Change) -> Self {
        let mut step = Self { before: change.before.clone(), after: Vec::new(), typing: None };
        step.ends_at(assessment);
        step
    }

    /// What the assessment holds now is what the step has left.
    fn ends_at(&mut self, assessment: &Assessment) {
        self.after = self.before.iter().map(|record| assessment.record(&record.key())).collect();
    }

    /// The records to be put in place so that the step is taken back. What changed
    /// since in other fields stays.
    fn taken_back(&self, assessment: &Assessment) -> Vec<Record> {
        let record = |(before, after): (&Record, &Record)| {
            let key = before.key();
            let now = assessment.record(&key);
            if now == *after {
                return Some(before.clone());
            }
            let (base, mine, theirs) = (after.to_value(), before.to_value(), now.to_value());
            match merged_record(Some(&key), base.as_ref(), mine.as_ref(), theirs.as_ref()) {
                Some(value) => Record::read::<Plain>(&key, &value).ok(),
                None => Record::absent(key),
            }
        };
        // The other way round: an item comes back before the links that need it.
        self.before.iter().zip(&self.after).rev().filter_map(record).collect()
    }

    /// The fields that the step changed and something else has changed since.
    fn contested(&self, assessment: &Assessment) -> Vec<Contested> {
        let fields = |(before, after): (&Record, &Record)| {
            let record = before.key();
            let now = content(&assessment.record(&record));
            let (base, mine) = (content(after), content(before));
            let names = contested(base.as_ref(), mine.as_ref(), now.as_ref());
            let contested = names.into_iter().map(|name| Contested {
                mine: field(mine.as_ref(), &name).cloned(),
                theirs: field(now.as_ref(), &name).cloned(),
                record: record.clone(),
                field: name,
            });
            contested.collect::<Vec<_>>()
        };
        self.before.iter().zip(&self.after).flat_map(fields).collect()
    }
}

/// A field that a step changed, and that something else has changed since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contested {
    /// The record.
    pub record: RecordKey,
    /// The name of the field in it; empty if it is the record as a whole, which something
    /// else has removed.
    pub field: String,
    /// What one's own step would bring back, or has left; `None` if the field is empty.
    pub mine: Option<Value>,
    /// What something else has put there.
    pub theirs: Option<Value>,
}

impl Contested {
    /// Whether what something else has put there still stands there.
    #[must_use]
    pub fn stands(&self, now: &Content) -> bool {
        let record = content(&now.record(&self.record));
        let is_whole = self.field.is_empty();
        let here = if is_whole { record.as_ref() } else { field(record.as_ref(), &self.field) };
        here == self.theirs.as_ref()
    }

    /// Puts mine in place.
    #[must_use]
    pub fn use_mine(&self, content: &Content) -> Option<Command> {
        if self.field.is_empty() {
            let record = Record::read::<Plain>(&self.record, self.mine.as_ref()?);
            return record.ok().map(Command::put);
        }
        let mut value = content.record(&self.record).to_value()?;
        let fields = value.as_object_mut()?;
        match &self.mine {
            Some(mine) => drop(fields.insert(self.field.clone(), mine.clone())),
            None => drop(fields.remove(&self.field)),
        }
        Some(Command::put(Record::read::<Plain>(&self.record, &value).ok()?))
    }
}

/// What became of a step that was to be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undone {
    /// It is taken back.
    Done(Change),
    /// Something else has changed the same fields since; nothing was done.
    Contested(Vec<Contested>),
    /// It does not fit what was changed since, and is forgotten.
    Impossible(Rejected),
}

/// The field of text that a command types into, and what stands in it then.
fn typing(command: &Command) -> Option<(TextField, &str)> {
    match command {
        Command::SetText(field, text) => Some((field.clone(), text)),
        Command::SetDraft(kind, draft) => {
            Some((TextField::Draft(*kind, DraftField::Text), &draft.text))
        }
        _ => None,
    }
}

/// Whether a sentence or line is over. A full stop alone does not end one: it
/// may stand within a version number.
fn ends_sentence(text: &str) -> bool {
    [". ", ": ", "\n"].iter().any(|end| text.ends_with(end))
}

impl History {
    /// The steps that were kept, by number. Where one cannot be read, none is taken
    /// over: each begins where the one before it ends.
    #[must_use]
    pub fn read(texts: &BTreeMap<u64, String>) -> Self {
        let steps = texts.values().map(|text| Step::read(text)).collect::<Option<Vec<_>>>();
        let first = texts.keys().next().copied().unwrap_or_default();
        let is_gapless = texts.keys().copied().eq((first..).take(texts.len()));
        let Some(steps) = steps.filter(|_| is_gapless) else {
            // What is there goes with the next step.
            return Self { moved: texts.keys().copied().collect(), ..Self::default() };
        };
        let mut history = Self { first, ..Self::default() };
        for (step, is_undone) in steps {
            let steps = if is_undone { &mut history.redo } else { &mut history.undo };
            steps.push(step);
        }
        history.redo.reverse();
        history
    }

    /// What is to be kept of the steps that have moved since the last call.
    #[must_use]
    pub fn take_moved(&mut self) -> Steps {
        let mut steps = Steps::new();
        for number in std::mem::take(&mut self.moved) {
            steps.insert(number, self.text(number));
        }
        steps
    }

    /// These steps were not kept.
    pub fn not_kept(&mut self, steps: &Steps) {
        self.moved.extend(steps.keys());
    }

    /// Nothing is kept any more: all steps are to be.
    pub fn keep_all(&mut self) {
        self.moved.extend((self.first..).take(self.undo.len() + self.redo.len()));
    }

    /// Whether a step has moved since [`take_moved`](Self::take_moved).
    #[must_use]
    pub fn has_moved(&self) -> bool {
        !self.moved.is_empty()
    }

    /// The text of the step of this number; `None` if there is none.
    fn text(&self, number: u64) -> Option<String> {
        let place = usize::try_from(number.checked_sub(self.first)?).ok()?;
        match place.checked_sub(self.undo.len()) {
            None => self.undo.get(place)?.text(false),
            Some(place) => self.redo.iter().rev().nth(place)?.text(true),
        }
    }

    /// The number after the last step that stands.
    fn next(&self) -> u64 {
        self.first + self.undo.len() as u64
    }

    /// The steps that were taken back go, or get other numbers.
    fn redo_moves(&mut self) {
        self.moved.extend((self.next()..).take(self.redo.len()));
    }

    /// Whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is something to redo.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Carries out a command and remembers how to undo it. Letters typed one
    /// after another into one field are one step, up to the end of a sentence.
    ///
    /// # Errors
    /// As [`Assessment::apply`].
    pub fn apply(
        &mut self,
        assessment: &mut Assessment,
        command: Command,
        now: &Moment,
    ) -> Result<Change, Rejected> {
        let typing = typing(&command).map(|(typing, text)| (typing, ends_sentence(text)));
        let change = assessment.apply(command, now)?;
        if change.before.is_empty() {
            return Ok(change);
        }
        self.redo_moves();
        self.redo.clear();
        let joins = typing.as_ref().is_some_and(|(typing, _)| {
            self.undo.last().is_some_and(|step| step.typing.as_ref() == Some(typing))
        });
        if !joins {
            if self.undo.len() == STEPS_MAX {
                self.undo.remove(0);
                self.moved.insert(self.first);
                self.first += 1;
            }
            self.undo.push(Step::new(assessment, &change));
        }
        self.moved.insert(self.next() - 1);
        if let Some(step) = self.undo.last_mut() {
            if joins {
                step.ends_at(assessment);
            }
            step.typing = typing.and_then(|(typing, ends)| (!ends).then_some(typing));
        }
        Ok(change)
    }

    /// Ends a run of typing: what is typed next is a step of its own.
    pub fn settle(&mut self) {
        if let Some(step) = self.undo.last_mut() {
            step.typing = None;
        }
    }

    /// Takes the last step back, or the last undo; `None` if there is none. With
    /// `force` also where something else has changed the same fields since.
    ///
    /// The step is one's own: what was changed since in other fields stays.
    pub fn step(
        &mut self,
        direction: Direction,
        assessment: &mut Assessment,
        force: bool,
        now: &Moment,
    ) -> Option<Undone> {
        let step = self.steps(direction).last()?;
        let contested = step.contested(assessment);
        if !force && !contested.is_empty() {
            return Some(Undone::Contested(contested));
        }
        let change = assessment.restore(step.taken_back(assessment), now);
        if let Some(flaw) = assessment.flaw_after(change.before.iter()) {
            assessment.restore(change.before.into_iter().rev().collect(), &change.modified_before);
            self.forget(direction);
            return Some(Undone::Impossible(flaw.reason));
        }
        // It changes sides and keeps its number.
        let step = Step::new(assessment, &change);
        match direction {
            Direction::Undo => {
                self.undo.pop();
                self.moved.insert(self.next());
                self.redo.push(step);
            }
            Direction::Redo => {
                self.redo.pop();
                self.moved.insert(self.next());
                self.undo.push(step);
            }
        }
        Some(Undone::Done(change))
    }

    fn steps(&self, direction: Direction) -> &[Step] {
        match direction {
            Direction::Undo => &self.undo,
            Direction::Redo => &self.redo,
        }
    }

    /// The fields of a record that one of these steps has left as they stand, up to
    /// now: something else is about to put `next` in the place of the record.
    #[must_use]
    pub fn replaced(&self, key: &RecordKey, next: Option<&Value>) -> Vec<Contested> {
        let steps = self.undo.iter().rev();
        let places = steps.filter_map(|step| {
            let place = step.after.iter().position(|record| record.key() == *key)?;
            Some((content(&step.before[place]), content(&step.after[place])))
        });
        let blank = key.blank();
        let next = next.or(blank.as_ref());
        let mut places = places.peekable();
        if let (None, Some((_, Some(mine)))) = (next, places.peek()) {
            let (record, mine) = (key.clone(), Some(mine.clone()));
            return vec![Contested { record, field: String::new(), mine, theirs: None }];
        }
        let mut seen = BTreeSet::new();
        let mut replaced = Vec::new();
        for (before, after) in places {
            for name in changed(before.as_ref(), after.as_ref()) {
                let (mine, theirs) = (field(after.as_ref(), &name), field(next, &name));
                if seen.insert(name.clone()) && mine != theirs {
                    let (mine, theirs) = (mine.cloned(), theirs.cloned());
                    replaced.push(Contested { record: key.clone(), field: name, mine, theirs });
                }
            }
        }
        replaced
    }

    /// Forgets the step that the next undo would take back, or the next redo.
    pub fn forget(&mut self, direction: Direction) {
        // What was taken back moves up by one, or has one less.
        self.redo_moves();
        match direction {
            Direction::Undo => {
                self.undo.pop();
                self.moved.insert(self.next());
            }
            Direction::Redo => drop(self.redo.pop()),
        }
    }
}
