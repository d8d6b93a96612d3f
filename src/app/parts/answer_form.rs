//! The answer to one requirement: verdict, statement, claimed level, evidence.

use exready::{
    assessment::{
        Answer, AnswerField, AnswerKey, AnswerSubject, Command, EvidenceId, EvidenceKind,
        MaturityLevel, NoteField, NoteSubject, TextField, Verdict,
    },
    catalogue::{Levels, RequirementKey},
    results::{Fact, FindingOn, RequirementResults, is_process_scoping, needs_analysis},
    words,
};
use leptos::prelude::*;

use super::{
    choice::{Choice, ChoiceOption, Day, send},
    evidence_form::{self, EvidenceForm},
    field::{Field, Setting},
    guidance::Guidance,
    list_form, mark,
    subjects::subjects,
};
use crate::app::{
    browser::page,
    session::{Session, session},
};
use exready::keeping::Document;

/// The form of one requirement: for the whole test item, or for one of the
/// components it applies to (CV-9).
#[component]
pub fn AnswerForm(key: RequirementKey) -> impl IntoView {
    let chosen = RwSignal::new(AnswerSubject::Whole);
    let form = move || {
        let key = StoredValue::new(AnswerKey { requirement: key, subject: chosen.get() });
        view! { <Fields key /> }.into_any()
    };
    view! {
        <div class="answer">
            <details class="guidance-inline">
                <summary>{words::guidance::title()}</summary>
                <Guidance key />
            </details>
            {subjects(key, chosen)}
            {form}
        </div>
    }
}

/// The fields of one answer.
#[component]
fn Fields(key: StoredValue<AnswerKey>) -> impl IntoView {
    let session = session();
    let requirement = key.with_value(|key| key.requirement);
    let verdicts = Verdict::ALL.map(|verdict| ChoiceOption {
        text: mark::verdict_text(verdict).to_owned(),
        class: mark::verdict_class(verdict),
    });
    let verdict = move || said(session, key, |answer| answer.verdict);
    let note = TextField::Note(NoteSubject::Answer(key.get_value()), NoteField::Text);
    // Another verdict may ask for other fields; every other change leaves them alone.
    let is_not_applicable = Memo::new(move |_| verdict() == Verdict::NotApplicable);
    view! {
        <Choice
            name=format!("{}-verdict", requirement.id())
            legend=words::answer::verdict()
            options=verdicts.into()
            chosen=Signal::derive(move || Verdict::ALL.iter().position(|other| *other == verdict()))
            choose=move |index: usize| Command::SetVerdict(key.get_value(), Verdict::ALL[index]) />
        <Findings key />
        {move || if is_not_applicable.get() {
            view! { <WhyNotApplicable key /> }.into_any()
        } else {
            view! { <HowMet key /> }.into_any()
        }}
        <Evidence key />
        <div class="pair">
            <div class="owner">
                {text(key, AnswerField::Owner, words::answer::owner(), words::answer::owner_hint())}
                <Mine key />
            </div>
            <Day
                id=format!("{}-due", requirement.id())
                label=words::answer::due()
                day=Signal::derive(move || said(session, key, |answer| answer.due.clone()))
                command=move |due| Command::SetDue(key.get_value(), due) />
        </div>
        {list_form::text(note, words::answer::note(), words::answer::note_hint())}
    }
}

/// What the answer says.
fn said<T>(session: Session, key: StoredValue<AnswerKey>, read: impl FnOnce(&Answer) -> T) -> T {
    key.with_value(|key| session.answer(key, read))
}

fn text(
    key: StoredValue<AnswerKey>,
    field: AnswerField,
    label: &'static str,
    hint: &'static str,
) -> AnyView {
    let session = session();
    let id = key.with_value(|key| format!("{}-{}", key.requirement.id(), field.name()));
    let is_long = !matches!(field, AnswerField::Owner);
    view! {
        <Field
            setting=Setting { id, label, hint, is_long }
            value=Signal::derive(move || said(session, key, |answer| answer.text(field).to_owned()))
            command=move |text| Command::SetText(TextField::Answer(key.get_value(), field), text) />
    }
    .into_any()
}

