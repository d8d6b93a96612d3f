//! A drafted text that the user has edited.

use serde::{Deserialize, Serialize};

use super::text_field::TEXT_MAX;

/// A drafted text that the user has edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Draft {
    /// Which text.
    pub kind: DraftKind,
    /// The text as the user wants it.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    pub text: String,
    /// SHA-256 (64 lower-case hex digits) of the draft it was made from: another
    /// one says that the facts below it have changed since.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub basis: String,
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
}
