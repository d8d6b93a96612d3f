//! The guidance, loaded part by part when it is first needed, and kept.

use std::{collections::BTreeMap, sync::Arc};

use exready::catalogue::{PartGuidance, PartId};
use leptos::prelude::*;

use super::browser::texts;

/// How things stand with the guidance of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Texts {
    /// On its way.
    Loading,
    /// There.
    Loaded(Arc<PartGuidance>),
    /// Its file could not be loaded.
    NotLoaded,
    /// Its file belongs to another version of the app.
    OtherVersion,
}

/// Signals over the guidance of all parts. Made once, at the root.
#[derive(Clone, Copy)]
pub struct Library {
    parts: RwSignal<BTreeMap<PartId, Texts>>,
}

impl Library {
    /// Nothing is loaded.
    pub fn new() -> Self {
        Self { parts: RwSignal::new(BTreeMap::new()) }
    }

    /// The guidance of a part as far as it is there.
    pub fn texts(self, part: PartId) -> Texts {
        self.parts.with(|parts| parts.get(&part).cloned()).unwrap_or(Texts::Loading)
    }

    /// Loads the guidance of a part, unless it is there or on its way.
    pub fn load(self, part: PartId) {
        let known = self.parts.with_untracked(|parts| parts.get(&part).cloned());
        if matches!(known, Some(Texts::Loading | Texts::Loaded(_))) {
            return;
        }
        let set = move |texts| self.parts.update(|parts| drop(parts.insert(part, texts)));
        set(Texts::Loading);
        leptos::task::spawn_local(async move {
            let file = texts::load(&format!("./catalogue/iec62443-{part}.json")).await;
            set(match file.map(|file| PartGuidance::read(part, &file)) {
                Some(Ok(guidance)) => Texts::Loaded(Arc::new(guidance)),
                Some(Err(_)) => Texts::OtherVersion,
                None => Texts::NotLoaded,
            });
        });
    }
}

/// The library of this app.
pub fn library() -> Library {
    expect_context::<Library>()
}