/// Enters the name of who works here as the owner; asks for it where it was not said.
#[component]
fn Mine(key: StoredValue<AnswerKey>) -> impl IntoView {
    let session = session();
    let asks = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(String::new());
    let enter = move || {
        let owner = TextField::Answer(key.get_value(), AnswerField::Owner);
        send(session, Command::SetText(owner, session.me.get_untracked()));
        session.settle();
    };
    let mine = move |_| {
        if session.me.with_untracked(String::is_empty) {
            asks.set(true);
            page::focus_in(".mine input");
        } else {
            enter();
        }
    };
    let close = move || {
        asks.set(false);
        page::focus_in(".owner > .button");
    };
    let said = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = typed.get_untracked();
        match session.set_me(&name) {
            Ok(()) if name.trim().is_empty() => error.set(words::me::empty().to_owned()),
            Ok(()) => {
                error.set(String::new());
                enter();
                close();
            }
            Err(reason) => error.set(reason),
        }
    };
    let id = key.with_value(|key| format!("{}-own-name", key.requirement.id()));
    let (hint, wrong) = (format!("{id}-hint"), format!("{id}-error"));
    let ask = move || {
        view! {
            <form class="mine field" on:submit=said>
                <label for=id.clone()>{words::me::name()}</label>
                <input id=id.clone() type="text" dir="auto" autocomplete="name" aria-describedby=format!("{hint} {wrong}")
                    aria-invalid=move || error.with(|error| !error.is_empty()).then_some("true")
                    prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event)) />
                <p class="hint" id=hint.clone()>{words::me::ask_hint()}</p>
                <p class="error" id=wrong.clone()>{move || error.get()}</p>
                <p class="actions">
                    <button type="submit" class="button">{words::me::enter()}</button>
                    <button type="button" class="button quiet" on:click=move |_| close()>{words::app::cancel()}</button>
                </p>
            </form>
        }
        .into_any()
    };
    view! {
        <button type="button" class="button quiet" title=words::me::mine_title() on:click=mine>{words::me::mine()}</button>
        {move || asks.get().then(&ask)}
    }
}

/// How the requirement is met, and at which level.
#[component]
fn HowMet(key: StoredValue<AnswerKey>) -> impl IntoView {
    let session = session();
    let levels = std::iter::once(words::answer::no_claim())
        .chain(MaturityLevel::ALL.map(mark::level_text))
        .map(ChoiceOption::plain);
    // Index 0 is "no claim".
    let level = |index: usize| {
        index.checked_sub(1).and_then(|index| MaturityLevel::ALL.get(index).copied())
    };
    let claimed = move || said(session, key, |answer| answer.claimed);
    let requirement = key.with_value(|key| key.requirement);
    let has_maturity = requirement.part().part().levels == Levels::Maturity;
    view! {
        {text(key, AnswerField::Statement, words::answer::statement(), words::answer::statement_hint())}
        {has_maturity.then(|| view! {
            <Choice
                name=format!("{}-claimed", requirement.id())
                legend=words::answer::claimed()
                options=levels.collect()
                chosen=Signal::derive(move || (0..=MaturityLevel::ALL.len()).find(|index| level(*index) == claimed()))
                choose=move |index| Command::SetClaimed(key.get_value(), level(index)) />
            <Support key=requirement />
        }.into_any())}
    }
}

/// Why the requirement does not apply, and which document holds the SM-5
/// analysis behind it (CV-5, CV-6).
#[component]
fn WhyNotApplicable(key: StoredValue<AnswerKey>) -> impl IntoView {
    let session = session();
    let requirement = key.with_value(|key| key.requirement);
    let chosen = move || said(session, key, |answer| answer.scoping_analysis.clone());
    // Of SM-5 nothing makes it count (CV-6): nothing is asked for.
    if is_process_scoping(requirement) {
        return ().into_any();
    }
    view! {
        {text(key, AnswerField::Justification, words::answer::justification(), words::answer::justification_hint())}
        {needs_analysis(requirement).then(|| view! {
            <Analysis
                id=format!("{}-analysis", requirement.id())
                chosen=Signal::derive(chosen)
                choose=Callback::new(move |id| {
                    let _ = session.dispatch(Command::SetScopingAnalysis(key.get_value(), id));
                }) />
        }.into_any())}
    }
    .into_any()
}

/// The evidence item that holds an SM-5 analysis (CV-6).
#[component]
pub fn Analysis(
    /// Unique on the screen.
    id: String,
    chosen: Signal<Option<EvidenceId>>,
    choose: Callback<Option<EvidenceId>>,
) -> impl IntoView {
    let items = evidence_offered(|_| true);
    let options = move || {
        let option = |(id, title): &(EvidenceId, String)| {
            evidence_option(id, title, chosen.with(|chosen| chosen.as_ref() == Some(id)))
        };
        items.with(|items| items.iter().map(option).collect::<Vec<_>>())
    };
    view! {
        <div class="field">
            <label for=id.clone()>{words::answer::analysis()}</label>
            <select id=id on:change=move |event| choose.run(EvidenceId::try_from(event_target_value(&event)).ok())>
                <option value="" prop:selected=move || chosen.with(Option::is_none)>{words::answer::analysis_none()}</option>
                {move || options()}
            </select>
            <p class="hint">{words::answer::analysis_hint()}</p>
        </div>
    }
}

/// The evidence items of the assessment that are `offered`, with their titles.
fn evidence_offered(
    offered: impl Fn(&EvidenceId) -> bool + Send + Sync + 'static,
) -> Memo<Vec<(EvidenceId, String)>> {
    let session = session();
    Memo::new(move |_| {
        let items = session.read_evidence(|open| {
            let items = open.assessment.evidence.iter().filter(|(id, _)| offered(id));
            items.map(|(id, item)| (id.clone(), item.title.clone())).collect()
        });
        items.unwrap_or_default()
    })
}

/// An evidence item to choose from.
fn evidence_option(id: &EvidenceId, title: &str, is_chosen: bool) -> AnyView {
    view! { <option value=id.to_string() prop:selected=is_chosen>{title.to_owned()}</option> }
        .into_any()
}

