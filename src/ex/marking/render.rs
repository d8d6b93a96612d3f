//! The notation: the four columns of one string, and the canonical rendering of
//! a whole reading, which reads as itself.

use std::fmt::{self, Display};

use super::{
    EacLevel, Epl, EquipmentGroup, ExString, Mark, Reading, Suffix, Temperature, limits_text,
};

fn groups(groups: &[EquipmentGroup]) -> String {
    let mut out = String::new();
    for (index, group) in groups.iter().enumerate() {
        if index > 0 {
            out.push_str(group.join.text(","));
        }
        out.push_str(group.kind.code());
        if let Some(gas) = &group.gas {
            out.push(if group.is_gas_only { '(' } else { '+' });
            out.push_str(gas);
            out.push_str(if group.is_gas_only { ")" } else { "" });
        }
    }
    out
}

fn levels(levels: &[Epl]) -> String {
    let mut out = String::new();
    for (index, epl) in levels.iter().enumerate() {
        if index > 0 {
            out.push_str(epl.join.text(","));
        }
        out.push_str(&epl.to_string());
    }
    out
}

fn temperatures(temperatures: &[Temperature]) -> String {
    let mut out = String::new();
    let mut is_open = false;
    for (index, temperature) in temperatures.iter().enumerate() {
        if is_open && !temperature.in_parentheses {
            out.push(')');
        }
        if !is_open && temperature.in_parentheses {
            out.push('(');
        } else if index > 0 {
            out.push_str(temperature.join.text(","));
        }
        is_open = temperature.in_parentheses;
        out.push_str(&temperature.value.to_string());
    }
    if is_open {
        out.push(')');
    }
    out
}

/// `main [first bracket] [second bracket]`; empty texts are left out.
fn with_brackets(main: String, brackets: impl Iterator<Item = String>) -> String {
    let brackets = brackets.filter(|text| !text.is_empty()).map(|text| format!("[{text}]"));
    let parts: Vec<String> =
        Some(main).filter(|text| !text.is_empty()).into_iter().chain(brackets).collect();
    parts.join(" ")
}

impl ExString {
    /// The symbols, such as `db [ia]`; empty if there are none.
    #[must_use]
    pub fn symbols_text(&self) -> String {
        self.symbols_with(|_| String::new())
    }

    /// The symbols; before the end of each bracket stands what `end` gives.
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
                if symbol.bracket.is_some() {
                    out.push('[');
                }
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
        let in_brackets = self.brackets.iter().map(|bracket| groups(&bracket.groups));
        with_brackets(groups(&self.groups), in_brackets)
    }

    /// The temperatures, such as `T6...T1`; empty if there are none.
    #[must_use]
    pub fn temperatures_text(&self) -> String {
        let in_brackets = self.brackets.iter().map(|bracket| temperatures(&bracket.temperatures));
        with_brackets(temperatures(&self.temperatures), in_brackets)
    }

    /// The protection levels, such as `Gb [Ga]`; empty if there are none.
    #[must_use]
    pub fn epl_text(&self) -> String {
        let in_brackets = self.brackets.iter().map(|bracket| levels(&bracket.epl));
        with_brackets(levels(&self.epl), in_brackets)
    }

    /// What stands in a bracket after its symbols, each part after a blank.
    fn inside(&self, bracket: usize) -> String {
        let Some(bracket) = self.brackets.get(bracket) else { return String::new() };
        [groups(&bracket.groups), temperatures(&bracket.temperatures), levels(&bracket.epl)]
            .iter()
            .filter(|part| !part.is_empty())
            .map(|part| format!(" {part}"))
            .collect()
    }
}

impl Display for ExString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words: Vec<String> = self.categories.iter().map(ToString::to_string).collect();
        words.extend(self.nec.map(|nec| nec.to_string()));
        let eac = self.eac.map_or("", EacLevel::code);
        let mark = format!("{eac}{}", self.mark.map_or("", Mark::code));
        let symbols = self.symbols_with(|bracket| self.inside(bracket)).replace('_', " ");
        match symbols.strip_prefix('[') {
            // Without a mark there is nothing to set in the bracket.
            Some(rest) if self.bracketed => words.push(format!("[{mark} {rest}")),
            _ => words.extend([mark, symbols]),
        }
        // Brackets without symbols have their place among the symbols too.
        for index in (0..self.brackets.len()).filter(|index| !self.has_symbols_in(*index)) {
            words.push(format!("[{}]", self.inside(index).trim_start()));
        }
        words.extend(self.dust_zones.iter().map(ToString::to_string));
        words.extend([groups(&self.groups), temperatures(&self.temperatures), levels(&self.epl)]);
        words.extend(self.suffix.map(|suffix| Suffix::code(suffix).to_owned()));
        words.retain(|word| !word.is_empty());
        let mut out = String::new();
        for word in words {
            // The blank after the Cyrillic letters of a level is one already.
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            out.push_str(&word);
        }
        f.write_str(&out)
    }
}

impl Reading {
    /// What belongs to a string beside it, or to none: IP codes and ambient ranges.
    fn beside(&self, string: Option<usize>) -> String {
        let codes = self.ip.iter().filter(|code| code.string == string);
        let ambient = self.ambient.iter().filter(|ambient| ambient.string == string);
        let parts: Vec<String> = codes
            .map(|code| code.code.clone())
            .chain(ambient.map(|range| format!("({})", limits_text(range.low, &range.high))))
            .collect();
        parts.join(" ")
    }
}

impl Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = vec![self.beside(None)];
        for (index, string) in self.strings.iter().enumerate() {
            let beside = self.beside(Some(index));
            let blank = if beside.is_empty() { "" } else { " " };
            parts.push(format!("{string}{blank}{beside}"));
        }
        let categories: Vec<String> = self.categories.iter().map(ToString::to_string).collect();
        parts.push(categories.join(" "));
        parts.retain(|part| !part.is_empty());
        f.write_str(&parts.join("; "))
    }
}
