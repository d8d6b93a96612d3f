//! What of the test item a requirement is answered for (CV-9): the whole, or one
//! of the components it applies to.

use exready::{
    assessment::{AnswerKey, AnswerSubject, Verdict},
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
#[component]
pub fn Subjects(key: RequirementKey, chosen: RwSignal<AnswerSubject>) -> impl IntoView {
    let session = session();
    let subjects = Memo::new(move |_| session.read(|open| offered(open, key)).unwrap_or_default());
    // What is chosen may be gone.
    Effect::new(move |_| {
        let is_there = |chosen: &AnswerSubject| {
            subjects.with(|subjects| subjects.iter().any(|(subject, _)| subject == chosen))
        };
        if !chosen.with_untracked(is_there) {
            chosen.set(AnswerSubject::Whole);
        }
    });
    let option = move |(subject, name): (AnswerSubject, String)| {
        let subject = StoredValue::new(subject);
        let is_chosen =
            move || subject.with_value(|subject| chosen.with(|chosen| chosen == subject));
        let verdict = move || {
            let verdict = session.read_rows(std::iter::once(key), |open| {
                subject.with_value(|subject| verdict_of(open, key, subject))
            });
            verdict_mark(verdict.unwrap_or_default())
        };
        view! {
            <label class="option">
                <input type="radio" name=format!("{}-subject", key.id()) prop:checked=is_chosen
                    on:change=move |_| chosen.set(subject.get_value()) />
                <span>{own(name)}</span>
                {verdict}
            </label>
        }
        .into_any()
    };
    let line = move || session.read_rows(std::iter::once(key), |open| counts(open, key)).flatten();
    let control = move |subjects: Vec<(AnswerSubject, String)>| {
        view! {
            <fieldset class="choice">
                <legend>{words::answer::subject()}</legend>
                <div class="options subjects">{subjects.into_iter().map(option).collect_view()}</div>
                <p class="hint" aria-live="polite">{line}</p>
            </fieldset>
        }
        .into_any()
    };
    move || Some(subjects.get()).filter(|subjects| subjects.len() > 1).map(control)
}

/// The whole, and each component the requirement applies to, with their names: in
/// the user's order, where there are two or more, or one has an answer.
fn offered(open: &Document, key: RequirementKey) -> Vec<(AnswerSubject, String)> {
    let subjects = open.assessment.subjects();
    let asked: Vec<_> = subjects.asked(key).collect();
    let mut offered = vec![(AnswerSubject::Whole, words::answer::whole().to_owned())];
    if asked.len() > 1 || subjects.is_apart(key) {
        let components = open.assessment.components.iter().enumerate();
        let components = components.filter(|(_, component)| asked.contains(&&component.id));
        offered.extend(components.map(|(index, component)| {
            (AnswerSubject::Component(component.id.clone()), component.called(index))
        }));
    }
    offered
}

/// The verdict that counts for the whole, or the one that was given for a component.
fn verdict_of(open: &Document, key: RequirementKey, subject: &AnswerSubject) -> Verdict {
    let answer = match subject {
        AnswerSubject::Whole => {
            return open.results.requirement(key).map(|row| row.given).unwrap_or_default();
        }
        AnswerSubject::Component(_) if !open.assessment.subjects().is_apart(key) => None,
        AnswerSubject::Component(_) => {
            let key = AnswerKey { requirement: key, subject: subject.clone() };
            open.assessment.answers.answer(&key)
        }
    };
    answer.map(|answer| answer.verdict).unwrap_or_default()
}

/// What counts where components are answered: the verdict of the whole with the
/// components it comes from, and that the answer for the whole is set aside.
fn counts(open: &Document, key: RequirementKey) -> Option<AnyView> {
    let subjects = open.assessment.subjects();
    if !subjects.is_apart(key) {
        return Some(view! { {words::answer::whole_counts()} }.into_any());
    }
    let verdict = open.results.requirement(key)?.given;
    let components = open.assessment.components.iter().enumerate();
    let asked: Vec<_> = subjects.asked(key).collect();
    let behind = components.filter(|(_, component)| {
        let subject = AnswerSubject::Component(component.id.clone());
        asked.contains(&&component.id) && verdict_of(open, key, &subject) == verdict
    });
    let names: Vec<AnyView> = behind
        .enumerate()
        .map(|(place, (index, component))| {
            let comma = (place > 0).then(words::list::comma);
            view! { {comma} {own(component.called(index))} }.into_any()
        })
        .collect();
    let is_aside = open.assessment.answers.get(key).is_some();
    Some(
        view! {
            {words::answer::joint(verdict_text(verdict))} " " {names} ". "
            {is_aside.then(words::answer::whole_aside)}
        }
        .into_any(),
    )
}
