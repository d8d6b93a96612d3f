//! The editions of the parts: which there are (CV-11), and what became of each
//! requirement of an earlier catalogue.

use serde::{Deserialize, Serialize};

use super::{EDITIONS, PartId};

/// An edition of a part, as an application or a certificate names it (CV-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Which part.
    pub part: PartId,
    /// How it is cited after the number of the standard, such as `2015+AMD1:2017`.
    pub name: &'static str,
    /// The edition that has taken its place, if one has.
    pub superseded_by: Option<&'static str>,
    /// Whether the numbers of its requirements are those of the catalogue here.
    pub is_verified: bool,
}

impl Edition {
    /// The known editions of a part, the oldest first. One of them is the catalogue's.
    pub fn of(part: PartId) -> impl Iterator<Item = &'static Self> {
        EDITIONS.iter().filter(move |edition| edition.part == part)
    }

    /// The known edition that a text names by its years: all of them, or for an
    /// amended one that of the amendment alone. `IEC 62443-2-4:2017` is 2015+AMD1:2017.
    #[must_use]
    pub fn find(part: PartId, text: &str) -> Option<&'static Self> {
        let named = years(text);
        Self::of(part).find(|edition| {
            let years = years(edition.name);
            named == years || (years.len() > 1 && named[..] == years[years.len() - 1..])
        })
    }
}

/// The years in a text.
fn years(text: &str) -> Vec<&str> {
    let numbers = text.split(|sign: char| !sign.is_ascii_digit());
    let is_year =
        |number: &&str| number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    numbers.filter(is_year).collect()
}

/// Names a catalogue: what an assessment was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Catalogue {
    /// The part of IEC 62443.
    pub part: PartId,
    /// The year of its edition.
    pub edition: String,
    /// SHA-256 over the canonical form of the catalogue's facts.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub digest: String,
}

impl Catalogue {
    /// The catalogue of a part in this build.
    #[must_use]
    pub fn present(part: PartId) -> Self {
        let catalogue = part.part();
        Self { part, edition: catalogue.edition.to_owned(), digest: catalogue.digest.to_owned() }
    }

    /// Whether it is the one of this build.
    #[must_use]
    pub fn is_present(&self) -> bool {
        *self == Self::present(self.part)
    }

    /// The earlier edition it is, if that is known.
    #[must_use]
    pub fn earlier<'a>(&self, known: &'a [Earlier]) -> Option<&'a Earlier> {
        known.iter().find(|earlier| earlier.part == self.part && earlier.digest == self.digest)
    }
}

/// An earlier edition of a part, with what has changed up to the present one.
///
/// The build makes one of each file in `data/catalogue/earlier/`; the rows it
/// does not name are the same in both.
#[derive(Clone, Copy, Debug)]
pub struct Earlier {
    /// Which part.
    pub part: PartId,
    /// Its edition, such as `2018`.
    pub edition: &'static str,
    /// The [`digest`](super::Part::digest) it had.
    pub digest: &'static str,
    /// What has changed, by the id in the earlier edition, or for a new
    /// requirement by its id now.
    pub changes: &'static [RowChange],
}

/// What became of one requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowChange {
    /// It is new.
    Added(&'static str),
    /// It asks for something else than before, or at another level.
    Changed(&'static str),
    /// It has another id, and asks for the same.
    Renamed(&'static str, &'static str),
    /// It has another id, and asks for something else.
    Replaced(&'static str, &'static str),
    /// It is gone; its title was this.
    Removed(&'static str, &'static str),
}

/// What is to be done with the answer to a requirement of an earlier edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It stands under this id; `asks_again` if the requirement has changed.
    Keep {
        /// The id now; none if it is the same.
        id: Option<&'static str>,
        /// Whether the user has to look at it again.
        asks_again: bool,
    },
    /// There is no such requirement any more; its title was this.
    SetAside(&'static str),
}

impl Earlier {
    /// What is to be done with the answer under an id of this edition.
    #[must_use]
    pub fn outcome(&self, id: &str) -> Outcome {
        for change in self.changes {
            match *change {
                RowChange::Changed(was) if was == id => {
                    return Outcome::Keep { id: None, asks_again: true };
                }
                RowChange::Renamed(was, now) if was == id => {
                    return Outcome::Keep { id: Some(now), asks_again: false };
                }
                RowChange::Replaced(was, now) if was == id => {
                    return Outcome::Keep { id: Some(now), asks_again: true };
                }
                RowChange::Removed(was, title) if was == id => return Outcome::SetAside(title),
                _ => {}
            }
        }
        Outcome::Keep { id: None, asks_again: false }
    }
}
