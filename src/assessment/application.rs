//! What the application for the certificate of one part names.

use serde::{Deserialize, Serialize};

use super::{
    Content, Role,
    id::ComponentId,
    text_field::{LINE_MAX, text_fields},
};
use crate::{
    catalogue::{Edition, PartId},
    text::said,
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
    /// Whether the applicant has compared the numbers of the requirements with an
    /// edition that the catalogue here has not (CV-11).
    #[serde(default)]
    pub confirmed: bool,
}

text_fields!(Application, ApplicationField {
    Edition => edition: LINE_MAX,
});

/// The edition of a part for which an application is made (CV-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedEdition<'a> {
    /// How it is cited: as it is known, or else as it was entered. That of the
    /// catalogue where the application names none.
    pub name: &'a str,
    /// Whether the application names it.
    pub is_named: bool,
    /// Whether its requirements may have other numbers than those here, and the
    /// applicant has not confirmed them.
    pub is_unconfirmed: bool,
}

impl Content {
    /// The edition of a part for which the application is made.
    #[must_use]
    pub fn named_edition(&self, part: PartId) -> NamedEdition<'_> {
        let application = self.applications.get(&part);
        let entered = application.and_then(|application| said(&application.edition));
        let Some(entered) = entered else {
            let name = part.part().edition;
            return NamedEdition { name, is_named: false, is_unconfirmed: false };
        };
        let known = Edition::find(part, entered);
        let is_verified = known.is_some_and(|edition| edition.is_verified);
        let is_confirmed = application.is_some_and(|application| application.confirmed);
        NamedEdition {
            name: known.map_or(entered, |edition| edition.name),
            is_named: true,
            is_unconfirmed: !is_verified && !is_confirmed,
        }
    }
}
