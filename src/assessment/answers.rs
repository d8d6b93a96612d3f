//! All answers, keyed by requirement.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, IntoDeserializer as _, MapAccess, Visitor},
    ser::SerializeMap as _,
};

use super::Answer;
use crate::catalogue::{PartId, RequirementKey};

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
            let of_part = OfPart(self, part);
            if of_part.iter().next().is_some() {
                parts.serialize_entry(part.code(), &of_part)?;
            }
        }
        parts.end()
    }
}

/// The answers of one part.
struct OfPart<'a>(&'a Answers, PartId);

impl OfPart<'_> {
    fn iter(&self) -> impl Iterator<Item = (&'static str, &Answer)> {
        self.0
            .iter()
            .filter(|(key, _)| key.part() == self.1)
            .map(|(key, answer)| (key.id(), answer))
    }
}

impl Serialize for OfPart<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The part is read as a text first, so that an error within it names it.
        let parts = Fields::<Fields<Answer>>::deserialize(deserializer)?;
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

/// The fields of an object, as they come.
struct Fields<T>(Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Fields<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor(PhantomData))
    }
}

struct FieldsVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for FieldsVisitor<T> {
    type Value = Fields<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<T>, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Fields(fields))
    }
}

#[cfg(not(target_arch = "wasm32"))]
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
