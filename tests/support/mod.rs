//! What the integration tests share: fixed ids and days, short ways to build
//! an assessment, and a seal that is made without the library.

#![allow(dead_code, reason = "each test file uses a part of this")]

pub mod jcs;
pub mod random;

use std::sync::LazyLock;

use exready::{
    assessment::{
        Assessment, AssessmentId, Change, Command, Date, EvidenceId, EvidenceItem, EvidenceKind,
        Shown, Timestamp,
    },
    bundle::{self, Kept, Refusal},
    catalogue::{PartId, RequirementKey},
    sample,
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub fn moment(text: &str) -> Timestamp {
    Timestamp::try_from(text.to_owned()).unwrap()
}

/// When the assessments of the tests were begun.
pub fn begun() -> Timestamp {
    moment("2026-11-23T12:00:00Z")
}

/// When the commands of the tests are given.
pub fn later() -> Timestamp {
    moment("2026-11-24T08:30:00Z")
}

pub fn assessment_id() -> AssessmentId {
    AssessmentId::try_from("00000000-0000-4000-8000-000000000001".to_owned()).unwrap()
}

pub fn empty() -> Assessment {
    Assessment::new(assessment_id(), begun())
}

pub fn sample() -> Assessment {
    sample::gasguard_200(assessment_id(), begun()).unwrap()
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
    let command = Command::PutEvidence(evidence_id(id), Box::new(item), Some(key(requirement)));
    apply(assessment, command);
}

/// A bundle with a letter of two bytes, one answer and one item.
pub static SMALL: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut assessment = empty();
    put(&mut assessment, "doc", record("Gerät 1", "2026-02-01"), "SR-2");
    written(&assessment)
});

/// The bytes of the bundle of an assessment.
pub fn written(assessment: &Assessment) -> Vec<u8> {
    bundle::write(assessment, &Kept::default()).unwrap().bytes
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
    bundle.as_object_mut().unwrap().remove("integrity");
    let digest = sha256(jcs::canonical(&bundle).as_bytes());
    bundle["integrity"] = json!({ "algorithm": "SHA-256", "digest": digest });
    jcs::canonical(&bundle).into_bytes()
}

/// Why these bytes cannot be opened; the message has to say something.
pub fn refusal(bytes: &[u8]) -> Refusal {
    let refusal = bundle::open(bytes).expect_err("these bytes must be refused");
    let text = refusal.to_string();
    assert!(text.len() > 20 && text.ends_with('.'), "{refusal:?} says: {text}");
    refusal
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
