//! The IECEx certificate: how it can be issued, and who looks after providers
//! of security technology (RT-5, RT-6).

use exready::{
    assessment::{Command, Date, IecexOption, List, ListField, Provider, ProviderField},
    route::{self, options},
    words,
};
use leptos::prelude::*;

use crate::app::{
    browser::clock,
    parts::{
        choice::{Choice, ChoiceOption, Day, Select},
        list_form::{self, Card, Section},
    },
    session::{Session, session},
};

/// The options side by side, and the providers.
#[component]
pub fn Iecex() -> impl IntoView {
    let session = session();
    let chosen = move || {
        let option = session.read(|open| open.assessment.scope.option).flatten();
        match IecexOption::ALL.iter().position(|one| Some(*one) == option) {
            None => Some(IecexOption::ALL.len()),
            position => position,
        }
    };
    let choose = move |index: usize| {
        let mut scope = session.peek(|open| open.assessment.scope.clone()).unwrap_or_default();
        scope.option = IecexOption::ALL.get(index).copied();
        Command::PutScope(Box::new(scope))
    };
    let choices = IecexOption::ALL
        .map(options::option_name)
        .into_iter()
        .chain(std::iter::once(words::app::not_said()))
        .map(ChoiceOption::plain);
    let aspect = |aspect: options::Aspect| {
        let cell = |option: IecexOption| {
            let consequence = options::consequence(option, aspect);
            let applies = consequence.applies.map(|applies| {
                let word = if applies { words::protection::yes() } else { words::protection::no() };
                view! { <strong>{word}</strong> ". " }.into_any()
            });
            view! { <td data-label=options::option_name(option)><span>{applies}{consequence.text}</span></td> }
                .into_any()
        };
        view! {
            <tr>
                <th scope="row">{aspect.text()} " " <span class="rule">{aspect.rule()}</span></th>
                {IecexOption::ALL.map(cell).collect_view()}
            </tr>
        }
        .into_any()
    };
    let heads = IecexOption::ALL
        .map(|option| view! { <th scope="col">{options::option_name(option)}</th> }.into_any());
    let not_needed = move || {
        let route = session.read(|open| route::decision(&open.assessment).route);
        (route != Some(route::Route::IeceeForIecex))
            .then(|| view! { <p class="notice">{words::iecex::not_needed()}</p> }.into_any())
    };
    view! {
        {move || not_needed()}
        <section class="list">
            <h2>{words::iecex::title()}</h2>
            <div class="table-frame" tabindex="0" role="region" aria-label=words::iecex::title()>
                <table class="narrow">
                    <caption>{words::iecex::compare()}</caption>
                    <thead><tr><td></td>{heads.collect_view()}</tr></thead>
                    <tbody>{options::Aspect::ALL.map(aspect).collect_view()}</tbody>
                </table>
            </div>
            <Choice name="iecex-option".to_owned() legend=words::iecex::choose() options=choices.collect()
                chosen=Signal::derive(chosen) choose=choose />
        </section>
        <Providers />
    }
}

/// The providers that hold no QAR, and what is still missing about them (RT-6).
#[component]
fn Providers() -> impl IntoView {
    let session = session();
    let gaps = move || {
        session.read(|open| {
            let decision = route::decision(&open.assessment);
            let gaps =
                options::surveillance_gaps(&open.assessment, &decision, clock::today().as_ref());
            let gap = |gap: &options::SurveillanceGap| {
                view! { <p class="finding">{gap.text(&open.assessment)} " " <span class="rule">{gap.rule()}</span></p> }
                    .into_any()
            };
            gaps.iter().map(gap).collect_view()
        })
    };
    let before =
        view! { <div class="findings" aria-live="polite">{move || gaps().into_any()}</div> };
    view! {
        <Section
            title=words::providers::title
            lead=words::providers::lead()
            count=|open| open.assessment.providers.len()
            item=provider
            add=words::providers::add()
            command=|session| with(session, |all| all.push(Provider::default()))
            before=before.into_any() />
    }
}

fn with(session: Session, change: impl FnOnce(&mut Vec<Provider>)) -> Command {
    let mut all = session.peek(|open| open.assessment.providers.clone()).unwrap_or_default();
    change(&mut all);
    Command::PutList(List::Providers(all))
}

/// The provider with this index.
fn provider(index: usize) -> AnyView {
    let session = session();
    let name = move || {
        session.text(|open| match open.assessment.providers.get(index) {
            Some(provider) if !provider.name.is_empty() => provider.name.clone(),
            _ => words::providers::unnamed(&(index + 1).to_string()),
        })
    };
    let about = move || {
        session.text(|open| {
            let Some(one) = open.assessment.providers.get(index) else { return String::new() };
            list_form::joined([one.technology.as_str(), &one.certificate])
        })
    };
    let remove = move |()| {
        with(session, |all| {
            if index < all.len() {
                all.remove(index);
            }
        })
    };
    let is_empty = session
        .peek(|open| open.assessment.providers.get(index) == Some(&Provider::default()))
        == Some(true);
    view! {
        <Card label=Signal::derive(name) about=Signal::derive(about) start_open=is_empty remove=remove fields=provider_fields index=index />
    }
    .into_any()
}

/// Its fields.
fn provider_fields(index: usize) -> AnyView {
    let session = session();
    let id = move |field: &str| ["provider-", &index.to_string(), "-", field].concat();
    let text = move |field: ProviderField, label: &'static str, hint: &'static str| {
        list_form::text(ListField::Provider(field), index, label, hint)
    };
    let change = move |change: &dyn Fn(&mut Provider)| {
        with(session, |all| {
            if let Some(provider) = all.get_mut(index) {
                change(provider);
            }
        })
    };
    let valid = move || {
        session.read(|open| open.assessment.providers.get(index)?.valid_until.clone()).flatten()
    };
    let set_valid =
        move |day: Option<Date>| change(&|provider| provider.valid_until.clone_from(&day));
    let qar = move || {
        let holds = session.read(|open| open.assessment.providers.get(index)?.holds_qar).flatten();
        holds.map(|holds| if holds { 0 } else { 1 })
    };
    let set_qar = move |chosen: Option<usize>| {
        change(&|provider| provider.holds_qar = chosen.map(|index| index == 0))
    };
    let answers = [words::protection::yes(), words::protection::no()].map(str::to_owned).to_vec();
    view! {
            <div class="pair">
                {text(ProviderField::Name, words::providers::name(), "")}
                {text(ProviderField::Technology, words::providers::technology(), "")}
                {text(ProviderField::Certificate, words::providers::certificate(), "")}
                <Day id=id("valid") label=words::certificates::valid_until() day=Signal::derive(valid) command=set_valid />
                {text(ProviderField::Reporter, words::providers::reporter(), "")}
                <Select id=id("qar") label=words::providers::holds_qar() options=Signal::stored(answers.clone())
                    chosen=Signal::derive(qar) choose=set_qar />
            </div>
            {text(ProviderField::ExUpdates, words::providers::ex_updates(), words::providers::ex_updates_hint())}
    }
    .into_any()
}
