//! The checks: what an assessor would stop at, as values with a stable code.
//! Their wording is in `locales/`.

use serde::Serialize;

use super::{Id, LevelReached, Missing, RecordGap, RequirementResults, coverage};
use crate::{
    assessment::{Answer, Assessment, EvidenceId, Shown, Verdict},
    catalogue::{Levels, RequirementKey},
    words,
};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Changes a number of the certificate.
    Major,
    /// An assessor would ask.
    Minor,
    /// Good to know.
    Hint,
}

/// What a check found. The code is the `check` of the serialized form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(tag = "check", rename_all = "kebab-case")]
pub enum Check {
    /// "Not applicable" without a justification counts as not evaluated (CV-5).
    NotApplicableUnjustified,
    /// "Not applicable" without the SM-5 analysis counts as not evaluated (CV-6).
    NotApplicableWithoutAnalysis,
    /// SM-5 itself cannot be "not applicable" (CV-6).
    ProcessScopingNotApplicable,
    /// The requirement has changed since the edition the answer was given for.
    AskedAgain {
        /// The edition.
        edition: String,
    },
    /// A profile excludes what the target level, or the part as a whole, asks
    /// for: the level cannot be claimed on this basis (SL-1).
    ExcludedAtTarget,
    /// The claim is above what the evidence supports (ML-1).
    ClaimAboveSupport {
        /// The claimed level.
        claimed: LevelReached,
        /// The supported level.
        supported: LevelReached,
        /// What the claim still needs.
        missing: Vec<Missing>,
    },
    /// Documented but without a record: below level 2 for the workshop, level 2
    /// for the standard (ML-2).
    DocumentedNotPerformed,
    /// An item brought forward as a record does not count (ML-4).
    RecordIncomplete {
        /// The item.
        evidence: EvidenceId,
        /// What it lacks.
        lacks: Vec<RecordGap>,
    },
}

impl Check {
    /// The rule behind it.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::NotApplicableUnjustified | Self::AskedAgain { .. } => "CV-5",
            Self::NotApplicableWithoutAnalysis | Self::ProcessScopingNotApplicable => "CV-6",
            Self::ExcludedAtTarget => "SL-1",
            Self::ClaimAboveSupport { .. } => "ML-1",
            Self::DocumentedNotPerformed => "ML-2",
            Self::RecordIncomplete { .. } => "ML-4",
        }
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::NotApplicableUnjustified
            | Self::AskedAgain { .. }
            | Self::ExcludedAtTarget
            | Self::NotApplicableWithoutAnalysis
            | Self::ProcessScopingNotApplicable
            | Self::ClaimAboveSupport { .. } => Severity::Major,
            Self::RecordIncomplete { .. } => Severity::Minor,
            Self::DocumentedNotPerformed => Severity::Hint,
        }
    }

    /// What it says to the user, and what to do.
    #[must_use]
    pub fn text(&self, assessment: &Assessment) -> String {
        use words::check as say;
        match self {
            Self::NotApplicableUnjustified => say::not_applicable_unjustified().to_owned(),
            Self::NotApplicableWithoutAnalysis => say::not_applicable_without_analysis().to_owned(),
            Self::ProcessScopingNotApplicable => say::process_scoping_not_applicable().to_owned(),
            Self::ExcludedAtTarget => say::excluded_at_target().to_owned(),
            Self::AskedAgain { edition } => say::asked_again(edition),
            Self::ClaimAboveSupport { claimed, supported, missing } => {
                let missing: Vec<&str> = missing.iter().map(|missing| missing.text()).collect();
                say::claim_above_support(
                    &claimed.number().to_string(),
                    supported.text(),
                    &missing.join(words::list::separator()),
                )
            }
            Self::DocumentedNotPerformed => say::documented_not_performed().to_owned(),
            Self::RecordIncomplete { evidence, lacks } => {
                let title =
                    assessment.evidence.get(evidence).map_or("", |item| item.title.as_str());
                let lacks: Vec<&str> = lacks.iter().map(|gap| gap.text()).collect();
                say::record_incomplete(title, &lacks.join(words::list::separator()))
            }
        }
    }
}

impl LevelReached {
    /// The level in words: `ML 2`, or that none is reached.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self.number() {
            0 => words::level::none(),
            1 => words::level::ml1(),
            2 => words::level::ml2(),
            3 => words::level::ml3(),
            _ => words::level::ml4(),
        }
    }
}

impl Missing {
    /// What is missing, as a noun phrase.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Record => words::missing::record(),
            Self::Procedure => words::missing::procedure(),
            Self::SecondRecord => words::missing::second_record(),
            Self::Revision => words::missing::revision(),
        }
    }
}

impl RecordGap {
    /// What is missing, as a noun phrase.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Date => words::record_gap::date(),
            Self::ProductVersion => words::record_gap::product_version(),
            Self::Author => words::record_gap::author(),
            Self::DocumentVersion => words::record_gap::document_version(),
        }
    }
}

/// A finding: a check that did not hold for a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Finding {
    /// The requirement it is about.
    pub requirement: Id,
    /// How much it weighs.
    pub severity: Severity,
    /// The id of the rule behind it.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
    pub rule: &'static str,
    /// What was found.
    #[serde(flatten)]
    pub check: Check,
}

impl Finding {
    pub(super) fn of(key: RequirementKey, check: Check) -> Self {
        Self { requirement: Id(key), severity: check.severity(), rule: check.rule(), check }
    }
}

/// Runs all checks on one requirement and adds what they find.
pub(super) fn check(
    assessment: &Assessment,
    key: RequirementKey,
    answer: &Answer,
    results: &RequirementResults,
    findings: &mut Vec<Finding>,
) {
    let mut add = |check: Check| findings.push(Finding::of(key, check));
    if let Some(edition) = &answer.asked_again {
        add(Check::AskedAgain { edition: edition.clone() });
    }
    if answer.verdict == Verdict::NotApplicable {
        if coverage::is_process_scoping(key) {
            add(Check::ProcessScopingNotApplicable);
        } else {
            if !coverage::is_justified(answer) {
                add(Check::NotApplicableUnjustified);
            }
            if coverage::needs_analysis(key) && answer.scoping_analysis.is_none() {
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
    for id in &answer.evidence {
        let Some(item) = assessment.evidence.get(id) else { continue };
        let lacks = RecordGap::of(item);
        if has_maturity && item.shows.contains(&Shown::Performed) && !lacks.is_empty() {
            add(Check::RecordIncomplete { evidence: id.clone(), lacks });
        }
    }
}
