//! Fields that this build does not know: a bundle of a later minor version may
//! hold some, and they survive a round trip.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::json;

/// The unknown fields of a bundle, with their places in it.
///
/// A field within a record goes with the record: it comes back as long as the
/// record is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Kept(Option<Place>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Place {
    /// A value that stands under an unknown name.
    Unknown(Value),
    /// Unknown fields within the fields of an object.
    Fields(json::Fields<String, Self>),
    /// Unknown fields within the items of a list.
    Items(Vec<Option<Self>>),
}

impl Kept {
    /// Whether there is nothing to keep.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// What stands in `file` and not in `known`, which is the same read and
    /// written again.
    pub(super) fn between(file: &Value, known: &Value) -> Self {
        Self(unknown_in(file, known))
    }

    /// Puts everything back into its place.
    pub(super) fn restore_into(&self, value: &mut Value) {
        if let Some(place) = &self.0 {
            restore(place, value);
        }
    }
}

fn unknown_in(file: &Value, known: &Value) -> Option<Place> {
    match (file, known) {
        (Value::Object(file), Value::Object(known)) => {
            let fields: Vec<(String, Place)> = file
                .iter()
                .filter_map(|(name, value)| {
                    let place = match known.get(name) {
                        Some(known) => unknown_in(value, known)?,
                        None => Place::Unknown(value.clone()),
                    };
                    Some((name.clone(), place))
                })
                .collect();
            (!fields.is_empty()).then_some(Place::Fields(json::Fields(fields)))
        }
        (Value::Array(file), Value::Array(known)) if file.len() == known.len() => {
            let items: Vec<Option<Place>> =
                file.iter().zip(known).map(|(file, known)| unknown_in(file, known)).collect();
            items.iter().any(Option::is_some).then_some(Place::Items(items))
        }
        _ => None,
    }
}

fn restore(place: &Place, into: &mut Value) {
    match (place, into) {
        (Place::Fields(fields), Value::Object(into)) => {
            for (name, place) in &fields.0 {
                match (place, into.get_mut(name)) {
                    (Place::Unknown(value), None) => {
                        into.insert(name.clone(), value.clone());
                    }
                    (place, Some(into)) => restore(place, into),
                    (_, None) => {}
                }
            }
        }
        (Place::Items(items), Value::Array(into)) if items.len() == into.len() => {
            for (place, into) in items.iter().zip(into) {
                if let Some(place) = place {
                    restore(place, into);
                }
            }
        }
        _ => {}
    }
}
