//! The start: new, continue, open a file, worked example.

use std::cmp::Reverse;

use exready::{
    assessment::{Assessment, AssessmentId, stored},
    bundle::{self, Kept, Opened},
    catalogue::EARLIER,
    order, results, sample,
    text::said,
    words,
};
use leptos::prelude::*;

use crate::app::{
    browser::{clock, files, page, storage},
    parts::field::or_dash,
    route::Route,
    session::{Session, session},
};

/// One stored assessment, as the list shows it.
#[derive(Clone, PartialEq)]
struct Stored {
    id: AssessmentId,
    name: String,
    applicant: String,
    looked_at: String,
    modified: String,
}

impl Stored {
    fn of(assessment: &Assessment) -> Self {
        let parts = assessment.selection.parts.iter().copied();
        let (count, of) = results::looked_at(&results::score_figures(assessment, parts));
        Self {
            id: assessment.id.clone(),
            name: said(&assessment.test_item.name).unwrap_or(words::app::unnamed()).to_owned(),
            applicant: or_dash(assessment.applicant.name.clone()),
            looked_at: words::start::looked_at(&count.to_string(), &of.to_string()),
            modified: assessment.modified.day().to_owned(),
        }
    }
}

/// The first screen.
#[component]
pub fn Start() -> impl IntoView {
    let session = session();
    let list = RwSignal::new(all(session));
    // What was opened, while another version of it is already here.
    let clash = RwSignal::new(None::<Opened>);
    let refusal = RwSignal::new(None::<String>);

    let enter = move |assessment: Assessment, kept: Kept| {
        let id = assessment.id.clone();
        session.adopt(assessment, kept);
        page::go(&Route::scope(id).href());
    };
    let begin =
        move |_| enter(Assessment::new(clock::assessment_id(), clock::now()), Kept::default());
    let example = move |_| {
        if let Some(assessment) = sample::gasguard_200(clock::assessment_id(), clock::now()) {
            enter(assessment, Kept::default());
        }
    };
    let say_what_differs = move |opened: &Opened| {
        if !opened.results_agree {
            session.notify(&words::start::results_differ(&opened.generator), true);
        }
        session.notify_carried_over(&opened.carried_over);
    };
    let take = move |opened: Opened| {
        say_what_differs(&opened);
        enter(opened.assessment, opened.kept);
    };
    let open_file = move |event: leptos::ev::Event| {
        let Some(file) = files::chosen(&event) else { return };
        refusal.set(None);
        clash.set(None);
        if files::size(&file) > bundle::SIZE_MAX {
            refusal.set(Some(bundle::Refusal::TooLarge(files::size(&file)).to_string()));
            return;
        }
        leptos::task::spawn_local(async move {
            let Some(bytes) = files::read(&file).await else {
                refusal.set(Some(words::start::unreadable().to_owned()));
                return;
            };
            match bundle::open(&bytes) {
                Err(reason) => refusal.set(Some(reason.to_string())),
                Ok(opened) => match here(session, &opened.assessment.id) {
                    None => take(opened),
                    Some((here, kept)) => {
                        // A program that dropped the unknown fields takes none away here.
                        let is_same = here == opened.assessment
                            && (opened.kept.is_empty() || opened.kept == kept);
                        if is_same {
                            say_what_differs(&opened);
                            page::go(&Route::scope(here.id).href());
                        } else {
                            clash.set(Some(opened));
                        }
                    }
                },
            }
        });
    };
    let both = move |_| {
        if let Some(mut opened) = clash.get_untracked() {
            opened.assessment.id = clock::assessment_id();
            take(opened);
        }
    };
    let replace = move |_| {
        let Some(opened) = clash.get_untracked() else { return };
        let id = opened.assessment.id.clone();
        say_what_differs(&opened);
        if session.replace(opened.assessment, opened.kept) {
            page::go(&Route::scope(id).href());
        } else {
            clash.set(None);
            refusal.set(Some(words::storage::no_room().to_owned()));
        }
    };
    let aside = StoredValue::new(storage::aside());
    view! {
        <div class="page start">
            <h1 tabindex="-1">{words::start::heading()}</h1>
            <p class="lead">{words::start::lead()}</p>
            <div class="actions">
                <button type="button" class="button primary" on:click=begin>{words::start::new()}</button>
                <label class="button file-button">
                    <input type="file" class="unseen" accept=".json,application/json" on:change=open_file />
                    {words::start::open()}
                </label>
                <button type="button" class="button" on:click=example>{words::start::example()}</button>
            </div>
            <div aria-live="assertive">
                {move || refusal.get().map(|reason| view! {
                    <div class="notice trouble refusal">
                        <p><strong>{words::start::refused()}</strong> " " {reason}</p>
                    </div>
                }.into_any())}
            </div>
            {move || clash.with(Option::is_some).then(|| view! {
                <div class="notice" role="group" aria-label=words::start::clash_label()>
                    <p>{words::start::clash()}</p>
                    <button type="button" class="button" on:click=both>{words::start::keep_both()}</button>
                    <button type="button" class="button danger" on:click=replace>{words::start::replace()}</button>
                    <button type="button" class="button quiet" on:click=move |_| clash.set(None)>{words::app::cancel()}</button>
                </div>
            }.into_any())}
            <h2>{words::start::list()}</h2>
            {move || {
                let rows = list.get();
                if rows.is_empty() {
                    return view! { <p class="empty">{words::start::none()}</p> }.into_any();
                }
                let rows = rows.into_iter().map(|stored| view! { <Row stored list /> }.into_any());
                view! { <ul class="assessments">{rows.collect_view()}</ul> }.into_any()
            }}
            {(!aside.with_value(Vec::is_empty)).then(|| view! {
                <div class="notice trouble">
                    <p>{words::storage::aside()}</p>
                    <button type="button" class="button" on:click=move |_| aside.with_value(|aside| {
                        let texts: serde_json::Map<_, _> = aside.iter().map(|(key, text)| (key.clone(), text.clone().into())).collect();
                        if let Ok(text) = serde_json::to_string_pretty(&texts) {
                            let _ = files::offer("exready-unreadable.json", "application/json", text.as_bytes());
                        }
                    })>{words::storage::download_aside()}</button>
                </div>
            }.into_any())}
        </div>
    }
}

