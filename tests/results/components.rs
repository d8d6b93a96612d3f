//! Answers per component (CV-9): a transmitter with its app and a gateway.

use crate::support::{
    self, altered, apply, as_json, day, empty, evidence_id, later, procedure, put_records, record,
    redacted, written,
};
use exready::{
    assessment::{
        AnswerField, AnswerKey, AnswerSubject, Assessment, Bulk, Command, Component, ComponentId,
        Direction, History, Interface, InterfaceId, NoteField, NoteSubject, PointId, Record,
        RecordKey, Rejected, Selection, TextField, Verdict,
    },
    bundle::{self, Agreement, Incomparable},
    catalogue::{ComponentKind, PartId, RequirementKey},
    ex::AccessPath,
    results::{
        Check, Place, Severity, certificate, cra_results,
        gaps::{self, GapCause},
        score,
    },
};

const BOTH: &str = "CR 1.1";

fn row(id: &str) -> RequirementKey {
    RequirementKey::find(PartId::P4_2, id).unwrap()
}

fn id(name: &str) -> ComponentId {
    ComponentId::try_from(name.to_owned()).unwrap()
}

fn of(name: &str, requirement: &str) -> AnswerKey {
    let subject = AnswerSubject::Component(id(name));
    AnswerKey { requirement: row(requirement), subject }
}

fn component(name: &str, kind: ComponentKind) -> Record {
    let named =
        Component { kind: Some(kind), name: name.to_uppercase(), ..Component::new(id(name)) };
    Record::Component(id(name), Some(named))
}

/// A transmitter and its app are assessed to 4-2; nothing is answered.
fn two() -> Assessment {
    let mut assessment = altered(&empty(), |content| {
        content.selection = Selection {
            parts: vec![PartId::P4_2],
            component_kinds: vec![ComponentKind::Sar, ComponentKind::Edr],
            ..support::selection()
        };
    });
    let records = [("transmitter", ComponentKind::Edr), ("app", ComponentKind::Sar)];
    put_records(&mut assessment, records.map(|(name, kind)| component(name, kind)));
    assessment
}

fn judge(assessment: &mut Assessment, key: impl Into<AnswerKey>, verdict: Verdict) {
    apply(assessment, Command::SetVerdict(key.into(), verdict));
}

fn write(assessment: &mut Assessment, key: &AnswerKey, field: AnswerField, text: &str) {
    apply(assessment, Command::SetText(TextField::Answer(key.clone(), field), text.to_owned()));
}

fn excuse(assessment: &mut Assessment, key: &AnswerKey) {
    judge(assessment, key.clone(), Verdict::NotApplicable);
    write(assessment, key, AnswerField::Justification, "It has no such interface.");
}

fn verdict(assessment: &Assessment) -> Verdict {
    score(assessment).requirement(row(BOTH)).unwrap().verdict
}

/// The checks on a requirement, with the components that they name.
fn found(assessment: &Assessment, requirement: &str) -> Vec<(String, Check)> {
    let results = score(assessment);
    let name = |id: Option<&ComponentId>| id.map_or("whole".to_owned(), ToString::to_string);
    let found = results.findings_of(row(requirement));
    found.map(|finding| (name(finding.component), finding.check.clone())).collect()
}

fn has(found: &[(String, Check)], who: &str, check: &Check) -> bool {
    found.iter().any(|(of, raised)| of == who && raised == check)
}

// CV-9
#[test]
fn the_row_fails_if_one_fails_else_waits_for_one_else_does_not_apply_if_all_do_not_else_passes() {
    use Verdict::{Fail, NotApplicable, NotEvaluated, Pass};
    for (transmitter, app, expected) in [
        (Pass, Fail, Fail),
        (NotEvaluated, Fail, Fail),
        (NotApplicable, Fail, Fail),
        (Pass, NotEvaluated, NotEvaluated),
        (NotApplicable, NotEvaluated, NotEvaluated),
        (NotApplicable, NotApplicable, NotApplicable),
        (Pass, NotApplicable, Pass),
        (Pass, Pass, Pass),
    ] {
        let mut assessment = two();
        for (name, verdict) in [("transmitter", transmitter), ("app", app)] {
            let key = of(name, BOTH);
            match verdict {
                NotApplicable => excuse(&mut assessment, &key),
                verdict => judge(&mut assessment, key, verdict),
            }
        }
        assert_eq!(verdict(&assessment), expected, "{transmitter:?} and {app:?}");
    }
}

