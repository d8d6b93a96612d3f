//! The figures of one organizational level (CV-1).

use serde::Serialize;

use super::{Coverage, Maturity, RequirementResults};
use crate::catalogue::{Levels, Part};

/// The results of one organizational level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupResults {
    /// Its id, such as `SR`.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub group: &'static str,
    /// Its coverage.
    pub coverage: Coverage,
    /// Its maturity (ML-3); 3-3 and 4-2 have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maturity: Option<Maturity>,
}

impl GroupResults {
    /// The figures of every group of a part, in the order of the standard.
    pub(in crate::results) fn all(part: &Part, rows: &[RequirementResults]) -> Vec<Self> {
        (0..part.groups.len()).map(|index| Self::of(part, index, rows)).collect()
    }

    /// The figures of a group, by its index, from the rows of its part.
    pub(in crate::results) fn of(part: &Part, index: usize, rows: &[RequirementResults]) -> Self {
        let group = &part.groups[index];
        let rows = rows.get(group.rows()).unwrap_or_default();
        let maturity = (part.levels == Levels::Maturity).then(|| Maturity::of(rows));
        Self {
            group: group.id,
            coverage: Coverage::of(rows.iter().map(RequirementResults::judged)),
            maturity,
        }
    }
}
