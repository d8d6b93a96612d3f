//! Bundles that open: canonical bytes, the seal, unknown fields, results of others.

use crate::support::{
    self, altered, apply, as_json, empty, evidence_id, key, later, put_records, sample, sealed,
    sealed_with, written,
};
use exready::{
    assessment::{
        Assessment, Command, EvidenceItem, Record, RecordKey, TestItemField, TextField, ThreatPath,
        Verdict,
    },
    bundle::{self, Agreement, Envelope, HandedOver, Incomparable, Kept, Opened, Salts},
    catalogue::{ComponentKind, PartId, RequirementKey},
    json::Unreadable,
    results::score,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn open(bytes: &[u8]) -> Opened {
    bundle::open(bytes).unwrap()
}

fn rewritten(opened: &Opened) -> Value {
    serde_json::from_slice(&sealed_with(&opened.assessment, &opened.envelope).bytes).unwrap()
}

/// Checks that a bundle is the canonical form of what it says and that its seal holds.
fn is_canonical_and_sealed(bytes: &[u8]) {
    let value: Value = serde_json::from_slice(bytes).unwrap();
    assert_eq!(support::jcs::canonical(&value), str::from_utf8(bytes).unwrap());
    assert_eq!(value["integrity"]["algorithm"], "SHA-256");
    let fields = |place: &str| value.pointer(place).unwrap().as_object().unwrap();
    let salted: Vec<&String> = fields("/integrity/salts").keys().collect();
    assert_eq!(salted, fields("/assessment/records").keys().collect::<Vec<_>>());
    assert_eq!(str::from_utf8(&sealed(value.clone())), str::from_utf8(bytes));
}

/// Checks that a file states the results of an assessment, row by row.
fn states_the_results(file: &Value, assessment: &Assessment) {
    let results = score(assessment);
    let tables = &file["results"];
    let number = |value: &Value| value.as_u64().unwrap();
    assert_eq!(tables["parts"].as_object().unwrap().len(), results.parts.len());
    for part in &results.parts {
        let row = &tables["parts"][part.part.code()];
        assert_eq!(number(&row["passed"]), u64::from(part.coverage.passed));
        assert_eq!(number(&row["not_evaluated"]), u64::from(part.coverage.not_evaluated));
        assert_eq!(number(&row["failed"]), u64::from(part.coverage.failed));
        assert_eq!(number(&row["total"]), u64::from(part.coverage.total));
        for group in &part.groups {
            let row = &tables["groups"][format!("{}/{}", part.part.code(), group.group)];
            assert_eq!(number(&row["passed"]), u64::from(group.coverage.passed));
        }
        for requirement in &part.requirements {
            let name = format!("{}/{}", part.part.code(), requirement.requirement.0.id());
            let row = &tables["requirements"][name];
            assert_eq!(row["verdict"], serde_json::to_value(requirement.verdict).unwrap());
            assert_eq!(row["supported"], serde_json::to_value(requirement.supported).unwrap());
        }
    }
    let rows: usize = results.parts.iter().map(|part| part.requirements.len()).sum();
    assert_eq!(tables["requirements"].as_object().unwrap().len(), rows);
    let findings = tables["findings"].as_object().unwrap().len();
    let of_parts: usize = results.parts.iter().map(|part| part.findings.len()).sum();
    assert_eq!(findings, of_parts + results.findings.len());
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
        "/assessment/records",
        "/assessment/records/applicant",
        "/assessment/records/test-item",
        "/assessment/records/answer~14-1~1SR-2~1whole",
        "/assessment/records/evidence~1sdl-manual",
        "/assessment/records/evidence~1sdl-manual/file",
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
    let sealed = sealed_with(&sample(), &Envelope::default());
    is_canonical_and_sealed(&sealed.bytes);
    let file = as_json(&sample());
    assert_eq!(file["integrity"]["digest"], sealed.digest);
    assert_eq!(file["format"], "exready.bundle");
    assert_eq!(file["version"], "1.0.0");
    assert_eq!(file["created"], "2026-11-23T12:00:00Z");
    states_the_results(&file, &sample());
    assert_eq!(file["results"]["route"]["exposure"], "exposed");
    assert_eq!(file["results"]["route"]["decision"]["iecex"], "iecee-for-iecex");
    assert!(file["handed_over"]["diagram"].as_str().unwrap().starts_with("<svg "));
}

#[test]
fn a_record_whose_salt_is_forgotten_gets_another_one() {
    let Envelope { mut salts, .. } = open(&written(&sample())).envelope;
    let before = salts.clone();
    salts.forget("applicant");
    assert!(before.0.contains_key("applicant") && !salts.0.contains_key("applicant"));
    assert_eq!(salts.0.len(), before.0.len() - 1);
}

#[test]
fn the_titles_are_those_of_the_rows_in_use() {
    let mut assessment = altered(&empty(), |content| {
        content.selection.parts = vec![PartId::P4_2];
        content.selection.component_kinds = vec![ComponentKind::Edr];
    });
    let is_titled = |assessment: &Assessment, id: &str| {
        !as_json(assessment)["catalogues"][0]["requirements"][id].is_null()
    };
    assert!(is_titled(&assessment, "CR 1.1") && is_titled(&assessment, "EDR 2.4"));
    assert!(!is_titled(&assessment, "NDR 1.6"), "it is of another type, and not answered");
    let answered = RequirementKey::find(PartId::P4_2, "NDR 1.6").unwrap();
    apply(&mut assessment, Command::SetVerdict(answered.into(), Verdict::Pass));
    assert!(is_titled(&assessment, "NDR 1.6") && !is_titled(&assessment, "NDR 2.4"));
}

#[test]
fn the_sample_written_opened_and_written_again_is_the_same_file() {
    let bytes = written(&sample());
    let opened = open(&bytes);
    assert_eq!(opened.assessment, sample());
    assert!(opened.envelope.kept.is_empty());
    assert_eq!(opened.agreement, Agreement::Agree);
    assert_eq!(opened.generator, concat!("Exready ", env!("CARGO_PKG_VERSION")));
    assert_eq!(sealed_with(&opened.assessment, &opened.envelope).bytes, bytes);
}

#[test]
fn what_is_handed_over_is_made_anew_where_the_content_is_another() {
    let mut opened = open(&written(&sample()));
    let before = rewritten(&opened)["handed_over"].clone();
    let name = Command::SetText(TextField::TestItem(TestItemField::Name), "New name".to_owned());
    apply(&mut opened.assessment, name);
    let after = rewritten(&opened)["handed_over"].clone();
    assert_eq!(after, as_json(&opened.assessment)["handed_over"]);
    assert_ne!(after, before);
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
    let other = Incomparable::OtherVersion("1.7.3".to_owned());
    assert_eq!(opened.agreement, Agreement::NotComparable(other));
    assert_eq!(opened.assessment, sample());
    let bytes = sealed_with(&opened.assessment, &opened.envelope).bytes;
    is_canonical_and_sealed(&bytes);
    let mut again: Value = serde_json::from_slice(&bytes).unwrap();
    again.as_object_mut().unwrap().remove("integrity");
    let mut expected = file;
    expected.as_object_mut().unwrap().remove("integrity");
    expected["version"] = json!(bundle::VERSION);
    assert_eq!(again, expected);
    assert_eq!(open(&bytes).envelope.kept, opened.envelope.kept);
}

#[test]
fn unknown_fields_survive_being_stored_beside_the_assessment() {
    let opened = open(&sealed(of_a_later_version()));
    let Envelope { kept, salts, handed_over, left_out: _ } = opened.envelope;
    assert!(!kept.is_empty());
    assert_eq!(Kept::stored(kept.text().to_owned()), kept);
    let stored = serde_json::to_string(&salts).unwrap();
    assert_eq!(serde_json::from_str::<Salts>(&stored).unwrap(), salts);
    let stored = serde_json::to_string(&handed_over).unwrap();
    assert_eq!(serde_json::from_str::<Option<HandedOver>>(&stored).unwrap(), handed_over);
}

#[test]
fn unknown_fields_do_not_bring_a_removed_evidence_item_back() {
    let mut opened = open(&sealed(of_a_later_version()));
    let manual = evidence_id("sdl-manual");
    apply(&mut opened.assessment, Command::Remove(RecordKey::Evidence(manual.clone())));
    let file = rewritten(&opened);
    assert!(file.pointer("/assessment/records/evidence~1sdl-manual").is_none());
    assert!(file.pointer("/integrity/salts/evidence~1sdl-manual").is_none());
    assert!(file.pointer("/assessment/news").is_some());
    assert_eq!(open(&sealed(file)).assessment, opened.assessment);

    let plain = EvidenceItem { title: "No file".to_owned(), ..EvidenceItem::default() };
    let mut opened = open(&sealed(of_a_later_version()));
    apply(&mut opened.assessment, Command::PutEvidence(manual, Box::new(plain), None));
    let item = rewritten(&opened)["assessment"]["records"]["evidence/sdl-manual"].clone();
    assert!(item["file"].is_null(), "a file that was taken away stays away");
    assert_eq!(item["news"]["a"], -7);
}

#[test]
fn unknown_fields_of_two_equal_items_come_back_in_their_order() {
    let path = ThreatPath { description: "Through the service port.".to_owned(), technique: None };
    let mut profile = support::shipped(0);
    profile.threat_paths = vec![path.clone(), path];
    let id = profile.id.clone();
    let mut assessment = empty();
    put_records(&mut assessment, [Record::Profile(id.clone(), Some(profile))]);
    let mut file = as_json(&assessment);
    let paths = |file: &mut Value| {
        file["assessment"]["records"][format!("profile/{id}")]["threat_paths"].take()
    };
    let mut with_news = paths(&mut file.clone());
    (with_news[0]["news"], with_news[1]["news"]) = (json!("first"), json!("second"));
    file["assessment"]["records"][format!("profile/{id}")]["threat_paths"] = with_news.clone();
    let opened = open(&sealed(file));
    assert_eq!(paths(&mut rewritten(&opened)), with_news);
}

#[test]
fn an_unknown_field_never_hides_what_is_known() {
    let mut opened = open(&sealed(of_a_later_version()));
    let name = Command::SetText(TextField::TestItem(TestItemField::Name), "New name".to_owned());
    apply(&mut opened.assessment, name);
    apply(&mut opened.assessment, Command::SetVerdict(key("SR-2").into(), Verdict::Fail));
    let file = rewritten(&opened);
    assert_eq!(file["assessment"]["records"]["test-item"]["name"], "New name");
    assert_eq!(file["assessment"]["records"]["answer/4-1/SR-2/whole"]["verdict"], "fail");
    states_the_results(&file, &opened.assessment);
}

#[test]
fn results_of_another_program_are_noticed_and_computed_anew() {
    let mut file = as_json(&sample());
    let honest = file["results"].clone();
    file["results"]["parts"]["4-1"]["passed"] = json!(47);
    file["results"]["parts"]["9-9"] = json!({});
    file["results"]["requirements"].as_object_mut().unwrap().remove("4-1/SM-1").unwrap();
    file["generator"] = json!({ "name": "Other", "version": "9" });
    let opened = open(&sealed(file));
    let rows = ["parts/4-1", "parts/9-9", "requirements/4-1/SM-1"].map(str::to_owned);
    assert_eq!(opened.agreement, Agreement::Differ(rows.to_vec()));
    assert_eq!(opened.generator, "Other 9");
    assert_eq!(rewritten(&opened)["results"], honest);
}

#[test]
fn fields_left_out_take_their_defaults_and_the_rest_is_written_in_full() {
    let mut file = as_json(&empty());
    file["assessment"]["records"]["answer/4-1/SR-1/whole"] = json!({ "verdict": "pass" });
    file["assessment"]["records"]["evidence/doc"] = json!({ "title": "Doc" });
    let opened = open(&sealed(file));
    let Agreement::Differ(rows) = &opened.agreement else { panic!("{:?}", opened.agreement) };
    assert!(rows.contains(&"requirements/4-1/SR-1".to_owned()), "those of the empty assessment");
    assert_eq!(opened.assessment.answers.get(key("SR-1")).unwrap().verdict, Verdict::Pass);
    let item = rewritten(&opened)["assessment"]["records"]["evidence/doc"].clone();
    assert_eq!(item["kind"], "procedure");
    assert_eq!(item["shows"], json!([]));
}

#[test]
fn equal_content_changed_at_another_time_differs_in_that_time_only() {
    let other = altered(&sample(), |content| {
        content.modified = later().utc;
        content.day = later().day;
    });
    let (mut one, mut two) = (as_json(&sample()), as_json(&other));
    assert_ne!(one["integrity"], two["integrity"]);
    for file in [&mut one, &mut two] {
        file["created"] = Value::Null;
        file["assessment"]["modified"] = Value::Null;
        file["assessment"]["day"] = Value::Null;
        file["integrity"] = Value::Null;
    }
    assert_eq!(one, two);
}

#[test]
fn the_file_name_says_product_and_day_in_plain_signs() {
    let named = |name: &str| {
        let mut assessment = empty();
        let name = Command::SetText(TextField::TestItem(TestItemField::Name), name.to_owned());
        apply(&mut assessment, name);
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
    let sealed = sealed_with(&sample(), &Envelope::default());
    assert_eq!(sealed.values, count(&serde_json::from_slice(&sealed.bytes).unwrap()));
    assert_eq!(sealed.refusal(), None);
    let many = bundle::Sealed { values: bundle::VALUES_MAX + 1, ..sealed.clone() };
    assert_eq!(many.refusal(), Some(bundle::Refusal::File(Unreadable::TooManyValues)));
    let large = vec![b' '; bundle::SIZE_MAX as usize + 1];
    let large = bundle::Sealed { bytes: large, ..sealed };
    assert_eq!(large.refusal(), Some(bundle::Refusal::TooLarge(bundle::SIZE_MAX + 1)));
}

fn round_trip(assessment: &Assessment) {
    let bytes = written(assessment);
    is_canonical_and_sealed(&bytes);
    let opened = open(&bytes);
    assert_eq!(opened.assessment, *assessment);
    assert!(opened.envelope.kept.is_empty());
    assert_eq!(opened.agreement, Agreement::Agree);
    assert_eq!(written(&opened.assessment), bytes);
    assert_eq!(sealed_with(&opened.assessment, &opened.envelope).bytes, bytes);
}

/// The example of docs/bundle.md.
#[test]
fn the_example_of_the_documentation_is_as_it_says() {
    let page = include_str!("../../docs/bundle.md");
    let salt = json!("000102030405060708090a0b0c0d0e0f");
    let file = json!({
        "format": "exready.bundle",
        "version": "1.0.0",
        "assessment": { "day": "2026-11-23", "records": { "applicant": { "name": "Example Ltd" } } },
        "results": { "parts": { "4-1": { "passed": 1 } } },
        "handed_over": { "language": "en" },
        "integrity": { "salts": { "applicant": salt } },
    });
    let seal = sealed(file.clone());
    let seal: Value = serde_json::from_slice(&seal).unwrap();
    let sections = seal["integrity"]["sections"].as_object().unwrap();
    let mut digests: Vec<String> =
        sections.values().map(|digest| digest.as_str().unwrap().to_owned()).collect();
    digests.push(seal["integrity"]["digest"].as_str().unwrap().to_owned());
    digests.push(support::digest(&salt, &file["assessment"]["records"]["applicant"]));
    digests.push(support::digest(&Value::Null, &file["results"]["parts"]["4-1"]));
    digests.push(support::digest(&Value::Null, &json!("en")));
    for digest in digests {
        assert!(page.contains(&format!(" {digest}\n")), "{digest}");
    }
}

proptest! {
    #![proptest_config(support::cases::config(200))]

    #[test]
    fn every_assessment_survives_a_round_trip_byte_by_byte(
        assessment in support::random::assessment(),
    ) {
        round_trip(&assessment);
    }
}
