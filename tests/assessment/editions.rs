//! An assessment that was made with an earlier edition of a catalogue, proven
//! with an invented first edition of 4-1 of which the present one is the second.

#[path = "../../build/editions.rs"]
mod build;

use std::collections::BTreeSet;

use crate::support::{
    apply, as_json, key, later, put_records, sample, sealed, sealed_with, written,
};
use build::{Change, changes};
use exready::{
    assessment::{
        Answer, AnswerField, AskedAgain, Assessment, CarriedOver, Command, NoteSubject, Record,
        RecordKey, TextField, Verdict,
        stored::{self, ABOUT, About},
    },
    bundle::{self, Agreement, Incomparable, Opened, Refusal},
    catalogue::{Catalogue, Earlier, PartId, RowChange},
    results::{Check, score},
};
use serde_json::{Value, json};

const DIGEST: &str = "0000000000000000000000000000000000000000000000000000000000000001";

fn present() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/catalogue/iec62443-4-1.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn rows(file: &mut Value) -> &mut Vec<Value> {
    file["requirements"].as_array_mut().unwrap()
}

fn row<'a>(file: &'a mut Value, id: &str) -> &'a mut Value {
    rows(file).iter_mut().find(|row| row["id"] == id).unwrap()
}

/// The two editions: the second has SG-7 anew, another SR-2, SVV-4 and SVV-5
/// under other ids (one of them changed), and no SM-14 any more.
fn editions() -> (Value, Value) {
    let (mut first, mut second) = (present(), present());
    rows(&mut first).retain(|row| row["id"] != "SG-7");
    row(&mut first, "SR-2")["title"] = json!("Threats");
    row(&mut first, "SVV-4")["id"] = json!("SVV-14");
    row(&mut first, "SVV-5")["id"] = json!("SVV-15");
    row(&mut second, "SVV-4")["replaces"] = json!("SVV-14");
    row(&mut second, "SVV-5")["replaces"] = json!("SVV-15");
    row(&mut second, "SVV-5")["revised"] = json!(true);
    let gone = json!({ "id": "SM-14", "group": "SM", "title": "Fax security", "guidance": {} });
    rows(&mut first).push(gone);
    // Our own words are no facts.
    row(&mut first, "SD-1")["guidance"]["intent"] = json!("Something else.");
    (first, second)
}

#[test]
fn the_build_finds_what_has_changed_between_two_editions() {
    let (first, second) = editions();
    let text = str::to_owned;
    assert_eq!(
        changes(&first, &second),
        [
            Change::Changed(text("SR-2")),
            Change::Renamed(text("SVV-14"), text("SVV-4")),
            Change::Replaced(text("SVV-15"), text("SVV-5")),
            Change::Removed(text("SM-14"), text("Fax security")),
            Change::Added(text("SG-7")),
        ]
    );
    assert_eq!(changes(&present(), &present()), []);
}

/// The first edition as the build would tell the app of it.
fn first_edition() -> Earlier {
    let leaked = |text: String| -> &'static str { text.leak() };
    let (first, second) = editions();
    let changes: Vec<RowChange> = changes(&first, &second)
        .into_iter()
        .map(|change| match change {
            Change::Added(id) => RowChange::Added(leaked(id)),
            Change::Changed(id) => RowChange::Changed(leaked(id)),
            Change::Renamed(was, now) => RowChange::Renamed(leaked(was), leaked(now)),
            Change::Replaced(was, now) => RowChange::Replaced(leaked(was), leaked(now)),
            Change::Removed(id, title) => RowChange::Removed(leaked(id), leaked(title)),
        })
        .collect();
    Earlier { part: PartId::P4_1, edition: "2011", digest: DIGEST, changes: changes.leak() }
}

/// The sample as it would have been written with the first edition.
fn of_the_first_edition() -> Value {
    let mut file = as_json(&sample());
    file["catalogues"][0]["edition"] = json!("2011");
    file["catalogues"][0]["digest"] = json!(DIGEST);
    for place in ["/assessment/records", "/integrity/salts"] {
        let records = file.pointer_mut(place).unwrap().as_object_mut().unwrap();
        *records = std::mem::take(records)
            .into_iter()
            .map(|(name, content)| (earlier_name(&name), content))
            .collect();
    }
    file
}

/// The name that a record had with the first edition.
fn earlier_name(name: &str) -> String {
    [("/SVV-4/", "/SVV-14/"), ("/SVV-5/", "/SVV-15/"), ("/SG-7/", "/SM-14/")]
        .iter()
        .fold(name.to_owned(), |name, (now, was)| name.replace(now, was))
}

