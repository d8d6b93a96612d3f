//! One word, cut into the elements of a marking that stand in it: `ExdⅡBT4` is
//! a mark, a symbol, a group and a temperature class.

use super::{
    cursor::Cursor,
    element::{Cut, Element, is_of_13463},
    letters::Letters,
    pieces::Piece,
    run::MOST_SYMBOLS,
};
use crate::ex::{
    marking::{Atmosphere, EquipmentGroupKind, Mark, TemperatureValue},
    table::SymbolId,
};

/// What may stand in the word.
#[derive(Clone, Copy, Default)]
struct Allowed {
    /// A mark at its beginning.
    mark: bool,
    /// Elements without a mark before them.
    rest: bool,
    /// Capital for small letters and the reverse.
    fold: bool,
    /// Whether the group stands before this word, so that `DB` is a level.
    after_group: bool,
    /// Whether a symbol of the former dust standards may be in another case: `PD`
    /// before a group for gas is `p d`.
    old_dust: bool,
}

/// More cuts than any marking needs; a word that needs more is none.
const TRIES: u32 = 400;
/// Longer words are not markings.
const LONGEST: usize = 48;

/// The word here, if it begins with a mark. With `fold`, whatever its case.
pub(super) fn cut_with_mark(cursor: Cursor<'_>, fold: bool) -> Option<Vec<Cut>> {
    cut_for(cursor, Allowed { mark: true, rest: false, fold, after_group: false, old_dust: true })
}

/// The word here, if it has no mark, case and all.
pub(super) fn cut_without_mark(cursor: Cursor<'_>) -> Option<Vec<Cut>> {
    cut(cursor, Allowed { rest: true, ..Allowed::default() })
}

/// The word here, if it has no mark, whatever its case. Where the case tells
/// nothing, the place decides: `after_group`, `DB` is a protection level.
pub(super) fn cut_in_any_case(cursor: Cursor<'_>, after_group: bool) -> Option<Vec<Cut>> {
    cut_for(cursor, Allowed { mark: false, rest: true, fold: true, after_group, old_dust: true })
}

/// The word here, with or without a mark.
pub(super) fn cut_any(cursor: Cursor<'_>) -> Option<Vec<Cut>> {
    cut(cursor, Allowed { mark: true, rest: true, ..Allowed::default() })
}

/// Cuts the word as the words after it tell: a symbol for dust does not stand
/// before a group for gas.
fn cut_for(cursor: Cursor<'_>, allowed: Allowed) -> Option<Vec<Cut>> {
    let cuts = cut(cursor, allowed)?;
    let is_in_doubt = cuts.iter().any(|cut| cut.folded && cut.is_old_dust());
    if is_in_doubt && is_before_gas(cursor.ahead(1)) {
        return cut(cursor, Allowed { old_dust: false, ..allowed });
    }
    Some(cuts)
}

/// Whether the first group of the string that goes on here is for gas or mines.
fn is_before_gas(cursor: Cursor<'_>) -> bool {
    for here in (0..MOST_SYMBOLS).map(|count| cursor.ahead(count)) {
        let Some(Piece { from, to, sign, .. }) = here.piece() else { return false };
        if sign != 0 {
            continue;
        }
        let letters = Letters { signs: here.signs(), to, fold: true };
        if let Some(Cut { element: Element::Group(kind), to: end, .. }) = letters.group(from)
            && (end == to || kind != EquipmentGroupKind::I)
        {
            return kind.atmosphere() != Atmosphere::Dust;
        }
        let other = letters.zone(from, true).or_else(|| letters.temperature(from));
        if let Some(Cut { element, .. }) = other {
            return matches!(element, Element::Temperature(TemperatureValue::Class { .. }));
        }
    }
    false
}

/// Cuts the word whole, or not at all.
fn cut(cursor: Cursor<'_>, allowed: Allowed) -> Option<Vec<Cut>> {
    let Piece { from, to, sign: 0, .. } = cursor.piece()? else { return None };
    if to - from > LONGEST {
        return None;
    }
    let letters = Letters { signs: cursor.signs(), to, fold: allowed.fold };
    let mut cutter = Cutter { letters, old_dust: allowed.old_dust, tries: TRIES, cuts: Vec::new() };
    if allowed.mark && cutter.marked(from) {
        return Some(cutter.cuts);
    }
    cutter.cuts.clear();
    let fits = allowed.rest && cutter.symbols(from, allowed.after_group);
    fits.then_some(cutter.cuts)
}

/// Tries one way to cut after the other; `cuts` is the way it is on.
struct Cutter<'s> {
    letters: Letters<'s>,
    /// As in [`Allowed`].
    old_dust: bool,
    tries: u32,
    cuts: Vec<Cut>,
}

