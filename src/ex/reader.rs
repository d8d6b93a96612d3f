//! The reader: walks over the words of a text once and builds the strings.
//!
//! Here are the walk and the life of a string: opened, settled or dropped. What
//! begins one is in `marks.rs`, what stands in one in `elements.rs`, what
//! stands around it on a plate in `plate.rs`, `ambient.rs` and
//! `certificates.rs`. Every look ahead or back is bounded, so that the time
//! grows with the length of the text only.

use super::{
    Ambient, Bracket, Category, Correction, CorrectionKind, Epl, ExString, IpCode, Join, Nec,
    Reading, Span, Token, TokenKind, Warning, WarningCode,
    elements::is_of_13463,
    marks::MOST_ELEMENTS,
    plausible,
    signs::{Piece, Signs, pieces},
    word::{Cut, Element},
};

/// A closing bracket that nothing opened.
pub(super) const STRAY: u8 = 3;

/// The element read last, for what may be joined to it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Last {
    Nothing,
    Symbol,
    Group,
    Temperature,
    Epl,
}

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) signs: Signs,
    pub(super) pieces: Vec<Piece>,
    pub(super) out: Reading,
    /// Whether the last string is still open.
    pub(super) open: bool,
    /// Categories and NEC data that wait for their string.
    pub(super) categories: Vec<Category>,
    pub(super) nec: Option<Nec>,
    pub(super) last: Last,
    /// Whether no unknown word stands since the last element.
    pub(super) adjacent: bool,
    /// What stands between the last element and the next.
    pub(super) join: Join,
    /// The bracket of the open string that is open, and the piece that closes it.
    pub(super) bracket: Option<(usize, usize)>,
    /// Whether a round bracket is open.
    pub(super) round: bool,
    /// Protection levels before the mark of the string that comes.
    pub(super) leading: Vec<Epl>,
    /// Whether it was opened after the last level of protection.
    pub(super) opened: bool,
    /// The piece that closes the bracket opened at each piece.
    pub(super) closing: Vec<usize>,
    /// Words of the open string that stand where symbols do and are none.
    pub(super) strange: Vec<Span>,
    /// Whether a long unknown word says that no symbols follow any more.
    pub(super) symbols_over: bool,
    /// Pieces since a CE mark.
    pub(super) since_ce: usize,
}

pub(super) fn read(text: &str) -> Reading {
    let signs = Signs::fold(text);
    let mut pieces = pieces(&signs);
    let closing = closing(&mut pieces);
    let mut reader = Reader {
        text,
        signs,
        pieces,
        out: Reading { text: text.to_owned(), ..Reading::default() },
        open: false,
        categories: Vec::new(),
        nec: None,
        last: Last::Nothing,
        adjacent: true,
        join: Join::Blank,
        bracket: None,
        round: false,
        leading: Vec::new(),
        opened: false,
        closing,
        strange: Vec::new(),
        symbols_over: false,
        since_ce: usize::MAX,
    };
    let mut k = 0;
    while k < reader.pieces.len() {
        let next = reader.step(k);
        debug_assert!(next > k, "the reader stands still");
        k = next.max(k + 1);
    }
    reader.finish()
}

/// For each opening bracket the piece that closes it, 0 where nothing does. A
/// closing one without a partner becomes [`STRAY`].
fn closing(pieces: &mut [Piece]) -> Vec<usize> {
    let mut open = Vec::new();
    let mut closing = vec![0; pieces.len()];
    for (k, piece) in pieces.iter_mut().enumerate() {
        match piece.sign {
            b'[' => open.push(k),
            b']' => match open.pop() {
                Some(from) => closing[from] = k,
                None => piece.sign = STRAY,
            },
            _ => {}
        }
    }
    closing
}

