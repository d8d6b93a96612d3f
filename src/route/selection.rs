//! What the route proposes to select.

use super::{
    Decision,
    sequence::{Step, steps},
};
use crate::{
    assessment::{Assessment, EmbeddedKind, MapPart, Role, Selection},
    catalogue::{ComponentKind, PartId},
};

/// The selection with what follows from the scope and the route: the parts that
/// apply to the applicant and that there is a catalogue of, but for those to
/// which every certificate is held (RT-4), and the component types in scope.
/// `None` where the route names no such part yet, or the selection has it all.
///
/// A proposal adds and never takes away: parts and types the user has chosen stay.
#[must_use]
pub fn proposal(assessment: &Assessment, decision: &Decision) -> Option<Selection> {
    let parts = &decision.parts;
    let steps = steps(assessment, decision, Some(&assessment.day));
    let is_held = |part: MapPart| {
        let mut of_part = steps.iter().filter(|step| step.part == Some(part)).peekable();
        of_part.peek().is_some() && of_part.all(Step::is_done)
    };
    let mut selection = assessment.selection.clone();
    let open = parts.iter().filter(|part| !is_held(**part));
    for part in open.filter_map(|part| PartId::from_code(part.code())) {
        selection.parts.push(part);
    }
    selection.parts.sort_unstable();
    selection.parts.dedup();
    if selection.parts.contains(&PartId::P4_2) {
        let inside = assessment.components.iter().filter(|component| component.in_scope);
        selection.component_kinds.extend(inside.filter_map(|component| component.kind));
        selection.component_kinds.sort_unstable();
        selection.component_kinds.dedup();
        let is_embedded =
            assessment.scope.embedded.is_some_and(|kind| kind != EmbeddedKind::NotEmbedded);
        if is_embedded && selection.component_kinds.is_empty() {
            selection.component_kinds.push(ComponentKind::Edr);
        }
    }
    let is_new = selection != assessment.selection;
    (is_new && !parts.is_empty() && assessment.scope.role != Some(Role::AssetOwner))
        .then_some(selection)
}
