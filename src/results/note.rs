//! What has to be said beside a number, because it may be known as another one
//! (CV-3, CV-7).

use super::{Coverage, figures::ratio};
use crate::{
    catalogue::{PartId, placeholders},
    words::certificate as say,
};

/// What is said beside a number of a part. Every number in it that is ours is
/// counted from the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The workshop prints another number of requirements of FR 2 (CV-3).
    Fr2 {
        /// The id of the group.
        group: &'static str,
        /// How many rows it has.
        rows: usize,
        /// How many of them are enhancements.
        enhancements: usize,
    },
    /// Certificates are reported to count numbers of 4-2 that hold nothing (CV-7).
    Placeholders {
        /// How many requirements there are.
        requirements: usize,
        /// How many numbers hold nothing.
        placeholders: usize,
        /// How many requirements pass.
        passed: u16,
        /// How many there are of the component types, with those numbers.
        total: u16,
    },
}

/// What is said beside a number of this part, with the coverage of the whole part.
#[must_use]
pub fn note(part: PartId, coverage: &Coverage) -> Option<Note> {
    let catalogue = part.part();
    match part {
        PartId::P2_4 | PartId::P4_1 => None,
        PartId::P3_3 => {
            let group = catalogue.groups.iter().find(|group| group.number == 2)?;
            let rows = catalogue.requirements.get(group.rows())?;
            let enhancements = rows.iter().filter(|row| row.is_enhancement()).count();
            Some(Note::Fr2 { group: group.id, rows: rows.len(), enhancements })
        }
        PartId::P4_2 => {
            let placeholders = placeholders().len();
            Some(Note::Placeholders {
                requirements: catalogue.requirements.len(),
                placeholders,
                passed: coverage.passed,
                total: coverage.total + u16::try_from(placeholders).unwrap_or(u16::MAX),
            })
        }
    }
}

impl Note {
    /// The group whose number it is; the whole part if none.
    #[must_use]
    pub const fn group(self) -> Option<&'static str> {
        match self {
            Self::Fr2 { group, .. } => Some(group),
            Self::Placeholders { .. } => None,
        }
    }

    /// What it says.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Fr2 { rows, enhancements, .. } => {
                say::fr_2(rows, rows - enhancements, enhancements)
            }
            Self::Placeholders { requirements, placeholders, passed, total } => say::of_126(
                requirements,
                requirements + placeholders,
                placeholders,
                &ratio(PartId::P4_2.part().id.code(), passed, total),
            ),
        }
    }
}
