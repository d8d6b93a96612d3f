//! The journal, and both copies together: what was said to be saved is there
//! whatever dies, and two tabs keep what each of them has changed.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use exready::{
    assessment::{
        AnswerField, AnswerKey, Assessment, AssessmentId, Command, Contested, Direction,
        EvidenceField, Record, RecordKey, TestItem, TestItemField, TextField, Verdict,
    },
    catalogue::PartId,
    keeping::{
        self, Disposal, Document, Failure, JournalEdit, News, PointState, SaveError, Stepped,
        Store, StoredEnvelope, WHOLE, Workspace,
    },
};
use proptest::{collection::vec, prelude::*};
use serde_json::json;

use crate::counted::{self, is_at_length};
use crate::documents::kept;
use crate::stores::{DeniedStore, Fault, FaultyStore, MemoryJournal, MemoryStore, Texts};
use crate::support::{
    self, assessment_id, empty,
    everything::{kind, kinds},
    key, later, random, sample,
};

fn open(store: &dyn Store, journal: &MemoryJournal) -> Result<Document, Failure> {
    let journaled = journal.document(&assessment_id());
    Ok(Document::open(store, Some(&journaled), &assessment_id(), &later())?.0)
}

fn named(name: &str) -> Command {
    Command::SetText(TextField::TestItem(TestItemField::Name), name.to_owned())
}

/// The command that puts the test item in place, with this name.
fn test_item_named(document: &Document, name: &str) -> Command {
    let test_item = document.assessment.test_item.clone();
    Command::put(Record::TestItem(TestItem { name: name.to_owned(), ..test_item }))
}

fn described(text: &str) -> Command {
    Command::SetText(TextField::TestItem(TestItemField::Description), text.to_owned())
}

/// Carries out a command and saves it in both copies.
fn keep(document: &mut Document, command: Command, store: &dyn Store, journal: &mut MemoryJournal) {
    document.apply(command, &later()).unwrap();
    document.save(store, &later()).unwrap();
    journal.take(document);
}

#[test]
fn the_journal_alone_rebuilds_the_document() {
    let (mut document, store, mut journal) = kept();
    keep(&mut document, named("A"), &store, &mut journal);
    let evidence = document.assessment.evidence.keys().next().unwrap().clone();
    let remove = Command::Remove(RecordKey::Evidence(evidence));
    keep(&mut document, remove, &store, &mut journal);
    for storage in [&MemoryStore::default() as &dyn Store, &DeniedStore] {
        let opened = open(storage, &journal).unwrap();
        assert_eq!(opened.assessment, document.assessment);
        assert_eq!(opened.days.points(), document.days.points());
    }
}

#[test]
fn the_journal_holds_one_entry_a_record_however_much_is_typed() {
    let (mut document, store, mut journal) = kept();
    let before = journal.len();
    for count in 0..50 {
        keep(&mut document, named(&"a".repeat(count)), &store, &mut journal);
    }
    assert_eq!(journal.len(), before);
}

#[test]
fn a_storage_that_was_written_to_disk_late_is_behind_the_journal() {
    let (mut document, store, mut journal) = kept();
    let on_disk = store.texts();
    keep(&mut document, named("A"), &store, &mut journal);
    keep(
        &mut document,
        Command::SetVerdict(key("SR-3").into(), Verdict::Fail),
        &store,
        &mut journal,
    );
    let killed = MemoryStore::with(on_disk);
    let opened = open(&killed, &journal).unwrap();
    assert_eq!(opened.assessment, document.assessment);
    // The storage has it from here on, too.
    let stored = keeping::load(&killed, &assessment_id(), &later()).unwrap().unwrap();
    assert_eq!(stored.assessment, document.assessment);
}

#[test]
fn what_the_journal_did_not_get_any_more_is_taken_from_the_storage() {
    let (mut document, store, journal) = kept();
    document.apply(named("A"), &later()).unwrap();
    document.save(&store, &later()).unwrap();
    document.journal_edit().unwrap();
    assert!(document.is_on_the_way() && document.is_unjournaled());
    assert_eq!(open(&store, &journal).unwrap().assessment, document.assessment);
}

#[test]
fn what_was_kept_without_a_journal_is_newer_than_a_journal_that_comes_back() {
    let (_, store, mut journal) = kept();
    let id = assessment_id();
    let (mut without, _) = Document::open(&store, None, &id, &later()).unwrap();
    without.apply(named("A"), &later()).unwrap();
    without.save(&store, &later()).unwrap();
    assert_eq!(without.journal_edit(), None);
    let mut opened = open(&store, &journal).unwrap();
    assert_eq!(opened.assessment, without.assessment);
    journal.take(&mut opened);
    assert_eq!(open(&MemoryStore::default(), &journal).unwrap().assessment, without.assessment);
}

#[test]
fn a_storage_without_room_leaves_the_journal_alone_with_the_change() {
    let (mut document, store, mut journal) = kept();
    store.limit(Some(store.used()));
    document.apply(described(&"x".repeat(5_000)), &later()).unwrap();
    assert!(matches!(document.save(&store, &later()), Err(SaveError::Full { .. })));
    journal.take(&mut document);
    assert!(document.is_unsaved() && !document.is_unjournaled());
    assert_eq!(open(&store, &journal).unwrap().assessment, document.assessment);
}

