//! Files that must not open, each with its reason.

use crate::support::{SMALL, as_json, empty, refusal, sample, sealed, sealed_with, written};
use exready::{
    assessment::{COMPONENTS_MAX, FileFlaw, Flaw, LINE_MAX, ProfileFlaw, Rejected, TEXT_MAX},
    bundle::{
        self, Refusal, SIZE_MAX, VALUES_MAX,
        formats::profile::{self, ProfileRefusal},
    },
    catalogue::PartId,
    json::Unreadable,
};
use serde_json::{Value, json};

/// The small bundle, altered in one place and sealed anew.
fn altered(place: &str, value: Value) -> Refusal {
    let mut file: Value = serde_json::from_slice(&SMALL).unwrap();
    let (parent, name) = place.rsplit_once('/').unwrap();
    let parent = file.pointer_mut(parent).unwrap_or_else(|| panic!("no {place}"));
    match parent {
        Value::Array(items) => items.push(value),
        parent => parent[name.replace("~1", "/")] = value,
    }
    refusal(&sealed(file))
}

/// The place of a record in a bundle.
fn place(record: &str) -> String {
    format!("/assessment/records/{}", record.replace('/', "~1"))
}

/// That the refusal is about what no command would let in, and where it stands.
fn assert_flaw(refusal: &Refusal, record: &str, field: &str, reason: Rejected) {
    let Refusal::Flaw(flaw) = refusal else { panic!("{refusal:?}") };
    let named = flaw.record.as_ref().unwrap().name();
    assert_eq!((named.as_str(), flaw.field, flaw.reason), (record, field, reason));
    let text = refusal.to_string();
    let problem = reason.to_string();
    assert!(text.contains(record) && text.contains(problem.trim_end_matches('.')), "{text}");
}

/// That the refusal is about the shape of a field, and which.
fn assert_shape(refusal: &Refusal, expected: &str, problem: &str) {
    let Refusal::Shape { path, .. } = refusal else { panic!("{refusal:?}") };
    assert_eq!(path, expected);
    let text = refusal.to_string();
    assert!(text.contains(expected) && text.contains(problem), "{text}");
}

#[test]
fn no_table_stands_for_the_rows_of_another() {
    // The digest would be that of the row which is hidden in the other table.
    let mut file = as_json(&sample());
    let (row, cells) = {
        let rows = file["results"]["groups"].as_object_mut().unwrap();
        let name = rows.keys().next().unwrap().clone();
        let cells = std::mem::replace(&mut rows[&name], json!({}));
        (name, cells)
    };
    let (part, group) = row.split_once('/').unwrap();
    file["results"][format!("groups/{part}")] = json!({ group: cells });
    let expected = format!("results.groups/{part}");
    assert_shape(&refusal(&serde_json::to_vec(&file).unwrap()), &expected, "slash");
}

#[test]
fn what_exceeds_a_limit_is_refused_before_it_is_put_in_order() {
    let mut file: Value = serde_json::from_slice(&SMALL).unwrap();
    let records = file["assessment"]["records"].as_object_mut().unwrap();
    for index in 0..COMPONENTS_MAX + 2 {
        let id = format!("{index:06}");
        records.insert(format!("component/{id}"), json!({ "id": id }));
    }
    // The first one too many is taken, to be named by the judge; no other is.
    let expected = format!("assessment.records.component/{:06}", COMPONENTS_MAX + 1);
    assert_shape(&refusal(&sealed(file)), &expected, &COMPONENTS_MAX.to_string());
}

#[test]
fn nothing_and_white_space_are_empty() {
    for bytes in ["", " ", "\n\t \r\n", "\u{feff}", "\u{feff}\n"] {
        assert_eq!(refusal(bytes.as_bytes()), Refusal::File(Unreadable::Empty), "{bytes:?}");
    }
}

