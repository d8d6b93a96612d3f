//! What the route proposes to select.

use super::{
    Decision,
    sequence::{Step, steps},
};
use crate::{
    assessment::{Assessment, EmbeddedKind, FR_COUNT, MapPart, SecurityLevel, Selection},
    catalogue::{ComponentKind, PartId},
};

/// The selection that follows from the scope and the route: the parts of the
/// certificates that are sought, or else proposed, and that there is a catalogue
/// of, but for those to which every certificate is held (RT-4), and the component
/// types in scope. Where no target is set yet, the lowest that asks for something;
/// else targets stay as they are. `None` where nothing follows yet, or the
/// selection is that already.
#[must_use]
pub fn proposal(assessment: &Assessment, decision: &Decision) -> Option<Selection> {
    let steps = steps(assessment, decision, Some(&assessment.day));
    // What is asked of a supplier has no type.
    let own: Vec<&Step> = steps.iter().filter(|step| step.r#type.is_some()).collect();
    let is_open = |part: MapPart| own.iter().any(|step| step.part == Some(part) && !step.is_done());
    let parts: Vec<PartId> = PartId::ALL
        .into_iter()
        .filter(|part| {
            MapPart::ALL.into_iter().any(|one| one.code() == part.code() && is_open(one))
        })
        .collect();
    let mut selection = assessment.selection.clone();
    selection.parts = parts;
    for part in selection.parts.clone() {
        if let Some(target) = selection.target_mut(part)
            && target.iter().all(|level| level.number() == 0)
        {
            *target = [SecurityLevel::new(1); FR_COUNT];
        }
    }
    if selection.parts.contains(&PartId::P4_2) {
        let inside = assessment.components.iter().filter(|component| component.in_scope);
        let mut kinds: Vec<ComponentKind> = inside.filter_map(|component| component.kind).collect();
        let is_embedded =
            assessment.scope.embedded.is_some_and(|kind| kind != EmbeddedKind::NotEmbedded);
        if is_embedded && kinds.is_empty() {
            kinds.push(ComponentKind::Edr);
        }
        kinds.sort_unstable();
        kinds.dedup();
        // Nothing said of the types is no reason to take away what was chosen.
        if !kinds.is_empty() {
            selection.component_kinds = kinds;
        }
    }
    (!selection.parts.is_empty() && selection != assessment.selection).then_some(selection)
}