#[test]
fn a_damaged_record_comes_back_from_the_journal_and_its_text_is_kept_aside() {
    let (document, store, journal) = kept();
    let name = store.texts().keys().find(|name| name.ends_with("/test-item")).unwrap().clone();
    let damaged = store.texts()[&name].replace("GasGuard", "GazGuard");
    store.set(&name, Some(&damaged));
    let journaled = journal.document(&assessment_id());
    let (opened, report) =
        Document::open(&store, Some(&journaled), &assessment_id(), &later()).unwrap();
    assert_eq!(opened.assessment, document.assessment);
    assert_eq!((report.restored, report.damaged), (vec!["test-item".to_owned()], Vec::new()));
    let aside = format!("exready/aside/{}/test-item", assessment_id());
    assert_eq!(store.texts()[&aside], damaged);
}

#[test]
fn a_damaged_entry_of_the_journal_is_found_and_the_storage_has_the_record() {
    let (document, store, mut journal) = kept();
    let damaged = journal.texts()["test-item"].replacen('a', "e", 1);
    journal.damage("test-item", &damaged);
    let mut opened = open(&store, &journal).unwrap();
    assert_eq!(opened.assessment, document.assessment);
    journal.take(&mut opened);
    assert_eq!(open(&MemoryStore::default(), &journal).unwrap().assessment, document.assessment);
}

#[test]
fn an_incomplete_document_goes_into_the_journal_whole_with_its_first_change() {
    let (_, store, _) = kept();
    let name = store.texts().keys().find(|name| name.contains("/answer/")).unwrap().clone();
    store.set(&name, None);
    let mut journal = MemoryJournal::default();
    let mut opened = open(&store, &journal).unwrap();
    assert!(opened.lost().is_some());
    journal.take(&mut opened);
    assert_eq!(journal.len(), 0);
    keep(&mut opened, named("A"), &store, &mut journal);
    let again = open(&MemoryStore::default(), &journal).unwrap();
    assert_eq!(again.assessment, opened.assessment);
    assert_eq!(again.lost(), opened.lost());
}

#[test]
fn what_is_in_the_trash_does_not_open() {
    let (_, store, mut journal) = kept();
    journal.write(&JournalEdit::trash(assessment_id(), &support::day("2026-11-23"), 9));
    assert_eq!(open(&store, &journal).unwrap_err(), Failure::NothingStored);
    assert_eq!(open(&MemoryStore::default(), &journal).unwrap_err(), Failure::NothingStored);
    assert!(journal.document(&assessment_id()).trashed().is_some());
}

#[test]
fn the_trash_is_emptied_only_when_its_time_was_over_for_days() {
    let day = support::day;
    let (_, _, mut journal) = kept();
    let id = assessment_id();
    let disposal = |journal: &MemoryJournal, [today, kept_since, seen_since]: [&str; 3]| {
        journal.document(&id).disposal(&day(today), &day(kept_since), &day(seen_since))
    };
    let usual = ["2026-12-24", "2026-11-24", "2026-12-17"];
    assert_eq!(disposal(&journal, usual), Disposal::Stays, "it is not in the trash");
    journal.write(&JournalEdit::trash(id.clone(), &day("2026-11-24"), 9));
    assert_eq!(disposal(&journal, usual), Disposal::Stays);
    // A clock that leaps ahead by years, and is put right again.
    let ahead = ["2031-01-01", "2030-12-02", "2030-12-25"];
    assert_eq!(disposal(&journal, ahead), Disposal::Expires);
    journal.write(&JournalEdit::expire(id.clone(), &day("2031-01-01")));
    assert_eq!(disposal(&journal, ahead), Disposal::Stays);
    let over = ["2026-12-25", "2026-11-25", "2026-12-18"];
    assert_eq!(disposal(&journal, over), Disposal::Expires, "what the clock said is void");
    journal.write(&JournalEdit::expire(id.clone(), &day("2026-12-25")));
    assert_eq!(disposal(&journal, ["2027-01-01", "2026-12-02", "2026-12-25"]), Disposal::Stays);
    assert_eq!(disposal(&journal, ["2027-01-02", "2026-12-03", "2026-12-26"]), Disposal::Goes);
    // Whoever takes it back and removes it again begins anew.
    journal.write(&JournalEdit::restore(id.clone()));
    assert_eq!(journal.document(&id).trashed(), None);
    journal.write(&JournalEdit::trash(id.clone(), &day("2026-11-24"), 9));
    assert_eq!(disposal(&journal, over), Disposal::Expires);
}

#[test]
fn an_entry_of_another_document_is_damage() {
    let (document, store, mut journal) = kept();
    let other = AssessmentId::from_random([7; 16]);
    let moment = later();
    let mut foreign =
        Document::new(Assessment::new(other.clone(), &moment), StoredEnvelope::default(), true);
    foreign.apply(named("Another one"), &moment).unwrap();
    journal.take(&mut foreign);
    journal.mix_up("test-item", &other, &assessment_id());
    let opened = open(&store, &journal).unwrap();
    assert_eq!(opened.assessment, document.assessment);
    let opened = open(&MemoryStore::default(), &journal).unwrap();
    assert_eq!(opened.assessment.test_item.name, "");
    assert_eq!(opened.unsecured().len(), 0);
}

