//! The figures of one part: coverage, maturity and security levels.

use exready::{
    assessment::{AssessmentId, SecurityLevel, Verdict},
    catalogue::{GroupKind, Levels, PartId, RequirementKey},
    keeping::Document,
    results::{
        Coverage, FrLevel, Id, Maturity, PartResults, Severity, note, reported_ratio,
        standard_reading,
    },
    words,
};
use leptos::prelude::*;

use super::{
    super::select::parts::role_text,
    charts, components,
    labels::{claimed_text, level, link},
    overview::overview,
};
use crate::app::{
    parts::mark,
    route::{ResultsTab, Route},
    session::session,
};

/// The figures of a part that is selected, with the way to the others.
#[component]
pub fn Figures(id: AssessmentId, part: PartId, parts: Vec<PartId>) -> impl IntoView {
    let session = session();
    let catalogue = part.part();
    let has_maturity = catalogue.levels == Levels::Maturity;
    let linked = id.clone();
    let part_href =
        move |to: PartId| Route::Results(linked.clone(), ResultsTab::Figures(Some(to))).href();
    let all_findings = Route::Results(id.clone(), ResultsTab::Findings).href();
    let id = StoredValue::new(id);
    let counted = move |count: fn(&PartResults) -> usize| {
        let counted = move |open: &Document| open.results.part(part).map(count);
        Memo::new(move |_| session.read(counted).flatten().unwrap_or_default())
    };
    let unfounded = counted(PartResults::passed_without_evidence);
    let outside = counted(PartResults::passed_outside);
    let major = Memo::new(move |_| {
        session.read(|open| open.results.counts().count(Severity::Blocks)).unwrap_or_default()
    });
    let major_findings = all_findings.clone();
    let counts = move || {
        let counts = session.read(|open| open.results.counts_of(part));
        counts.unwrap_or_default()
    };
    let is_answered = move || {
        let looked_at = session.read(|open| open.results.part(part).map(PartResults::looked_at));
        looked_at.flatten().is_some_and(|(count, _)| count > 0)
    };
    let maturity_heads = has_maturity.then(|| {
        view! {
            <th scope="col">{words::results::claimed()}</th>
            <th scope="col">{words::results::supported()}</th>
            <th scope="col">{words::results::distribution()}</th>
        }
        .into_any()
    });
    let (table, head, explanation) = if has_maturity {
        let (table, head) = if catalogue.groups_are == GroupKind::SummaryLevel {
            (words::results::table_of_summary_levels(), words::results::summary_level())
        } else {
            (words::results::table(), words::results::practice())
        };
        (table, head, words::results::explanation())
    } else {
        (
            words::results::table_of_levels(),
            words::results::foundational(),
            words::results::explanation_of_levels(),
        )
    };
    view! {
            {move || (major.get() > 0).then(|| view! {
                <p class="notice trouble">{words::certificate::major(major.get())} " " <a href=major_findings.clone()>{words::findings::all()}</a></p>
            }.into_any())}
            {overview(&parts, part, part_href)}
            <h2 class="part-heading">{catalogue.standard} ":" {catalogue.edition} " " <span class="line-name">{catalogue.title}</span></h2>
            {move || session.read(|open| assessed_as(open, part)).flatten().map(|text| view! { <p>{text}</p> }.into_any())}
            <div class="table-frame" tabindex="0" role="region" aria-label=table>
                <table>
                    <caption>{table}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{head}</th>
                            <th scope="col" class="number">{words::results::passed()}</th>
                            <th scope="col" class="number">{words::results::not_applicable()}</th>
                            <th scope="col" class="number">{words::results::total()}</th>
                            <th scope="col" class="number">{words::results::open()}</th>
                            {if has_maturity { maturity_heads } else { Some(view! { <th scope="col" class="number">{words::results::in_scope()}</th> }.into_any()) }}
                        </tr>
                    </thead>
                    <tbody>{lines(part)}</tbody>
                </table>
            </div>
            {move || (unfounded.get() > 0).then(|| view! { <p class="notice">{words::certificate::without_evidence(unfounded.get())}</p> }.into_any())}
            {move || (outside.get() > 0).then(|| view! { <p class="notice">{words::certificate::passed_outside(outside.get())}</p> }.into_any())}
            <p class="hint">{explanation}</p>
            {charts::of_maturity(id, part)}
            {security(id, part)}
            {move || session.read(|open| components::table(open, part))}
            {charts::reasons(id, part)}
            <p class="notice">
                {move || match (counts().without_open(), is_answered()) {
                    (0, false) => words::results::nothing_answered().to_owned(),
                    (0, true) => words::results::no_findings().to_owned(),
                    (count, _) => {
                        let text = words::findings::of_part(count, part.code());
                        format!("{text} {}.", counts().text())
                    }
                }} " "
                <a href=all_findings>{words::findings::all()}</a>
            </p>
    }
}

