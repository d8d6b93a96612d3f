//! How far a look ahead goes. Every look is bounded, so that the time grows with
//! the length of the text only.

use super::cursor::Cursor;

/// How many pieces a run of one kind may have.
pub(super) const LONGEST_RUN: usize = 40;

/// How many pieces a bracket may have that is not closed, or is a round one.
pub(super) const LONGEST_BRACKET: usize = 24;

/// How many symbols a string without a mark may have before its group.
pub(super) const MOST_SYMBOLS: usize = 16;

/// The end of the pieces from here on that no blank and no comma divides.
pub(super) fn end_of_run(cursor: Cursor<'_>) -> Cursor<'_> {
    let mut end = cursor.ahead(1);
    while end.is_attached()
        && end.since(cursor) < LONGEST_RUN
        && !matches!(end.sign(), b',' | b';' | b')')
    {
        end = end.ahead(1);
    }
    end
}
