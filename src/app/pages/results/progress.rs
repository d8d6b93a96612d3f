//! Progress: the figures of each day, the latest first. The bar answers the
//! title, the numbers stand beside it.

use exready::{
    catalogue::{Levels, PartId},
    results::progress::{PartDay, days_of},
    words,
};
use leptos::prelude::*;

use crate::app::session::session;

/// The days of every part that is selected.
pub fn view(parts: Vec<PartId>) -> AnyView {
    let session = session();
    let tables = move || {
        let points = session.read(|open| open.days.points()).unwrap_or_default();
        if points.is_empty() {
            return vec![view! { <p class="empty">{words::progress::empty()}</p> }.into_any()];
        }
        parts.iter().map(|part| table(*part, &days_of(&points, *part))).collect()
    };
    view! {
        <h2>{words::progress::title()}</h2>
        <p class="hint">{words::progress::hint()}</p>
        {move || tables()}
    }
    .into_any()
}

/// The days of one part.
fn table(part: PartId, days: &[PartDay]) -> AnyView {
    if days.is_empty() {
        return ().into_any();
    }
    let catalogue = part.part();
    let title = words::progress::question(catalogue.standard);
    let level_head = match catalogue.levels {
        Levels::Maturity => words::progress::maturity(),
        Levels::Security => words::progress::security(),
    };
    let rows: Vec<AnyView> = days.iter().map(|day| row(part, day, level_head)).collect();
    let caption = title.clone();
    view! {
        <div class="table-frame" tabindex="0" role="region" aria-label=title>
            <table>
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::progress::day()}</th>
                        <th scope="col">{words::results::passed()}</th>
                        <th scope="col" class="number">{words::progress::moved()}</th>
                        <th scope="col" class="number">{words::results::not_applicable()}</th>
                        <th scope="col" class="number">{level_head}</th>
                        <th scope="col" class="number">{words::progress::findings()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// One day: the bar is as long as what passes and what does not apply.
fn row(part: PartId, shown: &PartDay, level_head: &'static str) -> AnyView {
    let figures = shown.figures;
    let moved = match shown.moved {
        None => words::app::dash().to_owned(),
        Some(moved) if moved > 0 => format!("+{moved}"),
        Some(moved) => moved.to_string(),
    };
    let level = match (figures.level, part.part().levels) {
        (None, _) => words::app::dash().to_owned(),
        (Some(0), Levels::Maturity) => words::results::below().to_owned(),
        (Some(level), _) => level.to_string(),
    };
    let segment = |class: &'static str, count: u16| {
        view! { <span class=class style:flex-grow=count.to_string()></span> }.into_any()
    };
    view! {
        <tr>
            <th scope="row" class="day">{shown.day.as_str().to_owned()}</th>
            <td class="day-figure" data-label=words::results::passed()>
                <span class="line-ratio" translate="no">{figures.ratio()}</span>
                <span class="day-bar" aria-hidden="true">
                    {segment("passed", figures.passed)}
                    {segment("not-applicable", figures.not_applicable)}
                    {segment("rest", figures.not_evaluated())}
                </span>
            </td>
            <td class="number" data-label=words::progress::moved()>{moved}</td>
            <td class="number" data-label=words::results::not_applicable()>{figures.not_applicable.to_string()}</td>
            <td class="number" data-label=level_head>{level}</td>
            <td class="number" data-label=words::progress::findings()>{figures.findings.to_string()}</td>
        </tr>
    }
    .into_any()
}
