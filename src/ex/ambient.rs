//! Ambient temperature ranges.

use super::{
    CorrectionKind, Degrees, TokenKind, plate::LONGEST_RUN, reader::Reader, render, signs::DEGREE,
    word,
};

/// How many limits an ambient range may have.
const MOST_LIMITS: usize = 6;

impl Reader<'_> {
    /// `-20 °C ≤ Ta ≤ +60 °C`, `Tamb: -20C/+60C`, `Ta max. 60°C`.
    pub(super) fn ambient(&mut self, k: usize) -> Option<usize> {
        let label = self.ambient_label(k);
        let sign_before = matches!(self.sign(k), b'-' | b'+');
        let starts = label.is_some()
            || sign_before
                && !self.follows_word(k)
                && self.word(k + 1).first().is_some_and(u8::is_ascii_digit)
            || self.word(k).first().is_some_and(u8::is_ascii_digit) && self.is_limit(k);
        if !starts {
            return None;
        }
        let mut run = Run::default();
        let mut at = k;
        let mut end = k;
        while at < k + LONGEST_RUN {
            if let Some(next) = self.ambient_label(at) {
                run.label = run.label.or(Some(run.numbers.len()));
                at = next;
                end = at;
                continue;
            }
            if let Some((number, fahrenheit, has_unit, next)) = self.signed_number(at)
                && run.numbers.len() < MOST_LIMITS
            {
                run.numbers.push(number);
                run.fahrenheit |= fahrenheit;
                run.unit |= has_unit;
                run.signed |= matches!(self.sign(at), b'-');
                at = next;
                end = at;
                continue;
            }
            match self.sign(at) {
                b'<' => {
                    run.below |= run.label.is_some() && run.numbers.is_empty();
                    run.compared = true;
                }
                b'>' => run.above |= run.label.is_some() && run.numbers.is_empty(),
                b'=' | b':' | b'.' | b'~' | b'/' | b'-' | b'@' => {}
                0 => {
                    let word = self.word(at);
                    let upper = |text: &str| word.eq_ignore_ascii_case(text.as_bytes());
                    let between = [
                        "to",
                        "bis",
                        "up",
                        "max",
                        "min",
                        "from",
                        "von",
                        "a",
                        "temp",
                        "temperature",
                        "range",
                    ];
                    if !between.into_iter().any(upper) || word == b"A" {
                        break;
                    }
                    run.below |= upper("max") && run.label.is_some() && run.numbers.is_empty();
                    run.above |= upper("min") && run.label.is_some() && run.numbers.is_empty();
                }
                _ => break,
            }
            at += 1;
        }
        let (low, high) = run.limits()?;
        let span = self.span(k, end);
        if run.fahrenheit {
            let text = render::ambient_text(low, &high);
            self.correct(CorrectionKind::Fahrenheit, span, &text);
        }
        self.note_pieces(k, end);
        self.push_ambient(span, low, high);
        Some(self.take(TokenKind::Ambient, k, end))
    }

    pub(super) fn follows_word(&self, k: usize) -> bool {
        self.attached(k) && k > 0 && !self.word(k - 1).is_empty()
    }

    /// Whether a number without a sign at `k` is compared with the ambient
    /// temperature, as in `0 ≤ Ta ≤ 40 °C`.
    pub(super) fn is_limit(&self, k: usize) -> bool {
        (k + 1..k + 4).find(|at| matches!(self.sign(*at), b'<')).is_some_and(|at| {
            self.ambient_label(at + 1).or_else(|| self.ambient_label(at + 2)).is_some()
        })
    }

    /// The piece after `Ta`, `Tamb`, `T amb`, `Ambient`.
    pub(super) fn ambient_label(&self, k: usize) -> Option<usize> {
        match self.word(k) {
            b"Ta"
            | b"Tamb"
            | b"TAmb"
            | b"TAMB"
            | b"Tu"
            | b"tamb"
            | b"Tambient"
            | b"Ambient"
            | b"ambient"
            | b"AMBIENT"
            | b"Amb"
            | b"amb"
            | b"AMB"
            | b"ta"
            | b"Umgebungstemperatur"
            | b"tu" => Some(k + 1),
            b"TA" if self.current().is_none_or(|string| string.dust_zones.is_empty()) => {
                Some(k + 1)
            }
            b"T" => {
                let next =
                    if matches!(self.sign(k + 1), b'.' | b'_' | b'-') { k + 2 } else { k + 1 };
                matches!(self.word(next), b"amb" | b"a" | b"Amb" | b"AMB" | b"ambient")
                    .then_some(next + 1)
            }
            _ => None,
        }
    }

    /// A number with sign, tenths and unit: tenths of a degree Celsius, whether
    /// it was in Fahrenheit, whether it has a unit, the piece after it.
    pub(super) fn signed_number(&self, k: usize) -> Option<(i16, bool, bool, usize)> {
        let negative = self.sign(k) == b'-';
        let signed = negative || self.sign(k) == b'+';
        // The dash of a range is no sign: `20-40 °C`.
        if signed && self.follows_word(k) {
            return None;
        }
        let mut at = k + usize::from(signed);
        let word = self.word(at);
        let digits = word.iter().take_while(|sign| sign.is_ascii_digit()).count();
        if !(1..=3).contains(&digits) {
            return None;
        }
        let mut tenths =
            word[..digits].iter().fold(0_i32, |sum, digit| sum * 10 + i32::from(digit - b'0')) * 10;
        let mut rest = &word[digits..];
        at += 1;
        if rest.is_empty()
            && matches!(self.sign(at), b'.' | b',')
            && self.attached(at)
            && self.attached(at + 1)
            && let [digit @ b'0'..=b'9', after @ ..] = self.word(at + 1)
            && !after.first().is_some_and(u8::is_ascii_digit)
        {
            tenths += i32::from(digit - b'0');
            rest = after;
            at += 2;
        }
        let mut unit = None;
        if !rest.is_empty() {
            let (degrees, length, _) = word::unit(|offset| rest.get(offset).copied().unwrap_or(0))?;
            if length < rest.len() {
                return None;
            }
            unit = Some(degrees);
        }
        // `-20 °C`, `-20° C`
        let after_degree = unit.is_none() || rest == [DEGREE];
        if after_degree {
            match self.word(at) {
                [DEGREE, b'C' | b'c'] | b"C" | b"oC" => {
                    (unit, at) = (Some(Degrees::Celsius), at + 1);
                }
                [DEGREE, b'F'] | b"F" => (unit, at) = (Some(Degrees::Fahrenheit), at + 1),
                [DEGREE] => {
                    unit = Some(if self.word(at + 1) == b"F" {
                        Degrees::Fahrenheit
                    } else {
                        Degrees::Celsius
                    });
                    at += 1 + usize::from(matches!(self.word(at + 1), b"C" | b"F"));
                }
                _ => {}
            }
        }
        if negative {
            tenths = -tenths;
        }
        let fahrenheit = unit == Some(Degrees::Fahrenheit);
        if fahrenheit {
            tenths = ((tenths - 320) * 5 * 2 + 9 * (tenths - 320).signum()) / 18;
        }
        Some((i16::try_from(tenths).ok()?, fahrenheit, unit.is_some(), at))
    }
}

/// The numbers of an ambient range and what stands between them.
#[derive(Default)]
struct Run {
    numbers: Vec<i16>,
    /// How many numbers stand before the label.
    label: Option<usize>,
    unit: bool,
    signed: bool,
    fahrenheit: bool,
    compared: bool,
    /// `Ta ≤` or `Ta max` stands before the first number.
    below: bool,
    /// `Ta ≥` or `Ta min` stands before the first number.
    above: bool,
}

impl Run {
    fn limits(&self) -> Option<(Option<i16>, Vec<i16>)> {
        let told = self.label.is_some() || self.unit && self.signed && self.numbers.len() > 1;
        let (first, rest) = self.numbers.split_first()?;
        if !told {
            return None;
        }
        if self.below {
            return Some((None, self.numbers.clone()));
        }
        if rest.is_empty() {
            let is_low = self.above || self.label == Some(1) && self.compared;
            return Some(if is_low { (Some(*first), Vec::new()) } else { (None, vec![*first]) });
        }
        Some((Some(*first), rest.to_vec()))
    }
}
