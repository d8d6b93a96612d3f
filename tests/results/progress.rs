//! The figures of each day: they are those of the results, and they move as the
//! answers did.

use crate::support::{self, apply, day, empty, key, sample};
use exready::{
    assessment::{Command, Date, Record, SecurityLevel, Selection, Verdict, stored},
    catalogue::{ComponentKind, PartId},
    results::{
        LevelReached,
        progress::{ProgressPoint, days_of},
        score,
    },
};

fn point(days: &[(&str, ProgressPoint)]) -> Vec<(Date, ProgressPoint)> {
    days.iter().map(|(on, point)| (day(on), point.clone())).collect()
}

// CV-2, ML-3, SL-2
#[test]
fn a_point_has_the_figures_of_the_results() {
    let mut assessment = sample();
    let selection = Selection {
        parts: PartId::ALL.to_vec(),
        component_kinds: ComponentKind::ALL.to_vec(),
        component_target: [SecurityLevel::new(2); 7],
        ..support::selection()
    };
    let _ = apply(&mut assessment, Command::put(Record::Selection(selection)));
    let results = score(&assessment);
    let point = ProgressPoint::of(&results);
    assert_eq!(point.parts.len(), 4);
    for (of, results) in point.parts.iter().zip(&results.parts) {
        let coverage = &results.coverage;
        assert_eq!(
            (of.part, of.passed, of.not_applicable, of.total),
            (results.part, coverage.passed, coverage.not_applicable, coverage.total)
        );
        assert_eq!(of.not_evaluated(), coverage.total - coverage.passed - coverage.not_applicable);
        assert_eq!(usize::from(of.findings), results.findings.len());
        let level = match (&results.maturity, &results.security) {
            (Some(maturity), None) => maturity.supported.map(LevelReached::number),
            (None, Some(security)) => Some(security.lowest.number()),
            other => panic!("{other:?}"),
        };
        assert_eq!(of.level, level, "{:?}", of.part);
    }
    assert!(point.parts.iter().any(|of| of.part == PartId::P4_1 && of.passed > 0));
}

#[test]
fn a_point_is_read_as_it_was_written() {
    let point = ProgressPoint::of(&score(&sample()));
    let text = stored::written(&point).unwrap();
    assert!(text.len() < 400, "a day costs {} bytes", text.len());
    assert_eq!(stored::read::<ProgressPoint>(&text), Some(point));
    assert_eq!(stored::read::<ProgressPoint>("{}"), None);
}

// CV-2, CV-7
#[test]
fn days_stand_latest_first_and_say_how_they_moved() {
    let mut assessment = empty();
    let now = |assessment: &_| ProgressPoint::of(&score(assessment));
    let first = now(&assessment);
    for id in ["SR-2", "SR-3"] {
        let _ = apply(&mut assessment, Command::SetVerdict(key(id).into(), Verdict::Pass));
    }
    let second = now(&assessment);
    let _ = apply(&mut assessment, Command::SetVerdict(key("SR-2").into(), Verdict::Fail));
    let third = now(&assessment);
    let all = point(&[("2026-11-01", first), ("2026-11-03", second), ("2026-11-09", third)]);
    let days = days_of(&all, PartId::P4_1);
    let of: Vec<_> = days.iter().map(|of| (of.day.as_str(), of.figures.passed, of.moved)).collect();
    assert_eq!(
        of,
        [("2026-11-09", 1, Some(-1)), ("2026-11-03", 2, Some(2)), ("2026-11-01", 0, None)]
    );
    assert!(days_of(&all, PartId::P3_3).is_empty(), "it was never selected");
}

#[test]
fn another_number_of_requirements_is_not_compared() {
    let mut assessment = empty();
    let mut points = Vec::new();
    for (on, kind) in [("2026-11-01", ComponentKind::Sar), ("2026-11-02", ComponentKind::Ndr)] {
        let selection = Selection {
            parts: vec![PartId::P4_2],
            component_kinds: vec![kind],
            component_target: [SecurityLevel::new(4); 7],
            ..support::selection()
        };
        let _ = apply(&mut assessment, Command::put(Record::Selection(selection)));
        points.push((on, ProgressPoint::of(&score(&assessment))));
    }
    let days = days_of(&point(&points), PartId::P4_2);
    assert_eq!(days.iter().map(|of| of.moved).collect::<Vec<_>>(), [None, None]);
    assert_ne!(days[0].figures.total, days[1].figures.total);
}
