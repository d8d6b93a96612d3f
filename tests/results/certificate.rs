//! The certificate preview and the view of the Cyber Resilience Act, against
//! the rulebook and the catalogue.

use std::collections::BTreeSet;

use crate::support::{self, altered, apply, begun, day, empty, put, record, sample};
use exready::{
    assessment::{
        AnswerField, Application, Assessment, Certificate, CertificateId, CertificateType, Command,
        Component, ComponentId, MapPart, Provider, ProviderId, Sought, TextField, Verdict,
    },
    catalogue::{ComponentKind, Confidence, PartId, RequirementKey, cra, cra_beyond, cra_dates},
    results::{
        CraResults, CraSummary,
        certificate::{FieldPlace, Preview, PreviewField, PreviewLine, level_head, preview},
        cra_results, score,
    },
    words,
};

fn all_parts() -> Assessment {
    altered(&empty(), |content| {
        content.selection.parts = PartId::ALL.to_vec();
        content.selection.component_kinds = vec![ComponentKind::Edr];
    })
}

fn shown(assessment: &Assessment, part: PartId) -> Preview {
    preview(assessment, &score(assessment), part, &begun().day).unwrap()
}

fn field<'a>(fields: &'a [PreviewField], label: &str) -> &'a PreviewField {
    fields.iter().find(|field| field.label == label).unwrap()
}

fn line<'a>(preview: &'a Preview, of: &str) -> &'a PreviewLine {
    preview.lines.iter().find(|line| line.ratio.starts_with(&format!("{of} ("))).unwrap()
}

/// Passes the first requirements of a group.
fn pass(assessment: &mut Assessment, part: PartId, group: &str, count: usize) {
    for key in part.part().group(group).unwrap().keys(part).take(count) {
        apply(assessment, Command::SetVerdict(key.into(), Verdict::Pass));
    }
}

// CV-2, CV-3: the workshop's ratios, over the true number of FR 2
#[test]
fn the_preview_writes_the_ratios_of_the_workshop() {
    let mut assessment = all_parts();
    pass(&mut assessment, PartId::P2_4, "Staffing", 4);
    pass(&mut assessment, PartId::P4_1, "SR", 4);
    pass(&mut assessment, PartId::P3_3, "FR-2", 12);
    for (part, ratio) in [
        (PartId::P2_4, "Staffing (4/11)"),
        (PartId::P4_1, "SR (4/5)"),
        (PartId::P3_3, "FR-2 (12/24)"),
    ] {
        let preview = shown(&assessment, part);
        assert!(preview.lines.iter().any(|line| line.ratio == ratio), "{ratio}");
        // CV-3: the workshop's number for FR 2 is explained where it is met.
        let names =
            |text: &str| preview.remark.as_ref().is_some_and(|remark| remark.contains(text));
        assert_eq!(names("12 of 23"), part == PartId::P3_3);
    }
    assert!(preview(&empty(), &score(&empty()), PartId::P3_3, &begun().day).is_none());
}

