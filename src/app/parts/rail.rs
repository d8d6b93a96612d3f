//! The steps of the flow, each with how far it is.

use exready::{
    assessment::{AssessmentId, Scope},
    catalogue::PartId,
    keeping::Document,
    results::PartResults,
    route::IecexAnswer,
    text::is_blank,
    words,
};
use leptos::prelude::*;

use crate::app::{
    route::{Route, Screen},
    session::session,
};

/// How far a step is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Open,
    InProgress,
    Done,
    Attention,
}

/// How far a step is, with what stands beside its name.
type StateOf = fn(&Document) -> (State, String);

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
    let session = session();
    let id = Memo::new(move |_| {
        let here = route.with(|route| route.assessment().cloned());
        here.filter(|id| session.is_at(id))
    });
    view! {
        {move || id.get().map(|id| view! { <Steps id route /> }.into_any())}
    }
}

#[component]
fn Steps(id: AssessmentId, route: RwSignal<Route>) -> impl IntoView {
    let session = session();
    let screen = Memo::new(move |_| route.with(Route::screen));
    // What hangs neither on answers nor on evidence is not looked at with each of them.
    let step = move |to: Route, name: &'static str, is_beside: bool, state: StateOf| {
        let here = to.screen();
        let current = move || {
            screen.with(|screen| std::mem::discriminant(screen) == std::mem::discriminant(&here))
        };
        let state = Memo::new(move |_| {
            let state = if is_beside { session.read_beside(state) } else { session.read(state) };
            state.unwrap_or_default()
        });
        view! {
            <li>
                <a href=to.href() class=move || state.with(|state| format!("step {}", state.0.class())) aria-current=move || current().then_some("page")>
                    <span class="step-mark" aria-hidden="true"></span>
                    <span class="step-name">{name}</span>
                    <span class="step-count" translate="no">{move || state.with(|state| state.1.clone())}</span>
                    <span class="unseen">{move || state.with(|state| state.0.text())}</span>
                </a>
            </li>
        }
    };
    // The parts that are selected; other changes leave the links alone.
    let parts = Memo::new(move |_| {
        session.read(|open| open.assessment.selection.parts.clone()).unwrap_or_default()
    });
    let assess = match screen.get_untracked() {
        Screen::Assess(id, part, group) => Route::Assess(id, part, group, None),
        _ => {
            let first = parts.with_untracked(|parts| parts.first().copied());
            Route::Assess(id.clone(), first.unwrap_or(PartId::P4_1), 0, None)
        }
    };
    let assessment = id.clone();
    let part_link = move |part: PartId| {
        let href = Route::Assess(assessment.clone(), part, 0, None).href();
        let current = move || {
            screen.with(|screen| matches!(screen, Screen::Assess(_, shown, _) if *shown == part))
        };
        let count = move || {
            session.text(|open| {
                open.results.part(part).map_or(String::new(), |part| ratio(part.looked_at()))
            })
        };
        view! {
            <li hidden=move || parts.with(|parts| !parts.contains(&part))>
                <a href=href class="part-step" aria-current=move || current().then_some("true")>
                    <span>{part.code()}</span> " " <span class="step-count" translate="no" title=words::rail::answered()>{move || count()}</span>
                </a>
            </li>
        }
        .into_any()
    };
    let link = |make: fn(AssessmentId) -> Route| make(id.clone());
    view! {
        <nav class="rail" aria-label=words::rail::label()>
            <ol>
                {step(link(Route::scope), words::rail::scope(), true, scope_state)}
                {step(link(Route::certificates), words::rail::route(), true, route_state)}
                {step(link(Route::select), words::rail::select(), true, select_state)}
                {step(assess, words::rail::assess(), false, assess_state)}
                <li class="part-steps">
                    <ul aria-label=words::rail::parts()>{PartId::ALL.map(part_link).collect_view()}</ul>
                </li>
                {step(link(|id| Route::Evidence(id, None)), words::rail::evidence(), false, evidence_state)}
                {step(link(Route::results), words::rail::results(), false, results_state)}
                {step(link(Route::HandOver), words::rail::hand_over(), true, hand_over_state)}
            </ol>
        </nav>
    }
}

fn scope_state(open: &Document) -> (State, String) {
    let assessment = &open.assessment;
    let filled = [
        &assessment.applicant.name,
        &assessment.test_item.name,
        &assessment.test_item.r#type,
        &assessment.test_item.firmware_version,
    ]
    .iter()
    .filter(|text| !is_blank(text))
    .count();
    let state = match filled {
        0 => State::Open,
        4 => State::Done,
        _ => State::InProgress,
    };
    (state, String::new())
}

fn route_state(open: &Document) -> (State, String) {
    let decision = &open.results.decision;
    let is_settled = decision.open.is_empty() && decision.iecee.open.is_empty();
    let state = match (decision.iecex, is_settled) {
        (IecexAnswer::AskExcb | IecexAnswer::Argued, _) => State::Attention,
        (_, true) => State::Done,
        (IecexAnswer::Open, false) if open.assessment.scope == Scope::default() => State::Open,
        (_, false) => State::InProgress,
    };
    (state, String::new())
}

fn select_state(open: &Document) -> (State, String) {
    let (_, in_scope) = open.results.looked_at();
    let is_empty = |part: &PartResults| part.coverage.in_scope == 0;
    let state = if open.results.parts.is_empty() {
        State::Open
    } else if open.results.parts.iter().any(is_empty) {
        State::Attention
    } else {
        State::Done
    };
    (state, in_scope.to_string())
}

fn assess_state(open: &Document) -> (State, String) {
    let (looked_at, total) = open.results.looked_at();
    let state = match (open.results.counts().without_open(), looked_at) {
        (1.., _) if total > 0 => State::Attention,
        (_, 0) => State::Open,
        (_, looked_at) if looked_at == total => State::Done,
        _ => State::InProgress,
    };
    (state, ratio((looked_at, total)))
}

fn ratio((count, total): (usize, usize)) -> String {
    format!("{count}/{total}")
}

fn evidence_state(open: &Document) -> (State, String) {
    let count = open.assessment.evidence.len();
    (if count == 0 { State::Open } else { State::InProgress }, count.to_string())
}

fn results_state(open: &Document) -> (State, String) {
    let findings = open.results.counts().without_open();
    if findings == 0 { (State::Open, String::new()) } else { (State::Attention, String::new()) }
}

fn hand_over_state(_: &Document) -> (State, String) {
    (State::Open, String::new())
}
