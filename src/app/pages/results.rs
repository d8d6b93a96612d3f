//! Results: the numbers of the certificate, and what stands in their way.

use exready::{
    assessment::AssessmentId,
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

/// One line of the table.
#[derive(Clone, PartialEq)]
struct Line {
    name: String,
    ratio: String,
    coverage: Coverage,
    maturity: Maturity,
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
    let row = move |line: Line| {
        let Coverage { passed, not_applicable, total, not_evaluated, failed, not_evaluated_list } =
            line.coverage;
        view! {
            <tr>
                <th scope="row"><span class="line-ratio">{line.ratio}</span> " " <span class="line-name">{line.name}</span></th>
                <td class="number">{passed}</td>
                <td class="number">{not_applicable}</td>
                <td class="number">{total}</td>
                <td class="number">{not_evaluated}</td>
                <td>{level(line.maturity.claimed)}</td>
                <td>{level(line.maturity.supported)}</td>
                <td><Distribution of=line.maturity.supported_distribution /></td>
            </tr>
            {(not_evaluated > 0 && not_evaluated < total).then(|| view! {
                <tr class="remark">
                    <td colspan="8">
                        {words::results::not_evaluated(usize::from(not_evaluated), &failed.to_string())} " "
                        {not_evaluated_list.into_iter().map(|Id(key)| view! { {link(key)} " " }).collect_view()}
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
                {move || findings.get().into_iter().map(|(Id(key), severity, text, rule)| view! {
                    <li>{link(key)} " " <strong>{mark::severity_text(severity)}</strong> " " {text} " " <span class="rule">{rule}</span></li>
                }).collect_view()}
            </ul>
        </div>
    }
}

fn level(level: Option<LevelReached>) -> &'static str {
    level.map_or(words::app::dash(), LevelReached::text)
}

fn lines(open: &Open, part: PartId) -> Vec<Line> {
    let Some(results) = open.results.part(part) else { return Vec::new() };
    let groups = part.part().groups.iter().zip(&results.groups).map(|(group, results)| Line {
        name: group.title.to_owned(),
        ratio: results.coverage.ratio(group.id),
        coverage: results.coverage.clone(),
        maturity: results.maturity,
    });
    let overall = Line {
        name: words::results::overall().to_owned(),
        ratio: results.coverage.ratio(part.code()),
        // The list stands under each practice already.
        coverage: Coverage { not_evaluated_list: Vec::new(), ..results.coverage.clone() },
        maturity: results.maturity,
    };
    groups.chain(std::iter::once(overall)).collect()
}

/// How many passed requirements support each level, as a bar with its numbers.
#[component]
fn Distribution(of: [u16; 5]) -> impl IntoView {
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
