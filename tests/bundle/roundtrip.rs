//! Whatever an assessment holds can be stored, handed over and opened again: a
//! random document goes the whole way and comes back unchanged, and what one
//! door refuses, all three refuse.

use crate::support::{
    self, apply, as_json, begun, documents::document, evidence_id, key, later, moment, procedure,
    put, put_records, sealed, written,
};
use exready::{
    assessment::{
        Answer, AnswerField, ApplicantField, AskedAgain, Assessment, Certificate, CertificateId,
        Command, Component, ComponentId, Draft, DraftKind, EvidenceFile, EvidenceItem, FileFlaw,
        Interface, InterfaceId, LINE_MAX, Link, ListKey, Message, MessageId, Profile, Record,
        RecordKey, Rejected, SetAside, TEXT_MAX, TextField,
        stored::{self, ABOUT, About, Loaded},
    },
    bundle::{self, Agreement, Envelope, Refusal, Salt},
    catalogue::PartId,
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The texts that a browser keeps of an assessment, by their names.
type Texts = Vec<(String, String)>;

fn texts(assessment: &Assessment) -> Texts {
    let text = |key| stored::text(assessment, &key).map(|text| (key.name(), text));
    let mut texts: Texts = assessment.keys().into_iter().filter_map(text).collect();
    texts.push((ABOUT.to_owned(), stored::written(&About::of(assessment)).unwrap()));
    texts
}

fn load(texts: &Texts) -> Loaded {
    let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    stored::load(support::assessment_id(), texts, &[], &moment("2030-01-01T00:00:00Z"))
}

/// An unknown field in every object that belongs to one record or stands beside all.
fn with_news(assessment: &Assessment, salts: &[u8; 16]) -> Value {
    let mut count = u128::from_be_bytes(*salts);
    let mut random = || {
        count = count.wrapping_mul(0x2545_f491_4f6c_dd1d).wrapping_add(1);
        Salt(count.to_be_bytes())
    };
    let bytes = bundle::write(assessment, &mut Envelope::default(), bundle::Notes::Go, &mut random)
        .unwrap()
        .bytes;
    let mut file: Value = serde_json::from_slice(&bytes).unwrap();
    let news = json!({ "z": [1, null, { "\u{1f600}": "\u{fb33}" }], "a": -7 });
    for (name, record) in file["assessment"]["records"].as_object_mut().unwrap() {
        if let Value::Object(fields) = record {
            fields.insert("news".to_owned(), json!([name, news]));
        }
    }
    for place in ["", "/generator", "/assessment", "/assessment/records", "/handed_over"] {
        let fields = file.pointer_mut(place).and_then(Value::as_object_mut).unwrap();
        fields.insert("news".to_owned(), news.clone());
    }
    // An unknown record has a salt like all others.
    file["integrity"]["salts"]["news"] = json!(Salt(*salts));
    file
}

#[test]
fn a_record_has_one_name() {
    for name in ["answer/4-1/SM-1/whole/", "order/link/4-1/SM-1/whole/", "link/4-1/SM-1/whole//a"] {
        assert_eq!(RecordKey::parse(name), None, "{name}");
    }
    let name = "answer/4-1/SM-1/whole";
    assert_eq!(RecordKey::parse(name).unwrap().name(), name);
}

proptest! {
    #![proptest_config(support::cases::config(300))]

    #[test]
    fn every_document_comes_back_from_storage_and_from_a_bundle_unchanged(
        assessment in document(), salts in any::<[u8; 16]>(),
    ) {
        // Stored, and loaded again.
        let stored = texts(&assessment);
        let mut with_later = stored.clone();
        with_later.push(("hazard/h-1".to_owned(), "{\"of\":\"a later version\"}".to_owned()));
        let loaded = load(&with_later);
        prop_assert_eq!(&loaded.unreadable, &Vec::<String>::new());
        prop_assert_eq!(&loaded.unknown, &["hazard/h-1"]);
        prop_assert!(loaded.lost_links.is_empty() && loaded.stale.is_empty());
        prop_assert!(loaded.carried_over.is_empty());
        prop_assert_eq!(&loaded.assessment, &assessment);

        // Handed over with what a later version may add, and opened again.
        let bytes = sealed(with_news(&loaded.assessment, &salts));
        let opened = bundle::open(&bytes).unwrap();
        prop_assert_eq!(&opened.agreement, &Agreement::Agree);
        prop_assert_eq!(&opened.assessment, &assessment);
        prop_assert!(opened.carried_over.is_empty());

        // Written again, every byte is where it was.
        let mut envelope = opened.envelope.clone();
        let mut none = || panic!("every record has its salt");
        let again = bundle::write(&opened.assessment, &mut envelope, bundle::Notes::Go, &mut none).unwrap();
        prop_assert!(again.bytes == bytes, "the bytes differ");
        prop_assert_eq!(again.refusal(), None);
        prop_assert_eq!(envelope, opened.envelope);

        // And stored again, every text is what it was.
        prop_assert_eq!(texts(&opened.assessment), stored);
    }
}

/// An assessment in which there is something to name.
fn base() -> Assessment {
    let mut assessment = support::empty();
    put(&mut assessment, "doc", procedure(), "SR-2");
    let component = Component::new(component_id("c"));
    put_records(&mut assessment, [Record::Component(component.id.clone(), Some(component))]);
    assessment
}

fn component_id(name: &str) -> ComponentId {
    ComponentId::try_from(name.to_owned()).unwrap()
}

fn interface_id(name: &str) -> InterfaceId {
    InterfaceId::try_from(name.to_owned()).unwrap()
}

fn message(text: &str) -> Message {
    Message {
        about: "applicant".to_owned(),
        author: String::new(),
        written: begun().utc,
        text: text.to_owned(),
        reply_to: None,
    }
}

fn message_record(message: Message) -> Record {
    Record::Message(MessageId::try_from("m".to_owned()).unwrap(), Some(message))
}

fn evidence(change: impl FnOnce(&mut EvidenceItem)) -> Record {
    let mut item = procedure();
    change(&mut item);
    Record::Evidence(evidence_id("doc"), Some(item))
}

fn file(name: &str, size: u64, sha256: String) -> Record {
    let file = EvidenceFile { name: name.to_owned(), size, sha256 };
    evidence(|item| item.file = Some(file))
}

fn answer(answer: Answer) -> Record {
    Record::Answer(key("SR-2").into(), Some(answer))
}

fn link(id: &str, link: Link) -> Record {
    Record::Link(key("SM-1").into(), evidence_id(id), Some(link))
}

fn a_profile(change: impl FnOnce(&mut Profile)) -> Record {
    let mut content = support::shipped(0);
    let id = content.id.clone();
    change(&mut content);
    Record::Profile(id, Some(content))
}

fn aside() -> SetAside {
    SetAside {
        part: PartId::P4_1,
        edition: "2011".to_owned(),
        requirement: "SM-14".to_owned(),
        subject: "whole".to_owned(),
        component: String::new(),
        title: "Fax security".to_owned(),
        answer: Answer::default(),
        links: vec![Link::new(evidence_id("doc"))],
        ticks: Vec::new(),
    }
}

/// What loading makes of a flaw.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stored {
    /// The record is set aside, and told.
    Unreadable,
    /// The record stays without the name of what is not there.
    Mended,
}

