//! Items of a list of the scope: a card each, with its fields.

use std::hash::Hash;

use exready::{
    assessment::{Command, Content, LINE_MAX, ListItem, RecordKey, TextField},
    text::isolated,
    words,
};
use leptos::prelude::*;

use super::{
    field::{Field, Setting},
    own::own,
};
use crate::app::session::{Session, session};

/// A field of text of an item.
pub fn text(field: TextField, label: &'static str, hint: &'static str) -> AnyView {
    let session = session();
    let id = format!("{}-{}", field.record().name().replace('/', "-"), field.name());
    let is_long = field.max() > LINE_MAX;
    let read = field.clone();
    let value =
        move || session.text(|open| open.assessment.text(&read).unwrap_or_default().to_owned());
    view! {
        <Field
            setting=Setting { id, label, hint, is_long }
            value=Signal::derive(value)
            command=move |text| Command::SetText(field.clone(), text) />
    }
    .into_any()
}

/// The command that changes the open document's item of this id.
pub fn changed<T: ListItem>(
    session: Session,
    id: StoredValue<T::Id>,
    change: impl FnOnce(&mut T),
) -> Command
where
    T::Id: Send + Sync + 'static,
{
    let command =
        session.peek(|open| id.with_value(|id| Command::change(&open.assessment, id, change)));
    command.unwrap_or(Command::Put(Vec::new()))
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
    /// The record of the item.
    record: RecordKey,
    /// The fields.
    #[prop(into)]
    fields: Callback<(), AnyView>,
) -> impl IntoView {
    let session = session();
    let record = StoredValue::new(record);
    let remove = move |_| {
        super::choice::send(session, Command::Remove(record.get_value()));
    };
    let is_open = RwSignal::new(start_open);
    view! {
        <li class="item" class:item-open=move || is_open.get()>
            <div class="item-line">
                <button type="button" class="item-title" aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)>
                    <span class="item-name">{own(move || label.get())}</span>
                    <span class="item-about">{move || about.get()}</span>
                </button>
                <button type="button" class="button quiet danger"
                    aria-label=move || words::list_form::remove_named(&label.get())
                    on:click=remove>
                    {words::list_form::remove()}
                </button>
            </div>
            {move || is_open.get().then(|| view! { <div class="item-fields">{fields.run(())}</div> }.into_any())}
        </li>
    }
}

/// What is said of an item in its line, as far as it is said; each part by its own
/// direction.
pub fn joined<const N: usize>(parts: [&str; N]) -> String {
    let mut all = String::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !all.is_empty() {
            all.push_str(words::list::dot());
        }
        all.push_str(&isolated(part));
    }
    all
}

/// A list of the scope: its cards, and the button that adds one.
#[component]
pub fn Section<K: Clone + Eq + Hash + Send + Sync + 'static>(
    /// The heading for so many items.
    title: fn(usize) -> String,
    lead: &'static str,
    /// The ids of the items, in their order.
    ids: fn(&Content) -> Vec<K>,
    /// The card of an item.
    item: fn(K) -> AnyView,
    add: &'static str,
    /// The command that adds an item.
    command: fn() -> Command,
    /// What stands between the heading and the cards.
    #[prop(optional)]
    before: Option<AnyView>,
    /// What stands beside the button.
    #[prop(optional)]
    beside: Option<AnyView>,
) -> impl IntoView {
    let session = session();
    // Only other items make other cards; these are bound one by one.
    let ids = Memo::new(move |_| session.read(|open| ids(&open.assessment)).unwrap_or_default());
    view! {
        <section class="list">
            <h2>{move || title(ids.with(Vec::len))}</h2>
            <p class="hint">{lead}</p>
            {before}
            <ul class="cards">
                <For each=move || ids.get() key=Clone::clone children=item />
            </ul>
            <div class="actions">
                <button type="button" class="button" on:click=move |_| super::choice::send(session, command())>{add}</button>
                {beside}
            </div>
        </section>
    }
}
