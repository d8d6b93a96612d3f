//! Saving: every change goes to the storage and to the journal, and "saved" is
//! said of what is there.

use std::{rc::Rc, time::Duration};

use exready::keeping::{Document, Failure, News, SaveError, Workspace};
use leptos::prelude::*;

use super::Session;
use crate::app::{
    browser::{
        clock,
        journal::{Journal, Loss},
        page,
        storage::{self, LocalStore},
    },
    reports,
};

/// How things stand with saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nothing has changed since the document was opened.
    Unchanged,
    /// The last change is on its way.
    Saving,
    /// Saved at this time of day.
    At(String, Kept),
    /// Not saved, and why.
    Not(SaveError),
}

/// Where a change is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In the storage and in the journal.
    Both,
    /// In the storage alone, which a browser writes to disk late.
    StorageAlone,
    /// In the journal alone: the storage takes nothing.
    JournalAlone,
}

/// What was found when the storage was left to a later version of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// It came while this tab was open, and everything was saved before.
    Saved,
    /// The same, but something could not be saved.
    Unsaved,
    /// It was there before this tab.
    Found,
}

/// How things stand with the journal.
pub(super) enum Connection {
    /// It is being opened.
    Opening,
    /// It is there.
    Open(Rc<Journal>),
    /// It is out of reach.
    Lost,
    /// A later version of the app has it.
    Newer,
}

/// How long the journal may take to open. After a crash the browser may have to
/// repair it first, and what is stored beside it may be older.
const JOURNAL_PATIENCE: Duration = Duration::from_secs(20);

impl Session {
    /// Opens the journal. Until it is there, or is known not to come, no document is
    /// opened: what is stored may be older.
    pub(super) fn open_journal(self) {
        leptos::task::spawn_local(async move {
            let journal = Journal::open(move |loss| self.lose_journal(loss)).await;
            match journal {
                Err(Loss::Newer) => self.leave(Left::Found),
                // One that comes too late may know of a newer state than what is open.
                _ if !self.is_opening_journal() => {}
                Ok(journal) => self.set_journal(Connection::Open(Rc::new(journal))),
                Err(Loss::Gone) => self.set_journal(Connection::Lost),
            }
        });
        set_timeout(
            move || {
                if self.is_opening_journal() {
                    self.set_journal(Connection::Lost);
                }
            },
            JOURNAL_PATIENCE,
        );
    }

    fn is_opening_journal(self) -> bool {
        self.journal.with_value(|connection| matches!(connection, Connection::Opening))
    }

    fn set_journal(self, connection: Connection) {
        let has_journal = matches!(connection, Connection::Open(_));
        self.journal.set_value(connection);
        self.is_ready.set(true);
        self.update(|workspace| workspace.set_journal(has_journal));
        if !has_journal && !storage::is_lent() {
            self.is_not_saved(SaveError::Denied);
        }
        self.read_and_show();
        self.journal_edits();
    }

    fn lose_journal(self, loss: Loss) {
        match loss {
            Loss::Gone => {
                if let Some(journal) = self.journal() {
                    journal.close();
                }
                self.set_journal(Connection::Lost);
            }
            Loss::Newer => self.make_way(),
        }
    }

    /// A later version of the app takes the storage: what is not saved is saved, and
    /// the later version waits for that. Then nothing is written any more.
    fn make_way(self) {
        self.save_rest();
        leptos::task::spawn_local(async move {
            if let Some(journal) = self.journal() {
                // What is typed meanwhile goes with the next round.
                while let Some(edit) = self.update(Workspace::journal_edit).flatten() {
                    let written = journal.write(&edit).await.ok();
                    self.update(|workspace| workspace.journaled(edit, written.as_ref()));
                    if written.is_none() {
                        break;
                    }
                }
                journal.close();
            }
            let is_saved = !self.workspace.with_value(Workspace::has_unsaved);
            self.leave(if is_saved { Left::Saved } else { Left::Unsaved });
        });
    }

    /// Writes nothing from here on: what is stored belongs to a later version of the app.
    fn leave(self, left: Left) {
        storage::leave();
        self.journal.set_value(Connection::Newer);
        self.is_ready.set(true);
        self.update(|workspace| workspace.refuse_opening(Failure::Newer));
        self.show();
        if left == Left::Unsaved {
            self.saved.set(Saved::Not(SaveError::Newer));
        } else {
            self.say_how_saved();
        }
        self.left.set(Some(left));
        // Not the button: whoever is typing would press it with the next space.
        page::focus_in(".left");
    }