fn open(file: &Value) -> Opened {
    bundle::open_with(&sealed(file.clone()), &[first_edition()]).unwrap()
}

fn expected_report() -> CarriedOver {
    let texts = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    CarriedOver {
        part: PartId::P4_1,
        edition: "2011",
        added: vec!["SG-7"],
        asked_again: texts(&["SR-2", "SVV-5"]),
        renamed: vec![("SVV-14".to_owned(), "SVV-4"), ("SVV-15".to_owned(), "SVV-5")],
        set_aside: texts(&["SM-14"]),
        left_out: Vec::new(),
    }
}

/// Whether every answer of the sample is there, and only what changed is asked again.
fn is_carried_over(assessment: &Assessment) {
    let sample = sample();
    for key in PartId::P4_1.part().keys() {
        let (was, now) = (sample.answers.get(key), assessment.answers.get(key));
        match key.id() {
            "SG-7" => assert_eq!(now, None, "nobody has answered the new one"),
            "SR-2" | "SVV-5" => {
                let mut now = now.unwrap().clone();
                let edition = AskedAgain::Edition("2011".to_owned());
                assert_eq!(now.asked_again.take(), Some(edition), "{key}");
                assert_eq!(Some(&now), was, "{key}");
            }
            _ => assert_eq!(now, was, "{key}"),
        }
    }
    assert_eq!(assessment.notes, sample.notes, "notes move with their requirements");
    assert_eq!(assessment.set_aside.len(), 1, "one answer is set aside");
    let (id, aside) = assessment.set_aside.first_key_value().unwrap();
    assert_eq!(*id, aside.id());
    assert_eq!((aside.requirement.as_str(), aside.title.as_str()), ("SM-14", "Fax security"));
    assert_eq!((aside.part, aside.edition.as_str()), (PartId::P4_1, "2011"));
    assert_eq!(aside.subject, "whole");
    let was = sample.answers.get(key("SG-7")).unwrap();
    assert_eq!(
        (&aside.links, Vec::from_iter(&aside.ticks)),
        (&was.evidence, Vec::from_iter(&was.ticks))
    );
    assert_eq!(
        aside.answer,
        Answer { evidence: Vec::new(), ticks: BTreeSet::new(), ..was.clone() }
    );
}

#[test]
fn a_bundle_of_an_earlier_edition_opens_with_every_answer_and_says_what_changed() {
    let opened = open(&of_the_first_edition());
    assert_eq!(opened.carried_over, [expected_report()]);
    is_carried_over(&opened.assessment);
    assert!(opened.envelope.kept.is_empty());
    let earlier = Agreement::NotComparable(Incomparable::EarlierEdition);
    assert_eq!(opened.agreement, earlier);
    // Written again, it is of the present edition and needs no carrying over.
    let bytes = sealed_with(&opened.assessment, &opened.envelope).bytes;
    let again = bundle::open(&bytes).unwrap();
    assert_eq!(again.assessment, opened.assessment);
    assert_eq!(again.carried_over, []);
}

#[test]
fn an_edition_that_nobody_knows_is_refused_and_nothing_else_is() {
    let refusal = bundle::open(&sealed(of_the_first_edition())).unwrap_err();
    let edition = "2011".to_owned();
    assert_eq!(refusal, Refusal::OtherCatalogue { part: PartId::P4_1, edition });
    let opened = bundle::open_with(&sealed(as_json(&sample())), &[first_edition()]).unwrap();
    assert_eq!(opened.carried_over, []);
    assert_eq!(opened.assessment, sample());
}

#[test]
fn what_is_asked_again_does_not_count_until_it_is_confirmed_or_judged_anew() {
    let mut assessment = open(&of_the_first_edition()).assessment;
    for (id, command) in [
        ("SR-2", Command::Confirm(key("SR-2").into())),
        ("SVV-5", Command::SetVerdict(key("SVV-5").into(), sample().answers.verdict(key("SVV-5")))),
    ] {
        let asked = |assessment: &Assessment| {
            let results = score(assessment);
            let part = results.part(PartId::P4_1).unwrap();
            let found = part.findings_on(key(id)).iter().any(|finding| {
                matches!(&finding.check, Check::AskedAgain { edition } if edition == "2011")
            });
            (found, results.requirement(key(id)).unwrap().verdict)
        };
        assert_eq!(asked(&assessment), (true, Verdict::NotEvaluated), "{id}");
        apply(&mut assessment, command);
        assert_eq!(asked(&assessment), (false, sample().answers.verdict(key(id))), "{id}");
    }
}

