//! The catalogue as a whole: counts, ids, order, links, and the hygiene of our guidance.

use crate::support;
use std::collections::{BTreeMap, BTreeSet};

use exready::catalogue::{
    ComponentKind, ComponentKinds, Edition, GroupKind, Guidance, Levels, Part, PartGuidance,
    PartId, RequirementKey,
};
use serde_json::Value;

/// The digests of the facts: ids, titles, groups, clauses, levels, types,
/// edition. One changes only if a fact does, and then an earlier edition has to
/// be kept (see `docs/catalogue.md`); a better wording of ours leaves it alone.
const DIGESTS: [(&str, &str); 4] = [
    ("2-4", "c1811ab54f86c91459dd749889558bce6f9038a3007a6b4b6e41c0bbfd05bea1"),
    ("4-1", "777ed61dcbf7d58834f801ff19f1ffd4fe32167ed6c8f72b0a2cb185907a79ba"),
    ("3-3", "ac6abfaba92ba8885fe35de6b98055d32b3640f3356ef57096ab05165f4693b4"),
    ("4-2", "5f105148d6d2be3ea2860bcf213f48b5a3338ba6c57ade1ab3291d3abe51256b"),
];

/// Organizational level, clause and number of requirements (CV-1).
type Expected = (&'static str, &'static str, usize);
const GROUPS: [(PartId, &[Expected]); 4] = [
    (
        PartId::P2_4,
        &[
            ("Staffing", "SP.01", 11),
            ("Assurance", "SP.02", 7),
            ("Hardening", "SP.03", 9),
            ("Network", "SP.03", 9),
            ("Data", "SP.03", 6),
            ("Wireless", "SP.04", 6),
            ("SIS", "SP.05", 12),
            ("Configuration", "SP.06", 4),
            ("Remote", "SP.07", 5),
            ("Events", "SP.08", 8),
            ("Accounts", "SP.09", 17),
            ("Malware", "SP.10", 8),
            ("Patches", "SP.11", 12),
            ("Backup", "SP.12", 9),
        ],
    ),
    (
        PartId::P4_1,
        &[
            ("SM", "5", 13),
            ("SR", "6", 5),
            ("SD", "7", 4),
            ("SI", "8", 2),
            ("SVV", "9", 5),
            ("DM", "10", 6),
            ("SUM", "11", 5),
            ("SG", "12", 7),
        ],
    ),
    (
        PartId::P3_3,
        &[
            ("FR-1", "5", 24),
            ("FR-2", "6", 24),
            ("FR-3", "7", 19),
            ("FR-4", "8", 6),
            ("FR-5", "9", 11),
            ("FR-6", "10", 3),
            ("FR-7", "11", 13),
        ],
    ),
    (
        PartId::P4_2,
        &[
            ("CCSC", "4", 4),
            ("FR-1", "5", 20),
            ("FR-2", "6", 18),
            ("FR-3", "7", 13),
            ("FR-4", "8", 5),
            ("FR-5", "9", 1),
            ("FR-6", "10", 3),
            ("FR-7", "11", 10),
            ("SAR", "12", 3),
            ("EDR", "13", 13),
            ("HDR", "14", 14),
            ("NDR", "15", 22),
        ],
    ),
];

/// Requirements of 4-1 that practice sometimes finds not applicable (CV-6).
const CONDITIONAL: [&str; 6] = ["SM-8", "SM-9", "SM-10", "SI-1", "SI-2", "SUM-3"];

/// Abbreviations anybody knows; all others are in the glossary.
const ABBREVIATIONS: [&str; 5] = ["IEC", "IP", "NIST", "PC", "USB"];

/// Phrases that fill a line and say nothing.
const FILLER: [&str; 22] = [
    "it is important",
    "in order to",
    "best practice",
    "state of the art",
    "state-of-the-art",
    "leverage",
    "utilize",
    "utilise",
    "robust",
    "seamless",
    "comprehensive",
    "holistic",
    "crucial",
    "ensure that",
    "as appropriate",
    "if applicable",
    "where necessary",
    "and so on",
    "etc",
    "various",
    "adequate",
    "simply",
];

