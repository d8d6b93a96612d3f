//! What the certificate of a part would say, in the manner of its form, and on
//! paper. Every page says that it is none.

use exready::{
    assessment::AssessmentId,
    bundle::Notes,
    catalogue::PartId,
    keeping::Document,
    results::{
        Id,
        certificate::{self, FieldPlace, PreviewField, PreviewLine},
    },
    words,
};
use leptos::prelude::*;

use super::{super::scope::diagram, components, figures, labels};
use crate::app::{
    browser::{clock, page},
    parts::part_tabs::PartTabs,
    route::{ResultsTab, Route, RouteTab, ScopeTab},
    session::session,
};

/// The preview of a part that is selected, with the way to the others.
pub fn preview(id: AssessmentId, part: PartId, parts: Vec<PartId>) -> AnyView {
    let session = session();
    let sealed = session.sealed(|| Notes::Go);
    let digest = move || sealed.get().map(|(_, digest)| digest);
    let linked = id.clone();
    let part_href =
        move |to: PartId| Route::Results(linked.clone(), ResultsTab::Certificate(Some(to))).href();
    let drawing = diagram::drawing();
    view! {
        <PartTabs parts=Signal::stored(parts) shown=part href=Callback::new(part_href) />
        <p class="lead">{words::certificate::lead()}</p>
        {print_button()}
        <article class="certificate">
            <div class="certificate-band"><p><strong>{words::certificate::band()}</strong> " " {words::certificate::band_why()}</p></div>
            <div class="certificate-body">
                <h2>{words::certificate::title()}</h2>
                {move || session.read(|open| form(open, &id, part, drawing)).flatten()}
                <dl class="facts-list">
                    <dt>{words::certificate::digest()}</dt>
                    <dd><code class="digest" translate="no">{digest}</code></dd>
                </dl>
            </div>
        </article>
    }
    .into_any()
}

/// The button that prints the page.
pub fn print_button() -> AnyView {
    view! {
        <p class="actions"><button type="button" class="button" on:click=|_| page::print()>{words::certificate::print()}</button></p>
    }
    .into_any()
}

fn form(
    open: &Document,
    id: &AssessmentId,
    part: PartId,
    drawing: diagram::Drawn,
) -> Option<AnyView> {
    let assessment = &open.assessment;
    let begun = clock::local_day(&assessment.created);
    let preview = certificate::preview(assessment, &open.results, part, &begun)?;
    let picture = (!assessment.components.is_empty()).then(|| {
        view! { <h3>{words::scope_diagram::title()}</h3> {move || diagram::shown(drawing)} }
            .into_any()
    });
    let assessed_as =
        figures::assessed_as(open, part).map(|text| view! { <p>{text}</p> }.into_any());
    let lines: Vec<AnyView> = preview.lines.iter().map(|shown| line(id, part, shown)).collect();
    let remark = preview.remark.map(|text| view! { <p class="hint">{text}</p> }.into_any());
    let whole = preview.lines.last().map(|whole| {
        let [passed, _, total, _] = whole.counts.map(|count| count.to_string());
        view! { <p><strong>{words::certificate::as_it_stands(&passed, &total)}</strong></p> }
            .into_any()
    });
    let warnings = (!preview.warnings.is_empty()).then(|| {
        let warnings = preview.warnings.iter().map(|text| view! { <li>{text.clone()}</li> }.into_any());
        let warnings: Vec<AnyView> = warnings.collect();
        view! { <ul class="finding warnings" aria-label=words::certificate::warnings()>{warnings}</ul> }.into_any()
    });
    let form = view! {
        {whole}
        {warnings}
        {fields(id, &preview.facts)}
        {picture}
        <h3>{words::certificate::coverage()}</h3>
        {assessed_as}
        <div class="table-frame" tabindex="0" role="region" aria-label=words::certificate::coverage()>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words::certificate::coverage()}</th>
                        <th scope="col" class="number">{words::results::passed()}</th>
                        <th scope="col" class="number">{words::results::not_applicable()}</th>
                        <th scope="col" class="number">{words::results::total()}</th>
                        <th scope="col" class="number">{words::results::open()}</th>
                        <th scope="col">{certificate::level_head(part)}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        <p class="hint">{words::certificate::coverage_hint()}</p>
        {components::table(open, part)}
        {remark}
        <h3>{words::certificate::references()}</h3>
        {fields(id, &preview.references)}
    };
    Some(form.into_any())
}

