//! The test item: what it is called, which versions, what it is for, and what
//! it is in its installation.

use exready::{
    assessment::{Command, EmbeddedKind, ItemKind, Role, ScopeField, TestItemField, TextField},
    keeping::StoredEnvelope,
    words,
};
use leptos::prelude::*;

use super::{facts, with_facts};
use crate::app::{
    browser::{clock, page},
    parts::{
        choice::Select,
        field::{Field, Setting},
    },
    route::Route,
    session::session,
};

/// The fields that say what the test item is; its marking stands with the
/// explosion protection.
const FIELDS: [TestItemField; 11] = [
    TestItemField::Name,
    TestItemField::Type,
    TestItemField::Variants,
    TestItemField::Description,
    TestItemField::HardwareVersion,
    TestItemField::FirmwareVersion,
    TestItemField::SoftwareVersion,
    TestItemField::SerialNumbers,
    TestItemField::IntendedUse,
    TestItemField::ExcludedFunctions,
    TestItemField::Limits,
];

/// The test item.
#[component]
pub fn TestItem() -> impl IntoView {
    let session = session();
    let is_other =
        Memo::new(move |_| facts(session, |facts| facts.embedded == Some(EmbeddedKind::Other)));
    let next_version = move |_| {
        let next = session
            .peek(|open| open.assessment.next_version(clock::assessment_id(), &clock::now()));
        let Some(next) = next else { return };
        let copied = next.answers.all().filter(|(_, answer)| answer.asked_again.is_some()).count();
        let id = next.id.clone();
        session.adopt(next, StoredEnvelope::default());
        page::go(&Route::scope(id).href());
        session.notify(&words::scope::next_version_started(copied), false);
    };
    view! {
        <section class="fields">
            <h2>{words::scope::test_item()}</h2>
            {FIELDS.map(field).collect_view()}
        </section>
        <section class="fields">
            <h2>{words::scope::situation()}</h2>
            <p class="hint">{words::scope::situation_hint()}</p>
            <Select
                id="scope-role".to_owned()
                label=words::scope::role()
                hint=words::scope::role_hint()
                options=Signal::stored(Role::ALL.map(role_text).map(str::to_owned).to_vec())
                chosen=Signal::derive(move || facts(session, |facts| position(&Role::ALL, facts.role)))
                choose=move |index| with_facts(session, |facts| facts.role = at(&Role::ALL, index)) />
            <Select
                id="scope-item".to_owned()
                label=words::scope::item()
                hint=words::scope::item_hint()
                options=Signal::stored(ItemKind::ALL.map(item_text).map(str::to_owned).to_vec())
                chosen=Signal::derive(move || facts(session, |facts| position(&ItemKind::ALL, facts.item)))
                choose=move |index| with_facts(session, |facts| facts.item = at(&ItemKind::ALL, index)) />
            <Select
                id="scope-embedded".to_owned()
                label=words::scope::embedded()
                hint=words::scope::embedded_hint()
                options=Signal::stored(EmbeddedKind::ALL.map(embedded_text).map(str::to_owned).to_vec())
                chosen=Signal::derive(move || facts(session, |facts| position(&EmbeddedKind::ALL, facts.embedded)))
                choose=move |index| with_facts(session, |facts| facts.embedded = at(&EmbeddedKind::ALL, index)) />
            <Select
                id="scope-programmable".to_owned()
                label=words::scope::programmable()
                hint=words::scope::programmable_hint()
                options=Signal::stored([words::protection::yes(), words::protection::no()].map(str::to_owned).to_vec())
                chosen=Signal::derive(move || facts(session, |facts| position(&[true, false], facts.programmable)))
                choose=move |index| with_facts(session, |facts| facts.programmable = at(&[true, false], index)) />
            {move || is_other.get().then(|| {
                let field = ScopeField::EmbeddedOther;
                let setting = Setting {
                    id: "scope-embedded-other".to_owned(),
                    label: words::scope::embedded_other(),
                    hint: "",

                    is_long: false,
                };
                view! {
                    <Field setting
                        value=Signal::derive(move || session.text(|open| open.assessment.scope.text(field).to_owned()))
                        command=move |text| Command::SetText(TextField::Scope(field), text) />
                }
                .into_any()
            })}
        </section>
        <section class="fields">
            <h2>{words::scope::next_version()}</h2>
            <p class="hint">{words::scope::next_version_hint()}</p>
            <button type="button" class="button" on:click=next_version>{words::scope::next_version_start()}</button>
        </section>
    }
}

