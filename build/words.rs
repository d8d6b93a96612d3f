//! `locales/en.json` -> one function per text, so that a missing word or a
//! forgotten parameter is a compile error.
//!
//! An object is a module; a string is a text, in which `{name}` is a parameter;
//! an object of exactly `one` and `other` is a text chosen by `{count}`.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// The source text of the module tree of all texts.
pub fn functions(file: &Value) -> String {
    let mut out = String::new();
    module(&mut out, file.as_object().expect("a locale file is an object"));
    out
}

fn module(out: &mut String, entries: &Map<String, Value>) {
    for (key, value) in entries {
        match value {
            Value::String(text) => function(out, key, text),
            Value::Object(forms) if is_plural(forms) => plural(out, key, forms),
            Value::Object(entries) => {
                writeln!(out, "#[allow(missing_docs)] pub mod {key} {{")
                    .expect("writing to a string");
                module(out, entries);
                out.push_str("}\n");
            }
            _ => panic!("locales: `{key}` is neither a text nor a group of texts"),
        }
    }
}

fn is_plural(forms: &Map<String, Value>) -> bool {
    forms.len() == 2 && forms.contains_key("one") && forms.contains_key("other")
}

fn function(out: &mut String, key: &str, text: &str) {
    let pieces = pieces(key, text);
    if let [Piece::Text(text)] = pieces.as_slice() {
        writeln!(out, "/// {text}\n#[must_use] pub fn {key}() -> &'static str {{ {text:?} }}")
    } else {
        let names = parameters(&pieces).join(": &str, ");
        let list = concat(&pieces);
        writeln!(out, "/// {text}\n#[must_use] pub fn {key}({names}: &str) -> String {{ {list} }}")
    }
    .expect("writing to a string");
}

fn plural(out: &mut String, key: &str, forms: &Map<String, Value>) {
    let form = |name: &str| {
        let text =
            forms[name].as_str().unwrap_or_else(|| panic!("locales: `{key}.{name}` is not a text"));
        pieces(key, text)
    };
    let (one, other) = (form("one"), form("other"));
    let mut names = parameters(&other);
    names.retain(|name| *name != "count");
    let rest: String = names.iter().map(|name| format!(", {name}: &str")).collect();
    writeln!(
        out,
        "/// {}\n#[must_use] #[allow(clippy::if_same_then_else)] pub fn {key}(number: usize{rest}) -> String {{ let count = number.to_string(); let count = count.as_str(); if number == 1 {{ {} }} else {{ {} }} }}",
        forms["other"],
        concat(&one),
        concat(&other)
    )
    .expect("writing to a string");
}

enum Piece<'a> {
    Text(&'a str),
    Parameter(&'a str),
}

fn pieces<'a>(key: &str, text: &'a str) -> Vec<Piece<'a>> {
    assert!(!text.is_empty(), "locales: `{key}` is empty");
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) =
            after.split_once('}').unwrap_or_else(|| panic!("locales: `{key}` has an open brace"));
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        pieces.push(Piece::Parameter(name));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

fn parameters<'a>(pieces: &[Piece<'a>]) -> Vec<&'a str> {
    let mut names = Vec::new();
    for piece in pieces {
        if let Piece::Parameter(name) = piece
            && !names.contains(name)
        {
            names.push(*name);
        }
    }
    names
}

fn concat(pieces: &[Piece<'_>]) -> String {
    let list: Vec<String> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => format!("{text:?}"),
            Piece::Parameter(name) => (*name).to_owned(),
        })
        .collect();
    format!("[{}].concat()", list.join(", "))
}
