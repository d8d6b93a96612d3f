//! The start: new, continue, open a file, worked example.
//!
//! - [`name`]: who works here. [`copies`]: of damaged texts. [`space`]: what takes room.

mod copies;
mod name;
mod space;

use exready::{
    assessment::{Assessment, AssessmentId, Verdict},
    bundle,
    keeping::{Failure, InTrash, Listed, Listing, Received, StoredEnvelope},
    sample, words,
};
use leptos::prelude::*;

use self::{copies::Copies, name::Name, space::Space};
use crate::app::{
    browser::{clock, files, modules, page, texts},
    parts::{confirm::confirm, field::or_dash, own::own, reading::Reading},
    reports,
    route::Route,
    session::{TRASH_DAYS, session},
};

/// How things stand with the file of the worked example.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Example {
    NotAsked,
    Loading,
    NotLoaded,
}

/// The first screen.
#[component]
pub fn Start() -> impl IntoView {
    let session = session();
    let listing = RwSignal::new(session.list());
    let removed = RwSignal::new(None::<Listed>);
    let list_all = move || {
        leptos::task::spawn_local(async move { listing.set(session.list_all().await) });
    };
    // What only the journal has, and the trash, come when it is there.
    Effect::new(move |_| session.is_ready.get().then(list_all));
    let restore = move |id: AssessmentId| {
        removed.set(None);
        leptos::task::spawn_local(async move {
            session.restore(id).await;
            listing.set(session.list_all().await);
        });
    };
    let empty = move |ids: Vec<AssessmentId>| {
        removed.set(None);
        leptos::task::spawn_local(async move {
            session.empty_trash(ids).await;
            listing.set(session.list_all().await);
        });
    };
    // What was opened, while another version of it is already here.
    let clash = RwSignal::new(None::<(Received, Assessment)>);
    let refusal = RwSignal::new(None::<String>);
    let reading = Reading::new();
    // What found no room in the place of this assessment.
    let in_the_way = RwSignal::new(None::<AssessmentId>);

    let enter = move |assessment: Assessment, envelope: StoredEnvelope| {
        let id = assessment.id.clone();
        session.adopt(assessment, envelope);
        page::go(&Route::scope(id).href());
    };
    let begin = move |_| {
        enter(Assessment::new(clock::assessment_id(), &clock::now()), StoredEnvelope::default());
    };
    let example_is = RwSignal::new(Example::NotAsked);
    let example = move |_| {
        example_is.set(Example::Loading);
        leptos::task::spawn_local(async move {
            let file = texts::load("./sample/gasguard-200.json").await;
            let read =
                |file: String| sample::gasguard_200(&file, clock::assessment_id(), &clock::now());
            match file.and_then(read) {
                Some(assessment) => enter(assessment, StoredEnvelope::default()),
                None => example_is.set(Example::NotLoaded),
            }
        });
    };
    let take = move |opened: Received| {
        let Received { assessment, envelope, notices } = opened;
        leptos::task::spawn_local(async move {
            let id = assessment.id.clone();
            let was_in_trash = session.keep_point_of_trash(&id).await;
            session.take_in(assessment, envelope).await;
            page::go(&Route::scope(id).href());
            if was_in_trash {
                session.notify(words::points::from_trash(), false);
            }
            session.notify_all(notices);
        });
    };
    let open_file = move |event: leptos::ev::Event| {
        let Some(file) = files::chosen(&event) else { return };
        refusal.set(None);
        in_the_way.set(None);
        clash.set(None);
        let bundle = file.clone();
        let read = async move {
            let opened = opened(bundle).await?;
            let here = session.here(&opened.assessment.id).await;
            Ok::<_, String>((opened, here))
        };
        reading.begin(&file, read, move |read| match read {
            Err(reason) => refusal.set(Some(reason)),
            Ok((mut opened, here)) => match here {
                Err(failure @ Failure::Newer) => {
                    refusal.set(Some(reports::of_failure(failure).to_owned()));
                }
                Ok(None) | Err(Failure::Denied | Failure::NothingStored) => take(opened),
                Ok(Some((here, envelope))) => {
                    opened.assessment =
                        opened.envelope.with_notes_of(opened.assessment, &here, &envelope);
                    // A program that dropped the unknown fields takes none away here.
                    let is_same = here == opened.assessment
                        && envelope.has_unknown_fields_of(&opened.envelope);
                    if is_same {
                        session.open(&here.id);
                        session.notify_all(opened.notices);
                        page::go(&Route::scope(here.id.clone()).href());
                    } else {
                        clash.set(Some((opened, here)));
                    }
                }
            },
        });
    };
    let both = move |_| {
        if let Some((mut opened, _)) = clash.get_untracked() {
            opened.assessment = opened.assessment.copied_as(clock::assessment_id());
            take(opened);
        }
    };
    let replace = move |_| {
        let Some((opened, _)) = clash.get_untracked() else { return };
        let id = opened.assessment.id.clone();
        let told = opened.notices;
        leptos::task::spawn_local(async move {
            let is_kept = match session.here(&id).await {
                Ok(Some((here, envelope))) => session.keep_point_of(&here, &envelope).await,
                Ok(None) | Err(_) => true,
            };
            if !is_kept {
                clash.set(None);
                return refusal.set(Some(words::points::not_made().to_owned()));
            }
            match session.replace(opened.assessment, opened.envelope) {
                Ok(()) => {
                    session.notify_all(told);
                    page::go(&Route::scope(id).href());
                }
                Err(error) => {
                    clash.set(None);
                    refusal.set(Some(reports::of_replacing(error)));
                    in_the_way.set(Some(id));
                }
            }
        });
    };
    let save_current = move |_| {
        if let Some(id) = in_the_way.get_untracked() {
            session.download_of(&id);
        }
    };
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
                <button type="button" class="button" on:click=example
                    disabled=move || example_is.get() == Example::Loading>{words::start::example()}</button>
            </div>
            <div aria-live="assertive">
                {move || (example_is.get() == Example::NotLoaded).then(|| view! {
                    <p class="notice trouble">{words::start::example_not_loaded()}</p>
                }.into_any())}
            </div>
            {reading.view()}
            <div aria-live="assertive">
                {move || refusal.get().map(|reason| view! {
                    <div class="notice trouble refusal">
                        <p><strong>{words::start::refused()}</strong> " " {reason}</p>
                        {move || in_the_way.with(Option::is_some).then(|| view! {
                            <button type="button" class="button" on:click=save_current>{words::start::download_here()}</button>
                        }.into_any())}
                    </div>
                }.into_any())}
            </div>
            {move || clash.with(|clash| clash.as_ref().map(|(opened, here)| of_clash(opened, here))).map(|text| view! {
                <div class="notice" role="group" aria-label=words::start::clash_label()>
                    <p>{text} " " {if session.has_trash() { words::start::replace_keeps() } else { words::start::replace_for_good() }}</p>
                    <button type="button" class="button" on:click=both>{words::start::keep_both()}</button>
                    <button type="button" class="button danger" on:click=replace>{words::start::replace()}</button>
                    <button type="button" class="button quiet" on:click=move |_| clash.set(None)>{words::app::cancel()}</button>
                </div>
            }.into_any())}
            <h2>{words::start::list()}</h2>
            <div role="status">
                {move || removed.get().map(|listed| {
                    let name = reports::called(&listed.test_item);
                    view! {
                        <p class="undo-line">
                            {words::start::removed(&name)} " "
                            <button type="button" class="button quiet" on:click=move |_| restore(listed.id.clone())>{words::status::undo()}</button>
                        </p>
                    }.into_any()
                })}
            </div>
            {move || {
                let rows = listing.with(|listing| listing.assessments.clone());
                if rows.is_empty() {
                    return view! { <p class="empty">{words::start::none()}</p> }.into_any();
                }
                let rows = rows.into_iter().map(|listed| view! { <Row listed listing removed /> }.into_any());
                view! { <ul class="assessments">{rows.collect_view()}</ul> }.into_any()
            }}
            {move || {
                let trash = listing.with(|listing| listing.trash.clone());
                (!trash.is_empty()).then(|| trash_list(trash, restore, empty))
            }}
            {move || match listing.with(|listing| listing.newer.len()) {
                0 => ().into_any(),
                count => view! { <div class="notice"><p>{words::storage::newer_listed(count)}</p></div> }.into_any(),
            }}
            <Copies listing />
            <Name />
            <Space listing />
        </div>
    }
}

