//! The parts of IEC 62443 that can be assessed: their organizational levels and
//! requirements as facts, each requirement with guidance in our own words.
//!
//! The tables are made from `data/catalogue/` when the app is built; the guidance
//! stays in these files, which are read when it is first needed. Nothing here is
//! an answer or a number of an assessment.

mod edition;
mod glossary;
mod guidance;
mod kind;

use std::fmt;

pub use edition::{Catalogue, Earlier, Edition, Outcome, RowChange};
pub use glossary::{
    Confidence, CraBeyond, CraRow, Term, cra, cra_beyond, cra_dates, placeholders, read_glossary,
};
pub use guidance::{Guidance, PartGuidance, Point};
pub use kind::{ComponentKind, ComponentKinds};
use serde::{Deserialize, Serialize};

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// A part of IEC 62443, named as the series numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum PartId {
    /// IEC 62443-2-4, security program of service providers.
    #[serde(rename = "2-4")]
    P2_4,
    /// IEC 62443-4-1, secure product development lifecycle.
    #[serde(rename = "4-1")]
    P4_1,
    /// IEC 62443-3-3, system security requirements.
    #[serde(rename = "3-3")]
    P3_3,
    /// IEC 62443-4-2, component security requirements.
    #[serde(rename = "4-2")]
    P4_2,
}

impl PartId {
    /// Every part of the catalogue, in the order in which they are shown: that
    /// of the sequence in which a supplier shows them (RT-4).
    pub const ALL: [Self; 4] = [Self::P2_4, Self::P4_1, Self::P3_3, Self::P4_2];

    /// The number within the series, such as `4-1`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::P2_4 => "2-4",
            Self::P4_1 => "4-1",
            Self::P3_3 => "3-3",
            Self::P4_2 => "4-2",
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
            Self::P2_4 => &PART_2_4,
            Self::P4_1 => &PART_4_1,
            Self::P3_3 => &PART_3_3,
            Self::P4_2 => &PART_4_2,
        }
    }
}

impl fmt::Display for PartId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What the organizational levels of a part are (CV-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// Of 2-4: its functional areas, architecture split in three.
    SummaryLevel,
    /// Of 4-1.
    Practice,
    /// Of 3-3; and of 4-2, with a group for the constraints that all
    /// components share and one for each component type.
    FoundationalRequirement,
}

/// What the levels of a part measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Levels {
    /// How mature a process is, level 1 to 4 (ML).
    Maturity,
    /// What a product or system withstands, level 1 to 4 (SL).
    Security,
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
    /// Whether the standard gives its requirements no titles, so that short
    /// labels of ours stand there (2-4).
    pub titles_are_ours: bool,
    /// What its groups are.
    pub groups_are: GroupKind,
    /// What its levels measure.
    pub levels: Levels,
    /// SHA-256 (64 lower-case hex digits) over the canonical form of the facts,
    /// our own words left out: two catalogues of one digest give the same numbers.
    pub digest: &'static str,
    /// The organizational levels (CV-1), in the order of the standard.
    pub groups: &'static [Group],
    /// All requirements by group, in the order of the standard; each
    /// enhancement comes after its base.
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

/// An organizational level of a part (CV-1), such as a practice of 4-1.
#[derive(Debug)]
pub struct Group {
    /// Its id, such as `SR`; the short name before a ratio (CV-2).
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The clause or functional area that holds it.
    pub clause: &'static str,
    /// Its number within the part, such as 2 for practice 2; 0 where it has none.
    pub number: u8,
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

/// One requirement or requirement enhancement of a part.
#[derive(Debug)]
pub struct Requirement {
    /// Id and title, then the lines of remarks and links, each after a line break
    /// and a sign that says what it is; made by the build.
    text: &'static str,
    id_end: u8,
    title_end: u8,
    /// The index of its group in [`Part::groups`].
    pub group: u8,
    parent: Option<u16>,
    /// The lowest security level that selects it, 1 to 4; every level above
    /// does as well. 0 in the parts that have maturity levels instead.
    pub from_level: u8,
    /// The foundational requirement it belongs to, 1 to 7; 0 where it belongs to none.
    pub fr: u8,
    kinds: u8,
}

impl Requirement {
    /// Its id, such as `SR-2`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        &self.text[..usize::from(self.id_end)]
    }

    /// Its title in the standard; in 2-4, which has none, a short label of ours.
    #[must_use]
    pub fn title(&self) -> &'static str {
        &self.text[usize::from(self.id_end)..usize::from(self.title_end)]
    }

    /// Whether it is an enhancement of another requirement.
    #[must_use]
    pub const fn is_enhancement(&self) -> bool {
        self.parent.is_some()
    }

    /// The component types it applies to; empty where types do not matter.
    #[must_use]
    pub const fn kinds(&self) -> ComponentKinds {
        ComponentKinds(self.kinds)
    }

    /// What is not certain about the facts of this row, where something is not.
    #[must_use]
    pub fn uncertain(&self) -> Option<&'static str> {
        self.line('?')
    }

    /// The clause that holds it, where that is more exact than its group's.
    #[must_use]
    pub fn clause(&self) -> Option<&'static str> {
        self.line('c')
    }

    fn line(&self, sign: char) -> Option<&'static str> {
        let mut lines = self.text[usize::from(self.title_end)..].split('\n');
        lines.find_map(|line| line.strip_prefix(sign))
    }
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
        self.requirement().id()
    }

    /// Its id with that of its part, such as `4-1 SR-2`.
    #[must_use]
    pub fn with_part(self) -> String {
        format!("{} {}", self.part.code(), self.id())
    }

    /// The requirement that it enhances; `None` for a base requirement.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        Some(Self { row: self.requirement().parent?, ..self })
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
