//! All documents in this browser, and those in the trash.

use exready::{
    assessment::{Assessment, AssessmentId},
    keeping::{self, Disposal, Document, JournalEdit, Listing, SaveError},
    words,
};
use leptos::prelude::*;

use super::Session;
use crate::app::{
    browser::{clock, storage::LocalStore},
    reports,
};

/// How many days a removed assessment stays in the trash.
pub const TRASH_DAYS: u32 = 30;
/// How many days longer it stays, so that the clock can be put right.
const DOUBT_DAYS: u32 = 7;

impl Session {
    /// The assessments in the storage and in memory, the last changed first.
    pub fn list(self) -> Listing {
        let listing =
            self.workspace.with_value(|workspace| workspace.list(&LocalStore, &clock::now()));
        for id in &listing.deleted {
            // What cannot be removed now is removed another time.
            let _ = keeping::delete(&LocalStore, id);
        }
        listing
    }

    /// The same, with those that only the journal has, and the trash. What has been
    /// there for [`TRASH_DAYS`] goes [a few days later](DOUBT_DAYS).
    pub async fn list_all(self) -> Listing {
        let mut listing = self.list();
        let Some(journal) = self.journal() else { return listing };
        listing.points = journal.all_points().await.unwrap_or_default();
        for id in journal.documents().await.unwrap_or_default() {
            if listing.assessments.iter().any(|listed| listed.id == id) {
                continue;
            }
            let Ok(journaled) = journal.document(&id).await else { continue };
            let (today, since) = (clock::today(), clock::days_ago);
            match journaled.disposal(&today, &since(TRASH_DAYS), &since(DOUBT_DAYS)) {
                Disposal::Stays => {}
                Disposal::Expires => {
                    // What is not noted now is noted another time.
                    let _ = journal.write(&JournalEdit::expire(id.clone(), &today)).await;
                }
                Disposal::Goes => {
                    if journal.purge(&id).await.is_ok() {
                        let _ = keeping::forget(&LocalStore, &id);
                    }
                    continue;
                }
            }
            // A page that died in between has removed it from the storage alone.
            if journaled.trashed().is_none() && listing.deleted.contains(&id) {
                let _ = self.trash(id).await;
            } else {
                listing.add_journaled(&id, &journaled, &clock::now());
            }
        }
        listing
    }

    /// Whether a removed assessment goes to the trash: without a journal it does not.
    pub fn has_trash(self) -> bool {
        self.journal().is_some()
    }

    /// Removes the assessment of this id: into the trash, or for good where there is
    /// none. Gives whether it is removed; if not, that is said.
    pub async fn remove(self, id: AssessmentId) -> bool {
        if !self.trash(id.clone()).await {
            self.notify(words::start::not_removed(), true);
            return false;
        }
        if let Err(error) = keeping::delete(&LocalStore, &id)
            && error != SaveError::Denied
        {
            self.notify(&reports::of_replacing(error), true);
            return false;
        }
        if self.update(|workspace| workspace.close(&id)) == Some(true) {
            self.show();
        }
        self.tell_tabs(&id);
        true
    }

    /// What the assessment of this id is called, if there is one.
    pub fn name_of(self, id: &AssessmentId) -> Option<String> {
        let name = |assessment: &Assessment| reports::called(&assessment.test_item.name);
        let is_open = |open: &Document| open.assessment.id == *id;
        if self.peek(is_open) == Some(true) {
            return self.peek(|open| name(&open.assessment));
        }
        let stored = keeping::load(&LocalStore, id, &clock::now()).ok().flatten();
        stored.map(|stored| name(&stored.assessment))
    }

    /// Puts a document into the trash, if there is one. Gives whether it is safe there.
    async fn trash(self, id: AssessmentId) -> bool {
        let Some(journal) = self.journal() else { return true };
        let Ok(journaled) = journal.document(&id).await else { return false };
        // The storage may have what the journal has not, if it was never opened since.
        let opened = Document::open(&LocalStore, Some(&journaled), &id, &clock::now());
        if let Ok((mut document, report)) = opened {
            if report.incomplete.is_some() {
                document.journal_whole();
            }
            if let Some(edit) = document.journal_edit()
                && journal.write(&edit).await.is_err()
            {
                return false;
            }
        }
        let saves = keeping::saves(&LocalStore, &id).unwrap_or_default();
        journal.write(&JournalEdit::trash(id, &clock::today(), saves)).await.is_ok()
    }

    /// Removes these assessments from the trash, for good. Their marks stay in the
    /// storage: a tab that still has one open does not revive it.
    pub async fn empty_trash(self, ids: Vec<AssessmentId>) {
        let Some(journal) = self.journal() else { return };
        for id in ids {
            if journal.purge(&id).await.is_err() {
                self.notify(words::start::not_emptied(), true);
                return;
            }
        }
    }

    /// Takes an assessment out of the trash.
    pub async fn restore(self, id: AssessmentId) {
        let Some(journal) = self.journal() else { return };
        // The mark first: where it stands, the document does not open.
        let _ = keeping::forget(&LocalStore, &id);
        if journal.write(&JournalEdit::restore(id.clone())).await.is_err() {
            self.notify(words::start::not_restored(), true);
        }
        self.tell_tabs(&id);
    }
}
