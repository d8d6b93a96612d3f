//! Hand over: the bundle, what is in it, and how it is checked.

use exready::{bundle, scoring::PartResults, words};
use leptos::prelude::*;

use super::select::profiles::InEffect;
use crate::app::session::session;

/// The bundle of the open assessment.
#[component]
pub fn HandOver() -> impl IntoView {
    let session = session();
    // Sealing is the one costly thing here: once a change, for both lines.
    let sealed = Memo::new(move |_| {
        let sealed = session.sealed()?;
        Some((words::hand_over::bytes(&sealed.bytes.len().to_string()), sealed.digest))
    });
    let sealed = move || sealed.get().unwrap_or_default();
    let content =
        move || session.text(|open| words::hand_over::items(open.assessment.evidence.len()));
    let part = |part: &PartResults| {
        let coverage = &part.coverage;
        let verdicts = words::hand_over::verdicts(
            &coverage.passed.to_string(),
            &coverage.failed.to_string(),
            &coverage.not_applicable.to_string(),
            &(coverage.not_evaluated - coverage.failed).to_string(),
        );
        let text = words::hand_over::of_part(part.part.code(), &verdicts);
        view! { <dd>{text}</dd> }.into_any()
    };
    let parts = move || {
        let parts = session.read(|open| open.results.parts.iter().map(part).collect::<Vec<_>>());
        parts.unwrap_or_default()
    };
    let findings = move || match session.read(|open| open.results.finding_count()) {
        None | Some(0) => None,
        Some(count) => {
            Some(view! { <p class="notice">{words::hand_over::findings(count)}</p> }.into_any())
        }
    };
    view! {
        <div class="page">
            <h1 tabindex="-1">{words::hand_over::title()}</h1>
            <p class="lead">{words::hand_over::lead()}</p>
            {move || findings()}
            <InEffect />
            <dl class="facts-list">
                <dt>{words::hand_over::file()}</dt>
                <dd><code>{move || session.text(|open| bundle::file_name(&open.assessment))}</code></dd>
                <dt>{words::hand_over::size()}</dt>
                <dd>{move || sealed().0}</dd>
                <dt>{words::hand_over::content()}</dt>
                {move || parts().into_any()}
                <dd>{move || content()}</dd>
                <dt>{words::hand_over::digest()}</dt>
                <dd><code class="digest">{move || sealed().1}</code></dd>
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
