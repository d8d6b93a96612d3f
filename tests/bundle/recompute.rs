//! The command-line example with which another program checks our numbers. It is
//! compiled into this test, so that every status and every word is what it gives.

#[path = "../../examples/recompute.rs"]
#[allow(dead_code, reason = "the test calls what `main` calls")]
mod example;

use crate::support::{as_json, redacted, sample, sealed, written};
use serde_json::{Value, json};

/// What the program gives.
#[derive(Debug)]
struct Output {
    status: u8,
    stdout: Vec<u8>,
    stderr: String,
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let status = example::run(arguments, input, &mut stdout, &mut stderr);
    Output { status, stdout, stderr: String::from_utf8(stderr).unwrap() }
}

fn recompute(input: &[u8]) -> Output {
    run(&[], input)
}

/// What `--check` says of a bundle, with the status.
fn checked(input: &[u8]) -> (u8, String) {
    let output = run(&["--check"], input);
    assert!(output.stderr.is_empty(), "{output:?}");
    (output.status, String::from_utf8(output.stdout).unwrap())
}

fn reason(output: Output) -> String {
    assert_eq!(output.status, 2, "{output:?}");
    assert!(output.stdout.is_empty(), "a refused bundle gives no output");
    output.stderr
}

/// The sample with one figure that is not what the answers give.
fn differing() -> Value {
    let mut file = as_json(&sample());
    file["results"]["groups"]["4-1/SR"]["passed"] = json!(5);
    file["assessment"]["news"] = json!("kept");
    file
}

#[test]
fn a_valid_bundle_comes_out_byte_by_byte() {
    let bytes = written(&sample());
    let output = recompute(&bytes);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert!(output.stdout == bytes, "the bytes differ");
    assert!(output.stderr.is_empty());
}

#[test]
fn what_cannot_be_opened_gives_the_reason_and_status_2() {
    let text = String::from_utf8(written(&sample())).unwrap();
    let tampered = text.replacen("\"pass\"", "\"fail\"", 1);
    for arguments in [&[][..], &["--check"]] {
        assert!(reason(run(arguments, b"garbage")).contains("not JSON"));
        assert!(reason(run(arguments, b"")).contains("empty"));
        assert!(reason(run(arguments, tampered.as_bytes())).contains("digest"));
    }
    assert!(reason(run(&["--chek"], &written(&sample()))).contains("usage"));
}

#[test]
fn altered_results_are_corrected_even_under_a_fresh_digest() {
    let output = recompute(&sealed(differing()));
    assert_eq!(output.status, 0, "{}", output.stderr);
    let out: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(out["results"], as_json(&sample())["results"]);
    assert_eq!(out["assessment"]["news"], "kept");
}

#[test]
fn a_check_says_whether_the_results_agree_and_where_they_differ() {
    assert_eq!(checked(&written(&sample())), (0, "agree\n".to_owned()));
    assert_eq!(checked(&sealed(differing())), (1, "differ in:\ngroups/4-1/SR\n".to_owned()));
    let copy = redacted(as_json(&sample()), "answer/4-1/SR-2/whole");
    let (status, words) = checked(&sealed(copy));
    assert_eq!(status, 0);
    assert!(words.starts_with("not comparable: ") && words.contains("left out"), "{words}");
}

#[test]
fn a_record_without_a_salt_gets_one_that_nobody_knows() {
    let mut file = as_json(&sample());
    file["integrity"]["salts"].as_object_mut().unwrap().remove("applicant").unwrap();
    let bytes = sealed(file);
    let salt = || {
        let out: Value = serde_json::from_slice(&recompute(&bytes).stdout).unwrap();
        out["integrity"]["salts"]["applicant"].as_str().unwrap().to_owned()
    };
    assert_ne!(salt(), salt());
}
