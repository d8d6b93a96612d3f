//! The scope in the document: its commands, what they refuse, undo, what is
//! stored, and what a bundle may not hold.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use exready::{
    assessment::{
        Assessment, COMPONENTS_MAX, Command, Component, ComponentField, ComponentId,
        DESCRIPTION_MAX, Draft, DraftKind, History, Interface, List, ListField, Rejected, Scope,
        stored,
    },
    bundle::{self, Refusal},
    ex::{AccessPath, Technique},
};
use serde_json::{Value, json};
use support::{apply, as_json, empty, later, sample, sealed};

fn id(text: &str) -> ComponentId {
    text.to_owned().try_into().unwrap()
}

fn component(name: &str) -> Component {
    Component { name: name.to_owned(), ..Component::new(id(name)) }
}

fn interface(from: &str, to: Option<&str>) -> Interface {
    Interface { from: Some(id(from)), to: to.map(id), ..Interface::default() }
}

/// Two components, one interface between them and one to the outside.
fn drawn() -> Assessment {
    let mut assessment = empty();
    let components = vec![component("a"), component("b")];
    apply(&mut assessment, Command::PutList(List::Components(components)));
    let interfaces = vec![interface("a", Some("b")), interface("b", None)];
    apply(&mut assessment, Command::PutList(List::Interfaces(interfaces)));
    assessment
}

fn refused(assessment: &mut Assessment, command: Command) -> Rejected {
    let before = assessment.clone();
    let rejected = assessment.apply(command, &later()).unwrap_err();
    assert_eq!(*assessment, before, "a refused command changes nothing");
    assert!(!rejected.to_string().is_empty());
    rejected
}

#[test]
fn a_component_goes_with_its_interfaces_and_comes_back_with_them() {
    let mut assessment = drawn();
    let before = assessment.clone();
    let mut history = History::default();
    history.apply(&mut assessment, Command::RemoveComponent(id("a")), &later()).unwrap();
    assert_eq!(assessment.components.len(), 1);
    assert_eq!(assessment.interfaces, [interface("b", None)]);
    history.undo(&mut assessment, &before.modified).unwrap();
    assert_eq!(assessment, before);
}

#[test]
fn what_does_not_hold_together_is_refused() {
    let mut assessment = drawn();
    let list = |names: &[&str]| List::Components(names.iter().copied().map(component).collect());
    let loose = Command::PutList(list(&["a"]));
    assert_eq!(refused(&mut assessment, loose), Rejected::LooseEnds);
    let twice = Command::PutList(list(&["a", "b", "a"]));
    assert_eq!(refused(&mut assessment, twice), Rejected::LooseEnds);
    let nowhere = Command::PutList(List::Interfaces(vec![interface("c", None)]));
    assert_eq!(refused(&mut assessment, nowhere), Rejected::LooseEnds);
    let many = (0..=COMPONENTS_MAX).map(|n| component(&format!("c{n}"))).collect();
    let many = Command::PutList(List::Components(many));
    assert_eq!(refused(&mut empty(), many), Rejected::TooManyItems(COMPONENTS_MAX));
    let field = ListField::Component(ComponentField::Description);
    let long = Command::SetListText(field, 0, "x".repeat(DESCRIPTION_MAX + 1));
    assert_eq!(refused(&mut assessment, long), Rejected::TooLong(DESCRIPTION_MAX));
    let gone = Command::SetListText(field, 2, "x".to_owned());
    assert_eq!(refused(&mut assessment, gone), Rejected::NoSuchItem);
    let basis = Draft { kind: DraftKind::Annexes, text: String::new(), basis: "nope".to_owned() };
    refused(&mut assessment, Command::SetDraft(basis));
}

#[test]
fn choices_are_kept_in_order_and_once_each() {
    let mut assessment = empty();
    let scope = Scope {
        techniques: vec![Technique::Immersion, Technique::Pressurization, Technique::Immersion],
        access: Some(vec![AccessPath::Remote, AccessPath::Wireless, AccessPath::Remote]),
        ..Scope::default()
    };
    apply(&mut assessment, Command::PutScope(Box::new(scope)));
    assert_eq!(assessment.scope.techniques, [Technique::Pressurization, Technique::Immersion]);
    assert_eq!(assessment.scope.access.unwrap(), [AccessPath::Wireless, AccessPath::Remote]);
}

