//! All that the exposure follows from.

use super::{AccessPaths, Subject};
use crate::ex::{
    marking::Found,
    table::{SymbolId, Technique},
};

/// The answers so far. The default is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExposureAnswers {
    /// Which of [`QuestionKind::choices`] stand behind `h`; empty: no answer.
    pub which_of_h: Vec<SymbolId>,
    /// Which of [`QuestionKind::choices`] stand behind `n`; empty: no answer.
    pub which_of_n: Vec<SymbolId>,
    /// What the ExCB said: whether the subject is exposed. The first of a
    /// subject counts.
    pub excb: Vec<(Subject, bool)>,
    /// Whether software, firmware, a command or a setting can change what a
    /// technique relies on, where the applicant argues it (EX-7).
    pub changeable: Vec<(Technique, bool)>,
    /// Whether programmable electronics monitor (EX-4).
    pub programmable_electronics: Option<bool>,
    /// Whether a safety device holds firmware or a network port (EX-4).
    pub safety_device: Option<bool>,
}

impl ExposureAnswers {
    /// What the ExCB said of the subject: whether it is exposed.
    pub(super) fn excb(&self, subject: Subject) -> Option<bool> {
        self.excb.iter().find(|(about, _)| *about == subject).map(|(_, said)| *said)
    }

    /// Whether what this technique relies on can be changed, where that is argued.
    pub(super) fn is_changeable(&self, technique: Technique) -> Option<bool> {
        let argued = self.changeable.iter().find(|(about, _)| *about == technique);
        argued.map(|(_, changeable)| *changeable)
    }
}

/// All that the exposure follows from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExposureFacts {
    /// The symbols of all markings, as [`Reading::found`](crate::ex::Reading::found)
    /// gives them.
    pub found: Vec<Found>,
    /// Techniques ticked without a marking.
    pub ticked: Vec<Technique>,
    /// Whether a marking holds something that may be a symbol and was not
    /// understood, as [`Reading::is_unread`](crate::ex::Reading::is_unread) tells.
    pub unread: bool,
    /// Whether the product is said not to be explosion-protected; counts only
    /// where nothing else says that it is.
    pub not_protected: bool,
    /// The access paths (EX-3).
    pub access: AccessPaths,
    /// The answers to the questions.
    pub answers: ExposureAnswers,
}