fn fields(id: &AssessmentId, fields: &[PreviewField]) -> AnyView {
    let fields: Vec<AnyView> = fields.iter().map(|shown| field(id, shown)).collect();
    view! { <dl class="facts-list">{fields}</dl> }.into_any()
}

/// A field; an empty one leads to where it is stated.
fn field(id: &AssessmentId, field: &PreviewField) -> AnyView {
    let id = id.clone();
    let values: Vec<AnyView> = if field.values.is_empty() {
        let href = match field.place {
            FieldPlace::TestItem => Route::Scope(id, ScopeTab::TestItem),
            FieldPlace::Components => Route::Scope(id, ScopeTab::Components),
            FieldPlace::Applicant => Route::Scope(id, ScopeTab::Applicant),
            FieldPlace::Certificates => Route::Certificates(id, RouteTab::Certificates),
            FieldPlace::Selection => Route::select(id),
            FieldPlace::Providers => Route::Certificates(id, RouteTab::Iecex),
        };
        let name = words::certificate::state(field.label);
        let empty = view! {
            <dd class="hint">{words::certificate::not_stated()} " " <a href=href.href() aria-label=name>{words::certificate::state_it()}</a></dd>
        };
        vec![empty.into_any()]
    } else {
        field.values.iter().map(|text| view! { <dd>{text.clone()}</dd> }.into_any()).collect()
    };
    view! { <dt>{field.label}</dt> {values} }.into_any()
}

/// A line of the coverage, with the requirements that do not apply (CV-5) and
/// those that are not evaluated (CV-4).
fn line(id: &AssessmentId, part: PartId, line: &PreviewLine) -> AnyView {
    let [passed, not_applicable, total, left] = line.counts;
    let number = |label: &'static str, number: u16| {
        view! { <td class="number" data-label=label>{number.to_string()}</td> }.into_any()
    };
    let reported = line.reported.as_ref().map(|ratio| figures::reported(ratio));
    // The line of the whole part would name them all once more.
    let is_whole = line.title == words::results::overall();
    let named = |name: &'static str, ids: &[Id]| {
        let links = ids.iter().map(|Id(key)| view! { " " {labels::link(id, *key)} }.into_any());
        let links: Vec<AnyView> = links.collect();
        (!ids.is_empty()).then(|| view! { <span>{name} {links}</span> " " }.into_any())
    };
    // Where nothing is evaluated, the number says which ones.
    let is_begun = left < total || !line.failed.is_empty();
    let behind = (left + not_applicable > 0 && is_begun && !is_whole).then(|| {
        let unanswered = line.not_evaluated.iter().filter(|id| !line.failed.contains(id));
        let unanswered: Vec<Id> = unanswered.copied().collect();
        let failed = named(words::results::failed_list(), &line.failed);
        let open = named(words::results::not_evaluated_list(), &unanswered);
        let excused = named(words::results::not_applicable_list(), &line.not_applicable);
        view! { <tr class="remark"><td colspan="6">{excused} {failed} {open}</td></tr> }.into_any()
    });
    view! {
        <tr>
            <th scope="row"><span class="line-ratio" translate="no">{line.ratio.clone()}</span> " " <span class="line-name">{line.title}</span> {reported}</th>
            {number(words::results::passed(), passed)}
            {number(words::results::not_applicable(), not_applicable)}
            {number(words::results::total(), total)}
            {number(words::results::open(), left)}
            <td class="level" data-label=certificate::level_head(part)>{line.level.clone()}</td>
        </tr>
        {behind}
    }
    .into_any()
}
