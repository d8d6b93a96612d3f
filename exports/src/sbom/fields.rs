//! The fields of an object, one of which may hold something else than it should.

use serde_json::{Map, Value};

use super::{Expected, SbomRefusal, supplier::is_unstated};

/// Takes out every field that is `null`. It means that there is nothing, in any
/// place; so nobody who looks at a field has to think of it.
pub(super) fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

/// A field of text; empty where there is none, or `NOASSERTION`.
pub(super) fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Result<&'a str, SbomRefusal> {
    match object.get(name) {
        None => Ok(""),
        Some(Value::String(text)) if is_unstated(text) => Ok(""),
        Some(Value::String(text)) => Ok(text.trim()),
        Some(_) => Err(SbomRefusal::expected(name, Expected::Text)),
    }
}

/// The same, where `NONE` stands for nothing, too.
pub(super) fn asserted<'a>(
    object: &'a Map<String, Value>,
    name: &str,
) -> Result<&'a str, SbomRefusal> {
    let text = text(object, name)?;
    Ok(if text.eq_ignore_ascii_case("NONE") { "" } else { text })
}

/// The items of a field that is a list, with their places; none where there is
/// no list, and none for an item that is `null`.
pub(super) fn list<'a>(
    object: &'a Map<String, Value>,
    name: &str,
) -> Result<impl Iterator<Item = (usize, &'a Value)>, SbomRefusal> {
    let items = match object.get(name) {
        None => &[],
        Some(Value::Array(items)) => items.as_slice(),
        Some(_) => return Err(SbomRefusal::expected(name, Expected::List)),
    };
    Ok(items.iter().enumerate().filter(|(_, item)| !item.is_null()))
}

pub(super) fn object<'a>(
    value: &'a Value,
    path: &str,
) -> Result<&'a Map<String, Value>, SbomRefusal> {
    value.as_object().ok_or_else(|| SbomRefusal::expected(path, Expected::Object))
}

/// The place of an item of a list, for a refusal.
pub(super) fn place(name: &str, index: usize) -> String {
    format!("{name}[{index}]")
}
