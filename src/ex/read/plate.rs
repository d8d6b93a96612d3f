//! What was read of a plate so far: the strings, and what stands around them.

use super::{
    ambient::Limits,
    category::{Categories, joined},
    cursor::Cursor,
    element::{Cut, Element},
    item::{Gas, Item},
    marks::{Prefix, end_of_unclosed_bracket, is_dip, is_mark},
    noise::is_conformity_mark,
    notes::Notes,
    open_string::{Last, OpenString, is_at_symbols, says_anything},
    pieces::STRAY,
    put_word::{in_letters, put_word},
    symbols::optical_corrections,
    word::cut_without_mark,
};
use crate::ex::{
    marking::{
        Ambient, Category, CertificateNumber, CorrectionKind, Epl, ExString, IpCode, Join, Mark,
        Nec, Reading, Span, TokenKind, WarningCode, limits_text,
    },
    table::SymbolId,
};

/// What was read and waits for the string it belongs to.
pub(super) struct Waiting {
    pub categories: Vec<Category>,
    nec: Option<Nec>,
    /// Levels before the mark.
    levels: Vec<Epl>,
    /// Whether no unknown word was read since.
    pub adjacent: bool,
}

pub(super) struct Plate {
    pub open: Option<OpenString>,
    pub waiting: Waiting,
    /// How many items were read since a CE mark.
    pub since_conformity_mark: usize,
    notes: Notes,
    strings: Vec<ExString>,
    ambient: Vec<Ambient>,
    certificates: Vec<CertificateNumber>,
}

impl Plate {
    pub fn new() -> Self {
        Self {
            open: None,
            waiting: Waiting {
                categories: Vec::new(),
                nec: None,
                levels: Vec::new(),
                adjacent: true,
            },
            since_conformity_mark: usize::MAX,
            notes: Notes::default(),
            strings: Vec::new(),
            ambient: Vec::new(),
            certificates: Vec::new(),
        }
    }

    /// The last string that says anything, the open one included.
    pub fn last_string(&self) -> Option<&ExString> {
        let open = self.open.as_ref().map(|open| &open.string);
        open.filter(|string| says_anything(string)).or(self.strings.last())
    }

    /// The string that is read now, as an index.
    fn string(&self) -> Option<usize> {
        self.open.as_ref().map(|open| open.index)
    }

    /// The string that what stands beside it belongs to, as an index.
    fn owner(&self) -> Option<usize> {
        self.string().or_else(|| self.strings.len().checked_sub(1))
    }

    /// The reading is at `cursor`: a bracket that ends here is closed.
    pub fn arrive(&mut self, cursor: Cursor<'_>) {
        self.since_conformity_mark = self.since_conformity_mark.saturating_add(1);
        if let Some(open) = &mut self.open
            && open.bracket.is_some_and(|bracket| cursor.index() >= bracket.close)
        {
            open.bracket = None;
            open.join = Join::Blank;
            if cursor.sign() == b')' {
                open.round = false;
            }
        }
    }

