//! The symbols of the types of protection and the techniques behind them: a
//! table made from `data/ex/symbols.json` when the app is built.

use std::fmt;

use super::exposure::{Exposure, QuestionKind};

include!(concat!(env!("OUT_DIR"), "/symbols.rs"));

/// A protection technique: the twelve rows of the workshop's table, then what
/// its table leaves out (EX-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Technique {
    /// Overpressure or purging keeps the atmosphere out (`p`).
    Pressurization,
    /// The energy is too low to ignite (`i`).
    IntrinsicSafety,
    /// Special protection (`s`).
    SpecialProtection,
    /// No sparks and no hot surfaces in normal operation and beyond (`e`).
    IncreasedSafety,
    /// No sparks in normal operation (`n`, `nA`, `nC`).
    NonSparking,
    /// Flameproof enclosure (`d`) or protection from dust by enclosure (`t`).
    Enclosure,
    /// Filled with powder (`q`).
    PowderFill,
    /// Under oil or another liquid (`o`, `k`).
    Immersion,
    /// Cast in a compound (`m`).
    Encapsulation,
    /// Non-electrical: built so that nothing ignites (`c`).
    ConstructionalSafety,
    /// Restricted breathing or flow (`nR`, `fr`).
    FlowRestriction,
    /// Non-electrical: ignition sources are monitored (`b`).
    IgnitionSourceControl,
    /// Light as ignition source (`op is`, `op pr`, `op sh`); not in the table.
    OpticalRadiation,
    /// Rooms with artificial ventilation (`v`); not in the table.
    RoomVentilation,
    /// Trace heating (`60079-30-1`); not in the table.
    TraceHeating,
}

struct TechniqueRow {
    code: &'static str,
    exposure: Exposure,
}

impl Technique {
    fn row(self) -> &'static TechniqueRow {
        &TECHNIQUES[self as usize]
    }

    /// The stable code, such as `intrinsic-safety`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// Reads a [`code`](Self::code); `None` for one that is not known.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|technique| technique.code() == code)
    }

    /// What the workshop's table says of it (EX-1), or that it is not in the
    /// table (EX-5).
    #[must_use]
    pub fn exposure(self) -> Exposure {
        self.row().exposure
    }
}

struct SymbolRow {
    code: &'static str,
    techniques: &'static [Technique],
    level: u8,
    gas: bool,
    dust: bool,
    mining: bool,
    glued: bool,
    question: Option<QuestionKind>,
}

/// The level of protection of a symbol: `a` is very high, `c` is enhanced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Very high: `a`.
    A,
    /// High: `b`.
    B,
    /// Enhanced: `c`.
    C,
}

impl Level {
    /// The letter in a symbol or a level of protection.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::A => 'a',
            Self::B => 'b',
            Self::C => 'c',
        }
    }
}

/// Names one symbol of the table, such as `db`; cheap to copy.
///
/// Only the table makes them, so an id always names a row that exists. The
/// order is that of the table: by technique.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SymbolId(u8);

impl SymbolId {
    /// Every symbol of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..SYMBOLS.len()).map(|row| Self(row as u8))
    }

    /// The symbol written so, case and all; `op is` is written `op_is`.
    #[must_use]
    pub fn find(code: &str) -> Option<Self> {
        Self::all().find(|id| id.code() == code)
    }

    fn row(self) -> &'static SymbolRow {
        &SYMBOLS[usize::from(self.0)]
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
    pub(super) fn glued(self) -> bool {
        self.row().glued
    }

    /// The longest symbol that `bytes` begin with and that is no longer than
    /// `longest`; with `fold`, whatever the case.
    pub(super) fn at_start(bytes: &[u8], longest: usize, fold: bool) -> Option<(Self, usize)> {
        let first = bytes.first()?.to_ascii_lowercase();
        let mut best: Option<(Self, usize)> = None;
        for (row, symbol) in SYMBOLS.iter().enumerate() {
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
