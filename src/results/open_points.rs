//! What is still open when an assessment is handed over. Nothing of it stops the
//! user: it is said before the file leaves.

use super::{Results, Severity};
use crate::{
    assessment::{Assessment, DraftKind},
    route::{IecexAnswer, texts},
    text::is_blank,
};

/// Something that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenPoint {
    /// Nobody is named as applicant (RT-7).
    Applicant,
    /// The test item has no name (RT-7).
    TestItem,
    /// Nothing is selected.
    Selection,
    /// So many answers that IECEx or IECEE need are missing (RT-10, RT-11).
    Route(usize),
    /// The ExCB has to decide (EX-4, EX-5, EX-7).
    Excb,
    /// So many requirements in scope have no verdict (CV-4).
    Unanswered(usize),
    /// So many findings block (CK-1).
    Blocking(usize),
    /// So many answers are set aside, and count for nothing (CV-9).
    SetAside(usize),
    /// So many places in the drafted texts are to be filled in (RT-7).
    Placeholders(usize),
}

/// Everything that is open, in the order of the steps.
#[must_use]
pub fn open_points(assessment: &Assessment, results: &Results) -> Vec<OpenPoint> {
    let decision = &results.decision;
    let unasked = decision.iecee.open.iter().filter(|question| !decision.open.contains(question));
    let questions = decision.open.len() + unasked.count();
    let counted = [
        (questions, OpenPoint::Route as fn(usize) -> OpenPoint),
        (results.unanswered(), OpenPoint::Unanswered),
        (results.counts().count(Severity::Blocks), OpenPoint::Blocking),
        (assessment.set_aside.len(), OpenPoint::SetAside),
        (placeholders(assessment, results), OpenPoint::Placeholders),
    ];
    let single = [
        (is_blank(&assessment.applicant.name), OpenPoint::Applicant),
        (is_blank(&assessment.test_item.name), OpenPoint::TestItem),
        // Of what IEC 62443 does not apply to, nothing is to be selected (RT-10).
        (results.parts.is_empty() && decision.iecee.applies != Some(false), OpenPoint::Selection),
        (matches!(decision.iecex, IecexAnswer::AskExcb | IecexAnswer::Argued), OpenPoint::Excb),
    ];
    let single = single.into_iter().filter_map(|(is_open, point)| is_open.then_some(point));
    let counted = counted.into_iter().filter(|(count, _)| *count > 0);
    single.chain(counted.map(|(count, point)| point(count))).collect()
}

/// How many places in square brackets the texts have, as drafted or as the user
/// has edited them. A bracket that is part of the marking (EX-1) is no such place.
fn placeholders(assessment: &Assessment, results: &Results) -> usize {
    let marking = assessment.test_item.marking.trim();
    let count = |kind: DraftKind| {
        let drafted = || texts::of(kind, assessment, &results.exposure, &results.decision);
        let edited = assessment.drafts.get(&kind).map(|draft| draft.text.clone());
        let text = edited.unwrap_or_else(drafted);
        let text = if marking.is_empty() { text } else { text.replace(marking, "") };
        text.matches('[').count()
    };
    DraftKind::ALL.into_iter().map(count).sum()
}
