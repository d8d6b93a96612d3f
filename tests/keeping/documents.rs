//! Documents for the tests of keeping, as they are stored and opened.

use exready::{
    assessment::{
        Assessment, Command, Component, ComponentId, ListItem as _, RecordKey, TestItemField,
        TextField, Verdict,
    },
    bundle::Envelope,
    digest::sha256_hex,
    keeping::{Document, Failure, Report, Store},
};

use crate::stores::{MemoryStore, Texts};
use crate::support::{self, assessment_id, empty, key, later, procedure, put, put_records, sample};

/// What [`sample`] looks like stored.
pub fn stored_sample() -> Texts {
    stored_texts(&sample())
}

pub fn stored_texts(assessment: &Assessment) -> Texts {
    let store = MemoryStore::default();
    Document::new(assessment.clone(), Envelope::default(), false).save(&store, &later()).unwrap();
    store.texts()
}

/// A document of few records: for what is tried at every single write.
pub fn few() -> Assessment {
    let mut few = empty();
    put(&mut few, "doc", procedure(), "SR-2");
    put(&mut few, "record", support::record("X 1", "2026-02-01"), "SR-2");
    let component = Component::new(ComponentId::try_from("c".to_owned()).unwrap());
    put_records(&mut few, [component.record()]);
    for command in [
        Command::SetVerdict(key("SR-2").into(), Verdict::Pass),
        Command::SetVerdict(key("SR-3").into(), Verdict::Fail),
        Command::SetText(TextField::TestItem(TestItemField::Name), "One state".to_owned()),
    ] {
        support::apply(&mut few, command);
    }
    few
}

pub fn sealed(text: &str) -> String {
    format!("{} {text}", &sha256_hex(text.as_bytes())[..16])
}

pub fn open(store: &dyn Store) -> Result<(Document, Report), Failure> {
    Document::open(store, None, &assessment_id(), &later())
}

pub fn opened(store: &dyn Store) -> Assessment {
    let (document, report) = open(store).unwrap();
    assert_eq!(report, Report::default());
    document.assessment
}

/// The name of a record of the first generation.
pub fn record(name: &str) -> String {
    format!("exready/2/{}/1/{name}", assessment_id())
}

pub fn pointer() -> String {
    format!("exready/2/{}/current", assessment_id())
}

/// Another state of an assessment.
pub fn another(assessment: &Assessment) -> Assessment {
    let mut other = assessment.clone();
    let evidence = other.evidence.keys().next().unwrap().clone();
    for command in [
        Command::SetText(TextField::TestItem(TestItemField::Name), "Another state".to_owned()),
        Command::SetVerdict(key("SR-2").into(), Verdict::Fail),
        Command::Remove(RecordKey::Evidence(evidence)),
    ] {
        support::apply(&mut other, command);
    }
    other
}
