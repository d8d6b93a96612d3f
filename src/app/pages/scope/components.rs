//! What the test item consists of and works with, how the pieces are connected,
//! and the diagram of it.

use exready::{
    assessment::{
        Command, Component, ComponentField, ComponentId, Interface, InterfaceField, List, ListField,
    },
    catalogue::ComponentKind,
    ex::AccessPath,
    words,
};
use leptos::prelude::*;

use super::{diagram::Diagram, sbom};
use crate::app::{
    browser::clock,
    parts::{
        choice::{Select, Toggle},
        list_form::{self, Card, Section},
        mark,
    },
    session::{Open, Session, session},
};

/// The components, the interfaces and the diagram.
#[component]
pub fn Components() -> impl IntoView {
    view! {
        <Diagram />
        <Section
            title=words::components::title
            lead=words::components::lead()
            count=|open| open.assessment.components.len()
            item=component
            add=words::components::add()
            command=|session| with_components(session, |all| all.push(Component::new(clock::component_id())))
            beside=view! { <sbom::Import /> }.into_any() />
        <Section
            title=words::interfaces::title
            lead=words::interfaces::lead()
            count=|open| open.assessment.interfaces.len()
            item=interface
            add=words::interfaces::add()
            command=|session| with_interfaces(session, |all| all.push(Interface::default())) />
    }
}

fn with_components(session: Session, change: impl FnOnce(&mut Vec<Component>)) -> Command {
    let mut all = session.peek(|open| open.assessment.components.clone()).unwrap_or_default();
    change(&mut all);
    Command::PutList(List::Components(all))
}

fn with_interfaces(session: Session, change: impl FnOnce(&mut Vec<Interface>)) -> Command {
    let mut all = session.peek(|open| open.assessment.interfaces.clone()).unwrap_or_default();
    change(&mut all);
    Command::PutList(List::Interfaces(all))
}

/// The component with this index.
fn component(index: usize) -> AnyView {
    let session = session();
    let name = move || {
        session.text(|open| {
            let name = of(open, index).map_or("", |component| component.name.as_str());
            if name.is_empty() {
                words::components::unnamed(&(index + 1).to_string())
            } else {
                name.to_owned()
            }
        })
    };
    let about = move || {
        session.text(|open| {
            let Some(component) = of(open, index) else { return String::new() };
            let kind = component.kind.map_or("", ComponentKind::code);
            let scope = if component.in_scope { "" } else { words::components::not_in_scope() };
            list_form::joined([
                kind,
                &component.version,
                &component.supplier,
                &component.zone,
                scope,
            ])
        })
    };
    let remove = move |()| {
        let id = session.peek(|open| of(open, index).map(|component| component.id.clone()));
        // The card is gone before its component can be.
        Command::RemoveComponent(id.flatten().unwrap_or_else(clock::component_id))
    };
    let is_empty =
        session.peek(|open| of(open, index).is_none_or(|one| one.name.is_empty())) == Some(true);
    view! {
        <Card label=Signal::derive(name) about=Signal::derive(about) start_open=is_empty remove=remove fields=component_fields index=index />
    }
    .into_any()
}

/// Its fields.
fn component_fields(index: usize) -> AnyView {
    let session = session();
    let text = move |field: ComponentField, label: &'static str, hint: &'static str| {
        list_form::text(ListField::Component(field), index, label, hint)
    };
    let kind = move || {
        let kind = session.read(|open| of(open, index)?.kind).flatten();
        ComponentKind::ALL.iter().position(|one| Some(*one) == kind)
    };
    let choose = move |chosen: Option<usize>| {
        with_components(session, |all| {
            if let Some(component) = all.get_mut(index) {
                component.kind = chosen.and_then(|index| ComponentKind::ALL.get(index).copied());
            }
        })
    };
    let is_in_scope =
        move || session.read(|open| of(open, index).is_some_and(|one| one.in_scope)) == Some(true);
    view! {
            <div class="pair">
                {text(ComponentField::Name, words::components::name(), "")}
                <Select
                    id=["component-", &index.to_string(), "-kind"].concat()
                    label=words::components::kind()
                    options=Signal::stored(ComponentKind::ALL.map(mark::component_kind_text).map(str::to_owned).to_vec())
                    chosen=Signal::derive(kind)
                    choose=choose />
                {text(ComponentField::Version, words::components::version(), "")}
                {text(ComponentField::Supplier, words::components::supplier(), "")}
                {text(ComponentField::Zone, words::components::zone(), words::components::zone_hint())}
            </div>
            {text(ComponentField::Description, words::components::description(), words::components::description_hint())}
            <Toggle
                label=words::components::in_scope()
                is_on=Signal::derive(is_in_scope)
                command=move |is_on| with_components(session, |all| {
                    if let Some(component) = all.get_mut(index) {
                        component.in_scope = is_on;
                    }
                }) />
    }
    .into_any()
}

