//! Security levels: what each foundational requirement is capable of, against
//! its target (SL).

use serde::Serialize;

use super::{Id, RequirementResults};
use crate::{
    assessment::{SecurityLevel, Standing, Target, Verdict},
    catalogue::Part,
};

/// The security level capability SL-C of a part of 3-3 or 4-2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Security {
    /// One entry for each foundational requirement, FR 1 to FR 7 (SL-2).
    pub vector: Vec<FrLevel>,
    /// The lowest of the vector (SL-2).
    pub lowest: SecurityLevel,
}

/// The capability of one foundational requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct FrLevel {
    /// Its number, 1 to 7.
    pub fr: u8,
    /// The highest level for which every requirement that applies and is
    /// selected at it passes; 0 if level 1 is not reached (SL-1).
    pub capability: SecurityLevel,
    /// The target SL-T.
    pub target: SecurityLevel,
    /// The requirements that are selected at the target and do not pass (SL-3),
    /// in the order of the standard.
    pub gap: Vec<Id>,
}

impl Security {
    pub(super) fn of(part: &Part, rows: &[RequirementResults], target: &Target) -> Self {
        let vector: Vec<FrLevel> = (1..)
            .zip(target)
            .map(|(fr, target)| {
                // What a profile excludes is still selected by the standard.
                let lacking = || {
                    rows.iter().zip(part.requirements).filter(move |(row, of)| {
                        of.fr == fr
                            && row.standing != Standing::OtherKind
                            && !matches!(row.verdict, Verdict::Pass | Verdict::NotApplicable)
                    })
                };
                let applies = rows
                    .iter()
                    .zip(part.requirements)
                    .any(|(row, of)| of.fr == fr && row.standing != Standing::OtherKind);
                let first = lacking().map(|(_, of)| of.from_level).min();
                let reached = match first {
                    Some(level) => level - 1,
                    None if applies => SecurityLevel::MAX,
                    None => 0,
                };
                FrLevel {
                    fr,
                    capability: SecurityLevel::new(reached),
                    target: *target,
                    gap: lacking()
                        .filter(|(_, of)| of.from_level <= target.number())
                        .map(|(row, _)| row.requirement)
                        .collect(),
                }
            })
            .collect();
        let lowest = vector.iter().map(|of| of.capability).min();
        Self { lowest: lowest.unwrap_or(SecurityLevel::new(0)), vector }
    }
}
