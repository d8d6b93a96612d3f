//! The scope diagram, the same in words, and the picture as a file.

use exready::{
    diagram::{self, Drawing},
    words,
};
use leptos::prelude::*;

use crate::app::{
    browser::{files, modules},
    session::session,
};

/// The picture, or that it could not be drawn; `None` until one of them is known.
#[derive(Clone, Copy)]
pub struct Drawn {
    drawing: RwSignal<Option<Option<Drawing>>>,
    /// Counts up when the user wants it drawn again.
    asked: RwSignal<usize>,
}

/// The diagram of the components and interfaces.
#[component]
pub fn Diagram() -> impl IntoView {
    let session = session();
    let drawn = drawing();
    let download = move |_| {
        let offered = drawn.drawing.with_untracked(|drawing| {
            let file = drawing.as_ref()?.as_ref()?.file.as_bytes();
            Some(files::offer(words::scope_diagram::file_name(), "image/svg+xml", file))
        });
        if let Some(Err(_)) = offered {
            session.notify(words::hand_over::not_offered(), true);
        }
    };
    let is_drawn = move || drawn.drawing.with(|drawing| matches!(drawing, Some(Some(_))));
    view! {
        <section class="list">
            <h2>{words::scope_diagram::title()}</h2>
            {move || shown(drawn)}
            {move || is_drawn().then(|| view! {
                <p class="actions">
                    <button type="button" class="button" on:click=download>{words::scope_diagram::download()}</button>
                </p>
            }.into_any())}
        </section>
    }
}

/// The scope of the open document, drawn anew whenever it changes.
pub fn drawing() -> Drawn {
    let session = session();
    let (drawing, again) = (RwSignal::new(None), RwSignal::new(0));
    let scope = Memo::new(move |_| {
        let scope = session.read_beside(|open| {
            let is_empty = open.assessment.components.is_empty();
            if is_empty { None } else { diagram::to_draw(&open.assessment).ok() }
        });
        scope.flatten()
    });
    Effect::new(move |_| {
        again.track();
        let Some(asked) = scope.get() else { return drawing.set(None) };
        leptos::task::spawn_local(async move {
            let drawn = modules::draw(&asked).await.ok();
            // The screen may be gone by now, or another picture on its way.
            if scope.try_with_untracked(|scope| scope.as_ref() == Some(&asked)) == Some(true) {
                drawing.set(Some(drawn));
            }
        });
    });
    Drawn { drawing, asked: again }
}

/// The diagram and the same in words; a word on what comes here if it is empty.
pub fn shown(drawn: Drawn) -> AnyView {
    let session = session();
    let is_empty = session.read_beside(|open| open.assessment.components.is_empty());
    if is_empty == Some(true) {
        return view! { <p class="empty">{words::scope_diagram::none()}</p> }.into_any();
    }
    match drawn.drawing.get() {
        None => ().into_any(),
        Some(None) => view! {
            <div class="notice trouble">
                <p>{words::scope_diagram::not_drawn()}</p>
                <button type="button" class="button quiet" on:click=move |_| drawn.asked.update(|asked| *asked += 1)>{words::scope_diagram::again()}</button>
            </div>
        }
        .into_any(),
        Some(Some(Drawing { page, lines, .. })) => {
            let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }.into_any());
            // The core escapes every text in it; nothing in it refers to anything.
            view! {
                <div class="diagram-frame" translate="no" tabindex="0" role="region" aria-label=words::scope_diagram::title() inner_html=page></div>
                <details class="more">
                    <summary>{words::scope_diagram::in_words()}</summary>
                    <ul class="plain">{lines.collect_view()}</ul>
                </details>
            }
            .into_any()
        }
    }
}
