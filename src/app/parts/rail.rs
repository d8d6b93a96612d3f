//! The steps of the flow, each with how far it is.

use exready::{
    assessment::{AssessmentId, Scope},
    catalogue::PartId,
    route, words,
};
use leptos::prelude::*;

use crate::app::{
    route::{Route, Screen},
    session::{Open, session},
};

/// How far a step is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    InProgress,
    Done,
    Attention,
}

impl State {
    const fn class(self) -> &'static str {
        match self {
            Self::Open => "step-open",
            Self::InProgress => "step-progress",
            Self::Done => "step-done",
            Self::Attention => "step-attention",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Open => words::rail::open(),
            Self::InProgress => words::rail::in_progress(),
            Self::Done => words::rail::done(),
            Self::Attention => words::rail::attention(),
        }
    }
}

/// The links to the steps of the open assessment.
#[component]
pub fn Rail(route: RwSignal<Route>) -> impl IntoView {
    let id = Memo::new(move |_| route.with(|route| route.assessment().cloned()));
    view! {
        {move || id.get().map(|id| view! { <Steps id route /> }.into_any())}
    }
}

#[component]
fn Steps(id: AssessmentId, route: RwSignal<Route>) -> impl IntoView {
    let session = session();
    let screen = Memo::new(move |_| route.with(Route::screen));
    let step = move |to: Route, name: &'static str, state: fn(&Open) -> (State, String)| {
        let here = to.screen();
        let current = move || {
            screen.with(|screen| std::mem::discriminant(screen) == std::mem::discriminant(&here))
        };
        let state = move || session.read(state).unwrap_or((State::Open, String::new()));
        view! {
            <li>
                <a href=to.href() class=move || ["step ", state().0.class()].concat() aria-current=move || current().then_some("page")>
                    <span class="step-mark" aria-hidden="true"></span>
                    <span class="step-name">{name}</span>
                    <span class="step-count">{move || state().1}</span>
                    <span class="unseen">{move || state().0.text()}</span>
                </a>
            </li>
        }
    };
    let assess = || match screen.get() {
        Screen::Assess(id, part, group) => Route::Assess(id, part, group, None),
        _ => Route::Assess(id.clone(), PartId::P4_1, 0, None),
    };
    let link = |make: fn(AssessmentId) -> Route| make(id.clone());
    view! {
        <nav class="rail" aria-label=words::rail::label()>
            <ol>
                {step(link(Route::scope), words::rail::scope(), scope_state)}
                {step(link(Route::certificates), words::rail::route(), route_state)}
                {step(assess(), words::rail::assess(), assess_state)}
                {step(link(Route::Evidence), words::rail::evidence(), evidence_state)}
                {step(link(Route::Results), words::rail::results(), results_state)}
                {step(link(Route::HandOver), words::rail::hand_over(), hand_over_state)}
            </ol>
        </nav>
    }
}

fn scope_state(open: &Open) -> (State, String) {
    let assessment = &open.assessment;
    let filled = [
        &assessment.applicant.name,
        &assessment.test_item.name,
        &assessment.test_item.r#type,
        &assessment.test_item.firmware_version,
    ]
    .iter()
    .filter(|text| !text.trim().is_empty())
    .count();
    let state = match filled {
        0 => State::Open,
        4 => State::Done,
        _ => State::InProgress,
    };
    (state, String::new())
}

fn route_state(open: &Open) -> (State, String) {
    let decision = route::decision(&open.assessment);
    let state = match (decision.route, decision.open.is_empty()) {
        (route::Route::AskExcb, _) => State::Attention,
        (_, true) => State::Done,
        (route::Route::Open, false) if open.assessment.scope == Scope::default() => State::Open,
        (_, false) => State::InProgress,
    };
    (state, String::new())
}

fn assess_state(open: &Open) -> (State, String) {
    let Some(part) = open.results.part(PartId::P4_1) else { return (State::Open, String::new()) };
    let coverage = &part.coverage;
    let looked_at = usize::from(coverage.passed + coverage.not_applicable + coverage.failed);
    let state = match (part.findings.is_empty(), looked_at) {
        (false, _) => State::Attention,
        (true, 0) => State::Open,
        (true, looked_at) if looked_at == usize::from(coverage.total) => State::Done,
        _ => State::InProgress,
    };
    (state, [looked_at.to_string(), coverage.total.to_string()].join("/"))
}

fn evidence_state(open: &Open) -> (State, String) {
    let count = open.assessment.evidence.len();
    (if count == 0 { State::Open } else { State::InProgress }, count.to_string())
}

fn results_state(open: &Open) -> (State, String) {
    let findings = open.results.finding_count();
    if findings == 0 { (State::Open, String::new()) } else { (State::Attention, String::new()) }
}

fn hand_over_state(_: &Open) -> (State, String) {
    (State::Open, String::new())
}
