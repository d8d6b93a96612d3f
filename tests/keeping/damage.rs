//! Damaged and lost texts: what is left opens, the damage is said, and no damaged
//! text is overwritten before its copy is safe.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

use exready::{
    assessment::{AnswerField, Assessment, Command, Record, TestItemField, TextField, Verdict},
    bundle::Notes,
    keeping::{self, Document, Report, SaveError, StoredEnvelope, Workspace},
};
use proptest::{collection::vec, prelude::*};

use crate::bundles;
use crate::counted::{self, is_at_length};
use crate::documents::{
    another, change_of_every_kind, few_of_every_kind, in_document, open, opened, record, sealed,
    stored_sample,
};
use crate::stores::{MemoryJournal, MemoryStore, Texts};
use crate::support::{
    self, assessment_id,
    everything::{everything, kind, kinds},
    key, later, sample,
};
use crate::writes::Deed;

/// A document with everything that can be stored beside its records, in both copies.
fn kept_whole(assessment: Assessment) -> (Document, Texts, MemoryJournal) {
    let (store, mut journal) = (MemoryStore::default(), MemoryJournal::default());
    let mut document = Document::new(assessment, StoredEnvelope::default(), true);
    bundles::seal(&mut document, Notes::Stay, &mut support::salts());
    document.save(&store, &later()).unwrap();
    journal.take(&mut document);
    (document, store.texts(), journal)
}

/// What may become of a text, and how that is called. `others` are the texts beside it.
fn damages(name: &str, text: &str, others: &Texts) -> Vec<(&'static str, String)> {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let step = if is_at_length() { 5 } else { places.len().div_ceil(3) };
    let flipped = places.iter().step_by(step).map(|at| {
        let letter = text[*at..].chars().next().unwrap();
        let other = if letter == 'x' { 'y' } else { 'x' };
        ("flipped", format!("{}{other}{}", &text[..*at], &text[at + letter.len_utf8()..]))
    });
    let short = |count: usize| text[..places[count]].to_owned();
    let foreign = others.iter().filter(|(other, _)| *other != name);
    let alike =
        foreign.clone().find(|(other, _)| other.contains("/1/") && kind_of(other) == kind_of(name));
    let another = foreign.clone().find(|(other, _)| kind_of(other) != kind_of(name));
    let foreign =
        alike.into_iter().chain(another).map(|(_, text)| ("another record's", text.clone()));
    let programs = ["{\"theme\":\"dark\"}", "1", "0123456789abcdef {}", "x y"];
    let types = ["[]", "null", "17", "\"text\"", "{\"id\":[]}"];
    // Nothing but this app writes a text with the checksum that belongs there, and of
    // some kinds of record a list is one without fields.
    let own_types = ["17", "\"text\"", "true"];
    let mut damages: Vec<(&str, String)> = flipped.chain(foreign).collect();
    damages.extend([("truncated", String::new()), ("truncated", short(places.len() / 2))]);
    damages.push(("truncated", short(places.len() - 1)));
    damages.extend(programs.map(|text| ("another program's", text.to_owned())));
    damages.extend(types.map(|text| ("of another type", text.to_owned())));
    damages.extend(own_types.map(|text| ("of another type, sealed", sealed(name, text))));
    damages.retain(|(_, damaged)| damaged != text);
    damages
}

fn kind_of(name: &str) -> String {
    kind(in_document(name))
}

/// Whether a record cannot be whole without the one of this name.
fn hangs_on(record: &Record, name: &str) -> bool {
    let named = name.split_once('/').filter(|(kind, _)| ["evidence", "component"].contains(kind));
    let names = |id: &str| {
        record.to_value().is_some_and(|value| value.to_string().contains(&format!("\"{id}\"")))
    };
    record.key().name() == name || named.is_some_and(|(_, id)| names(id))
}

/// Whether this text stands anywhere in the storage, without its checksum if that fits.
fn is_there(store: &MemoryStore, text: &str) -> bool {
    let json =
        text.split_once(' ').map(|(_, json)| json).filter(|json| json.len() + 17 == text.len());
    store.texts().values().any(|stored| stored == text || Some(stored.as_str()) == json)
}

/// What a test of damage has met: for each sort of damage how many texts, by whether
/// there was a journal.
type Met = BTreeMap<&'static str, [usize; 2]>;

