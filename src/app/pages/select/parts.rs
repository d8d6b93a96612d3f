//! Which parts are assessed, for whom and up to which level, each choice with
//! the number of requirements that it brings.

use exready::{
    assessment::{
        AnswerKey, AssessmentId, Command, Record, RecordKey, Selection, ServiceRole, SetAside,
        SetAsideId,
    },
    catalogue::{ComponentKind, ComponentKinds, PartId},
    keeping::Document,
    route, words,
};
use leptos::prelude::*;

use super::{
    edition,
    profiles::InEffect,
    selection,
    target::{MaturityTarget, SecurityTarget},
    toggle, with_selection,
};
use crate::app::{
    parts::{
        choice::{Toggle, send},
        mark,
        own::own,
    },
    route::Route,
    session::{Session, session},
};

/// The parts, with what the route proposes.
#[component]
pub fn Parts(id: AssessmentId) -> impl IntoView {
    let session = session();
    let total = move || {
        session.text(|open| {
            let (_, in_scope) = open.results.looked_at();
            words::select::total(in_scope)
        })
    };
    let first =
        Memo::new(move |_| selection(session, |selection| selection.parts.first().copied()));
    let next = StoredValue::new(id);
    let go_on = move || {
        first.get().map(|part| {
            let href = next.with_value(|id| Route::Assess(id.clone(), part, 0, None).href());
            view! { <a class="button primary" href=href>{words::select::next()}</a> }.into_any()
        })
    };
    view! {
        <Proposal />
        <div class="cards">{PartId::ALL.map(|part| view! { <Part part /> }.into_any()).collect_view()}</div>
        <InEffect />
        <p class="total" aria-live="polite"><strong>{move || total()}</strong></p>
        <Aside />
        <p class="hint">{words::select::kept()} " " <a href=Route::Catalogue.href()>{words::select::about()}</a></p>
        <p class="actions">{move || go_on()}</p>
    }
}

/// What the route proposes, where that is something else than what is selected.
#[component]
fn Proposal() -> impl IntoView {
    let session = session();
    // Once there is nothing left to propose, it stays away: what the user takes
    // out again is not proposed again while they choose.
    let is_proposed = Memo::new(move |before: Option<&bool>| {
        before != Some(&false) && session.read(proposal).flatten().is_some()
    });
    let text = move || {
        session.text(|open| {
            let Some(proposed) = proposal(open) else { return String::new() };
            let current = &open.assessment.selection;
            let differences = [
                (words::select::proposal_adds as fn(&str) -> String, only_in(&proposed, current)),
                (words::select::proposal_removes, only_in(current, &proposed)),
            ];
            let named = differences.iter().filter(|(_, names)| !names.is_empty());
            let said = named.map(|(say, names)| say(&names.join(words::list::comma())));
            let mut sentences = vec![words::select::proposal().to_owned()];
            sentences.extend(said);
            sentences.join(" ")
        })
    };
    let take = move |_| {
        if let Some(proposed) = session.peek(proposal).flatten() {
            send(session, Command::put(Record::Selection(proposed)));
        }
    };
    view! {
        {move || is_proposed.get().then(|| view! {
            <div class="notice" role="group" aria-label=words::select::proposal_label()>
                <p>{move || text()}</p>
                <button type="button" class="button" on:click=take>{words::select::take_proposal()}</button>
            </div>
        }.into_any())}
    }
}

/// The parts and component types that only the first of two selections has.
fn only_in(one: &Selection, other: &Selection) -> Vec<&'static str> {
    let parts = one.parts.iter().filter(|part| !other.parts.contains(part));
    let kinds = one.component_kinds.iter().filter(|kind| !other.component_kinds.contains(kind));
    let parts = parts.map(|part| part.part().standard);
    parts.chain(kinds.map(|kind| mark::component_kind_text(*kind))).collect()
}

/// The selection with what follows from the route, if that is another one.
fn proposal(open: &Document) -> Option<Selection> {
    route::proposal(&open.assessment, &open.results.decision)
}

/// One part: whether it is assessed, and what it needs to know for that.
#[component]
fn Part(part: PartId) -> impl IntoView {
    let session = session();
    let catalogue = part.part();
    let is_selected =
        Memo::new(move |_| selection(session, |selection| selection.parts.contains(&part)));
    // Drawn when it is first needed, and from then on only hidden.
    let was_selected =
        Memo::new(move |before: Option<&bool>| before == Some(&true) || is_selected.get());
    let label = format!("{}:{}", catalogue.standard, catalogue.edition);
    let count = move || {
        session.text(|open| match open.results.part(part) {
            Some(results) => {
                let coverage = &results.coverage;
                words::select::in_scope(coverage.in_scope, coverage.total)
            }
            None => words::select::rows(catalogue.requirements.len()),
        })
    };
    let choices = move || match part {
        PartId::P2_4 => view! { <Roles /> <MaturityTarget part /> }.into_any(),
        PartId::P4_1 => {
            view! { <p class="hint">{words::select::lifecycle()}</p> <MaturityTarget part /> }
                .into_any()
        }
        PartId::P3_3 => view! { <SecurityTarget part /> }.into_any(),
        PartId::P4_2 => view! { <Kinds /> <SecurityTarget part /> }.into_any(),
    };
    view! {
        <section class="part-card" class:chosen=move || is_selected.get()>
            <div class="part-line">
                <Toggle
                    label=label
                    is_on=is_selected
                    command=move |is_on| with_selection(session, |selection| toggle(&mut selection.parts, part, is_on)) />
                <span class="part-title">{catalogue.title}</span>
                <span class="part-count" aria-live="polite">{move || count()}</span>
            </div>
            {move || was_selected.get().then(|| view! {
                <div class="part-choices" hidden=move || !is_selected.get()>{choices()} {edition::of_part(part)}</div>
            }.into_any())}
        </section>
    }
}