#[test]
fn two_tabs_keep_what_each_has_changed_in_one_record() {
    let (mut one, store, mut journal) = kept();
    let mut other = open(&store, &journal).unwrap();
    // Neither knows of the other when it writes.
    one.apply(named("A"), &later()).unwrap();
    other.apply(described("B"), &later()).unwrap();
    one.save(&store, &later()).unwrap();
    other.save(&store, &later()).unwrap();
    journal.take(&mut one);
    journal.take(&mut other);
    one.receive(&journal.since(&one));
    other.receive(&journal.since(&other));
    other.save(&store, &later()).unwrap();
    for tab in [&one, &other] {
        assert_eq!(tab.assessment.test_item.name, "A");
        assert_eq!(tab.assessment.test_item.description, "B");
    }
    assert_eq!(open(&store, &journal).unwrap().assessment, one.assessment);
}

#[test]
fn a_record_that_one_tab_removes_while_the_other_edits_it_is_gone_from_both_copies() {
    let (mut one, store, mut journal) = kept();
    let mut other = open(&store, &journal).unwrap();
    let id = one.assessment.evidence.keys().next().unwrap().clone();
    one.apply(Command::Remove(RecordKey::Evidence(id.clone())), &later()).unwrap();
    one.save(&store, &later()).unwrap();
    let title = TextField::Evidence(id.clone(), EvidenceField::Title);
    keep(&mut other, Command::SetText(title, "Edited".to_owned()), &store, &mut journal);
    journal.take(&mut one);
    one.save(&store, &later()).unwrap();
    other.receive(&journal.since(&other));
    let opened = open(&store, &journal).unwrap();
    for document in [&one, &other, &opened] {
        assert!(!document.assessment.evidence.contains_key(&id));
    }
}

#[test]
fn a_record_that_the_other_tab_writes_as_it_was_before_is_stored_as_it_is() {
    let (mut one, store, mut journal) = kept();
    let mut other = open(&store, &journal).unwrap();
    let before = one.assessment.test_item.name.clone();
    // One's edit is on its way while the other types a letter and takes it back.
    one.apply(named("A"), &later()).unwrap();
    one.save(&store, &later()).unwrap();
    let edit = one.journal_edit().unwrap();
    for name in ["B", &before] {
        keep(&mut other, named(name), &store, &mut journal);
    }
    let written = journal.write(&edit);
    one.journaled(&edit, &written);
    keep(&mut one, Command::SetVerdict(key("SR-3").into(), Verdict::Fail), &store, &mut journal);
    assert_eq!(one.assessment.test_item.name, "A");
    assert_eq!(open(&store, &journal).unwrap().assessment, one.assessment);
}

/// A tab that has entered this, another one that has heard of it and changed it since, and
/// what the first one is told was replaced.
fn changed_by_another(mine: Command, theirs: Command) -> (Document, Vec<Contested>) {
    let (mut one, store, mut journal) = kept();
    let mut other = open(&store, &journal).unwrap();
    keep(&mut one, mine, &store, &mut journal);
    other.receive(&journal.since(&other));
    keep(&mut other, theirs, &store, &mut journal);
    let News::Moved { replaced, .. } = one.receive(&journal.since(&one)) else { panic!() };
    (one, replaced)
}

#[test]
fn of_one_field_the_later_edit_wins_and_the_other_tab_shows_what_was_replaced() {
    let (mut one, replaced) = changed_by_another(named("A"), named("B"));
    assert_eq!(one.assessment.test_item.name, "B");
    let [contested] = &replaced[..] else { panic!("{replaced:?}") };
    assert_eq!(contested.field, "name");
    assert_eq!((&contested.mine, &contested.theirs), (&Some(json!("A")), &Some(json!("B"))));
    assert_eq!(contested.use_mine(&one.assessment), Some(test_item_named(&one, "A")));
    // Undo offers both, and does nothing by itself.
    let Some(Stepped::Contested(fields)) = one.step(Direction::Undo, false, &later()) else {
        panic!()
    };
    assert_eq!(fields[0].mine, Some(json!("GasGuard 200")));
    assert_eq!(one.assessment.test_item.name, "B");
    assert!(matches!(one.step(Direction::Undo, true, &later()), Some(Stepped::Done(_))));
    assert_eq!(one.assessment.test_item.name, "GasGuard 200");
}

/// An answer that was never given says nothing: two tabs that begin it both count, and
/// taking one's own part back leaves the other's.
#[test]
fn an_answer_that_both_tabs_begin_has_what_each_has_entered() {
    let sample = sample();
    let mut keys = PartId::P3_3.part().keys().map(AnswerKey::from);
    let new = keys.find(|key| sample.answers.answer(key).is_none()).unwrap();
    let stated = |text: &str| {
        let field = TextField::Answer(new.clone(), AnswerField::Statement);
        Command::SetText(field, text.to_owned())
    };
    let judged = |verdict| Command::SetVerdict(new.clone(), verdict);
    let begun = |first: Command, second: Command| {
        let (mut one, store, mut journal) = kept();
        let mut other = open(&store, &journal).unwrap();
        one.apply(first, &later()).unwrap();
        other.apply(second, &later()).unwrap();
        for tab in [&mut one, &mut other] {
            tab.save(&store, &later()).unwrap();
            journal.take(tab);
        }
        let News::Moved { replaced, .. } = one.receive(&journal.since(&one)) else { panic!() };
        assert_eq!(replaced, []);
        assert_eq!(differences(&one.assessment, &other.assessment), NONE);
        (one, other)
    };
    let answer = |tab: &Document| {
        let answer = tab.assessment.answers.answer(&new).cloned().unwrap_or_default();
        (answer.verdict, answer.statement)
    };
    for is_first in [true, false] {
        let commands = (judged(Verdict::Pass), stated("As built."));
        let commands = if is_first { commands } else { (commands.1, commands.0) };
        let (mut one, mut other) = begun(commands.0, commands.1);
        assert_eq!(answer(&one), (Verdict::Pass, "As built.".to_owned()));
        let tab = if is_first { &mut one } else { &mut other };
        // The verdict is taken back.
        let stepped = tab.step(Direction::Undo, false, &later());
        assert!(matches!(stepped, Some(Stepped::Done(_))), "{stepped:?}");
        assert_eq!(answer(tab), (Verdict::NotEvaluated, "As built.".to_owned()));
    }
}