fn print(title: &str, met: &Met) {
    println!("{title:24} {:>9} {:>9}", "storage", "journal");
    for (how, [without, with]) in met {
        println!("{how:24} {without:9} {with:9}");
    }
}

/// Opens what is stored, with the journal or without, and edits it, saves it and opens
/// it once more. Nothing may be lost but what hangs on the `damaged` records, nothing
/// at all where the journal has them; the damage is said, and the texts stay.
fn check_damage(
    whole: &Assessment,
    store: &MemoryStore,
    mut journal: Option<MemoryJournal>,
    damaged: &Texts,
) {
    let id = assessment_id();
    let how = |what: &str| format!("{what}: {damaged:?}, journal: {}", journal.is_some());
    let journaled = journal.as_ref().map(|journal| journal.document(&id));
    let (mut document, report) = Document::open(store, journaled.as_ref(), &id, &later()).unwrap();
    let is_lost = |record: &Record| damaged.keys().any(|name| hangs_on(record, in_document(name)));
    for key in whole.keys() {
        let record = whole.record(&key);
        if journal.is_some() || !is_lost(&record) {
            assert_eq!(document.assessment.record(&key), record, "{}", how("lost"));
        }
    }
    if journal.is_some() {
        assert_eq!(document.assessment, *whole, "{}", how("not whole"));
        // The journal has no copy of what says which records are the present ones.
        let is_of_storage = |name: &String| ["current", "pending"].contains(&name.as_str());
        assert!(report.damaged.iter().all(is_of_storage), "{}: {report:?}", how("said"));
        assert_eq!(report.incomplete, None, "{}", how("said"));
    } else {
        let is_said = |name: &String| {
            report.damaged.contains(&in_document(name).to_owned()) || report.incomplete.is_some()
        };
        assert!(damaged.keys().all(is_said), "{}: {report:?}", how("not said"));
    }
    for text in damaged.values() {
        assert!(is_there(store, text), "{}", how("overwritten at opening"));
    }
    if let Some(journal) = &mut journal {
        journal.take(&mut document);
    }
    // Whatever is edited next.
    let commands = change_of_every_kind(&document.assessment);
    for command in commands.into_iter().rev().take(if is_at_length() { 99 } else { 2 }) {
        let _ = document.apply(command, &later());
    }
    document.save(store, &later()).unwrap();
    if let Some(journal) = &mut journal {
        journal.take(&mut document);
    }
    for text in damaged.values() {
        assert!(is_there(store, text), "overwritten by an edit: {damaged:?}");
    }
    let journaled = journal.as_ref().map(|journal| journal.document(&id));
    let (again, report) = Document::open(store, journaled.as_ref(), &id, &later()).unwrap();
    assert_eq!(again.assessment, document.assessment);
    assert_eq!((report.damaged, report.incomplete), (Vec::new(), None));
}

#[test]
fn a_damaged_text_of_any_record_loses_nothing_else_and_nothing_with_a_journal() {
    let assessment = if is_at_length() { everything() } else { few_of_every_kind() };
    let (document, texts, journal) = kept_whole(assessment);
    let found: BTreeSet<String> = texts.keys().map(|name| kind_of(name)).collect();
    assert!(found.is_superset(&kinds()));
    let mut met = Met::new();
    // The smaller run takes a few for each text, in turn, so that each sort comes up.
    let step = if is_at_length() { 1 } else { 6 };
    for (turn, (name, text)) in texts.iter().enumerate() {
        for (how, damaged) in
            damages(name, text, &texts).into_iter().skip(turn % step).step_by(step)
        {
            for (number, journal) in [None, Some(journal.clone())].into_iter().enumerate() {
                let store = MemoryStore::with(texts.clone());
                store.set(name, Some(&damaged));
                let damaged = [(name.clone(), damaged.clone())].into();
                check_damage(&document.assessment, &store, journal, &damaged);
                met.entry(how).or_default()[number] += 1;
            }
        }
    }
    print(&format!("{} stored texts", texts.len()), &met);
}

