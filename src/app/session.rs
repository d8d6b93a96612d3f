//! The document in the shell: the only way for a screen to read or change it.
//! What it is and how it is kept is the business of [`exready::keeping`]; here
//! are its signals.

use exready::{
    assessment::{
        Answer, AnswerKey, Assessment, AssessmentId, Command, EvidenceId, EvidenceItem, Rejected,
    },
    bundle::{self, Envelope, Notes},
    catalogue::RequirementKey,
    keeping::{self, Document, Failure, Listing, Moved, SaveError, State, Workspace},
    notice::Notice,
    results, words,
};
use leptos::prelude::*;

use super::{
    browser::{
        clock, files, page,
        storage::{self, LocalStore},
    },
    moves::Moves,
    reports,
};

/// How things stand with saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nothing has changed since the document was opened.
    Unchanged,
    /// Saved at this time of day.
    At(String),
    /// Not saved, and why.
    Not(SaveError),
}

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
    /// How things stand with opening.
    pub shown: RwSignal<Shown>,
    /// How things stand with saving.
    pub saved: RwSignal<Saved>,
    /// Messages, oldest first.
    pub notices: RwSignal<Vec<Notice>>,
}

impl Session {
    /// No document is open.
    pub fn new() -> Self {
        let session = Self {
            workspace: StoredValue::new_local(Workspace::default()),
            moves: Moves::new(),
            shown: RwSignal::new(Shown::Nothing),
            saved: RwSignal::new(Saved::Unchanged),
            notices: RwSignal::new(Vec::new()),
        };
        if !storage::is_lent() {
            session.is_not_saved(SaveError::Denied);
        }
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

    /// Like [`read`](Self::read), for one evidence item: an empty one if it is gone.
    pub fn evidence<T>(self, id: &EvidenceId, read: impl FnOnce(&EvidenceItem) -> T) -> T {
        self.moves.track();
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
        if self.update(|workspace| workspace.begin_opening(id)) != Some(true) {
            return;
        }
        self.show();
        let report =
            self.update(|workspace| workspace.finish_opening(&LocalStore, &clock::now())).flatten();
        self.show();
        let Some(report) = report else { return };
        self.notify_all(reports::of_opening(&report));
        self.offer_unsecured();
        if let Some(error) = report.unsaved {
            self.is_not_saved(error);
        }
    }

    /// Offers damaged texts for which there is no room aside, before anything is
    /// written over them.
    fn offer_unsecured(self) {
        let texts = self.peek(|open| {
            let text = |damaged: &keeping::Damaged| {
                Some((damaged.name.clone(), damaged.text.clone()?.into()))
            };
            open.unsecured().iter().filter_map(text).collect()
        });
        if let Some(texts) = texts.filter(|texts: &serde_json::Map<_, _>| !texts.is_empty()) {
            if files::offer_json("exready-unreadable.json", &texts).is_ok() {
                self.update(Workspace::release_unsecured);
                self.notify(words::storage::unsecured_offered(), true);
            } else {
                self.is_not_saved(SaveError::Unsecured);
            }
        }
    }

    /// Opens an assessment that is not stored yet, and stores it whole.
    pub fn adopt(self, assessment: Assessment, envelope: Envelope) {
        let now = clock::now();
        let outcome =
            self.update(|workspace| workspace.adopt(&LocalStore, assessment, envelope, &now));
        self.show();
        self.say_how_saved(outcome);
    }

    /// Opens an assessment in place of the stored one of the same id.
    ///
    /// # Errors
    /// The stored one is as it was then.
    pub fn replace(self, assessment: Assessment, envelope: Envelope) -> Result<(), SaveError> {
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
        self.say_how_saved(Some(saved));
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
            }
            self.shown.set(shown);
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

    /// The assessments in this browser, the last changed first.
    pub fn list(self) -> Listing {
        let listing =
            self.workspace.with_value(|workspace| workspace.list(&LocalStore, &clock::now()));
        for id in &listing.deleted {
            // What cannot be removed now is removed another time.
            let _ = keeping::delete(&LocalStore, id);
        }
        listing
    }

    /// The assessment of this id as it is in this browser, with what goes with it
    /// into its next bundle.
    ///
    /// # Errors
    /// As [`Workspace::here`].
    pub fn here(self, id: &AssessmentId) -> Result<Option<(Assessment, Envelope)>, Failure> {
        self.workspace.with_value(|workspace| workspace.here(&LocalStore, id, &clock::now()))
    }

    /// Removes the assessment of this id for good.
    pub fn remove(self, id: &AssessmentId) {
        if let Err(error) = keeping::delete(&LocalStore, id)
            && error != SaveError::Denied
        {
            self.notify(&reports::of_replacing(error), true);
            return;
        }
        if self.update(|workspace| workspace.close(id)) == Some(true) {
            self.show();
        }
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
        let now = clock::now();
        let moved = self.update(|workspace| workspace.apply(command, &now));
        self.follow(moved.transpose()?.flatten());
        Ok(())
    }

    /// Takes the last step back.
    pub fn undo(self) {
        self.follow(self.update(|workspace| workspace.undo(&clock::now())).flatten());
    }

    /// Takes the last undo back.
    pub fn redo(self) {
        self.follow(self.update(|workspace| workspace.redo(&clock::now())).flatten());
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
        match moved.results {
            results::Moved::Everything => self.moves.all(),
            results::Moved::Rows(rows) => {
                if !moved.is_of_answers {
                    self.moves.beside();
                }
                self.moves.rows(rows.into_iter());
            }
        }
    }

    /// Saves everything that is not stored yet; what cannot be stored now is tried
    /// again with the next change.
    pub fn save(self) {
        let now = clock::now();
        if self.peek(|_| ()).is_some() {
            self.say_how_saved(self.update(|workspace| workspace.save(&LocalStore, &now)));
        }
    }

    fn say_how_saved(self, outcome: Option<Result<(), SaveError>>) {
        match outcome {
            None => {}
            Some(Ok(())) => self.saved.set(Saved::At(clock::time_of_day())),
            Some(Err(error)) => self.is_not_saved(error),
        }
    }

    fn is_not_saved(self, error: SaveError) {
        let is_said =
            matches!(self.saved.get_untracked(), Saved::Not(before) if before.is_alike(error));
        if !is_said {
            self.notify(reports::of_saving(error), true);
        }
        self.saved.set(Saved::Not(error));
    }

    /// Offers the bundle of the open assessment as a download.
    pub fn download(self, notes: Notes) {
        let sealed = self.sealed_now(notes);
        let name = self.peek(|open| bundle::file_name(&open.assessment));
        self.offer(&name.unwrap_or_default(), sealed.as_ref());
    }

    /// The bundle of the open assessment, as it is after each change.
    pub fn sealed(self, notes: Notes) -> Option<bundle::Sealed> {
        self.moves.track();
        self.sealed_now(notes)
    }

    fn sealed_now(self, notes: Notes) -> Option<bundle::Sealed> {
        let sealed = self.update(|workspace| workspace.sealed(notes, &mut clock::salt)).flatten();
        // A digest that somebody has seen is that of the file also after a reload.
        if self.peek(Document::is_unsaved) == Some(true) {
            self.save();
        }
        sealed
    }

    /// Offers the bundle of an assessment in this browser as a download.
    pub fn download_of(self, id: &AssessmentId) {
        if let Ok(Some((assessment, mut envelope))) = self.here(id) {
            let sealed =
                bundle::write(&assessment, &mut envelope, Notes::Go, &mut clock::salt).ok();
            self.offer(&bundle::file_name(&assessment), sealed.as_ref());
        }
    }

    fn offer(self, name: &str, sealed: Option<&bundle::Sealed>) {
        if let Some(refusal) = sealed.and_then(bundle::Sealed::refusal) {
            self.notify(&refusal.to_string(), true);
        }
        let offered = sealed.map(|sealed| files::offer(name, "application/json", &sealed.bytes));
        if !matches!(offered, Some(Ok(()))) {
            self.notify(words::hand_over::not_offered(), true);
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

    /// Tries once more to store when the page is hidden or left, and asks
    /// before it is closed while something is not stored.
    pub fn keep_safe_when_hidden(self) {
        let handle = window_event_listener(leptos::ev::beforeunload, move |event| {
            if self.workspace.with_value(Workspace::has_unsaved) {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
        for event in ["pagehide", "visibilitychange"] {
            let handle = window_event_listener_untyped(event, move |_| {
                if self.peek(Document::is_unsaved) == Some(true) {
                    self.save();
                }
            });
            on_cleanup(move || handle.remove());
        }
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
                ("z", false) => self.undo(),
                ("z", true) | ("y", false) => self.redo(),
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
