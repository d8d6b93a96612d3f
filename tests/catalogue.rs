//! The catalogue as a whole: counts, ids, order, and the hygiene of our guidance.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;

use exready::catalogue::{Guidance, PartId, RequirementKey};
use serde_json::Value;

/// The digest of the facts of 4-1: ids, titles, groups, clauses, edition. It
/// changes only if a fact does, and then no earlier bundle opens any more; a
/// better wording of the guidance leaves it alone.
const DIGEST_4_1: &str = "777ed61dcbf7d58834f801ff19f1ffd4fe32167ed6c8f72b0a2cb185907a79ba";

/// Practice, clause and number of requirements as the standard has them.
const PRACTICES: [(&str, &str, usize); 8] = [
    ("SM", "5", 13),
    ("SR", "6", 5),
    ("SD", "7", 4),
    ("SI", "8", 2),
    ("SVV", "9", 5),
    ("DM", "10", 6),
    ("SUM", "11", 5),
    ("SG", "12", 7),
];

/// Requirements that practice sometimes finds not applicable (CV-6).
const CONDITIONAL: [&str; 6] = ["SM-8", "SM-9", "SM-10", "SI-1", "SI-2", "SUM-3"];

/// Abbreviations a reader of this tool may be expected to know.
const ABBREVIATIONS: [&str; 4] = ["IEC", "CVSS", "SL-C", "SBOM"];

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

fn texts(guidance: &'static Guidance) -> Vec<&'static str> {
    let mut texts = vec![guidance.intent];
    texts.extend(guidance.assessor_looks_for);
    texts.extend(guidance.typical_evidence);
    texts.extend(guidance.not_applicable_when);
    texts
}

/// Every text of the guidance with the id of its requirement.
fn guidance() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = PartId::P4_1.part().requirements.iter();
    rows.flat_map(|row| texts(&row.guidance).into_iter().map(|text| (row.id, text)))
}