    /// Adds what was read from `cursor` to `end`: where the reading goes on.
    pub fn add<'s>(&mut self, item: Item, cursor: Cursor<'s>, end: Cursor<'s>) -> Cursor<'s> {
        let span = cursor.span_to(end);
        match item {
            Item::Sign => self.add_sign(cursor),
            Item::Noise => self.add_noise(cursor, span),
            Item::Unknown => self.add_unknown(cursor),
            Item::Certificate(certificate) => {
                self.certificates.push(certificate);
                self.notes.token(TokenKind::Certificate, span);
            }
            Item::Ambient(limits) => self.add_ambient(limits, cursor, end),
            Item::Ip(code) => {
                self.notes.corrected(cursor.folded_to(end));
                if !cursor.word().starts_with(b"IP") {
                    self.notes.correct(CorrectionKind::Case, span, code.clone());
                }
                self.notes.ip.push(IpCode { span, string: self.owner(), code });
                self.notes.token(TokenKind::Ip, span);
            }
            Item::Nec(nec) => {
                if nec.class.is_some() {
                    self.close_string();
                }
                // A class with divisions is a marking of its own.
                self.waiting.nec = nec.division.is_none().then_some(nec);
                self.notes.corrected(cursor.folded_to(end));
                self.notes.token(TokenKind::Nec, span);
            }
            Item::Categories(categories) => self.add_categories(categories, cursor),
            Item::Levels(levels) => {
                self.close_string();
                for level in &levels {
                    let text = level.to_string();
                    if level.span.slice(cursor.text()) != text {
                        self.notes.correct(CorrectionKind::Case, level.span, text);
                    }
                }
                self.waiting.levels = levels;
                self.notes.token(TokenKind::Epl, span);
            }
            Item::Mark { prefix, cuts } => return self.add_mark(prefix, &cuts, cursor),
            Item::Word(cuts) => return self.add_word(cursor, &cuts),
            Item::FirstWord { cuts, after_category } => {
                self.open_string();
                let end = self.add_word(cursor, &cuts);
                if !after_category && !cuts.first().is_some_and(is_dip) {
                    self.warn(WarningCode::MissingExMark, cursor.span());
                }
                return end;
            }
            Item::Optical(id) => {
                self.notes.corrected(optical_corrections(cursor, end, id));
                self.notes.corrected(cursor.folded_to(end));
                self.add_symbol(id, span);
            }
            Item::TraceHeating(id) => self.add_symbol(id, span),
            Item::Gas(gas) => self.add_gas(gas, cursor, end),
            Item::Temperature(value, correction) => {
                if let Some(open) = &mut self.open {
                    open.put_temperature(value, span);
                }
                if let Some(kind) = correction {
                    self.notes.correct(kind, span, value.to_string());
                }
                self.notes.token(TokenKind::Temperature, span);
            }
            Item::Zone(zone) => {
                if let Some(open) = &mut self.open {
                    open.put_zone(zone);
                }
                self.notes.token(TokenKind::DustZone, span);
            }
            Item::Practice => self.notes.token(TokenKind::DustZone, span),
            Item::Joint(join) => {
                let Some(open) = &mut self.open else { return end };
                open.join = join;
                // It is read along with what it joins.
                let kind = match open.last {
                    Last::Temperature => TokenKind::Temperature,
                    Last::Group => TokenKind::Group,
                    _ => TokenKind::Epl,
                };
                self.notes.token(kind, span);
            }
        }
        end
    }

    fn warn(&mut self, code: WarningCode, span: Span) {
        self.notes.warn(code, self.string(), span);
    }

    fn add_sign(&mut self, cursor: Cursor<'_>) {
        let sign = cursor.sign();
        match sign {
            STRAY => self.warn(WarningCode::UnopenedBracket, cursor.span()),
            b'*' => self.notes.token(TokenKind::Noise, cursor.span()),
            _ => {}
        }
        let Some(open) = &mut self.open else { return };
        match sign {
            // With a mark directly in it, the bracket is opened along with it.
            b'[' if open.takes_brackets() && !is_mark(cursor.ahead(1)) => self.open_bracket(cursor),
            b'(' => (open.round, open.round_is_new) = (true, true),
            b')' => open.round = false,
            b'/' | b'\\' => open.join = Join::Slash,
            b'+' => open.join = Join::Plus,
            b',' | b';' | b'&' if open.join == Join::Blank => open.join = Join::Comma,
            b'~' => open.join = Join::Range,
            b'.' if cursor.ahead(1).sign() == b'.' => open.join = Join::Range,
            b'-' if matches!(open.last, Last::Temperature | Last::Group | Last::Epl) => {
                open.join = Join::Range;
            }
            _ => {}
        }
    }

    fn add_noise(&mut self, cursor: Cursor<'_>, span: Span) {
        if is_conformity_mark(cursor.word()) {
            self.since_conformity_mark = 0;
        }
        self.notes.token(TokenKind::Noise, span);
    }

