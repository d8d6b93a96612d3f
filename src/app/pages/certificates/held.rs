//! The certificates that are held already.

use exready::{
    assessment::{
        Certificate, CertificateField, CertificateId, CertificateType, Command, Date,
        ListItem as _, MapPart, RecordKey, TextField,
    },
    route::{matrix, standard},
    words,
};
use leptos::prelude::*;

use crate::app::{
    browser::clock,
    parts::{
        choice::{Day, Select},
        list_form::{self, Card, Section},
    },
    session::session,
};

/// The list of certificates.
#[component]
pub fn Held() -> impl IntoView {
    view! {
        <Section
            title=words::certificates::title
            lead=words::certificates::lead()
            ids=|content| content.certificates.iter().map(|one| one.id.clone()).collect()
            item=certificate
            add=words::certificates::add()
            command=|| {
                Command::put(Certificate::new(clock::certificate_id()).record())
            } />
    }
}

/// The card of a certificate.
fn certificate(id: CertificateId) -> AnyView {
    let session = session();
    let record = RecordKey::Certificate(id.clone());
    let empty = Certificate::new(id.clone());
    let is_empty = session
        .peek(|open| open.assessment.item::<Certificate>(&id).is_none_or(|(_, one)| *one == empty));
    let id = StoredValue::new(id);
    let name = move || {
        session.text(|open| match id.with_value(|id| open.assessment.item::<Certificate>(id)) {
            Some((_, certificate)) if !certificate.number.is_empty() => certificate.number.clone(),
            Some((index, _)) => words::certificates::unnamed(index + 1),
            None => String::new(),
        })
    };
    let about = move || {
        session.text(|open| {
            let Some((_, one)) = id.with_value(|id| open.assessment.item::<Certificate>(id)) else {
                return String::new();
            };
            let part = one.part.map_or("", |part| standard(part).number);
            let kind = one.r#type.map_or("", matrix::type_name);
            let until = one.valid_until.as_ref().map_or("", Date::as_str);
            list_form::joined([part, kind, &one.body, until])
        })
    };
    view! {
        <Card
            label=Signal::derive(name)
            about=Signal::derive(about)
            start_open=is_empty == Some(true)
            record
            fields=move |()| fields(id.get_value()) />
    }
    .into_any()
}

/// Its fields.
fn fields(id: CertificateId) -> AnyView {
    let session = session();
    let [part_id, type_id, date_id, valid_id] =
        ["part", "type", "date", "valid"].map(|field| format!("certificate-{id}-{field}"));
    let key = id.clone();
    let text = move |field: CertificateField, label: &'static str, hint: &'static str| {
        list_form::text(TextField::Certificate(key.clone(), field), label, hint)
    };
    let id = StoredValue::new(id);
    let change = move |change: &dyn Fn(&mut Certificate)| list_form::changed(session, id, change);
    let day = move |read: fn(&Certificate) -> Option<Date>| {
        Signal::derive(move || {
            session
                .read(|open| read(id.with_value(|id| open.assessment.item::<Certificate>(id))?.1))
                .flatten()
        })
    };
    let part = move || {
        let part = session
            .read(|open| id.with_value(|id| open.assessment.item::<Certificate>(id))?.1.part)
            .flatten();
        MapPart::CERTIFIED.iter().position(|one| Some(*one) == part)
    };
    let kind = move || {
        let kind = session
            .read(|open| id.with_value(|id| open.assessment.item::<Certificate>(id))?.1.r#type)
            .flatten();
        CertificateType::ALL.iter().position(|one| Some(*one) == kind)
    };
    let set_part = move |chosen: Option<usize>| {
        change(&|certificate| {
            certificate.part = chosen.and_then(|index| MapPart::CERTIFIED.get(index).copied());
        })
    };
    let set_kind = move |chosen: Option<usize>| {
        change(&|certificate| {
            certificate.r#type = chosen.and_then(|index| CertificateType::ALL.get(index).copied());
        })
    };
    let set_date =
        move |day: Option<Date>| change(&|certificate| certificate.date.clone_from(&day));
    let set_valid =
        move |day: Option<Date>| change(&|certificate| certificate.valid_until.clone_from(&day));
    let parts = MapPart::CERTIFIED.map(|part| standard(part).number.to_owned()).to_vec();
    let kinds = CertificateType::ALL.map(|kind| matrix::type_name(kind).to_owned()).to_vec();
    view! {
            <div class="pair">
                {text(CertificateField::Number, words::certificates::number(), "")}
                {text(CertificateField::Body, words::certificates::body(), words::certificates::body_hint())}
                <Select id=part_id label=words::certificates::part() options=Signal::stored(parts)
                    chosen=Signal::derive(part) choose=set_part />
                <Select id=type_id label=words::certificates::kind() options=Signal::stored(kinds)
                    chosen=Signal::derive(kind) choose=set_kind />
                <Day id=date_id label=words::certificates::date() day=day(|one| one.date.clone()) command=set_date />
                <Day id=valid_id label=words::certificates::valid_until() day=day(|one| one.valid_until.clone()) command=set_valid />
            </div>
            {text(CertificateField::Edition, words::certificates::edition(), words::certificates::edition_hint())}
            {text(CertificateField::TestItem, words::certificates::test_item(), words::certificates::test_item_hint())}
            {text(CertificateField::Scope, words::certificates::scope(), words::certificates::scope_hint())}
    }
    .into_any()
}