/// The texts that a browser would hold of the sample, made with the first edition.
fn stored_texts() -> Vec<(String, String)> {
    let sample = sample();
    let mut texts: Vec<(String, String)> = sample
        .keys()
        .iter()
        .map(|key| (earlier_name(&key.name()), stored::text(&sample, key).unwrap()))
        .collect();
    let edition =
        Catalogue { part: PartId::P4_1, edition: "2011".to_owned(), digest: DIGEST.to_owned() };
    let about = About { catalogues: vec![edition], ..About::of(&sample) };
    texts.push((ABOUT.to_owned(), serde_json::to_string(&about).unwrap()));
    texts
}

#[test]
fn a_stored_assessment_is_carried_over_too_and_the_old_names_are_told() {
    let texts = stored_texts();
    let load = |texts: &[(String, String)]| {
        let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        stored::load(sample().id.clone(), texts, &[first_edition()], &later())
    };
    let loaded = load(&texts);
    assert_eq!(loaded.unreadable, [] as [&str; 0]);
    assert_eq!(loaded.carried_over, [expected_report()]);
    is_carried_over(&loaded.assessment);
    let mut stale = loaded.stale.clone();
    stale.sort();
    let is_moved = |name: &&String| earlier_name(name) != **name;
    let sample = sample();
    let names: Vec<String> = sample.keys().iter().map(RecordKey::name).collect();
    let mut expected: Vec<String> =
        names.iter().filter(is_moved).map(|name| earlier_name(name)).collect();
    expected.sort();
    assert_eq!(stale, expected);
    let answers: Vec<&String> = stale.iter().filter(|name| name.starts_with("answer/")).collect();
    assert_eq!(
        answers,
        ["answer/4-1/SM-14/whole", "answer/4-1/SVV-14/whole", "answer/4-1/SVV-15/whole"]
    );

    // Stored anew and loaded again, it is what it was.
    let mut texts: Vec<(String, String)> = loaded
        .assessment
        .keys()
        .iter()
        .map(|key| (key.name(), stored::text(&loaded.assessment, key).unwrap()))
        .collect();
    let about = serde_json::to_string(&About::of(&loaded.assessment)).unwrap();
    texts.push((ABOUT.to_owned(), about));
    let again = load(&texts);
    assert_eq!(again.assessment.answers, loaded.assessment.answers);
    assert_eq!(again.assessment.set_aside, loaded.assessment.set_aside);
    assert_eq!((again.carried_over, again.stale), (vec![], vec![]));
}

#[test]
fn a_text_that_cannot_be_read_is_still_told_and_loses_nothing_else() {
    let mut texts = stored_texts();
    texts.push(("answer/4-1/SVV-1/whole".to_owned(), "{".to_owned()));
    let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let loaded = stored::load(sample().id.clone(), texts, &[first_edition()], &later());
    assert_eq!(loaded.unreadable, ["answer/4-1/SVV-1/whole"]);
    assert_eq!(loaded.carried_over, [expected_report()]);
}

#[test]
fn profiles_move_along_with_the_rows_they_name() {
    let mut file = of_the_first_edition();
    file["assessment"]["records"]["profile/x"] = json!({
        "format": "exready.profile", "version": "1.0.0", "id": "x", "title": "X",
        "status": "published", "publisher": "", "context": "A context.",
        "parts": [{
            "part": "4-1", "edition": "2011",
            "requirements": [{ "id": "SVV-14", "level": 2 }, { "id": "SM-14", "level": 2 }],
            "exclusions": [{ "id": "SVV-15", "justification": "None of it is built here." }],
        }],
    });
    let opened = open(&file);
    let carried = &opened.assessment.profiles[0].parts[0];
    assert_eq!(carried.edition, "2018");
    let ids: Vec<&str> = carried.requirements.iter().map(|row| row.id.0.id()).collect();
    assert_eq!(ids, ["SVV-4"]);
    assert_eq!(carried.exclusions[0].id.0, key("SVV-5"));
}

