//! The name of a supplier: formats and programs write more beside it.

/// Whether a text of SPDX says that nothing is said. Programs that convert carry
/// it into CycloneDX.
pub(super) fn is_unstated(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case("NOASSERTION")
}

/// `Organization: Example Ltd (info@example.com)`, as SPDX 2 writes who made a
/// package -> `Example Ltd`.
pub(super) fn actor(text: &str) -> &str {
    let name = match text.split_once(':') {
        Some((sort, name)) if is_sort(sort.trim()) => name.trim(),
        _ => text,
    };
    if is_unstated(name) || name.eq_ignore_ascii_case("NONE") { "" } else { without_address(name) }
}

fn is_sort(text: &str) -> bool {
    ["Organization", "Person", "Tool"].into_iter().any(|sort| text.eq_ignore_ascii_case(sort))
}

/// A name without the mail and web addresses behind it, in brackets or not:
/// `Ann Author <ann@example.com> (https://example.com)` -> `Ann Author`.
pub(super) fn without_address(text: &str) -> &str {
    let mut name = text.trim();
    while let Some(at) = address(name) {
        name =
            name[..at].trim_end_matches(|sign: char| sign.is_whitespace() || ",;".contains(sign));
    }
    name
}

/// Where the address begins with which a text ends.
fn address(text: &str) -> Option<usize> {
    let brackets = match text.chars().next_back()? {
        ')' => Some(('(', ')')),
        '>' => Some(('<', '>')),
        ']' => Some(('[', ']')),
        _ => None,
    };
    let Some((open, close)) = brackets else {
        let word = text.split_whitespace().next_back().filter(|word| is_mail(word))?;
        return Some(text.len() - word.len());
    };
    // What is open within is closed within: `(info(at)example.com)`.
    let mut depth = 0_usize;
    let begins = |sign: char| {
        depth = if sign == close { depth + 1 } else { depth - usize::from(sign == open) };
        depth == 0
    };
    let at = text.rfind(begins)?;
    let within = text[at..].trim_matches([open, close, ' ']);
    (within.is_empty() || is_mail(within) || is_mail_in_words(within) || within.contains("://"))
        .then_some(at)
}

/// `@example` is no mail, but the name of a scope.
fn is_mail(text: &str) -> bool {
    text.trim_matches('@').contains('@') && !text.starts_with('@')
}

/// `info at example dot com`, as it is written for people and not for programs;
/// `AT` alone is a country.
fn is_mail_in_words(text: &str) -> bool {
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut inner = words.skip(1).peekable();
    while let Some(word) = inner.next() {
        if word.eq_ignore_ascii_case("at") && inner.peek().is_some() {
            return true;
        }
    }
    false
}
