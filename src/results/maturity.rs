//! Maturity: the level of a requirement, a practice, a part (ML).

use serde::{Serialize, Serializer};

use super::{GroupResults, RequirementResults};
use crate::assessment::{MaturityLevel, Verdict};

/// A maturity level that is reached or claimed, or 0 where none is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct LevelReached(u8);

impl LevelReached {
    /// Not even level 1.
    pub const NONE: Self = Self(0);
    /// The highest there is.
    const MAX: u8 = 4;

    pub(super) fn from_number(number: u8) -> Self {
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

/// The maturity of an organizational level or a part: that of its lowest
/// passed requirement, with the distribution beside it; never a mean (ML-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Maturity {
    /// The lowest claimed level; absent while no requirement passes.
    pub claimed: Option<LevelReached>,
    /// The lowest supported level; absent while no requirement passes.
    pub supported: Option<LevelReached>,
    /// How many passed requirements claim level 0 (none), 1, 2, 3, 4.
    pub claimed_distribution: [u16; 5],
    /// How many passed requirements support level 0 (none), 1, 2, 3, 4.
    pub supported_distribution: [u16; 5],
}

impl Maturity {
    /// How many passed requirements support this level or one above: the
    /// numerator of the second ratio (CV-8), beside that of CV-2.
    #[must_use]
    pub fn reaching(&self, level: LevelReached) -> u16 {
        self.supported_distribution.iter().skip(usize::from(level.0)).sum()
    }

    pub(super) fn of(rows: &[RequirementResults]) -> Self {
        let mut claimed_distribution = [0; 5];
        let mut supported_distribution = [0; 5];
        for row in rows.iter().filter(|row| row.verdict == Verdict::Pass) {
            claimed_distribution[usize::from(row.claimed.0)] += 1;
            supported_distribution[usize::from(row.supported.0)] += 1;
        }
        Self::from_distributions(claimed_distribution, supported_distribution)
    }

    /// The maturity of all groups of a part together; `None` where the part has none.
    pub(super) fn of_all(groups: &[GroupResults]) -> Option<Self> {
        let mut sums = ([0; 5], [0; 5]);
        let mut has_maturity = false;
        for of in groups.iter().filter_map(|group| group.maturity) {
            has_maturity = true;
            for level in 0..5 {
                sums.0[level] += of.claimed_distribution[level];
                sums.1[level] += of.supported_distribution[level];
            }
        }
        has_maturity.then(|| Self::from_distributions(sums.0, sums.1))
    }

    fn from_distributions(claimed: [u16; 5], supported: [u16; 5]) -> Self {
        let lowest = |of: &[u16; 5]| {
            let level = (0..).zip(of).find(|(_, count)| **count > 0);
            level.map(|(level, _)| LevelReached(level))
        };
        Self {
            claimed: lowest(&claimed),
            supported: lowest(&supported),
            claimed_distribution: claimed,
            supported_distribution: supported,
        }
    }
}
