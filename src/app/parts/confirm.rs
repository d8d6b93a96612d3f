//! The question before something that cannot be undone.

use exready::words;
use leptos::prelude::*;

/// Asks for as long as `asks` is set: `act` is what happens on `yes`.
pub fn confirm(
    question: String,
    yes: &'static str,
    act: impl Fn() + Send + 'static,
    asks: RwSignal<bool>,
) -> AnyView {
    view! {
        <span class="confirm">
            {question}
            <button type="button" class="button danger" on:click=move |_| act()>{yes}</button>
            <button type="button" class="button quiet" on:click=move |_| asks.set(false)>{words::app::cancel()}</button>
        </span>
    }
    .into_any()
}
