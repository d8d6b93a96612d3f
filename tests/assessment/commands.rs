//! Every command, its refusal, and undo and redo.

use crate::support::{
    altered, apply, begun, day, empty, evidence_id, key, later, moment, procedure, put, record,
};
use exready::assessment::{
    AnswerField, ApplicantField, Assessment, Command, EVIDENCE_MAX, EvidenceField, EvidenceFile,
    EvidenceItem, FileFlaw, LINE_MAX, LINKS_MAX, MaturityLevel, Moment, NoteField, NoteSubject,
    RecordKey, Rejected, Shown, TEXT_MAX, TestItemField, TextField, Verdict,
};

/// An assessment in which `doc` is linked to SM-1 and SR-2 and is the analysis of SUM-3.
fn linked() -> Assessment {
    let mut assessment = empty();
    put(&mut assessment, "doc", procedure(), "SR-2");
    apply(&mut assessment, Command::Link(key("SM-1").into(), evidence_id("doc")));
    apply(
        &mut assessment,
        Command::SetScopingAnalysis(key("SUM-3").into(), Some(evidence_id("doc"))),
    );
    assessment
}

fn put_command(item: EvidenceItem) -> Command {
    Command::PutEvidence(evidence_id("doc"), Box::new(item), None)
}

fn rejected(assessment: &mut Assessment, command: Command) -> Rejected {
    let before = assessment.clone();
    let rejected = assessment.apply(command, &later()).unwrap_err();
    assert_eq!(*assessment, before, "{rejected:?} left something behind");
    assert!(rejected.to_string().ends_with('.'), "{rejected}");
    rejected
}

#[test]
fn typing_sets_every_field_of_applicant_and_test_item() {
    let mut assessment = empty();
    for field in ApplicantField::ALL {
        let change = apply(
            &mut assessment,
            Command::SetText(TextField::Applicant(*field), field.name().to_owned()),
        );
        assert_eq!(change.records().collect::<Vec<_>>(), [RecordKey::Applicant]);
        assert!(change.requirements.is_empty());
    }
    for field in TestItemField::ALL {
        let change = apply(
            &mut assessment,
            Command::SetText(TextField::TestItem(*field), field.name().to_owned()),
        );
        assert_eq!(change.records().collect::<Vec<_>>(), [RecordKey::TestItem]);
    }
    assert!(ApplicantField::ALL.iter().all(|f| assessment.applicant.text(*f) == f.name()));
    assert!(TestItemField::ALL.iter().all(|f| assessment.test_item.text(*f) == f.name()));
    assert_eq!((&assessment.modified, &assessment.day), (&later().utc, &later().day));
    assert_eq!(assessment.created, begun().utc);
}

#[test]
fn an_answer_takes_verdict_claim_and_texts_and_names_its_requirement() {
    let mut assessment = empty();
    let sr_2 = key("SR-2");
    let mut commands = vec![
        Command::SetVerdict(sr_2.into(), Verdict::Fail),
        Command::SetClaimed(sr_2.into(), Some(MaturityLevel::Defined)),
    ];
    let text = |field: &AnswerField| {
        Command::SetText(TextField::Answer(sr_2.into(), *field), field.name().to_owned())
    };
    commands.extend(AnswerField::ALL.iter().map(text));
    for command in commands {
        let change = apply(&mut assessment, command);
        assert_eq!(change.records().collect::<Vec<_>>(), [RecordKey::Answer(sr_2.into())]);
        assert_eq!(change.requirements, [sr_2]);
    }
    let answer = assessment.answers.get(sr_2).unwrap();
    assert_eq!((answer.verdict, answer.claimed), (Verdict::Fail, Some(MaturityLevel::Defined)));
    assert!(AnswerField::ALL.iter().all(|field| answer.text(*field) == field.name()));
    assert_eq!(assessment.answers.iter().count(), 1, "no other answer was touched");
}

#[test]
fn linking_and_unlinking_keep_the_order_and_the_item() {
    let mut assessment = linked();
    apply(
        &mut assessment,
        Command::PutEvidence(
            evidence_id("log"),
            Box::new(record("X 1", "2026-02-01")),
            Some(key("SR-2").into()),
        ),
    );
    let answer = assessment.answers.get(key("SR-2")).unwrap();
    assert!(answer.linked().eq([&evidence_id("doc"), &evidence_id("log")]));

    let change = apply(&mut assessment, Command::Unlink(key("SR-2").into(), evidence_id("doc")));
    assert_eq!(change.requirements, [key("SR-2")]);
    let answer = assessment.answers.get(key("SR-2")).unwrap();
    assert!(answer.linked().eq([&evidence_id("log")]));
    assert!(assessment.evidence.contains_key(&evidence_id("doc")));

    let scoping = Command::Unlink(key("SUM-3").into(), evidence_id("doc"));
    assert!(apply(&mut assessment, scoping).before.is_empty(), "an analysis is not evidence");
    assert_eq!(assessment.linked_to(&evidence_id("doc")).len(), 2);
}

