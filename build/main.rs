//! Turns the data files into `static` Rust tables, so that nothing is parsed
//! when the app starts and a wrong file stops the build instead of the user.

// A broken data file is meant to stop the build, and loudly.
#![allow(clippy::panic)]

mod catalogue;
mod editions;
mod symbols;
mod words;

use std::path::{Path, PathBuf};

fn main() {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let parts = catalogue::PARTS.map(|part| read(&format!("data/catalogue/iec62443-{part}.json")));
    let mut tables: String = parts.iter().map(catalogue::tables).collect();
    tables += &catalogue::earlier(&earlier(), &parts);
    tables += &catalogue::editions(&read("data/editions.json"));
    write(&out, "catalogue.rs", &tables);
    let mut beside = catalogue::cra(&read("data/cra.json"));
    // A list of texts is written in Rust as in JSON.
    let placeholders = read("data/placeholders.json");
    beside += &format!("pub(super) static PLACEHOLDERS: &[&str] = &{placeholders};\n");
    write(&out, "beside.rs", &beside);
    write(&out, "symbols.rs", &symbols::tables(&read("data/ex/symbols.json")));
    write(&out, "words.rs", &words::functions(&locales()));
    println!("cargo::rerun-if-changed=build");
}

/// The locales by language, English first.
fn locales() -> Vec<(String, serde_json::Value)> {
    println!("cargo::rerun-if-changed=locales");
    let entries = std::fs::read_dir("locales").unwrap_or_else(|error| panic!("locales: {error}"));
    let mut languages: Vec<String> = entries
        .filter_map(|entry| {
            entry.ok()?.file_name().to_str()?.strip_suffix(".json").map(str::to_owned)
        })
        .collect();
    languages.sort_by_key(|language| (language != "en", language.clone()));
    let locale = |language: String| {
        let file = read(&format!("locales/{language}.json"));
        (language, file)
    };
    languages.into_iter().map(locale).collect()
}

/// The catalogues of earlier editions, by file name.
fn earlier() -> Vec<serde_json::Value> {
    let folder = Path::new("data/catalogue/earlier");
    println!("cargo::rerun-if-changed=data/catalogue");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| entry.ok()?.path().to_str().map(str::to_owned));
    let mut paths: Vec<String> = paths.filter(|path| path.ends_with(".json")).collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

/// Reads one data file as JSON; a broken one fails the build and says where.
fn read(path: &str) -> serde_json::Value {
    println!("cargo::rerun-if-changed={path}");
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn write(out: &Path, name: &str, text: &str) {
    let path = out.join(name);
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
