//! The route against the rulebook: the decision over every combination of
//! facts, the matrix cell by cell, the checklist, providers, drafted texts.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use exready::{
    assessment::{
        Assessment, Certificate, CertificateId, CertificateType, Component, ComponentId, Content,
        DraftKind, EmbeddedKind, IecexOption, Interface, InterfaceId, ItemKind, MapPart, Provider,
        ProviderId, Role, Sought,
    },
    ex::{AccessPath, Technique},
    route::{
        Access, Decision, DecisionReason, Either, IecexAnswer, OpenQuestion, ProtectionExposure,
        Reach, ReasonCode, Situation, decide,
        matrix::{Backing, Remark, backing, proposed, remarks, type_name},
        options::{
            Aspect, ProviderGap, SurveillanceGap, consequence, option_name, surveillance_gaps,
        },
        sequence::{Step, StepCode, StepState, Turn, next, steps},
        standard,
        texts::{TechniqueFact, TextFacts, basis, draft},
    },
};
use support::{altered, day, empty};

const EMBEDDED: [Option<bool>; 3] = [Some(true), Some(false), None];
const ITEMS: [Option<ItemKind>; 3] = [Some(ItemKind::Component), Some(ItemKind::System), None];
const ROLES: [Option<Role>; 4] =
    [Some(Role::ProductSupplier), Some(Role::ServiceProvider), Some(Role::AssetOwner), None];

fn every_situation() -> Vec<Situation> {
    let mut all = Vec::new();
    for exposure in ProtectionExposure::ALL {
        for access in Access::ALL {
            for embedded in EMBEDDED {
                for item in ITEMS {
                    for role in ROLES {
                        all.push(Situation { exposure, access, embedded, item, role });
                    }
                }
            }
        }
    }
    assert_eq!(all.len(), 432);
    all
}

/// Exposure (p possible, n no, a ask, ? open), access (p path, n none, ? open),
/// embedded device (y, n, ?), then the rule that decides and the questions that
/// decide: e exposure, a access, d embedded device.
const ROUTES: &[(&str, &str, &str)] = &[
    ("ppy", "RT-2", ""),
    ("ppn", "RT-2", ""),
    ("pp?", "RT-2", ""),
    ("pny", "RT-1", ""),
    ("pnn", "RT-3", ""),
    ("pn?", "open", "d"),
    ("p?y", "open", "a"),
    ("p?n", "open", "a"),
    ("p??", "open", "ad"),
    ("npy", "RT-1", ""),
    ("npn", "RT-3", ""),
    ("np?", "open", "d"),
    ("nny", "RT-1", ""),
    ("nnn", "RT-3", ""),
    ("nn?", "open", "d"),
    ("n?y", "RT-1", ""),
    ("n?n", "RT-3", ""),
    ("n??", "open", "d"),
    ("apy", "EX-5", ""),
    ("apn", "EX-5", ""),
    ("ap?", "EX-5", "d"),
    ("any", "RT-1", ""),
    ("ann", "RT-3", ""),
    ("an?", "open", "d"),
    ("a?y", "open", "a"),
    ("a?n", "open", "a"),
    ("a??", "open", "ad"),
    ("?py", "open", "e"),
    ("?pn", "open", "e"),
    ("?p?", "open", "ed"),
    ("?ny", "RT-1", ""),
    ("?nn", "RT-3", ""),
    ("?n?", "open", "d"),
    ("??y", "open", "ea"),
    ("??n", "open", "ea"),
    ("???", "open", "ead"),
];

/// Role (s supplier, p provider, o owner, ? open), item (c component, s system,
/// ? open): parts of the applicant, parts asked of suppliers, questions (i item,
/// r role), where a certificate is certain.
const PARTS: &[(&str, &str, &str, &str)] = &[
    ("sc", "2-4 4-1 4-2", "", ""),
    ("ss", "2-4 4-1 3-3", "", ""),
    ("s?", "2-4 4-1", "", "i"),
    ("pc", "2-4", "4-2", ""),
    ("ps", "2-4 3-2 3-3", "", ""),
    ("p?", "2-4", "", "i"),
    ("oc", "2-1 3-2", "4-2", ""),
    ("os", "2-1 3-2", "3-3", ""),
    ("o?", "2-1 3-2", "", "i"),
    ("?c", "4-2", "", "r"),
    ("?s", "3-3", "", "r"),
    ("??", "", "", "ir"),
];

