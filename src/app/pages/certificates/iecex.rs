//! The IECEx certificate: how it can be issued, and who looks after providers
//! of security technology (RT-5, RT-6).

use exready::{
    assessment::{
        Command, Date, IecexOption, ListItem as _, Provider, ProviderField, ProviderId, Record,
        RecordKey, TextField,
    },
    route::{IecexAnswer, options},
    words,
};
use leptos::prelude::*;

use crate::app::{
    browser::clock,
    parts::{
        choice::{Choice, ChoiceOption, Day, Select, send},
        list_form::{self, Card, Section},
    },
    session::session,
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
        Command::put(Record::Scope(scope))
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
                <th scope="row">{aspect.text()} " " <span class="rule" translate="no">{aspect.rule()}</span></th>
                {IecexOption::ALL.map(cell).collect_view()}
            </tr>
        }
        .into_any()
    };
    let heads = IecexOption::ALL
        .map(|option| view! { <th scope="col">{options::option_name(option)}</th> }.into_any());
    let not_needed = move || {
        let answer = session.read(|open| open.results.decision.iecex);
        (answer != Some(IecexAnswer::IeceeForIecex))
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
            let decision = &open.results.decision;
            let gaps =
                options::surveillance_gaps(&open.assessment, decision, Some(&open.assessment.day));
            let gap = |gap: &options::SurveillanceGap| {
                view! { <p class="finding">{gap.text(&open.assessment)} " " <span class="rule" translate="no">{gap.rule()}</span></p> }
                    .into_any()
            };
            gaps.iter().map(gap).collect_view()
        })
    };
    // What was added stands in the list, and is offered no more.
    let suppliers = Memo::new(move |_| {
        session.read(|open| options::unlisted_suppliers(&open.assessment)).unwrap_or_default()
    });
    let supplier = move |supplier: options::Supplier| {
        let text = words::providers::add_supplier(&supplier.name, &supplier.technology);
        let add = move |_| {
            let options::Supplier { name, technology } = supplier.clone();
            let provider = Provider::new(clock::provider_id());
            send(session, Command::put(Provider { name, technology, ..provider }.record()));
        };
        view! { <li><button type="button" class="button" on:click=add>{text}</button></li> }
            .into_any()
    };
    let offered = move || {
        let suppliers = suppliers.get();
        (!suppliers.is_empty()).then(|| {
            let buttons: Vec<AnyView> = suppliers.into_iter().map(supplier).collect();
            view! {
                <p class="hint">{words::providers::suppliers()}</p>
                <ul class="plain">{buttons}</ul>
            }
            .into_any()
        })
    };
    let before = view! {
        <div class="findings" aria-live="polite">{move || gaps().into_any()}</div>
        {move || offered()}
    };
    view! {
        <Section
            title=words::providers::title
            lead=words::providers::lead()
            ids=|content| content.providers.iter().map(|one| one.id.clone()).collect()
            item=provider
            add=words::providers::add()
            command=|| {
                Command::put(Provider::new(clock::provider_id()).record())
            }
            before=before.into_any() />
    }
}

/// The card of a provider.
fn provider(id: ProviderId) -> AnyView {
    let session = session();
    let record = RecordKey::Provider(id.clone());
    let empty = Provider::new(id.clone());
    let is_empty = session
        .peek(|open| open.assessment.item::<Provider>(&id).is_none_or(|(_, one)| *one == empty));
    let id = StoredValue::new(id);
    let name = move || {
        session.text(|open| match id.with_value(|id| open.assessment.item::<Provider>(id)) {
            Some((_, provider)) if !provider.name.is_empty() => provider.name.clone(),
            Some((index, _)) => words::providers::unnamed(index + 1),
            None => String::new(),
        })
    };
    let about = move || {
        session.text(|open| match id.with_value(|id| open.assessment.item::<Provider>(id)) {
            Some((_, one)) => list_form::joined([one.technology.as_str(), &one.certificate]),
            None => String::new(),
        })
    };
    view! {
        <Card
            label=Signal::derive(name)
            about=Signal::derive(about)
            start_open=is_empty == Some(true)
            record
            fields=move |()| fields(id.get_value()) />
    }
    .into_any()
}

/// Its fields.
fn fields(id: ProviderId) -> AnyView {
    let session = session();
    let [valid_id, qar_id] = ["valid", "qar"].map(|field| format!("provider-{id}-{field}"));
    let key = id.clone();
    let text = move |field: ProviderField, label: &'static str, hint: &'static str| {
        list_form::text(TextField::Provider(key.clone(), field), label, hint)
    };
    let id = StoredValue::new(id);
    let change = move |change: &dyn Fn(&mut Provider)| list_form::changed(session, id, change);
    let valid = move || {
        session
            .read(|open| {
                id.with_value(|id| open.assessment.item::<Provider>(id))?.1.valid_until.clone()
            })
            .flatten()
    };
    let set_valid =
        move |day: Option<Date>| change(&|provider| provider.valid_until.clone_from(&day));
    let qar = move || {
        let holds = session
            .read(|open| id.with_value(|id| open.assessment.item::<Provider>(id))?.1.holds_qar)
            .flatten();
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
                <Day id=valid_id label=words::certificates::valid_until() day=Signal::derive(valid) command=set_valid />
                {text(ProviderField::Reporter, words::providers::reporter(), "")}
                <Select id=qar_id label=words::providers::holds_qar() options=Signal::stored(answers)
                    chosen=Signal::derive(qar) choose=set_qar />
            </div>
            {text(ProviderField::ExUpdates, words::providers::ex_updates(), words::providers::ex_updates_hint())}
    }
    .into_any()
}
