//! The way from one part to another, on every screen that shows one at a time.

use exready::{catalogue::PartId, words};
use leptos::prelude::*;

/// Links to these parts, with the one that is shown marked; nothing where there
/// is no other to go to.
#[component]
pub fn PartTabs(
    #[prop(into)] parts: Signal<Vec<PartId>>,
    shown: PartId,
    /// The address of the same screen for another part.
    href: Callback<PartId, String>,
) -> impl IntoView {
    let tab = move |to: PartId| {
        let here = (to == shown).then_some("true");
        view! { <li><a href=href.run(to) aria-current=here>{to.code()}</a></li> }.into_any()
    };
    let tabs = move || {
        let parts = parts.get();
        (parts.len() > 1).then(|| {
            view! {
                <nav class="part-tabs" aria-label=words::assess::parts()>
                    <ul class="tabs">{parts.into_iter().map(tab).collect_view()}</ul>
                </nav>
            }
            .into_any()
        })
    };
    move || tabs()
}
