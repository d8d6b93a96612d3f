//! The texts of the locale file: all used, none careless.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::{Map, Value};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// One text: the module it is in, its key, and its forms (one, or two by number).
struct Entry {
    module: String,
    key: String,
    forms: Vec<String>,
}

fn entries() -> Vec<Entry> {
    let path = Path::new(ROOT).join("locales/en.json");
    let file: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let mut entries = Vec::new();
    collect("words", file.as_object().unwrap(), &mut entries);
    assert!(entries.len() > 40, "only {} texts found", entries.len());
    entries
}

fn collect(module: &str, group: &Map<String, Value>, out: &mut Vec<Entry>) {
    for (key, value) in group {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let forms = match value {
            Value::Object(forms) if forms.len() == 2 && forms.contains_key("other") => {
                forms.values().map(|form| text(form).unwrap()).collect()
            }
            Value::Object(group) => {
                collect(key, group, out);
                continue;
            }
            value => vec![text(value).unwrap()],
        };
        out.push(Entry { module: module.to_owned(), key: key.clone(), forms });
    }
}

fn sources(folder: &Path, out: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|end| end == "rs") {
            out.push(fs::read_to_string(path).unwrap());
        }
    }
}

/// Whether `word` stands in `text` with no letter directly before or after it.
fn stands(text: &str, word: &str) -> bool {
    let part_of_name = |sign: char| sign.is_alphanumeric() || sign == '_';
    text.match_indices(word).any(|(at, _)| {
        !text[..at].ends_with(part_of_name) && !text[at + word.len()..].starts_with(part_of_name)
    })
}

/// The names in braces; `None` where the braces do not match.
fn placeholders(text: &str) -> Option<BTreeSet<&str>> {
    let mut names = BTreeSet::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        let name = name.split_once(':').map_or(name, |(name, kind)| match kind {
            "number" | "user" => name,
            _ => "",
        });
        let plain = !name.is_empty() && name.chars().all(|s| s.is_ascii_lowercase() || s == '_');
        if before.contains('}') || !plain {
            return None;
        }
        names.insert(name);
        rest = after;
    }
    (!rest.contains('}')).then_some(names)
}

/// A text is used where a source file names its module and calls `…::key`.
#[test]
fn every_text_of_the_locale_file_is_used_somewhere() {
    let mut files = Vec::new();
    sources(&Path::new(ROOT).join("src"), &mut files);
    sources(&Path::new(ROOT).join("exports/src"), &mut files);
    let unused: Vec<String> = entries()
        .iter()
        .filter(|Entry { module, key, .. }| {
            let path = format!("::{key}");
            !files.iter().any(|file| stands(file, module) && ends_a_path(file, &path))
        })
        .map(|entry| format!("{}::{}", entry.module, entry.key))
        .collect();
    assert!(unused.is_empty(), "no source file uses {unused:#?}");
}

/// Whether `::key` stands in a file as the end of a path.
fn ends_a_path(file: &str, path: &str) -> bool {
    file.match_indices(path).any(|(at, _)| {
        let after = &file[at + path.len()..];
        !after.starts_with(|sign: char| sign.is_alphanumeric() || "_:".contains(sign))
    })
}

#[test]
fn placeholders_are_well_formed_and_the_forms_of_a_text_share_them() {
    for Entry { module, key, forms } in entries() {
        let names: Vec<BTreeSet<&str>> = forms
            .iter()
            .map(|form| {
                let mut names =
                    placeholders(form).unwrap_or_else(|| panic!("{module}.{key}: {form}"));
                if forms.len() > 1 {
                    names.remove("count");
                }
                names
            })
            .collect();
        assert!(names.iter().all(|form| *form == names[0]), "{module}.{key}");
    }
}

