//! With what evidence was made: the table of cases behind the rules of
//! `docs/checks.md` (ML-4, CK-3).

use crate::support::{self, altered, apply, empty, evidence_id, record};
use exready::{
    assessment::{Assessment, Command, Component, ComponentId, EvidenceItem, Shown},
    catalogue::{ComponentKind, PartId, RequirementKey},
    results::{Check, score},
};

/// What a product version is found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    Right,
    OtherProduct,
    OtherHardware,
    OtherVersion,
    Unsaid,
}
use Is::{OtherHardware, OtherProduct, OtherVersion, Right, Unsaid};

/// Name, type, hardware, firmware and software of a test item.
type Item = [&'static str; 5];

const PLAIN: Item = ["GasGuard 200", "GG200-E-H", "C", "2.4.1", ""];
const SENTENCES: Item =
    ["GasGuard 200", "", "", "2.4.1, as shipped from March 2026", "Config tool 3.1.0 (Windows)"];
const IN_BRACKETS: Item = ["GasGuard 200", "", "", "Firmware 2.4.1 (hardware C)", ""];

const CASES: [(Item, &str, Is); 77] = [
    // What is said of the test item, in full and in part.
    (PLAIN, "GasGuard 200 2.4.1", Right),
    (PLAIN, "2.4.1", Right),
    (PLAIN, "v2.4.1", Right),
    (PLAIN, "GasGuard 2.4.1", Right),
    (PLAIN, "gasguard-200, FW2.4.1", Right),
    (PLAIN, "GasGuard\u{a0}200 firmware version 2.4.1", Right),
    (PLAIN, "GasGuard 200, HW C", Right),
    (PLAIN, "GasGuard 200 2.4.1 (HW rev. C)", Right),
    (PLAIN, "GasGuard 200 rev. 2.4.1", Right),
    (PLAIN, "GG200 2.4.1", Right),
    (PLAIN, "GG200-E 2.4.1", Right),
    (PLAIN, "GG200-E-H, 2.4.1", Right),
    (PLAIN, "GasGuard 200-E-H 2.4.1", Right),
    (PLAIN, "GasGuard 200 C 2.4.1", Right),
    (PLAIN, "GasGuard C 2.4.1", Right),
    (["GasGuard 200", "", "", "7", ""], "GasGuard 7", Right),
    (PLAIN, "GasGuard 200 2.3.0 and 2.4.1", Right),
    (PLAIN, "GasGuard 200 2.4.1, serial 4711, March 2026", Right),
    (PLAIN, "Test 100 on GasGuard 200 2.4.1 of 01.03.2026", Right),
    // Unknown words alone say nothing against it.
    (PLAIN, "GasGuard 200 Pro 2.4.1", Right),
    (PLAIN, "GasGuard 200 X 2.4.1", Right),
    (PLAIN, "Prototype 2.4.1", Right),
    // Another product: a word of the name, and beside it another number or letter.
    (PLAIN, "GasGuard 100 2.4.1", OtherProduct),
    (PLAIN, "GasGuard 100", OtherProduct),
    (PLAIN, "GASGUARD-100 v2.4.1", OtherProduct),
    (PLAIN, "GasGuard100 2.4.1", OtherProduct),
    (PLAIN, "GasGuard 20 2.4.1", OtherProduct),
    (PLAIN, "GasGuard 2000 2.4.1", OtherProduct),
    (PLAIN, "GasGuard 200X 2.4.1", OtherProduct),
    (PLAIN, "GasGuard II 2.4.1", OtherProduct),
    (PLAIN, "GG100-E-H 2.4.1", OtherProduct),
    (PLAIN, "GasGuard 100, hardware C", OtherProduct),
    (["GasGuard 200 X", "", "C", "2.4.1", ""], "GasGuard 200 Y 2.4.1", OtherProduct),
    (["GasGuard 200 X", "", "C", "2.4.1", ""], "GasGuard 200X 2.4.1", Right),
    (["GasGuard 200 X", "", "C", "2.4.1", ""], "GasGuard 200 2.4.1", Right),
    (["GasGuard 200X", "", "C", "2.4.1", ""], "GasGuard 200 X 2.4.1", Right),
    (["GasGuard II", "", "C", "2.4.1", ""], "GasGuard III 2.4.1", OtherProduct),
    (["S7-1500", "", "", "2.4.1", ""], "S7-1200 2.4.1", OtherProduct),
    (["S7-1500", "", "", "2.4.1", ""], "S7-1500, 2.4.1", Right),
    (["M 200", "", "", "2.4.1", ""], "M 100 2.4.1", OtherProduct),
    (["M 200", "", "", "2.4.1", ""], "M 200 4711 2.4.1", Right),
    (["GasGuard", "", "", "2.4.1", ""], "GasGuard 100 2.4.1", Right),
    (["Controller for 4 zones", "", "", "2.4.1", ""], "2.4.1, tested for 3 days", Right),
    // Another hardware: what follows its word, or a letter after "rev".
    (PLAIN, "GasGuard 200 2.4.1 HW B", OtherHardware),
    (PLAIN, "GasGuard 200, hardware B", OtherHardware),
    (PLAIN, "GasGuard 200 2.4.1, hardware rev B", OtherHardware),
    (PLAIN, "GasGuard 200 2.4.1 rev. B", OtherHardware),
    (PLAIN, "GasGuard 200 2.4.1 RevB", OtherHardware),
    (PLAIN, "GasGuard 200 hardware version 3, 2.4.1", OtherHardware),
    (PLAIN, "GasGuard 200 2.4.1 HW B/C", Right),
    (PLAIN, "GasGuard 200 2.4.1, hardware tested as shipped", Right),
    (["GasGuard 200", "", "Rev. C2, from 2025", "2.4.1", ""], "GasGuard 200 2.4.1 HW C2", Right),
    (["GasGuard 200", "", "Rev. C2, from 2025", "2.4.1", ""], "2.4.1 HW C1", OtherHardware),
    (["GasGuard 200", "", "B and C", "2.4.1", ""], "2.4.1 HW C", Right),
    (["GasGuard 200", "", "1.3", "2.4.1", ""], "GasGuard 200 1.3", Right),
    (["GasGuard 200", "", "", "2.4.1", ""], "GasGuard 200 2.4.1 HW B", Right),
    (IN_BRACKETS, "GasGuard 200 2.4.1 HW C", Right),
    (IN_BRACKETS, "GasGuard 200 2.4.1 HW B", OtherHardware),
    // Another version; what else a field says is not compared.
    (PLAIN, "GasGuard 200 2.3.0", OtherVersion),
    (PLAIN, "GasGuard 200 2.4", OtherVersion),
    (PLAIN, "GasGuard 200 2.4.1-rc2", OtherVersion),
    (PLAIN, "GasGuard 200 V3", OtherVersion),
    (PLAIN, "GasGuard 200 rev. 3", OtherVersion),
    (PLAIN, "GasGuard 200 2.3.0, hardware C", OtherVersion),
    (SENTENCES, "GasGuard 200 2.4.1", Right),
    (SENTENCES, "GasGuard 200 3.1.0", Right),
    (SENTENCES, "GasGuard 200 2.3.0", OtherVersion),
    (IN_BRACKETS, "GasGuard 200 2.4.1", Right),
    (IN_BRACKETS, "GasGuard 200 2.4.0", OtherVersion),
    (["GasGuard 200", "", "", "7", ""], "GasGuard 200 7", Right),
    (["GasGuard 200", "", "", "7", ""], "GasGuard 200 8", OtherVersion),
    (["GasGuard 200", "", "", "Aurora LTS", ""], "GasGuard 200 Aurora LTS", Right),
    // Nothing is said of a version.
    (PLAIN, "", Unsaid),
    (PLAIN, "n/a", Unsaid),
    (PLAIN, "GasGuard 200", Unsaid),
    (["GasGuard 200", "", "", "", ""], "v", Unsaid),
    (["GasGuard 200", "", "", "", ""], "GasGuard 200", Right),
];

fn assessed(item: Item) -> Assessment {
    let [name, r#type, hardware, firmware, software] = item.map(str::to_owned);
    altered(&empty(), |content| {
        content.selection.parts = vec![PartId::P4_2];
        content.selection.component_kinds = vec![ComponentKind::Edr];
        let of = &mut content.test_item;
        (of.name, of.r#type, of.hardware_version) = (name, r#type, hardware);
        (of.firmware_version, of.software_version) = (firmware, software);
    })
}

/// The product versions of an item, as they are found to be.
fn found(mut assessment: Assessment, item: EvidenceItem) -> Vec<Is> {
    let link = RequirementKey::find(PartId::P4_2, "CR 1.1").unwrap();
    let put = Command::PutEvidence(evidence_id("record"), Box::new(item), Some(link.into()));
    apply(&mut assessment, put);
    let is = |check: &Check| match check {
        Check::EvidenceOtherProduct { .. } => Some(OtherProduct),
        Check::EvidenceOtherHardware { .. } => Some(OtherHardware),
        Check::EvidenceOtherVersion { .. } => Some(OtherVersion),
        Check::EvidenceVersionUnsaid => Some(Unsaid),
        _ => None,
    };
    score(&assessment).findings.iter().filter_map(|finding| is(&finding.check)).collect()
}

#[test]
fn evidence_for_another_product_hardware_or_version_is_told_from_the_right_one() {
    for (item, stated, is) in CASES {
        let found = found(assessed(item), record(stated, "2026-03-01"));
        let expected = if is == Right { vec![] } else { vec![is] };
        assert_eq!(found, expected, "{item:?}: {stated}");
    }
}

#[test]
fn evidence_of_a_component_in_scope_is_of_its_version_and_a_covered_variant_is_no_other_product() {
    let mut app = Component::new(ComponentId::try_from("app".to_owned()).unwrap());
    app.name = "Viewer 50".to_owned();
    app.version = "3.1, as shipped from March 2026".to_owned();
    let with_app = |in_scope| {
        altered(&assessed(PLAIN), |content| {
            content.components = vec![Component { in_scope, ..app.clone() }];
            content.test_item.variants = "GasGuard 200 and GasGuard 250".to_owned();
        })
    };
    for (stated, in_scope, is) in [
        ("Viewer 50 3.1", true, vec![]),
        ("Viewer 50 3.0", true, vec![OtherVersion]),
        ("Viewer 40 3.1", true, vec![OtherProduct]),
        ("Viewer 50 3.1", false, vec![OtherVersion]),
        ("GasGuard 250 2.4.1", true, vec![]),
        ("GasGuard 300 2.4.1", true, vec![OtherProduct]),
        // A number of a component makes no name for the test item.
        ("GasGuard 50 2.4.1", true, vec![OtherProduct]),
    ] {
        assert_eq!(found(with_app(in_scope), record(stated, "2026-03-01")), is, "{stated}");
    }
}

// CK-3
#[test]
fn an_empty_product_version_is_asked_of_records_of_a_product_only() {
    let empty_version = record("", "2026-03-01");
    assert_eq!(found(assessed(PLAIN), empty_version.clone()), [Unsaid]);
    let organizational = EvidenceItem { organizational: true, ..empty_version.clone() };
    assert_eq!(found(assessed(PLAIN), organizational), []);
    let procedure = EvidenceItem { shows: vec![Shown::Documented], ..empty_version.clone() };
    assert_eq!(found(assessed(PLAIN), procedure), []);
    // Where it is raised as a record that lacks something, that is said once.
    let mut both = altered(&assessed(PLAIN), |content| {
        content.selection.parts = vec![PartId::P4_1, PartId::P4_2];
    });
    let item = Command::PutEvidence(
        evidence_id("record"),
        Box::new(empty_version.clone()),
        Some(support::key("SR-2").into()),
    );
    apply(&mut both, item);
    assert_eq!(found(both, empty_version), []);
}
