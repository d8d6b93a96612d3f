//! The document in the shell: the only way for a screen to read or change it.
//! What it is and how it is kept is the business of [`exready::keeping`]; here
//! are its signals.
//!
//! - [`handing_over`]: bundles. [`shelf`]: all documents, and the trash. [`points`]:
//!   restore points.
//! - [`saving`]: storage and journal. [`others`]: the other tabs. [`me`]: who works
//!   in this browser.

mod handing_over;
mod me;
mod others;
mod points;
mod saving;
mod shelf;

use std::collections::BTreeMap;

use exready::{
    assessment::{
        Answer, AnswerKey, Assessment, AssessmentId, Command, Contested, Direction, EvidenceId,
        EvidenceItem, Rejected,
    },
    catalogue::RequirementKey,
    keeping::{Document, Failure, Journaled, Moved, SaveError, State, StoredEnvelope, Workspace},
    notice::Notice,
    results, words,
};
use leptos::prelude::*;

use self::saving::Connection;
pub use self::{
    saving::{Kept, Left, Saved},
    shelf::TRASH_DAYS,
};
use super::{
    browser::{clock, files, page, storage::LocalStore, tabs::Tabs},
    moves::Moves,
    reports,
};

/// How things stand with opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// No document is asked for.
    Nothing,
    /// It is being opened.
    Opening(AssessmentId),
    /// It is open.
    Open(AssessmentId),
    /// It does not open.
    Failed(AssessmentId, Failure),
}

impl Shown {
    /// The document that is asked for.
    const fn id(&self) -> Option<&AssessmentId> {
        match self {
            Self::Nothing => None,
            Self::Opening(id) | Self::Open(id) | Self::Failed(id, _) => Some(id),
        }
    }
}

/// Signals over the open document. Made once, at the root.
#[derive(Clone, Copy)]
pub struct Session {
    workspace: StoredValue<Workspace, LocalStorage>,
    moves: Moves,
    journal: StoredValue<Connection, LocalStorage>,
    tabs: StoredValue<Option<Tabs>, LocalStorage>,
    /// When the last restore point of the open document was made, if that is known.
    last_point: StoredValue<Option<Option<u64>>>,
    /// What became of the last change in the storage.
    stored: StoredValue<Result<(), SaveError>>,
    /// How things stand with opening.
    pub shown: RwSignal<Shown>,
    /// How things stand with saving.
    pub saved: RwSignal<Saved>,
    /// Messages, oldest first.
    pub notices: RwSignal<Vec<Notice>>,
    /// What another tab has replaced of what was entered here, the newest last.
    pub replaced: RwSignal<Vec<Contested>>,
    /// The step that was not taken, because another tab has changed the same since.
    pub contested: RwSignal<Option<(Direction, Vec<Contested>)>>,
    /// Whether it is known if there is a journal.
    pub is_ready: RwSignal<bool>,
    /// That the storage is left to a later version of the app; `None` as long as it is
    /// not.
    pub left: RwSignal<Option<Left>>,
    /// The name of who works in this browser; empty if it was not said.
    pub me: RwSignal<String>,
}

impl Session {
    /// No document is open.
    pub fn new() -> Self {
        let session = Self {
            workspace: StoredValue::new_local(Workspace::default()),
            moves: Moves::new(),
            journal: StoredValue::new_local(Connection::Opening),
            tabs: StoredValue::new_local(None),
            last_point: StoredValue::new(None),
            stored: StoredValue::new(Ok(())),
            shown: RwSignal::new(Shown::Nothing),
            saved: RwSignal::new(Saved::Unchanged),
            notices: RwSignal::new(Vec::new()),
            replaced: RwSignal::new(Vec::new()),
            contested: RwSignal::new(None),
            is_ready: RwSignal::new(false),
            left: RwSignal::new(None),
            me: RwSignal::new(me::stored()),
        };
        session.tabs.set_value(Tabs::new(move |id| session.hear_of(&id)));
        session.open_journal();
        session
    }

    /// Reads the open assessment and is called again whenever it changes;
    /// `None` if none is open.
    pub fn read<T>(self, read: impl FnOnce(&Document) -> T) -> Option<T> {
        self.moves.track();
        self.peek(read)
    }

