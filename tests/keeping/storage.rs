//! The storage: whatever fails, and at whichever write, what opens is the old
//! state, the new one, or says that it is incomplete.

use std::collections::BTreeMap;

use exready::{
    assessment::{
        AnswerField, Assessment, AssessmentId, Command, Component, ComponentId, Direction,
        ListItem as _, RecordKey, TestItemField, TextField, Verdict, stored,
    },
    bundle::{self, Envelope, Notes, Salt},
    catalogue::{PartId, RequirementKey},
    digest::sha256_hex,
    keeping::{
        self, Document, Failure, Received, Report, SaveError, Seal, State, Store, StoreError,
        Workspace, prerelease,
    },
};
use proptest::prelude::*;
use serde_json::json;

use crate::stores::{Calls, DeniedStore, Fault, FaultyStore, MemoryStore, Texts};
use crate::support::{
    self, altered, assessment_id, empty, evidence_id, key, later, moment, procedure, put,
    put_records, random, sample,
};

const PRERELEASE: &str = include_str!("../fixtures/stored-prerelease.json");

/// What [`sample`] looks like stored.
fn stored_sample() -> Texts {
    stored_texts(&sample())
}

fn stored_texts(assessment: &Assessment) -> Texts {
    let store = MemoryStore::default();
    Document::new(assessment.clone(), Envelope::default(), false).save(&store, &later()).unwrap();
    store.texts()
}