#[test]
fn what_is_not_utf_8_names_the_byte() {
    assert_eq!(refusal(b"{\"a\":\"\xff\"}"), Refusal::File(Unreadable::NotText { offset: 6 }));
    assert_eq!(refusal(&[0xff, 0xfe, b'{', 0]), Refusal::File(Unreadable::NotText { offset: 0 }));
    assert!(refusal(b"{\"a\":\"\xff\"}").to_string().contains("byte 6"));
}

#[test]
fn what_is_not_json_names_line_and_column() {
    assert_eq!(refusal(b"{\n  'a': 1}"), Refusal::File(Unreadable::NotJson { line: 2, column: 3 }));
    for text in
        ["PK\u{3}\u{4}", "{} {}", "[1,]", "{\"a\":01}", "{\"a\":\"\\ud800\"}", "NaN", "1e999"]
    {
        let refused = refusal(text.as_bytes());
        assert!(
            matches!(refused, Refusal::File(Unreadable::NotJson { line: 1, .. })),
            "{text}: {refused:?}"
        );
        assert!(refused.to_string().contains("line 1"));
    }
}

#[test]
fn a_bundle_cut_off_anywhere_is_refused_as_cut_off() {
    for end in 1..SMALL.len() {
        let refused = refusal(&SMALL[..end]);
        let within_a_letter = str::from_utf8(&SMALL[..end]).is_err();
        let expected = match refused {
            Refusal::File(Unreadable::CutOff { line: 1, .. }) => !within_a_letter,
            Refusal::File(Unreadable::NotText { .. }) => within_a_letter,
            _ => false,
        };
        assert!(expected, "cut at {end}: {refused:?}");
    }
}

#[test]
fn json_that_is_no_bundle_says_so() {
    assert_eq!(refusal(b"{\"hello\":\"world\"}"), Refusal::NotABundle(None));
    for text in ["null", "3", "[]", "\"exready.bundle\"", "{\"format\":7}"] {
        assert_eq!(refusal(text.as_bytes()), Refusal::NotABundle(None), "{text}");
    }
    let other = refusal(b"{\"format\":\"CycloneDX\"}");
    assert_eq!(other, Refusal::NotABundle(Some("CycloneDX".to_owned())));
    assert!(other.to_string().contains("CycloneDX"));
}

#[test]
fn only_version_1_is_read_and_a_version_is_three_numbers() {
    for other in ["2.0.0", "0.9.0", "10.0.0", "999999.0.0"] {
        assert_eq!(altered("/version", json!(other)), Refusal::OtherMajor(other.to_owned()));
    }
    for bad in [
        "1", "1.0", "x", "", "1.0.0.0", "1.0.x", " 1.0.0", "+1.0.0", "1..0", "1.0.0-rc", "1.05.0",
        "1.5.00",
    ] {
        assert_eq!(altered("/version", json!(bad)), Refusal::BadVersion(bad.to_owned()), "{bad}");
    }
    assert_eq!(altered("/version", json!(1)), Refusal::BadVersion(String::new()));
    let missing = refusal(b"{\"format\":\"exready.bundle\"}");
    assert_eq!(missing, Refusal::BadVersion(String::new()));
    assert!(altered("/version", json!("2.0.0")).to_string().contains("2.0.0"));
}

#[test]
fn a_changed_statement_breaks_the_seal() {
    let text = String::from_utf8(written(&sample())).unwrap();
    assert!(text.contains("QP-14"));
    let changed = text.replacen("QP-14", "QP-15", 1);
    let refused = refusal(changed.as_bytes());
    let Refusal::WrongDigest { stated, computed } = &refused else { panic!("{refused:?}") };
    assert!(text.contains(stated) && !text.contains(computed));
    let said = refused.to_string();
    assert!(said.contains(&format!("of the content: {computed}")), "{said}");
    assert!(said.contains(&format!("in the file: {stated}")), "{said}");
}

