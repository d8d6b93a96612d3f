//! The figures as pictures, and what is behind them. Each answers the question
//! that is its title; the tables of the figures stand behind them.

use exready::{
    assessment::{AssessmentId, Standing, Verdict},
    catalogue::{Group, GroupKind, Levels, PartId},
    keeping::Document,
    results::{
        Coverage, FrLevel, Id, LevelReached, Maturity, PartResults, RequirementResults,
        why::{Explanation, Figure, why},
    },
    words,
};
use leptos::prelude::*;

use super::labels::{claimed_text, level, link};
use crate::app::{
    parts::mark,
    route::Route,
    session::{Session, session},
};

/// How the charts get at the id of the assessment.
type StoredId = StoredValue<AssessmentId>;

/// The charts of a part that has maturity: its requirements, and its practices.
/// Nothing of a part in which nothing is answered.
pub fn of_maturity(id: StoredId, part: PartId) -> Option<AnyView> {
    let session = session();
    let catalogue = part.part();
    if catalogue.levels != Levels::Maturity {
        return None;
    }
    let is_practice = catalogue.groups_are == GroupKind::Practice;
    let is_answered = is_answered(session, part);
    let next = Memo::new(move |_| {
        let supported = |open: &Document| open.results.part(part)?.maturity?.supported;
        session.read(supported).flatten().unwrap_or_default().next().number()
    });
    let bars_title = move || {
        let next = next.get().to_string();
        if is_practice {
            words::charts::bars(&next)
        } else {
            words::charts::bars_of_summary_levels(&next)
        }
    };
    let heat_title =
        if is_practice { words::charts::heat() } else { words::charts::heat_of_summary_levels() };
    // Each line is drawn anew only when a requirement of it moves.
    let line =
        move |group: &'static Group, index: usize, draw: fn(StoredId, u8, &Line) -> AnyView| {
            let line = move |open: &Document| {
                let results = open.results.part(part)?;
                let maturity = results.groups.get(index)?.maturity?;
                let rows = results.requirements.get(group.rows())?;
                let coverage = &results.groups.get(index)?.coverage;
                Some(draw(id, next.get(), &Line { label: group.id, maturity, coverage, rows }))
            };
            (move || session.read_rows(group.keys(part), line)).into_any()
        };
    let lines = move |draw: fn(StoredId, u8, &Line) -> AnyView| {
        let lines = catalogue.groups.iter().enumerate();
        lines.map(|(index, group)| line(group, index, draw)).collect::<Vec<_>>()
    };
    let shown = move || {
        view! {
            <h2>{bars_title}</h2>
            <ul class="chart">{lines(bar)}</ul>
            <h2>{heat_title}</h2>
            <ul class="chart">{lines(heat)}</ul>
            <p class="hint">{words::charts::heat_hint()}</p>
        }
        .into_any()
    };
    Some((move || is_answered.get().then(shown)).into_any())
}

/// What the charts say of one practice.
struct Line<'a> {
    label: &'static str,
    maturity: Maturity,
    coverage: &'a Coverage,
    rows: &'a [RequirementResults],
}

/// A line of a chart, with its label.
fn chart_line(label: &'static str, content: AnyView) -> AnyView {
    view! { <li class="chart-line"><span class="line-ratio" translate="no">{label}</span> {content}</li> }
        .into_any()
}

/// The passed requirements of a practice by supported level, and the lowest of
/// them (ML-3).
fn bar(_: StoredId, next: u8, line: &Line<'_>) -> AnyView {
    let Line { label, maturity, coverage, .. } = *line;
    let beside = |count: u16, say: fn(&str) -> String| {
        let text = say(&count.to_string());
        (count > 0)
            .then(|| view! { <span style:flex-grow=count.to_string()>{text}</span> }.into_any())
    };
    let segment = |count: u16, level: u8| {
        let text = match level {
            0 => words::results::of_none(count),
            level => words::results::of_level(count, level),
        };
        let level = level.to_string();
        (count > 0).then(|| {
            view! { <span data-level=level style:flex-grow=count.to_string()>{text}</span> }
                .into_any()
        })
    };
    let levels = (0..).zip(maturity.supported_distribution);
    let segments: Vec<_> = levels
        .map(|(level, count)| segment(count, level))
        .chain([
            beside(coverage.not_applicable, words::charts::not_applicable),
            beside(coverage.failed, words::charts::failed),
            beside(coverage.not_evaluated - coverage.failed, words::charts::rest),
        ])
        .collect();
    let floor = level(maturity.supported);
    let holds = maturity.supported.is_some_and(|level| level.number() < next);
    let text = if holds { words::charts::holds(floor) } else { floor.to_owned() };
    let content = view! {
        <span class="bar">{segments}</span>
        <span class="bar-text" class:attention=holds>{text}</span>
    };
    chart_line(label, content.into_any())
}

