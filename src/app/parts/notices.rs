//! Messages that stay until they are read.

use exready::{keeping::Document, words};
use leptos::prelude::*;

use crate::app::{reports, session::session};

/// The messages above the screen.
#[component]
pub fn Notices() -> impl IntoView {
    let session = session();
    let notices = session.notices;
    let lost = Memo::new(move |_| session.read_beside(Document::lost).flatten());
    view! {
        <div class="notices" aria-live="polite">
            {move || lost.get().map(|missing| view! {
                <div class="notice trouble">
                    <p>{reports::of_loss(&missing)}</p>
                    <button type="button" class="button quiet" on:click=move |_| session.accept_loss()>{words::storage::lost_resolved()}</button>
                </div>
            }.into_any())}
            {move || notices.get().into_iter().enumerate().map(|(index, notice)| view! {
                <div class="notice" class:trouble=notice.is_trouble>
                    <p>{notice.text}</p>
                    <button type="button" class="button quiet" on:click=move |_| notices.update(|notices| {
                        if index < notices.len() {
                            notices.remove(index);
                        }
                    })>{words::app::dismiss()}</button>
                </div>
            }.into_any()).collect_view()}
        </div>
    }
}
