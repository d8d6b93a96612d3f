//! Reading SBOMs: what is taken over, what is refused and how, what is offered.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../../tests/support/cases.rs"]
mod cases;
#[path = "../../tests/support/values.rs"]
mod values;

use std::fmt::Write as _;

use exports::sbom::{Expected, Sbom, SbomRefusal, answer, read};
use exready::{
    assessment::{COMPONENTS_MAX, Component, ComponentId, DESCRIPTION_MAX, LINE_MAX},
    catalogue::ComponentKind,
    json::Unreadable,
    sbom::{Entry, NoRoom, Offer, PROPOSALS_MAX, SIZE_MAX, Sort, TooLarge, components_from},
};
use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::{Value, json};

const CYCLONEDX: &[u8] = include_bytes!("data/sbom/flow-meter.cdx.json");
const SPDX_2: &[u8] = include_bytes!("data/sbom/flow-meter.spdx.json");
const SPDX_3: &[u8] = include_bytes!("data/sbom/flow-meter.spdx3.json");

fn entry(name: &str, version: &str, supplier: &str, sort: Sort, description: &str) -> Entry {
    let [name, version, supplier, description] =
        [name, version, supplier, description].map(str::to_owned);
    Entry { name, version, supplier, purl: String::new(), sort, description }
}

/// The names and suppliers of what a file offers.
fn named(sbom: &Sbom) -> Vec<(&str, &str)> {
    let entries = sbom.entries.iter();
    entries.map(|entry| (entry.name.as_str(), entry.supplier.as_str())).collect()
}

fn read_json(value: &Value) -> Result<Sbom, SbomRefusal> {
    read(&serde_json::to_vec(value).unwrap())
}

fn cyclonedx(components: &Value) -> Result<Sbom, SbomRefusal> {
    read_json(&json!({"bomFormat": "CycloneDX", "specVersion": "1.5", "components": components}))
}

fn refused(text: &str) -> SbomRefusal {
    read(text.as_bytes()).unwrap_err()
}

#[test]
fn a_cyclonedx_file_is_read_with_all_that_is_nested_in_it() {
    let sbom = read(CYCLONEDX).unwrap();
    assert_eq!((sbom.format, sbom.version.as_str()), ("CycloneDX", "1.6"));
    let product = entry("FlowMeter 7", "3.2.0", "Example Flow Ltd", Sort::Device, "");
    assert_eq!(sbom.subject, Some(product));
    let expected = [
        entry("boot loader", "1.1", "Example Boot GmbH", Sort::Firmware, ""),
        entry("measure", "3.2.0", "Example Flow Ltd", Sort::Application, "Measures & reports."),
        entry("org.example/tls", "3.6.2", "Ann Author", Sort::Library, "TLS."),
        entry("tiny-os", "5.0", "The tiny-os authors", Sort::OperatingSystem, ""),
        entry("web", "1", "Example Web AG", Sort::Container, ""),
        entry("leak model", "", "", Sort::Model, ""),
        entry("ui", "", "", Sort::Framework, ""),
    ];
    assert_eq!(sbom.entries, expected);
    assert_eq!((sbom.merged.count, sbom.nameless, sbom.clipped), (1, 1, 0));
    let notes = sbom.notes().join(" ");
    assert!(notes.contains("it repeats another entry: org.example/tls 3.6.2."), "{notes}");
    assert!(notes.contains("no name"), "{notes}");
}

#[test]
fn an_spdx_2_file_is_read() {
    let sbom = read(SPDX_2).unwrap();
    assert_eq!((sbom.format, sbom.version.as_str()), ("SPDX", "2.3"));
    let product = entry("FlowMeter 7", "3.2.0", "Example Flow Ltd", Sort::Firmware, "");
    assert_eq!(sbom.subject, Some(product));
    let expected = [
        entry("tiny-os", "5.0", "Ann Author", Sort::OperatingSystem, "An operating system."),
        entry("tls", "", "", Sort::Library, ""),
        entry("unstated", "", "", Sort::Other, ""),
    ];
    assert_eq!(sbom.entries, expected);
    assert!(sbom.notes().is_empty());
    let wrapped: Value = serde_json::from_slice(SPDX_2).unwrap();
    assert_eq!(read_json(&json!({"sbom": wrapped})).unwrap(), sbom);
}

