//! Restore points of the open document.

use exready::{
    assessment::{Assessment, AssessmentId, Command, Rejected},
    keeping::{Point, PointState, Reason, StoredEnvelope, is_point_due},
    words,
};
use leptos::prelude::*;

use super::Session;
use crate::app::browser::{clock, journal::NewPoint};

impl Session {
    /// The restore points of a document, the last one first; `None` where the browser
    /// lends no database to keep them in.
    pub async fn points(self, id: &AssessmentId) -> Option<Vec<Point>> {
        let mut points = self.journal()?.points(id).await.ok()?;
        points.reverse();
        Some(points)
    }

    /// Carries out a command, and keeps the state before it if it moved something.
    ///
    /// # Errors
    /// As [`dispatch`](Self::dispatch).
    pub fn dispatch_with_point(self, reason: Reason, command: Command) -> Result<(), Rejected> {
        let before = self.present_state();
        if self.carry_out(command)? {
            self.keep_state(before, reason);
        }
        Ok(())
    }

    fn keep_state(self, state: Option<(AssessmentId, PointState)>, reason: Reason) {
        let Some((id, state)) = state else { return };
        leptos::task::spawn_local(async move {
            let is_kept = self.add_point(id, state, reason, String::new()).await;
            if !is_kept && reason != Reason::Hourly {
                self.notify(words::points::not_made(), true);
            }
        });
    }

    /// Keeps the present state of the open document, under this name. Gives whether it is
    /// kept.
    pub async fn make_point(self, reason: Reason, name: String) -> bool {
        match self.present_state() {
            Some((id, state)) => self.add_point(id, state, reason, name).await,
            None => false,
        }
    }

    fn present_state(self) -> Option<(AssessmentId, PointState)> {
        let state = self.peek(|open| PointState::new(&open.assessment, &open.envelope))?.ok()?;
        Some((self.peek(|open| open.assessment.id.clone())?, state))
    }

    /// Keeps a state that is about to be replaced.
    pub async fn keep_point_of(self, assessment: &Assessment, envelope: &StoredEnvelope) -> bool {
        let Ok(state) = PointState::new(assessment, envelope) else { return false };
        self.add_point(assessment.id.clone(), state, Reason::Replace, String::new()).await
    }

    /// Keeps the state that the database held, where that of the storage was opened.
    pub(super) fn keep_superseded(self, state: PointState, is_unseen: bool) {
        let Some(id) = self.peek(|open| open.assessment.id.clone()) else { return };
        leptos::task::spawn_local(async move {
            let is_kept = self.add_point(id, state, Reason::Opening, String::new()).await;
            if is_kept && is_unseen {
                self.notify(words::points::superseded(), true);
            }
        });
    }

    /// Keeps what is in the trash of a document that is about to be opened from a file.
    /// Gives whether there is something.
    pub async fn keep_point_of_trash(self, id: &AssessmentId) -> bool {
        let Some(journal) = self.journal() else { return false };
        let journaled = journal.document(id).await.ok();
        match journaled.and_then(|journaled| journaled.trashed_state(id)) {
            Some(state) => self.add_point(id.clone(), state, Reason::Replace, String::new()).await,
            None => false,
        }
    }

    async fn add_point(
        self,
        id: AssessmentId,
        state: PointState,
        reason: Reason,
        name: String,
    ) -> bool {
        // Without a database there are none, and the screen of restore points says so.
        let Some(journal) = self.journal() else { return reason != Reason::Asked };
        let made = clock::seconds();
        self.last_point.set_value(Some(Some(made)));
        journal.add_point(&NewPoint { id, made, reason, name, state }).await.is_ok()
    }

    /// Keeps the present state if an hour of work has passed since the last one.
    pub(super) fn keep_hourly_point(self) {
        let last = self.last_point.get_value();
        if last.is_some_and(|last| is_point_due(last, clock::seconds())) {
            self.keep_state(self.present_state(), Reason::Hourly);
        }
    }

    /// The open document is new: its first hour begins.
    pub(super) fn begin_hour(self) {
        self.last_point.set_value(Some(Some(clock::seconds())));
    }

    /// Finds out when the last restore point was made.
    pub(super) fn ask_for_last_point(self) {
        let Some(id) = self.peek(|open| open.assessment.id.clone()) else { return };
        leptos::task::spawn_local(async move {
            let Some(points) = self.points(&id).await else { return };
            if self.peek(|open| open.assessment.id == id) == Some(true) {
                self.last_point.set_value(Some(points.first().map(|point| point.made)));
            }
        });
    }

    /// The state that a restore point of the open document keeps.
    ///
    /// # Errors
    /// In words, why it cannot be read.
    pub async fn state(self, point: u64) -> Result<Assessment, &'static str> {
        let journal = self.journal().ok_or(words::points::unreadable())?;
        let state = journal.state(point).await.ok().flatten();
        let id = self.peek(|open| open.assessment.id.clone());
        let state = state.zip(id).and_then(|(state, id)| state.assessment(&id, &clock::now()));
        state.ok_or(words::points::unreadable())
    }

    /// Makes the open document what it was at a restore point, as one step that can be
    /// undone.
    ///
    /// # Errors
    /// In words: nothing was changed then.
    pub async fn return_to(self, point: u64) -> Result<(), String> {
        let then = self.state(point).await?;
        if !self.make_point(Reason::Restore, String::new()).await {
            return Err(words::points::not_made().to_owned());
        }
        self.settle();
        let command = Command::Return(Box::new(then.content()));
        self.dispatch(command).map_err(|reason| reason.to_string())
    }

    /// Takes a restore point away.
    pub async fn remove_point(self, point: u64) {
        if let Some(journal) = self.journal()
            && journal.remove_point(point).await.is_err()
        {
            self.notify(words::points::not_removed(), true);
        }
    }
}
