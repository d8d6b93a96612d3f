//! The scope diagram, the same in words, and the picture as a file.

use exready::{
    diagram::{self, Diagram as Layout, Theme},
    keeping::Document,
    words,
};
use leptos::prelude::*;

use crate::app::{browser::files, session::session};

/// The diagram of the components and interfaces.
#[component]
pub fn Diagram() -> impl IntoView {
    let session = session();
    let download = move |_| {
        let picture = session.peek(|open| diagram::svg(&layout(open), Theme::File));
        let offered = picture.map(|picture| {
            files::offer(words::scope_diagram::file_name(), "image/svg+xml", picture.as_bytes())
        });
        if let Some(Err(_)) = offered {
            session.notify(words::hand_over::not_offered(), true);
        }
    };
    let has_any = Memo::new(move |_| {
        session.read(|open| !open.assessment.components.is_empty()) == Some(true)
    });
    let shown = move || session.read(shown).flatten();
    view! {
        <section class="list">
            <h2>{words::scope_diagram::title()}</h2>
            {move || shown().into_any()}
            {move || has_any.get().then(|| view! {
                <p class="actions">
                    <button type="button" class="button" on:click=download>{words::scope_diagram::download()}</button>
                </p>
            }.into_any())}
        </section>
    }
}

fn layout(open: &Document) -> Layout {
    let assessment = &open.assessment;
    Layout::of(&assessment.components, &assessment.interfaces, &assessment.test_item.name)
}

/// The diagram and the same in words; a word on what comes here if it is empty.
pub fn shown(open: &Document) -> Option<AnyView> {
    if open.assessment.components.is_empty() {
        return Some(view! { <p class="empty">{words::scope_diagram::none()}</p> }.into_any());
    }
    let layout = layout(open);
    let lines = diagram::description(&layout);
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }.into_any());
    // The core escapes every text in it; nothing in it refers to anything.
    let picture = diagram::svg(&layout, Theme::Page);
    let shown = view! {
        <div class="diagram-frame" translate="no" tabindex="0" role="region" aria-label=words::scope_diagram::title() inner_html=picture></div>
        <details class="more">
            <summary>{words::scope_diagram::in_words()}</summary>
            <ul class="plain">{lines.collect_view()}</ul>
        </details>
    };
    Some(shown.into_any())
}
