//! JSON values, place by place; the tests of `exports` use it too.

use serde_json::Value;

/// The pointer of every value within a value.
pub fn pointers(value: &Value, here: String, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            pointers(value, format!("{here}/{}", name.replace('~', "~0").replace('/', "~1")), out);
        }),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, value)| pointers(value, format!("{here}/{index}"), out)),
        _ => {}
    }
    out.push(here);
}
