//! The seal of a bundle: a digest over digests, so that a redacted copy can
//! leave records out and keep the digest.
//!
//! - Every record has a random salt of 128 bits. Its digest is SHA-256 over the
//!   salt and the canonical form (RFC 8785) of the record.
//! - A table of the results without rows is one item.
//! - A row of the results that derives from one record is digested with the salt
//!   of that record; every other item is digested without a salt.
//! - The digest of a section is SHA-256 over the canonical form of an object of
//!   its items: name and digest.
//! - The digest of the bundle is SHA-256 over the canonical form of the object of
//!   the section digests.
//!
//! An item that was left out stands in `redacted` with its name and digest: its
//! salt is gone, so the digest tells nothing of the content.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Map, Value};

use super::{Refusal, canonical::canonical};
use crate::{
    digest::{Hasher, is_sha256_hex, sha256_hex},
    json::{Misfit, Placed, Plain, Reader as _},
};

const ALGORITHM: &str = "SHA-256";
/// The field in which the seal stands.
pub(super) const INTEGRITY: &str = "integrity";
/// The field that lists what was left out.
pub(super) const REDACTED: &str = "redacted";
/// The field in which signatures over the digest stand, beside it.
const SIGNATURES: &str = "signatures";

/// 128 random bits, written as 32 lower-case hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Salt(pub [u8; 16]);

impl Serialize for Salt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&base16ct::lower::encode_string(&self.0))
    }
}

impl<'de> Deserialize<'de> for Salt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut salt = [0; 16];
        match base16ct::lower::decode(&text, &mut salt) {
            Ok(bytes) if bytes.len() == 16 => Ok(Self(salt)),
            _ => Err(de::Error::custom(crate::words::invalid::salt())),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Salt {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Salt".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9a-f]{32}$" })
    }
}

/// The salts of the records of a document, by the names of the records. A record
/// that changes gets another one, so that an earlier file tells nothing of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Salts(pub BTreeMap<String, Salt>);

impl Salts {
    /// Takes the salt of a record away that has changed.
    pub fn forget(&mut self, record: &str) {
        self.0.remove(record);
    }

    /// Gives a random salt to each of these records that has none, and forgets
    /// those of all others.
    pub(super) fn complete<'a>(
        &mut self,
        records: impl Iterator<Item = &'a String>,
        random: &mut dyn FnMut() -> Salt,
    ) {
        let mut before = std::mem::take(&mut self.0);
        self.0 = records
            .map(|name| (name.clone(), before.remove(name).unwrap_or_else(&mut *random)))
            .collect();
    }
}

/// The seal.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Integrity {
    /// Always `SHA-256`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^SHA-256$")))]
    pub(super) algorithm: String,
    /// The salts of the records, by the names of the records.
    pub(super) salts: Salts,
    /// The digest of each section, 64 lower-case hex digits.
    pub(super) sections: Sections,
    /// The digest over the section digests, 64 lower-case hex digits.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub(super) digest: String,
}

/// The digests of the sections.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Sections {
    /// Everything that stands in no other section.
    head: String,
    /// `assessment.records`.
    records: String,
    /// `results`.
    results: String,
    /// `handed_over`.
    handed_over: String,
}

/// An item that was left out of a copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Redacted {
    /// Its section: `records`, `results` or `handed_over`.
    pub section: String,
    /// Its name within the section.
    pub name: String,
    /// Its digest, 64 lower-case hex digits.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub digest: String,
}

/// The seal of a file that has none yet; the digest covers what was `left_out`.
pub(super) fn seal(file: &Value, salts: &Salts, left_out: &[Redacted]) -> Integrity {
    let (sections, digest) = digests(file, salts, left_out);
    Integrity { algorithm: ALGORITHM.to_owned(), salts: salts.clone(), sections, digest }
}

