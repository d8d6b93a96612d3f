//! The format that is published: its schema, and every released version of it.

use crate::support::{
    self, as_json,
    everything::{by_kind, everything},
    redacted, refusal, sample, sealed_with, written,
};
use exready::bundle::{self, Agreement, Refusal};
use serde_json::{Value, json};

const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/bundle-1.schema.json");

/// Every kind of record as version 1.0.0 wrote it. It is never written again: it
/// stands for every file that a user has kept. It was made with
///
/// `EXREADY_WRITE_FIXTURE=1 cargo nextest run --test schema writes_the_fixture`
const BUNDLE_1_0_0: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/bundle-1.0.0.exready.json");
/// A bundle as it was written before the first release.
const PRE_RELEASE: &[u8] = include_bytes!("../fixtures/pre-release.exready.json");

fn bundle_1_0_0() -> Vec<u8> {
    std::fs::read(BUNDLE_1_0_0).unwrap()
}

#[test]
fn writes_the_fixture_if_it_is_told_to() {
    if std::env::var_os("EXREADY_WRITE_FIXTURE").is_some() {
        std::fs::write(BUNDLE_1_0_0, written(&everything())).unwrap();
    }
}

fn published() -> Value {
    serde_json::from_slice(&std::fs::read(SCHEMA).unwrap()).unwrap()
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let kept = std::fs::read_to_string(SCHEMA).unwrap();
    assert!(
        kept.trim_end() == format!("{:#}", bundle::schema()),
        "the schema differs from the types; if that is meant, run\n  \
         cargo run --example bundle_schema > schema/bundle-1.schema.json"
    );
}

#[test]
fn the_published_schema_of_profiles_is_that_of_the_types_and_fits_the_shipped_ones() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/profile-1.schema.json");
    let kept = std::fs::read_to_string(path).unwrap();
    assert!(
        kept.trim_end() == format!("{:#}", bundle::profile_schema()),
        "the schema differs from the types; if that is meant, run\n  \
         cargo run --example profile_schema > schema/profile-1.schema.json"
    );
    let schema: Value = serde_json::from_str(&kept).unwrap();
    for file in support::PROFILES {
        check(&schema, &schema, &serde_json::from_str(file).unwrap(), "");
    }
}

#[test]
fn a_bundle_of_version_1_0_0_still_opens_and_is_written_again_byte_by_byte() {
    let bytes = bundle_1_0_0();
    let opened = bundle::open(&bytes).unwrap();
    assert_eq!(opened.agreement, Agreement::Agree);
    assert_eq!(opened.generator, "Exready 0.1.0");
    assert_eq!(opened.assessment.language, "en-GB");
    assert_eq!(opened.assessment.answers.all().count(), 48);
    assert_eq!(opened.assessment.evidence.len(), 38);
    assert_eq!(opened.assessment.created.as_str(), "2026-11-23T12:00:00Z");
    assert_eq!(opened.assessment.modified.as_str(), "2026-11-24T08:30:00Z");
    assert!(sealed_with(&opened.assessment, &opened.envelope).bytes == bytes, "the bytes differ");
}

#[test]
fn the_bundle_of_version_1_0_0_holds_every_kind_of_record_with_every_field() {
    let schema = published();
    let records = by_kind(&bundle::open(&bundle_1_0_0()).unwrap().assessment);
    let patterns =
        schema["$defs"]["AssessmentRecords"]["properties"]["records"]["patternProperties"]
            .as_object()
            .unwrap();
    let mut kinds = 0;
    for (pattern, content) in patterns {
        let kind = pattern.trim_start_matches('^').trim_end_matches('$').trim_end_matches("/.+");
        let found = records.get(kind).unwrap_or_else(|| panic!("no record of the kind {kind}"));
        let content = match content["$ref"].as_str() {
            Some(reference) => schema.pointer(reference.trim_start_matches('#')).unwrap(),
            None => content,
        };
        for field in content["properties"].as_object().into_iter().flat_map(|all| all.keys()) {
            let is_said = |value: &Value| {
                let value = &value[field];
                !value.is_null() && *value != json!("") && *value != json!([])
            };
            assert!(found.iter().any(is_said), "no {kind} says its {field}");
        }
        kinds += 1;
    }
    assert_eq!(kinds, records.len(), "the schema knows every kind");
    assert_eq!(kinds, 20);
}

