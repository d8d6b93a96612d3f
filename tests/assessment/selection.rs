//! What is in scope: parts, component types, target levels, profiles; and one
//! answer for many requirements.

use std::collections::BTreeSet;

use crate::support::{self, PROFILES, apply, day, empty, evidence_id, later, record, shipped};
use exready::{
    assessment::{
        Assessment, Bulk, Certificate, CertificateId, CertificateType, Command, Component,
        ComponentId, EmbeddedKind, ItemKind, MapPart, Moment, NoteField, NoteSubject, Profile,
        Record, RecordKey, Rejected, Role, Scope, SecurityLevel, Selection, Standing, TextField,
        Verdict,
    },
    bundle::{
        self,
        formats::profile::{self, ProfileRefusal},
    },
    catalogue::{ComponentKind, PartId, RequirementKey},
    ex::{AccessPath, Technique},
    results::score,
    route,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn row(part: PartId, id: &str) -> RequirementKey {
    RequirementKey::find(part, id).unwrap()
}

fn select(assessment: &mut Assessment, change: impl FnOnce(&mut Selection)) {
    let mut selection = assessment.selection.clone();
    change(&mut selection);
    apply(assessment, Command::put(Record::Selection(selection)));
}

/// Everything selected, with the same target for each foundational requirement.
fn all_parts(kinds: &[ComponentKind], level: u8) -> Assessment {
    let mut assessment = empty();
    select(&mut assessment, |selection| {
        selection.parts = PartId::ALL.to_vec();
        selection.component_kinds = kinds.to_vec();
        selection.system_target = [SecurityLevel::new(level); 7];
        selection.component_target = [SecurityLevel::new(level); 7];
    });
    assessment
}

fn in_scope(assessment: &Assessment, part: PartId) -> usize {
    let standings = assessment.standings(part);
    standings.into_iter().filter(|standing| *standing == Standing::InScope).count()
}

#[test]
fn a_new_assessment_is_of_4_1_as_every_one_was_before_parts_could_be_selected() {
    let assessment = empty();
    assert_eq!(assessment.selection.parts, [PartId::P4_1]);
    let parts: Vec<PartId> = score(&assessment).parts.iter().map(|part| part.part).collect();
    assert_eq!(parts, [PartId::P4_1]);
    assert_eq!(in_scope(&assessment, PartId::P4_1), 47);
}

// SL-3: the counts of 3-3 at SL 1 to 4, and none at 0.
#[test]
fn the_target_selects_the_requirements_of_3_3() {
    for (level, expected) in [(0, 0), (1, 37), (2, 60), (3, 90), (4, 100)] {
        assert_eq!(in_scope(&all_parts(&[], level), PartId::P3_3), expected, "SL {level}");
    }
    let mut assessment = all_parts(&[], 1);
    select(&mut assessment, |selection| selection.system_target[1] = SecurityLevel::new(4));
    let standings = assessment.standings(PartId::P3_3);
    let group = PartId::P3_3.part().group("FR-2").unwrap();
    assert!(standings[group.rows()].iter().all(|standing| *standing == Standing::InScope));
    let results = score(&assessment);
    let coverage = &results.part(PartId::P3_3).unwrap().groups[1].coverage;
    assert_eq!((coverage.in_scope, coverage.total), (24, 24));
}

// CV-7, SL-3: rows that apply, with the four constraints; and those at each level.
#[test]
fn component_types_and_target_select_the_requirements_of_4_2() {
    use ComponentKind::{Edr, Hdr, Ndr, Sar};
    for (kinds, total, by_level) in [
        (&[][..], 0, [0, 0, 0, 0]),
        (&[Sar][..], 73, [34, 53, 67, 73]),
        (&[Edr], 83, [36, 61, 77, 83]),
        (&[Hdr], 84, [36, 62, 78, 84]),
        (&[Ndr], 92, [40, 67, 86, 92]),
        (&[Sar, Edr], 86, [38, 64, 80, 86]),
        (&ComponentKind::ALL, 122, [50, 93, 116, 122]),
    ] {
        let constraints = if kinds.is_empty() { 0 } else { 4 };
        for (level, expected) in (1..=4).zip(by_level) {
            let assessment = all_parts(kinds, level);
            let counted = in_scope(&assessment, PartId::P4_2);
            assert_eq!(counted, expected + constraints, "{kinds:?} at SL {level}");
            let results = score(&assessment);
            let coverage = &results.part(PartId::P4_2).unwrap().coverage;
            assert_eq!(usize::from(coverage.total), total + constraints, "{kinds:?}");
            assert_eq!(usize::from(coverage.in_scope), counted);
        }
    }
}

#[test]
fn a_row_of_another_component_type_counts_nowhere_even_if_it_is_answered() {
    let mut assessment = all_parts(&[ComponentKind::Edr], 4);
    for id in ["NDR 5.2", "EDR 3.2", "CR 1.1"] {
        apply(&mut assessment, Command::SetVerdict(row(PartId::P4_2, id).into(), Verdict::Pass));
    }
    let results = score(&assessment);
    let part = results.part(PartId::P4_2).unwrap();
    assert_eq!((part.coverage.passed, part.coverage.total), (2, 87));
    let ndr = part.groups.iter().find(|group| group.group == "NDR").unwrap();
    assert_eq!((ndr.coverage.passed, ndr.coverage.total), (0, 0));
}

proptest! {
    #![proptest_config(support::cases::config(200))]

    #[test]
    fn selecting_and_deselecting_touches_no_answer(
        assessment in support::random::assessment(),
        selections in proptest::collection::vec(support::random::selection(), 1..6),
    ) {
        let mut moved = assessment.clone();
        let now = Moment { utc: assessment.modified.clone(), day: assessment.day.clone() };
        for selection in selections {
            let put = Command::put(Record::Selection(selection));
            moved.apply(put, &now).unwrap();
        }
        prop_assert_eq!(&moved.answers, &assessment.answers);
        let put = Command::put(Record::Selection(assessment.selection.clone()));
        moved.apply(put, &now).unwrap();
        prop_assert_eq!(score(&moved), score(&assessment));
    }
}

/// Lets a profile act.
fn acts(profile: &Profile) -> Command {
    Command::put(Record::Profile(profile.id.clone(), Some(profile.clone())))
}

// PR-2
#[test]
fn the_shipped_profiles_are_whole_drafts_that_say_what_they_are_for() {
    let mut techniques = BTreeSet::new();
    let digest =
        |index: usize| exready::digest::sha256_hex(&serde_json::to_vec(&shipped(index)).unwrap());
    assert_eq!([0, 1, 2, 3].map(digest), profile::SHIPPED.map(|(_, digest)| digest.to_owned()));
    for file in PROFILES {
        let read = profile::read(file.as_bytes()).unwrap();
        assert_eq!(read.flaws, []);
        let profile = read.profile;
        assert!(profile::is_shipped(&profile));
        let other = Profile { publisher: "Another".to_owned(), ..profile.clone() };
        assert!(!profile::is_shipped(&other));
        assert_eq!(profile.status, exready::assessment::ProfileStatus::Draft, "{}", profile.id);
        assert!(profile.context.chars().count() > 300, "{}", profile.id);
        techniques.extend(profile.techniques.iter().map(|technique| format!("{technique:?}")));
        let parts: Vec<PartId> = profile.parts.iter().map(|of| of.part).collect();
        assert_eq!(parts, [PartId::P3_3, PartId::P4_2], "{}", profile.id);
        for of in &profile.parts {
            assert!(of.requirements.len() >= 30 && of.exclusions.len() >= 3, "{}", profile.id);
            let reasons = of.requirements.iter().filter(|row| !row.reason.is_empty()).count();
            assert!(reasons >= 8, "{}: {reasons}", profile.id);
            for row in &of.exclusions {
                assert!(row.justification.chars().count() >= 40, "{}", row.id.0);
            }
        }
        // It is written as it was read.
        let again = serde_json::to_vec(&profile).unwrap();
        assert_eq!(profile::read(&again).unwrap().profile, profile);
    }
    assert_eq!(techniques.len(), 4);
}

// PR-1
#[test]
fn a_profile_selects_above_the_target_and_excludes_and_leaves_no_trace_when_it_goes() {
    let before = all_parts(&[ComponentKind::Edr], 1);
    let mut assessment = before.clone();
    let profile = shipped(0);
    let effect = assessment.effect_of(&profile);
    apply(&mut assessment, acts(&profile));

    for part in PartId::ALL {
        let standings = assessment.standings(part);
        for (key, was) in part.part().keys().zip(before.standings(part)) {
            let now = standings[key.row()];
            let announced = effect.iter().find(|(changed, _)| *changed == key);
            assert_eq!(announced.map(|(_, now)| *now), (was != now).then_some(now), "{key}");
        }
    }
    let said = profile.parts.iter().find(|of| of.part == PartId::P4_2).unwrap();
    let standings = assessment.standings(PartId::P4_2);
    for selected in &said.requirements {
        let standing = standings[selected.id.0.row()];
        assert!(matches!(standing, Standing::InScope | Standing::OtherKind), "{}", selected.id.0);
    }
    for excluded in &said.exclusions {
        assert_ne!(standings[excluded.id.0.row()], Standing::InScope, "{}", excluded.id.0);
    }
    assert!(effect.iter().any(|(_, now)| *now == Standing::InScope));
    assert!(effect.iter().any(|(_, now)| *now == Standing::Excluded));

    apply(&mut assessment, Command::Remove(RecordKey::Profile(profile.id)));
    assert_eq!(score(&assessment), score(&before));
    assert!(assessment.profiles.is_empty());
}

#[test]
fn what_one_profile_selects_no_other_one_excludes() {
    let mut assessment = all_parts(&[ComponentKind::Edr], 1);
    let profiles: Vec<_> = (0..4).map(shipped).collect();
    let selected: BTreeSet<RequirementKey> = profiles
        .iter()
        .flat_map(|profile| &profile.parts)
        .flat_map(|of| of.requirements.iter().map(|row| row.id.0))
        .collect();
    for profile in &profiles {
        apply(&mut assessment, acts(profile));
    }
    for key in selected {
        assert_ne!(assessment.standings(key.part())[key.row()], Standing::Excluded, "{key}");
    }
}

/// A small profile, changed.
fn altered(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut file = json!({
        "format": "exready.profile", "version": "1.3.0", "id": "x", "title": "X",
        "status": "published", "publisher": "A body", "date": "2026-01-31",
        "context": "A device on a bench.",
        "parts": [{
            "part": "3-3", "edition": "2013",
            "requirements": [{ "id": "SR 1.1", "level": 1 }, { "id": "SR 1.1 RE 1", "level": 3 }],
            "exclusions": [{ "id": "SR 1.6", "justification": "It has no radio." }],
        }],
    });
    change(&mut file);
    serde_json::to_vec(&file).unwrap()
}

/// What is said of a profile that acts in part, and how many rows are left.
fn flaws(change: impl FnOnce(&mut Value)) -> (Vec<String>, usize) {
    let read = profile::read(&altered(change)).unwrap();
    let rows = read.profile.parts.iter().map(|of| of.requirements.len() + of.exclusions.len());
    (read.flaws.iter().map(ToString::to_string).collect(), rows.sum())
}

#[test]
fn a_profile_that_adds_or_changes_acts_in_part_and_says_so() {
    assert_eq!(flaws(|_| ()), (vec![], 3));
    /// A change to the file, what is said of it, and how many rows are left.
    type Case = (fn(&mut Value), &'static str, usize);
    let cases: [Case; 9] = [
        (|file| file["parts"][0]["requirements"][0]["id"] = json!("SR 9.9"), "SR 9.9", 1),
        (|file| file["parts"][0]["requirements"][1]["level"] = json!(1), "SL 1", 2),
        (|file| file["parts"][0]["requirements"][0]["level"] = json!(5), "SL 5", 1),
        (|file| file["parts"][0]["requirements"][0]["title"] = json!("Other"), "title", 1),
        (|file| file["parts"][0]["exclusions"][0]["id"] = json!("SR 1.1"), "more than once", 2),
        (
            |file| file["parts"][0]["exclusions"][0]["justification"] = json!(" "),
            "without a reason",
            2,
        ),
        (|file| file["parts"][0]["edition"] = json!("2031"), "2031", 3),
        (
            |file| {
                file["parts"]
                    .as_array_mut()
                    .unwrap()
                    .push(json!({ "part": "9-9", "edition": "1" }));
            },
            "9-9",
            3,
        ),
        (
            |file| file["parts"][0]["requirements"][1]["reason"] = json!("long ".repeat(300)),
            "1000",
            2,
        ),
    ];
    for (change, said, left) in cases {
        let (flaws, rows) = flaws(change);
        assert!(flaws.iter().any(|flaw| flaw.contains(said)), "{said}: {flaws:?}");
        assert_eq!(rows, left, "{said}: {flaws:?}");
    }
    // Without its base an enhancement goes too, and both are told.
    let (flaws, rows) = flaws(|file| file["parts"][0]["requirements"][0]["id"] = json!("SR 9.9"));
    assert!(
        flaws.len() == 2 && flaws[1].contains("without its base requirement SR 1.1"),
        "{flaws:?}"
    );
    assert_eq!(rows, 1);
}

#[test]
fn what_is_no_profile_is_refused_with_the_reason() {
    let refused = |bytes: &[u8]| profile::read(bytes).unwrap_err().to_string();
    assert!(refused(b"").contains("empty"));
    assert!(refused(b"{").contains("incomplete: it ends in the middle, at line 1"));
    assert!(refused(b"{\"format\":\"x\"}").contains("`x`"));
    for version in ["2.0.0", "1", "1.0.0-draft", ""] {
        let refusal = profile::read(&altered(|file| file["version"] = json!(version))).unwrap_err();
        assert!(matches!(&refusal, ProfileRefusal::OtherVersion(other) if other == version));
        assert!(refusal.to_string().contains(version), "{refusal}");
    }
    assert!(refused(&altered(|file| file["title"] = json!(""))).contains("title"));
    assert!(refused(&altered(|file| file["status"] = json!("law"))).contains("status"));
    assert!(
        refused(&altered(|file| file["context"] = json!("x".repeat(5_000)))).contains("context")
    );
    assert!(refused(&altered(|file| file["parts"] = json!([]))).contains("nothing"));
    let unknown = altered(|file| {
        file["parts"][0]["requirements"] = json!([{ "id": "SR 9.9", "level": 1 }]);
        file["parts"][0]["exclusions"] = json!([]);
    });
    assert!(refused(&unknown).contains("SR 9.9"));
    let large = vec![b' '; profile::SIZE_MAX as usize + 1];
    let refusal = profile::read(&large).unwrap_err();
    assert!(matches!(refusal, ProfileRefusal::TooLarge(2_000_001)));
    assert!(refusal.to_string().contains("2.1 MB, and a profile is at most 2 MB"), "{refusal}");
}

#[test]
fn profiles_of_one_id_or_too_many_are_refused() {
    let mut assessment = empty();
    apply(&mut assessment, acts(&shipped(0)));
    let before = assessment.clone();
    assert_eq!(assessment.apply(acts(&shipped(0)), &later()), Err(Rejected::SameProfile));
    let many = (0..9).map(|number| {
        let mut profile = shipped(0);
        profile.id = number.to_string();
        profile
    });
    let many = many.map(|profile| Record::Profile(profile.id.clone(), Some(profile)));
    let many = Command::Put(many.collect());
    assert_eq!(assessment.apply(many, &later()), Err(Rejected::TooManyItems(8)));
    assert_eq!(assessment, before);
}

#[test]
fn a_bundle_whose_profile_adds_a_requirement_does_not_open() {
    let mut assessment = all_parts(&[ComponentKind::Edr], 2);
    apply(&mut assessment, acts(&shipped(0)));
    let mut file = support::as_json(&assessment);
    assert_eq!(bundle::open(&support::sealed(file.clone())).unwrap().assessment, assessment);
    file["assessment"]["records"][format!("profile/{}", shipped(0).id)]["parts"][0]["requirements"]
        [0]["id"] = json!("SR 9.9");
    let refusal = bundle::open(&support::sealed(file)).unwrap_err().to_string();
    assert!(
        refusal.contains("profile/pressurization.parts[0]") && refusal.contains("SR 9.9"),
        "{refusal}"
    );
}

// CV-5, CV-6
#[test]
fn a_bulk_answer_reaches_only_what_nobody_has_answered_and_is_one_step() {
    let mut assessment = all_parts(&[ComponentKind::Edr], 4);
    let keys: Vec<RequirementKey> =
        ["SR 1.6", "SR 1.6 RE 1", "SR 2.2"].map(|id| row(PartId::P3_3, id)).to_vec();
    apply(&mut assessment, Command::SetVerdict(keys[1].into(), Verdict::Fail));
    let before = assessment.clone();
    let justification = "There is no radio.".to_owned();
    let bulk = Bulk::NotApplicable { justification: justification.clone(), analysis: None };
    assert_eq!(assessment.changed_by(&bulk, &keys), [keys[0], keys[2]]);
    let change = assessment.apply(Command::Answer(keys.clone(), bulk), &later()).unwrap();
    assert_eq!(change.requirements, [keys[0], keys[2]]);
    let answer = assessment.answers.get(keys[0]).unwrap();
    assert_eq!((answer.verdict, &answer.justification), (Verdict::NotApplicable, &justification));
    assert_eq!(assessment.answers.verdict(keys[1]), Verdict::Fail);
    let counted = score(&assessment).part(PartId::P3_3).unwrap().coverage.not_applicable;
    assert_eq!(counted, 2, "3-3 asks for no SM-5 analysis");

    apply(&mut assessment, Command::Answer(keys.clone(), Bulk::Reopen));
    assert_eq!(assessment.answers.verdict(keys[0]), Verdict::NotEvaluated);
    assert_eq!(assessment.answers.get(keys[0]).unwrap().justification, justification);
    assert_eq!(assessment.answers.verdict(keys[1]), before.answers.verdict(keys[1]));

    apply(&mut assessment, Command::Answer(keys.clone(), Bulk::Owner("Ann".to_owned())));
    assert!(keys.iter().all(|key| assessment.answers.get(*key).unwrap().owner == "Ann"));
}

#[test]
fn a_bulk_answer_without_a_reason_or_with_a_lost_analysis_is_refused() {
    let mut assessment = empty();
    let keys = vec![support::key("SI-1"), support::key("SI-2")];
    let bulk = |justification: &str, analysis: Option<&str>| {
        let justification = justification.to_owned();
        Bulk::NotApplicable { justification, analysis: analysis.map(evidence_id) }
    };
    let mut put = |bulk| assessment.apply(Command::Answer(keys.clone(), bulk), &later());
    assert_eq!(put(bulk(" \n", None)), Err(Rejected::NoJustification));
    assert_eq!(put(bulk(&"x".repeat(20_001), None)), Err(Rejected::TooLong(20_000)));
    assert_eq!(put(bulk("No code.", Some("ghost"))), Err(Rejected::NoSuchEvidence));
    let too_long = Bulk::Owner("x".repeat(301));
    assert_eq!(put(too_long), Err(Rejected::TooLong(300)));

    let item = Command::PutEvidence(evidence_id("a"), Box::new(record("X 1", "2026-03-01")), None);
    apply(&mut assessment, item);
    apply(&mut assessment, Command::Answer(keys.clone(), bulk("No code.", Some("a"))));
    assert_eq!(score(&assessment).part(PartId::P4_1).unwrap().coverage.not_applicable, 2);
}

#[test]
fn the_fields_of_an_answer_outside_the_scope_stay_and_are_not_checked() {
    let mut assessment = all_parts(&[ComponentKind::Edr], 1);
    let key = row(PartId::P3_3, "SR 1.1 RE 3");
    apply(&mut assessment, Command::SetVerdict(key.into(), Verdict::NotApplicable));
    let typed = Command::SetText(
        TextField::Note(NoteSubject::Answer(key.into()), NoteField::Text),
        "Later.".to_owned(),
    );
    apply(&mut assessment, typed);
    let findings = |assessment: &Assessment| {
        score(assessment).part(PartId::P3_3).map_or(0, |part| part.findings.len())
    };
    assert_eq!(findings(&assessment), 0);
    select(&mut assessment, |selection| selection.system_target[0] = SecurityLevel::new(4));
    assert_eq!(findings(&assessment), 1);
    select(&mut assessment, |selection| selection.parts.clear());
    assert_eq!(findings(&assessment), 0);
    assert_eq!(assessment.notes[&NoteSubject::Answer(key.into())].text, "Later.");
}

// What an attacker tried, and what the schema says no to.
#[test]
fn a_bundle_whose_profile_no_file_could_be_does_not_open() {
    let mut assessment = all_parts(&[ComponentKind::Edr], 2);
    apply(&mut assessment, acts(&shipped(0)));
    let file = support::as_json(&assessment);
    let changes: [fn(&mut Value); 7] = [
        |profile| profile["parts"] = json!([]),
        |profile| profile["parts"][0] = profile["parts"][1].clone(),
        |profile| profile["title"] = json!(" "),
        |profile| profile["format"] = json!("nonsense"),
        |profile| profile["version"] = json!("99.0.0"),
        |profile| profile["context"] = json!(""),
        |profile| profile["techniques"] = json!(["pressurization", "pressurization"]),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let mut file = file.clone();
        change(&mut file["assessment"]["records"][format!("profile/{}", shipped(0).id)]);
        assert!(bundle::open(&support::sealed(file)).is_err(), "{number}");
    }
}

#[test]
fn a_list_of_a_fixed_length_holds_no_more_and_no_overlong_edition_opens() {
    let mut file = support::as_json(&all_parts(&[ComponentKind::Edr], 2));
    file["assessment"]["records"]["selection"]["system_target"] = json!([1, 1, 1, 1, 1, 1, 1, 4]);
    let refusal = bundle::open(&support::sealed(file)).unwrap_err().to_string();
    assert!(refusal.contains("system_target") && refusal.contains("invalid length 8"), "{refusal}");

    let mut file = support::as_json(&support::sample());
    file["assessment"]["records"]["answer/4-1/SR-2/whole"]["asked_again"] = json!("x".repeat(301));
    let refusal = bundle::open(&support::sealed(file)).unwrap_err().to_string();
    assert!(refusal.contains("SR-2/whole.asked_again"), "{refusal}");
}

#[test]
fn an_enhancement_goes_with_the_base_that_a_profile_excludes() {
    let mut assessment = all_parts(&[], 4);
    let file = altered(|file| {
        file["parts"][0]["requirements"] = json!([]);
        file["parts"][0]["exclusions"] =
            json!([{ "id": "SR 1.1", "justification": "Nobody is there." }]);
    });
    let profile = profile::read(&file).unwrap().profile;
    apply(&mut assessment, acts(&profile));
    let excluded = assessment.standings(PartId::P3_3);
    let excluded = excluded.iter().filter(|standing| **standing == Standing::Excluded).count();
    assert_eq!(excluded, 4);
    // SL 4 asks for all four: the level cannot be claimed on this basis (SL-1).
    let results = score(&assessment);
    let findings = &results.part(PartId::P3_3).unwrap().findings;
    assert_eq!(findings.len(), 4);
    assert!(findings.iter().all(|finding| finding.rule == "SL-1"));
}

#[test]
fn what_a_profile_says_of_whole_parts_is_told_before_all_else() {
    let file = altered(|file| {
        let rows: Vec<Value> =
            (0..300).map(|number| json!({ "id": format!("X {number}"), "level": 1 })).collect();
        let first = json!({ "part": "4-1", "edition": "2018", "requirements": rows });
        let second = file["parts"][0].clone();
        file["parts"][0]["edition"] = json!("2099");
        file["parts"].as_array_mut().unwrap().insert(0, first);
        file["parts"].as_array_mut().unwrap().push(second);
    });
    let read = profile::read(&file).unwrap();
    assert_eq!((read.flaws.len(), read.count), (200, 302));
    assert!(read.flaws[0].to_string().contains("2099"));
    let second = read.flaws[1].to_string();
    assert!(second.contains("two sections"), "{second}");
    assert_eq!(read.profile.parts[0].edition, "2099", "what it is written for is kept");
    let mut assessment = empty();
    apply(&mut assessment, acts(&read.profile));
    let again = bundle::open(&support::written(&assessment)).unwrap();
    assert_eq!(again.assessment, assessment);
}

// RT-10
#[test]
fn the_route_proposes_the_parts_of_the_applicant_alone() {
    let provider = Scope {
        role: Some(Role::ServiceProvider),
        item: Some(ItemKind::System),
        not_protected: true,
        ..Scope::default()
    };
    let mut assessment = empty();
    apply(&mut assessment, Command::put(Record::Scope(provider)));
    let proposal = route::proposal(&assessment, &score(&assessment).decision).unwrap();
    assert_eq!(proposal.parts, [PartId::P2_4], "3-3 is asked of its suppliers");
    // Once it is taken over, nothing more is proposed.
    let taken = support::altered(&assessment, |content| content.selection = proposal.clone());
    assert_eq!(route::proposal(&taken, &score(&taken).decision), None);
}

// RT-10
#[test]
fn where_no_part_follows_the_route_proposes_to_take_none_away() {
    let assessment = all_parts(&[], 2);
    assert_eq!(route::proposal(&assessment, &score(&assessment).decision), None);
}

// RT-4
#[test]
fn the_route_proposes_no_part_to_which_a_certificate_is_held() {
    let mut assessment = empty();
    select(&mut assessment, |selection| selection.parts.clear());
    let scope = Scope {
        role: Some(Role::ProductSupplier),
        item: Some(ItemKind::Component),
        embedded: Some(EmbeddedKind::GasDetector),
        techniques: vec![Technique::Pressurization],
        access: Some(vec![AccessPath::WiredNetwork]),
        ..Scope::default()
    };
    apply(&mut assessment, Command::put(Record::Scope(scope)));
    // CV-7: an embedded device is of that type unless its components say otherwise.
    let kinds = |assessment: &Assessment| {
        route::proposal(assessment, &score(assessment).decision).unwrap().component_kinds
    };
    assert_eq!(kinds(&assessment), [ComponentKind::Edr]);
    let plain = support::altered(&assessment, |content| {
        content.scope.embedded = Some(EmbeddedKind::NotEmbedded);
    });
    assert_eq!(kinds(&plain), []);
    let host = support::altered(&assessment, |content| {
        let id = ComponentId::try_from("host".to_owned()).unwrap();
        let kind = Some(ComponentKind::Hdr);
        content.components = vec![Component { kind, in_scope: true, ..Component::new(id) }];
    });
    assert_eq!(kinds(&host), [ComponentKind::Hdr]);
    let mut proposed = |last: Option<&str>, body: &str| {
        let certificate = Certificate {
            part: Some(MapPart::P4_1),
            number: "N 1".to_owned(),
            body: body.to_owned(),
            valid_until: last.map(day),
            date: Some(day("2025-01-01")),
            edition: "2018".to_owned(),
            r#type: Some(CertificateType::ProductApplication),
            test_item: "X 1".to_owned(),
            ..Certificate::new(CertificateId::try_from("held".to_owned()).unwrap())
        };
        apply(
            &mut assessment,
            Command::put(Record::Certificate(certificate.id.clone(), Some(certificate))),
        );
        route::proposal(&assessment, &score(&assessment).decision).unwrap().parts
    };
    assert_eq!(proposed(None, "NCB"), [PartId::P2_4, PartId::P4_2]);
    assert_eq!(proposed(Some("2026-11-24"), "NCB"), [PartId::P2_4, PartId::P4_2]);
    assert_eq!(
        proposed(Some("2026-11-23"), "NCB"),
        [PartId::P2_4, PartId::P4_1, PartId::P4_2],
        "it is over"
    );
    assert_eq!(
        proposed(None, ""),
        [PartId::P2_4, PartId::P4_1, PartId::P4_2],
        "it does not say whose it is"
    );
}

// SL-1, SL-2, SL-3
#[test]
fn the_capability_of_a_foundational_requirement_is_the_level_all_of_whose_rows_pass() {
    let mut assessment = all_parts(&[], 2);
    let levels = |assessment: &Assessment| {
        let results = score(assessment);
        let security = results.part(PartId::P3_3).unwrap().security.clone().unwrap();
        let vector: Vec<u8> = security.vector.iter().map(|of| of.capability.number()).collect();
        (vector, security.lowest.number(), security.vector[5].gap.len())
    };
    // FR 6 has three rows: SR 6.1 from SL 1, SR 6.1 RE 1 from SL 3, SR 6.2 from SL 2.
    assert_eq!(levels(&assessment), (vec![0; 7], 0, 2));
    apply(&mut assessment, Command::SetVerdict(row(PartId::P3_3, "SR 6.1").into(), Verdict::Pass));
    assert_eq!(levels(&assessment).0[5], 1);
    assert_eq!(levels(&assessment).2, 1);
    let excuse = Bulk::NotApplicable { justification: "Watched by others.".into(), analysis: None };
    let keys = vec![row(PartId::P3_3, "SR 6.2")];
    apply(&mut assessment, Command::Answer(keys.clone(), excuse));
    assert_eq!(
        (levels(&assessment).0[5], levels(&assessment).2),
        (2, 0),
        "a justified row lowers nothing"
    );
    apply(
        &mut assessment,
        Command::SetVerdict(row(PartId::P3_3, "SR 6.1 RE 1").into(), Verdict::Pass),
    );
    assert_eq!(levels(&assessment).0[5], 4);
    assert_eq!(levels(&assessment).1, 0, "the lowest of the vector");
    apply(&mut assessment, Command::SetVerdict(keys[0].into(), Verdict::Fail));
    assert_eq!(levels(&assessment).0[5], 1);
}
