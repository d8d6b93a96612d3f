//! Assess: the requirements of one practice; the open one with its form, and
//! its guidance beside it.

use exready::{
    assessment::{AssessmentId, Verdict},
    catalogue::{Group, PartId, RequirementKey},
    words,
};
use leptos::prelude::*;

use super::results::{claimed_text, level};
use crate::app::{
    parts::{answer_form::AnswerForm, field::or_dash, guidance::Guidance, mark::VerdictMark},
    route::Route,
    session::session,
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
        session.read(|open| {
            let results = open.results.part(part)?.groups.get(group)?;
            Some(words::assess::summary(
                &results.coverage.ratio(shown.id),
                claimed_text(results.maturity.claimed),
                level(results.maturity.supported),
            ))
        })
    };
    let counts = Memo::new(move |_| {
        session
            .read(|open| {
                let results = open.results.part(part)?;
                let count = |filter: Filter| {
                    let rows = shown.keys(part).filter_map(|key| {
                        Some((
                            results.requirements.get(key.row())?,
                            results.findings_on(key).count(),
                        ))
                    });
                    rows.filter(|(row, findings)| filter.shows(row.verdict, *findings)).count()
                };
                Some((count(Filter::Open), count(Filter::Gaps)))
            })
            .flatten()
            .unwrap_or_default()
    });
    let chip = move |which: Filter,
                     text: &'static str,
                     count: fn((usize, usize)) -> Option<usize>| {
        view! {
            <button type="button" class="chip" aria-pressed=move || (filter.get() == which).to_string() on:click=move |_| filter.set(which)>
                {text}
                {move || count(counts.get()).map(|count| [" ", &count.to_string()].concat())}
            </button>
        }
    };
    let tab_id = id.clone();
    let tab = move |index: usize, group: &'static Group| {
        let to = Route::Assess(tab_id.clone(), part, index, None);
        let ratio = move || {
            session.read(|open| {
                let coverage = &open.results.part(part)?.groups.get(index)?.coverage;
                Some([coverage.passed.to_string(), coverage.total.to_string()].join("/"))
            })
        };
        view! {
            <li><a href=to.href() aria-current=(group.id == shown.id).then_some("true") title=group.title>
                {group.id} " " <span class="count">{ratio}</span>
            </a></li>
        }
    };
    let closed = Route::Assess(id.clone(), part, group, None).href();
    view! {
        <div class="page assess">
            <p class="crumb">{catalogue.standard} ":" {catalogue.edition}</p>
            <h1 tabindex="-1">{words::assess::practice(&shown.number.to_string(), shown.title)}</h1>
            <p class="ratio">{ratio}</p>
            <nav aria-label=words::assess::practices()>
                <ul class="tabs">{catalogue.groups.iter().enumerate().map(|(index, group)| tab(index, group)).collect_view()}</ul>
            </nav>
            <div class="chips" role="group" aria-label=words::assess::filter()>
                {chip(Filter::All, words::assess::all(), |_| None)}
                {chip(Filter::Open, words::assess::open(), |counts| Some(counts.0))}
                {chip(Filter::Gaps, words::assess::gaps(), |counts| Some(counts.1))}
            </div>
            <ul class="requirements">
                {shown.keys(part).map(|key| view! { <Row key id=id.clone() closed=closed.clone() open filter /> }).collect_view()}
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
    let verdict = Memo::new(move |_| {
        session
            .read(|open| open.assessment.answers.get(key).map(|answer| answer.verdict))
            .flatten()
            .unwrap_or_default()
    });
    let counted = Memo::new(move |_| {
        session
            .read(|open| {
                open.results.requirement(key).map(|row| (row.verdict, row.claimed, row.supported))
            })
            .flatten()
    });
    let findings = Memo::new(move |_| {
        session
            .read(|open| {
                open.results.part(key.part()).map_or(0, |part| part.findings_on(key).count())
            })
            .unwrap_or_default()
    });
    let documents = Memo::new(move |_| {
        session
            .read(|open| open.assessment.answers.get(key).map_or(0, |answer| answer.evidence.len()))
            .unwrap_or_default()
    });
    let levels = move || {
        let (_, claimed, supported) = counted.get()?;
        let level =
            |number: u8| or_dash(if number == 0 { String::new() } else { number.to_string() });
        Some(words::assess::levels(&level(claimed.number()), &level(supported.number())))
    };
    let hidden = move || {
        let (counted, ..) = counted.get().unwrap_or_default();
        let shown = filter.get().shows(counted, findings.get());
        !shown && !is_open.get()
    };
    let there = Route::requirement(id, key).href();
    view! {
        <li class="requirement" class:open=move || is_open.get() hidden=hidden>
            <a class="row" href=move || if is_open.get() { closed.clone() } else { there.clone() }
                aria-expanded=move || is_open.get().to_string()>
                <span class="row-id">{key.id()}</span>
                <span class="row-title">{key.requirement().title}</span>
                <span class="row-findings">
                    {move || (findings.get() > 0).then(|| view! {
                        <span class="flag" aria-hidden="true">"!"</span>
                        <span class="unseen">{words::status::findings(findings.get())}</span>
                    })}
                </span>
                <VerdictMark verdict />
                <span class="row-levels">{levels}</span>
                <span class="row-documents">{move || words::assess::documents(documents.get())}</span>
            </a>
            {move || is_open.get().then(|| view! { <AnswerForm key /> })}
        </li>
    }
}

/// The practices before and after.
#[component]
fn Neighbours(id: AssessmentId, part: PartId, group: usize) -> impl IntoView {
    let link = move |to: Option<usize>, text: fn(&str) -> String| {
        let to = to?;
        let group = part.part().groups.get(to)?;
        let href = Route::Assess(id.clone(), part, to, None).href();
        Some(view! { <a class="button" href=href>{text(group.title)}</a> })
    };
    view! {
        <div class="actions neighbours">
            {link(group.checked_sub(1), words::assess::previous)}
            {link(Some(group + 1), words::assess::next)}
        </div>
    }
}
