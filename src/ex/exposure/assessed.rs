//! The exposure of a product.

use super::{Advisory, ExposureReason, ExposureVerdict, Protection, Question, TechniqueExposure};

/// The exposure of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessed {
    /// One row for each technique of the product, in the order of the table.
    pub rows: Vec<TechniqueExposure>,
    /// The questions it raises, those that change the verdict first.
    pub questions: Vec<Question>,
    /// What the techniques come to together; `None` if none is named and it is not
    /// said that there is none.
    pub protection: Option<Protection>,
    /// Whether a marking holds something that may be a symbol and was not
    /// understood: the techniques may come to more.
    pub unread: bool,
    /// What is said of programmable electronics and safety devices (EX-4).
    pub advisory: Advisory,
    /// What follows.
    pub verdict: ExposureVerdict,
    /// Why; each cites its rule.
    pub reasons: Vec<ExposureReason>,
}

impl Assessed {
    /// The questions without an answer.
    pub fn open(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|question| !question.answered)
    }
}
