//! One Ex string: a marking in the sense of IEC 60079-0.

use super::{
    Category, DustZone, EacLevel, Epl, EquipmentGroup, Join, Mark, Nec, Span, Suffix, Symbol,
    Temperature,
};

/// One Ex string: a marking in the sense of IEC 60079-0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExString {
    /// From its first to its last element.
    pub span: Span,
    /// The mark it begins with; `None` for markings that have none, such as
    /// `II 3 D T 150 °C` (EN 50281) and `II 2 G c T4` (EN 13463).
    pub mark: Option<Mark>,
    /// The level after TR CU 012 (EAC).
    pub eac: Option<EacLevel>,
    /// The ATEX or UKEX categories that stand directly before it.
    pub categories: Vec<Category>,
    /// Class and zone after NEC or CEC that stand before it.
    pub nec: Option<Nec>,
    /// Whether the mark itself stands in brackets: the product is outside the
    /// hazardous area.
    pub bracketed: bool,
    /// The symbols, bracketed ones included, in the order of the text.
    pub symbols: Vec<Symbol>,
    /// The brackets: associated apparatus.
    pub brackets: Vec<Bracket>,
    /// Dust zones of the former dust standards.
    pub dust_zones: Vec<DustZone>,
    /// The groups of the equipment itself.
    pub groups: Vec<EquipmentGroup>,
    /// Temperature classes and surface temperatures.
    pub temperatures: Vec<Temperature>,
    /// The protection levels of the equipment itself.
    pub epl: Vec<Epl>,
    /// `X` or `U` printed within the string.
    pub suffix: Option<Suffix>,
}

impl ExString {
    /// The symbols outside all brackets: they protect the equipment itself.
    pub(super) fn own_symbols(&self) -> impl Iterator<Item = &Symbol> {
        self.symbols.iter().filter(|symbol| symbol.bracket.is_none())
    }

    /// Whether all that is protected is another device.
    pub(super) fn is_outside(&self) -> bool {
        !self.symbols.is_empty() && self.own_symbols().next().is_none()
    }

    /// Whether two techniques together may reach a higher level than each.
    pub(super) fn combines_techniques(&self) -> bool {
        self.epl.len() > 1 || self.symbols.iter().any(|symbol| symbol.join != Join::Blank)
    }

    /// Whether a bracket holds a symbol.
    pub(in crate::ex) fn has_symbols_in(&self, bracket: usize) -> bool {
        self.symbols.iter().any(|symbol| symbol.bracket == Some(bracket))
    }
}

/// A bracket: what it says of the associated part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bracket {
    /// From the opening to the closing sign.
    pub span: Span,
    /// Groups named in it.
    pub groups: Vec<EquipmentGroup>,
    /// Temperatures named in it, as for `op is`.
    pub temperatures: Vec<Temperature>,
    /// Protection levels named in it, or in round brackets after the main one.
    pub epl: Vec<Epl>,
}

impl Bracket {
    /// Whether it names neither group, temperature nor protection level.
    pub(in crate::ex) const fn is_empty(&self) -> bool {
        self.epl.is_empty() && self.groups.is_empty() && self.temperatures.is_empty()
    }
}
