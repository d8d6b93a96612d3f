//! Bundles: made by another module, which is loaded when the first document opens.

use exready::{
    assessment::AssessmentId,
    bundle::{self, Notes},
    keeping::Seal,
    words,
};
use leptos::prelude::*;

use super::Session;
use crate::app::browser::{files, modules};

impl Session {
    /// Loads what makes bundles before it is needed: a download is the way out when
    /// nothing else works any more.
    pub(super) fn prepare_handing_over() {
        leptos::task::spawn_local(async {
            // Who needs it tries again, and says so.
            let _ = modules::exports().await;
        });
    }

    /// Offers the bundle of the open assessment as a download.
    pub fn download(self, notes: Notes) {
        leptos::task::spawn_local(async move {
            let seal = self.seal(notes).await;
            let name = self.peek(|open| bundle::file_name(&open.assessment)).unwrap_or_default();
            self.offer(&name, seal);
        });
    }

    /// The bundle of the open assessment, or in words why there is none.
    async fn seal(self, notes: Notes) -> Result<Seal, String> {
        let exports = modules::exports().await?;
        let seal = self.peek(|open| exports.seal(&open.assessment, &open.envelope, notes));
        let seal = seal.ok_or_else(|| words::hand_over::not_offered().to_owned())??;
        self.update(|workspace| workspace.seal(&seal));
        // A digest that somebody has seen is that of the file also after a reload.
        self.save_rest();
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
            let seal = match modules::exports().await {
                Ok(exports) => exports.seal(&assessment, &envelope, Notes::Go),
                Err(failure) => Err(failure),
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
