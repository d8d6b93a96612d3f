//! Copies of damaged texts: what they are of, a download, and a way to delete them.

use exready::{
    assessment::AssessmentId,
    keeping::{AsideCopy, Listing, delete_copies},
    words,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

use super::space::name_in;
use crate::app::{
    browser::{files, storage::LocalStore},
    parts::own::own,
    reports,
    session::session,
};

/// The copies, by assessment; nothing where there is none.
#[component]
pub fn Copies(listing: RwSignal<Listing>) -> impl IntoView {
    let copies = Memo::new(move |_| listing.with(|listing| listing.aside.clone()));
    let is_there = Memo::new(move |_| copies.with(|copies| !copies.is_empty()));
    move || is_there.get().then(|| view! { <Listed listing copies /> }.into_any())
}

#[component]
fn Listed(listing: RwSignal<Listing>, copies: Memo<Vec<AsideCopy>>) -> impl IntoView {
    let session = session();
    let asks = RwSignal::new(false);
    // What was downloaded on this page: copies that come later are not among it.
    let downloaded = RwSignal::new(Vec::<AsideCopy>::new());
    let failure = RwSignal::new(None::<String>);
    let download = move |_| {
        let texts = copies.with_untracked(|copies| {
            let mut texts = BTreeMap::new();
            let text = |copy: &AsideCopy| (copy.label().to_owned(), copy.text.clone());
            texts.extend(copies.iter().map(text));
            texts
        });
        if files::offer_json("exready-unreadable.json", &texts).is_ok() {
            failure.set(None);
            downloaded.set(copies.get_untracked());
        } else {
            failure.set(Some(words::aside::not_downloaded().to_owned()));
        }
    };
    let ask = move |is_asked| {
        asks.set(is_asked);
        // The button that was pressed is gone.
        crate::app::browser::page::focus_in(".copies .actions .button.quiet");
    };
    let delete = move |_| {
        let outcome = copies.with_untracked(|copies| delete_copies(&LocalStore, copies));
        asks.set(false);
        failure.set(outcome.err().map(|error| reports::of_saving(error.into()).to_owned()));
        leptos::task::spawn_local(async move { listing.set(session.list_all().await) });
    };
    let rows = move || {
        let rows = copies.with(|copies| listing.with(|listing| rows(copies, listing)));
        rows.into_iter().map(row).collect_view().into_any()
    };
    let count = move || copies.with(Vec::len);
    let size = move || words::file_size(copies.with(|copies| total(copies)));
    let sure = move || {
        let is_safe = downloaded
            .with(|has| copies.with(|copies| copies.iter().all(|copy| has.contains(copy))));
        let said = if is_safe {
            words::aside::was_downloaded()
        } else {
            words::aside::was_not_downloaded()
        };
        format!("{} {said}", words::aside::sure(count(), &size()))
    };
    view! {
        <section class="copies" aria-labelledby="copies-title">
            <h2 id="copies-title">{words::aside::title()}</h2>
            <p>{words::storage::aside()}</p>
            <ul class="sizes">{move || rows()}</ul>
            <div aria-live="polite">
                {move || asks.get().then(|| view! { <p class="attention">{move || sure()}</p> }.into_any())}
                {move || failure.get().map(|reason| view! { <p class="notice trouble">{reason}</p> }.into_any())}
            </div>
            <p class="actions">
                <button type="button" class="button" on:click=download>{words::aside::download()}</button>
                {move || if asks.get() {
                    view! {
                        <button type="button" class="button danger" on:click=delete>{move || words::aside::delete_yes(count())}</button>
                        <button type="button" class="button quiet" on:click=move |_| ask(false)>{words::app::cancel()}</button>
                    }.into_any()
                } else {
                    view! { <button type="button" class="button quiet danger" on:click=move |_| ask(true)>{words::aside::delete()}</button> }.into_any()
                }}
            </p>
        </section>
    }
}

/// The copies of one assessment.
struct Row {
    /// What the assessment is called, if it is here.
    name: Option<String>,
    records: Vec<String>,
    size: u64,
}

fn total<'a>(copies: impl IntoIterator<Item = &'a AsideCopy>) -> u64 {
    copies.into_iter().map(|copy| copy.size() as u64).sum()
}

fn rows(copies: &[AsideCopy], listing: &Listing) -> Vec<Row> {
    let mut by_assessment: BTreeMap<Option<AssessmentId>, Vec<&AsideCopy>> = BTreeMap::new();
    for copy in copies {
        by_assessment.entry(copy.assessment()).or_default().push(copy);
    }
    let row = |(id, copies): (Option<AssessmentId>, Vec<&AsideCopy>)| Row {
        name: id.and_then(|id| name_in(listing, &id)),
        records: copies.iter().map(|copy| copy.record().to_owned()).collect(),
        size: total(copies.iter().copied()),
    };
    // Those of no assessment come last.
    let (of_none, of_one): (Vec<_>, Vec<_>) =
        by_assessment.into_iter().partition(|(id, _)| id.is_none());
    of_one.into_iter().chain(of_none).map(row).collect()
}

fn row(row: Row) -> AnyView {
    let Row { name, records, size } = row;
    let count = words::aside::records(records.len());
    let record =
        |record: String| view! { <li><code translate="no">{record}</code></li> }.into_any();
    view! {
        <li>
            <span class="sizes-name">{match name {
                Some(name) => own(move || name.clone()),
                None => words::aside::of_none().into_any(),
            }}</span>
            <span class="sizes-size">{words::file_size(size)}</span>
            <details class="more">
                <summary>{count}</summary>
                <ul class="plain">{records.into_iter().map(record).collect_view()}</ul>
            </details>
        </li>
    }
    .into_any()
}
