//! What the integration tests share: fixed ids and days, short ways to build
//! an assessment, and a seal that is made without the library.

#![allow(dead_code, reason = "each test file uses a part of this")]

pub mod cases;
pub mod documents;
pub mod everything;
pub mod jcs;
pub mod random;
pub mod values;

use std::sync::LazyLock;

use exready::{
    assessment::{
        Assessment, AssessmentId, Change, Command, Content, Date, EvidenceId, EvidenceItem,
        EvidenceKind, FR_COUNT, Moment, Profile, Record, SecurityLevel, Selection, Shown,
        Timestamp, Verdict,
    },
    bundle::{self, Envelope, Refusal, Salt, Sealed, formats::profile},
    catalogue::{PartId, RequirementKey},
    sample,
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub fn timestamp(text: &str) -> Timestamp {
    Timestamp::try_from(text.to_owned()).unwrap()
}

/// A moment where the local date is that of UTC.
pub fn moment(text: &str) -> Moment {
    Moment::in_utc(timestamp(text))
}

/// When the assessments of the tests were begun.
pub fn begun() -> Moment {
    moment("2026-11-23T12:00:00Z")
}

/// When the commands of the tests are given.
pub fn later() -> Moment {
    moment("2026-11-24T08:30:00Z")
}

pub fn assessment_id() -> AssessmentId {
    AssessmentId::try_from("00000000-0000-4000-8000-000000000001".to_owned()).unwrap()
}

/// 4-1, and the lowest targets that ask for something.
pub fn selection() -> Selection {
    let target = [SecurityLevel::new(1); FR_COUNT];
    Selection {
        parts: vec![PartId::P4_1],
        system_target: target,
        component_target: target,
        ..Selection::default()
    }
}

/// Nothing is said but that 4-1 is assessed.
pub fn empty() -> Assessment {
    let untouched = Assessment::new(assessment_id(), &begun());
    altered(&untouched, |content| content.selection = selection())
}

/// The profiles of this project, as files, in the order of `profile::SHIPPED`.
pub const PROFILES: [&str; 4] = [
    include_str!("../../data/profiles/pressurization.json"),
    include_str!("../../data/profiles/intrinsic-safety.json"),
    include_str!("../../data/profiles/increased-safety.json"),
    include_str!("../../data/profiles/non-sparking.json"),
];

/// One of the profiles of this project.
pub fn shipped(index: usize) -> Profile {
    profile::read(PROFILES[index].as_bytes()).unwrap().profile
}

pub fn sample() -> Assessment {
    let file = include_str!("../../data/sample/gasguard-200.json");
    sample::gasguard_200(file, assessment_id(), &begun()).unwrap()
}

pub fn key(id: &str) -> RequirementKey {
    RequirementKey::find(PartId::P4_1, id).unwrap()
}

pub fn evidence_id(id: &str) -> EvidenceId {
    EvidenceId::try_from(id.to_owned()).unwrap()
}

pub fn day(text: &str) -> Date {
    Date::try_from(text.to_owned()).unwrap()
}

/// A procedure that counts: it has a version and a reviewer.
pub fn procedure() -> EvidenceItem {
    EvidenceItem {
        title: "Procedure".to_owned(),
        kind: EvidenceKind::Procedure,
        document_version: "2.0".to_owned(),
        date: Some(day("2026-03-10")),
        author: "A. Author".to_owned(),
        reviewer: "R. Reviewer".to_owned(),
        shows: vec![Shown::Documented],
        ..EvidenceItem::default()
    }
}

/// A record that counts (ML-4), of this product and day.
pub fn record(product: &str, date: &str) -> EvidenceItem {
    EvidenceItem {
        title: "Record".to_owned(),
        kind: EvidenceKind::Report,
        document_version: "1.0".to_owned(),
        date: Some(day(date)),
        author: "A. Author".to_owned(),
        product_version: product.to_owned(),
        shows: vec![Shown::Performed],
        ..EvidenceItem::default()
    }
}

/// Applies a command that has to succeed.
pub fn apply(assessment: &mut Assessment, command: Command) -> Change {
    assessment.apply(command, &later()).unwrap()
}

/// Adds an evidence item and links it to a requirement.
pub fn put(assessment: &mut Assessment, id: &str, item: EvidenceItem, requirement: &str) {
    let command =
        Command::PutEvidence(evidence_id(id), Box::new(item), Some(key(requirement).into()));
    apply(assessment, command);
}

/// A bundle with a letter of two bytes, one answer and one item.
pub static SMALL: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut assessment = empty();
    put(&mut assessment, "doc", record("Gerät 1", "2026-02-01"), "SR-2");
    apply(&mut assessment, Command::SetVerdict(key("SR-2").into(), Verdict::Pass));
    written(&assessment)
});

/// An assessment with what `change` makes of its content, past all commands.
pub fn altered(assessment: &Assessment, change: impl FnOnce(&mut Content)) -> Assessment {
    let mut content = assessment.content();
    change(&mut content);
    Assessment::try_from(content).unwrap()
}

/// Puts records in place.
pub fn put_records(assessment: &mut Assessment, records: impl IntoIterator<Item = Record>) {
    apply(assessment, Command::Put(records.into_iter().collect()));
}

/// Salts that are the same in every run, and different for every record.
pub fn salts() -> impl FnMut() -> Salt {
    let mut count = 0_u128;
    move || {
        count += 1;
        Salt(count.to_be_bytes())
    }
}