#[test]
fn a_bundle_before_the_first_release_is_refused_in_words_that_say_so() {
    let refusal = refusal(PRE_RELEASE);
    assert_eq!(refusal, Refusal::PreRelease);
    assert!(refusal.to_string().contains("before the first release"), "{refusal}");
}

#[test]
fn every_bundle_is_as_the_published_schema_says() {
    let schema = published();
    let kept = serde_json::from_slice(&bundle_1_0_0()).unwrap();
    let copy = redacted(as_json(&everything()), "answer/4-1/SR-2/whole");
    for bundle in [as_json(&sample()), as_json(&everything()), copy, kept] {
        check(&schema, &schema, &bundle, "");
    }
}

#[test]
fn the_schema_names_every_field_it_requires_and_allows_further_ones() {
    let schema = published();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    for name in ["format", "version", "assessment", "results", "integrity"] {
        assert!(schema["required"].as_array().unwrap().contains(&Value::from(name)), "{name}");
    }
    assert!(schema.get("additionalProperties").is_none(), "a later minor version adds fields");
}

/// As much of a validator as shows that schema and bundle do not drift apart:
/// references, types, required and known names, enumerations, bounds.
fn check(root: &Value, schema: &Value, value: &Value, place: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.strip_prefix('#').unwrap();
        return check(root, root.pointer(pointer).unwrap(), value, place);
    }
    if let Some(branches) = schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
        let fits = |branch: &&Value| branch["type"] != "null" && fits(branch, value);
        if !value.is_null() && branches.iter().any(|branch| branch["type"] == "null") {
            return check(root, branches.iter().find(fits).unwrap(), value, place);
        }
        assert!(
            branches.iter().any(|branch| fits_or_null(branch, value)),
            "{place}: {value} fits no branch"
        );
    }
    let types = &schema["type"];
    if !types.is_null() {
        let own = kind(value);
        let listed = types.as_array().is_some_and(|types| types.iter().any(|name| name == own));
        assert!(types == own || listed, "{place}: {own}, not {types}");
    }
    if let Some(values) = schema["enum"].as_array() {
        assert!(values.contains(value), "{place}: {value}");
    }
    if let Some(minimum) = schema["minimum"].as_u64() {
        assert!(value.as_u64().is_none_or(|number| number >= minimum), "{place}: {value}");
    }
    if let Some(maximum) = schema["maximum"].as_u64() {
        assert!(value.as_u64().is_none_or(|number| number <= maximum), "{place}: {value}");
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        assert!(value.get(name.as_str().unwrap()).is_some(), "{place}: no {name}");
    }
    for (name, inner) in value.as_object().into_iter().flatten() {
        let patterns = schema["patternProperties"].as_object().into_iter().flatten();
        let mut by_pattern = patterns.filter(|(pattern, _)| matches(pattern, name));
        let by_pattern = by_pattern.next().map(|(_, inner)| inner);
        let field = schema["properties"].get(name).or(by_pattern);
        if let Some(field) = field.or(schema.get("additionalProperties")) {
            assert!(!field.is_boolean(), "{place}: `{name}` is not allowed");
            check(root, field, inner, &format!("{place}/{name}"));
        } else {
            assert!(schema.get("oneOf").is_some(), "{place}: `{name}` is not in the schema");
        }
    }
    for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
        check(root, &schema["items"], inner, &format!("{place}/{index}"));
    }
}

fn fits_or_null(branch: &Value, value: &Value) -> bool {
    (value.is_null() && branch["type"] == "null") || fits(branch, value)
}

/// Whether a name is as a pattern says: `^x$`, `^x/.+$`, or another that fits all.
fn matches(pattern: &str, name: &str) -> bool {
    let Some(pattern) = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$')) else {
        return true;
    };
    match pattern.strip_suffix("/.+") {
        Some(kind) => {
            name.strip_prefix(kind).is_some_and(|rest| rest.len() > 1 && rest.starts_with('/'))
        }
        None => name == pattern,
    }
}

/// Whether a branch is meant: by its constant, its enumeration or its tag.
fn fits(branch: &Value, value: &Value) -> bool {
    if let Some(constant) = branch.get("const") {
        return constant == value;
    }
    if let Some(values) = branch["enum"].as_array() {
        return values.contains(value);
    }
    match &branch["properties"]["check"]["const"] {
        Value::Null => !value.is_null(),
        tag => *tag == value["check"],
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