fn parts() -> impl Iterator<Item = &'static Part> {
    PartId::ALL.into_iter().map(PartId::part)
}

fn keys() -> impl Iterator<Item = RequirementKey> {
    parts().flat_map(Part::keys)
}

/// The guidance of every requirement.
fn guidance() -> Vec<(RequirementKey, Guidance)> {
    let of_part = |part: PartId| {
        let file = std::fs::read_to_string(format!("data/catalogue/iec62443-{part}.json")).unwrap();
        let read = PartGuidance::read(part, &file).unwrap();
        part.part().keys().map(move |key| (key, read.get(key).unwrap().clone()))
    };
    PartId::ALL.into_iter().flat_map(of_part).collect()
}

/// Every text of the guidance with its requirement.
fn texts() -> Vec<(String, String)> {
    let rows = guidance();
    let of_row = |(key, row): &(RequirementKey, Guidance)| {
        row.texts().map(|text| (name(*key), text.to_owned())).collect::<Vec<_>>()
    };
    rows.iter().flat_map(of_row).collect()
}

fn name(key: RequirementKey) -> String {
    format!("{} {key}", key.part())
}

fn data(path: &str) -> Value {
    let path = format!("{}/data/{path}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

// CV-1, CV-3
#[test]
fn each_part_has_its_groups_with_as_many_requirements_as_the_standard() {
    let counts: Vec<usize> = parts().map(|part| part.requirements.len()).collect();
    assert_eq!(counts, [123, 47, 100, 126]);
    for (part, expected) in GROUPS {
        let groups = part.part().groups.iter();
        let found: Vec<(&str, &str, usize)> =
            groups.map(|group| (group.id, group.clause, group.rows().len())).collect();
        assert_eq!(found, expected, "{part}");
    }
    let about: Vec<_> =
        parts().map(|part| (part.standard, part.edition, part.groups_are, part.levels)).collect();
    assert_eq!(
        about,
        [
            ("IEC 62443-2-4", "2015+AMD1:2017", GroupKind::SummaryLevel, Levels::Maturity),
            ("IEC 62443-4-1", "2018", GroupKind::Practice, Levels::Maturity),
            ("IEC 62443-3-3", "2013", GroupKind::FoundationalRequirement, Levels::Security),
            ("IEC 62443-4-2", "2019", GroupKind::FoundationalRequirement, Levels::Security),
        ]
    );
}

// SP.01 = 11, practice SR = 5, FR 2 of 3-3 = 24 with 12 bases (CV-3)
#[test]
fn the_counts_that_the_workshop_prints_come_out_of_the_catalogue() {
    let rows = |part: PartId, group: &str| part.part().group(group).unwrap().keys(part);
    assert_eq!(rows(PartId::P2_4, "Staffing").len(), 11);
    assert!(rows(PartId::P2_4, "Staffing").all(|key| key.id().starts_with("SP.01.")));
    assert_eq!(rows(PartId::P4_1, "SR").len(), 5);
    assert_eq!(rows(PartId::P3_3, "FR-2").len(), 24);
    let enhancements =
        rows(PartId::P3_3, "FR-2").filter(|key| key.requirement().is_enhancement()).count();
    assert_eq!(enhancements, 12);
}

// SL-3
#[test]
fn as_many_requirements_are_selected_at_each_level_as_the_standard_selects() {
    let selected = |part: PartId, kinds: &[ComponentKind], constraints: bool| {
        [1, 2, 3, 4].map(|level| {
            let rows = part.part().requirements.iter();
            rows.filter(|row| row.from_level <= level && (constraints || row.fr > 0))
                .filter(|row| kinds.is_empty() || row.kinds().meets(ComponentKinds::of(kinds)))
                .count()
        })
    };
    assert_eq!(selected(PartId::P3_3, &[], true), [37, 60, 90, 100]);
    use ComponentKind::{Edr, Hdr, Ndr, Sar};
    for (kinds, expected) in [
        (vec![Sar], [34, 53, 67, 73]),
        (vec![Edr], [36, 61, 77, 83]),
        (vec![Hdr], [36, 62, 78, 84]),
        (vec![Ndr], [40, 67, 86, 92]),
        (vec![Edr, Sar], [38, 64, 80, 86]),
        (vec![Sar, Edr, Hdr, Ndr], [50, 93, 116, 122]),
    ] {
        assert_eq!(selected(PartId::P4_2, &kinds, false), expected, "{kinds:?}");
        // The four constraints hold for each type at every level (CV-7).
        let all = selected(PartId::P4_2, &kinds, true);
        assert_eq!(all, expected.map(|count| count + 4), "{kinds:?}");
    }
}

#[test]
fn ids_are_well_formed_and_unique_within_their_part() {
    for part in parts() {
        let mut seen = BTreeSet::new();
        for key in part.keys() {
            assert!(seen.insert(key.id()), "{} stands twice", name(key));
            assert!(is_well_formed(part.id, key), "{}", name(key));
        }
    }
}

/// Whether an id has the form of its part, and that of its base within it.
fn is_well_formed(part: PartId, key: RequirementKey) -> bool {
    let id = key.id();
    let number = |text: &str| text.parse::<u8>().is_ok_and(|n| n > 0 && text == n.to_string());
    let numbers = |text: &str| text.split('.').count() == 2 && text.split('.').all(number);
    let base = key.parent().map(RequirementKey::id);
    match part {
        PartId::P2_4 => {
            let (area, rest) = id.split_at(5);
            let (requirement, form) = rest.split_at(3);
            let two =
                |text: &str| text.len() == 2 && text.bytes().all(|sign| sign.is_ascii_digit());
            let form = match (form, base) {
                (" BR", None) => true,
                (_, Some(base)) => {
                    let enhancement =
                        form.strip_prefix(" RE(").and_then(|form| form.strip_suffix(')'));
                    enhancement.is_some_and(number) && base == [area, requirement, " BR"].concat()
                }
                _ => false,
            };
            area == key.group().clause && two(&requirement[1..]) && form
        }
        PartId::P4_1 => {
            let (practice, rest) = id.split_once('-').unwrap();
            practice == key.group().id && number(rest) && base.is_none()
        }
        PartId::P3_3 | PartId::P4_2 => {
            let (form, enhancement) =
                id.split_once(" RE ").map_or((id, None), |(id, re)| (id, Some(re)));
            let (letters, rest) = form.split_once(' ').unwrap();
            let fr = key.requirement().fr.to_string();
            let letters_fit = match key.group().id {
                "CCSC" => letters == "CCSC" && number(rest) && fr == "0",
                group if group.starts_with("FR-") => {
                    let expected = if part == PartId::P3_3 { "SR" } else { "CR" };
                    letters == expected && numbers(rest) && group[3..] == fr
                }
                group => letters == group && numbers(rest),
            };
            let fr_fits = fr == "0" || rest.split('.').next() == Some(&fr);
            letters_fit
                && fr_fits
                && enhancement.is_none_or(number)
                && base == enhancement.map(|_| form)
        }
    }
}

#[test]
fn an_enhancement_comes_after_its_base_and_asks_for_no_less() {
    for key in keys() {
        let Some(base) = key.parent() else { continue };
        let (row, of_base) = (key.requirement(), base.requirement());
        assert!(base < key && !of_base.is_enhancement(), "{}", name(key));
        // 2-4 splits one area in three, and some enhancements from their base.
        let area = |key: RequirementKey| (key.group().clause, key.requirement().fr);
        assert_eq!(area(key), area(base), "{}", name(key));
        assert!(row.from_level >= of_base.from_level, "{} below its base", name(key));
        assert_eq!(row.kinds(), of_base.kinds(), "{}", name(key));
    }
    let enhancements: Vec<usize> = parts()
        .map(|part| part.requirements.iter().filter(|row| row.is_enhancement()).count())
        .collect();
    assert_eq!(enhancements, [51, 0, 49, 49]);
}

#[test]
fn levels_foundational_requirements_and_types_stand_where_they_belong() {
    for key in keys() {
        let row = key.requirement();
        let has_levels = key.part().part().levels == Levels::Security;
        assert_eq!((1..=4).contains(&row.from_level), has_levels, "{}", name(key));
        assert_eq!((1..=7).contains(&row.fr), has_levels && !key.id().starts_with("CCSC"));
        let kinds: Vec<&str> = row.kinds().iter().map(ComponentKind::code).collect();
        match (key.part(), key.group().id) {
            (PartId::P4_2, group @ ("SAR" | "EDR" | "HDR" | "NDR")) => assert_eq!(kinds, [group]),
            (PartId::P4_2, _) => assert_eq!(kinds, ["SAR", "EDR", "HDR", "NDR"], "{}", name(key)),
            _ => assert!(kinds.is_empty(), "{}", name(key)),
        }
    }
}

#[test]
fn ids_count_up_within_their_practice_without_a_gap() {
    let expected: Vec<String> = GROUPS[1]
        .1
        .iter()
        .flat_map(|(id, _, count)| (1..=*count).map(move |number| format!("{id}-{number}")))
        .collect();
    let found: Vec<&str> = PartId::P4_1.part().keys().map(RequirementKey::id).collect();
    assert_eq!(found, expected);
}

#[test]
fn groups_cover_every_row_once_and_agree_with_the_rows() {
    for part in parts() {
        let rows: Vec<usize> =
            part.groups.iter().flat_map(exready::catalogue::Group::rows).collect();
        assert_eq!(rows, (0..part.requirements.len()).collect::<Vec<_>>());
        for group in part.groups {
            assert!(group.keys(part.id).all(|key| key.group().id == group.id), "{}", group.id);
            assert_eq!(part.group(group.id).unwrap().title, group.title);
        }
        assert!(part.group("XX").is_none());
    }
}

#[test]
fn every_id_leads_to_its_key_and_back() {
    for part in parts() {
        for (row, key) in part.keys().enumerate() {
            assert_eq!(RequirementKey::find(part.id, key.id()), Some(key));
            assert_eq!((key.row(), key.part()), (row, part.id));
            assert_eq!(key.to_string(), key.id());
        }
        assert_eq!(PartId::from_code(part.id.code()), Some(part.id));
    }
    for stranger in ["", "SM-0", "SM-14", "sm-1", "SM-01", "SM-1 ", "SR 1"] {
        assert_eq!(RequirementKey::find(PartId::P4_1, stranger), None, "{stranger}");
    }
    assert_eq!(PartId::from_code("4-9"), None);
}

#[test]
fn next_and_previous_walk_a_part_from_end_to_end() {
    for part in parts() {
        let keys: Vec<RequirementKey> = part.keys().collect();
        let forth: Vec<_> =
            std::iter::successors(keys.first().copied(), |key| key.next()).collect();
        assert_eq!(forth, keys);
        let mut back: Vec<_> =
            std::iter::successors(keys.last().copied(), |key| key.previous()).collect();
        back.reverse();
        assert_eq!(back, keys);
    }
}

#[test]
fn the_digests_of_the_facts_do_not_change_by_accident() {
    let found: Vec<(&str, &str)> = parts().map(|part| (part.id.code(), part.digest)).collect();
    assert_eq!(found, DIGESTS);
}

#[test]
fn a_digest_is_that_of_the_data_file_without_what_is_ours() {
    for (part, digest) in DIGESTS {
        let mut facts = data(&format!("catalogue/iec62443-{part}.json"));
        let titles_are_ours = facts["titles_are_ours"] == true;
        assert_eq!(titles_are_ours, part == "2-4");
        for row in facts["requirements"].as_array_mut().unwrap() {
            let row = row.as_object_mut().unwrap();
            assert!(row.remove("guidance").is_some());
            row.remove("related");
            row.remove("uncertain");
            if titles_are_ours {
                row.remove("title");
            }
        }
        assert_eq!(support::sha256(support::jcs::canonical(&facts).as_bytes()), digest, "{part}");
    }
}

#[test]
fn what_is_uncertain_says_so() {
    let uncertain: Vec<String> =
        keys().filter(|key| key.requirement().uncertain().is_some()).map(name).collect();
    assert_eq!(uncertain, ["2-4 SP.11.02 RE(2)", "3-3 SR 1.13 RE 1", "3-3 SR 3.4"]);
}

#[test]
fn titles_are_free_of_stray_space_and_tell_the_rows_of_a_group_apart() {
    for part in parts() {
        let mut seen = BTreeSet::new();
        for key in part.keys() {
            let row = key.requirement();
            let of = key.parent().map_or("", RequirementKey::id);
            assert!(seen.insert((row.group, of, row.title())), "{}: {}", name(key), row.title());
            assert!(!row.title().is_empty() && row.title() == row.title().trim(), "{}", name(key));
        }
    }
}

#[test]
fn every_link_leads_to_a_requirement_and_back() {
    let mut links = BTreeMap::new();
    for key in keys() {
        for part in PartId::ALL {
            for id in key.related_ids(part) {
                let other = RequirementKey::find(part, id);
                let other = other.unwrap_or_else(|| panic!("{}: no {id} in {part}", name(key)));
                assert_ne!(part, key.part(), "{} links its own part", name(key));
                assert!(key.related().contains(&other) && other.related().contains(&key));
                *links.entry((key.part().code(), part.code())).or_insert(0) += 1;
            }
        }
        assert!(key.related().is_sorted(), "{}", name(key));
    }
    // 2-4 meets 3-3, 3-3 meets 4-2, and CCSC 4 leads to the lifecycle of 4-1.
    for pair in [("2-4", "3-3"), ("4-2", "3-3"), ("4-2", "4-1")] {
        assert!(links.get(&pair).copied().unwrap_or(0) > 20, "{pair:?}: {links:?}");
    }
    let lifecycle = RequirementKey::find(PartId::P4_2, "CCSC 4").unwrap();
    assert!(lifecycle.related().iter().any(|key| key.part() == PartId::P4_1));
}

// Every requirement of Annex I is known by its number.
#[test]
fn every_link_to_the_cyber_resilience_act_leads_to_a_row_of_annex_i() {
    let known: BTreeSet<String> = data("cra.json")["requirements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(known.len(), 22);
    let mut met = BTreeSet::new();
    for key in keys() {
        let ids: Vec<&str> = key.cra_ids().collect();
        assert!(ids.iter().collect::<BTreeSet<_>>().len() == ids.len(), "{}", name(key));
        for id in ids {
            assert!(known.contains(id), "{}: {id}", name(key));
            met.insert(id.to_owned());
        }
    }
    // Data minimization has no counterpart in IEC 62443.
    let gaps: Vec<&String> = known.difference(&met).collect();
    assert_eq!(gaps, ["I(2)(g)"]);
}

#[test]
fn the_guidance_of_a_part_is_read_from_its_own_file_only() {
    let file = std::fs::read_to_string("data/catalogue/iec62443-4-1.json").unwrap();
    let read = PartGuidance::read(PartId::P4_1, &file).unwrap();
    let other = RequirementKey::find(PartId::P4_2, "CR 1.1").unwrap();
    assert_eq!(read.get(other), None);
    for part in [PartId::P2_4, PartId::P3_3, PartId::P4_2] {
        let error = PartGuidance::read(part, &file).unwrap_err();
        assert!(error.to_string().contains("is missing"), "{part}: {error}");
    }
    for broken in ["", "{}", &file[..file.len() / 2], &file.replace("\"intent\"", "\"aim\"")] {
        assert!(PartGuidance::read(PartId::P4_1, broken).is_err());
    }
}

#[test]
fn every_intent_is_one_short_paragraph() {
    for (key, Guidance { intent, .. }) in guidance() {
        let length = intent.chars().count();
        assert!((80..=260).contains(&length), "{}: {length} characters", name(key));
        assert!(intent.ends_with('.'), "{}", name(key));
    }
}

#[test]
fn every_requirement_has_two_to_four_points_and_kinds_of_evidence() {
    for (key, guidance) in guidance() {
        let points: Vec<&str> =
            guidance.assessor_looks_for.iter().map(|point| point.text.as_str()).collect();
        let evidence: Vec<&str> = guidance.typical_evidence.iter().map(String::as_str).collect();
        assert!((2..=4).contains(&points.len()), "{}", name(key));
        assert!((2..=4).contains(&evidence.len()), "{}", name(key));
        assert_eq!(evidence.iter().collect::<BTreeSet<_>>().len(), evidence.len(), "{}", name(key));
        for point in points.iter().chain(&evidence) {
            assert!(point.chars().next().is_some_and(char::is_uppercase), "{}: {point}", name(key));
            assert!(!point.ends_with('.'), "{}: a point is no sentence: {point}", name(key));
        }
    }
}

/// Ticks of users hang on the ids.
#[test]
fn every_point_has_an_id_of_its_own_within_its_requirement() {
    for (key, guidance) in guidance() {
        let points = &guidance.assessor_looks_for;
        let ids: BTreeSet<&str> = points.iter().map(|point| point.id.as_str()).collect();
        assert_eq!(ids.len(), points.len(), "{}: an id stands twice", name(key));
        for point in points {
            let id = &point.id;
            let allowed = |sign: char| matches!(sign, 'a'..='z' | '0'..='9' | '-');
            assert!((1..=32).contains(&id.len()), "{}: `{id}`", name(key));
            assert!(id.chars().all(allowed), "{}: `{id}`", name(key));
            assert!(!id.starts_with('-') && !id.ends_with('-'), "{}: `{id}`", name(key));
            assert_eq!(guidance.point(id), Some(point), "{}", name(key));
        }
        assert_eq!(guidance.point("no-such-point"), None);
    }
}

#[test]
fn exactly_the_enhancements_say_what_they_add() {
    for (key, guidance) in guidance() {
        let is_enhancement = key.requirement().is_enhancement();
        assert_eq!(guidance.adds.is_some(), is_enhancement, "{}", name(key));
    }
}

// CV-6
#[test]
fn not_applicable_in_4_1_is_explained_exactly_where_it_happens_in_practice() {
    let rows = guidance().into_iter().filter(|(key, _)| key.part() == PartId::P4_1);
    let explained = rows.filter(|(_, guidance)| guidance.not_applicable_when.is_some());
    assert_eq!(explained.map(|(key, _)| key.id()).collect::<Vec<_>>(), CONDITIONAL);
}

#[test]
fn no_sentence_of_the_guidance_stands_twice() {
    let mut seen = BTreeMap::new();
    for (key, guidance) in guidance() {
        // One document may be evidence of many requirements; its kind is no sentence.
        let is_sentence = |text: &&str| !guidance.typical_evidence.iter().any(|kind| kind == text);
        for text in guidance.texts().filter(is_sentence) {
            for sentence in text.split_inclusive(". ") {
                let sentence = sentence.trim().trim_end_matches('.').to_lowercase();
                let before = seen.insert(sentence.clone(), name(key));
                assert!(before.is_none(), "{} repeats {before:?}: {sentence}", name(key));
            }
        }
    }
}

#[test]
fn the_guidance_is_free_of_filler_and_stray_signs() {
    for (id, text) in texts() {
        let words = text.to_lowercase();
        for filler in FILLER {
            let letter = |sign: Option<char>| sign.is_some_and(char::is_alphabetic);
            let stands = words.match_indices(filler).any(|(at, _)| {
                let within = filler == "etc" && letter(words[at + 3..].chars().next());
                !within && !letter(words[..at].chars().next_back())
            });
            assert!(!stands, "{id}: `{filler}` in: {text}");
        }
        assert!(!text.contains("  ") && text == text.trim() && !text.contains('!'), "{id}: {text}");
    }
}

/// The words that a text is made of, ids and abbreviations whole.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !(sign.is_alphanumeric() || sign == '-'))
        .filter(|word| !word.is_empty())
}

#[test]
fn every_abbreviation_is_explained_in_the_glossary() {
    let glossary = data("glossary/glossary.json");
    let entries = glossary.as_array().unwrap();
    let mut known: BTreeSet<&str> = ABBREVIATIONS.into();
    for entry in entries {
        known.extend(words(entry["word"].as_str().unwrap()));
        known.extend(words(entry["means"].as_str().unwrap()));
    }
    known.extend(keys().flat_map(|key| words(key.id())));
    for (id, text) in texts() {
        for word in words(&text) {
            if word.chars().filter(|sign| sign.is_uppercase()).count() > 1 {
                assert!(known.contains(word), "{id}: `{word}` is not explained in: {text}");
            }
        }
    }
}

#[test]
fn the_glossary_is_in_order_and_says_each_word_once() {
    let glossary = data("glossary/glossary.json");
    let read = exready::catalogue::read_glossary(&glossary.to_string()).unwrap();
    assert_eq!(read.len(), glossary.as_array().unwrap().len());
    assert_eq!(exready::catalogue::read_glossary("[{}]"), None);
    let entries: Vec<(String, &str)> = glossary
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            (entry["word"].as_str().unwrap().to_lowercase(), entry["means"].as_str().unwrap())
        })
        .collect();
    assert!(entries.windows(2).all(|pair| pair[0].0 < pair[1].0));
    for (word, means) in entries {
        assert!((30..=230).contains(&means.chars().count()), "{word}");
        assert!(means.ends_with('.') && !means.contains('!'), "{word}: {means}");
    }
}

