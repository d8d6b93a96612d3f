//! Finding what is shown by words that are typed: all of them, in any order,
//! whatever the case.

/// The words that are looked for.
pub fn words(query: &str) -> Vec<String> {
    query.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

/// Whether each of these words stands in one of the texts.
pub fn finds(words: &[String], texts: &[&str]) -> bool {
    words.iter().all(|word| texts.iter().any(|text| text.to_lowercase().contains(word.as_str())))
}
