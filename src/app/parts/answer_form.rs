//! The answer to one requirement: verdict, statement, claimed level, evidence.

use exready::{
    assessment::{Answer, AnswerField, Command, EvidenceId, EvidenceKind, MaturityLevel, Verdict},
    catalogue::RequirementKey,
    scoring::Fact,
    words,
};
use leptos::prelude::*;

use super::{
    evidence_form::{self, EvidenceForm},
    field::{Field, Setting},
    guidance::Guidance,
    mark,
};
use crate::app::session::session;

/// The form of one requirement.
#[component]
pub fn AnswerForm(key: RequirementKey) -> impl IntoView {
    let session = session();
    let answer = Memo::new(move |_| {
        session.read(|open| open.assessment.answers.get(key).cloned()).flatten().unwrap_or_default()
    });
    let verdict = Memo::new(move |_| answer.with(|answer| answer.verdict));
    let verdicts = Verdict::ALL
        .map(|verdict| (verdict, mark::verdict_text(verdict), mark::verdict_class(verdict)))
        .to_vec();
    let levels = StoredValue::new(
        std::iter::once((None, words::answer::no_claim(), "level"))
            .chain(MaturityLevel::ALL.map(|level| (Some(level), mark::level_text(level), "level")))
            .collect::<Vec<_>>(),
    );
    view! {
        <div class="answer">
            <details class="guidance-inline">
                <summary>{words::guidance::title()}</summary>
                <Guidance key />
            </details>
            <Choice
                name=[key.id(), "-verdict"].concat()
                legend=words::answer::verdict()
                options=verdicts
                chosen=move || verdict.get()
                choose=move |verdict| Command::SetVerdict(key, verdict) />
            <Findings key />
            <Show
                when=move || verdict.get() == Verdict::NotApplicable
                fallback=move || view! {
                    <Text key answer field=AnswerField::Statement label=words::answer::statement() hint=words::answer::statement_hint() />
                    <Choice
                        name=[key.id(), "-claimed"].concat()
                        legend=words::answer::claimed()
                        options=levels.get_value()
                        chosen=move || answer.with(|answer| answer.claimed)
                        choose=move |level| Command::SetClaimed(key, level) />
                    <Support key />
                }>
                <Text key answer field=AnswerField::Justification label=words::answer::justification() hint=words::answer::justification_hint() />
                <ScopingAnalysis key answer />
            </Show>
            <Evidence key answer />
            <div class="pair">
                <Text key answer field=AnswerField::Owner label=words::answer::owner() hint=words::answer::owner_hint() />
                <Text key answer field=AnswerField::Note label=words::answer::note() hint=words::answer::note_hint() />
            </div>
        </div>
    }
}

#[component]
fn Text(
    key: RequirementKey,
    answer: Memo<Answer>,
    field: AnswerField,
    label: &'static str,
    hint: &'static str,
) -> impl IntoView {
    let id = [key.id(), "-", field.name()].concat();
    let is_long = !matches!(field, AnswerField::Owner);
    view! {
        <Field
            setting=Setting { id, label, hint, max: field.max(), is_long }
            value=move || answer.with(|answer| answer.text(field).to_owned())
            command=move |text| Command::SetAnswerText(key, field, text) />
    }
}

/// A set of radio buttons bound to the document.
#[component]
fn Choice<T: Clone + PartialEq + Send + Sync + 'static>(
    name: String,
    legend: &'static str,
    options: Vec<(T, &'static str, &'static str)>,
    chosen: impl Fn() -> T + Send + Sync + 'static,
    choose: impl Fn(T) -> Command + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let session = session();
    let chosen = Memo::new(move |_| chosen());
    view! {
        <fieldset class="choice">
            <legend>{legend}</legend>
            <div class="options">
                {options.into_iter().map(|(value, text, class)| {
                    let shown = value.clone();
                    view! {
                        <label class=["option ", class].concat()>
                            <input type="radio" name=name.clone()
                                prop:checked=move || chosen.get() == shown
                                on:change=move |_| {
                                    // A choice fits every document.
                                    let _ = session.dispatch(choose(value.clone()));
                                } />
                            <span>{text}</span>
                        </label>
                    }
                }).collect_view()}
            </div>
        </fieldset>
    }
}

/// Which document holds the SM-5 analysis behind "not applicable" (CV-6).
#[component]
fn ScopingAnalysis(key: RequirementKey, answer: Memo<Answer>) -> impl IntoView {
    let session = session();
    let items = Memo::new(move |_| titles(session));
    let chosen = Memo::new(move |_| answer.with(|answer| answer.scoping_analysis.clone()));
    let id = [key.id(), "-analysis"].concat();
    view! {
        <div class="field">
            <label for=id.clone()>{words::answer::analysis()}</label>
            <select id=id on:change=move |event| {
                let id = EvidenceId::try_from(event_target_value(&event)).ok();
                let _ = session.dispatch(Command::SetScopingAnalysis(key, id));
            }>
                <option value="" prop:selected=move || chosen.get().is_none()>{words::answer::analysis_none()}</option>
                {move || items.get().into_iter().map(|(id, title)| {
                    let is_chosen = chosen.get().as_ref() == Some(&id);
                    view! { <option value=id.to_string() prop:selected=is_chosen>{title}</option> }
                }).collect_view()}
            </select>
            <p class="hint">{words::answer::analysis_hint()}</p>
        </div>
    }
}

