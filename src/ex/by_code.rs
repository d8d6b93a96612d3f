//! How the values of this room stand in a document: by their stable codes.

/// Writes and reads a type by its code; `$all` lists the codes for the schema.
macro_rules! by_code {
    ($type:ty, $name:literal, $code:expr, $read:expr, $wrong:path, $all:expr) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let code: fn(Self) -> _ = $code;
                serializer.serialize_str(&code(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                let read: fn(&str) -> Option<Self> = $read;
                read(&text).ok_or_else(|| <D::Error as serde::de::Error>::custom($wrong()))
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let codes: Vec<String> = $all;
                schemars::json_schema!({ "type": "string", "enum": codes })
            }
        }
    };
}

pub(in crate::ex) use by_code;
