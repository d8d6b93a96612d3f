//! The open assessment: the only way for a screen to read or change it. Every
//! change is stored at once, record by record.

use exready::{
    assessment::{
        Answer, Assessment, AssessmentId, CarriedOver, Change, Command, Date, EvidenceId,
        EvidenceItem, History, RecordKey, Rejected, stored,
    },
    bundle::{self, Kept},
    catalogue::{EARLIER, RequirementKey},
    order,
    results::{self, Reach, Results, progress::ProgressPoint},
    words,
};
use leptos::prelude::*;

use super::{
    browser::{
        clock, files, page,
        storage::{self, Trouble},
    },
    moves::Moves,
    progress,
    saving::{self, Saved},
};

/// The open assessment with everything that hangs on it.
pub struct Open {
    /// What the user entered.
    pub assessment: Assessment,
    /// What follows from it.
    pub results: Results,
    history: History,
    kept: Kept,
    /// The records that are not stored yet.
    unsaved: Vec<RecordKey>,
    /// Whether the unknown fields of the bundle it came from are not stored yet.
    is_kept_unsaved: bool,
    /// Whether nothing of it is stored: then it is stored whole or not at all, so
    /// that no part of it is ever taken for all of it.
    is_new: bool,
    /// The figures that were kept last, with their day.
    progress: Option<(Date, ProgressPoint)>,
}

impl Open {
    /// An assessment as it is stored.
    fn stored(assessment: Assessment, kept: Kept) -> Self {
        let results = results::score(&assessment);
        let history = History::default();
        let unsaved = Vec::new();
        Self {
            assessment,
            results,
            history,
            kept,
            unsaved,
            is_kept_unsaved: false,
            is_new: false,
            progress: None,
        }
    }

    /// An assessment of which nothing is stored.
    fn unstored(assessment: Assessment, kept: Kept) -> Self {
        let unsaved = stored::keys(&assessment);
        Self { unsaved, is_kept_unsaved: true, is_new: true, ..Self::stored(assessment, kept) }
    }

    fn store_records(&mut self) -> Result<(), Trouble> {
        saving::store(&self.assessment, &mut self.unsaved)?;
        if self.is_kept_unsaved {
            saving::store_kept(&self.assessment.id, &self.kept)?;
            self.is_kept_unsaved = false;
        }
        Ok(())
    }

    fn is_unsaved(&self) -> bool {
        !self.unsaved.is_empty() || self.is_kept_unsaved
    }

    fn store(&mut self) -> Result<(), Trouble> {
        let outcome = self.store_records();
        if outcome.is_err() && self.is_new {
            storage::remove(&self.assessment.id);
            self.unsaved = stored::keys(&self.assessment);
            self.is_kept_unsaved = true;
        }
        outcome?;
        self.is_new = false;
        progress::keep(&self.assessment.id, &self.results, &mut self.progress);
        Ok(())
    }
}

/// A message that stays until it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub is_trouble: bool,
}

/// Signals over the open assessment. Made once, at the root.
#[derive(Clone, Copy)]
pub struct Session {
    open: StoredValue<Option<Open>, LocalStorage>,
    /// Assessments that could not be stored before another one was opened.
    parked: StoredValue<Vec<Open>, LocalStorage>,
    moves: Moves,
    /// How things stand with storing.
    pub saved: RwSignal<Saved>,
    /// Messages, oldest first.
    pub notices: RwSignal<Vec<Notice>>,
}

impl Session {
    /// No assessment is open.
    pub fn new() -> Self {
        let session = Self {
            open: StoredValue::new_local(None),
            parked: StoredValue::new_local(Vec::new()),
            moves: Moves::new(),
            saved: RwSignal::new(Saved::Unchanged),
            notices: RwSignal::new(Vec::new()),
        };
        if !storage::is_lent() {
            session.saved.set(Saved::Not(Trouble::Denied));
            session.notify(words::storage::denied(), true);
        }
        session
    }

    /// Reads the open assessment and is called again whenever it changes;
    /// `None` if none is open.
    pub fn read<T>(self, read: impl FnOnce(&Open) -> T) -> Option<T> {
        self.moves.track();
        self.peek(read)
    }

