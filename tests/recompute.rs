//! The command-line example with which another program checks our numbers.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::{
    io::Write as _,
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};
use support::{as_json, sample, sealed, written};

/// Runs the example on these bytes; cargo builds it first if that is needed.
fn recompute(input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--example", "recompute"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn reason(output: &Output) -> &str {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(output.stdout.is_empty(), "a refused bundle gives no output");
    str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn a_valid_bundle_comes_out_byte_by_byte() {
    let bytes = written(&sample());
    let output = recompute(&bytes);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout == bytes, "the bytes differ");
    assert!(output.stderr.is_empty());
}

#[test]
fn what_cannot_be_opened_gives_the_reason_and_status_1() {
    assert!(reason(&recompute(b"garbage")).contains("not JSON"));
    assert!(reason(&recompute(b"")).contains("empty"));
    let text = String::from_utf8(written(&sample())).unwrap();
    let tampered = text.replacen("\"pass\"", "\"fail\"", 1);
    assert!(reason(&recompute(tampered.as_bytes())).contains("digest"));
}

#[test]
fn altered_results_are_corrected_even_under_a_fresh_digest() {
    let mut file = as_json(&sample());
    file["results"]["parts"][0]["groups"][1]["coverage"]["passed"] = json!(5);
    file["assessment"]["news"] = json!("kept");
    let output = recompute(&sealed(file));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let out: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(out["results"], as_json(&sample())["results"]);
    assert_eq!(out["assessment"]["news"], "kept");
}
