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
}

impl TechniqueExposure {
    /// Whether it protects other devices only (EX-1).
    #[must_use]
    pub fn protects_another_device(&self) -> bool {
        self.own.is_empty() && !self.ticked && !self.associated.is_empty()
    }
}
