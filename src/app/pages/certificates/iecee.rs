//! Which IECEE certificates are open to the applicant, and its place in the
//! application map (RT-9, RT-10).

use exready::{
    assessment::{AssessmentId, MapPart, Role},
    route::{Decision, Iecee, MapEntry, Offer, OpenQuestion, map_entry, matrix, standard},
    words::{self, iecee as say},
};
use leptos::prelude::*;

use super::open_questions;

/// The certificates with what they are good for.
pub fn offers(id: &AssessmentId, iecee: &Iecee) -> AnyView {
    let offer = |offer: &Offer| {
        let certificate = offer.certificate;
        let confirm = offer.confirm_applicant.then(say::confirm_applicant).unwrap_or_default();
        view! {
            <tr>
                <th scope="row"><strong>{standard(certificate.part).number}</strong> " " {matrix::type_name(certificate.r#type)}</th>
                <td data-label=say::good_for()>{offer.purpose.text()} " " {confirm}</td>
                <td data-label=say::backing()>{offer.backing.text()}</td>
            </tr>
        }
        .into_any()
    };
    let table = (!iecee.offers.is_empty()).then(|| {
        view! {
            <div class="table-frame" tabindex="0" role="region" aria-label=say::table()>
                <table class="offers narrow">
                    <caption class="unseen">{say::table()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{say::certificate()}</th>
                            <th scope="col">{say::good_for()}</th>
                            <th scope="col">{say::backing()}</th>
                        </tr>
                    </thead>
                    <tbody>{iecee.offers.iter().map(offer).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    });
    let numbers = |parts: &[MapPart]| {
        let numbers: Vec<&str> = parts.iter().map(|part| standard(*part).number).collect();
        (!numbers.is_empty()).then(|| numbers.join(words::list::comma()))
    };
    let notes = [
        (iecee.applies == Some(false)).then(|| say::does_not_apply().to_owned()),
        iecee.open.contains(&OpenQuestion::Programmable).then(|| say::if_programmable().to_owned()),
        numbers(&iecee.suppliers).map(|parts| say::suppliers(&parts)),
        numbers(&iecee.beside).map(|parts| say::beside(&parts)),
    ];
    let notes = notes.into_iter().flatten().map(|note| view! { <p>{note}</p> }.into_any());
    view! {
        <div aria-live="polite">
            {table}
            {notes.collect_view()}
            {open_questions(id, &iecee.open)}
        </div>
    }
    .into_any()
}

/// The name of a role, short enough for a table on a phone.
fn role_name(role: Role) -> &'static str {
    match role {
        Role::AssetOwner => words::route::map_owner(),
        Role::ServiceProvider => words::route::map_provider(),
        Role::ProductSupplier => words::route::map_supplier(),
    }
}

/// The application map, with the user's place in it (RT-9). The part of the product
/// is marked for its supplier alone: 3-3 is no certificate of a provider (RT-10).
pub fn map(decision: &Decision) -> AnyView {
    let Decision { situation, iecee, .. } = decision;
    let cell = |role: Role, part: MapPart| {
        let (sign, text) = match map_entry(role, part) {
            Some(MapEntry::Map) => ("●", words::route::map_applies()),
            Some(MapEntry::Addition) => ("○", words::route::map_added()),
            None => ("", words::route::map_none()),
        };
        let is_product = iecee.applies != Some(false)
            && role == Role::ProductSupplier
            && situation.role == Some(role)
            && situation.product_part() == Some(part);
        view! {
            <td class:here=is_product>
                <span aria-hidden="true">{sign}</span>
                <span class="unseen">{text}</span>
            </td>
        }
        .into_any()
    };
    let row = |role: Role| {
        let is_here = situation.role == Some(role);
        view! {
            <tr class:here=is_here>
                <th scope="row">{role_name(role)} {is_here.then(|| view! { " " <span class="tag">{words::route::map_yours()}</span> }.into_any())}</th>
                {MapPart::ALL.map(|part| cell(role, part)).collect_view()}
            </tr>
        }
        .into_any()
    };
    let heads = MapPart::ALL.map(|part| view! { <th scope="col">{part.code()}</th> }.into_any());
    view! {
        <p class="hint">{words::route::map_lead()} " ● " {words::route::map_applies()} ", ○ " {words::route::map_added()} "."</p>
        <div class="table-frame" tabindex="0" role="region" aria-label=words::route::map()>
            <table class="map narrow">
                <caption class="unseen">{words::route::map()}</caption>
                <thead><tr><th scope="col">{words::route::map_role()}</th>{heads.collect_view()}</tr></thead>
                <tbody>{[Role::AssetOwner, Role::ServiceProvider, Role::ProductSupplier].map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