// CV-11
#[test]
fn the_edition_of_each_catalogue_is_known_and_verified_and_no_other_one() {
    for part in PartId::ALL {
        let verified: Vec<&str> =
            Edition::of(part).filter(|edition| edition.is_verified).map(|one| one.name).collect();
        assert_eq!(verified, [part.part().edition]);
        for edition in Edition::of(part) {
            assert_eq!(Edition::find(part, edition.name), Some(edition));
            let named = format!("{}:{}", part.part().standard, edition.name);
            assert_eq!(Edition::find(part, &named), Some(edition), "{named}");
            let successor = edition.superseded_by;
            assert!(successor.is_none_or(|of| Edition::of(part).any(|one| one.name == of)));
        }
    }
    let name = |text: &str| Edition::find(PartId::P2_4, text).map(|edition| edition.name);
    for (text, edition) in [
        ("2015", Some("2015")),
        ("IEC 62443-2-4:2015 + A1:2017", Some("2015+AMD1:2017")),
        ("IEC 62443-2-4:2017", Some("2015+AMD1:2017")),
        ("IEC 62443-2-4:2023, December", Some("2023")),
        ("2019", None),
        ("Ed. 2.0", None),
        ("", None),
    ] {
        assert_eq!(name(text), edition, "{text}");
    }
}
