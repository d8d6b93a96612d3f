//! Messages that stay until they are read.

use exready::words;
use leptos::prelude::*;

use crate::app::session::session;

/// The messages above the screen.
#[component]
pub fn Notices() -> impl IntoView {
    let notices = session().notices;
    view! {
        <div class="notices" aria-live="polite">
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
