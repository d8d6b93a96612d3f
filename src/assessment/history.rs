//! Undo and redo.

use super::{Assessment, Change, Command, DraftField, Moment, Record, Rejected, TextField};

/// The most steps that can be undone; older ones are forgotten.
const STEPS_MAX: usize = 500;

/// The steps of one sitting. Not part of the document: it ends with the page.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    before: Vec<Record>,
    /// What was being typed into, so that the next letter joins this step.
    typing: Option<TextField>,
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
            self.undo.push(Step { before: change.before.clone(), typing: None });
        }
        if let Some(step) = self.undo.last_mut() {
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

    /// Takes the last step back; `None` if there is none.
    pub fn undo(&mut self, assessment: &mut Assessment, now: &Moment) -> Option<Change> {
        Self::step(&mut self.undo, &mut self.redo, assessment, now)
    }

    /// Takes the last undo back; `None` if there is none.
    pub fn redo(&mut self, assessment: &mut Assessment, now: &Moment) -> Option<Change> {
        Self::step(&mut self.redo, &mut self.undo, assessment, now)
    }

    fn step(
        from: &mut Vec<Step>,
        to: &mut Vec<Step>,
        assessment: &mut Assessment,
        now: &Moment,
    ) -> Option<Change> {
        let mut records = from.pop()?.before;
        // The other way round: an item comes back before the links that need it.
        records.reverse();
        let change = assessment.restore(records, now);
        to.push(Step { before: change.before.clone(), typing: None });
        Some(change)
    }
}
