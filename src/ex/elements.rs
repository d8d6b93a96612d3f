//! What stands in a string: symbols, groups, temperatures, levels; whether they
//! fit where they stand, and what they are joined to.

use super::{
    Atmosphere, Bracket, CorrectionKind, Degrees, DustZone, Epl, ExString, Group, GroupKind, Join,
    Level, Span, Symbol, SymbolId, Temperature, TemperatureValue, TokenKind,
    reader::{Last, Reader, is_at_symbols},
    signs,
    word::{self, Cut, Element},
};

impl Reader<'_> {
    pub(super) fn in_string(&mut self, k: usize) -> Option<usize> {
        let waiting = !self.categories.is_empty();
        if !self.open && !waiting {
            return None;
        }
        if self.open
            && let Some(next) = self.several_words(k)
        {
            return Some(next);
        }
        let cuts = self.cut(k, false, true, false).or_else(|| {
            // Capitals for small letters only where a mark tells that it is one.
            let cuts = if self.open { self.cut(k, false, true, true) } else { None };
            cuts.filter(|cuts| self.may_fold(cuts))
        })?;
        let fits = if self.open {
            cuts.first().is_some_and(|cut| self.fits(k, cut))
        } else {
            self.may_begin(k, &cuts)
        };
        if !fits {
            return None;
        }
        if !self.open {
            self.open_string();
        }
        Some(self.apply(k, &cuts))
    }

    /// Whether a word may be read with another case.
    pub(super) fn may_fold(&self, cuts: &[Cut]) -> bool {
        let Some(string) = self.current() else { return false };
        // Beside `ia`, a `D` is no `d`.
        let small = string.symbols.last().is_some_and(|last| {
            last.span.of(self.text).contains(|sign: char| sign.is_ascii_lowercase())
        });
        cuts.iter().all(|cut| match cut.element {
            Element::Symbol(_) => !(cut.folded && small),
            Element::Epl(..) => string.epl.is_empty() || self.bracket.is_some(),
            Element::Group(_) => string.groups.is_empty() || self.last == Last::Group,
            _ => true,
        })
    }

    /// Whether a word may begin a string that has no mark, after a category.
    pub(super) fn may_begin(&self, k: usize, cuts: &[Cut]) -> bool {
        let Some(first) = cuts.first() else { return false };
        match first.element {
            Element::Group(kind) => kind.is_subdivided(),
            Element::Symbol(id) => {
                self.adjacent
                    && is_of_13463(id)
                    && (cuts.len() == 1 || cuts.iter().all(is_part_of_13463))
            }
            Element::Temperature(_) | Element::Zone(_) => true,
            Element::Degrees { number, .. } => {
                number >= 30 || self.number_with_unit(k + 1).is_some()
            }
            Element::BareT => self.number_with_unit(k + 1).is_some(),
            _ => false,
        }
    }

    /// Whether an element fits where it stands in the open string.
    pub(super) fn fits(&self, k: usize, cut: &Cut) -> bool {
        let Some(string) = self.current() else { return false };
        let in_bracket = self.bracket.is_some();
        let started = !string.symbols.is_empty() || !string.groups.is_empty();
        let markless = string.mark.is_none();
        match cut.element {
            Element::Eac(_) | Element::Mark(_) => false,
            Element::Symbol(_) => in_bracket || self.takes_symbols(string),
            Element::Group(kind) => {
                in_bracket
                    || string.groups.is_empty()
                        && (!markless || !string.symbols.is_empty() || kind.is_subdivided())
                    || self.adjacent
                        && !string.groups.is_empty()
                        && (self.last == Last::Group
                            || matches!(self.last, Last::Epl | Last::Temperature)
                                && kind.is_subdivided())
            }
            // In a bracket it would come before the group that such a string
            // is known by.
            Element::Temperature(_) | Element::Degrees { .. } | Element::BareT
                if in_bracket && markless =>
            {
                false
            }
            Element::Temperature(_) => true,
            Element::Degrees { number, layer } => {
                number >= 30 || layer.is_some() || self.number_with_unit(k + 1).is_some()
            }
            Element::BareT => {
                self.number_with_unit(k + 1).is_some()
                    || self.sign(k + 1) == b'*'
                    || self.class_after_blank(k + 1).is_some()
            }
            Element::Epl(..) => {
                in_bracket
                    || (started || markless && !string.temperatures.is_empty())
                        && (string.epl.is_empty() || self.adjacent)
            }
            // A bare zone is known by the symbol before it.
            Element::Zone(DustZone { practice: None, .. }) => !in_bracket && is_at_symbols(string),
            Element::Zone(_) | Element::Ip => true,
            Element::Practice => !string.dust_zones.is_empty(),
            Element::Suffix(_) => {
                started && string.suffix.is_none() && self.adjacent && !in_bracket
            }
        }
    }

    /// Whether symbols of the equipment itself may still come.
    pub(super) fn takes_symbols(&self, string: &ExString) -> bool {
        !self.symbols_over && is_at_symbols(string)
    }

    /// Elements of several words: `op is`, `II C`, `+ H2`, a number in a list
    /// of temperatures.
    pub(super) fn several_words(&mut self, k: usize) -> Option<usize> {
        if let Some(next) = self.optical(k) {
            return Some(next);
        }
        if let Some(next) = self.gas(k) {
            return Some(next);
        }
        if let Some(next) = self.number_in_list(k) {
            return Some(next);
        }
        // `IIC 350 °C (T1)`: a surface temperature without its T
        if self.last == Last::Group
            && self.adjacent
            && self.bracket.is_none()
            && let Some((degrees, unit, next, true)) = self.number_with_unit(k)
            && degrees >= 30
            && self.current().is_some_and(|string| string.temperatures.is_empty())
        {
            let span = self.span(k, next);
            let value = TemperatureValue::Surface { degrees, unit, layer: None, without_t: false };
            self.temperature(value, span);
            self.correct_spelling(span, value);
            return Some(self.take(TokenKind::Temperature, k, next));
        }
        // `iaD 20`
        if let Some(zone) = word::bare_zone(self.word(k))
            && self.adjacent
            && self.bracket.is_none()
            && let Some(string) = self.current_mut()
            && is_at_symbols(string)
            && string.symbols.iter().any(|symbol| symbol.id.code().ends_with('D'))
        {
            string.dust_zones.push(zone);
            return Some(self.take(TokenKind::DustZone, k, k + 1));
        }
        // `T A 80 °C`
        let practice = self.word(k) == b"T" && matches!(self.word(k + 1), b"A" | b"B");
        if practice && self.current().is_some_and(|string| !string.dust_zones.is_empty()) {
            return Some(self.take(TokenKind::DustZone, k, k + 2));
        }
        // `T6 to T4`, `T5 or T6`, `IIB and IIC`
        let listed = matches!(self.last, Last::Temperature | Last::Group | Last::Epl);
        if listed && self.adjacent {
            let join = match self.word(k) {
                b"to" | b"bis" | b"up" => Join::Range,
                b"or" | b"oder" | b"ou" => Join::Slash,
                b"and" | b"und" | b"et" => Join::Comma,
                _ => return None,
            };
            let next = self.cut(k + 1, false, true, false)?;
            let same = next.first().is_some_and(|cut| match cut.element {
                Element::Temperature(_) | Element::Degrees { .. } | Element::BareT => {
                    self.last == Last::Temperature
                }
                Element::Group(_) => self.last == Last::Group,
                Element::Epl(..) => self.last == Last::Epl,
                _ => false,
            });
            if same {
                self.join = join;
                return Some(self.take(TokenKind::Noise, k, k + 1));
            }
        }
        None
    }

    /// `op is` at `k`: the symbol, and the piece after it.
    pub(super) fn optical_at(&self, k: usize) -> Option<(SymbolId, usize)> {
        if !self.word(k).eq_ignore_ascii_case(b"op") {
            return None;
        }
        let apart = matches!(self.sign(k + 1), b'-' | b'_' | b'.');
        let second = if apart { k + 2 } else { k + 1 };
        let code = match self.word(second) {
            word if word.eq_ignore_ascii_case(b"is") => "op_is",
            word if word.eq_ignore_ascii_case(b"pr") => "op_pr",
            word if word.eq_ignore_ascii_case(b"sh") => "op_sh",
            _ => return None,
        };
        Some((SymbolId::find(code)?, second + 1))
    }

    pub(super) fn optical(&mut self, k: usize) -> Option<usize> {
        let string = self.current()?;
        if self.bracket.is_none() && !self.takes_symbols(string) {
            return None;
        }
        let (id, next) = self.optical_at(k)?;
        let span = self.span(k, next);
        let words = [self.word(k), b"_", self.word(next - 1)].concat();
        let read_as = id.code().replace('_', " ");
        if next > k + 2 {
            self.correct(CorrectionKind::Spelling, span, &read_as);
        }
        if words != id.code().as_bytes() {
            self.correct(CorrectionKind::Case, span, &read_as);
        }
        self.note_pieces(k, next);
        self.symbol(id, span);
        Some(self.take(TokenKind::Symbol, k, next))
    }

    /// `H2` after `IIB +`.
    pub(super) fn gas(&mut self, k: usize) -> Option<usize> {
        if self.last != Last::Group || !self.adjacent {
            return None;
        }
        let word = self.word(k);
        let formula = is_formula(word);
        let named = self.join == Join::Plus
            && word.len() > 2
            && word.iter().all(u8::is_ascii_alphabetic)
            && self.cut(k, false, true, false).is_none();
        let spelled = match self.join {
            Join::Plus => false,
            Join::Slash | Join::Blank => true,
            Join::Comma | Join::Range => return None,
        };
        if !formula && !named {
            return None;
        }
        let name: String = word.iter().copied().map(char::from).collect();
        let in_bracket = self.bracket.map(|(index, _)| index);
        let string = self.current_mut()?;
        let groups = match in_bracket {
            Some(index) => &mut string.brackets.get_mut(index)?.groups,
            None => &mut string.groups,
        };
        let group = groups.last_mut()?;
        if group.gas.is_some() || group.kind.atmosphere() != Atmosphere::Gas {
            return None;
        }
        group.gas = Some(name.clone());
        let before = group.span;
        let span = self.span(k, k + 1);
        if spelled {
            self.correct(CorrectionKind::Spelling, before.to(span), &["+", &name].concat());
        }
        self.note_pieces(k, k + 1);
        self.extend(span);
        self.join = Join::Blank;
        Some(self.take(TokenKind::Group, k, k + 1))
    }

    /// The 2 of `T1/2`, the 145 of `T3 (145 °C)`, the 135 of `T85...135 °C`.
    pub(super) fn number_in_list(&mut self, k: usize) -> Option<usize> {
        let string = self.current()?;
        if self.bracket.is_some() {
            return None;
        }
        let dusty = string.temperatures.is_empty()
            && (!string.dust_zones.is_empty()
                || string.mark.is_none() && string.categories.iter().any(|one| one.dust)
                || string
                    .symbols
                    .iter()
                    .any(|symbol| symbol.id.for_dust() && !symbol.id.for_gas()));
        if dusty {
            let (number, unit, next, _) = self.number_with_unit(k)?;
            if number < 30 {
                return None;
            }
            let value =
                TemperatureValue::Surface { degrees: number, unit, layer: None, without_t: false };
            let span = self.span(k, next);
            self.temperature(value, span);
            self.correct_spelling(span, value);
            return Some(self.take(TokenKind::Temperature, k, next));
        }
        let last = string.temperatures.last()?.value;
        if self.last != Last::Temperature || !self.adjacent {
            return None;
        }
        let word = self.word(k);
        let in_row = matches!(self.join, Join::Slash | Join::Range);
        if let TemperatureValue::Class { .. } = last
            && in_row
            && self.attached(k)
            && let [digit @ b'1'..=b'6'] = word
        {
            let value = TemperatureValue::Class { number: digit - b'0', letter: None };
            let span = self.span(k, k + 1);
            self.temperature(value, span);
            self.correct_spelling(span, value);
            return Some(self.take(TokenKind::Temperature, k, k + 1));
        }
        let (degrees, unit, next, full) = self.number_with_unit(k)?;
        let without_t = self.round;
        let in_row = in_row && matches!(last, TemperatureValue::Surface { .. });
        if degrees < 30 || !(without_t || in_row) {
            return None;
        }
        // A range of ambient temperatures has signs.
        if self.join == Join::Range && self.sign(k - 1) == b'-' && !self.attached(k) {
            return None;
        }
        let value = TemperatureValue::Surface { degrees, unit, layer: None, without_t };
        let span = self.span(k, next);
        self.temperature(value, span);
        if !without_t {
            self.correct_spelling(span, value);
        } else if !full {
            self.correct_unit(span, value);
        }
        Some(self.take(TokenKind::Temperature, k, next))
    }

    pub(super) fn correct_spelling(&mut self, span: Span, value: TemperatureValue) {
        self.correct(CorrectionKind::Spelling, span, &value.to_string());
    }

    pub(super) fn correct_unit(&mut self, span: Span, value: TemperatureValue) {
        self.correct(CorrectionKind::Unit, span, &value.to_string());
    }

    /// A whole number with its unit at `k`: the number, the unit, the piece
    /// after it, and whether the unit is written in full.
    pub(super) fn number_with_unit(&self, k: usize) -> Option<(u16, Degrees, usize, bool)> {
        let word = self.word(k);
        let digits = word.iter().take_while(|sign| sign.is_ascii_digit()).count();
        if !(1..=4).contains(&digits) {
            return None;
        }
        let number = number(&word[..digits]);
        if digits < word.len() {
            let (unit, length, full) = unit_of(&word[digits..])?;
            return (digits + length == word.len()).then_some((number, unit, k + 1, full));
        }
        let (unit, next, full) = self.unit_at(k + 1)?;
        Some((number, unit, next, full))
    }

    /// A unit that is a word, or two.
    pub(super) fn unit_at(&self, k: usize) -> Option<(Degrees, usize, bool)> {
        let word = self.word(k);
        let (unit, length, full) = unit_of(word)?;
        if length < word.len() {
            return None;
        }
        // `° C`
        if word == [signs::DEGREE] {
            return match self.word(k + 1) {
                b"C" => Some((Degrees::Celsius, k + 2, true)),
                b"F" => Some((Degrees::Fahrenheit, k + 2, true)),
                _ => Some((Degrees::Celsius, k + 1, false)),
            };
        }
        Some((unit, k + 1, full))
    }

    pub(super) fn class_after_blank(&self, k: usize) -> Option<u8> {
        match self.word(k) {
            [digit @ b'1'..=b'6'] => Some(digit - b'0'),
            _ => None,
        }
    }

    /// Puts the elements of the word at `k` into the open string.
    pub(super) fn apply(&mut self, k: usize, cuts: &[Cut]) -> usize {
        let mut next = k + 1;
        let glued: Vec<&Cut> =
            cuts.iter().filter(|cut| !matches!(cut.element, Element::Eac(_))).collect();
        if glued.len() > 1 && !is_usual_glue(&glued) {
            let parts: Vec<String> = glued
                .iter()
                .map(|cut| {
                    let signs = self.signs.bytes.get(cut.from..cut.to).unwrap_or_default();
                    signs
                        .iter()
                        .map(|sign| if *sign == signs::DEGREE { '°' } else { char::from(*sign) })
                        .collect()
                })
                .collect();
            let span = self.span(k, k + 1);
            self.correct(CorrectionKind::Glued, span, &parts.join(" "));
        }
        for (index, cut) in cuts.iter().enumerate() {
            let begins = matches!(cut.element, Element::Eac(_) | Element::Mark(_));
            if index > 0 && !begins && !self.fits(k, cut) {
                let span = self.signs.span(cut.from, cut.to);
                self.token(TokenKind::Unknown, span);
                self.adjacent = false;
                continue;
            }
            // The letters of an EAC level are meant to be Cyrillic.
            if !matches!(cut.element, Element::Eac(_)) {
                self.note_folded(cut.from, cut.to);
            }
            let last = index + 1 == cuts.len();
            let (kind, to) = self.put(k, cut, last);
            if to > k + 1 {
                self.note_pieces(k + 1, to);
                next = to;
            }
            let span = self.span_of(cut, k, to);
            self.extend(span);
            self.token(kind, span);
            self.adjacent = true;
            if !matches!(cut.element, Element::Practice | Element::Ip) {
                self.join = Join::Blank;
            }
        }
        next
    }

    /// The place of an element of the word at `k` that goes on to the piece
    /// before `to`.
    fn span_of(&self, cut: &Cut, k: usize, to: usize) -> Span {
        let span = self.signs.span(cut.from, cut.to);
        if to > k + 1 { span.to(self.span(k + 1, to)) } else { span }
    }

    /// Puts one element of the word at `k` into the open string: what it is,
    /// and the piece after it. Only the `last` one goes on in the next words.
    fn put(&mut self, k: usize, cut: &Cut, last: bool) -> (TokenKind, usize) {
        let span = self.signs.span(cut.from, cut.to);
        let kind = match cut.element {
            Element::Eac(level) => {
                if let Some(string) = self.current_mut()
                    && string.symbols.is_empty()
                {
                    string.eac = Some(level);
                }
                if cut.ocr {
                    self.correct(CorrectionKind::Ocr, span, "0");
                }
                TokenKind::Mark
            }
            Element::Mark(mark) => {
                if let Some(string) = self.current_mut()
                    && string.symbols.is_empty()
                {
                    string.mark = Some(mark);
                }
                if cut.folded {
                    self.correct(CorrectionKind::Case, span, mark.code());
                }
                TokenKind::Mark
            }
            Element::Symbol(id) => {
                if cut.folded {
                    self.correct(CorrectionKind::Case, span, id.code());
                }
                self.in_round_brackets(k, id);
                self.symbol(id, span);
                TokenKind::Symbol
            }
            Element::Zone(zone) => {
                if let Some(string) = self.current_mut() {
                    string.dust_zones.push(zone);
                }
                TokenKind::DustZone
            }
            Element::Practice => TokenKind::DustZone,
            Element::Group(kind) => return (TokenKind::Group, self.put_group(k, cut, kind, last)),
            Element::Temperature(_) | Element::Degrees { .. } | Element::BareT => {
                return (TokenKind::Temperature, self.put_temperature(k, cut, last));
            }
            Element::Epl(atmosphere, level) => {
                if cut.folded {
                    let text: String = [atmosphere.letter(), level.letter()].iter().collect();
                    self.correct(CorrectionKind::Case, span, &text);
                }
                self.epl(atmosphere, level, span);
                TokenKind::Epl
            }
            Element::Ip => {
                self.push_ip(cut.from, cut.to);
                TokenKind::Ip
            }
            Element::Suffix(suffix) => {
                if let Some(string) = self.current_mut() {
                    string.suffix = string.suffix.or(Some(suffix));
                }
                TokenKind::Suffix
            }
        };
        (kind, k + 1)
    }

    fn put_group(&mut self, k: usize, cut: &Cut, mut kind: GroupKind, last: bool) -> usize {
        let mut next = k + 1;
        // `II C`
        let whole = subdivided(kind, self.word(k + 1)).filter(|_| last && !self.attached(k + 1));
        if let Some(whole) = whole {
            kind = whole;
            next = k + 2;
        }
        let span = self.span_of(cut, k, next);
        for (differs, correction) in [
            (cut.ocr, CorrectionKind::Ocr),
            (whole.is_some(), CorrectionKind::Spaced),
            (cut.folded, CorrectionKind::Case),
        ] {
            if differs {
                self.correct(correction, span, kind.code());
            }
        }
        self.group(kind, span);
        next
    }

    fn put_temperature(&mut self, k: usize, cut: &Cut, last: bool) -> usize {
        let mut next = k + 1;
        let mut differs;
        let value = match cut.element {
            Element::Temperature(mut value) => {
                differs = cut.unit.then_some(CorrectionKind::Unit);
                // A degree sign by itself, with its letter in the next word.
                if let TemperatureValue::Surface { unit, .. } = &mut value
                    && cut.unit
                    && last
                    && self.signs.get(cut.to - 1) == signs::DEGREE
                    && matches!(self.word(k + 1), b"C" | b"F")
                {
                    if self.word(k + 1) == b"F" {
                        *unit = Degrees::Fahrenheit;
                    }
                    differs = None;
                    next = k + 2;
                }
                value
            }
            Element::Degrees { layer, number } => {
                let (value, after, full) = self.degrees(k, layer, number, last);
                next = after;
                differs = (!full).then_some(CorrectionKind::Unit);
                value
            }
            _ => {
                if let Some((degrees, unit, after, full)) = self.number_with_unit(k + 1)
                    && degrees >= 10
                {
                    next = after;
                    differs = (!full).then_some(CorrectionKind::Unit);
                    TemperatureValue::Surface { degrees, unit, layer: None, without_t: false }
                } else if let Some(number) = self.class_after_blank(k + 1) {
                    next = k + 2;
                    differs = Some(CorrectionKind::Spaced);
                    TemperatureValue::Class { number, letter: None }
                } else {
                    next += usize::from(self.sign(k + 1) == b'*');
                    differs = Some(CorrectionKind::Spelling);
                    TemperatureValue::Variable
                }
            }
        };
        let span = self.span_of(cut, k, next);
        let case = cut.folded.then_some(CorrectionKind::Case);
        for kind in differs.into_iter().chain(case) {
            self.correct(kind, span, &value.to_string());
        }
        self.temperature(value, span);
        next
    }

    /// A number after `T` whose unit is in the next words, or missing.
    pub(super) fn degrees(
        &self,
        k: usize,
        layer: Option<u16>,
        number: u16,
        last: bool,
    ) -> (TemperatureValue, usize, bool) {
        let surface = |degrees, unit, layer| TemperatureValue::Surface {
            degrees,
            unit,
            layer,
            without_t: false,
        };
        if last {
            // `T200 320 °C`: 320 °C under a layer of 200 mm
            if layer.is_none()
                && self.piece(k + 1).is_some_and(|piece| piece.spaced)
                && let Some((degrees, unit, next, full)) = self.number_with_unit(k + 1)
            {
                return (surface(degrees, unit, Some(number)), next, full);
            }
            if let Some((unit, next, full)) = self.unit_at(k + 1) {
                return (surface(number, unit, layer), next, full);
            }
        }
        // The first of a range needs no unit: `T80...T130°C`.
        (surface(number, Degrees::Celsius, layer), k + 1, false)
    }

    pub(super) fn extend(&mut self, span: Span) {
        if let Some(string) = self.current_mut() {
            string.span = if string.span == Span::default() { span } else { string.span.to(span) };
        }
    }

    pub(super) fn symbol(&mut self, id: SymbolId, span: Span) {
        let bracket = self.bracket.map(|(index, _)| index);
        let join = match self.join {
            Join::Comma | Join::Range => Join::Blank,
            join => join,
        };
        let Some(string) = self.current_mut() else { return };
        // The first of a string or a bracket is joined to nothing.
        let continues = string.symbols.last().is_some_and(|last| last.bracket == bracket);
        let join = if continues { join } else { Join::Blank };
        string.symbols.push(Symbol { id, span, join, bracket });
        string.span = if string.span == Span::default() { span } else { string.span.to(span) };
        self.last = Last::Symbol;
        self.adjacent = true;
        self.join = Join::Blank;
    }

    /// How an element in a bracket is joined to the one before it: as the
    /// symbols are that they belong to, as in `[ia Ga/ib Gb]`.
    pub(super) fn join_in_bracket(&self) -> Join {
        let of_symbol = self
            .current()
            .and_then(|string| string.symbols.last())
            .map_or(Join::Blank, |symbol| symbol.join);
        match (self.join, of_symbol) {
            (Join::Slash, _) | (Join::Blank, Join::Slash) => Join::Slash,
            _ => Join::Comma,
        }
    }

    pub(super) fn group(&mut self, kind: GroupKind, span: Span) {
        let in_bracket = self.bracket.map(|(index, _)| index);
        let join = match (in_bracket, self.join) {
            (Some(_), _) => self.join_in_bracket(),
            (None, Join::Blank) => Join::Comma,
            (None, join) => join,
        };
        let Some(string) = self.current_mut() else { return };
        let groups = match in_bracket.and_then(|index| string.brackets.get_mut(index)) {
            Some(bracket) => &mut bracket.groups,
            None => &mut string.groups,
        };
        let join = if groups.is_empty() { Join::Blank } else { join };
        groups.push(Group { kind, gas: None, join, span });
        self.last = Last::Group;
    }

    pub(super) fn temperature(&mut self, value: TemperatureValue, span: Span) {
        let follows = self.last == Last::Temperature && self.adjacent;
        let join = match self.join {
            Join::Slash | Join::Range if follows => self.join,
            _ => Join::Comma,
        };
        let in_bracket = self.bracket.map(|(index, _)| index);
        let round = self.round && in_bracket.is_none();
        let Some(string) = self.current_mut() else { return };
        let list = match in_bracket.and_then(|index| string.brackets.get_mut(index)) {
            Some(bracket) => &mut bracket.temperatures,
            None => &mut string.temperatures,
        };
        let first = list.is_empty();
        let before = list.last().is_some_and(|last| last.in_parentheses);
        let in_parentheses = round && !first && (follows || before);
        let join = if first || in_parentheses && !before { Join::Blank } else { join };
        list.push(Temperature { value, join, in_parentheses, span });
        string.span = if string.span == Span::default() { span } else { string.span.to(span) };
        self.last = Last::Temperature;
        self.adjacent = true;
        self.join = Join::Blank;
    }

    pub(super) fn epl(&mut self, atmosphere: Atmosphere, level: Level, span: Span) {
        let in_bracket = self.bracket.map(|(index, _)| index);
        let of_list = match self.join {
            Join::Slash | Join::Range => Join::Slash,
            _ => Join::Comma,
        };
        let join = if in_bracket.is_some() { self.join_in_bracket() } else { of_list };
        let opened = std::mem::take(&mut self.opened);
        let takes = self.takes_brackets();
        let associated = takes && opened && self.round && self.last == Last::Epl;
        let Some(string) = self.current_mut() else { return };
        if in_bracket.is_none() && associated {
            // `Gc(Ga)`
            string.brackets.push(Bracket { span, ..Bracket::default() });
        }
        let list = match in_bracket.and_then(|index| string.brackets.get_mut(index)) {
            Some(bracket) => &mut bracket.epl,
            None if associated => match string.brackets.last_mut() {
                Some(bracket) => &mut bracket.epl,
                None => return,
            },
            None => &mut string.epl,
        };
        let join = if list.is_empty() { Join::Blank } else { join };
        list.push(Epl { atmosphere, level, join, span });
        self.last = Last::Epl;
    }

    /// `60079-30-1` where a symbol stands.
    pub(super) fn trace_heating(&mut self, k: usize) -> Option<usize> {
        let string = self.current()?;
        if self.bracket.is_none() && !self.takes_symbols(string) {
            return None;
        }
        let mut from = k;
        while matches!(self.word(from), b"IEC" | b"IEEE" | b"EN") && from < k + 4 {
            from += 1;
            if self.sign(from) == b'/' {
                from += 1;
            }
        }
        let stands = self.word(from) == b"60079"
            && self.sign(from + 1) == b'-'
            && self.word(from + 2) == b"30"
            && self.sign(from + 3) == b'-'
            && self.word(from + 4) == b"1";
        if !stands {
            return None;
        }
        let id = SymbolId::find("60079-30-1")?;
        let span = self.span(k, from + 5);
        self.symbol(id, span);
        Some(self.take(TokenKind::Symbol, k, from + 5))
    }
}

