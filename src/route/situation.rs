//! The facts that decide, and whether the explosion protection can be reached
//! (EX-1, EX-3).

use serde::Serialize;

use crate::{
    assessment::{Assessment, EmbeddedKind, ItemKind, MapPart, Role},
    ex,
};

/// Whether the protection techniques of the test item are exposed (EX-1, EX-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProtectionExposure {
    /// At least one technique is.
    Possible,
    /// None is.
    No,
    /// The workshop's table does not say; the ExCB does.
    AskExcb,
    /// Not known yet.
    Open,
}

impl ProtectionExposure {
    /// Every value.
    pub const ALL: [Self; 4] = [Self::Possible, Self::No, Self::AskExcb, Self::Open];
}

impl ProtectionExposure {
    /// What is known of the techniques, whatever the access paths are.
    #[must_use]
    pub fn of(assessed: &ex::Assessed) -> Self {
        if assessed.is_possible() {
            return Self::Possible;
        }
        match assessed.verdict {
            ex::ExposureVerdict::Exposed | ex::ExposureVerdict::PossibleWithoutPath => {
                Self::Possible
            }
            ex::ExposureVerdict::NotExposed => Self::No,
            ex::ExposureVerdict::AskExcb => Self::AskExcb,
            ex::ExposureVerdict::Undecided => Self::Open,
        }
    }
}

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

/// Whether the explosion protection can be reached through the IACS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// A technique is exposed and there is a path.
    Reachable,
    /// No technique is exposed, or there is no path.
    NotReachable,
    /// There is a path, and the ExCB decides whether a technique is exposed.
    AskExcb,
    /// Not known yet.
    Open,
}

/// The facts that decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Situation {
    /// Whether a technique is exposed.
    pub exposure: ProtectionExposure,
    /// Whether there is a way to the test item.
    pub access: Access,
    /// Whether the test item is an embedded device in an IACS (RT-8).
    pub embedded: Option<bool>,
    /// Whether it is assessed as a component or as a system.
    pub item: Option<ItemKind>,
    /// What the applicant does (RT-9).
    pub role: Option<Role>,
}

impl Situation {
    /// The situation that the scope of an assessment describes; the exposure
    /// follows from its markings and techniques.
    #[must_use]
    pub fn of(assessment: &Assessment, exposure: ProtectionExposure) -> Self {
        let scope = &assessment.scope;
        Self {
            exposure,
            access: match &scope.access {
                None => Access::Open,
                Some(paths) if paths.is_empty() => Access::NoPath,
                Some(_) => Access::Path,
            },
            embedded: scope.embedded.map(|kind| kind != EmbeddedKind::NotEmbedded),
            item: scope.item,
            role: scope.role,
        }
    }

    /// Whether the explosion protection can be reached (EX-3).
    #[must_use]
    pub const fn reach(&self) -> Reach {
        match (self.exposure, self.access) {
            (ProtectionExposure::No, Access::Path | Access::NoPath | Access::Open)
            | (
                ProtectionExposure::Possible
                | ProtectionExposure::AskExcb
                | ProtectionExposure::Open,
                Access::NoPath,
            ) => Reach::NotReachable,
            (ProtectionExposure::Possible, Access::Path) => Reach::Reachable,
            (ProtectionExposure::AskExcb, Access::Path) => Reach::AskExcb,
            (ProtectionExposure::Open, Access::Path)
            | (
                ProtectionExposure::Possible
                | ProtectionExposure::AskExcb
                | ProtectionExposure::Open,
                Access::Open,
            ) => Reach::Open,
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
