//! The assessment of the next product version, begun from this one.

use exready::{
    assessment::{
        AskedAgain, Assessment, AssessmentId, Command, RecordKey, TestItemField, TextField, Verdict,
    },
    catalogue::PartId,
    results::{Check, score},
};

use crate::support::{altered, key, later, sample};

fn next(assessment: &Assessment) -> Assessment {
    assessment.next_version(AssessmentId::from_random([9; 16]), &later())
}

#[test]
fn everything_is_copied_and_what_belongs_to_the_version_is_to_be_entered_anew() {
    let (before, next) = (sample(), next(&sample()));
    assert_ne!(next.id, before.id);
    let now = later();
    assert_eq!((&next.created, &next.modified, &next.day), (&now.utc, &now.utc, &now.day));
    let item = &next.test_item;
    for text in [
        &item.hardware_version,
        &item.firmware_version,
        &item.software_version,
        &item.serial_numbers,
    ] {
        assert_eq!(text, "");
    }
    let alike = altered(&next, |content| {
        content.test_item = before.test_item.clone();
        content.answers = before.answers.clone();
    });
    for key in before.keys().into_iter().chain(next.keys()) {
        if !matches!(key, RecordKey::Answer(_)) {
            assert_eq!(alike.record(&key), before.record(&key), "{key:?}");
        }
    }
}

#[test]
fn no_answer_counts_before_it_is_confirmed() {
    let before = sample();
    let version = before.test_item.firmware_version.clone();
    assert_ne!(version, "");
    let mut next = next(&before);
    let counted = |assessment: &Assessment| {
        let results = score(assessment);
        let parts = results.parts.iter();
        parts.map(|part| part.looked_at().0).sum::<usize>()
    };
    assert!(counted(&before) > 0);
    assert_eq!(counted(&next), 0);
    for (key, answer) in before.answers.all() {
        let copied = next.answers.answer(key).unwrap();
        assert_eq!(copied.verdict, answer.verdict);
        assert_eq!((&copied.statement, &copied.evidence), (&answer.statement, &answer.evidence));
        assert_eq!(copied.due, None, "it was due for this version");
        let says_something = answer.verdict != Verdict::NotEvaluated || answer.claimed.is_some();
        let asked = says_something.then(|| AskedAgain::Version(version.clone()));
        assert_eq!(copied.asked_again, asked, "{key}");
    }
    let keys: Vec<_> = before.answers.all().map(|(key, _)| key.clone()).collect();
    for key in keys {
        next.apply(Command::Confirm(key), &later()).unwrap();
    }
    assert_eq!(counted(&next), counted(&before));
}

#[test]
fn a_check_says_of_which_version_an_answer_is() {
    let found = |assessment: &Assessment| {
        let results = score(assessment);
        let findings = results.part(PartId::P4_1).unwrap().findings_on(key("SM-1"));
        findings.iter().map(|found| found.check.clone()).collect::<Vec<_>>()
    };
    let version = sample().test_item.firmware_version.clone();
    assert!(found(&next(&sample())).contains(&Check::FromVersion { version }));
    let mut unnamed = sample();
    for field in [
        TestItemField::FirmwareVersion,
        TestItemField::SoftwareVersion,
        TestItemField::HardwareVersion,
    ] {
        let empty = Command::SetText(TextField::TestItem(field), String::new());
        unnamed.apply(empty, &later()).unwrap();
    }
    let check = Check::FromVersion { version: String::new() };
    assert!(found(&next(&unnamed)).contains(&check));
}
