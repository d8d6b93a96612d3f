//! Assess: the requirements of one practice; the open one with its form, and
//! its guidance beside it.

use exready::{
    assessment::{AssessmentId, Verdict},
    catalogue::{Group, PartId, RequirementKey},
    scoring::LevelReached,
    words,
};
use leptos::prelude::*;

use super::results::{claimed_text, level};
use crate::app::{
    parts::{answer_form::AnswerForm, field::or_dash, guidance::Guidance, mark::verdict_mark},
    route::Route,
    session::{Open, session},
};

/// Which requirements the list shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    All,
    Open,
    Gaps,
}

impl Filter {
    /// Whether it shows a requirement of this counted verdict with so many
    /// findings. A gap is where an assessor would stop.
    fn shows(self, verdict: Verdict, findings: usize) -> bool {
        match self {
            Self::All => true,
            Self::Open => verdict == Verdict::NotEvaluated,
            Self::Gaps => verdict == Verdict::Fail || findings > 0,
        }
    }
}

/// The requirements of one practice.
#[component]
pub fn Assess(
    id: AssessmentId,
    part: PartId,
    group: usize,
    route: RwSignal<Route>,
) -> impl IntoView {
    let session = session();
    let filter = RwSignal::new(Filter::All);
    let open = Memo::new(move |_| route.with(Route::open_requirement));
    let catalogue = part.part();
    let Some(shown) = catalogue.groups.get(group) else { return ().into_any() };
    let ratio = move || {
        session.text(|open| {
            let results = open.results.part(part).and_then(|part| part.groups.get(group));
            results.map_or(String::new(), |results| {
                words::assess::summary(
                    &results.coverage.ratio(shown.id),
                    claimed_text(results.maturity.claimed),
                    level(results.maturity.supported),
                )
            })
        })
    };
    let count = move |filter: Filter| {
        let count = session.read(|open| {
            let results = open.results.part(part)?;
            let rows = shown.keys(part).filter(|key| {
                let findings = results.findings_on(*key).count();
                let row = results.requirements.get(key.row());
                row.is_some_and(|row| filter.shows(row.verdict, findings))
            });
            Some(rows.count().to_string())
        });
        count.flatten().unwrap_or_default()
    };
    let chip = move |which: Filter, text: &'static str| {
        let is_counted = which != Filter::All;
        view! {
            <button type="button" class="chip" aria-pressed=move || (filter.get() == which).to_string() on:click=move |_| filter.set(which)>
                {text}
                {is_counted.then(|| view! { " " {move || count(which)} }.into_any())}
            </button>
        }
        .into_any()
    };
    let tab = |(index, group): (usize, &'static Group)| {
        let to = Route::Assess(id.clone(), part, index, None);
        let ratio = move || {
            session.text(|open| {
                let group = open.results.part(part).and_then(|part| part.groups.get(index));
                group.map_or(String::new(), |group| {
                    [group.coverage.passed.to_string(), group.coverage.total.to_string()].join("/")
                })
            })
        };
        view! {
            <li><a href=to.href() aria-current=(group.id == shown.id).then_some("true") title=group.title>
                {group.id} " " <span class="count">{move || ratio()}</span>
            </a></li>
        }
        .into_any()
    };
    let closed = Route::Assess(id.clone(), part, group, None).href();
    view! {
        <div class="page assess">
            <p class="crumb">{catalogue.standard} ":" {catalogue.edition}</p>
            <h1 tabindex="-1">{words::assess::practice(&shown.number.to_string(), shown.title)}</h1>
            <p class="ratio">{move || ratio()}</p>
            <nav aria-label=words::assess::practices()>
                <ul class="tabs">{catalogue.groups.iter().enumerate().map(tab).collect_view()}</ul>
            </nav>
            <div class="chips" role="group" aria-label=words::assess::filter()>
                {chip(Filter::All, words::assess::all())}
                {chip(Filter::Open, words::assess::open())}
                {chip(Filter::Gaps, words::assess::gaps())}
            </div>
            <ul class="requirements">
                {shown.keys(part).map(|key| view! { <Row key id=id.clone() closed=closed.clone() open filter /> }.into_any()).collect_view()}
            </ul>
            <Neighbours id=id.clone() part group />
        </div>
        <aside class="pane" tabindex="0" aria-label=words::guidance::title()>
            {move || match open.get() {
                Some(key) => view! {
                    <h2>{key.id()} " " {key.requirement().title}</h2>
                    <Guidance key />
                }.into_any(),
                None => view! { <p class="empty">{words::assess::choose()}</p> }.into_any(),
            }}
        </aside>
    }
    .into_any()
}

#[component]
fn Row(
    key: RequirementKey,
    id: AssessmentId,
    closed: String,
    open: Memo<Option<RequirementKey>>,
    filter: RwSignal<Filter>,
) -> impl IntoView {
    let session = session();
    let is_open = Memo::new(move |_| open.get() == Some(key));
    let hidden = move || {
        let shown = session.read(|open| {
            let part = open.results.part(key.part())?;
            let row = part.requirements.get(key.row())?;
            Some(filter.get().shows(row.verdict, part.findings_on(key).count()))
        });
        shown.flatten() == Some(false) && !is_open.get()
    };
    let there = Route::requirement(id, key).href();
    view! {
        <li class="requirement" class:open=move || is_open.get() hidden=move || hidden()>
            <a class="row" href=move || if is_open.get() { closed.clone() } else { there.clone() }
                aria-expanded=move || is_open.get().to_string()>
                <span class="row-id">{key.id()}</span>
                <span class="row-title">{key.requirement().title}</span>
                {move || session.read(|open| summary(open, key)).into_any()}
            </a>
            {move || is_open.get().then(|| view! { <AnswerForm key /> }.into_any())}
        </li>
    }
}

/// What the row of a requirement says of its answer.
fn summary(open: &Open, key: RequirementKey) -> AnyView {
    let answers = &open.assessment.answers;
    let part = open.results.part(key.part());
    let findings = part.map_or(0, |part| part.findings_on(key).count());
    let levels = open.results.requirement(key).map(|row| {
        let level = |level: LevelReached| {
            let number = level.number();
            or_dash(if number == 0 { String::new() } else { number.to_string() })
        };
        words::assess::levels(&level(row.claimed), &level(row.supported))
    });
    let documents = answers.get(key).map_or(0, |answer| answer.evidence.len());
    let flag = (findings > 0).then(|| {
        view! {
            <span class="flag" aria-hidden="true">"!"</span>
            <span class="unseen">{words::status::findings(findings)}</span>
        }
        .into_any()
    });
    view! {
        <span class="row-findings">{flag}</span>
        {verdict_mark(answers.verdict(key))}
        <span class="row-levels">{levels.unwrap_or_default()}</span>
        <span class="row-documents">{words::assess::documents(documents)}</span>
    }
    .into_any()
}

/// The practices before and after.
#[component]
fn Neighbours(id: AssessmentId, part: PartId, group: usize) -> impl IntoView {
    let link = move |to: Option<usize>, text: fn(&str) -> String| {
        let to = to?;
        let group = part.part().groups.get(to)?;
        let href = Route::Assess(id.clone(), part, to, None).href();
        Some(view! { <a class="button" href=href>{text(group.title)}</a> }.into_any())
    };
    view! {
        <div class="actions neighbours">
            {link(group.checked_sub(1), words::assess::previous)}
            {link(Some(group + 1), words::assess::next)}
        </div>
    }
}
