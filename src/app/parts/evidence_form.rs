//! One evidence item: a line that opens to its fields.

use exready::{
    assessment::{
        AnswerKey, Command, Date, EvidenceField, EvidenceFile, EvidenceId, EvidenceItem,
        EvidenceKind, EvidenceSubject, LinkField, RecordKey, Shown, TextField,
    },
    catalogue::RequirementKey,
    results::{RecordGap, Validity},
    words,
};
use leptos::prelude::*;

use super::{
    choice::{Day, send},
    field::{Field, Setting},
    list_form::joined,
    mark,
    own::own,
};
use crate::app::{
    browser::{clock, files},
    session::{Session, session},
};

/// Adds an evidence item without content, linked to an answer if one is named. Its
/// author is who works here, until somebody says otherwise.
pub fn add(session: Session, kind: EvidenceKind, link: Option<AnswerKey>) -> EvidenceId {
    let id = clock::evidence_id();
    let item = EvidenceItem {
        title: words::evidence::untitled().to_owned(),
        kind,
        shows: kind.usually_shows(),
        author: session.me.get_untracked(),
        ..EvidenceItem::default()
    };
    send(session, Command::PutEvidence(id.clone(), Box::new(item), link));
    id
}

/// The evidence item of a form.
#[derive(Clone, Copy)]
struct Item {
    session: Session,
    id: StoredValue<EvidenceId>,
}

impl Item {
    /// Reads it; called again whenever the assessment changes.
    fn read<T>(self, read: impl FnOnce(&EvidenceItem) -> T) -> T {
        self.id.with_value(|id| self.session.evidence(id, read))
    }

    /// How many requirements link it.
    fn uses(self) -> usize {
        let count = self.id.with_value(|id| {
            self.session.read_evidence(|open| open.assessment.linked_to(id).len())
        });
        count.unwrap_or_default()
    }

    /// The command that changes it.
    fn changed(self, change: impl FnOnce(&mut EvidenceItem)) -> Command {
        let mut changed = untrack(|| self.read(Clone::clone));
        change(&mut changed);
        Command::PutEvidence(self.id.get_value(), Box::new(changed), None)
    }

    /// Changes it.
    fn change(self, change: impl FnOnce(&mut EvidenceItem)) {
        send(self.session, self.changed(change));
    }
}

/// The line and the fields of an evidence item; with the answer it is shown
/// under, if it is.
#[component]
pub fn EvidenceForm(
    id: EvidenceId,
    link: Option<AnswerKey>,
    #[prop(optional)] start_open: bool,
) -> impl IntoView {
    let session = session();
    let under = link.as_ref().map_or("register", |key| key.requirement.id());
    let prefix = format!("{under}-{id}");
    let link = link.map(StoredValue::new);
    let item = Item { session, id: StoredValue::new(id) };
    let is_open = RwSignal::new(start_open);
    let summary = move || {
        item.read(|item| {
            let date = item.date.as_ref().map_or("", Date::as_str);
            joined([mark::kind_text(item.kind), &item.document_version, date])
        })
    };
    let gaps = move || {
        let texts = session.read_evidence(|open| {
            let item = item.id.with_value(|id| open.assessment.evidence.get(id));
            let Some(item) = item else { return String::new() };
            let day = &open.assessment.day;
            let mut texts = Vec::new();
            let gaps: Vec<&str> = RecordGap::of(item).into_iter().map(RecordGap::text).collect();
            if !gaps.is_empty() && item.shows.contains(&Shown::Performed) {
                texts.push(words::evidence::incomplete(&gaps.join(words::list::separator())));
            }
            match Validity::of(item, day) {
                Validity::Holds => {}
                Validity::NotYet => texts.push(words::evidence::not_yet(day.as_str())),
                Validity::Over => texts.push(words::evidence::over(day.as_str())),
            }
            texts.join(" ")
        });
        texts.unwrap_or_default()
    };
    let uses = move || {
        let ids = item.id.with_value(|id| {
            session.read_evidence(|open| {
                open.assessment
                    .linked_to(id)
                    .into_iter()
                    .map(RequirementKey::id)
                    .collect::<Vec<_>>()
                    .join(" ")
            })
        });
        match ids.unwrap_or_default().as_str() {
            "" => words::evidence::not_linked().to_owned(),
            ids => words::evidence::linked(ids),
        }
    };
    let unlink = link.map(|key| {
        let unlink = move |_| {
            let _ = session.dispatch(Command::Unlink(key.get_value(), item.id.get_value()));
        };
        view! {
            <button type="button" class="button quiet" on:click=unlink
                aria-label=move || item.read(|item| words::evidence::unlink_title(&item.title))>
                {words::evidence::unlink()}
            </button>
        }
        .into_any()
    });
    let in_register = link.is_none();
    view! {
        <div class="item" class:item-open=move || is_open.get()>
            <div class="item-line">
                <button type="button" class="item-title" aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)>
                    <span class="item-name">{own(move || item.read(|item| item.title.clone()))}</span>
                    <span class="item-about">{move || summary()}</span>
                    {in_register.then(|| view! { <span class="item-about">{move || uses()}</span> }.into_any())}
                </button>
                {unlink}
            </div>
            <p class="hint gap">{move || gaps()}</p>
            {link.map(|key| view! { <Place item key prefix=prefix.clone() /> }.into_any())}
            {move || is_open.get().then(|| view! { <Fields item prefix=prefix.clone() in_register /> }.into_any())}
        </div>
    }
}

