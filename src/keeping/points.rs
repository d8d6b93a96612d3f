//! Restore points: whole states of a document, kept beside the journal.
//!
//! One is made before something replaces or changes much at once, when the user asks
//! for one, and every hour while somebody works. Those that were not asked for thin out
//! with age. A state that is restored is a step like any other and can be undone.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    document::texts_of, envelope::StoredEnvelope, opening::put_together, seal::checksum_under,
};
use crate::assessment::{Assessment, AssessmentId, Moment, stored};

/// Why a restore point was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The user asked for it.
    Asked,
    /// An hour of work has passed.
    Hourly,
    /// Before a file replaced the document.
    Replace,
    /// Before something was taken over from a file.
    Import,
    /// Before many answers were changed at once.
    Bulk,
    /// Before an earlier state was restored.
    Restore,
    /// The journal held another state than the storage, whose state was opened.
    Opening,
}

/// A restore point, without its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Its number: the place in the order of all restore points.
    pub number: u64,
    /// When it was made, in seconds since the start of 1970 in UTC.
    pub made: u64,
    /// Why it was made.
    pub reason: Reason,
    /// What the user calls it; may be empty.
    pub name: String,
    /// How much its state takes, in bytes of UTF-8.
    pub size: u64,
}

/// A state of a document, as a restore point keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointState {
    /// The JSON of its records by name.
    pub text: String,
    /// What finds damage, and the state of another document: 16 hex digits over the id
    /// and the text.
    pub checksum: String,
}

impl PointState {
    /// The present state of a document, with what goes with it into its next bundle.
    ///
    /// # Errors
    /// None in practice: everything that is stored can be written as JSON.
    pub fn new(
        assessment: &Assessment,
        envelope: &StoredEnvelope,
    ) -> Result<Self, serde_json::Error> {
        Self::of_texts(&assessment.id, &texts_of(assessment, envelope))
    }

    /// The state of the document `id` that these records make.
    pub(super) fn of_texts(
        id: &AssessmentId,
        texts: &BTreeMap<String, String>,
    ) -> Result<Self, serde_json::Error> {
        let text = stored::written(texts)?;
        Ok(Self { checksum: checksum_under(id.as_str(), &text), text })
    }

    /// The state as an assessment; `None` if it is damaged, or was written by a later
    /// version that knows more records.
    #[must_use]
    pub fn assessment(&self, id: &AssessmentId, now: &Moment) -> Option<Assessment> {
        if checksum_under(id.as_str(), &self.text) != self.checksum {
            return None;
        }
        let texts: BTreeMap<String, String> = stored::read(&self.text)?;
        let retrieved = put_together(id, texts, Vec::new(), now);
        let is_whole = retrieved.damaged.is_empty() && retrieved.unknown.is_empty();
        is_whole.then_some(retrieved.assessment)
    }
}

const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;
/// How long every restore point stays that was not asked for.
const ALL_FOR: u64 = DAY;
/// How long one a day stays.
const DAILY_FOR: u64 = 30 * DAY;
/// How long one a week stays.
const WEEKLY_FOR: u64 = 365 * DAY;
/// How many of the latest stay whatever the clock says.
const LATEST: usize = 10;

/// Whether the next hourly restore point is due. A clock that was put back counts as
/// an hour that has passed.
#[must_use]
pub fn is_point_due(last: Option<u64>, now: u64) -> bool {
    last.is_none_or(|last| now.abs_diff(last) >= HOUR)
}

/// The numbers of the restore points that are to go, of these of one document in their
/// order.
///
/// Those that the user asked for stay. Of the others all of the last day stay, then the
/// last of each day for 30 days, then the last of each week for a year.
#[must_use]
pub fn surplus_points(points: &[Point], now: u64) -> BTreeSet<u64> {
    let points = points.iter().rev().filter(|point| point.reason != Reason::Asked);
    let (mut days, mut weeks) = (BTreeSet::new(), BTreeSet::new());
    let mut stays = |place: usize, point: &Point| {
        let age = now.saturating_sub(point.made);
        let (day, week) = (point.made / DAY, point.made / (7 * DAY));
        let is_last = (days.insert(day), weeks.insert(week));
        place < LATEST
            || age < ALL_FOR
            || age < DAILY_FOR && is_last.0
            || age < WEEKLY_FOR && is_last.1
    };
    let mut surplus = BTreeSet::new();
    for (place, point) in points.enumerate() {
        if !stays(place, point) {
            surplus.insert(point.number);
        }
    }
    surplus
}
