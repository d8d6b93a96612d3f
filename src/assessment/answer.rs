//! The answer to one requirement.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    Date, EvidenceId, Link, PointId, Rejected, is_longer,
    text_field::{LINE_MAX, TEXT_MAX, text_fields},
};

/// What the applicant says of a requirement (CV-5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Outside the scope or not yet looked at.
    #[default]
    NotEvaluated,
    /// Met.
    Pass,
    /// Not met.
    Fail,
    /// Does not apply; counts only with what CV-5 and CV-6 ask for.
    NotApplicable,
}

impl Verdict {
    /// Every verdict, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Pass, Self::Fail, Self::NotApplicable, Self::NotEvaluated];
}

/// A maturity level of a process requirement (2-4 and 4-1), in the reading of
/// the workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "u8", into = "u8")]
#[cfg_attr(feature = "schema", schemars(with = "u8", extend("minimum" = 1, "maximum" = 4)))]
pub enum MaturityLevel {
    /// Done, not documented.
    Initial = 1,
    /// Done at least once, and documented.
    Managed = 2,
    /// The documented process is shown to be repeatable.
    Defined = 3,
    /// The process was improved and is still repeatable.
    Improving = 4,
}

impl MaturityLevel {
    /// Every level, from the lowest.
    pub const ALL: [Self; 4] = [Self::Initial, Self::Managed, Self::Defined, Self::Improving];

    /// The level as a number, 1 to 4.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }
}

impl TryFrom<u8> for MaturityLevel {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        match number {
            1 => Ok(Self::Initial),
            2 => Ok(Self::Managed),
            3 => Ok(Self::Defined),
            4 => Ok(Self::Improving),
            _ => Err(crate::words::invalid::maturity_level()),
        }
    }
}

impl From<MaturityLevel> for u8 {
    fn from(level: MaturityLevel) -> Self {
        level.number()
    }
}

/// Why an answer does not count until the user has looked at it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AskedAgain {
    /// It was given for this edition, and its requirement has changed since.
    Edition(#[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))] String),
    /// It was given for this version of the product, and taken over into the
    /// assessment of the next one; empty where nobody has named the version.
    Version(#[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))] String),
}

/// The answer to one requirement. The default is "not looked at".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    /// What the applicant says.
    #[serde(default)]
    pub verdict: Verdict,
    /// How the requirement is met: the conformance statement.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default)]
    pub statement: String,
    /// The maturity level the applicant claims (ML-1).
    #[serde(default)]
    pub claimed: Option<MaturityLevel>,
    /// Why the requirement does not apply (CV-5).
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default)]
    pub justification: String,
    /// The evidence item that holds the SM-5 analysis behind "not applicable" (CV-6).
    #[serde(default)]
    pub scoping_analysis: Option<EvidenceId>,
    /// Who looks after this answer.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub owner: String,
    /// The day by which the owner wants it settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Why it does not count until the user has looked at it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_again: Option<AskedAgain>,
    /// Who decided that the requirement does not apply; empty where nobody is named.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decided_by: String,
    /// The risk that remains where the requirement does not apply.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub residual_risk: String,
    /// The links to evidence items, one for each item, in the user's order. Each
    /// is a record of its own.
    #[serde(skip)]
    pub evidence: Vec<Link>,
    /// The points an assessor looks for that the applicant has ticked. Each is a
    /// record of its own.
    #[serde(skip)]
    pub ticks: BTreeSet<PointId>,
}

text_fields!(Answer, AnswerField {
    Statement => statement: TEXT_MAX,
    Justification => justification: TEXT_MAX,
    Owner => owner: LINE_MAX,
    DecidedBy => decided_by: LINE_MAX,
    ResidualRisk => residual_risk: TEXT_MAX,
});

impl Answer {
    /// The evidence items linked to it, in the user's order.
    #[must_use]
    pub fn linked(&self) -> impl ExactSizeIterator<Item = &EvidenceId> {
        self.evidence.iter().map(|link| &link.evidence)
    }

    /// Whether the evidence item is linked, as evidence or as SM-5 analysis.
    #[must_use]
    pub fn links(&self, id: &EvidenceId) -> bool {
        self.linked().any(|linked| linked == id) || self.scoping_analysis.as_ref() == Some(id)
    }

    /// The fields of the answer itself, without what stands in records of its own.
    pub(super) fn fields(&self) -> Self {
        Self { evidence: Vec::new(), ticks: BTreeSet::new(), ..self.clone() }
    }

    pub(super) fn own_flaw(&self) -> Option<(&'static str, Rejected)> {
        let Some(AskedAgain::Edition(text) | AskedAgain::Version(text)) = &self.asked_again else {
            return None;
        };
        is_longer(text, LINE_MAX).then_some(("asked_again", Rejected::TooLong(LINE_MAX)))
    }
}