    pub(super) fn journal(self) -> Option<Rc<Journal>> {
        self.journal.with_value(|connection| match connection {
            Connection::Open(journal) => Some(journal.clone()),
            Connection::Opening | Connection::Lost | Connection::Newer => None,
        })
    }

    /// Saves everything that is not stored yet; what cannot be stored now is tried
    /// again with the next change.
    pub fn save(self) {
        let now = clock::now();
        let is_left = self.left.with_untracked(Option::is_some);
        if is_left || self.peek(|_| ()).is_none() {
            return;
        }
        let news = self.update(|workspace| workspace.catch_up(&LocalStore));
        self.follow_news(news.unwrap_or(News::Nothing));
        self.follow_saving(self.update(|workspace| workspace.save(&LocalStore, &now)));
        // The others hear of what the journal gets. Without one they are told here.
        if self.journal().is_none()
            && let Some(id) = self.peek(|open| open.assessment.id.clone())
        {
            self.tell_tabs(&id);
        }
    }

    /// The same, where something is left that is not stored.
    pub(super) fn save_rest(self) {
        if self.peek(Document::is_unsaved) == Some(true) {
            self.save();
        }
    }

    /// Goes on with the journal when the storage has taken a change, or has not.
    pub(super) fn follow_saving(self, stored: Option<Result<(), SaveError>>) {
        let Some(stored) = stored else { return };
        self.stored.set_value(stored);
        // What must not be written into the storage has no place in the journal.
        if !stored.is_err_and(SaveError::is_final) {
            self.journal_edits();
        }
        self.say_how_saved();
    }

    /// Writes into the journal what is not there yet. One transaction at a time: what
    /// changes meanwhile goes with the next one, all of it.
    pub(super) fn journal_edits(self) {
        if self.peek(Document::is_on_the_way) != Some(true) {
            self.journal_now();
        }
    }

    /// Writes into the journal what is not there yet, without waiting for what is on
    /// the way: the document is about to leave.
    pub(super) fn journal_now(self) {
        let Some(journal) = self.journal() else { return };
        let Some(edit) = self.update(Workspace::journal_edit).flatten() else { return };
        leptos::task::spawn_local(async move {
            let id = edit.id.clone();
            let written = journal.write(&edit).await;
            let news = self.update(|workspace| workspace.journaled(edit, written.as_ref().ok()));
            self.tell_tabs(&id);
            self.follow_news(news.unwrap_or(News::Nothing));
            if self.peek(Document::has_missed) == Some(true) {
                self.hear_of(&id);
            } else {
                self.save_rest();
            }
            // What failed is tried again with the next change. What has changed meanwhile
            // goes on its way before anything is said of it.
            if written.is_ok() {
                self.journal_edits();
            }
            self.say_how_saved();
        });
    }

    /// Says "saved" of what is stored or in the journal, and of nothing else.
    pub(super) fn say_how_saved(self) {
        let stored = self.stored.get_value();
        let journal = self.peek(|open| (open.is_on_the_way(), open.is_unjournaled()));
        let at = |kept| Saved::At(clock::time_of_day(), kept);
        match (stored, journal) {
            (_, None) => {}
            (Err(error), _) if error.is_final() => self.is_not_saved(error),
            (_, Some((true, _))) => self.saved.set(Saved::Saving),
            (Ok(()), Some((false, false))) => self.saved.set(at(Kept::Both)),
            (Ok(()), Some((false, true))) => self.saved.set(at(Kept::StorageAlone)),
            (Err(_), Some((false, false))) => self.saved.set(at(Kept::JournalAlone)),
            (Err(error), Some((false, true))) => self.is_not_saved(error),
        }
    }

    /// Stores the open document again, although it was deleted elsewhere.
    pub fn store_again(self) {
        self.update(Workspace::store_again);
        self.save();
    }

    pub(super) fn is_not_saved(self, error: SaveError) {
        let is_said =
            matches!(self.saved.get_untracked(), Saved::Not(before) if before.is_alike(error));
        // That it was deleted is said with the way to store it again.
        if !is_said && error != SaveError::Deleted {
            self.notify(reports::of_saving(error), true);
        }
        self.saved.set(Saved::Not(error));
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
                self.save_rest();
                self.journal_now();
            });
            on_cleanup(move || handle.remove());
        }
    }
}
