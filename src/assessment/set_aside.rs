//! An answer that was set aside: its requirement is gone.

use serde::{Deserialize, Serialize};

use super::{
    Answer, LINE_MAX, LINKS_MAX, Link, Rejected,
    id::{EvidenceId, PointId, SetAsideId},
    is_longer,
    text_field::text_fields,
};
use crate::{catalogue::PartId, digest::sha256_hex};

/// The most answers that may be set aside; no catalogue has as many rows.
pub const SET_ASIDE_MAX: usize = 10_000;

/// The answer to a requirement that the present edition does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetAside {
    /// Of which part.
    pub part: PartId,
    /// The edition that had the requirement.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub edition: String,
    /// The id the requirement had.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub requirement: String,
    /// What it was answered for: `whole`, or `component/ID` (CV-9).
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub subject: String,
    /// The title it had.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub title: String,
    /// What was answered.
    pub answer: Answer,
    /// The evidence items that were linked.
    #[serde(default)]
    pub links: Vec<Link>,
    /// The points that were ticked.
    #[serde(default)]
    pub ticks: Vec<PointId>,
}

text_fields!(SetAside, SetAsideField {});

impl SetAside {
    /// The id under which the answer is set aside.
    #[must_use]
    pub fn id(&self) -> SetAsideId {
        Self::id_from(self.part, &self.edition, &self.requirement, &self.subject)
    }

    /// The id of an answer to this requirement of this edition.
    #[must_use]
    pub fn id_from(part: PartId, edition: &str, requirement: &str, subject: &str) -> SetAsideId {
        let text = [part.code(), edition, requirement, subject].join("\n");
        SetAsideId::from_digest(&sha256_hex(text.as_bytes()))
    }

    /// Whether it links the evidence item, as evidence or as SM-5 analysis.
    #[must_use]
    pub fn links(&self, id: &EvidenceId) -> bool {
        self.links.iter().any(|link| link.evidence == *id) || self.answer.links(id)
    }

    /// Every evidence item it names.
    pub(super) fn named(&self) -> impl Iterator<Item = &EvidenceId> {
        self.links.iter().map(|link| &link.evidence).chain(&self.answer.scoping_analysis)
    }

    /// Removes every link to an evidence item for which `is_gone` holds.
    pub(super) fn unlink(&mut self, is_gone: impl Fn(&EvidenceId) -> bool) {
        self.links.retain(|link| !is_gone(&link.evidence));
        self.answer.scoping_analysis =
            self.answer.scoping_analysis.take().filter(|id| !is_gone(id));
    }

    pub(super) fn own_flaw(&self) -> Option<(&'static str, Rejected)> {
        let line = |name, text: &str| {
            is_longer(text, LINE_MAX).then_some((name, Rejected::TooLong(LINE_MAX)))
        };
        line("edition", &self.edition)
            .or_else(|| line("requirement", &self.requirement))
            .or_else(|| line("subject", &self.subject))
            .or_else(|| line("title", &self.title))
            .or_else(|| self.answer.text_flaw())
            .or_else(|| self.answer.own_flaw())
            .or_else(|| self.links.iter().find_map(Link::text_flaw))
            .or_else(|| (self.links.len() > LINKS_MAX).then_some(("links", Rejected::TooManyLinks)))
    }
}
