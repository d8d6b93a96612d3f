//! The restore points: states of the assessment to go back to.

use exready::{
    assessment::{Assessment, AssessmentId, Content, Difference, Direction, RecordKey},
    keeping::{Point, Reason},
    text::said,
    words,
};
use leptos::prelude::*;

use crate::app::{
    browser::clock,
    parts::{confirm::confirm, own::own},
    reports,
    session::{Session, session},
};

/// How many records that differ are named, of each kind of difference.
const NAMED: usize = 60;
/// The longest name of a restore point, in characters.
const NAME_MAX: &str = "120";

/// How things stand with the list.
#[derive(Clone, PartialEq, Eq)]
enum List {
    Reading,
    /// The browser lends no database.
    None,
    Read(Vec<Point>),
}

/// The restore points of the open assessment.
#[component]
pub fn Points(id: AssessmentId) -> impl IntoView {
    use words::points as say;
    let session = session();
    let list = RwSignal::new(List::Reading);
    // The state that was restored last, by its time.
    let restored = RwSignal::new(None::<String>);
    let made = RwSignal::new(None::<Result<(), &'static str>>);
    let name = RwSignal::new(String::new());
    let read = move || {
        let id = id.clone();
        leptos::task::spawn_local(async move {
            let points = session.points(&id).await;
            // The screen may be gone by now.
            list.try_set(points.map_or(List::None, List::Read));
        });
    };
    let read = StoredValue::new(read);
    read.with_value(|read| read());
    let make = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let called = said(&name.get_untracked()).unwrap_or_default().to_owned();
        leptos::task::spawn_local(async move {
            let is_made = session.make_point(Reason::Asked, called).await;
            if is_made {
                name.set(String::new());
            }
            made.set(Some(if is_made { Ok(()) } else { Err(say::not_made()) }));
            read.try_with_value(|read| read());
        });
    };
    let again = Callback::new(move |()| {
        read.try_with_value(|read| read());
    });
    view! {
        <div class="page">
            <h1 tabindex="-1">{say::title()}</h1>
            <p class="lead">{say::lead()}</p>
            {move || match list.get() {
                List::Reading => ().into_any(),
                List::None => view! { <p class="notice trouble">{say::no_database()}</p> }.into_any(),
                List::Read(points) => view! {
                    <form class="point-form" on:submit=make>
                        <div class="field">
                            <label for="point-name">{say::name()}</label>
                            <input id="point-name" type="text" maxlength=NAME_MAX autocomplete="off" aria-describedby="point-hint"
                                prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event)) />
                            <p id="point-hint" class="hint">{say::name_hint()}</p>
                        </div>
                        <button type="submit" class="button">{say::make()}</button>
                    </form>
                    <div role="status">
                        {move || made.get().map(|made| match made {
                            Ok(()) => view! { <p>{say::made()}</p> }.into_any(),
                            Err(reason) => view! { <p class="trouble">{reason}</p> }.into_any(),
                        })}
                        {move || restored.get().map(|when| view! {
                            <p class="undo-line">
                                {say::restored(&when)} " "
                                <button type="button" class="button quiet" on:click=move |_| {
                                    restored.set(None);
                                    session.step(Direction::Undo, false);
                                }>{words::status::undo()}</button>
                            </p>
                        }.into_any())}
                    </div>
                    {if points.is_empty() {
                        view! { <p class="empty">{say::none()}</p> }.into_any()
                    } else {
                        let rows = points.into_iter().map(|point| view! { <Row point restored again /> }.into_any());
                        view! { <ul class="points">{rows.collect_view()}</ul> }.into_any()
                    }}
                }.into_any(),
            }}
        </div>
    }
}

fn reason(reason: Reason) -> &'static str {
    use words::points as say;
    match reason {
        Reason::Asked => say::asked(),
        Reason::Hourly => say::hourly(),
        Reason::Replace => say::replace(),
        Reason::Import => say::import(),
        Reason::Bulk => say::bulk(),
        Reason::Restore => say::restore_reason(),
        Reason::Opening => say::opening(),
    }
}

