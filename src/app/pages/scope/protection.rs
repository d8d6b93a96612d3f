//! Explosion protection: what the marking says, how the equipment can be
//! reached, what is open, and what follows (EX).

use exready::{
    assessment::{
        Argument, ArgumentField, Command, ExcbReply, Record, Scope, TestItemField, TextField,
    },
    ex::{
        self, AccessPath, Advisory, Assessed, CorrectionKind, ExString, Exposure, ExposureReason,
        ExposureVerdict, Question, QuestionKind, Reading, ReasonKind, Subject, SymbolId, Technique,
        TechniqueExposure, TokenKind, WarningCode,
    },
    keeping::Document,
    route::{self, Access},
    words,
};
use leptos::prelude::*;

use super::{facts, test_item, with_facts};
use crate::app::{
    parts::{
        choice::{Choice, ChoiceOption, Toggle},
        list_form, mark,
    },
    session::{Session, session},
};

/// The most lines of a kind that are listed; a plate has few.
const SHOWN_MAX: usize = 50;

/// The explosion protection of the test item.
#[component]
pub fn Protection() -> impl IntoView {
    let session = session();
    let questions = Memo::new(move |_| {
        let asked = session.read(|open| {
            let all = open.results.exposure.questions.iter();
            // What is asked of an argument stands below the argument.
            all.filter(|asked| asked.kind != QuestionKind::Argument).copied().collect::<Vec<_>>()
        });
        asked.unwrap_or_default()
    });
    let has_questions = Memo::new(move |_| questions.with(|questions| !questions.is_empty()));
    let access = move |path: AccessPath| {
        let has = move || {
            facts(session, |facts| facts.access.as_ref().is_some_and(|all| all.contains(&path)))
        };
        view! {
            <Toggle label=mark::access_text(path) is_on=Signal::derive(has)
                command=move |is_on| with_facts(session, |facts| set_access(facts, path, is_on)) />
        }
        .into_any()
    };
    let has_none = move || facts(session, |facts| facts.access.as_ref().is_some_and(Vec::is_empty));
    let no_access =
        move |is_on: bool| with_facts(session, |facts| facts.access = is_on.then(Vec::new));
    let is_not_protected = move || facts(session, |facts| facts.not_protected);
    let not_protected = move |is_on: bool| with_facts(session, |facts| facts.not_protected = is_on);
    let technique = move |technique: Technique| {
        let is_ticked = move || facts(session, |facts| facts.techniques.contains(&technique));
        let tick = move |is_on: bool| {
            with_facts(session, |facts| {
                facts.techniques.retain(|other| *other != technique);
                if is_on {
                    facts.techniques.push(technique);
                }
            })
        };
        view! { <Toggle label=technique.text() is_on=Signal::derive(is_ticked) command=tick /> }
            .into_any()
    };
    view! {
        <section class="fields">
            {test_item::field(TestItemField::Marking)}
        </section>
        {move || session.read(|open| reading(&ex::read(&open.assessment.test_item.marking))).into_any()}
        <details class="more">
            <summary>{words::protection::ticked()}</summary>
            <div class="options">
                {Technique::ALL.map(technique).collect_view()}
                <Toggle label=words::protection::not_protected() is_on=Signal::derive(is_not_protected) command=not_protected />
            </div>
        </details>
        <section class="fields">
            <h2>{words::protection::access()}</h2>
            <p class="hint">{words::protection::access_hint()}</p>
            <div class="options" role="group" aria-label=words::protection::access()>
                {AccessPath::ALL.map(access).collect_view()}
                <Toggle label=words::protection::no_access() is_on=Signal::derive(has_none) command=no_access />
            </div>
            {move || session.read(unnamed_paths).flatten()}
        </section>
        {move || has_questions.get().then(|| view! {
            <section class="fields">
                <h2>{words::protection::questions()}</h2>
                // An answer may bring another question; those that are there stay as
                // they are, with the focus.
                <For each=move || questions.get() key=|question| (question.kind, question.subject)
                    children=move |question| ask(session, question) />
            </section>
        }.into_any())}
        <Arguments />
        <section class="list">
            <h2>{words::protection::result()}</h2>
            {move || session.read(|open| result(&open.results.exposure)).into_any()}
        </section>
    }
}

