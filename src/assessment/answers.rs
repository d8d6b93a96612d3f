//! All answers, keyed by requirement.

use serde::{
    Deserialize, Deserializer, Serialize, Serializer, de, de::IntoDeserializer as _,
    ser::SerializeMap as _,
};

use super::{Answer, Verdict};
use crate::{
    catalogue::{PartId, RequirementKey},
    json::Fields,
};

/// The answers by part and requirement. Serialized as
/// `{"4-1": {"SM-1": {...}}}`; a requirement that the catalogue does not have
/// cannot be read.
///
/// A list in order, because there are never more than a few hundred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(Vec<(RequirementKey, Answer)>);

impl Answers {
    /// The answer to a requirement, if it was ever touched.
    #[must_use]
    pub fn get(&self, key: RequirementKey) -> Option<&Answer> {
        self.place(key).ok().map(|place| &self.0[place].1)
    }

    /// The verdict as it was given.
    #[must_use]
    pub fn verdict(&self, key: RequirementKey) -> Verdict {
        self.get(key).map_or(Verdict::NotEvaluated, |answer| answer.verdict)
    }

    /// Every answer, in catalogue order.
    pub fn iter(&self) -> impl Iterator<Item = (RequirementKey, &Answer)> {
        self.0.iter().map(|(key, answer)| (*key, answer))
    }

    pub(crate) fn put(&mut self, key: RequirementKey, answer: Option<Answer>) {
        match (self.place(key), answer) {
            (Ok(place), Some(answer)) => self.0[place].1 = answer,
            (Err(place), Some(answer)) => self.0.insert(place, (key, answer)),
            (Ok(place), None) => {
                self.0.remove(place);
            }
            (Err(_), None) => {}
        }
    }

    /// Where the answer to a requirement is, or would be.
    fn place(&self, key: RequirementKey) -> Result<usize, usize> {
        self.0.binary_search_by_key(&key, |(key, _)| *key)
    }
}

impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut parts = serializer.serialize_map(None)?;
        for part in PartId::ALL {
            let of_part: Vec<(&str, &Answer)> = self
                .iter()
                .filter(|(key, _)| key.part() == part)
                .map(|(key, answer)| (key.id(), answer))
                .collect();
            if !of_part.is_empty() {
                parts.serialize_entry(part.code(), &Fields(of_part))?;
            }
        }
        parts.end()
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The part is read as a text first, so that an error within it names it.
        let parts = Fields::<String, Fields<String, Answer>>::deserialize(deserializer)?;
        let mut answers = Self::default();
        for (part, of_part) in parts.0 {
            let part = PartId::deserialize(part.into_deserializer())?;
            for (id, answer) in of_part.0 {
                let key = RequirementKey::find(part, &id).ok_or_else(|| {
                    de::Error::custom(crate::words::invalid::requirement(&id, part.code()))
                })?;
                answers.put(key, Some(answer));
            }
        }
        Ok(answers)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Answers {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Answers".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let answer = generator.subschema_for::<Answer>();
        let parts: serde_json::Map<String, serde_json::Value> = PartId::ALL
            .into_iter()
            .map(|part| {
                let ids: serde_json::Map<String, serde_json::Value> = part
                    .part()
                    .keys()
                    .map(|key| (key.id().to_owned(), answer.clone().into()))
                    .collect();
                let of_part = serde_json::json!({
                    "type": "object", "properties": ids, "additionalProperties": false,
                });
                (part.code().to_owned(), of_part)
            })
            .collect();
        schemars::json_schema!({
            "description": "The answers by part and requirement; a requirement without one has not been looked at.",
            "type": "object", "properties": parts, "additionalProperties": false,
        })
    }
}
