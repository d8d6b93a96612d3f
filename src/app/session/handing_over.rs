//! Bundles: made by another module, which is loaded when the first document opens.

use std::rc::Rc;

use exready::{
    assessment::AssessmentId,
    bundle::{self, Notes},
    keeping::{self, Document, Seal},
    words,
};
use futures_util::lock::Mutex;
use leptos::prelude::*;

use super::Session;
use crate::app::browser::{files, modules};

thread_local! {
    /// Bundles are made one after the other: the next one has the salts of the last.
    static SEALING: Rc<Mutex<()>> = Rc::default();
}

impl Session {
    /// Loads what makes bundles before it is needed: a download is the way out when
    /// nothing else works any more.
    pub(super) fn prepare_handing_over() {
        // Who needs it tries again, and says so.
        let _ = modules::prepare();
    }

    /// Offers the bundle of the open assessment as a download.
    pub fn download(self, notes: Notes) {
        leptos::task::spawn_local(async move {
            let name = self.peek(|open| bundle::file_name(&open.assessment)).unwrap_or_default();
            let seal = self.seal(notes).await;
            self.offer(&name, seal);
        });
    }

    /// The bundle of the open assessment, or in words why there is none.
    async fn seal(self, notes: Notes) -> Result<Seal, String> {
        let id = self.peek(|open| open.assessment.id.clone());
        let is_its = |open: &Document| Some(&open.assessment.id) == id.as_ref();
        let sealing = SEALING.with(Rc::clone);
        let _turn = sealing.lock().await;
        let document = self.peek(|open| {
            is_its(open).then(|| keeping::to_seal(&open.assessment, &open.envelope, notes))
        });
        let document = document.flatten().ok_or_else(|| words::hand_over::not_offered().to_owned());
        let document = document?.map_err(|_| modules::Failure::OtherVersion)?;
        let seal = modules::seal(&document).await?;
        // What has changed meanwhile takes none of its salts.
        if self.peek(is_its) == Some(true) {
            self.update(|workspace| workspace.seal(&seal));
            // A digest that somebody has seen is that of the file also after a reload.
            self.save_rest();
        }
        Ok(seal)
    }

    /// The size of the bundle in bytes and its digest, made anew after each change;
    /// `None` until it is made.
    pub fn sealed(self, notes: impl Fn() -> Notes + 'static) -> RwSignal<Option<(u64, String)>> {
        let shown = RwSignal::new(None);
        Effect::new(move |_| {
            self.moves.track();
            let notes = notes();
            leptos::task::spawn_local(async move {
                match self.seal(notes).await {
                    // The screen may be gone by now.
                    Ok(seal) => drop(shown.try_set(Some((seal.text.len() as u64, seal.digest)))),
                    Err(reason) => self.notify(&reason, true),
                }
            });
        });
        shown
    }

    /// Offers the bundle of an assessment in this browser as a download.
    pub fn download_of(self, id: &AssessmentId) {
        let id = id.clone();
        leptos::task::spawn_local(async move {
            let Ok(Some((assessment, envelope))) = self.here(&id).await else { return };
            let seal = match keeping::to_seal(&assessment, &envelope, Notes::Go) {
                Ok(document) => modules::seal(&document).await,
                Err(_) => Err(modules::Failure::OtherVersion),
            };
            self.offer(&bundle::file_name(&assessment), seal.map_err(String::from));
        });
    }

    fn offer(self, name: &str, seal: Result<Seal, String>) {
        let seal = match seal {
            Ok(seal) => seal,
            Err(reason) => return self.notify(&reason, true),
        };
        if let Some(refusal) = &seal.refusal {
            self.notify(refusal, true);
        }
        if files::offer(name, "application/json", seal.text.as_bytes()).is_err() {
            self.notify(words::hand_over::not_offered(), true);
        }
    }
}
