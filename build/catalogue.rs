//! `data/catalogue/*.json` -> one `static` `Part` each.
//!
//! Only the shape is checked here; what the rows say is checked by
//! `tests/house/catalogue.rs`, where a failure names the row.

use std::fmt::Write as _;

use serde::{Deserialize, de::IgnoredAny};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::editions::changes;

/// The parts in the order of `PartId::ALL`.
pub const PARTS: [&str; 4] = ["2-4", "4-1", "3-3", "4-2"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    part: String,
    standard: String,
    edition: String,
    title: String,
    groups_are: String,
    levels_are: String,
    /// Whether the standard gives its rows no titles, so that ours stand there.
    #[serde(default)]
    titles_are_ours: bool,
    groups: Vec<Group>,
    requirements: Vec<Requirement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    id: String,
    title: String,
    clause: String,
    number: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Requirement {
    id: String,
    group: String,
    title: String,
    clause: Option<String>,
    parent: Option<String>,
    /// The lowest security level that selects it; those above do as well.
    #[serde(default)]
    from_level: u8,
    /// The foundational requirement it belongs to.
    #[serde(default)]
    fr: u8,
    /// The component types it applies to.
    #[serde(default)]
    types: Vec<String>,
    uncertain: Option<String>,
    /// Not part of the table: the app reads it from the file.
    #[serde(rename = "guidance")]
    _guidance: IgnoredAny,
    #[serde(default)]
    related: Related,
}

/// Rows of other parts, and requirements of the Cyber Resilience Act.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Related {
    #[serde(default, rename = "4-1")]
    p4_1: Vec<String>,
    #[serde(default, rename = "3-3")]
    p3_3: Vec<String>,
    #[serde(default, rename = "4-2")]
    p4_2: Vec<String>,
    #[serde(default)]
    cra: Vec<String>,
}

/// The source text of the table of one part.
pub fn tables(file: &Value) -> String {
    let digest = digest(file);
    let part: Part = serde_json::from_value(file.clone())
        .unwrap_or_else(|error| panic!("data/catalogue: {error}"));
    let levels = match part.levels_are.as_str() {
        "maturity" => "Maturity",
        "security" => "Security",
        other => panic!("{}: levels are not `{other}`", part.part),
    };
    let groups = match part.groups_are.as_str() {
        "summary level" => "SummaryLevel",
        "practice" => "Practice",
        "foundational requirement" => "FoundationalRequirement",
        other => panic!("{}: groups are not `{other}`", part.part),
    };

    let mut out = String::new();
    let number = part.part.replace('-', "_");
    writeln!(
        out,
        "static PART_{number}: Part = Part {{ id: PartId::P{number}, standard: {:?}, edition: {:?}, title: {:?}, titles_are_ours: {}, groups_are: GroupKind::{groups}, levels: Levels::{levels}, digest: {digest:?}, groups: &[",
        part.standard, part.edition, part.title, part.titles_are_ours
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
        let parent = row.parent.as_ref().map(|id| {
            let parent = part.requirements.iter().position(|row| row.id == *id);
            parent.unwrap_or_else(|| panic!("{}: no base {id}", row.id))
        });
        writeln!(
            out,
            "Requirement {{ text: {:?}, id_end: {}, title_end: {}, group: {group}, parent: {parent:?}, from_level: {}, fr: {}, kinds: {} }},",
            text(row),
            row.id.len(),
            row.id.len() + row.title.len(),
            row.from_level,
            row.fr,
            kinds(&row.types)
        )
        .expect("writing to a string");
    }
    out.push_str("] };\n");
    out
}

/// The source text of the table of earlier editions.
pub fn earlier(files: &[Value], present: &[Value]) -> String {
    let mut out = String::from(
        "/// The earlier editions whose assessments can be carried over.\npub static EARLIER: &[Earlier] = &[",
    );
    for file in files {
        let part = file["part"].as_str().unwrap_or_default();
        let now = present.iter().find(|now| now["part"] == part);
        let now = now.unwrap_or_else(|| panic!("data/catalogue/earlier: no part `{part}`"));
        // `Debug` writes a change as the source text of one.
        let changes: String =
            changes(file, now).iter().map(|change| format!("RowChange::{change:?},")).collect();
        writeln!(
            out,
            "Earlier {{ part: PartId::P{}, edition: {:?}, digest: {:?}, changes: &[{changes}] }},",
            part.replace('-', "_"),
            file["edition"].as_str().unwrap_or_default(),
            digest(file)
        )
        .expect("writing to a string");
    }
    out + "];\n"
}

