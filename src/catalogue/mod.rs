//! The parts of IEC 62443 that can be assessed: their organizational levels and
//! requirements as facts, each requirement with guidance in our own words.
//!
//! The tables are made from `data/catalogue/` when the app is built. Nothing
//! here is an answer or a number of an assessment.

use std::fmt;

use serde::{Deserialize, Serialize};

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// A part of IEC 62443, named as the series numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub enum PartId {
    /// IEC 62443-4-1, secure product development lifecycle.
    #[serde(rename = "4-1")]
    P4_1,
}

impl PartId {
    /// Every part of the catalogue, in the order in which they are shown.
    pub const ALL: [Self; 1] = [Self::P4_1];

    /// The number within the series, such as `4-1`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::P4_1 => "4-1",
        }
    }

    /// Reads a [`code`](Self::code); `None` for a part that is not in the catalogue.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }

    /// The catalogue of this part.
    #[must_use]
    pub fn part(self) -> &'static Part {
        match self {
            Self::P4_1 => &PART_4_1,
        }
    }
}

impl fmt::Display for PartId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The catalogue of one part in one edition.
#[derive(Debug)]
pub struct Part {
    /// Which part.
    pub id: PartId,
    /// The number of the standard, such as `IEC 62443-4-1`.
    pub standard: &'static str,
    /// The year of the edition.
    pub edition: &'static str,
    /// The title of the part.
    pub title: &'static str,
    /// SHA-256 (64 lower-case hex digits) over the canonical form of the facts,
    /// guidance left out: two catalogues of one digest give the same numbers.
    pub digest: &'static str,
    /// The organizational levels (CV-1), in the order of the standard.
    pub groups: &'static [Group],
    /// All requirements, in the order of the standard; those of one group stand together.
    pub requirements: &'static [Requirement],
}

impl Part {
    /// All requirements as keys, in the order of the standard.
    #[must_use]
    pub fn keys(&self) -> impl ExactSizeIterator<Item = RequirementKey> + use<> {
        let part = self.id;
        (0..self.requirements.len()).map(move |row| RequirementKey { part, row: row as u16 })
    }

    /// The group with this id, such as `SR`.
    #[must_use]
    pub fn group(&self, id: &str) -> Option<&'static Group> {
        self.id.part().groups.iter().find(|group| group.id == id)
    }

    /// The requirement with this id, such as `SR-2`.
    #[must_use]
    pub fn key(&self, id: &str) -> Option<RequirementKey> {
        self.keys().find(|key| key.id() == id)
    }
}

/// An organizational level of a part (CV-1): a practice of 4-1.
#[derive(Debug)]
pub struct Group {
    /// Its id, such as `SR`.
    pub id: &'static str,
    /// Its title in the standard.
    pub title: &'static str,
    /// The clause that holds it.
    pub clause: &'static str,
    /// Its number within the part, such as 2 for practice 2.
    pub number: u16,
    first_row: u16,
    end_row: u16,
}

impl Group {
    /// The rows of [`Part::requirements`] that belong to this group.
    #[must_use]
    pub fn rows(&self) -> std::ops::Range<usize> {
        usize::from(self.first_row)..usize::from(self.end_row)
    }

    /// The requirements of this group as keys of `part`.
    #[must_use]
    pub fn keys(&self, part: PartId) -> impl ExactSizeIterator<Item = RequirementKey> + use<> {
        (self.first_row..self.end_row).map(move |row| RequirementKey { part, row })
    }
}

/// One requirement of a part.
#[derive(Debug)]
pub struct Requirement {
    /// Its id, such as `SR-2`.
    pub id: &'static str,
    /// Its title in the standard.
    pub title: &'static str,
    /// The index of its group in [`Part::groups`].
    pub group: u16,
    /// What it means, in our own words.
    pub guidance: Guidance,
}

/// Help with one requirement, written for this product.
#[derive(Debug)]
pub struct Guidance {
    /// What the requirement is for and what goes wrong without it.
    pub intent: &'static str,
    /// What an assessor looks for, two to four points.
    pub assessor_looks_for: &'static [&'static str],
    /// Kinds of document or record that usually show it, two to four.
    pub typical_evidence: &'static [&'static str],
    /// When an SM-5 analysis may find it not applicable (CV-6), where that
    /// happens in practice.
    pub not_applicable_when: Option<&'static str>,
}

/// Names one requirement of the catalogue; cheap to copy and to order.
///
/// Only the catalogue makes keys, so a key always names a row that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequirementKey {
    part: PartId,
    row: u16,
}

impl RequirementKey {
    /// The requirement with this id in this part, if the catalogue has it.
    #[must_use]
    pub fn find(part: PartId, id: &str) -> Option<Self> {
        part.part().key(id)
    }

    /// The part it belongs to.
    #[must_use]
    pub const fn part(self) -> PartId {
        self.part
    }

    /// Its index in [`Part::requirements`].
    #[must_use]
    pub fn row(self) -> usize {
        usize::from(self.row)
    }

    /// The row itself.
    #[must_use]
    pub fn requirement(self) -> &'static Requirement {
        &self.part.part().requirements[self.row()]
    }

    /// The id in the standard, such as `SR-2`.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.requirement().id
    }

    /// The organizational level it belongs to.
    #[must_use]
    pub fn group(self) -> &'static Group {
        &self.part.part().groups[usize::from(self.requirement().group)]
    }

    /// The requirement before it in the part.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Some(Self { row: self.row.checked_sub(1)?, ..self })
    }

    /// The requirement after it in the part.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let row = self.row + 1;
        (usize::from(row) < self.part.part().requirements.len()).then_some(Self { row, ..self })
    }
}

impl fmt::Display for RequirementKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