// CV-1, CV-4, ML-3, SL-2
#[test]
fn every_line_has_its_triple_its_level_and_the_list_of_what_is_left() {
    let mut assessment = all_parts();
    pass(&mut assessment, PartId::P4_1, "SR", 4);
    let left = RequirementKey::find(PartId::P4_1, "SR-5").unwrap();
    let process = shown(&assessment, PartId::P4_1);
    let of = line(&process, "SR");
    assert_eq!(of.counts, [4, 0, 5, 1]);
    assert_eq!(of.not_evaluated.iter().map(|id| id.0).collect::<Vec<_>>(), [left]);
    assert_eq!(of.level, "below ML 1");
    assert_eq!(process.lines.len(), 8 + 1);
    assert_eq!(process.lines.last().unwrap().counts, [4, 0, 47, 43]);
    // No record is behind the four (ML-3), and no evidence at all (CV-5).
    let [major, below, unfounded] = &process.warnings[..] else { panic!("{process:?}") };
    assert!(major.starts_with("4 major findings"), "{major}");
    assert!(below.contains("below ML 1"), "{below}");
    assert!(
        unfounded.starts_with("4 ") && unfounded.contains("without linked evidence"),
        "{unfounded}"
    );
    assert_eq!(of.failed, []);
    apply(&mut assessment, Command::SetVerdict(left.into(), Verdict::Fail));
    // Failed ones are among the not evaluated, and are told from them.
    let process = shown(&assessment, PartId::P4_1);
    let of = line(&process, "SR");
    assert_eq!((&of.not_evaluated, of.counts), (&of.failed, [4, 0, 5, 1]));
    let failed = shown(&assessment, PartId::P4_1).warnings;
    assert_eq!(failed.len(), 4);
    assert!(failed[0].starts_with("4 major") && failed[1].starts_with("1 "), "{failed:?}");

    // "Not applicable" with its reason is in the triple (CV-5).
    let key = RequirementKey::find(PartId::P3_3, "SR 2.1").unwrap();
    apply(&mut assessment, Command::SetVerdict(key.into(), Verdict::NotApplicable));
    let reason = "No users.".to_owned();
    apply(
        &mut assessment,
        Command::SetText(TextField::Answer(key.into(), AnswerField::Justification), reason),
    );
    let system = shown(&assessment, PartId::P3_3);
    assert_eq!(line(&system, "FR-2").counts, [0, 1, 24, 23]);
    assert_eq!(
        line(&system, "FR-2").not_applicable.iter().map(|id| id.0).collect::<Vec<_>>(),
        [key]
    );
    assert!(system.warnings.is_empty(), "a security level has its own column");
    assert_eq!(line(&system, "FR-2").level, "SL 0");
    assert_eq!(system.lines.last().unwrap().level, "SL\u{2011}C (0 0 0 0 0 0 0)");

    // CV-7: the seven, the constraints and the one component type.
    let component = shown(&assessment, PartId::P4_2);
    assert_eq!(component.lines.len(), 7 + 1 + 1 + 1);
    assert!(!component.lines.iter().any(|line| line.ratio.starts_with("NDR")));
    // The remark names both counts, ours as the catalogue has it.
    let count = PartId::P4_2.part().requirements.len().to_string();
    assert_eq!(line(&component, "FR-2").reported.as_deref(), Some("FR-2 (0/21)"));
    assert_eq!(line(&component, "FR-4").reported, None);
    let remark = component.remark.unwrap();
    assert!(remark.contains(&count) && remark.contains("141"), "{remark}");
}

// ML, SL
#[test]
fn the_column_of_levels_is_called_by_what_the_part_has() {
    for (part, has_security_levels) in
        [(PartId::P2_4, false), (PartId::P4_1, false), (PartId::P3_3, true), (PartId::P4_2, true)]
    {
        let capability = words::results::capability();
        assert_eq!(level_head(part) == capability, has_security_levels, "{part:?}");
    }
}

// SL-1, CV-2
#[test]
fn the_warnings_are_about_the_part_itself() {
    let mut assessment = all_parts();
    let judge = |assessment: &mut Assessment, id, verdict| {
        let key = RequirementKey::find(PartId::P4_2, id).unwrap();
        apply(assessment, Command::SetVerdict(key.into(), verdict));
    };
    // Above the target: it passes outside the scope, and on a base that fails.
    judge(&mut assessment, "CR 1.1", Verdict::Fail);
    judge(&mut assessment, "CR 1.1 RE 1", Verdict::Pass);
    let warnings = shown(&assessment, PartId::P4_2).warnings;
    let [major, failed, unfounded, outside] = &warnings[..] else { panic!("{warnings:?}") };
    // The failed one blocks as well: the target needs it (CK-1).
    assert!(major.starts_with("3 major findings"), "{major}");
    assert!(failed.starts_with("1 "), "{failed}");
    assert!(unfounded.contains("without linked evidence"), "{unfounded}");
    assert!(outside.starts_with("1 ") && outside.contains("out of scope"), "{outside}");
    assert_eq!(shown(&assessment, PartId::P4_1).warnings, Vec::<String>::new());

    judge(&mut assessment, "CR 1.1 RE 1", Verdict::NotEvaluated);
    let warnings = shown(&assessment, PartId::P4_2).warnings;
    let [major, failed] = &warnings[..] else { panic!("{warnings:?}") };
    assert!(major.starts_with("1 major"), "{major}");
    assert!(failed.starts_with("1 "), "{failed}");
}

