//! The register: every evidence item of the assessment in one place.

use exready::{
    assessment::{EvidenceId, EvidenceKind},
    order, words,
};
use leptos::prelude::*;

use crate::app::{
    browser::page,
    parts::evidence_form::{self, EvidenceForm},
    route::Route,
    session::session,
};

/// All evidence items, by title; the one that the link names is open.
#[component]
pub fn Evidence(route: RwSignal<Route>) -> impl IntoView {
    let session = session();
    let linked = match route.get_untracked() {
        Route::Evidence(_, item) => item,
        _ => None,
    };
    let added = StoredValue::new(None::<EvidenceId>);
    let ids = Memo::new(move |_| {
        let ids = session.read(|open| {
            let items = open.assessment.evidence.iter();
            // What was added here stays where it was added while it is filled in.
            let is_added = |id: &EvidenceId| added.with_value(|added| added.as_ref() == Some(id));
            let titles = items.map(|(id, item)| {
                let title = if is_added(id) { String::new() } else { item.title.to_lowercase() };
                (title, id.clone())
            });
            order::sorted(titles)
        });
        ids.unwrap_or_default().into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    });
    let add = move |_| {
        added.set_value(Some(evidence_form::add(session, EvidenceKind::Procedure, None)));
        page::focus_in(".item-open input");
    };
    view! {
        <div class="page">
            <h1 tabindex="-1">{words::evidence::title()}</h1>
            <p class="lead">{words::evidence::lead()}</p>
            <p class="actions"><button type="button" class="button" on:click=add>{words::evidence::add()}</button></p>
            {move || ids.with(Vec::is_empty).then(|| view! { <p class="empty">{words::evidence::none()}</p> }.into_any())}
            <For each=move || ids.get() key=Clone::clone children=move |id| {
                let is_added = added.with_value(|added| added.as_ref() == Some(&id));
                let start_open = is_added || linked.as_ref() == Some(&id);
                view! { <EvidenceForm id link=None start_open /> }.into_any()
            } />
        </div>
    }
}