/// Takes the records of these names out of a sealed file, with their salts. Listed
/// as left out, they leave the digest as it is. No row of the results may derive
/// from them.
pub(super) fn leave_out(file: &mut Value, is_meant: impl Fn(&str) -> bool) -> Vec<Redacted> {
    let mut taken = |place: &str| -> Map<String, Value> {
        let fields = file.pointer_mut(place).and_then(Value::as_object_mut);
        let fields = fields.map(std::mem::take).unwrap_or_default();
        let (out, stays) = fields.into_iter().partition(|(name, _)| is_meant(name));
        if let Some(place) = file.pointer_mut(place) {
            *place = Value::Object(stays);
        }
        out
    };
    let records = taken("/assessment/records");
    let salts = taken(&format!("/{INTEGRITY}/salts"));
    records
        .into_iter()
        .map(|(name, record)| {
            let salt = salts.get(&name).and_then(|salt| Plain::read(salt).ok());
            let digest = digest(salt.as_ref(), &record);
            Redacted { section: "records".to_owned(), name, digest }
        })
        .collect()
}

/// The file without its seal and signatures, and the salts of its records.
///
/// # Errors
/// [`Refusal`]: there is no seal that this build can check, or the content is
/// not what was sealed.
pub(super) fn without_seal(file: Value) -> Result<(Value, Salts, Vec<Redacted>), Refusal> {
    let Value::Object(mut fields) = file else { return Err(Refusal::NotSealed) };
    let stated = fields.remove(INTEGRITY).ok_or(Refusal::NotSealed)?;
    let stated: Integrity = Plain::read(&stated).map_err(|_| Refusal::NotSealed)?;
    if stated.algorithm != ALGORITHM || !is_sha256_hex(&stated.digest) {
        return Err(Refusal::NotSealed);
    }
    let signatures = fields.remove(SIGNATURES);
    let redacted: Vec<Redacted> = match fields.get(REDACTED) {
        Some(redacted) => Placed::read(redacted).map_err(|Misfit { path, problem }| {
            Refusal::Shape { path: format!("{REDACTED}{path}"), problem }
        })?,
        None => Vec::new(),
    };
    let content = Value::Object(fields);
    check_tables(&content)?;
    check_redacted(&content, &redacted)?;
    let (sections, computed) = digests(&content, &stated.salts, &redacted);
    // No mutation of a fuzzer would get a digest right.
    if computed != stated.digest && !cfg!(fuzzing) {
        return Err(Refusal::WrongDigest { stated: stated.digest, computed });
    }
    if sections != stated.sections && !cfg!(fuzzing) {
        let problem = crate::words::refusal::other_sections().to_owned();
        return Err(Refusal::Shape { path: format!("{INTEGRITY}.sections"), problem });
    }
    let Value::Object(mut fields) = content else { return Err(Refusal::NotSealed) };
    if let Some(signatures) = signatures {
        fields.insert(SIGNATURES.to_owned(), signatures);
    }
    Ok((Value::Object(fields), stated.salts, redacted))
}

/// Whether no table of the results has a slash in its name: the row of one table
/// would else bear the name of a row of another, and stand for it in the digest.
fn check_tables(file: &Value) -> Result<(), Refusal> {
    match object(file.get("results")).find(|(table, _)| table.contains('/')) {
        Some((table, _)) => Err(Refusal::Shape {
            path: format!("results.{table}"),
            problem: crate::words::refusal::table_name().to_owned(),
        }),
        None => Ok(()),
    }
}

