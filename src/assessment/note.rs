//! A note for colleagues. It is internal, and nothing follows from it: so it is a
//! record of its own, which a copy of a bundle can leave out.

use serde::{Deserialize, Serialize};

use super::{
    AnswerKey,
    id::SetAsideId,
    text_field::{TEXT_MAX, text_fields},
};

/// The most notes that an assessment may hold.
pub const NOTES_MAX: usize = 10_000;

/// What a note is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteSubject {
    /// An answer, whether it is given yet or not.
    Answer(AnswerKey),
    /// An answer that was set aside.
    SetAside(SetAsideId),
}

/// A note for colleagues.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// What it says.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default)]
    pub text: String,
}

text_fields!(Note, NoteField {
    Text => text: TEXT_MAX,
});

impl NoteSubject {
    /// The answer it is about, unless that was set aside.
    #[must_use]
    pub const fn answer(&self) -> Option<&AnswerKey> {
        match self {
            Self::Answer(key) => Some(key),
            Self::SetAside(_) => None,
        }
    }
}