/// A document of few records: for what is tried at every single write.
fn few() -> Assessment {
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

fn sealed(text: &str) -> String {
    format!("{} {text}", &sha256_hex(text.as_bytes())[..16])
}

fn open(store: &dyn Store) -> Result<(Document, Report), Failure> {
    Document::open(store, None, &assessment_id(), &later())
}

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

/// Has the bundle made, as another module makes it.
fn seal(document: &mut Document, notes: Notes, random: &mut dyn FnMut() -> Salt) -> Seal {
    let asked = keeping::to_seal(&document.assessment, &document.envelope, notes).unwrap();
    let answer = keeping::sealed(&asked, random, &later()).unwrap();
    let seal = Seal::received(&answer).unwrap();
    document.seal(&seal);
    seal
}

fn opened(store: &dyn Store) -> Assessment {
    let (document, report) = open(store).unwrap();
    assert_eq!(report, Report::default());
    document.assessment
}

/// The name of a record of the first generation.
fn record(name: &str) -> String {
    format!("exready/2/{}/1/{name}", assessment_id())
}

fn pointer() -> String {
    format!("exready/2/{}/current", assessment_id())
}

/// Another state of an assessment.
fn another(assessment: &Assessment) -> Assessment {
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

/// One way to change what is stored.
#[derive(Clone, Debug)]
enum Deed {
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
    fn run(&self, store: &dyn Store) -> Result<(), SaveError> {
        let mut workspace = Workspace::default();
        match self.clone() {
            Self::Import(assessment) => {
                workspace.adopt(store, *assessment, Envelope::default(), &later())
            }
            Self::Replace(assessment) => {
                workspace.replace(store, *assessment, Envelope::default(), &later())
            }
            Self::Delete => keeping::delete(store, &assessment_id()),
            Self::Edit(commands) => {
                workspace.begin_opening(&assessment_id());
                workspace.finish_opening(store, None, &later());
                for command in commands {
                    // Some of the random ones are rejected.
                    let _ = workspace.apply(command, &later());
                }
                workspace.save(store, &later())
            }
        }
    }

    /// What is stored when all goes well.
    fn result(&self, before: &Texts) -> (Texts, usize) {
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
fn one_flipped_letter_in_any_record_is_found_and_its_copy_kept_before_it_is_overwritten() {
    for (name, text) in stored_sample() {
        let store = MemoryStore::with(stored_sample());
        let middle = text.len() / 2;
        let at = (middle..).find(|at| text.is_char_boundary(*at)).unwrap();
        let letter = text[at..].chars().next().unwrap();
        let flipped = if letter == 'x' { 'y' } else { 'x' };
        let damaged = format!("{}{flipped}{}", &text[..at], &text[at + letter.len_utf8()..]);
        store.set(&name, Some(&damaged));

        let (mut document, report) = open(&store).unwrap();
        let prefix = format!("exready/2/{}/", assessment_id());
        let record = name.strip_prefix(&prefix).unwrap();
        let record = record.strip_prefix("1/").unwrap_or(record);
        // The links of an evidence item that is lost are kept aside like the item.
        let (own, links): (Vec<_>, Vec<_>) =
            report.damaged.iter().partition(|name| name.as_str() == record);
        assert_eq!(own.len(), 1);
        let of_item = record.strip_prefix("evidence/").map(|id| format!("/{id}"));
        for link in links {
            assert!(link.starts_with("link/") && link.ends_with(of_item.as_ref().unwrap()));
            let copy = format!("exready/aside/{}/{link}", assessment_id());
            assert!(store.texts().contains_key(&copy), "{link}");
        }
        assert_eq!(report.incomplete.is_some(), record == "current");
        let copy = format!("exready/aside/{}/{record}", assessment_id());
        assert_eq!(store.texts()[&copy], damaged);
        if record == "current" {
            assert_eq!(document.assessment, sample());
        }
        document.apply(Command::SetVerdict(key("SR-3").into(), Verdict::Fail), &later()).unwrap();
        document.save(&store, &later()).unwrap();
        // An SM-5 analysis that is lost is reported again; all else is sound.
        let (again, report) = open(&store).unwrap();
        assert_eq!(again.assessment, document.assessment);
        assert_eq!((report.damaged, report.incomplete), (Vec::new(), None));
        let names =
            |key: &RequirementKey| sample().answers.get(*key).unwrap().scoping_analysis.is_some();
        assert!(report.lost_links.iter().all(names));
        assert_eq!(store.texts()[&copy], damaged);
    }
}

#[test]
fn damaged_texts_of_one_name_are_all_kept() {
    let store = MemoryStore::with(stored_sample());
    for text in ["broken", "broken", "broken again"] {
        store.set(&record("answer/4-1/SR-2/whole"), Some(text));
        assert_eq!(open(&store).unwrap().1.damaged, ["answer/4-1/SR-2/whole"]);
    }
    let listing = keeping::list(&store, [], &later()).unwrap();
    let copies: Vec<&str> = listing.aside.values().map(String::as_str).collect();
    assert_eq!(copies, ["broken", "broken again"]);
}

#[test]
fn a_damaged_text_without_room_for_a_copy_is_not_overwritten_before_the_user_has_it() {
    let store = MemoryStore::with(stored_sample());
    let name = record("answer/4-1/SR-2/whole");
    store.set(&name, Some("broken"));
    store.limit(Some(store.used()));
    let mut workspace = Workspace::default();
    workspace.begin_opening(&assessment_id());
    workspace.finish_opening(&store, None, &later()).unwrap();
    assert_eq!(workspace.document().unwrap().unsecured()[0].text.as_deref(), Some("broken"));
    let text = Command::SetText(
        TextField::Answer(key("SR-2").into(), AnswerField::Statement),
        "New.".to_owned(),
    );
    workspace.apply(text, &later()).unwrap();
    assert_eq!(workspace.save(&store, &later()), Err(SaveError::Unsecured));
    assert_eq!(store.texts()[&name], "broken");
    // Neither does a replacement, nor does it change anything.
    let before = store.texts();
    let replaced = Deed::Replace(Box::new(another(&sample()))).run(&store);
    assert_eq!(replaced, Err(SaveError::Unsecured));
    assert_eq!(store.texts(), before);

    workspace.release_unsecured();
    store.limit(Some(store.used() + 5_000));
    workspace.save(&store, &later()).unwrap();
    assert_eq!(opened(&store), workspace.document().unwrap().assessment);
}

#[test]
fn a_damaged_pending_edit_is_ignored_and_reported() {
    let store = MemoryStore::with(stored_sample());
    let pending = format!("exready/2/{}/pending", assessment_id());
    store.set(&pending, Some("0123456789abcdef {\"generation\":1"));
    let (document, report) = open(&store).unwrap();
    assert_eq!(document.assessment, sample());
    assert_eq!(report.damaged, ["pending"]);
    assert!(!store.texts().contains_key(&pending));
    assert_eq!(opened(&store), sample());
}

#[test]
fn a_lost_record_is_missed_and_named() {
    let store = MemoryStore::with(stored_sample());
    store.set(&record("answer/4-1/SR-2/whole"), None);
    store.set(&record("scope"), None);
    let before = store.texts();
    let (_, report) = open(&store).unwrap();
    let incomplete = report.incomplete.unwrap();
    let missing: Vec<(&str, usize)> =
        incomplete.missing.iter().map(|(group, count)| (group.as_str(), *count)).collect();
    assert_eq!(missing, [("answer/4-1", 1), ("scope", 1)]);
    assert_eq!(store.texts(), before, "opening writes nothing into what is incomplete");
}

#[test]
fn what_was_lost_is_told_until_the_user_has_dealt_with_it() {
    let store = MemoryStore::with(stored_sample());
    store.set(&record("answer/4-1/SR-2/whole"), None);
    let lost = || Some(vec!["answer 4-1: 1".to_owned()]);
    let (mut document, report) = open(&store).unwrap();
    assert!(report.incomplete.is_some());
    assert_eq!(document.lost(), lost());
    // An edit stores the document whole; what was lost is told all the same.
    document.apply(Command::SetVerdict(key("SR-3").into(), Verdict::Fail), &later()).unwrap();
    document.save(&store, &later()).unwrap();
    let (mut document, report) = open(&store).unwrap();
    assert_eq!(report, Report::default());
    assert_eq!(document.lost(), lost());
    document.apply(Command::SetVerdict(key("SR-4").into(), Verdict::Fail), &later()).unwrap();
    document.save(&store, &later()).unwrap();
    let (mut document, _) = open(&store).unwrap();
    assert_eq!(document.lost(), lost());
    document.accept_loss();
    document.save(&store, &later()).unwrap();
    let (document, report) = open(&store).unwrap();
    assert_eq!((document.lost(), report), (None, Report::default()));

    // Replacing brings everything back.
    let store = MemoryStore::with(stored_sample());
    store.set(&record("scope"), None);
    Workspace::default().replace(&store, sample(), Envelope::default(), &later()).unwrap();
    assert_eq!(open(&store).unwrap().0.lost(), None);
}

#[test]
fn what_a_later_version_stored_is_left_alone() {
    let newer = sealed("{\"schema\":3,\"generation\":1,\"anything\":[]}");
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
    store.set(&record(name), Some(&sealed("{\"new\":true}")));
    let (mut document, report) = open(&store).unwrap();
    assert_eq!(report, Report { unknown: vec![name.to_owned()], ..Report::default() });
    document.apply(Command::SetVerdict(key("SR-3").into(), Verdict::Fail), &later()).unwrap();
    document.save(&store, &later()).unwrap();
    assert_eq!(store.texts()[&record(name)], sealed("{\"new\":true}"));
    // Stored whole, too: here because something has cleared the storage.
    store.texts().keys().for_each(|name| store.set(name, None));
    document.apply(Command::SetVerdict(key("SR-3").into(), Verdict::Pass), &later()).unwrap();
    document.save(&store, &later()).unwrap();
    assert_eq!(store.texts()[&record(name)], sealed("{\"new\":true}"));
    assert_eq!(open(&store).unwrap().0.assessment, document.assessment);
}

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
        .replace(&store, another(&sample()), Envelope::default(), &later())
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

#[test]
fn a_replacement_keeps_the_records_of_later_versions() {
    let store = MemoryStore::with(stored_sample());
    store.set(&record("trial/one"), Some(&sealed("{\"new\":true}")));
    Workspace::default()
        .replace(&store, another(&sample()), Envelope::default(), &later())
        .unwrap();
    assert_eq!(open(&store).unwrap().1.unknown, ["trial/one"]);
}

#[test]
fn what_a_bundle_brought_gives_the_same_file_after_the_next_start() {
    // A record of a later version among it, with its salt.
    let mut file = support::as_json(&sample());
    file["assessment"]["records"]["hazard/h-1"] = json!({ "text": "of a later version" });
    file["integrity"]["salts"]["hazard/h-1"] = json!("00112233445566778899aabbccddeeff");
    let bytes = support::sealed(file);
    let opened = bundle::open(&bytes).unwrap();
    let store = MemoryStore::default();
    Document::new(opened.assessment, opened.envelope, false).save(&store, &later()).unwrap();
    let (mut document, _) = open(&store).unwrap();
    let mut none = || panic!("every record has its salt");
    assert!(seal(&mut document, Notes::Go, &mut none).text.as_bytes() == bytes);
}

#[test]
fn a_digest_that_was_shown_stays_after_the_next_start() {
    let store = MemoryStore::with(stored_sample());
    let (mut document, _) = open(&store).unwrap();
    assert!(!document.is_unsaved());
    let shown = seal(&mut document, Notes::Stay, &mut support::salts());
    assert!(document.is_unsaved(), "the salts are to be saved");
    document.save(&store, &later()).unwrap();
    let mut none = || panic!("every record has its salt");
    let (mut document, _) = open(&store).unwrap();
    assert!(seal(&mut document, Notes::Stay, &mut none) == shown);
    assert!(!document.is_unsaved());
    // A record that changes gets another salt, and no other does.
    let mut new = 0;
    let mut salt = || {
        new += 1;
        Salt([new; 16])
    };
    document.apply(Command::SetVerdict(key("SR-2").into(), Verdict::Fail), &later()).unwrap();
    assert!(seal(&mut document, Notes::Stay, &mut salt).digest != shown.digest);
    assert_eq!(new, 1);

    // The recipient sees the same digest, also after the next start.
    let opened = bundle::open(shown.text.as_bytes()).unwrap();
    assert!(!opened.envelope.left_out.is_empty());
    let store = MemoryStore::default();
    Document::new(opened.assessment, opened.envelope, false).save(&store, &later()).unwrap();
    let (mut document, _) = open(&store).unwrap();
    let again = seal(&mut document, Notes::Go, &mut none);
    assert_eq!((again.digest, again.text), (shown.digest, shown.text));
}

#[test]
fn figures_of_a_day_are_kept_with_the_first_change_and_survive_a_replacement() {
    let store = MemoryStore::with(stored_sample());
    let (mut document, _) = open(&store).unwrap();
    let day = |document: &Document| -> Vec<String> {
        document.days.points().iter().map(|(day, _)| day.as_str().to_owned()).collect()
    };
    assert_eq!(day(&document), ["2026-11-24"]);
    let now = moment("2026-11-25T08:00:00Z");
    document.apply(Command::SetVerdict(key("SR-3").into(), Verdict::Fail), &now).unwrap();
    document.save(&store, &now).unwrap();
    let replaced =
        Workspace::default().replace(&store, another(&sample()), Envelope::default(), &later());
    replaced.unwrap();
    assert_eq!(day(&open(&store).unwrap().0), ["2026-11-24", "2026-11-25"]);
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

#[test]
fn a_document_that_could_not_be_stored_is_parked_and_comes_back() {
    let first = sample();
    let second = sample().copied_as(AssessmentId::from_random([2; 16]));
    let mut workspace = Workspace::default();
    let denied = Err(SaveError::Denied);
    assert_eq!(workspace.adopt(&DeniedStore, first.clone(), Envelope::default(), &later()), denied);
    workspace.apply(Command::SetVerdict(key("SR-3").into(), Verdict::Fail), &later()).unwrap();
    let changed = workspace.document().unwrap().assessment.clone();
    assert_eq!(
        workspace.adopt(&DeniedStore, second.clone(), Envelope::default(), &later()),
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
    let one = stored_sample();
    let mut all = Texts::new();
    for number in 0..100 {
        let id = AssessmentId::from_random([number; 16]);
        let copy = altered(&sample(), |content| {
            let changed = moment(&format!("2026-11-{:02}T08:00:00Z", number % 28 + 1));
            (content.modified, content.day) = (changed.utc, changed.day);
        });
        let about = sealed(&stored::written(&stored::About::of(&copy)).unwrap());
        for (name, text) in &one {
            let text = if *name == record(stored::ABOUT) { &about } else { text };
            all.insert(name.replace(assessment_id().as_str(), id.as_str()), text.clone());
        }
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

#[test]
fn what_another_module_has_opened_crosses_unchanged() {
    for assessment in [sample(), support::everything::everything()] {
        let opened = bundle::open(&support::written(&assessment)).unwrap();
        let notices = opened.notices();
        let (assessment, envelope) = (opened.assessment.clone(), opened.envelope.clone());
        let json = keeping::sent(Ok(opened)).unwrap();
        let received = keeping::received(&json, &later()).unwrap();
        assert_eq!(received, Ok(Received { assessment, envelope, notices }));
    }
    let refused = keeping::sent(Err("It is empty.".to_owned())).unwrap();
    let received = keeping::received(&refused, &later()).unwrap();
    assert_eq!(received.unwrap_err(), "It is empty.");
}

#[test]
fn what_this_build_does_not_send_is_not_received() {
    let opened = bundle::open(&support::written(&sample())).unwrap();
    let json = keeping::sent(Ok(opened)).unwrap();
    let damaged = json.replacen(r#"verdict\":\"pass"#, r#"verdict\":\"maybe"#, 1);
    assert_ne!(json, damaged);
    let unknown = json.replacen("\"answer/4-1", "\"reply/4-1", 1);
    assert_ne!(json, unknown);
    for foreign in ["", "{}", "{\"Ok\":{}}", &json[1..], &damaged, &unknown] {
        assert_eq!(keeping::received(foreign, &later()), None, "{foreign:.40}");
    }
}
