//! Reads Ex markings, one a line on standard input, and writes what each says
//! as one JSON object a line on standard output.
//!
//! `cargo run --release --example read_marking < markings.txt`
//!
//! `symbols`, `group`, `temperature` and `EPL` are texts: `|` stands between
//! several Ex strings, `[x]` is associated apparatus, `-` is absent.
//! `corrections`, `warnings` and `unknown` are lists. A line that is empty
//! gives an object too; one that is not UTF-8 is read with `U+FFFD` in it.

use std::io::{self, BufRead as _, Write as _};

use exready::ex::{self, ExString, Reading};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        let text = String::from_utf8_lossy(&line);
        let reading = ex::read(text.trim_end_matches('\r'));
        writeln!(out, "{}", object(&reading))?;
    }
    out.flush()
}

fn object(reading: &Reading) -> Value {
    let corrections: Vec<Value> = reading
        .corrections
        .iter()
        .map(|correction| {
            json!({
                "kind": correction.kind.code(),
                "stood": correction.span.slice(&reading.text),
                "read": correction.read_as,
                "at": correction.span.start,
            })
        })
        .collect();
    let warnings: Vec<Value> = reading
        .warnings
        .iter()
        .map(|warning| {
            json!({
                "code": warning.code.code(),
                "string": warning.string,
                "text": warning.span.slice(&reading.text),
                "at": warning.span.start,
            })
        })
        .collect();
    json!({
        "symbols": column(reading, ExString::symbols_text),
        "group": column(reading, ExString::groups_text),
        "temperature": column(reading, ExString::temperatures_text),
        "EPL": column(reading, ExString::epl_text),
        "corrections": corrections,
        "warnings": warnings,
        "unknown": reading.unknown().collect::<Vec<_>>(),
    })
}

/// One text for all strings of a reading.
fn column(reading: &Reading, text: fn(&ExString) -> String) -> String {
    let mut texts: Vec<String> = reading.strings.iter().map(text).collect();
    for text in &mut texts {
        if text.is_empty() {
            text.push('-');
        }
    }
    if texts.is_empty() { "-".to_owned() } else { texts.join(" | ") }
}