/// Opens what is left of both copies: a record is lost only if both were damaged.
#[test]
fn damage_in_both_copies_loses_only_what_is_damaged_in_both() {
    let (document, texts, journal) = kept_whole(few_of_every_kind());
    let whole = &document.assessment;
    let names: Vec<&String> = texts.keys().collect();
    let count = names.len();
    let any = vec((0..count, any::<prop::sample::Index>()), 0..12);
    let lost = Cell::new([0_usize; 3]);
    let cases = counted::run(100, (any.clone(), any), |(in_storage, in_journal)| {
        let damaged = |picks: Vec<(usize, prop::sample::Index)>, texts: &Texts| -> Texts {
            let damage = |(at, how): (usize, prop::sample::Index)| {
                let name = names[at];
                let choices = damages(name, &texts[name], texts);
                Some((name.clone(), how.get(&choices).1.clone()))
            };
            picks.into_iter().filter_map(damage).collect()
        };
        let in_storage = damaged(in_storage, &texts);
        let in_journal = damaged(in_journal, &texts);
        let store = MemoryStore::with(texts.clone());
        in_storage.iter().for_each(|(name, text)| store.set(name, Some(text)));
        let mut journal = journal.clone();
        for (name, text) in &in_journal {
            journal.damage(in_document(name), text);
        }
        let both: Vec<&str> = in_storage
            .keys()
            .filter(|name| in_journal.contains_key(*name))
            .map(|name| in_document(name))
            .collect();
        let journaled = journal.document(&assessment_id());
        let (mut document, report) =
            Document::open(&store, Some(&journaled), &assessment_id(), &later()).unwrap();
        for key in whole.keys() {
            let record = whole.record(&key);
            if !both.iter().any(|name| hangs_on(&record, name)) {
                prop_assert_eq!(document.assessment.record(&key), record);
            }
        }
        for name in &both {
            prop_assert!(
                report.damaged.contains(&(*name).to_owned()) || report.incomplete.is_some(),
                "{} is not said: {:?}",
                name,
                report
            );
        }
        for text in in_storage.values() {
            prop_assert!(is_there(&store, text), "{} is overwritten", text);
        }
        journal.take(&mut document);
        document.apply(Command::SetVerdict(key("SR-3").into(), Verdict::Fail), &later()).unwrap();
        document.save(&store, &later()).unwrap();
        journal.take(&mut document);
        for text in in_storage.values() {
            prop_assert!(is_there(&store, text), "{} is overwritten by an edit", text);
        }
        // Either copy alone has it all again.
        let journaled = journal.document(&assessment_id());
        for store in [&store, &MemoryStore::default()] {
            let (again, _) =
                Document::open(store, Some(&journaled), &assessment_id(), &later()).unwrap();
            prop_assert_eq!(&again.assessment, &document.assessment);
        }
        let (again, _) = open(&store).unwrap();
        prop_assert_eq!(&again.assessment, &document.assessment);
        let [storage, entries, twice] = lost.get();
        lost.set([storage + in_storage.len(), entries + in_journal.len(), twice + both.len()]);
        Ok(())
    });
    let [storage, entries, twice] = lost.get();
    println!(
        "damage at random: {cases} documents, {storage} texts and {entries} entries damaged, \
         {twice} records in both copies, nothing else lost"
    );
}

/// An entry that is damaged while a tab has the document open says nothing of what
/// another tab has changed.
#[test]
fn an_entry_that_is_damaged_under_an_open_document_is_not_merged_into_it() {
    let (_, texts, journal) = kept_whole(few_of_every_kind());
    for damaged in ["", "{}", "null", "{\"name\":\"Not that\"}"] {
        let (store, mut journal) = (MemoryStore::with(texts.clone()), journal.clone());
        let (mut open, _) = Document::open(
            &store,
            Some(&journal.document(&assessment_id())),
            &assessment_id(),
            &later(),
        )
        .unwrap();
        journal.damage("test-item", damaged);
        let name = TextField::TestItem(TestItemField::Description);
        open.apply(Command::SetText(name, format!("After {damaged}")), &later()).unwrap();
        let expected = open.assessment.clone();
        open.save(&store, &later()).unwrap();
        journal.take(&mut open);
        open.save(&store, &later()).unwrap();
        assert_eq!(open.assessment, expected, "{damaged}");
        let again = Document::open(
            &MemoryStore::default(),
            Some(&journal.document(&assessment_id())),
            &assessment_id(),
            &later(),
        )
        .unwrap()
        .0;
        assert_eq!(again.assessment, expected, "{damaged}");
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
    let copies: Vec<&str> = listing.aside.iter().map(|copy| copy.text.as_str()).collect();
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
    Workspace::default().replace(&store, sample(), StoredEnvelope::default(), &later()).unwrap();
    assert_eq!(open(&store).unwrap().0.lost(), None);
}
