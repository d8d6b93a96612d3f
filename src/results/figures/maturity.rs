//! Maturity: the level of a requirement, a practice, a part (ML).

use serde::Serialize;

use super::{LevelReached, RequirementResults};
use crate::assessment::Verdict;

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
        self.supported_distribution.iter().skip(usize::from(level.number())).sum()
    }

    pub(super) fn of(rows: &[RequirementResults]) -> Self {
        let mut claimed_distribution = [0; 5];
        let mut supported_distribution = [0; 5];
        for row in rows.iter().filter(|row| row.verdict == Verdict::Pass) {
            claimed_distribution[usize::from(row.claimed.number())] += 1;
            supported_distribution[usize::from(row.supported.number())] += 1;
        }
        Self::from_distributions(claimed_distribution, supported_distribution)
    }

    /// The maturity of all groups of a part together; `None` where they have none.
    pub(in crate::results) fn sum(groups: impl Iterator<Item = Self>) -> Option<Self> {
        let mut sums = ([0; 5], [0; 5]);
        let mut has_maturity = false;
        for maturity in groups {
            has_maturity = true;
            for level in 0..5 {
                sums.0[level] += maturity.claimed_distribution[level];
                sums.1[level] += maturity.supported_distribution[level];
            }
        }
        has_maturity.then(|| Self::from_distributions(sums.0, sums.1))
    }

    fn from_distributions(claimed: [u16; 5], supported: [u16; 5]) -> Self {
        let lowest = |counts: &[u16; 5]| {
            let level = (0..).zip(counts).find(|(_, count)| **count > 0);
            level.map(|(level, _)| LevelReached::from_number(level))
        };
        Self {
            claimed: lowest(&claimed),
            supported: lowest(&supported),
            claimed_distribution: claimed,
            supported_distribution: supported,
        }
    }
}
