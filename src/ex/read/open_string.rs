//! The string that is being read: what it holds so far, and how what comes next
//! is joined to it.

use super::{
    element::{Cut, is_of_13463},
    run::MOST_SYMBOLS,
};
use crate::ex::{
    marking::{
        Atmosphere, Bracket, DustZone, EacLevel, Epl, EquipmentGroup, EquipmentGroupKind, ExString,
        Join, Mark, Span, Suffix, Symbol, Temperature, TemperatureValue,
    },
    table::{Level, SymbolId},
};

/// The element read last, for what may be joined to it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Last {
    Nothing,
    Symbol,
    Group,
    Temperature,
    Epl,
}

/// A bracket of the string that is open.
#[derive(Clone, Copy)]
pub(super) struct OpenBracket {
    /// Its index in [`ExString::brackets`].
    pub index: usize,
    /// The piece that closes it.
    pub close: usize,
}

pub(super) struct OpenString {
    /// Its index among the strings of the reading.
    pub index: usize,
    pub string: ExString,
    /// Protection levels before the mark.
    pub leading: Vec<Epl>,
    pub last: Last,
    /// Whether its mark is in another case, so that the case of the rest tells nothing.
    pub is_caseless: bool,
    /// Whether no unknown word stands since the last element.
    pub adjacent: bool,
    /// What stands between the last element and the next.
    pub join: Join,
    pub bracket: Option<OpenBracket>,
    /// Whether a round bracket is open.
    pub round: bool,
    /// Whether it was opened after the last protection level.
    pub round_is_new: bool,
    /// Words that stand where symbols do and are none.
    pub strange: Vec<Span>,
    /// Whether a long unknown word says that no symbols follow any more.
    pub symbols_over: bool,
}

impl OpenString {
    pub fn new(index: usize, string: ExString, leading: Vec<Epl>) -> Self {
        Self {
            index,
            string,
            leading,
            last: Last::Nothing,
            is_caseless: false,
            adjacent: true,
            join: Join::Blank,
            bracket: None,
            round: false,
            round_is_new: false,
            strange: Vec::new(),
            symbols_over: false,
        }
    }

    /// Whether symbols may still come here: in a bracket, or as long as nothing
    /// else came.
    pub fn takes_symbols(&self) -> bool {
        self.bracket.is_some() || !self.symbols_over && is_at_symbols(&self.string)
    }

    /// What has no mark has brackets among its symbols only.
    pub fn takes_brackets(&self) -> bool {
        let is_among_symbols = !self.string.symbols.is_empty() && is_at_symbols(&self.string);
        self.string.mark.is_some() || is_among_symbols
    }

    /// Whether a word may be read with another case.
    pub fn may_fold(&self, cuts: &[Cut], text: &str) -> bool {
        use super::element::Element::{Epl, Group, Suffix, Symbol};
        // A further group has a level of its own, and so has an associated part.
        let is_joined = self.adjacent
            && (self.join != Join::Blank
                || matches!(self.last, Last::Group | Last::Temperature)
                || self.round && self.round_is_new);
        let in_bracket = self.bracket.is_some();
        cuts.iter().all(|cut| match cut.element {
            Symbol(id) => !(cut.folded && id.code() == "d" && self.is_before_dust(text)),
            // `DC 24 V` after a group for gas is no level.
            Epl(atmosphere, _) => {
                let groups = &self.string.groups;
                let is_for = |group: &EquipmentGroup| group.kind.atmosphere() == atmosphere;
                let fits = !cut.folded || groups.is_empty() || groups.iter().any(is_for);
                in_bracket || fits && (self.string.epl.is_empty() || is_joined)
            }
            // A small `i` in a list of groups is a symbol of what comes next.
            Group(EquipmentGroupKind::I) if cut.folded => {
                self.is_caseless && (in_bracket || self.string.groups.is_empty())
            }
            Group(_) => in_bracket || self.string.groups.is_empty() || is_joined,
            Suffix(_) => self.is_caseless || !cut.folded,
            _ => true,
        })
    }

    /// Whether the last symbol is a small one that a `D` makes one for dust:
    /// beside `ia`, a `D` is no `d`.
    fn is_before_dust(&self, text: &str) -> bool {
        self.string.symbols.last().is_some_and(|last| {
            last.span.slice(text).contains(|sign: char| sign.is_ascii_lowercase())
                && SymbolId::find(&format!("{}D", last.id.code())).is_some()
        })
    }

    /// Whether groups or temperatures stand before what comes, or symbols in
    /// its bracket, so that what may be a symbol in another case is a
    /// protection level.
    pub fn is_after_group(&self) -> bool {
        match self.bracket {
            Some(open) => self.string.has_symbols_in(open.index),
            None => !(self.string.groups.is_empty() && self.string.temperatures.is_empty()),
        }
    }

