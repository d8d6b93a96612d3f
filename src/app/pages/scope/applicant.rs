//! Who applies.

use exready::{
    assessment::{ApplicantField, Command, LINE_MAX, TextField},
    words,
};
use leptos::prelude::*;

use crate::app::{
    parts::field::{Field, Setting},
    session::session,
};

/// The applicant.
#[component]
pub fn Applicant() -> impl IntoView {
    view! {
        <section class="fields">
            <h2>{words::scope::applicant()}</h2>
            {ApplicantField::ALL.iter().copied().map(field).collect_view()}
        </section>
    }
}

fn field(field: ApplicantField) -> AnyView {
    use words::applicant as say;
    let session = session();
    let (label, hint) = match field {
        ApplicantField::Name => (say::name(), ""),
        ApplicantField::Address => (say::address(), ""),
        ApplicantField::Contact => (say::contact(), say::contact_hint()),
        ApplicantField::Email => (say::email(), ""),
        ApplicantField::Manufacturer => (say::manufacturer(), say::manufacturer_hint()),
        ApplicantField::Sites => (say::sites(), say::sites_hint()),
    };
    let is_long = field.max() > LINE_MAX;
    let id = format!("applicant-{}", field.name());
    view! {
        <Field
            setting=Setting { id, label, hint, is_long }
            value=Signal::derive(move || session.text(|open| open.assessment.applicant.text(field).to_owned()))
            command=move |text| Command::SetText(TextField::Applicant(field), text) />
    }
    .into_any()
}
