//! Two edits of one record that began from the same state.
//!
//! A record is merged field by field: whoever changed a field last keeps it, and
//! what nobody else touched stays. A record that is no object, such as an order,
//! is one field.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Answer, Application, Argument, Record, RecordKey};

impl RecordKey {
    /// What a record says, field by field, in which nothing is entered yet; `None` for one
    /// that two tabs cannot begin, because its id is new.
    pub(super) fn blank(&self) -> Option<Value> {
        let argument = || Argument { changeable: false, reason: String::new() };
        let blank = match self {
            Self::Answer(_) => serde_json::to_value(Answer::default()),
            Self::Application(_) => serde_json::to_value(Application::default()),
            Self::Argument(_) => serde_json::to_value(argument()),
            _ => return None,
        };
        blank.ok()
    }
}

/// The content of a record, field by field; `None` where it is not there.
pub(super) fn content(record: &Record) -> Option<Value> {
    record.to_value().or_else(|| record.key().blank())
}

/// What becomes of a record: `mine` is the later edit, begun from `base`, and
/// `theirs` is what stands there now. `None` is a record that is not there.
///
/// Where both changed one field, mine wins whole.
pub(super) fn merged(
    base: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
) -> Option<Value> {
    if theirs == base || mine == theirs {
        return mine.cloned();
    }
    if mine == base {
        return theirs.cloned();
    }
    let (Some(Value::Object(mine)), Some(Value::Object(theirs))) = (mine, theirs) else {
        return mine.cloned();
    };
    let none = Map::new();
    let base = base.and_then(Value::as_object).unwrap_or(&none);
    let mut names = BTreeSet::new();
    names.extend(mine.keys().chain(theirs.keys()));
    let mut fields = Map::new();
    for name in names {
        let is_mine = mine.get(name) != base.get(name);
        let value = if is_mine { mine.get(name) } else { theirs.get(name) };
        fields.extend(value.map(|value| (name.clone(), value.clone())));
    }
    Some(Value::Object(fields))
}

/// The same for the record of this key, if it is known. What two edits make of a record
/// that was not there is merged as well: a field that says nothing is not changed.
#[must_use]
pub fn merged_record(
    key: Option<&RecordKey>,
    base: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
) -> Option<Value> {
    let Some(blank) = key.and_then(RecordKey::blank) else { return merged(base, mine, theirs) };
    // An answer that says nothing is not kept: nobody has removed it.
    let is_answer = matches!(key, Some(RecordKey::Answer(_)));
    let is_begun_twice = base.is_none() && mine.is_some() && theirs.is_some();
    if !is_answer && !is_begun_twice {
        return merged(base, mine, theirs);
    }
    let fields = |value: Option<&Value>| value.unwrap_or(&blank).clone();
    let merged = merged(Some(&fields(base)), Some(&fields(mine)), Some(&fields(theirs)));
    merged.filter(|merged| !is_answer || *merged != blank)
}

/// The names of the fields that both edits changed, each to something else.
pub(super) fn contested(
    base: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
) -> BTreeSet<String> {
    let mut names = changed(base, mine);
    let also = changed(base, theirs);
    names.retain(|name| also.contains(name) && field(mine, name) != field(theirs, name));
    names
}

/// The names of the fields in which two contents of a record differ.
pub(super) fn changed(before: Option<&Value>, after: Option<&Value>) -> BTreeSet<String> {
    let fields = [before, after].into_iter().flatten().filter_map(Value::as_object);
    let mut names = BTreeSet::new();
    names.extend(fields.flat_map(|fields| fields.keys().cloned()));
    names.into_iter().filter(|name| field(before, name) != field(after, name)).collect()
}

/// A field of a record; `None` if it is empty.
pub(super) fn field<'a>(value: Option<&'a Value>, name: &str) -> Option<&'a Value> {
    value?.get(name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn merge(base: &Value, mine: &Value, theirs: &Value) -> Value {
        merged(Some(base), Some(mine), Some(theirs)).unwrap_or_default()
    }

    #[test]
    fn different_fields_both_stay_and_of_one_field_the_later_edit_wins() {
        let base = json!({ "name": "a", "description": "b", "limits": "c" });
        let mine = json!({ "name": "A", "description": "b", "limits": "mine" });
        let theirs = json!({ "name": "a", "description": "B", "limits": "theirs" });
        let expected = json!({ "name": "A", "description": "B", "limits": "mine" });
        assert_eq!(merge(&base, &mine, &theirs), expected);
        let contested = contested(Some(&base), Some(&mine), Some(&theirs));
        assert_eq!(contested.into_iter().collect::<Vec<_>>(), ["limits"]);
    }

    #[test]
    fn a_field_that_one_edit_adds_or_empties_does_not_come_back() {
        let base = json!({ "owner": "Ann" });
        assert_eq!(
            merge(&base, &json!({}), &json!({ "owner": "Ann", "due": "2026-12-01" })),
            json!({ "due": "2026-12-01" })
        );
        assert_eq!(
            merge(&json!({}), &json!({ "a": 1 }), &json!({ "b": 2 })),
            json!({ "a": 1, "b": 2 })
        );
    }

    #[test]
    fn a_record_that_was_removed_stays_removed_unless_the_later_edit_changes_it() {
        let (base, edited) = (json!({ "name": "a" }), json!({ "name": "b" }));
        assert_eq!(merged(Some(&base), Some(&base), None), None);
        assert_eq!(merged(Some(&base), Some(&edited), None), Some(edited.clone()));
        assert_eq!(merged(Some(&base), None, Some(&edited)), None);
    }

    #[test]
    fn an_order_is_one_field() {
        let (base, mine, theirs) = (json!(["a"]), json!(["a", "b"]), json!(["c", "a"]));
        assert_eq!(merge(&base, &mine, &theirs), mine);
        assert_eq!(merge(&base, &base, &theirs), theirs);
    }
}
