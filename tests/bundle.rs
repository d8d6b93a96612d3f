//! Bundles that open: canonical bytes, the seal, unknown fields, results of others.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use exready::{
    assessment::{Assessment, Command, EvidenceItem, TestItemField, Verdict},
    bundle::{self, Kept, Opened},
    results::score,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{apply, as_json, empty, evidence_id, key, later, sample, sealed, sha256, written};

fn open(bytes: &[u8]) -> Opened {
    bundle::open(bytes).unwrap()
}

fn rewritten(opened: &Opened) -> Value {
    serde_json::from_slice(&bundle::write(&opened.assessment, &opened.kept).unwrap().bytes).unwrap()
}

/// Checks that a bundle is the canonical form of what it says and that its seal holds.
fn is_canonical_and_sealed(bytes: &[u8]) {
    let mut value: Value = serde_json::from_slice(bytes).unwrap();
    assert_eq!(support::jcs::canonical(&value), str::from_utf8(bytes).unwrap());
    let seal = value.as_object_mut().unwrap().remove("integrity").unwrap();
    assert_eq!(seal["algorithm"], "SHA-256");
    assert_eq!(seal["digest"], sha256(support::jcs::canonical(&value).as_bytes()));
}

/// The sample with an unknown field in every place where a later version may add one.
fn of_a_later_version() -> Value {
    let mut file = as_json(&sample());
    file["version"] = json!("1.7.3");
    let news = || json!({ "z": [1, null, { "y": "\u{1f600}", "\u{fb33}": true }], "a": -7 });
    for place in [
        "",
        "/generator",
        "/catalogues/0",
        "/assessment",
        "/assessment/applicant",
        "/assessment/test_item",
        "/assessment/answers/4-1/SR-2",
        "/assessment/evidence/sdl-manual",
        "/assessment/evidence/sdl-manual/file",
    ] {
        let object = file.pointer_mut(place).and_then(Value::as_object_mut).unwrap();
        object.insert("news".to_owned(), news());
        object.insert("\u{fb33}".to_owned(), json!("sorts after the next one in UTF-16"));
        object.insert("\u{1f600}".to_owned(), json!("\u{1}\"\\\n\u{7f}\u{2028}"));
    }
    file
}

#[test]
fn the_sample_is_canonical_sealed_and_names_what_made_it() {
    let sealed = bundle::write(&sample(), &Kept::default()).unwrap();
    is_canonical_and_sealed(&sealed.bytes);
    let file = as_json(&sample());
    assert_eq!(file["integrity"]["digest"], sealed.digest);
    assert_eq!(file["format"], "exready.evidence-bundle");
    assert_eq!(file["version"], "1.7.0");
    assert_eq!(file["created"], "2026-11-23T12:00:00Z");
    assert_eq!(file["results"]["parts"], serde_json::to_value(score(&sample()).parts).unwrap());
    assert_eq!(file["results"]["exposure"]["verdict"], "exposed");
    assert_eq!(file["results"]["route"]["route"], "iecee-for-iecex");
    assert!(file["results"]["diagram"].as_str().unwrap().starts_with("<svg "));
}

#[test]
fn the_sample_written_opened_and_written_again_is_the_same_file() {
    let bytes = written(&sample());
    let opened = open(&bytes);
    assert_eq!(opened.assessment, sample());
    assert!(opened.kept.is_empty() && opened.results_agree);
    assert_eq!(opened.generator, concat!("Exready ", env!("CARGO_PKG_VERSION")));
    assert_eq!(bundle::write(&opened.assessment, &opened.kept).unwrap().bytes, bytes);
}

#[test]
fn white_space_order_and_a_byte_order_mark_do_not_matter() {
    let pretty = serde_json::to_string_pretty(&as_json(&sample())).unwrap();
    let marked = ["\u{feff}", &pretty, "\r\n"].concat();
    assert_eq!(open(marked.as_bytes()).assessment, sample());
}

#[test]
fn a_bundle_of_a_later_minor_version_opens_and_keeps_what_is_unknown() {
    let file = of_a_later_version();
    let opened = open(&sealed(file.clone()));
    assert!(opened.results_agree);
    assert_eq!(opened.assessment, sample());
    let bytes = bundle::write(&opened.assessment, &opened.kept).unwrap().bytes;
    is_canonical_and_sealed(&bytes);
    let mut again: Value = serde_json::from_slice(&bytes).unwrap();
    again.as_object_mut().unwrap().remove("integrity");
    let mut expected = file;
    expected.as_object_mut().unwrap().remove("integrity");
    expected["version"] = json!(bundle::VERSION);
    assert_eq!(again, expected);
    assert_eq!(open(&bytes).kept, opened.kept);
}

#[test]
fn unknown_fields_survive_being_stored_beside_the_assessment() {
    let opened = open(&sealed(of_a_later_version()));
    let stored = serde_json::to_string(&opened.kept).unwrap();
    assert_eq!(serde_json::from_str::<Kept>(&stored).unwrap(), opened.kept);
}

