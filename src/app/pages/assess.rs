//! Assess: the requirements of one practice; the open one with its form, and
//! its guidance beside it.

use exready::{
    assessment::{AssessmentId, Standing, Verdict},
    catalogue::{Group, GroupKind, Levels, PartId, RequirementKey},
    keeping::Document,
    results::{LevelReached, RequirementResults},
    words,
};
use leptos::prelude::*;

use super::{
    results::labels::{claimed_text, level},
    select::profiles::InEffect,
};
use crate::app::{
    library::library,
    parts::{
        answer_form::AnswerForm, field::or_dash, guidance::Guidance, mark::verdict_mark,
        part_tabs::PartTabs, subjects::verdict_shown,
    },
    route::Route,
    session::session,
};

/// Which requirements the list shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    InScope,
    Open,
    Findings,
    Outside,
}

impl Filter {
    /// Whether it shows a requirement with so many findings. What is for other
    /// component types is never shown.
    fn shows(self, row: &RequirementResults, findings: usize) -> bool {
        let is_inside = row.standing == Standing::InScope;
        match self {
            Self::InScope => is_inside,
            Self::Open => is_inside && row.verdict == Verdict::NotEvaluated,
            Self::Findings => is_inside && findings > 0,
            Self::Outside => !is_inside && row.standing != Standing::OtherKind,
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
    let filter = RwSignal::new(Filter::InScope);
    let open = Memo::new(move |_| route.with(Route::open_requirement));
    let catalogue = part.part();
    let Some(shown) = catalogue.groups.get(group) else { return ().into_any() };
    // At hand before the first requirement is opened.
    library().load(part);
    let ratio = move || {
        session.read_rows(shown.keys(part), |open| {
            let results = open.results.part(part).and_then(|part| part.groups.get(group));
            results.map_or(String::new(), |results| {
                let ratio = results.coverage.ratio(shown.id);
                match results.maturity {
                    Some(maturity) => words::assess::summary(
                        &ratio,
                        claimed_text(maturity.claimed),
                        level(maturity.supported),
                    ),
                    None => {
                        let in_scope = results.coverage.in_scope.to_string();
                        words::assess::summary_of_levels(&ratio, &in_scope)
                    }
                }
            })
        })
    };
    let is_selected =
        Memo::new(move |_| session.read(|open| open.results.part(part).is_some()) == Some(true));
    let has_outside = Memo::new(move |_| {
        session.read(|open| {
            let rows = shown.keys(part).filter_map(|key| open.results.requirement(key));
            rows.filter(|row| Filter::Outside.shows(row, 0)).count()
        }) > Some(0)
    });
    let select = Route::select(id.clone()).href();
    let count = move |filter: Filter| {
        let count = session.read_rows(shown.keys(part), |open| {
            let results = open.results.part(part)?;
            let rows = shown.keys(part).filter(|key| {
                let findings = open.results.findings_of(*key).count();
                let row = results.requirements.get(key.row());
                row.is_some_and(|row| filter.shows(row, findings))
            });
            Some(rows.count().to_string())
        });
        count.flatten().unwrap_or_default()
    };
    let chip = move |which: Filter, text: &'static str| {
        let is_counted = which != Filter::InScope;
        view! {
            <button type="button" class="chip" aria-pressed=move || (filter.get() == which).to_string() on:click=move |_| filter.set(which)>
                {text}
                {is_counted.then(|| view! { " " {move || count(which)} }.into_any())}
            </button>
        }
        .into_any()
    };
    let shown_index = group;
    let own_id = StoredValue::new(id.clone());
    let tab = move |index: usize| {
        let group = &catalogue.groups[index];
        let to = own_id.with_value(|id| Route::Assess(id.clone(), part, index, None));
        let ratio = move || {
            session.read_rows(group.keys(part), |open| {
                let group = open.results.part(part).and_then(|part| part.groups.get(index));
                group.map_or(String::new(), |group| {
                    format!("{}/{}", group.coverage.passed, group.coverage.total)
                })
            })
        };
        view! {
            <li><a href=to.href() aria-current=(group.id == shown.id).then_some("true") title=group.title>
                {group.id} " " <span class="count" translate="no" title=words::assess::passed_of()>{move || ratio()}</span>
            </a></li>
        }
        .into_any()
    };
    let closed = Route::Assess(id.clone(), part, group, None).href();
    let parts = Memo::new(move |_| {
        session.read(|open| open.assessment.selection.parts.clone()).unwrap_or_default()
    });
    let assessment = id.clone();
    let part_href = move |to: PartId| Route::Assess(assessment.clone(), to, 0, None).href();
    // A component type that the test item has none of has no tab.
    let groups = Memo::new(move |_| {
        let applies = |group: &usize| {
            let total = session.read(|open| {
                let group = open.results.part(part)?.groups.get(*group)?;
                Some(group.coverage.total)
            });
            total.flatten() != Some(0) || *group == shown_index
        };
        (0..catalogue.groups.len()).filter(applies).collect::<Vec<_>>()
    });
    view! {
        <div class="page assess">
            <p class="crumb" translate="no">{catalogue.standard} ":" {catalogue.edition}</p>
            <h1 tabindex="-1">{heading(part, shown)}</h1>
            <PartTabs parts shown=part href=Callback::new(part_href) />
            {move || (!is_selected.get()).then(|| view! {
                <p class="notice">{words::assess::not_selected()} " " <a href=select.clone()>{words::assess::to_selection()}</a></p>
            }.into_any())}
            <InEffect />
            <p class="ratio">{move || ratio()}</p>
            <nav aria-label=groups_text(part)>
                <ul class="tabs">{move || groups.get().into_iter().map(tab).collect_view().into_any()}</ul>
            </nav>
            <div class="chips" role="group" aria-label=words::assess::filter()>
                {chip(Filter::InScope, words::assess::in_scope())}
                {chip(Filter::Open, words::assess::open())}
                {chip(Filter::Findings, words::assess::with_findings())}
                {move || has_outside.get().then(|| chip(Filter::Outside, words::assess::outside()))}
            </div>
            <ul class="requirements" class:long-ids=part != PartId::P4_1>
                {shown.keys(part).map(|key| view! { <Row key id=id.clone() closed=closed.clone() open filter /> }.into_any()).collect_view()}
            </ul>
            <Neighbours id=id.clone() part group groups />
        </div>
        <aside class="pane" tabindex="0" aria-label=words::guidance::title()>
            {move || match open.get() {
                Some(key) => view! {
                    <h2>{key.id()} " " {key.requirement().title()}</h2>
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
    let row = move || std::iter::once(key);
    let is_shown = Memo::new(move |_| {
        let shown = session.read_rows(row(), |open| {
            let row = open.results.requirement(key)?;
            Some(filter.get().shows(row, open.results.findings_of(key).count()))
        });
        shown.flatten() != Some(false)
    });
    let hidden = move || !is_shown.get() && !is_open.get();
    let there = Route::requirement(id, key).href();
    view! {
        <li class="requirement" class:open=move || is_open.get() hidden=hidden>
            <a class="row" href=move || if is_open.get() { closed.clone() } else { there.clone() }
                aria-expanded=move || is_open.get().to_string()>
                <span class="row-id" translate="no">{key.id()}</span>
                <span class="row-title">{key.requirement().title()}</span>
                {move || session.read_rows(row(), |open| summary(open, key)).into_any()}
            </a>
            {move || is_open.get().then(|| view! { <AnswerForm key /> }.into_any())}
        </li>
    }
}

/// What an organizational level is called above its requirements.
fn heading(part: PartId, group: &'static Group) -> String {
    let number = group.number.to_string();
    match part.part().groups_are {
        GroupKind::Practice => words::assess::practice(&number, group.title),
        GroupKind::FoundationalRequirement if group.number > 0 => {
            words::assess::foundational(&number, group.title)
        }
        GroupKind::FoundationalRequirement | GroupKind::SummaryLevel => group.title.to_owned(),
    }
}

/// What the organizational levels of a part are called together.
fn groups_text(part: PartId) -> &'static str {
    match part.part().groups_are {
        GroupKind::SummaryLevel => words::assess::summary_levels(),
        GroupKind::Practice => words::assess::practices(),
        GroupKind::FoundationalRequirement => words::assess::foundationals(),
    }
}

/// What the row of a requirement says of its answer.
fn summary(open: &Document, key: RequirementKey) -> AnyView {
    let answered = open.assessment.subjects().answered(key);
    let row = open.results.requirement(key);
    let findings = open.results.findings_of(key).count();
    let levels = row.map(|row| {
        if key.part().part().levels == Levels::Security {
            let from = key.requirement().from_level.to_string();
            return words::assess::from_level(&from);
        }
        let level = |level: LevelReached| {
            let number = level.number();
            or_dash(if number == 0 { String::new() } else { number.to_string() })
        };
        words::assess::levels(&level(row.claimed), &level(row.supported))
    });
    let documents = answered.linked();
    let flag = (findings > 0).then(|| {
        view! {
            <span class="flag" aria-hidden="true">"!"</span>
            <span class="unseen">{words::status::findings(findings)}</span>
        }
        .into_any()
    });
    view! {
        <span class="row-findings">{flag}</span>
        {verdict_mark(verdict_shown(open, key))}
        <span class="row-levels">{levels.unwrap_or_default()}</span>
        <span class="row-documents">{words::assess::documents(documents.len())}</span>
    }
    .into_any()
}

/// The groups before and after, of those that have requirements.
#[component]
fn Neighbours(
    id: AssessmentId,
    part: PartId,
    group: usize,
    groups: Memo<Vec<usize>>,
) -> impl IntoView {
    let link = move |to: Option<usize>, text: fn(&str) -> String| {
        let to = to?;
        let group = part.part().groups.get(to)?;
        let href = Route::Assess(id.clone(), part, to, None).href();
        Some(view! { <a class="button" href=href>{text(group.title)}</a> }.into_any())
    };
    let links = move || {
        let groups = groups.get();
        let before = groups.iter().rev().copied().find(|other| *other < group);
        let after = groups.iter().copied().find(|other| *other > group);
        view! { {link(before, words::assess::previous)} {link(after, words::assess::next)} }
            .into_any()
    };
    view! { <div class="actions neighbours">{move || links()}</div> }
}
