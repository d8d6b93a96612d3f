//! The route against the rulebook: the matrix cell by cell, the checklist,
//! providers, drafted texts. What decides it is in `decision.rs`.

use std::collections::BTreeSet;

use crate::support::{altered, day, empty};
use exready::{
    assessment::{
        Application, Argument, Assessment, Certificate, CertificateId, CertificateType, Component,
        ComponentId, Content, DraftKind, EmbeddedKind, ExcbReply, IecexOption, Interface,
        InterfaceId, ItemKind, MapPart, Provider, ProviderId, Role, Sought,
    },
    catalogue::PartId,
    ex::{AccessPath, Advisory, Protection, QuestionKind, Subject, Technique},
    route::{
        Access, Decision, IecexAnswer, ReasonCode, Situation, decide, decision,
        matrix::{Backing, Remark, backing, remarks, type_name},
        options::{
            Aspect, ProviderGap, SurveillanceGap, consequence, option_name, surveillance_gaps,
            unlisted_suppliers,
        },
        sequence::{Label, Step, StepCode, StepState, Turn, next, steps},
        standard, texts,
    },
    words,
};

fn every_situation() -> Vec<Situation> {
    let protections = Protection::ALL.map(Some).into_iter().chain([None]);
    let mut all = Vec::new();
    for protection in protections {
        for access in Access::ALL {
            for advisory in Advisory::ALL {
                for embedded in [Some(true), Some(false), None] {
                    for item in [Some(ItemKind::Component), Some(ItemKind::System), None] {
                        for role in Role::ALL.map(Some).into_iter().chain([None]) {
                            all.push(Situation {
                                protection,
                                unread: false,
                                access,
                                advisory,
                                embedded,
                                item,
                                programmable: embedded,
                                role,
                            });
                        }
                    }
                }
            }
        }
    }
    all
}

#[test]
fn codes_are_stable() {
    let json = serde_json::to_value(decide(&without_path())).unwrap();
    assert_eq!(json["iecex"], "no-action");
    assert_eq!(json["situation"]["protection"], "exposed");
    assert_eq!(json["reasons"][1]["code"], "possible-without-path");
    assert_eq!(json["reasons"][1]["rule"], "EX-3");
    assert_eq!(json["reasons"][1]["on_slides"], false);
    assert_eq!(json["iecee"]["offers"][0]["purpose"], "lifecycle");
}

/// Exposed in principle, but with no way in.
fn without_path() -> Situation {
    Situation {
        protection: Some(Protection::Exposed),
        unread: false,
        access: Access::NoPath,
        advisory: Advisory::No,
        embedded: Some(false),
        item: Some(ItemKind::Component),
        programmable: Some(true),
        role: Some(Role::ProductSupplier),
    }
}

fn gas_detector() -> Situation {
    Situation { access: Access::Path, embedded: Some(true), ..without_path() }
}

/// An assessment whose scope says what the situation says.
fn assessment(situation: &Situation) -> Assessment {
    altered(&empty(), |content| {
        content.test_item.marking = match situation.protection {
            Some(Protection::NotExposed) => "Ex db IIC T4 Gb",
            Some(Protection::Exposed | Protection::Argued) => "Ex ia IIC T4 Gb",
            Some(Protection::AskExcb) => "Ex op is IIC T4 Gb",
            Some(Protection::NotProtected) | None => "",
        }
        .to_owned();
        content.scope.not_protected = situation.protection == Some(Protection::NotProtected);
        if situation.protection == Some(Protection::Argued) {
            let reason = "the barrier is passive".to_owned();
            let argument = Argument { changeable: false, reason };
            content.arguments.insert(Technique::IntrinsicSafety, argument);
        }
        content.scope.ex.safety_device = match situation.advisory {
            Advisory::Yes => Some(true),
            Advisory::No => Some(false),
            Advisory::NotAsked | Advisory::Open => None,
        };
        content.scope.access = match situation.access {
            Access::Path => Some(vec![AccessPath::Fieldbus, AccessPath::ServicePort]),
            Access::NoPath => Some(Vec::new()),
            Access::Open => None,
        };
        content.scope.embedded = situation.embedded.map(|embedded| {
            if embedded { EmbeddedKind::GasDetector } else { EmbeddedKind::NotEmbedded }
        });
        content.scope.item = situation.item;
        content.scope.programmable = situation.programmable;
        content.scope.role = situation.role;
    })
}

#[test]
fn the_situation_is_read_from_the_scope() {
    for situation in every_situation() {
        let is_asked = !matches!(situation.protection, Some(Protection::NotProtected) | None);
        if is_asked == (situation.advisory == Advisory::NotAsked) {
            continue;
        }
        let assessment = assessment(&situation);
        assert_eq!(Situation::of(&assessment, &assessment.exposure().1), situation);
    }
    for kind in EmbeddedKind::ALL {
        let other = altered(&empty(), |content| content.scope.embedded = Some(kind));
        let embedded = Situation::of(&other, &other.exposure().1).embedded;
        assert_eq!(embedded, Some(kind != EmbeddedKind::NotEmbedded));
    }
}

#[test]
fn the_headline_names_the_certificate_that_is_asked_for() {
    assert_eq!(
        decide(&gas_detector()).headline(),
        "IECEx would ask for an IECEE certificate to IEC 62443-4-2 as the basis of an IECEx \
         certificate of conformity."
    );
    let ask = Situation { protection: Some(Protection::AskExcb), embedded: None, ..gas_detector() };
    assert!(decide(&ask).headline().ends_with(
        "If it is: IECEE certificate as the basis of an IECEx certificate. If it is not: Not \
         decided yet."
    ));
    assert_eq!(
        decide(&without_path()).headline(),
        "IECEx would ask nothing about cybersecurity. Keep the reasons."
    );
    let owner = Situation { role: Some(Role::AssetOwner), ..gas_detector() };
    assert_eq!(
        decide(&owner).headline(),
        "IECEx asks the manufacturer, not you. About the equipment: IECEE certificate as the \
         basis of an IECEx certificate."
    );
}

