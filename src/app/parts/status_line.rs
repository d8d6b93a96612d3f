//! The line at the bottom: whether everything is safe.

use exready::{
    assessment::Direction,
    keeping::{Room, SaveError},
    words,
};
use leptos::prelude::*;

use crate::app::{
    browser::storage,
    reports::{self, Taken},
    route::{ResultsTab, Route},
    session::{Kept, Saved, session},
};

/// The footer of every screen.
#[component]
pub fn StatusLine(route: RwSignal<Route>) -> impl IntoView {
    let session = session();
    let saved = move || match session.saved.get() {
        Saved::Unchanged => words::status::unchanged().to_owned(),
        Saved::Saving => words::status::saving().to_owned(),
        Saved::At(time, Kept::Both) => words::status::saved(&time),
        Saved::At(time, Kept::StorageAlone) => words::status::saved_in_storage(&time),
        Saved::At(time, Kept::JournalAlone) => words::status::saved_in_journal(&time),
        Saved::Not(SaveError::Deleted) => words::status::deleted().to_owned(),
        Saved::Not(SaveError::Denied) => words::status::denied().to_owned(),
        Saved::Not(SaveError::Full { .. }) => words::status::full().to_owned(),
        Saved::Not(SaveError::Newer) => words::status::newer().to_owned(),
        Saved::Not(SaveError::Replaced) => words::status::replaced().to_owned(),
        Saved::Not(SaveError::Unsecured) => words::status::unsecured().to_owned(),
    };
    let handle = window_event_listener_untyped("storage", move |_| storage::recount());
    on_cleanup(move || handle.remove());
    // Every letter moves the count, and few of them what is said of it.
    let room = Memo::new(move |_| {
        session.saved.track();
        let is_inside = route.with(|route| route.assessment().is_some());
        let taken = storage::space(|space| Taken::from(space));
        (is_inside && taken.room != Room::Enough).then_some(taken)
    });
    let room = move || {
        room.get().map(|taken| {
            let (said, advice) = reports::of_room(&taken, |id| session.name_of(id));
            let is_scarce = taken.room == Room::Scarce;
            view! {
                <span class="room" class:scarce=is_scarce><strong>{said}</strong> " " <span class="advice">{advice} " "</span> <a href=Route::Start.href()>{words::space::make_room()}</a></span>
            }
            .into_any()
        })
    };
    // Without an open assessment there is nothing to lead to.
    let found = Memo::new(move |_| {
        session.read(|open| (open.assessment.id.clone(), open.results.counts().without_open()))
    });
    let findings = move || {
        found.get().map(|(id, count)| {
            let href = Route::Results(id, ResultsTab::Findings).href();
            view! { <a href=href>{words::status::findings(count)}</a> }.into_any()
        })
    };
    let open = Memo::new(move |_| session.read_beside(|open| open.assessment.id.clone()));
    let points = move || {
        open.get().map(|id| {
            let href = Route::Points(id).href();
            view! { <a class="button quiet" href=href>{words::points::title()}</a> }.into_any()
        })
    };
    view! {
        <footer class="status">
            // Not announced, for it changes with every letter; trouble is a message.
            <span class:attention=move || matches!(session.saved.get(), Saved::Not(_))>{move || saved()}</span>
            // Said once when room gets short, not with every letter.
            <span role="status">{room}</span>
            <span>{move || findings()}</span>
            <span class="status-local">{words::status::local()}</span>
            <span class="status-end" inert=move || session.left.with(Option::is_some)>
                {move || points()}
                <button type="button" class="button quiet" disabled=move || !session.steps().0 on:click=move |_| session.step(Direction::Undo, false) title=words::status::undo_keys()>
                    {words::status::undo()}
                </button>
                <button type="button" class="button quiet" disabled=move || !session.steps().1 on:click=move |_| session.step(Direction::Redo, false) title=words::status::redo_keys()>
                    {words::status::redo()}
                </button>
            </span>
        </footer>
    }
}