    /// Whether the place and not the case tells a protection level from a symbol:
    /// after a group in its bracket, and after a symbol there if the mark says
    /// that the case tells nothing.
    pub fn place_tells(&self) -> bool {
        self.bracket.is_some_and(|open| {
            let bracket = self.string.brackets.get(open.index);
            bracket.is_some_and(|bracket| !bracket.groups.is_empty())
                || self.is_caseless && self.is_after_group()
        })
    }

    /// The list of groups that the next one belongs to.
    fn groups(&mut self) -> &mut Vec<EquipmentGroup> {
        match self.bracket.and_then(|open| self.string.brackets.get_mut(open.index)) {
            Some(bracket) => &mut bracket.groups,
            None => &mut self.string.groups,
        }
    }

    /// The group read last, of the open bracket if there is one.
    fn last_group(&self) -> Option<&EquipmentGroup> {
        let bracket = self.bracket.and_then(|open| self.string.brackets.get(open.index));
        bracket.map_or(&self.string.groups, |bracket| &bracket.groups).last()
    }

    /// Whether there is a group that a gas can still be added to.
    pub fn has_group_for_gas(&self) -> bool {
        self.last_group().is_some_and(takes_gas)
    }

    /// Whether the name of a gas may stand after the group: it has no letter.
    pub fn takes_gas_names(&self) -> bool {
        self.last_group().is_some_and(|group| !group.kind.is_subdivided())
    }

    /// The group that a gas can still be added to.
    pub fn group_for_gas(&mut self) -> Option<&mut EquipmentGroup> {
        self.groups().last_mut().filter(|group| takes_gas(group))
    }

    /// The string reaches over this place too.
    pub fn extend(&mut self, span: Span) {
        let string = &mut self.string;
        string.span = if string.span == Span::default() { span } else { string.span.to(span) };
    }

    pub fn put_eac(&mut self, level: EacLevel) {
        if self.string.symbols.is_empty() {
            self.string.eac = Some(level);
        }
    }

    pub fn put_mark(&mut self, mark: Mark) {
        if self.string.symbols.is_empty() {
            self.string.mark = Some(mark);
        }
    }

    pub fn put_zone(&mut self, zone: DustZone) {
        self.string.dust_zones.push(zone);
    }

    pub fn put_suffix(&mut self, suffix: Suffix) {
        self.string.suffix = self.string.suffix.or(Some(suffix));
    }

    pub fn put_symbol(&mut self, id: SymbolId, span: Span) {
        let bracket = self.bracket.map(|open| open.index);
        // The first of a string or a bracket is joined to nothing.
        let continues = self.string.symbols.last().is_some_and(|last| last.bracket == bracket);
        let join = match self.join {
            Join::Slash | Join::Plus if continues => self.join,
            _ => Join::Blank,
        };
        self.string.symbols.push(Symbol { id, span, join, bracket });
        self.extend(span);
        self.last = Last::Symbol;
        self.adjacent = true;
        self.join = Join::Blank;
    }

    /// How an element in a bracket is joined to the one before it: as the
    /// symbols are that they belong to, as in `[ia Ga/ib Gb]`.
    fn join_in_bracket(&self) -> Join {
        let symbol = self.string.symbols.last().map_or(Join::Blank, |symbol| symbol.join);
        match (self.join, symbol) {
            (Join::Slash, _) | (Join::Blank, Join::Slash) => Join::Slash,
            _ => Join::Comma,
        }
    }

    pub fn put_group(&mut self, kind: EquipmentGroupKind, span: Span) {
        let join = match (self.bracket, self.join) {
            (Some(_), _) => self.join_in_bracket(),
            (None, Join::Blank) => Join::Comma,
            (None, join) => join,
        };
        let groups = self.groups();
        let join = if groups.is_empty() { Join::Blank } else { join };
        groups.push(EquipmentGroup { kind, gas: None, is_gas_only: false, join, span });
        self.last = Last::Group;
    }

    pub fn put_temperature(&mut self, value: TemperatureValue, span: Span) {
        let follows = self.last == Last::Temperature && self.adjacent;
        let join = match self.join {
            Join::Slash | Join::Range if follows => self.join,
            _ => Join::Comma,
        };
        let is_round = self.round && self.bracket.is_none();
        let list = match self.bracket.and_then(|open| self.string.brackets.get_mut(open.index)) {
            Some(bracket) => &mut bracket.temperatures,
            None => &mut self.string.temperatures,
        };
        let is_first = list.is_empty();
        let before = list.last().is_some_and(|last| last.in_parentheses);
        // `T135°C (T4)` says one thing twice, the class beside the temperature
        // (IEC 60079-0), and so does each of `(T4/T5)`.
        let is_surface = |one: &Temperature| matches!(one.value, TemperatureValue::Surface { .. });
        let is_beside = matches!(value, TemperatureValue::Class { .. })
            && (self.join != Join::Blank || list.last().is_some_and(is_surface));
        let in_parentheses = is_round && !is_first && (before || follows && !is_beside);
        let join = if is_first || in_parentheses && !before { Join::Blank } else { join };
        list.push(Temperature { value, join, in_parentheses, span });
        self.extend(span);
        self.last = Last::Temperature;
        self.adjacent = true;
        self.join = Join::Blank;
    }

