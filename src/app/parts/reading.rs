//! The file that is being read: what takes long shows how it stands, and can be
//! cancelled.

use std::time::Duration;

use exready::words;
use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;

use crate::app::browser::{files, page};

/// Files that are read in less are not spoken of.
const SHORT: Duration = Duration::from_millis(200);

/// Reads files one at a time for a place of a screen. It ends with that.
#[derive(Clone, Copy)]
pub struct Reading {
    /// How to cancel what is being read.
    under_way: StoredValue<Option<AbortHandle>, LocalStorage>,
    /// The name and the size of the file, once it takes long.
    shown: RwSignal<Option<(String, u64)>>,
    /// The name of the file that was cancelled last.
    cancelled: RwSignal<Option<String>>,
}

impl Reading {
    /// Nothing is being read.
    pub fn new() -> Self {
        let under_way = StoredValue::new_local(None::<AbortHandle>);
        on_cleanup(move || {
            under_way.try_update_value(|under_way| under_way.take().map(|handle| handle.abort()));
        });
        Self { under_way, shown: RwSignal::new(None), cancelled: RwSignal::new(None) }
    }

    /// Reads a file, and no other one any more: `read` is what reads it, `then` goes on
    /// with what comes of it.
    pub fn begin<T: 'static>(
        self,
        file: &files::File,
        read: impl Future<Output = T> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        self.end();
        self.cancelled.set(None);
        let (read, handle) = abortable(read);
        self.under_way.set_value(Some(handle.clone()));
        let about = (file.name(), files::size(file));
        let is_over = handle.clone();
        let speak = move || {
            if !is_over.is_aborted() {
                self.shown.try_set(Some(about));
            }
        };
        set_timeout(speak, SHORT);
        leptos::task::spawn_local(async move {
            if let Ok(outcome) = read.await {
                // The line about it does not come any more.
                handle.abort();
                self.shown.set(None);
                then(outcome);
            }
        });
    }

    /// Stops reading.
    fn end(self) {
        if let Some(Some(handle)) = self.under_way.try_update_value(Option::take) {
            handle.abort();
        }
        self.shown.set(None);
    }

    /// The line about the file that is being read.
    pub fn view(self) -> AnyView {
        let cancel = move |_| {
            self.cancelled.set(self.shown.get_untracked().map(|(name, _)| name));
            self.end();
            // The button is gone: on with the file that was meant.
            page::focus_in("main input[type=file]");
        };
        let is_shown = move || self.shown.with(Option::is_some);
        let said = move || {
            self.shown.with(|shown| match shown {
                Some((name, size)) => words::reading::reading(name, &words::file_size(*size)),
                None => self.cancelled.with(|name| {
                    name.as_deref().map_or_else(String::new, words::reading::cancelled)
                }),
            })
        };
        view! {
            <div class="file-reading" class:under-way=is_shown>
                <p role="status" class:unseen=move || !is_shown()>{said}</p>
                {move || is_shown().then(|| view! {
                    <progress aria-label=words::reading::progress()></progress>
                    <button type="button" class="button" on:click=cancel>{words::app::cancel()}</button>
                }.into_any())}
            </div>
        }
        .into_any()
    }
}
