//! The edition of a part that the application names (CV-11).

use exready::{
    assessment::{Application, Command, Content, Record},
    catalogue::{Edition, PartId},
    text::is_blank,
    words,
};
use leptos::prelude::*;

use crate::app::{
    parts::choice::{Select, Toggle},
    session::session,
};

/// The choice of the edition, and the tick that confirms one whose numbers are not
/// verified here.
pub fn of_part(part: PartId) -> AnyView {
    let session = session();
    let names = Memo::new(move |_| session.read(|open| offered(&open.assessment, part)));
    let options = move || names.get().unwrap_or_default();
    let chosen = move || {
        let names = options();
        let place = |open: &Content| {
            let edition = open.named_edition(part);
            let place = names.iter().position(|name| name == edition.name);
            place.filter(|_| edition.is_named)
        };
        session.read(|open| place(&open.assessment)).flatten()
    };
    let change = move |change: &dyn Fn(&mut Application)| {
        let application = session.peek(|open| open.assessment.applications.get(&part).cloned());
        let mut application = application.flatten().unwrap_or_default();
        change(&mut application);
        let is_empty = application == Application::default();
        Command::put(Record::Application(part, (!is_empty).then_some(application)))
    };
    // Another edition is confirmed anew.
    let choose = move |index: Option<usize>| {
        let name = index.and_then(|index| options().get(index).cloned());
        change(&|application| {
            application.edition = name.clone().unwrap_or_default();
            application.confirmed = false;
        })
    };
    let is_confirmed = move || {
        let application = |open: &Content| open.applications.get(&part).map(|one| one.confirmed);
        session.read(|open| application(&open.assessment)).flatten() == Some(true)
    };
    let confirm =
        move |is_on: bool| change(&|application: &mut Application| application.confirmed = is_on);
    // The tick stays while it is set, so that it can be taken back.
    let is_asked = Memo::new(move |_| {
        session.read(|open| open.assessment.named_edition(part).is_unconfirmed) == Some(true)
            || is_confirmed()
    });
    let ours = part.part().edition;
    view! {
        <Select id=format!("edition-{part}") label=words::select::edition()
            none=words::app::not_said() options=Signal::derive(options)
            chosen=Signal::derive(chosen) choose=choose />
        {move || is_asked.get().then(|| view! {
            <p class="hint">{words::select::edition_unverified(ours)}</p>
            <Toggle label=words::select::edition_confirmed() is_on=Signal::derive(is_confirmed) command=confirm />
        }.into_any())}
    }
    .into_any()
}

/// The known editions of a part; and the one that a file names beside them.
fn offered(content: &Content, part: PartId) -> Vec<String> {
    let mut names: Vec<String> = Edition::of(part).map(|edition| edition.name.to_owned()).collect();
    let named = content.named_edition(part).name;
    if !is_blank(named) && !names.iter().any(|name| name == named) {
        names.push(named.to_owned());
    }
    names
}
