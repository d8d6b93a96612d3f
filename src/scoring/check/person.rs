//! Whether two names are those of one person: nobody reviews their own work (ML).

use crate::text::{is_blank, words};

/// Whether two names may be those of one person: every word of the shorter one
/// stands in the other, as itself or as its initial. What stands in brackets is
/// a role or a department, and `Mueller` is `Müller`.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let (one, other) = (without_role(one), without_role(other));
    if let (Some(one), Some(other)) = (initials(one), initials(other))
        && one & other != one
        && one & other != other
    {
        return false;
    }
    let (one, other) = (name_words(one), name_words(other));
    let is_longer = one.split(' ').count() > other.split(' ').count();
    let (few, many) = if is_longer { (other, one) } else { (one, other) };
    let is_initial = |word: &str, of: &str| word.chars().count() == 1 && of.starts_with(word);
    let is_one = |word: &str, other: &str| {
        word == other || is_initial(word, other) || is_initial(other, word)
    };
    !few.is_empty() && few.split(' ').all(|word| many.split(' ').any(|other| is_one(word, other)))
}

/// A name without what follows in brackets.
fn without_role(name: &str) -> &str {
    let before = name.split(['(', '[', '（']).next().unwrap_or_default();
    if is_blank(before) { name } else { before }
}

/// The words of a name; an umlaut that is written as two letters is one.
fn name_words(name: &str) -> String {
    words(name).replace("AE", "A").replace("OE", "O").replace("UE", "U")
}

/// How the words of a name begin, a bit each, so that most pairs need no second
/// look; nothing where other letters than those of ASCII stand.
fn initials(name: &str) -> Option<u32> {
    let mut initials = 0;
    let mut is_within = false;
    for byte in name.bytes() {
        let is_letter = byte.is_ascii_alphanumeric();
        if !byte.is_ascii() {
            return None;
        }
        if is_letter && !is_within {
            initials |= 1 << (byte & 31);
        }
        is_within = is_letter;
    }
    Some(initials)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_is_known_however_the_name_is_written() {
        for (one, other) in [
            ("Anna Author", "Author, Anna (QM)"),
            ("J. Smith (author)", "J. Smith [reviewer]"),
            ("Mueller", "Dr. Jörg MÜLLER"),
            ("Goetz Uebel", "G. Übel"),
            ("Бо (QM)", "бо"),
        ] {
            assert!(is_same_name(one, other) && is_same_name(other, one), "{one} is {other}");
        }
        for (one, other) in [
            ("Anna Author", "Bo Author"),
            ("A. Miller", "B. Miller"),
            ("Ann (QM)", "Bo (QM)"),
            ("", "Bo"),
            ("(QM)", "Bo"),
        ] {
            assert!(!is_same_name(one, other) && !is_same_name(other, one), "{one} is not {other}");
        }
    }
}
