//! Scope: what is assessed, how its protection can be reached, what it consists
//! of, and who applies.

mod applicant;
mod components;
pub mod diagram;
mod protection;
mod sbom;
mod test_item;

use exready::{
    assessment::{AssessmentId, Command, Record, Scope as Facts},
    words,
};
use leptos::prelude::*;

use crate::app::{
    route::{Route, ScopeTab},
    session::Session,
};

/// One part of the scope, with the way to the others.
#[component]
pub fn Scope(id: AssessmentId, tab: ScopeTab) -> impl IntoView {
    let link = |to: ScopeTab| {
        let href = Route::Scope(id.clone(), to).href();
        view! { <li><a href=href aria-current=(to == tab).then_some("true")>{to.title()}</a></li> }
            .into_any()
    };
    let here = ScopeTab::ALL.iter().position(|other| *other == tab).unwrap_or_default();
    let (next, text) = match ScopeTab::ALL.get(here + 1) {
        Some(next) => (Route::Scope(id.clone(), *next), words::scope::next_part(next.title())),
        None => (Route::certificates(id.clone()), words::scope::next().to_owned()),
    };
    let part = match tab {
        ScopeTab::TestItem => view! { <test_item::TestItem /> }.into_any(),
        ScopeTab::Protection => view! { <protection::Protection /> }.into_any(),
        ScopeTab::Components => view! { <components::Components /> }.into_any(),
        ScopeTab::Applicant => view! { <applicant::Applicant /> }.into_any(),
    };
    view! {
        <div class="page" class:wide=tab == ScopeTab::Components>
            <h1 tabindex="-1">{words::scope::title()}</h1>
            <p class="lead">{words::scope::lead()}</p>
            <nav aria-label=words::scope::parts()>
                <ul class="tabs">{ScopeTab::ALL.map(link).collect_view()}</ul>
            </nav>
            {part}
            <p class="actions"><a class="button primary" href=next.href()>{text}</a></p>
        </div>
    }
}

/// The command that changes the facts behind the route.
fn with_facts(session: Session, change: impl FnOnce(&mut Facts)) -> Command {
    let mut facts = session.peek(|open| open.assessment.scope.clone()).unwrap_or_default();
    change(&mut facts);
    Command::put(Record::Scope(facts))
}

/// Reads the facts behind the route; called again whenever they change.
fn facts<T: Default>(session: Session, read: impl FnOnce(&Facts) -> T) -> T {
    session.read(|open| read(&open.assessment.scope)).unwrap_or_default()
}
