//! What tabs do to each other through the storage alone.

use std::collections::BTreeMap;

use exready::{
    assessment::{Command, RecordKey, TestItemField, TextField, Verdict},
    catalogue::PartId,
    keeping::{self, Failure, Report, SaveError, StoredEnvelope, Workspace},
};

use crate::documents::{another, open, opened, record, stored_sample};
use crate::stores::{MemoryStore, Texts};
use crate::support::{assessment_id, key, later, moment, sample};

#[test]
fn what_was_deleted_elsewhere_is_not_revived_by_a_letter_but_can_be_stored_again() {
    let store = MemoryStore::with(stored_sample());
    let (mut document, _) = open(&store).unwrap();
    keeping::delete(&store, &assessment_id()).unwrap();
    let deleted = store.texts();
    let name = TextField::TestItem(TestItemField::Name);
    document.apply(Command::SetText(name, "A".to_owned()), &later()).unwrap();
    assert_eq!(document.save(&store, &later()), Err(SaveError::Deleted));
    assert_eq!(store.texts(), deleted);
    assert_eq!(open(&store).unwrap_err(), Failure::NothingStored);
    // Nor by the next one, when the mark of the deletion is gone.
    let unmarked = MemoryStore::default();
    let name = TextField::TestItem(TestItemField::Name);
    document.apply(Command::SetText(name, "AB".to_owned()), &later()).unwrap();
    assert_eq!(document.save(&unmarked, &later()), Err(SaveError::Deleted));
    assert_eq!(unmarked.texts(), Texts::new());
    document.store_again();
    document.save(&store, &later()).unwrap();
    assert_eq!(opened(&store), document.assessment);
    // The mark of a deletion goes when no tab can have the document open any more.
    keeping::delete(&store, &assessment_id()).unwrap();
    keeping::forget(&store, &assessment_id()).unwrap();
    assert_eq!(store.texts(), Texts::new());
}

#[test]
fn what_another_tab_has_put_in_its_place_is_not_written_over() {
    let store = MemoryStore::with(stored_sample());
    let (mut document, _) = open(&store).unwrap();
    Workspace::default()
        .replace(&store, another(&sample()), StoredEnvelope::default(), &later())
        .unwrap();
    let before = store.texts();
    document.apply(Command::SetVerdict(key("SR-3").into(), Verdict::Fail), &later()).unwrap();
    assert_eq!(document.save(&store, &later()), Err(SaveError::Replaced));
    assert_eq!(store.texts(), before);
}

#[test]
fn records_that_two_tabs_add_are_counted_once() {
    let store = MemoryStore::with(stored_sample());
    let (mut one, _) = open(&store).unwrap();
    let (mut other, _) = open(&store).unwrap();
    let now = moment("2026-11-25T08:00:00Z");
    for document in [&mut one, &mut other] {
        document.apply(Command::SetVerdict(key("SR-3").into(), Verdict::Fail), &now).unwrap();
        document.save(&store, &now).unwrap();
    }
    assert_eq!(open(&store).unwrap().1, Report::default());
}

#[test]
fn records_that_two_tabs_remove_are_counted_once() {
    let store = MemoryStore::with(stored_sample());
    let (mut one, _) = open(&store).unwrap();
    let mut keys = PartId::P2_4.part().keys();
    let (removed, kept) = (keys.next().unwrap(), keys.next().unwrap());
    for key in [removed, kept] {
        one.apply(Command::SetVerdict(key.into(), Verdict::Fail), &later()).unwrap();
    }
    one.save(&store, &later()).unwrap();
    let (mut other, _) = open(&store).unwrap();
    for document in [&mut one, &mut other] {
        let taken_back = Command::SetVerdict(removed.into(), Verdict::NotEvaluated);
        document.apply(taken_back, &later()).unwrap();
        document.save(&store, &later()).unwrap();
    }
    assert_eq!(open(&store).unwrap().1, Report::default());
    // One that is lost now is missed.
    store.set(&record(&RecordKey::Answer(kept.into()).name()), None);
    let (_, report) = open(&store).unwrap();
    let missing = [("answer/2-4".to_owned(), 1)];
    assert_eq!(report.incomplete.unwrap().missing, BTreeMap::from(missing));
}
