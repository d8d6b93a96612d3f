//! Undo and redo.
//!
//! A step is one's own: what another tab has changed since stays, field by field.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    Assessment, Change, Command, Content, DraftField, Moment, Record, RecordKey, Rejected,
    TextField,
    merge::{changed, contested, field, merged},
};
use crate::json::Plain;

/// The most steps that can be undone; older ones are forgotten.
const STEPS_MAX: usize = 500;

/// The steps of one tab. Not part of the document.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    /// The records that it moved, as they were before, in the order of writing.
    before: Vec<Record>,
    /// The same records, as it left them.
    after: Vec<Record>,
    /// What was being typed into, so that the next letter joins this step.
    typing: Option<TextField>,
}

impl Step {
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
            match merged(base.as_ref(), mine.as_ref(), theirs.as_ref()) {
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
            let now = assessment.record(&record).to_value();
            let (base, mine) = (after.to_value(), before.to_value());
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
    /// The name of the field in it.
    pub field: String,
    /// What one's own step would bring back, or has left; `None` if the field is empty.
    pub mine: Option<Value>,
    /// What something else has put there.
    pub theirs: Option<Value>,
}

impl Contested {
    /// Puts mine in place.
    #[must_use]
    pub fn use_mine(&self, content: &Content) -> Option<Command> {
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
        self.redo.clear();
        let joins = typing.as_ref().is_some_and(|(typing, _)| {
            self.undo.last().is_some_and(|step| step.typing.as_ref() == Some(typing))
        });
        if !joins {
            if self.undo.len() == STEPS_MAX {
                self.undo.remove(0);
            }
            self.undo.push(Step::new(assessment, &change));
        }
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

    /// Takes the last step back; `None` if there is none. With `force` also where
    /// something else has changed the same fields since.
    ///
    /// The step is one's own: what was changed since in other fields stays.
    pub fn undo(
        &mut self,
        assessment: &mut Assessment,
        force: bool,
        now: &Moment,
    ) -> Option<Undone> {
        Self::step(&mut self.undo, &mut self.redo, assessment, force, now)
    }

    /// Takes the last undo back; `None` if there is none. Otherwise as
    /// [`undo`](Self::undo).
    pub fn redo(
        &mut self,
        assessment: &mut Assessment,
        force: bool,
        now: &Moment,
    ) -> Option<Undone> {
        Self::step(&mut self.redo, &mut self.undo, assessment, force, now)
    }

    /// The fields of a record that one of these steps has left as they stand, up to
    /// now: something else is about to put `next` in the place of the record.
    #[must_use]
    pub fn replaced(&self, key: &RecordKey, next: Option<&Value>) -> Vec<Contested> {
        let steps = self.undo.iter().rev();
        let places = steps.filter_map(|step| {
            let place = step.after.iter().position(|record| record.key() == *key)?;
            Some((step.before[place].to_value(), step.after[place].to_value()))
        });
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
    pub fn forget(&mut self, is_undo: bool) {
        let steps = if is_undo { &mut self.undo } else { &mut self.redo };
        steps.pop();
    }

    fn step(
        from: &mut Vec<Step>,
        to: &mut Vec<Step>,
        assessment: &mut Assessment,
        force: bool,
        now: &Moment,
    ) -> Option<Undone> {
        let step = from.last()?;
        let contested = step.contested(assessment);
        if !force && !contested.is_empty() {
            return Some(Undone::Contested(contested));
        }
        let change = assessment.restore(step.taken_back(assessment), now);
        from.pop();
        if let Some(flaw) = assessment.flaw_after(change.before.iter()) {
            assessment.restore(change.before.into_iter().rev().collect(), &change.modified_before);
            return Some(Undone::Impossible(flaw.reason));
        }
        to.push(Step::new(assessment, &change));
        Some(Undone::Done(change))
    }
}
