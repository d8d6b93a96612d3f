//! The assessments of a storage, as the start page lists them.

use std::cmp::Reverse;

use super::{
    aside::{self, AsideCopy},
    failure::Failure,
    journal::Journaled,
    layout,
    opening::put_together,
    reading::{Contents, read},
    store::{Store, StoreError},
};
use crate::{
    assessment::{Assessment, AssessmentId, Date, Moment, Timestamp},
    results,
};

/// Everything that is stored, read in one pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The assessments, the last changed first.
    pub assessments: Vec<Listed>,
    /// The assessments that a later version has stored; this one keeps off.
    pub newer: Vec<AssessmentId>,
    /// The assessments that were deleted; texts of them may be left.
    pub deleted: Vec<AssessmentId>,
    /// The copies of damaged texts.
    pub aside: Vec<AsideCopy>,
    /// What is in the trash, the last removed first.
    pub trash: Vec<InTrash>,
    /// How many restore points there are, and how many bytes they take.
    pub points: (usize, u64),
}

/// An assessment in the trash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTrash {
    /// The assessment.
    pub listed: Listed,
    /// The day on which it was removed.
    pub removed: Date,
    /// How much its records take in the journal, in UTF-16 units.
    pub size: usize,
}

impl Listing {
    /// Adds what the journal has of a document, unless it is listed.
    pub fn add_journaled(&mut self, id: &AssessmentId, journaled: &Journaled, now: &Moment) {
        let is_listed = |listed: &Listed| listed.id == *id;
        if self.assessments.iter().any(is_listed) {
            return;
        }
        let Some((_, whole)) = journaled.whole() else { return };
        let listed = put_together(id, journaled.texts(), Vec::new(), now).assessment;
        let listed = Listed::new(&listed);
        match whole.trashed {
            Some(removed) => self.trash.push(InTrash { listed, removed, size: journaled.size() }),
            // The mark in the storage says that it was deleted.
            None if self.deleted.contains(id) => {}
            None => self.assessments.push(listed),
        }
        last_changed_first(&mut self.assessments);
        self.trash.sort_by_key(|trash| Reverse(trash.removed.clone()));
    }
}

/// One assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: AssessmentId,
    /// The name of the test item, as it was typed.
    pub test_item: String,
    /// The name of the applicant, as it was typed.
    pub applicant: String,
    /// How many requirements in scope have a verdict that counts, of how many.
    pub looked_at: (usize, usize),
    /// When it was last changed.
    pub modified: Timestamp,
    /// The local date of that change, where it was made.
    pub day: Date,
}

impl Listed {
    fn new(assessment: &Assessment) -> Self {
        let parts = assessment.selection.parts.iter().copied();
        Self {
            id: assessment.id.clone(),
            test_item: assessment.test_item.name.clone(),
            applicant: assessment.applicant.name.clone(),
            looked_at: results::looked_at(&results::score_figures(assessment, parts)),
            modified: assessment.modified.clone(),
            day: assessment.day.clone(),
        }
    }
}

fn last_changed_first(assessments: &mut [Listed]) {
    assessments.sort_by_key(|listed| Reverse(listed.modified.clone()));
}

/// Lists all assessments: those `held` in memory as they are there, all others
/// as they are stored. Asks for the names once, reads each text once at most,
/// and writes nothing.
///
/// # Errors
/// [`StoreError::Denied`].
pub fn list<'a>(
    store: &dyn Store,
    held: impl IntoIterator<Item = &'a Assessment>,
    now: &Moment,
) -> Result<Listing, StoreError> {
    let names = store.names()?;
    let mut listing = Listing { aside: aside::copies(store, &names)?, ..Listing::default() };
    listing.assessments.extend(held.into_iter().map(Listed::new));
    for (id, places) in layout::by_assessment(&names) {
        if listing.assessments.iter().any(|listed| listed.id == id) {
            continue;
        }
        match read(store, &id, &places) {
            Ok(Contents::Found(found)) => {
                let loaded = put_together(&id, found.texts, found.damaged, now);
                listing.assessments.push(Listed::new(&loaded.assessment));
            }
            Ok(Contents::Nothing) => {}
            Ok(Contents::Deleted(_)) => listing.deleted.push(id),
            Err(Failure::Newer) => listing.newer.push(id),
            Err(Failure::Denied | Failure::NothingStored) => return Err(StoreError::Denied),
        }
    }
    last_changed_first(&mut listing.assessments);
    Ok(listing)
}

/// The assessments that are held in memory, listed where there is no storage.
pub fn list_held<'a>(held: impl IntoIterator<Item = &'a Assessment>) -> Listing {
    let mut assessments: Vec<Listed> = held.into_iter().map(Listed::new).collect();
    last_changed_first(&mut assessments);
    Listing { assessments, ..Listing::default() }
}
