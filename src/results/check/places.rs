//! Where a finding is that is not about one answer alone.

use serde::Serialize;

use super::{Check, Severity, text::named};
use crate::{
    assessment::{Assessment, ComponentId, EvidenceId},
    catalogue::{PartId, RequirementKey},
    results::Id,
    words,
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
        matches!(self, Self::Group { .. } | Self::Requirement { .. } | Self::Evidence { .. })
    }

    /// The part it belongs to; none where it belongs to all of them.
    #[must_use]
    pub const fn part(&self) -> Option<PartId> {
        match self {
            Self::Group { part, .. } | Self::Requirement { part, .. } => Some(*part),
            _ => None,
        }
    }

    /// What the place is called.
    #[must_use]
    pub fn name(&self, assessment: &Assessment) -> String {
        match self {
            Self::Applicant => words::scope::applicant().to_owned(),
            Self::TestItem => words::scope::test_item().to_owned(),
            Self::Protection => words::scope::protection().to_owned(),
            Self::Certificates => words::route::certificates().to_owned(),
            Self::Providers => words::certificate::providers().to_owned(),
            Self::Selection => words::select::title().to_owned(),
            Self::Profiles => words::select::profiles().to_owned(),
            Self::Group { part, group } => [part.code(), " ", group].concat(),
            Self::Requirement { requirement, .. } => requirement.0.with_part(),
            Self::Component { component } => {
                let component = assessment.components.iter().find(|of| of.id == *component);
                named(component.map_or("", |of| &of.name)).to_owned()
            }
            Self::Evidence { evidence } => {
                let item = assessment.evidence.get(evidence);
                named(item.map_or("", |item| &item.title)).to_owned()
            }
        }
    }
}

/// A finding about the document: about more than one answer, the day of the
/// last change, or something beside the answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentFinding {
    /// Where it is.
    pub place: Place,
    /// How much it weighs.
    pub severity: Severity,
    /// The id of the rule behind it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub rule: &'static str,
    /// What was found.
    #[serde(flatten)]
    pub check: Check,
}

impl DocumentFinding {
    pub(super) const fn of(place: Place, check: Check) -> Self {
        Self { place, severity: check.severity(), rule: check.rule(), check }
    }

    /// Whether it is about a part: it stands there, takes something away from
    /// requirements there, or says that the part cannot be assessed as it is.
    #[must_use]
    pub fn concerns(&self, part: PartId) -> bool {
        let is_named = match &self.check {
            Check::NoComponentKinds
            | Check::LifecycleNotShown
            | Check::ComponentWithoutKind
            | Check::ComponentKindNotSelected { .. } => part == PartId::P4_2,
            Check::ProfileOfOtherEdition { part: of, .. } => *of == part,
            Check::RecordIncomplete { requirements, .. }
            | Check::EvidenceNotYetValid { requirements, .. }
            | Check::EvidenceExpired { requirements, .. } => {
                requirements.iter().any(|Id(key)| key.part() == part)
            }
            _ => false,
        };
        is_named || self.place.part() == Some(part)
    }
}
