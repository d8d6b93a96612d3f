//! Both copies together, and documents with every kind of record: whichever write is
//! the last one, and whichever the first that finds no room.

use exready::{
    assessment::Assessment,
    keeping::{Document, Failure, JournalEdit, SaveError, Store, StoredEnvelope, Workspace, saves},
};

use crate::counted::is_at_length;
use crate::documents::{change_of_every_kind, few, few_of_every_kind, in_document, open, opened};
use crate::stores::{Fault, FaultyStore, MemoryJournal, MemoryStore, Texts};
use crate::support::{assessment_id, everything::everything, later};
use crate::writes::Deed;

/// What stands in the storage and in the journal.
#[derive(Clone, Default)]
struct Copies {
    texts: Texts,
    journal: MemoryJournal,
}

impl Copies {
    fn of(assessment: &Assessment) -> Self {
        let (store, mut journal) = (MemoryStore::default(), MemoryJournal::default());
        let mut document = Document::new(assessment.clone(), StoredEnvelope::default(), true);
        document.save(&store, &later()).unwrap();
        journal.take(&mut document);
        Self { texts: store.texts(), journal }
    }
}

/// Does the deed with both copies, as the app does. Gives whether the journal has it.
fn run(
    deed: &Deed,
    store: &dyn Store,
    journal: &mut MemoryJournal,
) -> (Workspace, Result<(), SaveError>, bool) {
    let id = assessment_id();
    let mut workspace = Workspace::default();
    workspace.set_journal(true);
    if matches!(deed, Deed::Delete) {
        journal.write(&JournalEdit::trash(
            id.clone(),
            &later().day,
            saves(store, &id).unwrap_or_default(),
        ));
    }
    let journaled = journal.document(&id);
    let outcome = deed.run_in(&mut workspace, store, Some(&journaled));
    let edit = workspace.journal_edit();
    let is_journaled = edit.is_some() || matches!(deed, Deed::Delete);
    if let Some(edit) = edit {
        let written = journal.write(&edit);
        workspace.journaled(edit, Some(&written));
    }
    (workspace, outcome, is_journaled)
}

/// What opens from both copies; the flag says that it is incomplete.
fn state(store: &dyn Store, journal: &MemoryJournal) -> (Option<Assessment>, bool) {
    let journaled = journal.document(&assessment_id());
    match Document::open(store, Some(&journaled), &assessment_id(), &later()) {
        Ok((document, report)) => (Some(document.assessment), report.incomplete.is_some()),
        Err(Failure::NothingStored) => (None, false),
        Err(failure) => panic!("{failure:?}"),
    }
}

/// What is done to a document, and what it is done to: each with every kind of record.
fn deeds() -> Vec<(&'static str, Deed, Copies)> {
    let whole = if is_at_length() { everything() } else { few_of_every_kind() };
    let copies = Copies::of(&whole);
    let edit = Deed::Edit(change_of_every_kind(&whole));
    vec![
        ("import", Deed::Import(Box::new(whole.clone())), Copies::default()),
        ("replace", Deed::Replace(Box::new(whole)), Copies::of(&few())),
        ("delete", Deed::Delete, copies.clone()),
        ("edit", edit, copies),
    ]
}

/// Numbers up to this one: all of them at length, else every third.
fn some(last: usize) -> Vec<usize> {
    let step = if is_at_length() { 1 } else { 3 };
    let mut some: Vec<usize> = (0..last).step_by(step).chain([last]).collect();
    some.dedup();
    some
}

/// How many of so many writes may be lost: any number at length, else none, half of
/// them, or all.
fn any_of(last: usize) -> Vec<usize> {
    if is_at_length() {
        return some(last);
    }
    let mut any = vec![0, last / 2, last];
    any.dedup();
    any
}

#[test]
fn a_crash_between_any_two_writes_leaves_a_state_that_was_there() {
    println!("{:10} {:>8} {:>9} {:>9}", "crash in", "writes", "journaled", "not");
    for (name, deed, before) in deeds() {
        let all = FaultyStore::with(before.texts.clone());
        let mut journal = before.journal.clone();
        run(&deed, &all, &mut journal).1.unwrap();
        let old = state(&MemoryStore::with(before.texts.clone()), &before.journal).0;
        let new = state(&MemoryStore::with(all.texts()), &journal).0;
        let writes = all.writes();
        let mut counts = [0, 0];
        for dies in some(writes) {
            for lost in any_of(dies) {
                for is_delivered in [true, false] {
                    let how = format!("{name} dies at {dies}, {lost} lost, {is_delivered}");
                    let store = FaultyStore::with(before.texts.clone());
                    let mut journal = before.journal.clone();
                    store.fault(Some(Fault::DiesAt(dies)));
                    let (.., is_journaled) = run(&deed, &store, &mut journal);
                    let is_journaled = is_journaled && is_delivered;
                    if !is_delivered {
                        journal = before.journal.clone();
                    }
                    store.lose(lost);
                    store.fault(None);
                    let (found, is_incomplete) = state(&store, &journal);
                    if is_journaled {
                        assert_eq!((&found, is_incomplete), (&new, false), "{how}");
                    } else if !is_incomplete {
                        assert!(found == old || found == new, "{how}");
                    } else {
                        assert!(matches!(deed, Deed::Import(_)), "{how}");
                    }
                    assert_eq!(state(&store, &journal).0, found, "{how}: opened once more");
                    counts[usize::from(!is_journaled)] += 1;
                }
            }
        }
        println!("{name:10} {writes:8} {:9} {:9}", counts[0], counts[1]);
    }
}

