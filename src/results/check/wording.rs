//! What a text says against the verdict or the scope it stands beside (CK-4).
//! English phrases only; another language has none until it is written down here.

use crate::{ex::AccessPath, text::words};

/// What a statement does not say of a requirement that passes.
const DENIALS: [&str; 9] = [
    "NOT IMPLEMENTED",
    "NOT YET",
    "NOT FULFILLED",
    "NOT MET",
    "NOT COMPLIANT",
    "TO BE IMPLEMENTED",
    "TO BE DONE",
    "IS PLANNED",
    "NOT PLANNED",
];

/// What says that there is no such access path.
const NO_PATHS: [(&str, AccessPath); 16] = [
    ("NO NETWORK INTERFACE", AccessPath::WiredNetwork),
    ("NO NETWORK INTERFACES", AccessPath::WiredNetwork),
    ("NO NETWORK CONNECTION", AccessPath::WiredNetwork),
    ("NOT NETWORKED", AccessPath::WiredNetwork),
    ("NO ETHERNET", AccessPath::WiredNetwork),
    ("NO FIELDBUS", AccessPath::Fieldbus),
    ("NO WIRELESS", AccessPath::Wireless),
    ("NO RADIO", AccessPath::Wireless),
    ("NO BLUETOOTH", AccessPath::Wireless),
    ("NO SERVICE PORT", AccessPath::ServicePort),
    ("NO DEBUG PORT", AccessPath::ServicePort),
    ("NO USB", AccessPath::RemovableMedia),
    ("NO REMOVABLE MEDIA", AccessPath::RemovableMedia),
    ("NO MEMORY CARD", AccessPath::RemovableMedia),
    ("NO REMOTE ACCESS", AccessPath::Remote),
    ("NO CLOUD", AccessPath::Remote),
];

/// The fewest words of a statement that says how a requirement is met.
const WORDS_MIN: usize = 3;

/// Whether a statement says that the requirement is not met.
pub(super) fn denies(statement: &str) -> bool {
    let text = spaced(statement);
    DENIALS.iter().any(|phrase| text.contains(&format!(" {phrase} ")))
}

/// Whether a statement has too few words to say how a requirement is met. An empty
/// one is another matter.
pub(super) fn is_too_short(statement: &str) -> bool {
    (1..WORDS_MIN).contains(&words(statement).split_whitespace().count())
}

/// The access paths of which a text says that there are none, each once.
pub(super) fn denied_paths(text: &str) -> Vec<AccessPath> {
    // Most texts deny nothing, and need no second look.
    let may_deny = text.as_bytes().windows(2).any(|pair| pair.eq_ignore_ascii_case(b"no"));
    if !may_deny {
        return Vec::new();
    }
    let text = spaced(text);
    let denied = NO_PATHS.iter().filter(|(phrase, _)| text.contains(&format!(" {phrase} ")));
    let mut paths: Vec<AccessPath> = denied.map(|(_, path)| *path).collect();
    paths.dedup();
    paths
}

/// The words of a text, a space before and after each.
fn spaced(text: &str) -> String {
    format!(" {} ", words(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    // CK-4
    #[test]
    fn a_phrase_counts_as_whole_words_only_however_it_is_written() {
        for text in ["Not implemented.", "this is NOT-YET done", "The log is planned", "not  met"] {
            assert!(denies(text), "{text}");
        }
        for text in ["", "Implemented", "Knot yeti", "What is not needed is removed"] {
            assert!(!denies(text), "{text}");
        }
        assert!(
            is_too_short("Done.") && is_too_short("See manual") && !is_too_short("See the manual")
        );
        assert!(!is_too_short("") && !is_too_short(" - "));
        assert_eq!(
            denied_paths("It has no network interface and no USB."),
            [AccessPath::WiredNetwork, AccessPath::RemovableMedia]
        );
        assert_eq!(denied_paths("No Ethernet, not networked"), [AccessPath::WiredNetwork]);
        assert!(denied_paths("There is no reason; the network interface is protected.").is_empty());
    }
}
