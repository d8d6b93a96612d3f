//! The side of what makes and opens bundles: what a document brings along for its
//! next bundle, and what crosses to the page and back.

use std::{cell::LazyCell, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use super::{
    document::{records_of, texts_of},
    envelope::{HANDED_OVER, KEPT, LEFT_OUT, SALTS, StoredEnvelope, TITLES},
    opening::{Retrieved, put_together},
    seal::checksum,
    transfer::{Seal, ToSeal, Transfer},
};
use crate::{
    assessment::{Assessment, Moment, RecordKey, stored},
    bundle::{self, Envelope, Generator, HandedOver, Kept, Opened, Salt, Salts, Texts},
};

/// How many salts stand in one record, so that none is large.
const SALTS_A_RECORD: usize = 400;

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
}

/// The JSON in which what was opened crosses, or in words why it was not.
///
/// # Errors
/// None in practice: everything that is stored can be written as JSON.
pub fn sent(opened: Result<Opened, String>) -> Result<String, serde_json::Error> {
    let transfer = opened.map(|opened| Transfer {
        id: opened.assessment.id.clone(),
        notices: opened.notices(),
        texts: texts_of(
            &opened.assessment,
            &StoredEnvelope::new(&opened.envelope, &opened.assessment),
        ),
    });
    stored::written(&transfer)
}

/// Makes the bundle of what crossed; `None` if it is not what this build sends.
/// `random` gives salts, `now` is not used unless it is damaged.
#[must_use]
pub fn sealed(json: &str, random: &mut dyn FnMut() -> Salt, now: &Moment) -> Option<String> {
    let ToSeal { id, texts, notes } = stored::read(json)?;
    let Retrieved { assessment, envelope, .. } = put_together(&id, texts, Vec::new(), now);
    let mut envelope = envelope.read(&records_of(&assessment).collect());
    let sealed = bundle::write(&assessment, &mut envelope, notes, random).ok()?;
    let refusal = sealed.refusal().map(|refusal| refusal.to_string());
    let text = String::from_utf8(sealed.bytes).ok()?;
    let envelope = StoredEnvelope::new(&envelope, &assessment);
    stored::written(&Seal { digest: sealed.digest, text, refusal, envelope }).ok()
}
