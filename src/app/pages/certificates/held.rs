//! The certificates that are held already.

use exready::{
    assessment::{
        Certificate, CertificateField, CertificateType, Command, Date, List, ListField, MapPart,
    },
    route::{matrix, standard},
    words,
};
use leptos::prelude::*;

use crate::app::{
    parts::{
        choice::{Day, Select},
        list_form::{self, Card, Section},
    },
    session::{Session, session},
};

/// The list of certificates.
#[component]
pub fn Held() -> impl IntoView {
    view! {
        <Section
            title=words::certificates::title
            lead=words::certificates::lead()
            count=|open| open.assessment.certificates.len()
            item=certificate
            add=words::certificates::add()
            command=|session| with(session, |all| all.push(Certificate::default())) />
    }
}

fn with(session: Session, change: impl FnOnce(&mut Vec<Certificate>)) -> Command {
    let mut all = session.peek(|open| open.assessment.certificates.clone()).unwrap_or_default();
    change(&mut all);
    Command::PutList(List::Certificates(all))
}

/// The certificate with this index.
fn certificate(index: usize) -> AnyView {
    let session = session();
    let name = move || {
        session.text(|open| match open.assessment.certificates.get(index) {
            Some(certificate) if !certificate.number.is_empty() => certificate.number.clone(),
            _ => words::certificates::unnamed(&(index + 1).to_string()),
        })
    };
    let about = move || {
        session.text(|open| {
            let Some(one) = open.assessment.certificates.get(index) else { return String::new() };
            let part = one.part.map_or("", |part| standard(part).number);
            let kind = one.r#type.map_or("", matrix::type_name);
            let until = one.valid_until.as_ref().map_or("", Date::as_str);
            list_form::joined([part, kind, &one.body, until])
        })
    };
    let remove = move |()| {
        with(session, |all| {
            if index < all.len() {
                all.remove(index);
            }
        })
    };
    let is_empty = session
        .peek(|open| open.assessment.certificates.get(index) == Some(&Certificate::default()))
        == Some(true);
    view! {
        <Card label=Signal::derive(name) about=Signal::derive(about) start_open=is_empty remove=remove fields=certificate_fields index=index />
    }
    .into_any()
}

/// Its fields.
fn certificate_fields(index: usize) -> AnyView {
    let session = session();
    let id = move |field: &str| ["certificate-", &index.to_string(), "-", field].concat();
    let text = move |field: CertificateField, label: &'static str, hint: &'static str| {
        list_form::text(ListField::Certificate(field), index, label, hint)
    };
    let change = move |change: &dyn Fn(&mut Certificate)| {
        with(session, |all| {
            if let Some(certificate) = all.get_mut(index) {
                change(certificate);
            }
        })
    };
    let read = move |read: fn(&Certificate) -> Option<Date>| {
        Signal::derive(move || {
            session.read(|open| open.assessment.certificates.get(index).and_then(read)).flatten()
        })
    };
    let part = move || {
        let part = session.read(|open| open.assessment.certificates.get(index)?.part).flatten();
        MapPart::CERTIFIED.iter().position(|one| Some(*one) == part)
    };
    let kind = move || {
        let kind = session.read(|open| open.assessment.certificates.get(index)?.r#type).flatten();
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
                <Select id=id("part") label=words::certificates::part() options=Signal::stored(parts.clone())
                    chosen=Signal::derive(part) choose=set_part />
                <Select id=id("type") label=words::certificates::kind() options=Signal::stored(kinds.clone())
                    chosen=Signal::derive(kind) choose=set_kind />
                <Day id=id("date") label=words::certificates::date() day=read(|one| one.date.clone()) command=set_date />
                <Day id=id("valid") label=words::certificates::valid_until() day=read(|one| one.valid_until.clone()) command=set_valid />
            </div>
            {text(CertificateField::Scope, words::certificates::scope(), words::certificates::scope_hint())}
    }
    .into_any()
}
