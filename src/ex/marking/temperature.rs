//! Temperature classes and surface temperatures.

use std::fmt::{self, Display, Write as _};

use super::{Join, Span};

/// One temperature of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Temperature {
    /// What it says.
    pub value: TemperatureValue,
    /// How it is joined to the one before it.
    pub join: Join,
    /// Whether it stands in round brackets after another one.
    pub in_parentheses: bool,
    /// Where it stands.
    pub span: Span,
}

/// A temperature class or a surface temperature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TemperatureValue {
    /// `T1` to `T6`.
    Class {
        /// 1 to 6.
        number: u8,
        /// The letter of the classes of NEC and CEC, such as A in `T3A`.
        letter: Option<char>,
    },
    /// A maximum surface temperature.
    Surface {
        /// 10 to 9999, in degrees of `unit`.
        degrees: u16,
        /// The digit after the decimal sign, as 5 in `T85,5 °C`.
        tenth: u8,
        /// The degrees.
        unit: Degrees,
        /// Depth of the dust layer it is valid under, in mm.
        layer: Option<u16>,
        /// Whether the `T` before it is left out, as in `T3 (145 °C)`.
        without_t: bool,
    },
    /// `Tx`: it depends, and the instructions tell on what.
    Variable,
}

impl Display for TemperatureValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Class { number, letter } => {
                write!(f, "T{number}")?;
                letter.map_or(Ok(()), |letter| f.write_char(letter))
            }
            Self::Surface { degrees, tenth, unit, layer, without_t } => {
                if !without_t {
                    f.write_char('T')?;
                }
                if let Some(layer) = layer {
                    write!(f, "{layer} ")?;
                }
                let unit = match unit {
                    Degrees::Celsius => "°C",
                    Degrees::Fahrenheit => "°F",
                };
                write!(f, "{degrees}")?;
                if tenth > 0 {
                    write!(f, ".{tenth}")?;
                }
                f.write_str(unit)
            }
            Self::Variable => f.write_str("Tx"),
        }
    }
}

/// The degrees of a surface temperature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Degrees {
    /// °C.
    Celsius,
    /// °F.
    Fahrenheit,
}