    /// Like [`read`](Self::read), for what hangs neither on answers nor on evidence.
    pub fn read_beside<T>(self, read: impl FnOnce(&Open) -> T) -> Option<T> {
        self.moves.track_beside();
        self.peek(read)
    }

    /// Like [`read`](Self::read), for what hangs on these requirements alone:
    /// called again when their answers, their evidence or their results move.
    pub fn read_rows<T>(
        self,
        keys: impl Iterator<Item = RequirementKey>,
        read: impl FnOnce(&Open) -> T,
    ) -> Option<T> {
        self.moves.track_rows(keys);
        self.peek(read)
    }

    /// Like [`read`](Self::read), for a text on the screen: empty if none is open.
    pub fn text(self, read: impl FnOnce(&Open) -> String) -> String {
        self.read(read).unwrap_or_default()
    }

    /// Like [`read_rows`](Self::read_rows), for the answer to one requirement: an
    /// empty one if it was never answered.
    pub fn answer<T>(self, key: RequirementKey, read: impl FnOnce(&Answer) -> T) -> T {
        self.moves.track_rows(std::iter::once(key));
        self.open.with_value(|open| {
            match open.as_ref().and_then(|open| open.assessment.answers.get(key)) {
                Some(answer) => read(answer),
                None => read(&Answer::default()),
            }
        })
    }

    /// Like [`read`](Self::read), for one evidence item: an empty one if it is gone.
    pub fn evidence<T>(self, id: &EvidenceId, read: impl FnOnce(&EvidenceItem) -> T) -> T {
        self.moves.track();
        self.open.with_value(|open| {
            match open.as_ref().and_then(|open| open.assessment.evidence.get(id)) {
                Some(item) => read(item),
                None => read(&EvidenceItem::default()),
            }
        })
    }

    /// Reads the open assessment once.
    pub fn peek<T>(self, read: impl FnOnce(&Open) -> T) -> Option<T> {
        self.open.with_value(|open| open.as_ref().map(read))
    }

    /// Opens the assessment of this id, unless it is open. `false` if there is none.
    pub fn open(self, id: &AssessmentId) -> bool {
        if self.peek(|open| open.assessment.id == *id) == Some(true) {
            return true;
        }
        if let Some(parked) = self.unpark(id) {
            self.show(parked);
            return true;
        }
        let texts = storage::texts(id);
        if texts.is_empty() {
            return false;
        }
        let records = texts.iter().filter(|(name, _)| !storage::is_beside(name));
        let records = records.map(|(name, text)| (name.as_str(), text.as_str()));
        let loaded = stored::load(id.clone(), records, EARLIER, &clock::now());
        for name in &loaded.unreadable {
            if let Some((_, text)) = texts.iter().find(|(stored, _)| stored == name) {
                // No room for a copy: the user takes it, before it is overwritten.
                if storage::set_aside(id, name, text).is_err() {
                    let _ = files::offer("exready-unreadable.txt", "text/plain", text.as_bytes());
                }
            }
        }
        if !loaded.unreadable.is_empty() {
            self.notify(&words::storage::unreadable(&loaded.unreadable.join(", ")), true);
        }
        if !loaded.lost_links.is_empty() {
            let ids: Vec<&str> = loaded.lost_links.iter().map(|key| key.id()).collect();
            self.notify(&words::storage::lost_links(&ids.join(", ")), true);
        }
        let kept = storage::kept(&texts);
        if loaded.carried_over.is_empty() {
            self.show(Open::stored(loaded.assessment, kept));
            return true;
        }
        self.notify_carried_over(&loaded.carried_over);
        // Its earlier edition is stored: what finds no room leaves that in place.
        self.show(Open { is_new: false, ..Open::unstored(loaded.assessment, kept) });
        self.save();
        if self.peek(Open::is_unsaved) == Some(false) {
            for name in &loaded.stale {
                let _ = storage::put(id, name, None);
            }
        }
        true
    }

    /// Opens an assessment that is not stored yet, and stores it whole.
    pub fn adopt(self, assessment: Assessment, kept: Kept) {
        self.show(Open::unstored(assessment, kept));
        self.save();
    }

