//! What goes with a document into its next bundle, as records beside it: unknown
//! fields, what was handed over last, salts, notes that stayed with the sender.
//!
//! The page holds them as they are stored. What makes bundles looks into them: `bundled`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::reading::Damaged;
use crate::assessment::{Assessment, RecordKey, stored};

/// The unknown fields of the bundle that the document came from.
pub(super) const KEPT: &str = "kept";
/// The texts that were handed over last.
pub(super) const HANDED_OVER: &str = "handed-over/texts";
/// The titles that were handed over last.
pub(super) const TITLES: &str = "handed-over/titles";
/// The internal notes that stayed with the sender.
pub(super) const LEFT_OUT: &str = "left-out";
/// The salts, each with the checksum of the record it is for.
pub(super) const SALTS: &str = "salts/";
/// The salts of notes that were left out of a file and are here.
const SALTS_OF_NOTES: &str = "salts/notes";

/// What the page knows of a note that stayed with the sender.
#[derive(Deserialize)]
struct LeftOut {
    name: String,
}

/// Whether a record of this name belongs to the envelope.
pub(super) fn is_part(name: &str) -> bool {
    matches!(name, KEPT | HANDED_OVER | TITLES | LEFT_OUT) || name.starts_with(SALTS)
}

/// The envelope of a document as it is stored: its records by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredEnvelope(pub(super) BTreeMap<String, String>);

impl StoredEnvelope {
    /// Takes the envelope out of the records of a document. What can be no part of one
    /// is damaged.
    pub(super) fn take(texts: &mut BTreeMap<String, String>) -> (Self, Vec<Damaged>) {
        let mut envelope = Self::default();
        let mut damaged = Vec::new();
        texts.retain(|name, text| {
            let is_part = is_part(name);
            if is_part {
                let text = std::mem::take(text);
                // Unknown fields may be large, and are not looked into.
                if name == KEPT || is_composite(&text) {
                    envelope.0.insert(name.clone(), text);
                } else {
                    damaged.push(Damaged { name: name.clone(), text: Some(text) });
                }
            }
            !is_part
        });
        (envelope, damaged)
    }

    /// Takes over into an assessment the notes that were left out of its file, as
    /// far as they are here, with their salts: whoever opens a file of their own
    /// loses none, and the digest stays.
    #[must_use]
    pub fn with_notes_of(
        &mut self,
        assessment: Assessment,
        here: &Assessment,
        envelope: &Self,
    ) -> Assessment {
        let left_out: Vec<LeftOut> = self.part(LEFT_OUT).unwrap_or_default();
        if left_out.is_empty() {
            return assessment;
        }
        let mut content = assessment.content();
        let is_left_out = |name: &String| left_out.iter().any(|item| item.name == *name);
        let mut salts = BTreeMap::new();
        salts.extend(envelope.salts::<Value>().filter(|(name, _)| is_left_out(name)));
        for item in left_out {
            if let Some(RecordKey::Note(about)) = RecordKey::parse(&item.name)
                && let Some(note) = here.notes.get(&about)
            {
                content.notes.insert(about, note.clone());
            }
        }
        if let Ok(salts) = stored::written(&salts) {
            self.0.insert(SALTS_OF_NOTES.to_owned(), salts);
        }
        // Notes of an assessment are sound; only too many of them would not be.
        Assessment::try_from(content).unwrap_or(assessment)
    }

    /// Whether it holds the unknown fields of the other, or the other has none.
    #[must_use]
    pub fn has_unknown_fields_of(&self, other: &Self) -> bool {
        other.text(KEPT).is_none_or(|kept| self.text(KEPT) == Some(kept))
    }

    /// The records by name.
    pub(super) const fn texts(&self) -> &BTreeMap<String, String> {
        &self.0
    }

    /// The text of a record; `None` if it is not there.
    pub(super) fn text(&self, name: &str) -> Option<&String> {
        self.0.get(name)
    }

    /// Puts a record in place, or takes it away.
    pub(super) fn set(&mut self, name: String, text: Option<String>) {
        match text {
            Some(text) => self.0.insert(name, text),
            None => self.0.remove(&name),
        };
    }

    pub(super) fn part<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        stored::read(self.text(name)?)
    }

    /// The salts by the names of their records.
    pub(super) fn salts<T: DeserializeOwned>(&self) -> impl Iterator<Item = (String, T)> {
        let parts = self.0.iter().filter(|(name, _)| name.starts_with(SALTS));
        let salts = parts.filter_map(|(_, text)| stored::read::<BTreeMap<_, _>>(text));
        salts.flatten()
    }
}

/// Whether a text is the JSON of an object or a list.
fn is_composite(text: &str) -> bool {
    stored::read::<Value>(text).is_some_and(|value| value.is_object() || value.is_array())
}
