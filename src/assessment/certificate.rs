//! A certificate that is held already.

use serde::{Deserialize, Serialize};

use super::{
    Date,
    id::CertificateId,
    scope::{CertificateType, MapPart},
    text_field::{LINE_MAX, TEXT_MAX, text_fields},
};
use crate::text::is_blank;

/// The most certificates that are held, and the most providers.
pub const CERTIFICATES_MAX: usize = 100;

/// A certificate that the applicant, or the maker of a component, holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Certificate {
    /// Names it within the assessment.
    pub id: CertificateId,
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
    /// The edition of the part that it names, such as `2018`; empty if it is not
    /// known (CK-3).
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub edition: String,
    /// The test item that it names with its version, for a certificate of a
    /// product; empty if it is not known (CK-3).
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub test_item: String,
}

text_fields!(Certificate, CertificateField {
    Number => number: LINE_MAX,
    Body => body: LINE_MAX,
    Scope => scope: TEXT_MAX,
    Edition => edition: LINE_MAX,
    TestItem => test_item: LINE_MAX,
});

impl Certificate {
    /// A certificate of which nothing is known yet.
    #[must_use]
    pub const fn new(id: CertificateId) -> Self {
        Self {
            id,
            number: String::new(),
            body: String::new(),
            part: None,
            r#type: None,
            date: None,
            valid_until: None,
            scope: String::new(),
            edition: String::new(),
            test_item: String::new(),
        }
    }

    /// Whether it says what it is: a number, the body that issued it, part, edition
    /// and type, the day of issue, for a product the test item with its version, and
    /// no end before its beginning. What lacks that shows nothing (CK-3, RT-4).
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let is_possible = match (&self.date, &self.valid_until) {
            (Some(date), Some(last)) => date <= last,
            _ => true,
        };
        let is_of_product = matches!(
            self.r#type,
            Some(CertificateType::ProductCapability | CertificateType::ProductApplication)
        );
        is_possible
            && self.part.is_some()
            && self.r#type.is_some()
            && self.date.is_some()
            && !is_blank(&self.number)
            && !is_blank(&self.body)
            && !is_blank(&self.edition)
            && !(is_of_product && is_blank(&self.test_item))
    }

    /// Whether it says what it is and has been issued by this day, whether it still
    /// holds or not.
    #[must_use]
    pub fn is_issued(&self, day: &Date) -> bool {
        self.is_whole() && self.date.as_ref().is_none_or(|date| date <= day)
    }

    /// Whether it holds on this day: issued, and not over. The last day counts.
    #[must_use]
    pub fn holds(&self, day: &Date) -> bool {
        self.is_issued(day) && self.valid_until.as_ref().is_none_or(|last| day <= last)
    }
}
