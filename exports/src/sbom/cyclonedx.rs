//! CycloneDX JSON, versions 1.2 to 1.7.

use serde_json::{Map, Value};

use super::{
    SbomRefusal,
    fields::{list, object, place, text},
    reading::{Found, Reading},
    refusal::CYCLONEDX,
    supplier::without_address,
};

pub(super) fn read(root: &Map<String, Value>) -> Result<Reading<'_>, SbomRefusal> {
    let format = text(root, "bomFormat")?;
    if format != CYCLONEDX {
        return Err(SbomRefusal::NotAnSbom(Some(format.to_owned())));
    }
    let version = text(root, "specVersion")?;
    if !matches!(version, "1.2" | "1.3" | "1.4" | "1.5" | "1.6" | "1.7") {
        return Err(SbomRefusal::OtherVersion { format: CYCLONEDX, version: version.to_owned() });
    }
    let mut reading = Reading::new(CYCLONEDX, version);
    if let Some(metadata) = root.get("metadata") {
        subject(object(metadata, "metadata")?, &mut reading)
            .map_err(|refusal| refusal.within("metadata"))?;
    }
    nested(root, COMPONENTS, &mut reading)?;
    nested(root, SERVICES, &mut reading)?;
    Ok(reading)
}

/// A list that may stand at any depth, and how one item of it is read.
#[derive(Clone, Copy)]
struct Kind {
    list: &'static str,
    found: for<'a> fn(&'a Map<String, Value>) -> Result<Found<'a>, SbomRefusal>,
}

const COMPONENTS: Kind = Kind { list: "components", found: component_found };
/// What the product uses elsewhere: a certificate may list it, and mostly does not.
const SERVICES: Kind = Kind { list: "services", found: service_found };

fn subject<'a>(
    metadata: &'a Map<String, Value>,
    reading: &mut Reading<'a>,
) -> Result<(), SbomRefusal> {
    let Some(component) = metadata.get("component") else { return Ok(()) };
    let component = object(component, "component")?;
    let within = |refusal: SbomRefusal| refusal.within("component");
    let mut found = component_found(component).map_err(within)?;
    for name in ["supplier", "manufacturer", "manufacture"] {
        if found.supplier.is_empty() {
            found.supplier = organization(metadata, name)?;
        }
    }
    reading.subject = reading.add(found);
    nested(component, COMPONENTS, reading).map_err(within)
}

/// The items of a list of the file, or within another item. How deep they are
/// nested is limited by the reader of JSON.
fn nested<'a>(
    parent: &'a Map<String, Value>,
    kind: Kind,
    reading: &mut Reading<'a>,
) -> Result<(), SbomRefusal> {
    for (index, item) in list(parent, kind.list)? {
        let mut add = || {
            let item = object(item, "")?;
            reading.add((kind.found)(item)?);
            nested(item, kind, reading)
        };
        add().map_err(|refusal: SbomRefusal| refusal.within(&place(kind.list, index)))?;
    }
    Ok(())
}

fn component_found(component: &Map<String, Value>) -> Result<Found<'_>, SbomRefusal> {
    let mut supplier = "";
    for name in ["supplier", "manufacturer", "publisher", "author"] {
        if supplier.is_empty() {
            supplier = match name {
                "publisher" | "author" => without_address(text(component, name)?),
                _ => organization(component, name)?,
            };
        }
    }
    if supplier.is_empty()
        && let Some((index, author)) = list(component, "authors")?.next()
    {
        let place = place("authors", index);
        let name = object(author, "").and_then(|author| text(author, "name"));
        supplier = without_address(name.map_err(|refusal| refusal.within(&place))?);
    }
    Ok(Found {
        group: text(component, "group")?,
        name: text(component, "name")?,
        version: text(component, "version")?,
        supplier,
        purl: text(component, "purl")?,
        sort: text(component, "type")?,
        description: text(component, "description")?,
    })
}

fn service_found(service: &Map<String, Value>) -> Result<Found<'_>, SbomRefusal> {
    Ok(Found {
        group: text(service, "group")?,
        name: text(service, "name")?,
        version: text(service, "version")?,
        supplier: organization(service, "provider")?,
        purl: "",
        sort: "service",
        description: text(service, "description")?,
    })
}

/// The name of an organization.
fn organization<'a>(owner: &'a Map<String, Value>, name: &str) -> Result<&'a str, SbomRefusal> {
    match owner.get(name) {
        None => Ok(""),
        Some(value) => text(object(value, name)?, "name")
            .map(without_address)
            .map_err(|refusal| refusal.within(name)),
    }
}
