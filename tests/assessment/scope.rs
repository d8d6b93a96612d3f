//! The scope in the document: its commands, what they refuse, undo, what is
//! stored, and what a bundle may not hold.

use crate::support::{
    apply, as_json, empty, later, put_records, sample, sealed, sealed_with, written,
};
use exready::{
    assessment::{
        Assessment, COMPONENTS_MAX, Command, Component, ComponentField, ComponentId,
        DESCRIPTION_MAX, Direction, Draft, DraftKind, EmbeddedKind, History, Interface,
        InterfaceId, Record, RecordKey, Rejected, Scope, TextField, stored,
    },
    bundle::{self, Refusal},
    ex::{AccessPath, Technique},
};
use serde_json::{Value, json};

fn id(text: &str) -> ComponentId {
    text.to_owned().try_into().unwrap()
}

fn component(name: &str) -> Component {
    Component { name: name.to_owned(), ..Component::new(id(name)) }
}

/// An interface with the id `NAME`.
fn interface(name: &str, from: &str, to: Option<&str>) -> Interface {
    let id_of_interface = InterfaceId::try_from(name.to_owned()).unwrap();
    Interface { from: Some(id(from)), to: to.map(id), ..Interface::new(id_of_interface) }
}

fn components(names: &[&str]) -> Vec<Record> {
    names.iter().map(|name| Record::Component(id(name), Some(component(name)))).collect()
}

fn interface_record(interface: Interface) -> Record {
    Record::Interface(interface.id.clone(), Some(interface))
}

/// Two components, one interface between them and one to the outside.
fn drawn() -> Assessment {
    let mut assessment = empty();
    put_records(&mut assessment, components(&["a", "b"]));
    let interfaces = [interface("i-1", "a", Some("b")), interface("i-2", "b", None)];
    put_records(&mut assessment, interfaces.map(interface_record));
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
    history
        .apply(&mut assessment, Command::Remove(RecordKey::Component(id("a"))), &later())
        .unwrap();
    assert_eq!(assessment.components.len(), 1);
    assert_eq!(assessment.interfaces, [interface("i-2", "b", None)]);
    history.step(Direction::Undo, &mut assessment, false, &later()).unwrap();
    assert_eq!(assessment, before);
}

