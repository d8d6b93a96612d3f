//! What other versions of the app have stored.

use exready::{
    assessment::{Assessment, Command, Verdict, stored},
    keeping::{self, Failure, Report, SaveError, Store, StoredEnvelope, Workspace, prerelease},
};

use crate::documents::{another, open, pointer, record, sealed, stored_sample};
use crate::stores::{Fault, FaultyStore, MemoryStore, Texts};
use crate::support::{assessment_id, key, later, sample};
use crate::writes::Deed;

const PRERELEASE: &str = include_str!("../fixtures/stored-prerelease.json");

/// What opens, where the unknown fields of a pre-release bundle were left.
fn opened_converted(store: &dyn Store) -> Assessment {
    let (document, report) = open(store).unwrap();
    let left = Report { damaged: vec!["kept".to_owned()], ..Report::default() };
    assert!(report == Report::default() || report == left, "{report:?}");
    document.assessment
}

/// Whether a text is one of today, or a copy of what was left.
fn is_converted(name: &str) -> bool {
    name.starts_with("exready/2/") || name.starts_with("exready/aside/")
}

#[test]
fn what_a_later_version_stored_is_left_alone() {
    let newer = sealed(&pointer(), "{\"schema\":3,\"generation\":1,\"anything\":[]}");
    let beside = format!("exready/3/{}/whatever", assessment_id());
    for (name, text) in [(pointer(), newer.as_str()), (beside, "x")] {
        let store = MemoryStore::with(stored_sample());
        store.set(&name, Some(text));
        let before = store.texts();
        assert_eq!(open(&store).unwrap_err(), Failure::Newer);
        assert_eq!(keeping::delete(&store, &assessment_id()), Err(SaveError::Newer));
        let deeds = [Deed::Import(Box::new(sample())), Deed::Replace(Box::new(sample()))];
        for deed in deeds {
            assert_eq!(deed.run(&store), Err(SaveError::Newer));
        }
        let listing = keeping::list(&store, [], &later()).unwrap();
        assert_eq!((listing.newer.len(), listing.assessments.len()), (1, 0));
        assert_eq!(store.texts(), before);
    }
    // A later version in another tab.
    let store = MemoryStore::with(stored_sample());
    let (mut document, _) = open(&store).unwrap();
    store.set(&pointer(), Some(&newer));
    let before = store.texts();
    document.apply(Command::SetVerdict(key("SR-3").into(), Verdict::Fail), &later()).unwrap();
    assert_eq!(document.save(&store, &later()), Err(SaveError::Newer));
    assert_eq!(store.texts(), before);
}

#[test]
fn records_of_later_versions_are_kept_whatever_happens() {
    let store = MemoryStore::with(stored_sample());
    let name = "trial/one";
    store.set(&record(name), Some(&sealed(&record(name), "{\"new\":true}")));
    let (mut document, report) = open(&store).unwrap();
    assert_eq!(report, Report { unknown: vec![name.to_owned()], ..Report::default() });
    document.apply(Command::SetVerdict(key("SR-3").into(), Verdict::Fail), &later()).unwrap();
    document.save(&store, &later()).unwrap();
    assert_eq!(store.texts()[&record(name)], sealed(&record(name), "{\"new\":true}"));
    // Stored whole, too: here because something has cleared the storage.
    store.texts().keys().for_each(|name| store.set(name, None));
    document.apply(Command::SetVerdict(key("SR-3").into(), Verdict::Pass), &later()).unwrap();
    document.save(&store, &later()).unwrap();
    assert_eq!(store.texts()[&record(name)], sealed(&record(name), "{\"new\":true}"));
    assert_eq!(open(&store).unwrap().0.assessment, document.assessment);
}

#[test]
fn a_replacement_keeps_the_records_of_later_versions() {
    let store = MemoryStore::with(stored_sample());
    let name = record("trial/one");
    store.set(&name, Some(&sealed(&name, "{\"new\":true}")));
    Workspace::default()
        .replace(&store, another(&sample()), StoredEnvelope::default(), &later())
        .unwrap();
    assert_eq!(open(&store).unwrap().1.unknown, ["trial/one"]);
}

/// What a pre-release version stored, and the assessment in it.
fn prerelease_state() -> (Texts, Assessment) {
    read_prerelease(serde_json::from_str(PRERELEASE).unwrap())
}

