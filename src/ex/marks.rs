//! What begins a string: a mark, a bracket with a mark in it, levels before a
//! mark, or symbols that need none.

use super::{
    Bracket, CorrectionKind, EacLevel, Epl, Join, Mark, Scheme, Span, SymbolId, TokenKind,
    WarningCode,
    elements::is_symbol,
    reader::{Reader, holds, is_at_symbols},
    signs::{self, Piece},
    word::{self, Allowed, Cut, Element},
};

/// How many pieces a look ahead goes over.
pub(super) const AHEAD: usize = 24;

/// How many symbols a string without a mark may have before its group.
pub(super) const MOST_ELEMENTS: usize = 16;

impl Reader<'_> {
    pub(super) fn closed_by(&self, k: usize) -> Option<usize> {
        self.closing.get(k).copied().filter(|close| *close > 0)
    }

    /// The end of the bracket that opens at `k`; where it is not closed, the
    /// symbols and levels directly after it are what it holds.
    pub(super) fn end_of_bracket(&mut self, k: usize) -> usize {
        if let Some(close) = self.closed_by(k) {
            return close;
        }
        let span = self.span(k, k + 1);
        self.warn(WarningCode::UnclosedBracket, span);
        let mut end = k + 1;
        while end < k + AHEAD {
            if let Some((_, next)) = self.optical_at(end) {
                end = next;
            } else if self.is_associated(end) {
                end += 1;
            } else {
                break;
            }
        }
        end
    }

    pub(super) fn is_associated(&self, k: usize) -> bool {
        let Some(Piece { from, to, sign: 0, .. }) = self.piece(k) else { return false };
        let allowed = Allowed { mark: true, rest: true, fold: false, after_group: false };
        word::cut(&self.signs, from, to, allowed).is_some_and(|cuts| {
            cuts.iter().all(|cut| {
                matches!(
                    cut.element,
                    Element::Symbol(_) | Element::Mark(_) | Element::Eac(_) | Element::Epl(..)
                )
            })
        })
    }

    pub(super) fn open_bracket(&mut self, k: usize) -> usize {
        // With a mark directly in it, the bracket is opened along with it.
        if !self.mark_at(k + 1) && self.takes_brackets() {
            self.bracket_at(k);
        }
        k + 1
    }

    /// What has no mark has brackets among its symbols only.
    pub(super) fn takes_brackets(&self) -> bool {
        self.current().is_some_and(|string| {
            let among_symbols = !string.symbols.is_empty() && is_at_symbols(string);
            string.mark.is_some() || among_symbols
        })
    }

    /// Opens the bracket at `k` within the open string.
    pub(super) fn bracket_at(&mut self, k: usize) {
        let close = self.end_of_bracket(k);
        let end = (close + 1).min(self.pieces.len()).max(k + 1);
        let span = self.span(k, end);
        self.begin_bracket(span, close);
    }

    pub(super) fn begin_bracket(&mut self, span: Span, close: usize) {
        let Some(string) = self.current_mut() else { return };
        string.brackets.push(Bracket { span, ..Bracket::default() });
        let index = string.brackets.len() - 1;
        self.bracket = Some((index, close));
        self.join = Join::Blank;
    }

    pub(super) fn close_bracket(&mut self, k: usize) {
        self.bracket = None;
        self.join = Join::Blank;
        if self.sign(k) == b')' {
            self.round = false;
        }
    }

    #[inline(never)]
    pub(super) fn cut(&self, k: usize, mark: bool, rest: bool, fold: bool) -> Option<Vec<Cut>> {
        let Some(Piece { from, to, sign: 0, .. }) = self.piece(k) else { return None };
        let after_group = self
            .current()
            .is_some_and(|string| !string.groups.is_empty() || !string.temperatures.is_empty())
            && self.bracket.is_none();
        word::cut(&self.signs, from, to, Allowed { mark, rest, fold, after_group })
    }

    /// The word at `k` cut into a mark and what is glued to it.
    pub(super) fn cut_marked(&self, k: usize) -> Option<Vec<Cut>> {
        // `RAYSTAT-EX` is a name; `BR-Ex` was the mark in Brazil.
        let named = self.attached(k)
            && self.sign(k - 1) == b'-'
            && !matches!(self.word(k.wrapping_sub(2)), b"" | b"BR");
        if named {
            return None;
        }
        if let Some(cuts) = self.cut(k, true, false, false) {
            return Some(cuts);
        }
        let cuts = self.cut(k, true, false, true)?;
        // In everyday letters, `example` and `expo` are words: only a group or
        // a level tells that they are not.
        let alone = cuts.len() == 1;
        let told = cuts.iter().any(|cut| matches!(cut.element, Element::Group(_)));
        let upper = !self.word(k).iter().any(u8::is_ascii_lowercase);
        (alone || told || upper && cuts.len() < 4).then_some(cuts)
    }

    /// The protection level at `k`, if it is the whole word.
    pub(super) fn level_at(&self, k: usize) -> Option<Epl> {
        match self.cut(k, false, true, false)?[..] {
            [Cut { element: Element::Epl(atmosphere, level), .. }] => {
                Some(Epl { atmosphere, level, join: Join::Blank, span: self.span(k, k + 1) })
            }
            _ => None,
        }
    }

    /// `Ga/Gb Ex db IIC T6`: levels before the mark, as EAC plates have them.
    pub(super) fn leading_levels(&mut self, k: usize) -> Option<usize> {
        let first = self.level_at(k)?;
        let mut levels = vec![first];
        let mut next = k + 1;
        if self.sign(next) == b'/'
            && let Some(second) = self.level_at(next + 1)
        {
            levels.push(Epl { join: Join::Slash, ..second });
            next += 2;
        }
        // In a string that has none yet, they are its own.
        let own = self.current().is_some_and(|string| {
            string.epl.is_empty() && (self.bracket.is_some() || holds(string))
        });
        let marked = self
            .plain_mark(next)
            .is_some_and(|(_, cuts)| self.number_of_mark(next, &cuts).is_none());
        if own || !marked || self.bracket.is_some() {
            return None;
        }
        self.close_string();
        self.leading = levels;
        Some(self.take(TokenKind::Epl, k, next))
    }

    /// The mark at `k`, if it has no level before it in its word.
    pub(super) fn plain_mark(&self, k: usize) -> Option<(Mark, Vec<Cut>)> {
        let cuts = self.cut_marked(k)?;
        match cuts.first()?.element {
            Element::Mark(mark) => Some((mark, cuts)),
            _ => None,
        }
    }

    pub(super) fn mark_at(&self, k: usize) -> bool {
        if let Some(cuts) = self.cut_marked(k) {
            return self.number_of_mark(k, &cuts).is_none();
        }
        let level_apart = eac(self.word(k)).is_some();
        let next = self.plain_mark(k + 1).map(|(mark, _)| mark);
        level_apart && next.is_some() || self.word(k) == b"E" && next == Some(Mark::Ex)
    }

    /// A word that begins a string: `Ex`, `1Ex`, `ExdIICT6`, `РО Ex`.
    pub(super) fn marked(&mut self, k: usize) -> Option<usize> {
        if let Some(level) = eac(self.word(k))
            && let Some((_, cuts)) = self.plain_mark(k + 1)
        {
            let repeated = self.repeats_mark(k);
            let next = self.begin(k, k + 1, &cuts);
            // Cyrillic is how these letters are meant.
            let span = self.span(k, k + 1);
            self.token(TokenKind::Mark, span);
            if let Some(string) = self.current_mut().filter(|_| !repeated) {
                string.eac = Some(level);
                string.span = string.span.to(span);
            }
            return Some(next);
        }
        // `E Ex d`
        if self.word(k) == b"E"
            && let Some((Mark::Ex, cuts)) = self.plain_mark(k + 1)
        {
            let repeated = self.repeats_mark(k);
            let next = self.begin(k, k + 1, &cuts);
            let span = self.span(k, k + 1);
            self.token(TokenKind::Mark, span);
            if let Some(string) = self.current_mut().filter(|_| !repeated) {
                string.mark = Some(Mark::EEx);
                string.span = string.span.to(span);
            }
            self.correct(CorrectionKind::Spaced, self.span(k, k + 2), "EEx");
            return Some(next);
        }
        let cuts = self.cut_marked(k)?;
        if let Some(next) = self.number_of_mark(k, &cuts) {
            return Some(self.take_certificate(Scheme::Other, k, next));
        }
        Some(self.begin(k, k, &cuts))
    }

    /// `Ex 1249X` is the number of a certificate: the piece after it.
    pub(super) fn number_of_mark(&self, k: usize, cuts: &[Cut]) -> Option<usize> {
        if cuts.len() > 1 {
            return None;
        }
        let number = if self.sign(k + 1) == b'-' { k + 2 } else { k + 1 };
        let word = self.word(number);
        let digits = word.iter().take_while(|sign| sign.is_ascii_digit()).count();
        let numbered =
            digits >= 2 && matches!(&word[digits..], b"" | b"X" | b"U") && word != b"60079";
        numbered.then_some(number + 1)
    }

    /// `Ex d [Ex ia] IIC`: whether a mark that begins at `k` is repeated within
    /// the open string.
    pub(super) fn repeats_mark(&self, k: usize) -> bool {
        k > 0
            && self.sign(k - 1) == b'['
            && self.join != Join::Comma
            && self.current().is_some_and(|string| {
                string.symbols.first().is_some_and(|first| first.bracket.is_none())
                    && is_at_symbols(string)
            })
    }

    /// Begins a string with the mark at `k`, of which `first` is the first
    /// piece, and opens the bracket before it.
    pub(super) fn begin(&mut self, first: usize, k: usize, cuts: &[Cut]) -> usize {
        let bracketed = first > 0 && self.sign(first - 1) == b'[';
        let repeated = self.repeats_mark(first);
        if !repeated {
            self.open_string();
        }
        if bracketed {
            if let Some(string) = self.current_mut() {
                string.bracketed |= !repeated;
            }
            self.bracket_at(first - 1);
        }
        self.apply(k, cuts)
    }

    /// Symbols without a mark that a group or a dust zone follows: the second
    /// half of `Ex d IIC T6 / tD A21 IP65 T80 °C`, or `DIP A21 TA,T6`.
    pub(super) fn without_mark(&mut self, k: usize) -> Option<usize> {
        let cuts = self.cut(k, false, true, false)?;
        // As long as the string before has nothing but symbols, further ones
        // are not another string's; only a category divides them.
        let unfinished = self.categories.is_empty()
            && self
                .out
                .strings
                .iter()
                .rev()
                .find(|string| holds(string))
                .is_some_and(|string| !string.symbols.is_empty() && is_at_symbols(string));
        if self.bracket.is_some() || unfinished || !self.begins_string(k, &cuts) {
            return None;
        }
        let span = self.span(k, k + 1);
        self.open_string();
        let named = matches!(cuts.first(), Some(Cut { element: Element::Symbol(id), .. }) if id.code() == "DIP");
        let next = self.apply(k, &cuts);
        if !named {
            self.warn(WarningCode::MissingExMark, span);
        }
        Some(next)
    }

    pub(super) fn begins_string(&self, k: usize, cuts: &[Cut]) -> bool {
        // Directly after a category, a group needs no letter.
        let by_category = !self.categories.is_empty() && self.adjacent;
        let tells = |cut: &Cut| match cut.element {
            Element::Group(kind) => (kind.is_subdivided() || by_category) && !cut.ocr,
            Element::Zone(_) => true,
            _ => false,
        };
        // `opis` is written `op is`, which is two words and tells no string.
        let Some(Cut { element: Element::Symbol(first), .. }) = cuts.first() else { return false };
        if first.code().starts_with("op") {
            return false;
        }
        if let Some(other) = cuts.iter().find(|cut| !is_symbol(cut)) {
            return tells(other);
        }
        let mut at = k + 1;
        let mut in_bracket = false;
        let mut dusty = cuts.iter().any(is_old_dust);
        // Counted in elements, so that it is the same however they are glued.
        let mut elements = cuts.len();
        while elements < MOST_ELEMENTS && at < k + 6 * MOST_ELEMENTS {
            match self.sign(at) {
                b'[' => {
                    if in_bracket || self.closed_by(at).is_none() {
                        return false;
                    }
                    in_bracket = true;
                }
                b']' => in_bracket = false,
                b'/' | b'+' | b'-' => {}
                b',' if in_bracket => {}
                0 => {
                    if let Some((_, next)) = self.optical_at(at) {
                        at = next;
                        elements += 1;
                        continue;
                    }
                    // `pD 21`
                    if dusty && word::bare_zone(self.word(at)).is_some() {
                        return !in_bracket && self.certificate_at(at).is_none();
                    }
                    let Some(cuts) = self.cut(at, false, true, false) else { return false };
                    elements += cuts.iter().filter(|cut| is_symbol(cut)).count();
                    if elements >= MOST_ELEMENTS {
                        return false;
                    }
                    dusty |= cuts.iter().any(is_old_dust);
                    let mut others = cuts.iter().filter(|cut| !is_symbol(cut));
                    if in_bracket {
                        let known = others
                            .all(|cut| matches!(cut.element, Element::Group(_) | Element::Epl(..)));
                        if !known {
                            return false;
                        }
                    } else if let Some(other) = others.next() {
                        return tells(other) && self.certificate_at(at).is_none();
                    }
                }
                _ => return false,
            }
            at += 1;
        }
        false
    }

    /// `Ex d (ia) IIC`: round brackets around intrinsic safety are square ones.
    pub(super) fn in_round_brackets(&mut self, k: usize, id: SymbolId) {
        let opens = k > 0 && self.sign(k - 1) == b'(';
        let intrinsic = matches!(id.code(), "i" | "ia" | "ib" | "ic");
        let Some(string) = self.current() else { return };
        let fits = string.mark.is_some() && is_at_symbols(string);
        if !opens || !intrinsic || self.bracket.is_some() || !fits {
            return;
        }
        let closing = (k + 1..k + AHEAD).find(|at| self.sign(*at) == b')');
        let Some(close) = closing else { return };
        let whole = self.span(k - 1, close + 1);
        self.begin_bracket(whole, close);
        let text = ["[", id.code(), "]"].concat();
        self.correct(CorrectionKind::Bracket, whole, &text);
    }
}

pub(super) fn eac(word: &[u8]) -> Option<EacLevel> {
    use super::EacLevel::{L0, L1, L2, MineEnhanced, MineHigh, MineVeryHigh};
    Some(match word {
        b"0" => L0,
        b"1" => L1,
        b"2" => L2,
        b"PO" => MineVeryHigh,
        b"PB" => MineHigh,
        [b'P', signs::CYRILLIC_PE] => MineEnhanced,
        _ => return None,
    })
}

/// `iaD`, `pD`, `tD`: symbols of the former dust standards.
fn is_old_dust(cut: &Cut) -> bool {
    matches!(cut.element, Element::Symbol(id) if id.code().ends_with('D'))
}