#[test]
fn what_does_not_hold_together_is_refused() {
    let mut assessment = drawn();
    let loose = Command::put(Record::Component(id("b"), None));
    assert_eq!(refused(&mut assessment, loose), Rejected::LooseEnds);
    let another = Command::put(Record::Component(id("b"), Some(component("c"))));
    assert_eq!(refused(&mut assessment, another), Rejected::OtherId);
    let nowhere = Command::put(interface_record(interface("i-3", "c", None)));
    assert_eq!(refused(&mut assessment, nowhere), Rejected::LooseEnds);
    let names: Vec<String> = (0..=COMPONENTS_MAX).map(|n| format!("c{n}")).collect();
    let many = Command::Put(components(&names.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!(refused(&mut empty(), many), Rejected::TooManyItems(COMPONENTS_MAX));
    let text = |component: &str, text: String| {
        Command::SetText(TextField::Component(id(component), ComponentField::Description), text)
    };
    let long = text("a", "x".repeat(DESCRIPTION_MAX + 1));
    assert_eq!(refused(&mut assessment, long), Rejected::TooLong(DESCRIPTION_MAX));
    assert_eq!(refused(&mut assessment, text("c", "x".to_owned())), Rejected::NoSuchItem);
    let draft = Draft { text: String::new(), language: String::new(), basis: "nope".to_owned() };
    let draft = Command::SetDraft(DraftKind::Annexes, draft);
    assert_eq!(refused(&mut assessment, draft), Rejected::Digest);
}

#[test]
fn choices_are_kept_in_order_and_once_each() {
    let mut assessment = empty();
    let scope = Scope {
        techniques: vec![Technique::Immersion, Technique::Pressurization, Technique::Immersion],
        access: Some(vec![AccessPath::Remote, AccessPath::Wireless, AccessPath::Remote]),
        ..Scope::default()
    };
    apply(&mut assessment, Command::put(Record::Scope(scope)));
    assert_eq!(assessment.scope.techniques, [Technique::Pressurization, Technique::Immersion]);
    let access = assessment.scope.access.clone().unwrap();
    assert_eq!(access, [AccessPath::Wireless, AccessPath::Remote]);
}

#[test]
fn letters_typed_into_one_item_are_one_step_and_into_another_are_another() {
    let mut assessment = drawn();
    let mut history = History::default();
    for (name, text) in [("a", "C"), ("a", "Ce"), ("b", "F")] {
        let field = TextField::Component(id(name), ComponentField::Zone);
        let command = Command::SetText(field, text.to_owned());
        history.apply(&mut assessment, command, &later()).unwrap();
    }
    history.step(Direction::Undo, &mut assessment, false, &later()).unwrap();
    assert_eq!((&*assessment.components[0].zone, &*assessment.components[1].zone), ("Ce", ""));
    history.step(Direction::Undo, &mut assessment, false, &later()).unwrap();
    assert_eq!(assessment.components[0].zone, "");
    assert!(!history.can_undo());
}

// RT-8
#[test]
fn the_kinds_of_embedded_device_are_those_of_the_workshop() {
    let workshop = "plc dcs-controller safety-logic-solver pac ied protective-relay motor-controller \
                    scada-controller rtu vibration-monitor gas-detector";
    let code = |kind| serde_json::to_value::<EmbeddedKind>(kind).unwrap();
    let codes = EmbeddedKind::ALL.map(code);
    let offered = ["not-embedded"].into_iter().chain(workshop.split_whitespace()).chain(["other"]);
    assert_eq!(codes.to_vec(), offered.map(Value::from).collect::<Vec<_>>());
}

/// The assessment as stored, with one text replaced.
fn loaded_with(name: &str, text: &str) -> stored::Loaded {
    let assessment = drawn();
    let mut texts: Vec<(String, String)> = assessment
        .keys()
        .iter()
        .map(|key| (key.name(), stored::text(&assessment, key).unwrap()))
        .filter(|(stored, _)| stored != name)
        .collect();
    texts.push((name.to_owned(), text.to_owned()));
    let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    stored::load(assessment.id.clone(), texts, &[], &later())
}

#[test]
fn a_stored_text_that_a_command_would_refuse_is_set_aside_and_named() {
    let cases = [
        ("component/c", json!({ "id": "d" })),
        ("component/c", json!({ "id": "c", "name": "x".repeat(301) })),
        ("interface/i-1", json!({ "id": "i-1", "name": "x".repeat(301) })),
        ("certificate/c-1", json!({ "id": "c-1", "date": "2026-02-30" })),
        ("draft/statement", json!({ "text": "", "basis": "nope" })),
        ("draft/statement", json!({ "text": "", "basis": "0".repeat(63) })),
        ("order/component", json!(["x".repeat(301)])),
        ("scope", json!({ "embedded_other": "x".repeat(301) })),
        ("scope", json!({ "access": ["telepathy"] })),
    ];
    for (name, text) in cases {
        let loaded = loaded_with(name, &text.to_string());
        assert_eq!(loaded.unreadable, [name]);
        // What is loaded can be handed over and opened again.
        let bytes = written(&loaded.assessment);
        assert_eq!(bundle::open(&bytes).unwrap().assessment, loaded.assessment);
    }
}

#[test]
fn of_more_components_than_there_may_be_the_last_are_set_aside_and_named() {
    let assessment = empty();
    let texts: Vec<(String, String)> = (0..COMPONENTS_MAX + 2)
        .map(|n| (format!("component/c-{n:03}"), json!({ "id": format!("c-{n:03}") }).to_string()))
        .collect();
    let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let loaded = stored::load(assessment.id.clone(), texts, &[], &later());
    assert_eq!(loaded.assessment.components.len(), COMPONENTS_MAX);
    assert_eq!(loaded.unreadable, ["component/c-200", "component/c-201"]);
}

/// The sample with one of its records replaced, sealed anew.
fn opened_with(record: &str, value: Value) -> Result<bundle::Opened, Refusal> {
    let mut file = as_json(&sample());
    file["assessment"]["records"][record] = value;
    bundle::open(&sealed(file))
}

#[test]
fn a_bundle_whose_scope_does_not_hold_together_is_refused() {
    for (place, value) in [
        ("component/a", json!({ "id": "b" })),
        ("component/a", json!({ "id": "A" })),
        ("component/a", json!([])),
        ("interface/i", json!({ "id": "i", "from": "nobody" })),
        ("interface/i", json!({ "id": "i", "to": "nobody" })),
        ("draft/statement", json!({ "text": "t", "basis": "nope" })),
        ("draft/statement", json!({ "text": "t" })),
        ("scope", json!({ "access": ["wireless", "wireless"] })),
        ("scope", json!({ "techniques": ["magic"] })),
    ] {
        let refusal = opened_with(place, value.clone()).unwrap_err();
        assert!(
            matches!(refusal, Refusal::Shape { .. } | Refusal::Flaw(_)),
            "{place} {value}: {refusal:?}"
        );
        let named = format!("assessment.records.{place}");
        assert!(refusal.to_string().contains(&named), "{refusal}");
    }
    let good = json!({ "text": "t", "basis": "0".repeat(64) });
    let drafts = opened_with("draft/statement", good).unwrap().assessment.drafts.clone();
    assert_eq!(drafts[&DraftKind::Statement].text, "t");
}

#[test]
fn an_unknown_field_stays_with_the_component_it_came_with() {
    let mut file = as_json(&drawn());
    file["version"] = json!("1.9.0");
    file["assessment"]["records"]["component/b"]["serial"] = json!("of b");
    let opened = bundle::open(&sealed(file)).unwrap();
    let mut assessment = opened.assessment;
    apply(&mut assessment, Command::Remove(RecordKey::Component(id("a"))));
    put_records(&mut assessment, components(&["c", "a"]));
    let bytes = sealed_with(&assessment, &opened.envelope).bytes;
    let again: Value = serde_json::from_slice(&bytes).unwrap();
    let records = &again["assessment"]["records"];
    assert_eq!(records["component/a"].get("serial"), None);
    assert_eq!(records["component/c"].get("serial"), None);
    assert_eq!(records["component/b"]["serial"], "of b");
}
