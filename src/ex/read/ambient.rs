//! Ambient temperature ranges.

use super::{cursor::Cursor, element::Unit, run::LONGEST_RUN, signs::DEGREE};
use crate::ex::marking::Degrees;

/// How many limits an ambient range may have.
const MOST_LIMITS: usize = 6;

/// The limits of an ambient range, in tenths of a degree Celsius.
pub(super) struct Limits {
    pub low: Option<i16>,
    pub high: Vec<i16>,
    /// Whether they were in degrees Fahrenheit.
    pub fahrenheit: bool,
}

/// `-20 °C ≤ Ta ≤ +60 °C`, `Tamb: -20C/+60C`, `Ta max. 60°C`. `TA` after a dust
/// zone is no label.
pub(super) fn range(cursor: Cursor<'_>, after_dust_zone: bool) -> Option<(Limits, Cursor<'_>)> {
    let label = |cursor| label(cursor, after_dust_zone);
    let starts_with_digit =
        |cursor: Cursor<'_>| cursor.word().first().is_some_and(u8::is_ascii_digit);
    let starts = label(cursor).is_some()
        || matches!(cursor.sign(), b'-' | b'+')
            && !follows_word(cursor)
            && starts_with_digit(cursor.ahead(1))
        || starts_with_digit(cursor) && is_limit(cursor, after_dust_zone);
    if !starts {
        return None;
    }
    let mut run = Run::default();
    let mut here = cursor;
    let mut end = cursor;
    while here.since(cursor) < LONGEST_RUN {
        if let Some(next) = label(here) {
            run.label = run.label.or(Some(run.numbers.len()));
            (here, end) = (next, next);
            continue;
        }
        if run.numbers.len() < MOST_LIMITS
            && let Some((number, next)) = number(here)
        {
            run.numbers.push(number.tenths);
            run.fahrenheit |= number.unit == Some(Degrees::Fahrenheit);
            run.unit |= number.unit.is_some();
            run.signed |= here.sign() == b'-';
            (here, end) = (next, next);
            continue;
        }
        let before_first = run.label.is_some() && run.numbers.is_empty();
        match here.sign() {
            b'<' => {
                run.below |= before_first;
                run.compared = true;
            }
            b'>' => run.above |= before_first,
            b'=' | b':' | b'.' | b'~' | b'/' | b'-' | b'@' => {}
            0 if is_between(here.word()) => {
                run.below |= here.word().eq_ignore_ascii_case(b"max") && before_first;
                run.above |= here.word().eq_ignore_ascii_case(b"min") && before_first;
            }
            _ => break,
        }
        here = here.ahead(1);
    }
    Some((run.limits()?, end))
}

/// Words that stand between label and limits.
fn is_between(word: &[u8]) -> bool {
    const WORDS: [&str; 11] =
        ["to", "bis", "up", "max", "min", "from", "von", "a", "temp", "temperature", "range"];
    word != b"A" && WORDS.iter().any(|text| word.eq_ignore_ascii_case(text.as_bytes()))
}

fn follows_word(cursor: Cursor<'_>) -> bool {
    cursor.is_attached() && cursor.behind().is_some_and(|before| !before.word().is_empty())
}

/// Whether a number without a sign is compared with the ambient temperature, as
/// in `0 ≤ Ta ≤ 40 °C`.
fn is_limit(cursor: Cursor<'_>, after_dust_zone: bool) -> bool {
    let less = (1..4).map(|count| cursor.ahead(count)).find(|here| here.sign() == b'<');
    less.is_some_and(|less| (1..3).any(|count| label(less.ahead(count), after_dust_zone).is_some()))
}

