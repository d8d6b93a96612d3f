//! What versions before the first release stored in a browser, as the records of
//! today: converted once, whole.
//!
//! Their lists were one text each, without ids; an answer held its links; the
//! day was that of UTC.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::{
    assessment::{PointId, Records, SetAside, Timestamp, stored::ABOUT},
    catalogue::PartId,
};

/// The lists of old, each with the kind of record its items become and what the
/// ids begin with that they are given.
const LISTS: [(&str, &str, &str); 4] = [
    ("list/components", "component", "component"),
    ("list/interfaces", "interface", "interface"),
    ("list/certificates", "certificate", "certificate"),
    ("list/providers", "provider", "provider"),
];

/// What was stored, as texts of today.
#[derive(Debug, Default)]
pub struct Converted {
    /// The head and the records, by their names.
    pub texts: BTreeMap<String, String>,
    /// The names of the texts that could not be converted; they are kept aside.
    pub left: Vec<String>,
}

/// Converts the stored texts of one document.
#[must_use]
pub fn convert<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Converted {
    let mut records = Records::new();
    let mut left = Vec::new();
    for (name, text) in texts {
        let value = serde_json::from_str::<Value>(text).ok();
        if value.and_then(|value| put(&mut records, name, value)).is_none() {
            left.push(name.to_owned());
        }
    }
    let mut texts = BTreeMap::new();
    texts.extend(records.into_iter().map(|(name, value)| (name, value.to_string())));
    Converted { texts, left }
}

/// Puts what one text says among the records; `None` if it is no text of a record.
fn put(records: &mut Records, name: &str, value: Value) -> Option<()> {
    if let Some((_, kind, prefix)) = LISTS.iter().find(|(list, ..)| *list == name) {
        return put_list(records, kind, prefix, value);
    }
    match name.split('/').collect::<Vec<_>>().as_slice() {
        [ABOUT] => {
            let mut about = object(value)?;
            let modified = about.get("modified")?.as_str()?.to_owned();
            let day = Timestamp::try_from(modified).ok()?.day().to_owned();
            about.insert("day".to_owned(), day.into());
            about.entry("catalogues").or_insert_with(|| json!([]));
            records.insert(ABOUT.to_owned(), about.into());
        }
        ["applicant" | "test-item" | "scope" | "selection"] | ["evidence" | "progress", _] => {
            records.insert(name.to_owned(), value);
        }
        ["draft", _] => {
            let mut draft = object(value)?;
            draft.remove("kind");
            records.insert(name.to_owned(), draft.into());
        }
        ["answer", part, id] => put_answer(records, &format!("{part}/{id}/whole"), value)?,
        ["list", "profiles"] => {
            let Value::Array(profiles) = value else { return None };
            let ids: Option<Vec<String>> = profiles.iter().map(id).collect();
            let ids = ids?;
            put_order(records, "profile", &ids);
            let named = ids.iter().map(|id| format!("profile/{id}")).zip(profiles);
            records.extend(named);
        }
        ["list", "set-aside"] => {
            let Value::Array(items) = value else { return None };
            for item in items {
                put_set_aside(records, item)?;
            }
        }
        _ => return None,
    }
    Some(())
}

fn object(value: Value) -> Option<Map<String, Value>> {
    if let Value::Object(fields) = value { Some(fields) } else { None }
}

fn id(item: &Value) -> Option<String> {
    item.get("id").and_then(Value::as_str).map(str::to_owned)
}

/// The order of a list, where it is another one than that of the ids.
fn put_order(records: &mut Records, list: &str, ids: &[String]) {
    if !ids.is_sorted() {
        records.insert(format!("order/{list}"), json!(ids));
    }
}

fn put_list(records: &mut Records, kind: &str, prefix: &str, value: Value) -> Option<()> {
    let Value::Array(items) = value else { return None };
    let mut ids = Vec::new();
    for (number, item) in (1..).zip(items) {
        let id = id(&item).unwrap_or_else(|| format!("{prefix}-{number}"));
        let mut item = object(item)?;
        item.insert("id".to_owned(), id.as_str().into());
        records.insert(format!("{kind}/{id}"), item.into());
        ids.push(id);
    }
    put_order(records, kind, &ids);
    Some(())
}

/// The links that an answer of old held, taken out of it.
fn links(answer: &mut Map<String, Value>) -> Vec<String> {
    let links = answer.remove("evidence");
    let links = links.as_ref().and_then(Value::as_array).into_iter().flatten();
    links.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The note that an answer of old held, taken out of it into a record of its own.
fn put_note(records: &mut Records, about: &str, answer: &mut Map<String, Value>) {
    if let Some(Value::String(text)) = answer.remove("note")
        && !text.is_empty()
    {
        records.insert(format!("note/{about}"), json!({ "text": text }));
    }
}

fn put_answer(records: &mut Records, key: &str, value: Value) -> Option<()> {
    let mut answer = object(value)?;
    let links = links(&mut answer);
    put_note(records, &format!("answer/{key}"), &mut answer);
    records.insert(format!("answer/{key}"), answer.into());
    put_order(records, &format!("link/{key}"), &links);
    for link in links {
        records.insert(format!("link/{key}/{link}"), json!({ "evidence": link }));
    }
    Some(())
}

fn put_set_aside(records: &mut Records, item: Value) -> Option<()> {
    let mut item = object(item)?;
    let text = |item: &Map<String, Value>, name: &str| item.get(name)?.as_str().map(str::to_owned);
    let part = PartId::from_code(&text(&item, "part")?)?;
    let (edition, requirement) = (text(&item, "edition")?, text(&item, "requirement")?);
    let mut answer = object(item.remove("answer")?)?;
    let id = SetAside::id_from(part, &edition, &requirement, "whole");
    put_note(records, &format!("set-aside/{id}"), &mut answer);
    let links: Vec<Value> =
        links(&mut answer).into_iter().map(|link| json!({ "evidence": link })).collect();
    item.insert("answer".to_owned(), answer.into());
    item.insert("links".to_owned(), links.into());
    item.insert("ticks".to_owned(), json!(Vec::<PointId>::new()));
    item.insert("subject".to_owned(), "whole".into());
    records.insert(format!("set-aside/{id}"), item.into());
    Some(())
}