fn key(situation: &Situation) -> (String, String) {
    let exposure = match situation.exposure {
        ProtectionExposure::Possible => 'p',
        ProtectionExposure::No => 'n',
        ProtectionExposure::AskExcb => 'a',
        ProtectionExposure::Open => '?',
    };
    let access = match situation.access {
        Access::Path => 'p',
        Access::NoPath => 'n',
        Access::Open => '?',
    };
    let embedded = match situation.embedded {
        Some(true) => 'y',
        Some(false) => 'n',
        None => '?',
    };
    let role = match situation.role {
        Some(Role::ProductSupplier) => 's',
        Some(Role::ServiceProvider) => 'p',
        Some(Role::AssetOwner) => 'o',
        None => '?',
    };
    let item = match situation.item {
        Some(ItemKind::Component) => 'c',
        Some(ItemKind::System) => 's',
        None => '?',
    };
    ([exposure, access, embedded].iter().collect(), [role, item].iter().collect())
}

fn codes(parts: &[MapPart]) -> String {
    parts.iter().map(|part| part.code()).collect::<Vec<_>>().join(" ")
}

fn letters(open: &[OpenQuestion]) -> String {
    let letter = |question: &OpenQuestion| match question {
        OpenQuestion::Exposure => 'e',
        OpenQuestion::Access => 'a',
        OpenQuestion::Embedded => 'd',
        OpenQuestion::Item => 'i',
        OpenQuestion::Role => 'r',
    };
    open.iter().map(letter).collect()
}

// RT-1, RT-2, RT-3, RT-9, EX-3, EX-5
#[test]
fn every_combination_of_facts_has_the_route_parts_and_questions_of_the_table() {
    for situation in every_situation() {
        let decision = decide(&situation);
        let (facts, applicant) = key(&situation);
        let (_, rule, deciding) = ROUTES.iter().find(|row| row.0 == facts).unwrap();
        let (_, own, asked, lacking) = PARTS.iter().find(|row| row.0 == applicant).unwrap();
        let place = format!("{facts} {applicant}");

        assert_eq!(decision.route.rule().unwrap_or("open"), *rule, "{place}");
        let certain = ["RT-1", "RT-2"].contains(rule) || facts == "apy";
        assert_eq!(decision.needs_certificate(), certain, "{place}");
        assert_eq!(codes(&decision.parts), if certain { own } else { "" }, "{place}");
        assert_eq!(codes(&decision.suppliers), if certain { asked } else { "" }, "{place}");

        // Where the ExCB is asked, its "yes" needs the parts; while the route is
        // open or nothing is needed, they are not asked for.
        let of_parts = if certain || *rule == "EX-5" { lacking } else { "" };
        assert_eq!(letters(&decision.open), format!("{deciding}{of_parts}"), "{place}");
        assert_eq!(decision.situation, situation);
        assert!(!decision.headline().is_empty());
        assert_eq!(decision, decide(&situation), "deterministic");
    }
    assert_eq!(ROUTES.len() * PARTS.len(), 432);
}

/// All values that an unanswered fact can still take.
fn completions(situation: &Situation, fixed: Option<OpenQuestion>) -> Vec<Situation> {
    let mut all = vec![*situation];
    let open = |question| fixed != Some(question);
    if situation.exposure == ProtectionExposure::Open && open(OpenQuestion::Exposure) {
        let values =
            [ProtectionExposure::Possible, ProtectionExposure::No, ProtectionExposure::AskExcb];
        all =
            all.iter().flat_map(|s| values.map(|exposure| Situation { exposure, ..*s })).collect();
    }
    if situation.access == Access::Open && open(OpenQuestion::Access) {
        let values = [Access::Path, Access::NoPath];
        all = all.iter().flat_map(|s| values.map(|access| Situation { access, ..*s })).collect();
    }
    if situation.embedded.is_none() && open(OpenQuestion::Embedded) {
        let values = [Some(true), Some(false)];
        all =
            all.iter().flat_map(|s| values.map(|embedded| Situation { embedded, ..*s })).collect();
    }
    all
}

