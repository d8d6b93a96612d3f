//! What closing a gap brings.

use super::{
    closing::{closed_at, floor, is_excused, lacking, of_group},
    holder::Holder,
};
use crate::{
    assessment::{Assessment, SecurityLevel, Verdict},
    catalogue::{Levels, RequirementKey},
    results::{PartResults, RequirementResults},
    words,
};

/// What closing a gap brings, alone and with the others that hold the same level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// How many requirements, this one included, hold its practice or
    /// foundational requirement at its level: closing all of them lifts it. 1
    /// means that this one does it alone, 0 that it holds no level now.
    pub together: u16,
    /// The level they hold: of maturity (ML-3), or SL-C (SL-1).
    pub from: u8,
    /// The level that closing all of them gives.
    pub to: u8,
    /// The target SL-T of its foundational requirement (SL-3); none where
    /// maturity counts.
    pub target: Option<u8>,
    /// Whether it adds one to the numerator of the ratio (CV-2).
    pub covers: bool,
    /// Whether it then counts as not applicable (CV-5), which adds nothing to it.
    pub excuses: bool,
}

impl Effect {
    /// The order among gaps of one weight, least first: what lifts a level before
    /// what does not; the fewer have to be closed together the earlier; then
    /// the higher lift.
    pub(super) fn rank(self) -> (bool, u16, u8) {
        (self.together == 0, self.together, u8::MAX - (self.to - self.from))
    }

    /// What it is, as a sentence.
    #[must_use]
    pub fn text(self, key: RequirementKey) -> String {
        let row = key.requirement();
        let holder = if key.part().part().levels == Levels::Maturity {
            Holder::Group(usize::from(row.group))
        } else {
            Holder::Fr(row.fr)
        };
        let (from, mut to) = (holder.level(self.from), holder.level(self.to));
        if let Some(target) = self.target.filter(|target| *target != self.to) {
            to = words::gaps::with_target(&to, target);
        }
        let holder = holder.text(key.part());
        match (self.together, self.covers) {
            (0, _) if self.excuses => words::gaps::excuses().to_owned(),
            (0, true) => words::gaps::covers().to_owned(),
            (0, false) => words::gaps::supports_only().to_owned(),
            (1, _) => words::gaps::lifts_alone(&holder, &from, &to),
            (count, _) => words::gaps::lifts_with(count, &holder, &from, &to),
        }
    }
}

/// What closing the gap of this row brings.
pub(super) fn effect(
    assessment: &Assessment,
    part: &PartResults,
    row: &RequirementResults,
) -> Effect {
    let key = row.requirement.0;
    let excuses = is_excused(part, row);
    let covers = row.verdict != Verdict::Pass && !excuses;
    let nothing = Effect { covers, excuses, ..Effect::default() };
    if part.security.is_some() {
        let own = key.requirement().from_level;
        let levels = || lacking(part, key.requirement().fr).map(|key| key.requirement().from_level);
        // A constraint of 4-2 that all components share belongs to none of them.
        if key.requirement().fr == 0 || levels().min() != Some(own) {
            return nothing;
        }
        let next = levels().filter(|level| *level > own).min();
        let to = next.unwrap_or(SecurityLevel::MAX + 1) - 1;
        let together = counted(levels().filter(|level| *level == own));
        let vector = part.security.iter().flat_map(|security| &security.vector);
        let fr = vector.into_iter().find(|level| level.fr == key.requirement().fr);
        let target = fr.map(|level| level.target.number());
        return Effect { together, from: own - 1, to, target, covers, excuses };
    }
    let from = floor(part, key);
    // What does not pass lifts no floor: only what passes has one (ML-3).
    if row.verdict != Verdict::Pass || row.supported > from || from.next() == from {
        return nothing;
    }
    let group = &part.part.part().groups[usize::from(key.requirement().group)];
    let passed = || of_group(part, group).filter(|row| row.verdict == Verdict::Pass);
    let holds = |row: &&RequirementResults| row.supported == from;
    let closed = |row: &RequirementResults| {
        if row.supported == from { closed_at(assessment, part, row) } else { row.supported }
    };
    Effect {
        together: counted(passed().filter(holds)),
        from: from.number(),
        to: passed().map(closed).min().unwrap_or(from).number(),
        target: None,
        covers,
        excuses,
    }
}

/// How many there are: no part has more requirements than that holds.
fn counted<T>(rows: impl Iterator<Item = T>) -> u16 {
    u16::try_from(rows.count()).unwrap_or(u16::MAX)
}