// CV-1, CV-3
#[test]
fn part_4_1_has_47_requirements_in_eight_practices_and_their_clauses() {
    let part = PartId::P4_1.part();
    assert_eq!((part.standard, part.edition), ("IEC 62443-4-1", "2018"));
    assert_eq!(part.requirements.len(), 47);
    let found: Vec<(&str, &str, usize)> =
        part.groups.iter().map(|group| (group.id, group.clause, group.rows().len())).collect();
    assert_eq!(found, PRACTICES);
    let numbers: Vec<u16> = part.groups.iter().map(|group| group.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn ids_count_up_within_their_practice_without_a_gap() {
    let expected: Vec<String> = PRACTICES
        .iter()
        .flat_map(|(id, _, count)| (1..=*count).map(move |number| format!("{id}-{number}")))
        .collect();
    let found: Vec<&str> = PartId::P4_1.part().keys().map(RequirementKey::id).collect();
    assert_eq!(found, expected);
}

#[test]
fn groups_cover_every_row_once_and_agree_with_the_rows() {
    let part = PartId::P4_1.part();
    let rows: Vec<usize> = part.groups.iter().flat_map(exready::catalogue::Group::rows).collect();
    assert_eq!(rows, (0..47).collect::<Vec<_>>());
    for group in part.groups {
        assert!(group.keys(part.id).all(|key| key.group().id == group.id), "{}", group.id);
        assert_eq!(part.group(group.id).unwrap().title, group.title);
    }
    assert!(part.group("XX").is_none());
}

#[test]
fn every_id_leads_to_its_key_and_back() {
    for (row, key) in PartId::P4_1.part().keys().enumerate() {
        assert_eq!(RequirementKey::find(PartId::P4_1, key.id()), Some(key));
        assert_eq!(
            (key.row(), key.part(), key.to_string().as_str()),
            (row, PartId::P4_1, key.id())
        );
    }
    for stranger in ["", "SM-0", "SM-14", "sm-1", "SM-01", "SM-1 ", "SR 1"] {
        assert_eq!(RequirementKey::find(PartId::P4_1, stranger), None, "{stranger}");
    }
    for part in PartId::ALL {
        assert_eq!(PartId::from_code(part.code()), Some(part));
    }
    assert_eq!(PartId::from_code("4-9"), None);
}

#[test]
fn next_and_previous_walk_the_part_from_end_to_end() {
    let keys: Vec<RequirementKey> = PartId::P4_1.part().keys().collect();
    let forth: Vec<_> = std::iter::successors(keys.first().copied(), |key| key.next()).collect();
    assert_eq!(forth, keys);
    let mut back: Vec<_> =
        std::iter::successors(keys.last().copied(), |key| key.previous()).collect();
    back.reverse();
    assert_eq!(back, keys);
}

#[test]
fn the_digest_of_the_facts_does_not_change_by_accident() {
    assert_eq!(PartId::P4_1.part().digest, DIGEST_4_1);
}

#[test]
fn the_digest_is_that_of_the_data_file_without_its_guidance() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/catalogue/iec62443-4-1.json");
    let mut facts: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    for row in facts["requirements"].as_array_mut().unwrap() {
        assert!(row.as_object_mut().unwrap().remove("guidance").is_some());
    }
    assert_eq!(support::sha256(support::jcs::canonical(&facts).as_bytes()), DIGEST_4_1);
}

#[test]
fn titles_are_unique_and_free_of_stray_space() {
    let part = PartId::P4_1.part();
    let mut seen = BTreeSet::new();
    for row in part.requirements {
        assert!(seen.insert(row.title), "{}: {} stands twice", row.id, row.title);
        assert!(!row.title.is_empty() && row.title == row.title.trim(), "{}", row.id);
    }
}

#[test]
fn every_intent_is_one_short_paragraph() {
    for row in PartId::P4_1.part().requirements {
        let length = row.guidance.intent.chars().count();
        assert!((80..=260).contains(&length), "{}: {length} characters", row.id);
        assert!(row.guidance.intent.ends_with('.'), "{}", row.id);
    }
}

#[test]
fn every_requirement_has_two_to_four_points_and_kinds_of_evidence() {
    for row in PartId::P4_1.part().requirements {
        let guidance = &row.guidance;
        assert!((2..=4).contains(&guidance.assessor_looks_for.len()), "{}", row.id);
        assert!((2..=4).contains(&guidance.typical_evidence.len()), "{}", row.id);
        for point in guidance.assessor_looks_for.iter().chain(guidance.typical_evidence) {
            assert!(point.chars().next().is_some_and(char::is_uppercase), "{}: {point}", row.id);
            assert!(!point.ends_with('.'), "{}: a point is no sentence: {point}", row.id);
        }
    }
}

// CV-6
#[test]
fn not_applicable_is_explained_exactly_where_it_happens_in_practice() {
    let rows = PartId::P4_1.part().requirements.iter();
    let explained: Vec<&str> =
        rows.filter(|row| row.guidance.not_applicable_when.is_some()).map(|row| row.id).collect();
    assert_eq!(explained, CONDITIONAL);
}

#[test]
fn no_sentence_of_the_guidance_stands_twice() {
    let mut seen = BTreeSet::new();
    for (id, text) in guidance() {
        for sentence in text.split_inclusive(". ") {
            let sentence = sentence.trim().trim_end_matches('.').to_lowercase();
            assert!(seen.insert(sentence.clone()), "{id} repeats: {sentence}");
        }
    }
}

#[test]
fn the_guidance_is_free_of_filler_and_stray_signs() {
    for (id, text) in guidance() {
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

#[test]
fn the_guidance_uses_only_known_abbreviations_and_ids_that_exist() {
    for (id, text) in guidance() {
        for word in text.split(|sign: char| !(sign.is_alphanumeric() || sign == '-')) {
            if word.chars().filter(|sign| sign.is_uppercase()).count() < 2 {
                continue;
            }
            let known =
                ABBREVIATIONS.contains(&word) || RequirementKey::find(PartId::P4_1, word).is_some();
            assert!(known, "{id}: `{word}` is not explained in: {text}");
        }
    }
}