/// What is in a bundle.
///
/// # Errors
/// In words, why it was not opened.
async fn opened(file: files::File) -> Result<Received, String> {
    let size = files::size(&file);
    if size > bundle::SIZE_MAX {
        return Err(bundle::Refusal::TooLarge(size).to_string());
    }
    let bytes = files::content(&file).await?;
    modules::open_bundle(&bytes).await
}

/// Which of two states of an assessment is the later one, how much is in each, and
/// what else is to be known of the file.
fn of_clash(opened: &Received, here: &Assessment) -> String {
    let file = &opened.assessment;
    let changed = |assessment: &Assessment| clock::local_time(&assessment.modified);
    let verdicts = |assessment: &Assessment| {
        let answers = assessment.answers.all();
        answers.filter(|(_, answer)| answer.verdict != Verdict::NotEvaluated).count()
    };
    let clash = words::start::clash(&changed(file), verdicts(file), &changed(here), verdicts(here));
    let told = opened.notices.iter().filter(|notice| notice.is_trouble);
    let told = told.map(|notice| notice.text.clone());
    std::iter::once(clash).chain(told).collect::<Vec<_>>().join(" ")
}

#[component]
fn Row(
    listed: Listed,
    listing: RwSignal<Listing>,
    removed: RwSignal<Option<Listed>>,
) -> impl IntoView {
    let session = session();
    let asks = RwSignal::new(false);
    let row = StoredValue::new(listed.clone());
    let remove = move || {
        let listed = row.get_value();
        leptos::task::spawn_local(async move {
            let is_removed = session.remove(listed.id.clone()).await;
            removed.set((is_removed && session.has_trash()).then_some(listed));
            listing.set(session.list_all().await);
        });
    };
    // What can be undone is not asked.
    let ask = move |_| if session.has_trash() { remove() } else { asks.set(true) };
    let name = reports::called(&listed.test_item);
    let shown = name.clone();
    let (count, total) = listed.looked_at;
    let looked_at = words::start::looked_at(count, total);
    view! {
        <li>
            <a class="assessment" href=Route::scope(listed.id).href()>
                <span class="assessment-name">{own(move || shown.clone())}</span>
                <span>{own(move || or_dash(listed.applicant.clone()))}</span>
                <span>{looked_at}</span>
                <span>{words::start::changed(listed.day.as_str())}</span>
            </a>
            {move || if asks.get() {
                confirm(words::start::remove_sure(&name), words::start::remove_yes(), remove, asks)
            } else {
                view! {
                    <button type="button" class="button quiet" aria-label=words::start::remove_label(&name) on:click=ask>{words::start::remove()}</button>
                }.into_any()
            }}
        </li>
    }
}

