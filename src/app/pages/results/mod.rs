//! Results: the numbers of the certificate, what stands in their way, and what
//! they look like on paper.

pub mod certificate;
mod charts;
mod components;
pub mod cra;
pub mod figures;
mod findings;
mod gaps;
pub mod labels;
mod overview;
mod progress;

use exready::{assessment::AssessmentId, catalogue::PartId, results::expired_since, words};
use leptos::prelude::*;

use super::select::profiles::InEffect;
use crate::app::{
    browser::clock,
    route::{ResultsTab, Route},
    session::session,
};

/// One part of the results, with the way to the others.
#[component]
pub fn Results(id: AssessmentId, tab: ResultsTab) -> impl IntoView {
    let parts = session().peek(|open| open.assessment.selection.parts.clone()).unwrap_or_default();
    // The first part that has something to show.
    let answered = session().peek(|open| {
        let begun = open.results.parts.iter().find(|part| part.looked_at().0 > 0);
        begun.map(|part| part.part)
    });
    let Some(first) = answered.flatten().or(parts.first().copied()) else {
        let select = Route::select(id.clone()).href();
        return view! {
            <div class="page">
                <h1 tabindex="-1">{words::results::title()}</h1>
                <p class="empty">{words::results::nothing_selected()}</p>
                <p class="actions"><a class="button primary" href=select>{words::assess::to_selection()}</a></p>
                // What is found beside the answers is found without them.
                {findings::view(id, parts)}
            </div>
        }
        .into_any();
    };
    let shown = |part: Option<PartId>| part.filter(|part| parts.contains(part)).unwrap_or(first);
    let link = |to: ResultsTab, text: &'static str| {
        let is_here = std::mem::discriminant(&to) == std::mem::discriminant(&tab);
        let href = Route::Results(id.clone(), to).href();
        view! { <li><a href=href aria-current=is_here.then_some("true")>{text}</a></li> }.into_any()
    };
    let content = match tab {
        ResultsTab::Figures(part) => {
            let part = shown(part);
            view! { <figures::Figures id=id.clone() part parts=parts.clone() /> }.into_any()
        }
        ResultsTab::Certificate(part) => {
            certificate::preview(id.clone(), shown(part), parts.clone())
        }
        ResultsTab::Cra => cra::view(id.clone()),
        ResultsTab::Gaps => gaps::view(id.clone(), parts.clone()),
        ResultsTab::Findings => findings::view(id.clone(), parts.clone()),
        ResultsTab::Progress => progress::view(parts.clone()),
    };
    let expired = || {
        let text = session().text(|open| match expired_since(&open.assessment, &clock::today()) {
            0 => String::new(),
            count => words::results::expired_since(count, open.assessment.day.as_str()),
        });
        (!text.is_empty()).then(|| view! { <p class="hint">{text}</p> }.into_any())
    };
    view! {
        <div class="page wide results">
            <p class="crumb">{words::results::not_a_certificate()}</p>
            <h1 tabindex="-1">{words::results::title()}</h1>
            <nav aria-label=words::results::tabs()>
                <ul class="tabs">
                    {link(ResultsTab::Figures(None), words::results::figures())}
                    {link(ResultsTab::Gaps, words::gaps::tab())}
                    {link(ResultsTab::Findings, words::findings::title())}
                    {link(ResultsTab::Progress, words::progress::title())}
                    {link(ResultsTab::Certificate(None), words::results::certificate())}
                    {link(ResultsTab::Cra, words::results::cra())}
                </ul>
            </nav>
            <InEffect />
            {move || expired()}
            {content}
        </div>
    }
    .into_any()
}