    pub fn put_epl(&mut self, atmosphere: Atmosphere, level: Level, span: Span) {
        let join = match self.join {
            _ if self.bracket.is_some() => self.join_in_bracket(),
            Join::Slash | Join::Range => Join::Slash,
            _ => Join::Comma,
        };
        let round_is_new = std::mem::take(&mut self.round_is_new);
        let is_associated =
            self.takes_brackets() && round_is_new && self.round && self.last == Last::Epl;
        if self.bracket.is_none() && is_associated {
            // `Gc(Ga)`
            self.string.brackets.push(Bracket { span, ..Bracket::default() });
        }
        let brackets = &mut self.string.brackets;
        let bracket = match self.bracket {
            Some(open) => brackets.get_mut(open.index),
            None if is_associated => brackets.last_mut(),
            None => None,
        };
        let list = bracket.map_or(&mut self.string.epl, |bracket| &mut bracket.epl);
        let join = if list.is_empty() { Join::Blank } else { join };
        list.push(Epl { atmosphere, level, join, span });
        self.last = Last::Epl;
    }

    pub fn open_bracket(&mut self, span: Span, close: usize) {
        self.string.brackets.push(Bracket { span, ..Bracket::default() });
        self.bracket = Some(OpenBracket { index: self.string.brackets.len() - 1, close });
        self.join = Join::Blank;
    }

    /// The whole string, once nothing more comes: levels that stood before its
    /// mark are its own if it has none, and what stands in brackets of its own
    /// goes to the bracket it belongs to.
    pub fn settled(self) -> ExString {
        let Self { mut string, leading, .. } = self;
        if string.epl.is_empty() {
            string.epl = leading;
        }
        let mut kept: Vec<Bracket> = Vec::new();
        let mut homeless = Vec::new();
        for (old, bracket) in std::mem::take(&mut string.brackets).into_iter().enumerate() {
            if string.has_symbols_in(old) {
                for symbol in string.symbols.iter_mut().filter(|one| one.bracket == Some(old)) {
                    symbol.bracket = Some(kept.len());
                }
                kept.push(bracket);
            } else if !bracket.is_empty() {
                homeless.push(bracket);
            }
        }
        let with_symbols = kept.len();
        for mut bracket in homeless {
            let home = kept[..with_symbols].iter_mut().rev().find(|home| {
                (bracket.epl.is_empty() || home.epl.is_empty())
                    && (bracket.groups.is_empty() || home.groups.is_empty())
                    && (bracket.temperatures.is_empty() || home.temperatures.is_empty())
            });
            match home {
                Some(home) => {
                    home.epl.append(&mut bracket.epl);
                    home.groups.append(&mut bracket.groups);
                    home.temperatures.append(&mut bracket.temperatures);
                }
                None => kept.push(bracket),
            }
        }
        string.brackets = kept;
        string.bracketed &= string.symbols.first().is_some_and(|first| first.bracket.is_some());
        string
    }
}

fn takes_gas(group: &EquipmentGroup) -> bool {
    group.gas.is_none() && group.kind.atmosphere() == Atmosphere::Gas
}

/// Whether a string says anything. A mark alone does not, nor a temperature or
/// level after it. What has no mark needs a category, or what tells a string
/// by itself: a group with its letter, or a dust zone.
pub(super) fn says_anything(string: &ExString) -> bool {
    let symbols = &string.symbols;
    if string.mark.is_some() {
        return !symbols.is_empty() || !string.groups.is_empty();
    }
    let has_few_symbols = symbols.len() < MOST_SYMBOLS;
    let is_told = string.groups.first().is_some_and(|group| group.kind.is_subdivided())
        || !string.dust_zones.is_empty();
    let has_category = !string.categories.is_empty();
    let is_of_13463 = symbols.iter().all(|symbol| is_of_13463(symbol.id))
        && !(symbols.is_empty() && string.temperatures.is_empty());
    has_few_symbols && is_told
        || has_category && is_of_13463
        || has_few_symbols && has_category && !string.groups.is_empty()
}

/// Whether nothing of a string was read yet but its symbols.
pub(super) fn is_at_symbols(string: &ExString) -> bool {
    string.groups.is_empty()
        && string.epl.is_empty()
        && string.temperatures.is_empty()
        && string.dust_zones.is_empty()
}