    /// Like [`read`](Self::read), for what hangs neither on answers nor on evidence.
    pub fn read_beside<T>(self, read: impl FnOnce(&Document) -> T) -> Option<T> {
        self.moves.track_beside();
        self.peek(read)
    }

    /// Like [`read`](Self::read), for what hangs on these requirements alone:
    /// called again when their answers, their evidence or their results move.
    pub fn read_rows<T>(
        self,
        keys: impl Iterator<Item = RequirementKey>,
        read: impl FnOnce(&Document) -> T,
    ) -> Option<T> {
        self.moves.track_rows(keys);
        self.peek(read)
    }

    /// Like [`read`](Self::read), for a text on the screen: empty if none is open.
    pub fn text(self, read: impl FnOnce(&Document) -> String) -> String {
        self.read(read).unwrap_or_default()
    }

    /// Like [`read`](Self::read), for what hangs on evidence items and links alone.
    pub fn read_evidence<T>(self, read: impl FnOnce(&Document) -> T) -> Option<T> {
        self.moves.track_evidence();
        self.peek(read)
    }

    /// Like [`read_rows`](Self::read_rows), for one answer: an empty one if it was
    /// never given.
    pub fn answer<T>(self, key: &AnswerKey, read: impl FnOnce(&Answer) -> T) -> T {
        self.moves.track_rows(std::iter::once(key.requirement));
        self.workspace.with_value(|workspace| {
            match workspace.document().and_then(|open| open.assessment.answers.answer(key)) {
                Some(answer) => read(answer),
                None => read(&Answer::default()),
            }
        })
    }

    /// Like [`read_evidence`](Self::read_evidence), for one item: an empty one if it is
    /// gone.
    pub fn evidence<T>(self, id: &EvidenceId, read: impl FnOnce(&EvidenceItem) -> T) -> T {
        self.moves.track_evidence();
        self.workspace.with_value(|workspace| {
            match workspace.document().and_then(|open| open.assessment.evidence.get(id)) {
                Some(item) => read(item),
                None => read(&EvidenceItem::default()),
            }
        })
    }

    /// Reads the open assessment once.
    pub fn peek<T>(self, read: impl FnOnce(&Document) -> T) -> Option<T> {
        self.workspace.with_value(|workspace| workspace.document().map(read))
    }

    /// Works on the documents in memory, and gives what comes of it.
    fn update<T>(self, change: impl FnOnce(&mut Workspace) -> T) -> Option<T> {
        self.workspace.try_update_value(change)
    }

    /// Opens the document of this id, unless it is open.
    pub fn open(self, id: &AssessmentId) {
        self.journal_now();
        if self.update(|workspace| workspace.begin_opening(id)) == Some(true) {
            self.show();
            self.read_and_show();
            // One that was in memory may have been changed in another tab.
            self.hear_of(id);
        }
    }

    /// Reads the document that is asked for, and shows it.
    fn read_and_show(self) {
        let asked = self.workspace.with_value(|workspace| match workspace.state() {
            State::Opening(id) => Some(id.clone()),
            State::Closed | State::Open(_) | State::Failed(..) => None,
        });
        let Some(id) = asked else { return };
        let Some(journal) = self.journal() else {
            if self.journal.with_value(|connection| matches!(connection, Connection::Lost)) {
                self.finish_opening(None);
            } else if self.left.with_untracked(Option::is_some) {
                self.update(|workspace| workspace.refuse_opening(Failure::Newer));
                self.show();
            }
            return;
        };
        leptos::task::spawn_local(async move {
            let journaled = journal.opened(&id).await;
            let is_asked = |workspace: &Workspace| matches!(workspace.state(), State::Opening(asked) if *asked == id);
            if self.workspace.with_value(is_asked) {
                self.finish_opening(journaled.ok().as_ref());
            }
        });
    }

