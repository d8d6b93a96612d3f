//! Undo and redo: runs of typing, and random commands taken back and done again.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{self, altered, begun, empty, evidence_id, key, later, procedure, put};
use exready::{
    assessment::{
        Answer, AnswerField, AnswerKey, ApplicantField, Assessment, Command, Difference, Direction,
        History, NoteField, NoteSubject, RecordKey, TestItemField, TextField, Undone, Verdict,
    },
    catalogue::{PartId, RequirementKey},
};
use proptest::{collection::vec, prelude::*};

/// What the assessment holds, apart from when it was changed.
fn content(assessment: &Assessment) -> Assessment {
    altered(assessment, |content| {
        content.modified = begun().utc;
        content.day = begun().day;
    })
}

fn statement(text: &str) -> Command {
    Command::SetText(TextField::Answer(key("SR-2").into(), AnswerField::Statement), text.to_owned())
}

/// How many steps it takes to undo these commands on an empty assessment.
fn steps(commands: impl IntoIterator<Item = Command>) -> usize {
    let (mut assessment, mut history) = (empty(), History::default());
    for command in commands {
        history.apply(&mut assessment, command, &later()).unwrap();
    }
    let steps =
        std::iter::from_fn(|| history.step(Direction::Undo, &mut assessment, false, &later()))
            .take(1_000)
            .count();
    assert_eq!(content(&assessment), content(&empty()));
    steps
}

/// Types a text letter by letter.
fn typed(text: &str) -> impl Iterator<Item = Command> {
    text.char_indices().map(|(at, letter)| statement(&text[..at + letter.len_utf8()]))
}

#[test]
fn letters_typed_into_one_field_are_one_step() {
    assert_eq!(steps(typed("Threats are modelled once for every release")), 1);
    assert_eq!(steps(typed("Since 2.4.1 the port 0.0.0.0:22 is closed")), 1, "no sentence ends");
}

#[test]
fn a_new_sentence_or_line_is_a_new_step() {
    assert_eq!(steps(typed("It is done. It is kept.")), 2);
    assert_eq!(steps(typed("One line\nanother line")), 2);
    assert_eq!(steps(typed("One. Two. Three. Four")), 4);
}

#[test]
fn typing_into_another_field_or_requirement_is_a_step_of_its_own() {
    let note = |text: &str| {
        Command::SetText(
            TextField::Note(NoteSubject::Answer(key("SR-2").into()), NoteField::Text),
            text.to_owned(),
        )
    };
    let other = Command::SetText(
        TextField::Answer(key("SR-3").into(), AnswerField::Statement),
        "a".to_owned(),
    );
    let name = Command::SetText(TextField::Applicant(ApplicantField::Name), "a".to_owned());
    let product = Command::SetText(TextField::TestItem(TestItemField::Name), "a".to_owned());
    assert_eq!(steps([statement("a"), note("a"), statement("ab"), note("ab")]), 4);
    assert_eq!(steps([statement("a"), other, name, product]), 4);
    assert_eq!(
        steps([
            statement("a"),
            Command::SetVerdict(key("SR-2").into(), Verdict::Pass),
            statement("ab")
        ]),
        3
    );
}

#[test]
fn settling_ends_a_run_of_typing() {
    let (mut assessment, mut history) = (empty(), History::default());
    history.apply(&mut assessment, statement("a"), &later()).unwrap();
    history.settle();
    history.apply(&mut assessment, statement("ab"), &later()).unwrap();
    history.step(Direction::Undo, &mut assessment, false, &later()).unwrap();
    assert_eq!(assessment.answers.get(key("SR-2")).unwrap().statement, "a");
}