/// For which roles, component types and levels a part is assessed.
pub fn assessed_as(open: &Document, part: PartId) -> Option<String> {
    let selection = &open.assessment.selection;
    let mut what: Vec<String> = Vec::new();
    match part {
        PartId::P2_4 => what.extend(selection.roles.iter().map(|role| role_text(*role).to_owned())),
        PartId::P4_2 => {
            let kinds = selection.component_kinds.iter();
            what.extend(kinds.map(|kind| mark::component_kind_text(*kind).to_owned()));
        }
        PartId::P4_1 | PartId::P3_3 => {}
    }
    if let Some(target) = selection.target(part) {
        let levels: Vec<String> = target.iter().map(|level| level.number().to_string()).collect();
        what.push(words::results::target_of(&levels.join(" ")));
    }
    (!what.is_empty()).then(|| words::results::assessed_as(&what.join(words::list::dot())))
}

/// What each foundational requirement is capable of, against its target (SL);
/// nothing where maturity counts instead. Each is drawn anew only when a
/// requirement of it moves.
fn security(id: StoredValue<AssessmentId>, part: PartId) -> Option<AnyView> {
    let session = session();
    if part.part().levels == Levels::Maturity {
        return None;
    }
    let line = move |number: u8| {
        let line = move |fr: &FrLevel| id.with_value(|id| security_line(id, part, fr));
        (move || charts::of_fr(session, part, number, line)).into_any()
    };
    let lines: Vec<AnyView> = (1..=7).map(line).collect();
    let lowest = move || {
        session.text(|open| {
            let security = open.results.part(part).and_then(|part| part.security.as_ref());
            let lowest = security.map(|security| security.lowest.number().to_string());
            words::results::lowest(&lowest.unwrap_or_default())
        })
    };
    let view = view! {
        <h2>{words::results::security()}</h2>
        <p>{lowest}</p>
        {charts::tracks(part)}
        <div class="table-frame" tabindex="0" role="region" aria-label=words::results::security()>
            <table class="narrow">
                <caption>{words::results::vector()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::results::foundational()}</th>
                        <th scope="col">{words::results::capability()}</th>
                        <th scope="col">{words::results::target()}</th>
                        <th scope="col">{words::results::gap()}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        <p class="hint">{words::results::security_hint()}</p>
    };
    Some(view.into_any())
}

/// One foundational requirement, with what is selected at its target and does
/// not pass (SL-3).
fn security_line(id: &AssessmentId, part: PartId, fr_level: &FrLevel) -> AnyView {
    let group = part.part().groups.iter().find(|group| group.number == fr_level.fr);
    let links = fr_level.gap.iter().map(|Id(key)| view! { <li>{link(id, *key)}</li> }.into_any());
    let links: Vec<AnyView> = links.collect();
    let level = |level: SecurityLevel| words::results::security_level(level.number());
    let fr = words::results::fr(fr_level.fr);
    let nothing_passed = fr_level.nothing_passed.then(|| {
        view! { <span class="line-name">{words::results::nothing_passed()}</span> }.into_any()
    });
    view! {
        <tr>
            <th scope="row"><span class="line-ratio" translate="no">{fr}</span> " " <span class="line-name">{group.map_or("", |group| group.title)}</span></th>
            <td class="level" data-label=words::results::capability()>{level(fr_level.capability)} {nothing_passed}</td>
            <td class="level" data-label=words::results::target()>{level(fr_level.target)}</td>
            <td data-label=words::results::gap()><ul class="ids">{links}</ul></td>
        </tr>
    }
    .into_any()
}

/// The lines of the table: the practices and the whole part. Each is drawn anew
/// only when a requirement behind it moves.
fn lines(part: PartId) -> AnyView {
    let session = session();
    // A component type that the test item has none of has no line.
    let groups = Memo::new(move |_| {
        let of_part = |open: &Document| {
            let groups = open.results.part(part)?.groups.iter().enumerate();
            Some(
                groups
                    .filter(|(_, group)| group.coverage.total > 0)
                    .map(|(index, _)| index)
                    .collect(),
            )
        };
        session.read(of_part).flatten().unwrap_or_default()
    });
    let of_group = move |index: usize| {
        let group = part.part().groups.get(index)?;
        let line = move |open: &Document| {
            let results = open.results.part(part)?.groups.get(index)?;
            Some(line(open, part, Some(index), &results.coverage, results.maturity))
        };
        Some((move || session.read_rows(group.keys(part), line)).into_any())
    };
    let whole = move |open: &Document| {
        let results = open.results.part(part)?;
        Some(line(open, part, None, &results.coverage, results.maturity))
    };
    let groups = move || {
        let groups: Vec<usize> = groups.get();
        groups.into_iter().filter_map(of_group).collect::<Vec<_>>()
    };
    view! { {groups} {move || session.read(whole)} }.into_any()
}