#[test]
fn a_record_that_another_tab_has_removed_can_be_put_back_as_a_whole() {
    let id = sample().evidence.keys().next().unwrap().clone();
    let titled = Command::SetText(
        TextField::Evidence(id.clone(), EvidenceField::Title),
        "Entered here".to_owned(),
    );
    let remove = Command::Remove(RecordKey::Evidence(id.clone()));
    let (mut one, replaced) = changed_by_another(titled, remove);
    assert!(!one.assessment.evidence.contains_key(&id));
    let [contested] = &replaced[..] else { panic!("{replaced:?}") };
    assert!(contested.field.is_empty() && contested.stands(&one.assessment));
    let back = contested.use_mine(&one.assessment).unwrap();
    one.apply(back, &later()).unwrap();
    assert_eq!(one.assessment.evidence[&id].title, "Entered here");
    assert!(!contested.stands(&one.assessment));
}

#[test]
fn what_was_replaced_is_offered_as_long_as_nobody_has_changed_it_since() {
    let (mut one, replaced) = changed_by_another(named("A"), named("B"));
    assert!(replaced[0].stands(&one.assessment));
    one.apply(described("Another field"), &later()).unwrap();
    assert!(replaced[0].stands(&one.assessment));
    one.apply(named("C"), &later()).unwrap();
    assert!(!replaced[0].stands(&one.assessment));
}

#[test]
fn an_edit_on_its_way_is_stored_again_where_the_other_tab_was_heard_of_meanwhile() {
    let (mut one, store, mut journal) = kept();
    let mut other = open(&store, &journal).unwrap();
    keep(&mut other, named("A"), &store, &mut journal);
    other.apply(named("B"), &later()).unwrap();
    other.save(&store, &later()).unwrap();
    let edit = other.journal_edit().unwrap();
    // The same text as that from which the edit began, stored after it.
    keep(&mut one, named("A"), &store, &mut journal);
    let verdict = Command::SetVerdict(key("SR-3").into(), Verdict::Fail);
    keep(&mut one, verdict, &store, &mut journal);
    other.receive(&journal.since(&other));
    let written = journal.write(&edit);
    assert!(written.merged.is_empty());
    other.journaled(&edit, &written);
    let verdict = Command::SetVerdict(key("SR-2").into(), Verdict::Fail);
    keep(&mut other, verdict, &store, &mut journal);
    assert_eq!(open(&store, &journal).unwrap().assessment.test_item.name, "B");
}

#[test]
fn undo_takes_ones_own_step_back_and_leaves_what_the_other_tab_has_changed() {
    let (mut one, store, mut journal) = kept();
    let mut other = open(&store, &journal).unwrap();
    keep(&mut one, named("A"), &store, &mut journal);
    other.receive(&journal.since(&other));
    keep(&mut other, described("B"), &store, &mut journal);
    one.receive(&journal.since(&one));
    assert!(matches!(one.step(Direction::Undo, false, &later()), Some(Stepped::Done(_))));
    assert_eq!(one.assessment.test_item.name, "GasGuard 200");
    assert_eq!(one.assessment.test_item.description, "B");
}

/// Opens the document in a tab, while these others are open.
fn reopened(journal: &mut MemoryJournal, tab: &str, others: &[&str]) -> Document {
    let journaled = journal.document_in(tab, others, &assessment_id());
    let store = MemoryStore::default();
    Document::open(&store, Some(&journaled), &assessment_id(), &later()).unwrap().0
}

#[test]
fn undo_and_redo_go_on_after_a_reload() {
    let (mut document, store, mut journal) = kept();
    let mut states = vec![document.assessment.clone()];
    for name in ["A", "B", "C"] {
        document.settle();
        keep(&mut document, named(name), &store, &mut journal);
        states.push(document.assessment.clone());
    }
    let mut step = |direction, state: &Assessment| {
        // Each time after a reload.
        let mut document = reopened(&mut journal, "tab", &[]);
        assert!(matches!(document.step(direction, false, &later()), Some(Stepped::Done(_))));
        assert_eq!(document.assessment.test_item, state.test_item);
        journal.take(&mut document);
        (document.can_undo(), document.can_redo())
    };
    assert_eq!(step(Direction::Undo, &states[2]), (true, true));
    assert_eq!(step(Direction::Undo, &states[1]), (true, true));
    assert_eq!(step(Direction::Redo, &states[2]), (true, true));
    assert_eq!(step(Direction::Undo, &states[1]), (true, true));
    assert_eq!(step(Direction::Undo, &states[0]), (false, true));
    assert_eq!(step(Direction::Redo, &states[1]), (true, true));
    let mut document = reopened(&mut journal, "tab", &[]);
    keep(&mut document, named("D"), &store, &mut journal);
    let mut document = reopened(&mut journal, "tab", &[]);
    assert!(document.can_undo() && !document.can_redo(), "what is done anew takes no redo along");
    document.step(Direction::Undo, false, &later()).unwrap();
    assert_eq!(document.assessment.test_item.name, "A");
}

