//! One word, cut into the elements of a marking that stand in it: `ExdⅡBT4` is
//! a mark, a symbol, a group and a temperature class.

use super::{
    Atmosphere, Degrees, DustZone, EacLevel, GroupKind, Level, Mark, Suffix, SymbolId,
    TemperatureValue,
    signs::{CYRILLIC_PE, DEGREE, Signs, is_like_i},
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
    Group(GroupKind),
    Temperature(TemperatureValue),
    /// A number after `T`, of which the unit does not stand in this word.
    Degrees {
        layer: Option<u16>,
        number: u16,
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
    /// Whether the unit is not written in full.
    pub unit: bool,
}

/// What may stand in the word.
#[derive(Clone, Copy)]
pub(super) struct Allowed {
    /// A mark at its beginning.
    pub mark: bool,
    /// Elements without a mark before them.
    pub rest: bool,
    /// Capital for small letters and the reverse.
    pub fold: bool,
    /// Whether the group stands before this word, so that `DB` is a level.
    pub after_group: bool,
}

/// More cuts than any marking needs; a word that needs more is none.
const TRIES: u32 = 400;
/// Longer words are not markings.
const LONGEST: usize = 48;

/// Cuts the signs `from..to` whole, or not at all.
pub(super) fn cut(signs: &Signs, from: usize, to: usize, allowed: Allowed) -> Option<Vec<Cut>> {
    if to - from > LONGEST || from >= to {
        return None;
    }
    let mut cutter = Cutter { signs, to, fold: allowed.fold, tries: TRIES, cuts: Vec::new() };
    if allowed.mark && cutter.marked(from) {
        return Some(cutter.cuts);
    }
    cutter.cuts.clear();
    let rest = allowed.rest && cutter.symbols(from, allowed.after_group);
    rest.then_some(cutter.cuts)
}

struct Cutter<'a> {
    signs: &'a Signs,
    to: usize,
    fold: bool,
    tries: u32,
    cuts: Vec<Cut>,
}