/// The bundle of an assessment with what goes with it.
pub fn sealed_with(assessment: &Assessment, envelope: &Envelope) -> Sealed {
    bundle::write(assessment, &mut envelope.clone(), bundle::Notes::Go, &mut salts()).unwrap()
}

/// The bytes of the bundle of an assessment.
pub fn written(assessment: &Assessment) -> Vec<u8> {
    sealed_with(assessment, &Envelope::default()).bytes
}

/// The bundle of an assessment as JSON, to be altered.
pub fn as_json(assessment: &Assessment) -> Value {
    serde_json::from_slice(&written(assessment)).unwrap()
}

/// SHA-256 as hex, without the library.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Seals an altered bundle anew, without the library.
pub fn sealed(mut bundle: Value) -> Vec<u8> {
    let salts = bundle["integrity"]["salts"].clone();
    bundle.as_object_mut().unwrap().remove("integrity");
    bundle["integrity"] = seal(&bundle, &salts);
    jcs::canonical(&bundle).into_bytes()
}

/// The digest of an item: of its salt, if it has one, and its canonical form.
pub fn digest(salt: &Value, item: &Value) -> String {
    let mut bytes = Vec::new();
    let is_salt = |hex: &&str| hex.len() == 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    let hex = salt.as_str().filter(is_salt).unwrap_or_default();
    for place in (0..hex.len()).step_by(2) {
        bytes.push(u8::from_str_radix(&hex[place..place + 2], 16).unwrap());
    }
    bytes.extend(jcs::canonical(item).into_bytes());
    sha256(&bytes)
}

/// The record that a row of the results derives from.
pub fn source(table: &str, row: &str) -> Option<String> {
    match table {
        "requirements" => Some(format!("answer/{row}/whole")),
        "component_verdicts" => Some(format!("answer/{row}")),
        "findings" => row.split('#').next().map(str::to_owned),
        _ => None,
    }
}

/// A copy of a bundle without one record, its salt, and the rows of the results
/// that derive from it. The seal stays as it is.
pub fn redacted(mut bundle: Value, record: &str) -> Value {
    let fields = |value: &Value| value.as_object().cloned().unwrap_or_default();
    let salt = bundle["integrity"]["salts"].as_object_mut().unwrap().remove(record).unwrap();
    let content = bundle["assessment"]["records"].as_object_mut().unwrap().remove(record).unwrap();
    let left_out = |section: &str, name: String, content: &Value| json!({ "section": section, "name": name, "digest": digest(&salt, content) });
    let mut redacted = bundle["redacted"].as_array().cloned().unwrap_or_default();
    redacted.push(left_out("records", record.to_owned(), &content));
    for (table, rows) in fields(&bundle["results"]) {
        for (row, cells) in fields(&rows) {
            if source(&table, &row).as_deref() == Some(record) {
                bundle["results"][&table].as_object_mut().unwrap().remove(&row).unwrap();
                redacted.push(left_out("results", format!("{table}/{row}"), &cells));
            }
        }
    }
    bundle["redacted"] = Value::Array(redacted);
    bundle
}

/// The seal of a bundle as docs/bundle.md describes it, without the library.
fn seal(bundle: &Value, salts: &Value) -> Value {
    let of_section = |items: Value| sha256(jcs::canonical(&items).as_bytes());
    let mut head = bundle.clone();
    for name in ["results", "handed_over", "redacted"] {
        head.as_object_mut().unwrap().remove(name);
    }
    if let Some(assessment) = head.get_mut("assessment").and_then(Value::as_object_mut) {
        assessment.remove("records");
    }
    let mut items = json!({ "records": {}, "results": {}, "handed_over": {} });
    let fields = |value: &Value| value.as_object().cloned().unwrap_or_default();
    for (name, record) in fields(&bundle["assessment"]["records"]) {
        items["records"][&name] = digest(&salts[&name], &record).into();
    }
    for (table, rows) in fields(&bundle["results"]) {
        let left_out = bundle["redacted"].as_array().into_iter().flatten();
        let mut left_out = left_out.filter_map(|item| item["name"].as_str());
        let is_left_out = left_out.any(|name| name.starts_with(&format!("{table}/")));
        if rows.as_object().is_none_or(|rows| rows.is_empty() && !is_left_out) {
            items["results"][&table] = digest(&Value::Null, &rows).into();
        }
        for (row, cells) in fields(&rows) {
            let source = source(&table, &row).unwrap_or_default();
            items["results"][format!("{table}/{row}")] = digest(&salts[&source], &cells).into();
        }
    }
    for (name, text) in fields(&bundle["handed_over"]) {
        items["handed_over"][&name] = digest(&Value::Null, &text).into();
    }
    for item in bundle["redacted"].as_array().into_iter().flatten() {
        items[item["section"].as_str().unwrap()][item["name"].as_str().unwrap()] =
            item["digest"].clone();
    }
    let sections = json!({
        "head": of_section(head),
        "records": of_section(items["records"].clone()),
        "results": of_section(items["results"].clone()),
        "handed_over": of_section(items["handed_over"].clone()),
    });
    let digest = of_section(sections.clone());
    json!({ "algorithm": "SHA-256", "salts": salts, "sections": sections, "digest": digest })
}

/// Why these bytes cannot be opened; the message has to say something.
pub fn refusal(bytes: &[u8]) -> Refusal {
    let refusal = bundle::open(bytes).expect_err("these bytes must be refused");
    let text = refusal.to_string();
    assert!(text.len() > 20 && text.ends_with('.'), "{refusal:?} says: {text}");
    refusal
}
