//! The figures of the components, beside those of the whole (CV-9).

use exready::{
    catalogue::PartId,
    keeping::Document,
    results::certificate::{self, PreviewComponent},
    words,
};
use leptos::prelude::*;

/// A line for each component; nothing where there are fewer than two.
pub fn table(open: &Document, part: PartId) -> Option<AnyView> {
    let lines = certificate::components(&open.assessment, open.results.part(part)?);
    if lines.is_empty() {
        return None;
    }
    let lines: Vec<AnyView> = lines.iter().map(line).collect();
    let title = words::results::of_components();
    let table = view! {
        <h3>{title}</h3>
        <div class="table-frame" tabindex="0" role="region" aria-label=title>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words::answer::subject()}</th>
                        <th scope="col" class="number">{words::results::passed()}</th>
                        <th scope="col" class="number">{words::results::not_applicable()}</th>
                        <th scope="col" class="number">{words::results::total()}</th>
                        <th scope="col" class="number">{words::results::open()}</th>
                        <th scope="col">{words::results::capability()}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    };
    Some(table.into_any())
}

fn line(line: &PreviewComponent) -> AnyView {
    let labels = [
        words::results::passed(),
        words::results::not_applicable(),
        words::results::total(),
        words::results::open(),
    ];
    let numbers = labels.into_iter().zip(line.counts).map(|(label, number)| {
        view! { <td class="number" data-label=label>{number.to_string()}</td> }.into_any()
    });
    let numbers: Vec<AnyView> = numbers.collect();
    view! {
        <tr>
            <th scope="row"><span class="line-ratio">{line.ratio.clone()}</span> " " <bdi class="line-name">{line.name.clone()}</bdi></th>
            {numbers}
            <td class="level" data-label=words::results::capability()>{line.level.clone()}</td>
        </tr>
    }
    .into_any()
}
