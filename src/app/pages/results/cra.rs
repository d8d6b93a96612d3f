//! The same answers in the order of the Cyber Resilience Act.

use exready::{
    assessment::{AssessmentId, Verdict},
    catalogue::{CraBeyond, cra_beyond, cra_dates},
    results::{CraResults, CraSummary, Helper, cra_results},
    words,
};
use leptos::prelude::*;

use super::certificate;
use crate::app::{
    browser::clock,
    parts::{guidance::confidence_text, mark},
    route::Route,
    session::session,
};

/// Annex I, requirement by requirement, and what lies beyond IEC 62443.
pub fn view(id: AssessmentId) -> AnyView {
    let session = session();
    let today = clock::today();
    let dates = cra_dates().iter().map(|(day, what)| {
        let has_come = *day <= today.as_str();
        let since = if has_come { words::cra::since(day) } else { words::cra::from(day) };
        view! { <dt>{*what}</dt> <dd>{since}</dd> }.into_any()
    });
    let dates: Vec<AnyView> = dates.collect();
    let rows = move || {
        session.read(|open| {
            let results = cra_results(&open.assessment, &open.results);
            results.iter().map(|results| row(&id, results)).collect::<Vec<_>>()
        })
    };
    let beyond = cra_beyond().iter().map(|CraBeyond { place, title, text }| {
        view! { <dt>{*title}</dt> <dd>{*text} " " <span class="rule" translate="no">{*place}</span></dd> }
            .into_any()
    });
    let beyond: Vec<AnyView> = beyond.collect();
    view! {
        <h2>{words::cra::title()}</h2>
        <p class="lead">{words::cra::lead()}</p>
        <p class="notice"><strong>{words::cra::no_presumption()}</strong></p>
        {certificate::print_button()}
        <h3>{words::cra::dates()}</h3>
        <dl class="facts-list">{dates}</dl>
        <div class="table-frame" tabindex="0" role="region" aria-label=words::cra::title()>
            <table class="narrow cra">
                <thead>
                    <tr>
                        <th scope="col">{words::cra::row()}</th>
                        <th scope="col">{words::cra::summary()}</th>
                        <th scope="col">{words::cra::confidence()}</th>
                        <th scope="col">{words::cra::helpers()}</th>
                    </tr>
                </thead>
                <tbody>{move || rows().into_any()}</tbody>
            </table>
        </div>
        <p class="hint">{words::cra::confidence_hint()}</p>
        <h2>{words::cra::beyond()}</h2>
        <p>{words::cra::beyond_lead()}</p>
        <dl class="facts-list cra-beyond">{beyond}</dl>
    }
    .into_any()
}

/// A requirement of the annex with those of IEC 62443 that help.
fn row(id: &AssessmentId, results: &CraResults) -> AnyView {
    let total = results.helpers.len();
    let passed = results.helpers.iter().filter(|one| one.verdict == Verdict::Pass).count();
    let counts = (total > 0).then(|| {
        let mut text = words::cra::passed_of(passed, total);
        let dot = words::list::dot();
        text = format!("{text}{dot}{}", words::cra::evidence(results.evidence));
        if results.unsupported > 0 {
            text = format!("{text}{dot}{}", words::cra::unsupported(results.unsupported));
        }
        let helpers: Vec<AnyView> = results.helpers.iter().map(|one| helper(id, one)).collect();
        view! { <details class="more"><summary>{text}</summary><ul class="plain">{helpers}</ul></details> }
            .into_any()
    });
    let outside = (results.outside > 0).then(|| words::cra::outside(results.outside));
    let is_gap = results.summary == CraSummary::Gap;
    view! {
        <tr class:cra-gap=is_gap>
            <th scope="row"><span class="row-id" translate="no">{results.row.id}</span> " " {results.row.title}</th>
            <td data-label=words::cra::summary()>{results.summary_text()}</td>
            <td data-label=words::cra::confidence()>{confidence_text(results.row.confidence)}</td>
            <td data-label=words::cra::helpers()>{counts} <span class="hint">{outside}</span></td>
        </tr>
    }
    .into_any()
}

fn helper(id: &AssessmentId, helper: &Helper) -> AnyView {
    let href = Route::requirement(id.clone(), helper.key).href();
    let mut text = words::cra::helper(
        mark::verdict_text(helper.verdict),
        &words::cra::evidence(helper.evidence),
    );
    if helper.is_unsupported {
        text = format!("{text}{}{}", words::list::dot(), words::level::none());
    }
    view! { <li><a href=href>{helper.key.with_part()}</a> " " {text}</li> }.into_any()
}
