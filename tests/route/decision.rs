//! The two answers against the rulebook: what IECEx would ask for, in the order of
//! RT-11, and what IECEE offers in a role (RT-10), over every combination of facts;
//! and the workshop's own examples by name.

use crate::support::{altered, empty};
use exready::{
    assessment::{
        Argument, Assessment, CertificateType, Content, EmbeddedKind, ItemKind, MapPart, Role,
    },
    ex::{AccessPath, Technique},
    route::{
        Decision, IecexAnswer, MapEntry, OpenQuestion, Purpose, ReasonCode, decision, map_entry,
        standard,
    },
};

/// What is said of the explosion protection, a letter each.
const EX: [(char, &str); 6] = [
    ('N', "not explosion-protected"),
    ('n', "not exposed"),
    ('x', "exposed"),
    ('a', "asked of the ExCB"),
    ('g', "argued not reachable"),
    ('p', "argued in part"),
];

/// The answer of IECEx to the manufacturer, the first row that fits, in the order
/// of RT-11: explosion protection, access path (p path, n none, ? open), EX-4 (y yes,
/// n no, ? open), embedded device (y, n, ?); each `*` is anything. Then the rule of
/// the answer, and the questions that are named where it is open: a access path,
/// 4 EX-4, d embedded device.
const IECEX: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("N", "*", "*", "*", "RT-11", ""),
    ("xp", "p", "*", "*", "RT-2", ""),
    ("a", "p", "*", "*", "EX-5", ""),
    ("a", "?", "y", "*", "EX-5", ""),
    ("xp", "?", "y", "*", "open", "a"),
    ("xpag", "?", "n", "yn", "open", "a"),
    ("xpag", "?", "n", "?", "open", "ad"),
    ("xpag", "?", "?", "yn", "open", "a4"),
    ("xpag", "?", "?", "?", "open", "a4d"),
    ("*", "*", "y", "*", "EX-5", ""),
    ("g", "p", "n", "*", "EX-7", ""),
    ("g", "p", "?", "*", "open", "4"),
    ("*", "*", "?", "yn", "open", "4"),
    ("*", "*", "?", "?", "open", "4d"),
    ("*", "*", "n", "y", "RT-1", ""),
    ("*", "*", "n", "n", "RT-3", ""),
    ("*", "*", "n", "?", "open", "d"),
];

/// What IECEE offers: role (s supplier, p provider, o owner, ? open), item
/// (c component, s system, ? open), software (y, n, ?); certificates, parts asked of
/// suppliers, own parts beside, and open questions (r role, i item, s software).
const IECEE: &[(&str, &str, &str, &str, &str, &str, &str)] = &[
    ("s", "cs?", "n", "", "", "", ""),
    ("s", "c", "y", "4-1 cap, 4-1 app, 4-2 cap, 2-4 cap", "", "", ""),
    ("s", "s", "y", "4-1 cap, 4-1 app, 3-3 cap, 2-4 cap", "", "", ""),
    ("s", "?", "y", "4-1 cap, 4-1 app, 2-4 cap", "", "", "i"),
    ("s", "c", "?", "4-1 cap, 4-1 app, 4-2 cap, 2-4 cap", "", "", "s"),
    ("s", "s", "?", "4-1 cap, 4-1 app, 3-3 cap, 2-4 cap", "", "", "s"),
    ("s", "?", "?", "4-1 cap, 4-1 app, 2-4 cap", "", "", "is"),
    ("p", "c", "y?", "2-4 process, 2-4 solution", "4-1 4-2", "", ""),
    ("p", "s", "y?", "2-4 process, 2-4 solution", "4-1 3-3", "3-2", ""),
    ("p", "?", "y?", "2-4 process, 2-4 solution", "4-1", "", ""),
    ("p", "s", "n", "2-4 process, 2-4 solution", "", "3-2", ""),
    ("p", "c?", "n", "2-4 process, 2-4 solution", "", "", ""),
    ("o", "c", "y?", "2-4 solution", "4-1 4-2", "2-1 3-2", ""),
    ("o", "s", "y?", "2-4 solution", "4-1 3-3", "2-1 3-2", ""),
    ("o", "?", "y?", "2-4 solution", "4-1", "2-1 3-2", ""),
    ("o", "cs?", "n", "2-4 solution", "", "2-1 3-2", ""),
    ("?", "cs?", "yn?", "", "", "", "r"),
];

