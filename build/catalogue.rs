//! `data/catalogue/*.json` -> one `static` [`Part`] each.
//!
//! Only the shape is checked here; what the rows say is checked by
//! `tests/catalogue.rs`, where a failure names the row.

use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    part: String,
    standard: String,
    edition: String,
    title: String,
    groups_are: String,
    levels_are: String,
    groups: Vec<Group>,
    requirements: Vec<Requirement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    id: String,
    title: String,
    clause: String,
    number: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Requirement {
    id: String,
    group: String,
    title: String,
    guidance: Guidance,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Guidance {
    intent: String,
    assessor_looks_for: Vec<String>,
    typical_evidence: Vec<String>,
    not_applicable_when: Option<String>,
}

/// The source text of the table of one part.
pub fn tables(file: &Value) -> String {
    let digest = digest(file);
    let part: Part = serde_json::from_value(file.clone())
        .unwrap_or_else(|error| panic!("data/catalogue: {error}"));
    assert_eq!(part.groups_are, "practice", "a new kind of group needs a new table");
    assert_eq!(part.levels_are, "maturity", "a new kind of level needs a new table");

    let mut out = String::new();
    let constant = format!("PART_{}", part.part.replace('-', "_"));
    let id = format!("P{}", part.part.replace('-', "_"));
    writeln!(
        out,
        "static {constant}: Part = Part {{ id: PartId::{id}, standard: {:?}, edition: {:?}, title: {:?}, digest: {digest:?}, groups: &[",
        part.standard, part.edition, part.title
    )
    .expect("writing to a string");
    for group in &part.groups {
        let of_group = |row: &Requirement| row.group == group.id;
        let first = part.requirements.iter().position(of_group);
        let first = first.unwrap_or_else(|| panic!("group {} has no requirement", group.id));
        let count = part.requirements.iter().filter(|row| of_group(row)).count();
        assert!(
            part.requirements[first..first + count].iter().all(of_group),
            "the requirements of group {} do not stand together",
            group.id
        );
        writeln!(
            out,
            "Group {{ id: {:?}, title: {:?}, clause: {:?}, number: {}, first_row: {first}, end_row: {} }},",
            group.id,
            group.title,
            group.clause,
            group.number,
            first + count
        )
        .expect("writing to a string");
    }
    writeln!(out, "], requirements: &[").expect("writing to a string");
    for row in &part.requirements {
        let group = part.groups.iter().position(|group| group.id == row.group);
        let group = group.unwrap_or_else(|| panic!("{}: no group {}", row.id, row.group));
        writeln!(
            out,
            "Requirement {{ id: {:?}, title: {:?}, group: {group}, guidance: Guidance {{ intent: {:?}, assessor_looks_for: &{:?}, typical_evidence: &{:?}, not_applicable_when: {:?} }} }},",
            row.id,
            row.title,
            row.guidance.intent,
            row.guidance.assessor_looks_for,
            row.guidance.typical_evidence,
            row.guidance.not_applicable_when
        )
        .expect("writing to a string");
    }
    out.push_str("] };\n");
    out
}

/// SHA-256 over the canonical form of the facts of a catalogue: everything but
/// our guidance, whose wording may be improved without changing a number.
fn digest(file: &Value) -> String {
    let mut facts = file.clone();
    for row in facts["requirements"].as_array_mut().into_iter().flatten() {
        row.as_object_mut().map(|row| row.remove("guidance"));
    }
    let canonical = serde_json_canonicalizer::to_vec(&facts).expect("JSON has a canonical form");
    Sha256::digest(&canonical).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string");
        hex
    })
}