/// What the applicant says of each technique that could be exposed and has a path:
/// whether software can reach what it relies on (EX-7).
#[component]
fn Arguments() -> impl IntoView {
    let session = session();
    // Only another list of techniques makes another form.
    let techniques = Memo::new(move |_| {
        let argued = session.read(|open| {
            let has_path = open.results.decision.situation.access == Access::Path;
            let rows = open.results.exposure.rows.iter();
            let rows = rows.filter(|row| has_path && row.is_arguable());
            rows.map(|row| row.technique).collect::<Vec<_>>()
        });
        argued.unwrap_or_default()
    });
    let weak_path = move || {
        let is_weak = facts(session, |facts| {
            facts.access.as_ref().is_some_and(|paths| {
                let weak = [AccessPath::RemovableMedia, AccessPath::ServicePort];
                !paths.is_empty() && paths.iter().all(|path| weak.contains(path))
            })
        });
        is_weak.then(|| view! { <p class="hint">{words::argument::weak_path()}</p> }.into_any())
    };
    move || {
        let techniques = techniques.get();
        (!techniques.is_empty()).then(|| {
            let form = |technique: Technique| argument(session, technique);
            view! {
                <section class="fields">
                    <h2>{words::argument::title()}</h2>
                    <p class="hint">{words::argument::lead()}</p>
                    {weak_path}
                    {techniques.into_iter().map(form).collect_view()}
                </section>
            }
            .into_any()
        })
    }
}

/// The argument about one technique.
fn argument(session: Session, technique: Technique) -> AnyView {
    use words::argument as say;
    let changeable = move || {
        let argument =
            session.read(|open| Some(open.assessment.arguments.get(&technique)?.changeable));
        argument.flatten()
    };
    let choose = move |index: usize| {
        let changeable = [Some(true), Some(false), None].get(index).copied().flatten();
        let said = session.peek(|open| open.assessment.arguments.get(&technique).cloned());
        let reason = said.flatten().map(|said| said.reason).unwrap_or_default();
        let argument = changeable.map(|changeable| Argument { changeable, reason });
        Command::put(Record::Argument(technique, argument))
    };
    let is_missing = move || {
        let missing = session.read(|open| {
            open.assessment.arguments.get(&technique).is_some_and(|said| !said.is_given())
        });
        missing == Some(true)
    };
    let reason = move |changeable: bool| {
        let (label, hint) = if changeable {
            (say::by(), say::by_hint())
        } else {
            (say::because(), say::because_hint())
        };
        let field = TextField::Argument(technique, ArgumentField::Reason);
        view! {
            {list_form::text(field, label, hint)}
            {move || is_missing().then(|| view! { <p class="finding">{say::reason_missing()}</p> }.into_any())}
        }
        .into_any()
    };
    let options = [say::yes(), say::no(), say::open()].map(ChoiceOption::plain);
    let said = Memo::new(move |_| changeable());
    let question = Question {
        kind: QuestionKind::Argument,
        subject: Some(Subject::Technique(technique)),
        answered: false,
    };
    let is_for_excb = Memo::new(move |_| {
        let asked = session.read(|open| {
            let mut asked = open.results.exposure.questions.iter();
            asked.any(|one| (one.kind, one.subject) == (question.kind, question.subject))
        });
        asked == Some(true)
    });
    view! {
        <Choice name=format!("argument-{}-answer", technique.code()) legend=say::legend(technique.text())
            options=options.into() choose=choose
            chosen=Signal::derive(move || Some(match said.get() { Some(true) => 0, Some(false) => 1, None => 2 })) />
        {move || said.get().map(reason)}
        {move || is_for_excb.get().then(|| ask(session, question))}
    }
    .into_any()
}