/// A field of the test item.
pub fn field(field: TestItemField) -> AnyView {
    use words::test_item as say;
    let session = session();
    let (label, hint) = match field {
        TestItemField::Name => (say::name(), say::name_hint()),
        TestItemField::Type => (say::type_code(), say::type_code_hint()),
        TestItemField::Variants => (say::variants(), say::variants_hint()),
        TestItemField::SerialNumbers => (say::serial_numbers(), say::serial_numbers_hint()),
        TestItemField::Description => (say::description(), say::description_hint()),
        TestItemField::HardwareVersion => (say::hardware_version(), ""),
        TestItemField::FirmwareVersion => (say::firmware_version(), say::firmware_version_hint()),
        TestItemField::SoftwareVersion => (say::software_version(), say::software_version_hint()),
        TestItemField::Marking => (say::marking(), say::marking_hint()),
        TestItemField::IntendedUse => (say::intended_use(), say::intended_use_hint()),
        TestItemField::ExcludedFunctions => {
            (say::excluded_functions(), say::excluded_functions_hint())
        }
        TestItemField::Limits => (say::limits(), say::limits_hint()),
    };
    let is_long = field.max() > exready::assessment::LINE_MAX;
    let id = format!("test-item-{}", field.name());
    view! {
        <Field
            setting=Setting { id, label, hint, is_long }
            value=Signal::derive(move || session.text(|open| open.assessment.test_item.text(field).to_owned()))
            command=move |text| Command::SetText(TextField::TestItem(field), text) />
    }
    .into_any()
}

fn position<T: PartialEq>(all: &[T], chosen: Option<T>) -> Option<usize> {
    let chosen = chosen?;
    all.iter().position(|one| *one == chosen)
}

fn at<T: Copy>(all: &[T], index: Option<usize>) -> Option<T> {
    all.get(index?).copied()
}

/// A role as a sentence of the applicant.
fn role_text(role: Role) -> &'static str {
    match role {
        Role::ProductSupplier => words::scope::role_supplier(),
        Role::ServiceProvider => words::scope::role_service(),
        Role::AssetOwner => words::scope::role_owner(),
    }
}

fn item_text(item: ItemKind) -> &'static str {
    match item {
        ItemKind::Component => words::scope::item_component(),
        ItemKind::System => words::scope::item_system(),
    }
}

fn embedded_text(kind: EmbeddedKind) -> &'static str {
    use words::embedded as say;
    match kind {
        EmbeddedKind::NotEmbedded => say::not_embedded(),
        EmbeddedKind::Plc => say::plc(),
        EmbeddedKind::DcsController => say::dcs_controller(),
        EmbeddedKind::SafetyLogicSolver => say::safety_logic_solver(),
        EmbeddedKind::Pac => say::pac(),
        EmbeddedKind::Ied => say::ied(),
        EmbeddedKind::ProtectiveRelay => say::protective_relay(),
        EmbeddedKind::MotorController => say::motor_controller(),
        EmbeddedKind::ScadaController => say::scada_controller(),
        EmbeddedKind::Rtu => say::rtu(),
        EmbeddedKind::VibrationMonitor => say::vibration_monitor(),
        EmbeddedKind::GasDetector => say::gas_detector(),
        EmbeddedKind::Other => say::other(),
    }
}
