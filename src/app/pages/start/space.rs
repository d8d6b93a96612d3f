//! The room in this browser: how much is taken and by whom, and whether the browser
//! keeps it.

use exready::{
    assessment::AssessmentId,
    keeping::{ASKED_TO_KEEP, InTrash, Listing, ROOM, Room, Space as Taken, Store as _, Taker},
    words,
};
use leptos::prelude::*;

use crate::app::{
    browser::{
        quota,
        storage::{self, LocalStore},
    },
    parts::own::own,
    reports,
    session::session,
};

/// What an assessment is called, wherever it is listed.
pub(super) fn name_in(listing: &Listing, id: &AssessmentId) -> Option<String> {
    let trash = listing.trash.iter().map(|InTrash { listed, .. }| listed);
    let listed = listing.assessments.iter().chain(trash).find(|listed| listed.id == *id)?;
    Some(reports::called(&listed.test_item))
}

/// A line of the list: who, and how much.
struct Row {
    name: Name,
    size: String,
}

/// What a line is called.
enum Name {
    /// As the user calls it.
    Own(String),
    Said(String),
}

impl Name {
    fn view(self) -> AnyView {
        match self {
            Self::Own(name) => own(move || name.clone()),
            Self::Said(name) => name.into_any(),
        }
    }
}

/// Who takes how much, the largest first, and what is kept elsewhere.
fn rows(taken: &Taken, listing: &Listing) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut newer, mut left) = (0, 0);
    for (taker, size) in taken.takers() {
        let name = match taker {
            Taker::Assessment(id) if listing.newer.contains(&id) => {
                newer += size;
                continue;
            }
            Taker::Assessment(id) => {
                let is_here = listing.assessments.iter().any(|listed| listed.id == id);
                match name_in(listing, &id).filter(|_| is_here) {
                    Some(name) => Name::Own(name),
                    None => {
                        left += size;
                        continue;
                    }
                }
            }
            Taker::Aside => Name::Said(words::space::copies(listing.aside.len())),
            Taker::App => Name::Said(words::space::app().to_owned()),
            Taker::Others => Name::Said(words::space::others().to_owned()),
        };
        rows.push(Row { name, size: words::file_size(size as u64) });
    }
    for (name, size) in [(words::space::newer(), newer), (words::space::left(), left)] {
        if size > 0 {
            let name = Name::Said(name.to_owned());
            rows.push(Row { name, size: words::file_size(size as u64) });
        }
    }
    // What stands in the database alone takes nothing of the local storage.
    if !listing.trash.is_empty() {
        let size = listing.trash.iter().map(|trash| trash.size as u64).sum();
        rows.push(Row {
            name: Name::Said(words::space::trash(listing.trash.len())),
            size: words::space::in_database(&words::file_size(size)),
        });
    }
    if let (count @ 1.., size) = listing.points {
        rows.push(Row {
            name: Name::Said(words::space::points(count)),
            size: words::space::in_database(&words::file_size(size)),
        });
    }
    rows
}

/// The section; nothing as long as there is nothing to say.
#[component]
pub fn Space(listing: RwSignal<Listing>) -> impl IntoView {
    let is_there = Memo::new(move |_| {
        let is_listed = listing.with(|listing| {
            let Listing { assessments, newer, aside, trash, .. } = listing;
            !(assessments.is_empty() && newer.is_empty() && aside.is_empty() && trash.is_empty())
        });
        is_listed || storage::space(Taken::room) != Room::Enough
    });
    move || is_there.get().then(|| view! { <Section listing /> }.into_any())
}

