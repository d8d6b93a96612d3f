//! The six types of certificate against the four parts (CT).

use exready::{
    assessment::{CertificateType, Command, MapPart, Record, Sought},
    route::{matrix, standard},
    words,
};
use leptos::prelude::*;

use crate::app::{
    parts::choice::Toggle,
    session::{Session, session},
};

/// The matrix, with what is applied for.
#[component]
pub fn Matrix() -> impl IntoView {
    let session = session();
    let proposed = move || {
        session.text(|open| {
            let proposed = open.results.decision.proposed();
            let names: Vec<String> = proposed
                .iter()
                .map(|one| {
                    format!("{}: {}", standard(one.part).number, matrix::type_name(one.r#type))
                })
                .collect();
            if names.is_empty() {
                words::matrix::none_proposed().to_owned()
            } else {
                words::matrix::proposed(&names.join(words::list::separator()))
            }
        })
    };
    let heads = CertificateType::ALL
        .map(|kind| view! { <th scope="col">{matrix::type_name(kind)}</th> }.into_any());
    let row = move |part: MapPart| {
        view! {
            <tr>
                <th scope="row">{standard(part).number}</th>
                {CertificateType::ALL.map(|kind| cell(session, Sought { part, r#type: kind })).collect_view()}
            </tr>
        }
        .into_any()
    };
    view! {
        <section class="list">
            <h2>{words::matrix::title()}</h2>
            <p class="hint">{words::matrix::lead()}</p>
            <p>{move || proposed()}</p>
            <div class="table-frame" tabindex="0" role="region" aria-label=words::matrix::title()>
                <table class="matrix">
                    <caption>{words::matrix::caption()}</caption>
                    <thead><tr><th scope="col">{words::matrix::part()}</th>{heads.collect_view()}</tr></thead>
                    <tbody>{MapPart::CERTIFIED.map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

/// What backs a pair, and whether it is applied for.
fn cell(session: Session, pair: Sought) -> AnyView {
    let is_sought =
        move || session.read(|open| open.assessment.scope.sought.contains(&pair)) == Some(true);
    let seek = move |is_on: bool| {
        let mut scope = session.peek(|open| open.assessment.scope.clone()).unwrap_or_default();
        scope.sought.retain(|other| *other != pair);
        if is_on {
            scope.sought.push(pair);
        }
        Command::put(Record::Scope(scope))
    };
    let remark = |remark: &matrix::Remark| {
        view! { <p class="hint">{remark.text()} " " <span class="rule" translate="no">{remark.rule()}</span></p> }
            .into_any()
    };
    let backing = matrix::backing(pair.part, pair.r#type);
    let mut remarks = matrix::remarks(pair.part, pair.r#type);
    if backing == matrix::Backing::Ask {
        // The backing says so already.
        remarks.retain(|remark| *remark != matrix::Remark::ConfirmWithNcb);
    }
    let label = words::matrix::apply_for(
        standard(pair.part).number,
        matrix::type_name(pair.r#type),
        backing.text(),
    );
    view! {
        <td data-label=matrix::type_name(pair.r#type)>
            <Toggle label=backing.text() name=label is_on=Signal::derive(is_sought) command=seek />
            {remarks.iter().map(remark).collect_view()}
        </td>
    }
    .into_any()
}
