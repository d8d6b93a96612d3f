//! A certificate that is held already.

use serde::{Deserialize, Serialize};

use super::{
    Date, Days,
    scope::{CertificateType, MapPart},
    text_field::{LINE_MAX, TEXT_MAX, text_fields},
};
use crate::text::is_blank;

/// The most certificates that are held, and the most providers.
pub const CERTIFICATES_MAX: usize = 100;

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
