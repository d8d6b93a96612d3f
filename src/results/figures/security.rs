//! Security levels: what each foundational requirement is capable of, against
//! its target (SL).

use serde::Serialize;

use super::{Id, RowVerdict};
use crate::{
    assessment::{Assessment, FR_COUNT, SecurityLevel, Standing, Verdict},
    catalogue::Part,
};

/// The security level capability SL-C of a part of 3-3 or 4-2.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Security {
    /// One entry for each foundational requirement, FR 1 to FR 7 (SL-2).
    pub vector: Vec<FrLevel>,
    /// The lowest of the vector (SL-2).
    pub lowest: SecurityLevel,
}

/// The capability of one foundational requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrLevel {
    /// Its number, 1 to 7.
    pub fr: u8,
    /// The highest level for which every requirement that applies and is
    /// selected at it passes; 0 if level 1 is not reached (SL-1).
    pub capability: SecurityLevel,
    /// Whether everything that counts towards the capability is "not applicable":
    /// nothing passed (CV-10).
    pub nothing_passed: bool,
    /// The target SL-T.
    pub target: SecurityLevel,
    /// The requirements that are selected at the target and do not pass (SL-3),
    /// in the order of the standard.
    pub gap: Vec<Id>,
}

impl Security {
    /// The security levels of a part; `None` where maturity counts instead.
    pub(in crate::results) fn of_part(
        assessment: &Assessment,
        part: &Part,
        rows: impl Iterator<Item = RowVerdict>,
    ) -> Option<Self> {
        let target = assessment.selection.target(part.id)?;
        let mut applies = [false; FR_COUNT];
        let mut reached = [SecurityLevel::MAX; FR_COUNT];
        // The lowest level whose rows hold one that passes; above the highest where none does.
        let mut passed_from = [u8::MAX; FR_COUNT];
        let mut gaps: [Vec<Id>; FR_COUNT] = Default::default();
        for (row, requirement) in rows.zip(part.requirements) {
            // What a profile excludes is still selected by the standard.
            if requirement.fr == 0 || row.standing == Standing::OtherKind {
                continue;
            }
            let fr = usize::from(requirement.fr - 1);
            applies[fr] = true;
            if row.verdict == Verdict::Pass {
                passed_from[fr] = passed_from[fr].min(requirement.from_level);
            }
            if matches!(row.verdict, Verdict::Pass | Verdict::NotApplicable) {
                continue;
            }
            reached[fr] = reached[fr].min(requirement.from_level - 1);
            if requirement.from_level <= target[fr].number() {
                gaps[fr].push(row.requirement);
            }
        }
        let vector: Vec<FrLevel> = (1..)
            .zip(target)
            .zip(gaps)
            .zip(applies.into_iter().zip(reached).zip(passed_from))
            .map(|(((fr, target), gap), ((applies, reached), passed_from))| {
                let capability = if applies { reached } else { 0 };
                FrLevel {
                    fr,
                    capability: SecurityLevel::new(capability),
                    nothing_passed: capability > 0 && passed_from > capability,
                    target: *target,
                    gap,
                }
            })
            .collect();
        let lowest = vector.iter().map(|level| level.capability).min();
        Some(Self { lowest: lowest.unwrap_or(SecurityLevel::new(0)), vector })
    }
}
