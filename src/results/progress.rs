//! Progress: the main figures of each day on which something was changed, small
//! enough to be kept for a year. No part of the document and of its bundle.

use serde::{Deserialize, Serialize};

use super::{LevelReached, PartResults, Results, figures};
use crate::{assessment::Date, catalogue::PartId};

/// The figures of one day, as the last change of that day left them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgressPoint {
    /// Those of each part that was selected, in catalogue order.
    pub parts: Vec<PartProgress>,
}

/// The figures of one part on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartProgress {
    /// Which part.
    pub part: PartId,
    /// Requirements that pass (CV-2).
    pub passed: u16,
    /// Requirements that do not apply (CV-5, CV-6).
    pub not_applicable: u16,
    /// Requirements there are (CV-3, CV-7).
    pub total: u16,
    /// Findings on requirements of the part.
    pub findings: u16,
    /// The supported floor (ML-3) or the lowest SL-C (SL-2), 0 to 4; absent
    /// while nothing passes that has a maturity.
    pub level: Option<u8>,
}

impl PartProgress {
    /// The ratio as a certificate writes it (CV-2), such as `4-1 (39/47)`.
    #[must_use]
    pub fn ratio(&self) -> String {
        figures::ratio(self.part.code(), self.passed, self.total)
    }

    /// Requirements that pass or do not apply.
    const fn settled(&self) -> u16 {
        self.passed.saturating_add(self.not_applicable)
    }

    /// Requirements that neither pass nor count as not applicable (CV-4).
    #[must_use]
    pub const fn not_evaluated(&self) -> u16 {
        self.total.saturating_sub(self.settled())
    }
}

impl ProgressPoint {
    /// The most days that are kept: a year.
    pub const DAYS_MAX: usize = 366;

    /// The figures as they are now.
    #[must_use]
    pub fn of(results: &Results) -> Self {
        let part = |results: &PartResults| PartProgress {
            part: results.part,
            passed: results.coverage.passed,
            not_applicable: results.coverage.not_applicable,
            total: results.coverage.total,
            findings: u16::try_from(results.findings.len()).unwrap_or(u16::MAX),
            level: match (results.maturity, &results.security) {
                (Some(maturity), _) => maturity.supported.map(LevelReached::number),
                (None, Some(security)) => Some(security.lowest.number()),
                (None, None) => None,
            },
        };
        Self { parts: results.parts.iter().map(part).collect() }
    }
}

/// One day of one part, with how it moved since the last day before it that
/// has the part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartDay {
    /// The day.
    pub day: Date,
    /// Its figures.
    pub figures: PartProgress,
    /// By how much the requirements that pass or do not apply have moved; absent
    /// on the first day, and where the number of requirements is another one.
    pub moved: Option<i32>,
}

/// The days of a part, the latest first.
///
/// `points` are in order of their days, each day once.
#[must_use]
pub fn days_of(points: &[(Date, ProgressPoint)], part: PartId) -> Vec<PartDay> {
    let mut days: Vec<PartDay> = Vec::new();
    for (day, point) in points {
        let Some(figures) = point.parts.iter().find(|other| other.part == part) else {
            continue;
        };
        let before = days.last().map(|day| day.figures);
        let before = before.filter(|before| before.total == figures.total);
        let moved = before.map(|before| i32::from(figures.settled()) - i32::from(before.settled()));
        days.push(PartDay { day: day.clone(), figures: *figures, moved });
    }
    days.reverse();
    days
}
