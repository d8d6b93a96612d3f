//! The same answers in the order of Annex I of the Cyber Resilience Act,
//! Regulation (EU) 2024/2847. No IEC 62443 standard gives presumption of
//! conformity with it: this shows what is there already, and what is not.

use std::collections::BTreeSet;

use super::{LevelReached, Results};
use crate::{
    assessment::{Assessment, EvidenceId, Standing, Verdict},
    catalogue::{Confidence, CraRow, Levels, PartId, RequirementKey, cra},
    words,
};

/// A requirement of the annex with what stands behind it.
#[derive(Clone, Debug)]
pub struct CraResults {
    /// The requirement.
    pub row: &'static CraRow,
    /// The requirements of IEC 62443 in scope that help to meet it, in
    /// catalogue order.
    pub helpers: Vec<Helper>,
    /// How many more would help that are not in scope of this assessment.
    pub outside: usize,
    /// The evidence items linked to the helpers, each counted once.
    pub evidence: usize,
    /// How many of the helpers pass below maturity level 1: nothing shows that
    /// they are done (ML).
    pub unsupported: usize,
    /// What the helpers come to.
    pub summary: CraSummary,
}

impl CraResults {
    /// What the helpers come to, in a few words. That all pass says how many
    /// others are not in scope.
    #[must_use]
    pub fn summary_text(&self) -> String {
        let count = self.helpers.len();
        match self.summary {
            CraSummary::AllPass if self.outside > 0 => words::cra::only_pass(count, self.outside),
            CraSummary::SomePass => {
                let passed = self.helpers.iter().filter(|one| one.verdict == Verdict::Pass).count();
                words::cra::some_pass(passed, count)
            }
            CraSummary::NonePasses => words::cra::none_passes(count),
            CraSummary::AllPass => words::cra::all_pass().to_owned(),
            CraSummary::Gap => words::cra::gap().to_owned(),
            CraSummary::OutsideScope => words::cra::outside_scope().to_owned(),
            CraSummary::NotAnswered => words::cra::not_answered().to_owned(),
        }
    }
}

/// A requirement that helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Helper {
    /// Which one.
    pub key: RequirementKey,
    /// Its verdict as it counts (CV-5, CV-6).
    pub verdict: Verdict,
    /// How many evidence items are linked to it.
    pub evidence: usize,
    /// Whether it passes below maturity level 1 (ML); never in 3-3 and 4-2.
    pub is_unsupported: bool,
}

/// What the requirements behind a row come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CraSummary {
    /// IEC 62443 has no counterpart.
    Gap,
    /// There are counterparts, none of them in scope.
    OutsideScope,
    /// Nothing is answered.
    NotAnswered,
    /// Some are answered, none passes.
    NonePasses,
    /// Some pass.
    SomePass,
    /// All that apply pass, and at least one does.
    AllPass,
}

impl CraSummary {
    fn of(row: &CraRow, helpers: &[Helper], outside: usize) -> Self {
        let count =
            |verdict: Verdict| helpers.iter().filter(|helper| helper.verdict == verdict).count();
        let passed = count(Verdict::Pass);
        if row.confidence == Confidence::None || helpers.len() + outside == 0 {
            Self::Gap
        } else if helpers.is_empty() {
            Self::OutsideScope
        } else if count(Verdict::NotEvaluated) == helpers.len() {
            Self::NotAnswered
        } else if passed == 0 {
            Self::NonePasses
        } else if passed + count(Verdict::NotApplicable) == helpers.len() {
            Self::AllPass
        } else {
            Self::SomePass
        }
    }
}

/// Every requirement of the annex, in its order.
#[must_use]
pub fn cra_results(assessment: &Assessment, results: &Results) -> Vec<CraResults> {
    let subjects = assessment.subjects();
    let of_row = |row: &'static CraRow| {
        let mut helpers = Vec::new();
        let mut outside = 0;
        let mut evidence: BTreeSet<&EvidenceId> = BTreeSet::new();
        let keys = PartId::ALL.into_iter().flat_map(|part| part.part().keys());
        for key in keys.filter(|key| key.cra_ids().any(|id| id == row.id)) {
            match results.requirement(key) {
                Some(row) if row.standing == Standing::InScope => {
                    let linked = subjects.answered(key).linked();
                    evidence.extend(&linked);
                    let evidence = linked.len();
                    let is_unsupported = row.verdict == Verdict::Pass
                        && row.supported == LevelReached::NONE
                        && key.part().part().levels == Levels::Maturity;
                    helpers.push(Helper { key, verdict: row.verdict, evidence, is_unsupported });
                }
                // What is for other component types can never help (CV-7).
                Some(row) if row.standing == Standing::OtherKind => {}
                _ => outside += 1,
            }
        }
        let summary = CraSummary::of(row, &helpers, outside);
        let unsupported = helpers.iter().filter(|helper| helper.is_unsupported).count();
        CraResults { row, helpers, outside, evidence: evidence.len(), unsupported, summary }
    };
    cra().iter().map(of_row).collect()
}
