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
        let has_come = today.as_ref().is_some_and(|today| *day <= today.as_str());
        let since = if has_come { words::cra::since(day) } else { words::cra::from(day) };
        view! { <dt>{*what}</dt> <dd>{since}</dd> }.into_any()
    });
    let dates: Vec<AnyView> = dates.collect();
    let rows = move || {
        session.read(|open| {
            let results = cra_results(&open.assessment, &open.results);
            results.iter().map(|of| row(&id, of)).collect::<Vec<_>>()
        })
    };
    let beyond = cra_beyond().iter().map(|CraBeyond { place, title, text }| {
        view! { <dt>{*title}</dt> <dd>{*text} " " <span class="rule">{*place}</span></dd> }
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
fn row(id: &AssessmentId, of: &CraResults) -> AnyView {
    let total = of.helpers.len();
    let passed = of.helpers.iter().filter(|one| one.verdict == Verdict::Pass).count();
    let counts = (total > 0).then(|| {
        let mut text = words::cra::passed_of(&passed.to_string(), &total.to_string());
        text.extend([words::list::dot(), &words::cra::evidence(of.evidence)]);
        if of.unsupported > 0 {
            text.extend([words::list::dot(), &words::cra::unsupported(of.unsupported)]);
        }
        let helpers: Vec<AnyView> = of.helpers.iter().map(|one| helper(id, one)).collect();
        view! { <details class="more"><summary>{text}</summary><ul class="plain">{helpers}</ul></details> }
            .into_any()
    });
    let outside = (of.outside > 0).then(|| words::cra::outside(of.outside));
    let is_gap = of.summary == CraSummary::Gap;
    view! {
        <tr class:cra-gap=is_gap>
            <th scope="row"><span class="row-id">{of.row.id}</span> " " {of.row.title}</th>
            <td data-label=words::cra::summary()>{of.summary_text()}</td>
            <td data-label=words::cra::confidence()>{confidence_text(of.row.confidence)}</td>
            <td data-label=words::cra::helpers()>{counts} <span class="hint">{outside}</span></td>
        </tr>
    }
    .into_any()
}

fn helper(id: &AssessmentId, of: &Helper) -> AnyView {
    let href = Route::requirement(id.clone(), of.key).href();
    let mut text =
        words::cra::helper(mark::verdict_text(of.verdict), &words::cra::evidence(of.evidence));
    if of.is_unsupported {
        text.extend([words::list::dot(), words::level::none()]);
    }
    view! { <li><a href=href>{of.key.with_part()}</a> " " {text}</li> }.into_any()
}