/// `Ta`, `Tamb`, `T amb`, `Ambient`: the end.
fn label(cursor: Cursor<'_>, after_dust_zone: bool) -> Option<Cursor<'_>> {
    let next = cursor.ahead(1);
    match &cursor.word().to_ascii_lowercase()[..] {
        b"ta" if after_dust_zone && cursor.word() != b"Ta" => None,
        b"ta" | b"tamb" | b"tu" | b"tambient" | b"ambient" | b"amb" | b"umgebungstemperatur" => {
            Some(next)
        }
        b"t" => {
            let index =
                if matches!(next.sign(), b'.' | b'_' | b'-') { next.ahead(1) } else { next };
            let is_practice = index.word() == b"A" || after_dust_zone && index.word() == b"a";
            let is_label =
                matches!(&index.word().to_ascii_lowercase()[..], b"amb" | b"a" | b"ambient");
            (is_label && !is_practice).then(|| index.ahead(1))
        }
        _ => None,
    }
}

/// A limit as it stands.
struct Limit {
    /// Tenths of a degree Celsius.
    tenths: i16,
    /// The unit it had, if any.
    unit: Option<Degrees>,
}

/// A number with sign, tenths and unit.
fn number(cursor: Cursor<'_>) -> Option<(Limit, Cursor<'_>)> {
    let is_negative = cursor.sign() == b'-';
    let is_signed = is_negative || cursor.sign() == b'+';
    // The dash of a range is no sign: `20-40 °C`.
    if is_signed && follows_word(cursor) {
        return None;
    }
    let first = if is_signed { cursor.ahead(1) } else { cursor };
    let word = first.word();
    let digits = word.iter().take_while(|sign| sign.is_ascii_digit()).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let (whole, mut rest) = word.split_at(digits);
    let mut tenths =
        whole.iter().fold(0, |number, digit| number * 10 + i32::from(digit - b'0')) * 10;
    let mut end = first.ahead(1);
    let decimals = end.ahead(1);
    if rest.is_empty()
        && matches!(end.sign(), b'.' | b',')
        && end.is_attached()
        && decimals.is_attached()
        && let [digit @ b'0'..=b'9', after @ ..] = decimals.word()
        && !after.first().is_some_and(u8::is_ascii_digit)
    {
        tenths += i32::from(digit - b'0');
        rest = after;
        end = decimals.ahead(1);
    }
    let mut unit = None;
    if !rest.is_empty() {
        unit = Some(Unit::whole(rest)?.degrees);
    }
    // `-20 °C`, `-20° C`
    if unit.is_none() || rest == [DEGREE] {
        let letter = end.ahead(1).word();
        match end.word() {
            [DEGREE] => {
                let is_fahrenheit = letter.eq_ignore_ascii_case(b"F");
                unit = Some(if is_fahrenheit { Degrees::Fahrenheit } else { Degrees::Celsius });
                let has_letter = is_fahrenheit || letter.eq_ignore_ascii_case(b"C");
                end = end.ahead(if has_letter { 2 } else { 1 });
            }
            word => {
                if let Some(whole) = Unit::whole(word) {
                    (unit, end) = (Some(whole.degrees), end.ahead(1));
                }
            }
        }
    }
    if is_negative {
        tenths = -tenths;
    }
    if unit == Some(Degrees::Fahrenheit) {
        // Five ninths of it, rounded.
        tenths = ((tenths - 320) * 5 * 2 + 9 * (tenths - 320).signum()) / 18;
    }
    Some((Limit { tenths: i16::try_from(tenths).ok()?, unit }, end))
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
    fn limits(self) -> Option<Limits> {
        let is_told = self.label.is_some() || self.unit && self.signed && self.numbers.len() > 1;
        let (first, rest) = self.numbers.split_first()?;
        if !is_told {
            return None;
        }
        let (low, high) = if self.below {
            (None, self.numbers)
        } else if rest.is_empty() {
            let is_low = self.above || self.label == Some(1) && self.compared;
            if is_low { (Some(*first), Vec::new()) } else { (None, self.numbers) }
        } else {
            (Some(*first), rest.to_vec())
        };
        Some(Limits { low, high, fahrenheit: self.fahrenheit })
    }
}