    fn add_unknown(&mut self, cursor: Cursor<'_>) {
        let span = cursor.span();
        let mut may_be_symbol = false;
        self.waiting.adjacent = false;
        if let Some(open) = &mut self.open {
            may_be_symbol = open.string.groups.is_empty() && open.string.epl.is_empty();
            if may_be_symbol {
                if cursor.word().len() > 4 && open.string.symbols.is_empty() {
                    open.symbols_over = true;
                } else if !open.symbols_over {
                    open.strange.push(span);
                }
            }
            open.adjacent = false;
            open.join = Join::Blank;
        }
        if may_be_symbol
            && let Some([Cut { element: Element::Epl(..), .. }]) =
                cut_without_mark(cursor).as_deref()
        {
            self.warn(WarningCode::EplInPlaceOfSymbol, span);
        }
        self.notes.token(TokenKind::Unknown, span);
    }

    fn add_ambient(&mut self, limits: Limits, cursor: Cursor<'_>, end: Cursor<'_>) {
        let Limits { low, high, fahrenheit } = limits;
        let span = cursor.span_to(end);
        if fahrenheit {
            self.notes.correct(CorrectionKind::Fahrenheit, span, limits_text(low, &high));
        }
        self.notes.corrected(cursor.folded_to(end));
        self.ambient.push(Ambient { span, string: self.owner(), low, high });
        self.notes.token(TokenKind::Ambient, span);
    }

    fn add_categories(&mut self, read: Categories, cursor: Cursor<'_>) {
        let Some(piece) = cursor.piece() else { return };
        let Categories { categories, end, corrections } = read;
        let span = cursor.signs().span(piece.from, end);
        self.notes.corrected(corrections);
        self.notes.corrected(cursor.signs().folded(piece.from, end));
        self.close_string();
        self.notes.token(TokenKind::Category, span);
        let after = cursor.at_sign(end);
        if let Some(next) = after.piece().filter(|_| after.is_within_word()) {
            let whole = cursor.signs().span(piece.from, next.to);
            let rest = in_letters(cursor.signs().slice(end, next.to));
            self.notes.correct(CorrectionKind::Glued, whole, joined(&categories) + " " + &rest);
        }
        self.waiting.categories.extend(categories);
    }

    fn add_symbol(&mut self, id: SymbolId, span: Span) {
        if let Some(open) = &mut self.open {
            open.put_symbol(id, span);
        }
        self.notes.token(TokenKind::Symbol, span);
    }

    fn add_gas(&mut self, gas: Gas, cursor: Cursor<'_>, end: Cursor<'_>) {
        let Gas { name, is_only, without_plus, folded } = gas;
        let span = cursor.span_to(end);
        if folded {
            self.notes.correct(CorrectionKind::Case, span, name.clone());
        }
        if let Some(open) = &mut self.open
            && let Some(group) = open.group_for_gas()
        {
            group.is_gas_only = is_only;
            let whole = group.span.to(span);
            if without_plus {
                self.notes.correct(CorrectionKind::Spelling, whole, format!("+{name}"));
            }
            group.gas = Some(name);
            open.extend(span);
            open.join = Join::Blank;
        }
        self.notes.corrected(cursor.folded_to(end));
        self.notes.token(TokenKind::Group, span);
    }

    /// Opens a string; one that is open and says nothing is dropped.
    fn open_string(&mut self) {
        self.close_string();
        let waiting = &mut self.waiting;
        let string = ExString {
            categories: std::mem::take(&mut waiting.categories),
            nec: waiting.nec.take(),
            ..ExString::default()
        };
        self.open =
            Some(OpenString::new(self.strings.len(), string, std::mem::take(&mut waiting.levels)));
    }

    /// Closes the open string. One that is a mark and nothing else was a logo
    /// or a word of a sentence; its categories go to the next.
    fn close_string(&mut self) {
        self.waiting.adjacent = true;
        let Some(open) = self.open.take() else { return };
        let index = open.index;
        if says_anything(&open.string) {
            for span in &open.strange {
                self.notes.warn(WarningCode::UnknownSymbol, Some(index), *span);
            }
            self.strings.push(open.settled());
        } else {
            let ExString { span, categories, nec, .. } = open.string;
            self.notes.drop_string(index, span);
            self.waiting.categories.splice(..0, categories);
            self.waiting.nec = self.waiting.nec.take().or(nec);
        }
    }