#[test]
fn a_bundle_without_a_seal_that_can_be_checked_is_refused() {
    let with = |seal: &dyn Fn(Value) -> Option<Value>| {
        let mut file = as_json(&empty());
        let right = file["integrity"].take();
        file.as_object_mut().unwrap().remove("integrity");
        if let Some(seal) = seal(right) {
            file["integrity"] = seal;
        }
        refusal(file.to_string().as_bytes())
    };
    let with_field = |field: &str, value: Value| {
        with(&|mut seal: Value| {
            seal[field] = value.clone();
            Some(seal)
        })
    };
    assert_eq!(with(&|_| None), Refusal::NotSealed);
    assert_eq!(with(&|_| Some(Value::Null)), Refusal::NotSealed);
    assert_eq!(with(&|_| Some(json!({ "algorithm": "SHA-256" }))), Refusal::NotSealed);
    for field in ["algorithm", "salts", "sections", "digest"] {
        assert_eq!(with_field(field, Value::Null), Refusal::NotSealed, "{field}");
    }
    assert_eq!(
        with_field("algorithm", json!("MD5")),
        Refusal::NotSealed,
        "an algorithm that is not known proves nothing"
    );
    assert_eq!(with_field("salts", json!({ "applicant": "short" })), Refusal::NotSealed);
    let is_loud = |refusal: Refusal| matches!(refusal, Refusal::WrongDigest { .. });
    assert!(is_loud(with_field("digest", json!("0".repeat(64)))));
    assert!(is_loud(with_field("salts", json!({}))), "a salt is part of what is sealed");
    let section = with(&|mut seal: Value| {
        seal["sections"]["results"] = json!("0".repeat(64));
        Some(seal)
    });
    let Refusal::Shape { path, .. } = &section else { panic!("{section:?}") };
    assert_eq!(
        path, "integrity.sections",
        "the digest itself is right: two equal ones are no news"
    );
}

#[test]
fn a_name_that_stands_twice_is_refused_at_any_depth() {
    let text = str::from_utf8(&SMALL).unwrap();
    for (once, name) in [("\"format\":", "format"), ("\"verdict\":", "verdict")] {
        let twice = text.replacen(once, &format!("\"{name}\":0,{once}"), 1);
        let refused = refusal(twice.as_bytes());
        let Refusal::File(Unreadable::DuplicateName { name: found, line: 1, .. }) = &refused else {
            panic!("{refused:?}")
        };
        assert_eq!(found, name);
        assert!(refused.to_string().contains(&format!("`{name}`")));
    }
    let escaped = refusal(b"{\"a\":1,\n\"\\u0061\":2}");
    assert!(
        matches!(escaped, Refusal::File(Unreadable::DuplicateName { line: 2, .. })),
        "{escaped:?}"
    );
}

#[test]
fn what_is_too_deep_too_much_or_too_large_is_refused_before_it_is_read() {
    for deep in ["[".repeat(200), "{\"a\":".repeat(200), "[".repeat(1 << 20)] {
        assert!(matches!(
            refusal(deep.as_bytes()),
            Refusal::File(Unreadable::TooDeep { line: 1, .. })
        ));
    }
    let many = format!("[{}0]", "0,".repeat(VALUES_MAX));
    assert_eq!(refusal(many.as_bytes()), Refusal::File(Unreadable::TooManyValues));
    let large = vec![b' '; SIZE_MAX as usize + 1];
    assert_eq!(refusal(&large), Refusal::TooLarge(SIZE_MAX + 1));
    assert!(refusal(&large).to_string().contains("is 32.1 MB, and a bundle is at most 32 MB."));
    assert_eq!(
        refusal(&large[..SIZE_MAX as usize]),
        Refusal::File(Unreadable::Empty),
        "the limit itself is read"
    );
}

