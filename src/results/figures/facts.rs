//! What the evidence of one requirement shows (rulebook, ML).

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};

use super::{
    LevelReached,
    register::{Register, Registered},
};
use crate::assessment::Date;

/// One of the four evidence facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Facts {
    /// At least one record that counts (ML-4).
    pub performed: bool,
    /// At least one item that describes the process, holds, has a version and was reviewed.
    pub documented: bool,
    /// At least two records that count, of different products, releases or
    /// projects: each says something of its product that the other does not.
    pub repeated: bool,
    /// An improved version of the procedure, and a record that counts of a later day.
    pub improved: bool,
}

/// A fact that is not shown yet, and what would show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

impl Missing {
    /// All of them, in the order of the levels they open.
    const ALL: [Self; 4] = [Self::Record, Self::Procedure, Self::SecondRecord, Self::Revision];
}

/// The facts that are missing for a level. Serialized as a list, in the order
/// of the levels they open; held as a set, because every row has one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MissingFacts([bool; 4]);

impl MissingFacts {
    /// Each that is missing.
    pub fn iter(self) -> impl Iterator<Item = Missing> {
        Missing::ALL.into_iter().zip(self.0).filter_map(|(missing, lacks)| lacks.then_some(missing))
    }

    /// How many are missing.
    #[must_use]
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// Whether none is missing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl Serialize for MissingFacts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for MissingFacts {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Vec::<Missing>::schema_name()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<Missing>::json_schema(generator)
    }
}

impl Facts {
    /// Derives the facts from the evidence items linked to an answer; and, where
    /// every record is older than every version of the procedure, the days of the
    /// last record and of the first version.
    ///
    /// That a record *follows* the procedure is what linking both to one
    /// requirement says. Their days decide no fact, because a procedure mostly
    /// bears the day of its latest version only; but an assessor would ask.
    pub(super) fn of<'a>(
        register: &Register<'_>,
        evidence: impl Iterator<Item = &'a Registered<'a>>,
    ) -> (Self, Option<(&'a Date, &'a Date)>) {
        let evidence: Vec<_> = evidence.collect();
        let end = procedure_end(&evidence);
        let mut facts = Self::default();
        let mut records: Vec<&Registered<'_>> = Vec::new();
        let mut last_record: Option<&Date> = None;
        // The last record that was made while the procedure was valid.
        let mut last_valid: Option<&Date> = None;
        // A procedure without a date may be older than any record.
        let mut first_procedure: Option<Option<&Date>> = None;
        let mut first_revision: Option<&Date> = None;
        for entry in evidence {
            if entry.is_record {
                let date = entry.item.date.as_ref();
                facts.performed = true;
                last_record = last_record.max(date);
                if end.is_none_or(|end| date <= Some(end)) {
                    last_valid = last_valid.max(date);
                    records.push(entry);
                }
            }
            facts.documented |= entry.documents;
            if entry.describes {
                let date = entry.item.date.as_ref();
                first_procedure = Some(first_procedure.map_or(date, |first| first.min(date)));
            }
            if let Some(date) = &entry.item.date
                && entry.improves
            {
                first_revision = Some(first_revision.map_or(date, |first| first.min(date)));
            }
        }
        facts.repeated = records.len() > 1 && register.are_different(&products(records));
        facts.improved = first_revision.is_some_and(|date| Some(date) < last_valid);
        let days = last_record.zip(first_procedure.flatten().filter(|_| facts.documented));
        (facts, days.filter(|(last, first)| last < first))
    }

    /// Whether the evidence shows anything at all (CK-3).
    #[must_use]
    pub const fn is_nothing(self) -> bool {
        !(self.performed || self.documented || self.improved)
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

    /// The facts that are missing for a level (ML-1), none if it is supported.
    #[must_use]
    pub fn missing_for(self, level: LevelReached) -> MissingFacts {
        let number = level.number();
        MissingFacts([
            number >= 1 && !self.performed,
            number >= 2 && !self.documented,
            number >= 3 && !self.repeated,
            number >= 4 && !self.improved,
        ])
    }
}

/// The products of records, each once and in order. One file is one record, however
/// often it is entered: the first entry stands for all of them (ML-4).
fn products(mut records: Vec<&Registered<'_>>) -> Vec<usize> {
    records.sort_unstable_by_key(|entry| entry.id);
    let mut files = BTreeSet::new();
    records.retain(|entry| match &entry.item.file {
        Some(file) => files.insert(file.sha256.clone()),
        None => true,
    });
    let mut products: Vec<usize> = records.iter().map(|entry| entry.product).collect();
    products.sort_unstable();
    products.dedup();
    products
}

/// The last day on which a procedure among these items was valid: records made
/// after it show only that the process was carried out (ML-4). `None` where there
/// is no procedure, or one that does not end.
fn procedure_end<'a>(evidence: &[&'a Registered<'a>]) -> Option<&'a Date> {
    let ends = evidence.iter().filter(|entry| entry.describes);
    let ends: Option<Vec<&Date>> = ends.map(|entry| entry.item.valid_until.as_ref()).collect();
    ends?.into_iter().max()
}