    /// Opens the bracket at `cursor` within the open string.
    fn open_bracket(&mut self, cursor: Cursor<'_>) {
        let close = cursor.closing().unwrap_or_else(|| {
            self.warn(WarningCode::UnclosedBracket, cursor.span());
            end_of_unclosed_bracket(cursor)
        });
        let span = cursor.span_to(close.ahead(1).within_text());
        if let Some(open) = &mut self.open {
            open.open_bracket(span, close.index());
        }
    }

    /// `Ex d [Ex ia] IIC`: whether a mark at `cursor` is repeated within the open string.
    fn repeats_mark(&self, cursor: Cursor<'_>) -> bool {
        cursor.sign_before() == b'['
            && self.open.as_ref().is_some_and(|open| {
                let first = open.string.symbols.first();
                open.join != Join::Comma
                    && first.is_some_and(|first| first.bracket.is_none())
                    && is_at_symbols(&open.string)
            })
    }

    /// A mark begins a string, unless it is repeated in one, and opens the
    /// bracket before it.
    fn add_mark<'s>(
        &mut self,
        prefix: Option<Prefix>,
        cuts: &[Cut],
        cursor: Cursor<'s>,
    ) -> Cursor<'s> {
        let is_repeated = self.repeats_mark(cursor);
        if !is_repeated {
            self.open_string();
        }
        if let Some(before) = cursor.behind()
            && before.sign() == b'['
        {
            if let Some(open) = &mut self.open {
                open.string.bracketed |= !is_repeated;
            }
            self.open_bracket(before);
        }
        let Some(prefix) = prefix else { return self.add_word(cursor, cuts) };
        let mark = cursor.ahead(1);
        let end = self.add_word(mark, cuts);
        let span = cursor.span();
        self.notes.token(TokenKind::Mark, span);
        if let Some(open) = self.open.as_mut().filter(|_| !is_repeated) {
            // Cyrillic is how the letters of a level are meant.
            match prefix {
                Prefix::Level(level) => open.string.eac = Some(level),
                Prefix::E => open.string.mark = Some(Mark::EEx),
            }
            open.string.span = open.string.span.to(span);
        }
        match prefix {
            Prefix::Level(level) => {
                if cursor.word().iter().any(u8::is_ascii_lowercase) {
                    self.notes.correct(CorrectionKind::Case, span, level.code().trim_end());
                }
            }
            Prefix::E => {
                let span = cursor.span_to(mark.ahead(1));
                self.notes.correct(CorrectionKind::Spaced, span, Mark::EEx.code());
            }
        }
        end
    }

    /// Puts the elements of the word at `cursor` into the open string.
    fn add_word<'s>(&mut self, cursor: Cursor<'s>, cuts: &[Cut]) -> Cursor<'s> {
        match &mut self.open {
            Some(open) => put_word(open, &mut self.notes, cursor, cuts),
            None => cursor.ahead(1),
        }
    }

    /// The reading, once the text is at its end.
    pub fn finish(mut self, text: &str) -> Reading {
        self.close_string();
        let Self { waiting, notes, strings, mut ambient, certificates, .. } = self;
        let Notes { tokens, corrections, mut warnings, mut ip } = notes;
        // What belonged to a string that was dropped belongs to none.
        let keep = |string: &mut Option<usize>| *string = string.filter(|at| *at < strings.len());
        ambient.iter_mut().for_each(|ambient| keep(&mut ambient.string));
        ip.iter_mut().for_each(|code| keep(&mut code.string));
        warnings.iter_mut().for_each(|warning| keep(&mut warning.string));
        Reading {
            text: text.to_owned(),
            strings,
            categories: waiting.categories,
            ambient,
            ip,
            certificates,
            tokens,
            corrections,
            warnings,
        }
    }
}