#[test]
fn an_spdx_3_file_is_read() {
    let sbom = read(SPDX_3).unwrap();
    assert_eq!((sbom.format, sbom.version.as_str()), ("SPDX", "3.0.1"));
    let product = entry("FlowMeter 7", "3.2.0", "Example Flow Ltd", Sort::Device, "");
    assert_eq!(sbom.subject, Some(product));
    let os = entry("tiny-os", "5.0", "Ann Author", Sort::OperatingSystem, "An operating system.");
    assert_eq!(sbom.entries, [os]);
    assert_eq!(sbom.notes(), ["1 not offered, because it is not a package: a.bin (File)."]);
}

#[test]
fn null_is_as_if_there_were_nothing() {
    for file in [
        &include_bytes!("data/sbom/null-metadata.json")[..],
        include_bytes!("data/sbom/null-metadata-component.json"),
    ] {
        assert_eq!(read(file).unwrap().entries, [entry("boot", "1.0", "", Sort::Firmware, "")]);
    }
    // In any place of any format.
    for file in [CYCLONEDX, SPDX_2, SPDX_3] {
        let whole: Value = serde_json::from_slice(file).unwrap();
        let mut places = Vec::new();
        values::pointers(&whole, String::new(), &mut places);
        for place in places.iter().filter(|place| !place.is_empty()) {
            let mut file = whole.clone();
            *file.pointer_mut(place).unwrap() = Value::Null;
            let with_null = read_json(&file);
            let (parent, name) = place.rsplit_once('/').unwrap();
            match file.pointer_mut(parent).unwrap() {
                Value::Object(fields) => _ = fields.remove(name),
                Value::Array(items) => _ = items.remove(name.parse().unwrap()),
                _ => continue,
            }
            assert_eq!(with_null, read_json(&file), "{place}");
        }
    }
}

#[test]
fn entries_are_the_same_only_if_supplier_sort_and_package_url_agree() {
    let sbom = read(include_bytes!("data/sbom/same-name-two-suppliers.json")).unwrap();
    assert_eq!(named(&sbom), [("bootloader", "Vendor A"), ("bootloader", "Vendor B")]);
    assert!(sbom.notes().is_empty());
    // Who supplies the second, nobody says: it may be another.
    let stated = json!([{"name": "a", "supplier": {"name": "A"}}, {"name": "a"}]);
    assert_eq!(named(&cyclonedx(&stated).unwrap()), [("a", "A"), ("a", "")]);
    let sbom = cyclonedx(&json!([
        {"name": "a", "type": "library", "purl": "pkg:deb/a?arch=amd64"},
        {"name": "a", "type": "library", "purl": "pkg:deb/a?arch=arm64"},
        {"name": "a", "type": "library", "purl": "pkg:deb/a?arch=amd64", "description": "D"},
        {"name": "a", "type": "firmware", "purl": "pkg:deb/a?arch=amd64"},
        {"name": "b", "type": "library", "purl": "pkg:deb/b"},
    ]))
    .unwrap();
    let purls: Vec<&str> = sbom.entries.iter().map(|entry| entry.purl.as_str()).collect();
    // Only those that differ in nothing else are told apart by it.
    assert_eq!(purls, ["pkg:deb/a?arch=amd64", "pkg:deb/a?arch=arm64", "", ""]);
    assert_eq!(sbom.entries[0].description, "D");
    assert_eq!((sbom.merged.count, sbom.merged.to_string().as_str()), (1, "a"));
    let purls = |file: &Value| {
        let sbom = read_json(file).unwrap();
        sbom.entries.iter().map(|entry| entry.purl.clone()).collect::<Vec<_>>()
    };
    let package = |purl: &str| {
        json!({"name": "a", "externalRefs": [
            {"referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:a:x"},
            {"referenceType": "purl", "referenceLocator": purl},
        ]})
    };
    let spdx_2 =
        json!({"spdxVersion": "SPDX-2.3", "packages": [package("pkg:x/1"), package("pkg:x/2")]});
    assert_eq!(purls(&spdx_2), ["pkg:x/1", "pkg:x/2"]);
    let spdx_3 = json!({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
        {"type": "software_Package", "name": "a", "software_packageUrl": "pkg:x/1"},
        {"type": "software_Package", "name": "a", "externalIdentifier": [
            {"externalIdentifierType": "cpe23", "identifier": "cpe:2.3:a:x"},
            {"externalIdentifierType": "packageUrl", "identifier": "pkg:x/2"},
        ]},
    ]});
    assert_eq!(purls(&spdx_3), ["pkg:x/1", "pkg:x/2"]);
}

