//! What the test item consists of and works with, how the pieces are connected,
//! and the diagram of it.

use exready::{
    assessment::{
        Command, Component, ComponentField, ComponentId, Interface, InterfaceField, InterfaceId,
        ListItem as _, RecordKey, TextField,
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
    session::{Session, session},
};

/// The components, the interfaces and the diagram.
#[component]
pub fn Components() -> impl IntoView {
    view! {
        <Diagram />
        <Section
            title=words::components::title
            lead=words::components::lead()
            ids=|content| content.components.iter().map(|one| one.id.clone()).collect()
            item=component
            add=words::components::add()
            command=|| {
                Command::put(Component::new(clock::component_id()).record())
            }
            beside=view! { <sbom::Import /> }.into_any() />
        <Section
            title=words::interfaces::title
            lead=words::interfaces::lead()
            ids=|content| content.interfaces.iter().map(|one| one.id.clone()).collect()
            item=interface
            add=words::interfaces::add()
            command=|| {
                Command::put(Interface::new(clock::interface_id()).record())
            } />
    }
}

/// The card of a component.
fn component(id: ComponentId) -> AnyView {
    let session = session();
    let record = RecordKey::Component(id.clone());
    let is_empty = session.peek(|open| {
        open.assessment.item::<Component>(&id).is_none_or(|(_, one)| one.name.is_empty())
    }) == Some(true);
    let id = StoredValue::new(id);
    let read = move |read: fn(usize, &Component) -> String| {
        session.text(|open| {
            let found = id.with_value(|id| open.assessment.item::<Component>(id));
            found.map(|(index, component)| read(index, component)).unwrap_or_default()
        })
    };
    let about = |_, component: &Component| {
        let kind = component.kind.map_or("", ComponentKind::code);
        let scope = if component.in_scope { "" } else { words::components::not_in_scope() };
        list_form::joined([kind, &component.version, &component.supplier, &component.zone, scope])
    };
    view! {
        <Card
            label=Signal::derive(move || read(|index, component| component.called(index)))
            about=Signal::derive(move || read(about))
            start_open=is_empty
            record
            fields=move |()| component_fields(id.get_value()) />
    }
    .into_any()
}

/// Its fields.
fn component_fields(id: ComponentId) -> AnyView {
    let session = session();
    let name = id.clone();
    let text = move |field: ComponentField, label: &'static str, hint: &'static str| {
        list_form::text(TextField::Component(name.clone(), field), label, hint)
    };
    let select = format!("component-{id}-kind");
    let id = StoredValue::new(id);
    let kind = move || {
        let kind =
            session.read(|open| id.with_value(|id| open.assessment.item::<Component>(id))?.1.kind);
        ComponentKind::ALL.iter().position(|one| Some(*one) == kind.flatten())
    };
    let choose = move |chosen: Option<usize>| {
        let kind = chosen.and_then(|index| ComponentKind::ALL.get(index).copied());
        list_form::changed(session, id, |component: &mut Component| component.kind = kind)
    };
    let is_in_scope = move || {
        session
            .read(|open| {
                id.with_value(|id| Some(open.assessment.item::<Component>(id)?.1.in_scope))
            })
            .flatten()
            == Some(true)
    };
    view! {
            <div class="pair">
                {text(ComponentField::Name, words::components::name(), "")}
                <Select
                    id=select
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
                command=move |is_on| list_form::changed(session, id, |one: &mut Component| one.in_scope = is_on) />
    }
    .into_any()
}

/// The card of an interface.
fn interface(id: InterfaceId) -> AnyView {
    let session = session();
    let record = RecordKey::Interface(id.clone());
    let is_empty = session.peek(|open| {
        open.assessment.item::<Interface>(&id).is_none_or(|(_, one)| one.name.is_empty())
    }) == Some(true);
    let id = StoredValue::new(id);
    let name = move || {
        session.text(|open| match id.with_value(|id| open.assessment.item::<Interface>(id)) {
            Some((_, interface)) if !interface.name.is_empty() => interface.name.clone(),
            Some((index, _)) => words::interfaces::unnamed(index + 1),
            None => String::new(),
        })
    };
    let about = move || {
        session.text(|open| {
            let Some((_, interface)) = id.with_value(|id| open.assessment.item::<Interface>(id))
            else {
                return String::new();
            };
            let end = |id: &Option<ComponentId>| {
                Some(open.assessment.item::<Component>(id.as_ref()?)?.1.name.as_str())
            };
            let outside = words::interfaces::outside();
            let ends =
                [end(&interface.from).unwrap_or(outside), end(&interface.to).unwrap_or(outside)];
            let path = interface.path.map_or("", mark::access_text);
            list_form::joined([&ends.join(words::list::arrow()), path])
        })
    };
    view! {
        <Card
            label=Signal::derive(name)
            about=Signal::derive(about)
            start_open=is_empty
            record
            fields=move |()| interface_fields(id.get_value()) />
    }
    .into_any()
}

/// Its fields.
fn interface_fields(id: InterfaceId) -> AnyView {
    let session = session();
    let name = TextField::Interface(id.clone(), InterfaceField::Name);
    let [path_select, from_select, to_select] =
        ["path", "from", "to"].map(|field| format!("interface-{id}-{field}"));
    let id = StoredValue::new(id);
    let change = move |change: &dyn Fn(&mut Interface)| list_form::changed(session, id, change);
    let end = move |select: String,
                    label: &'static str,
                    place: fn(&mut Interface) -> &mut Option<ComponentId>| {
        let chosen = move || {
            session
                .read(|open| {
                    let mut interface =
                        id.with_value(|id| open.assessment.item::<Interface>(id))?.1.clone();
                    let end = place(&mut interface).take()?;
                    open.assessment.item::<Component>(&end).map(|(index, _)| index)
                })
                .flatten()
        };
        let choose = move |chosen: Option<usize>| {
            let end = chosen.and_then(|index| {
                session.peek(|open| Some(open.assessment.components.get(index)?.id.clone()))
            });
            let end = end.flatten();
            change(&|interface| place(interface).clone_from(&end))
        };
        view! {
            <Select
                id=select
                label=label
                none=words::interfaces::outside()
                options=Signal::derive(move || names(session))
                chosen=Signal::derive(chosen)
                choose=choose />
        }
        .into_any()
    };
    let path = move || {
        let path =
            session.read(|open| id.with_value(|id| open.assessment.item::<Interface>(id))?.1.path);
        AccessPath::ALL.iter().position(|one| Some(*one) == path.flatten())
    };
    let choose_path = move |chosen: Option<usize>| {
        change(&|interface| {
            interface.path = chosen.and_then(|index| AccessPath::ALL.get(index).copied());
        })
    };
    view! {
            <div class="pair">
                {list_form::text(name, words::interfaces::name(), words::interfaces::name_hint())}
                <Select
                    id=path_select
                    label=words::interfaces::path()
                    options=Signal::stored(AccessPath::ALL.map(mark::access_text).map(str::to_owned).to_vec())
                    chosen=Signal::derive(path)
                    choose=choose_path />
                {end(from_select, words::interfaces::from(), |interface| &mut interface.from)}
                {end(to_select, words::interfaces::to(), |interface| &mut interface.to)}
            </div>
    }
    .into_any()
}

/// The names of the components, in their order.
fn names(session: Session) -> Vec<String> {
    let names = session.read(|open| {
        let all = open.assessment.components.iter().enumerate();
        all.map(|(index, component)| component.called(index)).collect()
    });
    names.unwrap_or_default()
}
