//! SPDX JSON-LD, version 3.0.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{
    Expected, SbomRefusal,
    fields::{object, place, text},
    reading::{Found, Reading},
    refusal::SPDX,
    subject::SubjectId,
};

const PACKAGE: &str = "software_Package";

pub(super) fn read(context: &Value, graph: &Value) -> Result<Reading, SbomRefusal> {
    let contexts = match context {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let version = contexts
        .iter()
        .filter_map(Value::as_str)
        .find_map(|link| link.split_once("spdx.org/rdf/")?.1.split('/').next());
    let Some(version) = version else { return Err(SbomRefusal::NotAnSbom(None)) };
    if version != "3.0" && !version.starts_with("3.0.") {
        return Err(SbomRefusal::OtherVersion { format: SPDX, version: version.to_owned() });
    }
    let Value::Array(graph) = graph else {
        return Err(SbomRefusal::expected("@graph", Expected::List));
    };
    // Who is named by an id, which packages there are, and what is a root.
    let mut names = BTreeMap::new();
    let mut packages = BTreeSet::new();
    for (index, element) in graph.iter().enumerate() {
        let element = object(element, &place("@graph", index))?;
        let (sort, id) = (sort(element), id(element));
        if sort == PACKAGE {
            packages.insert(id);
        } else if !sort.contains('_')
            && let Some(name) = element.get("name")
        {
            names.insert(id, name);
        }
    }
    let mut root = SubjectId::default();
    for element in graph {
        let roots = match element.get("rootElement") {
            Some(Value::Array(ids)) => ids.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        let ids = roots.iter().filter_map(Value::as_str);
        ids.filter(|id| packages.contains(*id)).for_each(|id| root.add(id));
    }
    let mut reading = Reading::new(SPDX, version);
    for (index, element) in graph.iter().enumerate() {
        let Value::Object(element) = element else { continue };
        if sort(element) != PACKAGE {
            continue;
        }
        let found = package_found(element, &names)
            .map_err(|refusal| refusal.within(&place("@graph", index)))?;
        if root.is(id(element)) && reading.sbom.subject.is_none() {
            reading.sbom.subject = reading.entry(&found);
        } else {
            reading.add(&found);
        }
    }
    Ok(reading)
}

fn sort(element: &Map<String, Value>) -> &str {
    element.get("type").and_then(Value::as_str).unwrap_or_default()
}

fn id(element: &Map<String, Value>) -> &str {
    let id = element.get("spdxId").or_else(|| element.get("@id"));
    id.and_then(Value::as_str).unwrap_or_default()
}

fn package_found<'a>(
    package: &'a Map<String, Value>,
    names: &BTreeMap<&str, &'a Value>,
) -> Result<Found<'a>, SbomRefusal> {
    let description = match text(package, "description")? {
        "" => text(package, "summary")?,
        description => description,
    };
    let supplier = match agent(package.get("suppliedBy"), names) {
        "" => agent(package.get("originatedBy"), names),
        supplier => supplier,
    };
    Ok(Found {
        group: "",
        name: text(package, "name")?,
        version: text(package, "software_packageVersion")?,
        supplier,
        sort: text(package, "software_primaryPurpose")?,
        description,
    })
}

/// The name of an agent: written out, or named by its id, alone or in a list.
fn agent<'a>(value: Option<&'a Value>, names: &BTreeMap<&str, &'a Value>) -> &'a str {
    let value = match value {
        Some(Value::Array(items)) => items.first(),
        value => value,
    };
    let name = match value {
        Some(Value::String(id)) => names.get(id.as_str()).copied(),
        Some(value) => value.get("name"),
        None => None,
    };
    name.and_then(Value::as_str).unwrap_or_default().trim()
}