// CV-9
#[test]
fn one_answer_of_a_component_sets_that_for_the_whole_aside_and_clearing_the_last_brings_it_back() {
    let mut assessment = two();
    judge(&mut assessment, row(BOTH), Verdict::Pass);
    assert_eq!(verdict(&assessment), Verdict::Pass);
    judge(&mut assessment, of("app", BOTH), Verdict::Pass);
    assert_eq!(verdict(&assessment), Verdict::NotEvaluated, "the transmitter has no answer");
    assert_eq!(assessment.answers.verdict(row(BOTH)), Verdict::Pass, "it is kept");
    assert!(!assessment.subjects().counts(&row(BOTH).into()));
    let whole = found(&assessment, BOTH);
    assert!(whole.iter().all(|(who, _)| who == "app"), "nothing is asked of it: {whole:?}");
    judge(&mut assessment, of("app", BOTH), Verdict::NotEvaluated);
    assert_eq!(verdict(&assessment), Verdict::Pass);
    // What only links evidence is an answer too.
    let put =
        Command::PutEvidence(evidence_id("doc"), Box::new(procedure()), Some(of("app", BOTH)));
    apply(&mut assessment, put);
    assert_eq!(verdict(&assessment), Verdict::NotEvaluated);
}

// CV-9, CV-7
#[test]
fn an_answer_counts_where_its_component_is_in_scope_of_a_selected_type_that_the_row_has() {
    let mut assessment = two();
    judge(&mut assessment, row(BOTH), Verdict::Pass);
    judge(&mut assessment, of("app", BOTH), Verdict::Fail);
    let of_app = |change: &dyn Fn(&mut Component)| {
        let mut assessment = assessment.clone();
        let command = Command::change(&assessment, &id("app"), |one: &mut Component| change(one));
        apply(&mut assessment, command);
        assessment
    };
    assert_eq!(verdict(&assessment), Verdict::Fail);
    for other in [
        of_app(&|app| app.in_scope = false),
        of_app(&|app| app.kind = None),
        of_app(&|app| app.kind = Some(ComponentKind::Ndr)),
    ] {
        assert_eq!(verdict(&other), Verdict::Pass);
        assert_eq!(other.answers.all().count(), 2, "nothing is lost");
    }
    // A row of embedded devices is not answered for an app.
    judge(&mut assessment, row("EDR 2.4"), Verdict::Pass);
    judge(&mut assessment, of("app", "EDR 2.4"), Verdict::Fail);
    assert_eq!(score(&assessment).requirement(row("EDR 2.4")).unwrap().verdict, Verdict::Pass);
    let sm = support::key("SM-1");
    let subject = AnswerSubject::Component(id("app"));
    assert!(!assessment.subjects().counts(&AnswerKey { requirement: sm, subject }));
}