impl Reader<'_> {
    pub(super) fn piece(&self, k: usize) -> Option<Piece> {
        self.pieces.get(k).copied()
    }

    /// The word at `k`; empty if a sign stands there, or nothing.
    #[inline(never)]
    pub(super) fn word(&self, k: usize) -> &[u8] {
        match self.piece(k) {
            Some(Piece { from, to, sign: 0, .. }) => {
                self.signs.bytes.get(from..to).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// The sign between words at `k`; 0 if a word stands there, or nothing.
    #[inline(never)]
    pub(super) fn sign(&self, k: usize) -> u8 {
        self.piece(k).map_or(0, |piece| piece.sign)
    }

    /// Whether the piece at `k` follows the one before it without a blank.
    #[inline(never)]
    pub(super) fn attached(&self, k: usize) -> bool {
        k > 0 && self.piece(k).is_some_and(|piece| !piece.spaced)
    }

    /// The place of the pieces `from..to`.
    #[inline(never)]
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let first = self.piece(from).map_or(0, |piece| piece.from);
        let last = self.piece(to.saturating_sub(1)).map_or(first, |piece| piece.to);
        self.signs.span(first, last)
    }

    /// Adds a token in its place. Tokens come in the order of the text but for
    /// a few that were read in one go, so that the place is near the end.
    #[inline(never)]
    pub(super) fn token(&mut self, kind: TokenKind, span: Span) {
        let tokens = &mut self.out.tokens;
        let place = tokens.iter().rposition(|token| token.span.start <= span.start);
        tokens.insert(place.map_or(0, |place| place + 1), Token { kind, span });
    }

    /// Takes the pieces `from..to` for one thing and says what was changed in
    /// them; the reading goes on after them.
    #[inline(never)]
    pub(super) fn take(&mut self, kind: TokenKind, from: usize, to: usize) -> usize {
        let span = self.span(from, to);
        self.token(kind, span);
        to
    }

    /// Adds a correction in its place, as [`token`](Self::token) does.
    #[inline(never)]
    pub(super) fn correct(&mut self, kind: CorrectionKind, span: Span, read_as: &str) {
        let read_as = read_as.to_owned();
        let corrections = &mut self.out.corrections;
        let place = corrections.iter().rposition(|one| one.span.start <= span.start);
        corrections.insert(place.map_or(0, |place| place + 1), Correction { kind, span, read_as });
    }

    /// Notes the signs `from..to` that were folded to something else.
    pub(super) fn note_folded(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            let Some(kind) = self.signs.changed.get(at).copied().flatten() else {
                at += 1;
                continue;
            };
            let mut end = at;
            let mut read_as = String::new();
            while end < to && self.signs.changed.get(end).copied().flatten() == Some(kind) {
                read_as.push(char::from(self.signs.get(end)));
                end += 1;
            }
            let span = self.signs.span(at, end);
            self.correct(kind, span, &read_as);
            at = end;
        }
    }

    pub(super) fn warn(&mut self, code: WarningCode, span: Span) {
        let string = self.open.then(|| self.out.strings.len().saturating_sub(1));
        self.out.warnings.push(Warning { code, string, span });
    }

    /// The index of the string that what is read now belongs to.
    pub(super) fn owner(&self) -> Option<usize> {
        self.out.strings.len().checked_sub(1)
    }

    pub(super) fn current(&self) -> Option<&ExString> {
        if self.open { self.out.strings.last() } else { None }
    }

    pub(super) fn current_mut(&mut self) -> Option<&mut ExString> {
        if self.open { self.out.strings.last_mut() } else { None }
    }

    /// Cuts the piece at `k` in two, so that the first ends at sign `end`.
    pub(super) fn split(&mut self, k: usize, end: usize) {
        if let Some(piece) = self.piece(k)
            && piece.from < end
            && end < piece.to
        {
            // Moving all that follows would cost the square of the length; the
            // caller goes on at `k`, with what is left of it.
            self.pieces[k] = Piece { from: end, spaced: false, ..piece };
        }
    }

    pub(super) fn step(&mut self, k: usize) -> usize {
        self.since_ce = self.since_ce.saturating_add(1);
        if let Some((_, close)) = self.bracket
            && k >= close
        {
            self.close_bracket(k);
        }
        if self.sign(k) != 0 {
            if let Some(next) = self.ambient(k) {
                return next;
            }
            return self.punctuation(k);
        }
        if let Some(next) = self.certificate(k) {
            return next;
        }
        if let Some(next) = self.trace_heating(k) {
            return next;
        }
        if let Some(next) = self.standard(k) {
            return next;
        }
        if let Some(next) = self.ambient(k) {
            return next;
        }
        if let Some(next) = self.ip_code(k) {
            return next;
        }
        if let Some(next) = self.nec(k) {
            return next;
        }
        if let Some(next) = self.category(k) {
            return next;
        }
        if let Some(next) = self.marked(k) {
            return next;
        }
        if let Some(next) = self.leading_levels(k) {
            return next;
        }
        if let Some(next) = self.in_string(k) {
            return next;
        }
        if let Some(next) = self.without_mark(k) {
            return next;
        }
        if let Some(next) = self.noise(k) {
            return next;
        }
        self.unknown(k)
    }

    pub(super) fn unknown(&mut self, k: usize) -> usize {
        let span = self.span(k, k + 1);
        let long = self.word(k).len() > 4;
        if self.current().is_some_and(|string| string.groups.is_empty() && string.epl.is_empty()) {
            if long && self.current().is_some_and(|string| string.symbols.is_empty()) {
                self.symbols_over = true;
            } else if !self.symbols_over {
                self.strange.push(span);
            }
            let level = self.cut(k, false, true, false);
            if let Some([Cut { element: Element::Epl(..), .. }]) = level.as_deref() {
                self.warn(WarningCode::EplInPlaceOfSymbol, span);
            }
        }
        self.adjacent = false;
        self.join = Join::Blank;
        self.take(TokenKind::Unknown, k, k + 1)
    }

    pub(super) fn punctuation(&mut self, k: usize) -> usize {
        match self.sign(k) {
            b'[' => return self.open_bracket(k),
            STRAY => {
                let span = self.span(k, k + 1);
                self.warn(WarningCode::UnopenedBracket, span);
            }
            b'(' => (self.round, self.opened) = (true, true),
            b')' => self.round = false,
            b'/' | b'\\' => self.join = Join::Slash,
            b'+' => self.join = Join::Plus,
            b',' | b';' | b'&' if self.join == Join::Blank => self.join = Join::Comma,
            b'~' => self.join = Join::Range,
            b'.' if self.sign(k + 1) == b'.' => self.join = Join::Range,
            b'-' if matches!(self.last, Last::Temperature | Last::Group | Last::Epl) => {
                self.join = Join::Range;
            }
            _ => {}
        }
        k + 1
    }

    /// Opens a string; one that is open and holds nothing is dropped.
    pub(super) fn open_string(&mut self) {
        self.close_string();
        let string = ExString {
            categories: std::mem::take(&mut self.categories),
            nec: self.nec.take(),
            ..ExString::default()
        };
        self.out.strings.push(string);
        self.open = true;
    }

    /// Closes the open string. One that is a mark and nothing else was a logo
    /// or a word of a sentence; its categories go to the next.
    pub(super) fn close_string(&mut self) {
        if self.open {
            let index = self.out.strings.len() - 1;
            let string = &self.out.strings[index];
            if holds(string) {
                self.settle(index);
            } else {
                self.drop_string();
            }
        }
        self.open = false;
        self.bracket = None;
        self.round = false;
        self.last = Last::Nothing;
        self.adjacent = true;
        self.join = Join::Blank;
        self.strange.clear();
        self.symbols_over = false;
    }

    pub(super) fn drop_string(&mut self) {
        let Some(string) = self.out.strings.pop() else { return };
        self.leading.clear();
        let index = self.out.strings.len();
        let Span { start, end } = string.span;
        for token in &mut self.out.tokens {
            if token.span.start >= start && token.span.end <= end {
                token.kind = match token.kind {
                    TokenKind::Mark => TokenKind::Noise,
                    TokenKind::Symbol
                    | TokenKind::Group
                    | TokenKind::Temperature
                    | TokenKind::Epl
                    | TokenKind::Suffix
                    | TokenKind::DustZone => TokenKind::Unknown,
                    kind => kind,
                };
            }
        }
        self.out.warnings.retain(|warning| warning.string != Some(index));
        let mut categories = string.categories;
        categories.append(&mut self.categories);
        self.categories = categories;
        self.nec = self.nec.take().or(string.nec);
    }

    /// Says what words of a string were not understood, and gives levels in
    /// brackets of their own to the bracket they belong to.
    pub(super) fn settle(&mut self, index: usize) {
        for span in std::mem::take(&mut self.strange) {
            self.out.warnings.push(Warning {
                code: WarningCode::UnknownSymbol,
                string: Some(index),
                span,
            });
        }
        let leading = std::mem::take(&mut self.leading);
        let string = &mut self.out.strings[index];
        if string.epl.is_empty() {
            string.epl = leading;
        }
        let mut kept: Vec<Bracket> = Vec::new();
        let mut moved = Vec::new();
        for (old, bracket) in string.brackets.drain(..).enumerate() {
            let has_symbols = string.symbols.iter().any(|symbol| symbol.bracket == Some(old));
            if has_symbols {
                for symbol in &mut string.symbols {
                    if symbol.bracket == Some(old) {
                        symbol.bracket = Some(kept.len());
                    }
                }
                kept.push(bracket);
            } else if !(bracket.epl.is_empty()
                && bracket.groups.is_empty()
                && bracket.temperatures.is_empty())
            {
                moved.push(bracket);
            }
        }
        let with_symbols = kept.len();
        for mut bracket in moved {
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
    }

    pub(super) fn note_pieces(&mut self, from: usize, to: usize) {
        for k in from..to {
            if let Some(piece) = self.piece(k) {
                self.note_folded(piece.from, piece.to);
            }
        }
    }

    pub(super) fn push_ambient(&mut self, span: Span, low: Option<i16>, high: Vec<i16>) {
        let string = self.owner();
        self.out.ambient.push(Ambient { span, string, low, high });
    }

    pub(super) fn push_ip(&mut self, from: usize, to: usize) {
        let bytes = self.signs.bytes.get(from..to).unwrap_or_default();
        let code = bytes
            .iter()
            .filter(|sign| **sign != b' ')
            .map(|sign| char::from(sign.to_ascii_uppercase()))
            .collect();
        let (span, string) = (self.signs.span(from, to), self.owner());
        self.out.ip.push(IpCode { span, string, code });
    }

    pub(super) fn finish(mut self) -> Reading {
        self.close_string();
        self.out.categories = std::mem::take(&mut self.categories);
        let strings = self.out.strings.len();
        let keep = |string: &mut Option<usize>| *string = string.filter(|index| *index < strings);
        self.out.ambient.iter_mut().for_each(|ambient| keep(&mut ambient.string));
        self.out.ip.iter_mut().for_each(|code| keep(&mut code.string));
        self.out.warnings.iter_mut().for_each(|warning| keep(&mut warning.string));
        plausible::check(&mut self.out, self.text);
        self.out
    }
}

/// Whether a string says anything. A mark alone does not, nor a temperature or
/// level after it. What has no mark needs a category, or what tells a string
/// by itself: a group with its letter, or a dust zone.
pub(super) fn holds(string: &ExString) -> bool {
    let symbols = &string.symbols;
    if string.mark.is_some() {
        return !symbols.is_empty() || !string.groups.is_empty();
    }
    let told = symbols.len() < MOST_ELEMENTS
        && (string.groups.first().is_some_and(|group| group.kind.is_subdivided())
            || !string.dust_zones.is_empty());
    let by_category = !string.categories.is_empty()
        && symbols.iter().all(|symbol| is_of_13463(symbol.id))
        && !(symbols.is_empty() && string.temperatures.is_empty());
    let by_both =
        symbols.len() < MOST_ELEMENTS && !string.categories.is_empty() && !string.groups.is_empty();
    told || by_category || by_both
}

/// Whether nothing of a string was read yet but its symbols.
pub(super) fn is_at_symbols(string: &ExString) -> bool {
    string.groups.is_empty()
        && string.epl.is_empty()
        && string.temperatures.is_empty()
        && string.dust_zones.is_empty()
}
