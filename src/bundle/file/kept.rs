//! Fields that this build does not know: a bundle of a later minor version may
//! hold some, and they survive a round trip.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The unknown fields of a bundle, with their places in it.
///
/// A field within a record goes with the record: it comes back as long as the
/// record is there. Items of a list that have no id are known by their content:
/// what stood in one that was changed is gone.
///
/// They are held as the text in which they are stored, for there may be hundreds of
/// thousands, and only a bundle that is written needs to know them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept(String);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Place {
    /// A value that stands under an unknown name.
    Unknown(Value),
    /// Unknown fields within the fields of an object.
    Fields(BTreeMap<String, Self>),
    /// Unknown fields within items of a list.
    Items(Vec<Item>),
}

/// An item of a list that has unknown fields. Items move: it is known again by
/// its `id`, or else by being as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Item {
    /// What is known of it.
    was: Value,
    /// The unknown fields in it.
    kept: Place,
}

/// What an item is known by: its `id`, or else all of it.
fn name(item: &Value) -> String {
    item.get("id").map_or_else(|| item.to_string(), |id| format!("#{id}"))
}

/// The items of a list by their names.
struct Names(Vec<(String, usize)>);

impl Names {
    fn of(items: &[Value]) -> Self {
        let mut names: Vec<(String, usize)> = items.iter().map(name).zip(0..).collect();
        names.sort();
        Self(names)
    }

    /// Where an item of this name stands: the first from a place on, or else the
    /// first of all.
    fn find(&self, name: &str, from: usize) -> Option<usize> {
        let place = |least: usize| {
            let first =
                self.0.partition_point(|(other, place)| (other.as_str(), *place) < (name, least));
            self.0.get(first).filter(|(other, _)| other == name).map(|(_, place)| *place)
        };
        place(from).or_else(|| place(0))
    }
}

impl Kept {
    /// Whether there is nothing to keep.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text in which they are stored; empty if there are none.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What was stored as this text. It is not looked into: what is no such text puts
    /// nothing back, and stays as it is.
    #[must_use]
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    fn place(&self) -> Option<Place> {
        serde_json::from_str(&self.0).ok()
    }

    /// The records that this build does not know, by name.
    #[must_use]
    pub fn records(&self) -> BTreeMap<String, Value> {
        let mut place = self.place();
        for field in ["assessment", "records"] {
            let Some(Place::Fields(mut fields)) = place else { return BTreeMap::new() };
            place = fields.remove(field);
        }
        let Some(Place::Fields(records)) = place else { return BTreeMap::new() };
        let unknown = |(name, place)| match place {
            Place::Unknown(content) => Some((name, content)),
            Place::Fields(_) | Place::Items(_) => None,
        };
        records.into_iter().filter_map(unknown).collect()
    }

    /// What stands in `file` and not in `known`, which is the same read and
    /// written again.
    pub(super) fn between(file: &Value, known: &Value) -> Self {
        let place = unknown_in(file, known);
        // Everything in it can be written as JSON.
        Self(place.and_then(|place| serde_json::to_string(&place).ok()).unwrap_or_default())
    }

    /// Puts everything back into its place.
    pub(super) fn restore_into(&self, value: &mut Value) {
        if let Some(place) = self.place() {
            restore(&place, value);
        }
    }
}

fn unknown_in(file: &Value, known: &Value) -> Option<Place> {
    match (file, known) {
        (Value::Object(file), Value::Object(known)) => {
            let fields: BTreeMap<String, Place> = file
                .iter()
                .filter_map(|(name, value)| {
                    let place = match known.get(name) {
                        Some(known) => unknown_in(value, known)?,
                        None => Place::Unknown(value.clone()),
                    };
                    Some((name.clone(), place))
                })
                .collect();
            (!fields.is_empty()).then_some(Place::Fields(fields))
        }
        (Value::Array(file), Value::Array(known)) if file.len() == known.len() => {
            let item = |(file, known): (&Value, &Value)| {
                Some(Item { kept: unknown_in(file, known)?, was: known.clone() })
            };
            let items: Vec<Item> = file.iter().zip(known).filter_map(item).collect();
            (!items.is_empty()).then_some(Place::Items(items))
        }
        _ => None,
    }
}

fn restore(place: &Place, into: &mut Value) {
    match (place, into) {
        (Place::Fields(fields), Value::Object(into)) => {
            for (name, place) in fields {
                match (place, into.get_mut(name)) {
                    (Place::Unknown(value), None) => {
                        into.insert(name.clone(), value.clone());
                    }
                    (place, Some(into)) => restore(place, into),
                    (_, None) => {}
                }
            }
        }
        (Place::Items(items), Value::Array(into)) => {
            // Items mostly stand in the order in which they stood: each is looked
            // for from where the one before was found.
            let names = Names::of(into);
            let mut next = 0;
            for item in items {
                if let Some(place) = names.find(&name(&item.was), next) {
                    restore(&item.kept, &mut into[place]);
                    next = place + 1;
                }
            }
        }
        _ => {}
    }
}
