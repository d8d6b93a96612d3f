//! Fields of text with label, hint and error.

use exready::{
    assessment::{Command, Rejected},
    words,
};
use leptos::prelude::*;

use crate::app::session::session;

/// What a field of text needs to know.
pub struct Setting {
    /// Unique on the screen.
    pub id: String,
    /// What it is called.
    pub label: &'static str,
    /// What belongs in it, or empty.
    pub hint: &'static str,
    /// Whether it holds running text.
    pub is_long: bool,
}

/// A field bound to the document: what stands in it is `value`, what is typed
/// becomes the command that `command` makes of it. What the command refuses, such
/// as a text that is too long, stays in the field with the reason beside it: a
/// `maxlength` would cut it in silence, and count in UTF-16.
#[component]
pub fn Field(
    setting: Setting,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] command: Callback<String, Command>,
) -> impl IntoView {
    let session = session();
    let error = RwSignal::new(None::<Rejected>);
    let Setting { id, label, hint, is_long } = setting;
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described = format!("{hint_id} {error_id}");
    let input = move |event: leptos::ev::Event| {
        let outcome = session.dispatch(command.run(event_target_value(&event)));
        error.set(outcome.err());
    };
    let invalid = move || error.with(Option::is_some).then_some("true");
    let control = if is_long {
        view! {
            <textarea id=id.clone() rows="3" dir="auto" aria-describedby=described aria-invalid=invalid
                prop:value=move || value.get() on:input=input on:change=move |_| session.settle()></textarea>
        }
        .into_any()
    } else {
        view! {
            <input id=id.clone() type="text" dir="auto" autocomplete="off" aria-describedby=described aria-invalid=invalid
                prop:value=move || value.get() on:input=input on:change=move |_| session.settle() />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {control}
            <p class="hint" id=hint_id>{hint}</p>
            <p class="error" id=error_id>{move || error.with(|error| error.as_ref().map_or(String::new(), Rejected::to_string))}</p>
        </div>
    }
}

/// The words for an answer that was never given.
pub fn or_dash(text: String) -> String {
    if text.is_empty() { words::app::dash().to_owned() } else { text }
}
