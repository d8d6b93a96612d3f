//! Which product an evidence item is of, by the words that name it (ML-4).

use std::collections::BTreeSet;

use crate::text::{is_blank, without_digraphs, words};

/// The words that tell one product version from another, folded, each once and
/// in order, one space between them. Words for "version" tell nothing, and
/// neither does what stands between letters and a number after them, or within a
/// version: `FW2.4.1-rc2` is `FW 2.4.1rc2`.
pub(in crate::results) fn product(text: &str) -> String {
    const VERSION: [&str; 7] = ["V", "VER", "VERSION", "REL", "RELEASE", "REV", "REVISION"];
    let words = without_digraphs(words(text));
    let mut product = BTreeSet::new();
    for word in words.split(' ') {
        let number = word.find(|sign: char| sign.is_ascii_digit()).unwrap_or(word.len());
        let (name, number) = word.split_at(number);
        if !name.is_empty() && !VERSION.contains(&name) {
            product.insert(name.to_owned());
        }
        if !number.is_empty() {
            product.insert(number.replace('-', ""));
        }
    }
    product.into_iter().collect::<Vec<_>>().join(" ")
}

/// Whether every word of a [`product`] stands in another: nothing says that they
/// are two.
pub(in crate::results) fn may_be(product: &str, other: &str) -> bool {
    let mut others = other.split(' ');
    product.split(' ').all(|word| others.find(|other| *other >= word) == Some(word))
}

/// Whether a product version names a product: "v" alone does not.
pub(in crate::results) fn names_a_product(text: &str) -> bool {
    // A digit always does: most texts need no second look.
    text.bytes().any(|byte| byte.is_ascii_digit()) || (!is_blank(text) && !product(text).is_empty())
}
