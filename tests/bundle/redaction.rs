//! Copies of a bundle with records left out: they keep the digest, and nothing
//! else can be changed under it.

use crate::support::{
    self, SMALL, as_json, digest, empty, evidence_id, key, redacted, refusal, sample, sealed,
    sealed_with,
};
use exready::{
    assessment::{Command, NoteField, RecordKey, Rejected, TextField, Verdict},
    bundle::{self, Agreement, Envelope, Incomparable, Notes, Opened, Refusal},
};
use proptest::{prelude::*, sample::Index};
use serde_json::{Value, json};

const ANSWER: &str = "answer/4-1/SR-2/whole";

fn small() -> Value {
    serde_json::from_slice(&SMALL).unwrap()
}

/// The bytes of a file whose seal stays as it is.
fn bytes(file: &Value) -> Vec<u8> {
    support::jcs::canonical(file).into_bytes()
}

/// What was left out of a copy.
fn left_out(file: &mut Value) -> &mut Vec<Value> {
    file["redacted"].as_array_mut().unwrap()
}

fn names(file: &Value) -> Vec<&str> {
    let items = file["redacted"].as_array().unwrap();
    items.iter().map(|item| item["name"].as_str().unwrap()).collect()
}

/// The names of the notes that a bundle lists as left out.
fn left_out_names(opened: &Opened) -> Vec<&str> {
    opened.envelope.left_out.iter().map(|item| item.name.as_str()).collect()
}

#[test]
fn a_copy_without_an_answer_opens_with_the_same_digest() {
    let whole = as_json(&sample());
    let copy = redacted(whole.clone(), ANSWER);
    assert!(names(&copy).contains(&ANSWER) && names(&copy).contains(&"requirements/4-1/SR-2"));
    assert_eq!(copy["integrity"]["digest"], whole["integrity"]["digest"]);
    assert_eq!(copy["integrity"]["sections"], whole["integrity"]["sections"]);
    let text = String::from_utf8(bytes(&copy)).unwrap();
    let statement = sample().answers.get(key("SR-2")).unwrap().statement.clone();
    assert!(!statement.is_empty() && !text.contains(&statement), "it is left out");

    let opened = bundle::open(text.as_bytes()).unwrap();
    assert_eq!(opened.agreement, Agreement::NotComparable(Incomparable::Redacted));
    let answer = opened.assessment.answers.get(key("SR-2")).unwrap();
    assert_eq!((answer.verdict, answer.statement.as_str()), (Verdict::NotEvaluated, ""));
    assert_eq!(answer.evidence, sample().answers.get(key("SR-2")).unwrap().evidence);
    let others = |assessment: &exready::assessment::Assessment| -> Vec<_> {
        let keys = assessment.keys().into_iter();
        let keys = keys.filter(|key| key.name() != ANSWER);
        keys.map(|key| assessment.record(&key)).collect()
    };
    assert_eq!(others(&opened.assessment), others(&sample()));
    // The seal that is made without the library is the same.
    assert_eq!(sealed(copy.clone()), bytes(&copy));
}

#[test]
fn a_copy_of_a_copy_keeps_the_digest_too() {
    let whole = as_json(&sample());
    let copy = redacted(redacted(whole.clone(), ANSWER), "applicant");
    assert_eq!(copy["integrity"]["digest"], whole["integrity"]["digest"]);
    let opened = bundle::open(&bytes(&copy)).unwrap();
    assert_eq!(opened.assessment.applicant.name, "");
}

#[test]
fn what_is_made_of_a_copy_is_a_bundle_of_its_own() {
    let opened = bundle::open(&bytes(&redacted(as_json(&sample()), ANSWER))).unwrap();
    let again = sealed_with(&opened.assessment, &opened.envelope);
    let file: Value = serde_json::from_slice(&again.bytes).unwrap();
    assert_eq!(file.get("redacted"), None);
    assert_ne!(file["integrity"]["digest"], as_json(&sample())["integrity"]["digest"]);
    assert_eq!(bundle::open(&again.bytes).unwrap().agreement, Agreement::Agree);
}