// CT-1
#[test]
fn a_pair_that_the_workshop_does_not_back_says_so() {
    let text = |assessment: &Assessment, part: PartId| {
        shown(assessment, part).facts.first().unwrap().values.clone()
    };
    let seek = |part, r#type| Sought { part, r#type };
    let assessment = altered(&all_parts(), |content| {
        content.scope.sought = vec![
            seek(MapPart::P4_1, CertificateType::ProductApplication),
            seek(MapPart::P4_2, CertificateType::ProductCapability),
        ];
    });
    assert_eq!(
        text(&assessment, PartId::P4_1),
        ["Product application of capabilities assessment (scenario 2)"]
    );
    let component = text(&assessment, PartId::P4_2).join("");
    assert!(component.contains("Confirm the certificate type with the NCB"), "{component}");
    // Nothing is chosen for 2-4, and the route proposes nothing.
    assert_eq!(text(&assessment, PartId::P2_4), Vec::<String>::new());
    assert_eq!(
        shown(&assessment, PartId::P2_4).facts.first().unwrap().place,
        FieldPlace::Certificates
    );

    // Where nothing is chosen, the proposal of the route stands, and is called one.
    let sample = altered(&sample(), |content| {
        content.scope.sought.clear();
        content.selection.parts = vec![PartId::P4_2];
    });
    let proposed = text(&sample, PartId::P4_2).join("");
    assert!(proposed.contains("proposed by the route"), "{proposed}");
}

// CT-3
#[test]
fn what_is_stated_stands_there_and_what_is_not_leads_to_where_it_is() {
    let assessment = all_parts();
    let preview = shown(&assessment, PartId::P4_2);
    for (label, place) in [
        ("Applicant", FieldPlace::Applicant),
        ("Manufacturer", FieldPlace::Applicant),
        ("Sites", FieldPlace::Applicant),
        ("Test item", FieldPlace::TestItem),
        ("Firmware version", FieldPlace::TestItem),
        ("Limitations", FieldPlace::TestItem),
        ("Components covered", FieldPlace::Components),
    ] {
        let field = field(&preview.facts, label);
        assert_eq!((field.values.len(), field.place), (0, place), "{label}");
    }

    let mut covered = Component::new(ComponentId::try_from("c1".to_owned()).unwrap());
    covered.name = "Sensor head".to_owned();
    covered.version = "2.1".to_owned();
    let mut beside = Component::new(ComponentId::try_from("c2".to_owned()).unwrap());
    beside.name = "Control system".to_owned();
    beside.in_scope = false;
    let assessment = altered(&assessment, |content| {
        content.applicant.name = "Example Sensors".to_owned();
        content.applicant.address = "1 Example Street".to_owned();
        content.test_item.limits = "Controllers of brand B only".to_owned();
        content.components = vec![covered, beside];
    });
    let facts = shown(&assessment, PartId::P4_2).facts;
    let values = |label: &str| field(&facts, label).values.clone();
    assert_eq!(values("Applicant"), ["Example Sensors", "1 Example Street"]);
    assert_eq!(values("Manufacturer"), ["Example Sensors"]);
    assert_eq!(values("Limitations"), ["Controllers of brand B only"]);
    assert_eq!(values("Components covered"), ["Sensor head · 2.1"]);
    assert_eq!(
        values("Standard"),
        ["IEC 62443-4-2:2019 Technical security requirements for IACS components"]
    );
    let assessment =
        altered(&assessment, |content| content.applicant.manufacturer = "Maker".to_owned());
    assert_eq!(field(&shown(&assessment, PartId::P4_2).facts, "Manufacturer").values, ["Maker"]);
}

// CT: a 4-2 certificate refers to a 4-1 certificate; RT-6: the providers
#[test]
fn references_name_dates_the_certificate_behind_it_and_the_providers() {
    let assessment = all_parts();
    let held = |number: &str, part| Certificate {
        number: number.to_owned(),
        body: "NCB".to_owned(),
        part: Some(part),
        r#type: Some(CertificateType::ProcessCapability),
        edition: "2018".to_owned(),
        date: Some(day("2025-01-01")),
        ..Certificate::new(
            CertificateId::try_from(number.to_lowercase().replace([' ', '/'], "-")).unwrap(),
        )
    };
    let behind = "Supporting IEC 62443-4-1 certificate";
    let before = shown(&assessment, PartId::P4_2).references;
    assert_eq!(field(&before, behind).values, Vec::<String>::new());
    let provider = Provider::new(ProviderId::try_from("stack".to_owned()).unwrap());
    let assessment = altered(&assessment, |content| {
        content.certificates = vec![held("A 1", MapPart::P4_1), held("B 2", MapPart::P2_4)];
        content.providers = vec![Provider { name: "Stack maker".to_owned(), ..provider }];
    });
    let of = shown(&assessment, PartId::P4_2).references;
    assert_eq!(
        field(&of, behind).values,
        ["A 1 · IEC 62443-4-1 · Process capability assessment · NCB"]
    );
    assert_eq!(
        field(&of, "Certificates held").values,
        ["B 2 · IEC 62443-2-4 · Process capability assessment · NCB"]
    );
    let provider = "Stack maker · no IEC 62443-4-1 certificate · QAR not stated";
    assert_eq!(field(&of, "Providers of security technology").values, [provider]);
    assert_eq!(field(&of, "Assessment started").values, ["2026-11-23"]);
    let process = shown(&assessment, PartId::P4_1).references;
    assert!(!process.iter().any(|field| field.label == behind));
    // RT-4: what does not say what it is stands behind nothing.
    let unsaid = altered(&assessment, |content| {
        "n/a".clone_into(&mut content.certificates[0].number);
    });
    let unsaid = shown(&unsaid, PartId::P4_2).references;
    assert_eq!(field(&unsaid, behind).values, Vec::<String>::new());
    assert_eq!(field(&unsaid, "Certificates held").values.len(), 2);
    let over = altered(&assessment, |content| {
        content.certificates[0].valid_until = Some(day("2020-01-01"));
    });
    let over = shown(&over, PartId::P4_2).references;
    assert_eq!(field(&over, behind).values, Vec::<String>::new());
    assert_eq!(field(&over, "Certificates held").values.len(), 2);
    assert_eq!(field(&process, "Certificates held").values.len(), 2);
    let ends = altered(&assessment, |content| {
        content.certificates[0].valid_until = Some(day("2029-06-30"));
    });
    let ends = shown(&ends, PartId::P4_2).references;
    assert!(field(&ends, behind).values[0].contains("2029-06-30"), "{ends:?}");
}

