//! What has a level of its own: what a gap may hold down.

use crate::{catalogue::PartId, results::LevelReached, words};

/// What has a level of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A practice of 4-1 or a summary level of 2-4, by its index in the part.
    Group(usize),
    /// A foundational requirement, 1 to 7.
    Fr(u8),
}

impl Holder {
    /// Its short name, such as `DM` or `FR 3`.
    #[must_use]
    pub fn text(self, part: PartId) -> String {
        match self {
            Self::Group(index) => {
                part.part().groups.get(index).map_or("", |group| group.id).to_owned()
            }
            Self::Fr(number) => words::results::fr(number),
        }
    }

    /// A level of what it has, in words.
    pub(super) fn level(self, number: u8) -> String {
        match self {
            Self::Group(_) => LevelReached::from_number(number).text().to_owned(),
            Self::Fr(_) => words::results::security_level(number),
        }
    }
}
