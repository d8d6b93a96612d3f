//! Symbols of the types of protection.

use std::fmt;

use super::{
    Level, QuestionKind, Technique,
    rows::{SymbolRow, symbol_rows},
};
use crate::{ex::by_code::by_code, words::invalid};

/// Names one symbol of the table, such as `db`; cheap to copy.
///
/// Only the table makes them, so an id always names a row that exists. The
/// order is that of the table: by technique.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SymbolId(u8);

impl SymbolId {
    /// Every symbol of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..symbol_rows().len()).map(|row| Self(row as u8))
    }

    /// The symbol written so, case and all; `op is` is written `op_is`.
    #[must_use]
    pub fn find(code: &str) -> Option<Self> {
        Self::all().find(|id| id.code() == code)
    }

    fn row(self) -> &'static SymbolRow {
        &symbol_rows()[usize::from(self.0)]
    }

    /// How it is written, as one word: `db`, `op_is`, `60079-30-1`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// The techniques it stands for. None for `h` (EX-2); two for `ec`, which
    /// does the work of the former `nA`.
    #[must_use]
    pub fn techniques(self) -> &'static [Technique] {
        self.row().techniques
    }

    /// Its level of protection, where the symbol itself tells it.
    #[must_use]
    pub fn level(self) -> Option<Level> {
        match self.row().level {
            0 => None,
            1 => Some(Level::A),
            2 => Some(Level::B),
            _ => Some(Level::C),
        }
    }

    /// Whether it is made for gas (group II).
    #[must_use]
    pub fn for_gas(self) -> bool {
        self.row().gas
    }

    /// Whether it is made for dust (group III).
    #[must_use]
    pub fn for_dust(self) -> bool {
        self.row().dust
    }

    /// Whether it is made for mines (group I).
    #[must_use]
    pub fn for_mining(self) -> bool {
        self.row().mining
    }

    /// The question it leaves open (EX-2, EX-5, EX-6).
    #[must_use]
    pub fn question(self) -> Option<QuestionKind> {
        self.row().question
    }

    /// Whether it is met written together with others, as `d` in `de`. Where it
    /// is not, a split would find symbols in words of everyday language.
    pub(in crate::ex) fn glued(self) -> bool {
        self.row().glued
    }

    /// The longest symbol that `bytes` begin with and that is no longer than
    /// `longest`; with `fold`, whatever the case.
    pub(in crate::ex) fn at_start(
        bytes: &[u8],
        longest: usize,
        fold: bool,
    ) -> Option<(Self, usize)> {
        let first = bytes.first()?.to_ascii_lowercase();
        let mut best: Option<(Self, usize)> = None;
        for (row, symbol) in symbol_rows().iter().enumerate() {
            let code = symbol.code.as_bytes();
            // Only DIP begins with a capital letter.
            if code[0].to_ascii_lowercase() != first {
                continue;
            }
            let length = written_length(code);
            if length <= longest
                && best.is_none_or(|(_, best)| length > best)
                && bytes.len() >= length
                && same(code, &bytes[..length], fold)
            {
                best = Some((Self(row as u8), length));
            }
        }
        best
    }
}

/// How long a code is when it is written together: `op_is` as `opis`.
fn written_length(code: &[u8]) -> usize {
    code.len() - usize::from(code.contains(&b'_'))
}

fn same(code: &[u8], written: &[u8], fold: bool) -> bool {
    let code = code.iter().filter(|byte| **byte != b'_');
    code.zip(written).all(|(a, b)| a == b || fold && a.eq_ignore_ascii_case(b))
}

impl fmt::Debug for SymbolId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for SymbolId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

by_code!(
    SymbolId,
    "Symbol",
    Self::code,
    Self::find,
    invalid::symbol,
    SymbolId::all().map(|symbol| symbol.code().to_owned()).collect()
);