#[component]
fn Row(point: Point, restored: RwSignal<Option<String>>, again: Callback<()>) -> impl IntoView {
    use words::points as say;
    let session = session();
    let number = point.number;
    let when = StoredValue::new(clock::local_time_of(point.made));
    let then = RwSignal::new(None::<Result<Assessment, String>>);
    let asks = RwSignal::new(false);
    let compare = move |_| {
        if then.with_untracked(Option::is_some) {
            return then.set(None);
        }
        leptos::task::spawn_local(async move {
            let state = session.state(number).await;
            then.try_set(Some(state.map_err(str::to_owned)));
        });
    };
    let restore = move |_| {
        let when = when.get_value();
        leptos::task::spawn_local(async move {
            // The screen may be gone when it is done.
            match session.return_to(number).await {
                Ok(()) => drop(restored.try_set(Some(when))),
                Err(reason) => drop(then.try_set(Some(Err(reason)))),
            }
            again.try_run(());
        });
    };
    let remove = move || {
        leptos::task::spawn_local(async move {
            session.remove_point(number).await;
            again.try_run(());
        });
    };
    let label = move |label: fn(&str) -> String| when.with_value(|when| label(when));
    let name = said(&point.name).map(str::to_owned);
    view! {
        <li>
            <div class="point">
                <span class="point-when" translate="no">{when.get_value()}</span>
                <span class="point-name">
                    {name.map(|name| view! { {own(move || name.clone())} " · " }.into_any())}
                    {reason(point.reason)}
                </span>
                <span translate="no">{words::file_size(point.size)}</span>
                <span class="point-actions">
                    {move || if asks.get() {
                        confirm(say::remove_sure().to_owned(), say::remove_yes(), remove, asks)
                    } else {
                        view! {
                            <button type="button" class="button quiet" aria-label=label(say::compare_label)
                                aria-expanded=move || then.with(Option::is_some).to_string() on:click=compare>{say::compare()}</button>
                            <button type="button" class="button quiet" aria-label=label(say::restore_label) on:click=restore>{say::restore()}</button>
                            <button type="button" class="button quiet" aria-label=label(say::remove_label) on:click=move |_| asks.set(true)>{say::remove()}</button>
                        }.into_any()
                    }}
                </span>
            </div>
            <div aria-live="polite">
                {move || then.with(|then| match then {
                    None => ().into_any(),
                    Some(Err(reason)) => view! { <p class="notice trouble">{reason.clone()}</p> }.into_any(),
                    Some(Ok(then)) => differences(session, then),
                })}
            </div>
        </li>
    }
}

/// What differs between a state and the open assessment, in words.
fn differences(session: Session, then: &Assessment) -> AnyView {
    use words::points as say;
    let lists = session.read(|open| {
        let difference = Difference::between(then, &open.assessment);
        [
            (say::changed as fn(usize) -> String, names(&open.assessment, &difference.changed)),
            (say::removed, names(then, &difference.only_then)),
            (say::added, names(&open.assessment, &difference.only_now)),
        ]
    });
    let lists: Vec<_> =
        lists.into_iter().flatten().filter(|(_, names)| !names.is_empty()).collect();
    if lists.is_empty() {
        return view! { <p class="hint">{say::same()}</p> }.into_any();
    }
    let list = |(title, names): (fn(usize) -> String, Vec<String>)| {
        let count = names.len();
        let more = count.saturating_sub(NAMED);
        let named = names.into_iter().take(NAMED).collect::<Vec<_>>().join(words::list::comma());
        view! {
            <dt>{title(count)}</dt>
            <dd>
                {own(move || named.clone())}
                {(more > 0).then(|| view! { " " {say::more(more)} }.into_any())}
            </dd>
        }
        .into_any()
    };
    view! { <dl class="difference">{lists.into_iter().map(list).collect_view()}</dl> }.into_any()
}

/// The records, as the user knows them, each once.
fn names(content: &Content, keys: &[RecordKey]) -> Vec<String> {
    let mut names: Vec<String> = keys.iter().map(|key| reports::record(content, key)).collect();
    names.dedup();
    names
}
