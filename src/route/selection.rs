//! What the route proposes to select.

use super::decision;
use crate::{
    assessment::{Assessment, EmbeddedKind, Role, Selection},
    catalogue::{ComponentKind, PartId},
    order,
};

/// The selection with what follows from the scope and the route: the parts that
/// apply to the applicant and that there is a catalogue of, the component types
/// in scope. `None` where the route names no such part yet, or the selection has
/// it all.
///
/// A proposal adds and never takes away: parts and types the user has chosen stay.
#[must_use]
pub fn proposal(assessment: &Assessment) -> Option<Selection> {
    let parts = decision(assessment).parts;
    let mut selection = assessment.selection.clone();
    for part in parts.iter().filter_map(|part| PartId::from_code(part.code())) {
        order::add(&mut selection.parts, part);
    }
    if selection.parts.contains(&PartId::P4_2) {
        let inside = assessment.components.iter().filter(|component| component.in_scope);
        for kind in inside.filter_map(|component| component.kind) {
            order::add(&mut selection.component_kinds, kind);
        }
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