// CV-9, CV-2, SL-2
#[test]
fn each_component_has_its_figures_beside_those_of_the_whole() {
    let mut assessment = two();
    let part = PartId::P4_2.part();
    for key in part.keys() {
        judge(&mut assessment, key, Verdict::Pass);
    }
    judge(&mut assessment, of("transmitter", "CR 7.1"), Verdict::Pass);
    judge(&mut assessment, of("app", "CR 7.1"), Verdict::Fail);
    let results = score(&assessment);
    let part = results.part(PartId::P4_2).unwrap();
    let figures = |name: &str| part.component(&id(name)).unwrap();
    let (transmitter, app) = (figures("transmitter"), figures("app"));
    // CV-7: 83 and 73 rows, each with the 4 CCSCs.
    assert_eq!((transmitter.coverage.passed, transmitter.coverage.total), (87, 87));
    assert_eq!((app.coverage.passed, app.coverage.failed, app.coverage.total), (76, 1, 77));
    assert_eq!((part.coverage.passed, part.coverage.failed), (part.coverage.total - 1, 1));
    let levels = |one: &exready::results::Security| -> Vec<u8> {
        one.vector.iter().map(|level| level.capability.number()).collect()
    };
    assert_eq!(levels(&transmitter.security), [4; 7]);
    assert_eq!(levels(&app.security), [4, 4, 4, 4, 4, 4, 0]);
    assert_eq!(levels(part.security.as_ref().unwrap()), [4, 4, 4, 4, 4, 4, 0]);
    assert_eq!(app.security.vector[6].gap[0].0, row("CR 7.1"));
    // The preview writes them in the user's order.
    let lines = certificate::components(&assessment, part);
    let lines: Vec<(&str, &str, [u16; 4])> =
        lines.iter().map(|line| (line.name.as_str(), line.ratio.as_str(), line.counts)).collect();
    assert_eq!(
        lines,
        [("TRANSMITTER", "4-2 (87/87)", [87, 0, 87, 0]), ("APP", "4-2 (76/77)", [76, 0, 77, 1])]
    );
    // One component alone has those of the whole.
    apply(&mut assessment, Command::Remove(RecordKey::Component(id("app"))));
    assert!(score(&assessment).part(PartId::P4_2).unwrap().components.is_empty());
}

// CV-9, CV-5, CK-1, CK-3, CK-4
#[test]
fn what_is_raised_on_an_answer_names_its_component() {
    let mut assessment = two();
    let (transmitter, app) = (of("transmitter", BOTH), of("app", BOTH));
    judge(&mut assessment, transmitter.clone(), Verdict::Pass);
    judge(&mut assessment, app.clone(), Verdict::NotApplicable);
    let raised = found(&assessment, BOTH);
    assert!(has(&raised, "transmitter", &Check::PassedWithoutEvidence), "{raised:?}");
    assert!(has(&raised, "transmitter", &Check::PassedWithoutStatement));
    assert!(has(&raised, "app", &Check::NotApplicableUnjustified));
    let unnamed: Vec<_> = raised.iter().filter(|(who, _)| who == "whole").collect();
    assert!(unnamed.is_empty(), "{unnamed:?}");
    assert_eq!(score(&assessment).part(PartId::P4_2).unwrap().passed_without_evidence(), 1);

    judge(&mut assessment, app.clone(), Verdict::Fail);
    apply(&mut assessment, Command::SetDue(app.clone(), Some(day("2026-01-01"))));
    write(&mut assessment, &transmitter, AnswerField::Statement, "This is not yet done.");
    let item = record("", "2026-02-01");
    let put = Command::PutEvidence(evidence_id("doc"), Box::new(item), Some(transmitter.clone()));
    apply(&mut assessment, put);
    let raised = found(&assessment, BOTH);
    assert!(has(&raised, "transmitter", &Check::PassedOnNothing));
    assert!(has(&raised, "transmitter", &Check::StatementDenies));
    assert!(has(&raised, "app", &Check::Failed { at_target: true }));
    assert!(has(&raised, "app", &Check::FailedWithoutOwner));
    assert!(has(&raised, "app", &Check::Overdue { due: day("2026-01-01") }));
    // CK-2: the counts are those of the findings, and evidence is in use.
    let results = score(&assessment);
    let evidence = Place::Evidence { evidence: evidence_id("doc") };
    let at: Vec<&Check> = results
        .findings
        .iter()
        .filter(|finding| finding.place == evidence)
        .map(|finding| &finding.check)
        .collect();
    assert!(at.contains(&&Check::EvidenceUnreviewed) && !at.contains(&&Check::EvidenceUnlinked));
    let blocks = results.counts().count(Severity::Blocks);
    assert!(blocks >= 2 && results.counts_of(PartId::P4_2).count(Severity::Blocks) <= blocks);
}