#[test]
fn a_question_is_asked_exactly_where_its_answer_can_change_the_outcome() {
    let outcome = |situation: &Situation| {
        let decision = decide(situation);
        (decision.route, decision.either, decision.parts)
    };
    for situation in every_situation() {
        let open = decide(&situation).open;
        let decisive = |question: OpenQuestion| {
            completions(&situation, Some(question)).iter().any(|other| {
                let answers = completions(other, None);
                answers.iter().any(|answer| outcome(answer) != outcome(&answers[0]))
            })
        };
        for question in [OpenQuestion::Exposure, OpenQuestion::Access, OpenQuestion::Embedded] {
            assert_eq!(open.contains(&question), decisive(question), "{situation:?} {question:?}");
        }
        assert_eq!(
            decide(&situation).route == IecexAnswer::Open,
            open.iter().any(|question| {
                [OpenQuestion::Exposure, OpenQuestion::Access, OpenQuestion::Embedded]
                    .contains(question)
            }) && decide(&situation).route != IecexAnswer::AskExcb,
            "{situation:?}"
        );
    }
}

// EX-5
#[test]
fn asking_the_excb_names_what_follows_from_either_answer() {
    for situation in every_situation() {
        let decision = decide(&situation);
        let follows = (decision.route == IecexAnswer::AskExcb).then(|| Either {
            exposed: decide(&Situation { exposure: ProtectionExposure::Possible, ..situation })
                .route,
            not_exposed: decide(&Situation { exposure: ProtectionExposure::No, ..situation }).route,
        });
        assert_eq!(decision.either, follows, "{situation:?}");
    }
}

#[test]
fn every_route_reach_and_reason_is_reached_and_every_reason_has_a_source() {
    let all = every_situation();
    let decisions: Vec<Decision> = all.iter().map(decide).collect();
    for route in IecexAnswer::ALL {
        assert!(decisions.iter().any(|decision| decision.route == route), "{route:?}");
        assert!(!route.title().is_empty() && !route.text().contains("62443-"));
    }
    for reach in [Reach::Reachable, Reach::NotReachable, Reach::AskExcb, Reach::Open] {
        assert!(all.iter().any(|situation| situation.reach() == reach), "{reach:?}");
    }
    for code in ReasonCode::ALL {
        let reasons: Vec<&DecisionReason> = decisions.iter().flat_map(|d| &d.reasons).collect();
        let reason = reasons.iter().find(|reason| reason.code == code).unwrap();
        assert_eq!((reason.rule, reason.on_slides), (code.rule(), code.on_slides()));
        assert!(reason.text().ends_with('.'), "{code:?}");
    }
    for decision in &decisions {
        if decision.route != IecexAnswer::Open {
            let rule = decision.route.rule().unwrap();
            assert!(decision.reasons.iter().any(|reason| reason.rule == rule), "{decision:?}");
        }
        for (index, reason) in decision.reasons.iter().enumerate() {
            assert!(!decision.reasons[..index].contains(reason), "twice: {decision:?}");
        }
        for (code, part) in
            [(ReasonCode::ComponentPart, MapPart::P4_2), (ReasonCode::SystemPart, MapPart::P3_3)]
        {
            let named = decision.reasons.iter().any(|reason| reason.code == code);
            assert_eq!(named, decision.names(part), "{decision:?}");
        }
    }
}

// RT-2
#[test]
fn only_an_embedded_device_that_can_be_reached_is_told_that_it_is_not_exempt() {
    for situation in every_situation() {
        let decision = decide(&situation);
        let mut codes = decision.reasons.iter().map(|reason| reason.code);
        let is_told = codes.any(|code| code == ReasonCode::EmbeddedAndReachable);
        let is_reachable = decision.route == IecexAnswer::IeceeForIecex;
        assert_eq!(is_told, is_reachable && situation.embedded == Some(true), "{situation:?}");
    }
}