#[test]
fn the_check_of_placeholders_finds_what_is_broken() {
    assert_eq!(placeholders("{a} of {b_c:number}"), Some(BTreeSet::from(["a", "b_c"])));
    for broken in ["{a", "a}", "{a b}", "{}", "{{a}}", "{A}"] {
        assert_eq!(placeholders(broken), None, "{broken}");
    }
}

#[test]
fn no_text_is_empty_shouts_or_has_stray_space() {
    for Entry { module, key, forms } in entries() {
        for form in forms {
            assert!(!form.trim().is_empty(), "{module}.{key} is empty");
            assert!(!form.contains("  "), "{module}.{key}: two spaces in: {form}");
            assert!(!form.trim_end().ends_with('!'), "{module}.{key}: {form}");
            assert!(!form.contains(['\t', '\r']), "{module}.{key}: {form}");
            let joins_others = module == "list";
            assert!(joins_others || form == form.trim(), "{module}.{key}: `{form}`");
        }
    }
}

/// The word behind a number, past `more` and the like; none where the number
/// stands alone.
fn counted(after: &str) -> Option<&str> {
    let mut words = after.strip_prefix(' ')?.split([' ', '.', ',', ';', ':', ')']);
    words.find(|word| !matches!(*word, "more" | "major" | "internal" | "evidence"))
}

// "1 entries" stands nowhere.
#[test]
fn a_number_of_things_has_its_plural() {
    /// What counts one thing has no form of its own only where it never is one.
    const NEVER_ONE: [&str; 11] = [
        "rejected.too_long",
        "rejected.too_many",
        "rejected.too_many_items",
        "rejected.too_many_links",
        "too_deep",
        "too_many_values",
        "too_long",
        "text_too_long",
        "evidence_overused",
        "fr_2",
        "no_room",
    ];
    for Entry { module, key, forms } in entries() {
        let name = format!("{module}.{key}");
        let is_exempt = NEVER_ONE.iter().any(|other| *other == name || *other == key)
            || matches!(
                &*name,
                "catalogue.counts" | "certificate.of_126" | "certificate.placeholders"
            );
        let [form] = &forms[..] else { continue };
        for (_, after) in
            form.match_indices(":number}").map(|(at, sign)| form.split_at(at + sign.len()))
        {
            let is_plural =
                |word: &str| word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
            let found = counted(after).filter(|word| is_plural(word));
            assert!(is_exempt || found.is_none(), "{name} counts {found:?}: {form}");
        }
    }
}

#[test]
fn every_counted_text_is_right_for_none_one_and_two() {
    let said = |form: &str, count: usize| form.replace("{count}", &count.to_string());
    let mut texts = 0;
    for Entry { module, key, forms } in entries() {
        let [one, other] = &forms[..] else { continue };
        texts += 1;
        for (form, count) in [(other, 0), (one, 1), (other, 2)] {
            let text = said(form, count);
            let Some((_, after)) = text.split_once(&count.to_string()) else { continue };
            // A verb or noun that agrees with another number.
            let wrong: &[&str] = if count == 1 {
                &["requirements", "items", "findings", "links", "are", "have", "were", "pass", "do"]
            } else {
                &["requirement", "item", "finding", "link", "is", "has", "was", "passes", "does"]
            };
            let first = counted(after).unwrap_or_default();
            assert!(!wrong.contains(&first), "{module}.{key}: {text}");
            // What follows the noun agrees with it.
            let clause = after.split(['.', ';', ':', ',']).next().unwrap_or_default();
            let verb = clause.split(' ').nth(2).unwrap_or_default();
            assert!(!wrong.contains(&verb), "{module}.{key}: {text}");
        }
        // What the two forms say differs, unless no word of it depends on the number.
        let invariant = ["unchanged", "more", "at", "below", "not"];
        let alone = one.split_once("{count} ").map_or("", |(_, after)| after);
        let is_invariant = invariant.iter().any(|word| alone.starts_with(word));
        assert!(one != other || is_invariant, "{module}.{key}: {one}");
    }
    assert!(texts > 50, "{texts} counted texts");
}