// CV-9, CV-10, SL-1, CK-4
#[test]
fn checks_across_answers_look_at_each_component_by_itself() {
    let mut assessment = two();
    // The base does not apply to the app, and fails for the transmitter.
    excuse(&mut assessment, &of("app", BOTH));
    judge(&mut assessment, of("transmitter", BOTH), Verdict::Fail);
    let enhancement = "CR 1.1 RE 1";
    judge(&mut assessment, of("app", enhancement), Verdict::Pass);
    judge(&mut assessment, of("transmitter", enhancement), Verdict::Pass);
    let base = exready::results::Id(row(BOTH));
    let raised = found(&assessment, enhancement);
    assert!(has(&raised, "app", &Check::EnhancementOnNotApplicable { base }), "{raised:?}");
    assert!(has(&raised, "transmitter", &Check::EnhancementWithoutBase { base }));

    // Nothing passes in FR 5 for the app, and the transmitter passes.
    let fr_5: Vec<RequirementKey> = PartId::P4_2
        .part()
        .keys()
        .filter(|key| key.requirement().fr == 5 && key.requirement().from_level == 1)
        .collect();
    for key in fr_5 {
        excuse(&mut assessment, &of("app", key.id()));
        judge(&mut assessment, of("transmitter", key.id()), Verdict::Pass);
    }
    let results = score(&assessment);
    let nothing: Vec<_> = results
        .findings
        .iter()
        .filter(|finding| finding.check == Check::NothingPassed)
        .map(|finding| finding.component.as_ref())
        .collect();
    assert_eq!(nothing, [Some(&id("app"))]);

    // The USB port of the transmitter is none of the app.
    let port = InterfaceId::try_from("usb".to_owned()).unwrap();
    let usb = Interface {
        path: Some(AccessPath::RemovableMedia),
        from: Some(id("transmitter")),
        ..Interface::new(port.clone())
    };
    put_records(&mut assessment, [Record::Interface(port, Some(usb))]);
    judge(&mut assessment, of("transmitter", "CR 2.1"), Verdict::Pass);
    judge(&mut assessment, of("app", "CR 2.1"), Verdict::Pass);
    for name in ["transmitter", "app"] {
        write(
            &mut assessment,
            &of(name, "CR 2.1"),
            AnswerField::Statement,
            "There is no USB here.",
        );
    }
    let raised = found(&assessment, "CR 2.1");
    let denied = Check::InterfaceDenied { paths: vec![AccessPath::RemovableMedia] };
    assert!(has(&raised, "transmitter", &denied) && !has(&raised, "app", &denied), "{raised:?}");
    // One statement of two components is still of one requirement.
    let is_repeated =
        |(_, check): &(String, Check)| matches!(check, Check::StatementRepeated { .. });
    assert!(!raised.iter().any(is_repeated), "{raised:?}");
}

// CV-9, CV-4
#[test]
fn gaps_trials_bulk_answers_and_the_order_of_the_act_know_the_components() {
    let mut assessment = two();
    judge(&mut assessment, row(BOTH), Verdict::Pass);
    judge(&mut assessment, of("transmitter", BOTH), Verdict::Pass);
    judge(&mut assessment, of("app", BOTH), Verdict::NotApplicable);
    write(&mut assessment, &of("app", BOTH), AnswerField::Owner, "Ann");
    write(&mut assessment, &of("transmitter", BOTH), AnswerField::Owner, "Bob");
    let results = score(&assessment);
    let all = gaps::gaps(&assessment, &results);
    let gap = all.iter().find(|gap| gap.requirement == row(BOTH)).unwrap();
    assert_eq!((gap.cause, gap.owner().as_str()), (GapCause::NotAccepted, "Ann"));
    assert!(gap.effect.covers, "the transmitter passes: the row will");
    let then = gaps::what_if(&assessment, &results, &[row(BOTH)]);
    assert_eq!(then.requirement(row(BOTH)).unwrap().verdict, Verdict::Pass);
    let passed = |results: &exready::results::Results, name: &str| {
        let part = results.part(PartId::P4_2).unwrap();
        let coverage = &part.component(&id(name)).unwrap().coverage;
        (coverage.passed, coverage.not_applicable)
    };
    assert_eq!(passed(&then, "transmitter"), (1, 0));
    assert_eq!(passed(&then, "app"), (0, 1));

    let reason = "It has no such interface.".to_owned();
    let excuse = Bulk::NotApplicable { justification: reason, analysis: None };
    assert!(assessment.changed_by(&excuse, &[row(BOTH)]).is_empty(), "somebody has answered it");
    apply(&mut assessment, Command::Answer(vec![row(BOTH)], Bulk::Owner("Eve".to_owned())));
    let owner = |key: &AnswerKey| assessment.answers.answer(key).unwrap().owner.clone();
    assert_eq!([owner(&of("app", BOTH)), owner(&of("transmitter", BOTH))], ["Eve", "Eve"]);
    assert_eq!(owner(&row(BOTH).into()), "", "it counts no more");

    let item =
        Command::PutEvidence(evidence_id("doc"), Box::new(procedure()), Some(of("app", BOTH)));
    apply(&mut assessment, item);
    apply(&mut assessment, Command::Link(of("transmitter", BOTH), evidence_id("doc")));
    let rows = cra_results(&assessment, &score(&assessment));
    let helpers: Vec<_> =
        rows.iter().flat_map(|row| &row.helpers).filter(|helper| helper.key == row(BOTH)).collect();
    assert!(!helpers.is_empty() && helpers.iter().all(|helper| helper.evidence == 1));
}

