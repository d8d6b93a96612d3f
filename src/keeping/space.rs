//! How much room the texts of a local storage take, and who takes it.
//!
//! A browser counts names and texts in UTF-16, and everything of one address
//! together: other programs that are served from it take of the same room.

use std::{cmp::Reverse, collections::BTreeMap};

use super::layout::{self, PREFIX};
use crate::assessment::AssessmentId;

/// How many UTF-16 units a browser lends to one address, names included: 10 MiB
/// in Chromium. Others lend about as much.
pub const ROOM: usize = 5 * 1024 * 1024;

/// From how many percent on room is short, and from how many it is almost gone.
const SHORT: usize = 70;
const SCARCE: usize = 90;

/// How many UTF-16 units a text has.
#[must_use]
pub fn units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

/// Who takes room.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taker {
    /// An assessment, or what is left of it.
    Assessment(AssessmentId),
    /// Copies of damaged texts.
    Aside,
    /// What else this app stores.
    App,
    /// Other programs of the same address.
    Others,
}

impl Taker {
    /// Who takes the room of the text under this name.
    fn of(name: &str) -> Self {
        if !name.starts_with(PREFIX) {
            Self::Others
        } else if layout::aside_name(name).is_some() {
            Self::Aside
        } else {
            layout::assessment(name).map_or(Self::App, Self::Assessment)
        }
    }
}

/// Whether there is room left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    /// There is.
    Enough,
    /// 70 percent are taken.
    Short,
    /// 90 percent are taken.
    Scarce,
}

impl Room {
    /// From how many UTF-16 units on it is this.
    #[must_use]
    pub const fn from(self) -> usize {
        let percent = match self {
            Self::Enough => 0,
            Self::Short => SHORT,
            Self::Scarce => SCARCE,
        };
        (ROOM * percent).div_ceil(100)
    }
}

/// What is taken, in UTF-16 units, and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Space {
    taken: BTreeMap<Taker, usize>,
}

impl Space {
    /// A text was written or removed: it took so much with its name `before`, and so
    /// much `after`.
    pub fn moved(&mut self, name: &str, before: usize, after: usize) {
        let taken = self.taken.entry(Taker::of(name)).or_default();
        *taken = (*taken + after).saturating_sub(before);
    }

    /// How much is taken.
    #[must_use]
    pub fn used(&self) -> usize {
        self.taken.values().sum()
    }

    /// How many percent of [`ROOM`] are taken, rounded down.
    #[must_use]
    pub fn percent(&self) -> usize {
        self.used() * 100 / ROOM
    }

    /// Whether there is room left.
    #[must_use]
    pub fn room(&self) -> Room {
        match self.percent() {
            SCARCE.. => Room::Scarce,
            SHORT.. => Room::Short,
            _ => Room::Enough,
        }
    }

    /// Who takes how much, the largest first.
    #[must_use]
    pub fn takers(&self) -> Vec<(Taker, usize)> {
        let mut takers: Vec<(Taker, usize)> =
            self.taken.iter().map(|(taker, taken)| (taker.clone(), *taken)).collect();
        takers.retain(|(_, taken)| *taken > 0);
        takers.sort_by_key(|(_, taken)| Reverse(*taken));
        takers
    }

    /// Who takes most: the largest, and the next one if it takes at least half as much.
    #[must_use]
    pub fn largest(&self) -> Vec<(Taker, usize)> {
        let mut takers = self.takers();
        takers.truncate(2);
        if let [(_, first), (_, second)] = takers.as_slice()
            && second * 2 < *first
        {
            takers.truncate(1);
        }
        takers
    }
}

impl<'a> FromIterator<(&'a str, usize)> for Space {
    /// From names, and what each text takes with its name.
    fn from_iter<I: IntoIterator<Item = (&'a str, usize)>>(texts: I) -> Self {
        let mut space = Self::default();
        for (name, size) in texts {
            space.moved(name, 0, size);
        }
        space
    }
}