/// The access paths that interfaces have and the answer leaves out.
fn unnamed_paths(open: &Document) -> Option<AnyView> {
    let left_out = route::unnamed_paths(&open.assessment);
    let left_out: Vec<&str> = left_out.into_iter().map(mark::access_text).collect();
    (!left_out.is_empty()).then(|| {
        let paths = left_out.join(words::list::separator());
        view! { <p class="finding">{words::protection::unnamed_paths(&paths)}</p> }.into_any()
    })
}

/// "None of these" goes away when a path is named, and does not come by itself.
fn set_access(facts: &mut Scope, path: AccessPath, is_on: bool) {
    let mut paths = facts.access.take().unwrap_or_default();
    paths.retain(|other| *other != path);
    if is_on {
        paths.push(path);
    }
    facts.access = (!paths.is_empty()).then_some(paths);
}

/// What the marking says, string by string, and what had to be changed to read it.
fn reading(reading: &Reading) -> AnyView {
    if reading.text.trim().is_empty() {
        return ().into_any();
    }
    let said = |label: &'static str, text: String| {
        (!text.is_empty()).then(|| {
            view! { <dt>{label}</dt><dd><code translate="no">{text}</code></dd> }.into_any()
        })
    };
    let string = |string: &ExString| {
        view! {
            <dl class="facts-list">
                {said(words::protection::symbols(), string.symbols_text().replace('_', " "))}
                {said(words::protection::group(), string.groups_text())}
                {said(words::protection::temperature(), string.temperatures_text())}
                {said(words::protection::epl(), string.epl_text())}
            </dl>
        }
        .into_any()
    };
    let corrections = reading.corrections.iter().take(SHOWN_MAX).map(|correction| {
        let stood = correction.span.slice(&reading.text);
        view! {
            <li>{words::protection::read_as(stood, &correction.read_as)} " " <span class="rule" translate="no">{correction_text(correction.kind)}</span></li>
        }
        .into_any()
    });
    let warnings = reading.warnings.iter().take(SHOWN_MAX).map(|warning| {
        let stands = warning.span.slice(&reading.text);
        view! { <li><strong>{stands.to_owned()}</strong> " " {warning_text(warning.code)}</li> }
            .into_any()
    });
    let rest = [reading.strings.len(), reading.corrections.len(), reading.warnings.len()]
        .into_iter()
        .chain(std::iter::once(reading.unknown().count()))
        .map(|count| count.saturating_sub(SHOWN_MAX))
        .sum::<usize>();
    let rest = (rest > 0)
        .then(|| view! { <p class="hint">{words::protection::rest(rest)}</p> }.into_any());
    let unknown: Vec<&str> = reading.unknown().take(SHOWN_MAX).collect();
    let unknown = (!unknown.is_empty()).then(|| {
        let all = unknown.join(words::list::separator());
        view! { <p class="finding">{words::protection::unknown(&all)}</p> }.into_any()
    });
    let also = reading.tokens.iter().filter(|token| {
        matches!(
            token.kind,
            TokenKind::Suffix
                | TokenKind::DustZone
                | TokenKind::Ip
                | TokenKind::Ambient
                | TokenKind::Category
                | TokenKind::Nec
                | TokenKind::Certificate
        )
    });
    let also: Vec<&str> =
        also.take(SHOWN_MAX).map(|token| token.span.slice(&reading.text)).collect();
    let also = (!also.is_empty()).then(|| {
        let all = also.join(words::list::separator());
        view! { <p class="hint">{words::protection::also(&all)}</p> }.into_any()
    });
    let left: Vec<&str> = reading.left_aside().take(SHOWN_MAX).collect();
    let left = (!left.is_empty()).then(|| {
        let all = left.join(words::list::separator());
        view! { <p class="hint">{words::protection::left_aside(&all)}</p> }.into_any()
    });
    let list = |title: &'static str, items: Vec<AnyView>| {
        (!items.is_empty())
            .then(|| view! { <h3>{title}</h3><ul class="plain">{items}</ul> }.into_any())
    };
    view! {
        <section class="reading" aria-label=words::protection::reading()>
            <h3>{words::protection::reading()}</h3>
            {reading.strings.iter().take(SHOWN_MAX).map(string).collect_view()}
            {reading.strings.is_empty().then(|| view! { <p class="empty">{words::protection::no_string()}</p> }.into_any())}
            {also}
            {left}
            {unknown}
            {list(words::protection::corrections(), corrections.collect())}
            {list(words::protection::warnings(), warnings.collect())}
            {rest}
        </section>
    }
    .into_any()
}