fn of_row(assessment: &Assessment, id: &str) -> CraResults {
    let all = cra_results(assessment, &score(assessment));
    assert_eq!(all.len(), cra().len());
    all.into_iter().find(|of| of.row.id == id).unwrap()
}

#[test]
fn a_row_of_the_annex_follows_the_verdicts_that_count() {
    let mut assessment = empty();
    // II(4) rests on DM-5 and SUM-2 of 4-1 alone.
    let of = of_row(&assessment, "II(4)");
    let ids: Vec<&str> = of.helpers.iter().map(|helper| helper.key.id()).collect();
    assert_eq!((ids, of.outside), (vec!["DM-5", "SUM-2"], 0));
    assert_eq!(of.summary, CraSummary::NotAnswered);

    let dm = RequirementKey::find(PartId::P4_1, "DM-5").unwrap();
    let sum = RequirementKey::find(PartId::P4_1, "SUM-2").unwrap();
    apply(&mut assessment, Command::SetVerdict(dm.into(), Verdict::Fail));
    assert_eq!(of_row(&assessment, "II(4)").summary, CraSummary::NonePasses);
    apply(&mut assessment, Command::SetVerdict(dm.into(), Verdict::Pass));
    assert_eq!(of_row(&assessment, "II(4)").summary, CraSummary::SomePass);
    // CV-5, CV-6: without reason and analysis it does not count.
    apply(&mut assessment, Command::SetVerdict(sum.into(), Verdict::NotApplicable));
    assert_eq!(of_row(&assessment, "II(4)").summary, CraSummary::SomePass);
    apply(&mut assessment, Command::SetVerdict(sum.into(), Verdict::Pass));
    assert_eq!(of_row(&assessment, "II(4)").summary, CraSummary::AllPass);
    assert_eq!(of_row(&assessment, "II(4)").summary_text(), words::cra::all_pass());
    // ML: nothing shows yet that either is done.
    assert_eq!(of_row(&assessment, "II(4)").unsupported, 2);

    // One item behind both is one item.
    put(&mut assessment, "advisory", record("X 1", "2026-03-01"), "DM-5");
    apply(&mut assessment, Command::Link(sum.into(), support::evidence_id("advisory")));
    let of = of_row(&assessment, "II(4)");
    assert_eq!((of.evidence, of.unsupported), (1, 0));
    assert!(of.helpers.iter().all(|helper| helper.evidence == 1));
}

// Of a row with counterparts in several parts, one part says little.
#[test]
fn a_pass_of_few_counterparts_says_how_few_they_are() {
    let mut assessment =
        altered(&all_parts(), |content| content.selection.parts = vec![PartId::P4_1]);
    let all = cra_results(&assessment, &score(&assessment));
    let row = all.iter().find(|of| of.outside > 0 && !of.helpers.is_empty()).unwrap().row.id;
    for helper in of_row(&assessment, row).helpers {
        apply(&mut assessment, Command::SetVerdict(helper.key.into(), Verdict::Pass));
    }
    let of = of_row(&assessment, row);
    assert_eq!(of.summary, CraSummary::AllPass);
    let (count, outside) = (of.helpers.len().to_string(), of.outside.to_string());
    assert!(of.summary_text().contains(&count) && of.summary_text().contains(&outside));
    assert_eq!(of_row(&assessment, "II(4)").outside, 0);
}

