//! Findings: what a check found, with its place, its severity and its rule.

use serde::Serialize;

use super::{Check, Place, Severity};
use crate::{
    catalogue::{PartId, RequirementKey},
    results::figures::Id,
};

/// A finding: a check that did not hold for a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// The requirement it is about.
    pub requirement: Id,
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
        Self { requirement: Id(key), severity: check.severity(), rule: check.rule(), check }
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
        self.0.push(DocumentFinding::of(place, check));
    }
}