#[test]
fn what_an_sbom_is_about_is_offered_once_if_it_is_listed_too() {
    let product = json!({"type": "device", "name": "a", "version": "1"});
    let sbom = read_json(&json!({"bomFormat": "CycloneDX", "specVersion": "1.6",
        "metadata": {"component": product}, "components": [product, {"name": "b"}]}))
    .unwrap();
    assert_eq!(sbom.subject.as_ref().unwrap().name, "a");
    assert_eq!(named(&sbom), [("b", "")]);
    assert_eq!(sbom.merged.to_string(), "a 1");
}

#[test]
fn spdx_3_packages_of_every_profile_are_offered_with_their_sort() {
    let sbom = read(include_bytes!("data/sbom/spdx3-aipackage.json")).unwrap();
    let expected = [
        entry("leak model", "1.2", "Example Ltd", Sort::Model, ""),
        entry("training set", "", "", Sort::Data, ""),
    ];
    assert_eq!(sbom.entries, expected);
    let sbom = read_json(&json!({
        "@context": ["https://spdx.org/rdf/3.0.1/spdx-context.jsonld"],
        "@graph": [
            {"type": "ai_AIPackage", "name": "a", "software_primaryPurpose": "application"},
            {"type": "other_OtherPackage", "name": "b", "software_primaryPurpose": "deviceDriver"},
            {"type": "software_Snippet", "name": "lines"},
            {"type": "build_Build", "name": "nightly"},
            {"type": "build_Build"},
            {"type": "software_Sbom", "name": "the SBOM"},
            {"type": "security_Vulnerability", "name": "CVE-2026-1"},
            {"type": "simplelicensing_LicenseExpression", "name": "MIT"},
        ],
    }))
    .unwrap();
    let sorts: Vec<Sort> = sbom.entries.iter().map(|entry| entry.sort).collect();
    assert_eq!(sorts, [Sort::Application, Sort::Driver]);
    let note = "2 not offered, because they are not packages: lines (Snippet); nightly (Build).";
    assert_eq!(sbom.notes(), [note]);
    let alone = json!({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
        "type": "software_Package", "name": "alone"});
    assert_eq!(named(&read_json(&alone).unwrap()), [("alone", "")]);
}

#[test]
fn services_are_offered_and_not_preselected() {
    let sbom = read(include_bytes!("data/sbom/services-too.json")).unwrap();
    let cloud = entry("Cloud API", "1", "", Sort::Service, "");
    assert_eq!(sbom.entries, [entry("boot", "1.0", "", Sort::Firmware, ""), cloud]);
    let chosen: Vec<bool> = sbom.proposals().iter().map(|offer| offer.preselected).collect();
    assert_eq!(chosen, [true, false]);
    let nested = json!({"bomFormat": "CycloneDX", "specVersion": "1.5", "services": [
        {"group": "org.example", "name": "a", "provider": {"name": "P"}, "services": [{"name": "b"}]},
    ]});
    let sbom = read_json(&nested).unwrap();
    assert_eq!(named(&sbom), [("org.example/a", "P"), ("b", "")]);
    let wrong = json!({"bomFormat": "CycloneDX", "specVersion": "1.5",
        "services": [{"name": "a", "services": [{"name": 1}]}]});
    let refusal = read_json(&wrong).unwrap_err().to_string();
    assert!(refusal.contains("`services[0].services[0].name`"), "{refusal}");
}

