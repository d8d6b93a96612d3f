//! From the bytes of a file to a JSON value.

use serde_json::Value;

use super::text::{Limits, ParseError, ParseErrorKind, parse};

/// Why the bytes of a file are not one JSON value within its limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing in the file.
    Empty,
    /// The file is not UTF-8 text; the first byte that is not.
    NotText {
        /// Counted from 0.
        offset: usize,
    },
    /// The text is not JSON.
    NotJson {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// The text ends in the middle.
    CutOff {
        /// The last line.
        line: usize,
        /// The last column.
        column: usize,
    },
    /// A name stands twice in one object, so that two programs could read the
    /// file differently.
    DuplicateName {
        /// The name.
        name: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// Objects and lists are nested deeper than [`Limits::depth`].
    TooDeep {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// There are more values than [`Limits::values`].
    TooManyValues,
}

/// Reads a whole file as one JSON value; a byte order mark before it is passed over.
///
/// # Errors
/// [`Unreadable`]: the first reason why it is not one.
pub fn parse_bytes(bytes: &[u8], limits: Limits) -> Result<Value, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Unreadable::NotText { offset: error.valid_up_to() })?;
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    parse(text, limits).map_err(|ParseError { kind, line, column }| match kind {
        ParseErrorKind::NotJson => Unreadable::NotJson { line, column },
        ParseErrorKind::CutOff => Unreadable::CutOff { line, column },
        ParseErrorKind::Duplicate(name) => Unreadable::DuplicateName { name, line, column },
        ParseErrorKind::Depth => Unreadable::TooDeep { line, column },
        ParseErrorKind::Count => Unreadable::TooManyValues,
    })
}