/// How full the storage is, what takes it, and whether it lasts.
#[component]
fn Section(listing: RwSignal<Listing>) -> impl IntoView {
    let session = session();
    let taken = Memo::new(move |_| {
        listing.track();
        session.me.track();
        storage::space(Clone::clone)
    });
    let database = RwSignal::new(None::<(u64, u64)>);
    Effect::new(move |_| {
        listing.track();
        leptos::task::spawn_local(async move { database.set(quota::estimate().await) });
    });
    let used = move || taken.with(Taken::used);
    let text = move || {
        // It is "about" that much: sizes are rounded up otherwise.
        let room = ROOM / 100_000 * 100_000;
        words::space::used(&words::file_size(used() as u64), &words::file_size(room as u64))
    };
    let trouble = move || {
        let taken = taken.with(|taken| reports::Taken::from(taken));
        (taken.room != Room::Enough).then(|| {
            let (said, advice) = listing.with(|listing| reports::of_room(&taken, |id| name_in(listing, id)));
            let is_scarce = taken.room == Room::Scarce;
            view! { <p class="room" class:scarce=is_scarce><strong>{said}</strong> " " {advice}</p> }.into_any()
        })
    };
    let list = move || {
        let rows = listing.with(|listing| taken.with(|taken| rows(taken, listing)));
        let row = |Row { name, size }: Row| {
            view! {
                <li>
                    <span class="sizes-name">{name.view()}</span>
                    <span class="sizes-size">{size}</span>
                </li>
            }
            .into_any()
        };
        rows.into_iter().map(row).collect_view().into_any()
    };
    let in_database = move || {
        database.get().map(|(used, quota)| {
            let text = words::space::database(&words::file_size(used), &words::file_size(quota));
            view! { <p class="hint">{text}</p> }.into_any()
        })
    };
    // The bounds themselves belong to the part above them.
    let (low, high) = (Room::Short.from() - 1, Room::Scarce.from() - 1);
    view! {
        <section class="space" aria-labelledby="space-title">
            <h2 id="space-title">{words::space::title()}</h2>
            <p class="metered">
                <meter aria-label=words::space::meter() min="0" max=ROOM low=low high=high optimum="0"
                    prop:value=move || used().min(ROOM) as f64 aria-valuetext=text></meter>
                <span>{text}</span>
            </p>
            <div role="status">{trouble}</div>
            <ul class="sizes">{move || list()}</ul>
            <p class="hint">{words::space::hint()}</p>
            {in_database}
            <Lasting />
        </section>
    }
}

/// What is known of whether the browser keeps what is stored.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lasts {
    /// It does not say.
    Unknown,
    /// It was not asked.
    NotAsked,
    /// It does.
    Kept,
    /// It was asked, and does not promise it.
    NotKept,
}

async fn lasts() -> Lasts {
    let was_asked = || matches!(LocalStore.get(ASKED_TO_KEEP), Ok(Some(_)));
    match quota::is_kept().await {
        None => Lasts::Unknown,
        Some(true) => Lasts::Kept,
        Some(false) if was_asked() => Lasts::NotKept,
        Some(false) => Lasts::NotAsked,
    }
}

/// Whether the browser keeps what is stored; where it was never asked, the way to
/// ask it.
#[component]
fn Lasting() -> impl IntoView {
    let state = RwSignal::new(Lasts::Unknown);
    leptos::task::spawn_local(async move { state.set(lasts().await) });
    let ask = move |_| {
        leptos::task::spawn_local(async move {
            if let Some(is_kept) = quota::keep().await {
                // Where this finds no room, it is asked once more another time.
                let _ = LocalStore.put(ASKED_TO_KEEP, "");
                state.set(if is_kept { Lasts::Kept } else { Lasts::NotKept });
            }
        });
    };
    let said = move || match state.get() {
        Lasts::Unknown => "",
        Lasts::NotAsked => words::space::may_go(),
        Lasts::Kept => words::space::kept(),
        Lasts::NotKept => words::space::not_kept(),
    };
    view! {
        <div class="lasting">
            <p role="status">{said}</p>
            {move || (state.get() == Lasts::NotAsked).then(|| view! {
                <button type="button" class="button" on:click=ask>{words::space::keep()}</button>
            }.into_any())}
        </div>
    }
}
