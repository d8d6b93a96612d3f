//! The requirements of a part one by one: what is in scope and why, found by a
//! search, and one answer for many of them.

use exready::{
    assessment::{AssessmentId, Standing, Verdict},
    catalogue::{Levels, PartId, RequirementKey},
    find,
    keeping::Document,
    words,
};
use leptos::prelude::*;

use super::bulk::Bulk;
use crate::app::{
    parts::{mark::verdict_mark, part_tabs::PartTabs, subjects::verdict_shown},
    route::{Route, SelectTab},
    session::session,
};

/// Which requirements the list shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    All,
    InScope,
    Outside,
    NotApplicable,
}

impl Filter {
    fn shows(self, standing: Standing, verdict: Verdict) -> bool {
        match self {
            Self::All => true,
            Self::InScope => standing == Standing::InScope,
            Self::Outside => standing != Standing::InScope,
            Self::NotApplicable => verdict == Verdict::NotApplicable,
        }
    }
}

/// What a row of the list depends on: it is drawn anew only if this changes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct State {
    standing: Standing,
    verdict: Verdict,
}

fn state(open: &Document, key: RequirementKey) -> State {
    let row = open.results.requirement(key);
    let standing = row.map_or(Standing::AboveTarget, |row| row.standing);
    State { standing, verdict: verdict_shown(open, key) }
}

/// The requirements of a part.
#[component]
pub fn Requirements(id: AssessmentId, part: PartId) -> impl IntoView {
    let session = session();
    let catalogue = part.part();
    // What is outside is shown when it is asked for: nobody answers it by accident.
    let filter = RwSignal::new(Filter::InScope);
    let query = RwSignal::new(String::new());
    // The rows that are ticked, for a bulk answer.
    let ticked = RwSignal::new(vec![false; catalogue.requirements.len()]);
    let is_selected =
        Memo::new(move |_| session.read(|open| open.results.part(part).is_some()) == Some(true));

    // Which rows the search finds: asked once a letter, not once a row.
    let found = Memo::new(move |_| query.with(|query| matches(part, query)));
    let shown = Memo::new(move |_| {
        let found = found.get();
        let shown = session.read(|open| {
            let is_shown = |key: RequirementKey| {
                let State { standing, verdict } = state(open, key);
                found[key.row()] && filter.get().shows(standing, verdict)
            };
            part.part().keys().map(is_shown).collect::<Vec<bool>>()
        });
        shown.unwrap_or_default()
    });
    let count = move |filter: Filter| {
        session.text(|open| {
            let keys = part.part().keys();
            let rows = keys.filter(|key| {
                let State { standing, verdict } = state(open, *key);
                filter.shows(standing, verdict)
            });
            rows.count().to_string()
        })
    };
    let chip = move |which: Filter, text: &'static str| {
        view! {
            <button type="button" class="chip" aria-pressed=move || (filter.get() == which).to_string() on:click=move |_| filter.set(which)>
                {text} " " {move || count(which)}
            </button>
        }
        .into_any()
    };
    let own_id = id.clone();
    let part_href =
        move |to: PartId| Route::Select(own_id.clone(), SelectTab::Requirements(to)).href();
    let tick_shown = move |_| {
        let shown = shown.get_untracked();
        ticked.update(|ticked| {
            let all = ticked.iter().zip(&shown).all(|(ticked, shown)| *ticked || !shown);
            for (ticked, shown) in ticked.iter_mut().zip(&shown) {
                *ticked = *shown && !all;
            }
        });
    };
    let group = |group: &'static exready::catalogue::Group| {
        let rows =
            group.keys(part).map(|key| view! { <Row key id=id.clone() shown ticked /> }.into_any());
        let range = group.rows();
        let is_hidden = move || shown.with(|shown| !shown[range.clone()].contains(&true));
        view! {
            <section class="select-group" hidden=is_hidden>
                <h2>{group.id} " " <span class="line-name">{group.title}</span></h2>
                <ul class="requirements">{rows.collect_view()}</ul>
            </section>
        }
        .into_any()
    };
    let counted = move || {
        let count = shown.with(|shown| shown.iter().filter(|shown| **shown).count());
        words::select::shown(count)
    };
    let parts_link = Route::select(id.clone()).href();
    view! {
        <PartTabs parts=Signal::stored(PartId::ALL.to_vec()) shown=part href=Callback::new(part_href) />
        {move || (!is_selected.get()).then(|| view! {
            <p class="notice">{words::assess::not_selected()} " " <a href=parts_link.clone()>{words::assess::to_selection()}</a></p>
        }.into_any())}
        <div class="field search">
            <label for="search">{words::select::search()}</label>
            <input id="search" type="text" autocomplete="off" spellcheck="false"
                prop:value=move || query.get() on:input=move |event| query.set(event_target_value(&event)) />
        </div>
        <div class="chips" role="group" aria-label=words::assess::filter()>
            {chip(Filter::InScope, words::select::filter_in())}
            {chip(Filter::All, words::select::filter_all())}
            {chip(Filter::Outside, words::select::filter_out())}
            {chip(Filter::NotApplicable, words::verdict::not_applicable())}
        </div>
        <div class="actions">
            <button type="button" class="button" on:click=tick_shown>{words::select::tick_shown()}</button>
            <span aria-live="polite">{move || counted()}</span>
        </div>
        <Bulk part ticked />
        {catalogue.groups.iter().map(group).collect_view()}
    }
}

/// Which rows of a part a search finds: all words of it, in any order, in id
/// and title, whatever the case; what a row does not show finds nothing.
fn matches(part: PartId, query: &str) -> Vec<bool> {
    let words = find::words(query);
    let finds = |key: RequirementKey| {
        let row = key.requirement();
        find::finds(&words, &[row.id(), row.title()])
    };
    part.part().keys().map(finds).collect()
}

#[component]
fn Row(
    key: RequirementKey,
    id: AssessmentId,
    shown: Memo<Vec<bool>>,
    ticked: RwSignal<Vec<bool>>,
) -> impl IntoView {
    let session = session();
    let row = key.row();
    let is_ticked = move || ticked.with(|ticked| ticked[row]);
    let tick = move |event| ticked.update(|ticked| ticked[row] = event_target_checked(&event));
    let there = Route::requirement(id, key).href();
    let state = Memo::new(move |_| session.read(|open| state(open, key)));
    let standing = move || state.get().map_or("", |state| standing_text(key, state.standing));
    view! {
        <li class="requirement select-row" hidden=move || !shown.with(|shown| shown[row])
            class:outside=move || state.get().is_some_and(|state| state.standing != Standing::InScope)>
            <input type="checkbox" aria-label=words::select::tick(key.id()) prop:checked=is_ticked on:change=tick />
            <a class="row" href=there>
                <span class="row-id" translate="no">{key.id()}</span>
                <span class="row-title">{key.requirement().title()}</span>
                <span class="row-standing">{move || standing()}</span>
                {move || state.get().map(|state| verdict_mark(state.verdict)).into_any()}
            </a>
        </li>
    }
}

/// How a requirement stands to the selection, in words.
pub fn standing_text(key: RequirementKey, standing: Standing) -> &'static str {
    match standing {
        Standing::InScope => words::standing::in_scope(),
        Standing::OtherKind => words::standing::other_kind(),
        Standing::AboveTarget if key.part().part().levels == Levels::Maturity => {
            words::standing::not_selected()
        }
        Standing::AboveTarget => words::standing::above_target(),
        Standing::Excluded => words::standing::excluded(),
    }
}
