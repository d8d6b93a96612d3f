//! What a text says, however it is written: the same words in capitals, with
//! accents left out or with a hyphen for a space are the same words.
//!
//! This finds what honest hands write in two ways. Letters of other scripts that
//! merely look alike stay different: no folding finds every disguise.

use std::borrow::Cow;

/// Whether nothing is said there: a text without a letter or digit, such as a
/// dash or a space of no width, names and justifies nothing, and neither does
/// `n/a` or `TBD`. `none` says something where it is asked what there is.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    !text.chars().any(is_letter_or_digit) || is_placeholder(text)
}

/// Whether it only holds the place of what is to be said.
fn is_placeholder(text: &str) -> bool {
    const PLACEHOLDERS: [&str; 5] = ["N A", "TBA", "TBC", "TBD", "UNKNOWN"];
    // Most texts begin otherwise or say more, and need no second look.
    let mut letters = letters(text);
    let may_be = matches!(letters.next(), Some('N' | 'T' | 'U')) && letters.nth(6).is_none();
    may_be && PLACEHOLDERS.contains(&words(text).as_str())
}

/// The text without the space around it; none if it [is blank](is_blank).
#[must_use]
pub fn said(text: &str) -> Option<&str> {
    (!is_blank(text)).then(|| text.trim())
}

/// Whether two texts say the same, however they are written; what is blank says nothing.
#[must_use]
pub fn says_same(one: &str, other: &str) -> bool {
    !is_blank(one) && words(one) == words(other)
}

/// The first 120 characters of a text: what a file states may be of any length,
/// and a message shows its beginning.
#[must_use]
pub fn shortened(text: &str) -> &str {
    text.char_indices().nth(120).map_or(text, |(end, _)| &text[..end])
}

/// A text of the user's for the middle of a sentence, a list or a title: where it is
/// not plainly written from left to right, it stands between the signs that keep its
/// direction from moving what is around it (U+2068 and U+2069). Its own signs of
/// direction, which could reach beyond it, are left out.
///
/// For what is shown only: nothing that is stored, sealed or named gets such signs.
#[must_use]
pub fn isolated(text: &str) -> Cow<'_, str> {
    let is_plain = |sign: char| sign < '\u{590}' || !(turns(sign) || is_right_to_left(sign));
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter(|sign| !turns(*sign));
    let signs = std::iter::once('\u{2068}').chain(kept).chain(std::iter::once('\u{2069}'));
    Cow::Owned(signs.collect())
}

