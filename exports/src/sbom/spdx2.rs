//! SPDX JSON, versions 2.2 and 2.3.

use exready::sbom::Sort;
use serde_json::{Map, Value};

use super::{
    SbomRefusal,
    fields::{asserted, list, object, place, text},
    reading::{Found, Reading},
    refusal::SPDX,
    subject::SubjectId,
    supplier::actor,
};

pub(super) fn read(root: &Map<String, Value>) -> Result<Reading<'_>, SbomRefusal> {
    let stated = text(root, "spdxVersion")?;
    let version = stated.strip_prefix("SPDX-").unwrap_or(stated);
    if !matches!(version, "2.2" | "2.3") {
        return Err(SbomRefusal::OtherVersion { format: SPDX, version: version.to_owned() });
    }
    let mut described = SubjectId::default();
    for (_, id) in list(root, "documentDescribes")? {
        described.add(id.as_str().unwrap_or_default());
    }
    for (index, relation) in list(root, "relationships")? {
        let ends = || {
            let relation = object(relation, "")?;
            let from = text(relation, "spdxElementId")?;
            let to = text(relation, "relatedSpdxElement")?;
            Ok(match (from, to) {
                ("SPDXRef-DOCUMENT", package) | (package, "SPDXRef-DOCUMENT") => package,
                _ => "",
            })
        };
        let within = |refusal: SbomRefusal| refusal.within(&place("relationships", index));
        described.add(ends().map_err(within)?);
    }
    let mut reading = Reading::new(SPDX, version);
    for (index, package) in list(root, "packages")? {
        let mut add = || {
            let package = object(package, "")?;
            let added = reading.add(package_found(package)?);
            if reading.subject.is_none() && described.is(text(package, "SPDXID")?) {
                reading.subject = added;
            }
            Ok(())
        };
        add().map_err(|refusal: SbomRefusal| refusal.within(&place("packages", index)))?;
    }
    // A certificate lists what the product consists of, not the files of it.
    for (name, field, sort) in
        [("files", "fileName", Sort::File.text()), ("snippets", "name", "Snippet")]
    {
        for (index, item) in list(root, name)? {
            let item = object(item, "").and_then(|item| text(item, field));
            reading.leave_out(item.map_err(|refusal| refusal.within(&place(name, index)))?, sort);
        }
    }
    Ok(reading)
}

fn package_found(package: &Map<String, Value>) -> Result<Found<'_>, SbomRefusal> {
    let supplier = match actor(text(package, "supplier")?) {
        "" => actor(text(package, "originator")?),
        supplier => supplier,
    };
    let description = match asserted(package, "description")? {
        "" => asserted(package, "summary")?,
        description => description,
    };
    Ok(Found {
        group: "",
        name: text(package, "name")?,
        version: asserted(package, "versionInfo")?,
        supplier,
        purl: purl(package)?,
        sort: text(package, "primaryPackagePurpose")?,
        description,
    })
}

/// The package URL, which stands among the references to elsewhere.
fn purl(package: &Map<String, Value>) -> Result<&str, SbomRefusal> {
    for (index, reference) in list(package, "externalRefs")? {
        let read = || {
            let reference = object(reference, "")?;
            let sort = text(reference, "referenceType")?;
            if sort == "purl" { text(reference, "referenceLocator") } else { Ok("") }
        };
        let purl = read().map_err(|refusal| refusal.within(&place("externalRefs", index)))?;
        if !purl.is_empty() {
            return Ok(purl);
        }
    }
    Ok("")
}