/// A question about the protection, with the way to answer it.
fn ask(session: Session, question: Question) -> AnyView {
    let kind = question.kind;
    match kind {
        QuestionKind::WhichOfH | QuestionKind::WhichOfN => {
            let symbols = kind.choices().iter().filter_map(|code| SymbolId::find(code));
            let option = move |symbol: SymbolId| {
                let is_on = move || facts(session, |facts| which(facts, kind).contains(&symbol));
                let set = move |is_on: bool| {
                    with_facts(session, |facts| {
                        let all = which_mut(facts, kind);
                        all.retain(|other| *other != symbol);
                        if is_on {
                            all.push(symbol);
                        }
                    })
                };
                view! { <Toggle label=symbol.code() is_on=Signal::derive(is_on) command=set /> }
                    .into_any()
            };
            view! {
                <fieldset class="choice">
                    <legend>{question_text(question)} " " <span class="rule" translate="no">{kind.rule()}</span></legend>
                    <div class="options">{symbols.map(option).collect_view()}</div>
                </fieldset>
            }
            .into_any()
        }
        QuestionKind::NotInTable
        | QuestionKind::Argument
        | QuestionKind::ProgrammableElectronics
        | QuestionKind::SafetyDevice => {
            let answers =
                [words::protection::yes(), words::protection::no(), words::app::not_said()];
            let options = answers.map(ChoiceOption::plain);
            let reply = move || {
                let said = facts(session, |facts| said(facts, question));
                Some(match said {
                    Some(true) => 0,
                    Some(false) => 1,
                    None => 2,
                })
            };
            let say = move |index: usize| {
                let reply = [Some(true), Some(false), None].get(index).copied().flatten();
                with_facts(session, |facts| set_said(facts, question, reply))
            };
            // One subject may be asked about twice: as what the table lacks, and as argued.
            let subject = question.subject.map_or_else(String::new, Subject::code);
            let name = format!("{}-{subject}", kind.code());
            view! {
                <Choice name=format!("question-{name}") legend=question_text(question)
                    options=options.into() chosen=Signal::derive(reply) choose=say />
            }
            .into_any()
        }
    }
}

fn which(facts: &Scope, kind: QuestionKind) -> &[SymbolId] {
    if kind == QuestionKind::WhichOfN { &facts.ex.which_of_n } else { &facts.ex.which_of_h }
}

fn which_mut(facts: &mut Scope, kind: QuestionKind) -> &mut Vec<SymbolId> {
    if kind == QuestionKind::WhichOfN { &mut facts.ex.which_of_n } else { &mut facts.ex.which_of_h }
}

/// What was answered to a question of yes or no.
fn said(facts: &Scope, question: Question) -> Option<bool> {
    match (question.kind, question.subject) {
        (QuestionKind::ProgrammableElectronics, _) => facts.ex.programmable_electronics,
        (QuestionKind::SafetyDevice, _) => facts.ex.safety_device,
        (_, subject) => facts.ex.excb_says(subject?),
    }
}

fn set_said(facts: &mut Scope, question: Question, said: Option<bool>) {
    match (question.kind, question.subject) {
        (QuestionKind::ProgrammableElectronics, _) => facts.ex.programmable_electronics = said,
        (QuestionKind::SafetyDevice, _) => facts.ex.safety_device = said,
        (_, Some(about)) => {
            facts.ex.excb.retain(|reply| reply.about != about);
            facts.ex.excb.extend(said.map(|exposed| ExcbReply { about, exposed }));
        }
        (_, None) => {}
    }
}

