//! The lists of the scope: components and the interfaces between them,
//! certificates that are held, providers of security technology.

use serde::{Deserialize, Serialize};

use super::{
    Date, Days,
    id::ComponentId,
    scope::{CertificateType, MapPart},
    text_field::{LINE_MAX, TEXT_MAX, text_fields},
};
use crate::{catalogue::ComponentKind, ex::AccessPath, text::is_blank};

/// The most components an assessment may hold. A certificate describes what a
/// test item consists of, not every library in it.
pub const COMPONENTS_MAX: usize = 200;
/// The most characters the description of a component may hold: it is a line of
/// the certificate.
pub const DESCRIPTION_MAX: usize = 1_000;
/// The most interfaces an assessment may hold.
pub const INTERFACES_MAX: usize = 400;
/// The most certificates that are held, and the most providers.
pub const CERTIFICATES_MAX: usize = 100;

/// A part of the test item, or something beside it that it works with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Component {
    /// Names it in [`Interface`].
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
}

/// A connection between two components, or of one with what lies outside: a
/// conduit where it joins two zones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Interface {
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

/// A certificate that the applicant, or the maker of a component, holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Certificate {
    /// Its number.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub number: String,
    /// The body that issued it.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub body: String,
    /// To which part.
    #[serde(default)]
    pub part: Option<MapPart>,
    /// Of which type.
    #[serde(default)]
    pub r#type: Option<CertificateType>,
    /// When it was issued.
    #[serde(default)]
    pub date: Option<Date>,
    /// Until when it is valid, where it says so.
    #[serde(default)]
    pub valid_until: Option<Date>,
    /// What it covers.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default)]
    pub scope: String,
}

text_fields!(Certificate, CertificateField {
    Number => number: LINE_MAX,
    Body => body: LINE_MAX,
    Scope => scope: TEXT_MAX,
});

impl Certificate {
    /// Whether it says what it is: a number, the body that issued it, and no end
    /// before its beginning. What lacks that shows nothing (RT-4).
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let is_possible = match (&self.date, &self.valid_until) {
            (Some(date), Some(last)) => date <= last,
            _ => true,
        };
        is_possible && !is_blank(&self.number) && !is_blank(&self.body)
    }

    /// Whether it says what it is and has been issued, whether it still holds or not.
    #[must_use]
    pub fn is_issued(&self, days: &Days) -> bool {
        self.is_whole() && !self.date.as_ref().is_some_and(|date| days.is_to_come(date))
    }

    /// Whether it holds at a moment: issued, and not over.
    #[must_use]
    pub fn holds(&self, days: &Days) -> bool {
        self.is_issued(days) && !self.valid_until.as_ref().is_some_and(|last| days.is_over(last))
    }
}

/// A provider of security technology for the test item that may hold no QAR (RT-6).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Provider {
    /// Who it is.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub name: String,
    /// What they provide.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub technology: String,
    /// The number of their 4-1 certificate.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub certificate: String,
    /// Until when that is valid.
    #[serde(default)]
    pub valid_until: Option<Date>,
    /// Who tells the ExCB of updates.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub reporter: String,
    /// Which updates could touch the Ex function.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default)]
    pub ex_updates: String,
    /// Whether they hold a QAR; not known yet where there is none.
    #[serde(default)]
    pub holds_qar: Option<bool>,
}

text_fields!(Provider, ProviderField {
    Name => name: LINE_MAX,
    Technology => technology: LINE_MAX,
    Certificate => certificate: LINE_MAX,
    Reporter => reporter: LINE_MAX,
    ExUpdates => ex_updates: TEXT_MAX,
});

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
