//! One evidence item: a line that opens to its fields.

use exready::{
    assessment::{
        Command, Date, EvidenceField, EvidenceFile, EvidenceId, EvidenceItem, EvidenceKind, Shown,
    },
    catalogue::RequirementKey,
    scoring::RecordGap,
    words,
};
use leptos::prelude::*;

use super::{
    field::{Field, Setting},
    mark,
};
use crate::app::{
    browser::{clock, files},
    session::{Session, session},
};

/// Adds an evidence item without content, linked to a requirement if one is named.
pub fn add(session: Session, kind: EvidenceKind, link: Option<RequirementKey>) -> EvidenceId {
    let id = clock::evidence_id();
    let item = EvidenceItem {
        title: words::evidence::untitled().to_owned(),
        kind,
        shows: kind.usually_shows(),
        ..EvidenceItem::default()
    };
    if let Err(rejected) = session.dispatch(Command::PutEvidence(id.clone(), Box::new(item), link))
    {
        session.notify(&rejected.to_string(), true);
    }
    id
}

/// The line and the fields of an evidence item; with the requirement it is
/// shown under, if it is.
#[component]
pub fn EvidenceForm(
    id: EvidenceId,
    link: Option<RequirementKey>,
    #[prop(optional)] start_open: bool,
) -> impl IntoView {
    let session = session();
    let item = {
        let id = id.clone();
        Memo::new(move |_| {
            session
                .read(|open| open.assessment.evidence.get(&id).cloned())
                .flatten()
                .unwrap_or_default()
        })
    };
    let is_open = RwSignal::new(start_open);
    let summary = move || {
        item.with(|item| {
            let date = item.date.as_ref().map_or("", Date::as_str);
            [mark::kind_text(item.kind), &item.document_version, date]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(" · ")
        })
    };
    let gaps = move || {
        item.with(|item| {
            let gaps = RecordGap::of(item);
            (item.shows.contains(&Shown::Performed) && !gaps.is_empty()).then(|| {
                let gaps: Vec<&str> = gaps.into_iter().map(RecordGap::text).collect();
                words::evidence::incomplete(&gaps.join(words::list::separator()))
            })
        })
    };
    let uses = {
        let id = id.clone();
        Memo::new(move |_| {
            let ids = session.read(|open| {
                open.assessment.linked_to(&id).map(RequirementKey::id).collect::<Vec<_>>().join(" ")
            });
            let ids = ids.unwrap_or_default();
            if ids.is_empty() {
                words::evidence::not_linked().to_owned()
            } else {
                words::evidence::linked(&ids)
            }
        })
    };
    let prefix = [link.map_or("register", RequirementKey::id), "-", id.as_str()].concat();
    let fields = {
        let id = id.clone();
        move || view! { <Fields id=id.clone() prefix=prefix.clone() item link /> }
    };
    let unlink = {
        let id = id.clone();
        move |_| {
            if let Some(key) = link {
                let _ = session.dispatch(Command::Unlink(key, id.clone()));
            }
        }
    };
    view! {
        <div class="item" class:item-open=move || is_open.get()>
            <div class="item-line">
                <button type="button" class="item-title" aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)>
                    <span class="item-name">{move || item.with(|item| item.title.clone())}</span>
                    <span class="item-about">{summary}</span>
                    {link.is_none().then(|| view! { <span class="item-about">{uses}</span> })}
                </button>
                <Show when=move || link.is_some()>
                    <button type="button" class="button quiet" on:click=unlink.clone()
                        aria-label=move || words::evidence::unlink_title(&item.with(|item| item.title.clone()))>
                        {words::evidence::unlink()}
                    </button>
                </Show>
            </div>
            <p class="hint gap">{gaps}</p>
            {move || is_open.get().then(fields.clone())}
        </div>
    }
}