#[test]
fn a_storage_that_is_full_at_any_write_loses_nothing() {
    println!("{:10} {:>8} {:>9} {:>9}", "full in", "writes", "tried", "refused");
    for (name, deed, before) in deeds() {
        let (new, writes) = deed.result(&before.texts);
        let new = open(&MemoryStore::with(new)).ok().map(|(document, _)| document.assessment);
        let old =
            open(&MemoryStore::with(before.texts.clone())).ok().map(|(open, _)| open.assessment);
        let mut counts = [0, 0];
        for full in 0..writes {
            // Without a journal: nothing has changed, and what is in memory is saved
            // once there is room.
            let how = format!("{name} finds no room at {full}");
            let store = FaultyStore::with(before.texts.clone());
            store.fault(Some(Fault::FullFrom(full)));
            let mut workspace = Workspace::default();
            let outcome = deed.run_in(&mut workspace, &store, None);
            store.fault(None);
            let is_refused = outcome.is_err();
            if is_refused {
                let copy = MemoryStore::with(store.texts());
                match open(&copy) {
                    Ok((open, report)) if report.incomplete.is_none() => {
                        assert_eq!(Some(open.assessment), old, "{how}");
                    }
                    Ok(_) => panic!("{how}: incomplete"),
                    Err(_) => assert_eq!(old, None, "{how}"),
                }
                match deed {
                    Deed::Replace(_) | Deed::Delete => deed.run(&store).unwrap(),
                    Deed::Import(_) | Deed::Edit(_) => workspace.save(&store, &later()).unwrap(),
                }
            }
            let found = open(&store).ok().map(|(document, _)| document.assessment);
            assert_eq!(found, new, "{how}");

            // With one it has the change, also while there is no room.
            let store = FaultyStore::with(before.texts.clone());
            let mut journal = before.journal.clone();
            store.fault(Some(Fault::FullFrom(full)));
            let (_, outcome, is_journaled) = run(&deed, &store, &mut journal);
            let expected = if is_journaled || outcome.is_ok() { &new } else { &old };
            store.fault(Some(Fault::FullFrom(0)));
            assert_eq!((&state(&store, &journal).0, &how), (expected, &how), "while it is full");
            store.fault(None);
            assert_eq!((&state(&store, &journal).0, &how), (expected, &how), "with room again");
            let found = open(&store).ok().map(|(document, _)| document.assessment);
            assert_eq!(found, *expected, "{how}: the storage alone");
            counts[0] += 2;
            counts[1] += usize::from(is_refused) + usize::from(outcome.is_err());
        }
        println!("{name:10} {writes:8} {:9} {:9}", counts[0], counts[1]);
    }
}

#[test]
fn opening_in_a_full_storage_writes_over_nothing_and_goes_on_with_room() {
    let whole = if is_at_length() { everything() } else { few_of_every_kind() };
    let before = Copies::of(&whole);
    // An edit that was interrupted after each of its writes is rolled forward.
    let edit = Deed::Edit(change_of_every_kind(&whole));
    let (new, writes) = edit.result(&before.texts);
    let new = opened(&MemoryStore::with(new));
    let mut counts = [0, 0];
    for dies in some(writes).into_iter().filter(|dies| *dies > 0) {
        for full in any_of(writes) {
            let store = FaultyStore::with(before.texts.clone());
            store.fault(Some(Fault::DiesAt(dies)));
            let _ = edit.run(&store);
            store.fault(Some(Fault::FullFrom(full)));
            assert_eq!(open(&store).unwrap().0.assessment, new, "full at {full}");
            store.fault(None);
            assert_eq!(opened(&store), new, "full at {full}, then with room");
            counts[0] += 1;
        }
    }
    // Each record damaged: its text is not overwritten, and the rest is kept.
    for (name, text) in &before.texts {
        for (full, journal) in
            [(0, None), (0, Some(&before.journal)), (1, None), (1, Some(&before.journal))]
        {
            let store = FaultyStore::with(before.texts.clone());
            let damaged = format!("{text}?");
            store.put(name, &damaged).unwrap();
            store.fault(Some(Fault::FullFrom(full)));
            let mut journal = journal.cloned();
            let journaled = journal.as_ref().map(|journal| journal.document(&assessment_id()));
            let (mut document, _) =
                Document::open(&store, journaled.as_ref(), &assessment_id(), &later()).unwrap();
            for command in change_of_every_kind(&document.assessment).into_iter().take(3) {
                let _ = document.apply(command, &later());
            }
            let _ = document.save(&store, &later());
            if let Some(journal) = &mut journal {
                journal.take(&mut document);
            }
            let is_there =
                |store: &FaultyStore| store.texts().values().any(|text| *text == damaged);
            assert!(is_there(&store), "{} is overwritten", in_document(name));
            store.fault(None);
            document.save(&store, &later()).unwrap();
            assert!(is_there(&store), "{} is overwritten with room", in_document(name));
            assert_eq!(open(&store).unwrap().0.assessment, document.assessment, "{name}");
            if let Some(journal) = &journal {
                let of_journal = state(&MemoryStore::default(), journal);
                assert_eq!(of_journal, (Some(document.assessment), false), "{name}");
            }
            counts[1] += 1;
        }
    }
    println!("opened while full: {} interrupted edits, {} damaged texts", counts[0], counts[1]);
}