#[test]
fn what_iec_62443_lacks_is_a_gap_and_what_is_not_selected_is_none() {
    let nothing_selected = altered(&empty(), |content| content.selection.parts.clear());
    for assessment in [nothing_selected, empty(), all_parts(), sample()] {
        for of in cra_results(&assessment, &score(&assessment)) {
            let is_gap = of.summary == CraSummary::Gap;
            assert_eq!(is_gap, of.row.confidence == Confidence::None, "{}", of.row.id);
        }
    }
    assert_eq!(of_row(&all_parts(), "I(2)(g)").summary, CraSummary::Gap);
    // Access control is for 3-3 and 4-2; here one row of 4-1 is in scope.
    let of = of_row(&empty(), "I(2)(e)");
    assert_eq!((of.summary, of.helpers.len()), (CraSummary::OutsideScope, 0));
    assert_eq!(of.outside, 9);
}

// CV-7: rows of other component types never stand there
#[test]
fn rows_of_other_component_types_are_no_helpers() {
    let keys: Vec<RequirementKey> = cra_results(&all_parts(), &score(&all_parts()))
        .iter()
        .flat_map(|of| of.helpers.iter().map(|helper| helper.key))
        .collect();
    assert!(keys.iter().any(|key| key.id().starts_with("EDR")));
    assert!(!keys.iter().any(|key| key.id().starts_with("NDR")));
}

#[test]
fn the_days_are_in_order_and_what_lies_beyond_is_complete() {
    let days: Vec<&str> = cra_dates().iter().map(|(day, _)| *day).collect();
    assert_eq!(days, ["2026-06-11", "2026-09-11", "2027-12-11"]);
    assert_eq!(cra_beyond().len(), 10);
    for beyond in cra_beyond() {
        assert!(![beyond.place, beyond.title, beyond.text].contains(&""), "{}", beyond.title);
    }
}

// CV-11
#[test]
fn the_preview_names_the_edition_and_that_its_numbers_are_not_verified_until_confirmed() {
    let standard = |application: Option<Application>| {
        let assessment = altered(&all_parts(), |content| {
            content.applications = application.map(|one| (PartId::P2_4, one)).into_iter().collect();
        });
        field(&shown(&assessment, PartId::P2_4).facts, "Standard").values.clone()
    };
    let named = |edition: &str, confirmed| {
        let edition = edition.to_owned();
        Some(Application { edition, confirmed, ..Application::default() })
    };
    let cited = |edition: &str| {
        format!("IEC 62443-2-4:{edition} Security program requirements for IACS service providers")
    };
    assert_eq!(standard(None), [cited("2015+AMD1:2017")]);
    assert_eq!(standard(named("IEC 62443-2-4:2015/A1:2017", false)), [cited("2015+AMD1:2017")]);
    let [first, remark] = &standard(named("2023", false))[..] else { panic!("no remark") };
    assert_eq!(*first, cited("2023"));
    assert!(remark.contains("not verified here") && remark.contains("2015+AMD1:2017"), "{remark}");
    assert_eq!(standard(named("2023", true)), [cited("2023")]);
}

// CT-3
#[test]
fn a_process_certificate_of_2_4_has_no_fields_of_a_product() {
    let labels = |part: PartId, kinds: &[CertificateType]| -> BTreeSet<&'static str> {
        let assessment = altered(&all_parts(), |content| {
            let sought = |kind: &CertificateType| Sought { part: MapPart::P2_4, r#type: *kind };
            content.scope.sought = kinds.iter().map(sought).collect();
        });
        let preview = shown(&assessment, part);
        preview.facts.iter().chain(&preview.references).map(|field| field.label).collect()
    };
    let of_product = BTreeSet::from([
        "Manufacturer",
        "Hardware version",
        "Firmware version",
        words::test_item::software_version(),
        "Components covered",
        "Providers of security technology",
    ]);
    let process = CertificateType::ProcessCapability;
    for kinds in [&[][..], &[process]] {
        let labels = labels(PartId::P2_4, kinds);
        assert!(labels.is_disjoint(&of_product), "{labels:?}");
        assert!(labels.contains("Limitations") && labels.contains("Applicant"), "{labels:?}");
    }
    // A product or a solution has them.
    for kind in [CertificateType::ProductCapability, CertificateType::SolutionApplication] {
        assert!(labels(PartId::P2_4, &[process, kind]).is_superset(&of_product), "{kind:?}");
    }
    assert!(labels(PartId::P4_1, &[process]).is_superset(&of_product));
}
