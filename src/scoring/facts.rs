//! What the evidence of one requirement shows (rulebook, ML).

use serde::Serialize;

use super::LevelReached;
use crate::assessment::{Answer, Assessment, Date, EvidenceItem, Shown};

/// One of the four evidence facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A dated record exists.
    Performed,
    /// There is an approved, versioned procedure.
    Documented,
    /// There are records from different products, releases or projects.
    Repeated,
    /// The procedure was revised, and a record follows the revision.
    Improved,
}

/// Which of the four facts the linked evidence shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Facts {
    /// At least one record that counts (ML-4).
    pub performed: bool,
    /// At least one item that describes the process, has a version and was reviewed.
    pub documented: bool,
    /// At least two records that count, of different products, releases or projects.
    pub repeated: bool,
    /// An improved version of the procedure, and a record that counts of a later day.
    pub improved: bool,
}

/// A fact that is not shown yet, and what would show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// A first record that counts: with date, product version, author and document version.
    Record,
    /// A procedure with version and reviewer.
    Procedure,
    /// A second record that counts, of another product, release or project.
    SecondRecord,
    /// A version of the procedure that improved it, and a record later than it.
    Revision,
}

/// What an item that is brought forward as a record lacks to count (ML-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RecordGap {
    /// Its date.
    Date,
    /// The product version it belongs to.
    ProductVersion,
    /// Its author.
    Author,
    /// Its own version.
    DocumentVersion,
}

impl RecordGap {
    /// What the item lacks to count as a record, empty if it counts (ML-4).
    #[must_use]
    pub fn of(item: &EvidenceItem) -> Vec<Self> {
        let empty = |text: &str| text.trim().is_empty();
        [
            (item.date.is_none(), Self::Date),
            (empty(&item.product_version), Self::ProductVersion),
            (empty(&item.author), Self::Author),
            (empty(&item.document_version), Self::DocumentVersion),
        ]
        .into_iter()
        .filter_map(|(lacks, gap)| lacks.then_some(gap))
        .collect()
    }
}

impl Facts {
    /// Derives the facts from the evidence items linked to an answer.
    ///
    /// That a record *follows* the procedure is what linking both to one
    /// requirement says; the dates of the two are not compared, because a
    /// procedure bears the date of its latest version only.
    #[must_use]
    pub fn of(assessment: &Assessment, answer: &Answer) -> Self {
        let mut facts = Self::default();
        let mut product: Option<&str> = None;
        let mut last_record: Option<&Date> = None;
        let mut first_revision: Option<&Date> = None;
        for item in answer.evidence.iter().filter_map(|id| assessment.evidence.get(id)) {
            if counts_as_record(item) {
                facts.performed = true;
                last_record = last_record.max(item.date.as_ref());
                let first = *product.get_or_insert(&item.product_version);
                facts.repeated |= !is_same_product(first, &item.product_version);
            }
            facts.documented |= is_approved(item, Shown::Documented);
            if let Some(date) = &item.date
                && is_approved(item, Shown::Improved)
            {
                first_revision = Some(first_revision.map_or(date, |first| first.min(date)));
            }
        }
        facts.improved = first_revision.is_some_and(|date| Some(date) < last_record);
        facts
    }

    /// Whether this fact is shown.
    #[must_use]
    pub const fn shows(self, fact: Fact) -> bool {
        match fact {
            Fact::Performed => self.performed,
            Fact::Documented => self.documented,
            Fact::Repeated => self.repeated,
            Fact::Improved => self.improved,
        }
    }

    /// The highest level whose facts are all shown (rulebook, table of ML).
    #[must_use]
    pub fn supports(self) -> LevelReached {
        let number = match (self.performed, self.documented, self.repeated, self.improved) {
            (false, ..) => 0,
            (true, false, ..) => 1,
            (true, true, false, _) => 2,
            (true, true, true, false) => 3,
            (true, true, true, true) => 4,
        };
        LevelReached::from_number(number)
    }

    /// The facts that are missing for a level (ML-1), empty if it is supported.
    #[must_use]
    pub fn missing_for(self, level: LevelReached) -> Vec<Missing> {
        let number = level.number();
        [
            (number >= 1 && !self.performed, Missing::Record),
            (number >= 2 && !self.documented, Missing::Procedure),
            (number >= 3 && !self.repeated, Missing::SecondRecord),
            (number >= 4 && !self.improved, Missing::Revision),
        ]
        .into_iter()
        .filter_map(|(lacks, missing)| lacks.then_some(missing))
        .collect()
    }
}

/// Whether two product versions are those of one product: capitals and white
/// space make no other.
fn is_same_product(one: &str, other: &str) -> bool {
    let words =
        |text: &'_ str| -> Vec<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    one == other || words(one) == words(other)
}

/// Whether an item counts as a record: brought forward as one, and complete (ML-4).
pub(super) fn counts_as_record(item: &EvidenceItem) -> bool {
    item.shows.contains(&Shown::Performed) && RecordGap::of(item).is_empty()
}

/// Whether an item shows something of the procedure itself: it has a version
/// and someone reviewed it.
fn is_approved(item: &EvidenceItem, shown: Shown) -> bool {
    item.shows.contains(&shown)
        && !item.document_version.trim().is_empty()
        && !item.reviewer.trim().is_empty()
}