#[test]
fn what_is_set_aside_can_be_thrown_away_by_the_user_and_brought_back() {
    let mut assessment = open(&of_the_first_edition()).assessment;
    let aside = assessment.set_aside.clone();
    for id in aside.keys() {
        apply(&mut assessment, Command::Remove(RecordKey::SetAside(id.clone())));
    }
    assert!(assessment.set_aside.is_empty());
    let records = aside.clone().into_iter();
    put_records(&mut assessment, records.map(|(id, aside)| Record::SetAside(id, Some(aside))));
    assert_eq!(assessment.set_aside, aside);
    let typed = Command::SetText(
        TextField::Answer(key("SR-2").into(), AnswerField::Owner),
        "Read.".to_owned(),
    );
    apply(&mut assessment, typed);
    assert!(assessment.answers.get(key("SR-2")).unwrap().asked_again.is_some());
}

#[test]
fn a_note_on_a_requirement_that_is_gone_stays_beside_the_answer_that_was_set_aside() {
    let mut file = of_the_first_edition();
    file["assessment"]["records"]["note/answer/4-1/SM-14/whole"] = json!({ "text": "Ask them." });
    let opened = open(&file).assessment;
    let (id, aside) = opened.set_aside.first_key_value().unwrap();
    assert_eq!(opened.notes[&NoteSubject::SetAside(id.clone())].text, "Ask them.");
    let aside = serde_json::to_string(aside).unwrap();
    assert!(!aside.contains("Ask them."), "what is handed over does not hold it");
}

#[test]
fn what_is_no_answer_stays_under_its_name_and_is_told_by_it() {
    let mut texts = stored_texts();
    for (name, text) in &mut texts {
        match name.as_str() {
            "answer/4-1/SVV-14/whole" => *text = json!({ "verdict": "later-verdict" }).to_string(),
            "answer/4-1/SM-14/whole" => {
                *text = json!({ "statement": "x".repeat(20_001) }).to_string();
            }
            _ => {}
        }
    }
    let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let loaded = stored::load(sample().id.clone(), texts, &[first_edition()], &later());
    let mut unreadable = loaded.unreadable.clone();
    unreadable.sort();
    assert_eq!(unreadable, ["answer/4-1/SM-14/whole", "answer/4-1/SVV-14/whole"]);
    assert!(loaded.stale.iter().any(|name| name == "answer/4-1/SVV-15/whole"));
    // The note moves with its requirement, although the answer cannot be read.
    let note = "note/answer/4-1/SVV-14/whole";
    assert!(loaded.stale.iter().all(|name| name.contains("/4-1/SVV-15/whole") || name == note));
}

#[test]
fn what_was_carried_over_and_not_stored_whole_is_not_set_aside_twice() {
    let texts = stored_texts();
    let pairs = |texts: &[(String, String)]| texts.to_vec();
    let load = |texts: &[(String, String)]| {
        let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        stored::load(sample().id.clone(), texts, &[first_edition()], &later())
    };
    let first = load(&texts);
    let mut half = pairs(&texts);
    for (id, aside) in &first.assessment.set_aside {
        half.push((format!("set-aside/{id}"), serde_json::to_string(aside).unwrap()));
    }
    assert_eq!(load(&half).assessment.set_aside, first.assessment.set_aside);
}

#[test]
fn two_answers_that_would_share_a_place_are_both_kept() {
    let mut file = of_the_first_edition();
    let records = file["assessment"]["records"].as_object_mut().unwrap();
    let moved: Vec<(String, Value)> = records
        .iter()
        .filter(|(name, _)| name.contains("/SVV-1/"))
        .map(|(name, content)| (name.replace("/SVV-1/", "/SVV-4/"), content.clone()))
        .collect();
    records.extend(moved);
    let opened = open(&file);
    assert!(opened.assessment.set_aside.values().any(|item| item.requirement == "SVV-14"));
    assert_eq!(opened.assessment.answers.get(key("SVV-4")), sample().answers.get(key("SVV-1")));
}

#[test]
fn evidence_that_goes_leaves_no_link_in_what_is_set_aside() {
    let mut file = of_the_first_edition();
    let id = sample().evidence.keys().next().unwrap().clone();
    let link = format!("link/4-1/SM-14/whole/{id}");
    file["assessment"]["records"][link] = json!({ "evidence": id });
    let mut assessment = open(&file).assessment;
    let aside = |assessment: &Assessment| assessment.set_aside.values().next().unwrap().clone();
    assert!(aside(&assessment).links(&id));
    apply(&mut assessment, Command::Remove(RecordKey::Evidence(id.clone())));
    assert!(!aside(&assessment).links(&id));
    let bytes = written(&assessment);
    assert_eq!(bundle::open(&bytes).unwrap().assessment, assessment);
}
