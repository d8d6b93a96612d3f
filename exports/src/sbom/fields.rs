//! The fields of an object, one of which may hold something else than it should.

use serde_json::{Map, Value};

use super::{Expected, SbomRefusal};

/// A field of text; empty where there is none.
pub(super) fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Result<&'a str, SbomRefusal> {
    match object.get(name) {
        None | Some(Value::Null) => Ok(""),
        Some(Value::String(text)) => Ok(text.trim()),
        Some(_) => Err(SbomRefusal::expected(name, Expected::Text)),
    }
}

/// The same, where `NOASSERTION` and `NONE` stand for nothing.
pub(super) fn asserted<'a>(
    object: &'a Map<String, Value>,
    name: &str,
) -> Result<&'a str, SbomRefusal> {
    let text = text(object, name)?;
    Ok(if text == "NOASSERTION" || text == "NONE" { "" } else { text })
}

/// A field that is a list; empty where there is none.
pub(super) fn list<'a>(
    object: &'a Map<String, Value>,
    name: &str,
) -> Result<&'a [Value], SbomRefusal> {
    match object.get(name) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(items)) => Ok(items),
        Some(_) => Err(SbomRefusal::expected(name, Expected::List)),
    }
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
