//! Documents for the tests of keeping, as they are stored and opened.

use std::collections::BTreeSet;

use exready::{
    assessment::{
        Applicant, Assessment, Command, Component, ComponentId, ListItem as _, Record, RecordKey,
        Scope, Selection, TestItem, TestItemField, TextField, Verdict,
    },
    digest::sha256_hex,
    keeping::{Document, Failure, Report, Store, StoredEnvelope},
};

use crate::stores::{MemoryJournal, MemoryStore, Texts};
use crate::support::{
    self, assessment_id, empty,
    everything::{everything, kind, kinds},
    key, later, procedure, put, put_records, sample,
};

/// What [`sample`] looks like stored.
pub fn stored_sample() -> Texts {
    stored_texts(&sample())
}

pub fn stored_texts(assessment: &Assessment) -> Texts {
    let store = MemoryStore::default();
    Document::new(assessment.clone(), StoredEnvelope::default(), false)
        .save(&store, &later())
        .unwrap();
    store.texts()
}

/// The sample, kept in both copies.
pub fn kept() -> (Document, MemoryStore, MemoryJournal) {
    let (store, mut journal) = (MemoryStore::default(), MemoryJournal::default());
    let mut document = Document::new(sample(), StoredEnvelope::default(), true);
    document.save(&store, &later()).unwrap();
    journal.take(&mut document);
    document.save(&store, &later()).unwrap();
    (document, store, journal)
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

/// A text as it is stored under this name.
pub fn sealed(name: &str, text: &str) -> String {
    format!("{} {text}", &sha256_hex(format!("{name}\n{text}").as_bytes())[..16])
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

/// One or two records of every kind, with what they name.
pub fn few_of_every_kind() -> Assessment {
    let all = everything();
    let mut keys: Vec<RecordKey> = Vec::new();
    for key in all.keys() {
        let is_alike = |other: &&RecordKey| kind(&other.name()) == kind(&key.name());
        let count = keys.iter().filter(is_alike).count();
        // What is answered for a component has links, ticks and an order of its own.
        let is_of_component = key.name().contains("/component/");
        if count < 2 || is_of_component && count < 6 {
            keys.push(key);
        }
    }
    let records: Vec<Record> = keys.iter().map(|key| all.record(key)).collect();
    let named = all.keys().into_iter().filter(|key| {
        let id = key.name().split_once('/').map(|(_, id)| format!("\"{id}\""));
        matches!(key, RecordKey::Evidence(_) | RecordKey::Component(_))
            && id.is_some_and(|id| {
                let names = |record: &Record| {
                    record.to_value().is_some_and(|value| value.to_string().contains(&id))
                };
                records.iter().any(names)
            })
    });
    let named: Vec<Record> = named.map(|key| all.record(&key)).collect();
    let mut few = empty();
    put_records(&mut few, [named, records].concat());
    let found: BTreeSet<String> = few.keys().iter().map(|key| kind(&key.name())).collect();
    assert_eq!(found, kinds());
    few
}

/// Changes one record of every kind, those that can go by removing them.
pub fn change_of_every_kind(assessment: &Assessment) -> Vec<Command> {
    let mut commands = Vec::new();
    let mut seen = BTreeSet::new();
    for key in assessment.keys().into_iter().rev() {
        if seen.insert(kind(&key.name())) {
            commands.push(match assessment.record(&key) {
                Record::Applicant(content) => {
                    let name = format!("{} 2", content.name);
                    Command::put(Record::Applicant(Applicant { name, ..content }))
                }
                Record::TestItem(content) => {
                    let name = format!("{} 2", content.name);
                    Command::put(Record::TestItem(TestItem { name, ..content }))
                }
                Record::Scope(content) => {
                    let not_protected = !content.not_protected;
                    Command::put(Record::Scope(Scope { not_protected, ..content }))
                }
                Record::Selection(content) => {
                    let service_maturity = None;
                    Command::put(Record::Selection(Selection { service_maturity, ..content }))
                }
                Record::Answer(key, _) => Command::SetVerdict(key, Verdict::Fail),
                Record::Link(key, id, _) => Command::Unlink(key, id),
                Record::Tick(key, point, _) => Command::Tick(key, point, false),
                Record::Order(list, ids) => {
                    let ids = ids.map(|ids| ids.into_iter().rev().collect());
                    Command::put(Record::Order(list, ids))
                }
                record => Command::Remove(record.key()),
            });
        }
    }
    commands
}

/// The name within the document of a text in the storage.
pub fn in_document(name: &str) -> &str {
    let prefix = format!("exready/2/{}/", assessment_id());
    let name = name.strip_prefix(&prefix).unwrap();
    name.strip_prefix("1/").unwrap_or(name)
}