impl Cutter<'_> {
    /// Whether there are tries left.
    fn spend(&mut self) -> bool {
        let left = self.tries.checked_sub(1);
        self.tries = left.unwrap_or(0);
        left.is_some()
    }

    /// `[level] mark [symbols] [rest]`
    fn marked(&mut self, from: usize) -> bool {
        const MARKS: [(&[u8], Mark); 3] =
            [(b"EEx", Mark::EEx), (b"AEx", Mark::AEx), (b"Ex", Mark::Ex)];
        let level = self.letters.eac(from);
        self.cuts.extend(level);
        let from = level.map_or(from, |level| level.to);
        let before = self.cuts.len();
        for (code, mark) in MARKS {
            if self.letters.stands(from, code) {
                let to = from + code.len();
                let folded = self.letters.signs.slice(from, to) != code;
                let mark = Cut::plain(Element::Mark(mark), from, code.len());
                self.cuts.push(Cut { folded, ..mark });
                if self.symbols(to, false) {
                    return true;
                }
                self.cuts.truncate(before);
            }
        }
        false
    }

    /// Symbols from `i` on, then whatever stands after them.
    fn symbols(&mut self, i: usize, after_group: bool) -> bool {
        if i == self.letters.to {
            return self.is_plausible();
        }
        if !self.spend() {
            return false;
        }
        if self.letters.fold && (after_group || self.has_group(i)) && self.tail(i) {
            return true;
        }
        let mut longest = usize::MAX;
        let before = self.cuts.len();
        let rest = self.letters.signs.slice(i, self.letters.to);
        while let Some((id, length)) = SymbolId::at_start(rest, longest, self.letters.fold) {
            let code = id.code().bytes().filter(|byte| *byte != b'_');
            let folded = !code.eq(rest[..length].iter().copied());
            // `nAc`: the level of an n type may be added to it (IEC 60079-15).
            let has_level = matches!(id.code(), "nA" | "nC" | "nR" | "nL")
                && self.letters.stands(i + length, b"c");
            for length in (length..=length + usize::from(has_level)).rev() {
                let folded = folded || rest[length - 1] == b'C' && length > id.code().len();
                self.cuts.push(Cut { folded, ..Cut::plain(Element::Symbol(id), i, length) });
                if self.symbols(i + length, false) {
                    return true;
                }
                self.cuts.truncate(before);
            }
            longest = length - 1;
        }
        self.tail(i)
    }

    /// Whether a group of two signs or more stands at `i`: `iiic` is no `i` with `IIC`.
    fn has_group(&self, i: usize) -> bool {
        self.letters.group(i).is_some_and(|cut| cut.to - cut.from > 1)
    }

    /// What stands after the symbols, in whatever order.
    fn tail(&mut self, i: usize) -> bool {
        if i == self.letters.to {
            return self.is_plausible();
        }
        if !self.spend() {
            return false;
        }
        let before = self.cuts.len();
        let after_old_dust = self.cuts.last().is_some_and(Cut::is_old_dust);
        let letters = self.letters;
        let readers: [&dyn Fn() -> Option<Cut>; 6] = [
            &|| letters.ip(i),
            &|| letters.group(i),
            &|| letters.zone(i, after_old_dust),
            &|| letters.temperature(i),
            &|| letters.epl(i),
            &|| letters.suffix(i),
        ];
        for read in readers {
            if let Some(cut) = read() {
                self.cuts.push(cut);
                if self.tail(cut.to) {
                    return true;
                }
                self.cuts.truncate(before);
            }
        }
        false
    }

    /// Whether there are cuts, and their symbols may be written together: `code`
    /// is not c, o, d and e. Those of non-electrical equipment are met as `ck`, `bck`.
    fn is_plausible(&self) -> bool {
        let mut symbols = Vec::new();
        for cut in &self.cuts {
            if let Element::Symbol(id) = cut.element {
                let is_other = cut.folded && cut.is_old_dust() && !self.old_dust;
                if is_other || symbols.contains(&id) {
                    return false;
                }
                symbols.push(id);
            }
        }
        let all = |test: fn(SymbolId) -> bool| symbols.iter().all(|id| test(*id));
        // `1ExdsIIBT5`: only a mark tells that the s is one.
        let marked = self.cuts.iter().any(|cut| matches!(cut.element, Element::Mark(_)));
        let may_be_special = |id: SymbolId| id.glued() || id.code() == "s";
        !self.cuts.is_empty()
            && (symbols.len() < 2
                || all(SymbolId::glued)
                || all(is_of_13463)
                || marked && all(may_be_special))
    }
}