/// One combination of facts, a letter each.
#[derive(Clone, Copy, Debug)]
struct Facts {
    ex: char,
    /// Whether an `h` stands beside the rest, and nobody says which of c, b, k it is.
    has_h: bool,
    access: char,
    advisory: char,
    embedded: char,
    role: char,
    item: char,
    software: char,
}

fn every_combination() -> Vec<Facts> {
    let mut all = Vec::new();
    for (ex, _) in EX {
        for has_h in [false, true] {
            for access in ['p', 'n', '?'] {
                for advisory in ['y', 'n', '?'] {
                    for embedded in ['y', 'n', '?'] {
                        for role in ['s', 'p', 'o', '?'] {
                            for item in ['c', 's', '?'] {
                                for software in ['y', 'n', '?'] {
                                    all.push(Facts {
                                        ex,
                                        has_h,
                                        access,
                                        advisory,
                                        embedded,
                                        role,
                                        item,
                                        software,
                                    });
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    // With an `h` it is explosion-protected, whatever else is said.
    all.retain(|facts| facts.ex != 'N' || !facts.has_h);
    all
}

const fn yes_or_no(letter: char) -> Option<bool> {
    match letter {
        'y' | 'p' => Some(true),
        'n' => Some(false),
        _ => None,
    }
}

fn argued(content: &mut Content, technique: Technique) {
    let reason = "the barrier is passive".to_owned();
    content.arguments.insert(technique, Argument { changeable: false, reason });
}

fn assessment(facts: Facts) -> Assessment {
    altered(&empty(), |content| {
        let h = if facts.has_h { " h" } else { "" };
        let symbols = match facts.ex {
            'n' => "db",
            'x' | 'g' => "ia",
            'a' => "op is",
            'p' => "ia pxb",
            _ => "",
        };
        content.scope.not_protected = facts.ex == 'N';
        if facts.ex != 'N' {
            content.test_item.marking = format!("Ex {symbols}{h} IIC T4 Gb");
        }
        if facts.ex == 'g' || facts.ex == 'p' {
            argued(content, Technique::IntrinsicSafety);
        }
        content.scope.access = yes_or_no(facts.access)
            .map(|has_path| if has_path { vec![AccessPath::WiredNetwork] } else { Vec::new() });
        match facts.advisory {
            'y' => content.scope.ex.safety_device = Some(true),
            'n' => {
                content.scope.ex.safety_device = Some(false);
                content.scope.ex.programmable_electronics = Some(false);
            }
            _ => {}
        }
        content.scope.embedded = yes_or_no(facts.embedded).map(|is_embedded| {
            if is_embedded { EmbeddedKind::Plc } else { EmbeddedKind::NotEmbedded }
        });
        content.scope.role = match facts.role {
            's' => Some(Role::ProductSupplier),
            'p' => Some(Role::ServiceProvider),
            'o' => Some(Role::AssetOwner),
            _ => None,
        };
        content.scope.item = match facts.item {
            'c' => Some(ItemKind::Component),
            's' => Some(ItemKind::System),
            _ => None,
        };
        content.scope.programmable = yes_or_no(facts.software);
    })
}

fn decided(assessment: &Assessment) -> Decision {
    decision(assessment, &assessment.exposure().1)
}

fn letters(open: &[OpenQuestion]) -> String {
    let letter = |question: &OpenQuestion| match question {
        OpenQuestion::Exposure => 'e',
        OpenQuestion::Access => 'a',
        OpenQuestion::Advisory => '4',
        OpenQuestion::Embedded => 'd',
        OpenQuestion::Role => 'r',
        OpenQuestion::Item => 'i',
        OpenQuestion::Programmable => 's',
    };
    open.iter().map(letter).collect()
}

fn fits(pattern: &str, letter: char) -> bool {
    pattern == "*" || pattern.contains(letter)
}

/// The rule of the answer to the manufacturer, and what is open.
fn of_manufacturer(facts: Facts) -> (&'static str, &'static str) {
    let row = IECEX.iter().find(|(ex, access, advisory, embedded, ..)| {
        fits(ex, facts.ex)
            && fits(access, facts.access)
            && fits(advisory, facts.advisory)
            && fits(embedded, facts.embedded)
    });
    let (.., rule, open) = row.unwrap();
    (rule, open)
}

// RT-1, RT-2, RT-3, RT-11, EX-2, EX-3, EX-4, EX-5, EX-7
#[test]
fn iecex_answers_every_combination_of_facts_as_the_table_says() {
    let all = every_combination();
    assert_eq!(all.len(), 11 * 3 * 3 * 3 * 4 * 3 * 3);
    for facts in all {
        let decision = decided(&assessment(facts));
        let (rule, open) = of_manufacturer(facts);
        let equipment = decision.equipment.rule().unwrap_or("open");
        assert_eq!(equipment, rule, "{facts:?}");
        let (rule, open) = match facts.role {
            _ if facts.ex == 'N' => ("RT-11", String::new()),
            's' => (rule, open.to_owned()),
            // IECEx asks the manufacturer.
            'p' | 'o' => ("RT-2", String::new()),
            _ => ("open", format!("{open}r")),
        };
        assert_eq!(decision.iecex.rule().unwrap_or("open"), rule, "{facts:?}");
        assert_eq!(letters(&decision.open), open, "{facts:?}");
        let is_other = matches!(facts.role, 'p' | 'o') && facts.ex != 'N';
        assert_eq!(decision.iecex == IecexAnswer::Manufacturer, is_other, "{facts:?}");
        let has_either = ["EX-5", "EX-7"].contains(&equipment);
        assert_eq!(decision.either.is_some(), has_either, "{facts:?}");
        assert!(!decision.headline().is_empty());
        assert_eq!(decision, decided(&assessment(facts)), "deterministic");
    }
}

// RT-10, ST-2
#[test]
fn iecee_offers_what_the_table_says_whatever_iecex_asks() {
    for facts in every_combination() {
        let iecee = decided(&assessment(facts)).iecee;
        let row = IECEE.iter().find(|(role, item, software, ..)| {
            fits(role, facts.role) && fits(item, facts.item) && fits(software, facts.software)
        });
        let (.., certificates, suppliers, beside, open) = *row.unwrap();
        let short = |offer: &exready::route::Offer| {
            let name = match offer.certificate.r#type {
                CertificateType::ProcessCapability if facts.role == 'p' => "process",
                CertificateType::ProcessCapability | CertificateType::ProductCapability => "cap",
                CertificateType::ProductApplication => "app",
                CertificateType::SolutionApplication => "solution",
                other => panic!("{other:?}"),
            };
            format!("{} {name}", offer.certificate.part.code())
        };
        let offers: Vec<String> = iecee.offers.iter().map(short).collect();
        assert_eq!(offers.join(", "), certificates, "{facts:?}");
        let codes =
            |parts: &[MapPart]| parts.iter().map(|part| part.code()).collect::<Vec<_>>().join(" ");
        assert_eq!(codes(&iecee.suppliers), suppliers, "{facts:?}");
        assert_eq!(codes(&iecee.beside), beside, "{facts:?}");
        assert_eq!(letters(&iecee.open), open, "{facts:?}");
        let applies = (facts.role == 's').then(|| yes_or_no(facts.software)).flatten();
        assert_eq!(iecee.applies, applies, "{facts:?}");
    }
}

// RT-10, CT: what an offer is good for, and what stands behind it.
#[test]
fn every_offer_says_what_it_is_good_for_and_what_backs_it() {
    use CertificateType as T;
    let table = [
        (Purpose::Services, "2-4", T::ProcessCapability),
        (Purpose::BuiltSystem, "2-4", T::SolutionApplication),
        (Purpose::InstalledSystem, "2-4", T::SolutionApplication),
        (Purpose::Lifecycle, "4-1", T::ProcessCapability),
        (Purpose::LifecycleOfProduct, "4-1", T::ProductApplication),
        (Purpose::Component, "4-2", T::ProductCapability),
        (Purpose::System, "3-3", T::ProductCapability),
        (Purpose::EvidenceForProviders, "2-4", T::ProductCapability),
    ];
    assert_eq!(table.map(|(purpose, ..)| purpose), Purpose::ALL);
    for (purpose, part, r#type) in table {
        let certificate = purpose.certificate();
        assert_eq!((certificate.part.code(), certificate.r#type), (part, r#type));
        assert!(purpose.text().ends_with('.'), "{purpose:?}");
    }
    for facts in every_combination() {
        for offer in decided(&assessment(facts)).iecee.offers {
            let backing =
                exready::route::matrix::backing(offer.certificate.part, offer.certificate.r#type);
            assert_eq!(offer.backing, backing);
            // The workshop's applicant for a solution is the asset owner.
            assert_eq!(offer.confirm_applicant, offer.purpose == Purpose::BuiltSystem);
        }
    }
}

// RT-9
#[test]
fn the_application_map_has_the_workshops_parts_and_names_what_is_added() {
    // Parts in the order of `MapPart::ALL`: m on the map, + added, . not.
    let table = [
        (Role::AssetOwner, "m+m..."),
        (Role::ServiceProvider, ".mmm.."),
        (Role::ProductSupplier, ".+.mmm"),
    ];
    for (role, row) in table {
        for (part, letter) in MapPart::ALL.into_iter().zip(row.chars()) {
            let entry = match letter {
                'm' => Some(MapEntry::Map),
                '+' => Some(MapEntry::Addition),
                _ => None,
            };
            assert_eq!(map_entry(role, part), entry, "{role:?} {part:?}");
        }
    }
}

#[test]
fn every_reason_is_given_once_and_the_rule_of_the_answer_is_among_them() {
    let mut met = Vec::new();
    for facts in every_combination() {
        let decision = decided(&assessment(facts));
        for (index, reason) in decision.reasons.iter().enumerate() {
            assert!(!decision.reasons[..index].contains(reason), "twice: {facts:?}");
            assert!(reason.text().ends_with('.'));
            assert_eq!(
                (reason.rule, reason.on_slides),
                (reason.code.rule(), reason.code.on_slides())
            );
            if !met.contains(&reason.code) {
                met.push(reason.code);
            }
        }
        if let Some(rule) = decision.iecex.rule().filter(|rule| *rule != "EX-5") {
            assert!(decision.reasons.iter().any(|reason| reason.rule == rule), "{decision:?}");
        }
        let named = |code| decision.reasons.iter().any(|reason| reason.code == code);
        assert_eq!(named(ReasonCode::ComponentPart), decision.asked_for() == Some(MapPart::P4_2));
        assert_eq!(named(ReasonCode::SystemPart), decision.asked_for() == Some(MapPart::P3_3));
    }
    for code in ReasonCode::ALL {
        assert!(met.contains(&code), "{code:?} is never given");
    }
}

// ST-1: no answer says that IECEx requires anything, and "nothing to apply for" is
// said of neither question.
#[test]
fn no_answer_claims_more_than_the_workshop_does() {
    for facts in every_combination() {
        let decision = decided(&assessment(facts));
        let mut said = vec![decision.headline(), decision.iecex.text().to_owned()];
        said.extend(decision.reasons.iter().map(|reason| reason.text().to_owned()));
        for text in said {
            let text = text.to_lowercase();
            for claim in
                ["requires", "must", "needs an iec", "nothing to apply", "cannot be exposed"]
            {
                assert!(!text.contains(claim), "{claim}: {text}");
            }
        }
    }
}

// EX-6, RT-11: a marking that is not understood, or none, is a missing answer.
#[test]
fn an_unread_marking_is_a_missing_answer_only_where_it_could_change_the_answer() {
    let with = |marking: &str, access: char| {
        let facts = Facts {
            ex: 'x',
            has_h: false,
            access,
            advisory: 'n',
            embedded: 'n',
            role: 's',
            item: 'c',
            software: 'y',
        };
        let assessment =
            altered(&assessment(facts), |content| content.test_item.marking = marking.to_owned());
        let decision = decided(&assessment);
        (decision.iecex, letters(&decision.open))
    };
    assert_eq!(with("", 'p'), (IecexAnswer::Open, "e".to_owned()));
    assert_eq!(with("Ex db zz IIC T4 Gb", 'p'), (IecexAnswer::Open, "e".to_owned()));
    assert_eq!(with("Ex db zz IIC T4 Gb", 'n'), (IecexAnswer::NoAction, String::new()));
    assert_eq!(with("Ex ia zz IIC T4 Gb", 'p'), (IecexAnswer::IeceeForIecex, String::new()));
    // Without any word on it, it may as well not be explosion-protected.
    assert_eq!(with("", 'n'), (IecexAnswer::Open, "e".to_owned()));
}

// EX-7
#[test]
fn an_argument_counts_only_with_a_reason_and_only_if_it_says_no() {
    let facts = Facts {
        ex: 'x',
        has_h: false,
        access: 'p',
        advisory: 'n',
        embedded: 'y',
        role: 's',
        item: 'c',
        software: 'y',
    };
    let with = |changeable: bool, reason: &str| {
        let argument = Argument { changeable, reason: reason.to_owned() };
        let argued = altered(&assessment(facts), |content| {
            content.arguments.insert(Technique::IntrinsicSafety, argument);
        });
        decided(&argued)
    };
    assert_eq!(with(false, " ").iecex, IecexAnswer::IeceeForIecex);
    assert_eq!(with(true, "the limit is set in firmware").iecex, IecexAnswer::IeceeForIecex);
    let argued = with(false, "the barrier is passive");
    assert_eq!(argued.iecex, IecexAnswer::Argued);
    let either = argued.either.unwrap();
    assert_eq!(either.exposed, IecexAnswer::IeceeForIecex);
    assert_eq!(either.not_exposed, IecexAnswer::IeceeCertificate);
    // RT-4: the sequence stands under both outcomes.
    assert_eq!(argued.asked_for(), Some(MapPart::P4_2));
}

fn example(change: impl FnOnce(&mut Content)) -> Decision {
    decided(&altered(&empty(), change))
}

fn types(decision: &Decision) -> Vec<(&'static str, CertificateType)> {
    let offers = decision.iecee.offers.iter();
    offers.map(|offer| (offer.certificate.part.code(), offer.certificate.r#type)).collect()
}

#[test]
fn the_workshops_service_provider_with_a_system_that_is_not_explosion_protected() {
    let decision = example(|content| {
        content.scope.role = Some(Role::ServiceProvider);
        content.scope.item = Some(ItemKind::System);
        content.scope.not_protected = true;
    });
    assert_eq!(decision.iecex, IecexAnswer::Outside);
    assert_eq!(
        types(&decision),
        [
            ("2-4", CertificateType::ProcessCapability),
            ("2-4", CertificateType::SolutionApplication)
        ]
    );
    assert!(decision.open.is_empty() && decision.iecee.open.is_empty());
}

#[test]
fn the_workshops_firewall_of_a_product_supplier() {
    let decision = example(|content| {
        content.scope.role = Some(Role::ProductSupplier);
        content.scope.item = Some(ItemKind::Component);
        content.scope.programmable = Some(true);
        content.scope.not_protected = true;
    });
    assert_eq!(decision.iecex, IecexAnswer::Outside);
    assert!(types(&decision).contains(&("2-4", CertificateType::ProductCapability)));
    assert!(types(&decision).contains(&("4-2", CertificateType::ProductCapability)));
}

#[test]
fn the_workshops_asset_owner_with_its_installed_system() {
    let decision = example(|content| {
        content.scope.role = Some(Role::AssetOwner);
        content.scope.item = Some(ItemKind::System);
        content.scope.not_protected = true;
    });
    assert_eq!(types(&decision), [("2-4", CertificateType::SolutionApplication)]);
    assert_eq!(decision.iecee.beside, [MapPart::P2_1, MapPart::P3_2]);
    assert_eq!(decision.proposed()[0].r#type, CertificateType::SolutionApplication);
}

#[test]
fn the_workshops_developer_certifies_its_process_and_its_use_for_a_product() {
    let decision = example(|content| {
        content.scope.role = Some(Role::ProductSupplier);
        content.scope.item = Some(ItemKind::System);
        content.scope.programmable = Some(true);
        content.scope.not_protected = true;
    });
    assert!(types(&decision).contains(&("4-1", CertificateType::ProcessCapability)));
    assert!(types(&decision).contains(&("4-1", CertificateType::ProductApplication)));
    assert!(types(&decision).contains(&("3-3", CertificateType::ProductCapability)));
}

// RT-4: the certificate to 4-2 is asked for; the sequence is demonstrated.
#[test]
fn the_workshops_supplier_of_explosion_protected_equipment_as_a_component() {
    let decision = example(|content| {
        content.scope.role = Some(Role::ProductSupplier);
        content.scope.item = Some(ItemKind::Component);
        content.scope.programmable = Some(true);
        content.scope.embedded = Some(EmbeddedKind::NotEmbedded);
        content.scope.access = Some(vec![AccessPath::WiredNetwork]);
        content.test_item.marking = "Ex pxb IIC T4 Gb".to_owned();
    });
    assert_eq!(decision.iecex, IecexAnswer::IeceeForIecex);
    assert_eq!(decision.asked_for(), Some(MapPart::P4_2));
    assert!(decision.headline().contains(standard(MapPart::P4_2).number));
    assert!(!decision.headline().contains(standard(MapPart::P2_4).number));
    let proposed: Vec<&str> = decision.proposed().iter().map(|one| one.part.code()).collect();
    assert_eq!(proposed, ["2-4", "4-1", "4-2"]);
}

#[test]
fn the_workshops_embedded_device_whose_protection_is_not_reachable() {
    let decision = example(|content| {
        content.scope.role = Some(Role::ProductSupplier);
        content.scope.item = Some(ItemKind::Component);
        content.scope.embedded = Some(EmbeddedKind::Plc);
        content.scope.access = Some(vec![AccessPath::Fieldbus]);
        content.scope.ex.safety_device = Some(false);
        content.test_item.marking = "Ex db IIC T4 Gb".to_owned();
    });
    assert_eq!(decision.iecex, IecexAnswer::IeceeCertificate);
    assert_eq!(decision.asked_for(), Some(MapPart::P4_2));
}

#[test]
fn the_workshops_exposed_system() {
    let decision = example(|content| {
        content.scope.role = Some(Role::ProductSupplier);
        content.scope.item = Some(ItemKind::System);
        content.scope.access = Some(vec![AccessPath::Remote]);
        content.test_item.marking = "Ex pzc IIB T3 Gc".to_owned();
    });
    assert_eq!(decision.iecex, IecexAnswer::IeceeForIecex);
    assert_eq!(decision.asked_for(), Some(MapPart::P3_3));
}

// RT-3, RT-10
#[test]
fn a_gearbox_without_electronics_is_asked_for_nothing_by_either_scheme() {
    let decision = example(|content| {
        content.scope.role = Some(Role::ProductSupplier);
        content.scope.item = Some(ItemKind::Component);
        content.scope.programmable = Some(false);
        content.scope.embedded = Some(EmbeddedKind::NotEmbedded);
        content.scope.access = Some(Vec::new());
        content.scope.ex.safety_device = Some(false);
        content.scope.ex.programmable_electronics = Some(false);
        content.test_item.marking = "Ex h IIC T4 Gb".to_owned();
    });
    assert_eq!(decision.iecex, IecexAnswer::NoAction);
    assert!(decision.open.is_empty(), "{:?}", decision.open);
    assert_eq!(decision.iecee.applies, Some(false));
    assert!(decision.iecee.offers.is_empty() && decision.proposed().is_empty());
}

// ST-1, ST-2
#[test]
fn every_answer_has_a_name_and_says_what_it_means() {
    let words = [
        (IecexAnswer::Outside, "not explosion-protected"),
        (IecexAnswer::Manufacturer, "addresses the manufacturer"),
        (IecexAnswer::IeceeForIecex, "as the basis of an IECEx certificate of conformity"),
        (IecexAnswer::AskExcb, "The ExCB decides"),
        (IecexAnswer::Argued, "whether the arguments hold"),
        (IecexAnswer::IeceeCertificate, "no IECEx certificate on account of cybersecurity"),
        (IecexAnswer::NoAction, "ask nothing about cybersecurity"),
        (IecexAnswer::Open, "is missing"),
    ];
    assert_eq!(words.map(|(answer, _)| answer), IecexAnswer::ALL);
    for (answer, says) in words {
        assert!(answer.text().contains(says), "{answer:?}: {}", answer.text());
        let same = IecexAnswer::ALL.into_iter().filter(|other| other.title() == answer.title());
        assert_eq!(same.count(), 1, "{answer:?}");
        assert_eq!(answer.rule().is_none(), answer == IecexAnswer::Open);
    }
    let questions = OpenQuestion::ALL;
    for question in questions {
        let same = questions.into_iter().filter(|other| other.text() == question.text());
        assert!(question.text().ends_with('?') && same.count() == 1, "{question:?}");
    }
}
