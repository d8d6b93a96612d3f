//! A link that leads nowhere, or to an assessment that is not in this browser.

use exready::words;
use leptos::prelude::*;

use crate::app::route::Route;

/// Says so, and leads back.
#[component]
pub fn Missing() -> impl IntoView {
    view! {
        <div class="page">
            <h1 tabindex="-1">{words::unknown::title()}</h1>
            <p>{words::unknown::text()}</p>
            <p><a href=Route::Start.href()>{words::unknown::back()}</a></p>
        </div>
    }
}
