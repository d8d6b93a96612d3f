//! The worked example: complete, sound, and uneven as real assessments are.

use std::collections::BTreeSet;

use crate::support::{assessment_id, begun, key, sample, written};
use exready::{
    assessment::{EvidenceItem, Verdict},
    bundle,
    catalogue::PartId,
    results::{Check, DocumentFinding, PartResults, score},
};

fn results() -> PartResults {
    score(&sample()).part(PartId::P4_1).unwrap().clone()
}

fn findings(wanted: fn(&Check) -> bool) -> Vec<&'static str> {
    let found = results().findings;
    found.iter().filter(|finding| wanted(&finding.check)).map(|f| f.requirement.0.id()).collect()
}

#[test]
fn the_sample_begins_when_and_as_what_it_is_told() {
    let sample = sample();
    assert_eq!(sample.id, assessment_id());
    assert_eq!((&sample.created, &sample.modified), (&begun().utc, &begun().utc));
    assert_eq!(sample.day, begun().day);
}

#[test]
fn every_requirement_of_4_1_has_an_entry() {
    let answered: Vec<_> = sample().answers.iter().map(|(key, _)| key).collect();
    assert_eq!(answered, PartId::P4_1.part().keys().collect::<Vec<_>>());
}

#[test]
fn every_link_leads_to_an_item_and_every_item_is_linked() {
    let sample = sample();
    let mut linked = BTreeSet::new();
    for (key, answer) in sample.answers.iter() {
        for id in answer.linked().chain(&answer.scoping_analysis) {
            assert!(sample.evidence.contains_key(id), "{key} links {id}");
            linked.insert(id);
        }
    }
    assert_eq!(linked, sample.evidence.keys().collect());
}

#[test]
fn the_sample_keeps_every_limit_of_a_bundle() {
    assert_eq!(bundle::open(&written(&sample())).unwrap().assessment, sample());
}

#[test]
fn applicant_and_test_item_are_filled_in_and_the_marking_is_ex() {
    let sample = sample();
    let (applicant, test_item) = (&sample.applicant, &sample.test_item);
    for text in [&applicant.name, &applicant.contact, &test_item.name, &test_item.firmware_version]
    {
        assert!(!text.trim().is_empty());
    }
    assert!(test_item.marking.contains("Ex"), "{}", test_item.marking);
}

#[test]
fn every_answer_that_passes_says_how() {
    for (key, answer) in sample().answers.iter() {
        if answer.verdict == Verdict::Pass {
            assert!(answer.statement.len() > 30, "{key}: {}", answer.statement);
        }
    }
}

// CV-2
#[test]
fn the_practice_of_requirements_shows_the_ratio_of_the_workshop() {
    let results = results();
    assert_eq!(results.groups[1].coverage.ratio(results.groups[1].group), "SR (4/5)");
}

// CV-4
#[test]
fn the_results_are_uneven_and_every_verdict_occurs() {
    let results = results();
    let coverage = &results.coverage;
    assert!(coverage.passed > 0 && coverage.failed > 0 && coverage.not_applicable > 0);
    assert!(usize::from(coverage.failed) < coverage.not_evaluated_list.len());
    let shares: BTreeSet<u16> = results
        .groups
        .iter()
        .map(|group| group.coverage.passed * 100 / group.coverage.total)
        .collect();
    assert!(shares.len() >= 4, "{shares:?}");
}

// ML
#[test]
fn each_level_of_maturity_is_supported_somewhere() {
    let distribution = results().maturity.unwrap().supported_distribution;
    assert!(distribution[1..].iter().all(|count| *count > 0), "{distribution:?}");
}

// ML-1
#[test]
fn some_claims_are_above_their_evidence_and_some_are_not() {
    let above = findings(|check| matches!(check, Check::ClaimAboveSupport { .. }));
    let claims = sample().answers.iter().filter(|(_, answer)| answer.claimed.is_some()).count();
    assert!(above.len() >= 2 && above.len() < claims / 2, "{above:?} of {claims}");
}

// CV-5, CV-6
#[test]
fn sum_3_is_flagged_because_its_not_applicable_rests_on_nothing() {
    assert_eq!(findings(|check| *check == Check::NotApplicableUnjustified), ["SUM-3"]);
    assert_eq!(findings(|check| *check == Check::NotApplicableWithoutAnalysis), ["SUM-3"]);
    let counted = score(&sample()).requirement(key("SUM-3")).unwrap().verdict;
    assert_eq!(counted, Verdict::NotEvaluated);
    let counted = score(&sample()).requirement(key("SM-10")).unwrap().verdict;
    assert_eq!(counted, Verdict::NotApplicable, "SM-10 has what it needs");
}

// ML-2, ML-4
#[test]
fn the_sample_shows_every_other_check_at_work_too() {
    assert!(!findings(|check| *check == Check::DocumentedNotPerformed).is_empty());
    let is_incomplete =
        |finding: &DocumentFinding| matches!(finding.check, Check::RecordIncomplete { .. });
    assert!(score(&sample()).findings.iter().any(is_incomplete));
}

#[test]
fn no_two_evidence_items_bear_one_title() {
    let sample = sample();
    let titles: BTreeSet<&str> =
        sample.evidence.values().map(|EvidenceItem { title, .. }| title.as_str()).collect();
    assert_eq!(titles.len(), sample.evidence.len());
}

// CV-4
#[test]
fn some_of_its_requirements_are_still_to_be_looked_at() {
    let results = score(&sample());
    let (looked_at, total) = results.looked_at();
    assert_eq!((looked_at, total, results.unanswered()), (40, 47, 6));
}
