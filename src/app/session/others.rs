//! The other tabs: what they change is shown here, and one's own steps stay one's
//! own.

use exready::{
    assessment::{AssessmentId, Contested, Direction},
    keeping::{News, SaveError, Stepped, Workspace},
    words,
};
use leptos::prelude::*;

use super::Session;
use crate::app::browser::{
    clock,
    storage::{self, LocalStore},
};

impl Session {
    pub(super) fn tell_tabs(self, id: &AssessmentId) {
        self.tabs.with_value(|tabs| {
            if let Some(tabs) = tabs {
                tabs.tell(id);
            }
        });
    }

    /// Another tab has written this document.
    pub(super) fn hear_of(self, id: &AssessmentId) {
        storage::recount();
        // What a later version writes is not for this one to read.
        if self.left.with_untracked(Option::is_some) {
            return;
        }
        let read = self.peek(|open| (open.assessment.id == *id).then(|| open.last_read()));
        let Some(read) = read.flatten() else { return };
        let (Some(journal), Some(read)) = (self.journal(), read) else {
            let news = self.update(|workspace| workspace.reread(&LocalStore));
            self.follow_news(news.unwrap_or(News::Nothing));
            return;
        };
        let id = id.clone();
        leptos::task::spawn_local(async move {
            let Ok(entries) = journal.since(&id, read).await else { return };
            let is_open = self.peek(|open| open.assessment.id == id) == Some(true);
            if is_open && let Some(news) = self.update(|workspace| workspace.receive(&entries)) {
                self.follow_news(news);
                // A tab without a journal tells of what is in the storage alone.
                let news = self.update(|workspace| workspace.catch_up(&LocalStore));
                self.follow_news(news.unwrap_or(News::Nothing));
                self.save_rest();
            }
        });
    }

    /// Makes the screens follow what another tab has done.
    pub(super) fn follow_news(self, news: News) {
        match news {
            News::Nothing => {}
            News::Moved { moved, replaced } => {
                self.draw(moved);
                self.note_replaced(replaced);
            }
            News::Replaced => {
                self.update(Workspace::reopen);
                self.show();
                self.read_and_show();
                self.notify(words::tabs::reloaded(), false);
            }
            News::Deleted => {
                self.stored.set_value(Err(SaveError::Deleted));
                self.say_how_saved();
            }
        }
    }

    fn note_replaced(self, replaced: Vec<Contested>) {
        if replaced.is_empty() {
            return;
        }
        self.replaced.update(|all| {
            for contested in replaced {
                // Of a field that is typed into letter by letter: what was here first,
                // and what stands there now.
                let is_same = |other: &&mut Contested| {
                    other.record == contested.record && other.field == contested.field
                };
                match all.iter_mut().find(is_same) {
                    Some(other) => other.theirs = contested.theirs,
                    None => all.push(contested),
                }
            }
        });
    }

    /// Puts back what another tab has replaced.
    pub fn put_back(self, contested: &Contested) {
        self.dismiss_replaced(contested);
        let command = self.peek(|open| contested.use_mine(&open.assessment)).flatten();
        if let Some(command) = command
            && let Err(reason) = self.dispatch(command)
        {
            self.notify(&reason.to_string(), true);
        }
    }

    /// Leaves what another tab has put in the place of what was entered here.
    pub fn dismiss_replaced(self, contested: &Contested) {
        self.replaced.update(|all| all.retain(|other| other != contested));
    }

    /// Takes the last step back, or the last undo. With `force` also where another tab
    /// has changed the same since.
    pub fn step(self, direction: Direction, force: bool) {
        if self.left.with_untracked(Option::is_some) {
            return;
        }
        self.contested.set(None);
        let stepped = self.update(|workspace| workspace.step(direction, force, &clock::now()));
        match stepped.flatten() {
            None => {}
            Some(Stepped::Done(moved)) => self.follow(moved),
            Some(Stepped::Contested(fields)) => self.contested.set(Some((direction, fields))),
            Some(Stepped::Impossible(reason)) => {
                self.notify(&words::tabs::impossible(&reason.to_string()), true);
                self.moves.all();
            }
        }
    }

    /// Leaves what another tab has put there: the step is not taken.
    pub fn keep_theirs(self) {
        let contested = self.contested.get_untracked();
        self.contested.set(None);
        if let Some((direction, _)) = contested {
            self.update(|workspace| workspace.forget_step(direction));
            self.moves.all();
        }
    }
}
