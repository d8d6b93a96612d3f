//! Why a figure is what it is: the rule behind it and the rows that decide it.
//!
//! It reads the results and computes no figure of its own.

use super::{Id, LevelReached, PartResults, RequirementResults};
use crate::{
    assessment::{SecurityLevel, Standing, Verdict},
    catalogue::Requirement,
};

/// A figure with what decides it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Which figure.
    pub figure: Figure,
    /// The rows that decide it, in the order of the standard.
    pub rows: Vec<Id>,
}

/// A figure that can be asked why it is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// The numerator of the ratio; decided by the rows that pass (CV-2).
    Passed,
    /// What stands beside the ratio; decided by the rows that do not apply (CV-4).
    NotApplicable,
    /// What is left; decided by the rows that fail or are not looked at (CV-4).
    NotEvaluated,
    /// The supported maturity; decided by the lowest passed rows (ML-3).
    Supported(LevelReached),
    /// The claimed maturity; decided by the lowest passed rows (ML-3).
    Claimed(LevelReached),
    /// Passed rows that count below level 2 here, and as level 2 for the
    /// standard: documented, never performed (ML-2).
    Documented,
    /// The capability of a foundational requirement; decided by the rows that
    /// do not pass one level higher, none at the highest (SL-1).
    Capability(SecurityLevel),
}

impl Figure {
    /// The rule it follows.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Passed => "CV-2",
            Self::NotApplicable | Self::NotEvaluated => "CV-4",
            Self::Supported(_) | Self::Claimed(_) => "ML-3",
            Self::Documented => "ML-2",
            Self::Capability(_) => "SL-1",
        }
    }
}

/// Why the figures of one organizational level are what they are; of the whole
/// part if `group` is `None`. Of figures that no row decides, only those that
/// say something are there.
#[must_use]
pub fn why(results: &PartResults, group: Option<usize>) -> Vec<Explanation> {
    let part = results.part.part();
    let catalogue_group = group.and_then(|index| part.groups.get(index));
    let rows = match catalogue_group {
        Some(group) => results.requirements.get(group.rows()).unwrap_or_default(),
        None => &results.requirements,
    };
    let maturity = match group {
        Some(index) => results.groups.get(index).and_then(|group| group.maturity),
        None => results.maturity,
    };
    let mut out = Vec::new();
    let mut add = |figure: Figure, is_behind: &dyn Fn(&RequirementResults) -> bool| {
        let counted = rows.iter().filter(|row| row.standing != Standing::OtherKind);
        let rows = counted.filter(|row| is_behind(row)).map(|row| row.requirement);
        let rows: Vec<Id> = rows.collect();
        if !rows.is_empty() {
            out.push(Explanation { figure, rows });
        }
    };
    let passes = |row: &RequirementResults| row.verdict == Verdict::Pass;
    add(Figure::Passed, &passes);
    add(Figure::NotApplicable, &|row| row.verdict == Verdict::NotApplicable);
    add(Figure::NotEvaluated, &|row| !is_met(row));
    if let Some(maturity) = maturity {
        if let Some(level) = maturity.supported {
            add(Figure::Supported(level), &|row| passes(row) && row.supported == level);
        }
        if let Some(level) = maturity.claimed {
            add(Figure::Claimed(level), &|row| passes(row) && row.claimed == level);
        }
        add(Figure::Documented, &|row| passes(row) && row.facts.documented && !row.facts.performed);
    }
    if let Some(security) = &results.security {
        let shown = security.vector.iter().filter(|fr| {
            catalogue_group.map_or(fr.capability == security.lowest, |group| fr.fr == group.number)
        });
        let frs: Vec<_> = shown.collect();
        if let Some(first) = frs.first() {
            let level = first.capability;
            let is_behind = |(row, requirement): &(&RequirementResults, &Requirement)| {
                let counts = row.standing != Standing::OtherKind && !is_met(row);
                let is_next = requirement.from_level == level.number() + 1;
                counts && is_next && frs.iter().any(|fr| fr.fr == requirement.fr)
            };
            let rows = results.requirements.iter().zip(part.requirements).filter(is_behind);
            let rows = rows.map(|(row, _)| row.requirement).collect();
            out.push(Explanation { figure: Figure::Capability(level), rows });
        }
    }
    out
}

/// Whether a row lowers neither the coverage nor a capability.
const fn is_met(row: &RequirementResults) -> bool {
    matches!(row.verdict, Verdict::Pass | Verdict::NotApplicable)
}