/// The verdict with its reasons, then technique by technique.
fn result(assessed: &Assessed) -> AnyView {
    let reason = |reason: &ExposureReason| {
        view! { <li>{reason_text(reason)} " " <span class="rule" translate="no">{reason.kind.rule()}</span></li> }
            .into_any()
    };
    let row = |row: &TechniqueExposure| {
        let written = |symbol: &SymbolId| symbol.code().replace('_', " ");
        let named = row.own.iter().map(written);
        let bracketed = row.associated.iter().map(|symbol| format!("[{}]", written(symbol)));
        let ticked = row.ticked.then(|| words::protection::by_hand().to_owned());
        let named: Vec<String> = named.chain(bracketed).chain(ticked).collect();
        let note = row
            .protects_another_device()
            .then(words::protection::another_device)
            .unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{row.technique.text()}</th>
                <td data-label=words::protection::exposure()>{exposure_text(row.exposure)}</td>
                <td data-label=words::protection::named_by()><code translate="no">{named.join(" ")}</code></td>
                <td>{note}</td>
            </tr>
        }
        .into_any()
    };
    let table = (!assessed.rows.is_empty()).then(|| {
        view! {
            <div class="table-frame" tabindex="0" role="region" aria-label=words::protection::table()>
                <table class="narrow">
                    <caption>{words::protection::table()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words::protection::technique()}</th>
                            <th scope="col">{words::protection::exposure()}</th>
                            <th scope="col">{words::protection::named_by()}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{assessed.rows.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    });
    let is_open = assessed.advisory == Advisory::Open
        || matches!(
            assessed.verdict,
            ExposureVerdict::Undecided | ExposureVerdict::AskExcb | ExposureVerdict::Argued
        );
    view! {
        <div class="answer-line" class:attention=is_open aria-live="polite">
            <p><strong>{verdict_text(assessed.verdict)}</strong></p>
            <ul class="plain">{assessed.reasons.iter().map(reason).collect_view()}</ul>
        </div>
        {table}
    }
    .into_any()
}

fn exposure_text(exposure: Exposure) -> &'static str {
    match exposure {
        Exposure::Possible => words::protection::possible(),
        Exposure::No => words::protection::not_possible(),
        Exposure::Ask => words::protection::ask_excb(),
    }
}

fn verdict_text(verdict: ExposureVerdict) -> &'static str {
    use words::exposure as say;
    match verdict {
        ExposureVerdict::Exposed => say::exposed(),
        ExposureVerdict::PossibleWithoutPath => say::possible_without_path(),
        ExposureVerdict::Argued => say::argued(),
        ExposureVerdict::NotExposed => say::not_exposed(),
        ExposureVerdict::AskExcb => say::ask_excb(),
        ExposureVerdict::Undecided => say::undecided(),
    }
}

fn subject_text(subject: Option<Subject>) -> String {
    match subject {
        Some(Subject::Symbol(symbol)) => symbol.code().replace('_', " "),
        Some(Subject::Technique(technique)) => technique.text().to_owned(),
        Some(Subject::Advisory(QuestionKind::ProgrammableElectronics)) => {
            words::ex_question::monitoring().to_owned()
        }
        Some(Subject::Advisory(_)) => words::ex_question::device().to_owned(),
        None => String::new(),
    }
}

fn question_text(question: Question) -> String {
    use words::ex_question as say;
    match question.kind {
        QuestionKind::WhichOfH => say::which_of_h().to_owned(),
        QuestionKind::WhichOfN => say::which_of_n().to_owned(),
        QuestionKind::NotInTable => match question.subject {
            Some(Subject::Advisory(QuestionKind::ProgrammableElectronics)) => {
                say::excb_on_monitoring().to_owned()
            }
            Some(Subject::Advisory(_)) => say::excb_on_safety_device().to_owned(),
            subject => say::not_in_table(&subject_text(subject)),
        },
        QuestionKind::Argument => say::argument(&subject_text(question.subject)),
        QuestionKind::ProgrammableElectronics => say::programmable_electronics().to_owned(),
        QuestionKind::SafetyDevice => say::safety_device().to_owned(),
    }
}

