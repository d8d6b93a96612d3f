//! Gaps, the next level and the trial of closing them: each says what it brings,
//! and scoring decides whether that is true.

use std::collections::BTreeSet;

use crate::support::{self, apply, day, empty, evidence_id, key, procedure, put, record};
use exready::{
    assessment::{
        AnswerField, Assessment, Command, MaturityLevel, Record, SecurityLevel, Selection,
        Standing, TextField, Verdict,
    },
    catalogue::{ComponentKind, PartId, RequirementKey},
    results::{
        Results,
        gaps::{self, Gap, GapCause, Holder, NextLevel, figures, next_levels, what_if},
        score,
    },
    words,
};
use proptest::prelude::*;

fn judge(assessment: &mut Assessment, id: &str, verdict: Verdict) {
    apply(assessment, Command::SetVerdict(key(id).into(), verdict));
}

fn of(assessment: &Assessment) -> Vec<Gap> {
    gaps::gaps(assessment, &score(assessment))
}

fn on<'a>(gaps: &'a [Gap], id: &str) -> &'a Gap {
    gaps.iter().find(|gap| gap.requirement == key(id)).unwrap()
}

/// The level that holds: the floor of a practice, or SL-C of an FR.
fn level(results: &Results, part: PartId, holder: Holder) -> u8 {
    let of = results.part(part).unwrap();
    match holder {
        Holder::Group(index) => {
            let floor = of.groups[index].maturity.unwrap().supported;
            floor.map_or(0, exready::results::LevelReached::number)
        }
        Holder::Fr(fr) => {
            let vector = &of.security.as_ref().unwrap().vector;
            vector.iter().find(|of| of.fr == fr).unwrap().capability.number()
        }
    }
}

fn holder(key: RequirementKey) -> Holder {
    let row = key.requirement();
    match key.part() {
        PartId::P2_4 | PartId::P4_1 => Holder::Group(usize::from(row.group)),
        PartId::P3_3 | PartId::P4_2 => Holder::Fr(row.fr),
    }
}

// CV-5, CV-6, ML-1, CV-8
#[test]
fn a_gap_is_what_fails_is_not_evaluated_not_accepted_or_below_what_is_wanted() {
    let mut assessment = empty();
    judge(&mut assessment, "SR-1", Verdict::Fail);
    judge(&mut assessment, "SR-2", Verdict::NotApplicable);
    judge(&mut assessment, "SR-3", Verdict::Pass);
    judge(&mut assessment, "SR-4", Verdict::Pass);
    apply(&mut assessment, Command::SetClaimed(key("SR-4").into(), Some(MaturityLevel::Managed)));
    let all = of(&assessment);
    assert_eq!(on(&all, "SR-1").cause, GapCause::Failed);
    assert_eq!(on(&all, "SR-2").cause, GapCause::NotAccepted);
    assert_eq!(on(&all, "SR-4").cause, GapCause::BelowWanted);
    assert_eq!(on(&all, "SR-4").missing.len(), 2, "a record and a procedure");
    assert_eq!(on(&all, "SR-5").cause, GapCause::NotEvaluated);
    assert!(all.iter().all(|gap| gap.requirement != key("SR-3")), "nothing is wanted of it");
    assert_eq!(all.len(), 46);
    // What waits for an answer and lifts nothing comes after what is claimed.
    let causes: Vec<GapCause> = all.iter().take(4).map(|gap| gap.cause).collect();
    assert!(!causes[..3].contains(&GapCause::NotEvaluated), "{causes:?}");
    assert_eq!(causes[2..], [GapCause::BelowWanted, GapCause::NotEvaluated]);
    // With a level aimed at, the evidence of SR-3 is a gap too.
    let lifecycle_maturity = Some(MaturityLevel::Initial);
    let selection = Selection { lifecycle_maturity, ..assessment.selection.clone() };
    apply(&mut assessment, Command::put(Record::Selection(selection)));
    assert_eq!(on(&of(&assessment), "SR-3").cause, GapCause::BelowWanted);
}

