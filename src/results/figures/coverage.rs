//! Coverage: how many requirements of an organizational level are met (CV).

use serde::Serialize;

use super::{Id, RowVerdict};
use crate::assessment::{Standing, Verdict};

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
    pub(super) fn of(rows: impl Iterator<Item = RowVerdict>) -> Self {
        let mut coverage = Self::default();
        for row in rows.filter(|row| row.standing != Standing::OtherKind) {
            coverage.total += 1;
            coverage.in_scope += u16::from(row.standing == Standing::InScope);
            match row.verdict {
                Verdict::Pass => coverage.passed += 1,
                Verdict::NotApplicable => coverage.not_applicable += 1,
                Verdict::Fail | Verdict::NotEvaluated => {
                    coverage.failed += u16::from(row.verdict == Verdict::Fail);
                    coverage.not_evaluated_list.push(row.requirement);
                }
            }
        }
        coverage.not_evaluated = coverage.total - (coverage.passed + coverage.not_applicable);
        coverage
    }

    /// The coverage of all groups of a part together: every row is in one group.
    pub(in crate::results) fn sum<'a>(groups: impl Iterator<Item = &'a Self>) -> Self {
        let mut sum = Self::default();
        for group in groups {
            sum.passed += group.passed;
            sum.not_applicable += group.not_applicable;
            sum.total += group.total;
            sum.in_scope += group.in_scope;
            sum.not_evaluated += group.not_evaluated;
            sum.failed += group.failed;
            sum.not_evaluated_list.extend(&group.not_evaluated_list);
        }
        sum
    }

    /// The ratio as a certificate writes it (CV-2), such as `SR (4/5)`.
    #[must_use]
    pub fn ratio(&self, name: &str) -> String {
        ratio(name, self.passed, self.total)
    }
}

/// A ratio as a certificate writes it (CV-2).
pub(in crate::results) fn ratio(name: &str, passed: u16, total: u16) -> String {
    format!("{name} ({passed}/{total})")
}
