//! Questions that the markings leave open.

use super::Subject;
use crate::ex::table::QuestionKind;

/// A question that the markings leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub kind: QuestionKind,
    /// What about; `None` where it is about the product as a whole.
    pub subject: Option<Subject>,
    /// Whether there is an answer. Answered questions stay in the list, so
    /// that the answer can be changed.
    pub answered: bool,
}
