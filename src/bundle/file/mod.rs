//! The file itself: made, sealed, opened, compared.

mod canonical;
mod handed_over;
mod integrity;
mod kept;
mod open;
mod results;
#[cfg(feature = "schema")]
mod schema;

use canonical::canonical;
pub use handed_over::{Generator, HandedOver, Texts, TitledCatalogue, TitledRequirement};
pub use integrity::{Redacted, Salt, Salts};
pub use kept::Kept;
pub use open::{Opened, open, open_with};
pub use results::{Agreement, Incomparable};
#[cfg(feature = "schema")]
pub use schema::{profile_schema, schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::{
    integrity::{INTEGRITY, REDACTED},
    results::Tables,
};
use super::{FORMAT, LANGUAGE, Notes, Refusal, SIZE_MAX, VALUES_MAX, VERSION, major, refusal};
use crate::{
    assessment::{Assessment, AssessmentRecords, RecordKey, Timestamp},
    json::Unreadable,
    results::{Results, score},
};

/// The file, field by field. `R` is the results, as tables or as they were read.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct File<R> {
    /// Always `exready.bundle`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^exready\.bundle$")))]
    format: String,
    /// The semantic version of the format.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^1\.\d+\.\d+$")))]
    version: String,
    /// The program that wrote the file.
    generator: Generator,
    /// When the content was last changed, the same as `assessment.modified`; not
    /// when the file was written, so that equal content is equal bytes.
    created: Timestamp,
    /// The catalogues the assessment was made and the results were computed
    /// with: one of each part that is selected or answered.
    catalogues: Vec<TitledCatalogue>,
    /// Everything the applicant entered.
    assessment: AssessmentRecords,
    /// Everything computed from it; an opening program computes it again.
    results: R,
    /// The texts as they are handed over.
    handed_over: Texts,
    /// What was left out of this copy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    redacted: Vec<Redacted>,
}

/// What goes with a document from one bundle to the next, beside its content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The fields of other programs.
    pub kept: Kept,
    /// The salts of the records.
    pub salts: Salts,
    /// What was handed over last.
    pub handed_over: Option<HandedOver>,
    /// The internal notes that stayed with the sender, while there is no note of
    /// the recipient's own in their place: the digest covers them.
    pub left_out: Vec<Redacted>,
}

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
            (self.values > VALUES_MAX).then_some(Refusal::File(Unreadable::TooManyValues))
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

/// Makes the bundle of an assessment with what goes with it, and freezes that:
/// as long as the content stays, the same file comes out. `random` gives the
/// salts of the records that have none yet, those of `notes` that stay among them.
///
/// # Errors
/// None in practice: everything an assessment can hold has a canonical form. A
/// serializer's message would be passed on.
pub fn write(
    assessment: &Assessment,
    envelope: &mut Envelope,
    notes: Notes,
    random: &mut dyn FnMut() -> Salt,
) -> Result<Sealed, serde_json::Error> {
    let results = score(assessment);
    let document = AssessmentRecords::of(assessment);
    let basis = handed_over::basis(&serde_json::to_value(&document)?);
    let frozen = envelope.handed_over.take().filter(|frozen| frozen.is_of(&basis));
    let frozen = frozen.unwrap_or_else(|| HandedOver::present(assessment, &results, basis));
    let mut value = serde_json::to_value(file(assessment, document, &results, &frozen))?;
    envelope.handed_over = Some(frozen);
    envelope.kept.restore_into(&mut value);
    if let Some(Value::Object(records)) = value.pointer("/assessment/records") {
        envelope.salts.complete(records.keys(), random);
        envelope.left_out.retain(|item| !records.contains_key(&item.name));
    }
    let mut left_out = envelope.left_out.clone();
    let seal = integrity::seal(&value, &envelope.salts, &left_out);
    let digest = seal.digest.clone();
    if let Value::Object(fields) = &mut value {
        fields.insert(INTEGRITY.to_owned(), serde_json::to_value(seal)?);
    }
    if notes == Notes::Stay {
        left_out.extend(integrity::leave_out(&mut value, RecordKey::is_internal));
        left_out.sort_by(|one, other| one.name.cmp(&other.name));
    }
    if let Value::Object(fields) = &mut value
        && !left_out.is_empty()
    {
        fields.insert(REDACTED.to_owned(), serde_json::to_value(left_out)?);
    }
    Ok(Sealed { bytes: canonical(&value), digest, values: count(&value) })
}

fn file(
    assessment: &Assessment,
    document: AssessmentRecords,
    results: &Results,
    frozen: &HandedOver,
) -> File<Tables> {
    File {
        format: FORMAT.to_owned(),
        version: VERSION.to_owned(),
        generator: frozen.generator.clone(),
        created: assessment.modified.clone(),
        catalogues: frozen.catalogues.clone(),
        assessment: document,
        results: Tables::of(results),
        handed_over: frozen.texts.clone(),
        redacted: Vec::new(),
    }
}
