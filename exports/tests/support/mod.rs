//! What the tests of this crate share.

use proptest::prelude::ProptestConfig;
use serde_json::Value;

/// So many cases, or as many as `EXREADY_CASES` says; and no file of
/// regressions: a case that fails becomes a test.
pub fn config(cases: u32) -> ProptestConfig {
    let asked = std::env::var("EXREADY_CASES").ok();
    let cases = asked.map_or(cases, |cases| cases.parse().unwrap());
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

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
