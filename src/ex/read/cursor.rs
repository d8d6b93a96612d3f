//! A position in the pieces of a text.

#[cfg(test)]
use std::cell::Cell;

use super::{
    pieces::{Piece, match_brackets, pieces},
    signs::Signs,
};
use crate::ex::marking::{Correction, Span};

/// A text, folded and cut. It does not change while it is read.
pub(super) struct Source<'t> {
    text: &'t str,
    signs: Signs,
    pieces: Vec<Piece>,
    /// The piece that closes the bracket opened at each piece.
    closing: Vec<Option<usize>>,
    /// How often a piece was looked at, each sign of a word counted.
    #[cfg(test)]
    looks: Cell<usize>,
}

impl<'t> Source<'t> {
    pub fn new(text: &'t str) -> Self {
        let signs = Signs::fold(text);
        let mut pieces = pieces(&signs.bytes);
        let closing = match_brackets(&mut pieces);
        Self {
            text,
            signs,
            pieces,
            closing,
            #[cfg(test)]
            looks: Cell::new(0),
        }
    }

    /// How much work reading was so far: the pieces that were looked at, each
    /// sign of a word counted.
    #[cfg(test)]
    pub fn looks(&self) -> usize {
        self.looks.get()
    }

    /// The position of the first piece.
    pub fn start(&self) -> Cursor<'_> {
        Cursor { source: self, index: 0, unread: 0 }
    }
}

/// A position in the pieces of a text. To look ahead is to move a copy; beyond
/// the end there are no words and no signs.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'s> {
    source: &'s Source<'s>,
    /// The piece.
    index: usize,
    /// The first sign that may be unread: a word can be read in part. Looking
    /// back, too, what was read of such a word is no longer a part of it.
    unread: usize,
}

impl<'s> Cursor<'s> {
    pub fn is_at_end(self) -> bool {
        self.index >= self.source.pieces.len()
    }

    /// The piece here, or what is unread of it.
    pub fn piece(self) -> Option<Piece> {
        let piece = *self.source.pieces.get(self.index)?;
        #[cfg(test)]
        self.source.looks.set(self.source.looks.get() + 1);
        let is_partly_read = piece.from < self.unread && self.unread < piece.to;
        Some(if is_partly_read {
            Piece { from: self.unread, spaced: false, ..piece }
        } else {
            piece
        })
    }

    /// The word here; empty if a sign stands here, or nothing.
    pub fn word(self) -> &'s [u8] {
        match self.piece() {
            Some(Piece { from, to, sign: 0, .. }) => {
                #[cfg(test)]
                self.source.looks.set(self.source.looks.get() + to - from);
                self.source.signs.slice(from, to)
            }
            _ => &[],
        }
    }

    /// The sign between words here; 0 if a word stands here, or nothing.
    pub fn sign(self) -> u8 {
        self.piece().map_or(0, |piece| piece.sign)
    }

    /// Whether the piece here follows the one before it without a blank.
    pub fn is_attached(self) -> bool {
        self.index > 0 && self.piece().is_some_and(|piece| !piece.spaced)
    }

    /// The position `count` pieces further on.
    pub fn ahead(self, count: usize) -> Self {
        Self { index: self.index + count, ..self }
    }

    /// The position one piece back.
    pub fn behind(self) -> Option<Self> {
        Some(Self { index: self.index.checked_sub(1)?, ..self })
    }

    /// The sign before this position; 0 if a word stands there, or nothing.
    pub fn sign_before(self) -> u8 {
        self.behind().map_or(0, Self::sign)
    }

    /// How many pieces lie between an earlier position and this one.
    pub fn since(self, earlier: Self) -> usize {
        self.index.saturating_sub(earlier.index)
    }

    /// The position of the sign `unread`, at this piece or after it. If it is
    /// within a word, only the rest of that word stands there.
    pub fn at_sign(self, unread: usize) -> Self {
        let rest = self.source.pieces.iter().skip(self.index);
        let count = rest.take_while(|piece| piece.to <= unread).count();
        Self { index: self.index + count, unread, ..self }
    }

    /// The bracket that closes the one opened here.
    pub fn closing(self) -> Option<Self> {
        let index = self.source.closing.get(self.index).copied().flatten()?;
        Some(Self { index, ..self })
    }

    /// The number of the piece.
    pub fn index(self) -> usize {
        self.index
    }

    /// Whether this position is behind another one, if only within a word.
    pub fn is_after(self, other: Self) -> bool {
        (self.index, self.unread) > (other.index, other.unread)
    }

    /// Whether the beginning of the word here was read already.
    pub fn is_within_word(self) -> bool {
        self.source.pieces.get(self.index).is_some_and(|piece| piece.from < self.unread)
    }

    /// This position, or the end of the text if it lies beyond it.
    pub fn within_text(self) -> Self {
        Self { index: self.index.min(self.source.pieces.len()), ..self }
    }

    /// The place of the piece here.
    pub fn span(self) -> Span {
        self.span_to(self.ahead(1))
    }

    /// The place of the pieces from here to the one before `end`.
    pub fn span_to(self, end: Self) -> Span {
        let first = self.piece().map_or(0, |piece| piece.from);
        let last = self.source.pieces.get(end.index.saturating_sub(1));
        self.source.signs.span(first, last.map_or(first, |piece| piece.to))
    }

    /// The corrections of signs that were folded, from here to `end`.
    pub fn folded_to(self, end: Self) -> Vec<Correction> {
        let Some(first) = self.piece() else { return Vec::new() };
        let last = self.source.pieces.get(end.index.saturating_sub(1));
        let to = if end.is_within_word() { end.unread } else { last.map_or(0, |piece| piece.to) };
        self.source.signs.folded(first.from, to)
    }

    /// The signs of the whole text.
    pub fn signs(self) -> &'s Signs {
        &self.source.signs
    }

    /// The whole text, as it was given.
    pub fn text(self) -> &'s str {
        self.source.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_behind_another_one_if_only_within_a_word() {
        let source = Source::new("II CT6");
        let group = source.start();
        let letter = group.ahead(1);
        let class = letter.at_sign(4);
        assert_eq!((letter.word(), class.word()), (&b"CT6"[..], &b"T6"[..]));
        assert!(letter.is_after(group) && class.is_after(letter));
        assert!(!group.is_after(letter) && !letter.is_after(class) && !class.is_after(class));
    }
}
