//! The line at the top: which assessment, and the bundle one click away.

use exready::{bundle::Notes, words};
use leptos::prelude::*;

use super::own::own;
use crate::app::{route::Route, session::session};

/// The header of every screen.
#[component]
pub fn Header(route: RwSignal<Route>) -> impl IntoView {
    let session = session();
    let is_open = Memo::new(move |_| {
        route.with(|route| route.assessment().is_some_and(|id| session.is_at(id)))
    });
    let name = move || {
        let name = session.text(|open| open.assessment.test_item.name.clone());
        if name.is_empty() { words::app::unnamed().to_owned() } else { name }
    };
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        crate::app::browser::page::focus_heading();
    };
    view! {
        <header class="header">
            <a class="skip" href="#main" on:click=skip>{words::app::skip()}</a>
            <a class="brand" translate="no" href=Route::Start.href()>{words::app::name()}</a>
            {move || is_open.get().then(|| view! {
                <span class="header-item">{own(name)}</span>
                <button type="button" class="button quiet" on:click=move |_| session.download(Notes::Go)>
                    {words::app::download()}
                </button>
            }.into_any())}
        </header>
    }
}
