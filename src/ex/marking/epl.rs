//! Equipment protection levels.

use std::fmt::{self, Display, Write as _};

use super::{Atmosphere, Join, Span};
use crate::ex::table::Level;

/// An equipment protection level where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Epl {
    /// `M`, `G` or `D`.
    pub atmosphere: Atmosphere,
    /// `a`, `b` or `c`.
    pub level: Level,
    /// How it is joined to the one before it.
    pub join: Join,
    /// Where it stands.
    pub span: Span,
}

impl Display for Epl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char(self.atmosphere.letter())?;
        f.write_char(self.level.letter())
    }
}