#[test]
fn suppliers_are_read_without_their_addresses() {
    let sbom = read(include_bytes!("data/sbom/spdx2-supplier-mail.json")).unwrap();
    let expected = [
        ("a", "Ann Author"),
        ("b", "Example Ltd"),
        ("c", "Example Ltd"),
        ("d", "Lower Ltd"),
        ("e", ""),
        ("f", ""),
    ];
    assert_eq!(named(&sbom), expected);
    assert_eq!(sbom.nameless, 1);
    for (text, supplier) in [
        ("PERSON : Ann Author", "Ann Author"),
        ("Tool: scanner-1.0", "scanner-1.0"),
        ("Organization: Example Ltd (info(at)example.com)", "Example Ltd"),
        ("Organization: Example Ltd [info at example.com]", "Example Ltd"),
        ("Person: Ann Author, ann@example.com", "Ann Author"),
        ("Person: Ann Author <ann@example.com> (https://example.com/)", "Ann Author"),
        ("Person: Ann Author;\u{a0}ann@example.com", "Ann Author"),
        ("Person: ann@example.com", ""),
        ("Organization: Example (Germany)", "Example (Germany)"),
        ("Organization: Example (AT)", "Example (AT)"),
        ("Organization: Example, Inc.", "Example, Inc."),
        ("Organization: @example", "@example"),
        ("Organization: )", ")"),
        ("Example: Ltd", "Example: Ltd"),
        ("organization: none", ""),
        ("NoAssertion", ""),
    ] {
        let file =
            json!({"spdxVersion": "SPDX-2.3", "packages": [{"name": "a", "supplier": text}]});
        assert_eq!(named(&read_json(&file).unwrap()), [("a", supplier)], "{text}");
    }
    let author = cyclonedx(&json!([
        {"name": "a", "author": "Ann Author <ann@example.com>"},
        {"name": "b", "authors": [null, {"name": "Ben Author (ben@example.com)"}]},
        {"name": "c", "supplier": {"name": "NOASSERTION"}, "publisher": "P"},
    ]))
    .unwrap();
    assert_eq!(named(&author), [("a", "Ann Author"), ("b", "Ben Author"), ("c", "P")]);
}

#[test]
fn files_of_spdx_2_are_named_and_not_offered() {
    let files: Vec<Value> = (1..9).map(|n| json!({"fileName": format!("./{n}.c")})).collect();
    let file = json!({"spdxVersion": "SPDX-2.3", "packages": [{"name": "a"}], "files": files});
    let note = "8 not offered, because they are not packages: ./1.c (File); ./2.c (File); \
                ./3.c (File); ./4.c (File); ./5.c (File) and 3 more.";
    assert_eq!(read_json(&file).unwrap().notes(), [note]);
    // A file that offers nothing still says what is in it.
    let file = json!({"spdxVersion": "SPDX-2.3", "files": files});
    assert_eq!(read_json(&file).unwrap().notes(), [note]);
}

/// A text as UTF-16, with a byte order mark or without.
fn utf16(text: &str, order: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    mark.into_iter().chain(text.encode_utf16()).flat_map(order).collect()
}

#[test]
fn every_unicode_encoding_is_read() {
    let boot = [entry("boot", "1.0", "", Sort::Firmware, "")];
    assert_eq!(read(include_bytes!("data/sbom/utf16le-bom.json")).unwrap().entries, boot);
    let text = r#"{"spdxVersion": "SPDX-2.3", "packages": [{"name": "Zähler 𝄞"}]}"#;
    let files = [
        text.as_bytes().to_vec(),
        ["\u{feff}", text].concat().into_bytes(),
        utf16(text, u16::to_le_bytes, true),
        utf16(text, u16::to_be_bytes, true),
        utf16(text, u16::to_le_bytes, false),
        utf16(text, u16::to_be_bytes, false),
    ];
    for file in files {
        assert_eq!(named(&read(&file).unwrap()), [("Zähler 𝄞", "")]);
    }
    // Half a letter, and half a byte pair.
    let mut file = utf16("{}", u16::to_le_bytes, true);
    file.push(b'{');
    assert_eq!(read(&file).unwrap_err(), SbomRefusal::Utf16 { offset: 6 });
    let refusal = read(b"\xff\xfe{\0\0\xd8{\0").unwrap_err();
    assert!(refusal.to_string().contains("UTF-16 text, but is not UTF-16 at byte 4"), "{refusal}");
}

