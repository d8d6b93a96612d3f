//! What goes with a document into its next bundle, as records beside it: unknown
//! fields, what was handed over last, salts, notes that stayed with the sender.
//!
//! The page holds them as they are stored. Only what makes bundles looks into them.

use std::{cell::LazyCell, collections::BTreeMap};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{reading::Damaged, seal::checksum};
use crate::{
    assessment::{Assessment, RecordKey, stored},
    bundle::{Envelope, Generator, HandedOver, Kept, Redacted, Salt, Salts, Texts},
};

/// The unknown fields of the bundle that the document came from.
const KEPT: &str = "kept";
/// The texts that were handed over last.
const HANDED_OVER: &str = "handed-over/texts";
/// The titles that were handed over last.
const TITLES: &str = "handed-over/titles";
/// The internal notes that stayed with the sender.
const LEFT_OUT: &str = "left-out";
/// The salts, so many in one record that none is large.
const SALTS: &str = "salts/";
const SALTS_A_RECORD: usize = 400;
/// The salts of notes that were left out of a file and are here.
const SALTS_OF_NOTES: &str = "salts/notes";

/// The content of the record [`HANDED_OVER`].
#[derive(Serialize, Deserialize)]
struct Frozen {
    basis: String,
    generator: Generator,
    texts: Texts,
}

/// A salt with the checksum of the record it is for: a record that has changed
/// since gets another one.
#[derive(Serialize, Deserialize)]
struct SaltFor {
    salt: Salt,
    checksum: String,
}

/// Whether a record of this name belongs to the envelope.
pub(super) fn is_part(name: &str) -> bool {
    matches!(name, KEPT | HANDED_OVER | TITLES | LEFT_OUT) || name.starts_with(SALTS)
}

/// The envelope of a document as it is stored: its records by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredEnvelope(BTreeMap<String, String>);

impl StoredEnvelope {
    /// The envelope of an assessment.
    #[must_use]
    pub fn new(envelope: &Envelope, assessment: &Assessment) -> Self {
        let mut texts = BTreeMap::new();
        let mut put = |name: &str, text: Result<String, serde_json::Error>| {
            // Everything in it can be written as JSON.
            texts.extend(text.ok().map(|text| (name.to_owned(), text)));
        };
        if !envelope.kept.is_empty() {
            put(KEPT, Ok(envelope.kept.text().to_owned()));
        }
        if let Some(HandedOver { basis, generator, catalogues, texts }) = &envelope.handed_over {
            let (basis, generator) = (basis.clone(), generator.clone());
            put(HANDED_OVER, stored::written(&Frozen { basis, generator, texts: texts.clone() }));
            put(TITLES, stored::written(catalogues));
        }
        if !envelope.left_out.is_empty() {
            put(LEFT_OUT, stored::written(&envelope.left_out));
        }
        // Most documents have none.
        let unknown = LazyCell::new(|| envelope.kept.records());
        let salts: Vec<(&String, SaltFor)> = envelope
            .salts
            .0
            .iter()
            .filter_map(|(name, salt)| {
                let record = match RecordKey::parse(name) {
                    Some(key) => assessment.record(&key).to_value()?,
                    None => unknown.get(name)?.clone(),
                };
                let checksum = checksum(&record.to_string());
                Some((name, SaltFor { salt: *salt, checksum }))
            })
            .collect();
        for (number, salts) in salts.chunks(SALTS_A_RECORD).enumerate() {
            let salts: BTreeMap<&String, &SaltFor> =
                salts.iter().map(|(name, salt)| (*name, salt)).collect();
            put(&format!("{SALTS}{number}"), stored::written(&salts));
        }
        Self(texts)
    }

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

    /// What is in it. `texts` are the records of its document. What cannot be read is
    /// left out, and so are the salts of records that have changed since.
    pub(super) fn read(&self, texts: &BTreeMap<String, String>) -> Envelope {
        let kept = self.text(KEPT).cloned().map(Kept::stored).unwrap_or_default();
        let handed_over = self.part::<Frozen>(HANDED_OVER).zip(self.part(TITLES));
        let handed_over = handed_over.map(|(frozen, catalogues)| HandedOver {
            basis: frozen.basis,
            generator: frozen.generator,
            catalogues,
            texts: frozen.texts,
        });
        let left_out = self.part(LEFT_OUT).unwrap_or_default();
        let unknown = LazyCell::new(|| kept.records());
        let mut salts = Salts::default();
        for (record, SaltFor { salt, checksum: expected }) in self.salts() {
            let found = match texts.get(&record) {
                Some(text) => Some(checksum(text)),
                None => unknown.get(&record).map(|content| checksum(&content.to_string())),
            };
            if found.is_some_and(|found| found == expected) {
                salts.0.insert(record, salt);
            }
        }
        drop(unknown);
        Envelope { kept, salts, handed_over, left_out }
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
        let left_out: Vec<Redacted> = self.part(LEFT_OUT).unwrap_or_default();
        if left_out.is_empty() {
            return assessment;
        }
        let mut content = assessment.content();
        let mut salts: BTreeMap<String, SaltFor> = envelope.salts().collect();
        salts.retain(|name, _| left_out.iter().any(|item| item.name == *name));
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

    fn part<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        stored::read(self.text(name)?)
    }

    /// The salts by the names of their records.
    fn salts(&self) -> impl Iterator<Item = (String, SaltFor)> {
        let parts = self.0.iter().filter(|(name, _)| name.starts_with(SALTS));
        let salts = parts.filter_map(|(_, text)| stored::read::<BTreeMap<_, _>>(text));
        salts.flatten()
    }
}

/// Whether a text is the JSON of an object or a list.
fn is_composite(text: &str) -> bool {
    stored::read::<Value>(text).is_some_and(|value| value.is_object() || value.is_array())
}