/// What the evidence supports, fact by fact.
#[component]
fn Support(key: RequirementKey) -> impl IntoView {
    let session = session();
    let results =
        Memo::new(move |_| session.read(|open| open.results.requirement(key).cloned()).flatten());
    let fact = |fact: Fact, text: &'static str| {
        let shown = move || {
            results
                .with(|results| results.as_ref().is_some_and(|results| results.facts.shows(fact)))
        };
        view! {
            <li class:shown=shown>
                <span class="fact-mark" aria-hidden="true"></span>
                {text}
                <span class="unseen">{move || if shown() { words::fact::shown() } else { words::fact::missing() }}</span>
            </li>
        }
    };
    let missing = move || {
        results.with(|results| {
            let results = results.as_ref()?;
            let missing: Vec<&str> = results.missing.iter().map(|missing| missing.text()).collect();
            let next = results.supported.next().text();
            (!missing.is_empty())
                .then(|| words::answer::missing(next, &missing.join(words::list::separator())))
        })
    };
    view! {
        <div class="support">
            <p>
                {words::answer::supported()} " "
                <strong>{move || results.with(|results| results.as_ref().map(|results| results.supported.text()))}</strong>
            </p>
            <ul class="facts">
                {fact(Fact::Performed, words::fact::performed())}
                {fact(Fact::Documented, words::fact::documented())}
                {fact(Fact::Repeated, words::fact::repeated())}
                {fact(Fact::Improved, words::fact::improved())}
            </ul>
            <p class="hint">{missing}</p>
        </div>
    }
}

/// The linked evidence items, and the ways to add one.
#[component]
fn Evidence(key: RequirementKey, answer: Memo<Answer>) -> impl IntoView {
    let session = session();
    let linked = Memo::new(move |_| answer.with(|answer| answer.evidence.clone()));
    let added = RwSignal::new(None::<EvidenceId>);
    let others = Memo::new(move |_| {
        let linked = linked.get();
        titles(session).into_iter().filter(|(id, _)| !linked.contains(id)).collect::<Vec<_>>()
    });
    let add = move |_| {
        added.set(Some(evidence_form::add(session, EvidenceKind::Specification, Some(key))));
    };
    let select = [key.id(), "-link"].concat();
    view! {
        <section class="evidence" aria-label=words::evidence::title()>
            <h3>{move || words::answer::evidence(linked.with(Vec::len))}</h3>
            <For each=move || linked.get() key=Clone::clone children=move |id| {
                let start_open = added.get_untracked().as_ref() == Some(&id);
                view! { <EvidenceForm id link=Some(key) start_open /> }
            } />
            <div class="actions">
                <button type="button" class="button" on:click=add>{words::answer::add_evidence()}</button>
                <Show when=move || !others.with(Vec::is_empty)>
                    <label class="unseen" for=select.clone()>{words::answer::link_evidence()}</label>
                    <select id=select.clone() on:change=move |event| {
                        if let Ok(id) = EvidenceId::try_from(event_target_value(&event)) {
                            let _ = session.dispatch(Command::Link(key, id));
                        }
                    }>
                        <option value="">{words::answer::link_evidence()}</option>
                        {move || others.get().into_iter().map(|(id, title)| view! {
                            <option value=id.to_string()>{title}</option>
                        }).collect_view()}
                    </select>
                </Show>
            </div>
        </section>
    }
}

fn titles(session: crate::app::session::Session) -> Vec<(EvidenceId, String)> {
    session
        .read(|open| {
            open.assessment
                .evidence
                .iter()
                .map(|(id, item)| (id.clone(), item.title.clone()))
                .collect()
        })
        .unwrap_or_default()
}

/// What the checks found on this requirement.
#[component]
fn Findings(key: RequirementKey) -> impl IntoView {
    let session = session();
    let findings = Memo::new(move |_| {
        session
            .read(|open| {
                let part = open.results.part(key.part())?;
                let texts = part.findings_on(key).map(|finding| {
                    (
                        mark::severity_text(finding.severity),
                        finding.check.text(&open.assessment),
                        finding.rule,
                    )
                });
                Some(texts.collect::<Vec<_>>())
            })
            .flatten()
            .unwrap_or_default()
    });
    view! {
        <div class="findings" aria-live="polite">
            {move || findings.get().into_iter().map(|(severity, text, rule)| view! {
                <p class="finding"><strong>{severity}</strong> " " {text} " " <span class="rule">{rule}</span></p>
            }).collect_view()}
        </div>
    }
}
