//! CycloneDX JSON, versions 1.2 to 1.7.

use serde_json::{Map, Value};

use super::{
    SbomRefusal,
    fields::{list, object, place, text},
    reading::{Found, Reading},
    refusal::CYCLONEDX,
};

pub(super) fn read(root: &Map<String, Value>) -> Result<Reading, SbomRefusal> {
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
    nested(root, &mut reading)?;
    Ok(reading)
}

fn subject(metadata: &Map<String, Value>, reading: &mut Reading) -> Result<(), SbomRefusal> {
    let Some(component) = metadata.get("component") else { return Ok(()) };
    let component = object(component, "component")?;
    let within = |refusal: SbomRefusal| refusal.within("component");
    let mut found = component_found(component).map_err(within)?;
    for name in ["supplier", "manufacturer", "manufacture"] {
        if found.supplier.is_empty() {
            found.supplier = organization(metadata, name)?;
        }
    }
    reading.sbom.subject = reading.entry(&found);
    nested(component, reading).map_err(within)
}

/// The components of the file, or within a component. How deep they are nested
/// is limited by the reader of JSON.
fn nested(parent: &Map<String, Value>, reading: &mut Reading) -> Result<(), SbomRefusal> {
    for (index, component) in list(parent, "components")?.iter().enumerate() {
        let mut add = || {
            let component = object(component, "")?;
            reading.add(&component_found(component)?);
            nested(component, reading)
        };
        add().map_err(|refusal: SbomRefusal| refusal.within(&place("components", index)))?;
    }
    Ok(())
}

fn component_found(component: &Map<String, Value>) -> Result<Found<'_>, SbomRefusal> {
    let mut supplier = "";
    for name in ["supplier", "manufacturer", "publisher", "author"] {
        if supplier.is_empty() {
            supplier = match name {
                "publisher" | "author" => text(component, name)?,
                _ => organization(component, name)?,
            };
        }
    }
    if supplier.is_empty()
        && let Some(author) = list(component, "authors")?.first()
    {
        supplier = object(author, "authors[0]").and_then(|author| {
            text(author, "name").map_err(|refusal| refusal.within("authors[0]"))
        })?;
    }
    Ok(Found {
        group: text(component, "group")?,
        name: text(component, "name")?,
        version: text(component, "version")?,
        supplier,
        sort: text(component, "type")?,
        description: text(component, "description")?,
    })
}

/// The name of an organization.
fn organization<'a>(owner: &'a Map<String, Value>, name: &str) -> Result<&'a str, SbomRefusal> {
    match owner.get(name) {
        None | Some(Value::Null) => Ok(""),
        Some(value) => text(object(value, name)?, "name").map_err(|refusal| refusal.within(name)),
    }
}