// CV-8
#[test]
fn the_second_ratio_counts_what_reaches_the_level_aimed_at() {
    let mut assessment = empty();
    for id in ["SR-1", "SR-2", "SR-3"] {
        judge(&mut assessment, id, Verdict::Pass);
    }
    put(&mut assessment, "a", record("X 1", "2026-03-01"), "SR-1");
    put(&mut assessment, "b", procedure(), "SR-1");
    put(&mut assessment, "a2", record("X 1", "2026-03-01"), "SR-2");
    let results = score(&assessment);
    let maturity = results.part(PartId::P4_1).unwrap().groups[1].maturity.unwrap();
    let reaching = |level: MaturityLevel| maturity.reaching(level.into());
    assert_eq!(MaturityLevel::ALL.map(reaching), [2, 1, 0, 0]);
    assert_eq!(results.part(PartId::P4_1).unwrap().coverage.passed, 3, "the first ratio stays");
}

// ML-3, ML-1
#[test]
fn the_next_level_of_a_practice_names_each_missing_fact() {
    let mut assessment = empty();
    for id in ["DM-1", "DM-2", "DM-3"] {
        judge(&mut assessment, id, Verdict::Pass);
        put(&mut assessment, &id.to_lowercase(), record("X 1", "2026-03-01"), id);
    }
    put(&mut assessment, "p", procedure(), "DM-1");
    let next = next_levels(&score(&assessment));
    assert_eq!(next.len(), 1);
    assert_eq!(next[0].text(), "2 more criteria would raise DM from ML 1 to ML 2");
    let rows: Vec<&str> = next[0].rows.iter().map(|(key, _)| key.id()).collect();
    assert_eq!(rows, ["DM-2", "DM-3"]);

    // A procedure alone: the record it lacks lifts it by two levels.
    put(&mut assessment, "p", procedure(), "DM-2");
    put(&mut assessment, "p", procedure(), "DM-3");
    apply(&mut assessment, Command::Unlink(key("DM-1").into(), evidence_id("dm-1")));
    let next = next_levels(&score(&assessment));
    assert_eq!(next[0].text(), "1 more criterion would raise DM from below ML 1 to ML 2");
}

// SL-1
#[test]
fn the_last_requirement_below_a_level_lifts_it_alone_and_comes_first() {
    let mut assessment = empty();
    let selection = Selection {
        parts: vec![PartId::P3_3],
        system_target: [SecurityLevel::new(2); 7],
        ..support::selection()
    };
    apply(&mut assessment, Command::put(Record::Selection(selection)));
    // FR 4 has SR 4.1 to 4.3 from level 1 on, but for SR 4.1 RE(1) and SR 4.2 of level 2.
    let rows: Vec<RequirementKey> = PartId::P3_3.part().keys().collect();
    let fr_4 = |level: u8| {
        let rows = rows.iter().copied();
        rows.filter(move |key| key.requirement().fr == 4 && key.requirement().from_level == level)
    };
    let (mut first, level_2) = (fr_4(1), fr_4(2).count());
    let last = first.next().unwrap();
    for key in first {
        apply(&mut assessment, Command::SetVerdict(key.into(), Verdict::Pass));
    }
    let lifting = |assessment: &Assessment| {
        let next = next_levels(&score(assessment));
        let fr = next.into_iter().find(|next| next.holder == Holder::Fr(4)).unwrap();
        (fr.from, fr.to, fr.rows.iter().map(|(key, _)| *key).collect::<Vec<_>>())
    };
    assert_eq!(lifting(&assessment), (0, 1, vec![last]));
    let mut lifted = assessment.clone();
    apply(&mut lifted, Command::SetVerdict(last.into(), Verdict::Pass));
    assert_eq!(lifting(&lifted), (1, 2, fr_4(2).collect()));
    let all = of(&assessment);
    assert_eq!(all[0].requirement, last);
    assert_eq!((all[0].effect.together, all[0].effect.from, all[0].effect.to), (1, 0, 1));
    assert_eq!(all[0].effect.text(last), "On its own raises FR 4 from SL 0 to SL 1 (target SL 2)");
    let after = what_if(&assessment, &score(&assessment), &[last]);
    assert_eq!(level(&after, PartId::P3_3, Holder::Fr(4)), 1);
    let shown = figures(&score(&assessment), &after);
    let of = |name: &str| shown.iter().find(|of| of.name.contains(name)).unwrap();
    assert_eq!(of("SL-C").now, "0 0 0 0 0 0 0");
    assert_eq!(of("SL-C").then, "0 0 0 1 0 0 0");
    assert_eq!(
        of("FR-4").then,
        format!("FR-4 ({}/6)", 6 - level_2 - fr_4(3).count() - fr_4(4).count())
    );
}

