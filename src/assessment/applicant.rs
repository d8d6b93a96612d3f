//! Who applies.

use serde::{Deserialize, Serialize};

use super::text_field::{LINE_MAX, TEXT_MAX, text_fields};

/// The applicant of the certificate and the manufacturer behind the product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Applicant {
    /// The legal name.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub name: String,
    /// The postal address.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default)]
    pub address: String,
    /// The person to talk to.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub contact: String,
    /// That person's e-mail address.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub email: String,
    /// The manufacturer, where it is not the applicant; else empty.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub manufacturer: String,
    /// The development and production sites in scope.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default)]
    pub sites: String,
}

text_fields!(Applicant, ApplicantField {
    Name => name: LINE_MAX,
    Address => address: TEXT_MAX,
    Contact => contact: LINE_MAX,
    Email => email: LINE_MAX,
    Manufacturer => manufacturer: LINE_MAX,
    Sites => sites: TEXT_MAX,
});
