//! What of the test item a requirement is answered for (CV-9): the whole, or one
//! of the components it applies to.

use exready::{
    assessment::{AnswerSubject, Component, ComponentId, Verdict},
    catalogue::RequirementKey,
    keeping::Document,
    words,
};
use leptos::prelude::*;

use super::{
    mark::{verdict_mark, verdict_text},
    own::own,
};
use crate::app::session::session;

/// The choice between the whole and its components, where there are several,
/// with the verdict of each and what counts.
pub fn subjects(key: RequirementKey, chosen: RwSignal<AnswerSubject>) -> AnyView {
    let session = session();
    let row = move || std::iter::once(key);
    let offered = Memo::new(move |_| session.read(|open| offered(open, key)).unwrap_or_default());
    let option = move |place: Option<usize>| {
        let subject = move || {
            let id = session.peek(|open| id_at(open, place?).cloned()).flatten();
            id.map_or(AnswerSubject::Whole, AnswerSubject::Component)
        };
        let is_chosen = move || chosen.get() == subject();
        let name = move || {
            session.text(|open| {
                let component = place.and_then(|place| open.assessment.components.get(place));
                component.zip(place).map_or_else(
                    || words::answer::whole().to_owned(),
                    |(component, place)| component.called(place),
                )
            })
        };
        let verdict = move || {
            let verdict =
                |open: &Document| verdict_of(open, key, place.and_then(|place| id_at(open, place)));
            verdict_mark(session.read_rows(row(), verdict).unwrap_or_default())
        };
        view! {
            <label class="option">
                <input type="radio" name=format!("{}-subject", key.id()) prop:checked=is_chosen
                    on:change=move |_| chosen.set(subject()) />
                {own(name)}
                {verdict}
            </label>
        }
        .into_any()
    };
    let control = move || {
        let offered: Vec<usize> = offered.get();
        // What was chosen may be gone, as after an undo.
        let is_there = session.peek(|open| match chosen.get_untracked() {
            AnswerSubject::Whole => true,
            AnswerSubject::Component(id) => {
                offered.iter().any(|place| id_at(open, *place) == Some(&id))
            }
        });
        if is_there == Some(false) {
            chosen.set(AnswerSubject::Whole);
        }
        if offered.is_empty() {
            return None;
        }
        let places = std::iter::once(None).chain(offered.into_iter().map(Some));
        let options: Vec<AnyView> = places.map(option).collect();
        let view = view! {
            <fieldset class="choice">
                <legend>{words::answer::subject()}</legend>
                <div class="options subjects">{options}</div>
                <p class="hint" aria-live="polite">{move || session.read_rows(row(), |open| counts(open, key))}</p>
            </fieldset>
        };
        Some(view.into_any())
    };
    control.into_any()
}

fn id_at(open: &Document, place: usize) -> Option<&ComponentId> {
    open.assessment.components.get(place).map(|component| &component.id)
}

/// The components the requirement applies to, by their places: where there are two
/// or more, or one has an answer.
fn offered(open: &Document, key: RequirementKey) -> Vec<usize> {
    let subjects = open.assessment.subjects();
    let asked: Vec<_> = subjects.asked(key).collect();
    if asked.len() < 2 && !subjects.is_apart(key) {
        return Vec::new();
    }
    let components = open.assessment.components.iter().enumerate();
    let components = components.filter(|(_, component)| asked.contains(&&component.id));
    components.map(|(place, _)| place).collect()
}

/// The verdict that the line of a requirement shows: the one that was given, whatever
/// it lacks; of several answers, what they come to.
pub fn verdict_shown(open: &Document, key: RequirementKey) -> Verdict {
    match open.results.requirement(key) {
        Some(row) if open.assessment.subjects().is_apart(key) => row.verdict,
        Some(row) => row.given,
        None => open.assessment.answers.verdict(key),
    }
}

/// The verdict as it counts: what the whole comes to, or that of a component.
fn verdict_of(open: &Document, key: RequirementKey, component: Option<&ComponentId>) -> Verdict {
    let part = open.results.part(key.part());
    let own = component.and_then(|id| part?.component(id)?.requirements.get(key.row()));
    let own = own.map(|row| row.verdict);
    let whole = || open.results.requirement(key).map(|row| row.verdict);
    own.or_else(whole).unwrap_or_default()
}

/// What counts: the answer for the whole, or the verdict of the whole with the
/// components it comes from.
fn counts(open: &Document, key: RequirementKey) -> AnyView {
    if !open.assessment.subjects().is_apart(key) {
        return words::answer::whole_counts().into_any();
    }
    let verdict = verdict_of(open, key, None);
    let mut names: Vec<AnyView> = Vec::new();
    for place in offered(open, key) {
        let Some(component) = open.assessment.components.get(place) else { continue };
        let Component { id, .. } = component;
        if verdict_of(open, key, Some(id)) == verdict {
            let comma = if names.is_empty() { " " } else { words::list::comma() };
            names.push(view! { {comma} {own(component.called(place))} }.into_any());
        }
    }
    let is_aside = open.assessment.answers.get(key).is_some();
    view! {
        {words::answer::joint(verdict_text(verdict))} {names} ". "
        {is_aside.then(words::answer::whole_aside)}
    }
    .into_any()
}
