//! The line at the top: which assessment, and the bundle one click away.

use exready::words;
use leptos::prelude::*;

use crate::app::{route::Route, session::session};

/// The header of every screen.
#[component]
pub fn Header(route: RwSignal<Route>) -> impl IntoView {
    let session = session();
    let is_open = Memo::new(move |_| route.with(|route| route.assessment().is_some()));
    let name = Memo::new(move |_| {
        session.read(|open| open.assessment.test_item.name.clone()).filter(|name| !name.is_empty())
    });
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        crate::app::browser::page::focus_heading();
    };
    view! {
        <header class="header">
            <a class="skip" href="#main" on:click=skip>{words::app::skip()}</a>
            <a class="brand" href=Route::Start.href()>{words::app::name()}</a>
            <Show when=move || is_open.get()>
                <span class="header-item">
                    {move || name.get().unwrap_or_else(|| words::app::unnamed().to_owned())}
                </span>
                <button type="button" class="button quiet" on:click=move |_| session.download()>
                    {words::app::download()}
                </button>
            </Show>
        </header>
    }
}
