//! Statements that stand under several requirements.

use super::{Check, Place, finding::FindingList};
use crate::{catalogue::RequirementKey, results::figures::Id, text};

/// The statements that stand under several requirements, by the first of them.
pub(super) fn repeated<'a>(
    statements: impl Iterator<Item = (RequirementKey, &'a str)>,
    found: &mut FindingList,
) {
    let mut all: Vec<(String, RequirementKey)> = statements
        .map(|(key, statement)| (text::letters(statement).collect(), key))
        .filter(|(text, _): &(String, _)| !text.is_empty())
        .collect();
    all.sort_unstable();
    // One statement of several components is still of one requirement (CV-9).
    all.dedup();
    let groups = all.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1);
    let keys = groups.map(|group| group.iter().map(|(_, key)| *key).collect());
    let mut groups: Vec<Vec<RequirementKey>> = keys.collect();
    groups.sort_unstable();
    // What two components repeat in the same requirements is found once.
    groups.dedup();
    for group in groups {
        let [first, others @ ..] = group.as_slice() else { continue };
        let requirements = others.iter().copied().map(Id).collect();
        found.add(Place::requirement(*first), Check::StatementRepeated { requirements });
    }
}

/// More than twice as many as there are requirements.
const SLOTS: usize = 1024;
/// How many signs of each end of a statement are looked at first.
const ENDS: usize = 8;

/// Marks of the statements that were seen, so that nothing is put on the heap
/// as long as no two are alike.
pub(super) struct Seen([u32; SLOTS]);

impl Seen {
    pub(super) const fn new() -> Self {
        Self([0; SLOTS])
    }

    /// Marks a statement; whether one that begins and ends like it was seen.
    pub(super) fn add(&mut self, statement: &str) -> bool {
        let start = 0x811c_9dc5_u32;
        let signs = || text::letters(statement);
        let mark = mark_end(mark_end(start, signs()), signs().rev());
        if mark == start {
            return false;
        }
        let mark = mark.max(1);
        let first = mark as usize % SLOTS;
        let (before, after) = self.0.split_at_mut(first);
        for slot in after.iter_mut().chain(before) {
            if *slot == 0 {
                *slot = mark;
                return false;
            }
            if *slot == mark {
                return true;
            }
        }
        // Full: look at all of them.
        true
    }
}

/// FNV-1a over the first of some signs.
fn mark_end(mark: u32, signs: impl Iterator<Item = char>) -> u32 {
    signs.take(ENDS).fold(mark, |mark, sign| (mark ^ sign as u32).wrapping_mul(0x0100_0193))
}