/// The same with few answers and the evidence that they name: for what is tried
/// at every single write.
fn few_of_prerelease() -> (Texts, Assessment) {
    let mut texts: Texts = serde_json::from_str(PRERELEASE).unwrap();
    let mut answers = Texts::new();
    for (name, text) in &texts {
        if name.contains("/answer/") && answers.len() < 5 {
            answers.insert(name.clone(), text.clone());
        }
    }
    texts.retain(|name, _| match name.split_once("/evidence/") {
        Some((_, id)) => answers.values().any(|text| text.contains(&format!("\"{id}\""))),
        None => !name.contains("/answer/") || answers.contains_key(name),
    });
    read_prerelease(texts)
}

fn read_prerelease(texts: Texts) -> (Texts, Assessment) {
    let prefix = format!("exready/1/{}/", assessment_id());
    let named = |(name, text): (&String, &String)| {
        (name.strip_prefix(&prefix).unwrap().to_owned(), text.clone())
    };
    let named: Texts = texts.iter().map(named).collect();
    let converted = prerelease::convert(named.iter().map(|(name, text)| (&**name, &**text)));
    // Unknown fields stood by their places in a form that is no more.
    assert_eq!(converted.left, ["kept"]);
    let records = converted.texts;
    let is_record = |name: &str| !name.starts_with("progress/");
    let records = records.iter().filter(|(name, _)| is_record(name));
    let records = records.map(|(name, text)| (name.as_str(), text.as_str()));
    let loaded = stored::load(assessment_id(), records, &[], &later());
    assert!(loaded.unreadable.is_empty() && loaded.lost_links.is_empty());
    (texts, loaded.assessment)
}

#[test]
fn what_pre_release_versions_stored_is_converted_once_and_whole() {
    let (texts, expected) = prerelease_state();
    assert_eq!((expected.answers.iter().count(), expected.evidence.len()), (47, 36));
    assert_eq!((expected.drafts.len(), expected.set_aside.len()), (4, 1));
    // A note stood within its answer.
    let noted = |text: &str| expected.notes.values().any(|note| note.text == text);
    assert!(noted("No document linked yet.") && expected.notes.len() > 3);
    let store = MemoryStore::with(texts);
    let (document, report) = open(&store).unwrap();
    assert_eq!(report, Report { damaged: vec!["kept".to_owned()], ..Report::default() });
    assert_eq!(document.assessment, expected);
    assert!(document.days.points().len() >= 2);
    assert!(!document.is_unsaved());
    assert!(store.texts().keys().all(|name| is_converted(name)));
    let before = store.texts();
    let (again, _) = open(&store).unwrap();
    assert_eq!((&again.assessment, &again.days), (&expected, &document.days));
    assert_eq!(store.texts(), before);
}

#[test]
fn a_conversion_that_fails_at_any_write_loses_nothing() {
    let (texts, expected) = few_of_prerelease();
    assert!(texts.len() > 20 && !expected.evidence.is_empty());
    let all = FaultyStore::with(texts.clone());
    open(&all).unwrap();
    for number in 0..all.writes() {
        for fault in [Fault::DiesAt(number), Fault::FailsAt(number), Fault::FullFrom(number)] {
            let store = FaultyStore::with(texts.clone());
            store.fault(Some(fault));
            assert_eq!(open(&store).unwrap().0.assessment, expected);
            store.fault(None);
            assert_eq!(opened_converted(&store), expected, "{fault:?}");
            assert!(store.texts().keys().all(|name| is_converted(name)), "{fault:?}");
        }
        let store = FaultyStore::with(texts.clone());
        open(&store).unwrap();
        store.lose(number);
        assert_eq!(opened_converted(&store), expected, "the last {number} writes are lost");
    }
}

#[test]
fn without_room_for_a_conversion_the_document_opens_and_says_that_it_is_not_saved() {
    let (texts, expected) = prerelease_state();
    let store = MemoryStore::with(texts.clone());
    store.limit(Some(store.used() + 5_000));
    let (mut document, report) = open(&store).unwrap();
    assert!(matches!(report.unsaved, Some(SaveError::Full { missing: Some(_) })));
    assert_eq!(document.assessment, expected);
    let mut stored = store.texts();
    stored.retain(|name, _| !name.starts_with("exready/aside/"));
    assert_eq!(stored, texts);
    store.limit(None);
    document.save(&store, &later()).unwrap();
    assert_eq!(opened_converted(&store), expected);
}