#[test]
fn codes_are_stable() {
    let json = serde_json::to_value(decide(&without_path())).unwrap();
    assert_eq!(json["route"], "no-action");
    assert_eq!(json["reasons"][1]["code"], "possible-without-path");
    assert_eq!(json["reasons"][1]["rule"], "EX-3");
    assert_eq!(json["reasons"][1]["on_slides"], false);
}

/// Exposed in principle, but with no way in.
fn without_path() -> Situation {
    Situation {
        exposure: ProtectionExposure::Possible,
        access: Access::NoPath,
        embedded: Some(false),
        item: Some(ItemKind::Component),
        role: Some(Role::ProductSupplier),
    }
}

fn gas_detector() -> Situation {
    Situation { access: Access::Path, embedded: Some(true), ..without_path() }
}

/// An assessment whose scope says what the situation says.
fn assessment(situation: &Situation) -> Assessment {
    altered(&empty(), |content| {
        content.scope.access = match situation.access {
            Access::Path => Some(vec![AccessPath::Fieldbus, AccessPath::ServicePort]),
            Access::NoPath => Some(Vec::new()),
            Access::Open => None,
        };
        content.scope.embedded = situation.embedded.map(|embedded| {
            if embedded { EmbeddedKind::GasDetector } else { EmbeddedKind::NotEmbedded }
        });
        content.scope.item = situation.item;
        content.scope.role = situation.role;
    })
}

#[test]
fn the_situation_is_read_from_the_scope() {
    for situation in every_situation() {
        assert_eq!(Situation::of(&assessment(&situation), situation.exposure), situation);
    }
    for kind in EmbeddedKind::ALL {
        let other = altered(&empty(), |content| content.scope.embedded = Some(kind));
        let embedded = Situation::of(&other, ProtectionExposure::No).embedded;
        assert_eq!(embedded, Some(kind != EmbeddedKind::NotEmbedded));
    }
}

