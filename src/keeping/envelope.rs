//! What goes with a document into its next bundle, as records beside it: unknown
//! fields, what was handed over last, salts, notes that stayed with the sender.

use std::{cell::LazyCell, collections::BTreeMap};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{reading::Damaged, seal::checksum};
use crate::{
    assessment::{Assessment, RecordKey, stored},
    bundle::{Envelope, Generator, HandedOver, Kept, Salt, Salts, Texts, TitledCatalogue},
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

/// The records of the envelope of an assessment, by name.
pub(super) fn texts(envelope: &Envelope, assessment: &Assessment) -> BTreeMap<String, String> {
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
    texts
}

/// Takes the envelope out of the records of a document. What of it cannot be
/// read is damaged.
pub(super) fn take(texts: &mut BTreeMap<String, String>) -> (Envelope, Vec<Damaged>) {
    let mut parts = BTreeMap::new();
    texts.retain(|name, text| {
        let is_part = is_part(name);
        if is_part {
            parts.insert(name.clone(), std::mem::take(text));
        }
        !is_part
    });
    let mut damaged = Vec::new();
    let kept = parts.remove(KEPT).map(Kept::stored).unwrap_or_default();
    let frozen: Option<Frozen> = read(&mut parts, HANDED_OVER, &mut damaged);
    let catalogues: Option<Vec<TitledCatalogue>> = read(&mut parts, TITLES, &mut damaged);
    let handed_over = frozen.zip(catalogues).map(|(frozen, catalogues)| HandedOver {
        basis: frozen.basis,
        generator: frozen.generator,
        catalogues,
        texts: frozen.texts,
    });
    let left_out = read(&mut parts, LEFT_OUT, &mut damaged).unwrap_or_default();
    let unknown = LazyCell::new(|| kept.records());
    let mut salts = Salts::default();
    let names: Vec<String> = parts.keys().cloned().collect();
    for name in names {
        let stored: Option<BTreeMap<String, SaltFor>> = read(&mut parts, &name, &mut damaged);
        for (record, SaltFor { salt, checksum: expected }) in stored.into_iter().flatten() {
            let found = match texts.get(&record) {
                Some(text) => Some(checksum(text)),
                None => unknown.get(&record).map(|content| checksum(&content.to_string())),
            };
            if found.is_some_and(|found| found == expected) {
                salts.0.insert(record, salt);
            }
        }
    }
    drop(unknown);
    (Envelope { kept, salts, handed_over, left_out }, damaged)
}

fn read<T: DeserializeOwned>(
    parts: &mut BTreeMap<String, String>,
    name: &str,
    damaged: &mut Vec<Damaged>,
) -> Option<T> {
    let text = parts.remove(name)?;
    let value = stored::read(&text);
    if value.is_none() {
        damaged.push(Damaged { name: name.to_owned(), text: Some(text) });
    }
    value
}
