//! SPDX JSON, versions 2.2 and 2.3.

use serde_json::{Map, Value};

use super::{
    SbomRefusal,
    fields::{asserted, list, object, place, text},
    reading::{Found, Reading},
    refusal::SPDX,
    subject::SubjectId,
};

pub(super) fn read(root: &Map<String, Value>) -> Result<Reading, SbomRefusal> {
    let stated = text(root, "spdxVersion")?;
    let version = stated.strip_prefix("SPDX-").unwrap_or(stated);
    if !matches!(version, "2.2" | "2.3") {
        return Err(SbomRefusal::OtherVersion { format: SPDX, version: version.to_owned() });
    }
    let mut described = SubjectId::default();
    for id in list(root, "documentDescribes")? {
        described.add(id.as_str().unwrap_or_default());
    }
    for (index, relation) in list(root, "relationships")?.iter().enumerate() {
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
    for (index, package) in list(root, "packages")?.iter().enumerate() {
        let mut add = || {
            let package = object(package, "")?;
            let found = package_found(package)?;
            if described.is(text(package, "SPDXID")?) && reading.sbom.subject.is_none() {
                reading.sbom.subject = reading.entry(&found);
            } else {
                reading.add(&found);
            }
            Ok(())
        };
        add().map_err(|refusal: SbomRefusal| refusal.within(&place("packages", index)))?;
    }
    Ok(reading)
}

fn package_found(package: &Map<String, Value>) -> Result<Found<'_>, SbomRefusal> {
    let supplier = match asserted(package, "supplier")? {
        "" => asserted(package, "originator")?,
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
        supplier: actor(supplier),
        sort: text(package, "primaryPackagePurpose")?,
        description,
    })
}

/// `Organization: Example Ltd (info@example.com)` -> `Example Ltd`.
fn actor(text: &str) -> &str {
    let name = ["Organization:", "Person:", "Tool:"]
        .into_iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .unwrap_or(text);
    let mail = name.rfind('(').filter(|at| name.ends_with(')') && name[*at..].contains('@'));
    let empty = name.strip_suffix("()").unwrap_or(name);
    mail.map_or(empty, |at| &name[..at]).trim()
}