#[test]
fn unknown_fields_do_not_bring_a_removed_evidence_item_back() {
    let mut opened = open(&sealed(of_a_later_version()));
    let manual = evidence_id("sdl-manual");
    apply(&mut opened.assessment, Command::RemoveEvidence(manual.clone()));
    let file = rewritten(&opened);
    assert!(file.pointer("/assessment/evidence/sdl-manual").is_none());
    assert!(file.pointer("/assessment/news").is_some());
    assert_eq!(open(&sealed(file)).assessment, opened.assessment);

    let plain = EvidenceItem { title: "No file".to_owned(), ..EvidenceItem::default() };
    let mut opened = open(&sealed(of_a_later_version()));
    apply(&mut opened.assessment, Command::PutEvidence(manual, Box::new(plain), None));
    let item = rewritten(&opened)["assessment"]["evidence"]["sdl-manual"].clone();
    assert!(item["file"].is_null(), "a file that was taken away stays away");
    assert_eq!(item["news"]["a"], -7);
}

#[test]
fn an_unknown_field_never_hides_what_is_known() {
    let mut opened = open(&sealed(of_a_later_version()));
    let name = Command::SetTestItem(TestItemField::Name, "New name".to_owned());
    apply(&mut opened.assessment, name);
    apply(&mut opened.assessment, Command::SetVerdict(key("SR-2"), Verdict::Fail));
    let file = rewritten(&opened);
    assert_eq!(file["assessment"]["test_item"]["name"], "New name");
    assert_eq!(file["assessment"]["answers"]["4-1"]["SR-2"]["verdict"], "fail");
    assert_eq!(
        file["results"]["parts"],
        serde_json::to_value(score(&opened.assessment).parts).unwrap()
    );
}

#[test]
fn results_of_another_program_are_noticed_and_computed_anew() {
    let mut file = as_json(&sample());
    let honest = file["results"].clone();
    file["results"]["parts"][0]["coverage"]["passed"] = json!(47);
    file["generator"] = json!({ "name": "Other", "version": "9" });
    let opened = open(&sealed(file));
    assert!(!opened.results_agree);
    assert_eq!(opened.generator, "Other 9");
    assert_eq!(rewritten(&opened)["results"], honest);
}

#[test]
fn fields_left_out_take_their_defaults_and_the_rest_is_written_in_full() {
    let mut file = as_json(&empty());
    file["assessment"]["answers"] = json!({ "4-1": { "SR-1": { "verdict": "pass" } } });
    file["assessment"]["evidence"] = json!({ "doc": { "title": "Doc" } });
    let opened = open(&sealed(file));
    assert!(!opened.results_agree, "the results are those of the empty assessment");
    assert_eq!(opened.assessment.answers.get(key("SR-1")).unwrap().verdict, Verdict::Pass);
    let item = rewritten(&opened)["assessment"]["evidence"]["doc"].clone();
    assert_eq!(item["kind"], "procedure");
    assert_eq!(item["shows"], json!([]));
}

#[test]
fn equal_content_changed_at_another_time_differs_in_that_time_only() {
    let mut other = sample();
    other.modified = later();
    let (mut one, mut two) = (as_json(&sample()), as_json(&other));
    assert_ne!(one["integrity"], two["integrity"]);
    for file in [&mut one, &mut two] {
        file["created"] = Value::Null;
        file["assessment"]["modified"] = Value::Null;
        file["integrity"] = Value::Null;
    }
    assert_eq!(one, two);
}

#[test]
fn the_file_name_says_product_and_day_in_plain_signs() {
    let named = |name: &str| {
        let mut assessment = empty();
        let name = Command::SetTestItem(TestItemField::Name, name.to_owned());
        apply(&mut assessment, name);
        assessment.modified = later();
        bundle::file_name(&assessment)
    };
    assert_eq!(named("GasGuard 200"), "gasguard-200-2026-11-24.exready.json");
    assert_eq!(named("../..\\a: b?"), "a-b-2026-11-24.exready.json");
    assert_eq!(named(" \u{202e}"), "assessment-2026-11-24.exready.json");
    assert!(named(&"x".repeat(300)).len() < 100);
}

#[test]
fn a_bundle_that_could_not_be_opened_says_so_when_it_is_written() {
    fn count(value: &Value) -> usize {
        1 + match value {
            Value::Array(items) => items.iter().map(count).sum(),
            Value::Object(fields) => fields.values().map(count).sum(),
            _ => 0_usize,
        }
    }
    let sealed = bundle::write(&sample(), &Kept::default()).unwrap();
    assert_eq!(sealed.values, count(&serde_json::from_slice(&sealed.bytes).unwrap()));
    assert_eq!(sealed.refusal(), None);
    let many = bundle::Sealed { values: bundle::VALUES_MAX + 1, ..sealed.clone() };
    assert_eq!(many.refusal(), Some(bundle::Refusal::TooManyValues));
    let large = vec![b' '; bundle::SIZE_MAX as usize + 1];
    let large = bundle::Sealed { bytes: large, ..sealed };
    assert_eq!(large.refusal(), Some(bundle::Refusal::TooLarge(bundle::SIZE_MAX + 1)));
}

fn round_trip(assessment: &Assessment) {
    let bytes = written(assessment);
    is_canonical_and_sealed(&bytes);
    let opened = open(&bytes);
    assert_eq!(opened.assessment, *assessment);
    assert!(opened.results_agree && opened.kept.is_empty());
    assert_eq!(written(&opened.assessment), bytes);
}

proptest! {
    #![proptest_config(support::random::config(200))]

    #[test]
    fn every_assessment_survives_a_round_trip_byte_by_byte(
        assessment in support::random::assessment(),
    ) {
        round_trip(&assessment);
    }
}
