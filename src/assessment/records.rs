//! An assessment as one JSON value: its head and the contents of its records.

use serde::{Deserialize, Serialize};

use super::{
    Assessment, AssessmentId, Date, Flaw, Records, Timestamp,
    record::Content,
    stored::{self, About, Misread},
};
use crate::json::{Placed, Plain, Reader};

/// An assessment as it stands in a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssessmentRecords {
    /// Names the assessment for good; a copy gets another id.
    pub id: AssessmentId,
    /// When it was begun.
    pub created: Timestamp,
    /// When something in it was last changed.
    pub modified: Timestamp,
    /// The local date of the last change, where the user was: every check goes by it.
    pub day: Date,
    /// The language in which the applicant writes (BCP 47), if that was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// The content of each record by its name.
    #[cfg_attr(feature = "schema", schemars(schema_with = "records_schema"))]
    pub records: Records,
}

/// Why a document is no assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordsFlaw {
    /// A record does not have the content that it should.
    Misread(Misread),
    /// It holds something that no command would let in.
    Flaw(Box<Flaw>),
}

impl AssessmentRecords {
    /// The assessment as a document.
    #[must_use]
    pub fn of(assessment: &Assessment) -> Self {
        Self {
            id: assessment.id.clone(),
            created: assessment.created.clone(),
            modified: assessment.modified.clone(),
            day: assessment.day.clone(),
            language: assessment.language.clone(),
            records: stored::records(assessment),
        }
    }

    /// The assessment that it holds. Records of later versions are left out.
    ///
    /// # Errors
    /// [`RecordsFlaw`]: the first thing that is wrong with it.
    pub fn read(&self) -> Result<Assessment, RecordsFlaw> {
        self.read_by::<Placed>()
    }

    /// The same of a document that this program has written: its errors do not name
    /// the place.
    pub(crate) fn read_stored(&self) -> Result<Assessment, RecordsFlaw> {
        self.read_by::<Plain>()
    }

    fn read_by<R: Reader>(&self) -> Result<Assessment, RecordsFlaw> {
        let about = About {
            created: self.created.clone(),
            modified: self.modified.clone(),
            day: self.day.clone(),
            language: self.language.clone(),
            catalogues: Vec::new(),
        };
        let (content, _, misread) =
            Content::from_records::<R>(self.id.clone(), &about, &self.records);
        if let Some(misread) = misread.into_iter().next() {
            return Err(RecordsFlaw::Misread(misread));
        }
        Assessment::judged(content).map_err(|flaw| RecordsFlaw::Flaw(Box::new(flaw)))
    }
}

/// The records of an assessment: by the pattern of its name, each kind of record
/// with its content.
#[cfg(feature = "schema")]
fn records_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let kinds = super::RecordKey::schemas(generator);
    let kinds: serde_json::Map<String, serde_json::Value> =
        kinds.into_iter().map(|(pattern, schema)| (pattern, schema.into())).collect();
    schemars::json_schema!({
        "type": "object",
        "description": "The content of each record by its name.",
        "patternProperties": kinds,
    })
}
