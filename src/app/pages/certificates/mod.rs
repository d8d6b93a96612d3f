//! Route: what to apply for, in which order, and why (RT, CT).

mod drafts;
mod held;
mod iecex;
mod matrix;

use exready::{
    assessment::AssessmentId,
    keeping::Document,
    results::Results,
    route::{
        Decision, DecisionReason, OpenQuestion,
        matrix::{Backing, backing as matrix_backing},
        sequence,
    },
    words,
};
use leptos::prelude::*;

use crate::app::{
    route::{Route, RouteTab, ScopeTab},
    session::session,
};

/// One part of the route, with the way to the others.
#[component]
pub fn Certificates(id: AssessmentId, tab: RouteTab) -> impl IntoView {
    let link = |to: RouteTab| {
        let href = Route::Certificates(id.clone(), to).href();
        view! { <li><a href=href aria-current=(to == tab).then_some("true")>{to.title()}</a></li> }
            .into_any()
    };
    let part = match tab {
        RouteTab::Decision => view! { <Answer id=id.clone() /> }.into_any(),
        RouteTab::Certificates => view! { <held::Held /> <matrix::Matrix /> }.into_any(),
        RouteTab::Iecex => view! { <iecex::Iecex /> }.into_any(),
        RouteTab::Texts => view! { <drafts::Drafts /> }.into_any(),
    };
    view! {
        <div class="page">
            <h1 tabindex="-1">{words::route::title()}</h1>
            <nav aria-label=words::route::parts()>
                <ul class="tabs">{RouteTab::ALL.map(link).collect_view()}</ul>
            </nav>
            {part}
        </div>
    }
}

/// What to apply for, in which order, and why.
#[component]
fn Answer(id: AssessmentId) -> impl IntoView {
    let session = session();
    let next = Route::select(id.clone()).href();
    let id = StoredValue::new(id);
    view! {
        {move || session.read(|open| id.with_value(|id| decision(id, &open.results))).into_any()}
        <section class="list">
            <h2>{words::route::sequence()}</h2>
            {move || session.read(steps).into_any()}
        </section>
        <p class="actions"><a class="button primary" href=next>{words::route::next()}</a></p>
    }
}

/// The answer, readable in ten seconds, and what it rests on.
fn decision(id: &AssessmentId, results: &Results) -> AnyView {
    let Results { decision, exposure, .. } = results;
    let is_open = !decision.open.is_empty() || decision.either.is_some();
    let question = |question: &OpenQuestion| {
        let tab = match question {
            OpenQuestion::Exposure | OpenQuestion::Access => ScopeTab::Protection,
            OpenQuestion::Embedded | OpenQuestion::Item | OpenQuestion::Role => ScopeTab::TestItem,
        };
        let href = Route::Scope(id.clone(), tab).href();
        view! { <li><a href=href>{question.text()}</a> " " <span class="rule">{question.rule()}</span></li> }
            .into_any()
    };
    let open = (!decision.open.is_empty()).then(|| {
        view! {
            <h2>{words::route::open()}</h2>
            <ul class="plain">{decision.open.iter().map(question).collect_view()}</ul>
        }
        .into_any()
    });
    let advises = {
        let is_advisory_open = exposure.open().any(|question| question.kind.is_advisory());
        is_advisory_open.then(|| {
            let href = Route::Scope(id.clone(), ScopeTab::Protection).href();
            view! { <p class="finding"><a href=href>{words::route::advisory_open()}</a></p> }
                .into_any()
        })
    };
    view! {
        <div class="answer-line" class:attention=is_open aria-live="polite">
            <p><strong>{decision.headline()}</strong></p>
            <p>{decision.route.text()}</p>
        </div>
        {advises}
        {open}
        {because(decision)}
    }
    .into_any()
}

fn because(decision: &Decision) -> AnyView {
    if decision.reasons.is_empty() {
        return ().into_any();
    }
    let reason = |reason: &DecisionReason| {
        let slides = reason
            .on_slides
            .then(|| view! { " " <span class="tag">{words::route::on_slides()}</span> }.into_any());
        view! { <li>{reason.text()} " " <span class="rule">{reason.rule}</span> {slides}</li> }
            .into_any()
    };
    view! {
        <h2>{words::route::because()}</h2>
        <ul class="plain">{decision.reasons.iter().map(reason).collect_view()}</ul>
    }
    .into_any()
}

/// The checklist, with what is held already.
fn steps(open: &Document) -> AnyView {
    let assessment = &open.assessment;
    let steps = sequence::steps(assessment, &open.results.decision, Some(&assessment.day));
    if steps.is_empty() {
        return view! { <p class="empty">{words::route::no_sequence()}</p> }.into_any();
    }
    let next = sequence::next(&steps);
    // What the workshop does not back is the NCB's to say, wherever it is named (CT-1).
    let confirm = |step: &sequence::Step| {
        let backing = matrix_backing(step.part?, step.r#type?);
        (backing != Backing::Workshop).then(|| format!("{} ", words::route::confirm_type()))
    };
    let step = |(index, step): (usize, &sequence::Step)| {
        let class = match (step.is_done(), next == Some(index)) {
            (true, _) => "todo done",
            (false, true) => "todo next",
            (false, false) => "todo",
        };
        view! {
            <li class=class>
                <span class="todo-text">{step.text()}</span>
                <span class="todo-state">{step.turn.text()} ": " {step.state.text()}</span>
                <span class="hint">{step.why()} " " {confirm(step)} <span class="rule">{step.rule}</span></span>
            </li>
        }
        .into_any()
    };
    view! { <ol class="todos">{steps.iter().enumerate().map(step).collect_view()}</ol> }.into_any()
}
