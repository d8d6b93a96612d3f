//! The texts that are drafted for the application: editable, and told when the
//! facts below them change (RT-7).

use exready::{
    assessment::{Command, Draft, DraftKind, RecordKey},
    bundle::LANGUAGE,
    keeping::Document,
    route::texts,
    words,
};
use leptos::prelude::*;

use crate::app::{
    parts::{
        choice::send,
        field::{Field, Setting},
    },
    session::{Session, session},
};

/// The drafted texts.
#[component]
pub fn Drafts() -> impl IntoView {
    view! {
        <section class="fields">
            <h2>{words::drafts::title()}</h2>
            <p class="hint">{words::drafts::lead()}</p>
            {DraftKind::ALL.map(draft).collect_view()}
        </section>
    }
}

fn draft(kind: DraftKind) -> AnyView {
    let session = session();
    let (label, hint) = match kind {
        DraftKind::Statement => (words::drafts::statement(), words::drafts::statement_hint()),
        DraftKind::Standards => (words::drafts::standards(), words::drafts::standards_hint()),
        DraftKind::Equipment => (words::drafts::equipment(), words::drafts::equipment_hint()),
        DraftKind::Annexes => (words::drafts::annexes(), words::drafts::annexes_hint()),
    };
    let id = match kind {
        DraftKind::Statement => "draft-statement",
        DraftKind::Standards => "draft-standards",
        DraftKind::Equipment => "draft-equipment",
        DraftKind::Annexes => "draft-annexes",
    };
    let value = move || session.text(|open| shown(open, kind));
    let edit = move |text: String| {
        let basis = session.peek(|open| match open.assessment.draft(kind) {
            Some(edited) => edited.basis.clone(),
            None => basis(open, kind),
        });
        Command::SetDraft(
            kind,
            Draft { text, language: LANGUAGE.to_owned(), basis: basis.unwrap_or_default() },
        )
    };
    let setting = Setting { id: id.to_owned(), label, hint, is_long: true };
    view! {
        <Field setting value=Signal::derive(value) command=edit />
        {move || session.read(|open| state(session, open, kind)).into_any()}
    }
    .into_any()
}

/// Whether the text is the user's, and whether the facts have changed since.
fn state(session: Session, open: &Document, kind: DraftKind) -> Option<AnyView> {
    let edited = open.assessment.draft(kind)?;
    let fresh = fresh(open, kind);
    let basis = basis(open, kind);
    let has_changed = basis != edited.basis;
    let kept = Draft { basis: basis.clone(), ..edited.clone() };
    let keep = move |_| send(session, Command::SetDraft(kind, kept.clone()));
    let take = move |_| send(session, Command::Remove(RecordKey::Draft(kind)));
    let changed = has_changed.then(|| {
        view! {
            <p>{words::drafts::changed()}</p>
            <pre class="draft">{fresh}</pre>
            <button type="button" class="button quiet" on:click=keep>{words::drafts::keep()}</button>
        }
        .into_any()
    });
    let class = if has_changed { "finding" } else { "hint" };
    let state = view! {
        <div class=class>
            {(!has_changed).then(|| view! { <span>{words::drafts::edited()}</span> " " }.into_any())}
            {changed}
            <button type="button" class="button quiet" on:click=take>{words::drafts::take()}</button>
        </div>
    };
    Some(state.into_any())
}

/// The text as it stands: the user's, or else the draft.
fn shown(open: &Document, kind: DraftKind) -> String {
    match open.assessment.draft(kind) {
        Some(edited) => edited.text.clone(),
        None => fresh(open, kind),
    }
}

/// The draft from the facts as they are now.
fn fresh(open: &Document, kind: DraftKind) -> String {
    texts::of(kind, &open.assessment, &open.results.exposure, &open.results.decision)
}

/// The digest of the facts as they are now.
fn basis(open: &Document, kind: DraftKind) -> String {
    texts::basis(kind, &open.assessment, &open.results.exposure, &open.results.decision)
}
