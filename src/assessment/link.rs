//! The link of an answer to an evidence item.

use serde::{Deserialize, Serialize};

use super::{
    id::EvidenceId,
    text_field::{LINE_MAX, text_fields},
};

/// One evidence item brought forward for one answer, with where an assessor
/// finds it there (ML-5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// The evidence item.
    pub evidence: EvidenceId,
    /// The page, clause or line.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// The test case.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub test_case: String,
}

text_fields!(Link, LinkField {
    Place => place: LINE_MAX,
    TestCase => test_case: LINE_MAX,
});

impl Link {
    /// A link to the whole item.
    #[must_use]
    pub const fn new(evidence: EvidenceId) -> Self {
        Self { evidence, place: String::new(), test_case: String::new() }
    }
}