#[test]
fn undoing_a_removal_brings_the_item_and_every_link_back() {
    let (mut assessment, mut history) = (empty(), History::default());
    put(&mut assessment, "doc", procedure(), "SR-2");
    put(&mut assessment, "doc", procedure(), "SM-1");
    let scoping = Command::SetScopingAnalysis(key("SUM-3").into(), Some(evidence_id("doc")));
    support::apply(&mut assessment, scoping);
    let before = content(&assessment);

    let remove = Command::Remove(RecordKey::Evidence(evidence_id("doc")));
    let removed = history.apply(&mut assessment, remove, &later()).unwrap();
    let undone = history.step(Direction::Undo, &mut assessment, false, &later()).unwrap();
    let Undone::Done(change) = undone else { panic!("{undone:?}") };
    assert_eq!(content(&assessment), before);
    assert_eq!(change.requirements, removed.requirements);
    let first = change.records().next();
    assert_eq!(first, Some(RecordKey::Evidence(evidence_id("doc"))), "stored before its links");

    history.step(Direction::Redo, &mut assessment, false, &later()).unwrap();
    assert!(assessment.evidence.is_empty() && assessment.linked_to(&evidence_id("doc")).is_empty());
}

#[test]
fn a_new_command_ends_what_could_be_redone_and_a_rejected_one_does_not() {
    let (mut assessment, mut history) = (empty(), History::default());
    assert!(!history.can_undo() && !history.can_redo());
    history.apply(&mut assessment, statement("a"), &later()).unwrap();
    history.step(Direction::Undo, &mut assessment, false, &later()).unwrap();
    assert!(history.can_redo() && !history.can_undo());

    let ghost = Command::Remove(RecordKey::Evidence(evidence_id("ghost")));
    history.apply(&mut assessment, ghost, &later()).unwrap_err();
    let nothing = Command::SetVerdict(key("SR-2").into(), Verdict::NotEvaluated);
    history.apply(&mut assessment, nothing, &later()).unwrap();
    assert!(history.can_redo(), "nothing was changed");

    history.apply(&mut assessment, statement("b"), &later()).unwrap();
    assert!(!history.can_redo());
    assert!(history.step(Direction::Redo, &mut assessment, false, &later()).is_none());
}

#[test]
fn only_so_many_steps_are_remembered_and_the_oldest_go_first() {
    let (mut assessment, mut history) = (empty(), History::default());
    for number in 0..600 {
        let verdict = if number % 2 == 0 { Verdict::Pass } else { Verdict::Fail };
        let command = Command::SetVerdict(key("SR-2").into(), verdict);
        history.apply(&mut assessment, command, &later()).unwrap();
    }
    let undone =
        std::iter::from_fn(|| history.step(Direction::Undo, &mut assessment, false, &later()))
            .count();
    assert_eq!(undone, 500);
    assert_eq!(assessment.answers.get(key("SR-2")).unwrap().verdict, Verdict::Fail);
}

/// Every record that either of the two assessments has.
fn records(one: &Assessment, other: &Assessment) -> BTreeSet<RecordKey> {
    one.keys().into_iter().chain(other.keys()).collect()
}

/// Every answer to a requirement, for the whole and for components.
fn given(assessment: &Assessment, key: RequirementKey) -> Vec<(&AnswerKey, &Answer)> {
    assessment.answers.all().filter(|(answer, _)| answer.requirement == key).collect()
}

/// The requirements whose answers, or an item they link, differ.
fn moved(before: &Assessment, after: &Assessment) -> Vec<RequirementKey> {
    let ids: BTreeSet<_> = before.evidence.keys().chain(after.evidence.keys()).collect();
    let linked_item_differs = |key: RequirementKey| {
        ids.iter().any(|id| {
            let links = |assessment: &Assessment| {
                given(assessment, key).iter().any(|(_, answer)| answer.links(id))
            };
            before.evidence.get(*id) != after.evidence.get(*id) && (links(before) || links(after))
        })
    };
    let differs = |key: &RequirementKey| {
        given(before, *key) != given(after, *key) || linked_item_differs(*key)
    };
    PartId::ALL.iter().flat_map(|part| part.part().keys()).filter(differs).collect()
}