/// The source text of the editions that an application or a certificate may name.
pub fn editions(editions: &Value) -> String {
    let mut out = String::from("static EDITIONS: &[Edition] = &[");
    for edition in editions.as_array().expect("data/editions.json is a list") {
        let text = |name: &str| edition[name].as_str();
        let part = text("part").expect("an edition is of a part").replace('-', "_");
        let name = text("edition").expect("an edition has a name");
        let superseded_by = text("superseded_by");
        let is_verified = edition["is_verified"] == true;
        write!(
            out,
            "Edition {{ part: PartId::P{part}, name: {name:?}, superseded_by: {superseded_by:?}, \
             is_verified: {is_verified} }},"
        )
        .expect("writing to a string");
    }
    out + "];\n"
}

/// The source text of Annex I of the Cyber Resilience Act.
pub fn cra(cra: &Value) -> String {
    let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
    let list = |file: &Value| file.as_array().cloned().unwrap_or_default();
    let mut out = String::from("pub(super) static CRA: &[CraRow] = &[");
    for row in list(&cra["requirements"]) {
        let mut confidence = text(&row, "confidence");
        confidence[..1].make_ascii_uppercase();
        write!(
            out,
            "CraRow {{ id: {:?}, title: {:?}, confidence: Confidence::{confidence} }},",
            text(&row, "id"),
            text(&row, "title")
        )
        .expect("writing to a string");
    }
    out.push_str("];\npub(super) static CRA_DATES: &[(&str, &str)] = &[");
    for date in list(&cra["dates"]) {
        write!(out, "({:?}, {:?}),", text(&date, "day"), text(&date, "what"))
            .expect("writing to a string");
    }
    out.push_str("];\npub(super) static CRA_BEYOND: &[CraBeyond] = &[");
    for beyond in list(&cra["beyond"]) {
        write!(
            out,
            "CraBeyond {{ place: {:?}, title: {:?}, text: {:?} }},",
            text(&beyond, "place"),
            text(&beyond, "title"),
            text(&beyond, "text")
        )
        .expect("writing to a string");
    }
    out + "];\n"
}

/// What a row says in words beside its guidance, as one text: its id, its title,
/// then one line each, told apart by its first sign. One text costs a row two
/// words of the module instead of dozens.
fn text(row: &Requirement) -> String {
    let mut text = [row.id.as_str(), &row.title].concat();
    let mut line = |sign: char, line: &str| {
        assert!(!line.is_empty() && !line.contains('\n'), "{}: not one line: {line}", row.id);
        text.extend(['\n', sign]);
        text.push_str(line);
    };
    row.uncertain.iter().for_each(|text| line('?', text));
    row.clause.iter().for_each(|text| line('c', text));
    let related = &row.related;
    for (sign, ids) in
        [('1', &related.p4_1), ('3', &related.p3_3), ('2', &related.p4_2), ('r', &related.cra)]
    {
        if !ids.is_empty() {
            line(sign, &ids.join(","));
        }
    }
    text
}

/// The component types as the bits of `ComponentKinds`.
fn kinds(types: &[String]) -> u8 {
    types.iter().fold(0, |kinds, name| {
        let bit = ["SAR", "EDR", "HDR", "NDR"].iter().position(|known| known == name);
        kinds | 1 << bit.unwrap_or_else(|| panic!("no component type `{name}`"))
    })
}

/// The file without what is our own: guidance, links, remarks, and titles where
/// the standard gives none. Their wording may be improved without changing a number.
pub fn facts(file: &Value) -> Value {
    let mut facts = file.clone();
    let titles_are_ours = facts["titles_are_ours"] == true;
    for row in facts["requirements"].as_array_mut().into_iter().flatten() {
        if let Some(row) = row.as_object_mut() {
            for ours in ["guidance", "related", "uncertain", "replaces"] {
                row.remove(ours);
            }
            if titles_are_ours {
                row.remove("title");
            }
        }
    }
    facts
}

/// SHA-256 over the canonical form of the facts of a catalogue.
pub fn digest(file: &Value) -> String {
    let canonical =
        serde_json_canonicalizer::to_vec(&facts(file)).expect("JSON has a canonical form");
    Sha256::digest(&canonical).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string");
        hex
    })
}
