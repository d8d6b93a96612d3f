//! JSON as strictly as a sealed file needs it: every name once, and not more
//! of anything than a bundle may hold.

use std::{cell::RefCell, fmt};

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value, error::Category};

use super::{DEPTH_MAX, Refusal, VALUES_MAX};

/// Reads a whole file as one JSON value.
///
/// # Errors
/// [`Refusal`] with the line and column where reading stopped.
pub(super) fn read(bytes: &[u8]) -> Result<Value, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Refusal::NotText { offset: error.valid_up_to() })?;
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let state = State::default();
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Strict { state: &state, depth: 0 }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| {
        let (line, column) = (error.line(), error.column());
        match (state.stopped.into_inner(), error.classify()) {
            (Some(Stop::Duplicate(name)), _) => Refusal::DuplicateName { name, line, column },
            (Some(Stop::Depth), _) => Refusal::TooDeep { line, column },
            (Some(Stop::Count), _) => Refusal::TooManyValues,
            (None, Category::Eof) => Refusal::CutOff { line, column },
            (None, _) => Refusal::NotJson { line, column },
        }
    })
}

#[derive(Default)]
struct State {
    values: RefCell<usize>,
    stopped: RefCell<Option<Stop>>,
}

enum Stop {
    Duplicate(String),
    Depth,
    Count,
}

impl State {
    fn stop<E: de::Error>(&self, stop: Stop) -> E {
        *self.stopped.borrow_mut() = Some(stop);
        E::custom("stopped")
    }
}

#[derive(Clone, Copy)]
struct Strict<'a> {
    state: &'a State,
    depth: usize,
}

impl Strict<'_> {
    fn inside<E: de::Error>(self) -> Result<Self, E> {
        if self.depth == DEPTH_MAX {
            return Err(self.state.stop(Stop::Depth));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        *self.state.values.borrow_mut() += 1;
        if *self.state.values.borrow() > VALUES_MAX {
            return Err(self.state.stop(Stop::Count));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inside)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut map = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            if map.contains_key(&name) {
                return Err(self.state.stop(Stop::Duplicate(name)));
            }
            map.insert(name, entries.next_value_seed(inside)?);
        }
        Ok(Value::Object(map))
    }
}
