//! The storage: whatever fails, and at whichever write, what opens is the old
//! state, the new one, or says that it is incomplete.

use exready::{
    assessment::{AnswerField, Assessment, Command, RecordKey, TextField, Verdict},
    keeping::{
        self, Failure, Journaled, Report, SaveError, Store, StoreError, StoredEnvelope, Workspace,
    },
};
use proptest::prelude::*;

use crate::documents::{another, few, open, opened, stored_sample, stored_texts};
use crate::stores::{Fault, FaultyStore, MemoryStore, Texts};
use crate::support::{self, assessment_id, evidence_id, key, later, procedure, random, sample};

/// One way to change what is stored.
#[derive(Clone, Debug)]
pub enum Deed {
    /// Stores an assessment where there is none.
    Import(Box<Assessment>),
    /// Replaces the stored one.
    Replace(Box<Assessment>),
    /// Deletes the stored one.
    Delete,
    /// Opens the stored one, changes it, and saves it.
    Edit(Vec<Command>),
}

impl Deed {
    /// Does it as far as the storage goes along.
    pub fn run(&self, store: &dyn Store) -> Result<(), SaveError> {
        self.run_in(&mut Workspace::default(), store, None)
    }

    /// The same in a workspace, with what the journal has of the document.
    pub fn run_in(
        &self,
        workspace: &mut Workspace,
        store: &dyn Store,
        journaled: Option<&Journaled>,
    ) -> Result<(), SaveError> {
        match self.clone() {
            Self::Import(assessment) => {
                workspace.adopt(store, *assessment, StoredEnvelope::default(), &later())
            }
            Self::Replace(assessment) => {
                workspace.replace(store, *assessment, StoredEnvelope::default(), &later())
            }
            Self::Delete => keeping::delete(store, &assessment_id()),
            Self::Edit(commands) => {
                workspace.begin_opening(&assessment_id());
                workspace.finish_opening(store, journaled, &later());
                for command in commands {
                    // Some of the random ones are rejected.
                    let _ = workspace.apply(command, &later());
                }
                workspace.save(store, &later())
            }
        }
    }

    /// What is stored when all goes well.
    pub fn result(&self, before: &Texts) -> (Texts, usize) {
        let store = FaultyStore::with(before.clone());
        self.run(&store).unwrap();
        (store.texts(), store.writes())
    }
}

/// What opens: `None` if nothing is stored.
fn content(texts: &Texts) -> Option<Assessment> {
    match open(&MemoryStore::with(texts.clone())) {
        Ok((document, report)) => {
            assert_eq!((report.incomplete, report.damaged), (None, Vec::new()));
            Some(document.assessment)
        }
        Err(Failure::NothingStored) => None,
        Err(failure) => panic!("{failure:?}"),
    }
}

/// Opens what is left, and checks that it is the old or the new state, whole.
/// Only an import may be left incomplete, and then says so.
fn check(deed: &Deed, store: &FaultyStore, expected: &[Option<Assessment>; 2], how: &str) {
    store.fault(None);
    let found = match open(store) {
        Err(Failure::NothingStored) => None,
        Err(failure) => panic!("{how}: {failure:?}"),
        Ok((_, report)) if report.incomplete.is_some() && matches!(deed, Deed::Import(_)) => {
            return;
        }
        Ok((document, report)) => {
            assert_eq!(report, Report::default(), "{how}");
            Some(document.assessment)
        }
    };
    assert!(expected.contains(&found), "{how}: neither the old nor the new state");
    // Nothing is left over of anything unfinished.
    let texts = store.texts();
    let generation = |name: &str| name.split('/').nth(3).unwrap().to_owned();
    let mut generations: Vec<String> = texts.keys().map(|name| generation(name)).collect();
    generations.sort();
    generations.dedup();
    // The pointer of a deletion stays.
    generations.retain(|name| name != "current");
    assert_eq!(generations.len(), usize::from(found.is_some()), "{how}: {generations:?}");
    assert_eq!(content(&texts), found, "{how}: opened once more");
}

/// Every fault at every write, and every number of lost writes.
fn check_all(deed: &Deed, old: &Texts) {
    let (new, writes) = deed.result(old);
    let expected = [content(old), content(&new)];
    assert!(writes > 2);
    for number in 0..writes {
        for fault in [Fault::DiesAt(number), Fault::FailsAt(number), Fault::FullFrom(number)] {
            let store = FaultyStore::with(old.clone());
            store.fault(Some(fault));
            let outcome = deed.run(&store);
            let how = format!("{fault:?}: {outcome:?}");
            if outcome.is_ok() && !matches!(fault, Fault::DiesAt(_)) {
                // What was said to be saved is.
                assert_eq!(content(&store.texts()), expected[1], "{how}");
            }
            check(deed, &store, &expected, &how);
        }
        let store = FaultyStore::with(old.clone());
        deed.run(&store).unwrap();
        store.lose(number);
        check(deed, &store, &expected, &format!("the last {number} writes are lost"));
    }
}

#[test]
fn an_import_that_fails_at_any_write_leaves_nothing_or_says_so() {
    check_all(&Deed::Import(Box::new(few())), &Texts::new());
}

#[test]
fn a_replacement_that_fails_at_any_write_leaves_the_old_or_the_new_state() {
    check_all(&Deed::Replace(Box::new(another(&few()))), &stored_texts(&few()));
}

#[test]
fn a_deletion_that_fails_at_any_write_leaves_all_or_nothing() {
    check_all(&Deed::Delete, &stored_texts(&few()));
}