#[component]
fn Row(stored: Stored, list: RwSignal<Vec<Stored>>) -> impl IntoView {
    let session = session();
    let asks = RwSignal::new(false);
    let id = StoredValue::new(stored.id.clone());
    let remove = move |_| {
        id.with_value(|id| {
            session.close(id);
            storage::remove(id);
        });
        list.set(all(session));
    };
    let name = stored.name.clone();
    view! {
        <li>
            <a class="assessment" href=Route::scope(stored.id).href()>
                <span class="assessment-name">{stored.name}</span>
                <span>{stored.applicant}</span>
                <span>{stored.looked_at}</span>
                <span>{words::start::changed(&stored.modified)}</span>
            </a>
            {move || if asks.get() {
                view! {
                    <span class="confirm">
                        {words::start::remove_sure(&name)}
                        <button type="button" class="button danger" on:click=remove>{words::start::remove_yes()}</button>
                        <button type="button" class="button quiet" on:click=move |_| asks.set(false)>{words::app::cancel()}</button>
                    </span>
                }.into_any()
            } else {
                view! {
                    <button type="button" class="button quiet" aria-label=words::start::remove_label(&name) on:click=move |_| asks.set(true)>{words::start::remove()}</button>
                }.into_any()
            }}
        </li>
    }
}

/// Every assessment in this browser, the last changed first.
fn all(session: Session) -> Vec<Stored> {
    let mut found: Vec<Assessment> = session.held().into_iter().map(|(held, _)| held).collect();
    for id in storage::assessments() {
        if found.iter().all(|assessment| assessment.id != id) {
            found.extend(stored_as(&id).map(|(stored, _)| stored));
        }
    }
    let last_first = found.iter().enumerate().map(|(index, one)| (Reverse(&one.modified), index));
    order::sorted(last_first).iter().map(|(_, index)| Stored::of(&found[*index])).collect()
}

/// The assessment of this id as it is in this browser, with the unknown fields
/// of the bundle it came from.
fn here(session: Session, id: &AssessmentId) -> Option<(Assessment, Kept)> {
    session.held().into_iter().find(|(held, _)| held.id == *id).or_else(|| stored_as(id))
}

fn stored_as(id: &AssessmentId) -> Option<(Assessment, Kept)> {
    let texts = storage::texts(id);
    let records = texts.iter().filter(|(name, _)| !storage::is_beside(name));
    let records = records.map(|(name, text)| (name.as_str(), text.as_str()));
    let loaded = stored::load(id.clone(), records, EARLIER, &clock::now());
    (!texts.is_empty()).then(|| (loaded.assessment, storage::kept(&texts)))
}
