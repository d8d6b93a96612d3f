//! What an SBOM offers for the list of components, and the components made of it.
//!
//! The readers of the formats stand in the crate `exports`; what they give
//! crosses to the app as the JSON of an [`Offer`].

mod components;
mod entry;
mod named;

use std::{borrow::Cow, error, fmt};

pub use components::{NoRoom, components_from};
pub use entry::{Entry, Sort};
pub use named::Named;
use serde::{Deserialize, Serialize};

use crate::{
    assessment::stored,
    catalogue::ComponentKind,
    words::{file_size, sbom as say},
};

/// The largest SBOM that is read, in bytes.
pub const SIZE_MAX: u64 = 32_000_000;

/// The most entries that are shown at once; a certificate lists few.
pub const PROPOSALS_MAX: usize = 200;

/// What an SBOM offers for the list of components.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer<'a> {
    /// `CycloneDX` or `SPDX`.
    pub format: Cow<'a, str>,
    /// The version of the format, such as `1.6`.
    pub version: Cow<'a, str>,
    /// How many entries the file offers.
    pub total: usize,
    /// How many of them were found by what was looked for.
    pub found: usize,
    /// What was not taken over as it stands, in words.
    pub notes: Vec<String>,
    /// The first of those that were found, at most [`PROPOSALS_MAX`].
    pub proposals: Vec<Proposal<'a>>,
}

impl Offer<'static> {
    /// What the reader of SBOMs answered: an offer, or in words why the file
    /// cannot be read. None if this is not such an answer.
    #[must_use]
    pub fn from_answer(text: &str) -> Option<Result<Self, String>> {
        stored::read(text)
    }
}

/// An entry offered for the list of components.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal<'a> {
    /// Its place among all that the file offers, whatever is looked for.
    pub place: usize,
    /// What is offered.
    pub entry: Cow<'a, Entry>,
    /// Its component type, where the SBOM decides it.
    pub kind: Option<ComponentKind>,
    /// Whether it is chosen unless the user says otherwise.
    pub preselected: bool,
}

/// The file is larger than [`SIZE_MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// Its size in bytes.
    pub size: u64,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&say::too_large(&file_size(self.size), &file_size(SIZE_MAX)))
    }
}

impl error::Error for TooLarge {}