/// Whether each item that is said to be left out is of a section, and stands
/// nowhere else: or the digest of what was sealed could stand there for an item
/// that was changed.
fn check_redacted(file: &Value, redacted: &[Redacted]) -> Result<(), Refusal> {
    if redacted.is_empty() {
        return Ok(());
    }
    let none = Salts::default();
    let present = [
        ("records", records(file, &none)),
        ("results", results(file, &none, redacted)),
        ("handed_over", handed_over(file)),
    ];
    let mut taken: BTreeSet<(&str, &str)> = present
        .iter()
        .flat_map(|(section, items)| items.iter().map(|(name, _)| (*section, name.as_str())))
        .collect();
    for (index, item) in redacted.iter().enumerate() {
        let is_section = present.iter().any(|(section, _)| *section == item.section);
        if !is_section || !taken.insert((&item.section, &item.name)) {
            let problem = crate::words::refusal::not_redacted().to_owned();
            return Err(Refusal::Shape { path: format!("{REDACTED}[{index}]"), problem });
        }
    }
    Ok(())
}

fn digests(file: &Value, salts: &Salts, redacted: &[Redacted]) -> (Sections, String) {
    let section = |name: &str, items: Vec<(String, String)>| {
        let left_out = redacted.iter().filter(|item| item.section == name);
        let left_out = left_out.map(|item| (item.name.clone(), item.digest.clone()));
        let items: Map<String, Value> =
            items.into_iter().chain(left_out).map(|(name, digest)| (name, digest.into())).collect();
        sha256_hex(&canonical(&Value::Object(items)))
    };
    let sections = Sections {
        head: sha256_hex(&canonical(&head(file))),
        records: section("records", records(file, salts)),
        results: section("results", results(file, salts, redacted)),
        handed_over: section("handed_over", handed_over(file)),
    };
    let all = serde_json::json!({
        "head": sections.head,
        "records": sections.records,
        "results": sections.results,
        "handed_over": sections.handed_over,
    });
    let digest = sha256_hex(&canonical(&all));
    (sections, digest)
}

/// Everything that stands in no other section, and is no list of what was left out.
fn head(file: &Value) -> Value {
    let mut head = file.clone();
    if let Value::Object(fields) = &mut head {
        for name in ["results", "handed_over", REDACTED] {
            fields.remove(name);
        }
        if let Some(Value::Object(assessment)) = fields.get_mut("assessment") {
            assessment.remove("records");
        }
    }
    head
}

fn object(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn records(file: &Value, salts: &Salts) -> Vec<(String, String)> {
    let records = object(file.get("assessment").and_then(|assessment| assessment.get("records")));
    records.map(|(name, record)| (name.clone(), digest(salts.0.get(name), record))).collect()
}

/// The rows of all tables: `table/row`. A table that has none stands by its own
/// name, unless its rows were left out.
fn results(file: &Value, salts: &Salts, redacted: &[Redacted]) -> Vec<(String, String)> {
    let is_left_out = |table: &str| {
        let mut rows = redacted.iter().filter(|item| item.section == "results");
        rows.any(|row| row.name.split_once('/').is_some_and(|(name, _)| name == table))
    };
    let mut items = Vec::new();
    for (table, rows) in object(file.get("results")) {
        match rows {
            Value::Object(rows) if !rows.is_empty() || is_left_out(table) => {
                items.extend(rows.iter().map(|(row, content)| {
                    let salt = source(table, row).and_then(|record| salts.0.get(&record));
                    (format!("{table}/{row}"), digest(salt, content))
                }));
            }
            other => items.push((table.clone(), digest(None, other))),
        }
    }
    items
}

/// The record that a row of the results derives from.
fn source(table: &str, row: &str) -> Option<String> {
    match table {
        "requirements" => Some(format!("answer/{row}/whole")),
        "component_verdicts" => Some(format!("answer/{row}")),
        "findings" => row.split_once('#').map(|(record, _)| record.to_owned()),
        _ => None,
    }
}

fn handed_over(file: &Value) -> Vec<(String, String)> {
    let items = object(file.get("handed_over"));
    items.map(|(name, content)| (name.clone(), digest(None, content))).collect()
}

fn digest(salt: Option<&Salt>, content: &Value) -> String {
    let mut hasher = Hasher::default();
    if let Some(salt) = salt {
        hasher.add(&salt.0);
    }
    hasher.add(&canonical(content));
    hasher.finish()
}