// RFC 4180
#[test]
fn the_list_as_a_file_keeps_every_text_in_its_cell_and_runs_none_as_a_formula() {
    let mut assessment = empty();
    let owner = "=HYPERLINK(\"http://x\"), \"Ann\"\n";
    apply(
        &mut assessment,
        Command::SetText(
            TextField::Answer(key("SR-1").into(), AnswerField::Owner),
            owner.to_owned(),
        ),
    );
    apply(&mut assessment, Command::SetDue(key("SR-1").into(), Some(day("2026-12-24"))));
    let gaps: Vec<Gap> =
        of(&assessment).into_iter().filter(|gap| gap.requirement == key("SR-1")).collect();
    let csv = gaps::csv(&gaps);
    let (head, line) = csv.split_once("\r\n").unwrap();
    assert!(head.starts_with("\u{feff}Part,Requirement,Title,Group,Verdict,Effect,Missing,Owner,"));
    assert!(line.starts_with("4-1,SR-1,"));
    let end = ",\"'=HYPERLINK(\"\"http://x\"\"), \"\"Ann\"\"\n\",2026-12-24\r\n";
    assert!(line.ends_with(end), "{line:?}");
    for start in ["+1", "-1", "@a", "\tx", "\rx", " =1", "\u{feff}=1"] {
        apply(
            &mut assessment,
            Command::SetText(
                TextField::Answer(key("SR-1").into(), AnswerField::Owner),
                start.to_owned(),
            ),
        );
        assert!(gaps::csv(&of(&assessment)).contains(&["'", start].concat()), "{start:?}");
    }
    let two = Command::SetText(
        TextField::Answer(key("SR-1").into(), AnswerField::Owner),
        "x;=1+1;".to_owned(),
    );
    apply(&mut assessment, two);
    assert!(gaps::csv(&of(&assessment)).contains(",\"x;=1+1;\","));
}

#[test]
fn a_trial_moves_only_the_figures_that_it_is_about() {
    let mut assessment = empty();
    let selection = Selection {
        parts: PartId::ALL.to_vec(),
        component_kinds: vec![ComponentKind::Edr],
        ..support::selection()
    };
    apply(&mut assessment, Command::put(Record::Selection(selection)));
    let results = score(&assessment);
    let after = what_if(&assessment, &results, &[key("SR-1")]);
    for part in [PartId::P2_4, PartId::P3_3, PartId::P4_2] {
        assert_eq!(results.part(part), after.part(part));
    }
    assert_eq!(after.part(PartId::P4_1).unwrap().groups[1].coverage.passed, 1);
    assert_eq!(score(&assessment), results, "no answer was touched");
    let shown = figures(&results, &after);
    let floor = shown.iter().find(|of| of.name == words::gaps::floor_of("4-1")).unwrap();
    assert_eq!((floor.now.as_str(), floor.then.as_str()), (words::app::dash(), "ML 1"));
}

// CV-5
#[test]
fn closing_what_lacks_a_justification_lets_it_count_as_not_applicable() {
    let mut assessment = empty();
    apply(&mut assessment, Command::SetVerdict(key("SR-1").into(), Verdict::NotApplicable));
    apply(&mut assessment, Command::SetVerdict(key("SM-5").into(), Verdict::NotApplicable));
    let results = score(&assessment);
    let closed = |key| what_if(&assessment, &results, &[key]).requirement(key).unwrap().verdict;
    assert_eq!(closed(key("SR-1")), Verdict::NotApplicable);
    assert_eq!(closed(key("SR-2")), Verdict::Pass, "nobody has answered it");
    assert_eq!(closed(key("SM-5")), Verdict::Pass, "it cannot be not applicable (CV-6)");
}

