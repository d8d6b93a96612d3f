//! Components made of what was chosen of an SBOM.

use std::{error, fmt};

use super::{Entry, Named};
use crate::{
    assessment::{COMPONENTS_MAX, Component, ComponentId},
    words::sbom as say,
};

/// More was chosen than an assessment may hold; nothing was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRoom {
    /// How many components can still be added.
    pub room: usize,
}

impl fmt::Display for NoRoom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&say::no_room(COMPONENTS_MAX, self.room))
    }
}

impl error::Error for NoRoom {}

/// The components to add for the chosen entries, each of which is another:
/// in scope, and without those that [are there](Entry::is) already, which are
/// named.
///
/// # Errors
/// [`NoRoom`] if there would be more than [`COMPONENTS_MAX`].
pub fn components_from(
    chosen: &[Entry],
    existing: &[Component],
    make_id: &mut dyn FnMut() -> ComponentId,
) -> Result<(Vec<Component>, Named), NoRoom> {
    let room = COMPONENTS_MAX.saturating_sub(existing.len());
    let mut added: Vec<Component> = Vec::new();
    let mut there = Named::default();
    for entry in chosen {
        if existing.iter().any(|component| entry.is(component)) {
            there.add(entry.title());
            continue;
        }
        if added.len() == room {
            return Err(NoRoom { room });
        }
        added.push(Component {
            name: entry.name.clone(),
            kind: entry.sort.kind(),
            version: entry.version.clone(),
            supplier: entry.supplier.clone(),
            description: entry.description.clone(),
            ..Component::new(make_id())
        });
    }
    Ok((added, there))
}