    fn finish_opening(self, journaled: Option<&Journaled>) {
        let finish = |workspace: &mut Workspace| {
            workspace.finish_opening(&LocalStore, journaled, &clock::now())
        };
        let report = self.update(finish).flatten();
        self.show();
        let Some(report) = report else { return };
        self.notify_all(reports::of_opening(&report));
        self.offer_unsecured();
        if let Some(state) = report.superseded {
            self.keep_superseded(state, report.is_unseen);
        }
        self.ask_for_last_point();
        self.stored.set_value(report.unsaved.map_or(Ok(()), Err));
        self.journal_edits();
        if report.unsaved.is_some() {
            self.say_how_saved();
        }
    }

    /// Offers damaged texts for which there is no room aside, before anything is
    /// written over them.
    fn offer_unsecured(self) {
        let texts = self.peek(|open| {
            let mut texts = BTreeMap::new();
            for damaged in open.unsecured() {
                texts.extend(damaged.text.clone().map(|text| (damaged.name.clone(), text)));
            }
            texts
        });
        if let Some(texts) = texts.filter(|texts| !texts.is_empty()) {
            if files::offer_json("exready-unreadable.json", &texts).is_ok() {
                self.update(Workspace::release_unsecured);
                self.notify(words::storage::unsecured_offered(), true);
            } else {
                self.is_not_saved(SaveError::Unsecured);
            }
        }
    }

    /// Opens an assessment that is not stored yet, and stores it whole.
    pub fn adopt(self, assessment: Assessment, envelope: StoredEnvelope) {
        let now = clock::now();
        let outcome =
            self.update(|workspace| workspace.adopt(&LocalStore, assessment, envelope, &now));
        self.show();
        self.begin_hour();
        self.follow_saving(outcome);
    }

    /// The same with one that may be large: the page answers between the steps.
    pub async fn take_in(self, assessment: Assessment, envelope: StoredEnvelope) {
        page::turn().await;
        let document =
            self.workspace.with_value(|workspace| workspace.document_of(assessment, envelope));
        page::turn().await;
        self.update(|workspace| workspace.show_new(document));
        self.show();
        self.begin_hour();
        page::turn().await;
        self.save();
    }

    /// Opens an assessment in place of the stored one of the same id.
    ///
    /// # Errors
    /// The stored one is as it was then.
    pub fn replace(
        self,
        assessment: Assessment,
        envelope: StoredEnvelope,
    ) -> Result<(), SaveError> {
        let now = clock::now();
        let replaced = |workspace: &mut Workspace| -> Result<_, SaveError> {
            workspace.replace(&LocalStore, assessment, envelope, &now)?;
            // Where there was nothing to replace, it may not be stored yet.
            Ok(workspace.save(&LocalStore, &now))
        };
        let Some(saved) = self.update(replaced).transpose()? else { return Ok(()) };
        // What was said before was said of the one that is gone.
        self.notices.update(Vec::clear);
        self.show();
        self.follow_saving(Some(saved));
        Ok(())
    }

    /// Makes the screens follow another document, or another state of opening.
    fn show(self) {
        let shown = self.workspace.with_value(|workspace| match workspace.state() {
            State::Closed => Shown::Nothing,
            State::Opening(id) => Shown::Opening(id.clone()),
            State::Open(document) => Shown::Open(document.assessment.id.clone()),
            State::Failed(id, failure) => Shown::Failed(id.clone(), *failure),
        });
        if self.shown.with_untracked(|before| *before != shown) {
            // A message is about the document that was open when it was given.
            if self.shown.with_untracked(|before| before.id() != shown.id()) {
                self.notices.update(Vec::clear);
                self.replaced.update(Vec::clear);
                self.contested.set(None);
                self.last_point.set_value(None);
            }
            self.shown.set(shown);
        }
        if self.shown.with_untracked(|shown| matches!(shown, Shown::Open(_))) {
            Self::prepare_handing_over();
        }
        if !matches!(self.saved.get_untracked(), Saved::Not(_)) {
            self.saved.set(Saved::Unchanged);
        }
        self.notify_all(self.peek(|open| reports::of_odd_days(&open.assessment)).flatten());
        self.moves.all();
    }