fn reason_text(reason: &ExposureReason) -> String {
    use words::ex_reason as say;
    let subject = subject_text(reason.subject);
    match reason.kind {
        ReasonKind::TechniquePossible => say::technique_possible(&subject),
        ReasonKind::TechniqueNotExposed => say::technique_not_exposed(&subject),
        ReasonKind::ProtectsAnotherDevice => say::protects_another_device(&subject),
        ReasonKind::NothingNamed => say::nothing_named().to_owned(),
        ReasonKind::NotProtected => say::not_protected().to_owned(),
        ReasonKind::SymbolNotUnderstood => say::symbol_not_understood().to_owned(),
        ReasonKind::OpenH => say::open_h().to_owned(),
        ReasonKind::AccessPath => say::access_path().to_owned(),
        ReasonKind::NoAccessPath => say::no_access_path().to_owned(),
        ReasonKind::AccessUnanswered => say::access_unanswered().to_owned(),
        ReasonKind::AdvisoryYes => say::advisory_yes().to_owned(),
        ReasonKind::AdvisoryOpen => say::advisory_open().to_owned(),
        ReasonKind::NotInTable => say::not_in_table(&subject),
        ReasonKind::ArguedNotReachable => say::argued_not_reachable(&subject),
        ReasonKind::ExcbSaysExposed => say::excb_says_exposed(&subject),
        ReasonKind::ExcbSaysNotExposed => say::excb_says_not_exposed(&subject),
        ReasonKind::MostExposedOfN => say::most_exposed_of_n().to_owned(),
    }
}

fn correction_text(kind: CorrectionKind) -> &'static str {
    use words::correction as say;
    match kind {
        CorrectionKind::LookAlike => say::look_alike(),
        CorrectionKind::Numeral => say::numeral(),
        CorrectionKind::Width => say::width(),
        CorrectionKind::Subscript => say::subscript(),
        CorrectionKind::Glued => say::glued(),
        CorrectionKind::Spaced => say::spaced(),
        CorrectionKind::Ocr => say::ocr(),
        CorrectionKind::Case => say::case(),
        CorrectionKind::Unit => say::unit(),
        CorrectionKind::Fahrenheit => say::fahrenheit(),
        CorrectionKind::Bracket => say::bracket(),
        CorrectionKind::Spelling => say::spelling(),
    }
}

fn warning_text(code: WarningCode) -> &'static str {
    use words::ex_warning as say;
    match code {
        WarningCode::EplAboveLevel => say::epl_above_level(),
        WarningCode::EplBelowLevel => say::epl_below_level(),
        WarningCode::EplOtherThanGroup => say::epl_other_than_group(),
        WarningCode::SymbolNotForGas => say::symbol_not_for_gas(),
        WarningCode::SymbolNotForDust => say::symbol_not_for_dust(),
        WarningCode::SymbolNotForMining => say::symbol_not_for_mining(),
        WarningCode::CategoryOtherThanEpl => say::category_other_than_epl(),
        WarningCode::CategoryOtherThanGroup => say::category_other_than_group(),
        WarningCode::CategoryIncomplete => say::category_incomplete(),
        WarningCode::DustWithTemperatureClass => say::dust_with_temperature_class(),
        WarningCode::MiningWithTemperatureClass => say::mining_with_temperature_class(),
        WarningCode::AssociatedWithTemperatureClass => say::associated_with_temperature_class(),
        WarningCode::ComponentWithTemperatureClass => say::component_with_temperature_class(),
        WarningCode::GasAndDustInOneString => say::gas_and_dust_in_one_string(),
        WarningCode::MissingSymbol => say::missing_symbol(),
        WarningCode::MissingGroup => say::missing_group(),
        WarningCode::MissingExMark => say::missing_ex_mark(),
        WarningCode::UnknownSymbol => say::unknown_symbol(),
        WarningCode::EplInPlaceOfSymbol => say::epl_in_place_of_symbol(),
        WarningCode::AllUpperCase => say::all_upper_case(),
        WarningCode::UnclosedBracket => say::unclosed_bracket(),
        WarningCode::UnopenedBracket => say::unopened_bracket(),
        WarningCode::UnusualSurfaceTemperature => say::unusual_surface_temperature(),
    }
}