/// Where an assessor finds it in the item, for one answer (ML-5).
#[component]
fn Place(item: Item, key: StoredValue<AnswerKey>, prefix: String) -> impl IntoView {
    let field = |field: LinkField, label: &'static str, hint: &'static str| {
        let of_link = move || TextField::Link(key.get_value(), item.id.get_value(), field);
        let value = move || {
            item.session
                .text(|open| open.assessment.text(&of_link()).unwrap_or_default().to_owned())
        };
        view! {
            <Field
                setting=Setting { id: format!("{prefix}-link-{}", field.name()), label, hint, is_long: false }
                value=Signal::derive(value)
                command=move |text| Command::SetText(of_link(), text) />
        }
        .into_any()
    };
    view! {
        <div class="pair link-place">
            {field(LinkField::Place, words::evidence::place(), words::evidence::place_hint())}
            {field(LinkField::TestCase, words::evidence::test_case(), "")}
        </div>
    }
}

#[component]
fn Fields(item: Item, prefix: String, in_register: bool) -> impl IntoView {
    let session = item.session;
    let text = |field: EvidenceField, label: &'static str, hint: &'static str| {
        view! {
            <Field
                setting=Setting { id: format!("{prefix}-{}", field.name()), label, hint, is_long: false }
                value=Signal::derive(move || item.read(|item| item.text(field).to_owned()))
                command=move |text| Command::SetText(TextField::Evidence(item.id.get_value(), field), text) />
        }
        .into_any()
    };
    let kind_id = format!("{prefix}-kind");
    let file_id = format!("{prefix}-file");
    let kind = |kind: EvidenceKind| {
        view! {
            <option value=kind_code(kind) prop:selected=move || item.read(|item| item.kind == kind)>{mark::kind_text(kind)}</option>
        }
        .into_any()
    };
    let set_kind = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event);
        let kind = EvidenceKind::ALL.into_iter().find(|kind| kind_code(*kind) == chosen);
        if let Some(kind) = kind {
            item.change(|item| {
                if item.shows == item.kind.usually_shows() {
                    item.shows = kind.usually_shows();
                }
                item.kind = kind;
            });
        }
    };
    let shows = |shown: Shown| {
        view! {
            <label class="option">
                <input type="checkbox" prop:checked=move || item.read(|item| item.shows.contains(&shown))
                    on:change=move |_| item.change(|item| {
                        if item.shows.contains(&shown) {
                            item.shows.retain(|other| *other != shown);
                        } else {
                            item.shows.push(shown);
                        }
                    }) />
                <span>{mark::shown_text(shown)}</span>
            </label>
        }
        .into_any()
    };
    let subject_name = format!("{prefix}-subject");
    let subject = |subject: Option<EvidenceSubject>| {
        let text = match subject {
            Some(EvidenceSubject::Implementation) => words::evidence::implementation(),
            Some(EvidenceSubject::Effectiveness) => words::evidence::effectiveness(),
            None => words::app::not_said(),
        };
        view! {
            <label class="option">
                <input type="radio" name=subject_name.clone()
                    prop:checked=move || item.read(|item| item.subject == subject)
                    on:change=move |_| item.change(|item| item.subject = subject) />
                <span>{text}</span>
            </label>
        }
        .into_any()
    };
    let remove = move |_| {
        let _ = session.dispatch(Command::Remove(RecordKey::Evidence(item.id.get_value())));
    };
    view! {
        <div class="item-fields">
            {text(EvidenceField::Title, words::evidence::item_title(), words::evidence::item_title_hint())}
            <div class="pair">
                <div class="field">
                    <label for=kind_id.clone()>{words::evidence::kind()}</label>
                    <select id=kind_id on:change=set_kind>{EvidenceKind::ALL.map(kind).collect_view()}</select>
                </div>
                <Day id=format!("{prefix}-date") label=words::evidence::date()
                    day=Signal::derive(move || item.read(|item| item.date.clone()))
                    command=move |day| item.changed(|item| item.date = day) />
                <Day id=format!("{prefix}-valid-until") label=words::evidence::valid_until()
                    day=Signal::derive(move || item.read(|item| item.valid_until.clone()))
                    command=move |day| item.changed(|item| item.valid_until = day) />
                {text(EvidenceField::DocumentVersion, words::evidence::document_version(), "")}
                {text(EvidenceField::ProductVersion, words::evidence::product_version(), words::evidence::product_version_hint())}
                {text(EvidenceField::Author, words::evidence::author(), "")}
                {text(EvidenceField::Reviewer, words::evidence::reviewer(), words::evidence::reviewer_hint())}
            </div>
            <fieldset class="choice">
                <legend>{words::evidence::shows()}</legend>
                <div class="options">{Shown::ALL.map(shows).collect_view()}</div>
            </fieldset>
            <label class="option">
                <input type="checkbox" prop:checked=move || item.read(|item| item.organizational)
                    on:change=move |_| item.change(|item| item.organizational = !item.organizational) />
                <span>{words::evidence::organizational()}</span>
            </label>
            <fieldset class="choice">
                <legend>{words::evidence::subject()}</legend>
                <div class="options">{[Some(EvidenceSubject::Implementation), Some(EvidenceSubject::Effectiveness), None].map(subject).collect_view()}</div>
            </fieldset>
            <details class="more">
                <summary>{words::evidence::sample()}</summary>
                {text(EvidenceField::SamplePopulation, words::evidence::sample_population(), words::evidence::sample_population_hint())}
                {text(EvidenceField::SampleSize, words::evidence::sample_size(), "")}
                {text(EvidenceField::SampleChosenBy, words::evidence::sample_chosen_by(), "")}
                {text(EvidenceField::SampleMethod, words::evidence::sample_method(), words::evidence::sample_method_hint())}
            </details>
            {text(EvidenceField::Location, words::evidence::location(), words::evidence::location_hint())}
            <div class="field">
                <label for=file_id.clone()>{words::evidence::file()}</label>
                <input id=file_id type="file" on:change=move |event| attach(item, &event) />
                {move || item.read(|item| item.file.clone()).map(|file| view! {
                    <p class="file">
                        <span>{words::evidence::file_about(&file.name, &words::file_size(file.size))}</span>
                        <code translate="no">{file.sha256}</code>
                        <button type="button" class="button quiet" on:click=move |_| item.change(|item| item.file = None)>
                            {words::evidence::drop_file()}
                        </button>
                    </p>
                }.into_any())}
                <p class="hint">{words::evidence::file_hint()}</p>
            </div>
            <div class="actions">
                <button type="button" class="button quiet danger" on:click=remove>
                    {move || words::evidence::remove(item.uses())}
                </button>
                {(!in_register).then(|| view! { <span class="hint">{words::evidence::shared()}</span> }.into_any())}
            </div>
        </div>
    }
}

/// What a kind is called in the list of kinds, whatever language it is shown in.
fn kind_code(kind: EvidenceKind) -> String {
    (kind as usize).to_string()
}

/// Puts name, size and digest of the chosen file into the item.
fn attach(item: Item, event: &leptos::ev::Event) {
    let Some(file) = files::chosen(event) else { return };
    let session = item.session;
    let id = item.id.get_value();
    let here = session.peek(|open| open.assessment.id.clone());
    // By the time the digest is there, the user may be elsewhere: what belongs
    // to this screen must not be touched then.
    leptos::task::spawn_local(async move {
        let Some(sha256) = files::sha256(&file).await else {
            session.notify(&words::evidence::unreadable_file(&file.name()), true);
            return;
        };
        let item = session.peek(|open| {
            let is_here = Some(&open.assessment.id) == here.as_ref();
            is_here.then(|| open.assessment.evidence.get(&id).cloned()).flatten()
        });
        let Some(mut item) = item.flatten() else { return };
        item.file = Some(EvidenceFile { name: file.name(), size: files::size(&file), sha256 });
        send(session, Command::PutEvidence(id, Box::new(item), None));
    });
}
