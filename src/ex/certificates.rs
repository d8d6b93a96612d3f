//! Certificate numbers, and what is known to be no part of a marking:
//! standards, labels, the CE mark.

use super::{Certificate, Scheme, Suffix, TokenKind, plate::LONGEST_RUN, reader::Reader};

/// Labels and marks that are no part of a marking.
const LABELS: &[&str] = &[
    "CE",
    "BR",
    "UKCA",
    "EAC",
    "CCC",
    "CCCEX",
    "FM",
    "UL",
    "CSA",
    "ATEX",
    "UKEX",
    "IECEX",
    "NEPSI",
    "INMETRO",
    "KCS",
    "PESO",
    "MARKING",
    "MARK",
    "GROUP",
    "GROUPS",
    "GRUPPE",
    "GR",
    "GAS",
    "EPL",
    "CERTIFICATE",
    "CERT",
    "CERTIFICATION",
    "NO",
    "NR",
    "AND",
    "OR",
    "AT",
    "FOR",
    "WITH",
    "TYPE",
    "PROTECTION",
    "CODE",
    "KENNZEICHNUNG",
    "FISCO",
    "FNICO",
    "DUST",
    "COMPONENT",
];

impl Reader<'_> {
    pub(super) fn take_certificate(&mut self, scheme: Scheme, from: usize, to: usize) -> usize {
        let mut to = to;
        let span = self.span(from, to);
        let last = |text: &str| match text.as_bytes() {
            [.., b'0'..=b'9', b'X'] => Some(Suffix::X),
            [.., b'0'..=b'9', b'U'] => Some(Suffix::U),
            _ => None,
        };
        let mut suffix = last(span.of(&self.out.text));
        if suffix.is_none() {
            suffix = match self.word(to) {
                b"X" => Some(Suffix::X),
                b"U" => Some(Suffix::U),
                _ => None,
            };
            to += usize::from(suffix.is_some());
        }
        let span = self.span(from, to);
        self.out.certificates.push(Certificate { scheme, span, suffix });
        self.take(TokenKind::Certificate, from, to)
    }

    /// `LCIE 08 ATEX 6095 X`, `IECEx PTB 06.0090`, `CML 21UKEX1234X`,
    /// `RU C-DE.AA87.B.00123`, `GYB16.1234X`.
    pub(super) fn certificate(&mut self, k: usize) -> Option<usize> {
        let (scheme, end) = self.certificate_at(k)?;
        Some(self.take_certificate(scheme, k, end))
    }

    /// The scheme of a number at `k`, and the piece after it.
    pub(super) fn certificate_at(&self, k: usize) -> Option<(Scheme, usize)> {
        let word = self.word(k);
        // `IIC 08 ATEX 1234`: no body has the name of a group.
        if !word.iter().any(u8::is_ascii_alphanumeric) || word.starts_with(b"II") {
            return None;
        }
        if word.eq_ignore_ascii_case(b"IECEx") {
            let body = usize::from(
                !self.word(k + 1).is_empty()
                    && self.word(k + 1).iter().all(u8::is_ascii_alphabetic),
            );
            let end = self.year_and_number(k + 1 + body)?;
            return Some((Scheme::Iecex, end));
        }
        if matches!(word, b"RU") && self.word(k + 1) == b"C" && self.sign(k + 2) == b'-' {
            let end = self.end_of_run(k + 1);
            return Some((Scheme::Eac, end));
        }
        if let Some(found) = self.directive(k) {
            return Some(found);
        }
        // Others: a body, then year and number.
        let is_body = (2..=8).contains(&word.len())
            && word.iter().all(|sign| sign.is_ascii_alphabetic() || *sign == 1);
        if is_body {
            let mut number = k + 1;
            if self.sign(number) == b'-'
                && self.word(number + 1).iter().all(u8::is_ascii_alphabetic)
                && !self.word(number + 1).is_empty()
            {
                number += 2;
            }
            let end = self.year_and_number(number)?;
            return Some((Scheme::Other, end));
        }
        // `GYB16.1234X`: glued to the year
        let letters = word.iter().take_while(|sign| sign.is_ascii_alphabetic()).count();
        let year = &word[letters..];
        let glued =
            (2..=6).contains(&letters) && year.len() == 2 && year.iter().all(u8::is_ascii_digit);
        if glued
            && self.sign(k + 1) == b'.'
            && self.attached(k + 1)
            && is_number(self.word(k + 2), 3..=6)
        {
            return Some((Scheme::Other, k + 3));
        }
        // `12-KA4BO-0123X`
        let korean = word.len() == 2
            && word.iter().all(u8::is_ascii_digit)
            && self.sign(k + 1) == b'-'
            && self.word(k + 2).len() == 5
            && self.sign(k + 3) == b'-'
            && is_number(self.word(k + 4), 4..=5);
        korean.then_some((Scheme::Other, k + 5))
    }

    /// `06.0090`, `11.0001X` at `k`: the piece after it.
    pub(super) fn year_and_number(&self, k: usize) -> Option<usize> {
        let year = self.word(k);
        let stands = year.len() == 2
            && year.iter().all(u8::is_ascii_digit)
            && self.sign(k + 1) == b'.'
            && self.attached(k + 1)
            && self.attached(k + 2)
            && is_number(self.word(k + 2), 3..=6);
        stands.then_some(k + 3)
    }

    pub(super) fn end_of_run(&self, k: usize) -> usize {
        let mut end = k + 1;
        while self.attached(end)
            && end < k + LONGEST_RUN
            && !matches!(self.sign(end), b',' | b';' | b')')
        {
            end += 1;
        }
        end
    }

    /// A number with `ATEX` or `UKEX` in it.
    pub(super) fn directive(&self, k: usize) -> Option<(Scheme, usize)> {
        let mut year = false;
        for j in k..k + 3 {
            let word = self.word(j);
            if word.is_empty() {
                return None;
            }
            let found = [(b"ATEX", Scheme::Atex), (b"UKEX", Scheme::Ukex)].into_iter().find_map(
                |(name, scheme)| {
                    let place = word.windows(4).position(|window| window == name)?;
                    Some((place, scheme))
                },
            );
            let Some((place, scheme)) = found else {
                // The body, then the year by itself or at the end of the body.
                let digits = word.iter().rev().take_while(|sign| sign.is_ascii_digit()).count();
                let is_year = digits == 2
                    && (word.len() == 2
                        || j == k
                            && word.len() > 3
                            && word[..word.len() - 2].iter().all(u8::is_ascii_alphabetic));
                let is_body = j == k
                    && digits == 0
                    && word.len() <= 12
                    && word[0].is_ascii_uppercase()
                    && (word.len() > 2 || word[word.len() - 1].is_ascii_uppercase());
                if !is_year && !is_body {
                    return None;
                }
                year |= is_year;
                continue;
            };
            let before = &word[..place];
            let glued =
                before.len() >= 2 && before[before.len() - 2..].iter().all(u8::is_ascii_digit);
            if !year && !glued {
                return None;
            }
            return Some((scheme, self.end_of_number(j, &word[place + 4..])));
        }
        None
    }

    /// The piece after the number that follows `ATEX`.
    pub(super) fn end_of_number(&self, k: usize, rest: &[u8]) -> usize {
        let mut end = k + 1;
        let mut digits = rest.iter().any(u8::is_ascii_digit);
        if rest.is_empty() && matches!(self.word(end), b"E" | b"Q" | b"N") {
            end += 1;
        }
        for _ in 0..4 {
            let joined = matches!(self.sign(end), b'.' | b'-' | b'/')
                && self.attached(end)
                && self.attached(end + 1);
            let at = if joined { end + 1 } else { end };
            let word = self.word(at);
            let fits = !word.is_empty()
                && (is_number(word, 1..=8) || joined && word.len() < 10)
                && (!digits || joined || word.len() <= 3);
            // After a number that ends in `X`, the next one is another thing.
            if !fits || rest.ends_with(b"X") {
                break;
            }
            digits = true;
            end = at + 1;
            if matches!(word.last(), Some(b'X' | b'U')) {
                break;
            }
        }
        end
    }

    /// `EN 60079-0:2012`, `GB/T 3836.1-2021`
    pub(super) fn standard(&mut self, k: usize) -> Option<usize> {
        const BODIES: [&[u8]; 9] =
            [b"EN", b"IEC", b"ISO", b"GB", b"UL", b"FM", b"JIS", b"ABNT", b"CSA"];
        if !BODIES.contains(&self.word(k)) {
            return None;
        }
        let mut at = k + 1;
        for _ in 0..3 {
            let join = matches!(self.sign(at), b'/' | b'-');
            let name = if join { at + 1 } else { at };
            let is_name = BODIES.contains(&self.word(name))
                || matches!(self.word(name), b"T" | b"IEEE" | b"TS" | b"NBR" | b"C22");
            if !is_name {
                break;
            }
            at = name + 1;
        }
        if !self.word(at).iter().all(u8::is_ascii_digit) || self.word(at).len() < 3 {
            return None;
        }
        let end = self.end_of_run(at);
        Some(self.take(TokenKind::Noise, k, end))
    }

    /// Labels, the CE mark and the number of the notified body after it.
    pub(super) fn noise(&mut self, k: usize) -> Option<usize> {
        let word = self.word(k);
        let is_ce = word == b"CE" || word == b"UKCA";
        let glued =
            matches!(word, [b'C', b'E', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9']);
        let notified = word.len() == 4 && word.iter().all(u8::is_ascii_digit) && self.since_ce <= 3;
        let label = LABELS.iter().any(|label| word.eq_ignore_ascii_case(label.as_bytes()));
        if is_ce {
            self.since_ce = 0;
        }
        (glued || notified || label).then(|| self.take(TokenKind::Noise, k, k + 1))
    }
}

/// Digits, `X` or `U` after them allowed.
pub(super) fn is_number(word: &[u8], length: std::ops::RangeInclusive<usize>) -> bool {
    let digits = match word {
        [digits @ .., b'X' | b'U'] => digits,
        digits => digits,
    };
    length.contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
}