    /// Opens an assessment in place of the stored one of the same id. If it
    /// cannot be stored whole, the stored one stays as it was; `false` then.
    pub fn replace(self, assessment: Assessment, kept: Kept) -> bool {
        let id = assessment.id.clone();
        let before = storage::texts(&id);
        storage::remove(&id);
        let mut open = Open::unstored(assessment, kept);
        // How it got here remains, whichever version of it is shown.
        let history = before.iter().filter(|(name, _)| name.starts_with(storage::PROGRESS));
        let mut outcome = open.store();
        for (name, text) in history {
            outcome = outcome.and_then(|()| storage::put(&id, name, Some(text)));
        }
        if outcome.is_err() && !before.is_empty() {
            storage::remove(&id);
            for (name, text) in &before {
                // There was room for it a moment ago.
                let _ = storage::put(&id, name, Some(text));
            }
            return false;
        }
        self.close(&id);
        self.show(open);
        self.save();
        true
    }

    /// Shows another assessment. The one shown before is parked if something
    /// of it is not stored.
    fn show(self, next: Open) {
        self.warn_of_days(&next.assessment);
        let before = self.open.try_update_value(|open| open.replace(next)).flatten();
        if let Some(before) = before
            && before.is_unsaved()
        {
            self.parked.update_value(|parked| parked.push(before));
        }
        if !matches!(self.saved.get_untracked(), Saved::Not(_)) {
            self.saved.set(Saved::Unchanged);
        }
        self.moves.all();
    }

    /// Says so if the days of an assessment cannot be: the day of its last change
    /// decides what counts as evidence (ML-4).
    fn warn_of_days(self, assessment: &Assessment) {
        let (begun, changed) = (assessment.created.day(), assessment.modified.day());
        let Some(today) = clock::today() else { return };
        if changed > today.as_str() || assessment.created > assessment.modified {
            self.notify(&words::start::odd_days(begun, changed, today.as_str()), true);
        }
    }

    fn unpark(self, id: &AssessmentId) -> Option<Open> {
        self.parked
            .try_update_value(|parked| {
                let index = parked.iter().position(|open| open.assessment.id == *id)?;
                Some(parked.swap_remove(index))
            })
            .flatten()
    }

    /// The assessments that are held in memory: the open one and the parked ones.
    pub fn held(self) -> Vec<(Assessment, Kept)> {
        let held = |open: &Open| (open.assessment.clone(), open.kept.clone());
        let mut all = self.parked.with_value(|parked| parked.iter().map(held).collect::<Vec<_>>());
        all.extend(self.peek(held));
        all
    }

    /// Whether something entered is not stored.
    fn has_unsaved(self) -> bool {
        self.peek(Open::is_unsaved) == Some(true) || !self.parked.with_value(Vec::is_empty)
    }

    /// Carries out a command and stores what it moved.
    ///
    /// # Errors
    /// [`Rejected`] says why not; nothing was changed then.
    pub fn dispatch(self, command: Command) -> Result<(), Rejected> {
        self.change(|open, now| open.history.apply(&mut open.assessment, command, now).map(Some))
    }

    /// Takes the last step back.
    pub fn undo(self) {
        let _ = self.change(|open, now| Ok(open.history.undo(&mut open.assessment, now)));
    }

    /// Takes the last undo back.
    pub fn redo(self) {
        let _ = self.change(|open, now| Ok(open.history.redo(&mut open.assessment, now)));
    }

    /// Ends a run of typing.
    pub fn settle(self) {
        self.open.update_value(|open| {
            if let Some(open) = open {
                open.history.settle();
            }
        });
    }

    /// Whether there is something to undo, and to redo.
    pub fn steps(self) -> (bool, bool) {
        self.read(|open| (open.history.can_undo(), open.history.can_redo())).unwrap_or_default()
    }