#[component]
fn Fields(
    id: EvidenceId,
    prefix: String,
    item: Memo<EvidenceItem>,
    link: Option<RequirementKey>,
) -> impl IntoView {
    let session = session();
    let change = {
        let id = id.clone();
        move |change: &dyn Fn(&mut EvidenceItem)| {
            let mut changed = item.get_untracked();
            change(&mut changed);
            if let Err(rejected) =
                session.dispatch(Command::PutEvidence(id.clone(), Box::new(changed), None))
            {
                session.notify(&rejected.to_string(), true);
            }
        }
    };
    let text = |field: EvidenceField, label: &'static str, hint: &'static str| {
        let item_id = id.clone();
        view! {
            <Field
                setting=Setting { id: [&prefix, "-", field.name()].concat(), label, hint, max: field.max(), is_long: false }
                value=move || item.with(|item| item.text(field).to_owned())
                command=move |text| Command::SetEvidenceText(item_id.clone(), field, text) />
        }
    };
    let kind_id = [&prefix, "-kind"].concat();
    let date_id = [&prefix, "-date"].concat();
    let file_id = [&prefix, "-file"].concat();
    let set_kind = {
        let change = change.clone();
        move |event: leptos::ev::Event| {
            let chosen = event_target_value(&event);
            let kind = EvidenceKind::ALL.into_iter().find(|kind| mark::kind_text(*kind) == chosen);
            if let Some(kind) = kind {
                change(&|item| {
                    if item.shows == item.kind.usually_shows() {
                        item.shows = kind.usually_shows();
                    }
                    item.kind = kind;
                });
            }
        }
    };
    let set_date = {
        let change = change.clone();
        move |event: leptos::ev::Event| {
            let date = Date::try_from(event_target_value(&event)).ok();
            change(&|item| item.date.clone_from(&date));
        }
    };
    let shows = Shown::ALL.map(|shown| {
        let change = change.clone();
        view! {
            <label class="option">
                <input type="checkbox" prop:checked=move || item.with(|item| item.shows.contains(&shown))
                    on:change=move |_| change(&|item| {
                        if item.shows.contains(&shown) {
                            item.shows.retain(|other| *other != shown);
                        } else {
                            item.shows.push(shown);
                        }
                    }) />
                <span>{mark::shown_text(shown)}</span>
            </label>
        }
    });
    let set_file = {
        let id = id.clone();
        move |event: leptos::ev::Event| {
            let Some(file) = files::chosen(&event) else { return };
            let id = id.clone();
            let of = session.peek(|open| open.assessment.id.clone());
            // By the time the digest is there, the user may be elsewhere: what
            // belongs to this screen must not be touched then.
            leptos::task::spawn_local(async move {
                let Some(sha256) = files::sha256(&file).await else {
                    session.notify(&words::evidence::unreadable_file(&file.name()), true);
                    return;
                };
                let item = session.peek(|open| {
                    let is_here = Some(&open.assessment.id) == of.as_ref();
                    is_here.then(|| open.assessment.evidence.get(&id).cloned()).flatten()
                });
                let Some(mut item) = item.flatten() else { return };
                item.file =
                    Some(EvidenceFile { name: file.name(), size: files::size(&file), sha256 });
                let command = Command::PutEvidence(id, Box::new(item), None);
                if let Err(rejected) = session.dispatch(command) {
                    session.notify(&rejected.to_string(), true);
                }
            });
        }
    };
    let drop_file = {
        let change = change.clone();
        move |_| change(&|item| item.file = None)
    };
    let used = {
        let id = id.clone();
        Memo::new(move |_| {
            session.read(|open| open.assessment.linked_to(&id).count()).unwrap_or_default()
        })
    };
    let remove = {
        let id = id.clone();
        move |_| {
            let _ = session.dispatch(Command::RemoveEvidence(id.clone()));
        }
    };
    view! {
        <div class="item-fields">
            {text(EvidenceField::Title, words::evidence::item_title(), words::evidence::item_title_hint())}
            <div class="pair">
                <div class="field">
                    <label for=kind_id.clone()>{words::evidence::kind()}</label>
                    <select id=kind_id on:change=set_kind>
                        {EvidenceKind::ALL.map(|kind| view! {
                            <option prop:selected=move || item.with(|item| item.kind == kind)>{mark::kind_text(kind)}</option>
                        }).collect_view()}
                    </select>
                </div>
                <div class="field">
                    <label for=date_id.clone()>{words::evidence::date()}</label>
                    <input id=date_id type="date" min="1970-01-01" max="9999-12-31" on:change=set_date
                        prop:value=move || item.with(|item| item.date.as_ref().map_or(String::new(), Date::to_string)) />
                </div>
                {text(EvidenceField::DocumentVersion, words::evidence::document_version(), "")}
                {text(EvidenceField::ProductVersion, words::evidence::product_version(), words::evidence::product_version_hint())}
                {text(EvidenceField::Author, words::evidence::author(), "")}
                {text(EvidenceField::Reviewer, words::evidence::reviewer(), words::evidence::reviewer_hint())}
            </div>
            <fieldset class="choice">
                <legend>{words::evidence::shows()}</legend>
                <div class="options">{shows.collect_view()}</div>
            </fieldset>
            {text(EvidenceField::Location, words::evidence::location(), words::evidence::location_hint())}
            <div class="field">
                <label for=file_id.clone()>{words::evidence::file()}</label>
                <input id=file_id type="file" on:change=set_file />
                {move || item.with(|item| item.file.clone()).map(|file| {
                    let drop_file = drop_file.clone();
                    view! {
                        <p class="file">
                            <span>{words::evidence::file_about(&file.name, &file.size.to_string())}</span>
                            <code>{file.sha256}</code>
                            <button type="button" class="button quiet" on:click=drop_file>{words::evidence::drop_file()}</button>
                        </p>
                    }
                })}
                <p class="hint">{words::evidence::file_hint()}</p>
            </div>
            <div class="actions">
                <button type="button" class="button quiet danger" on:click=remove>
                    {move || words::evidence::remove(used.get())}
                </button>
                {link.is_some().then(|| view! { <span class="hint">{words::evidence::shared()}</span> })}
            </div>
        </div>
    }
}
