//! What is loaded when it is first needed.

use std::{future::Future, pin::Pin};

use exready::words;
use leptos::prelude::*;

/// What comes from a file; `None` if the browser cannot load it, or it is of another
/// version of the app.
pub type Coming<T> = Pin<Box<dyn Future<Output = Option<T>>>>;

/// Loads something and shows it; until then, and where it does not come, one of these
/// two texts stands there, the second with a way to try again.
pub fn loaded<T: Clone + Send + Sync + 'static>(
    load: fn() -> Coming<T>,
    [loading, not_loaded]: [&'static str; 2],
    show: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView {
    // `None` is on its way.
    let come = RwSignal::new(None::<Option<T>>);
    let begin = move || {
        come.set(None);
        leptos::task::spawn_local(async move { come.set(Some(load().await)) });
    };
    begin();
    let view = move || match come.get() {
        None => waiting(loading),
        Some(None) => failed(not_loaded, begin),
        Some(Some(all)) => show(all),
    };
    view.into_any()
}

/// What stands in the place of a file that is on its way.
pub fn waiting(text: &'static str) -> AnyView {
    view! { <p class="hint" role="status">{text}</p> }.into_any()
}

/// What stands in the place of a file that did not come, with a way to try again.
pub fn failed(text: &'static str, again: impl Fn() + 'static) -> AnyView {
    view! {
        <div class="notice" role="alert">
            <p>{text}</p>
            <button type="button" on:click=move |_| again()>{words::guidance::again()}</button>
        </div>
    }
    .into_any()
}
