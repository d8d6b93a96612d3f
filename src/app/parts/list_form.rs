//! Items of a list of the scope: a card each, with its fields.

use exready::{
    assessment::{Command, LINE_MAX, ListField},
    words,
};
use leptos::prelude::*;

use super::field::{Field, Setting};
use crate::app::session::{Open, Session, session};

/// A field of text of the item with this index.
pub fn text(field: ListField, index: usize, label: &'static str, hint: &'static str) -> AnyView {
    let session = session();
    let id = ["list-", &index.to_string(), "-", list_name(field), "-", field.name()].concat();
    let value = move || {
        session.text(|open| open.assessment.list_text(field, index).unwrap_or_default().to_owned())
    };
    let is_long = field.max() > LINE_MAX;
    view! {
        <Field
            setting=Setting { id, label, hint, max: field.max(), is_long }
            value=Signal::derive(value)
            command=move |text| Command::SetListText(field, index, text) />
    }
    .into_any()
}

const fn list_name(field: ListField) -> &'static str {
    match field {
        ListField::Component(_) => "component",
        ListField::Interface(_) => "interface",
        ListField::Certificate(_) => "certificate",
        ListField::Provider(_) => "provider",
    }
}

/// A card: a line that opens to the fields of its item, with the button that
/// removes it. Fields that are not shown cost nothing while others are typed into.
#[component]
pub fn Card(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// What else its line says.
    #[prop(into)]
    about: Signal<String>,
    /// Whether it is open from the start, as one without content is.
    start_open: bool,
    /// The command that removes it, with all that hangs on it.
    #[prop(into)]
    remove: Callback<(), Command>,
    /// The fields.
    fields: fn(usize) -> AnyView,
    /// The index of the item.
    index: usize,
) -> impl IntoView {
    let session = session();
    let is_open = RwSignal::new(start_open);
    view! {
        <li class="item" class:item-open=move || is_open.get()>
            <div class="item-line">
                <button type="button" class="item-title" aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)>
                    <span class="item-name">{move || label.get()}</span>
                    <span class="item-about">{move || about.get()}</span>
                </button>
                <button type="button" class="button quiet danger"
                    aria-label=move || words::list_form::remove_named(&label.get())
                    on:click=move |_| super::choice::send(session, remove.run(()))>
                    {words::list_form::remove()}
                </button>
            </div>
            {move || is_open.get().then(|| view! { <div class="item-fields">{fields(index)}</div> }.into_any())}
        </li>
    }
}

/// What is said of an item in its line, as far as it is said.
pub fn joined<const N: usize>(parts: [&str; N]) -> String {
    let mut all = String::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !all.is_empty() {
            all.push_str(words::list::dot());
        }
        all.push_str(part);
    }
    all
}

/// A list of the scope: its cards, and the button that adds one.
#[component]
pub fn Section(
    /// The heading for so many items.
    title: fn(usize) -> String,
    lead: &'static str,
    /// How many items there are.
    count: fn(&Open) -> usize,
    /// The card of the item with this index.
    item: fn(usize) -> AnyView,
    add: &'static str,
    /// The command that adds an item.
    command: fn(Session) -> Command,
    /// What stands between the heading and the cards.
    #[prop(optional)]
    before: Option<AnyView>,
    /// What stands beside the button.
    #[prop(optional)]
    beside: Option<AnyView>,
) -> impl IntoView {
    let session = session();
    // Only another number of items makes other cards; these are bound one by one.
    let count = Memo::new(move |_| session.read(count).unwrap_or_default());
    view! {
        <section class="list">
            <h2>{move || title(count.get())}</h2>
            <p class="hint">{lead}</p>
            {before}
            <ul class="cards">{move || (0..count.get()).map(item).collect_view().into_any()}</ul>
            <div class="actions">
                <button type="button" class="button" on:click=move |_| super::choice::send(session, command(session))>{add}</button>
                {beside}
            </div>
        </section>
    }
}
