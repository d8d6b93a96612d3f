//! One answer for many requirements: what it would change is shown before it
//! is given.

use exready::{
    assessment::{Bulk as Answer, Command, EvidenceId, Standing},
    catalogue::{PartId, RequirementKey},
    keeping::Reason,
    words,
};
use leptos::prelude::*;

use crate::app::{parts::answer_form::Analysis, session::session};

/// What is to be said of the ticked requirements.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    NotApplicable,
    Owner,
    Reopen,
}

impl Kind {
    const ALL: [Self; 3] = [Self::NotApplicable, Self::Owner, Self::Reopen];

    fn text(self) -> &'static str {
        match self {
            Self::NotApplicable => words::bulk::not_applicable(),
            Self::Owner => words::bulk::owner(),
            Self::Reopen => words::bulk::reopen(),
        }
    }
}

/// The bar that appears when requirements are ticked.
#[component]
pub fn Bulk(part: PartId, ticked: RwSignal<Vec<bool>>) -> impl IntoView {
    let session = session();
    let kind = RwSignal::new(None::<Kind>);
    let text = RwSignal::new(String::new());
    let analysis = RwSignal::new(None::<EvidenceId>);
    let keys = move || -> Vec<RequirementKey> {
        ticked.with(|ticked| part.part().keys().filter(|key| ticked[key.row()]).collect())
    };
    let count = Memo::new(move |_| keys().len());
    let answer = move || {
        Some(match kind.get()? {
            Kind::NotApplicable => {
                Answer::NotApplicable { justification: text.get(), analysis: analysis.get() }
            }
            Kind::Owner => Answer::Owner(text.get()),
            Kind::Reopen => Answer::Reopen,
        })
    };
    // What it would change, and what it leaves alone: found once for both lines.
    let preview = move || {
        let Some(answer) = answer() else { return (String::new(), String::new()) };
        let keys = keys();
        let changed =
            session.read(|open| open.assessment.changed_by(&answer, &keys)).unwrap_or_default();
        let ids = |keys: &mut dyn Iterator<Item = &RequirementKey>| {
            keys.map(|key| key.id()).collect::<Vec<_>>().join(words::list::comma())
        };
        let is_outside = |key: &&RequirementKey| {
            let standing =
                session.read(|open| open.results.requirement(**key).map(|row| row.standing));
            standing.flatten() != Some(Standing::InScope)
        };
        let outside = changed.iter().filter(is_outside).count();
        let mut changes = words::bulk::changes(changed.len(), &ids(&mut changed.iter()));
        if outside > 0 {
            changes.push_str(". ");
            changes.push_str(&words::bulk::outside(outside));
        }
        let left: Vec<&RequirementKey> = keys.iter().filter(|key| !changed.contains(key)).collect();
        (
            changes,
            if left.is_empty() {
                String::new()
            } else {
                words::bulk::leaves(left.len(), &ids(&mut left.iter().copied()))
            },
        )
    };
    let done = move || {
        kind.set(None);
        text.set(String::new());
        ticked.update(|ticked| ticked.fill(false));
    };
    let apply = move |_| {
        let Some(answer) = answer() else { return };
        match session.dispatch_with_point(Reason::Bulk, Command::Answer(keys(), answer)) {
            Ok(()) => done(),
            Err(rejected) => session.notify(&rejected.to_string(), true),
        }
    };
    let button = move |which: Kind| {
        view! {
            <button type="button" class="chip" aria-pressed=move || (kind.get() == Some(which)).to_string()
                on:click=move |_| kind.set(Some(which))>{which.text()}</button>
        }
        .into_any()
    };
    let field = move || {
        let which = kind.get()?;
        let label = match which {
            Kind::NotApplicable => words::answer::justification(),
            Kind::Owner => words::answer::owner(),
            Kind::Reopen => return Some(().into_any()),
        };
        let needs_analysis = which == Kind::NotApplicable && part == PartId::P4_1;
        Some(
            view! {
                <div class="field">
                    <label for="bulk-text">{label}</label>
                    <input id="bulk-text" type="text" autocomplete="off" prop:value=move || text.get()
                        on:input=move |event| text.set(event_target_value(&event)) />
                </div>
                {needs_analysis.then(|| view! {
                    <Analysis id="bulk-analysis".to_owned() chosen=analysis.into()
                        choose=Callback::new(move |id| analysis.set(id)) />
                }.into_any())}
            }
            .into_any(),
        )
    };
    let is_chosen = Memo::new(move |_| kind.get().is_some());
    let panel = move || {
        view! {
            <div class="notice bulk" role="group" aria-label=words::bulk::label()>
                <p><strong>{move || words::bulk::ticked(count.get())}</strong></p>
                <div class="chips">{Kind::ALL.map(button).collect_view()}</div>
                {move || field()}
                {move || is_chosen.get().then(|| view! {
                    <div aria-live="polite">{move || {
                        let (changes, leaves) = preview();
                        view! { <p>{changes}</p> <p class="hint">{leaves}</p> }.into_any()
                    }}</div>
                    <p class="actions">
                        <button type="button" class="button primary" on:click=apply>{words::bulk::apply()}</button>
                        <button type="button" class="button quiet" on:click=move |_| done()>{words::app::cancel()}</button>
                    </p>
                }.into_any())}
            </div>
        }
        .into_any()
    };
    let is_any = Memo::new(move |_| count.get() > 0);
    view! { {move || is_any.get().then(panel)} }
}