/// The requirements of a practice on the heat map.
fn heat(id: StoredId, _: u8, line: &Line<'_>) -> AnyView {
    let lowest = line.maturity.supported;
    let cells = line.rows.iter().map(|row| id.with_value(|id| cell(id, row, lowest)));
    let cells: Vec<AnyView> = cells.collect();
    chart_line(line.label, view! { <ul class="heat">{cells}</ul> }.into_any())
}

/// A requirement on the heat map: its supported level, if it passes.
fn cell(id: &AssessmentId, row: &RequirementResults, lowest: Option<LevelReached>) -> AnyView {
    let RequirementResults { verdict, claimed, supported, .. } = *row;
    let key = row.requirement.0;
    let number = supported.number().to_string();
    let passes = verdict == Verdict::Pass;
    let is_lowest = passes && lowest == Some(supported);
    let is_above = passes && claimed > supported;
    let mut text = match (verdict, is_lowest) {
        (Verdict::NotApplicable, _) => words::charts::cell_not_applicable(key.id()),
        (Verdict::Pass, false) => words::charts::cell(key.id(), &number),
        (Verdict::Pass, true) => words::charts::cell_lowest(key.id(), &number),
        _ => words::charts::cell_open(key.id(), mark::verdict_text(verdict)),
    };
    let mut sign = match verdict {
        Verdict::Pass => number.clone(),
        Verdict::NotApplicable => words::charts::not_applicable_sign().to_owned(),
        Verdict::Fail => words::charts::failed_sign().to_owned(),
        Verdict::NotEvaluated => words::app::dash().to_owned(),
    };
    if is_above {
        text += &words::charts::claim_above(claimed.number());
        sign.push('↑');
    }
    let level = passes.then_some(number);
    let href = Route::requirement(id.clone(), key).href();
    view! { <li><a href=href title=text.clone() aria-label=text data-level=level class:lowest=is_lowest>{sign}</a></li> }
        .into_any()
}

/// The capability of each foundational requirement on the way to its target.
/// Nothing of a part in which nothing is answered.
pub fn tracks(part: PartId) -> AnyView {
    let session = session();
    let is_answered = is_answered(session, part);
    let line = move |number: u8| (move || of_fr(session, part, number, track)).into_any();
    let shown = move || {
        let lines: Vec<AnyView> = (1..=7).map(line).collect();
        view! { <ul class="chart">{lines}</ul> }.into_any()
    };
    (move || is_answered.get().then(shown)).into_any()
}

/// Draws one foundational requirement; called again when a requirement of it moves.
pub fn of_fr(
    session: Session,
    part: PartId,
    number: u8,
    draw: impl FnOnce(&FrLevel) -> AnyView,
) -> Option<AnyView> {
    let keys = part.part().keys().filter(|key| key.requirement().fr == number);
    let level = |open: &Document| {
        let vector = &open.results.part(part)?.security.as_ref()?.vector;
        vector.iter().find(|level| level.fr == number).map(draw)
    };
    session.read_rows(keys, level).flatten()
}

/// Whether anything in a part is answered.
fn is_answered(session: Session, part: PartId) -> Memo<bool> {
    Memo::new(move |_| {
        session.read(|open| open.results.part(part).map_or(0, |part| part.looked_at().0)) > Some(0)
    })
}

