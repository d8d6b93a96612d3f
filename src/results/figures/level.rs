//! The level of maturity that is reached or claimed (ML).

use serde::{Serialize, Serializer};

use crate::assessment::MaturityLevel;

/// A maturity level that is reached or claimed, or 0 where none is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct LevelReached(u8);

impl LevelReached {
    /// Not even level 1.
    pub const NONE: Self = Self(0);
    /// The highest there is.
    const MAX: u8 = 4;

    pub(in crate::results) fn from_number(number: u8) -> Self {
        Self(number.min(Self::MAX))
    }

    /// The level as a number, 0 to 4.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The level above; the highest stays.
    #[must_use]
    pub fn next(self) -> Self {
        Self::from_number(self.0 + 1)
    }
}

impl From<MaturityLevel> for LevelReached {
    fn from(level: MaturityLevel) -> Self {
        Self(level.number())
    }
}

impl Serialize for LevelReached {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.0)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for LevelReached {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "LevelReached".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 0, "maximum": 4 })
    }
}