/// Every kind of flaw: the record that has it, and why.
fn flaws() -> Vec<(Record, Rejected, Stored)> {
    use Stored::{Mended, Unreadable};
    let long = "é".repeat(TEXT_MAX + 1);
    let line = "é".repeat(LINE_MAX + 1);
    let digest = "0".repeat(64);
    let too_long = Rejected::TooLong(TEXT_MAX);
    let too_long_line = Rejected::TooLong(LINE_MAX);
    let interface = |name: &str| Interface::new(interface_id(name));
    let in_interface = |content| Record::Interface(interface_id("i"), Some(content));
    let draft = Draft { text: String::new(), language: String::new(), basis: digest.clone() };
    let certificate = Certificate {
        edition: line.clone(),
        ..Certificate::new(CertificateId::try_from("held".to_owned()).unwrap())
    };
    vec![
        (answer(Answer { statement: long.clone(), ..Answer::default() }), too_long, Unreadable),
        (
            answer(Answer {
                asked_again: Some(AskedAgain::Version(line.clone())),
                ..Answer::default()
            }),
            too_long_line,
            Unreadable,
        ),
        (
            answer(Answer {
                statement: "Kept.".to_owned(),
                scoping_analysis: Some(evidence_id("ghost")),
                ..Answer::default()
            }),
            Rejected::NoSuchEvidence,
            Mended,
        ),
        (link("ghost", Link::new(evidence_id("ghost"))), Rejected::NoSuchEvidence, Unreadable),
        (link("doc", Link::new(evidence_id("other"))), Rejected::OtherId, Unreadable),
        (
            link("doc", Link { place: line.clone(), ..Link::new(evidence_id("doc")) }),
            too_long_line,
            Unreadable,
        ),
        (evidence(|item| item.title.clear()), Rejected::NoTitle, Unreadable),
        (evidence(|item| item.title = " \t\n".to_owned()), Rejected::NoTitle, Unreadable),
        (evidence(|item| item.sample_method = long.clone()), too_long, Unreadable),
        (file("", 1, digest.clone()), Rejected::File(FileFlaw::Name), Unreadable),
        (file("a", 1, "0".repeat(63)), Rejected::File(FileFlaw::Sha256), Unreadable),
        (file("a", 1, "A".repeat(64)), Rejected::File(FileFlaw::Sha256), Unreadable),
        (
            in_interface(Interface { from: Some(component_id("gone")), ..interface("i") }),
            Rejected::LooseEnds,
            Mended,
        ),
        (
            in_interface(Interface { to: Some(component_id("gone")), ..interface("i") }),
            Rejected::LooseEnds,
            Mended,
        ),
        (in_interface(interface("j")), Rejected::OtherId, Unreadable),
        (
            Record::Component(component_id("a"), Some(Component::new(component_id("b")))),
            Rejected::OtherId,
            Unreadable,
        ),
        (Record::Certificate(certificate.id.clone(), Some(certificate)), too_long_line, Unreadable),
        (
            Record::Draft(
                DraftKind::Annexes,
                Some(Draft { basis: "0".repeat(65), ..draft.clone() }),
            ),
            Rejected::Digest,
            Unreadable,
        ),
        (
            Record::Draft(DraftKind::Annexes, Some(Draft { text: long.clone(), ..draft })),
            too_long,
            Unreadable,
        ),
        (message_record(message(" - ")), Rejected::Empty, Unreadable),
        (message_record(message(&long)), too_long, Unreadable),
        (
            message_record(Message { about: "nobody".to_owned(), ..message("Why?") }),
            Rejected::NoSuchItem,
            Unreadable,
        ),
        (
            message_record(Message { about: format!("profile/{line}"), ..message("Why?") }),
            too_long_line,
            Unreadable,
        ),
        (a_profile(|profile| profile.context = " ".to_owned()), Rejected::BadProfile, Unreadable),
        (a_profile(|profile| profile.id = "other".to_owned()), Rejected::OtherId, Unreadable),
        (
            Record::SetAside(
                aside().id(),
                Some(SetAside { subject: "half".to_owned(), ..aside() }),
            ),
            Rejected::OtherId,
            Unreadable,
        ),
        (
            Record::SetAside(aside().id(), Some(SetAside { title: line.clone(), ..aside() })),
            too_long_line,
            Unreadable,
        ),
        (
            Record::SetAside(aside().id(), Some(SetAside { component: line.clone(), ..aside() })),
            too_long_line,
            Unreadable,
        ),
        (
            Record::SetAside(
                aside().id(),
                Some(SetAside { links: vec![Link::new(evidence_id("ghost"))], ..aside() }),
            ),
            Rejected::NoSuchEvidence,
            Mended,
        ),
        (
            Record::Order(ListKey::Interface, Some(vec![String::new(); 501])),
            Rejected::TooManyItems(500),
            Unreadable,
        ),
        (Record::Order(ListKey::Interface, Some(vec![line])), too_long_line, Unreadable),
    ]
}

