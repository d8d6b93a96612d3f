//! Turns the data files into `static` Rust tables, so that nothing is parsed
//! when the app starts and a wrong file stops the build instead of the user.

// A broken data file is meant to stop the build, and loudly.
#![allow(clippy::panic)]

mod catalogue;
mod symbols;
mod words;

use std::path::{Path, PathBuf};

fn main() {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    write(&out, "catalogue.rs", &catalogue::tables(&read("data/catalogue/iec62443-4-1.json")));
    write(&out, "symbols.rs", &symbols::tables(&read("data/ex/symbols.json")));
    write(&out, "words.rs", &words::functions(&read("locales/en.json")));
    // The worked example without its white space.
    write(&out, "gasguard-200.json", &read("data/sample/gasguard-200.json").to_string());
    println!("cargo::rerun-if-changed=build");
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
