//! An interface of the scope.

use serde::{Deserialize, Serialize};

use super::{
    id::{ComponentId, InterfaceId},
    text_field::{LINE_MAX, text_fields},
};
use crate::ex::AccessPath;

/// The most interfaces an assessment may hold.
pub const INTERFACES_MAX: usize = 400;

/// A connection between two components, or of one with what lies outside: a
/// conduit where it joins two zones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Interface {
    /// Names it within the assessment.
    pub id: InterfaceId,
    /// What it is called, such as a protocol or a port.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub name: String,
    /// One end; none where it is not drawn yet.
    #[serde(default)]
    pub from: Option<ComponentId>,
    /// The other end; none for what lies outside the test item.
    #[serde(default)]
    pub to: Option<ComponentId>,
    /// What sort of access path it is (EX-3).
    #[serde(default)]
    pub path: Option<AccessPath>,
}

text_fields!(Interface, InterfaceField {
    Name => name: LINE_MAX,
});

impl Interface {
    /// An interface that is not drawn yet.
    #[must_use]
    pub const fn new(id: InterfaceId) -> Self {
        Self { id, name: String::new(), from: None, to: None, path: None }
    }
}
