//! The checks of one requirement.

use super::{
    Check, Finding,
    wording::{denies, is_too_short},
};
use crate::{
    assessment::{Answer, AskedAgain, Date, Verdict},
    catalogue::{Levels, RequirementKey},
    results::figures::{RequirementResults, is_justified, is_process_scoping, needs_analysis},
    text::is_blank,
};

/// Runs all checks on one requirement and adds what they find. `older` are the
/// days of the last record and of the first version of the procedure, where the
/// record is the older one; `at_target` says whether a target needs the
/// requirement (CK-1).
pub(in crate::results) fn check(
    key: RequirementKey,
    answer: &Answer,
    results: &RequirementResults,
    older: Option<(&Date, &Date)>,
    at_target: bool,
    findings: &mut Vec<Finding>,
) {
    let mut add = |check: Check| findings.push(Finding::of(key, check));
    match &answer.asked_again {
        Some(AskedAgain::Edition(edition)) => add(Check::AskedAgain { edition: edition.clone() }),
        Some(AskedAgain::Version(version)) => add(Check::FromVersion { version: version.clone() }),
        None => {}
    }
    if answer.verdict == Verdict::NotApplicable {
        if is_process_scoping(key) {
            add(Check::ProcessScopingNotApplicable);
        } else {
            if !is_justified(answer) {
                add(Check::NotApplicableUnjustified);
            }
            if needs_analysis(key) && answer.scoping_analysis.is_none() {
                add(Check::NotApplicableWithoutAnalysis);
            }
        }
        return;
    }
    let has_maturity = key.part().part().levels == Levels::Maturity;
    if results.claimed > results.supported {
        add(Check::ClaimAboveSupport {
            claimed: results.claimed,
            supported: results.supported,
            missing: results.facts.missing_for(results.claimed),
        });
    }
    if has_maturity && results.facts.documented && !results.facts.performed {
        add(Check::DocumentedNotPerformed);
    }
    if let Some((record, procedure)) = older.filter(|_| has_maturity) {
        let (record, procedure) = (record.clone(), procedure.clone());
        add(Check::RecordsBeforeProcedure { record, procedure });
    }
    match answer.verdict {
        Verdict::Pass => {
            if answer.evidence.is_empty() {
                add(Check::PassedWithoutEvidence);
            } else if results.facts.is_nothing() {
                add(Check::PassedOnNothing);
            }
            if is_blank(&answer.statement) {
                add(Check::PassedWithoutStatement);
            } else if denies(&answer.statement) {
                add(Check::StatementDenies);
            } else if is_too_short(&answer.statement) {
                add(Check::StatementShort);
            }
        }
        Verdict::Fail => {
            add(if needs_analysis(key) {
                Check::FailedOfAll { at_target }
            } else {
                Check::Failed { at_target }
            });
            if is_blank(&answer.owner) {
                add(Check::FailedWithoutOwner);
            }
        }
        Verdict::NotApplicable | Verdict::NotEvaluated => {}
    }
}
