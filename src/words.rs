//! Every text the user reads: a table of texts for each language of `locales/`,
//! looked up by key, and one typed function a text. A missing text or parameter
//! does not compile.
//!
//! The language is that of the running thread: a screen sets it once, an exporter
//! for as long as it writes.

use std::{cell::Cell, fmt::Display};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::En) };
}

/// The language of the texts.
#[must_use]
pub fn language() -> Language {
    LANGUAGE.get()
}

/// Says everything in another language from here on.
pub fn set_language(language: Language) {
    LANGUAGE.set(language);
}

/// A whole number in a text.
pub trait Number: Display {}

macro_rules! numbers {
    ($($number:ty)+) => { $(impl Number for $number {})+ };
}

numbers!(u8 u16 u32 u64 usize i32 i64);

impl<N: Number> Number for &N {}

/// The text of a key such as `rejected.no_title`, as it stands in the locale;
/// a form of a plural is `key#one`. `None` if there is none.
#[must_use]
pub fn text(key: &str) -> Option<&'static str> {
    KEYS.binary_search(&key).ok().map(text_at)
}

/// Every key, in order.
#[must_use]
pub fn keys() -> &'static [&'static str] {
    KEYS
}

/// The text at a place of the table, in the language of the thread.
fn text_at(place: usize) -> &'static str {
    let texts = TEXTS.get(language() as usize).copied().unwrap_or_default();
    texts.get(place).copied().unwrap_or_default()
}

/// The form of a plural for a number; `forms` are the places of the forms by
/// category: zero, one, two, few, many, other.
fn plural_at(forms: &[Option<usize>; 6], count: usize) -> &'static str {
    let category = match language() {
        // CLDR: `one` is 1 without a fraction, everything else is `other`.
        Language::En if count == 1 => 1,
        Language::En => 5,
    };
    forms[category].or(forms[5]).map_or("", text_at)
}

/// A number of bytes as a user reads it: in bytes, or in KB, MB and GB of 1,000
/// of the one below, with one digit and rounded up, so that what is over a limit
/// never looks like the limit.
#[must_use]
pub fn file_size(bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1_000);
    if bytes < 1_000 {
        size::bytes(usize::try_from(bytes).unwrap_or_default())
    } else if kilobytes < 1_000 {
        size::kilobytes(kilobytes)
    } else {
        let with_tenth = |tenths: u64| match tenths % 10 {
            0 => (tenths / 10).to_string(),
            tenth => format!("{}.{tenth}", tenths / 10),
        };
        let tenths = bytes.div_ceil(100_000);
        if tenths < 10_000 {
            size::megabytes(&with_tenth(tenths))
        } else {
            size::gigabytes(&with_tenth(bytes.div_ceil(100_000_000)))
        }
    }
}

/// The text with its parameters in place.
fn fill(text: &str, arguments: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let name = name.split_once(':').map_or(name, |(name, _)| name);
        let argument = arguments.iter().find(|(other, _)| *other == name);
        filled.push_str(argument.map_or("", |(_, value)| value));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    // One unit everywhere, and nothing over a limit reads like it.
    #[test]
    fn sizes_are_decimal_and_rounded_up() {
        for (bytes, text) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_000, "1 KB"),
            (1_001, "2 KB"),
            (999_000, "999 KB"),
            (999_001, "1 MB"),
            (1_000_001, "1.1 MB"),
            (32_000_000, "32 MB"),
            (32_000_001, "32.1 MB"),
            (999_900_001, "1 GB"),
            (10_000_000_001, "10.1 GB"),
        ] {
            assert_eq!(file_size(bytes), text, "{bytes}");
        }
    }

    #[test]
    fn texts_are_found_by_key_and_filled() {
        assert_eq!(text("rejected.no_title"), Some(rejected::no_title()));
        assert_eq!(text("rejected.no_such_key"), None);
        assert_eq!(fill("{a} of {b:number}, {a}", &[("a", "x"), ("b", "2")]), "x of 2, x");
        assert!(KEYS.is_sorted() && keys().len() == TEXTS[0].len());
    }
}