#[test]
fn an_evidence_item_is_left_out_with_the_links_to_it() {
    let alone = redacted(small(), "evidence/doc");
    let refused = refusal(&bytes(&alone));
    let Refusal::Flaw(flaw) = refused else { panic!("{refused:?}") };
    assert_eq!(flaw.reason, Rejected::NoSuchEvidence);
    let with_its_link = redacted(alone, "link/4-1/SR-2/whole/doc");
    assert!(names(&with_its_link).contains(&"evidence/doc"));
    let opened = bundle::open(&bytes(&with_its_link)).unwrap();
    assert!(!opened.assessment.keys().contains(&RecordKey::Evidence(evidence_id("doc"))));
}

#[test]
fn a_text_that_is_handed_over_can_be_left_out_and_is_made_anew() {
    let mut copy = as_json(&sample());
    let statement = copy["handed_over"].as_object_mut().unwrap().remove("statement").unwrap();
    let digest = digest(&Value::Null, &statement);
    copy["redacted"] = json!([{ "section": "handed_over", "name": "statement", "digest": digest }]);
    let opened = bundle::open(&bytes(&copy)).unwrap();
    assert_eq!(opened.assessment, sample());
    let again: Value =
        serde_json::from_slice(&sealed_with(&opened.assessment, &opened.envelope).bytes).unwrap();
    assert_eq!(again["handed_over"]["statement"], statement);
}

/// The sample, handed over while its notes stay, with the whole bundle beside it.
fn without_notes() -> (Value, Value) {
    let mut envelope = Envelope::default();
    let mut written = |notes| {
        let bytes = bundle::write(&sample(), &mut envelope, notes, &mut support::salts());
        serde_json::from_slice::<Value>(&bytes.unwrap().bytes).unwrap()
    };
    let whole = written(Notes::Go);
    (written(Notes::Stay), whole)
}

// Internal notes stay behind, and the file says so.
#[test]
fn notes_that_stay_behind_are_listed_and_change_neither_digest_nor_results() {
    let (copy, whole) = without_notes();
    let text = String::from_utf8(bytes(&copy)).unwrap();
    for note in sample().notes.values() {
        assert!(!note.text.is_empty() && !text.contains(&note.text), "{}", note.text);
    }
    let mut expected: Vec<String> =
        sample().notes.keys().map(|about| RecordKey::Note(about.clone()).name()).collect();
    expected.sort();
    assert!(expected.len() > 3);
    assert_eq!(names(&copy), expected);
    assert_eq!(copy["integrity"]["digest"], whole["integrity"]["digest"]);
    assert_eq!(copy["results"], whole["results"]);
    assert_eq!(copy["handed_over"], whole["handed_over"]);
    // Nothing of a note can be tried out: its salt is gone as well.
    let salts = copy["integrity"]["salts"].as_object().unwrap();
    assert!(salts.keys().all(|name| !name.starts_with("note/")));
    // What the library leaves out is what the description of the format says.
    let by_hand = expected.iter().fold(whole, |file, name| redacted(file, name));
    assert_eq!(copy, by_hand);

    let opened = bundle::open(text.as_bytes()).unwrap();
    assert_eq!(opened.agreement, Agreement::Agree, "no result depends on a note");
    assert_eq!(left_out_names(&opened), expected);
    assert!(opened.assessment.notes.is_empty());
    // What the recipient writes is the copy, until it changes.
    assert_eq!(sealed_with(&opened.assessment, &opened.envelope).bytes, text.as_bytes());
}

#[test]
fn a_note_in_the_place_of_one_that_stayed_behind_changes_the_digest() {
    let (copy, whole) = without_notes();
    let mut opened = bundle::open(&bytes(&copy)).unwrap();
    let count = opened.envelope.left_out.len();
    let about = sample().notes.keys().next().unwrap().clone();
    let text = TextField::Note(about, NoteField::Text);
    support::apply(&mut opened.assessment, Command::SetText(text, "Ours.".to_owned()));
    let again =
        bundle::write(&opened.assessment, &mut opened.envelope, Notes::Go, &mut support::salts())
            .unwrap();
    assert_ne!(whole["integrity"]["digest"], again.digest.as_str());
    assert_eq!(bundle::open(&again.bytes).unwrap().envelope.left_out.len(), count - 1);
}

