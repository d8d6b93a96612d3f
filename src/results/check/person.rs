//! Whether two names are those of one person: nobody reviews their own work (ML).

use std::borrow::Cow;

use crate::text::{is_blank, without_digraphs, words};

/// Whether two names may be those of one person: both have a word in common, and
/// every other word of the shorter one stands in the longer one, as itself or as
/// its initial. What stands in brackets is a role or a department, and `Mueller`
/// is `Müller`.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    // A role may stand before the brackets as well, and the name in them.
    is_same(one, other) || is_same(&without_roles(one), &without_roles(other))
}

fn is_same(one: &str, other: &str) -> bool {
    if let (Some(one), Some(other)) = (initials(one), initials(other))
        && one & other != one
        && one & other != other
    {
        return false;
    }
    let (one, other) = (without_digraphs(words(one)), without_digraphs(words(other)));
    let (mut few, mut many) = (sorted_words(&one), sorted_words(&other));
    if few.len() > many.len() {
        std::mem::swap(&mut few, &mut many);
    }
    // Each word of the longer name stands for one of the shorter: first those
    // that both have.
    let (mut shared, mut rest, mut others) = (Vec::new(), Vec::new(), Vec::new());
    let mut many = many.into_iter().peekable();
    for word in few {
        while let Some(before) = many.next_if(|other| *other < word) {
            others.push(before);
        }
        let list = if many.next_if_eq(&word).is_some() { &mut shared } else { &mut rest };
        list.push(word);
    }
    others.extend(many);
    // Initials alone name nobody, unless both names are those.
    let is_named = shared.iter().any(|word| !is_initial(word))
        || (!shared.is_empty() && rest.is_empty() && others.is_empty());
    let is_there = |word: &str| {
        let place = others.iter().position(|other| is_abbreviated(word, other));
        place.map(|place| others.swap_remove(place)).is_some()
    };
    is_named && rest.into_iter().all(is_there)
}

fn sorted_words(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    words.sort_unstable();
    words
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// Whether one of two words is the initial of the other.
fn is_abbreviated(one: &str, other: &str) -> bool {
    (is_initial(one) && other.starts_with(one)) || (is_initial(other) && one.starts_with(other))
}

/// A name without what stands in brackets, unless that is all there is.
fn without_roles(name: &str) -> Cow<'_, str> {
    if !name.contains(OPENING) {
        return Cow::Borrowed(name);
    }
    let mut depth = 0_usize;
    let mut outside = String::with_capacity(name.len());
    for sign in name.chars() {
        if OPENING.contains(&sign) {
            depth += 1;
        }
        if depth == 0 {
            outside.push(sign);
        }
        if CLOSING.contains(&sign) {
            depth = depth.saturating_sub(1);
            outside.push(' ');
        }
    }
    if is_blank(&outside) { Cow::Borrowed(name) } else { Cow::Owned(outside) }
}

const OPENING: [char; 6] = ['(', '[', '{', '（', '［', '｛'];
const CLOSING: [char; 6] = [')', ']', '}', '）', '］', '｝'];

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
            ("(QM) J. Smith", "(author) Jane Smith"),
            ("Søren Holm", "Soeren Holm"),
            ("A. B.", "B., A."),
            ("Bo", "bo"),
            ("Jane Doe", "Head of QA (Jane Doe)"),
            ("Jane Doe {QA}", "Jane Doe ［R&D］"),
            ("Kjær", "Kjaer"),
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
            ("J. Smith", "S. Jones"),
            ("A. B. Carter", "C. Adams"),
            ("Bo Bo", "Bo Ann"),
            ("B.", "Bo Smith"),
            ("", "Bo"),
            ("(QM)", "Bo"),
        ] {
            assert!(!is_same_name(one, other) && !is_same_name(other, one), "{one} is not {other}");
        }
    }
}