#[test]
fn other_forms_are_refused_with_a_way_to_convert_them() {
    let cyclonedx = r#"<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.5"/>"#;
    let rdf = r#"<rdf:RDF xmlns:spdx="http://spdx.org/rdf/terms#"></rdf:RDF>"#;
    for (text, parts) in [
        (cyclonedx, ["CycloneDX as XML", "`cyclonedx-cli convert`"]),
        (rdf, ["SPDX as RDF/XML", "`pyspdxtools`"]),
        ("<Document><spdxVersion>SPDX-2.3</spdxVersion>", ["SPDX as XML", "`pyspdxtools`"]),
        ("SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0", ["SPDX as tag-value", "`pyspdxtools`"]),
        ("# by hand\r\nSPDXVersion: SPDX-2.2", ["SPDX as tag-value", "`pyspdxtools`"]),
        ("---\nspdxVersion: \"SPDX-2.3\"\npackages:", ["SPDX as YAML", "`pyspdxtools`"]),
        ("\n  <!DOCTYPE html><html>", ["XML or HTML", "not an SBOM"]),
    ] {
        let files = [
            text.as_bytes().to_vec(),
            ["\u{feff}", text].concat().into_bytes(),
            // In an encoding of old.
            [text.as_bytes(), b"\xe4"].concat(),
            utf16(text, u16::to_le_bytes, true),
            utf16(text, u16::to_be_bytes, true),
            utf16(text, u16::to_le_bytes, false),
        ];
        for file in files {
            let refusal = read(&file).unwrap_err().to_string();
            assert!(parts.iter().all(|part| refusal.contains(part)), "{text}: {refusal}");
        }
    }
}

#[test]
fn of_several_described_packages_none_is_the_subject() {
    let mut file: Value = serde_json::from_slice(SPDX_2).unwrap();
    file["documentDescribes"] = json!(["SPDXRef-os"]);
    let sbom = read_json(&file).unwrap();
    assert_eq!((sbom.subject, sbom.entries.len()), (None, 4));
    file["relationships"] = json!([
        {"spdxElementId": "SPDXRef-os", "relationshipType": "DESCRIBED_BY", "relatedSpdxElement": "SPDXRef-DOCUMENT"},
        {"spdxElementId": "SPDXRef-tls", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-x"},
    ]);
    assert_eq!(read_json(&file).unwrap().subject.unwrap().name, "tiny-os");
}

#[test]
fn all_known_versions_are_read_and_others_are_named() {
    let with = |version: &str| {
        read_json(
            &json!({"bomFormat": "CycloneDX", "specVersion": version, "components": [{"name": "a"}]}),
        )
    };
    for version in ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"] {
        assert_eq!(with(version).unwrap().version, version);
    }
    for version in ["1.1", "1.8", "2.0", ""] {
        let refusal = with(version).unwrap_err();
        assert_eq!(
            refusal,
            SbomRefusal::OtherVersion { format: "CycloneDX", version: version.to_owned() }
        );
        assert!(refusal.to_string().contains("1.2 - 1.7"));
    }
    let spdx =
        |version: &str| read_json(&json!({"spdxVersion": version, "packages": [{"name": "a"}]}));
    assert_eq!(spdx("SPDX-2.2").unwrap().version, "2.2");
    assert!(spdx("SPDX-2.1").unwrap_err().to_string().contains("2.2, 2.3, 3.0"));
    let later = json!({"@context": "https://spdx.org/rdf/3.1/spdx-context.jsonld", "@graph": []});
    assert!(read_json(&later).unwrap_err().to_string().contains("`3.1`"));
}

#[test]
fn what_is_no_sbom_is_refused_in_words_that_say_what_to_do() {
    let huge = vec![b' '; SIZE_MAX as usize + 1];
    let deep = format!("{{\"bomFormat\":\"CycloneDX\",\"components\":{}", "[".repeat(40));
    let cases: &[(&[u8], &[&str])] = &[
        (b"", &["empty"]),
        (b"\xff\xfe", &["empty"]),
        (b" \n\xef", &["byte 2", "CycloneDX JSON or SPDX JSON"]),
        (b"PK\x03\x04\x0a\0", &["compressed", "Unpack"]),
        (b"\x1f\x8b\x08", &["compressed"]),
        (b"%PDF-1.7", &["line 1, column 1", "CycloneDX JSON or SPDX JSON"]),
        (b"\xff\xfe{\0", &["incomplete"]),
        (
            b"{\"bomFormat\":\"CycloneDX\",\n\"components\":[{\"na",
            &["incomplete", "line 2, column 18"],
        ),
        (b"{\"bomFormat\":\"CycloneDX\",\"bomFormat\":1}", &["`bomFormat` appears twice"]),
        (deep.as_bytes(), &["deeper than 32"]),
        (b"[]", &["not an SBOM", "bomFormat"]),
        (b"{\"format\":\"exready.bundle\"}", &["not an SBOM"]),
        (b"{\"sbom\":3}", &["not an SBOM"]),
        (b"{\"@context\":\"https://schema.org\",\"@graph\":[]}", &["not an SBOM"]),
        (b"{\"bomFormat\":null}", &["not an SBOM"]),
        (b"{\"bomFormat\":\"Another\"}", &["`Another`"]),
        (b"{\"bomFormat\":\"CycloneDX\"}", &["does not say which version", "1.2 - 1.7"]),
        (
            b"{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.4\"}",
            &["CycloneDX 1.4", "none of its components"],
        ),
        (&huge, &["32.1 MB", "at most 32 MB"]),
    ];
    for (bytes, parts) in cases {
        let text = read(bytes).unwrap_err().to_string();
        for part in *parts {
            assert!(text.contains(part), "{text} lacks {part}");
        }
    }
    assert_eq!(refused("null"), SbomRefusal::NotAnSbom(None));
    assert_eq!(read(b"").unwrap_err(), SbomRefusal::File(Unreadable::Empty));
}

