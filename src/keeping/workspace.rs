//! The documents that are held in memory: the open one, and those that could
//! not be stored before another one was opened.

use super::{
    aside,
    document::{Document, Moved},
    failure::{Failure, SaveError},
    listing::{Listing, list, list_held},
    opening::{Report, load},
    store::{Store, StoreError},
};
use crate::{
    assessment::{Assessment, AssessmentId, Command, Moment, Rejected},
    bundle::{Envelope, Notes, Salt, Sealed},
};

/// How things stand with the document that is shown.
#[derive(Debug, Default)]
pub enum State {
    /// None is asked for.
    #[default]
    Closed,
    /// It is asked for and not read yet. Nothing is changed or written until it is.
    Opening(AssessmentId),
    /// It is here.
    Open(Box<Document>),
    /// It does not open.
    Failed(AssessmentId, Failure),
}

/// The documents in memory.
#[derive(Debug, Default)]
pub struct Workspace {
    state: State,
    parked: Vec<Document>,
}

impl Workspace {
    /// How things stand.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The open document.
    #[must_use]
    pub fn document(&self) -> Option<&Document> {
        match &self.state {
            State::Open(document) => Some(document),
            State::Closed | State::Opening(_) | State::Failed(..) => None,
        }
    }

    fn document_mut(&mut self) -> Option<&mut Document> {
        match &mut self.state {
            State::Open(document) => Some(document),
            State::Closed | State::Opening(_) | State::Failed(..) => None,
        }
    }

    /// All documents in memory, the open one last.
    pub fn held(&self) -> impl Iterator<Item = &Document> {
        self.parked.iter().chain(self.document())
    }

    /// Whether something in memory is not stored.
    #[must_use]
    pub fn has_unsaved(&self) -> bool {
        self.held().any(Document::is_unsaved)
    }

    /// Asks for a document. One that is in memory is open at once; for any other
    /// the state is [`State::Opening`] until [`finish_opening`](Self::finish_opening).
    /// Gives whether the state is another one now.
    pub fn begin_opening(&mut self, id: &AssessmentId) -> bool {
        let is_open = |document: &Document| document.assessment.id == *id;
        if self.document().is_some_and(is_open)
            || matches!(&self.state, State::Opening(opening) if opening == id)
        {
            return false;
        }
        let next = match self.unpark(id) {
            Some(parked) => State::Open(Box::new(parked)),
            None => State::Opening(id.clone()),
        };
        self.show(next);
        true
    }

    /// Opens the document that was asked for. Gives what is to be said of it;
    /// `None` if none was asked for, or it does not open.
    pub fn finish_opening(&mut self, store: &dyn Store, now: &Moment) -> Option<Report> {
        let State::Opening(id) = &self.state else { return None };
        let id = id.clone();
        match Document::open(store, &id, now) {
            Ok((document, report)) => {
                self.state = State::Open(Box::new(document));
                Some(report)
            }
            Err(failure) => {
                self.state = State::Failed(id, failure);
                None
            }
        }
    }

    /// Shows a document that is not stored yet, and stores it whole.
    ///
    /// # Errors
    /// As [`Document::save`]; it is shown all the same.
    pub fn adopt(
        &mut self,
        store: &dyn Store,
        assessment: Assessment,
        envelope: Envelope,
        now: &Moment,
    ) -> Result<(), SaveError> {
        self.show(State::Open(Box::new(Document::new(assessment, envelope))));
        self.save(store, now)
    }

    /// Stores an assessment in place of the one of the same id, and shows it. The
    /// figures of each day stay: how it got here remains.
    ///
    /// # Errors
    /// Nothing has changed then. Where nothing of it is stored to begin with,
    /// because there is no storage, it is shown all the same.
    pub fn replace(
        &mut self,
        store: &dyn Store,
        assessment: Assessment,
        envelope: Envelope,
        now: &Moment,
    ) -> Result<(), SaveError> {
        let id = assessment.id.clone();
        let before = match load(store, &id, now) {
            Ok(before) => before,
            Err(Failure::Denied | Failure::NothingStored) => None,
            Err(failure @ Failure::Newer) => return Err(failure.into()),
        };
        let is_stored = before.is_some();
        let mut document = Document::new(assessment, envelope);
        if let Some(before) = before {
            if !aside::secure(store, &id, before.damaged).is_empty() {
                return Err(SaveError::Unsecured);
            }
            document.days = before.days;
            document.unknown = before.unknown;
        }
        match document.save(store, now) {
            Err(error) if is_stored => return Err(error),
            _ => {}
        }
        self.close(&id);
        self.show(State::Open(Box::new(document)));
        Ok(())
    }

