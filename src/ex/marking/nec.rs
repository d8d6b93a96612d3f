//! Markings after NEC and CEC.

use std::fmt::{self, Display};

/// Class, zone and division after NEC or CEC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nec {
    /// 1, 2 or 3.
    pub class: Option<u8>,
    /// 0 to 2, or 20 to 22.
    pub zone: Option<u8>,
    /// The zone on the other side of a boundary.
    pub boundary: Option<u8>,
    /// 1 or 2.
    pub division: Option<u8>,
}

impl Display for Nec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(class) = self.class {
            f.write_str(["Class I", "Class II", "Class III"][usize::from(class.clamp(1, 3)) - 1])?;
        }
        if let Some(zone) = self.zone {
            f.write_str(if self.class.is_some() { ", " } else { "" })?;
            write!(f, "Zone {zone}")?;
            if let Some(boundary) = self.boundary {
                write!(f, "/{boundary}")?;
            }
        }
        Ok(())
    }
}
