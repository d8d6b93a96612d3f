//! The elements that a word is cut into.

use super::signs::DEGREE;
use crate::ex::{
    marking::{
        Atmosphere, CorrectionKind, Degrees, DustZone, EacLevel, EquipmentGroupKind, Mark, Suffix,
        TemperatureValue,
    },
    table::{Level, SymbolId},
};

/// One element.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Element {
    Eac(EacLevel),
    Mark(Mark),
    Symbol(SymbolId),
    Zone(DustZone),
    /// `TA` or `TB`: the practice the temperature was measured after.
    Practice,
    Group(EquipmentGroupKind),
    Temperature(TemperatureValue),
    /// A number after `T`; its unit does not stand in this word.
    Degrees {
        layer: Option<u16>,
        number: u16,
        tenth: u8,
    },
    /// `T`, with its number in the next word.
    BareT,
    Epl(Atmosphere, Level),
    /// An IP code of two signs or more.
    Ip,
    Suffix(Suffix),
}

/// An element and the signs it is made of.
#[derive(Clone, Copy)]
pub(super) struct Cut {
    pub element: Element,
    pub from: usize,
    pub to: usize,
    /// Whether the case had to be changed.
    pub folded: bool,
    /// Whether a sign was taken for another one.
    pub ocr: bool,
    /// How the unit differs from what it should be.
    pub unit: Option<CorrectionKind>,
}

impl Cut {
    /// An element that stands as it should.
    pub const fn plain(element: Element, from: usize, length: usize) -> Self {
        Self { element, from, to: from + length, folded: false, ocr: false, unit: None }
    }

    pub const fn is_symbol(&self) -> bool {
        matches!(self.element, Element::Symbol(_))
    }

    /// `iaD`, `pD`, `tD`: a symbol of the former dust standards.
    pub fn is_old_dust(&self) -> bool {
        matches!(self.element, Element::Symbol(id) if id.code().ends_with('D'))
    }

    /// Whether it may stand in a marking of non-electrical equipment before 2016.
    pub fn is_part_of_13463(&self) -> bool {
        match self.element {
            Element::Symbol(id) => is_of_13463(id),
            Element::Temperature(_) | Element::Degrees { .. } | Element::Group(_) => true,
            _ => false,
        }
    }
}

/// Symbols of non-electrical equipment, whose markings had no `Ex` before 2016.
pub(super) fn is_of_13463(id: SymbolId) -> bool {
    matches!(id.code(), "b" | "c" | "k" | "fr" | "h")
}

/// A unit of temperature as it is written.
#[derive(Clone, Copy)]
pub(super) struct Unit {
    pub degrees: Degrees,
    /// How many signs it has.
    pub length: usize,
    /// How it differs from what it should be.
    pub correction: Option<CorrectionKind>,
}

impl Unit {
    /// `°C`, `°`, `C`, `oC`, `°F`, `F`: the unit that these signs begin with,
    /// whatever its case.
    pub fn at_start(first: u8, second: u8) -> Option<Self> {
        let (degrees, length) = match (first, second) {
            (DEGREE | b'o' | b'O', b'C' | b'c') => (Degrees::Celsius, 2),
            (DEGREE, b'F' | b'f') => (Degrees::Fahrenheit, 2),
            (DEGREE | b'C' | b'c', _) => (Degrees::Celsius, 1),
            (b'F' | b'f', _) => (Degrees::Fahrenheit, 1),
            _ => return None,
        };
        let correction = match (first, second) {
            (DEGREE, b'C' | b'F') => None,
            (DEGREE, b'c' | b'f') => Some(CorrectionKind::Case),
            _ => Some(CorrectionKind::Unit),
        };
        Some(Self { degrees, length, correction })
    }

    /// The unit that a word, or the rest of one, is as a whole.
    pub fn whole(word: &[u8]) -> Option<Self> {
        let sign = |i: usize| word.get(i).copied().unwrap_or(0);
        Self::at_start(sign(0), sign(1)).filter(|unit| unit.length == word.len())
    }
}

/// A dust zone without its practice.
pub(super) fn bare_zone(word: &[u8]) -> Option<DustZone> {
    match word {
        [b'2', digit @ b'0'..=b'2'] => Some(DustZone { practice: None, zone: 20 + digit - b'0' }),
        _ => None,
    }
}

/// The group whose letter was cut off from it.
pub(super) fn subdivided(kind: EquipmentGroupKind, letter: u8) -> Option<EquipmentGroupKind> {
    Some(match (kind, letter) {
        (EquipmentGroupKind::II, b'A') => EquipmentGroupKind::IIA,
        (EquipmentGroupKind::II, b'B') => EquipmentGroupKind::IIB,
        (EquipmentGroupKind::II, b'C') => EquipmentGroupKind::IIC,
        (EquipmentGroupKind::III, b'A') => EquipmentGroupKind::IIIA,
        (EquipmentGroupKind::III, b'B') => EquipmentGroupKind::IIIB,
        (EquipmentGroupKind::III, b'C') => EquipmentGroupKind::IIIC,
        _ => return None,
    })
}