fn of(open: &Open, index: usize) -> Option<&Component> {
    open.assessment.components.get(index)
}

/// The interface with this index.
fn interface(index: usize) -> AnyView {
    let session = session();
    let name = move || {
        session.text(|open| match open.assessment.interfaces.get(index) {
            Some(interface) if !interface.name.is_empty() => interface.name.clone(),
            _ => words::interfaces::unnamed(&(index + 1).to_string()),
        })
    };
    let about = move || {
        session.text(|open| {
            let Some(interface) = open.assessment.interfaces.get(index) else {
                return String::new();
            };
            let end = |id: &Option<ComponentId>| {
                let id = id.as_ref()?;
                let all = &open.assessment.components;
                all.iter().find(|component| component.id == *id).map(|one| one.name.as_str())
            };
            let outside = words::interfaces::outside();
            let ends =
                [end(&interface.from).unwrap_or(outside), end(&interface.to).unwrap_or(outside)];
            let path = interface.path.map_or("", mark::access_text);
            list_form::joined([&ends.join(words::list::arrow()), path])
        })
    };
    let remove = move |()| {
        with_interfaces(session, |all| {
            if index < all.len() {
                all.remove(index);
            }
        })
    };
    let is_empty = session
        .peek(|open| open.assessment.interfaces.get(index).is_none_or(|one| one.name.is_empty()))
        == Some(true);
    view! {
        <Card label=Signal::derive(name) about=Signal::derive(about) start_open=is_empty remove=remove fields=interface_fields index=index />
    }
    .into_any()
}

/// Its fields.
fn interface_fields(index: usize) -> AnyView {
    let session = session();
    let change = move |change: &dyn Fn(&mut Interface)| {
        with_interfaces(session, |all| {
            if let Some(interface) = all.get_mut(index) {
                change(interface);
            }
        })
    };
    let end = move |which: &'static str,
                    label: &'static str,
                    place: fn(&mut Interface) -> &mut Option<ComponentId>| {
        let chosen = move || {
            session
                .read(|open| {
                    let mut interface = open.assessment.interfaces.get(index)?.clone();
                    let id = place(&mut interface).take()?;
                    open.assessment.components.iter().position(|component| component.id == id)
                })
                .flatten()
        };
        let choose = move |chosen: Option<usize>| {
            let id = chosen
                .and_then(|index| session.peek(|open| Some(of(open, index)?.id.clone())).flatten());
            change(&|interface| place(interface).clone_from(&id))
        };
        view! {
            <Select
                id=["interface-", &index.to_string(), "-", which].concat()
                label=label
                none=words::interfaces::outside()
                options=Signal::derive(move || names(session))
                chosen=Signal::derive(chosen)
                choose=choose />
        }
        .into_any()
    };
    let path = move || {
        let path = session.read(|open| open.assessment.interfaces.get(index)?.path).flatten();
        AccessPath::ALL.iter().position(|one| Some(*one) == path)
    };
    let choose_path = move |chosen: Option<usize>| {
        change(&|interface| {
            interface.path = chosen.and_then(|index| AccessPath::ALL.get(index).copied());
        })
    };
    view! {
            <div class="pair">
                {list_form::text(ListField::Interface(InterfaceField::Name), index, words::interfaces::name(), words::interfaces::name_hint())}
                <Select
                    id=["interface-", &index.to_string(), "-path"].concat()
                    label=words::interfaces::path()
                    options=Signal::stored(AccessPath::ALL.map(mark::access_text).map(str::to_owned).to_vec())
                    chosen=Signal::derive(path)
                    choose=choose_path />
                {end("from", words::interfaces::from(), |interface| &mut interface.from)}
                {end("to", words::interfaces::to(), |interface| &mut interface.to)}
            </div>
    }
    .into_any()
}

/// The names of the components, in their order.
fn names(session: Session) -> Vec<String> {
    let names = session.read(|open| {
        let all = open.assessment.components.iter().enumerate();
        all.map(|(index, component)| {
            if component.name.is_empty() {
                words::components::unnamed(&(index + 1).to_string())
            } else {
                component.name.clone()
            }
        })
        .collect::<Vec<_>>()
    });
    names.unwrap_or_default()
}
