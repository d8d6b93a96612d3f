//! `data/catalogue/earlier/*.json` -> what has changed since, row by row.
//!
//! The present edition stands in `data/catalogue/`; when a newer one takes its
//! place, it moves to `earlier/`. See `docs/catalogue.md`.

use serde_json::Value;

/// What became of one row. `tests/assessment/editions.rs` makes the same of invented editions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added(String),
    /// Its facts differ.
    Changed(String),
    /// It has another id and the same facts.
    Renamed(String, String),
    /// It has another id and other facts.
    Replaced(String, String),
    /// It is gone; its title was this.
    Removed(String, String),
}

/// What has changed between two editions of one part. A row of the later one
/// says which row it `replaces`, if its id is another one.
pub fn changes(earlier: &Value, present: &Value) -> Vec<Change> {
    let (before, now) = (rows(earlier), rows(present));
    let id = |row: &Value| row["id"].as_str().unwrap_or_default().to_owned();
    let mut changes = Vec::new();
    for row in &before {
        let was = id(row);
        let heir = now.iter().find(|other| other["replaces"] == was.as_str());
        let same = now.iter().find(|other| id(other) == was && other["replaces"].is_null());
        changes.extend(match (heir, same) {
            (Some(heir), _) if facts(heir) == facts(row) => Some(Change::Renamed(was, id(heir))),
            (Some(heir), _) => Some(Change::Replaced(was, id(heir))),
            (None, Some(same)) if facts(same) == facts(row) => None,
            (None, Some(_)) => Some(Change::Changed(was)),
            (None, None) => {
                Some(Change::Removed(was, row["title"].as_str().unwrap_or_default().to_owned()))
            }
        });
    }
    for row in &now {
        let is_old = before.iter().any(|other| id(other) == id(row));
        if row["replaces"].is_null() && !is_old {
            changes.push(Change::Added(id(row)));
        }
    }
    changes
}

fn rows(file: &Value) -> Vec<&Value> {
    file["requirements"].as_array().into_iter().flatten().collect()
}

/// What a requirement asks for and when, whatever it is called: an edition in
/// which it changed in substance says so by `revised`.
fn facts(row: &Value) -> [&Value; 6] {
    ["title", "parent", "from_level", "fr", "types", "revised"].map(|name| &row[name])
}
