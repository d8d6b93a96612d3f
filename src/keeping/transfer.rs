//! An assessment on its way from one WebAssembly module to another: its records,
//! as they are stored.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    document::Document,
    opening::{Retrieved, put_together},
};
use crate::{
    assessment::{Assessment, AssessmentId, Moment, stored},
    bundle::{Envelope, Opened},
    notice::Notice,
};

/// The content of a file that was opened, as it crosses.
#[derive(Debug, Serialize, Deserialize)]
struct Transfer {
    id: AssessmentId,
    /// The records by name, with those of the envelope.
    texts: BTreeMap<String, String>,
    notices: Vec<Notice>,
}

/// What was in a file that another module has opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// What the user entered.
    pub assessment: Assessment,
    /// What goes with it into its next bundle.
    pub envelope: Envelope,
    /// What is to be said of the file.
    pub notices: Vec<Notice>,
}

/// The JSON in which what was opened crosses, or in words why it was not.
///
/// # Errors
/// None in practice: everything that is stored can be written as JSON.
pub fn sent(opened: Result<Opened, String>) -> Result<String, serde_json::Error> {
    let transfer = opened.map(|opened| Transfer {
        id: opened.assessment.id.clone(),
        notices: opened.notices(),
        texts: Document::new(opened.assessment, opened.envelope).texts(),
    });
    stored::written(&transfer)
}

/// What crossed: the file, or in words why it was not opened; `None` if it is not
/// what this build sends. `now` is not used unless it is damaged.
#[must_use]
pub fn received(json: &str, now: &Moment) -> Option<Result<Received, String>> {
    let transfer = match stored::read::<Result<Transfer, String>>(json)? {
        Err(refusal) => return Some(Err(refusal)),
        Ok(transfer) => transfer,
    };
    let retrieved = put_together(&transfer.id, transfer.texts, Vec::new(), now);
    let is_whole = retrieved.damaged.is_empty() && retrieved.unknown.is_empty();
    let notices = transfer.notices;
    let Retrieved { assessment, envelope, .. } = retrieved;
    is_whole.then_some(Ok(Received { assessment, envelope, notices }))
}