#[test]
fn a_text_longer_than_its_field_is_refused_with_its_place() {
    for (record, field, max) in [
        ("applicant", "name", LINE_MAX),
        ("test-item", "limits", TEXT_MAX),
        ("evidence/doc", "author", LINE_MAX),
        ("answer/4-1/SR-2/whole", "statement", TEXT_MAX),
        ("link/4-1/SR-2/whole/doc", "place", LINE_MAX),
    ] {
        let refused = altered(&format!("{}/{field}", place(record)), json!("é".repeat(max + 1)));
        assert_flaw(&refused, record, field, Rejected::TooLong(max));
    }
    let refused = altered("/assessment/language", json!("x".repeat(LINE_MAX + 1)));
    let Refusal::Flaw(flaw) = &refused else { panic!("{refused:?}") };
    assert_eq!((&flaw.record, flaw.path().as_str()), (&None, "language"));
    assert!(refused.to_string().contains("`assessment.language`"), "{refused}");
}

#[test]
fn a_value_that_cannot_be_is_refused_with_its_place() {
    let answer = place("answer/4-1/SR-2/whole");
    let item = place("evidence/doc");
    for (pointer, value, path, problem) in [
        (
            format!("{answer}/verdict"),
            json!("maybe"),
            "assessment.records.answer/4-1/SR-2/whole.verdict",
            "maybe",
        ),
        (
            format!("{answer}/claimed"),
            json!(5),
            "assessment.records.answer/4-1/SR-2/whole.claimed",
            "1, 2, 3 or 4",
        ),
        (
            format!("{item}/date"),
            json!("2026-02-30"),
            "assessment.records.evidence/doc.date",
            "valid date",
        ),
        (place("evidence/doc"), json!(7), "assessment.records.evidence/doc", "7"),
        ("/assessment/id".to_owned(), json!("7"), "assessment.id", "UUID"),
        ("/assessment/created".to_owned(), json!("today"), "assessment.created", "UTC"),
        ("/catalogues".to_owned(), json!(7), "catalogues", "7"),
    ] {
        assert_shape(&altered(&pointer, value), path, problem);
    }
    assert_flaw(
        &altered(&format!("{item}/title"), json!(" ")),
        "evidence/doc",
        "title",
        Rejected::NoTitle,
    );
    let file = json!({ "name": "", "size": 1, "sha256": "0".repeat(64) });
    let flaw = Rejected::File(FileFlaw::Name);
    assert_flaw(&altered(&format!("{item}/file"), file), "evidence/doc", "file", flaw);
    let file = json!({ "name": "a", "size": 1, "sha256": "0".repeat(63) });
    let flaw = Rejected::File(FileFlaw::Sha256);
    assert_flaw(&altered(&format!("{item}/file"), file), "evidence/doc", "file", flaw);
    let refused = altered("/assessment/day", json!("2026-12-24"));
    let Refusal::Flaw(flaw) = &refused else { panic!("{refused:?}") };
    assert_eq!((&flaw.record, flaw.field, flaw.reason), (&None, "day", Rejected::OtherDay));
    let refused = altered("/created", json!("2026-11-23T12:00:01Z"));
    assert_shape(&refused, "created", "2026-11-24T08:30:00Z");
}

#[test]
fn a_record_that_no_version_1_0_has_is_kept_and_hides_nothing() {
    for name in ["answer/4-1/SR-6/whole", "answer/4-9/SR-2/whole", "answer/4-1/SR-2/half", "news"] {
        let mut file: Value = serde_json::from_slice(&SMALL).unwrap();
        file["assessment"]["records"][name] = json!({ "verdict": 7 });
        let opened = bundle::open(&sealed(file.clone())).unwrap();
        let small = bundle::open(&SMALL).unwrap();
        assert_eq!(opened.assessment, small.assessment, "{name}");
        let bytes = sealed_with(&opened.assessment, &opened.envelope).bytes;
        let again: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(again["assessment"], file["assessment"], "{name}");
    }
}