#[test]
fn a_note_of_a_later_version_stays_behind_too() {
    let mut file = small();
    file["assessment"]["records"]["note/evidence/doc"] = json!({ "text": "A secret." });
    let mut opened = bundle::open(&sealed(file)).unwrap();
    let salts = &mut support::salts();
    let copy = bundle::write(&opened.assessment, &mut opened.envelope, Notes::Stay, salts).unwrap();
    assert!(!String::from_utf8(copy.bytes.clone()).unwrap().contains("A secret."));
    assert_eq!(left_out_names(&bundle::open(&copy.bytes).unwrap()), ["note/evidence/doc"]);
    // It stays with the document here.
    let whole = bundle::write(&opened.assessment, &mut opened.envelope, Notes::Go, salts).unwrap();
    assert!(String::from_utf8(whole.bytes).unwrap().contains("A secret."));
    assert_eq!(whole.digest, copy.digest);
}

#[test]
fn without_notes_there_is_nothing_to_leave_out() {
    let written = |notes| {
        let envelope = &mut Envelope::default();
        bundle::write(&empty(), envelope, notes, &mut support::salts()).unwrap().bytes
    };
    assert_eq!(written(Notes::Stay), written(Notes::Go));
}

#[test]
fn the_digest_of_what_was_sealed_does_not_hide_what_was_changed() {
    let original = as_json(&sample());
    let copy = redacted(original.clone(), ANSWER);
    for (section, place, name) in [
        ("records", "/assessment/records", ANSWER),
        ("results", "/results/requirements", "4-1/SR-2"),
    ] {
        // Back in, changed, with the digest of what stood there.
        let mut forged = copy.clone();
        let mut content = original.pointer(place).unwrap()[name].clone();
        content["verdict"] = json!("fail");
        forged.pointer_mut(place).unwrap()[name] = content;
        let refused = refusal(&bytes(&forged));
        let Refusal::Shape { path, problem } = &refused else { panic!("{section}: {refused:?}") };
        assert!(path.starts_with("redacted[") && problem.contains("left out"), "{refused}");
    }
}

#[test]
fn what_is_said_to_be_left_out_is_an_item_of_a_section_and_named_once() {
    let copy = redacted(small(), ANSWER);
    let with = |change: &dyn Fn(&mut Vec<Value>)| {
        let mut file = copy.clone();
        change(left_out(&mut file));
        refusal(&bytes(&file))
    };
    let is_shape = |refused: Refusal| matches!(&refused, Refusal::Shape { path, .. } if path.starts_with("redacted["));
    let item =
        |section: &str| json!({ "section": section, "name": "nobody", "digest": "0".repeat(64) });
    assert!(is_shape(with(&|items| items.push(items[0].clone()))), "twice");
    assert!(is_shape(with(&|items| items.push(item("head")))), "the head is whole");
    let is_wrong = |refused: Refusal| matches!(refused, Refusal::WrongDigest { .. });
    assert!(is_wrong(with(&|items| items.push(item("records")))), "it was never there");
    assert!(is_wrong(with(&|items| items[0]["digest"] = json!("0".repeat(64)))));
    assert!(is_wrong(with(&|items| drop(items.pop()))));
}

proptest! {
    #![proptest_config(support::cases::config(1_000))]

    #[test]
    fn a_copy_with_one_letter_changed_anywhere_is_refused(
        at in any::<Index>(), letter in any::<u8>(), is_copy in any::<bool>(),
    ) {
        let mut file = if is_copy { bytes(&redacted(small(), ANSWER)) } else { SMALL.clone() };
        let at = at.index(file.len());
        prop_assume!(file[at] != letter);
        file[at] = letter;
        let around = String::from_utf8_lossy(&file[at.saturating_sub(30)..file.len().min(at + 30)]);
        prop_assert!(bundle::open(&file).is_err(), "{}", around);
    }
}
