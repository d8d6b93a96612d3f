//! When an evidence item holds, and what a record lacks to count (ML-4).

use serde::Serialize;

use super::product::names_a_product;
use crate::{
    assessment::{Date, EvidenceItem},
    text::is_blank,
};

/// Whether an evidence item holds on a day: what does not hold shows nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// It bears a day that is still to come.
    NotYet,
    /// It holds.
    Holds,
    /// The last day on which it held is over.
    Over,
}

impl Validity {
    /// The validity of an item on a day. One that ends before it begins never holds.
    #[must_use]
    pub fn of(item: &EvidenceItem, day: &Date) -> Self {
        if item.date.as_ref().is_some_and(|date| date > day) {
            Self::NotYet
        } else if item.valid_until.as_ref().is_some_and(|last| last < day) {
            Self::Over
        } else {
            Self::Holds
        }
    }
}

/// What an item that is brought forward as a record lacks to count (ML-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RecordGap {
    /// Its date.
    Date,
    /// The product version it belongs to.
    ProductVersion,
    /// Its author.
    Author,
    /// Its own version.
    DocumentVersion,
}

impl RecordGap {
    /// What the item lacks to count as a record, empty if it counts (ML-4).
    #[must_use]
    pub fn of(item: &EvidenceItem) -> Vec<Self> {
        [
            (item.date.is_none(), Self::Date),
            (!item.organizational && !names_a_product(&item.product_version), Self::ProductVersion),
            (is_blank(&item.author), Self::Author),
            (is_blank(&item.document_version), Self::DocumentVersion),
        ]
        .into_iter()
        .filter_map(|(lacks, gap)| lacks.then_some(gap))
        .collect()
    }
}
