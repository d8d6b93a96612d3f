//! Hand over: the bundle, what is in it, and how it is checked.

use exready::{
    assessment::AssessmentId,
    bundle::{self, Notes},
    results::{OpenPoint, PartResults, open_points},
    words,
};
use leptos::prelude::*;

use super::select::profiles::InEffect;
use crate::app::{
    route::{ResultsTab, Route, RouteTab, ScopeTab},
    session::session,
};

/// What is open, with the way to where it is settled.
fn open_point(id: &AssessmentId, point: OpenPoint) -> AnyView {
    use words::hand_over as say;
    let id = id.clone();
    let (text, route) = match point {
        OpenPoint::Applicant => {
            (say::no_applicant().to_owned(), Route::Scope(id, ScopeTab::Applicant))
        }
        OpenPoint::TestItem => {
            (say::no_test_item().to_owned(), Route::Scope(id, ScopeTab::TestItem))
        }
        OpenPoint::Selection => (say::nothing_selected().to_owned(), Route::select(id)),
        OpenPoint::Route(count) => (say::route_open(count), Route::certificates(id)),
        OpenPoint::Excb => (say::excb_decides().to_owned(), Route::certificates(id)),
        OpenPoint::SetAside(count) => (say::set_aside(count), Route::select(id)),
        OpenPoint::Unanswered(count) => {
            (say::unanswered(count), Route::Results(id, ResultsTab::Gaps))
        }
        OpenPoint::Blocking(count) => {
            (say::blocking(count), Route::Results(id, ResultsTab::Findings))
        }
        OpenPoint::Placeholders(count) => {
            (say::placeholders(count), Route::Certificates(id, RouteTab::Texts))
        }
    };
    view! { <li><a href=route.href()>{text}</a></li> }.into_any()
}

/// What goes into the file and what stays, with the choice for the internal notes.
#[component]
fn Staying(leaves_notes: RwSignal<bool>) -> impl IntoView {
    use words::hand_over as say;
    let session = session();
    let count = Memo::new(move |_| session.read(|open| open.assessment.notes.len()));
    let choice = move |count: usize| {
        view! {
            <label class="option">
                <input type="checkbox" aria-describedby="notes-effect" prop:checked=move || leaves_notes.get()
                    on:change=move |event| leaves_notes.set(event_target_checked(&event)) />
                <span>{say::leave_notes(count)}</span>
            </label>
            <p id="notes-effect" aria-live="polite">
                <span>{move || if leaves_notes.get() { say::notes_stay() } else { say::notes_go() }}</span>
            </p>
            <p class="hint">{say::whole_copy()}</p>
        }
        .into_any()
    };
    view! {
        <section class="fields goes">
            <h2>{say::goes()}</h2>
            {move || count.get().filter(|count| *count > 0).map(choice)}
            <p>{say::goes_too()}</p>
        </section>
    }
}

/// The bundle of the open assessment.
#[component]
pub fn HandOver() -> impl IntoView {
    let session = session();
    // Every time anew: nobody sends notes because of a tick of last week.
    let leaves_notes = RwSignal::new(true);
    let notes = move || if leaves_notes.get() { Notes::Stay } else { Notes::Go };
    // Sealing is the one costly thing here: once a change, for both lines.
    let sealed = session.sealed(notes);
    let size = move || sealed.get().map(|(size, _)| words::file_size(size));
    let digest = move || sealed.get().map(|(_, digest)| digest);
    let content =
        move || session.text(|open| words::hand_over::items(open.assessment.evidence.len()));
    let part = |part: &PartResults| {
        let coverage = &part.coverage;
        let verdicts = words::hand_over::verdicts(
            coverage.passed,
            coverage.failed,
            coverage.not_applicable,
            coverage.not_evaluated - coverage.failed,
        );
        let mut text = words::hand_over::of_part(part.part.code(), &verdicts);
        // Of 3-3 and 4-2 the target selects: what it leaves out is not owed.
        if coverage.in_scope < coverage.total {
            let in_scope = words::hand_over::in_scope(coverage.in_scope);
            text.extend([words::list::dot(), &in_scope]);
        }
        view! { <dd>{text}</dd> }.into_any()
    };
    let parts = move || {
        let parts = session.read(|open| open.results.parts.iter().map(part).collect::<Vec<_>>());
        parts.unwrap_or_default()
    };
    let open = move || {
        let points = session.read(|open| {
            let id = &open.assessment.id;
            let points = open_points(&open.assessment, &open.results);
            points.into_iter().map(|point| open_point(id, point)).collect::<Vec<_>>()
        });
        points.filter(|points| !points.is_empty()).map(|points| {
            view! {
                <section class="open-points" aria-label=words::hand_over::open()>
                    <h2>{words::hand_over::open()}</h2>
                    <ul class="reasons">{points}</ul>
                </section>
            }
            .into_any()
        })
    };
    let findings = move || {
        let counts = session.read(|open| open.results.counts()).unwrap_or_default();
        (counts.without_open() > 0).then(|| {
            let id = session.peek(|open| open.assessment.id.clone());
            let href = id.map(|id| Route::Results(id, ResultsTab::Findings).href());
            view! {
                <p class="finding">{words::hand_over::findings(counts.without_open())} " " <a href=href>{counts.text()}</a></p>
            }
            .into_any()
        })
    };
    view! {
        <div class="page">
            <h1 tabindex="-1">{words::hand_over::title()}</h1>
            <p class="lead">{words::hand_over::lead()}</p>
            {move || open()}
            {move || findings()}
            <InEffect />
            <dl class="facts-list">
                <dt>{words::hand_over::file()}</dt>
                <dd><code translate="no">{move || session.text(|open| bundle::file_name(&open.assessment))}</code></dd>
                <dt>{words::hand_over::size()}</dt>
                <dd>{size}</dd>
                <dt>{words::hand_over::content()}</dt>
                {move || parts().into_any()}
                <dd>{move || content()}</dd>
                <dt>{words::hand_over::digest()}</dt>
                <dd><code class="digest" translate="no">{digest}</code></dd>
                <dt>{words::hand_over::format()}</dt>
                <dd><code translate="no">{bundle::FORMAT} " " {bundle::VERSION}</code></dd>
            </dl>
            <Staying leaves_notes />
            <p class="actions">
                <button type="button" class="button primary" on:click=move |_| session.download(untrack(notes))>{words::hand_over::download()}</button>
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
