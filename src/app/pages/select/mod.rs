//! Select: which parts are assessed, up to which level, and what a profile
//! makes of it. Nothing here deletes an answer.

mod bulk;
mod edition;
pub mod parts;
pub mod profiles;
mod requirements;
mod target;

use exready::{
    assessment::{AssessmentId, Command, Record, Selection},
    catalogue::PartId,
    words,
};
use leptos::prelude::*;

use crate::app::{
    route::{Route, SelectTab},
    session::{Session, session},
};

/// One part of the selection, with the way to the others.
#[component]
pub fn Select(id: AssessmentId, tab: SelectTab) -> impl IntoView {
    let session = session();
    let first = session.peek(|open| open.assessment.selection.parts.first().copied()).flatten();
    let shown = match tab {
        SelectTab::Requirements(part) => part,
        SelectTab::Parts | SelectTab::Profiles => first.unwrap_or(PartId::P4_1),
    };
    let link = |to: SelectTab, text: &'static str| {
        let href = Route::Select(id.clone(), to).href();
        view! { <li><a href=href aria-current=(to == tab).then_some("true")>{text}</a></li> }
            .into_any()
    };
    let content = match tab {
        SelectTab::Parts => view! { <parts::Parts id=id.clone() /> }.into_any(),
        SelectTab::Requirements(part) => {
            view! { <requirements::Requirements id=id.clone() part /> }.into_any()
        }
        SelectTab::Profiles => view! { <profiles::Profiles /> }.into_any(),
    };
    view! {
        <div class="page select" class:wide=matches!(tab, SelectTab::Requirements(_))>
            <h1 tabindex="-1">{words::select::title()}</h1>
            {(tab == SelectTab::Parts).then(|| view! { <p class="lead">{words::select::lead()}</p> }.into_any())}
            <nav aria-label=words::select::tabs()>
                <ul class="tabs">
                    {link(SelectTab::Parts, words::select::parts())}
                    {link(SelectTab::Requirements(shown), words::select::requirements())}
                    {link(SelectTab::Profiles, words::select::profiles())}
                </ul>
            </nav>
            {content}
        </div>
    }
}

/// The command that changes the selection.
fn with_selection(session: Session, change: impl FnOnce(&mut Selection)) -> Command {
    let mut selection = session.peek(|open| open.assessment.selection.clone()).unwrap_or_default();
    change(&mut selection);
    Command::put(Record::Selection(selection))
}

/// Reads the selection; called again whenever it changes.
fn selection<T: Default>(session: Session, read: impl FnOnce(&Selection) -> T) -> T {
    session.read(|open| read(&open.assessment.selection)).unwrap_or_default()
}

/// Puts an item into a list, or takes it out.
fn toggle<T: Ord>(list: &mut Vec<T>, item: T, is_on: bool) {
    list.retain(|other| *other != item);
    if is_on {
        list.push(item);
        list.sort();
    }
}
