//! Scope: who applies, and with what.

use exready::{
    assessment::{ApplicantField, Command, TestItemField},
    catalogue::PartId,
    words,
};
use leptos::prelude::*;

use crate::app::{
    parts::field::{Field, Setting},
    route::Route,
    session::session,
};

/// The applicant and the test item.
#[component]
pub fn Scope() -> impl IntoView {
    let session = session();
    let next = session
        .peek(|open| Route::Assess(open.assessment.id.clone(), PartId::P4_1, 0, None).href());
    view! {
        <div class="page">
            <h1 tabindex="-1">{words::scope::title()}</h1>
            <p class="lead">{words::scope::lead()}</p>
            <section class="fields">
                <h2>{words::scope::test_item()}</h2>
                {TestItemField::ALL.iter().copied().map(test_item).collect_view()}
            </section>
            <section class="fields">
                <h2>{words::scope::applicant()}</h2>
                {ApplicantField::ALL.iter().copied().map(applicant).collect_view()}
            </section>
            <p class="actions"><a class="button primary" href=next>{words::scope::next()}</a></p>
        </div>
    }
}

fn test_item(field: TestItemField) -> AnyView {
    use words::test_item as say;
    let session = session();
    let (label, hint) = match field {
        TestItemField::Name => (say::name(), say::name_hint()),
        TestItemField::Type => (say::type_code(), say::type_code_hint()),
        TestItemField::Description => (say::description(), say::description_hint()),
        TestItemField::HardwareVersion => (say::hardware_version(), ""),
        TestItemField::FirmwareVersion => (say::firmware_version(), say::firmware_version_hint()),
        TestItemField::SoftwareVersion => (say::software_version(), say::software_version_hint()),
        TestItemField::Marking => (say::marking(), say::marking_hint()),
        TestItemField::IntendedUse => (say::intended_use(), say::intended_use_hint()),
        TestItemField::Limits => (say::limits(), say::limits_hint()),
    };
    let is_long = matches!(
        field,
        TestItemField::Description | TestItemField::IntendedUse | TestItemField::Limits
    );
    let id = ["test-item-", field.name()].concat();
    view! {
        <Field
            setting=Setting { id, label, hint, max: field.max(), is_long }
            value=Signal::derive(move || session.text(|open| open.assessment.test_item.text(field).to_owned()))
            command=move |text| Command::SetTestItem(field, text) />
    }
    .into_any()
}

fn applicant(field: ApplicantField) -> AnyView {
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
    let is_long = matches!(field, ApplicantField::Address | ApplicantField::Sites);
    let id = ["applicant-", field.name()].concat();
    view! {
        <Field
            setting=Setting { id, label, hint, max: field.max(), is_long }
            value=Signal::derive(move || session.text(|open| open.assessment.applicant.text(field).to_owned()))
            command=move |text| Command::SetApplicant(field, text) />
    }
    .into_any()
}
