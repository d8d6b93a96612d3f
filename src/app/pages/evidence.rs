//! The register: every evidence item of the assessment in one place.

use exready::{
    assessment::{EvidenceId, EvidenceKind},
    order, words,
};
use leptos::prelude::*;

use crate::app::{
    parts::evidence_form::{self, EvidenceForm},
    session::session,
};

/// All evidence items, by title.
#[component]
pub fn Evidence() -> impl IntoView {
    let session = session();
    let ids = Memo::new(move |_| {
        let ids = session.read(|open| {
            let items = open.assessment.evidence.iter();
            order::sorted(items.map(|(id, item)| (item.title.to_lowercase(), id.clone())))
        });
        ids.unwrap_or_default().into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    });
    let added = StoredValue::new(None::<EvidenceId>);
    let add = move |_| {
        added.set_value(Some(evidence_form::add(session, EvidenceKind::Procedure, None)));
    };
    view! {
        <div class="page">
            <h1 tabindex="-1">{words::evidence::title()}</h1>
            <p class="lead">{words::evidence::lead()}</p>
            <p class="actions"><button type="button" class="button" on:click=add>{words::evidence::add()}</button></p>
            {move || ids.with(Vec::is_empty).then(|| view! { <p class="empty">{words::evidence::none()}</p> }.into_any())}
            <For each=move || ids.get() key=Clone::clone children=move |id| {
                let start_open = added.with_value(|added| added.as_ref() == Some(&id));
                view! { <EvidenceForm id link=None start_open /> }.into_any()
            } />
        </div>
    }
}
