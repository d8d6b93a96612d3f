//! The format that is published: its schema, and every released version of it.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use exready::{
    assessment::{Date, MaturityLevel},
    bundle,
    catalogue::{ComponentKind, PartId, RequirementKey},
    results::{Check, score},
};
use serde_json::Value;
use support::{as_json, sample};

const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/evidence-bundle-1.schema.json");

/// The sealed sample as version 1.0.0 wrote it. It is never written again: it
/// stands for every file that a user has kept.
const BUNDLE_1_0_0: &[u8] = include_bytes!("fixtures/bundle-1.0.0.exready.json");
/// The same as version 1.1.0 wrote it: with the scope, the exposure, the route
/// and the diagram.
const BUNDLE_1_1_0: &[u8] = include_bytes!("fixtures/bundle-1.1.0.exready.json");

/// The same as version 1.2.0 wrote it, with 4-2 selected, a profile, and some
/// answers to it.
const BUNDLE_1_2_0: &[u8] = include_bytes!("fixtures/bundle-1.2.0.exready.json");

/// The same as version 1.3.0 wrote it: all four parts selected, with some answers
/// to each, and security levels among the results.
const BUNDLE_1_3_0: &[u8] = include_bytes!("fixtures/bundle-1.3.0.exready.json");

/// The same as version 1.4.0 wrote it: with a maturity level aimed at, a day by
/// which a gap is to be closed, and findings beside those of the parts.
const BUNDLE_1_4_0: &[u8] = include_bytes!("fixtures/bundle-1.4.0.exready.json");

/// The same as version 1.5.0 wrote it: with validity, failed requirements, and the
/// requirements that an item does not count for.
const BUNDLE_1_5_0: &[u8] = include_bytes!("fixtures/bundle-1.5.0.exready.json");

/// The same as version 1.6.0 wrote it, with "repeated" told from what each record
/// says of its product.
const BUNDLE_1_6_0: &[u8] = include_bytes!("fixtures/bundle-1.6.0.exready.json");

fn published() -> Value {
    serde_json::from_slice(&std::fs::read(SCHEMA).unwrap()).unwrap()
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let kept = std::fs::read_to_string(SCHEMA).unwrap();
    assert!(
        kept.trim_end() == format!("{:#}", bundle::schema()),
        "the schema differs from the types; if that is meant, run\n  \
         cargo run --example bundle_schema > schema/evidence-bundle-1.schema.json"
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
    for file in bundle::formats::profile::SHIPPED {
        check(&schema, &schema, &serde_json::from_str(file).unwrap(), "");
    }
}

#[test]
fn a_bundle_of_version_1_0_0_still_opens_with_the_results_it_states() {
    let opened = bundle::open(BUNDLE_1_0_0).unwrap();
    assert!(opened.results_agree);
    assert_eq!(opened.generator, "Exready 0.1.0");
    assert_eq!(opened.assessment.answers.iter().count(), 47);
    assert_eq!(opened.assessment.evidence.len(), 36);
    assert_eq!(opened.assessment.created.as_str(), "2026-11-23T12:00:00Z");
}

#[test]
fn a_bundle_of_version_1_1_0_still_opens_with_its_scope_and_the_results_it_states() {
    let opened = bundle::open(BUNDLE_1_1_0).unwrap();
    assert!(opened.results_agree);
    assert_eq!(opened.assessment.components.len(), 7);
    assert_eq!(opened.assessment.interfaces.len(), 6);
    assert_eq!(opened.assessment.certificates.len(), 1);
    assert_eq!(opened.assessment.scope.access.as_ref().map(Vec::len), Some(3));
}

#[test]
fn a_bundle_of_version_1_2_0_still_opens_with_its_selection_and_the_results_it_states() {
    let opened = bundle::open(BUNDLE_1_2_0).unwrap();
    assert!(opened.results_agree);
    let selection = &opened.assessment.selection;
    assert_eq!(selection.parts, [PartId::P4_1, PartId::P4_2]);
    assert_eq!(selection.component_kinds, [ComponentKind::Edr]);
    assert_eq!(opened.assessment.profiles.len(), 1);
    let answered =
        |part| opened.assessment.answers.iter().filter(move |(key, _)| key.part() == part);
    assert_eq!(answered(PartId::P4_2).count(), 3);
    let results = score(&opened.assessment);
    assert_eq!(results.part(PartId::P4_2).unwrap().coverage.ratio("4-2"), "4-2 (2/87)");
}

#[test]
fn a_bundle_of_version_1_3_0_still_opens_with_its_security_levels_and_the_results_it_states() {
    let opened = bundle::open(BUNDLE_1_3_0).unwrap();
    assert!(opened.results_agree);
    let results = score(&opened.assessment);
    let capability = |part: PartId| -> Vec<u8> {
        let security = results.part(part).unwrap().security.as_ref().unwrap();
        security.vector.iter().map(|of| of.capability.number()).collect()
    };
    assert_eq!(results.parts.len(), 4);
    assert_eq!(capability(PartId::P3_3), [0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(capability(PartId::P4_2), [0, 0, 0, 0, 0, 0, 0]);
}

#[test]
fn a_bundle_of_version_1_4_0_still_opens_with_its_findings_and_the_results_it_states() {
    let opened = bundle::open(BUNDLE_1_4_0).unwrap();
    assert!(opened.results_agree);
    assert_eq!(opened.assessment.selection.lifecycle_maturity.map(MaturityLevel::number), Some(3));
    let due = RequirementKey::find(PartId::P4_1, "SUM-4")
        .and_then(|key| opened.assessment.answers.get(key)?.due.as_ref());
    assert_eq!(due.map(Date::as_str), Some("2026-11-20"));
    let results = score(&opened.assessment);
    let unanswered =
        results.findings.iter().filter(|of| matches!(of.check, Check::Unanswered { .. }));
    assert_eq!(unanswered.count(), 33);
    assert!(results.finding_count() > 0);
}

#[test]
fn a_bundle_of_version_1_5_0_still_opens_with_the_numbers_it_states() {
    let opened = bundle::open(BUNDLE_1_5_0).unwrap();
    assert!(opened.results_agree);
    assert_eq!(opened.assessment.selection.parts, PartId::ALL);
    let text = std::str::from_utf8(BUNDLE_1_5_0).unwrap();
    assert!(text.contains(r#""failed":"#), "failed requirements are counted");
}

#[test]
fn a_bundle_of_version_1_6_0_still_opens_with_the_numbers_it_states() {
    let opened = bundle::open(BUNDLE_1_6_0).unwrap();
    assert!(opened.results_agree);
    assert_eq!(opened.assessment, bundle::open(BUNDLE_1_5_0).unwrap().assessment);
}

#[test]
fn every_bundle_is_as_the_published_schema_says() {
    let schema = published();
    let kept = [
        BUNDLE_1_0_0,
        BUNDLE_1_1_0,
        BUNDLE_1_2_0,
        BUNDLE_1_3_0,
        BUNDLE_1_4_0,
        BUNDLE_1_5_0,
        BUNDLE_1_6_0,
    ]
    .map(|bytes| serde_json::from_slice(bytes).unwrap());
    for bundle in [as_json(&sample())].into_iter().chain(kept) {
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
        let by_pattern =
            schema["patternProperties"].as_object().and_then(|all| all.values().next());
        let of_field = schema["properties"].get(name).or(by_pattern);
        if let Some(of_field) = of_field.or(schema.get("additionalProperties")) {
            assert!(!of_field.is_boolean(), "{place}: `{name}` is not allowed");
            check(root, of_field, inner, &format!("{place}/{name}"));
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
