//! Where a finding is that is not about one answer alone.

use serde::Serialize;

use crate::{
    assessment::{ComponentId, EvidenceId},
    catalogue::{PartId, RequirementKey},
    results::figures::Id,
};

/// Where a finding is: what the link beside it leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "at", rename_all = "kebab-case")]
pub enum Place {
    /// The applicant.
    Applicant,
    /// The test item.
    TestItem,
    /// The explosion protection of the test item.
    Protection,
    /// A component.
    Component {
        /// Which.
        component: ComponentId,
    },
    /// The certificates that are held and applied for.
    Certificates,
    /// The providers of security technology.
    Providers,
    /// What is assessed.
    Selection,
    /// The profiles.
    Profiles,
    /// A part as a whole.
    Part {
        /// Which.
        part: PartId,
    },
    /// An organizational level of a part.
    Group {
        /// The part.
        part: PartId,
        /// The id of the level, such as `SR`.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        group: &'static str,
    },
    /// A requirement.
    Requirement {
        /// Its part.
        part: PartId,
        /// Which.
        requirement: Id,
    },
    /// An evidence item.
    Evidence {
        /// Which.
        evidence: EvidenceId,
    },
}

impl Place {
    /// The place of a requirement.
    #[must_use]
    pub const fn requirement(key: RequirementKey) -> Self {
        Self::Requirement { part: key.part(), requirement: Id(key) }
    }

    /// Whether it is among the answers and their evidence, and not of what
    /// stands beside them.
    pub(super) const fn is_of_answers(&self) -> bool {
        matches!(
            self,
            Self::Part { .. }
                | Self::Group { .. }
                | Self::Requirement { .. }
                | Self::Evidence { .. }
        )
    }

    /// The part it belongs to; none where it belongs to all of them.
    #[must_use]
    pub const fn part(&self) -> Option<PartId> {
        match self {
            Self::Part { part } | Self::Group { part, .. } | Self::Requirement { part, .. } => {
                Some(*part)
            }
            _ => None,
        }
    }
}
