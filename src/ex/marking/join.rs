//! How one element stands to the one before it.

/// How an element is joined to the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Join {
    /// A blank, or nothing before it.
    #[default]
    Blank,
    /// A slash: a boundary or an alternative; the place decides which.
    Slash,
    /// A plus: two independent techniques (IEC 60079-26).
    Plus,
    /// A comma: a list.
    Comma,
    /// Dots or a dash: a range.
    Range,
}

impl Join {
    /// What stands between two elements so joined; `blank` where a blank does.
    pub(super) const fn text(self, blank: &'static str) -> &'static str {
        match self {
            Self::Blank => blank,
            Self::Slash => "/",
            Self::Plus => "+",
            Self::Comma => ",",
            Self::Range => "...",
        }
    }
}
