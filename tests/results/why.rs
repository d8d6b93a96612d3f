//! Why a figure is what it is: the rows named decide it, and nothing else does.

use std::collections::BTreeSet;

use crate::support::{self, apply, day, empty, key, put, record, sample};
use exready::{
    assessment::{
        AnswerField, Assessment, Command, EvidenceItem, EvidenceKind, Record, SecurityLevel,
        TextField, Verdict,
    },
    catalogue::{ComponentKind, PartId, Requirement, RequirementKey, placeholders},
    results::{
        Coverage, LevelReached, PartResults,
        certificate::preview,
        note, reported_ratio, score, standard_reading,
        why::{Explanation, Figure, why},
    },
};

fn ids(of: &Explanation) -> Vec<&'static str> {
    of.rows.iter().map(|id| id.0.id()).collect()
}

fn find(
    results: &PartResults,
    group: Option<usize>,
    is: impl Fn(Figure) -> bool,
) -> Option<Explanation> {
    why(results, group).into_iter().find(|of| is(of.figure))
}

fn is_supported(figure: Figure) -> bool {
    matches!(figure, Figure::Supported(_))
}

fn is_capability(figure: Figure) -> bool {
    matches!(figure, Figure::Capability(_))
}

/// An assessment of 3-3 with these rows passed.
fn system(passed: &[&str]) -> Assessment {
    let mut assessment = empty();
    let mut selection = assessment.selection.clone();
    selection.parts = vec![PartId::P3_3];
    apply(&mut assessment, Command::put(Record::Selection(selection)));
    for id in passed {
        let key = RequirementKey::find(PartId::P3_3, id).unwrap();
        apply(&mut assessment, Command::SetVerdict(key.into(), Verdict::Pass));
    }
    assessment
}

// CV-2, CV-4
#[test]
fn the_ratio_and_what_is_left_name_every_row_once() {
    let results = score(&sample());
    let results = results.part(PartId::P4_1).unwrap();
    for group in (0..results.groups.len()).map(Some).chain([None]) {
        let coverage = group.map_or(&results.coverage, |group| &results.groups[group].coverage);
        let count = |figure: Figure| {
            find(results, group, |other| other == figure).map_or(0, |of| of.rows.len())
        };
        assert_eq!(count(Figure::Passed), usize::from(coverage.passed));
        assert_eq!(count(Figure::NotApplicable), usize::from(coverage.not_applicable));
        let left = find(results, group, |figure| figure == Figure::NotEvaluated);
        assert_eq!(left.map(|of| of.rows).unwrap_or_default(), coverage.not_evaluated_list);
        let all: Vec<_> = why(results, group)
            .into_iter()
            .filter(|of| matches!(of.figure.rule(), "CV-2" | "CV-4"))
            .flat_map(|of| of.rows)
            .collect();
        assert_eq!(all.len(), all.iter().collect::<BTreeSet<_>>().len());
        assert_eq!(all.len(), usize::from(coverage.total));
    }
}

// ML-3: lifting the named rows lifts the figure; each of them alone does not.
#[test]
fn the_floor_names_the_lowest_passed_requirements() {
    let mut assessment = empty();
    for id in ["SR-1", "SR-2", "SR-3"] {
        apply(&mut assessment, Command::SetVerdict(key(id).into(), Verdict::Pass));
    }
    apply(&mut assessment, Command::SetVerdict(key("SR-4").into(), Verdict::Fail));
    put(&mut assessment, "one", record("P 1", "2026-02-01"), "SR-1");
    let floor = |assessment: &Assessment| {
        let results = score(assessment);
        find(results.part(PartId::P4_1).unwrap(), Some(1), is_supported).unwrap()
    };
    assert_eq!(floor(&assessment).figure, Figure::Supported(LevelReached::NONE));
    assert_eq!(floor(&assessment).figure.rule(), "ML-3");
    assert_eq!(ids(&floor(&assessment)), ["SR-2", "SR-3"]);
    put(&mut assessment, "two", record("P 1", "2026-02-01"), "SR-2");
    assert_eq!(ids(&floor(&assessment)), ["SR-3"]);
    put(&mut assessment, "three", record("P 1", "2026-02-01"), "SR-3");
    assert_eq!(ids(&floor(&assessment)), ["SR-1", "SR-2", "SR-3"]);
}

