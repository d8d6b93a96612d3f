//! Groups and categories after ATEX and UKEX.

use std::fmt::{self, Display};

/// An ATEX or UKEX group and category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Category {
    /// 1 for mines, 2 for everything else.
    pub group: u8,
    /// 1, 2 or 3; `None` where the plate leaves it out.
    pub level: Option<u8>,
    /// The category on the other side of a boundary, as 2 in `1/2`.
    pub boundary: Option<u8>,
    /// Whether it is in round brackets: the associated part.
    pub associated: bool,
    /// Whether `G` is named.
    pub gas: bool,
    /// Whether `D` is named.
    pub dust: bool,
}

impl Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (open, close) = if self.associated { ("(", ")") } else { ("", "") };
        if self.group == 1 {
            return write!(f, "I {open}M{}{close}", self.level.unwrap_or(0));
        }
        f.write_str("II ")?;
        if let Some(level) = self.level {
            write!(f, "{open}{level}")?;
            if let Some(boundary) = self.boundary {
                write!(f, "/{boundary}")?;
            }
            write!(f, "{close} ")?;
        }
        f.write_str(match (self.gas, self.dust) {
            (true, true) => "GD",
            (true, false) => "G",
            _ => "D",
        })
    }
}