    /// Whether the document of this id is open, or about to be.
    pub fn is_at(self, id: &AssessmentId) -> bool {
        self.shown.with(|shown| match shown {
            Shown::Opening(at) | Shown::Open(at) => at == id,
            Shown::Nothing | Shown::Failed(..) => false,
        })
    }

    /// The assessment of this id as it is in this browser, with what goes with it
    /// into its next bundle.
    ///
    /// # Errors
    /// As [`Workspace::here`].
    pub async fn here(
        self,
        id: &AssessmentId,
    ) -> Result<Option<(Assessment, StoredEnvelope)>, Failure> {
        let journaled = match self.journal() {
            Some(journal) => journal.document(id).await.ok(),
            None => None,
        };
        self.workspace.with_value(|workspace| {
            workspace.here(&LocalStore, journaled.as_ref(), id, &clock::now())
        })
    }

    /// The user has dealt with what the open document has lost.
    pub fn accept_loss(self) {
        self.update(Workspace::accept_loss);
        self.moves.all();
        self.save();
    }

    /// Carries out a command and stores what it moved.
    ///
    /// # Errors
    /// [`Rejected`] says why not; nothing was changed then.
    pub fn dispatch(self, command: Command) -> Result<(), Rejected> {
        self.keep_hourly_point();
        self.carry_out(command).map(|_| ())
    }

    /// The same, and gives whether it moved something.
    fn carry_out(self, command: Command) -> Result<bool, Rejected> {
        let now = clock::now();
        let moved = self.update(|workspace| workspace.apply(command, &now));
        let moved = moved.transpose()?.flatten();
        let has_moved = moved.is_some();
        self.follow(moved);
        Ok(has_moved)
    }

    /// Ends a run of typing.
    pub fn settle(self) {
        self.update(Workspace::settle);
    }

    /// Whether there is something to undo, and to redo.
    pub fn steps(self) -> (bool, bool) {
        self.read(|open| (open.can_undo(), open.can_redo())).unwrap_or_default()
    }

    /// Saves a change, and makes the screens follow it.
    fn follow(self, moved: Option<Moved>) {
        let Some(moved) = moved else { return };
        self.save();
        self.draw(moved);
    }

    fn draw(self, moved: Moved) {
        // What was changed once more since is not to be put back.
        if self.replaced.with_untracked(|replaced| !replaced.is_empty()) {
            self.peek(|open| {
                self.replaced.update(|all| all.retain(|one| one.stands(&open.assessment)));
            });
        }
        match moved.results {
            results::Moved::Everything => self.moves.all(),
            results::Moved::Rows(rows) => {
                if !moved.is_of_answers {
                    self.moves.beside();
                }
                if !moved.leaves_evidence {
                    self.moves.evidence();
                }
                self.moves.rows(rows.into_iter());
            }
        }
    }

    /// Adds a message.
    pub fn notify(self, text: &str, is_trouble: bool) {
        self.notify_all([Notice { text: text.to_owned(), is_trouble }]);
    }

    /// Adds messages that are not there yet.
    pub fn notify_all(self, added: impl IntoIterator<Item = Notice>) {
        let added: Vec<Notice> = added.into_iter().collect();
        if added.is_empty() {
            return;
        }
        self.notices.update(|notices| {
            for notice in added {
                if !notices.contains(&notice) {
                    notices.push(notice);
                }
            }
        });
    }

    /// Ctrl Z and Ctrl Shift Z work on the assessment, wherever the focus is.
    pub fn listen_to_undo_keys(self) {
        let handle = window_event_listener(leptos::ev::keydown, move |event| {
            let with_command = event.ctrl_key() || event.meta_key();
            if !with_command || event.alt_key() {
                return;
            }
            // Only what is shown is undone.
            let is_shown = self.peek(|open| page::fragment().contains(open.assessment.id.as_str()));
            if is_shown != Some(true) {
                return;
            }
            match (event.key().to_lowercase().as_str(), event.shift_key()) {
                ("z", false) => self.step(Direction::Undo, false),
                ("z", true) | ("y", false) => self.step(Direction::Redo, false),
                _ => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || handle.remove());
    }
}

/// The session of this app.
pub fn session() -> Session {
    expect_context::<Session>()
}
