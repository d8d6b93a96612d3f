//! Coverage: how many requirements of an organizational level are met (CV).

use serde::Serialize;

use super::{GroupResults, Id, RequirementResults};
use crate::{
    assessment::{Answer, Standing, Verdict},
    catalogue::{PartId, RequirementKey},
    text::is_blank,
};

/// The coverage of an organizational level or a part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Coverage {
    /// Requirements that pass: the numerator of the ratio (CV-2).
    pub passed: u16,
    /// Requirements that do not apply, with what CV-5 and CV-6 ask for.
    pub not_applicable: u16,
    /// Requirements there are, from the catalogue (CV-3): the denominator. Of
    /// 4-2, those of the component types of the test item (CV-7).
    pub total: u16,
    /// Those of them that are in scope: up to SL-T, and what profiles select.
    #[cfg_attr(feature = "schema", schemars(with = "Option<u16>"))]
    pub in_scope: u16,
    /// `total - (passed + not_applicable)` (CV-4). A certificate does not tell
    /// a failed requirement from one that was not looked at.
    pub not_evaluated: u16,
    /// Those of them whose verdict is fail.
    pub failed: u16,
    /// The requirements behind `not_evaluated`, in the order of the standard.
    pub not_evaluated_list: Vec<Id>,
}

impl Coverage {
    pub(super) fn of(rows: &[RequirementResults]) -> Self {
        let mut of = Self::default();
        for row in rows.iter().filter(|row| row.standing != Standing::OtherKind) {
            of.total += 1;
            of.in_scope += u16::from(row.standing == Standing::InScope);
            match row.verdict {
                Verdict::Pass => of.passed += 1,
                Verdict::NotApplicable => of.not_applicable += 1,
                Verdict::Fail | Verdict::NotEvaluated => {
                    of.failed += u16::from(row.verdict == Verdict::Fail);
                    of.not_evaluated_list.push(row.requirement);
                }
            }
        }
        of.not_evaluated = of.total - (of.passed + of.not_applicable);
        of
    }

    /// The coverage of all groups of a part together: every row is in one group.
    pub(super) fn of_all(groups: &[GroupResults]) -> Self {
        let mut all = Self::default();
        for GroupResults { coverage: of, .. } in groups {
            all.passed += of.passed;
            all.not_applicable += of.not_applicable;
            all.total += of.total;
            all.in_scope += of.in_scope;
            all.not_evaluated += of.not_evaluated;
            all.failed += of.failed;
            all.not_evaluated_list.extend(&of.not_evaluated_list);
        }
        all
    }

    /// The ratio as a certificate writes it (CV-2), such as `SR (4/5)`.
    #[must_use]
    pub fn ratio(&self, of: &str) -> String {
        ratio(of, self.passed, self.total)
    }
}

/// A ratio as a certificate writes it (CV-2).
pub(super) fn ratio(of: &str, passed: u16, total: u16) -> String {
    [of, " (", &passed.to_string(), "/", &total.to_string(), ")"].concat()
}

/// The verdict as it counts: "not applicable" only with a justification
/// (CV-5); in 4-1 with the SM-5 analysis too, and never for SM-5 itself (CV-6).
/// None that was given for another edition of the requirement.
pub(super) fn counted_verdict(key: RequirementKey, answer: &Answer) -> Verdict {
    let lacks_analysis = needs_analysis(key) && answer.scoping_analysis.is_none();
    let is_vain = answer.verdict == Verdict::NotApplicable
        && (!is_justified(answer) || lacks_analysis || is_process_scoping(key));
    if is_vain || answer.asked_again.is_some() { Verdict::NotEvaluated } else { answer.verdict }
}

/// Whether "not applicable" needs the SM-5 analysis: 4-1 has no optional
/// requirement (CV-6).
#[must_use]
pub fn needs_analysis(key: RequirementKey) -> bool {
    key.part() == PartId::P4_1
}

pub(super) fn is_justified(answer: &Answer) -> bool {
    !is_blank(&answer.justification)
}

/// Whether this is SM-5 of part 4-1, on which every "not applicable" rests (CV-6).
#[must_use]
pub fn is_process_scoping(key: RequirementKey) -> bool {
    key.part() == PartId::P4_1 && key.id() == PROCESS_SCOPING
}

/// SM-5 of part 4-1.
pub(super) fn process_scoping() -> Option<RequirementKey> {
    RequirementKey::find(PartId::P4_1, PROCESS_SCOPING)
}

const PROCESS_SCOPING: &str = "SM-5";