fn track(fr_level: &FrLevel) -> AnyView {
    let (reached, target) = (fr_level.capability.number(), fr_level.target.number());
    let steps = (1..=4_u8).map(|step| {
        view! { <span class:reached={step <= reached} class:target={step == target}></span> }
            .into_any()
    });
    let steps: Vec<AnyView> = steps.collect();
    let (level, target_text) = (reached.to_string(), target.to_string());
    let is_below = reached < target;
    let text = if is_below {
        words::charts::track_below(&level, &target_text)
    } else {
        words::charts::track(&level, &target_text)
    };
    let content = view! {
        <span class="track" aria-hidden="true">{steps}</span>
        <span class="bar-text" class:attention=is_below>{text}</span>
    };
    let label = words::results::fr(fr_level.fr);
    view! { <li class="chart-line"><span class="line-ratio" translate="no">{label}</span> {content.into_any()}</li> }
        .into_any()
}

/// Why the figures of each group, and of the whole part, are what they are.
pub fn reasons(id: StoredId, part: PartId) -> AnyView {
    let count = part.part().groups.len();
    let lines = (0..count).map(Some).chain([None]).map(|group| reason(id, part, group));
    let lines: Vec<AnyView> = lines.collect();
    view! {
        <h2>{words::why::title()}</h2>
        <div class="reasons">{lines}</div>
    }
    .into_any()
}

/// What is behind the figures of one group; looked up only while it is open.
fn reason(id: StoredId, part: PartId, group: Option<usize>) -> AnyView {
    let session = session();
    let is_open = RwSignal::new(false);
    let catalogue_group = group.and_then(|index| part.part().groups.get(index));
    let (name, title) = catalogue_group
        .map_or_else(|| (part.code(), words::results::overall()), |group| (group.id, group.title));
    let coverage = move |results: &PartResults| match group {
        Some(index) => results.groups.get(index).map(|group| group.coverage.ratio(name)),
        None => Some(results.coverage.ratio(name)),
    };
    let summary = move || {
        let ratio = session.read(|open| open.results.part(part).and_then(coverage));
        words::why::of(&ratio.flatten().unwrap_or_default(), title)
    };
    // A component type that the test item has none of has no figures.
    let is_empty = Memo::new(move |_| {
        let counts = |row: &RequirementResults| row.standing != Standing::OtherKind;
        let any = session.read(|open| {
            let rows = &open.results.part(part)?.requirements;
            let rows = catalogue_group.map_or(rows.get(..), |group| rows.get(group.rows()));
            Some(rows?.iter().any(counts))
        });
        any.flatten() != Some(true)
    });
    let content = move || {
        let results = |open: &Document| open.results.part(part).map(|results| why(results, group));
        let reasons = is_open.get().then(|| session.read(results)).flatten().flatten()?;
        let lines = reasons.iter().map(|why| id.with_value(|id| because(id, why)));
        let lines: Vec<AnyView> = lines.collect();
        Some(view! { <dl class="facts-list">{lines}</dl> }.into_any())
    };
    view! {
        <details class="more" hidden=move || is_empty.get() on:toggle=move |_| is_open.update(|open| *open = !*open)>
            <summary>{summary}</summary>
            {content}
        </details>
    }
    .into_any()
}

/// A figure with its rule and the requirements that decide it.
fn because(id: &AssessmentId, explanation: &Explanation) -> AnyView {
    use words::why as say;
    let text = match explanation.figure {
        Figure::Passed => say::passed().to_owned(),
        Figure::NotApplicable => say::not_applicable().to_owned(),
        Figure::NotEvaluated => say::not_evaluated().to_owned(),
        Figure::Supported(level) => say::supported(level.text()),
        Figure::Claimed(level) => say::claimed(claimed_text(Some(level))),
        Figure::Documented => say::documented().to_owned(),
        Figure::Capability(level) if level.number() == 4 => say::highest().to_owned(),
        Figure::Capability(level) => say::capability(level.number() + 1, level.number()),
    };
    let links = explanation.rows.iter().map(|Id(key)| view! { " " {link(id, *key)} }.into_any());
    let links: Vec<AnyView> = links.collect();
    view! { <dt class="rule" translate="no">{explanation.figure.rule()}</dt> <dd>{text} {links}</dd> }.into_any()
}
