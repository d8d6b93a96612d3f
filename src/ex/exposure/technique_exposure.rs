//! One technique of the product.

use crate::ex::table::{Exposure, SymbolId, Technique};

/// One technique of the product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TechniqueExposure {
    /// Which.
    pub technique: Technique,
    /// What the table, or in its place the ExCB, says.
    pub exposure: Exposure,
    /// The symbols that protect this product.
    pub own: Vec<SymbolId>,
    /// The bracketed symbols: they protect another device (EX-1).
    pub associated: Vec<SymbolId>,
    /// Whether it was ticked by hand.
    pub ticked: bool,
    /// Whether software, firmware, a command or a setting can change what it
    /// relies on, where the applicant argues it (EX-7).
    pub changeable: Option<bool>,
}

impl TechniqueExposure {
    /// Whether the applicant argues that nothing reaches it (EX-7). Without an
    /// argument it counts as reachable.
    #[must_use]
    pub fn is_argued(&self) -> bool {
        self.changeable == Some(false)
    }

    /// Whether something is to be said of it where there is a path: it is possible or
    /// the ExCB's, or the ExCB has accepted what was argued (EX-7).
    #[must_use]
    pub fn is_arguable(&self) -> bool {
        self.exposure != Exposure::No || self.is_argued()
    }

    /// Whether it protects other devices only (EX-1).
    #[must_use]
    pub fn protects_another_device(&self) -> bool {
        self.own.is_empty() && !self.ticked && !self.associated.is_empty()
    }
}
