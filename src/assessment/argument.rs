//! Whether what a protection technique relies on can be changed through the
//! test item's software (EX-7).

use serde::{Deserialize, Serialize};

use super::text_field::{TEXT_MAX, text_fields};
use crate::text::is_blank;

/// What the applicant says of one technique that has an access path: a path is
/// not yet a threat (EX-7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Argument {
    /// Whether software, firmware, a command or a setting can change what the
    /// protection relies on.
    pub changeable: bool,
    /// By what it can, or why it cannot.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default)]
    pub reason: String,
}

text_fields!(Argument, ArgumentField {
    Reason => reason: TEXT_MAX,
});

impl Argument {
    /// Whether it says why: without a reason it counts as not answered (EX-7).
    #[must_use]
    pub fn is_given(&self) -> bool {
        !is_blank(&self.reason)
    }
}
