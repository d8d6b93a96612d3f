//! The register: every evidence item of the assessment in one place.

use exready::{
    assessment::{Date, EvidenceId, EvidenceItem, EvidenceKind},
    find, words,
};
use leptos::prelude::*;

use crate::app::{
    browser::page,
    parts::{
        evidence_form::{self, EvidenceForm},
        mark,
    },
    route::Route,
    session::session,
};

/// How many items are drawn at first, and more at a press: a register may hold
/// thousands, and nobody reads them all at once.
const STEP: usize = 50;

/// All evidence items, by title; the one that the link names is open, and first.
#[component]
pub fn Evidence(route: RwSignal<Route>) -> impl IntoView {
    let session = session();
    let linked = match route.get_untracked() {
        Route::Evidence(_, item) => item,
        _ => None,
    };
    // What was added or asked for stands first, also while it is filled in.
    let first = StoredValue::new(linked);
    let is_first = move |id: &EvidenceId| first.with_value(|first| first.as_ref() == Some(id));
    let query = RwSignal::new(String::new());
    let limit = RwSignal::new(STEP);
    let ids = Memo::new(move |_| {
        let words = query.with(|query| find::words(query));
        let ids = session.read(|open| {
            let items = open.assessment.evidence.iter();
            let found = items.filter(|(id, item)| is_first(id) || is_found(item, &words));
            let titles = found.map(|(id, item)| {
                let title = if is_first(id) { String::new() } else { item.title.to_lowercase() };
                (title, id.clone())
            });
            let mut titles: Vec<_> = titles.collect();
            titles.sort();
            titles
        });
        ids.unwrap_or_default().into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    });
    let count = move || ids.with(Vec::len);
    let shown = move || ids.with(|ids| ids.iter().take(limit.get()).cloned().collect::<Vec<_>>());
    let left = move || count().saturating_sub(limit.get()).min(STEP);
    let is_empty =
        Memo::new(move |_| session.read(|open| open.assessment.evidence.is_empty()) != Some(false));
    let add = move |_| {
        first.set_value(Some(evidence_form::add(session, EvidenceKind::Procedure, None)));
        page::focus_in(".item-open input");
    };
    let look_for = move |event| {
        limit.set(STEP);
        query.set(event_target_value(&event));
    };
    view! {
        <div class="page">
            <h1 tabindex="-1">{words::evidence::title()}</h1>
            <p class="lead">{words::evidence::lead()}</p>
            <p class="actions"><button type="button" class="button" on:click=add>{words::evidence::add()}</button></p>
            {move || is_empty.get().then(|| view! { <p class="empty">{words::evidence::none()}</p> }.into_any())}
            <div class="field search" hidden=move || is_empty.get()>
                <label for="evidence-find">{words::evidence::find()}</label>
                <input id="evidence-find" type="text" autocomplete="off" spellcheck="false" on:input=look_for />
                <p class="hint" aria-live="polite">{move || words::hand_over::items(count())}</p>
            </div>
            <div class="register">
                <For each=shown key=Clone::clone children=move |id| {
                    let start_open = is_first(&id);
                    view! { <EvidenceForm id link=None start_open /> }.into_any()
                } />
            </div>
            {move || (left() > 0).then(|| view! {
                <p class="actions">
                    <button type="button" class="button" on:click=move |_| limit.update(|limit| *limit += STEP)>
                        {move || words::evidence::more(left())}
                    </button>
                </p>
            }.into_any())}
        </div>
    }
}

/// Whether these words stand in what is said of an item.
fn is_found(item: &EvidenceItem, words: &[String]) -> bool {
    let texts: [&str; 8] = [
        &item.title,
        &item.document_version,
        &item.author,
        &item.reviewer,
        &item.product_version,
        &item.location,
        mark::kind_text(item.kind),
        item.date.as_ref().map_or("", Date::as_str),
    ];
    find::finds(words, &texts)
}