/// One line, of a group or of the whole part, with the requirements behind "not
/// evaluated" (CV-4) below it.
fn line(
    open: &Document,
    part: PartId,
    index: Option<usize>,
    coverage: &Coverage,
    maturity: Option<Maturity>,
) -> AnyView {
    let group = index.and_then(|index| part.part().groups.get(index));
    let (code, name) =
        group.map_or((part.code(), words::results::overall()), |group| (group.id, group.title));
    let number = |label: &'static str, number: u16| {
        view! { <td class="number" data-label=label>{number.to_string()}</td> }.into_any()
    };
    let reading = open.results.part(part);
    let reading = reading.and_then(|part| standard_reading(&open.assessment, part, index));
    let reading = reading.map(|level| {
        let text = words::results::standard_reading(level.text());
        view! { <span class="line-name">{text}</span> }.into_any()
    });
    let reported = reported_ratio(part, group, coverage).map(|ratio| reported(&ratio));
    let reaching = open.assessment.selection.maturity_target(part).zip(maturity);
    let reaching = reaching.map(|(level, maturity)| {
        let count = maturity.reaching(level.into());
        let ratio = format!("{count}/{}", coverage.total);
        let text = words::results::reaching(&ratio, level.number());
        view! { <span class="hint line-reaching">{text}</span> }.into_any()
    });
    view! {
        <tr>
            <th scope="row"><span class="line-ratio" translate="no">{coverage.ratio(code)}</span> " " <span class="line-name">{(name != code).then_some(name)}</span> {reaching} {reported}</th>
            {number(words::results::passed(), coverage.passed)}
            {number(words::results::not_applicable(), coverage.not_applicable)}
            {number(words::results::total(), coverage.total)}
            {number(words::results::open(), coverage.not_evaluated)}
            {match maturity {
                Some(maturity) => view! {
                    <td class="level" data-label=words::results::claimed()>{claimed_text(maturity.claimed)}</td>
                    <td class="level" data-label=words::results::supported()>{level(maturity.supported)} " " {reading}</td>
                    <td data-label=words::results::distribution()>{distribution(maturity.supported_distribution)}</td>
                }.into_any(),
                None => number(words::results::in_scope(), coverage.in_scope),
            }}
        </tr>
        // The line of the whole part would name them all once more.
        {group.and_then(|_| not_evaluated(open, coverage))}
        {note_at(part, code, coverage)}
    }
    .into_any()
}

/// The ratio as certificates are reported to count it (CV-7).
pub fn reported(ratio: &str) -> AnyView {
    view! { <span class="hint line-reaching">{words::results::reported(ratio)}</span> }.into_any()
}

/// What a reader may know this number as (CV-3, CV-7).
fn note_at(part: PartId, name: &str, coverage: &Coverage) -> Option<AnyView> {
    let note = note(part, coverage).filter(|note| note.group().unwrap_or(part.code()) == name)?;
    Some(view! { <tr class="remark"><td colspan="8">{note.text()}</td></tr> }.into_any())
}

/// The requirements that are not evaluated, by what was answered: failed,
/// "not applicable" without what CV-5 and CV-6 ask for, and not yet looked at.
fn not_evaluated(open: &Document, coverage: &Coverage) -> Option<AnyView> {
    let answered = |verdict: Verdict| {
        let keys = coverage.not_evaluated_list.iter().map(|Id(key)| *key);
        let given = |key: &RequirementKey| open.results.requirement(*key).map(|row| row.given);
        keys.filter(|key| given(key) == Some(verdict)).collect::<Vec<_>>()
    };
    let open_keys = answered(Verdict::NotEvaluated);
    // Of a practice nobody has begun, a list of all its requirements says nothing.
    if coverage.not_evaluated == 0 || open_keys.len() == usize::from(coverage.total) {
        return None;
    }
    let named = |name: &'static str, keys: &[RequirementKey]| {
        let id = &open.assessment.id;
        (!keys.is_empty()).then(|| {
            let links = keys.iter().map(|key| view! { {link(id, *key)} " " }.into_any());
            view! { <span>{name} " " {links.collect_view()}</span> " " }.into_any()
        })
    };
    let lists = view! {
        <tr class="remark">
            <td colspan="8">
                {named(words::results::failed_list(), &answered(Verdict::Fail))}
                {named(words::results::not_accepted_list(), &answered(Verdict::NotApplicable))}
                {named(words::results::not_evaluated_list(), &open_keys)}
            </td>
        </tr>
    };
    Some(lists.into_any())
}

/// How many passed requirements support each level (ML-3).
fn distribution(counts: [u16; 5]) -> String {
    let parts = counts.into_iter().zip(0_u8..).filter(|(count, _)| *count > 0);
    let text: Vec<String> = parts
        .map(|(count, level)| match level {
            0 => words::results::of_none(count),
            level => words::results::of_level(count, level),
        })
        .collect();
    if text.is_empty() { words::app::dash().to_owned() } else { text.join(words::list::dot()) }
}
