//! The rows of the table, made from `data/ex/symbols.json` when the app is built.

use super::{Exposure, QuestionKind, Technique};

include!(concat!(env!("OUT_DIR"), "/symbols.rs"));

/// What the table says of a technique.
pub(super) struct TechniqueRow {
    pub code: &'static str,
    pub exposure: Exposure,
}

/// The row of a technique.
pub(super) fn technique_row(technique: Technique) -> &'static TechniqueRow {
    &TECHNIQUES[technique as usize]
}

/// What the table says of a symbol.
pub(super) struct SymbolRow {
    pub code: &'static str,
    pub techniques: &'static [Technique],
    pub level: u8,
    pub gas: bool,
    pub dust: bool,
    pub mining: bool,
    pub glued: bool,
    pub question: Option<QuestionKind>,
}

/// The rows of the symbols, in the order of the table.
pub(super) fn symbol_rows() -> &'static [SymbolRow] {
    SYMBOLS
}
