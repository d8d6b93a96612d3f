//! A link that leads nowhere, or to an assessment that does not open.

use exready::{keeping::Failure, words};
use leptos::prelude::*;

use crate::app::{reports, route::Route};

/// Says why, and leads back.
#[component]
pub fn Missing(failure: Failure) -> impl IntoView {
    view! {
        <div class="page">
            <h1 tabindex="-1">{words::unknown::title()}</h1>
            <p>{reports::of_failure(failure)}</p>
            <p><a href=Route::Start.href()>{words::unknown::back()}</a></p>
        </div>
    }
}

/// What is shown until the document is open.
#[component]
pub fn Opening() -> impl IntoView {
    view! { <div class="page"><p>{words::unknown::opening()}</p></div> }
}