// CV-9
#[test]
fn removing_a_component_sets_its_answers_aside_in_one_step_and_they_can_be_brought_back() {
    let mut assessment = two();
    let app = of("app", BOTH);
    judge(&mut assessment, of("transmitter", BOTH), Verdict::Pass);
    judge(&mut assessment, app.clone(), Verdict::Fail);
    write(&mut assessment, &app, AnswerField::Statement, "The app asks for no password.");
    for item in ["b", "a"] {
        let put = Command::PutEvidence(evidence_id(item), Box::new(procedure()), Some(app.clone()));
        apply(&mut assessment, put);
    }
    let point = PointId::try_from("in-writing".to_owned()).unwrap();
    apply(&mut assessment, Command::Tick(app.clone(), point, true));
    // A note may stand where nothing is answered yet.
    let noted =
        |key: &AnswerKey| TextField::Note(NoteSubject::Answer(key.clone()), NoteField::Text);
    let only_noted = of("app", "CR 1.2");
    for key in [&app, &only_noted] {
        apply(&mut assessment, Command::SetText(noted(key), format!("Ask about {key}.")));
    }
    let answer = assessment.answers.answer(&app).unwrap().clone();
    let before = assessment.clone();

    let mut history = History::default();
    let remove = Command::Remove(RecordKey::Component(id("app")));
    history.apply(&mut assessment, remove, &later()).unwrap();
    assert_eq!(assessment.answers.answer(&app), None);
    assert_eq!(verdict(&assessment), Verdict::Pass, "the transmitter alone is asked");
    let aside =
        assessment.set_aside.values().find(|aside| aside.requirement == BOTH).unwrap().clone();
    let aside_id = aside.id();
    assert_eq!(assessment.set_aside.len(), 2);
    assert!(assessment.notes.keys().all(|about| about.answer().is_none()), "they went along");
    assert_eq!(assessment.notes.len(), 2);
    assert_eq!((aside.subject.as_str(), aside.component.as_str()), ("component/app", "APP"));
    assert_eq!(aside.links.len(), 2);
    assert_eq!(bundle::open(&written(&assessment)).unwrap().assessment, assessment);
    history.step(Direction::Undo, &mut assessment, false, &later()).unwrap();
    assert_eq!(assessment, before);
    history.step(Direction::Redo, &mut assessment, false, &later()).unwrap();

    // For another component only where nothing is answered there.
    let to = |name: &str| Command::BringBack(aside_id.clone(), of(name, BOTH));
    assert_eq!(assessment.apply(to("transmitter"), &later()), Err(Rejected::NoWayBack));
    assert_eq!(assessment.apply(to("app"), &later()), Err(Rejected::NoWayBack), "it is gone");
    let elsewhere = Command::BringBack(aside_id.clone(), row("CR 1.2").into());
    assert_eq!(assessment.apply(elsewhere, &later()), Err(Rejected::NoWayBack));
    assert_eq!(assessment.ways_back(&aside), [], "beside the transmitter the whole counts nothing");
    let mut as_whole = assessment.clone();
    judge(&mut as_whole, of("transmitter", BOTH), Verdict::NotEvaluated);
    assert!(as_whole.ways_back(&aside).contains(&row(BOTH).into()));
    apply(&mut as_whole, Command::BringBack(aside_id.clone(), row(BOTH).into()));
    assert_eq!(as_whole.answers.get(row(BOTH)), Some(&answer));

    // For the same one where it is there again.
    put_records(&mut assessment, [component("app", ComponentKind::Sar)]);
    assert_eq!(assessment.ways_back(&aside)[0], app);
    history.apply(&mut assessment, to("app"), &later()).unwrap();
    assert_eq!(assessment.answers.answer(&app), Some(&answer));
    assert_eq!(assessment.text(&noted(&app)), Some(format!("Ask about {app}.").as_str()));
    assert_eq!(assessment.set_aside.len(), 1);
    assert_eq!(verdict(&assessment), Verdict::Fail);
    history.step(Direction::Undo, &mut assessment, false, &later()).unwrap();
    assert_eq!(assessment.set_aside.len(), 2);
    apply(&mut assessment, Command::Remove(RecordKey::SetAside(aside_id)));
    assert_eq!(assessment.notes.len(), 1, "a note goes with what it is about");
}

