//! The gaps, by what closing them brings.

use super::{
    closing::wanted,
    effect::{Effect, effect},
};
use crate::{
    assessment::{Answer, Answered, Assessment, Date, Standing, Subjects, Verdict},
    catalogue::RequirementKey,
    results::{Id, MissingFacts, Results, figures::counted_verdict},
    words,
};

/// Why a requirement in scope is a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapCause {
    /// Its verdict is fail.
    Failed,
    /// It has no verdict that counts (CV-5).
    NotEvaluated,
    /// A "not applicable" lacks what CV-5 or CV-6 asks for.
    NotAccepted,
    /// It passes, but its evidence supports less than is claimed or aimed at
    /// (ML-1, CV-8).
    BelowWanted,
}

/// A requirement in scope that is not as it is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Which requirement.
    pub requirement: RequirementKey,
    /// Why it is one.
    pub cause: GapCause,
    /// What closing it brings.
    pub effect: Effect,
    /// The evidence that its wanted level still needs (ML); nothing in 3-3 and 4-2.
    pub missing: MissingFacts,
    /// Who looks after it; of several components (CV-9), each name once.
    pub owners: Vec<String>,
    /// The day by which it is to be settled; of several, the first.
    pub due: Option<Date>,
}

impl Gap {
    /// Who looks after it, in one text; empty for nobody.
    #[must_use]
    pub fn owner(&self) -> String {
        self.owners.join(words::list::comma())
    }
}

impl GapCause {
    /// What it is called.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Failed => words::verdict::fail(),
            Self::NotEvaluated => words::verdict::not_evaluated(),
            Self::NotAccepted => words::gaps::not_accepted(),
            Self::BelowWanted => words::gaps::below_wanted(),
        }
    }
}

/// What comes before what in the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Stands in the way of the certificate, or of a security level.
    Stands,
    /// Passes on less evidence than is claimed or aimed at.
    Claims,
    /// Nobody has answered it.
    Waits,
}

impl Gap {
    fn weight(&self) -> Weight {
        match self.cause {
            GapCause::Failed | GapCause::NotAccepted => Weight::Stands,
            GapCause::BelowWanted => Weight::Claims,
            GapCause::NotEvaluated if self.effect.together > 0 => Weight::Stands,
            GapCause::NotEvaluated => Weight::Waits,
        }
    }
}

/// Every gap: first what stands in the way, then what is claimed, then what
/// waits for an answer; each by its [`Effect`], and what is equal in it in the
/// order of the catalogue.
#[must_use]
pub fn gaps(assessment: &Assessment, results: &Results) -> Vec<Gap> {
    let subjects = assessment.subjects();
    let mut gaps = Vec::new();
    for part in &results.parts {
        for row in part.requirements.iter().filter(|row| row.standing == Standing::InScope) {
            let Id(key) = row.requirement;
            let wanted = wanted(assessment, row);
            let cause = match row.verdict {
                Verdict::NotApplicable => continue,
                Verdict::Pass if wanted <= row.supported => continue,
                Verdict::Pass => GapCause::BelowWanted,
                Verdict::Fail => GapCause::Failed,
                Verdict::NotEvaluated if row.given == Verdict::NotApplicable => {
                    GapCause::NotAccepted
                }
                Verdict::NotEvaluated => GapCause::NotEvaluated,
            };
            let (owners, due) = looked_after(&subjects, key);
            gaps.push(Gap {
                requirement: key,
                cause,
                effect: effect(assessment, part, row),
                missing: row.facts.missing_for(wanted),
                owners,
                due,
            });
        }
    }
    gaps.sort_by_key(|gap| (gap.weight(), gap.effect.rank(), gap.requirement));
    gaps
}

/// Who looks after a requirement, and until when: of its answers that count, those
/// that are not settled, where any is not.
fn looked_after(subjects: &Subjects<'_>, key: RequirementKey) -> (Vec<String>, Option<Date>) {
    let answered = subjects.answered(key);
    let is_settled = |answer: &Answer| {
        matches!(counted_verdict(key, answer), Verdict::Pass | Verdict::NotApplicable)
    };
    let is_apart = matches!(answered, Answered::PerComponent(_));
    let open = || answered.given().filter(|answer| !is_apart || !is_settled(answer));
    let mut owners: Vec<&str> = Vec::new();
    for owner in open().map(|answer| answer.owner.as_str()) {
        if !owner.trim().is_empty() && !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    let due = open().filter_map(|answer| answer.due.clone()).min();
    (owners.into_iter().map(str::to_owned).collect(), due)
}
