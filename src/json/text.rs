//! From a text to a value, as strictly as a sealed file needs it: every name
//! once, and not more of anything than it may hold.

use std::{
    cell::{Cell, RefCell},
    fmt,
};

use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value, error::Category};

/// How much a text may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How deep objects and lists may be nested; no deeper than 127 in any case.
    pub depth: usize,
    /// How many values there may be.
    pub values: usize,
    /// Whether the field of this name is kept. What is not kept costs no memory
    /// and is not counted; it is only checked to be JSON.
    pub field: fn(&str) -> bool,
    /// Whether this item of a list is kept.
    pub item: fn(&Value) -> bool,
}

impl Limits {
    /// Everything is kept.
    #[must_use]
    pub const fn whole(depth: usize, values: usize) -> Self {
        Self { depth, values, field: |_| true, item: |_| true }
    }
}

/// Why and where reading stopped.
pub(crate) struct ParseError {
    /// Why it stopped.
    pub kind: ParseErrorKind,
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1.
    pub column: usize,
}

/// Why reading stopped.
pub(crate) enum ParseErrorKind {
    /// The text is not JSON.
    NotJson,
    /// The text ends in the middle.
    CutOff,
    /// A name stands twice in one object.
    Duplicate(String),
    /// Objects and lists are nested too deep.
    Depth,
    /// There are too many values.
    Count,
}

/// Reads a whole text as one JSON value.
///
/// # Errors
/// [`ParseError`]: the first place at which it is not one.
pub(crate) fn parse(text: &str, limits: Limits) -> Result<Value, ParseError> {
    let state = State { limits, values: Cell::new(0), stopped: RefCell::default() };
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Strict { state: &state, depth: 0 }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| {
        let kind = match (state.stopped.into_inner(), error.classify()) {
            (Some(kind), _) => kind,
            (None, Category::Eof) => ParseErrorKind::CutOff,
            (None, _) => ParseErrorKind::NotJson,
        };
        ParseError { kind, line: error.line(), column: error.column() }
    })
}

/// What the whole reading shares.
struct State {
    limits: Limits,
    /// How many values were read.
    values: Cell<usize>,
    /// Why we stopped; none while the text is as it should be. The errors of
    /// `serde_json` hold only a message.
    stopped: RefCell<Option<ParseErrorKind>>,
}

impl State {
    /// Notes why reading stops, and makes the error with which it does.
    fn stop<E: de::Error>(&self, kind: ParseErrorKind) -> E {
        *self.stopped.borrow_mut() = Some(kind);
        E::custom("stopped")
    }
}

/// Reads one value, counting it and keeping to the limits.
#[derive(Clone, Copy)]
struct Strict<'a> {
    state: &'a State,
    /// How many objects and lists are around the value.
    depth: usize,
}

impl Strict<'_> {
    /// The same for what is in an object or list.
    fn inside<E: de::Error>(self) -> Result<Self, E> {
        if self.depth == self.state.limits.depth {
            return Err(self.state.stop(ParseErrorKind::Depth));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let values = self.state.values.get() + 1;
        self.state.values.set(values);
        if values > self.state.limits.values {
            return Err(self.state.stop(ParseErrorKind::Count));
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
            if (self.state.limits.item)(&item) {
                list.push(item);
            }
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut map = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            if map.contains_key(&name) {
                return Err(self.state.stop(ParseErrorKind::Duplicate(name)));
            }
            if !(self.state.limits.field)(&name) {
                entries.next_value::<IgnoredAny>()?;
                continue;
            }
            map.insert(name, entries.next_value_seed(inside)?);
        }
        Ok(Value::Object(map))
    }
}
