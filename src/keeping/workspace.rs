//! The documents that are held in memory: the open one, and those that could
//! not be stored before another one was opened.

use super::{
    aside,
    document::{Document, Moved, Stepped},
    envelope::StoredEnvelope,
    exchange::News,
    failure::{Failure, SaveError},
    journal::{Entry, JournalEdit, Journaled, Written},
    listing::{Listing, list, list_held},
    opening::{Report, load, load_newest},
    store::{Store, StoreError},
    transfer::Seal,
};
use crate::assessment::{Assessment, AssessmentId, Command, Direction, Moment, Rejected};

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
    /// Whether there is a journal within reach.
    has_journal: bool,
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

    fn held_mut(&mut self) -> impl Iterator<Item = &mut Document> {
        let open = match &mut self.state {
            State::Open(document) => Some(&mut **document),
            State::Closed | State::Opening(_) | State::Failed(..) => None,
        };
        self.parked.iter_mut().chain(open)
    }

    /// Whether something in memory is neither stored nor in the journal.
    #[must_use]
    pub fn has_unsaved(&self) -> bool {
        self.held().any(|document| document.is_unsaved() && document.is_unjournaled())
    }

    /// Says whether there is a journal within reach. Documents in memory are written
    /// into it whole, or are kept in the storage alone from here on.
    pub fn set_journal(&mut self, has_journal: bool) {
        self.has_journal = has_journal;
        self.held_mut().for_each(|document| document.set_journal(has_journal));
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

    /// Opens the document that was asked for, of which the journal has `journaled`;
    /// `None` if there is no journal within reach. Gives what is to be said of it;
    /// `None` if none was asked for, or it does not open.
    pub fn finish_opening(
        &mut self,
        store: &dyn Store,
        journaled: Option<&Journaled>,
        now: &Moment,
    ) -> Option<Report> {
        let State::Opening(id) = &self.state else { return None };
        let id = id.clone();
        match Document::open(store, journaled, &id, now) {
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

    /// The document that was asked for is not opened.
    pub fn refuse_opening(&mut self, failure: Failure) {
        if let State::Opening(id) = &self.state {
            self.state = State::Failed(id.clone(), failure);
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
        envelope: StoredEnvelope,
        now: &Moment,
    ) -> Result<(), SaveError> {
        let document = self.document_of(assessment, envelope);
        self.show_new(document);
        self.save(store, now)
    }

    /// A document that is not stored yet, with its results.
    #[must_use]
    pub fn document_of(&self, assessment: Assessment, envelope: StoredEnvelope) -> Document {
        Document::new(assessment, envelope, self.has_journal)
    }

    /// Shows a document that is not stored yet. It is to be [saved](Self::save).
    pub fn show_new(&mut self, document: Document) {
        self.show(State::Open(Box::new(document)));
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
        envelope: StoredEnvelope,
        now: &Moment,
    ) -> Result<(), SaveError> {
        let id = assessment.id.clone();
        let before = match load(store, &id, now) {
            Ok(before) => before,
            Err(Failure::Denied | Failure::NothingStored) => None,
            Err(failure @ Failure::Newer) => return Err(failure.into()),
        };
        let is_stored = before.is_some();
        let mut document = Document::new(assessment, envelope, self.has_journal);
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

    /// Takes the last step of the open document back, or the last undo. As
    /// [`Document::step`].
    pub fn step(&mut self, direction: Direction, force: bool, now: &Moment) -> Option<Stepped> {
        self.document_mut()?.step(direction, force, now)
    }

    /// Forgets the step that the next undo or redo would take back.
    pub fn forget_step(&mut self, direction: Direction) {
        if let Some(document) = self.document_mut() {
            document.forget_step(direction);
        }
    }

    /// Takes in what another tab has written into the journal about the open document.
    /// As [`Document::receive`].
    pub fn receive(&mut self, entries: &[Entry]) -> News {
        self.document_mut().map_or(News::Nothing, |document| document.receive(entries))
    }

    /// Takes in what another tab has stored of the open document. As
    /// [`Document::reread`].
    pub fn reread(&mut self, store: &dyn Store) -> News {
        self.document_mut().map_or(News::Nothing, |document| document.reread(store))
    }

    /// Takes in what another tab has stored without a journal. As
    /// [`Document::catch_up`].
    pub fn catch_up(&mut self, store: &dyn Store) -> News {
        self.document_mut().map_or(News::Nothing, |document| document.catch_up(store))
    }

    /// Reads the open document anew: another tab has replaced it.
    pub fn reopen(&mut self) {
        if let State::Open(document) = &self.state {
            self.state = State::Opening(document.assessment.id.clone());
        }
    }

    /// A bundle was made of the open document.
    pub fn seal(&mut self, seal: &Seal) {
        if let Some(document) = self.document_mut() {
            document.seal(seal);
        }
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

    /// What the open document has for the journal; `None` if that is nothing.
    pub fn journal_edit(&mut self) -> Option<JournalEdit> {
        self.document_mut()?.journal_edit()
    }

    /// The journal has written an edit, or has not. As [`Document::journaled`].
    pub fn journaled(&mut self, edit: JournalEdit, written: Option<&Written>) -> News {
        let is_its = |document: &&mut Document| document.assessment.id == edit.id;
        let Some(document) = self.held_mut().find(is_its) else { return News::Nothing };
        match written {
            Some(written) => document.journaled(&edit, written),
            None => {
                document.not_journaled(edit);
                News::Nothing
            }
        }
    }

    /// Stores the open document whole again, although it was deleted elsewhere.
    pub fn store_again(&mut self) {
        if let Some(document) = self.document_mut() {
            document.store_again();
        }
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
    /// in memory, stored or in the journal; `None` if it is nowhere.
    ///
    /// # Errors
    /// [`Failure::Newer`] and [`Failure::Denied`].
    pub fn here(
        &self,
        store: &dyn Store,
        journaled: Option<&Journaled>,
        id: &AssessmentId,
        now: &Moment,
    ) -> Result<Option<(Assessment, StoredEnvelope)>, Failure> {
        if let Some(held) = self.held().find(|document| document.assessment.id == *id) {
            return Ok(Some((held.assessment.clone(), held.envelope.clone())));
        }
        let newest = load_newest(store, journaled, id, now)?;
        Ok(newest.map(|newest| (newest.assessment, newest.envelope)))
    }

    /// All assessments, in memory and stored.
    #[must_use]
    pub fn list(&self, store: &dyn Store, now: &Moment) -> Listing {
        let held = || self.held().map(|document| &document.assessment);
        match list(store, held(), now) {
            Ok(listing) => listing,
            Err(
                StoreError::Denied
                | StoreError::Full { .. }
                | StoreError::Damaged
                | StoreError::Newer,
            ) => list_held(held()),
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