#[test]
fn what_one_door_refuses_all_three_refuse() {
    let base = base();
    for (record, reason, stored) in flaws() {
        let name = record.key().name();
        let content = record.to_value().unwrap();
        let case = format!("{name}: {reason}");

        let mut commanded = base.clone();
        let refused = commanded.apply(Command::put(record.clone()), &later());
        assert_eq!(refused, Err(reason), "{case}");
        assert_eq!(commanded, base, "{case}");

        let mut texts: Texts =
            texts(&base).into_iter().filter(|(other, _)| *other != name).collect();
        texts.push((name.clone(), content.to_string()));
        let loaded = load(&texts);
        match stored {
            Stored::Unreadable => {
                // With an evidence item its link goes.
                let link = "link/4-1/SR-2/whole/doc".to_owned();
                let is_item = name == "evidence/doc";
                let expected = [Some(name.clone()), is_item.then_some(link)];
                let expected: Vec<String> = expected.into_iter().flatten().collect();
                assert_eq!(loaded.unreadable, expected, "{case}");
                assert!(!loaded.assessment.record(&record.key()).is_there(), "{case}");
            }
            Stored::Mended => {
                assert_eq!(loaded.unreadable, [] as [&str; 0], "{case}");
                // All is there but the name of what is not.
                let left = loaded.assessment.record(&record.key());
                assert_ne!(left, record, "{case}");
                assert!(left.is_there(), "{case}");
            }
        }
        // What is loaded can be handed over and opened again.
        let bytes = written(&loaded.assessment);
        assert_eq!(bundle::open(&bytes).unwrap().assessment, loaded.assessment, "{case}");

        let mut file = as_json(&base);
        file["assessment"]["records"][&name] = content;
        match support::refusal(&sealed(file)) {
            Refusal::Flaw(flaw) => {
                assert_eq!((flaw.record, flaw.reason), (Some(record.key()), reason), "{case}");
            }
            Refusal::Shape { path, problem } => {
                // It was not put in place, so there is no such record to judge.
                assert_eq!(problem, reason.to_string(), "{case}");
                assert!(path.starts_with(&format!("assessment.records.{name}")), "{path}");
            }
            other => panic!("{case}: {other:?}"),
        }
    }
}

