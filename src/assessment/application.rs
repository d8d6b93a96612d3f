//! What the application for the certificate of one part names.

use serde::{Deserialize, Serialize};

use super::{
    Role,
    id::ComponentId,
    text_field::{LINE_MAX, text_fields},
};

/// What the application names for one part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Application {
    /// The edition of the part, such as `2015+AMD1:2017`; empty until the
    /// applicant confirms it (CV-11).
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub edition: String,
    /// The component it is for, where it is not for the whole test item.
    #[serde(default)]
    pub component: Option<ComponentId>,
    /// In which role the applicant applies, where it differs from the scope's (RT-9).
    #[serde(default)]
    pub role: Option<Role>,
}

text_fields!(Application, ApplicationField {
    Edition => edition: LINE_MAX,
});