/// What is in the trash.
fn trash_list(
    trash: Vec<InTrash>,
    restore: impl Fn(AssessmentId) + Copy + Send + 'static,
    empty: impl Fn(Vec<AssessmentId>) + Copy + Send + 'static,
) -> AnyView {
    let count = trash.len();
    let asks = RwSignal::new(false);
    let ids: Vec<AssessmentId> = trash.iter().map(|trash| trash.listed.id.clone()).collect();
    let ids = StoredValue::new(ids);
    let ask = move |is_asked| {
        asks.set(is_asked);
        page::focus_in(".empty-trash .button.quiet");
    };
    let row = |InTrash { listed, removed, .. }: InTrash| {
        let name = reports::called(&listed.test_item);
        let label = words::start::restore_label(&name);
        view! {
            <li>
                <span class="assessment-name">{own(move || name.clone())}</span>
                <span>{words::start::trashed(removed.as_str())}</span>
                <button type="button" class="button quiet" aria-label=label on:click=move |_| restore(listed.id.clone())>{words::start::restore()}</button>
            </li>
        }
        .into_any()
    };
    view! {
        <details class="trash">
            <summary>{words::start::trash(count)}</summary>
            <p class="hint">{words::start::trash_hint(TRASH_DAYS as usize)}</p>
            <ul class="assessments">{trash.into_iter().map(row).collect_view()}</ul>
            <p class="actions empty-trash">
                {move || if asks.get() {
                    view! {
                        <span>{words::start::empty_sure(count)}</span>
                        <button type="button" class="button danger" on:click=move |_| empty(ids.get_value())>{words::start::remove_yes()}</button>
                        <button type="button" class="button quiet" on:click=move |_| ask(false)>{words::app::cancel()}</button>
                    }.into_any()
                } else {
                    view! { <button type="button" class="button quiet danger" on:click=move |_| ask(true)>{words::start::empty_trash()}</button> }.into_any()
                }}
            </p>
        </details>
    }
    .into_any()
}
