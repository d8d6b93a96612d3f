//! The signs of one word, and the elements that can begin at one of them.

use super::{
    element::{Cut, Element, Unit, bare_zone},
    signs::{CYRILLIC_PE, Signs, is_like_i},
};
use crate::ex::{
    marking::{Atmosphere, DustZone, EacLevel, EquipmentGroupKind, Suffix, TemperatureValue},
    table::Level,
};

/// The signs of one word.
#[derive(Clone, Copy)]
pub(super) struct Letters<'s> {
    pub signs: &'s Signs,
    /// The sign after its last.
    pub to: usize,
    /// Whether capitals stand for small letters and the reverse.
    pub fold: bool,
}

impl Letters<'_> {
    /// The sign at `i`; 0 beyond the word.
    pub fn at(self, i: usize) -> u8 {
        if i < self.to { self.signs.get(i) } else { 0 }
    }

    /// Whether `text` stands at `i`; with `fold`, in any case.
    pub fn stands(self, i: usize, text: &[u8]) -> bool {
        text.iter().enumerate().all(|(offset, letter)| {
            let sign = self.at(i + offset);
            sign == *letter || self.fold && sign.eq_ignore_ascii_case(letter)
        })
    }

    /// `0`, `1`, `2`, `РО`, `РВ`, `РП`: the level after TR CU 012.
    pub fn eac(self, i: usize) -> Option<Cut> {
        let (level, length) = match (self.capital(i), self.capital(i + 1)) {
            (b'0' | b'O', _) => (EacLevel::L0, 1),
            (b'1', _) => (EacLevel::L1, 1),
            (b'2', _) => (EacLevel::L2, 1),
            (b'P', b'O') => (EacLevel::MineVeryHigh, 2),
            (b'P', b'B') => (EacLevel::MineHigh, 2),
            (b'P', CYRILLIC_PE) => (EacLevel::MineEnhanced, 2),
            _ => return None,
        };
        let ocr = self.capital(i) == b'O';
        Some(Cut { ocr, ..Cut::plain(Element::Eac(level), i, length) })
    }

    pub fn ip(self, i: usize) -> Option<Cut> {
        let is_digit = |sign: u8| sign.is_ascii_digit() || matches!(sign, b'X' | b'x');
        if !self.stands(i, b"IP") || !is_digit(self.at(i + 2)) || !is_digit(self.at(i + 3)) {
            return None;
        }
        let letter = usize::from(self.at(i + 4) == b'K');
        Some(Cut::plain(Element::Ip, i, 4 + letter))
    }

    pub fn group(self, i: usize) -> Option<Cut> {
        let numeral = (i..i + 3).take_while(|at| self.is_i(*at)).count();
        let letter = self.capital(i + numeral);
        let subdivision = matches!(letter, b'A' | b'B' | b'C');
        let kind = match (numeral, subdivision.then_some(letter)) {
            (1, None) => EquipmentGroupKind::I,
            (2, None) => EquipmentGroupKind::II,
            (2, Some(b'A')) => EquipmentGroupKind::IIA,
            (2, Some(b'B')) => EquipmentGroupKind::IIB,
            (2, Some(_)) => EquipmentGroupKind::IIC,
            (3, None) => EquipmentGroupKind::III,
            (3, Some(b'A')) => EquipmentGroupKind::IIIA,
            (3, Some(b'B')) => EquipmentGroupKind::IIIB,
            (3, Some(_)) => EquipmentGroupKind::IIIC,
            _ => return None,
        };
        let length = numeral + usize::from(subdivision);
        let ones = self.signs.slice(i, i + numeral);
        let has_small = ones.contains(&b'i');
        let ocr = !ones.iter().all(|sign| matches!(sign, b'I' | b'i'));
        // `1` alone and `11` are numbers; only a letter makes them a group.
        let is_number = ones.iter().all(|sign| *sign == b'1');
        // Two signs with a small i are the beginning of a word such as `lib`.
        let is_word = has_small && numeral < 3;
        if ocr && (is_number && !subdivision || kind == EquipmentGroupKind::I || is_word) {
            return None;
        }
        let folded = has_small || subdivision && !self.at(i + numeral).is_ascii_uppercase();
        Some(Cut { ocr, folded, ..Cut::plain(Element::Group(kind), i, length) })
    }

    fn is_i(self, i: usize) -> bool {
        let sign = self.at(i);
        is_like_i(sign) || self.fold && sign == b'i'
    }

    /// `A21`, `TA`; `21` where a symbol of the former dust standards stands before it.
    pub fn zone(self, i: usize, after_old_dust: bool) -> Option<Cut> {
        let practice = self.capital(i);
        let last = self.at(i + 2);
        let folded = self.at(i) != practice;
        let is_zone = matches!(practice, b'A' | b'B')
            && self.at(i + 1) == b'2'
            && matches!(last, b'0'..=b'2')
            && !self.at(i + 3).is_ascii_digit();
        if is_zone {
            let zone = DustZone { practice: Some(char::from(practice)), zone: 20 + last - b'0' };
            return Some(Cut { folded, ..Cut::plain(Element::Zone(zone), i, 3) });
        }
        // `pD21`
        if after_old_dust
            && let Some(zone) = bare_zone(&[self.at(i), self.at(i + 1)])
            && !self.at(i + 2).is_ascii_digit()
        {
            return Some(Cut::plain(Element::Zone(zone), i, 2));
        }
        // `TA,T6` and `TA 85 °C`
        let is_practice = practice == b'T'
            && matches!(self.capital(i + 1), b'A' | b'B')
            && (i + 2 == self.to || self.capital(i + 2) == b'T');
        is_practice.then(|| Cut { folded, ..Cut::plain(Element::Practice, i, 2) })
    }

    /// The sign at `i`; with `fold`, as a capital.
    fn capital(self, i: usize) -> u8 {
        let sign = self.at(i);
        if self.fold { sign.to_ascii_uppercase() } else { sign }
    }

    pub fn temperature(self, i: usize) -> Option<Cut> {
        if !self.stands(i, b"T") {
            return None;
        }
        let folded = self.at(i) != b'T';
        Some(Cut { folded, ..self.after_t(i, i + 1)? })
    }

    /// The temperature whose `T` stands at `from`.
    fn after_t(self, from: usize, rest: usize) -> Option<Cut> {
        if rest == self.to {
            return Some(Cut::plain(Element::BareT, from, 1));
        }
        if matches!(self.at(rest), b'x' | b'X') && rest + 1 == self.to {
            return Some(Cut::plain(Element::Temperature(TemperatureValue::Variable), from, 2));
        }
        let (first, after_first) = self.number(rest)?;
        if after_first == rest + 1 {
            let number = u8::try_from(first).ok().filter(|number| (1..=6).contains(number))?;
            let sign = self.capital(after_first);
            let letters: &[u8] = match number {
                2 => b"ABCD",
                3 => b"ABC",
                4 => b"A",
                _ => b"",
            };
            let letter = (letters.contains(&sign) && !self.at(after_first + 1).is_ascii_digit())
                .then_some(char::from(sign));
            let end = after_first + usize::from(letter.is_some());
            let value = TemperatureValue::Class { number, letter };
            return Some(Cut::plain(Element::Temperature(value), from, end - from));
        }
        // Digits set low are the depth of the dust layer.
        let (layer, number, end) = match self.number(after_first) {
            Some((second, after_second)) => (Some(first), second, after_second),
            None => (None, first, after_first),
        };
        if number < 10 || layer.is_some_and(|layer| layer < 10) {
            return None;
        }
        // `T85,5`
        let (tenth, end) = match (self.at(end), self.at(end + 1)) {
            (b'.' | b',', digit @ b'0'..=b'9') => (digit - b'0', end + 2),
            _ => (0, end),
        };
        Some(match Unit::at_start(self.at(end), self.at(end + 1)) {
            Some(unit) => {
                let value = TemperatureValue::Surface {
                    degrees: number,
                    tenth,
                    unit: unit.degrees,
                    layer,
                    without_t: false,
                };
                let length = end + unit.length - from;
                let cut = Cut::plain(Element::Temperature(value), from, length);
                Cut { unit: unit.correction, ..cut }
            }
            None => Cut::plain(Element::Degrees { layer, number, tenth }, from, end - from),
        })
    }

    /// A number of one to four digits that are all set alike, and the sign after it.
    fn number(self, i: usize) -> Option<(u16, usize)> {
        let change = self.signs.change(i);
        let count = (i..i + 4)
            .take_while(|at| self.at(*at).is_ascii_digit() && self.signs.change(*at) == change)
            .count();
        (count > 0).then(|| (decimal(self.signs.slice(i, i + count)), i + count))
    }

    pub fn epl(self, i: usize) -> Option<Cut> {
        let written = (self.at(i), self.at(i + 1));
        let (capital, small) = if self.fold {
            (written.0.to_ascii_uppercase(), written.1.to_ascii_lowercase())
        } else {
            written
        };
        let (atmosphere, level) = epl(capital, small)?;
        let folded = written != (capital, small);
        Some(Cut { folded, ..Cut::plain(Element::Epl(atmosphere, level), i, 2) })
    }

    pub fn suffix(self, i: usize) -> Option<Cut> {
        let suffix = match self.capital(i) {
            b'X' => Suffix::X,
            b'U' => Suffix::U,
            _ => return None,
        };
        let folded = self.at(i).is_ascii_lowercase();
        (i + 1 == self.to).then(|| Cut { folded, ..Cut::plain(Element::Suffix(suffix), i, 1) })
    }
}

/// The number that up to four digits say.
pub(super) fn decimal(digits: &[u8]) -> u16 {
    digits.iter().fold(0, |number, digit| number * 10 + u16::from(digit - b'0'))
}

/// The protection level of two letters.
fn epl(capital: u8, small: u8) -> Option<(Atmosphere, Level)> {
    let level = match small {
        b'a' => Level::A,
        b'b' => Level::B,
        b'c' => Level::C,
        _ => return None,
    };
    let atmosphere = match capital {
        b'M' => Atmosphere::Mining,
        b'G' => Atmosphere::Gas,
        b'D' => Atmosphere::Dust,
        _ => return None,
    };
    Some((atmosphere, level))
}