#[test]
fn a_field_that_is_something_else_is_named_with_its_path() {
    let shape = |components: Value, expected_path: &str, expected: Expected| {
        let refusal = cyclonedx(&components).unwrap_err();
        assert_eq!(refusal, SbomRefusal::Shape { path: expected_path.to_owned(), expected });
        assert!(refusal.to_string().contains(expected_path));
    };
    shape(json!({}), "components", Expected::List);
    shape(json!([3]), "components[0]", Expected::Object);
    shape(json!([{"name": 3}]), "components[0].name", Expected::Text);
    shape(
        json!([{"name": "a"}, {"name": "b", "components": [{"name": "c", "version": 1.0}]}]),
        "components[1].components[0].version",
        Expected::Text,
    );
    shape(json!([{"name": "a", "supplier": "x"}]), "components[0].supplier", Expected::Object);
    shape(
        json!([{"name": "a", "supplier": {"name": []}}]),
        "components[0].supplier.name",
        Expected::Text,
    );
    shape(
        json!([{"name": "a", "authors": [{"name": 1}]}]),
        "components[0].authors[0].name",
        Expected::Text,
    );
    let subject = json!({"bomFormat": "CycloneDX", "specVersion": "1.5",
        "metadata": {"component": {"name": "a", "components": [{"name": 1}]}}});
    let path = read_json(&subject).unwrap_err().to_string();
    assert!(path.contains("`metadata.component.components[0].name`"), "{path}");
    let spdx = json!({"spdxVersion": "SPDX-2.3", "packages": [{"name": "a"}, {"name": false}]});
    assert!(read_json(&spdx).unwrap_err().to_string().contains("`packages[1].name`"));
}

#[test]
fn texts_are_cut_to_what_their_fields_hold_and_counted() {
    let long = |length: usize| "\u{e4}".repeat(length);
    let sbom = cyclonedx(&json!([
        {"name": long(LINE_MAX), "version": "1\n2", "description": "a\nb\u{0}c"},
        {"name": long(LINE_MAX + 1), "description": long(DESCRIPTION_MAX + 9)},
    ]))
    .unwrap();
    let [fits, cut] = sbom.entries.as_slice() else { panic!("{sbom:?}") };
    assert_eq!((fits.version.as_str(), fits.description.as_str()), ("1 2", "a\nb c"));
    assert_eq!(cut.name, fits.name);
    assert_eq!(cut.description.chars().count(), DESCRIPTION_MAX);
    assert_eq!(sbom.clipped, 2);
    assert!(sbom.notes()[0].contains("2 texts"));
}

#[test]
fn what_fits_a_certificate_is_offered_first_and_preselected() {
    let sbom = read(CYCLONEDX).unwrap();
    let offered = sbom.proposals();
    let chosen: Vec<_> = offered.iter().filter(|offer| offer.preselected).collect();
    let names: Vec<&str> = chosen.iter().map(|offer| offer.entry.name.as_str()).collect();
    assert_eq!(names, ["boot loader", "measure", "tiny-os", "web"]);
    let kinds: Vec<_> = chosen.iter().map(|offer| offer.kind).collect();
    assert_eq!(kinds, [None, Some(ComponentKind::Sar), None, None]);
    assert_eq!(offered.len(), sbom.entries.len() + 1);
    assert_eq!(offered[4].entry.as_ref(), sbom.subject.as_ref().unwrap());
    assert!(offered.iter().enumerate().all(|(place, offer)| offer.place == place));
    let only_libraries = read_json(&json!({"bomFormat": "CycloneDX", "specVersion": "1.6",
        "metadata": {"component": {"type": "device", "name": "a"}},
        "components": [{"type": "library", "name": "b"}]}))
    .unwrap();
    let preselected: Vec<bool> =
        only_libraries.proposals().iter().map(|offer| offer.preselected).collect();
    assert_eq!(preselected, [true, false]);
}

