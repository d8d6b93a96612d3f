//! The rulebook, `docs/rules.md`, and the code name the same rules.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The groups of rules, as they begin an id.
const GROUPS: [&str; 9] = ["ST", "EX", "RT", "CT", "CV", "ML", "SL", "CK", "PR"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether a rule is built, by its id. A rule begins a line: `- EX-1 …`, or
/// `- EX-1 *(not yet)* …` if it is not.
fn rulebook() -> BTreeMap<String, bool> {
    let text = fs::read_to_string(root().join("docs/rules.md")).unwrap();
    let mut rules = BTreeMap::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("- ")) {
        let Some((id, rest)) = line.split_once(' ') else { continue };
        if ids(id).contains(id) {
            let is_built = !rest.starts_with("*(not yet)*");
            assert!(rules.insert(id.to_owned(), is_built).is_none(), "{id} is defined twice");
        }
    }
    rules
}

/// The ids of rules that a text names: a group, a hyphen, a number.
fn ids(text: &str) -> BTreeSet<String> {
    let is_of_word = |sign: char| sign.is_alphanumeric() || sign == '-' || sign == '_';
    let words = text.split(|sign| !is_of_word(sign));
    let is_id = |word: &&str| {
        word.split_once('-').is_some_and(|(group, number)| {
            GROUPS.contains(&group) && !number.starts_with('0') && number.parse::<u8>().is_ok()
        })
    };
    words.filter(is_id).map(str::to_owned).collect()
}

/// The ids that the files under a folder name, each with one of the files.
fn cited(folders: &[&str]) -> BTreeMap<String, String> {
    let mut cited = BTreeMap::new();
    let mut paths: Vec<_> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "ts")
            && !path.ends_with(file!())
        {
            let text = fs::read_to_string(&path).unwrap();
            cited.extend(ids(&text).into_iter().map(|id| (id, path.display().to_string())));
        }
    }
    cited
}

fn code() -> BTreeMap<String, String> {
    cited(&["src", "build", "exports/src", "examples"])
}

fn tests() -> BTreeMap<String, String> {
    cited(&["tests", "exports/tests"])
}

#[test]
fn every_rule_that_is_cited_is_defined() {
    let rules = rulebook();
    assert!(rules.len() > 40, "the rulebook was not read");
    for (id, file) in code().into_iter().chain(tests()) {
        assert!(rules.contains_key(&id), "{file} cites {id}, which docs/rules.md does not define");
    }
}

#[test]
fn every_rule_that_is_built_is_cited_by_code_and_by_a_test() {
    let (code, tests) = (code(), tests());
    for (id, is_built) in rulebook() {
        let (in_code, in_tests) = (code.contains_key(&id), tests.contains_key(&id));
        if is_built {
            assert!(in_code, "no code cites {id}");
            assert!(in_tests, "no test cites {id}");
        } else {
            // What has code and a test is built: then the mark goes.
            assert!(!(in_code && in_tests), "{id} is marked as not yet built");
        }
    }
}

#[test]
fn an_id_is_a_group_and_a_number() {
    let text = "as EX-1 says (RT-10), not EX-02, SL-T, XCK-1 or PR-1x; CV-7.";
    let expected = ["CV-7", "EX-1", "RT-10"].map(str::to_owned);
    assert_eq!(ids(text), BTreeSet::from(expected));
}
