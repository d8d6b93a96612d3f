//! A drafted text that the user has edited.

use serde::{Deserialize, Serialize};

use super::{
    Rejected,
    text_field::{LINE_MAX, TEXT_MAX, text_fields},
};
use crate::digest::is_sha256_hex;

/// A drafted text that the user has edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Draft {
    /// The text as the user wants it.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    pub text: String,
    /// The language of the text, such as `en` (BCP 47).
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// SHA-256 (64 lower-case hex digits) of the coded facts it was made from:
    /// another one says that these have changed since.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub basis: String,
}

text_fields!(Draft, DraftField {
    Text => text: TEXT_MAX,
    Language => language: LINE_MAX,
});

impl Draft {
    pub(super) fn own_flaw(&self) -> Option<(&'static str, Rejected)> {
        (!is_sha256_hex(&self.basis)).then_some(("basis", Rejected::Digest))
    }
}

/// The texts that are drafted for an application (RT-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DraftKind {
    /// The written cyber statement for this Ex equipment.
    Statement,
    /// The Standards field of the IECEx certificate, page 2.
    Standards,
    /// The Equipment field of the IECEx certificate.
    Equipment,
    /// The list of annexes of the IECEx certificate.
    Annexes,
}

impl DraftKind {
    /// Every text, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Statement, Self::Standards, Self::Equipment, Self::Annexes];

    /// The stable code, such as `statement`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Standards => "standards",
            Self::Equipment => "equipment",
            Self::Annexes => "annexes",
        }
    }
}
