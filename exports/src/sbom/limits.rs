//! How much of a file is read.

use exready::json::Limits;
use serde_json::Value;

/// An SBOM of 50,000 components with every field that is kept has 600,000
/// values: three times that leaves room for relations, references and files.
pub(super) const LIMITS: Limits =
    Limits { depth: 32, values: 2_000_000, field: is_kept, item: is_kept_item };

/// The fields that are looked at; all others are passed over unread.
fn is_kept(name: &str) -> bool {
    const KEPT: &[&str] = &[
        "@context",
        "@graph",
        "@id",
        "@type",
        "SPDXID",
        "author",
        "authors",
        "bomFormat",
        "component",
        "components",
        "description",
        "documentDescribes",
        "externalIdentifier",
        "externalIdentifierType",
        "externalRefs",
        "fileName",
        "files",
        "group",
        "identifier",
        "manufacture",
        "manufacturer",
        "metadata",
        "name",
        "originatedBy",
        "originator",
        "packages",
        "primaryPackagePurpose",
        "provider",
        "publisher",
        "purl",
        "referenceLocator",
        "referenceType",
        "relatedSpdxElement",
        "relationshipType",
        "relationships",
        "rootElement",
        "sbom",
        "services",
        "snippets",
        "software_packageUrl",
        "software_packageVersion",
        "software_primaryPurpose",
        "spdxElementId",
        "spdxId",
        "spdxVersion",
        "specVersion",
        "summary",
        "suppliedBy",
        "supplier",
        "type",
        "version",
        "versionInfo",
    ];
    KEPT.contains(&name)
}

/// Of the relations of SPDX, which may outnumber its packages, only those that
/// say what the SBOM is about are looked at.
fn is_kept_item(item: &Value) -> bool {
    match item.get("relationshipType") {
        None | Some(Value::Null) => true,
        Some(sort) => sort == "DESCRIBES" || sort == "DESCRIBED_BY",
    }
}
