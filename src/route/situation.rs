//! The facts that decide (RT-10, RT-11).

use serde::Serialize;

use crate::{
    assessment::{Assessment, EmbeddedKind, ItemKind, MapPart, Role},
    ex::{self, Advisory, Protection},
};

/// Whether there is a way to the test item (EX-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// At least one.
    Path,
    /// None.
    NoPath,
    /// Not known yet.
    Open,
}

impl Access {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Path, Self::NoPath, Self::Open];
}

/// The facts that decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Situation {
    /// What the protection techniques come to; `None` if none is named and it is
    /// not said that there is none.
    pub protection: Option<Protection>,
    /// Whether a marking holds something that may be a symbol and was not
    /// understood: the techniques may come to more.
    pub unread: bool,
    /// Whether there is a way to the test item.
    pub access: Access,
    /// What is said of programmable electronics and safety devices (EX-4).
    pub advisory: Advisory,
    /// Whether the test item is an embedded device in an IACS (RT-8).
    pub embedded: Option<bool>,
    /// Whether it is assessed as a component or as a system.
    pub item: Option<ItemKind>,
    /// Whether it holds software, firmware or programmable parts (RT-10).
    pub programmable: Option<bool>,
    /// What the applicant does (RT-9).
    pub role: Option<Role>,
}

impl Situation {
    /// The situation that the scope of an assessment describes; what the protection
    /// comes to follows from its markings, techniques and arguments.
    #[must_use]
    pub fn of(assessment: &Assessment, exposure: &ex::Assessed) -> Self {
        let scope = &assessment.scope;
        Self {
            protection: exposure.protection,
            unread: exposure.unread,
            access: match &scope.access {
                None => Access::Open,
                Some(paths) if paths.is_empty() => Access::NoPath,
                Some(_) => Access::Path,
            },
            advisory: exposure.advisory,
            embedded: scope.embedded.map(|kind| kind != EmbeddedKind::NotEmbedded),
            item: scope.item,
            programmable: scope.programmable,
            role: scope.role,
        }
    }

    /// The part that the test item itself is assessed to.
    #[must_use]
    pub const fn product_part(&self) -> Option<MapPart> {
        match self.item {
            Some(ItemKind::Component) => Some(MapPart::P4_2),
            Some(ItemKind::System) => Some(MapPart::P3_3),
            None => None,
        }
    }
}
