//! Text in a picture: without what a picture cannot show, and as much as fits.
//! Widths are estimated on the wide side, as the font is the reader's own.

/// One line without control characters, and without the invisible characters
/// that would turn round the text after them.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {}
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            _ if sign.is_control() || sign.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ => out.push(sign),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// How wide a letter is, in hundredths of the font size.
fn letter(sign: char) -> i32 {
    match sign {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | ' ' | '!' => 32,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '/' | '-' => 42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 96,
        'A'..='Z' => 72,
        '\0'..='\u{2ff}' => 61,
        '\u{300}'..='\u{36f}' | '\u{2066}'..='\u{2069}' => 0,
        '\u{370}'..='\u{10ff}' => 72,
        _ => 105,
    }
}

/// How wide a text is.
pub(super) fn width(text: &str, size: i32) -> i32 {
    (text.chars().map(letter).sum::<i32>() * size + 99) / 100
}

/// How many bytes of a text fit.
fn fits(text: &str, size: i32, room: i32) -> usize {
    let mut taken = 0;
    for (at, sign) in text.char_indices() {
        taken += letter(sign) * size;
        if taken > room * 100 {
            return at;
        }
    }
    text.len()
}

/// A text, with an ellipsis in place of what does not fit.
pub(super) fn clip(text: &str, size: i32, room: i32) -> String {
    if fits(text, size, room) == text.len() {
        return text.to_owned();
    }
    let end = fits(text, size, room - size);
    format!("{}\u{2026}", text[..end].trim_end())
}

/// A text on at most two lines, broken between words where that wastes little.
pub(super) fn wrap(text: &str, size: i32, room: i32) -> Vec<String> {
    let end = fits(text, size, room);
    if end == text.len() {
        return vec![text.to_owned()];
    }
    let space = if text[end..].starts_with(' ') { Some(end) } else { text[..end].rfind(' ') };
    let joint = text[..end].rfind(['-', '/', '_']).map(|at| at + 1);
    let end = space.max(joint).filter(|at| *at * 5 > end).unwrap_or(end);
    vec![text[..end].trim_end().to_owned(), clip(text[end..].trim_start(), size, room)]
}