impl Cutter<'_> {
    fn at(&self, i: usize) -> u8 {
        if i < self.to { self.signs.get(i) } else { 0 }
    }

    /// Whether `word` stands at `i`; with `fold`, in any case.
    fn stands(&self, i: usize, word: &[u8]) -> bool {
        word.iter().enumerate().all(|(offset, letter)| {
            let sign = self.at(i + offset);
            sign == *letter || self.fold && sign.eq_ignore_ascii_case(letter)
        })
    }

    fn push(&mut self, element: Element, from: usize, length: usize) {
        self.cuts.push(Cut {
            element,
            from,
            to: from + length,
            folded: false,
            ocr: false,
            unit: false,
        });
    }

    /// Takes the last cut back.
    fn undo(&mut self, length: usize) -> bool {
        self.cuts.truncate(length);
        false
    }

    fn spend(&mut self) -> bool {
        self.tries = self.tries.saturating_sub(1);
        self.tries > 0
    }

    /// `[level] mark [symbols] [rest]`
    fn marked(&mut self, from: usize) -> bool {
        let mut i = from;
        if let Some((level, length, ocr)) = self.eac(i) {
            self.push(Element::Eac(level), i, length);
            if let Some(last) = self.cuts.last_mut() {
                last.ocr = ocr;
            }
            i += length;
        }
        const MARKS: [(&[u8], Mark); 3] =
            [(b"EEx", Mark::EEx), (b"AEx", Mark::AEx), (b"Ex", Mark::Ex)];
        for (word, mark) in MARKS {
            if self.stands(i, word) {
                let length = self.cuts.len();
                self.push(Element::Mark(mark), i, word.len());
                self.note_case(word);
                if self.symbols(i + word.len(), false) {
                    return true;
                }
                self.undo(length);
            }
        }
        false
    }

    fn note_case(&mut self, word: &[u8]) {
        if let Some(last) = self.cuts.last_mut() {
            let written = self.signs.bytes.get(last.from..last.to).unwrap_or_default();
            last.folded = written != word;
        }
    }

    fn eac(&self, i: usize) -> Option<(EacLevel, usize, bool)> {
        Some(match (self.at(i), self.at(i + 1)) {
            (b'0', _) => (EacLevel::L0, 1, false),
            (b'O', _) => (EacLevel::L0, 1, true),
            (b'1', _) => (EacLevel::L1, 1, false),
            (b'2', _) => (EacLevel::L2, 1, false),
            (b'P', b'O') => (EacLevel::MineVeryHigh, 2, false),
            (b'P', b'B') => (EacLevel::MineHigh, 2, false),
            (b'P', CYRILLIC_PE) => (EacLevel::MineEnhanced, 2, false),
            _ => return None,
        })
    }

    fn symbols(&mut self, i: usize, after_group: bool) -> bool {
        if i == self.to {
            return !self.cuts.is_empty() && self.is_plausible();
        }
        if !self.spend() {
            return false;
        }
        // Where capitals are all there is, the place decides: after the group,
        // `DB` is a protection level.
        if self.fold && after_group && self.tail(i) {
            return true;
        }
        let mut longest = usize::MAX;
        let mark = self.cuts.len();
        let bytes = self.signs.bytes.get(i..self.to).unwrap_or_default();
        while let Some((id, length)) = SymbolId::at_start(bytes, longest, self.fold) {
            self.push(Element::Symbol(id), i, length);
            let written = self.signs.bytes.get(i..i + length).unwrap_or_default();
            let folded =
                !id.code().bytes().filter(|byte| *byte != b'_').eq(written.iter().copied());
            if let Some(last) = self.cuts.last_mut() {
                last.folded = folded;
            }
            if self.symbols(i + length, false) {
                return true;
            }
            self.undo(mark);
            longest = length - 1;
        }
        self.tail(i)
    }

    /// What stands after the symbols, in whatever order.
    fn tail(&mut self, i: usize) -> bool {
        if i == self.to {
            return !self.cuts.is_empty() && self.is_plausible();
        }
        if !self.spend() {
            return false;
        }
        let mark = self.cuts.len();
        for read in [Self::ip, Self::group, Self::zone, Self::temperature, Self::epl, Self::suffix]
        {
            if let Some(cut) = read(self, i) {
                let to = cut.to;
                self.cuts.push(cut);
                if self.tail(to) {
                    return true;
                }
                self.undo(mark);
            }
        }
        false
    }

    fn found(&self, element: Element, from: usize, length: usize) -> Option<Cut> {
        let to = from + length;
        Some(Cut { element, from, to, folded: false, ocr: false, unit: false })
    }

    fn ip(&mut self, i: usize) -> Option<Cut> {
        let is_digit = |sign: u8| sign.is_ascii_digit() || matches!(sign, b'X' | b'x');
        if !self.stands(i, b"IP") || !is_digit(self.at(i + 2)) || !is_digit(self.at(i + 3)) {
            return None;
        }
        let letter = usize::from(self.at(i + 4) == b'K');
        self.found(Element::Ip, i, 4 + letter)
    }

    fn group(&mut self, i: usize) -> Option<Cut> {
        let mut length = 0;
        while length < 3 && self.is_i(i + length) {
            length += 1;
        }
        let letter = self.at(i + length);
        let letter = if self.fold { letter.to_ascii_uppercase() } else { letter };
        let subdivision = matches!(letter, b'A' | b'B' | b'C');
        let kind = match (length, subdivision.then_some(letter)) {
            (1, None) => GroupKind::I,
            (2, None) => GroupKind::II,
            (2, Some(b'A')) => GroupKind::IIA,
            (2, Some(b'B')) => GroupKind::IIB,
            (2, Some(_)) => GroupKind::IIC,
            (3, None) => GroupKind::III,
            (3, Some(b'A')) => GroupKind::IIIA,
            (3, Some(b'B')) => GroupKind::IIIB,
            (3, Some(_)) => GroupKind::IIIC,
            _ => return None,
        };
        let length = length + usize::from(subdivision && length > 1);
        let written = self.signs.bytes.get(i..i + length)?;
        let letters = written.iter().take_while(|sign| is_like_i(**sign) || **sign == b'i');
        let plain = letters.clone().filter(|sign| **sign == b'I').count();
        let small = letters.clone().filter(|sign| matches!(**sign, b'i')).count();
        let ocr = plain + small < letters.clone().count();
        // `1` alone and `11` are numbers; only a letter makes them a group.
        let is_number = letters.clone().all(|sign| *sign == b'1');
        if ocr && (is_number && !subdivision || kind == GroupKind::I || small > 0) {
            return None;
        }
        let mut cut = self.found(Element::Group(kind), i, length)?;
        cut.ocr = ocr;
        cut.folded = small > 0 || subdivision && !self.at(i + length - 1).is_ascii_uppercase();
        Some(cut)
    }

    fn is_i(&self, i: usize) -> bool {
        let sign = self.at(i);
        is_like_i(sign) || self.fold && sign == b'i'
    }

    fn zone(&mut self, i: usize) -> Option<Cut> {
        let practice = self.at(i);
        let last = self.at(i + 2);
        let is_zone = matches!(practice, b'A' | b'B')
            && self.at(i + 1) == b'2'
            && matches!(last, b'0'..=b'2')
            && !self.at(i + 3).is_ascii_digit();
        if is_zone {
            let practice = Some(char::from(practice));
            return self.found(Element::Zone(DustZone { practice, zone: 20 + last - b'0' }), i, 3);
        }
        // `pD21`
        let after_dust = self.cuts.last().is_some_and(|cut| match cut.element {
            Element::Symbol(id) => id.code().ends_with('D'),
            _ => false,
        });
        let zone = bare_zone(&[self.at(i), self.at(i + 1)]).filter(|_| after_dust);
        if let Some(zone) = zone
            && !self.at(i + 2).is_ascii_digit()
        {
            return self.found(Element::Zone(zone), i, 2);
        }
        // `TA,T6` and `TA 85 °C`
        let is_practice = self.at(i) == b'T'
            && matches!(self.at(i + 1), b'A' | b'B')
            && (i + 2 == self.to || self.at(i + 2) == b'T');
        if is_practice { self.found(Element::Practice, i, 2) } else { None }
    }

    fn temperature(&mut self, i: usize) -> Option<Cut> {
        if !self.stands(i, b"T") {
            return None;
        }
        let folded = self.at(i) != b'T';
        let rest = i + 1;
        let mut cut = self.after_t(i, rest)?;
        cut.folded = folded;
        Some(cut)
    }

    fn after_t(&self, from: usize, rest: usize) -> Option<Cut> {
        if rest == self.to {
            return self.found(Element::BareT, from, 1);
        }
        if matches!(self.at(rest), b'x' | b'X') && rest + 1 == self.to {
            return self.found(Element::Temperature(TemperatureValue::Variable), from, 2);
        }
        let (first, after_first) = self.number(rest)?;
        if after_first == rest + 1 {
            if !(1..=6).contains(&first) {
                return None;
            }
            let sign = self.at(after_first);
            let letters: &[u8] = match first {
                2 => b"ABCD",
                3 => b"ABC",
                4 => b"A",
                _ => b"",
            };
            let letter = (letters.contains(&sign) && !self.at(after_first + 1).is_ascii_digit())
                .then_some(char::from(sign));
            let value = TemperatureValue::Class { number: first as u8, letter };
            return self.found(
                Element::Temperature(value),
                from,
                after_first + usize::from(letter.is_some()) - from,
            );
        }
        // Digits set low are the depth of the dust layer.
        let mut layer = None;
        let (mut number, mut end) = (first, after_first);
        if let Some((second, after)) = self.number(after_first) {
            layer = Some(first);
            (number, end) = (second, after);
        }
        if number < 10 || layer.is_some_and(|layer| layer < 10) {
            return None;
        }
        let (element, length, unit) = match self.unit(end) {
            Some((unit, length, full)) => (
                Element::Temperature(TemperatureValue::Surface {
                    degrees: number,
                    unit,
                    layer,
                    without_t: false,
                }),
                end + length - from,
                !full,
            ),
            None => (Element::Degrees { layer, number }, end - from, false),
        };
        let mut cut = self.found(element, from, length)?;
        cut.unit = unit;
        Some(cut)
    }

    /// A number of one to four digits that are all set alike.
    fn number(&self, i: usize) -> Option<(u16, usize)> {
        let low = self.signs.changed.get(i).copied().flatten();
        let mut number = 0_u16;
        let mut end = i;
        while self.at(end).is_ascii_digit()
            && self.signs.changed.get(end).copied().flatten() == low
            && end < i + 4
        {
            number = number * 10 + u16::from(self.at(end) - b'0');
            end += 1;
        }
        (end > i).then_some((number, end))
    }

    fn unit(&self, i: usize) -> Option<(Degrees, usize, bool)> {
        unit(|offset| self.at(i + offset))
    }

    fn epl(&mut self, i: usize) -> Option<Cut> {
        let (first, second) = (self.at(i), self.at(i + 1));
        let (capital, small) = if self.fold {
            (first.to_ascii_uppercase(), second.to_ascii_lowercase())
        } else {
            (first, second)
        };
        let (atmosphere, level) = epl(capital, small)?;
        let mut cut = self.found(Element::Epl(atmosphere, level), i, 2)?;
        cut.folded = (first, second) != (capital, small);
        Some(cut)
    }

    fn suffix(&mut self, i: usize) -> Option<Cut> {
        if i + 1 != self.to {
            return None;
        }
        match self.at(i) {
            b'X' => self.found(Element::Suffix(Suffix::X), i, 1),
            b'U' => self.found(Element::Suffix(Suffix::U), i, 1),
            _ => None,
        }
    }

    /// Whether the symbols of the word may be written together: `code` is not
    /// c, o, d and e. Those of non-electrical equipment are met as `ck`, `bck`.
    fn is_plausible(&self) -> bool {
        let mut symbols = Vec::new();
        for cut in &self.cuts {
            if let Element::Symbol(id) = cut.element {
                if symbols.contains(&id) {
                    return false;
                }
                symbols.push(id);
            }
        }
        let all = |test: fn(SymbolId) -> bool| symbols.iter().all(|id| test(*id));
        let non_electrical = |id: SymbolId| matches!(id.code(), "b" | "c" | "k" | "fr" | "h");
        // `1ExdsIIBT5`: only a mark tells that the s is one.
        let marked = self.cuts.iter().any(|cut| matches!(cut.element, Element::Mark(_)));
        let special = |id: SymbolId| id.glued() || id.code() == "s";
        symbols.len() < 2 || all(SymbolId::glued) || all(non_electrical) || marked && all(special)
    }
}

/// `°C`, `°`, `C`, `oC`, `°F`, `F`: the unit, its length, and whether it is
/// written in full.
pub(super) fn unit(at: impl Fn(usize) -> u8) -> Option<(Degrees, usize, bool)> {
    Some(match (at(0), at(1)) {
        (DEGREE, b'C' | b'c') => (Degrees::Celsius, 2, true),
        (DEGREE, b'F') => (Degrees::Fahrenheit, 2, true),
        (DEGREE, _) => (Degrees::Celsius, 1, false),
        (b'o', b'C') => (Degrees::Celsius, 2, false),
        (b'C', _) => (Degrees::Celsius, 1, false),
        (b'F', _) => (Degrees::Fahrenheit, 1, false),
        _ => return None,
    })
}

/// A dust zone without its practice.
pub(super) fn bare_zone(word: &[u8]) -> Option<DustZone> {
    match word {
        [b'2', digit @ b'0'..=b'2'] => Some(DustZone { practice: None, zone: 20 + digit - b'0' }),
        _ => None,
    }
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