#[test]
fn replacing_an_item_moves_every_requirement_that_links_it() {
    let mut assessment = linked();
    let shows = vec![Shown::Improved, Shown::Documented, Shown::Improved];
    let mut item = EvidenceItem { shows, ..procedure() };
    item.text_mut(EvidenceField::Location).push_str("DMS/1");
    let change = apply(&mut assessment, put_command(item));
    assert_eq!(change.requirements, [key("SM-1"), key("SR-2"), key("SUM-3")]);
    assert_eq!(change.records().collect::<Vec<_>>(), [RecordKey::Evidence(evidence_id("doc"))]);
    let item = &assessment.evidence[&evidence_id("doc")];
    assert_eq!(item.shows, [Shown::Documented, Shown::Improved], "in order and once each");
    assert_eq!(item.text(EvidenceField::Location), "DMS/1");
}

#[test]
fn typing_into_an_item_moves_every_requirement_that_links_it() {
    let mut assessment = linked();
    for field in EvidenceField::ALL {
        let text = Command::SetText(
            TextField::Evidence(evidence_id("doc"), *field),
            field.name().to_owned(),
        );
        let change = apply(&mut assessment, text);
        assert_eq!(change.records().collect::<Vec<_>>(), [RecordKey::Evidence(evidence_id("doc"))]);
        assert_eq!(change.requirements, [key("SM-1"), key("SR-2"), key("SUM-3")]);
    }
    let item = &assessment.evidence[&evidence_id("doc")];
    assert!(EvidenceField::ALL.iter().all(|field| item.text(*field) == field.name()));

    let title = |id: &str, text: &str| {
        Command::SetText(
            TextField::Evidence(evidence_id(id), EvidenceField::Title),
            text.to_owned(),
        )
    };
    assert_eq!(rejected(&mut assessment, title("doc", " ")), Rejected::NoTitle);
    assert_eq!(rejected(&mut assessment, title("ghost", "a")), Rejected::NoSuchEvidence);
    let long = rejected(&mut assessment, title("doc", &"x".repeat(LINE_MAX + 1)));
    assert_eq!(long, Rejected::TooLong(LINE_MAX));
}

#[test]
fn removing_an_item_removes_its_links_and_the_change_names_them() {
    let mut assessment = linked();
    let change = apply(&mut assessment, Command::Remove(RecordKey::Evidence(evidence_id("doc"))));
    assert_eq!(change.requirements, [key("SM-1"), key("SR-2"), key("SUM-3")]);
    let last = change.records().last();
    assert_eq!(last, Some(RecordKey::Evidence(evidence_id("doc"))), "links are stored before it");
    assert!(assessment.evidence.is_empty());
    assert!(assessment.answers.iter().all(|(_, answer)| !answer.links(&evidence_id("doc"))));
}

#[test]
fn a_command_that_changes_nothing_moves_nothing_and_keeps_the_time() {
    let mut assessment = altered(&linked(), |content| {
        content.modified = begun().utc;
        content.day = begun().day;
    });
    let before = assessment.clone();
    for command in [
        Command::SetText(TextField::Applicant(ApplicantField::Name), String::new()),
        Command::SetText(TextField::TestItem(TestItemField::Limits), String::new()),
        Command::SetVerdict(key("SG-1").into(), Verdict::NotEvaluated),
        Command::SetClaimed(key("SG-1").into(), None),
        Command::SetText(
            TextField::Note(NoteSubject::Answer(key("SR-2").into()), NoteField::Text),
            String::new(),
        ),
        Command::SetScopingAnalysis(key("SUM-3").into(), Some(evidence_id("doc"))),
        Command::Link(key("SR-2").into(), evidence_id("doc")),
        Command::Unlink(key("SG-1").into(), evidence_id("never-there")),
        Command::PutEvidence(evidence_id("doc"), Box::new(procedure()), Some(key("SR-2").into())),
    ] {
        let change = apply(&mut assessment, command.clone());
        assert!(change.before.is_empty() && change.requirements.is_empty(), "{command:?}");
        assert_eq!(assessment, before, "{command:?}");
    }
}

#[test]
fn a_text_fits_to_the_last_character_and_is_rejected_with_one_more() {
    let mut assessment = empty();
    let name = |count: usize| {
        Command::SetText(TextField::Applicant(ApplicantField::Name), "ü".repeat(count))
    };
    apply(&mut assessment, name(LINE_MAX));
    assert_eq!(rejected(&mut assessment, name(LINE_MAX + 1)), Rejected::TooLong(LINE_MAX));
    let note = |count: usize| {
        Command::SetText(
            TextField::Note(NoteSubject::Answer(key("SG-7").into()), NoteField::Text),
            "\u{1f600}".repeat(count),
        )
    };
    apply(&mut assessment, note(TEXT_MAX));
    assert_eq!(rejected(&mut assessment, note(TEXT_MAX + 1)), Rejected::TooLong(TEXT_MAX));
    let limits =
        Command::SetText(TextField::TestItem(TestItemField::Limits), "x".repeat(TEXT_MAX + 1));
    assert_eq!(rejected(&mut assessment, limits), Rejected::TooLong(TEXT_MAX));
    let title = EvidenceItem { title: "x".repeat(LINE_MAX + 1), ..procedure() };
    assert_eq!(rejected(&mut assessment, put_command(title)), Rejected::TooLong(LINE_MAX));
}

