//! Hand over: the bundle, what is in it, and how it is checked.

use exready::{bundle, catalogue::PartId, words};
use leptos::prelude::*;

use crate::app::session::session;

/// The bundle of the open assessment.
#[component]
pub fn HandOver() -> impl IntoView {
    let session = session();
    let sealed =
        Memo::new(move |_| session.sealed().map(|sealed| (sealed.bytes.len(), sealed.digest)));
    let name = Memo::new(move |_| {
        session.read(|open| bundle::file_name(&open.assessment)).unwrap_or_default()
    });
    let verdicts = Memo::new(move |_| {
        session
            .read(|open| {
                let coverage = &open.results.part(PartId::P4_1)?.coverage;
                Some(words::hand_over::verdicts(
                    &coverage.passed.to_string(),
                    &coverage.failed.to_string(),
                    &coverage.not_applicable.to_string(),
                    &(coverage.not_evaluated - coverage.failed).to_string(),
                ))
            })
            .flatten()
            .unwrap_or_default()
    });
    let items = Memo::new(move |_| {
        session
            .read(|open| words::hand_over::items(open.assessment.evidence.len()))
            .unwrap_or_default()
    });
    let findings =
        Memo::new(move |_| session.read(|open| open.results.finding_count()).unwrap_or_default());
    view! {
        <div class="page">
            <h1 tabindex="-1">{words::hand_over::title()}</h1>
            <p class="lead">{words::hand_over::lead()}</p>
            <Show when=move || { findings.get() > 0 }>
                <p class="notice">{move || words::hand_over::findings(findings.get())}</p>
            </Show>
            <dl class="facts-list">
                <dt>{words::hand_over::file()}</dt>
                <dd><code>{move || name.get()}</code></dd>
                <dt>{words::hand_over::size()}</dt>
                <dd>{move || sealed.get().map(|(size, _)| words::hand_over::bytes(&size.to_string()))}</dd>
                <dt>{words::hand_over::content()}</dt>
                <dd>{move || [verdicts.get(), items.get()].join(words::list::dot())}</dd>
                <dt>{words::hand_over::digest()}</dt>
                <dd><code class="digest">{move || sealed.get().map(|(_, digest)| digest)}</code></dd>
                <dt>{words::hand_over::format()}</dt>
                <dd><code>{bundle::FORMAT} " " {bundle::VERSION}</code></dd>
            </dl>
            <p class="actions">
                <button type="button" class="button primary" on:click=move |_| session.download()>{words::app::download()}</button>
            </p>
            <h2>{words::hand_over::assessor()}</h2>
            <ul>
                <li>{words::hand_over::assessor_open()}</li>
                <li>{words::hand_over::assessor_check()}</li>
                <li>{words::hand_over::assessor_files()}</li>
            </ul>
            <p class="hint">{words::hand_over::limits()}</p>
        </div>
    }
}
