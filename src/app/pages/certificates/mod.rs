//! Route: what IECEx would ask for, what IECEE offers, in which order, and why
//! (ST, RT, CT).

mod drafts;
mod held;
mod iecee;
mod iecex;
mod matrix;

use exready::{
    assessment::AssessmentId,
    keeping::Document,
    route::{
        Decision, DecisionReason, IecexAnswer, OpenQuestion,
        matrix::{Backing, backing as matrix_backing},
        sequence, standard,
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
        RouteTab::Iecex => view! { {status()} <iecex::Iecex /> }.into_any(),
        RouteTab::Texts => view! { {status()} <drafts::Drafts /> }.into_any(),
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

/// That the concept is not known to be in force: once on every screen that leads to
/// an IECEx certificate (ST-1).
fn status() -> AnyView {
    view! { <p class="hint">{words::route::status()} " " <span class="rule" translate="no">"ST-1"</span></p> }
        .into_any()
}

/// Two answers to two questions (ST-2), and the order that follows from them.
#[component]
fn Answer(id: AssessmentId) -> impl IntoView {
    let session = session();
    let next = Route::select(id.clone()).href();
    let id = StoredValue::new(id);
    view! {
        <div class="answers">
            <section class="list">
                <h2>{words::route::iecex_question()}</h2>
                {move || session.read(|open| id.with_value(|id| iecex_answer(id, &open.results.decision))).into_any()}
                {status()}
            </section>
            <section class="list">
                <h2>{words::route::iecee_question()}</h2>
                {move || session.read(|open| id.with_value(|id| iecee::offers(id, &open.results.decision.iecee))).into_any()}
                <p class="hint">{words::route::in_force()} " " <span class="rule" translate="no">"ST-1"</span></p>
            </section>
        </div>
        <section class="list">
            <h2>{words::route::sequence()}</h2>
            {move || session.read(steps).into_any()}
        </section>
        <section class="list">
            <h2>{words::route::map()} " " <span class="rule" translate="no">"RT-9"</span></h2>
            {move || session.read(|open| iecee::map(&open.results.decision)).into_any()}
        </section>
        <p class="actions"><a class="button primary" href=next>{words::route::next()}</a></p>
    }
}

/// What is still open, each with the way to its answer.
fn open_questions(id: &AssessmentId, open: &[OpenQuestion]) -> AnyView {
    let question = |question: &OpenQuestion| {
        let tab = match question {
            OpenQuestion::Exposure | OpenQuestion::Access | OpenQuestion::Advisory => {
                ScopeTab::Protection
            }
            OpenQuestion::Embedded
            | OpenQuestion::Item
            | OpenQuestion::Role
            | OpenQuestion::Programmable => ScopeTab::TestItem,
        };
        let href = Route::Scope(id.clone(), tab).href();
        view! { <li class="open"><a href=href>{question.text()}</a> " " <span class="rule" translate="no">{question.rule()}</span></li> }
            .into_any()
    };
    if open.is_empty() {
        return ().into_any();
    }
    view! {
        <h3>{words::route::open()}</h3>
        <ul class="reasons">{open.iter().map(question).collect_view()}</ul>
    }
    .into_any()
}

/// What IECEx would ask for, readable in ten seconds, and what it rests on.
fn iecex_answer(id: &AssessmentId, decision: &Decision) -> AnyView {
    let is_open = !decision.open.is_empty() || decision.either.is_some();
    let reading = match decision.asked_for() {
        Some(part) => {
            let tail = match decision.iecex {
                IecexAnswer::Argued => words::route::reading_argued(),
                IecexAnswer::IeceeForIecex => words::route::reading_iecex(),
                _ => words::route::reading_iecee(),
            };
            view! {
                <p>{words::route::reading_lead()} " " <strong class="figure">{standard(part).number}</strong> " " {tail}</p>
            }
            .into_any()
        }
        None => view! { <p><strong class="title">{decision.headline()}</strong></p> }.into_any(),
    };
    let is_manufacturer = (decision.iecex == IecexAnswer::Manufacturer)
        .then(|| view! { " " {words::route::manufacturer_hint()} }.into_any());
    let either = decision
        .either
        .filter(|_| decision.asked_for().is_some())
        .map(|_| view! { <p>{decision.headline()}</p> }.into_any());
    view! {
        <div class="iecex-answer" class:attention=is_open aria-live="polite">
            {reading}
            {either}
        </div>
        <p>{decision.iecex.text()} {is_manufacturer}</p>
        {open_questions(id, &decision.open)}
        {because(decision)}
    }
    .into_any()
}

/// What supports the answer of IECEx, each reason with its rule.
fn because(decision: &Decision) -> AnyView {
    if decision.reasons.is_empty() {
        return ().into_any();
    }
    let reason = |reason: &DecisionReason| {
        let slides = reason
            .on_slides
            .then(|| view! { " " <span class="tag">{words::route::on_slides()}</span> }.into_any());
        view! { <li><span>{reason.text()} {slides}</span> " " <span class="rule" translate="no">{reason.rule}</span></li> }
            .into_any()
    };
    view! {
        <h3>{words::route::because()}</h3>
        <ul class="reasons">{decision.reasons.iter().map(reason).collect_view()}</ul>
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
                <span class="hint">
                    {step.label.map(|label| view! { <strong>{label.text()}</strong> " " }.into_any())}
                    {step.why()} " " {confirm(step)} <span class="rule" translate="no">{step.rule}</span>
                </span>
            </li>
        }
        .into_any()
    };
    view! { <ol class="todos">{steps.iter().enumerate().map(step).collect_view()}</ol> }.into_any()
}
