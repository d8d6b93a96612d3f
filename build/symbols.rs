//! `data/ex/symbols.json` -> the `static` tables of techniques and symbols.
//!
//! Only the shape is checked here; what the rows say is checked by
//! `tests/ex/exposure.rs`, where a failure names the row.

use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    techniques: Vec<Technique>,
    symbols: Vec<Symbol>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Technique {
    id: String,
    exposure: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Symbol {
    symbol: String,
    techniques: Vec<String>,
    /// `a`, `b`, `c`, or empty where the symbol has no level of protection.
    level: String,
    /// Of `g` gas, `d` dust and `m` mining, those the symbol is made for.
    atmospheres: String,
    /// Whether it is met written together with others, as in `de`.
    glued: bool,
    /// The question it raises, if it raises one.
    question: Option<String>,
}

/// The source text of the two tables.
pub fn tables(file: &Value) -> String {
    let file: File = serde_json::from_value(file.clone())
        .unwrap_or_else(|error| panic!("data/ex/symbols.json: {error}"));
    let mut out = String::new();
    out.push_str("impl Technique {\n/// Every technique, those of the workshop's table first and in its order.\n");
    writeln!(out, "pub const ALL: [Self; {}] = [", file.techniques.len()).expect(WRITING);
    for technique in &file.techniques {
        writeln!(out, "Self::{},", camel(&technique.id)).expect(WRITING);
    }
    out.push_str("];\n}\nstatic TECHNIQUES: &[TechniqueRow] = &[\n");
    for Technique { id, exposure } in &file.techniques {
        let exposure = camel(exposure);
        writeln!(out, "TechniqueRow {{ code: {id:?}, exposure: Exposure::{exposure} }},")
            .expect(WRITING);
    }
    out.push_str("];\nstatic SYMBOLS: &[SymbolRow] = &[\n");
    for row in &file.symbols {
        let techniques: Vec<String> =
            row.techniques.iter().map(|id| format!("Technique::{}", camel(id))).collect();
        let level = row.level.bytes().next().map_or(0, |level| level - b'a' + 1);
        let question = row
            .question
            .as_ref()
            .map_or_else(|| "None".to_owned(), |id| format!("Some(QuestionKind::{})", camel(id)));
        let made_for = |letter| row.atmospheres.contains(letter);
        writeln!(
            out,
            "SymbolRow {{ code: {:?}, techniques: &[{}], level: {level}, gas: {}, dust: {}, mining: {}, glued: {}, question: {question} }},",
            row.symbol,
            techniques.join(", "),
            made_for('g'),
            made_for('d'),
            made_for('m'),
            row.glued,
        )
        .expect(WRITING);
    }
    out.push_str("];\n");
    out
}

const WRITING: &str = "writing to a string";

/// `intrinsic-safety` -> `IntrinsicSafety`.
fn camel(id: &str) -> String {
    id.split('-')
        .map(|part| {
            let (first, rest) = part.split_at(1);
            first.to_uppercase() + rest
        })
        .collect()
}