#[test]
fn a_language_that_is_too_long_is_refused_by_storage_and_bundles() {
    let language = "x".repeat(LINE_MAX + 1);
    let base = base();
    let mut texts: Texts = texts(&base).into_iter().filter(|(name, _)| name != ABOUT).collect();
    let about = About { language: language.clone(), ..About::of(&base) };
    texts.push((ABOUT.to_owned(), stored::written(&about).unwrap()));
    let loaded = load(&texts);
    assert_eq!(loaded.unreadable, [ABOUT]);
    assert_eq!(loaded.assessment.language, "");
    let mut file = as_json(&base);
    file["assessment"]["language"] = json!(language);
    let Refusal::Flaw(flaw) = support::refusal(&sealed(file)) else { panic!("no flaw") };
    assert_eq!((flaw.record, flaw.field), (None, "language"));
}

/// Goes through all doors.
fn passes(assessment: &Assessment) {
    let loaded = load(&texts(assessment));
    assert_eq!(loaded.unreadable, [] as [&str; 0]);
    assert_eq!(loaded.assessment, *assessment);
    let opened = bundle::open(&written(assessment)).unwrap();
    assert_eq!(opened.assessment, *assessment);
    assert_eq!(opened.agreement, Agreement::Agree);
}

#[test]
fn what_is_as_long_as_it_may_be_goes_through_all_three_doors() {
    let mut assessment = base();
    let statement = "\u{1f600}".repeat(TEXT_MAX);
    for (field, text) in [
        (TextField::Answer(key("SR-2").into(), AnswerField::Statement), statement),
        (TextField::Applicant(ApplicantField::Name), "é".repeat(LINE_MAX)),
    ] {
        apply(&mut assessment, Command::SetText(field, text));
    }
    passes(&assessment);
}

#[test]
fn as_many_interfaces_as_there_may_be_go_through_all_three_doors() {
    let mut assessment = base();
    // With ids as long as an id may be, against the order of their names.
    let ids = (0..400).rev().map(|number| interface_id(&format!("{number:0>64}")));
    let records = ids.map(|id| Record::Interface(id.clone(), Some(Interface::new(id))));
    put_records(&mut assessment, records);
    assert_eq!(assessment.interfaces[0].id, interface_id(&format!("{:0>64}", 399)));
    passes(&assessment);
}

#[test]
fn evidence_that_cannot_be_read_takes_no_answer_with_it() {
    let mut assessment = base();
    let named = Command::SetScopingAnalysis(key("SR-2").into(), Some(evidence_id("doc")));
    apply(&mut assessment, named);
    let owner = TextField::Answer(key("SR-2").into(), AnswerField::Owner);
    apply(&mut assessment, Command::SetText(owner, "Kept.".to_owned()));
    let mut texts = texts(&assessment);
    for (name, text) in &mut texts {
        if name == "evidence/doc" {
            *text = json!({ "title": "x".repeat(LINE_MAX + 1) }).to_string();
        }
    }
    let loaded = load(&texts);
    // The link too: the place and the test case that it names are kept aside.
    assert_eq!(loaded.unreadable, ["evidence/doc", "link/4-1/SR-2/whole/doc"]);
    assert_eq!(loaded.lost_links, [key("SR-2")]);
    assert_eq!(loaded.assessment.answers.get(key("SR-2")).unwrap().owner, "Kept.");
}
