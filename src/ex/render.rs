//! The notation: the four columns of one string, and the canonical rendering of
//! a whole reading, which reads as itself.

use std::fmt::{self, Display, Write as _};

use super::{
    Atmosphere, Category, Degrees, EacLevel, Epl, ExString, Group, Join, Mark, Nec, Reading,
    Suffix, Temperature, TemperatureValue,
};

impl Join {
    /// What stands between two elements so joined; `blank` where a blank does.
    const fn text(self, blank: &'static str) -> &'static str {
        match self {
            Self::Blank => blank,
            Self::Slash => "/",
            Self::Plus => "+",
            Self::Comma => ",",
            Self::Range => "...",
        }
    }
}

impl Mark {
    /// How it is written.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ex => "Ex",
            Self::EEx => "EEx",
            Self::AEx => "AEx",
        }
    }
}

impl EacLevel {
    /// How it is written, a blank after Cyrillic letters included.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::L0 => "0",
            Self::L1 => "1",
            Self::L2 => "2",
            Self::MineVeryHigh => "РО ",
            Self::MineHigh => "РВ ",
            Self::MineEnhanced => "РП ",
        }
    }
}

impl Suffix {
    /// How it is written.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::X => "X",
            Self::U => "U",
        }
    }
}

impl Atmosphere {
    /// The letter in a protection level: `M`, `G`, `D`.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Mining => 'M',
            Self::Gas => 'G',
            Self::Dust => 'D',
        }
    }
}

impl Display for TemperatureValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Class { number, letter } => {
                write!(f, "T{number}")?;
                letter.map_or(Ok(()), |letter| f.write_char(letter))
            }
            Self::Surface { degrees, unit, layer, without_t } => {
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
                write!(f, "{degrees}{unit}")
            }
            Self::Variable => f.write_str("Tx"),
        }
    }
}

impl Display for Epl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char(self.atmosphere.letter())?;
        f.write_char(self.level.letter())
    }
}

impl Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (open, close) = if self.associated { ("(", ")") } else { ("", "") };
        if self.group == 1 {
            return write!(f, "I {open}M{}{close}", self.level.unwrap_or(0));
        }
        f.write_str("II ")?;
        if let Some(level) = self.level {
            write!(f, "{open}{level}")?;
            if let Some(boundary) = self.boundary {
                write!(f, "/{boundary}")?;
            }
            write!(f, "{close} ")?;
        }
        f.write_str(match (self.gas, self.dust) {
            (true, true) => "GD",
            (true, false) => "G",
            _ => "D",
        })
    }
}

impl Display for Nec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(class) = self.class {
            f.write_str(["Class I", "Class II", "Class III"][usize::from(class.clamp(1, 3)) - 1])?;
        }
        if let Some(zone) = self.zone {
            f.write_str(if self.class.is_some() { ", " } else { "" })?;
            write!(f, "Zone {zone}")?;
            if let Some(boundary) = self.boundary {
                write!(f, "/{boundary}")?;
            }
        }
        Ok(())
    }
}

fn push_groups(out: &mut String, groups: &[Group]) {
    for group in groups {
        out.push_str(group.join.text(","));
        out.push_str(group.kind.code());
        if let Some(gas) = &group.gas {
            out.push('+');
            out.push_str(gas);
        }
    }
}

fn push_epl(out: &mut String, list: &[Epl]) {
    for epl in list {
        out.push_str(epl.join.text(","));
        out.push(epl.atmosphere.letter());
        out.push(epl.level.letter());
    }
}