#[test]
fn a_missing_field_is_refused_by_name() {
    for name in ["results", "assessment", "catalogues", "generator", "created"] {
        let mut file = as_json(&empty());
        file.as_object_mut().unwrap().remove(name).unwrap();
        let refused = refusal(&sealed(file));
        assert!(matches!(refused, Refusal::Shape { .. }), "{refused:?}");
        assert!(refused.to_string().contains(name), "{refused}");
    }
}

#[test]
fn links_have_to_lead_somewhere_and_only_once() {
    let link = "link/4-1/SR-2/whole/ghost";
    let dangling = altered(&place(link), json!({ "evidence": "ghost" }));
    assert_flaw(&dangling, link, "evidence", Rejected::NoSuchEvidence);
    // A link stands under the id of its item, so no item is linked twice.
    let twice = altered(&place(link), json!({ "evidence": "doc" }));
    let other_id = Rejected::OtherId.to_string();
    let other_id = other_id.trim_end_matches('.');
    assert_shape(&twice, "assessment.records.link/4-1/SR-2/whole/ghost.evidence", other_id);
    let answer = "answer/4-1/SR-2/whole";
    let analysis = altered(&format!("{}/scoping_analysis", place(answer)), json!("ghost"));
    assert_flaw(&analysis, answer, "scoping_analysis", Rejected::NoSuchEvidence);
}

#[test]
fn the_catalogue_has_to_be_named_once_and_be_ours() {
    let entry = as_json(&empty())["catalogues"][0].clone();
    assert_eq!(altered("/catalogues", json!([])), Refusal::Catalogues(PartId::P4_1));
    assert_eq!(altered("/catalogues", json!([entry, entry])), Refusal::Catalogues(PartId::P4_1));
    for (field, value) in [("digest", "0".repeat(64)), ("edition", "2031".to_owned())] {
        let mut other = entry.clone();
        other[field] = json!(value);
        let edition = other["edition"].as_str().unwrap().to_owned();
        let refused = altered("/catalogues", json!([other]));
        assert_eq!(refused, Refusal::OtherCatalogue { part: PartId::P4_1, edition });
        assert!(refused.to_string().contains("IEC 62443-4-1"));
    }
}

#[test]
fn more_evidence_items_than_an_assessment_may_hold_are_refused() {
    let with = |count: usize| {
        let mut file = as_json(&empty());
        let records = file["assessment"]["records"].as_object_mut().unwrap();
        let item = json!({ "title": "Doc" });
        records.extend((0..count).map(|n| (format!("evidence/e-{n:04}"), item.clone())));
        sealed(file)
    };
    let refused = refusal(&with(5_001));
    assert_flaw(&refused, "evidence/e-5000", "", Rejected::TooManyEvidenceItems);
    assert!(refused.to_string().contains("5000"), "{refused}");
    assert_eq!(bundle::open(&with(5_000)).unwrap().assessment.evidence.len(), 5_000);
}

#[test]
fn a_message_shows_only_the_beginning_of_a_long_name() {
    let long = "é".repeat(100_000);
    let text = refusal(json!({ "format": long }).to_string().as_bytes()).to_string();
    assert!(text.len() < 400, "{} bytes", text.len());
}

/// What a user reads of a refusal: whole sentences, of which the last says what to do.
fn assert_says_what_to_do(text: &str) {
    let sentences: Vec<&str> = text.split(". ").collect();
    let last = sentences.last().unwrap();
    let acts = ["Choose ", "Ask ", "Open ", "Correct ", "Export "];
    assert!(text.ends_with('.') && acts.iter().any(|act| last.starts_with(act)), "{text}");
    assert!(sentences.len() >= 2 && !text.contains(".. ") && !text.contains("  "), "{text}");
}

