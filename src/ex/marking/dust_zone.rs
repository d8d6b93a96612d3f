//! Zones of the former dust standards.

use std::fmt::{self, Display, Write as _};

/// The practice and zone of the former dust standards, such as `A21`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DustZone {
    /// `A` or `B`; `None` where it is left out, as in `iaD 20`.
    pub practice: Option<char>,
    /// 20, 21 or 22.
    pub zone: u8,
}

impl Display for DustZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.practice.map_or(Ok(()), |practice| f.write_char(practice))?;
        write!(f, "{}", self.zone)
    }
}
