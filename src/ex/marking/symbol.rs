//! A symbol of a type of protection where it stands in a marking.

use super::{Join, Span};
use crate::ex::table::SymbolId;

/// A symbol where it stands in a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Which.
    pub id: SymbolId,
    /// Where.
    pub span: Span,
    /// How it is joined to the one before it.
    pub join: Join,
    /// The bracket it is in, as an index of [`ExString::brackets`](super::ExString::brackets):
    /// it is associated apparatus and protects another device (EX-1).
    pub bracket: Option<usize>,
}

/// A symbol of the markings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Found {
    /// Which.
    pub symbol: SymbolId,
    /// Whether it stands in brackets: it protects another device (EX-1).
    pub associated: bool,
}
