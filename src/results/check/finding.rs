//! Findings: what a check found, with its place, its severity and its rule.

use serde::Serialize;

use super::{Check, Place, Severity};
use crate::{
    assessment::ComponentId,
    catalogue::{PartId, RequirementKey},
    results::figures::Id,
};

/// A finding: a check that did not hold for a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// The requirement it is about.
    pub requirement: Id,
    /// The component whose answer it is about; none where it is that for the whole (CV-9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub component: Option<ComponentId>,
    /// How much it weighs.
    pub severity: Severity,
    /// The id of the rule behind it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub rule: &'static str,
    /// What was found.
    #[serde(flatten)]
    pub check: Check,
}

impl Finding {
    pub(in crate::results) fn of(key: RequirementKey, check: Check) -> Self {
        let (severity, rule) = (check.severity(), check.rule());
        Self { requirement: Id(key), component: None, severity, rule, check }
    }
}

/// A finding about the document: about more than one answer, the day of the
/// last change, or something beside the answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentFinding {
    /// Where it is.
    pub place: Place,
    /// The component whose answers it is about, where answers are given per
    /// component (CV-9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub component: Option<ComponentId>,
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
    const fn of(place: Place, component: Option<ComponentId>, check: Check) -> Self {
        Self { place, component, severity: check.severity(), rule: check.rule(), check }
    }

    /// Whether it is about a part: it stands there, takes something away from
    /// requirements there, or says that the part cannot be assessed as it is.
    #[must_use]
    pub fn concerns(&self, part: PartId) -> bool {
        let is_named = match &self.check {
            Check::NoComponentKinds
            | Check::LifecycleNotShown
            | Check::ComponentWithoutKind
            | Check::KindWithoutComponent { .. }
            | Check::ComponentKindNotSelected { .. } => part == PartId::P4_2,
            Check::ProfileOfOtherEdition { part: named, .. }
            | Check::EditionUnconfirmed { part: named, .. }
            | Check::CertificateSuperseded { part: named, .. } => *named == part,
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

/// The findings about the document, as they are found.
pub(super) struct FindingList(pub(super) Vec<DocumentFinding>);

impl FindingList {
    pub(super) fn add(&mut self, place: Place, check: Check) {
        self.add_for(None, place, check);
    }

    /// Adds a finding about the answers of one component, or of the whole.
    pub(super) fn add_for(&mut self, component: Option<&ComponentId>, place: Place, check: Check) {
        self.0.push(DocumentFinding::of(place, component.cloned(), check));
    }
}