#[test]
fn an_item_that_is_not_there_cannot_be_linked_named_or_removed() {
    let mut assessment = linked();
    let ghost = || evidence_id("ghost");
    for command in [
        Command::Link(key("SM-1").into(), ghost()),
        Command::SetScopingAnalysis(key("SM-1").into(), Some(ghost())),
        Command::Remove(RecordKey::Evidence(ghost())),
    ] {
        assert_eq!(rejected(&mut assessment, command), Rejected::NoSuchEvidence);
    }
}

#[test]
fn an_item_needs_a_title_and_a_sound_description_of_its_file() {
    let mut assessment = linked();
    let untitled = EvidenceItem { title: " \t".to_owned(), ..procedure() };
    assert_eq!(rejected(&mut assessment, put_command(untitled)), Rejected::NoTitle);

    let size = (1 << 53) - 1;
    let sound = EvidenceFile { name: "a.pdf".to_owned(), size, sha256: "0f".repeat(32) };
    let with = |file: EvidenceFile| put_command(EvidenceItem { file: Some(file), ..procedure() });
    for (file, flaw) in [
        (EvidenceFile { name: String::new(), ..sound.clone() }, FileFlaw::Name),
        (EvidenceFile { name: "é".repeat(LINE_MAX + 1), ..sound.clone() }, FileFlaw::Name),
        (EvidenceFile { size: size + 1, ..sound.clone() }, FileFlaw::Size),
        (EvidenceFile { sha256: "0F".repeat(32), ..sound.clone() }, FileFlaw::Sha256),
        (EvidenceFile { sha256: "0f".repeat(31), ..sound.clone() }, FileFlaw::Sha256),
    ] {
        assert_eq!(rejected(&mut assessment, with(file)), Rejected::File(flaw));
    }
    assert_eq!(apply(&mut assessment, with(sound)).before.len(), 1);
}

#[test]
fn as_many_items_as_there_may_be_are_taken_and_no_more() {
    let mut assessment = altered(&empty(), |content| {
        let ids = (1..EVIDENCE_MAX).map(|number| evidence_id(&format!("e-{number}")));
        content.evidence = ids.map(|id| (id, procedure())).collect();
    });
    let put = |id: &str, title: &str| {
        let item = EvidenceItem { title: title.to_owned(), ..procedure() };
        Command::PutEvidence(evidence_id(id), Box::new(item), Some(key("SM-1").into()))
    };
    apply(&mut assessment, put("the-last", "Title"));
    assert_eq!(assessment.evidence.len(), EVIDENCE_MAX);
    let refused = rejected(&mut assessment, put("one-more", "Title"));
    assert_eq!(refused, Rejected::TooManyEvidenceItems);
    assert!(refused.to_string().contains("5000"), "{refused}");
    // What is there can still be changed.
    apply(&mut assessment, put("e-7", "Better title"));
}

#[test]
fn as_many_links_as_there_may_be_are_taken_and_no_more() {
    let id = |number: usize| evidence_id(&format!("e-{number}"));
    let mut assessment = altered(&empty(), |content| {
        content.evidence = (0..=LINKS_MAX).map(|number| (id(number), procedure())).collect();
    });
    let link = |number| Command::Link(key("SM-1").into(), id(number));
    for number in 0..LINKS_MAX {
        apply(&mut assessment, link(number));
    }
    assert_eq!(rejected(&mut assessment, link(LINKS_MAX)), Rejected::TooManyLinks);
    assert_eq!(assessment.answers.get(key("SM-1")).unwrap().evidence.len(), LINKS_MAX);
}

#[test]
fn a_command_is_given_on_a_day_near_its_moment() {
    let mut assessment = linked();
    let before = assessment.clone();
    let name = || Command::SetText(TextField::Applicant(ApplicantField::Name), "A".to_owned());
    for (date, is_near) in [
        ("2026-11-22", false),
        ("2026-11-26", false),
        ("2026-11-23", true),
        ("2026-11-24", true),
        ("2026-11-25", true),
    ] {
        let mut assessment = assessment.clone();
        let result = assessment.apply(name(), &Moment { day: day(date), ..later() });
        assert_eq!(result.is_ok(), is_near, "{date}");
        assert_eq!(assessment != before, is_near, "{date}");
    }
    let noon = moment("2026-11-24T12:00:00Z");
    let rejected = assessment.apply(name(), &Moment { day: day("2027-11-24"), ..noon });
    assert_eq!(rejected, Err(Rejected::OtherDay));
}