#[test]
fn a_step_that_was_not_written_goes_with_the_next() {
    let (mut document, store, mut journal) = kept();
    document.apply(named("A"), &later()).unwrap();
    let edit = document.journal_edit().unwrap();
    document.not_journaled(edit);
    document.settle();
    keep(&mut document, named("B"), &store, &mut journal);
    let mut document = reopened(&mut journal, "tab", &[]);
    for name in ["A", "GasGuard 200"] {
        document.step(Direction::Undo, false, &later()).unwrap();
        assert_eq!(document.assessment.test_item.name, name);
    }
}

#[test]
fn a_history_belongs_to_its_tab_and_one_that_reopens_alone_inherits_the_last() {
    let (mut one, store, mut journal) = kept();
    let mut other = reopened(&mut journal, "other", &["tab"]);
    keep(&mut one, named("A"), &store, &mut journal);
    other.receive(&journal.since(&other));
    other.apply(described("B"), &later()).unwrap();
    journal.take_in("other", &mut other);
    assert!(!reopened(&mut journal, "third", &["tab", "other"]).can_undo());
    let undone = |document: &mut Document| {
        document.step(Direction::Undo, false, &later()).unwrap();
        let item = &document.assessment.test_item;
        (item.name.clone(), item.description.clone())
    };
    let mut again = reopened(&mut journal, "tab", &["other"]);
    assert_eq!(undone(&mut again), ("GasGuard 200".to_owned(), "B".to_owned()));
    // The one that wrote last, and from then on it is this tab's own.
    let mut heir = reopened(&mut journal, "fourth", &[]);
    assert_eq!(undone(&mut heir), ("A".to_owned(), one.assessment.test_item.description.clone()));
    assert!(reopened(&mut journal, "fourth", &["fifth"]).can_undo());
    assert!(!reopened(&mut journal, "tab", &["fourth"]).can_undo(), "its steps went");
}

#[test]
fn a_document_that_is_replaced_takes_the_steps_of_every_tab_along() {
    let (mut one, store, mut journal) = kept();
    keep(&mut one, named("A"), &store, &mut journal);
    let mut whole = Document::new(empty(), StoredEnvelope::default(), true);
    journal.take_in("other", &mut whole);
    assert!(!reopened(&mut journal, "tab", &["other"]).can_undo());
}

#[test]
fn steps_that_cannot_be_read_are_forgotten_and_new_ones_are_kept() {
    let (mut one, store, mut journal) = kept();
    for name in ["A", "B"] {
        one.settle();
        keep(&mut one, named(name), &store, &mut journal);
    }
    journal.damage_step("tab");
    let mut one = reopened(&mut journal, "tab", &[]);
    assert!(!one.can_undo());
    keep(&mut one, named("C"), &store, &mut journal);
    let mut one = reopened(&mut journal, "tab", &[]);
    one.step(Direction::Undo, false, &later()).unwrap();
    assert_eq!((one.assessment.test_item.name.as_str(), one.can_undo()), ("B", false));
}

#[test]
fn a_tab_that_comes_back_leaves_the_steps_of_the_others_to_them() {
    let (mut one, store, mut journal) = kept();
    let mut other = reopened(&mut journal, "other", &["tab"]);
    keep(&mut one, named("A"), &store, &mut journal);
    other.apply(described("B"), &later()).unwrap();
    journal.take_in("other", &mut other);
    // As after a restart of the browser, one after the other.
    assert!(reopened(&mut journal, "tab", &[]).can_undo());
    assert!(reopened(&mut journal, "other", &["tab"]).can_undo());
}

#[test]
fn a_journal_whose_mark_is_damaged_still_rebuilds_the_document() {
    let (mut document, store, mut journal) = kept();
    let before = store.texts();
    keep(&mut document, named("A"), &store, &mut journal);
    journal.damage(WHOLE, "\"here\"x");
    for texts in [before, Texts::new()] {
        let mut opened = open(&MemoryStore::with(texts), &journal).unwrap();
        assert_eq!(opened.assessment, document.assessment);
        assert!(opened.journal_edit().is_some_and(|edit| edit.is_whole), "the mark comes back");
    }
}

#[test]
fn what_the_journal_held_is_handed_over_where_the_storage_wins() {
    let (mut document, store, mut journal) = kept();
    let before = store.texts();
    keep(&mut document, named("In the journal"), &store, &mut journal);
    let held = PointState::new(&document.assessment, &document.envelope).unwrap();
    // The storage was written without a journal in between.
    let storage = MemoryStore::with(before);
    let (mut without, _) = Document::open(&storage, None, &assessment_id(), &later()).unwrap();
    without.apply(described("Without a journal"), &later()).unwrap();
    without.save(&storage, &later()).unwrap();
    let journaled = journal.document(&assessment_id());
    let (_, report) =
        Document::open(&storage, Some(&journaled), &assessment_id(), &later()).unwrap();
    let kept = report.superseded.unwrap();
    assert_eq!(
        kept.assessment(&assessment_id(), &later()),
        held.assessment(&assessment_id(), &later())
    );
    assert!(report.is_unseen);
    // Where both hold the same there is nothing to keep.
    let (_, store, journal) = self::kept();
    let journaled = journal.document(&assessment_id());
    let (_, report) = Document::open(&store, Some(&journaled), &assessment_id(), &later()).unwrap();
    assert_eq!((report.superseded, report.is_unseen), (None, false));
}