#[test]
fn the_headline_names_the_parts_in_order() {
    assert_eq!(
        decide(&gas_detector()).headline(),
        "Apply for 3 IECEE certificates, in this order: IEC 62443-2-4, IEC 62443-4-1, \
         IEC 62443-4-2. The IECEE certificate is then the basis of an IECEx certificate of \
         conformity."
    );
    let ask = Situation { exposure: ProtectionExposure::AskExcb, embedded: None, ..gas_detector() };
    assert!(decide(&ask).headline().ends_with(
        "If it is exposed: IECEE certificate, then IECEx certificate. If not: Not decided yet."
    ));
    assert_eq!(
        decide(&without_path()).headline(),
        "No action: there is nothing to apply for. Keep the reasons."
    );
    let owner = Situation { role: Some(Role::AssetOwner), ..gas_detector() };
    assert!(decide(&owner).headline().starts_with(
        "Work to IEC 62443-2-1, IEC 62443-3-2. Ask your supplier for an IECEE certificate to \
         IEC 62443-4-2."
    ));
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
    let with = |wanted: Remark| {
        let mut pairs = Vec::new();
        for part in MapPart::CERTIFIED {
            for r#type in T::ALL {
                if remarks(part, r#type).contains(&wanted) {
                    pairs.push((part, r#type));
                }
            }
        }
        assert!(wanted.rule().starts_with("CT") && !wanted.text().is_empty());
        pairs
    };
    assert_eq!(with(Remark::RefersToLifecycle), [(MapPart::P4_2, T::ProductCapability)]);
    assert_eq!(with(Remark::HeadedScenario2), [(MapPart::P4_1, T::ProcessCapability)]);
    let limited = [T::ProcessCapability, T::ProductCapability, T::SolutionCapability];
    assert_eq!(with(Remark::MayBeLimited), limited.map(|r#type| (MapPart::P2_4, r#type)));
    assert_eq!(with(Remark::ConfirmWithNcb).len(), 24 - 5);
}

#[test]
fn the_proposed_certificates_follow_from_role_and_item() {
    use CertificateType as T;
    let pairs = |role, item| -> Vec<(&str, T)> {
        let decision = decide(&Situation { role, item, ..gas_detector() });
        proposed(&decision).iter().map(|sought| (sought.part.code(), sought.r#type)).collect()
    };
    let (component, system) = (Some(ItemKind::Component), Some(ItemKind::System));
    let basis = [("2-4", T::ProductCapability), ("4-1", T::ProductApplication)];
    let supplier = Some(Role::ProductSupplier);
    assert_eq!(pairs(supplier, component), [&basis[..], &[("4-2", T::ProductCapability)]].concat());
    assert_eq!(pairs(supplier, system), [&basis[..], &[("3-3", T::ProductCapability)]].concat());
    assert_eq!(pairs(supplier, None), basis);
    let provider = Some(Role::ServiceProvider);
    let services = ("2-4", T::ProcessCapability);
    assert_eq!(pairs(provider, component), [services]);
    assert_eq!(pairs(provider, system), [services, ("3-3", T::SolutionApplication)]);
    assert_eq!(pairs(Some(Role::AssetOwner), system), []);
    assert_eq!(pairs(None, component), [("4-2", T::ProductCapability)]);
    assert!(proposed(&decide(&without_path())).is_empty());
    for situation in every_situation() {
        for sought in proposed(&decide(&situation)) {
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

    let with = |change: fn(&mut Situation)| {
        let mut situation = gas_detector();
        change(&mut situation);
        step_codes(&situation)
    };
    let system = with(|s| s.item = Some(ItemKind::System));
    assert_eq!(system[..3], [C::Services, C::Lifecycle, C::System]);
    assert_eq!(with(|s| s.item = None)[..3], [C::Services, C::Lifecycle, C::Product]);
    let owner = with(|s| s.role = Some(Role::AssetOwner));
    assert_eq!(owner[..3], [C::Program, C::RiskAssessment, C::Supplier]);
    let provider = with(|s| s.role = Some(Role::ServiceProvider));
    assert_eq!(provider[..2], [C::Services, C::Supplier]);
    let iecee = with(|s| s.access = Access::NoPath);
    assert_eq!(iecee, [C::Services, C::Lifecycle, C::Component, C::Iecex]);
    let ask = with(|s| s.exposure = ProtectionExposure::AskExcb);
    assert_eq!(ask, [C::AskExcb, C::Services, C::Lifecycle, C::Component]);
    assert_eq!(step_codes(&without_path()), [C::Iecee, C::Iecex, C::KeepRationale]);
    assert_eq!(next(&checklist(&empty(), &without_path())), Some(2));
    assert_eq!(with(|s| s.exposure = ProtectionExposure::Open), []);
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
        let untyped = certificate(part, None, None);
        let other = certificate(part, Some(T::SolutionCapability), None);
        assert_eq!(state(&[]), StepState::Todo);
        assert_eq!(state(&[no_certificate(), other.clone()]), StepState::Todo);
        assert_eq!(state(&[other.clone(), held.clone()]), StepState::Held(1));
        assert_eq!(state(std::slice::from_ref(&untyped)), StepState::Held(0));
        assert_eq!(state(std::slice::from_ref(&expired)), StepState::HeldExpired(0));
        assert_eq!(state(&[expired.clone(), held.clone(), other]), StepState::Held(1));
        assert_eq!(state(&[untyped.clone(), held.clone()]), StepState::Held(0));
        assert_eq!(state(&[expired.clone(), held, untyped.clone()]), StepState::Held(2));
        // RT-4: what does not say what it is holds nothing, whatever its days are.
        for unclear in [
            Certificate { number: "n/a".to_owned(), ..untyped.clone() },
            Certificate { body: String::new(), ..untyped.clone() },
            Certificate { date: Some(day("2026-11-25")), ..untyped.clone() },
            Certificate { valid_until: Some(day("2025-05-05")), ..untyped },
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
        assert_eq!(all.is_empty(), decision.route == IecexAnswer::Open);
        for step in all {
            let text = [&step.text(), step.why(), step.turn.text(), step.state.text()].join("|");
            assert!(!text.contains('{') && !text.contains("||") && !text.contains("  "), "{text}");
            assert!(step.part.is_none_or(|part| decision.names(part)));
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
        assert_eq!(gaps.is_empty(), decision.route != IecexAnswer::IeceeForIecex, "{situation:?}");
    }
}

fn techniques() -> Vec<TechniqueFact> {
    let fact = |technique, exposure, associated| TechniqueFact { technique, exposure, associated };
    vec![
        fact(Technique::Pressurization, ProtectionExposure::Possible, false),
        fact(Technique::IntrinsicSafety, ProtectionExposure::Possible, true),
        fact(Technique::Encapsulation, ProtectionExposure::No, false),
        fact(Technique::OpticalRadiation, ProtectionExposure::AskExcb, false),
    ]
}

fn write(kind: DraftKind, assessment: &Assessment, techniques: Vec<TechniqueFact>) -> String {
    let decision = decide(&Situation::of(assessment, ProtectionExposure::Possible));
    draft(kind, assessment, &TextFacts { techniques, decision: &decision })
}

fn gas_detector_assessment() -> Assessment {
    altered(&assessment(&gas_detector()), |content| {
        content.test_item.name = "GasGuard 200".to_owned();
        content.test_item.r#type = "GG-200".to_owned();
        content.test_item.firmware_version = "3.1.4".to_owned();
        content.test_item.marking = "Ex pxb [ia] IIC T4 Gb".to_owned();
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

// RT-7
#[test]
fn the_statement_says_what_is_used_reached_applied_and_decided() {
    let text = write(DraftKind::Statement, &gas_detector_assessment(), techniques());
    for fact in [
        "GasGuard 200, type GG-200, firmware 3.1.4, made by Acme Ltd",
        "Marking: Ex pxb [ia] IIC T4 Gb",
        "- Pressurization: exposure to a cyber threat is possible.",
        "- Intrinsic safety (associated apparatus, protects another device): exposure",
        "- Encapsulation: not exposed to a cyber threat.",
        "- Optical radiation (op is, op pr, op sh): not settled by the workshop's table [answer of the ExCB].",
        "- fieldbus (HART)\n- service or debug port\n",
        "exposure is possible through these paths: Pressurization, Intrinsic safety.",
        "- Pressurization: purge time, flow and pressure limits",
        "[what prevents it without software]",
        "the ExCB decides: Optical radiation (op is, op pr, op sh).",
        "is the basis of an IECEx certificate",
        "(IECEx workshop 2017)",
        "- IEC 62443-2-4:2015+AMD1:2017, Security program requirements",
        "- IEC 62443-4-1:2018, Secure product development",
        "- IEC 62443-4-2:2019, Technical security requirements for IACS components: the product",
    ] {
        assert!(text.contains(fact), "{fact}\n---\n{text}");
    }
    assert!(!text.contains("Open questions"), "{text}");
}

#[test]
fn what_is_not_known_stands_in_square_brackets() {
    let text = write(DraftKind::Statement, &empty(), Vec::new());
    for fact in [
        "[name of the product]",
        "[name of the manufacturer]",
        "[protection techniques]",
        "[access paths]",
        "[parts of IEC 62443, once the route is decided]",
        "- [In which ways can the product be reached, if any?]",
    ] {
        assert!(text.contains(fact), "{fact}\n---\n{text}");
    }
}

#[test]
fn the_fields_name_the_standards_and_the_certificates() {
    let assessment = gas_detector_assessment();
    let standards = write(DraftKind::Standards, &assessment, techniques());
    assert_eq!(
        standards,
        "IEC 62443-2-4:2015+AMD1:2017, Security program requirements for IACS service providers\n\
         IEC 62443-4-1:2018, Secure product development lifecycle requirements\n\
         IEC 62443-4-2:2019, Technical security requirements for IACS components\n\
         [confirm the editions against the IECEE certificates]"
    );
    let due = write(DraftKind::Equipment, &assessment, techniques());
    assert_eq!(due.matches("to be issued").count(), 3, "{due}");
    assert_eq!(due.matches("[IECEE certificate number]").count(), 3, "{due}");

    assert!(due.starts_with("Compliance with IEC 62443 is to be shown by:"), "{due}");
    let units = altered(&assessment, |content| {
        content.scope.option = Some(IecexOption::UnitVerification);
    });
    let unit = write(DraftKind::Equipment, &units, techniques());
    assert!(unit.starts_with("Unit verification, serial numbers: [serial numbers]."), "{unit}");

    let product = Some(CertificateType::ProductCapability);
    let assessment = altered(&assessment, |content| {
        content.certificates = vec![certificate(MapPart::P4_2, product, Some("2028-05-06"))];
    });
    let held = write(DraftKind::Equipment, &assessment, techniques());
    assert_eq!(held.matches("to be issued").count(), 2, "{held}");
    assert!(held.contains(
        "- IECEE certificate DE-4-2 to IEC 62443-4-2, Product capability assessment, issued by \
         NCB One on 2025-05-06\nValid until 2028-05-06.\nScope: Gas detectors"
    ));
    let annexes = write(DraftKind::Annexes, &assessment, techniques());
    let lines: Vec<&str> = annexes.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[2].starts_with("Annex 3: IECEE certificate DE-4-2 to IEC 62443-4-2"));
    let assessment = altered(&assessment, |content| {
        content.certificates = vec![Certificate { part: Some(MapPart::P4_2), ..no_certificate() }];
    });
    let bare = write(DraftKind::Equipment, &assessment, techniques());
    assert!(bare.contains(
        "IECEE certificate [IECEE certificate number] to IEC 62443-4-2, [certificate type], \
         issued by [issuing body] on [date of issue]"
    ));
}

/// Some facts as another facts have them: every text that rests on one changes.
#[test]
fn a_text_changes_when_a_fact_below_it_changes() {
    use DraftKind as K;
    let before = gas_detector_assessment();
    type Case = (fn(&mut Content), &'static [K]);
    let changes: [Case; 8] = [
        (|a| a.test_item.name = "Other".to_owned(), &[K::Statement]),
        (|a| a.test_item.marking = "Ex db IIC T6 Gb".to_owned(), &[K::Statement]),
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
            let differs = write(kind, &before, techniques()) != write(kind, &after, techniques());
            assert_eq!(differs, changed.contains(&kind), "change {number}, {kind:?}");
            // The coded facts tell of the change wherever the text does.
            let basis = |assessment: &Assessment| {
                let (_, exposure) = assessment.exposure();
                let decision = decide(&Situation::of(assessment, ProtectionExposure::Possible));
                basis(kind, assessment, &exposure, &decision)
            };
            assert!(!differs || basis(&before) != basis(&after), "change {number}, {kind:?}");
            assert_eq!(basis(&before).len(), 64);
        }
    }
    let mut others = techniques();
    others[2].exposure = ProtectionExposure::Open;
    let text = write(K::Statement, &before, others);
    let none = decide(&Situation::of(&before, ProtectionExposure::No));
    let facts = TextFacts { techniques: Vec::new(), decision: &none };
    let unexposed = draft(K::Statement, &before, &facts);
    assert!(unexposed.contains("These paths reach no exposed technique."), "{unexposed}");
    assert!(text.contains("- Encapsulation: [whether it is exposed]."), "{text}");
}

#[test]
fn no_text_of_any_situation_names_a_part_that_does_not_apply() {
    for situation in every_situation() {
        let assessment = altered(&assessment(&situation), |content| {
            let expired = MapPart::ALL.map(|part| certificate(part, None, Some("2026-01-01")));
            content.certificates = numbered(&expired);
        });
        let decision = decide(&situation);
        let facts = TextFacts { techniques: techniques(), decision: &decision };
        for kind in DraftKind::ALL {
            let text = draft(kind, &assessment, &facts);
            assert_eq!(text, draft(kind, &assessment, &facts), "deterministic");
            assert!(!text.is_empty() && !text.contains(['{', '}', '\r']), "{text}");
            let fields = kind != DraftKind::Statement;
            for part in MapPart::ALL {
                let applies = decision.names(part)
                    && (!fields
                        || decision.route == IecexAnswer::IeceeForIecex
                            && MapPart::CERTIFIED.contains(&part));
                assert_eq!(
                    text.contains(standard(part).number),
                    applies,
                    "{part:?} {kind:?} {situation:?}\n{text}"
                );
            }
        }
    }
}