#[test]
fn what_crosses_to_the_app_is_read_there_as_it_was_written() {
    let sbom = read(CYCLONEDX).unwrap();
    let answered = |bytes: &[u8]| -> Result<Offer<'static>, String> {
        Offer::from_answer(&answer(&read(bytes), "").unwrap()).unwrap()
    };
    assert_eq!(answered(CYCLONEDX).unwrap(), sbom.offer(""));
    assert_eq!(answered(b"[]").unwrap_err(), refused("[]").to_string());
    assert_eq!(Offer::from_answer("{\"Ok\":{}}"), None);
    let offer = answered(many(PROPOSALS_MAX + 7).as_bytes()).unwrap();
    assert_eq!((offer.proposals.len(), offer.total), (PROPOSALS_MAX, PROPOSALS_MAX + 7));
    assert_eq!(offer.found, offer.total);
}

#[test]
fn any_entry_of_a_long_sbom_is_found_by_name_version_or_supplier() {
    let sbom = read(many(2_345).as_bytes()).unwrap();
    for (query, found) in [
        ("", 2_345),
        ("PART-2344", 1),
        ("1.0.2344", 1),
        ("maker 2344", 1),
        ("example part-234", 6),
        ("part-23 1.0", 56),
        ("part", 2_345),
        ("absent", 0),
    ] {
        let offer = sbom.offer(query);
        assert_eq!((offer.total, offer.found), (2_345, found), "{query}");
        assert_eq!(offer.proposals.len(), found.min(PROPOSALS_MAX), "{query}");
    }
    // Its place is the same, whatever is looked for.
    assert_eq!(sbom.offer("part-2344").proposals[0].place, 2_344);
}

#[test]
fn what_is_among_the_components_is_named_and_not_offered() {
    let file = cyclonedx(&json!([
        {"type": "firmware", "name": "boot", "version": "1", "supplier": {"name": "A"}},
        {"type": "firmware", "name": "boot", "version": "1", "supplier": {"name": "B"}},
        {"type": "application", "name": "web"},
    ]))
    .unwrap();
    let mut boot = component("boot", "1");
    boot.supplier = "A".to_owned();
    boot.kind = Some(ComponentKind::Edr);
    let mut web = component("web", "");
    web.kind = Some(ComponentKind::Hdr);
    let sbom = file.clone().beside(&[boot.clone(), web.clone()]);
    assert_eq!(named(&sbom), [("boot", "B"), ("web", "")]);
    let note = "1 not offered, because it is among the components already: boot 1.";
    assert_eq!(sbom.notes(), [note]);
    web.kind = None;
    boot.supplier.clear();
    assert_eq!(named(&file.beside(&[boot, web])), [("boot", "A"), ("boot", "B")]);
}

#[test]
fn a_file_is_as_large_here_as_where_it_is_chosen() {
    let size = SIZE_MAX + 1;
    let refusal = read(&vec![b' '; size as usize]).unwrap_err();
    assert_eq!(refusal.to_string(), TooLarge { size }.to_string());
}

fn component(name: &str, version: &str) -> Component {
    let mut component = Component::new(ComponentId::from_random([1; 8]));
    component.name = name.to_owned();
    component.version = version.to_owned();
    component
}

#[test]
fn chosen_entries_become_components_unless_they_are_there() {
    let mut next = 0;
    let mut make_id = || {
        next += 1;
        ComponentId::from_random([next; 8])
    };
    let chosen = [
        entry("a", "1", "S", Sort::Application, "D"),
        entry("b", "1", "", Sort::Device, ""),
        entry("b", "1", "S", Sort::Device, ""),
        entry("b", "2", "", Sort::OperatingSystem, ""),
    ];
    let (added, there) = components_from(&chosen, &[component("b", "1")], &mut make_id).unwrap();
    assert_eq!((there.count, there.to_string().as_str()), (1, "b 1"));
    let [first, other, second] = added.as_slice() else { panic!("{added:?}") };
    assert_eq!((other.name.as_str(), other.supplier.as_str()), ("b", "S"));
    assert_eq!((first.name.as_str(), first.kind), ("a", Some(ComponentKind::Sar)));
    assert_eq!((first.supplier.as_str(), first.description.as_str()), ("S", "D"));
    assert!(first.in_scope && first.zone.is_empty());
    assert_eq!((second.version.as_str(), second.kind), ("2", None));
    assert_ne!(first.id, second.id);
}