proptest! {
    #![proptest_config(support::cases::config(400))]

    #[test]
    fn every_change_names_exactly_what_moved_and_a_rejection_moves_nothing(
        commands in vec(support::random::command(), 1..60),
    ) {
        let mut assessment = empty();
        for command in commands {
            let before = assessment.clone();
            let Ok(change) = assessment.apply(command, &later()) else {
                prop_assert_eq!(&assessment, &before);
                continue;
            };
            let differing: BTreeSet<RecordKey> = records(&before, &assessment)
                .into_iter()
                .filter(|key| before.record(key) != assessment.record(key))
                .collect();
            prop_assert_eq!(change.records().collect::<BTreeSet<_>>(), differing);
            prop_assert!(change.before.iter().all(|was| *was == before.record(&was.key())));
            prop_assert_eq!(&change.requirements, &moved(&before, &assessment));
            let dangling = assessment.answers.all().any(|(_, answer)| {
                let mut links = answer.linked().chain(&answer.scoping_analysis);
                links.any(|id| !assessment.evidence.contains_key(id))
            });
            prop_assert!(!dangling);
        }
    }

    #[test]
    fn undoing_everything_gives_the_beginning_and_redoing_everything_the_end(
        commands in vec(support::random::command(), 1..120),
    ) {
        let (mut assessment, mut history) = (empty(), History::default());
        for command in commands {
            let _ = history.apply(&mut assessment, command, &later());
        }
        let end = content(&assessment);
        while history.step(Direction::Undo, &mut assessment, false, &later()).is_some() {}
        prop_assert_eq!(content(&assessment), content(&empty()));
        while history.step(Direction::Redo, &mut assessment, false, &later()).is_some() {}
        prop_assert_eq!(content(&assessment), end);
    }

    #[test]
    fn what_is_kept_of_a_history_goes_on_as_the_history_itself(
        moves in vec((support::random::command(), 0..8_u8), 1..80),
    ) {
        let (mut assessment, mut history) = (empty(), History::default());
        let mut kept = BTreeMap::new();
        for (command, what) in moves {
            // Now and then a reload.
            match what {
                0 => history = History::read(&kept),
                1 | 2 => drop(history.step(Direction::Undo, &mut assessment, false, &later())),
                3 => drop(history.step(Direction::Redo, &mut assessment, false, &later())),
                4 => history.forget(Direction::Undo),
                5 => history.forget(Direction::Redo),
                _ => drop(history.apply(&mut assessment, command, &later())),
            }
            for (number, text) in history.take_moved() {
                match text {
                    Some(text) => drop(kept.insert(number, text)),
                    None => drop(kept.remove(&number)),
                }
            }
            let mut again = History::read(&kept);
            prop_assert!(!again.has_moved(), "it was read");
            prop_assert_eq!(
                (again.can_undo(), again.can_redo()),
                (history.can_undo(), history.can_redo())
            );
            again.keep_all();
            let texts: BTreeMap<_, _> =
                again.take_moved().into_iter().filter_map(|(at, text)| Some((at, text?))).collect();
            prop_assert_eq!(&texts, &kept);
        }
    }

    #[test]
    fn returning_to_an_earlier_state_gives_all_of_it_and_can_be_undone(
        before in vec(support::random::command(), 0..40),
        since in vec(support::random::command(), 0..40),
    ) {
        let (mut assessment, mut history) = (empty(), History::default());
        let mut apply = |assessment: &mut Assessment, commands| {
            for command in commands {
                let _ = history.apply(assessment, command, &later());
            }
        };
        apply(&mut assessment, before);
        let then = assessment.clone();
        apply(&mut assessment, since);
        let now = assessment.clone();
        let difference = Difference::between(&then, &now);
        let is_same = records(&then, &now).iter().all(|key| then.record(key) == now.record(key));
        prop_assert_eq!(difference.is_empty(), is_same);
        let mut history = History::default();
        history.apply(&mut assessment, Command::Return(Box::new(then.content())), &later()).unwrap();
        prop_assert_eq!(content(&assessment), content(&then));
        prop_assert!(Difference::between(&then, &assessment).is_empty());
        if !is_same {
            history.step(Direction::Undo, &mut assessment, false, &later()).unwrap();
        }
        prop_assert_eq!(content(&assessment), content(&now));
    }
}
