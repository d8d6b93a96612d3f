//! What can be read next.

use super::{ambient::Limits, category::Categories, element::Cut, marks::Prefix};
use crate::ex::{
    marking::{CertificateNumber, CorrectionKind, DustZone, Epl, Join, Nec, TemperatureValue},
    table::SymbolId,
};

/// One thing of the text, from the cursor to where the next one begins.
pub(super) enum Item {
    /// A sign between words.
    Sign,
    /// Known to be no part of a marking.
    Noise,
    /// Not understood.
    Unknown,
    /// A certificate number.
    Certificate(CertificateNumber),
    /// An ambient range.
    Ambient(Limits),
    /// A code of protection by enclosures.
    Ip(String),
    /// A class, division or zone after NEC or CEC.
    Nec(Nec),
    /// Groups and categories after ATEX and UKEX.
    Categories(Categories),
    /// Levels before a mark.
    Levels(Vec<Epl>),
    /// A mark that begins a string, or is repeated in one.
    Mark { prefix: Option<Prefix>, cuts: Vec<Cut> },
    /// A word of the open string.
    Word(Vec<Cut>),
    /// A word that begins a string without a mark.
    FirstWord { cuts: Vec<Cut>, after_category: bool },
    /// `op is`.
    Optical(SymbolId),
    /// `60079-30-1`.
    TraceHeating(SymbolId),
    /// A gas after a group.
    Gas(Gas),
    /// A temperature without its `T`.
    Temperature(TemperatureValue, Option<CorrectionKind>),
    /// The 20 of `iaD 20`.
    Zone(DustZone),
    /// `T A` of `T A 80 °C`.
    Practice,
    /// `to`, `or`, `and` between two elements of one kind.
    Joint(Join),
}

/// A gas after a group, such as `H2`.
pub(super) struct Gas {
    /// Its formula or name.
    pub name: String,
    /// Whether the equipment is for it only: it stands in round brackets.
    pub is_only: bool,
    /// Whether the plus before it is missing.
    pub without_plus: bool,
    /// Whether the case had to be changed.
    pub folded: bool,
}