/// What the evidence supports, fact by fact.
#[component]
fn Support(key: RequirementKey) -> impl IntoView {
    let session = session();
    let row = move || std::iter::once(key);
    let supported = move || {
        session.read_rows(row(), |open| {
            let results = open.results.requirement(key);
            results.map_or("", |results| results.supported.text()).to_owned()
        })
    };
    let fact = |fact: Fact, text: &'static str| {
        let shown = move || {
            let shows = |results: &RequirementResults| results.facts.shows(fact);
            let is_shown = |open: &Document| open.results.requirement(key).is_some_and(shows);
            session.read_rows(row(), is_shown) == Some(true)
        };
        view! {
            <li class:shown=shown>
                <span class="fact-mark" aria-hidden="true"></span>
                {text}
                <span class="unseen">{move || if shown() { words::fact::shown() } else { words::fact::missing() }}</span>
            </li>
        }
        .into_any()
    };
    let missing = move || {
        session.read_rows(row(), |open| {
            let Some(results) = open.results.requirement(key) else { return String::new() };
            if results.missing.is_empty() {
                return String::new();
            }
            words::answer::missing(results.supported.next().text(), &results.missing.text())
        })
    };
    view! {
        <div class="support">
            <p>{words::answer::supported()} " " <strong>{move || supported()}</strong></p>
            <ul class="facts">
                {fact(Fact::Performed, words::fact::performed())}
                {fact(Fact::Documented, words::fact::documented())}
                {fact(Fact::Repeated, words::fact::repeated())}
                {fact(Fact::Improved, words::fact::improved())}
            </ul>
            <p class="hint">{move || missing()}</p>
        </div>
    }
}

/// The linked evidence items, and the ways to add one.
#[component]
fn Evidence(key: StoredValue<AnswerKey>) -> impl IntoView {
    let session = session();
    let linked = Memo::new(move |_| {
        let linked = |answer: &Answer| answer.linked().cloned().collect::<Vec<_>>();
        said(session, key, linked)
    });
    let added = StoredValue::new(None::<EvidenceId>);
    let add = move |_| {
        added.set_value(Some(evidence_form::add(
            session,
            EvidenceKind::Specification,
            Some(key.get_value()),
        )));
    };
    let others = evidence_offered(move |id| linked.with(|linked| !linked.contains(id)));
    let options = move || {
        let option = |(id, title): &(EvidenceId, String)| evidence_option(id, title, false);
        others.with(|others| others.iter().map(option).collect::<Vec<_>>())
    };
    let has_others = Memo::new(move |_| others.with(|others| !others.is_empty()));
    let link = move || {
        let select = key.with_value(|key| format!("{}-link", key.requirement.id()));
        view! {
            <label class="unseen" for=select.clone()>{words::answer::link_evidence()}</label>
            <select id=select on:change=move |event| {
                if let Ok(id) = EvidenceId::try_from(event_target_value(&event)) {
                    let _ = session.dispatch(Command::Link(key.get_value(), id));
                }
            }>
                <option value="">{words::answer::link_evidence()}</option>
                {move || options()}
            </select>
        }
        .into_any()
    };
    view! {
        <section class="evidence" aria-label=words::evidence::title()>
            <h3>{move || words::answer::evidence(linked.with(Vec::len))}</h3>
            <For each=move || linked.get() key=Clone::clone children=move |id| {
                let start_open = added.with_value(|added| added.as_ref() == Some(&id));
                view! { <EvidenceForm id link=Some(key.get_value()) start_open /> }.into_any()
            } />
            <div class="actions">
                <button type="button" class="button" on:click=add>{words::answer::add_evidence()}</button>
                {move || has_others.get().then(link)}
            </div>
        </section>
    }
}

/// What the checks found on this answer.
#[component]
fn Findings(key: StoredValue<AnswerKey>) -> impl IntoView {
    let session = session();
    let findings = move || {
        let findings = session.read_rows(key.with_value(|key| std::iter::once(key.requirement)), |open| {
            let finding = |FindingOn { severity, rule, check, .. }: FindingOn<'_>| {
                let text = check.text(&open.assessment);
                let severity = severity.text();
                view! {
                    <p class="finding"><strong>{severity} "."</strong> " " {text} " " <span class="rule" translate="no">{rule}</span></p>
                }
                .into_any()
            };
            key.with_value(|key| {
                let found = open.results.findings_of(key.requirement);
                let own = found.filter(|found| found.component == key.component());
                own.map(finding).collect_view()
            })
        });
        findings.into_any()
    };
    let is_asked_again =
        Memo::new(move |_| said(session, key, |answer| answer.asked_again.is_some()));
    let confirm = move || {
        view! {
            <p class="actions">
                <button type="button" class="button" on:click=move |_| {
                    let _ = session.dispatch(Command::Confirm(key.get_value()));
                }>{words::answer::confirm()}</button>
            </p>
        }
        .into_any()
    };
    view! {
        <div class="findings" aria-live="polite">{move || findings()}</div>
        {move || is_asked_again.get().then(confirm)}
    }
}
