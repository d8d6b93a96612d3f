//! All parts that are selected at one look, each with the way to its figures.

use exready::{
    catalogue::PartId,
    keeping::Document,
    results::{DocumentFinding, PartResults, Severity, certificate},
    words,
};
use leptos::prelude::*;

use crate::app::session::session;

/// A table with a line for each of these parts, the one shown marked; nothing
/// where there is no other to go to.
pub fn overview(
    parts: &[PartId],
    shown: PartId,
    href: impl Fn(PartId) -> String,
) -> Option<AnyView> {
    let line = |part: &PartId| {
        let here = (part == &shown).then_some("true");
        let cell = |class: &'static str,
                    label: &'static str,
                    text: fn(&Document, &PartResults) -> String| {
            view! { <td class=class data-label=label>{of_part(*part, text)}</td> }.into_any()
        };
        let major = words::results::major();
        view! {
            <tr class:here=here.is_some()>
                <th scope="row">
                    <a href=href(*part) aria-current=here>{part.code()}</a>
                    <span class="line-ratio" translate="no">{of_part(*part, |_, results| results.coverage.ratio(""))}</span> " "
                    <span class="line-name">{part.part().title}</span>
                </th>
                {cell("number", words::results::not_applicable(), |_, results| results.coverage.not_applicable.to_string())}
                {cell("number", words::results::open(), |_, results| results.coverage.not_evaluated.to_string())}
                {cell("level", words::results::level(), |open, results| certificate::level_of_part(&open.assessment, results))}
                <td class="number" data-label=major>{major_findings(*part)}</td>
            </tr>
        }
        .into_any()
    };
    let lines = (parts.len() > 1).then(|| parts.iter().map(line).collect::<Vec<_>>())?;
    let beside = beside(parts.to_vec());
    let view = view! {
        <div class="table-frame" tabindex="0" role="region" aria-label=words::results::all_parts()>
            <table class="narrow overview">
                <caption>{words::results::all_parts()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::gaps::part()}</th>
                        <th scope="col" class="number">{words::results::not_applicable()}</th>
                        <th scope="col" class="number">{words::results::open()}</th>
                        <th scope="col">{words::results::level()}</th>
                        <th scope="col" class="number">{words::results::major()}</th>
                    </tr>
                </thead>
                <tbody>
                    {lines}
                    <tr hidden=move || beside.get() == 0>
                        <th scope="row" colspan="4">{words::results::beside()}</th>
                        <td class="number" data-label=words::results::major()>{move || beside.get().to_string()}</td>
                    </tr>
                </tbody>
            </table>
        </div>
    };
    Some(view.into_any())
}

fn of_part(part: PartId, text: fn(&Document, &PartResults) -> String) -> impl Fn() -> String {
    let session = session();
    let text = move |open: &Document| Some(text(open, open.results.part(part)?));
    move || session.text(|open| text(open).unwrap_or_default())
}

/// How many major findings are about the part.
fn major_findings(part: PartId) -> impl Fn() -> String {
    let session = session();
    move || session.text(|open| open.results.counts_of(part).count(Severity::Blocks).to_string())
}

/// How many major findings are about none of these parts.
fn beside(parts: Vec<PartId>) -> Memo<usize> {
    let session = session();
    Memo::new(move |_| {
        let is_beside = |finding: &&DocumentFinding| {
            finding.severity == Severity::Blocks
                && !parts.iter().any(|part| finding.concerns(*part))
        };
        let count = |open: &Document| open.results.findings.iter().filter(is_beside).count();
        session.read(count).unwrap_or_default()
    })
}
