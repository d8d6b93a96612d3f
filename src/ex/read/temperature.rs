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
    /// The digit after the decimal sign.
    tenth: u8,
    unit: Degrees,
    /// How the unit differs from what it should be.
    pub correction: Option<CorrectionKind>,
}

impl Measure {
    /// A surface temperature without a layer.
    pub const fn surface(self, without_t: bool) -> TemperatureValue {
        self.under(None, without_t)
    }

    const fn under(self, layer: Option<u16>, without_t: bool) -> TemperatureValue {
        let Self { number: degrees, tenth, unit, .. } = self;
        TemperatureValue::Surface { degrees, tenth, unit, layer, without_t }
    }
}

/// A number with its unit, in one word or in several.
pub(super) fn measure(cursor: Cursor<'_>) -> Option<(Measure, Cursor<'_>)> {
    let word = cursor.word();
    let digits = word.iter().take_while(|sign| sign.is_ascii_digit()).count();
    if !(1..=4).contains(&digits) {
        return None;
    }
    let (whole, rest) = word.split_at(digits);
    let decimals = if rest.is_empty() { tenth(cursor.ahead(1)) } else { None };
    let (tenth, rest, next) = decimals.unwrap_or((0, rest, cursor.ahead(1)));
    let (unit, correction, end) = if rest.is_empty() {
        unit(next)?
    } else {
        let unit = Unit::whole(rest)?;
        (unit.degrees, unit.correction, next)
    };
    Some((Measure { number: decimal(whole), tenth, unit, correction }, end))
}

/// The 5 of `85,5 °C`, and what is glued to it. In a list, a blank follows the comma.
fn tenth(sign: Cursor<'_>) -> Option<(u8, &[u8], Cursor<'_>)> {
    let next = sign.ahead(1);
    let is_decimal = matches!(sign.sign(), b'.' | b',') && sign.is_attached() && next.is_attached();
    match next.word() {
        [digit @ b'0'..=b'9', rest @ ..]
            if is_decimal && !rest.first().is_some_and(u8::is_ascii_digit) =>
        {
            Some((digit - b'0', rest, next.ahead(1)))
        }
        _ => None,
    }
}

/// A unit that is a word, or two: the degrees, and how they differ from what
/// they should be.
fn unit(cursor: Cursor<'_>) -> Option<(Degrees, Option<CorrectionKind>, Cursor<'_>)> {
    let word = cursor.word();
    let unit = Unit::whole(word)?;
    let next = cursor.ahead(1);
    // `° C`
    let letter = if word == [DEGREE] { letter(next) } else { None };
    Some(letter.map_or((unit.degrees, unit.correction, next), |(degrees, correction)| {
        (degrees, correction, next.ahead(1))
    }))
}

/// `C` or `F`, which a degree sign stands before.
fn letter(cursor: Cursor<'_>) -> Option<(Degrees, Option<CorrectionKind>)> {
    let [letter] = cursor.word() else { return None };
    let unit = Unit::at_start(DEGREE, *letter).filter(|unit| unit.length == 2)?;
    Some((unit.degrees, unit.correction))
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
            let is_open = last && cursor.signs().get(cut.to - 1) == DEGREE;
            match (value, letter(next)) {
                // A degree sign by itself, with its letter in the next word.
                (
                    TemperatureValue::Surface { degrees, tenth, layer, without_t, .. },
                    Some((unit, correction)),
                ) if is_open => {
                    let value =
                        TemperatureValue::Surface { degrees, tenth, unit, layer, without_t };
                    (value, correction, next.ahead(1))
                }
                _ => (value, cut.unit, next),
            }
        }
        Element::Degrees { layer, number, tenth } => {
            let bare = Measure {
                number,
                tenth,
                unit: Degrees::Celsius,
                correction: Some(CorrectionKind::Unit),
            };
            degrees(cursor, layer, bare, last)
        }
        Element::BareT => {
            if let Some((measure, end)) = measure(next).filter(|(found, _)| found.number >= 10) {
                (measure.surface(false), measure.correction, end)
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

/// A number after `T` whose unit is in the next words, or missing; how the unit
/// had to be corrected.
fn degrees(
    cursor: Cursor<'_>,
    layer: Option<u16>,
    bare: Measure,
    last: bool,
) -> (TemperatureValue, Option<CorrectionKind>, Cursor<'_>) {
    let next = cursor.ahead(1);
    if last {
        // `T200 320 °C`: 320 °C under a layer of 200 mm
        if layer.is_none()
            && bare.tenth == 0
            && next.piece().is_some_and(|piece| piece.spaced)
            && let Some((measure, end)) = measure(next)
        {
            return (measure.under(Some(bare.number), false), measure.correction, end);
        }
        if let Some((unit, correction, end)) = unit(next) {
            return (Measure { unit, ..bare }.under(layer, false), correction, end);
        }
    }
    // The first of a range needs no unit: `T80...T130°C`.
    (bare.under(layer, false), bare.correction, next)
}