/// The table of the rulebook: w workshop, p plausible, k known practice, a ask.
const MATRIX: [(MapPart, &str); 4] = [
    (MapPart::P2_4, "wwaaaw"),
    (MapPart::P4_1, "waaawa"),
    (MapPart::P3_3, "apaaap"),
    (MapPart::P4_2, "akaaaa"),
];

// CT, CT-1
#[test]
fn the_matrix_is_the_table_of_the_rulebook() {
    for (part, row) in MATRIX {
        for (r#type, letter) in CertificateType::ALL.into_iter().zip(row.chars()) {
            let expected = match letter {
                'w' => Backing::Workshop,
                'p' => Backing::Plausible,
                'k' => Backing::KnownPractice,
                _ => Backing::Ask,
            };
            assert_eq!(backing(part, r#type), expected, "{part:?} {type:?}");
            let confirm = remarks(part, r#type).contains(&Remark::ConfirmWithNcb);
            assert_eq!(confirm, letter != 'w', "{part:?} {type:?}");
            assert!(type_name(r#type).ends_with("assessment"));
        }
    }
    for r#type in CertificateType::ALL {
        assert_eq!(backing(MapPart::P2_1, r#type), Backing::Ask);
        assert_eq!(backing(MapPart::P3_2, r#type), Backing::Ask);
    }
    for each in [Backing::Workshop, Backing::Plausible, Backing::KnownPractice, Backing::Ask] {
        assert!(!each.text().is_empty());
    }
}

// CT-2, CT-3
#[test]
fn remarks_stand_at_the_pairs_they_are_about() {
    use CertificateType as T;
    let mut texts = BTreeSet::new();
    let mut with = |wanted: Remark| {
        let mut pairs = Vec::new();
        for part in MapPart::CERTIFIED {
            for r#type in T::ALL {
                if remarks(part, r#type).contains(&wanted) {
                    pairs.push((part, r#type));
                }
            }
        }
        assert!(wanted.rule().starts_with("CT"));
        texts.insert(wanted.text());
        pairs
    };
    assert_eq!(with(Remark::RefersToLifecycle), [(MapPart::P4_2, T::ProductCapability)]);
    assert_eq!(with(Remark::HeadedScenario2), [(MapPart::P4_1, T::ProcessCapability)]);
    let limited = [T::ProcessCapability, T::ProductCapability, T::SolutionCapability];
    assert_eq!(with(Remark::MayBeLimited), limited.map(|r#type| (MapPart::P2_4, r#type)));
    assert_eq!(with(Remark::ConfirmWithNcb).len(), 24 - 5);
    assert_eq!(texts.len(), 4);
    assert!(texts.contains(words::route::remark_confirm()), "{texts:?}");
}

// RT-4, RT-10
#[test]
fn the_proposed_certificates_follow_from_both_answers() {
    use CertificateType as T;
    let pairs = |situation: Situation| -> Vec<(&str, T)> {
        decide(&situation).proposed().iter().map(|one| (one.part.code(), one.r#type)).collect()
    };
    let (component, system) = (Some(ItemKind::Component), Some(ItemKind::System));
    let sequence = [("2-4", T::ProductCapability), ("4-1", T::ProductApplication)];
    let part = |code| [(code, T::ProductCapability)];
    let of = |item| Situation { item, ..gas_detector() };
    assert_eq!(pairs(of(component)), [&sequence[..], &part("4-2")].concat());
    assert_eq!(pairs(of(system)), [&sequence[..], &part("3-3")].concat());
    assert_eq!(pairs(of(None)), sequence);
    // Where IECEx asks for none, the product's own certificates are what is open.
    assert_eq!(pairs(without_path()), [&sequence[1..], &part("4-2")].concat());
    let nothing = Situation { programmable: Some(false), ..without_path() };
    assert_eq!(pairs(nothing), []);
    let provider = Situation { role: Some(Role::ServiceProvider), ..of(component) };
    assert_eq!(pairs(provider), [("2-4", T::ProcessCapability)]);
    let owner = Situation { role: Some(Role::AssetOwner), ..of(system) };
    assert_eq!(pairs(owner), [("2-4", T::SolutionApplication)]);
    assert_eq!(pairs(Situation { role: None, ..gas_detector() }), []);
    for situation in every_situation() {
        for sought in decide(&situation).proposed() {
            assert_ne!(backing(sought.part, sought.r#type), Backing::Ask, "{situation:?}");
        }
    }
}

/// A certificate of which nothing is known.
fn no_certificate() -> Certificate {
    Certificate::new(CertificateId::try_from("held".to_owned()).unwrap())
}

/// The certificates, each with an id of its own.
fn numbered(certificates: &[Certificate]) -> Vec<Certificate> {
    let numbered = certificates.iter().enumerate().map(|(number, certificate)| Certificate {
        id: CertificateId::try_from(format!("held-{number:02}")).unwrap(),
        ..certificate.clone()
    });
    numbered.collect()
}

fn certificate(part: MapPart, r#type: Option<CertificateType>, until: Option<&str>) -> Certificate {
    Certificate {
        number: format!("DE-{}", part.code()),
        body: "NCB One".to_owned(),
        part: Some(part),
        r#type,
        date: Some(day("2025-05-06")),
        valid_until: until.map(day),
        scope: "Gas detectors".to_owned(),
        edition: "2018".to_owned(),
        test_item: "GasGuard 200, 2.4.1".to_owned(),
        ..no_certificate()
    }
}

fn checklist(assessment: &Assessment, situation: &Situation) -> Vec<Step> {
    steps(assessment, &decide(situation), Some(&day("2026-11-24")))
}

fn step_codes(situation: &Situation) -> Vec<StepCode> {
    checklist(&assessment(situation), situation).iter().map(|step| step.code).collect()
}

// RT-4, RT-7
#[test]
fn the_checklist_has_the_sequence_and_then_the_iecex_process() {
    use StepCode as C;
    let iecex = [C::IecexApplication, C::IecexEvidence, C::IecexRecognition, C::IecexIssue];
    let all = checklist(&empty(), &gas_detector());
    let codes: Vec<C> = all.iter().map(|step| step.code).collect();
    assert_eq!(codes, [&[C::Services, C::Lifecycle, C::Component][..], &iecex].concat());
    assert!(all.iter().all(|step| step.state == StepState::Todo));
    assert_eq!(next(&all), Some(0));
    let turns: Vec<Turn> = all[3..].iter().map(|step| step.turn).collect();
    assert_eq!(turns, [Turn::Manufacturer, Turn::Excb, Turn::Excb, Turn::Excb]);
    assert!(all[..3].iter().all(|step| step.rule == "RT-4" && step.turn == Turn::Applicant));
    assert!(all[3..].iter().all(|step| step.rule == "RT-7"));

    let labels: Vec<_> = all[..3].iter().map(|step| step.label).collect();
    assert_eq!(labels, [Some(Label::Demonstrate), Some(Label::ReferredTo), Some(Label::AskedFor)]);
    assert!(all[3..].iter().all(|step| step.label.is_none()));

    let with = |change: fn(&mut Situation)| {
        let mut situation = gas_detector();
        change(&mut situation);
        step_codes(&situation)
    };
    let system = with(|s| s.item = Some(ItemKind::System));
    assert_eq!(system[..3], [C::Services, C::Lifecycle, C::System]);
    assert_eq!(with(|s| s.item = None)[..3], [C::Services, C::Lifecycle, C::Product]);
    let owner = with(|s| s.role = Some(Role::AssetOwner));
    let supplied = [C::Supplier, C::Supplier, C::TellManufacturer];
    assert_eq!(owner, [&[C::Program, C::RiskAssessment, C::Services][..], &supplied].concat());
    let provider = with(|s| s.role = Some(Role::ServiceProvider));
    assert_eq!(provider, [&[C::Services][..], &supplied].concat());
    let iecee = with(|s| s.access = Access::NoPath);
    assert_eq!(iecee, [C::Services, C::Lifecycle, C::Component, C::Iecex]);
    let ask = with(|s| s.protection = Some(Protection::AskExcb));
    assert_eq!(ask, [C::AskExcb, C::Lifecycle, C::Component]);
    let argued = with(|s| s.protection = Some(Protection::Argued));
    assert_eq!(argued, [C::AskExcb, C::Services, C::Lifecycle, C::Component]);
    let nothing = [C::Lifecycle, C::Component, C::Iecex, C::KeepRationale];
    assert_eq!(step_codes(&without_path()), nothing);
    let not_programmable = Situation { programmable: Some(false), ..without_path() };
    assert_eq!(step_codes(&not_programmable), [C::Iecex, C::KeepRationale]);
    assert_eq!(next(&checklist(&empty(), &not_programmable)), Some(1));
    let outside = with(|s| s.protection = Some(Protection::NotProtected));
    assert_eq!(outside, [C::Lifecycle, C::Component]);
}

// RT-4: the label of 4-1 is that of the product application.
#[test]
fn another_type_of_4_1_than_product_application_has_no_label() {
    let assessment = altered(&empty(), |content| {
        content.scope.sought =
            vec![Sought { part: MapPart::P4_1, r#type: CertificateType::ProcessCapability }];
    });
    let all = checklist(&assessment, &gas_detector());
    let lifecycle = all.iter().find(|step| step.code == StepCode::Lifecycle).unwrap();
    assert_eq!(lifecycle.label, None);
    for label in [Label::AskedFor, Label::ReferredTo, Label::Demonstrate] {
        assert!(!label.text().is_empty());
    }
}

#[test]
fn held_and_expired_certificates_are_found_by_part_and_type() {
    use CertificateType as T;
    let parts = [
        (MapPart::P2_4, T::ProductCapability),
        (MapPart::P4_1, T::ProductApplication),
        (MapPart::P4_2, T::ProductCapability),
    ];
    for (place, (part, r#type)) in parts.into_iter().enumerate() {
        let state = |certificates: &[Certificate]| {
            let assessment =
                altered(&empty(), |content| content.certificates = numbered(certificates));
            let all = checklist(&assessment, &gas_detector());
            for (other, step) in all[..3].iter().enumerate() {
                assert!(other == place || step.state == StepState::Todo);
            }
            // The evidence for the ExCB is the certificate of the product itself.
            assert_eq!(all[4].state, all[2].state);
            all[place].state
        };
        let held = certificate(part, Some(r#type), Some("2026-11-24"));
        let expired = certificate(part, Some(r#type), Some("2026-11-23"));
        let endless = certificate(part, Some(r#type), None);
        let other = certificate(part, Some(T::SolutionCapability), None);
        assert_eq!(state(&[]), StepState::Todo);
        assert_eq!(state(&[no_certificate(), other.clone()]), StepState::Todo);
        assert_eq!(state(&[other.clone(), held.clone()]), StepState::Held(1));
        assert_eq!(state(std::slice::from_ref(&endless)), StepState::Held(0));
        assert_eq!(state(std::slice::from_ref(&expired)), StepState::HeldExpired(0));
        assert_eq!(state(&[expired.clone(), held.clone(), other]), StepState::Held(1));
        assert_eq!(state(&[endless.clone(), held.clone()]), StepState::Held(0));
        assert_eq!(state(&[expired.clone(), held, endless.clone()]), StepState::Held(2));
        // CK-3, RT-4: what does not say what it is holds nothing, whatever its days are.
        for unclear in [
            certificate(part, None, None),
            Certificate { number: "n/a".to_owned(), ..endless.clone() },
            Certificate { body: String::new(), ..endless.clone() },
            Certificate { date: Some(day("2026-11-25")), ..endless.clone() },
            Certificate { valid_until: Some(day("2025-05-05")), ..endless },
        ] {
            assert_eq!(state(std::slice::from_ref(&unclear)), StepState::HeldUnclear(0));
            assert_eq!(state(&[unclear, expired.clone()]), StepState::HeldExpired(1));
        }
    }
}

#[test]
fn without_a_day_nothing_is_expired_and_the_type_that_is_sought_counts() {
    let process = Some(CertificateType::ProcessCapability);
    let assessment = altered(&empty(), |content| {
        content.certificates = vec![certificate(MapPart::P4_1, process, Some("2025-05-07"))];
    });
    let decision = decide(&gas_detector());
    assert_eq!(steps(&assessment, &decision, None)[1].state, StepState::Todo);
    let assessment = altered(&assessment, |content| {
        content.scope.sought =
            vec![Sought { part: MapPart::P4_1, r#type: CertificateType::ProcessCapability }];
    });
    let step = steps(&assessment, &decision, None)[1];
    assert_eq!((step.state, step.r#type), (StepState::Held(0), process));
}

#[test]
fn a_part_may_be_sought_in_more_than_one_type_a_capability_before_its_application() {
    use CertificateType as T;
    let seek = |r#type| Sought { part: MapPart::P4_1, r#type };
    let assessment = altered(&empty(), |content| {
        content.scope.sought = vec![seek(T::ProcessCapability), seek(T::ProductApplication)];
    });
    let decision = decide(&gas_detector());
    let all = steps(&assessment, &decision, None);
    let types: Vec<_> = all
        .iter()
        .filter(|step| step.part == Some(MapPart::P4_1))
        .map(|step| (step.r#type.unwrap(), step.why()))
        .collect();
    let [(T::ProcessCapability, first), (T::ProductApplication, second)] = types[..] else {
        panic!("{types:?}");
    };
    assert!(first.starts_with("A capability") && second.starts_with("An application"));
}

#[test]
fn every_step_of_every_situation_says_what_who_and_why() {
    for situation in every_situation() {
        let assessment = assessment(&situation);
        let decision = decide(&situation);
        let all = steps(&assessment, &decision, None);
        assert_eq!(all, steps(&assessment, &decision, None));
        for step in all {
            let text = [&step.text(), step.why(), step.turn.text(), step.state.text()].join("|");
            assert!(!text.contains('{') && !text.contains("||") && !text.contains("  "), "{text}");
            assert!(step.label.is_none() || decision.has_sequence());
            assert!(step.rule.starts_with("RT-") || step.rule.starts_with("EX-"));
        }
    }
}

// RT-5
#[test]
fn the_two_iecex_options_stand_side_by_side() {
    let applies = |option| Aspect::ALL.map(|aspect| consequence(option, aspect).applies);
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(
        applies(IecexOption::CertificateOfConformity),
        [yes, yes, yes, yes, None, None, yes]
    );
    assert_eq!(applies(IecexOption::UnitVerification), [yes, no, no, no, None, None, no]);
    for aspect in Aspect::ALL {
        assert!(!aspect.text().is_empty() && aspect.rule().starts_with("RT-"));
        let [coc, unit] = IecexOption::ALL.map(|option| consequence(option, aspect).text);
        assert_ne!(coc, unit, "{aspect:?}");
    }
    let assemblies = consequence(IecexOption::UnitVerification, Aspect::Assemblies).text;
    assert!(assemblies.contains("DS 2015/001A"));
    let [coc, unit] = IecexOption::ALL.map(option_name);
    assert_ne!(coc, unit);
}

fn provider() -> Provider {
    Provider {
        name: "Stack GmbH".to_owned(),
        technology: "TLS library".to_owned(),
        certificate: "DE-1".to_owned(),
        valid_until: Some(day("2027-01-01")),
        reporter: "Product security".to_owned(),
        ex_updates: "None".to_owned(),
        holds_qar: Some(false),
        ..no_provider()
    }
}

/// A provider of whom nothing is known.
fn no_provider() -> Provider {
    Provider::new(ProviderId::try_from("provider".to_owned()).unwrap())
}

// RT-6
#[test]
fn what_the_surveillance_of_providers_lacks_is_named_one_by_one() {
    use ProviderGap as G;
    let today = day("2026-11-24");
    let decision = decide(&gas_detector());
    let gaps = |option: Option<IecexOption>, providers: &[Provider]| {
        let assessment = altered(&empty(), |content| {
            content.scope.option = option;
            let numbered = providers.iter().enumerate().map(|(number, provider)| Provider {
                id: ProviderId::try_from(format!("provider-{number}")).unwrap(),
                ..provider.clone()
            });
            content.providers = numbered.collect();
        });
        let gaps = surveillance_gaps(&assessment, &decision, Some(&today));
        for gap in &gaps {
            let text = gap.text(&assessment);
            assert!(text.ends_with('.') && !text.contains('{'), "{text}");
        }
        gaps
    };
    let coc = Some(IecexOption::CertificateOfConformity);
    assert_eq!(gaps(coc, &[]), [SurveillanceGap::NoProvider]);
    assert_eq!(gaps(coc, &[provider()]), []);
    assert_eq!(gaps(Some(IecexOption::UnitVerification), &[no_provider()]), []);
    assert_eq!(gaps(None, &[provider()]), [SurveillanceGap::OptionOpen]);
    assert_eq!(SurveillanceGap::OptionOpen.rule(), "RT-5");
    assert_eq!(SurveillanceGap::NoProvider.rule(), "RT-6");
    let last_day = Provider { valid_until: Some(today.clone()), ..provider() };
    assert_eq!(gaps(coc, &[last_day]), []);
    let with_qar = Provider { holds_qar: Some(true), ..no_provider() };
    assert_eq!(gaps(coc, &[with_qar]), []);

    type Case = (fn(&mut Provider), G);
    let table: [Case; 7] = [
        (|p| p.name = " ".to_owned(), G::Name),
        (|p| p.certificate.clear(), G::Certificate),
        (|p| p.reporter.clear(), G::Reporter),
        (|p| p.ex_updates.clear(), G::ExUpdates),
        (|p| p.valid_until = None, G::Validity),
        (|p| p.valid_until = Some(day("2026-11-23")), G::Expired),
        (|p| p.holds_qar = None, G::Qar),
    ];
    for (change, gap) in table {
        let mut changed = provider();
        change(&mut changed);
        let expected = SurveillanceGap::Provider { index: 1, missing: vec![gap] };
        assert_eq!(gaps(coc, &[provider(), changed]), [expected]);
    }
    let all = vec![G::Name, G::Certificate, G::Reporter, G::ExUpdates, G::Validity, G::Qar];
    let expected = SurveillanceGap::Provider { index: 0, missing: all };
    assert_eq!(gaps(coc, &[no_provider()]), [expected]);
}

#[test]
fn providers_are_surveyed_on_the_iecex_route_only() {
    for situation in every_situation() {
        let decision = decide(&situation);
        let assessment = altered(&assessment(&situation), |content| {
            content.scope.option = Some(IecexOption::CertificateOfConformity);
        });
        let gaps = surveillance_gaps(&assessment, &decision, None);
        assert_eq!(gaps.is_empty(), decision.iecex != IecexAnswer::IeceeForIecex, "{situation:?}");
    }
}

fn write(kind: DraftKind, assessment: &Assessment) -> String {
    let exposure = assessment.exposure().1;
    texts::of(kind, assessment, &exposure, &decide(&Situation::of(assessment, &exposure)))
}

fn gas_detector_assessment() -> Assessment {
    altered(&assessment(&gas_detector()), |content| {
        content.test_item.name = "GasGuard 200".to_owned();
        content.test_item.r#type = "GG-200".to_owned();
        content.test_item.firmware_version = "3.1.4".to_owned();
        content.test_item.marking = "Ex pxb [ia] mb op is IIC T4 Gb".to_owned();
        content.applicant.name = "Acme Ltd".to_owned();
        let id = ComponentId::try_from("detector".to_owned()).unwrap();
        content.components = vec![Component::new(id)];
        content.interfaces = vec![Interface {
            name: "HART".to_owned(),
            path: Some(AccessPath::Fieldbus),
            ..Interface::new(InterfaceId::try_from("hart".to_owned()).unwrap())
        }];
    })
}

// RT-7, ST-1, EX-7
#[test]
fn the_statement_says_what_is_used_reached_applied_and_decided() {
    let text = write(DraftKind::Statement, &gas_detector_assessment());
    for fact in [
        "GasGuard 200, type GG-200, firmware 3.1.4, made by Acme Ltd",
        "no operational document is known that puts it in force: confirm with your ExCB.",
        "Marking: Ex pxb [ia] mb op is IIC T4 Gb",
        "- Pressurization: exposure to a cyber threat is possible.",
        "- Intrinsic safety (associated apparatus, protecting another device): exposure",
        "- Encapsulation: the workshop's table says no.",
        "- Optical radiation (op is, op pr, op sh): not settled by the IECEx workshop's table [answer of the ExCB].",
        "No safety device holds firmware",
        "- fieldbus (HART)\n- service or debug port\n",
        "can be exposed through these paths: Pressurization, Intrinsic safety.",
        "- Pressurization: purge time, flow and pressure limits",
        "[what prevents this independently of software]",
        "decides whether they are exposed: Optical radiation (op is, op pr, op sh).",
        "- Pressurization: [whether software, firmware, a command or a setting can change what it relies on]; it counts as reachable.",
        "as the basis of an IECEx certificate",
        "(IECEx workshop 2017)",
        "- IEC 62443-2-4:2015+AMD1:2017, Product capability assessment. Shows",
        "- IEC 62443-4-1:2018, Product application of capabilities assessment. Shows",
        "- IEC 62443-4-2:2019, Product capability assessment. Shows",
        "What a supplier demonstrates on the way",
        "assessment. Asked for.",
    ] {
        assert!(text.contains(fact), "{fact}\n---\n{text}");
    }
    assert!(!text.contains("Open questions"), "{text}");
    let argued = altered(&gas_detector_assessment(), |content| {
        let argument =
            |changeable, reason: &str| Argument { changeable, reason: reason.to_owned() };
        let timer = argument(false, "the purge timer is fixed in hardware");
        content.arguments.insert(Technique::Pressurization, timer);
        let limit = argument(true, "the current limit in firmware");
        content.arguments.insert(Technique::IntrinsicSafety, limit);
    });
    let text = write(DraftKind::Statement, &argued);
    assert!(text.contains(
        "- Pressurization, as the applicant sees it: it cannot be changed. Why not: the purge timer is fixed in hardware"
    ));
    assert!(text.contains(
        "- Intrinsic safety, as the applicant sees it: it can be changed. By what: the current limit in firmware"
    ));
    // What is argued leaves nothing to be filled in.
    assert!(!text.contains("- Pressurization: purge time"), "{text}");
    assert!(text.contains("- Intrinsic safety: output energy"), "{text}");
}

// EX-5, RT-1
#[test]
fn that_a_certificate_is_asked_for_either_way_is_said_where_it_is_so() {
    let says = |embedded| {
        let protection = Some(Protection::AskExcb);
        let situation = Situation { protection, embedded: Some(embedded), ..gas_detector() };
        let either = decide(&situation).either.unwrap();
        assert_eq!(either.exposed, IecexAnswer::IeceeForIecex);
        let mut reasons = decide(&situation).reasons.into_iter();
        reasons.any(|reason| reason.code == ReasonCode::CertificateEitherWay)
    };
    assert!(says(true), "RT-2 or RT-1");
    assert!(!says(false), "RT-2 or RT-3");
}

// EX-7: the ExCB decides on the argument, and the statement says so.
#[test]
fn what_the_excb_says_of_an_argument_decides_the_route() {
    let with = |excb: Option<bool>| {
        let argued = Situation { protection: Some(Protection::Argued), ..gas_detector() };
        let assessment = altered(&assessment(&argued), |content| {
            let about = Subject::Technique(Technique::IntrinsicSafety);
            content.scope.ex.excb.extend(excb.map(|exposed| ExcbReply { about, exposed }));
        });
        let exposure = assessment.exposure().1;
        let decision = decide(&Situation::of(&assessment, &exposure));
        let step = steps(&assessment, &decision, None).first().map(|step| (step.code, step.rule));
        (decision.iecex, step, write(DraftKind::Statement, &assessment))
    };
    let (open, step, text) = with(None);
    assert_eq!((open, step), (IecexAnswer::Argued, Some((StepCode::AskExcb, "EX-7"))));
    assert!(text.contains("as the applicant sees it: it cannot be changed"), "{text}");

    let (overruled, step, text) = with(Some(true));
    assert_eq!(overruled, IecexAnswer::IeceeForIecex);
    assert_ne!(step.map(|(code, _)| code), Some(StepCode::AskExcb));
    assert!(text.contains("Intrinsic safety: exposure to a cyber threat is possible"), "{text}");
    let said = "- Intrinsic safety: the ExCB says that it can be exposed. The applicant had argued: \
                the barrier is passive";
    assert!(text.contains(said), "{text}");

    let (accepted, _, text) = with(Some(false));
    assert_eq!(accepted, IecexAnswer::IeceeCertificate);
    assert!(text.contains("- Intrinsic safety: the ExCB says no."), "{text}");
    let said = "- Intrinsic safety: the ExCB agrees that nothing can change it. The applicant's \
                argument: the barrier is passive";
    assert!(text.contains(said), "{text}");
}

// EX-4: what the ExCB finds exposed through a safety device is reached by the paths.
#[test]
fn a_safety_device_that_the_excb_finds_exposed_contradicts_nothing() {
    let situation = Situation { protection: Some(Protection::NotExposed), ..gas_detector() };
    let with = |excb: Option<bool>| {
        let assessment = altered(&assessment(&situation), |content| {
            content.scope.ex.safety_device = Some(true);
            let about = Subject::Advisory(QuestionKind::SafetyDevice);
            content.scope.ex.excb.extend(excb.map(|exposed| ExcbReply { about, exposed }));
        });
        let exposure = assessment.exposure().1;
        let decision = decide(&Situation::of(&assessment, &exposure));
        let step = steps(&assessment, &decision, None).first().map(|step| step.rule);
        (decision.iecex, step, write(DraftKind::Statement, &assessment))
    };
    let (asked, step, _) = with(None);
    assert_eq!((asked, step), (IecexAnswer::AskExcb, Some("EX-4")));
    let (exposed, _, text) = with(Some(true));
    assert_eq!(exposed, IecexAnswer::IeceeForIecex);
    assert!(text.contains("Through these paths the protection can be exposed"), "{text}");
    assert!(!text.contains("reach no exposed technique"), "{text}");
    assert!(with(Some(false)).2.contains(words::draft::reached_none()));
}

// RT-4: what is ticked instead of a proposal takes it out of the texts; the
// certificate that IECEx would ask for stays.
#[test]
fn the_texts_name_what_is_applied_for_and_what_is_asked_for() {
    let assessment = gas_detector_assessment();
    assert!(write(DraftKind::Standards, &assessment).contains("IEC 62443-2-4"));
    let r#type = CertificateType::ProductApplication;
    let chosen = altered(&assessment, |content| {
        content.scope.sought = vec![Sought { part: MapPart::P4_1, r#type }];
    });
    for kind in [DraftKind::Standards, DraftKind::Equipment, DraftKind::Annexes] {
        let text = write(kind, &chosen);
        assert!(!text.contains("IEC 62443-2-4"), "{text}");
        assert!(text.contains("IEC 62443-4-1") && text.contains("IEC 62443-4-2"), "{text}");
    }
    // One that is held is named all the same.
    let held = altered(&chosen, |content| {
        let product = Some(CertificateType::ProductCapability);
        content.certificates = vec![certificate(MapPart::P2_4, product, Some("2028-05-06"))];
    });
    assert!(write(DraftKind::Standards, &held).contains("IEC 62443-2-4"));
}

// RT-4
#[test]
fn only_the_part_that_is_asked_for_is_called_so() {
    let assessment = altered(&gas_detector_assessment(), |content| {
        let r#type = CertificateType::ProductCapability;
        content.scope.sought = vec![Sought { part: MapPart::P3_3, r#type }];
    });
    let exposure = assessment.exposure().1;
    let decision = decide(&Situation::of(&assessment, &exposure));
    let labels: Vec<_> = steps(&assessment, &decision, None)
        .into_iter()
        .filter(|step| matches!(step.part, Some(MapPart::P3_3 | MapPart::P4_2)))
        .map(|step| (step.part.unwrap(), step.label))
        .collect();
    assert_eq!(labels, [(MapPart::P4_2, Some(Label::AskedFor)), (MapPart::P3_3, None)]);
}

#[test]
fn what_is_not_known_stands_in_square_brackets() {
    let text = write(DraftKind::Statement, &empty());
    for fact in [
        "[name of the product]",
        "[name of the manufacturer]",
        "[protection techniques]",
        "[access paths]",
        "- [How can the test item be reached, if at all?]",
        "- [Do you supply the product, provide services for it, or own or operate the installation?]",
    ] {
        assert!(text.contains(fact), "{fact}\n---\n{text}");
    }
}

#[test]
fn the_fields_name_the_standards_and_the_certificates() {
    let assessment = gas_detector_assessment();
    let standards = write(DraftKind::Standards, &assessment);
    assert_eq!(
        standards,
        "IEC 62443-2-4:2015+AMD1:2017, Security program requirements for IACS service providers\n\
         IEC 62443-4-1:2018, Secure product development lifecycle requirements\n\
         IEC 62443-4-2:2019, Technical security requirements for IACS components\n\
         [check the editions against the IECEE certificates]\n\
         [IECEx has only presented this concept (workshop of 2017), and no operational document \
         is known that puts it in force: confirm with your ExCB]"
    );
    let due = write(DraftKind::Equipment, &assessment);
    assert_eq!(due.matches("to be issued").count(), 3, "{due}");
    assert_eq!(due.matches("[IECEE certificate number]").count(), 3, "{due}");

    assert!(due.starts_with("Compliance with IEC 62443 is to be demonstrated by:"), "{due}");
    let units = altered(&assessment, |content| {
        content.scope.option = Some(IecexOption::UnitVerification);
    });
    let unit = write(DraftKind::Equipment, &units);
    assert!(unit.starts_with("Unit verification, serial numbers: [serial numbers]."), "{unit}");

    let product = Some(CertificateType::ProductCapability);
    let assessment = altered(&assessment, |content| {
        content.certificates = vec![certificate(MapPart::P4_2, product, Some("2028-05-06"))];
    });
    let held = write(DraftKind::Equipment, &assessment);
    assert_eq!(held.matches("to be issued").count(), 2, "{held}");
    assert!(held.contains(
        "- IECEE certificate DE-4-2 to IEC 62443-4-2, Product capability assessment, issued by \
         NCB One on 2025-05-06\nValid until 2028-05-06.\nScope: Gas detectors"
    ));
    let annexes = write(DraftKind::Annexes, &assessment);
    let lines: Vec<&str> = annexes.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[2].starts_with("Annex 3: IECEE certificate DE-4-2 to IEC 62443-4-2"));
    let assessment = altered(&assessment, |content| {
        content.certificates = vec![Certificate { part: Some(MapPart::P4_2), ..no_certificate() }];
    });
    let bare = write(DraftKind::Equipment, &assessment);
    assert!(bare.contains(
        "IECEE certificate [IECEE certificate number] to IEC 62443-4-2, [certificate type], \
         issued by [issuing body] on [date of issue]"
    ));
}

// CV-11
#[test]
fn the_standards_field_names_the_edition_of_the_application_and_what_is_to_be_confirmed() {
    let with = |named: &[(PartId, &str, bool)]| {
        let application = |(part, edition, confirmed): &(PartId, &str, bool)| {
            let edition = (*edition).to_owned();
            (*part, Application { edition, confirmed: *confirmed, ..Application::default() })
        };
        let assessment = altered(&gas_detector_assessment(), |content| {
            content.applications = named.iter().map(application).collect();
        });
        let basis = |kind| {
            let exposure = assessment.exposure().1;
            texts::basis(kind, &assessment, &exposure, &decision(&assessment, &exposure))
        };
        assert!(write(DraftKind::Statement, &assessment).contains("IEC 62443-2-4:20"));
        (write(DraftKind::Standards, &assessment), basis(DraftKind::Standards))
    };
    let unverified = "[IEC 62443-2-4:2023: the numbering of this edition is not verified here; the \
                      requirements have the numbers of 2015+AMD1:2017]";
    let editions = "[check the editions against the IECEE certificates]";
    let (named, before) = with(&[(PartId::P2_4, "2023", false)]);
    assert!(named.starts_with("IEC 62443-2-4:2023, Security program"), "{named}");
    assert!(named.contains(unverified) && named.contains(editions), "{named}");
    let (confirmed, after) = with(&[(PartId::P2_4, "2023", true)]);
    assert!(confirmed.starts_with("IEC 62443-2-4:2023, Security program"), "{confirmed}");
    assert!(!confirmed.contains(unverified) && confirmed.contains(editions), "{confirmed}");
    assert_ne!(before, after, "an edited text is told");
    // Once the application names all of them, nothing is left to be confirmed.
    let all = [
        (PartId::P2_4, "2023", true),
        (PartId::P4_1, "2018", false),
        (PartId::P4_2, "2019", false),
    ];
    assert!(!with(&all).0.contains(editions));
}

// ST-1
#[test]
fn every_text_that_leads_to_an_iecex_certificate_says_once_that_the_concept_is_not_in_force() {
    let says = |text: &str| text.matches("confirm with your ExCB").count();
    for kind in DraftKind::ALL {
        assert_eq!(says(&write(kind, &gas_detector_assessment())), 1, "{kind:?}");
    }
    // Where there is nothing to enter, there is nothing to confirm.
    let outside = altered(&empty(), |content| content.scope.not_protected = true);
    for kind in [DraftKind::Standards, DraftKind::Equipment, DraftKind::Annexes] {
        assert_eq!(says(&write(kind, &outside)), 0, "{kind:?}");
    }
    assert_eq!(says(words::route::status()), 1);
}

// RT-6
#[test]
fn suppliers_of_components_are_offered_as_providers_unless_they_are_known() {
    let component = |(number, (name, supplier, in_scope)): (usize, (&str, &str, bool))| {
        let id = ComponentId::try_from(format!("c-{number}")).unwrap();
        let (name, supplier) = (name.to_owned(), supplier.to_owned());
        Component { name, supplier, in_scope, ..Component::new(id) }
    };
    let assessment = altered(&gas_detector_assessment(), |content| {
        content.applicant.name = "Example Sensors GmbH".to_owned();
        content.applicant.manufacturer = "Maker".to_owned();
        let components = [
            ("Electronics", "EXAMPLE SENSORS", true),
            ("Housing", "maker", true),
            ("RTOS", "Example RTOS Ltd", true),
            ("TLS", "Stack AG", true),
            ("Boot loader", "Example RTOS", true),
            ("Laptop", "Operator", false),
            ("Nothing", " n/a ", true),
            ("Gateway", "Makers United", true),
        ];
        content.components = components.into_iter().enumerate().map(component).collect();
        let listed = Provider::new(ProviderId::try_from("p".to_owned()).unwrap());
        content.providers = vec![Provider { name: "Stack".to_owned(), ..listed }];
    });
    let offered: Vec<(String, String)> = unlisted_suppliers(&assessment)
        .into_iter()
        .map(|supplier| (supplier.name, supplier.technology))
        .collect();
    let expected = [("Example RTOS Ltd", "RTOS, Boot loader"), ("Makers United", "Gateway")];
    assert_eq!(offered, expected.map(|(name, of)| (name.to_owned(), of.to_owned())));
    assert_eq!(unlisted_suppliers(&empty()), []);
}

/// Some facts as another facts have them: every text that rests on one changes.
#[test]
fn a_text_changes_when_a_fact_below_it_changes() {
    use DraftKind as K;
    let before = gas_detector_assessment();
    type Case = (fn(&mut Content), &'static [K]);
    let changes: [Case; 8] = [
        (|a| a.test_item.name = "Other".to_owned(), &[K::Statement]),
        (|a| a.test_item.marking = "Ex db IIC T6 Gb".to_owned(), &K::ALL),
        (|a| a.applicant.manufacturer = "Maker".to_owned(), &[K::Statement]),
        (|a| a.scope.access = Some(vec![AccessPath::Wireless]), &[K::Statement]),
        (|a| a.interfaces[0].name = "PROFIBUS".to_owned(), &[K::Statement]),
        (|a| a.scope.item = Some(ItemKind::System), &K::ALL),
        (|a| a.scope.access = Some(Vec::new()), &K::ALL),
        (
            |a| a.certificates = vec![certificate(MapPart::P4_1, None, None)],
            &[K::Equipment, K::Annexes],
        ),
    ];
    for (number, (change, changed)) in changes.into_iter().enumerate() {
        let after = altered(&before, change);
        for kind in K::ALL {
            let differs = write(kind, &before) != write(kind, &after);
            assert_eq!(differs, changed.contains(&kind), "change {number}, {kind:?}");
            // The coded facts tell of the change wherever the text does.
            let basis = |assessment: &Assessment| {
                let exposure = assessment.exposure().1;
                let decision = decide(&Situation::of(assessment, &exposure));
                texts::basis(kind, assessment, &exposure, &decision)
            };
            assert!(!differs || basis(&before) != basis(&after), "change {number}, {kind:?}");
            assert_eq!(basis(&before).len(), 64);
        }
    }
}

// ST-2: the fields of an IECEx certificate name parts only where one is issued on
// them, and the statement names no certificate that is neither open nor asked for.
#[test]
fn no_text_of_any_situation_names_a_part_that_does_not_apply() {
    for situation in every_situation() {
        let assessment = altered(&assessment(&situation), |content| {
            let expired = MapPart::ALL.map(|part| certificate(part, None, Some("2026-01-01")));
            content.certificates = numbered(&expired);
        });
        let exposure = assessment.exposure().1;
        let decision = decide(&situation);
        let proposed: Vec<MapPart> = decision.proposed().iter().map(|one| one.part).collect();
        for kind in DraftKind::ALL {
            let text = texts::of(kind, &assessment, &exposure, &decision);
            assert!(!text.is_empty() && !text.contains(['{', '}', '\r']), "{text}");
            for part in MapPart::ALL {
                let iecee = &decision.iecee;
                let applies = if kind == DraftKind::Statement {
                    iecee.offers.iter().any(|offer| offer.certificate.part == part)
                        || iecee.suppliers.contains(&part)
                        || iecee.beside.contains(&part)
                        || decision.has_sequence() && proposed.contains(&part)
                        || names_in_passing(&decision, part)
                } else {
                    decision.iecex == IecexAnswer::IeceeForIecex && proposed.contains(&part)
                };
                assert_eq!(
                    text.contains(standard(part).number),
                    applies,
                    "{part:?} {kind:?} {situation:?}\n{text}"
                );
            }
        }
    }
}

/// Whether a reason, a purpose or a label of the decision names a part.
fn names_in_passing(decision: &Decision, part: MapPart) -> bool {
    let number = standard(part).number;
    let is_label = decision.has_sequence() && Label::ReferredTo.text().contains(number);
    is_label
        || decision.reasons.iter().any(|reason| reason.text().contains(number))
        || decision.iecee.offers.iter().any(|offer| offer.purpose.text().contains(number))
}
