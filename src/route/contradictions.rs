//! Answers that contradict each other (EX-8). `Scope::access` decides; the
//! interfaces propose what it should hold.

use super::{Access, OpenQuestion, Situation, answer};
use crate::{
    assessment::{Assessment, ComponentId, EmbeddedKind},
    catalogue::ComponentKind,
    ex::{self, AccessPath, Protection},
    text::is_blank,
};

/// Which answers contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// Interfaces are access paths that the answer leaves out.
    AccessLeftOut(Vec<AccessPath>),
    /// Access paths have no interface behind them, though interfaces are listed.
    AccessWithoutInterface(Vec<AccessPath>),
    /// The kind of embedded device is networked by its name, and there is no path.
    NetworkedWithoutAccess,
    /// It is said not to be explosion-protected, and a marking or a technique says
    /// that it is.
    ProtectedAfterAll,
    /// A part of the marking that could change the exposure is not understood.
    MarkingPartUnread,
    /// It is said to hold no software, and a version of software or firmware is named.
    SoftwareDenied,
    /// It is said to hold no software, and this component is of a type that does.
    KindDenied(ComponentId),
    /// This component is a network device, and there is no path.
    NetworkDeviceWithoutAccess(ComponentId),
}

/// The contradictions of an assessment, each with whether IECEx would answer
/// otherwise, for some values of what is missing, if one of the answers that take
/// part were the wrong one.
#[must_use]
pub fn contradictions(
    assessment: &Assessment,
    exposure: &ex::Assessed,
) -> Vec<(Contradiction, bool)> {
    let scope = &assessment.scope;
    let now = Situation::of(assessment, exposure);
    let with_access = |access| {
        let other = Situation { access, ..now };
        answer::can_differ(&now, &other, OpenQuestion::Access)
    };
    let with_protection = |protection| {
        let now = Situation { unread: false, ..now };
        let other = Situation { protection: Some(protection), ..now };
        answer::can_differ(&now, &other, OpenQuestion::Exposure)
    };
    let mut found = Vec::new();

    if let Some(paths) = &scope.access {
        let left_out = unnamed_paths(assessment);
        if !left_out.is_empty() {
            let changes = paths.is_empty() && with_access(Access::Path);
            found.push((Contradiction::AccessLeftOut(left_out), changes));
        }
        let unfounded: Vec<AccessPath> =
            paths.iter().copied().filter(|path| !has_interface(assessment, *path)).collect();
        if !unfounded.is_empty() && !assessment.interfaces.is_empty() {
            let changes = unfounded.len() == paths.len() && with_access(Access::NoPath);
            found.push((Contradiction::AccessWithoutInterface(unfounded), changes));
        }
        let is_networked = matches!(
            scope.embedded,
            Some(EmbeddedKind::GasDetector | EmbeddedKind::VibrationMonitor)
        );
        if is_networked && paths.is_empty() {
            let other = Situation { embedded: Some(false), ..now };
            let changes = with_access(Access::Path)
                || answer::can_differ(&now, &other, OpenQuestion::Embedded);
            found.push((Contradiction::NetworkedWithoutAccess, changes));
        }
    }

    let is_protected = !matches!(exposure.protection, Some(Protection::NotProtected) | None);
    if scope.not_protected && is_protected {
        let changes = with_protection(Protection::NotProtected);
        found.push((Contradiction::ProtectedAfterAll, changes));
    }
    let can_rise = exposure.protection < Some(Protection::Exposed);
    if exposure.unread && can_rise {
        let asked = exposure.protection.unwrap_or(Protection::NotExposed).max(Protection::AskExcb);
        let changes = with_protection(Protection::Exposed) || with_protection(asked);
        found.push((Contradiction::MarkingPartUnread, changes));
    }

    // Whether it holds software decides what IECEE offers, never what IECEx asks.
    let item = &assessment.test_item;
    let names_software = !is_blank(&item.firmware_version) || !is_blank(&item.software_version);
    if scope.programmable == Some(false) && names_software {
        found.push((Contradiction::SoftwareDenied, false));
    }
    for component in assessment.components.iter().filter(|component| component.in_scope) {
        if scope.programmable == Some(false) && component.kind.is_some() {
            found.push((Contradiction::KindDenied(component.id.clone()), false));
        }
        let has_no_path = scope.access.as_ref().is_some_and(Vec::is_empty);
        if component.kind == Some(ComponentKind::Ndr) && has_no_path {
            let changes = with_access(Access::Path);
            let id = component.id.clone();
            found.push((Contradiction::NetworkDeviceWithoutAccess(id), changes));
        }
    }
    found
}

/// The access paths that interfaces are and the scope leaves out, whether it names
/// others, none, or has no answer yet.
#[must_use]
pub fn unnamed_paths(assessment: &Assessment) -> Vec<AccessPath> {
    let named = assessment.scope.access.as_deref().unwrap_or_default();
    let is_left_out = |path: &AccessPath| has_interface(assessment, *path) && !named.contains(path);
    AccessPath::ALL.into_iter().filter(is_left_out).collect()
}

fn has_interface(assessment: &Assessment, path: AccessPath) -> bool {
    assessment.interfaces.iter().any(|interface| interface.path == Some(path))
}
