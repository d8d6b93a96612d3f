//! A component of the scope.

use serde::{Deserialize, Serialize};

use super::{
    Content,
    id::ComponentId,
    text_field::{LINE_MAX, text_fields},
};
use crate::catalogue::ComponentKind;

/// The most components an assessment may hold. A certificate describes what a
/// test item consists of, not every library in it.
pub const COMPONENTS_MAX: usize = 200;
/// The most characters the description of a component may hold: it is a line of
/// the certificate.
pub const DESCRIPTION_MAX: usize = 1_000;

/// A part of the test item, or something beside it that it works with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Component {
    /// Names it in [`super::Interface`] and in the answers of a component (CV-9).
    pub id: ComponentId,
    /// What it is called.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub name: String,
    /// Its type in the terms of 4-2.
    #[serde(default)]
    pub kind: Option<ComponentKind>,
    /// Its version.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub version: String,
    /// Who makes it.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub supplier: String,
    /// Whether the certificate covers it.
    #[serde(default)]
    pub in_scope: bool,
    /// The security zone it stands in; empty for none.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub zone: String,
    /// What it does, in a line for the certificate.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(length(max = DESCRIPTION_MAX)))]
    pub description: String,
}

text_fields!(Component, ComponentField {
    Name => name: LINE_MAX,
    Version => version: LINE_MAX,
    Supplier => supplier: LINE_MAX,
    Zone => zone: LINE_MAX,
    Description => description: DESCRIPTION_MAX,
});

impl Component {
    /// A component without content, covered by the certificate.
    #[must_use]
    pub fn new(id: ComponentId) -> Self {
        Self {
            id,
            name: String::new(),
            kind: None,
            version: String::new(),
            supplier: String::new(),
            in_scope: true,
            zone: String::new(),
            description: String::new(),
        }
    }

    /// What it is called, or its place in the list, counted from 0.
    #[must_use]
    pub fn called(&self, index: usize) -> String {
        if self.name.is_empty() {
            crate::words::components::unnamed(index + 1)
        } else {
            self.name.clone()
        }
    }
}

impl Content {
    /// What the component of this id is called; empty if there is none.
    #[must_use]
    pub fn component_called(&self, id: &ComponentId) -> String {
        let component = self.item::<Component>(id);
        component.map_or_else(String::new, |(index, component)| component.called(index))
    }
}