#[test]
fn without_a_journal_a_tab_stores_nothing_over_what_the_other_has_changed() {
    // One of two tabs, or both, have no journal.
    for has_journal in [false, true] {
        let (_, store, mut journal) = kept();
        let mut one = Document::open(&store, None, &assessment_id(), &later()).unwrap().0;
        let journaled = has_journal.then(|| journal.document(&assessment_id()));
        let mut other =
            Document::open(&store, journaled.as_ref(), &assessment_id(), &later()).unwrap().0;
        one.apply(named("A"), &later()).unwrap();
        one.save(&store, &later()).unwrap();
        other.apply(described("B"), &later()).unwrap();
        assert!(matches!(other.catch_up(&store), News::Moved { .. }));
        other.save(&store, &later()).unwrap();
        journal.take(&mut other);
        let item = &other.assessment.test_item;
        assert_eq!((&*item.name, &*item.description), ("A", "B"));
        let opened = open(&store, &journal).unwrap().assessment;
        assert_eq!(differences(&opened, &other.assessment), NONE);
    }
}

#[test]
fn a_file_that_is_opened_after_a_removal_stays_also_where_the_journal_takes_nothing() {
    let (document, store, mut journal) = kept();
    let id = assessment_id();
    let saves = keeping::saves(&store, &id).unwrap();
    journal.write(&JournalEdit::trash(id.clone(), &support::day("2026-11-23"), saves));
    keeping::delete(&store, &id).unwrap();
    let mut again = Document::new(document.assessment.clone(), StoredEnvelope::default(), true);
    again.save(&store, &later()).unwrap();
    again.apply(named("Work after"), &later()).unwrap();
    again.save(&store, &later()).unwrap();
    let edit = again.journal_edit().unwrap();
    again.not_journaled(edit);
    assert_eq!(open(&store, &journal).unwrap().assessment.test_item.name, "Work after");
}

#[test]
fn what_was_replaced_stays_so_where_the_journal_takes_nothing() {
    let (_, store, journal) = kept();
    let mut workspace = Workspace::default();
    workspace.set_journal(true);
    let mut file = sample();
    support::apply(&mut file, named("From the file"));
    workspace.replace(&store, file, StoredEnvelope::default(), &later()).unwrap();
    let edit = workspace.journal_edit().unwrap();
    workspace.journaled(edit, None);
    assert_eq!(open(&store, &journal).unwrap().assessment.test_item.name, "From the file");
}

#[test]
fn a_document_taken_out_of_the_trash_is_there_also_where_the_browser_has_lost_that() {
    let (document, store, mut journal) = kept();
    let id = assessment_id();
    let saves = keeping::saves(&store, &id).unwrap();
    journal.write(&JournalEdit::trash(id.clone(), &support::day("2026-11-23"), saves));
    keeping::delete(&store, &id).unwrap();
    let on_disk = MemoryStore::with(store.texts());
    assert_eq!(open(&on_disk, &journal).unwrap_err(), Failure::NothingStored);
    keeping::forget(&store, &id).unwrap();
    journal.write(&JournalEdit::restore(id));
    let mut opened = open(&store, &journal).unwrap();
    keep(&mut opened, named("After"), &store, &mut journal);
    let again = open(&on_disk, &journal).unwrap();
    assert_eq!(again.assessment.test_item.name, "After");
    assert_eq!(again.assessment.evidence.len(), document.assessment.evidence.len());
}

#[test]
fn a_link_to_an_item_that_was_removed_here_waits_until_the_item_is_back() {
    let (mut one, store, mut journal) = kept();
    let id = one.assessment.evidence.keys().next().unwrap().clone();
    let item = one.assessment.evidence[&id].clone();
    let mut other = open(&store, &journal).unwrap();
    other.apply(Command::Remove(RecordKey::Evidence(id.clone())), &later()).unwrap();
    let new = PartId::P3_3.part().keys().next().map(AnswerKey::from).unwrap();
    keep(&mut one, Command::Link(new.clone(), id.clone()), &store, &mut journal);
    other.receive(&journal.since(&other));
    assert!(!other.assessment.evidence.contains_key(&id));
    other.apply(Command::PutEvidence(id.clone(), Box::new(item), None), &later()).unwrap();
    let links = |document: &Document| {
        document.assessment.answers.answer(&new).is_some_and(|answer| answer.links(&id))
    };
    assert!(links(&other));
    other.save(&store, &later()).unwrap();
    journal.take(&mut other);
    assert!(links(&open(&store, &journal).unwrap()));
}

#[test]
fn a_tab_that_opens_while_another_types_puts_nothing_in_its_place() {
    let (mut one, store, mut journal) = kept();
    one.apply(named("ab"), &later()).unwrap();
    one.save(&store, &later()).unwrap();
    let edit = one.journal_edit().unwrap();
    // It is stored and on its way: the other tab finds it in the storage alone.
    let mut other = open(&store, &journal).unwrap();
    let from_other = other.journal_edit();
    assert!(from_other.as_ref().is_none_or(|edit| !edit.is_whole));
    let written = journal.write(&edit);
    one.journaled(&edit, &written);
    one.apply(named("abc"), &later()).unwrap();
    if let Some(edit) = from_other {
        let written = journal.write(&edit);
        other.journaled(&edit, &written);
    }
    let news = one.receive(&journal.since(&one));
    assert!(matches!(news, News::Nothing | News::Moved { .. }), "{news:?}");
    assert_eq!(one.assessment.test_item.name, "abc");
}