proptest! {
    #![proptest_config(support::cases::config(250))]

    #[test]
    fn what_if_nothing_were_closed_is_what_is(assessment in support::random::assessment()) {
        let results = score(&assessment);
        prop_assert_eq!(&what_if(&assessment, &results, &[]), &results);
    }

    // CV, ML-1, ML-3, SL-1, SL-3
    #[test]
    fn closing_every_gap_leaves_none_and_reaches_the_target(
        assessment in support::random::assessment(),
    ) {
        let results = score(&assessment);
        let all: Vec<RequirementKey> =
            gaps::gaps(&assessment, &results).iter().map(|gap| gap.requirement).collect();
        let after = what_if(&assessment, &results, &all);
        prop_assert_eq!(gaps::gaps(&assessment, &after), vec![]);
        for part in &after.parts {
            let (looked_at, in_scope) = part.looked_at();
            prop_assert_eq!(looked_at, in_scope);
            let Some(security) = &part.security else { continue };
            for of in &security.vector {
                let rows = || {
                    part.requirements.iter().filter(|row| {
                        let requirement = row.requirement.0.requirement();
                        requirement.fr == of.fr && row.standing != Standing::OtherKind
                    })
                };
                // What a profile excludes holds SL-C all the same.
                let excluded = rows().any(|row| row.standing == Standing::Excluded);
                if !excluded && rows().next().is_some() {
                    prop_assert!(of.capability >= of.target);
                }
            }
        }
    }

    // ML-3, SL-1
    #[test]
    fn what_the_next_level_names_lifts_it(assessment in support::random::assessment()) {
        let results = score(&assessment);
        for NextLevel { part, holder, from, to, rows } in next_levels(&results) {
            prop_assert_eq!(level(&results, part, holder), from);
            let keys: Vec<RequirementKey> = rows.iter().map(|(key, _)| *key).collect();
            let after = what_if(&assessment, &results, &keys);
            prop_assert!(to > from && level(&after, part, holder) >= to);
        }
    }

    // ML-3, SL-1, CV-2
    #[test]
    fn every_gap_brings_what_it_says(assessment in support::random::assessment()) {
        let results = score(&assessment);
        let all = gaps::gaps(&assessment, &results);
        let mut seen = BTreeSet::new();
        for gap in &all {
            prop_assert!(seen.insert(gap.requirement));
        }
        // The first of the list, and some of the others.
        for gap in all.iter().take(6).chain(all.iter().step_by(41)) {
            let after = what_if(&assessment, &results, &[gap.requirement]);
            let part = gap.requirement.part();
            let passed = |of: &Results| of.part(part).unwrap().coverage.passed;
            prop_assert_eq!(passed(&after) - passed(&results), u16::from(gap.effect.covers));
            let excused = |of: &Results| of.part(part).unwrap().coverage.not_applicable;
            prop_assert_eq!(excused(&after) - excused(&results), u16::from(gap.effect.excuses));
            let of = holder(gap.requirement);
            match gap.effect.together {
                0 => {}
                1 => {
                    prop_assert_eq!(level(&results, part, of), gap.effect.from);
                    prop_assert_eq!(level(&after, part, of), gap.effect.to);
                    prop_assert!(gap.effect.to > gap.effect.from);
                }
                _ => {
                    prop_assert_eq!(level(&after, part, of), gap.effect.from);
                    let held: Vec<RequirementKey> = all
                        .iter()
                        .filter(|other| other.effect.together > 0)
                        .map(|other| other.requirement)
                        .filter(|key| key.part() == part && holder(*key) == of)
                        .collect();
                    let together = what_if(&assessment, &results, &held);
                    // Rows outside the scope hold a level too, and are no gaps.
                    if held.len() == usize::from(gap.effect.together) {
                        prop_assert_eq!(level(&together, part, of), gap.effect.to);
                    }
                }
            }
        }
    }
}
