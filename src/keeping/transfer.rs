//! An assessment on its way from one WebAssembly module to another: its records,
//! as they are stored. This is the side of the page; `bundled` is the other.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    document::texts_of,
    envelope::StoredEnvelope,
    opening::{Retrieved, put_together},
};
use crate::{
    assessment::{Assessment, AssessmentId, Moment, stored},
    bundle::Notes,
    notice::Notice,
};

/// The content of a file that was opened, as it crosses.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Transfer {
    pub(super) id: AssessmentId,
    /// The records by name, with those of the envelope.
    pub(super) texts: BTreeMap<String, String>,
    pub(super) notices: Vec<Notice>,
}

/// What was in a file that another module has opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// What the user entered.
    pub assessment: Assessment,
    /// What goes with it into its next bundle.
    pub envelope: StoredEnvelope,
    /// What is to be said of the file.
    pub notices: Vec<Notice>,
}

/// What crossed: the file, or in words why it was not opened; `None` if it is not
/// what this build sends. `now` is not used unless it is damaged.
#[must_use]
pub fn received(json: &str, now: &Moment) -> Option<Result<Received, String>> {
    // Straight into its place: it may be the largest text there is.
    let transfer: Result<Transfer, String> = serde_json::from_str(json).ok()?;
    let transfer = match transfer {
        Err(refusal) => return Some(Err(refusal)),
        Ok(transfer) => transfer,
    };
    let retrieved = put_together(&transfer.id, transfer.texts, Vec::new(), now);
    let is_whole = retrieved.damaged.is_empty() && retrieved.unknown.is_empty();
    let notices = transfer.notices;
    let Retrieved { assessment, envelope, .. } = retrieved;
    is_whole.then_some(Ok(Received { assessment, envelope, notices }))
}

/// A document on its way to be sealed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ToSeal {
    pub(super) id: AssessmentId,
    /// The records by name, with those of the envelope.
    pub(super) texts: BTreeMap<String, String>,
    pub(super) notes: Notes,
}

/// The bundle of a document, as another module has made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The digest that stands in it, 64 lower-case hex digits.
    pub digest: String,
    /// The file.
    pub text: String,
    /// In words, why it would be refused where it is opened; `None` if it would not.
    pub refusal: Option<String>,
    /// The envelope as it is from here on.
    pub(super) envelope: StoredEnvelope,
}

impl Seal {
    /// What another module has answered; `None` if it is not what this build sends.
    #[must_use]
    pub fn received(json: &str) -> Option<Self> {
        stored::read(json)
    }
}

/// The JSON in which an assessment crosses to be sealed.
///
/// # Errors
/// None in practice: everything that is stored can be written as JSON.
pub fn to_seal(
    assessment: &Assessment,
    envelope: &StoredEnvelope,
    notes: Notes,
) -> Result<String, serde_json::Error> {
    let texts = texts_of(assessment, envelope);
    stored::written(&ToSeal { id: assessment.id.clone(), texts, notes })
}
