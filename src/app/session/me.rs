//! Who works in this browser: a name that stands for "mine", and for the author of
//! what one adds. It goes into a document only as an owner or an author.

use exready::{
    assessment::{LINE_MAX, Rejected},
    keeping::{NAME, Store as _},
    text::says_same,
};
use leptos::prelude::*;

use super::Session;
use crate::app::{browser::storage::LocalStore, reports};

/// The name that is stored.
pub(super) fn stored() -> String {
    let name = LocalStore.get(NAME).ok().flatten().unwrap_or_default();
    // Another program may have put anything there.
    if name.chars().count() > LINE_MAX { String::new() } else { name }
}

impl Session {
    /// Sets the name; an empty one takes it away.
    ///
    /// # Errors
    /// In words, why it is not kept.
    pub fn set_me(self, name: &str) -> Result<(), String> {
        let name = name.trim();
        if name.chars().count() > LINE_MAX {
            return Err(Rejected::TooLong(LINE_MAX).to_string());
        }
        // Where there is no storage, it lasts as long as the page.
        self.me.set(name.to_owned());
        let stored =
            if name.is_empty() { LocalStore.remove(NAME) } else { LocalStore.put(NAME, name) };
        stored.map_err(|error| reports::of_saving(error.into()).to_owned())
    }

    /// Whether this owner is who works here.
    pub fn is_mine(self, owner: &str) -> bool {
        self.me.with(|me| !me.is_empty() && says_same(me, owner))
    }

    /// Follows what another tab says.
    pub fn follow_me(self) {
        let handle = window_event_listener_untyped("storage", move |_| {
            let name = stored();
            if self.me.with_untracked(|me| *me != name) {
                self.me.set(name);
            }
        });
        on_cleanup(move || handle.remove());
    }
}
