//! What stands beside the catalogue: the field's words, and the requirements of
//! the Cyber Resilience Act that its rows help to meet.

use serde::Deserialize;

include!(concat!(env!("OUT_DIR"), "/beside.rs"));

/// A word of the field.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word, or the abbreviation.
    pub word: String,
    /// What it means, in our own words.
    pub means: String,
}

/// Reads `data/glossary/glossary.json`: the words of the field in the order of the
/// alphabet. `None` if the file is another one.
#[must_use]
pub fn read_glossary(file: &str) -> Option<Vec<Term>> {
    serde_json::from_str(file).ok()
}

/// The numbers that 4-2 gives to no requirement: what they would ask for stands
/// in the clauses of the component types, or nowhere. Certificates are reported
/// to count them (CV-7).
#[must_use]
pub fn placeholders() -> &'static [&'static str] {
    PLACEHOLDERS
}

/// A requirement of Annex I of Regulation (EU) 2024/2847.
#[derive(Debug)]
pub struct CraRow {
    /// Its place in the annex, such as `I(2)(d)`.
    pub id: &'static str,
    /// What it asks for, in our own words.
    pub title: &'static str,
    /// How sure it is that requirements of IEC 62443 help to meet it.
    pub confidence: Confidence,
}

/// How sure a mapping is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// A published mapping has it.
    High,
    /// Reasoned from both texts.
    Medium,
    /// They meet in part only.
    Low,
    /// There is no counterpart.
    None,
}

/// The requirements of Annex I, in its order.
#[must_use]
pub fn cra() -> &'static [CraRow] {
    CRA
}

/// Something that the regulation asks for and IEC 62443 has no counterpart of.
#[derive(Debug)]
pub struct CraBeyond {
    /// Where it stands in the regulation.
    pub place: &'static str,
    /// What it is.
    pub title: &'static str,
    /// What it asks for, in our own words.
    pub text: &'static str,
}

/// What the regulation asks for beyond IEC 62443.
#[must_use]
pub fn cra_beyond() -> &'static [CraBeyond] {
    CRA_BEYOND
}

/// The days (`YYYY-MM-DD`) from which the regulation applies, with what
/// applies from each on, in their order.
#[must_use]
pub fn cra_dates() -> &'static [(&'static str, &'static str)] {
    CRA_DATES
}
