//! A provider of security technology.

use serde::{Deserialize, Serialize};

use super::{
    Date,
    id::ProviderId,
    text_field::{LINE_MAX, TEXT_MAX, text_fields},
};

/// A provider of security technology for the test item that may hold no QAR (RT-6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Provider {
    /// Names it within the assessment.
    pub id: ProviderId,
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

impl Provider {
    /// A provider of whom nothing is known yet.
    #[must_use]
    pub const fn new(id: ProviderId) -> Self {
        Self {
            id,
            name: String::new(),
            technology: String::new(),
            certificate: String::new(),
            valid_until: None,
            reporter: String::new(),
            ex_updates: String::new(),
            holds_qar: None,
        }
    }
}