// CV-9
#[test]
fn results_follow_a_component_that_comes_goes_and_changes_its_type() {
    let mut assessment = two();
    judge(&mut assessment, row(BOTH), Verdict::Pass);
    let mut results = score(&assessment);
    let kind = |kind| {
        move |assessment: &Assessment| {
            Command::change(assessment, &id("app"), |one: &mut Component| one.kind = kind)
        }
    };
    let steps: [&dyn Fn(&Assessment) -> Command; 7] = [
        &|_| Command::SetVerdict(of("app", BOTH), Verdict::Fail),
        &kind(None),
        &kind(Some(ComponentKind::Edr)),
        &|assessment| {
            Command::change(assessment, &id("app"), |one: &mut Component| one.in_scope = false)
        },
        &|assessment| {
            Command::change(assessment, &id("app"), |one: &mut Component| one.in_scope = true)
        },
        &|_| Command::Remove(RecordKey::Component(id("app"))),
        &|_| Command::put(component("gateway", ComponentKind::Sar)),
    ];
    for step in steps {
        let command = step(&assessment);
        let change = apply(&mut assessment, command);
        results.follow(&assessment, &change);
        assert_eq!(results, score(&assessment));
    }
}

// CV-9
#[test]
fn a_bundle_states_the_figures_and_a_copy_leaves_a_component_out_with_its_rows() {
    let mut assessment = two();
    judge(&mut assessment, of("transmitter", BOTH), Verdict::Pass);
    judge(&mut assessment, of("app", BOTH), Verdict::Fail);
    let whole = as_json(&assessment);
    let results = &whole["results"];
    assert_eq!(results["components"]["4-2/app"]["failed"], 1);
    assert_eq!(results["components"]["4-2/transmitter"]["passed"], 1);
    assert_eq!(
        results["components"]["4-2/app"]["vector"],
        serde_json::json!([0, 0, 0, 0, 0, 0, 0])
    );
    let verdicts = results["component_verdicts"].as_object().unwrap();
    assert_eq!(verdicts.len(), 2, "only what is answered per component");
    assert_eq!(verdicts["4-2/CR 1.1/component/app"], "fail");
    assert!(results["findings"].get("answer/4-2/CR 1.1/component/app#failed").is_some());
    let opened = bundle::open(&written(&assessment)).unwrap();
    assert_eq!((opened.agreement, opened.assessment), (Agreement::Agree, assessment));

    let copy = redacted(whole, "answer/4-2/CR 1.1/component/app");
    let names: Vec<&str> = copy["redacted"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert!(names.contains(&"component_verdicts/4-2/CR 1.1/component/app"), "{names:?}");
    assert!(names.contains(&"findings/answer/4-2/CR 1.1/component/app#failed"));
    let opened = bundle::open(support::jcs::canonical(&copy).as_bytes()).unwrap();
    assert_eq!(opened.agreement, Agreement::NotComparable(Incomparable::Redacted));
}