/// What the applicant does under 2-4.
#[component]
fn Roles() -> impl IntoView {
    let session = session();
    let role = move |role: ServiceRole| {
        view! {
            <Toggle
                label=role_text(role)
                is_on=Signal::derive(move || selection(session, |selection| selection.roles.contains(&role)))
                command=move |is_on| with_selection(session, |selection| toggle(&mut selection.roles, role, is_on)) />
        }
        .into_any()
    };
    view! {
        <fieldset class="choice">
            <legend>{words::select::roles()}</legend>
            <div class="options">{ServiceRole::ALL.map(role).collect_view()}</div>
        </fieldset>
        <p class="hint">{words::select::roles_hint()}</p>
    }
}

/// A role as a word.
pub fn role_text(role: ServiceRole) -> &'static str {
    match role {
        ServiceRole::Integrator => words::select::integrator(),
        ServiceRole::MaintenanceProvider => words::select::maintenance(),
    }
}

/// The component types, each with the number of its requirements.
#[component]
fn Kinds() -> impl IntoView {
    let session = session();
    let kind = move |kind: ComponentKind| {
        let only = ComponentKinds::of(&[kind]);
        let rows = PartId::P4_2.part().requirements.iter();
        let count = rows.filter(|row| row.fr > 0 && row.kinds().meets(only)).count();
        let text =
            [mark::component_kind_text(kind), words::list::dot(), &words::select::rows(count)];
        let is_on = move || {
            selection(session, |selection: &Selection| selection.component_kinds.contains(&kind))
        };
        view! {
            <Toggle
                label=text.concat()
                is_on=Signal::derive(is_on)
                command=move |is_on| with_selection(session, |selection| toggle(&mut selection.component_kinds, kind, is_on)) />
        }
        .into_any()
    };
    let is_empty =
        Memo::new(move |_| selection(session, |selection| selection.component_kinds.is_empty()));
    view! {
        <fieldset class="choice">
            <legend>{words::select::kinds()}</legend>
            <div class="options">{ComponentKind::ALL.map(kind).collect_view()}</div>
        </fieldset>
        {move || is_empty.get().then(|| view! { <p class="finding">{words::select::no_kind()}</p> }.into_any())}
        <p class="hint">{words::select::kinds_hint()}</p>
    }
}

/// The answers that earlier editions leave behind, if there are any.
#[component]
fn Aside() -> impl IntoView {
    let session = session();
    let count = Memo::new(move |_| {
        session.read(|open| open.assessment.set_aside.len()).unwrap_or_default()
    });
    view! {
        {move || (count.get() > 0).then(|| session.read(|open| aside(open, session)))}
    }
}

fn aside(open: &Document, session: Session) -> AnyView {
    let item = |(id, item): (&SetAsideId, &SetAside)| {
        let removed = id.clone();
        let standard = item.part.part().standard;
        let head = format!("{standard}:{} {} {}", item.edition, item.requirement, item.title);
        let said =
            format!("{}. {}", mark::verdict_text(item.answer.verdict), item.answer.statement);
        let remove = move |_| {
            send(session, Command::Remove(RecordKey::SetAside(removed.clone())));
        };
        view! {
            <li>
                <strong>{head}</strong> " " {own(item.component.clone())} " " {said} " "
                {way_back(open, session, id, item)}
                <button type="button" class="button quiet danger" on:click=remove>{words::list_form::remove()}</button>
            </li>
        }
        .into_any()
    };
    let items = open.assessment.set_aside.iter().map(item).collect_view();
    view! {
        <section class="list">
            <h2>{words::select::set_aside()}</h2>
            <p class="hint">{words::select::set_aside_hint()}</p>
            <ul class="plain">{items}</ul>
        </section>
    }
    .into_any()
}

/// The way back of an answer: what it can be brought back for, to be chosen where
/// there is more than one thing; nothing where it cannot.
fn way_back(
    open: &Document,
    session: Session,
    id: &SetAsideId,
    item: &SetAside,
) -> Option<AnyView> {
    let ways = open.assessment.ways_back(item);
    let name = |key: &AnswerKey| match key.component() {
        None => words::answer::whole().to_owned(),
        Some(id) => open.assessment.component_called(id),
    };
    let option = |(index, key): (usize, &AnswerKey)| {
        view! { <option value=index.to_string()>{name(key)}</option> }.into_any()
    };
    let options: Vec<AnyView> = ways.iter().enumerate().map(option).collect();
    if options.is_empty() {
        return item
            .key()
            .map(|_| view! { <span class="hint">{words::select::no_place()}</span> }.into_any());
    }
    let chosen = RwSignal::new((ways.len() == 1).then_some(0));
    let prompt = (ways.len() > 1)
        .then(|| view! { <option value="">{words::select::choose_place()}</option> }.into_any());
    let id = id.clone();
    let subject = format!("{} {}", words::answer::subject(), item.requirement);
    let label = words::select::bring_back_for(&item.requirement, &item.component);
    let bring_back = move |_| {
        if let Some(key) = chosen.get_untracked().and_then(|index: usize| ways.get(index)) {
            send(session, Command::BringBack(id.clone(), key.clone()));
        }
    };
    let view = view! {
        <span class="actions">
            <select aria-label=subject on:change=move |event| {
                chosen.set(event_target_value(&event).parse().ok());
            }>{prompt} {options}</select>
            <button type="button" class="button" aria-label=label on:click=bring_back
                disabled=move || chosen.with(Option::is_none)>{words::select::bring_back()}</button>
        </span>
    };
    Some(view.into_any())
}