/// Signs that begin or end a direction of their own.
const fn turns(sign: char) -> bool {
    matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Letters and marks of scripts that are written from right to left.
pub(crate) const fn is_right_to_left(sign: char) -> bool {
    matches!(
        sign,
        '\u{590}'..='\u{8ff}'
            | '\u{200f}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

/// The letters and digits of a text, folded: what makes it this text.
pub(crate) fn letters(text: &str) -> impl DoubleEndedIterator<Item = char> {
    // Most texts are of ASCII alone, and that is folded in less time.
    let (ascii, other) = if text.is_ascii() { (text, "") } else { ("", text) };
    let ascii = ascii.bytes().filter(u8::is_ascii_alphanumeric);
    let other = other.chars().filter(|sign| is_letter_or_digit(*sign));
    ascii.map(|byte| char::from(byte.to_ascii_uppercase())).chain(other.flat_map(folded))
}

/// The words of a text, folded, one space between them.
///
/// A word is a run of letters and digits, and of what stands within a version:
/// a full stop after a digit, a hyphen between a digit and a letter, as in
/// `2.4.1-rc2`.
pub(crate) fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut after_digit = false;
    // What stands between the last letter or digit and the next one.
    let mut gap = None;
    for sign in text.chars().filter(|sign| !is_unseen(*sign)).map(plain) {
        if sign.is_alphanumeric() {
            if let Some(gap) = gap.take()
                && !words.is_empty()
            {
                words.push(if gap == '-' && sign.is_numeric() { ' ' } else { gap });
            }
            if sign.is_ascii() {
                words.push(sign.to_ascii_uppercase());
            } else {
                words.extend(folded(sign));
            }
            after_digit = sign.is_numeric();
        } else {
            let is_within = gap.is_none() && after_digit && matches!(sign, '.' | '-');
            gap = Some(if is_within { sign } else { ' ' });
        }
    }
    words
}

/// These words with one letter for what is written as two or as one: `Mueller`
/// is `Müller`, and `Søren` is `Soeren`.
pub(crate) fn without_digraphs(words: String) -> String {
    const LETTERS: [(&str, &str); 5] =
        [("AE", "A"), ("OE", "O"), ("UE", "U"), ("Æ", "A"), ("Ø", "O")];
    LETTERS.iter().fold(
        words,
        |words, (from, to)| {
            if words.contains(from) { words.replace(from, to) } else { words }
        },
    )
}

/// Letters and digits, without the letters that nobody sees.
fn is_letter_or_digit(sign: char) -> bool {
    sign.is_alphanumeric() && !is_unseen(sign)
}

/// Signs that leave no mark of their own: accents to be put on a letter, marks
/// of direction and of width, fillers.
#[inline]
const fn is_unseen(sign: char) -> bool {
    matches!(
        sign,
        '\0'..='\u{8}'
            | '\u{e}'..='\u{1f}'
            | '\u{7f}'..='\u{84}'
            | '\u{86}'..='\u{9f}'
            | '\u{ad}'
            | '\u{300}'..='\u{36f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// A letter or digit without accent, of usual width, as a capital: only so are
/// `ß` and `SS` the same, and the two forms of a small sigma.
fn folded(sign: char) -> std::char::ToUppercase {
    // The small letter first: of `ẞ`, only that has `SS`.
    let sign = plain(sign);
    sign.to_lowercase().next().unwrap_or(sign).to_uppercase()
}

/// The sign of usual width, a dash as a hyphen, a letter of Europe without accent.
#[inline]
fn plain(sign: char) -> char {
    /// What U+00C0 to U+017F are without accent; a full stop where they have none.
    const LETTERS: &[u8; 192] = b"AAAAAA.CEEEEIIII.NOOOOO..UUUUY..aaaaaa.ceeeeiiii.nooooo..uuuuy.y\
                             AaAaAaCcCcCcCcDd..EeEeEeEeEeGgGgGgGgHh..IiIiIiIiI...JjKk.LlLlLl.\
                             ...NnNnNn...OoOoOo..RrRrRrSsSsSsSsTtTt..UuUuUuUuUuUuWwYyYZzZzZz.";
    match sign {
        '\u{c0}'..='\u{17f}' => match LETTERS[sign as usize - 0xc0] {
            b'.' => sign,
            letter => char::from(letter),
        },
        '\u{218}' | '\u{219}' => 's',
        '\u{21a}' | '\u{21b}' => 't',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(sign as u32 - 0xfee0).unwrap_or(sign),
        _ => sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Names written from right to left are isolated.
    #[test]
    fn only_a_name_that_could_turn_its_sentence_round_is_isolated() {
        for plain in ["", "GasGuard 200 (rev. 2)", "Gerät", "漢字", "Ёлка", "😀", "a\u{301}"]
        {
            assert!(matches!(isolated(plain), Cow::Borrowed(same) if same == plain), "{plain}");
        }
        assert_eq!(isolated("גלאי 200"), "\u{2068}גלאי 200\u{2069}");
        assert_eq!(isolated("كاشف"), "\u{2068}كاشف\u{2069}");
        // A sign that overrules directions ends with the name, whatever it says.
        assert_eq!(isolated("a\u{202e}b\u{2069}"), "\u{2068}ab\u{2069}");
    }

    #[test]
    fn a_text_of_no_letter_and_no_digit_is_blank() {
        for blank in [
            "",
            " ",
            "-",
            "--\u{a0}",
            "\u{200b}",
            "\u{3164}",
            "\u{ffa0}\u{301}",
            "…",
            "n/a",
            "N.A.",
            "TBD",
            "(tbc)",
            " unknown … ",
        ] {
            assert!(is_blank(blank), "{blank:?}");
        }
        for said in ["x", " 1", "–я", "漢", "１", "Na", "None", "U. Nknown", "tb"] {
            assert!(!is_blank(said), "{said:?}");
        }
    }

    #[test]
    fn words_are_the_same_however_they_are_written() {
        for (text, is) in [
            ("GasGuard 200", "GASGUARD 200"),
            (" gasguard-200 ", "GASGUARD 200"),
            ("GasGuard\u{a0}–  200", "GASGUARD 200"),
            ("ＧａｓＧｕａｒｄ　２００", "GASGUARD 200"),
            ("Gas\u{ad}Guard\u{200b} 200\u{3164}", "GASGUARD 200"),
            ("Straße", "STRASSE"),
            ("STRAẞE", "STRASSE"),
            ("ΣΊΣΥΦΟΣ", "ΣΊΣΥΦΟΣ"),
            ("σίσυφος", "ΣΊΣΥΦΟΣ"),
            ("Müller", "MULLER"),
            ("Mu\u{308}ller", "MULLER"),
            ("İstanbul", "ISTANBUL"),
            ("Ștefan Niță", "STEFAN NITA"),
            ("Ja\u{1}n\u{1d173}e\u{fff9}", "JANE"),
            ("2.4.1-rc2 (b)", "2.4.1-RC2 B"),
            ("2.4.1\u{2011}rc2 – (b)", "2.4.1-RC2 B"),
            ("GasGuard-200-2.4.1", "GASGUARD 200 2.4.1"),
            ("GasGuard_200/2.4.1", "GASGUARD 200 2.4.1"),
            ("Rev.2, 2.4", "REV 2 2.4"),
            ("2. 4", "2 4"),
            ("- ", ""),
        ] {
            assert_eq!(words(text), is, "{text}");
            let letters: String = letters(text).collect();
            let only: String = is.chars().filter(|sign| sign.is_alphanumeric()).collect();
            assert_eq!(letters, only, "{text}");
        }
        assert!(says_same("Ada  Lovelace", "ada lovelace ") && says_same("Müller", "MULLER"));
        assert!(!says_same("", "") && !says_same("-", "-") && !says_same("Ada", "Ada L."));
        assert_ne!(words("2.4.1"), words("24.1"));
        assert_ne!(words("GasGuard 200"), words("GаsGuard 200"), "a Cyrillic letter is another");
    }

    #[test]
    fn letters_are_the_same_from_either_end() {
        for text in ["Straße 12", "ŉ ﬁ ΐ", "İΣ"] {
            let mut back: Vec<char> = letters(text).rev().collect();
            back.reverse();
            assert_eq!(back, letters(text).collect::<Vec<_>>(), "{text}");
        }
    }
}