/// Symbols of non-electrical equipment, whose markings had no `Ex` before 2016.
pub(super) fn is_of_13463(id: SymbolId) -> bool {
    matches!(id.code(), "b" | "c" | "k" | "fr" | "h")
}

pub(super) fn is_part_of_13463(cut: &Cut) -> bool {
    match cut.element {
        Element::Symbol(id) => is_of_13463(id),
        Element::Temperature(_) | Element::Group(_) => true,
        _ => false,
    }
}

pub(super) fn is_symbol(cut: &Cut) -> bool {
    matches!(cut.element, Element::Symbol(_))
}

/// A chemical formula such as `H2` or `C2H2`.
pub(super) fn is_formula(word: &[u8]) -> bool {
    let letters = word.iter().filter(|sign| sign.is_ascii_alphabetic()).count();
    let known = matches!(word.first(), Some(b'C' | b'H' | b'N' | b'S'));
    known
        && (2..=8).contains(&word.len())
        && letters < word.len()
        && word.iter().all(|sign| matches!(sign, b'C' | b'H' | b'N' | b'O' | b'S' | b'0'..=b'9'))
}

pub(super) fn number(digits: &[u8]) -> u16 {
    digits.iter().fold(0, |number, digit| number * 10 + u16::from(digit - b'0'))
}

pub(super) fn unit_of(word: &[u8]) -> Option<(Degrees, usize, bool)> {
    word::unit(|offset| word.get(offset).copied().unwrap_or(0))
}

/// `A`, `B` or `C` after a group that was cut off from it.
pub(super) fn subdivided(kind: GroupKind, word: &[u8]) -> Option<GroupKind> {
    Some(match (kind, word) {
        (GroupKind::II, b"A") => GroupKind::IIA,
        (GroupKind::II, b"B") => GroupKind::IIB,
        (GroupKind::II, b"C") => GroupKind::IIC,
        (GroupKind::III, b"A") => GroupKind::IIIA,
        (GroupKind::III, b"B") => GroupKind::IIIB,
        (GroupKind::III, b"C") => GroupKind::IIIC,
        _ => return None,
    })
}

/// What is usually written together is no correction: `1Ex` alone.
pub(super) fn is_usual_glue(cuts: &[&Cut]) -> bool {
    matches!(cuts, [only] if matches!(only.element, Element::Mark(_)))
}
