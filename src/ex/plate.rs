//! What stands around the strings on a plate: categories, NEC classes and IP
//! codes.

use super::{
    Category, CorrectionKind, IpCode, Nec, TokenKind,
    reader::{Last, Reader},
    signs::is_like_i,
};

/// How many pieces a run of one kind may have.
pub(super) const LONGEST_RUN: usize = 40;

impl Reader<'_> {
    /// `II 2 G`, `II 3(1)G`, `I M2`, `II 1/2 GD`.
    pub(super) fn category(&mut self, k: usize) -> Option<usize> {
        let piece = self.piece(k)?;
        let (list, end, ocr) = self.categories_at(piece.from, piece.to)?;
        // `Ex db IID`: where a group is due, one word without the number of a
        // category is none.
        let is_bare = end <= piece.to && list.iter().all(|category| category.level.is_none());
        if is_bare && self.open && self.adjacent && self.last == Last::Symbol {
            return None;
        }
        // In the midst of a string, the group and what follows it are meant.
        let next = (k..).find(|at| self.piece(*at).is_none_or(|piece| piece.to > end))?;
        let span = self.signs.span(piece.from, end);
        if ocr {
            let numeral = if list.first()?.group == 1 { "I" } else { "II" };
            self.correct(
                CorrectionKind::Ocr,
                self.signs.span(piece.from, piece.from + numeral.len()),
                numeral,
            );
        }
        self.note_folded(piece.from, end);
        self.close_string();
        let texts: Vec<String> = list.iter().map(ToString::to_string).collect();
        self.categories.extend(list);
        self.token(TokenKind::Category, span);
        if self.piece(next).is_some_and(|piece| piece.from < end) {
            self.correct(CorrectionKind::Glued, span, &texts.join(" "));
            self.split(next, end);
        }
        // The caller goes on at the rest of a piece that was cut; it has moved
        // on in the signs, if not in the pieces.
        if next == k { Some(self.step(k)) } else { Some(next) }
    }

    pub(super) fn categories_at(
        &self,
        from: usize,
        to: usize,
    ) -> Option<(Vec<Category>, usize, bool)> {
        let at = |i: usize| self.signs.get(i);
        let blanks = |mut i: usize| {
            while at(i) == b' ' && i < from + LONGEST_RUN * 2 {
                i += 1;
            }
            i
        };
        let is_numeral = |sign: u8| is_like_i(sign) || sign == b'i';
        let length = (from..to.min(from + 4)).take_while(|i| is_numeral(at(*i))).count();
        let numeral = self.signs.bytes.get(from..from + length)?;
        let ones = numeral.iter().filter(|sign| **sign == b'1').count();
        if !(1..=2).contains(&length) || ones == length {
            // `III` is no group of a category and `11` a number; in `II1G` the
            // third sign is the category.
            return self.numeral_then_digit(from, to);
        }
        let ocr = numeral.iter().any(|sign| !matches!(sign, b'I' | b'i'));
        if length == 1 {
            let list = self.mining(blanks(from + 1));
            return list.map(|(list, end)| (list, end, ocr));
        }
        self.elements(from + length, 2, ocr)
    }

    /// `II1G`: two numerals, then a digit that looks like a third one.
    pub(super) fn numeral_then_digit(
        &self,
        from: usize,
        to: usize,
    ) -> Option<(Vec<Category>, usize, bool)> {
        let at = |i: usize| self.signs.get(i);
        let two = [at(from), at(from + 1)];
        let is_two =
            from + 2 < to && matches!(two, [b'I', b'I'] | [b'l', b'l']) && at(from + 2) == b'1';
        if is_two { self.elements(from + 2, 2, two[0] == b'l') } else { None }
    }

    /// `M1`, `(M1)`, `M2(M1)` after the numeral of group I.
    pub(super) fn mining(&self, from: usize) -> Option<(Vec<Category>, usize)> {
        let at = |i: usize| self.signs.get(i);
        let mut list = Vec::new();
        let (mut i, mut end) = (from, from);
        while list.len() < 4 {
            while matches!(at(i), b' ' | b'/') && i < end + 4 {
                i += 1;
            }
            let associated = at(i) == b'(';
            i += usize::from(associated);
            if at(i) != b'M' {
                break;
            }
            i += 1;
            i += usize::from(at(i) == b' ');
            if !matches!(at(i), b'1' | b'2') || at(i + 1).is_ascii_digit() {
                break;
            }
            let level = Some(at(i) - b'0');
            i += 1;
            i += usize::from(associated && at(i) == b')');
            end = i;
            list.push(Category {
                group: 1,
                level,
                boundary: None,
                associated,
                gas: false,
                dust: false,
            });
        }
        (!list.is_empty()).then_some((list, end))
    }

    /// `2 G`, `3(1)G`, `3 G (2) GD`, `1/2 G` after the numeral of group II.
    pub(super) fn elements(
        &self,
        from: usize,
        group: u8,
        ocr: bool,
    ) -> Option<(Vec<Category>, usize, bool)> {
        if group != 2 {
            return None;
        }
        let at = |i: usize| self.signs.get(i);
        let skip = |mut i: usize, signs: &[u8]| {
            let limit = i + 6;
            while signs.contains(&at(i)) && i < limit {
                i += 1;
            }
            i
        };
        let mut list: Vec<Category> = Vec::new();
        let (mut i, mut end, mut lettered) = (from, from, 0);
        while list.len() < 8 {
            let first = list.is_empty();
            i = skip(i, if first { b" " } else { b" /,&+" });
            let associated = at(i) == b'(';
            i = skip(i + usize::from(associated), b" ");
            let digit = |i: usize| {
                let sign = at(i);
                (matches!(sign, b'1'..=b'3') && !at(i + 1).is_ascii_digit()).then(|| sign - b'0')
            };
            let mut level = digit(i);
            let open_side = level.is_none() && at(i) == b'-' && at(i + 1) == b'/';
            if level.is_none() && !open_side && !(first && matches!(at(i), b'G' | b'D')) {
                break;
            }
            i += usize::from(level.is_some() || open_side);
            let mut boundary = None;
            let slash = skip(i, b" ");
            if at(slash) == b'/' {
                let other = skip(slash + 1, b" ");
                boundary = digit(other).filter(|_| !matches!(at(other + 1), b'E'));
                if boundary.is_some() || at(other) == b'-' {
                    i = other + 1;
                }
            }
            if open_side {
                level = boundary.take();
            }
            list.push(Category { group, level, boundary, associated, gas: false, dust: false });
            if let Some((gas, dust, after)) = self.letters(skip(i, b" ")) {
                i = after;
                for category in &mut list[lettered..] {
                    (category.gas, category.dust) = (gas, dust);
                }
            }
            i += usize::from(associated && at(skip(i, b" ")) == b')') * (skip(i, b" ") + 1 - i);
            if let Some(last) = list.last()
                && !last.gas
                && !last.dust
                && let Some((gas, dust, after)) = self.letters(skip(i, b" "))
            {
                i = after;
                for category in &mut list[lettered..] {
                    (category.gas, category.dust) = (gas, dust);
                }
            }
            if list.last().is_some_and(|last| last.gas || last.dust) {
                lettered = list.len();
                end = i;
            }
        }
        list.truncate(lettered);
        (!list.is_empty()).then_some((list, end, ocr))
    }

    /// `G`, `D`, `GD`, `G/D` with nothing but a mark glued to it.
    pub(super) fn letters(&self, from: usize) -> Option<(bool, bool, usize)> {
        let at = |i: usize| self.signs.get(i);
        let one = |i: usize| matches!(at(i), b'G' | b'D');
        if !one(from) {
            return None;
        }
        let mut end = from + 1;
        if one(end) {
            end += 1;
        } else {
            let mut other = end;
            while matches!(at(other), b' ' | b'/' | b'&' | b'+') && other < end + 4 {
                other += 1;
            }
            if other > end
                && one(other)
                && at(other) != at(from)
                && !at(other + 1).is_ascii_alphanumeric()
            {
                end = other + 1;
            }
        }
        let rest = [at(end), at(end + 1), at(end + 2)];
        let mark = matches!(rest, [b'E', b'x' | b'X' | b'E', _] | [b'0'..=b'2' | b'A', b'E', b'x']);
        if at(end).is_ascii_alphanumeric() && !mark {
            return None;
        }
        let written = self.signs.bytes.get(from..end)?;
        Some((written.contains(&b'G'), written.contains(&b'D'), end))
    }

    /// `Class I, Division 2, Groups A, B, C, D T4`, `Cl I Zn 0/1`, `Zone 21`.
    pub(super) fn nec(&mut self, k: usize) -> Option<usize> {
        let mut nec = Nec::default();
        let mut at = k;
        let mut end = k;
        while at < k + LONGEST_RUN {
            let begins = end == k;
            let word = self.word(at);
            let letters = word.iter().take_while(|sign| sign.is_ascii_alphabetic()).count();
            let (label, rest) = word.split_at(letters);
            let is = |labels: &[&str]| {
                labels.iter().any(|name| label.eq_ignore_ascii_case(name.as_bytes()))
            };
            // The number of `DIV1` is in the word, that of `Div. 1` after it.
            let number = if rest.is_empty() { skip_dot(self, at + 1) } else { at };
            let digits = if rest.is_empty() { self.word(number) } else { rest };
            if is(&["CLASS", "CL", "CLS"]) && rest.is_empty() {
                let Some(class) = numeral(digits) else { break };
                nec.class = nec.class.or(Some(class));
                at = number + 1;
                // `Class I, II, III`
                loop {
                    let joined = matches!(self.sign(at), b',' | b'/' | b'&');
                    let other = at + usize::from(joined);
                    if numeral(self.word(other)).is_none() {
                        break;
                    }
                    at = other + 1;
                }
            } else if nec.class.is_some() && is(&["DIVISION", "DIV", "DV"]) {
                let [digit @ b'1'..=b'2'] = digits else { break };
                nec.division = nec.division.or(Some(digit - b'0'));
                at = number + 1;
                let joined = matches!(self.sign(at), b'/' | b',' | b'&');
                if joined && matches!(self.word(at + 1), b"1" | b"2") {
                    at += 2;
                }
            } else if is(&["ZONE", "ZN"]) {
                let Some(first) = zone(digits) else { break };
                nec.zone = nec.zone.or(Some(first));
                at = number + 1;
                if self.sign(at) == b'/'
                    && let Some(second) = zone(self.word(at + 1))
                {
                    nec.boundary = nec.boundary.or(Some(second));
                    at += 2;
                }
            } else if nec.class.is_some()
                && rest.is_empty()
                && is(&["GROUPS", "GROUP", "GRP", "GP", "GR", "GPS", "GRPS"])
            {
                let last = self.nec_groups(number);
                if last == number {
                    break;
                }
                at = last;
            } else if nec.division.is_some() && is_class(word) {
                at += 1;
            } else {
                break;
            }
            if begins && nec.class.is_none() && nec.zone.is_none() {
                return None;
            }
            end = at;
            if matches!(self.sign(at), b',' | b';' | b'.' | b':') {
                at += 1;
            }
        }
        if end == k {
            return None;
        }
        if nec.class.is_some() {
            self.close_string();
        }
        // A class with divisions is a marking of its own.
        self.nec = if nec.division.is_some() { None } else { Some(nec) };
        self.note_pieces(k, end);
        Some(self.take(TokenKind::Nec, k, end))
    }

    /// The piece after a list of groups, as `A, B, C & D` or `IIC`.
    pub(super) fn nec_groups(&self, k: usize) -> usize {
        let mut at = k;
        let mut end = k;
        while at < k + LONGEST_RUN {
            let word = self.word(at);
            let letters = !word.is_empty() && word.iter().all(|sign| matches!(sign, b'A'..=b'G'));
            let group = matches!(word, b"IIA" | b"IIB" | b"IIC" | b"IIIA" | b"IIIB" | b"IIIC");
            if letters || group {
                at += 1;
                end = at;
            } else if matches!(self.sign(at), b',' | b'/' | b'&' | b'-' | b'+')
                || matches!(word, b"and" | b"to" | b"H2")
            {
                at += 1;
            } else {
                break;
            }
        }
        end
    }

    /// `IP65`, `IP 66/67`, `IP66/IP68`, `IP6X`.
    pub(super) fn ip_code(&mut self, k: usize) -> Option<usize> {
        let word = self.word(k);
        let first = if word.eq_ignore_ascii_case(b"IP") { k + 1 } else { k };
        let digits = if first > k { self.word(first) } else { word.get(2..)? };
        if !is_ip(digits) || !word.get(..2)?.eq_ignore_ascii_case(b"IP") {
            return None;
        }
        let mut end = first + 1;
        let mut code = String::from("IP");
        code.extend(digits.iter().map(|sign| char::from(sign.to_ascii_uppercase())));
        while matches!(self.sign(end), b'/' | b'-' | b',') && end < k + LONGEST_RUN {
            let next = self.word(end + 1);
            let digits = match next {
                [b'I', b'P', digits @ ..] => digits,
                digits if self.attached(end + 1) || self.sign(end) == b'/' => digits,
                _ => break,
            };
            if !is_ip(digits) {
                break;
            }
            code.push('/');
            code.extend(digits.iter().map(|sign| char::from(sign.to_ascii_uppercase())));
            end += 2;
        }
        let (span, string) = (self.span(k, end), self.owner());
        self.note_pieces(k, end);
        self.out.ip.push(IpCode { span, string, code });
        Some(self.take(TokenKind::Ip, k, end))
    }
}

pub(super) fn skip_dot(reader: &Reader<'_>, k: usize) -> usize {
    if matches!(reader.sign(k), b'.' | b':') { k + 1 } else { k }
}

pub(super) fn numeral(word: &[u8]) -> Option<u8> {
    match word {
        b"I" | b"1" => Some(1),
        b"II" | b"2" => Some(2),
        b"III" | b"3" => Some(3),
        _ => None,
    }
}

pub(super) fn zone(word: &[u8]) -> Option<u8> {
    match word {
        [digit @ b'0'..=b'2'] => Some(digit - b'0'),
        [b'2', digit @ b'0'..=b'2'] => Some(20 + digit - b'0'),
        _ => None,
    }
}

/// `T4`, `T3A`
pub(super) fn is_class(word: &[u8]) -> bool {
    matches!(word, [b'T', b'1'..=b'6'] | [b'T', b'1'..=b'6', b'A'..=b'D'])
}

pub(super) fn is_ip(digits: &[u8]) -> bool {
    let digits = match digits {
        [digits @ .., b'K'] => digits,
        digits => digits,
    };
    let digit = |sign: &u8| sign.is_ascii_digit() || matches!(sign, b'X' | b'x');
    digits.len() == 2 && digits.iter().all(digit)
}
