//! An assessment as the oracle reads it: the records put together to lists and
//! answers, from the JSON alone.

use serde_json::{Map, Value, json};

/// The assessment of a bundle with its records in place.
pub fn view(assessment: &Value) -> Value {
    let records = assessment["records"].as_object().unwrap();
    let (answers, component_answers) = answers(records);
    json!({
        "modified": assessment["modified"],
        "day": assessment["day"],
        "applicant": records["applicant"],
        "test_item": records["test-item"],
        "scope": records["scope"],
        "selection": records["selection"],
        "components": list(records, "component"),
        "interfaces": list(records, "interface"),
        "certificates": list(records, "certificate"),
        "providers": list(records, "provider"),
        "profiles": list(records, "profile"),
        "applications": of_kind(records, "application").collect::<Map<String, Value>>(),
        "evidence": of_kind(records, "evidence").collect::<Map<String, Value>>(),
        "answers": answers,
        "component_answers": component_answers,
    })
}

fn of_kind(records: &Map<String, Value>, kind: &str) -> impl Iterator<Item = (String, Value)> {
    let prefix = format!("{kind}/");
    let named = records.iter().filter_map(move |(name, record)| {
        Some((name.strip_prefix(&prefix)?.to_owned(), record.clone()))
    });
    named.collect::<Vec<_>>().into_iter()
}

/// The ids in the order that was chosen; those it does not name come last.
fn in_order(records: &Map<String, Value>, list: &str, mut ids: Vec<String>) -> Vec<String> {
    let chosen = records.get(&format!("order/{list}")).and_then(Value::as_array);
    let chosen: Vec<&str> = chosen.into_iter().flatten().map(|id| id.as_str().unwrap()).collect();
    let place = |id: &String| chosen.iter().position(|other| other == id).unwrap_or(usize::MAX);
    ids.sort_by_key(|id| (place(id), id.clone()));
    ids
}

fn list(records: &Map<String, Value>, kind: &str) -> Vec<Value> {
    let ids = of_kind(records, kind).map(|(id, _)| id).collect();
    let ids = in_order(records, kind, ids).into_iter();
    ids.map(|id| records[&format!("{kind}/{id}")].clone()).collect()
}

/// The answers for the whole test item, and those of its components, with the
/// evidence that each links. One that only ticks points is an answer too.
fn answers(records: &Map<String, Value>) -> (Value, Value) {
    let none = || json!({ "2-4": {}, "4-1": {}, "3-3": {}, "4-2": {} });
    let (mut whole, mut own) = (none(), none());
    let links: Vec<(String, Value)> = of_kind(records, "link").collect();
    let ticks: Vec<(String, Value)> = of_kind(records, "tick").collect();
    let mut keys: Vec<String> = of_kind(records, "answer").map(|(key, _)| key).collect();
    let named = links.iter().chain(&ticks).map(|(name, _)| name.rsplit_once('/').unwrap().0);
    keys.extend(named.map(str::to_owned));
    for key in keys {
        let mut answer =
            records.get(&format!("answer/{key}")).cloned().unwrap_or_else(|| json!({}));
        let linked = links.iter().filter_map(|(name, _)| name.strip_prefix(&format!("{key}/")));
        let linked = linked.map(str::to_owned).collect();
        answer["evidence"] = json!(in_order(records, &format!("link/{key}"), linked));
        match key.split('/').collect::<Vec<_>>()[..] {
            [part, id, "whole"] => whole[part][id] = answer,
            [part, id, "component", component] => own[part][id][component] = answer,
            _ => panic!("{key}"),
        }
    }
    (whole, own)
}
