//! Damaged and lost texts: what is left opens, the damage is said, and no damaged
//! text is overwritten before its copy is safe.

use exready::{
    assessment::{AnswerField, Command, TextField, Verdict},
    bundle::Envelope,
    catalogue::RequirementKey,
    keeping::{self, Report, SaveError, Workspace},
};

use crate::documents::{another, open, opened, record, stored_sample};
use crate::stores::MemoryStore;
use crate::support::{assessment_id, key, later, sample};
use crate::writes::Deed;

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