/// The first has nothing before it, whatever its join.
fn trimmed(text: String) -> String {
    match text.strip_prefix(',') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

fn groups(list: &[Group]) -> String {
    let mut out = String::new();
    push_groups(&mut out, list);
    trimmed(out)
}

fn levels(list: &[Epl]) -> String {
    let mut out = String::new();
    push_epl(&mut out, list);
    trimmed(out)
}

fn temperatures(list: &[Temperature]) -> String {
    let mut out = String::new();
    let mut open = false;
    for (index, temperature) in list.iter().enumerate() {
        if open && !temperature.in_parentheses {
            out.push(')');
        }
        if !open && temperature.in_parentheses {
            out.push('(');
        } else if index > 0 {
            out.push_str(temperature.join.text(","));
        }
        open = temperature.in_parentheses;
        out.push_str(&temperature.value.to_string());
    }
    if open {
        out.push(')');
    }
    out
}

/// `main [of a bracket] [of the next]`
fn with_brackets(mut main: String, brackets: impl Iterator<Item = String>) -> String {
    for text in brackets.filter(|text| !text.is_empty()) {
        if !main.is_empty() {
            main.push(' ');
        }
        main.push('[');
        main.push_str(&text);
        main.push(']');
    }
    main
}

impl ExString {
    /// The symbols, such as `db [ia]`; empty if there are none.
    #[must_use]
    pub fn symbols_text(&self) -> String {
        self.symbols_with(|_| String::new())
    }

    fn symbols_with(&self, end: impl Fn(usize) -> String) -> String {
        let mut out = String::new();
        let mut open: Option<usize> = None;
        for symbol in &self.symbols {
            if symbol.bracket != open {
                if let Some(bracket) = open {
                    out.push_str(&end(bracket));
                    out.push(']');
                }
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(if symbol.bracket.is_some() { "[" } else { "" });
                open = symbol.bracket;
            } else if !out.is_empty() {
                out.push_str(symbol.join.text(" "));
            }
            out.push_str(symbol.id.code());
        }
        if let Some(bracket) = open {
            out.push_str(&end(bracket));
            out.push(']');
        }
        out
    }

    /// The groups, such as `IIB [IIC]`; empty if there are none.
    #[must_use]
    pub fn groups_text(&self) -> String {
        with_brackets(groups(&self.groups), self.brackets.iter().map(|one| groups(&one.groups)))
    }

    /// The temperatures, such as `T6...T1`; empty if there are none.
    #[must_use]
    pub fn temperatures_text(&self) -> String {
        let of_brackets = self.brackets.iter().map(|one| temperatures(&one.temperatures));
        with_brackets(temperatures(&self.temperatures), of_brackets)
    }

    /// The protection levels, such as `Gb [Ga]`; empty if there are none.
    #[must_use]
    pub fn epl_text(&self) -> String {
        with_brackets(levels(&self.epl), self.brackets.iter().map(|one| levels(&one.epl)))
    }

    fn has_symbols(&self, bracket: usize) -> bool {
        self.symbols.iter().any(|symbol| symbol.bracket == Some(bracket))
    }

    fn push_to(&self, out: &mut String) {
        let mut word = |text: &str| {
            if !text.is_empty() {
                if !out.is_empty() && !out.ends_with(['[', ' ']) {
                    out.push(' ');
                }
                out.push_str(text);
            }
        };
        for category in &self.categories {
            word(&category.to_string());
        }
        if let Some(nec) = self.nec {
            word(&nec.to_string());
        }
        let mark = [self.eac.map_or("", EacLevel::code), self.mark.map_or("", Mark::code)].concat();
        let inside = |index: usize| {
            let Some(bracket) = self.brackets.get(index) else { return String::new() };
            let mut text = String::new();
            let parts = [
                groups(&bracket.groups),
                temperatures(&bracket.temperatures),
                levels(&bracket.epl),
            ];
            for part in parts {
                if !part.is_empty() {
                    text.push(' ');
                    text.push_str(&part);
                }
            }
            text
        };
        let symbols = self.symbols_with(inside).replace('_', " ");
        match symbols.strip_prefix('[') {
            Some(rest) if self.bracketed => word(&["[", &mark, " ", rest].concat()),
            _ => {
                word(&mark);
                word(&symbols);
            }
        }
        // Brackets without symbols have their place among the symbols too.
        for index in (0..self.brackets.len()).filter(|index| !self.has_symbols(*index)) {
            word(&["[", inside(index).trim_start(), "]"].concat());
        }
        for zone in &self.dust_zones {
            let practice = zone.practice.map_or_else(String::new, String::from);
            word(&[practice, zone.zone.to_string()].concat());
        }
        word(&groups(&self.groups));
        word(&temperatures(&self.temperatures));
        word(&levels(&self.epl));
        word(self.suffix.map_or("", Suffix::code));
    }
}

/// The limits of an ambient range as they are written.
pub(super) fn ambient_text(low: Option<i16>, high: &[i16]) -> String {
    let mut out = String::new();
    match (low, high) {
        (Some(low), []) => {
            out.push_str("Ta ≥ ");
            push_tenths(&mut out, low);
        }
        (low, high) => {
            if let Some(low) = low {
                push_tenths(&mut out, low);
                out.push_str(" ≤ ");
            }
            out.push_str("Ta ≤ ");
            for (index, high) in high.iter().enumerate() {
                out.push_str(if index > 0 { " / " } else { "" });
                push_tenths(&mut out, *high);
            }
        }
    }
    out
}

fn push_tenths(out: &mut String, tenths: i16) {
    out.push(if tenths < 0 { '-' } else { '+' });
    let size = tenths.unsigned_abs();
    out.push_str(&(size / 10).to_string());
    if !size.is_multiple_of(10) {
        out.push('.');
        out.push_str(&(size % 10).to_string());
    }
    out.push_str("°C");
}

impl Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        let around = |string: Option<usize>| {
            let mut part = String::new();
            for code in self.ip.iter().filter(|code| code.string == string) {
                part.push_str(if part.is_empty() { "" } else { " " });
                part.push_str(&code.code);
            }
            for ambient in self.ambient.iter().filter(|ambient| ambient.string == string) {
                part.push_str(if part.is_empty() { "(" } else { " (" });
                part.push_str(&ambient_text(ambient.low, &ambient.high));
                part.push(')');
            }
            part
        };
        parts.push(around(None));
        for (index, string) in self.strings.iter().enumerate() {
            let mut part = String::new();
            string.push_to(&mut part);
            let rest = around(Some(index));
            if !rest.is_empty() {
                part.push(' ');
                part.push_str(&rest);
            }
            parts.push(part);
        }
        let categories: Vec<String> = self.categories.iter().map(ToString::to_string).collect();
        parts.push(categories.join(" "));
        parts.retain(|part| !part.is_empty());
        f.write_str(&parts.join("; "))
    }
}
