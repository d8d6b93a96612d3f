//! The evidence bundle: one file that holds an assessment, its results and a
//! seal, in a form in which equal content is equal bytes.
//!
//! `write` makes one, `open` reads one or says why not. How a number comes
//! about is none of its business: the results are always computed anew.
//! `docs/bundle.md` describes the format for implementers.
//!
//! The page neither makes nor opens bundles, and is built without what does
//! (feature `bundles`).

#[cfg(feature = "bundles")]
mod file;
pub mod formats;
mod refusal;

#[cfg(feature = "bundles")]
pub use file::*;
pub use refusal::Refusal;
use serde::{Deserialize, Serialize};

use crate::assessment::Assessment;

/// The `format` of every bundle.
pub const FORMAT: &str = "exready.bundle";
/// The version of the format that this build writes. Another minor version only
/// adds fields; another major version needs a migration.
pub const VERSION: &str = "1.0.0";
/// How a bundle's file name ends.
pub const EXTENSION: &str = ".exready.json";
/// The largest file that is opened, in bytes.
pub const SIZE_MAX: u64 = 32_000_000;
/// How deep objects and lists may be nested.
pub const DEPTH_MAX: usize = 32;
/// How many values (objects, lists, texts, numbers) a bundle may hold: more than
/// an assessment at every other limit makes, with all that is found in it.
pub const VALUES_MAX: usize = 1_000_000;

/// The language of every text that this build makes (BCP 47).
pub const LANGUAGE: &str = "en";

/// What becomes of the notes for colleagues, which are internal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notes {
    /// They go into the file.
    Go,
    /// They are left out and listed as such, and the digest is that of the whole.
    Stay,
}

/// The name under which the bundle of an assessment is offered for download:
/// its test item and the day of its last change.
#[must_use]
pub fn file_name(assessment: &Assessment) -> String {
    let mut name = String::new();
    for letter in assessment.test_item.name.chars().take(60) {
        if letter.is_alphanumeric() {
            name.extend(letter.to_lowercase());
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = match name.trim_matches('-') {
        "" => "assessment",
        name => name,
    };
    format!("{name}-{}{EXTENSION}", assessment.day)
}

/// The major number of a `MAJOR.MINOR.PATCH` version.
pub(super) fn major(version: &str) -> Option<u32> {
    let mut numbers = version.split('.').map(|number| {
        let plain = (1..=6).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && (number == "0" || !number.starts_with('0'));
        if plain { number.parse::<u32>().ok() } else { None }
    });
    let major = numbers.next()??;
    (numbers.next().flatten().is_some()
        && numbers.next().flatten().is_some()
        && numbers.next().is_none())
    .then_some(major)
}
