//! `locales/*.json` -> one table of texts a language, and one typed function a
//! text, so that a missing text or a forgotten parameter is a compile error.
//!
//! An object is a module; a string is a text. In a text `{name}` is a parameter
//! that is a text, `{name:user}` one that the user or a file has written, in
//! whatever script, and `{name:number}` one that is a number. An object of the
//! plural categories of CLDR (`one`, `other`, ...) is a text chosen by
//! `{count}`. English is the reference: every other language has the same keys
//! with the same parameters.

use std::{collections::BTreeMap, fmt::Write as _};

use serde_json::{Map, Value};

/// The plural categories of CLDR.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
/// The language in which every text has to be there.
const REFERENCE: &str = "en";

/// The source text of the tables and the module tree of all texts; `files` are
/// the locales by language.
pub fn functions(files: &[(String, Value)]) -> String {
    let (_, reference) = files
        .iter()
        .find(|(language, _)| language == REFERENCE)
        .unwrap_or_else(|| panic!("locales: there is no {REFERENCE}.json"));
    let english = texts(reference);
    let mut out = String::new();
    let write = |out: &mut String, line: String| writeln!(out, "{line}").expect("to a string");
    write(&mut out, "/// A language of the texts.".to_owned());
    write(&mut out, "#[derive(Clone, Copy, Debug, PartialEq, Eq)]".to_owned());
    write(&mut out, "pub enum Language {".to_owned());
    for (language, _) in files {
        let name = variant(language);
        write(
            &mut out,
            format!("    /// The language of the tag `{language}` (BCP 47).\n    {name},"),
        );
    }
    write(&mut out, "}".to_owned());
    let all: Vec<String> =
        files.iter().map(|(language, _)| format!("Self::{}", variant(language))).collect();
    let tags: Vec<String> = files
        .iter()
        .map(|(language, _)| format!("Self::{} => {language:?}", variant(language)))
        .collect();
    write(
        &mut out,
        format!(
            "impl Language {{\n    /// Every language.\n    pub const ALL: [Self; {}] = [{}];\n    /// The tag of the language (BCP 47).\n    #[must_use]\n    pub const fn tag(self) -> &'static str {{ match self {{ {} }} }}\n}}",
            files.len(),
            all.join(", "),
            tags.join(", ")
        ),
    );
    write(&mut out, "static KEYS: &[&str] = &[".to_owned());
    for key in english.keys() {
        write(&mut out, format!("    {key:?},"));
    }
    write(&mut out, "];".to_owned());
    write(&mut out, "static TEXTS: &[&[&str]] = &[".to_owned());
    for (language, file) in files {
        let texts = texts(file);
        compare(language, &english, &texts);
        let list: Vec<String> = texts.values().map(|text| format!("{text:?}")).collect();
        write(&mut out, format!("    &[{}],", list.join(", ")));
    }
    write(&mut out, "];".to_owned());
    let places: BTreeMap<&str, usize> = english.keys().map(String::as_str).zip(0..).collect();
    module(&mut out, "", reference.as_object().expect("a locale file is an object"), &places);
    out
}

fn variant(language: &str) -> String {
    let mut letters = language.chars().filter(char::is_ascii_alphanumeric);
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The texts of a locale by their keys; a form of a plural is `key#category`.
fn texts(file: &Value) -> BTreeMap<String, String> {
    fn add(texts: &mut BTreeMap<String, String>, prefix: &str, entries: &Map<String, Value>) {
        for (name, value) in entries {
            let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
            match value {
                Value::String(text) => {
                    assert!(!text.is_empty(), "locales: `{key}` is empty");
                    texts.insert(key, text.clone());
                }
                Value::Object(forms) if is_plural(forms) => {
                    for (category, form) in forms {
                        let form = form
                            .as_str()
                            .unwrap_or_else(|| panic!("locales: `{key}.{category}` is not a text"));
                        texts.insert(format!("{key}#{category}"), form.to_owned());
                    }
                }
                Value::Object(entries) => add(texts, &key, entries),
                _ => panic!("locales: `{key}` is neither a text nor a group of texts"),
            }
        }
    }
    let mut found = BTreeMap::new();
    add(&mut found, "", file.as_object().expect("a locale file is an object"));
    found
}

/// Fails the build where a language lacks a text or has other parameters.
fn compare(language: &str, english: &BTreeMap<String, String>, texts: &BTreeMap<String, String>) {
    for (key, text) in english {
        let other = texts.get(key).unwrap_or_else(|| panic!("locales: {language} lacks `{key}`"));
        let sorted = |text: &str| {
            let mut names: Vec<Parameter> = parameters(key, text);
            names.sort();
            names
        };
        // A form of a plural may do without its number.
        assert!(
            key.contains('#') || sorted(text) == sorted(other),
            "locales: `{key}` has other parameters in {language}"
        );
    }
    if let Some(key) = texts.keys().find(|key| !english.contains_key(*key)) {
        panic!("locales: {language} has `{key}`, which {REFERENCE} lacks");
    }
}

fn module(
    out: &mut String,
    prefix: &str,
    entries: &Map<String, Value>,
    places: &BTreeMap<&str, usize>,
) {
    for (name, value) in entries {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            Value::String(text) => function(out, name, &key, text, places),
            Value::Object(forms) if is_plural(forms) => plural(out, name, &key, forms, places),
            Value::Object(entries) => {
                writeln!(out, "#[allow(missing_docs, clippy::doc_markdown, reason = \"the texts are the documentation\")] pub mod {name} {{")
                    .expect("to a string");
                module(out, &key, entries, places);
                out.push_str("}\n");
            }
            _ => panic!("locales: `{key}` is neither a text nor a group of texts"),
        }
    }
}

