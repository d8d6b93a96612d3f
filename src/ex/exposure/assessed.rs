//! The exposure of a product.

use super::{ExposureReason, ExposureVerdict, Question, ReasonKind, TechniqueExposure};

/// The exposure of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessed {
    /// One row for each technique of the product, in the order of the table.
    pub rows: Vec<TechniqueExposure>,
    /// The questions it raises, those that change the verdict first.
    pub questions: Vec<Question>,
    /// What follows.
    pub verdict: ExposureVerdict,
    /// Why; each cites its rule.
    pub reasons: Vec<ExposureReason>,
}

impl Assessed {
    /// Whether a technique could be exposed, by the table or by what the ExCB
    /// said (EX-1, EX-5); the access paths are not looked at.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        let possible = [ReasonKind::TechniquePossible, ReasonKind::ExcbSaysExposed];
        self.reasons.iter().any(|reason| possible.contains(&reason.kind))
    }

    /// The questions without an answer.
    pub fn open(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|question| !question.answered)
    }
}