#[test]
fn without_a_journal_a_tab_reads_what_the_other_has_stored() {
    let store = MemoryStore::default();
    Document::new(sample(), StoredEnvelope::default(), false).save(&store, &later()).unwrap();
    let open = || Document::open(&store, None, &assessment_id(), &later()).unwrap().0;
    let (mut one, mut other) = (open(), open());
    one.apply(named("A"), &later()).unwrap();
    let evidence = one.assessment.evidence.keys().next().unwrap().clone();
    one.apply(Command::Remove(RecordKey::Evidence(evidence)), &later()).unwrap();
    one.save(&store, &later()).unwrap();
    assert!(matches!(other.reread(&store), News::Moved { .. }));
    assert_eq!(other.assessment, one.assessment);
    assert_eq!(other.reread(&store), News::Nothing);
    keeping::delete(&store, &assessment_id()).unwrap();
    assert_eq!(other.reread(&store), News::Deleted);
}

#[test]
fn what_another_tab_replaces_or_deletes_is_said() {
    let (mut one, _, mut journal) = kept();
    let mut whole = Document::new(empty(), StoredEnvelope::default(), true);
    journal.take(&mut whole);
    assert_eq!(one.receive(&journal.since(&one)), News::Replaced);
    journal.write(&JournalEdit::trash(assessment_id(), &support::day("2026-11-23"), 9));
    assert_eq!(one.receive(&journal.since(&one)), News::Deleted);
}

const NONE: [String; 0] = [];

/// The records in which two assessments differ.
fn differences(one: &Assessment, other: &Assessment) -> Vec<String> {
    let keys: BTreeSet<RecordKey> = one.keys().into_iter().chain(other.keys()).collect();
    let differing = keys.into_iter().filter(|key| one.record(key) != other.record(key));
    differing.map(|key| format!("{:?} and {:?}", one.record(&key), other.record(&key))).collect()
}

/// What becomes of one change.
#[derive(Clone, Copy, Debug)]
enum Fate {
    /// Both copies take it.
    Kept,
    /// The storage has no room.
    StorageFull,
    /// The journal takes it later, if the page lives.
    JournalLate,
    /// The journal does not take it.
    JournalFails,
}

/// What dies.
#[derive(Clone, Copy, Debug)]
enum Death {
    /// The page: the storage keeps everything, what is on its way is lost.
    Page,
    /// The browser: so many of the last writes to the storage are lost as well.
    Browser(usize),
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        5 => Just(Fate::Kept),
        2 => Just(Fate::StorageFull),
        2 => Just(Fate::JournalLate),
        1 => Just(Fate::JournalFails),
    ]
}

fn death() -> impl Strategy<Value = Death> {
    prop_oneof![Just(Death::Page), (0..200_usize).prop_map(Death::Browser)]
}

proptest! {
    #![proptest_config(support::cases::config(200))]
    /// The state that opens is one that was there, and none before the last that was
    /// said to be saved.
    #[test]
    fn what_was_said_to_be_saved_is_there_whatever_dies(
        assessment in random::assessment(),
        sittings in vec(
            (vec((random::of_any_kind(), fate()), 1..12), death()),
            1..4,
        ),
    ) {
        let mut journal = MemoryJournal::default();
        let mut first = Document::new(assessment, StoredEnvelope::default(), true);
        let store = FaultyStore::default();
        first.save(&store, &later()).unwrap();
        journal.take(&mut first);
        for (number, (commands, death)) in sittings.into_iter().enumerate() {
            store.fault(None);
            let mut document = open(&store, &journal).unwrap();
            journal.take(&mut document);
            let mut states = vec![document.assessment.clone()];
            // Which of the states was said to be saved last: as a page sees it, and
            // in the journal, which a browser does not lose.
            let (mut saved, mut journaled) = (0, 0);
            let mut late: Vec<(usize, JournalEdit)> = Vec::new();
            for (command, fate) in commands {
                if document.apply(command, &later()).is_err() {
                    continue;
                }
                states.push(document.assessment.clone());
                let here = states.len() - 1;
                let is_full = matches!(fate, Fate::StorageFull);
                store.fault_only(is_full.then_some(Fault::FullFrom(0)));
                let is_stored = document.save(&store, &later()).is_ok();
                store.fault_only(None);
                let Some(edit) = document.journal_edit() else { continue };
                match fate {
                    Fate::JournalFails if late.is_empty() => {
                        document.not_journaled(edit);
                        if is_stored {
                            saved = here;
                        }
                    }
                    Fate::JournalLate => late.push((here, edit)),
                    _ => {
                        for edit in late.drain(..).map(|(_, edit)| edit).chain([edit]) {
                            let written = journal.write(&edit);
                            document.journaled(&edit, &written);
                            journal.tell(&mut document);
                        }
                        (saved, journaled) = (here, here);
                    }
                }
            }
            let least = match death {
                Death::Page => saved,
                Death::Browser(lost) => {
                    store.lose(lost);
                    journaled
                }
            };
            let opened = open(&store, &journal).unwrap().assessment;
            let found = states.iter().rposition(|state| *state == opened);
            prop_assert!(
                found.is_some_and(|found| found >= least),
                "sitting {number}: {death:?} left {found:?} of {}, saved was {least}", states.len()
            );
        }
    }
}

