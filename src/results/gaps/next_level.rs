//! What is missing to the next level.

use super::{
    closing::{lacking, of_group, with},
    holder::Holder,
};
use crate::{
    assessment::{SecurityLevel, Verdict},
    catalogue::{Group, PartId, RequirementKey},
    results::{FrLevel, GroupResults, MissingFacts, PartResults, RequirementResults, Results},
    words,
};

/// What lifts a practice, summary level or foundational requirement by one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextLevel {
    /// The part.
    pub part: PartId,
    /// What is lifted.
    pub holder: Holder,
    /// Its level now: the supported floor (ML-3), or SL-C (SL-1).
    pub from: u8,
    /// The level it has then: the next one, or a higher one where the facts
    /// that are missing there are all there are missing.
    pub to: u8,
    /// The requirements that hold it there, in the order of the standard, each
    /// with the facts that lift it (ML-1); without any in 3-3 and 4-2, where a
    /// pass does it.
    pub rows: Vec<(RequirementKey, MissingFacts)>,
}

impl NextLevel {
    /// How many facts are missing altogether.
    #[must_use]
    pub fn facts(&self) -> usize {
        self.rows.iter().map(|(_, missing)| missing.len()).sum()
    }

    /// The statement, such as "3 facts lift DM from 1 to 2".
    #[must_use]
    pub fn text(&self) -> String {
        let (from, to) = (self.holder.level(self.from), self.holder.level(self.to));
        let holder = self.holder.text(self.part);
        match self.holder {
            Holder::Group(_) => words::gaps::next_facts(self.facts(), &holder, &from, &to),
            Holder::Fr(_) => words::gaps::next_rows(self.rows.len(), &holder, &from, &to),
        }
    }
}

/// What is missing to the next level, part by part, in the order of the
/// standard. A practice in which nothing passes has no level to lift (ML-3).
#[must_use]
pub fn next_levels(results: &Results) -> Vec<NextLevel> {
    results.parts.iter().flat_map(next_of_part).collect()
}

fn next_of_part(part: &PartResults) -> Vec<NextLevel> {
    let catalogue = part.part.part();
    if let Some(security) = &part.security {
        let next = |level: &FrLevel| {
            let from = level.capability.number();
            let keys = || lacking(part, level.fr);
            // Whatever lacks at a lower level would hold SL-C lower.
            let held = keys().filter(|key| key.requirement().from_level == from + 1);
            let rows: Vec<_> = held.map(|key| (key, MissingFacts::default())).collect();
            let above = keys().map(|key| key.requirement().from_level);
            let above = above.filter(|level| *level > from + 1).min();
            (!rows.is_empty()).then_some(NextLevel {
                part: part.part,
                holder: Holder::Fr(level.fr),
                from,
                to: above.unwrap_or(SecurityLevel::MAX + 1) - 1,
                rows,
            })
        };
        return security.vector.iter().filter_map(next).collect();
    }
    let next = |(index, (group, results)): (usize, (&Group, &GroupResults))| {
        let floor = results.maturity?.supported.filter(|floor| floor.next() != *floor)?;
        let passed = || of_group(part, group).filter(|row| row.verdict == Verdict::Pass);
        let rows = passed()
            .filter(|row| row.supported == floor)
            .map(|row| (row.requirement.0, row.facts.missing_for(floor.next())))
            .collect();
        let then = |row: &RequirementResults| {
            if row.supported == floor {
                with(row.facts, floor.next()).supports()
            } else {
                row.supported
            }
        };
        let to = passed().map(then).min().unwrap_or(floor).number();
        Some(NextLevel {
            part: part.part,
            holder: Holder::Group(index),
            from: floor.number(),
            to,
            rows,
        })
    };
    catalogue.groups.iter().zip(&part.groups).enumerate().filter_map(next).collect()
}
