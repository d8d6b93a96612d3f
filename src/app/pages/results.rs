//! Results: the numbers of the certificate, and what stands in their way.

use exready::{
    assessment::{AssessmentId, Verdict},
    catalogue::{PartId, RequirementKey},
    scoring::{Coverage, Id, LevelReached, Maturity},
    words,
};
use leptos::prelude::*;

use crate::app::{
    parts::mark,
    route::Route,
    session::{Open, session},
};

/// The most findings that are listed; an assessment with more has other worries.
const SHOWN_MAX: usize = 500;

/// One line of the table.
#[derive(Clone, PartialEq)]
struct Line {
    name: String,
    ratio: String,
    coverage: Coverage,
    maturity: Maturity,
    failed: Vec<RequirementKey>,
    /// Answered "not applicable" without what CV-5 and CV-6 ask for.
    not_accepted: Vec<RequirementKey>,
    open: Vec<RequirementKey>,
}

impl Line {
    /// A line with the requirements behind "not evaluated" (CV-4), sorted by
    /// what was answered.
    fn new(open: &Open, name: &str, of: &str, coverage: &Coverage, maturity: Maturity) -> Self {
        let answered = |verdict: Verdict| {
            let keys = coverage.not_evaluated_list.iter().map(|Id(key)| *key);
            keys.filter(|key| {
                open.assessment
                    .answers
                    .get(*key)
                    .map_or(Verdict::NotEvaluated, |answer| answer.verdict)
                    == verdict
            })
            .collect::<Vec<_>>()
        };
        Self {
            name: name.to_owned(),
            ratio: coverage.ratio(of),
            failed: answered(Verdict::Fail),
            not_accepted: answered(Verdict::NotApplicable),
            open: answered(Verdict::NotEvaluated),
            coverage: coverage.clone(),
            maturity,
        }
    }
}

/// The results of part 4-1.
#[component]
pub fn Results(id: AssessmentId) -> impl IntoView {
    let session = session();
    let part = PartId::P4_1;
    let catalogue = part.part();
    let lines = Memo::new(move |_| session.read(|open| lines(open, part)).unwrap_or_default());
    let findings = Memo::new(move |_| {
        session
            .read(|open| {
                let of = |finding: &exready::scoring::Finding| {
                    (
                        finding.requirement,
                        finding.severity,
                        finding.check.text(&open.assessment),
                        finding.rule,
                    )
                };
                open.results.part(part).map(|part| part.findings.iter().map(of).collect::<Vec<_>>())
            })
            .flatten()
            .unwrap_or_default()
    });
    let link_id = StoredValue::new(id);
    let link = move |key: RequirementKey| {
        let href = Route::requirement(link_id.get_value(), key).href();
        view! { <a href=href>{key.id()}</a> }
    };
    let named = move |name: &'static str, keys: Vec<RequirementKey>| {
        (!keys.is_empty()).then(|| {
            view! { <span>{name} " " {keys.into_iter().map(|key| view! { {link(key)} " " }).collect_view()}</span> " " }
        })
    };
    let row = move |line: Line| {
        let Coverage { passed, not_applicable, total, not_evaluated, .. } = line.coverage;
        // Of a practice nobody has begun, a list of all its requirements says nothing.
        let is_begun = not_evaluated > 0 && line.open.len() < usize::from(total);
        view! {
            <tr>
                <th scope="row"><span class="line-ratio">{line.ratio}</span> " " <span class="line-name">{line.name}</span></th>
                <td class="number" data-label=words::results::passed()>{passed}</td>
                <td class="number" data-label=words::results::not_applicable()>{not_applicable}</td>
                <td class="number" data-label=words::results::total()>{total}</td>
                <td class="number" data-label=words::results::open()>{not_evaluated}</td>
                <td class="level" data-label=words::results::claimed()>{claimed_text(line.maturity.claimed)}</td>
                <td class="level" data-label=words::results::supported()>{level(line.maturity.supported)}</td>
                <td data-label=words::results::distribution()>{distribution(line.maturity.supported_distribution)}</td>
            </tr>
            {is_begun.then(|| view! {
                <tr class="remark">
                    <td colspan="8">
                        {named(words::results::failed_list(), line.failed)}
                        {named(words::results::not_accepted_list(), line.not_accepted)}
                        {named(words::results::not_evaluated_list(), line.open)}
                    </td>
                </tr>
            })}
        }
    };
    view! {
        <div class="page wide">
            <p class="crumb">{catalogue.standard} ":" {catalogue.edition} " · " {words::results::not_a_certificate()}</p>
            <h1 tabindex="-1">{words::results::title()}</h1>
            <div class="table-frame" tabindex="0" role="region" aria-label=words::results::table()>
                <table>
                    <caption>{words::results::table()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words::results::practice()}</th>
                            <th scope="col" class="number">{words::results::passed()}</th>
                            <th scope="col" class="number">{words::results::not_applicable()}</th>
                            <th scope="col" class="number">{words::results::total()}</th>
                            <th scope="col" class="number">{words::results::open()}</th>
                            <th scope="col">{words::results::claimed()}</th>
                            <th scope="col">{words::results::supported()}</th>
                            <th scope="col">{words::results::distribution()}</th>
                        </tr>
                    </thead>
                    <tbody>{move || lines.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            <p class="hint">{words::results::explanation()}</p>
            <h2>{move || words::status::findings(findings.with(Vec::len))}</h2>
            <Show when=move || findings.with(Vec::is_empty)>
                <p class="empty">{words::results::no_findings()}</p>
            </Show>
            <ul class="finding-list">
                {move || findings.get().into_iter().take(SHOWN_MAX).map(|(Id(key), severity, text, rule)| view! {
                    <li>{link(key)} " " <strong>{mark::severity_text(severity)}</strong> " " {text} " " <span class="rule">{rule}</span></li>
                }).collect_view()}
            </ul>
        </div>
    }
}

/// A level in words.
pub fn level(level: Option<LevelReached>) -> &'static str {
    level.map_or(words::app::dash(), LevelReached::text)
}

/// A claim of no level is no claim, not a low one.
pub fn claimed_text(level: Option<LevelReached>) -> &'static str {
    match level {
        Some(LevelReached::NONE) => words::results::no_claim(),
        level => self::level(level),
    }
}

fn lines(open: &Open, part: PartId) -> Vec<Line> {
    let Some(results) = open.results.part(part) else { return Vec::new() };
    let groups = part.part().groups.iter().zip(&results.groups).map(|(group, results)| {
        Line::new(open, group.title, group.id, &results.coverage, results.maturity)
    });
    let whole = Line::new(
        open,
        words::results::overall(),
        part.code(),
        &results.coverage,
        results.maturity,
    );
    groups.chain(std::iter::once(whole)).collect()
}

/// How many passed requirements support each level (ML-3).
fn distribution(of: [u16; 5]) -> String {
    let parts = of.into_iter().zip(0_u8..).filter(|(count, _)| *count > 0);
    let text: Vec<String> = parts
        .map(|(count, level)| {
            let level =
                if level == 0 { words::results::below().to_owned() } else { level.to_string() };
            words::results::of_level(&count.to_string(), &level)
        })
        .collect();
    if text.is_empty() { words::app::dash().to_owned() } else { text.join(words::list::dot()) }
}
