//! Finding what is shown by words that are typed: all of them, in any order,
//! whatever the case.

/// The words that are looked for.
#[must_use]
pub fn words(query: &str) -> Vec<String> {
    query.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

/// Whether each of these words stands in one of the texts.
#[must_use]
pub fn finds(words: &[String], texts: &[&str]) -> bool {
    words.iter().all(|word| texts.iter().any(|text| text.to_lowercase().contains(word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_are_found_in_any_order_and_case() {
        let texts = ["Boot Loader", "1.1"];
        for found in ["", " ", "boot", "LOADER bo", "1.1 boot"] {
            assert!(finds(&words(found), &texts), "{found}");
        }
        assert!(!finds(&words("boot 2"), &texts));
    }
}
