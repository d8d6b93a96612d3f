//! A word of a text and what it was taken for.

use super::Span;

/// A word of the text and what it was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it was taken for.
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
}

/// What a word was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// `Ex`, `EEx`, `AEx`, with an EAC level before it.
    Mark,
    /// A symbol of a type of protection.
    Symbol,
    /// An equipment group, or a gas added to one.
    Group,
    /// A temperature class or surface temperature.
    Temperature,
    /// An equipment protection level.
    Epl,
    /// `X` or `U`.
    Suffix,
    /// A dust zone and practice of the former dust standards, such as `A21`.
    DustZone,
    /// A code of protection by enclosures.
    Ip,
    /// An ambient temperature range.
    Ambient,
    /// An ATEX or UKEX group and category.
    Category,
    /// Class, division, zone or groups after NEC or CEC.
    Nec,
    /// A certificate number.
    Certificate,
    /// Known not to belong to a marking: a CE mark, a standard, a label,
    /// the sign of a footnote.
    Noise,
    /// Not understood.
    Unknown,
}