#[test]
fn more_components_than_an_assessment_holds_are_refused() {
    let entries = |count: usize| -> Vec<Entry> {
        (0..count).map(|n| entry(&n.to_string(), "", "", Sort::Other, "")).collect()
    };
    let mut make_id = || ComponentId::from_random([1; 8]);
    let existing = vec![component("x", ""); COMPONENTS_MAX - 1];
    assert_eq!(components_from(&entries(1), &existing, &mut make_id).unwrap().0.len(), 1);
    let refusal = components_from(&entries(50_000), &existing, &mut make_id).unwrap_err();
    assert_eq!(refusal, NoRoom { room: 1 });
    assert!(refusal.to_string().contains("at most 200"), "{refusal}");
    assert_eq!(components_from(&entries(200), &[], &mut make_id).unwrap().0.len(), 200);
    assert!(components_from(&entries(201), &[], &mut make_id).is_err());
}

/// As programs write them: with hashes, licences and properties beside what is read.
fn many(count: usize) -> String {
    let mut text = String::from(r#"{"bomFormat":"CycloneDX","specVersion":"1.6","components":["#);
    for n in 0..count {
        let comma = if n == 0 { "" } else { "," };
        write!(
            text,
            r#"{comma}{{"type":"library","bom-ref":"pkg:cargo/part-{n}@1.0.{n}","supplier":{{"name":"Maker {n}"}},"group":"org.example","name":"part-{n}","version":"1.0.{n}","description":"A part that does something with a description of usual length.","hashes":[{{"alg":"SHA-256","content":"{n:064x}"}}],"licenses":[{{"license":{{"id":"MIT"}}}}],"purl":"pkg:cargo/part-{n}@1.0.{n}","properties":[{{"name":"a","value":"b"}}]}}"#
        )
        .unwrap();
    }
    text + "]}"
}

#[test]
fn fifty_thousand_components_are_read() {
    let text = many(50_000);
    let sbom = read(text.as_bytes()).unwrap();
    assert_eq!(sbom.entries.len(), 50_000);
    assert_eq!(sbom.proposals().len(), 50_000);
    assert!(
        read(&text.as_bytes()[..text.len() / 2]).unwrap_err().to_string().contains("incomplete")
    );
}

#[test]
fn a_file_of_more_values_than_an_sbom_has_is_refused() {
    let text = format!("{{\"components\":[{}1]}}", "1,".repeat(2_000_000));
    let refusal = refused(&text);
    assert_eq!(refusal, SbomRefusal::File(Unreadable::TooManyValues));
    assert!(refusal.to_string().contains("2000000"), "{refusal}");
}

proptest! {
    #![proptest_config(cases::config(1_000))]

    #[test]
    fn a_damaged_sbom_never_panics(
        file in 0..3_usize, damage in vec((any::<Index>(), any::<u8>()), 1..4), cut in any::<Index>(),
    ) {
        let mut bytes = [CYCLONEDX, SPDX_2, SPDX_3][file].to_vec();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(&bytes).map_err(|refusal| refusal.to_string());
        let _ = read(&bytes[..cut.index(bytes.len())]).map_err(|refusal| refusal.to_string());
    }

    #[test]
    fn a_foreign_value_in_any_place_never_panics(
        file in 0..3_usize, at in any::<Index>(), value in 0..7_usize,
    ) {
        let mut file: Value =
            serde_json::from_slice([CYCLONEDX, SPDX_2, SPDX_3][file]).unwrap();
        let mut places = Vec::new();
        values::pointers(&file, String::new(), &mut places);
        let values = [json!(null), json!(true), json!(-1), json!(5), json!("x"), json!([]), json!({})];
        let place: &String = at.get(&places);
        *file.pointer_mut(place).unwrap() = values[value].clone();
        if let Ok(sbom) = read_json(&file) {
            prop_assert!(sbom.proposals().len() >= sbom.entries.len());
        }
    }
}
