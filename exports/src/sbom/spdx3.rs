//! SPDX JSON-LD, version 3.0.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{
    Expected, SbomRefusal,
    fields::{list, object, place, text},
    reading::{Found, Reading},
    refusal::SPDX,
    subject::SubjectId,
    supplier::without_address,
};

pub(super) fn read<'a>(root: &'a Value, context: &'a Value) -> Result<Reading<'a>, SbomRefusal> {
    let version = alone_or_listed(context)
        .iter()
        .filter_map(Value::as_str)
        .find_map(|link| link.split_once("spdx.org/rdf/")?.1.split('/').next());
    let Some(version) = version else { return Err(SbomRefusal::NotAnSbom(None)) };
    if version != "3.0" && !version.starts_with("3.0.") {
        return Err(SbomRefusal::OtherVersion { format: SPDX, version: version.to_owned() });
    }
    // A file of one element may do without a graph.
    let graph = match root.get("@graph") {
        None => std::slice::from_ref(root),
        Some(Value::Array(graph)) => graph,
        Some(_) => return Err(SbomRefusal::expected("@graph", Expected::List)),
    };
    let mut elements = Vec::new();
    for (index, element) in graph.iter().enumerate().filter(|(_, element)| !element.is_null()) {
        elements.push((index, object(element, &place("@graph", index))?));
    }
    // Who is named by an id, which packages there are, and what is a root.
    let mut names = BTreeMap::new();
    let mut packages = BTreeSet::new();
    for (_, element) in &elements {
        match class(element) {
            Class::Package => _ = packages.insert(id(element)),
            Class::Core => names.extend(element.get("name").map(|name| (id(element), name))),
            Class::Part(_) | Class::Beside => {}
        }
    }
    let mut root = SubjectId::default();
    for (_, element) in &elements {
        let roots = element.get("rootElement").map_or(&[][..], alone_or_listed);
        let ids = roots.iter().filter_map(Value::as_str);
        ids.filter(|id| packages.contains(*id)).for_each(|id| root.add(id));
    }
    let mut reading = Reading::new(SPDX, version);
    for (index, element) in elements {
        let mut add = || {
            match class(element) {
                Class::Package => {
                    let added = reading.add(package_found(element, &names)?);
                    if reading.subject.is_none() && root.is(id(element)) {
                        reading.subject = added;
                    }
                }
                Class::Part(sort) => reading.leave_out(text(element, "name")?, sort),
                Class::Core | Class::Beside => {}
            }
            Ok(())
        };
        add().map_err(|refusal: SbomRefusal| refusal.within(&place("@graph", index)))?;
    }
    Ok(reading)
}

/// What an element is, as far as a list of components goes.
enum Class<'a> {
    /// A package of any profile: of software, a dataset, an AI model.
    Package,
    /// Something else of the product or its making, and what it is called: a
    /// file, a snippet, a build.
    Part(&'a str),
    /// An element of the core, such as an organization.
    Core,
    /// What is said of other elements: licences, vulnerabilities, the SBOM.
    Beside,
}

/// The type: `profile_Class`, or of the core `Class` alone.
fn stated_type(element: &Map<String, Value>) -> &str {
    let stated = element.get("type").or_else(|| element.get("@type"));
    stated.and_then(Value::as_str).unwrap_or_default()
}

fn class(element: &Map<String, Value>) -> Class<'_> {
    match stated_type(element).split_once('_') {
        None => Class::Core,
        Some((_, class)) if class.ends_with("Package") => Class::Package,
        Some(("security" | "simplelicensing" | "expandedlicensing" | "extension", _)) => {
            Class::Beside
        }
        Some((_, "Sbom")) => Class::Beside,
        Some((_, class)) => Class::Part(class),
    }
}

fn id(element: &Map<String, Value>) -> &str {
    let id = element.get("spdxId").or_else(|| element.get("@id"));
    id.and_then(Value::as_str).unwrap_or_default()
}

/// Many fields hold one value, or a list of them.
fn alone_or_listed(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        one => std::slice::from_ref(one),
    }
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
    let sort = match (text(package, "software_primaryPurpose")?, stated_type(package)) {
        ("", "ai_AIPackage") => "model",
        ("", "dataset_DatasetPackage") => "data",
        (purpose, _) => purpose,
    };
    Ok(Found {
        group: "",
        name: text(package, "name")?,
        version: text(package, "software_packageVersion")?,
        supplier,
        purl: purl(package)?,
        sort,
        description,
    })
}

/// The package URL: a field of its own, or one of several ids.
fn purl(package: &Map<String, Value>) -> Result<&str, SbomRefusal> {
    let own = text(package, "software_packageUrl")?;
    if !own.is_empty() {
        return Ok(own);
    }
    let ids = list(package, "externalIdentifier")?.map(|(_, id)| id);
    let purl = ids
        .filter(|id| id.get("externalIdentifierType").is_some_and(|sort| sort == "packageUrl"))
        .find_map(|id| id.get("identifier")?.as_str());
    Ok(purl.unwrap_or_default().trim())
}

/// The name of the first agent that has one: written out, or named by its id.
fn agent<'a>(value: Option<&'a Value>, names: &BTreeMap<&str, &'a Value>) -> &'a str {
    let name = |agent: &'a Value| {
        let name = match agent {
            Value::String(id) => names.get(id.as_str()).copied(),
            written => written.get("name"),
        };
        name?.as_str().map(without_address).filter(|name| !name.is_empty())
    };
    value.map_or(&[][..], alone_or_listed).iter().find_map(name).unwrap_or_default()
}