/// What the other tab does at the same time.
#[derive(Clone, Copy, Debug)]
enum Clash {
    /// Nothing.
    None,
    /// The same; a text that it types is another one.
    Same,
    /// It removes the first of the records.
    Removal,
}

impl Clash {
    fn with(self, command: &Command, assessment: &Assessment) -> Option<Command> {
        match (self, command) {
            (Self::None, _) => None,
            (Self::Same, Command::SetText(field, text)) => {
                Some(Command::SetText(field.clone(), format!("{text}!")))
            }
            (Self::Same, command) => Some(command.clone()),
            (Self::Removal, command) => {
                let mut after = assessment.clone();
                let change = after.apply(command.clone(), &later()).ok()?;
                change.records().next().map(Command::Remove)
            }
        }
    }
}

fn clash() -> impl Strategy<Value = Clash> {
    prop_oneof![4 => Just(Clash::None), 2 => Just(Clash::Same), 1 => Just(Clash::Removal)]
}

/// Writes of a tab into the journal, and counts them: by the kind of the record, and
/// of which it met a write of the other tab.
fn write(
    tab: &mut Document,
    edit: &JournalEdit,
    journal: &mut MemoryJournal,
    counts: &mut BTreeMap<String, [usize; 2]>,
) {
    let written = journal.write(edit);
    for name in edit.records.keys() {
        counts.entry(kind(name)).or_default()[0] += 1;
    }
    for name in &written.merged {
        counts.entry(kind(name)).or_default()[1] += 1;
    }
    tab.journaled(edit, &written);
    journal.tell(tab);
}

/// Two tabs that write in any order, and hear of each other at any time, end up
/// with one document, in which each field is that of the last edit of it.
#[test]
fn two_tabs_end_up_with_one_document() {
    let has_room = prop_oneof![4 => Just(true), 1 => Just(false)];
    let steps = vec((any::<bool>(), random::of_any_kind(), clash(), 0..4_u8, has_room), 1..40);
    let counts = [const { RefCell::new(BTreeMap::new()) }; 2];
    let cases = counted::run(80, steps, |steps| {
        let (mut one, store, mut journal) = kept();
        let store = FaultyStore::with(store.texts());
        let mut other = open(&store, &journal).unwrap();
        let mut on_the_way: [Vec<JournalEdit>; 2] = Default::default();
        for (is_one, command, clash, pace, has_room) in steps {
            // Where one tab finds no room, the journal alone has what it changed.
            store.fault((!has_room).then_some(Fault::FullFrom(0)));
            // What the other tab does to the same record before it hears of this.
            let tab = if is_one { &one } else { &other };
            let clashing = clash.with(&command, &tab.assessment);
            if let Some(command) = clashing {
                let tab = if is_one { &mut other } else { &mut one };
                if tab.apply(command, &later()).is_ok() {
                    let _ = tab.save(&store, &later());
                    on_the_way[usize::from(is_one)].extend(tab.journal_edit());
                }
            }
            let number = usize::from(!is_one);
            let tab = if is_one { &mut one } else { &mut other };
            if tab.apply(command, &later()).is_ok() {
                let _ = tab.save(&store, &later());
                on_the_way[number].extend(tab.journal_edit());
            }
            if pace > 0 {
                for edit in on_the_way[number].drain(..) {
                    write(tab, &edit, &mut journal, &mut counts[number].borrow_mut());
                    let _ = tab.save(&store, &later());
                }
            }
            store.fault(None);
            if pace > 1 {
                let tab = if is_one { &mut other } else { &mut one };
                tab.receive(&journal.since(tab));
            }
        }
        let tabs = [&mut one, &mut other].into_iter().zip(on_the_way).zip(&counts);
        for ((tab, edits), counts) in tabs {
            for edit in edits {
                write(tab, &edit, &mut journal, &mut counts.borrow_mut());
                let _ = tab.save(&store, &later());
            }
        }
        for tab in [&mut one, &mut other] {
            tab.receive(&journal.since(tab));
            let _ = tab.save(&store, &later());
        }
        prop_assert_eq!(differences(&one.assessment, &other.assessment), NONE);
        let opened = open(&store, &journal).unwrap().assessment;
        prop_assert_eq!(differences(&opened, &one.assessment), NONE);
        prop_assert_eq!(&one.results, &exready::results::score(&one.assessment));
        prop_assert_eq!(&other.results, &one.results);
        Ok(())
    });
    println!("two tabs: {cases} interleavings of up to 39 edits");
    println!("{:12} {:>8} {:>8} {:>8}", "writes of", "one", "other", "merged");
    for kind in kinds() {
        let [one, other] =
            counts.each_ref().map(|all| all.borrow().get(&kind).copied().unwrap_or_default());
        println!("{kind:12} {:8} {:8} {:8}", one[0], other[0], one[1] + other[1]);
        assert!(one[0] > 0 && other[0] > 0, "no {kind} was changed in both tabs");
        // Few cases do not bring every kind there.
        assert!(one[1] + other[1] > 0 || !is_at_length(), "no {kind} was merged");
    }
}