fn is_plural(forms: &Map<String, Value>) -> bool {
    forms.contains_key("other") && forms.keys().all(|name| CATEGORIES.contains(&name.as_str()))
}

/// A parameter of a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Parameter {
    name: String,
    kind: Kind,
}

/// What a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A text of this program.
    Text,
    /// A text of the user's or of a file: it is isolated from the sentence around it.
    User,
    /// A number.
    Number,
}

/// The parameters of a text, each once, in the order in which they first stand.
fn parameters(key: &str, text: &str) -> Vec<Parameter> {
    let mut found: Vec<Parameter> = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        let (name, after) =
            after.split_once('}').unwrap_or_else(|| panic!("locales: `{key}` has an open brace"));
        let (name, kind) = name.split_once(':').unwrap_or((name, ""));
        let kind = match kind {
            "" => Kind::Text,
            "user" => Kind::User,
            "number" => Kind::Number,
            _ => panic!("locales: `{key}` has a parameter of kind `{kind}`"),
        };
        let parameter = Parameter { name: name.to_owned(), kind };
        if !found.iter().any(|other| other.name == parameter.name) {
            found.push(parameter);
        }
        rest = after;
    }
    found
}

/// The parameters of the function, and the arguments that fill the text.
fn signature(parameters: &[Parameter]) -> (String, String) {
    let typed = |parameter: &Parameter| match parameter.kind {
        Kind::Number => format!("{}: impl crate::words::Number", parameter.name),
        Kind::Text | Kind::User => format!("{}: &str", parameter.name),
    };
    let argument = |parameter: &Parameter| match parameter.kind {
        Kind::Number => format!("({0:?}, &{0}.to_string())", parameter.name),
        Kind::User => format!("({0:?}, &crate::text::isolated({0}))", parameter.name),
        Kind::Text => format!("({0:?}, {0})", parameter.name),
    };
    let typed: Vec<String> = parameters.iter().map(typed).collect();
    let arguments: Vec<String> = parameters.iter().map(argument).collect();
    (typed.join(", "), arguments.join(", "))
}

fn function(out: &mut String, name: &str, key: &str, text: &str, places: &BTreeMap<&str, usize>) {
    let place = places[key];
    let parameters = parameters(key, text);
    if parameters.is_empty() {
        writeln!(out, "/// {text}\n#[must_use] pub fn {name}() -> &'static str {{ crate::words::text_at({place}) }}")
    } else {
        let (typed, arguments) = signature(&parameters);
        writeln!(out, "/// {text}\n#[must_use] pub fn {name}({typed}) -> String {{ crate::words::fill(crate::words::text_at({place}), &[{arguments}]) }}")
    }
    .expect("to a string");
}

fn plural(
    out: &mut String,
    name: &str,
    key: &str,
    forms: &Map<String, Value>,
    places: &BTreeMap<&str, usize>,
) {
    let other =
        forms["other"].as_str().unwrap_or_else(|| panic!("locales: `{key}.other` is not a text"));
    let mut parameters = parameters(key, other);
    parameters.retain(|parameter| parameter.name != "count");
    let (typed, arguments) = signature(&parameters);
    let typed = if typed.is_empty() { typed } else { format!(", {typed}") };
    let arguments = if arguments.is_empty() { arguments } else { format!(", {arguments}") };
    let forms: Vec<String> = CATEGORIES
        .iter()
        .map(|category| {
            let place = places.get(format!("{key}#{category}").as_str());
            place.map_or_else(|| "None".to_owned(), |place| format!("Some({place})"))
        })
        .collect();
    writeln!(
        out,
        "/// {other}\n#[must_use] pub fn {name}(count: usize{typed}) -> String {{ crate::words::fill(crate::words::plural_at(&[{}], count), &[(\"count\", &count.to_string()){arguments}]) }}",
        forms.join(", ")
    )
    .expect("to a string");
}
