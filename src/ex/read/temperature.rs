//! Temperatures that go on in the words after their `T`, or have none.

use super::{
    cursor::Cursor,
    element::{Cut, Element, Unit},
    letters::decimal,
    signs::DEGREE,
};
use crate::ex::marking::{CorrectionKind, Degrees, TemperatureValue};

/// A number with its unit.
#[derive(Clone, Copy)]
pub(super) struct Measure {
    /// Up to four digits.
    pub number: u16,
    pub unit: Degrees,
    /// Whether the unit is written in full.
    pub is_full: bool,
}

impl Measure {
    /// A surface temperature without a layer.
    pub const fn surface(self, without_t: bool) -> TemperatureValue {
        surface(self.number, self.unit, None, without_t)
    }
}

const fn surface(
    degrees: u16,
    unit: Degrees,
    layer: Option<u16>,
    without_t: bool,
) -> TemperatureValue {
    TemperatureValue::Surface { degrees, unit, layer, without_t }
}

/// A whole number with its unit, in one word or in several.
pub(super) fn measure(cursor: Cursor<'_>) -> Option<(Measure, Cursor<'_>)> {
    let word = cursor.word();
    let digits = word.iter().take_while(|sign| sign.is_ascii_digit()).count();
    if !(1..=4).contains(&digits) {
        return None;
    }
    let (number, rest) = word.split_at(digits);
    let (unit, is_full, end) = if rest.is_empty() {
        unit(cursor.ahead(1))?
    } else {
        let unit = Unit::whole(rest)?;
        (unit.degrees, unit.is_full, cursor.ahead(1))
    };
    Some((Measure { number: decimal(number), unit, is_full }, end))
}

/// A unit that is a word, or two: the degrees, and whether it is written in full.
fn unit(cursor: Cursor<'_>) -> Option<(Degrees, bool, Cursor<'_>)> {
    let word = cursor.word();
    let unit = Unit::whole(word)?;
    let next = cursor.ahead(1);
    // `° C`
    Some(match next.word() {
        b"C" if word == [DEGREE] => (Degrees::Celsius, true, next.ahead(1)),
        b"F" if word == [DEGREE] => (Degrees::Fahrenheit, true, next.ahead(1)),
        _ => (unit.degrees, unit.is_full, next),
    })
}

/// The number of a temperature class in a word of its own.
pub(super) fn class_number(cursor: Cursor<'_>) -> Option<u8> {
    match cursor.word() {
        [digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// The temperature that `cut` of the word here begins, how it had to be
/// corrected, and where it ends. Only the `last` cut of a word goes on in the next.
pub(super) fn whole<'s>(
    cursor: Cursor<'s>,
    cut: &Cut,
    last: bool,
) -> Option<(TemperatureValue, Option<CorrectionKind>, Cursor<'s>)> {
    let next = cursor.ahead(1);
    Some(match cut.element {
        Element::Temperature(value) => {
            // A degree sign by itself, with its letter in the next word.
            let split = match (value, next.word()) {
                (TemperatureValue::Surface { degrees, layer, without_t, unit }, b"C" | b"F")
                    if cut.unit && last && cursor.signs().get(cut.to - 1) == DEGREE =>
                {
                    let unit = if next.word() == b"F" { Degrees::Fahrenheit } else { unit };
                    Some(surface(degrees, unit, layer, without_t))
                }
                _ => None,
            };
            match split {
                Some(value) => (value, None, next.ahead(1)),
                None => (value, cut.unit.then_some(CorrectionKind::Unit), next),
            }
        }
        Element::Degrees { layer, number } => {
            let (value, is_full, end) = degrees(cursor, layer, number, last);
            (value, (!is_full).then_some(CorrectionKind::Unit), end)
        }
        Element::BareT => {
            if let Some((measure, end)) = measure(next).filter(|(found, _)| found.number >= 10) {
                let correction = (!measure.is_full).then_some(CorrectionKind::Unit);
                (measure.surface(false), correction, end)
            } else if let Some(number) = class_number(next) {
                let value = TemperatureValue::Class { number, letter: None };
                (value, Some(CorrectionKind::Spaced), next.ahead(1))
            } else {
                let star = usize::from(next.sign() == b'*');
                (TemperatureValue::Variable, Some(CorrectionKind::Spelling), next.ahead(star))
            }
        }
        _ => return None,
    })
}

/// A number after `T` whose unit is in the next words, or missing; whether the
/// unit is written in full.
fn degrees(
    cursor: Cursor<'_>,
    layer: Option<u16>,
    number: u16,
    last: bool,
) -> (TemperatureValue, bool, Cursor<'_>) {
    let next = cursor.ahead(1);
    if last {
        // `T200 320 °C`: 320 °C under a layer of 200 mm
        if layer.is_none()
            && next.piece().is_some_and(|piece| piece.spaced)
            && let Some((measure, end)) = measure(next)
        {
            let value = surface(measure.number, measure.unit, Some(number), false);
            return (value, measure.is_full, end);
        }
        if let Some((unit, is_full, end)) = unit(next) {
            return (surface(number, unit, layer, false), is_full, end);
        }
    }
    // The first of a range needs no unit: `T80...T130°C`.
    (surface(number, Degrees::Celsius, layer, false), false, next)
}