    fn change(
        self,
        change: impl FnOnce(
            &mut Open,
            &exready::assessment::Timestamp,
        ) -> Result<Option<Change>, Rejected>,
    ) -> Result<(), Rejected> {
        let now = clock::now();
        let moved = self.open.try_update_value(|open| {
            let Some(open) = open else { return Ok(None) };
            let Some(change) = change(open, &now)? else { return Ok(None) };
            if change.before.is_empty() {
                return Ok(None);
            }
            change.records().for_each(|record| order::add(&mut open.unsaved, record));
            // What is found across requirements may leave one, or come to it.
            let mut rows: Vec<RequirementKey> = open.results.rows_found().collect();
            let reach = open.results.follow(&open.assessment, &change);
            rows.extend(open.results.rows_found());
            rows.extend(&change.requirements);
            Ok(Some((reach, change.is_of_answers(), rows)))
        });
        if let Some((reach, is_of_answers, rows)) = moved.unwrap_or(Ok(None))? {
            self.save();
            match reach {
                Reach::Everything => self.moves.all(),
                Reach::Requirements => {
                    if !is_of_answers {
                        self.moves.beside();
                    }
                    self.moves.rows(rows.into_iter());
                }
            }
        }
        Ok(())
    }

    /// Stores every record that is not stored yet; what cannot be stored now
    /// is tried again with the next change.
    pub fn save(self) {
        let outcome = self.open.try_update_value(|open| open.as_mut().map(Open::store)).flatten();
        match outcome {
            None => {}
            Some(Ok(())) => self.saved.set(Saved::At(clock::time_of_day())),
            Some(Err(trouble)) => {
                if self.saved.get_untracked() != Saved::Not(trouble) {
                    self.notify(
                        match trouble {
                            Trouble::Denied => words::storage::denied(),
                            Trouble::Full => words::storage::full(),
                        },
                        true,
                    );
                }
                self.saved.set(Saved::Not(trouble));
            }
        }
    }

    /// Offers the bundle of the open assessment as a download.
    pub fn download(self) {
        let offered = self.peek(|open| {
            let sealed = bundle::write(&open.assessment, &open.kept).ok()?;
            if let Some(refusal) = sealed.refusal() {
                self.notify(&refusal.to_string(), true);
            }
            files::offer(&bundle::file_name(&open.assessment), "application/json", &sealed.bytes)
                .ok()
        });
        if offered == Some(None) {
            self.notify(words::hand_over::not_offered(), true);
        }
    }

    /// The bundle of the open assessment.
    pub fn sealed(self) -> Option<bundle::Sealed> {
        self.read(|open| bundle::write(&open.assessment, &open.kept).ok()).flatten()
    }

    /// Forgets the assessment of this id, if it is held in memory.
    pub fn close(self, id: &AssessmentId) {
        self.unpark(id);
        if self.peek(|open| open.assessment.id == *id) == Some(true) {
            self.open.set_value(None);
            self.moves.all();
        }
    }

    /// Says what has changed with the editions that an assessment is carried over to.
    pub fn notify_carried_over(self, carried_over: &[CarriedOver]) {
        for of in carried_over {
            let part = of.part.part();
            let mut text = words::edition::carried_over(part.standard, of.edition, part.edition);
            let renamed: Vec<String> =
                of.renamed.iter().map(|(was, now)| [was.as_str(), " → ", now].concat()).collect();
            let added: Vec<String> = of.added.iter().map(|id| (*id).to_owned()).collect();
            let mut add = |say: fn(&str) -> String, ids: &[String]| {
                if !ids.is_empty() {
                    text.push(' ');
                    text.push_str(&say(&ids.join(words::list::comma())));
                }
            };
            add(words::edition::asked_again, &of.asked_again);
            add(words::edition::added, &added);
            add(words::edition::renamed, &renamed);
            add(words::edition::set_aside, &of.set_aside);
            add(words::edition::left_out, &of.left_out);
            self.notify(&text, false);
        }
    }

    /// Adds a message.
    pub fn notify(self, text: &str, is_trouble: bool) {
        self.notices.update(|notices| {
            let notice = Notice { text: text.to_owned(), is_trouble };
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        });
    }

    /// Tries once more to store when the page is hidden or left, and asks
    /// before it is closed while something is not stored.
    pub fn keep_safe_when_hidden(self) {
        let handle = window_event_listener(leptos::ev::beforeunload, move |event| {
            if self.has_unsaved() {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
        for event in ["pagehide", "visibilitychange"] {
            let handle = window_event_listener_untyped(event, move |_| {
                if self.peek(Open::is_unsaved) == Some(true) {
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
