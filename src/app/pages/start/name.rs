//! The name that stands for "mine" in this browser.

use exready::words;
use leptos::prelude::*;

use crate::app::session::session;

/// The field for the name. What is typed is kept at once.
#[component]
pub fn Name() -> impl IntoView {
    let session = session();
    let text = RwSignal::new(session.me.get_untracked());
    let error = RwSignal::new(String::new());
    // Another tab may say another name; a space at the end is typed, not kept.
    Effect::new(move |_| {
        session.me.with(|me| {
            if text.with_untracked(|text| text.trim() != me) {
                text.set(me.clone());
                error.set(String::new());
            }
        });
    });
    let input = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        error.set(session.set_me(&typed).err().unwrap_or_default());
        text.set(typed);
    };
    view! {
        <div class="field own-name">
            <label for="own-name">{words::me::name()}</label>
            <input id="own-name" type="text" dir="auto" autocomplete="name" aria-describedby="own-name-hint own-name-error"
                aria-invalid=move || error.with(|error| !error.is_empty()).then_some("true")
                prop:value=move || text.get() on:input=input />
            <p class="hint" id="own-name-hint">{words::me::hint()}</p>
            <p class="error" id="own-name-error">{move || error.get()}</p>
        </div>
    }
}