fn unreadable() -> [Unreadable; 7] {
    let (line, column) = (3, 4);
    [
        Unreadable::Empty,
        Unreadable::NotText { offset: 6 },
        Unreadable::NotJson { line, column },
        Unreadable::CutOff { line, column },
        Unreadable::DuplicateName { name: "title".to_owned(), line, column },
        Unreadable::TooDeep { line, column },
        Unreadable::TooManyValues,
    ]
}

// Each refusal of a bundle says what, where and what to do.
#[test]
fn every_refusal_of_a_bundle_speaks_of_bundles_and_says_what_to_do() {
    let text = str::to_owned;
    let flaw = Flaw { record: None, field: "day", reason: Rejected::OtherDay };
    let mut all: Vec<Refusal> = unreadable().map(Refusal::File).into();
    all.extend([
        Refusal::TooLarge(SIZE_MAX + 1),
        Refusal::NotABundle(None),
        Refusal::NotABundle(Some(text("CycloneDX"))),
        Refusal::BadVersion(text("x")),
        Refusal::OtherMajor(text("2.0.0")),
        Refusal::NotSealed,
        Refusal::WrongDigest { stated: "5".repeat(64), computed: "c".repeat(64) },
        Refusal::Shape { path: text("created"), problem: text("it is wrong.") },
        Refusal::OtherCatalogue { part: PartId::P4_1, edition: text("2031") },
        Refusal::Catalogues(PartId::P4_1),
        Refusal::LargeNumber { path: text("results"), number: text("9007199254740993") },
        Refusal::Flaw(Box::new(flaw)),
    ]);
    for refusal in all {
        let said = refusal.to_string();
        assert_says_what_to_do(&said);
        assert!(!said.contains("profile") && !said.contains("SBOM"), "{said}");
    }
    let before = Refusal::PreRelease.to_string();
    assert!(before.contains("ask for a new bundle"), "{before}");
    let deep = Refusal::File(Unreadable::TooDeep { line: 3, column: 4 }).to_string();
    assert!(deep.contains("deeper than 32 levels, at line 3, column 4"), "{deep}");
    let many = Refusal::File(Unreadable::TooManyValues).to_string();
    assert!(many.contains(&format!("more than {VALUES_MAX} values")), "{many}");
}

// A profile that is refused is called a profile, with the limits of profiles.
#[test]
fn every_refusal_of_a_profile_speaks_of_profiles_and_says_what_to_do() {
    let text = str::to_owned;
    let mut all: Vec<ProfileRefusal> = unreadable().map(ProfileRefusal::File).into();
    all.extend([
        ProfileRefusal::TooLarge(profile::SIZE_MAX + 1),
        ProfileRefusal::NotAProfile(None),
        ProfileRefusal::NotAProfile(Some(text("CycloneDX"))),
        ProfileRefusal::OtherVersion(text("2.0.0")),
        ProfileRefusal::Shape { path: text("title"), problem: text("it is empty.") },
        ProfileRefusal::Nothing(None),
        ProfileRefusal::Nothing(Some(ProfileFlaw::PartTwice(PartId::P4_1))),
    ]);
    for refusal in all {
        let said = refusal.to_string();
        assert_says_what_to_do(&said);
        for other in ["bundle", "assessment", "SBOM", ".exready.json"] {
            assert!(!said.contains(other), "{said}");
        }
    }
    // The limits that are named are those that refuse.
    let deep = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    assert!(matches!(profile::read(deep(8).as_bytes()), Err(ProfileRefusal::NotAProfile(None))));
    let said = profile::read(deep(9).as_bytes()).unwrap_err().to_string();
    assert!(said.contains("deeper than 8 levels"), "{said}");
    let many = |count: usize| format!("[{}0]", "0,".repeat(count));
    assert!(
        profile::read(many(49_998).as_bytes()).unwrap_err().to_string().contains("no `format`")
    );
    let said = profile::read(many(49_999).as_bytes()).unwrap_err().to_string();
    assert!(said.contains("more than 50000 values"), "{said}");
}
