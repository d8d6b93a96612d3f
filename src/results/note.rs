//! What has to be said beside a number, because it may be known as another one
//! (CV-3, CV-7).

use super::{Coverage, figures::ratio};
use crate::{
    catalogue::{Group, PartId, placeholders},
    words::{self, certificate as say},
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
        /// How many requirements there are beside the common constraints.
        requirements: usize,
        /// How many common constraints there are.
        constraints: usize,
        /// How many requirements pass, of those of the component types.
        passed: u16,
        /// How many there are of the component types.
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
            let rows = catalogue.requirements;
            let constraints = rows.iter().filter(|row| row.fr == 0).count();
            Some(Note::Placeholders {
                requirements: rows.len() - constraints,
                constraints,
                passed: coverage.passed,
                total: coverage.total,
            })
        }
    }
}

/// The ratio of a group, or of the whole part, with the numbers of 4-2 that hold
/// nothing, as certificates are reported to count them (CV-7); none where that is
/// the same.
#[must_use]
pub fn reported_ratio(part: PartId, group: Option<&Group>, coverage: &Coverage) -> Option<String> {
    let is_of_group = |number: &&&str| {
        let fr = number.split('.').next().and_then(|fr| fr.parse().ok());
        group.is_none_or(|group| fr == Some(group.number))
    };
    let count = placeholders().iter().filter(is_of_group).count();
    if part != PartId::P4_2 || count == 0 {
        return None;
    }
    let total = coverage.total + u16::try_from(count).unwrap_or(u16::MAX);
    Some(ratio(group.map_or(part.code(), |group| group.id), coverage.passed, total))
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
            Self::Placeholders { requirements, constraints, passed, total } => {
                let coverage = Coverage { passed, total, ..Coverage::default() };
                let all = requirements + constraints;
                say::placeholders(
                    requirements,
                    constraints,
                    all,
                    all + placeholders().len(),
                    placeholders().len(),
                    &placeholders().join(words::list::comma()),
                    &reported_ratio(PartId::P4_2, None, &coverage).unwrap_or_default(),
                )
            }
        }
    }
}
