//! The names under which the texts of a document stand in the storage.
//!
//! ```text
//! exready/2/<assessment id>/current                      the pointer
//! exready/2/<assessment id>/pending                      an edit under way
//! exready/2/<assessment id>/<generation>/<record name>   the records
//! exready/1/<assessment id>/<record name>                before the first release
//! exready/aside/<assessment id>/<record name>            copies of damaged texts
//! exready/name                                           who works in this browser
//! exready/asked-to-keep                                  the browser was asked for room that lasts
//! ```

use std::collections::BTreeMap;

use super::{
    failure::Failure,
    store::{Store, StoreError},
};
use crate::assessment::AssessmentId;

/// The number of this layout.
pub(super) const SCHEMA: u32 = 2;
/// The number of the layout of pre-release versions.
const PRERELEASE: u32 = 1;
/// What the names of all texts of this app begin with.
pub const PREFIX: &str = "exready/";
/// Where the name of who works in this browser stands. It belongs to no assessment.
pub const NAME: &str = "exready/name";
/// What stands here once the browser was asked to keep what is stored.
pub const ASKED_TO_KEEP: &str = "exready/asked-to-keep";
const ASIDE: &str = "exready/aside/";
/// How damaged pointers are called.
pub(super) const CURRENT: &str = "current";
/// How damaged pending edits are called.
pub(super) const PENDING: &str = "pending";

/// Where a text of an assessment stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// The pointer.
    Current,
    /// The edit under way.
    Pending,
    /// A record of a generation.
    Record { generation: u64, name: String },
    /// A record as pre-release versions stored it.
    Prerelease { name: String },
    /// A text of a later layout.
    Newer { schema: u32, rest: String },
}

impl Place {
    /// The name in the storage.
    pub(super) fn name(&self, id: &AssessmentId) -> String {
        match self {
            Self::Current => format!("{PREFIX}{SCHEMA}/{id}/{CURRENT}"),
            Self::Pending => format!("{PREFIX}{SCHEMA}/{id}/{PENDING}"),
            Self::Record { generation, name } => record(id, *generation, name),
            Self::Prerelease { name } => format!("{PREFIX}{PRERELEASE}/{id}/{name}"),
            Self::Newer { schema, rest } => format!("{PREFIX}{schema}/{id}/{rest}"),
        }
    }

    /// Reads a name in the storage; `None` if it names no text of an assessment.
    fn parse(name: &str) -> Option<(AssessmentId, Self)> {
        let (schema, rest) = name.strip_prefix(PREFIX)?.split_once('/')?;
        let schema = schema.parse().ok()?;
        let (id, rest) = rest.split_once('/')?;
        let id = AssessmentId::try_from(id.to_owned()).ok()?;
        let place = match (schema, rest) {
            (PRERELEASE, name) => Self::Prerelease { name: name.to_owned() },
            (SCHEMA, CURRENT) => Self::Current,
            (SCHEMA, PENDING) => Self::Pending,
            (SCHEMA, rest) => {
                let (generation, name) = rest.split_once('/')?;
                let generation = generation.parse().ok().filter(|number| *number < u64::MAX)?;
                Self::Record { generation, name: name.to_owned() }
            }
            (schema, rest) if schema > SCHEMA => Self::Newer { schema, rest: rest.to_owned() },
            _ => return None,
        };
        Some((id, place))
    }
}

/// The name of a record in the storage.
pub(super) fn record(id: &AssessmentId, generation: u64, name: &str) -> String {
    format!("{PREFIX}{SCHEMA}/{id}/{generation}/{name}")
}

/// The name of a copy of a damaged text; `copy` tells several of one name apart.
pub(super) fn aside(id: &AssessmentId, name: &str, copy: usize) -> String {
    if copy == 1 { format!("{ASIDE}{id}/{name}") } else { format!("{ASIDE}{id}/{name}~{copy}") }
}

/// What a copy of a damaged text is called for the user; `None` for another text.
pub(super) fn aside_name(name: &str) -> Option<&str> {
    name.strip_prefix(ASIDE)
}

/// The assessment to which the text under this name belongs; `None` if it belongs to
/// none.
pub(super) fn assessment(name: &str) -> Option<AssessmentId> {
    Place::parse(name).map(|(id, _)| id)
}

/// The places of all texts of all assessments among these names.
pub(super) fn by_assessment(names: &[String]) -> BTreeMap<AssessmentId, Vec<Place>> {
    let mut places: BTreeMap<AssessmentId, Vec<Place>> = BTreeMap::new();
    for (id, place) in names.iter().filter_map(|name| Place::parse(name)) {
        places.entry(id).or_default().push(place);
    }
    // A storage gives names in no order.
    places.values_mut().for_each(|places| places.sort());
    places
}

/// The places of all texts of one assessment.
///
/// # Errors
/// As [`Store::names`].
pub(super) fn places(store: &dyn Store, id: &AssessmentId) -> Result<Vec<Place>, StoreError> {
    Ok(by_assessment(&store.names()?).remove(id).unwrap_or_default())
}

/// A generation that is not in use yet.
pub(super) fn next_generation(places: &[Place]) -> u64 {
    let generation = |place: &Place| match place {
        Place::Record { generation, .. } => Some(*generation),
        _ => None,
    };
    places.iter().filter_map(generation).max().unwrap_or(0).saturating_add(1)
}

/// Refuses what a later version has stored.
///
/// # Errors
/// [`Failure::Newer`].
pub(super) fn refuse_newer(places: &[Place]) -> Result<(), Failure> {
    let is_newer = |place: &Place| matches!(place, Place::Newer { .. });
    if places.iter().any(is_newer) { Err(Failure::Newer) } else { Ok(()) }
}