/// Moves several records, and takes one away.
fn edit() -> Deed {
    let evidence = few().evidence.keys().next().unwrap().clone();
    Deed::Edit(vec![
        Command::SetVerdict(key("SR-2").into(), Verdict::Fail),
        Command::PutEvidence(evidence_id("new"), Box::new(procedure()), Some(key("SR-3").into())),
        Command::Remove(RecordKey::Evidence(evidence)),
    ])
}

#[test]
fn an_edit_that_fails_at_any_write_leaves_the_old_or_the_new_state() {
    check_all(&edit(), &stored_texts(&few()));
}

#[test]
fn opening_that_fails_at_any_write_after_an_edit_that_did_leaves_the_old_or_the_new_state() {
    let old = stored_texts(&few());
    let (new, writes) = edit().result(&old);
    let expected = [content(&old), content(&new)];
    for number in 0..writes {
        for again in 0..writes {
            let store = FaultyStore::with(old.clone());
            store.fault(Some(Fault::DiesAt(number)));
            let _ = edit().run(&store);
            store.fault(Some(Fault::DiesAt(again)));
            let _ = open(&store);
            check(&edit(), &store, &expected, &format!("dies at {number}, then at {again}"));
        }
    }
}

fn deed() -> impl Strategy<Value = (Assessment, Deed)> {
    let deed = prop_oneof![
        1 => random::assessment().prop_map(|assessment| Deed::Import(Box::new(assessment))),
        1 => random::assessment().prop_map(|assessment| Deed::Replace(Box::new(assessment))),
        1 => Just(Deed::Delete),
        3 => proptest::collection::vec(random::command(), 1..6).prop_map(Deed::Edit),
    ];
    (random::assessment(), deed)
}

fn fault() -> impl Strategy<Value = fn(usize) -> Fault> {
    prop_oneof![
        3 => Just(Fault::DiesAt as fn(usize) -> Fault),
        1 => Just(Fault::FailsAt as fn(usize) -> Fault),
        1 => Just(Fault::FullFrom as fn(usize) -> Fault),
    ]
}

proptest! {
    #![proptest_config(support::cases::config(300))]
    #[test]
    fn whatever_fails_leaves_the_old_or_the_new_state(
        (assessment, deed) in deed(),
        fault in fault(),
        (at, again, lost) in any::<(prop::sample::Index, prop::sample::Index, prop::sample::Index)>(),
    ) {
        let old = match deed {
            Deed::Import(_) => Texts::new(),
            _ => stored_texts(&assessment),
        };
        let (new, writes) = deed.result(&old);
        let store = FaultyStore::with(old.clone());
        let fault = fault(at.index(writes + 1));
        store.fault(Some(fault));
        let _ = deed.run(&store);
        let lost = lost.index(3);
        if matches!(fault, Fault::DiesAt(_)) {
            store.lose(lost);
        }
        let again = again.index(writes + 1);
        store.fault(Some(Fault::DiesAt(again)));
        let _ = open(&store);
        check(&deed, &store, &[content(&old), content(&new)], &format!("{fault:?}, {lost} lost, then dies at {again}"));
    }
}

#[test]
fn where_both_states_do_not_fit_nothing_is_touched_and_the_missing_bytes_are_said() {
    let old = stored_sample();
    let store = MemoryStore::with(old.clone());
    store.limit(Some(store.used() + 20_000));
    let deed = Deed::Replace(Box::new(another(&sample())));
    let Err(SaveError::Full { missing: Some(missing) }) = deed.run(&store) else { panic!() };
    assert_eq!(store.texts(), old);
    store.limit(Some(store.used() + 20_000 + missing));
    deed.run(&store).unwrap();
    assert_eq!(opened(&store), another(&sample()));
    // Not much more was asked for than it takes.
    let store = MemoryStore::with(old.clone());
    store.limit(Some(store.used() + 20_000 + missing - 2_000));
    assert!(matches!(deed.run(&store), Err(SaveError::Full { .. })));
    assert_eq!(store.texts(), old);
}

#[test]
fn an_edit_that_finds_no_room_is_not_saved_and_is_saved_whole_once_there_is_room() {
    let store = MemoryStore::with(stored_sample());
    let (mut document, _) = open(&store).unwrap();
    let before = store.texts();
    store.limit(Some(store.used()));
    let text = Command::SetText(
        TextField::Answer(key("SR-2").into(), AnswerField::Statement),
        "Long. ".repeat(99),
    );
    document.apply(text, &later()).unwrap();
    assert!(matches!(document.save(&store, &later()), Err(SaveError::Full { .. })));
    assert_eq!(store.texts(), before);
    assert!(document.is_unsaved());
    // Room for the pending record alone: that is enough to have it saved.
    store.limit(Some(store.used() + 1_900));
    document.save(&store, &later()).unwrap();
    assert!(!document.is_unsaved());
    assert_eq!(opened(&store), document.assessment);
    // What came before is not lost with the next edit.
    document.apply(Command::SetVerdict(key("SR-3").into(), Verdict::Fail), &later()).unwrap();
    document.save(&store, &later()).unwrap();
    store.limit(None);
    assert_eq!(opened(&store), document.assessment);
}

#[test]
fn a_group_of_writes_says_how_much_is_missing_for_all_of_it() {
    let store = MemoryStore::default();
    store.limit(Some(10));
    let put = |name: &str, text: &str| keeping::Write::Put {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let writes = [put("a", "12345"), put("b", "12345"), put("c", "12345")];
    assert_eq!(store.commit(&writes), Err(StoreError::Full { missing: Some(8) }));
}