// ML-2
#[test]
fn what_the_standard_reads_as_level_2_is_named() {
    let mut assessment = empty();
    apply(&mut assessment, Command::SetVerdict(key("SR-2").into(), Verdict::Pass));
    put(&mut assessment, "doc", support::procedure(), "SR-2");
    let named = |assessment: &Assessment| {
        let results = score(assessment);
        find(results.part(PartId::P4_1).unwrap(), Some(1), |of| of == Figure::Documented)
    };
    assert_eq!(ids(&named(&assessment).unwrap()), ["SR-2"]);
    put(&mut assessment, "record", record("P 1", "2026-02-01"), "SR-2");
    assert_eq!(named(&assessment), None);
}

// SL-1
#[test]
fn a_capability_names_what_fails_one_level_higher() {
    let part = PartId::P3_3.part();
    let index = part.groups.iter().position(|group| group.number == 5).unwrap();
    let rows = || part.requirements[part.groups[index].rows()].iter();
    let at = |level: u8| -> Vec<&'static str> {
        rows().filter(|row| row.from_level == level).map(Requirement::id).collect()
    };
    let of = |passed: &[&str]| {
        let results = score(&system(passed));
        find(results.part(PartId::P3_3).unwrap(), Some(index), is_capability).unwrap()
    };
    assert_eq!(of(&[]).figure, Figure::Capability(SecurityLevel::new(0)));
    assert_eq!(ids(&of(&[])), at(1));
    let mut passed = at(1);
    assert_eq!(of(&passed).figure, Figure::Capability(SecurityLevel::new(1)));
    assert_eq!(ids(&of(&passed)), at(2));
    // At the highest level nothing fails one level higher.
    passed = rows().map(Requirement::id).collect();
    assert_eq!(of(&passed).figure, Figure::Capability(SecurityLevel::new(4)));
    assert!(of(&passed).rows.is_empty());
}

// SL-1, SL-2: "not applicable" with its reason is not behind a capability, and
// the whole part is asked for its lowest.
#[test]
fn the_lowest_capability_names_rows_of_every_lowest_foundational_requirement() {
    let mut assessment = system(&[]);
    let key = RequirementKey::find(PartId::P3_3, "SR 1.1").unwrap();
    apply(&mut assessment, Command::SetVerdict(key.into(), Verdict::NotApplicable));
    let reason = "No users.".to_owned();
    apply(
        &mut assessment,
        Command::SetText(TextField::Answer(key.into(), AnswerField::Justification), reason),
    );
    let results = score(&assessment);
    let whole = find(results.part(PartId::P3_3).unwrap(), None, is_capability).unwrap();
    let expected: Vec<&str> = PartId::P3_3
        .part()
        .requirements
        .iter()
        .filter(|row| row.from_level == 1 && row.id() != "SR 1.1")
        .map(Requirement::id)
        .collect();
    assert_eq!(ids(&whole), expected);
}

// CV-7
#[test]
fn rows_of_a_component_type_that_is_not_there_decide_nothing() {
    let mut assessment = empty();
    let mut selection = assessment.selection.clone();
    selection.parts = vec![PartId::P4_2];
    selection.component_kinds = vec![ComponentKind::Edr];
    apply(&mut assessment, Command::put(Record::Selection(selection)));
    let results = score(&assessment);
    let results = results.part(PartId::P4_2).unwrap();
    for of in why(results, None) {
        assert!(ids(&of).iter().all(|id| !id.starts_with("NDR")), "{of:?}");
        assert!(!of.rows.is_empty());
    }
}

// CV-3
#[test]
fn the_note_on_fr_2_counts_the_catalogue() {
    let note = note(PartId::P3_3, &Coverage::default()).unwrap();
    assert_eq!(note.group(), Some("FR-2"));
    assert!(note.text().contains("12 of 23"), "{}", note.text());
    assert!(
        note.text().contains("24 requirements there (12 base requirements and 12 enhancements)"),
        "{}",
        note.text()
    );
}

// CV-7
#[test]
fn fifteen_numbers_are_no_requirements_and_make_141_together() {
    let part = PartId::P4_2.part();
    let numbers: BTreeSet<&str> = placeholders().iter().copied().collect();
    assert_eq!(numbers.len(), 15);
    assert_eq!(numbers.len(), placeholders().len());
    assert_eq!(part.requirements.len() + numbers.len(), 141);
    for number in numbers {
        assert!(part.key(&format!("CR {number}")).is_none(), "{number} is a requirement");
        let fr = &number[..1];
        assert!(part.key(&format!("CR {fr}.1")).is_some(), "{number} is in no FR");
    }
    let coverage = Coverage { passed: 3, total: 87, ..Coverage::default() };
    let note = note(PartId::P4_2, &coverage).unwrap();
    for number in ["126", "141", "15", "4-2 (3/102)"] {
        assert!(note.text().contains(number), "{number}: {}", note.text());
    }
    assert_eq!(note.group(), None);
    // Which numbers these are, and what the part has instead: 122 and 4.
    for said in ["122 requirements", "4 common constraints", "1.6, 1.13, 2.3", "one source"] {
        assert!(note.text().contains(said), "{said}: {}", note.text());
    }
}