    /// Forgets the document of this id, if it is in memory. Gives whether it was
    /// the one that is shown.
    pub fn close(&mut self, id: &AssessmentId) -> bool {
        self.unpark(id);
        let is_shown = match &self.state {
            State::Closed => false,
            State::Opening(shown) | State::Failed(shown, _) => shown == id,
            State::Open(document) => document.assessment.id == *id,
        };
        if is_shown {
            self.state = State::Closed;
        }
        is_shown
    }

    /// Carries out a command on the open document; `None` if none is open or
    /// nothing moved.
    ///
    /// # Errors
    /// [`Rejected`] says why not; nothing was changed then.
    pub fn apply(&mut self, command: Command, now: &Moment) -> Result<Option<Moved>, Rejected> {
        self.document_mut().map_or(Ok(None), |document| document.apply(command, now))
    }

    /// Takes the last step of the open document back.
    pub fn undo(&mut self, now: &Moment) -> Option<Moved> {
        self.document_mut()?.undo(now)
    }

    /// Takes the last undo of the open document back.
    pub fn redo(&mut self, now: &Moment) -> Option<Moved> {
        self.document_mut()?.redo(now)
    }

    /// The bundle of the open document; `None` if none is open.
    pub fn sealed(&mut self, notes: Notes, random: &mut dyn FnMut() -> Salt) -> Option<Sealed> {
        self.document_mut()?.sealed(notes, random).ok()
    }

    /// Ends a run of typing.
    pub fn settle(&mut self) {
        if let Some(document) = self.document_mut() {
            document.settle();
        }
    }

    /// Saves the open document.
    ///
    /// # Errors
    /// As [`Document::save`].
    pub fn save(&mut self, store: &dyn Store, now: &Moment) -> Result<(), SaveError> {
        self.document_mut().map_or(Ok(()), |document| document.save(store, now))
    }

    /// The user has dealt with what the open document has lost.
    pub fn accept_loss(&mut self) {
        if let Some(document) = self.document_mut() {
            document.accept_loss();
        }
    }

    /// Lets the damaged texts of the open document be overwritten: the user has
    /// them as a download.
    pub fn release_unsecured(&mut self) {
        if let Some(document) = self.document_mut() {
            document.release_unsecured();
        }
    }

    /// The assessment of this id with what goes with it into its next bundle, as it is
    /// in memory or stored; `None` if it is neither.
    ///
    /// # Errors
    /// [`Failure::Newer`] and [`Failure::Denied`].
    pub fn here(
        &self,
        store: &dyn Store,
        id: &AssessmentId,
        now: &Moment,
    ) -> Result<Option<(Assessment, Envelope)>, Failure> {
        match self.held().find(|document| document.assessment.id == *id) {
            Some(held) => Ok(Some((held.assessment.clone(), held.envelope.clone()))),
            None => Ok(load(store, id, now)?.map(|loaded| (loaded.assessment, loaded.envelope))),
        }
    }

    /// All assessments, in memory and stored.
    #[must_use]
    pub fn list(&self, store: &dyn Store, now: &Moment) -> Listing {
        let held = || self.held().map(|document| &document.assessment);
        match list(store, held(), now) {
            Ok(listing) => listing,
            Err(StoreError::Denied | StoreError::Full { .. } | StoreError::Damaged) => {
                list_held(held())
            }
        }
    }

    /// Shows another document. The one shown before is parked if something of it
    /// is not stored.
    fn show(&mut self, next: State) {
        if let State::Open(before) = std::mem::replace(&mut self.state, next)
            && before.is_unsaved()
        {
            self.parked.push(*before);
        }
    }

    fn unpark(&mut self, id: &AssessmentId) -> Option<Document> {
        let index = self.parked.iter().position(|parked| parked.assessment.id == *id)?;
        Some(self.parked.swap_remove(index))
    }
}