#[test]
fn letters_typed_into_one_item_are_one_step_and_into_another_are_another() {
    let mut assessment = drawn();
    let mut history = History::default();
    let field = ListField::Component(ComponentField::Zone);
    for (index, text) in [(0, "C"), (0, "Ce"), (1, "F")] {
        let command = Command::SetListText(field, index, text.to_owned());
        history.apply(&mut assessment, command, &later()).unwrap();
    }
    history.undo(&mut assessment, &later()).unwrap();
    assert_eq!((&*assessment.components[0].zone, &*assessment.components[1].zone), ("Ce", ""));
    history.undo(&mut assessment, &later()).unwrap();
    assert_eq!(assessment.components[0].zone, "");
    assert!(!history.can_undo());
}

/// The assessment as stored, with one text replaced.
fn loaded_with(name: &str, text: &str) -> stored::Loaded {
    let assessment = drawn();
    let mut texts: Vec<(String, String)> = stored::keys(&assessment)
        .iter()
        .map(|key| (stored::name(key), stored::text(&assessment, key).unwrap().unwrap()))
        .filter(|(stored, _)| stored != name)
        .collect();
    texts.push((name.to_owned(), text.to_owned()));
    let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    stored::load(assessment.id.clone(), texts, &[], &later())
}

#[test]
fn a_stored_text_that_a_command_would_refuse_is_set_aside_and_named() {
    let many: Vec<Component> = (0..=COMPONENTS_MAX).map(|n| component(&format!("c{n}"))).collect();
    let cases = [
        ("list/components", json!([component("a"), component("a")])),
        ("list/components", json!(many)),
        ("list/components", json!([{ "id": "a", "name": "x".repeat(301) }])),
        ("list/certificates", json!([{ "date": "2026-02-30" }])),
        ("draft/statement", json!({ "kind": "statement", "text": "", "basis": "nope" })),
        ("draft/statement", json!({ "kind": "annexes", "text": "", "basis": "0".repeat(64) })),
        ("scope", json!({ "embedded_other": "x".repeat(301) })),
        ("scope", json!({ "access": ["telepathy"] })),
    ];
    for (name, text) in cases {
        let loaded = loaded_with(name, &text.to_string());
        assert_eq!(loaded.unreadable, [name]);
        // What is loaded can be handed over and opened again.
        let bytes = bundle::write(&loaded.assessment, &bundle::Kept::default()).unwrap().bytes;
        assert_eq!(bundle::open(&bytes).unwrap().assessment, loaded.assessment);
    }
}

/// The sample with one place of its assessment replaced, sealed anew.
fn opened_with(place: &str, value: Value) -> Result<bundle::Opened, Refusal> {
    let mut file = as_json(&sample());
    file["assessment"][place] = value;
    bundle::open(&sealed(file))
}

#[test]
fn a_bundle_whose_scope_does_not_hold_together_is_refused() {
    let digest = "0".repeat(64);
    let draft = |kind: &str| json!({ "kind": kind, "text": "t", "basis": digest });
    for (place, value) in [
        ("components", json!([{ "id": "a" }, { "id": "a" }])),
        ("components", json!([{ "id": "A" }])),
        ("components", json!([])),
        ("interfaces", json!([{ "from": "nobody" }])),
        ("drafts", json!([draft("statement"), draft("statement")])),
        ("drafts", json!([draft("standards"), draft("statement")])),
        ("drafts", json!([{ "kind": "statement", "text": "t", "basis": "nope" }])),
        ("scope", json!({ "access": ["wireless", "wireless"] })),
        ("scope", json!({ "techniques": ["magic"] })),
    ] {
        let refusal = opened_with(place, value.clone()).unwrap_err();
        assert!(matches!(refusal, Refusal::Shape { .. }), "{place} {value}: {refusal:?}");
    }
    let good = json!([draft("statement"), draft("standards")]);
    assert_eq!(opened_with("drafts", good).unwrap().assessment.drafts.len(), 2);
}

#[test]
fn an_unknown_field_stays_with_the_component_it_came_with() {
    let mut file = as_json(&drawn());
    file["version"] = json!("1.9.0");
    file["assessment"]["components"][1]["serial"] = json!("of b");
    let opened = bundle::open(&sealed(file)).unwrap();
    let mut assessment = opened.assessment;
    apply(&mut assessment, Command::RemoveComponent(id("a")));
    let mut components = assessment.components.clone();
    components.insert(0, component("c"));
    apply(&mut assessment, Command::PutList(List::Components(components)));
    let bytes = bundle::write(&assessment, &opened.kept).unwrap().bytes;
    let again: Value = serde_json::from_slice(&bytes).unwrap();
    let components = &again["assessment"]["components"];
    assert_eq!(components[0].get("serial"), None);
    assert_eq!(components[1]["serial"], "of b");
}
