//! How the values of this module stand in a document: by their stable codes.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{AccessPath, QuestionKind, Subject, SymbolId, Technique};
use crate::words::invalid;

/// Writes and reads a type by its code; `$all` lists the codes for the schema.
macro_rules! by_code {
    ($type:ty, $name:literal, $code:expr, $read:expr, $wrong:path, $all:expr) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let code: fn(Self) -> _ = $code;
                serializer.serialize_str(&code(*self))
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                let read: fn(&str) -> Option<Self> = $read;
                read(&text).ok_or_else(|| D::Error::custom($wrong()))
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

by_code!(
    AccessPath,
    "AccessPath",
    Self::code,
    Self::from_code,
    invalid::access_path,
    AccessPath::ALL.iter().map(|path| path.code().to_owned()).collect()
);
by_code!(
    Technique,
    "Technique",
    Self::code,
    Self::from_code,
    invalid::technique,
    Technique::ALL.iter().map(|technique| technique.code().to_owned()).collect()
);
by_code!(
    SymbolId,
    "Symbol",
    Self::code,
    Self::find,
    invalid::symbol,
    SymbolId::all().map(|symbol| symbol.code().to_owned()).collect()
);
by_code!(
    Subject,
    "Subject",
    Self::code,
    Self::from_code,
    invalid::subject,
    Subject::all().map(Subject::code).collect()
);

impl Subject {
    /// Every subject there is a question or an answer about.
    pub fn all() -> impl Iterator<Item = Self> {
        let advisories = [QuestionKind::ProgrammableElectronics, QuestionKind::SafetyDevice];
        SymbolId::all()
            .map(Self::Symbol)
            .chain(Technique::ALL.into_iter().map(Self::Technique))
            .chain(advisories.into_iter().map(Self::Advisory))
    }

    /// The stable code, such as `symbol:op_is`.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Symbol(symbol) => ["symbol:", symbol.code()].concat(),
            Self::Technique(technique) => ["technique:", technique.code()].concat(),
            Self::Advisory(kind) => ["advisory:", kind.code()].concat(),
        }
    }

    /// Reads a [`code`](Self::code); `None` for one that is not known.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|subject| subject.code() == code)
    }
}
