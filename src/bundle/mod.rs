//! The evidence bundle: one file that holds an assessment, its results and a
//! digest, in a form in which equal content is equal bytes.
//!
//! [`write`] makes one, [`open`] reads one or says why not. How a number comes
//! about is none of its business: the results are always computed anew.

mod canonical;
mod digest;
pub mod formats;
mod kept;
mod open;
mod refusal;
mod results;
#[cfg(feature = "schema")]
mod schema;

use canonical::canonical;
pub use digest::{Hasher, sha256_hex};
pub use kept::Kept;
pub use open::{Opened, open, open_with};
pub use refusal::Refusal;
use results::Results;
#[cfg(feature = "schema")]
pub use schema::{profile_schema, schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    assessment::{Assessment, Timestamp},
    catalogue::Catalogue,
};

/// The `format` of every bundle.
pub const FORMAT: &str = "exready.evidence-bundle";
/// The version of the bundle's schema that this build writes. Another minor
/// version only adds fields; another major version needs a migration.
pub const VERSION: &str = "1.7.0";
/// How a bundle's file name ends.
pub const EXTENSION: &str = ".exready.json";
/// The largest file that is opened, in bytes.
pub const SIZE_MAX: u64 = 32 << 20;
/// How deep objects and lists may be nested.
pub const DEPTH_MAX: usize = 32;
/// How many values (objects, lists, texts, numbers) a bundle may hold: more than
/// an assessment at every other limit makes, with all that is found in it.
pub const VALUES_MAX: usize = 1_000_000;

/// The file, field by field. `A` and `R` are the assessment and its results,
/// owned or borrowed.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Bundle<A, R> {
    /// Always `exready.evidence-bundle`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^exready\.evidence-bundle$")))]
    format: String,
    /// The semantic version of this schema.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^1\.\d+\.\d+$")))]
    version: String,
    /// The program that wrote the file.
    generator: Generator,
    /// When the content was last changed; not when the file was written, so
    /// that equal content is equal bytes.
    created: Timestamp,
    /// The catalogues the assessment was made and the results were computed
    /// with: one of each part that is selected or answered.
    catalogues: Vec<Catalogue>,
    /// Everything the applicant entered.
    assessment: A,
    /// Everything computed from it; an opening program computes it again.
    results: R,
}

/// The program that wrote a bundle.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Generator {
    /// Its name.
    name: String,
    /// Its version.
    version: String,
}

/// The seal of a bundle.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Integrity {
    /// Always `SHA-256`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^SHA-256$")))]
    algorithm: String,
    /// The digest of the canonical form (RFC 8785) of the bundle without
    /// `integrity`, 64 lower-case hex digits.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    digest: String,
}

const ALGORITHM: &str = "SHA-256";
/// The field in which the seal stands.
const INTEGRITY: &str = "integrity";

/// A finished bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// The digest that stands in it, 64 lower-case hex digits.
    pub digest: String,
    /// How many values it holds.
    pub values: usize,
}

impl Sealed {
    /// Why [`open`] would refuse it: what is kept of other programs may be more
    /// than a bundle can hold.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        let size = self.bytes.len() as u64;
        if size > SIZE_MAX {
            Some(Refusal::TooLarge(size))
        } else {
            (self.values > VALUES_MAX).then_some(Refusal::TooManyValues)
        }
    }
}

/// How many values there are in a value, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0_usize,
    }
}

/// Makes the bundle of an assessment, with the unknown fields of the bundle it
/// came from, if any.
///
/// # Errors
/// None in practice: everything an assessment can hold has a canonical form. A
/// serializer's message would be passed on.
pub fn write(assessment: &Assessment, kept: &Kept) -> Result<Sealed, serde_json::Error> {
    let results = Results::of(assessment);
    let mut value = serde_json::to_value(envelope(assessment, &results))?;
    kept.restore_into(&mut value);
    let digest = sha256_hex(&canonical(&value));
    if let Value::Object(fields) = &mut value {
        let integrity = Integrity { algorithm: ALGORITHM.to_owned(), digest: digest.clone() };
        fields.insert(INTEGRITY.to_owned(), serde_json::to_value(integrity)?);
    }
    Ok(Sealed { bytes: canonical(&value), digest, values: count(&value) })
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
    [name, "-", assessment.modified.day(), EXTENSION].concat()
}

fn envelope<'a>(
    assessment: &'a Assessment,
    results: &'a Results,
) -> Bundle<&'a Assessment, &'a Results> {
    Bundle {
        format: FORMAT.to_owned(),
        version: VERSION.to_owned(),
        generator: Generator {
            name: "Exready".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        created: assessment.modified.clone(),
        catalogues: assessment.parts().map(Catalogue::present).collect(),
        assessment,
        results,
    }
}