// CV-7
#[test]
fn each_foundational_requirement_has_both_counts_where_they_differ() {
    let part = PartId::P4_2.part();
    let reported = |id: &str| {
        let group = part.groups.iter().find(|group| group.id == id);
        let coverage = Coverage { passed: 3, total: 12, ..Coverage::default() };
        reported_ratio(PartId::P4_2, group, &coverage)
    };
    for (id, ratio) in [
        ("FR-1", Some("FR-1 (3/14)")),
        ("FR-2", Some("FR-2 (3/15)")),
        ("FR-3", Some("FR-3 (3/18)")),
        ("FR-4", None),
        ("FR-5", Some("FR-5 (3/15)")),
        ("FR-6", None),
        ("FR-7", Some("FR-7 (3/13)")),
        ("CCSC", None),
        ("EDR", None),
    ] {
        assert!(part.groups.iter().any(|group| group.id == id), "{id}");
        assert_eq!(reported(id).as_deref(), ratio, "{id}");
    }
    assert_eq!(reported("none").as_deref(), Some("4-2 (3/27)"), "the whole part");
    let system = PartId::P3_3.part().groups.first();
    assert_eq!(reported_ratio(PartId::P3_3, system, &Coverage::default()), None);
}

// ML-2
#[test]
fn both_readings_of_level_2_are_shown_where_they_differ_and_people_are_trained() {
    let reading = |assessment: &Assessment, group: Option<usize>| {
        let results = score(assessment);
        standard_reading(assessment, results.part(PartId::P4_1).unwrap(), group)
            .map(LevelReached::number)
    };
    let level = |assessment: &Assessment| {
        let preview =
            preview(assessment, &score(assessment), PartId::P4_1, &support::begun().day).unwrap();
        let line = preview.lines.into_iter().find(|line| line.ratio.starts_with("SR ")).unwrap();
        line.level
    };
    let mut assessment = empty();
    apply(&mut assessment, Command::SetVerdict(key("SR-2").into(), Verdict::Pass));
    put(&mut assessment, "doc", support::procedure(), "SR-2");
    // Documented alone: without competence, both readings are below level 1.
    assert_eq!(reading(&assessment, Some(1)), None);
    assert_eq!(level(&assessment), "below ML 1");

    let training = EvidenceItem {
        kind: EvidenceKind::Certificate,
        organizational: true,
        ..record("", "2026-02-01")
    };
    for (change, counts) in [
        (training.clone(), true),
        (EvidenceItem { organizational: false, ..training.clone() }, false),
        (EvidenceItem { kind: EvidenceKind::Report, ..training.clone() }, false),
        (EvidenceItem { author: String::new(), ..training.clone() }, false),
        (EvidenceItem { valid_until: Some(day("2026-11-23")), ..training.clone() }, false),
        (EvidenceItem { shows: vec![], ..training.clone() }, false),
    ] {
        let mut assessment = assessment.clone();
        put(&mut assessment, "training", change, "SR-1");
        assert_eq!(reading(&assessment, Some(1)), counts.then_some(2));
        assert_eq!(reading(&assessment, None), counts.then_some(2));
        let both = "below ML 1 · ML 2 as the standards read it";
        assert_eq!(level(&assessment), if counts { both } else { "below ML 1" });
    }
    // Training counts at the level where it is linked: at the others it shows nothing.
    let mut elsewhere = assessment.clone();
    put(&mut elsewhere, "training", training.clone(), "SM-4");
    assert_eq!((reading(&elsewhere, Some(1)), reading(&elsewhere, None)), (None, None));
    put(&mut assessment, "training", training, "SR-1");
    // A requirement that neither reading has at level 2 holds both down.
    apply(&mut assessment, Command::SetVerdict(key("SR-3").into(), Verdict::Pass));
    assert_eq!(reading(&assessment, Some(1)), None);
    put(&mut assessment, "record", record("P 1", "2026-02-01"), "SR-3");
    assert_eq!(reading(&assessment, Some(1)), Some(1));
    // With a record, the two readings are one.
    put(&mut assessment, "second", record("P 1", "2026-02-01"), "SR-2");
    assert_eq!(reading(&assessment, Some(1)), None);
}
