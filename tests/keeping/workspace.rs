//! The documents in memory, opening, and the list of all.

use exready::{
    assessment::{AssessmentId, Command, Direction, Verdict},
    keeping::{self, Failure, SaveError, State, Store, StoredEnvelope, Workspace},
};

use crate::documents::{opened, stored_sample, stored_texts};
use crate::stores::{Calls, DeniedStore, MemoryStore, Texts};
use crate::support::{altered, assessment_id, key, later, moment, sample};

#[test]
fn a_document_that_could_not_be_stored_is_parked_and_comes_back() {
    let first = sample();
    let second = sample().copied_as(AssessmentId::from_random([2; 16]));
    let mut workspace = Workspace::default();
    let denied = Err(SaveError::Denied);
    assert_eq!(
        workspace.adopt(&DeniedStore, first.clone(), StoredEnvelope::default(), &later()),
        denied
    );
    workspace.apply(Command::SetVerdict(key("SR-3").into(), Verdict::Fail), &later()).unwrap();
    let changed = workspace.document().unwrap().assessment.clone();
    assert_eq!(
        workspace.adopt(&DeniedStore, second.clone(), StoredEnvelope::default(), &later()),
        denied
    );
    assert_eq!(workspace.list(&DeniedStore, &later()).assessments.len(), 2);
    assert!(workspace.has_unsaved());

    assert!(workspace.begin_opening(&first.id));
    let back = workspace.document().unwrap();
    assert_eq!(back.assessment, changed);
    assert!(workspace.step(Direction::Undo, false, &later()).is_some(), "its history is there too");
    workspace.step(Direction::Redo, false, &later()).unwrap();
    // Now there is storage.
    let store = MemoryStore::default();
    workspace.save(&store, &later()).unwrap();
    assert!(workspace.has_unsaved(), "the other one is not stored");
    workspace.begin_opening(&second.id);
    workspace.save(&store, &later()).unwrap();
    assert!(!workspace.has_unsaved());
    assert_eq!(opened(&store).answers, changed.answers);
}

#[test]
fn nothing_is_read_or_written_before_opening_is_done() {
    let store = MemoryStore::with(stored_sample());
    let mut workspace = Workspace::default();
    assert!(workspace.begin_opening(&assessment_id()));
    assert!(!workspace.begin_opening(&assessment_id()), "asked for already");
    let verdict = || Command::SetVerdict(key("SR-3").into(), Verdict::Fail);
    assert_eq!(workspace.apply(verdict(), &later()), Ok(None));
    assert_eq!(
        (
            workspace.step(Direction::Undo, false, &later()),
            workspace.step(Direction::Redo, false, &later())
        ),
        (None, None)
    );
    workspace.save(&store, &later()).unwrap();
    assert!(workspace.document().is_none() && !workspace.has_unsaved());
    assert_eq!(store.calls(), Calls::default());
    assert!(workspace.finish_opening(&store, None, &later()).is_some());
    assert!(workspace.apply(verdict(), &later()).unwrap().is_some());
    let calls = store.calls();
    assert_eq!((calls.put, calls.remove), (0, 0), "opening a whole document writes nothing");
    assert!(calls.get.values().all(|count| *count == 1));
}

#[test]
fn a_document_that_does_not_open_says_why() {
    let mut workspace = Workspace::default();
    let id = assessment_id();
    let stores: [(&dyn Store, Failure); 2] =
        [(&MemoryStore::default(), Failure::NothingStored), (&DeniedStore, Failure::Denied)];
    for (store, expected) in stores {
        workspace.begin_opening(&id);
        assert_eq!(workspace.finish_opening(store, None, &later()), None);
        let State::Failed(failed, why) = workspace.state() else { panic!() };
        assert_eq!((failed, *why), (&id, expected));
    }
}

#[test]
fn a_hundred_assessments_are_listed_in_one_pass() {
    let mut all = Texts::new();
    for number in 0..100 {
        let copy = altered(&sample(), |content| {
            let changed = moment(&format!("2026-11-{:02}T08:00:00Z", number % 28 + 1));
            (content.modified, content.day) = (changed.utc, changed.day);
        });
        all.extend(stored_texts(&copy.copied_as(AssessmentId::from_random([number; 16]))));
    }
    let store = MemoryStore::with(all);
    let before = store.calls();
    let texts = store.texts();
    let held = sample();
    let listing = keeping::list(&store, [&held], &later()).unwrap();
    let calls = store.calls();
    assert_eq!(calls.names - before.names, 1);
    assert_eq!((calls.put, calls.remove), (before.put, before.remove));
    let reads = |name: &String| {
        let count = |calls: &Calls| calls.get.get(name).copied().unwrap_or(0);
        count(&calls) - count(&before)
    };
    assert!(texts.keys().all(|name| reads(name) <= 1), "some text is read twice");
    assert_eq!(listing.assessments.len(), 101);
    let modified: Vec<&exready::assessment::Timestamp> =
        listing.assessments.iter().map(|listed| &listed.modified).collect();
    assert!(modified.is_sorted_by(|left, right| left >= right));
}
