//! A message of a thread between applicant and assessor.

use serde::{Deserialize, Serialize};

use super::{
    Rejected, Timestamp,
    id::MessageId,
    is_longer,
    record::RecordKey,
    text_field::{LINE_MAX, TEXT_MAX, text_fields},
};
use crate::text::is_blank;

/// The most messages an assessment may hold.
pub const MESSAGES_MAX: usize = 5_000;

/// One message: a question, a remark or a reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Message {
    /// The record it is about, by its name, such as `answer/4-1/SM-1/whole`.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub about: String,
    /// Who wrote it.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub author: String,
    /// When it was written.
    pub written: Timestamp,
    /// What it says.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    pub text: String,
    /// The message it replies to; none where it begins a thread.
    #[serde(default)]
    pub reply_to: Option<MessageId>,
}

text_fields!(Message, MessageField {
    Author => author: LINE_MAX,
    Text => text: TEXT_MAX,
});

impl Message {
    pub(super) fn own_flaw(&self) -> Option<(&'static str, Rejected)> {
        if is_longer(&self.about, LINE_MAX) {
            return Some(("about", Rejected::TooLong(LINE_MAX)));
        }
        if RecordKey::parse(&self.about).is_none() {
            return Some(("about", Rejected::NoSuchItem));
        }
        is_blank(&self.text).then_some(("text", Rejected::Empty))
    }
}
