//! Choices: radio buttons, a list to choose from, a tick, a day.

use exready::{
    assessment::{Command, Date},
    words,
};
use leptos::prelude::*;

use crate::app::{
    browser::page,
    session::{Session, session},
};

/// One of the options of a [`Choice`].
pub struct ChoiceOption {
    /// What it is called.
    pub text: String,
    /// How it looks.
    pub class: &'static str,
}

impl ChoiceOption {
    /// An option without a look of its own.
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), class: "level" }
    }
}

/// A set of radio buttons bound to the document: the index of the one that is
/// `chosen`, and the command for the one that is clicked.
#[component]
pub fn Choice(
    /// Unique on the screen.
    name: String,
    #[prop(into)] legend: String,
    options: Vec<ChoiceOption>,
    #[prop(into)] chosen: Signal<Option<usize>>,
    #[prop(into)] choose: Callback<usize, Command>,
) -> impl IntoView {
    let session = session();
    let option = |(index, ChoiceOption { text, class }): (usize, ChoiceOption)| {
        view! {
            <label class=format!("option {class}")>
                <input type="radio" name=name.clone()
                    prop:checked=move || chosen.get() == Some(index)
                    on:change=move |_| {
                        // A choice fits every document.
                        let _ = session.dispatch(choose.run(index));
                    } />
                <span>{text}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="choice">
            <legend>{legend}</legend>
            <div class="options">{options.into_iter().enumerate().map(option).collect_view()}</div>
        </fieldset>
    }
}

/// A list to choose one from, bound to the document: the index of the one that
/// is `chosen`, and the command for the one that is picked; none is "not said".
#[component]
pub fn Select(
    /// Unique on the screen.
    id: String,
    #[prop(into)] label: String,
    #[prop(optional)] hint: &'static str,
    /// Whether there is always a choice.
    #[prop(optional)]
    is_required: bool,
    /// What no choice is called.
    #[prop(default = words::app::not_said())]
    none: &'static str,
    #[prop(into)] options: Signal<Vec<String>>,
    #[prop(into)] chosen: Signal<Option<usize>>,
    #[prop(into)] choose: Callback<Option<usize>, Command>,
) -> impl IntoView {
    let session = session();
    let option = move |(index, text): (usize, String)| {
        view! {
            <option value=index.to_string() prop:selected=move || chosen.get() == Some(index)>{text}</option>
        }
        .into_any()
    };
    let pick = move |event: leptos::ev::Event| {
        send(session, choose.run(event_target_value(&event).parse().ok()));
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id on:change=pick>
                {(!is_required).then(|| view! { <option value="" prop:selected=move || chosen.get().is_none()>{none}</option> }.into_any())}
                {move || options.get().into_iter().enumerate().map(option).collect_view().into_any()}
            </select>
            {(!hint.is_empty()).then(|| view! { <p class="hint">{hint}</p> }.into_any())}
        </div>
    }
}

/// A list to choose a filter from, which changes nothing in the document; the
/// first option is no filter.
pub fn filter_by(
    id: &'static str,
    label: &'static str,
    all: &'static str,
    options: impl Fn() -> Vec<String> + Send + Sync + 'static,
    pick: impl Fn(Option<usize>) + Send + Sync + 'static,
) -> AnyView {
    let option = |(index, text): (usize, String)| {
        view! { <option value=index.to_string()>{text}</option> }.into_any()
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id on:change=move |event| pick(event_target_value(&event).parse().ok())>
                <option value="">{all}</option>
                {move || options().into_iter().enumerate().map(option).collect::<Vec<_>>().into_any()}
            </select>
        </div>
    }
    .into_any()
}

/// A tick bound to the document.
#[component]
pub fn Toggle(
    #[prop(into)] label: String,
    /// Its name for a screen reader, where the label alone says too little.
    #[prop(optional)]
    name: Option<String>,
    #[prop(into)] is_on: Signal<bool>,
    #[prop(into)] command: Callback<bool, Command>,
) -> impl IntoView {
    let session = session();
    view! {
        <label class="option">
            <input type="checkbox" aria-label=name prop:checked=move || is_on.get()
                on:change=move |event| send(session, command.run(event_target_checked(&event))) />
            <span>{label}</span>
        </label>
    }
}

/// A day bound to the document.
#[component]
pub fn Day(
    /// Unique on the screen.
    id: String,
    label: &'static str,
    #[prop(into)] day: Signal<Option<Date>>,
    #[prop(into)] command: Callback<Option<Date>, Command>,
) -> impl IntoView {
    let session = session();
    let is_refused = RwSignal::new(false);
    let change = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        let chosen = Date::try_from(text.clone()).ok().filter(Date::is_plausible);
        // A field with half a day in it has no value: that is not the same as empty.
        is_refused.set(chosen.is_none() && (!text.is_empty() || page::is_half_filled(&event)));
        if !is_refused.get_untracked() {
            send(session, command.run(chosen));
        }
    };
    let error_id = format!("{id}-error");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id type="date" min="1970-01-01" max="2100-12-31" on:change=change
                aria-describedby=error_id.clone() aria-invalid=move || is_refused.get().then_some("true")
                prop:value=move || day.get().map_or(String::new(), |day| day.to_string()) />
            <p class="error" id=error_id>{move || if is_refused.get() { words::app::day_refused() } else { "" }}</p>
        </div>
    }
}

/// Carries out a command whose refusal has no field of its own to stand beside.
pub fn send(session: Session, command: Command) {
    if let Err(rejected) = session.dispatch(command) {
        session.notify(&rejected.to_string(), true);
    }
}
