//! Types read from a JSON value, with the place of what does not fit.
//!
//! The reader of `serde_json` does not name the place, and a wrapper around it
//! makes every reading function of every type a second time. This one is small
//! because the error carries its place itself: it gains a step on its way out
//! of each object and list.

use std::{error, fmt, slice};

use serde::{
    Deserialize, Deserializer,
    de::{
        self, DeserializeSeed, EnumAccess, Expected, MapAccess, SeqAccess, Unexpected,
        VariantAccess, Visitor, value::BorrowedStrDeserializer,
    },
    forward_to_deserialize_any,
};
use serde_json::{Number, Value, map};

/// Reads a type from a value.
///
/// # Errors
/// [`Misfit`]: the first place that does not hold what it should.
pub(crate) fn read<'de, T: Deserialize<'de>>(value: &'de Value) -> Result<T, Misfit> {
    T::deserialize(Reader(value))
}

/// What does not fit, and where.
#[derive(Debug)]
pub(crate) struct Misfit(Box<Place>);

#[derive(Debug)]
struct Place {
    path: String,
    problem: String,
}

impl Misfit {
    /// The path of the place, such as `catalogues[0].part`, and what is wrong there.
    pub(crate) fn into_parts(self) -> (String, String) {
        let Place { path, problem } = *self.0;
        (if path.is_empty() { ".".to_owned() } else { path }, problem)
    }

    fn new(problem: String) -> Self {
        Self(Box::new(Place { path: String::new(), problem }))
    }

    fn unexpected(what: &str, unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let found = match unexpected {
            Unexpected::Unit => "null".to_owned(),
            Unexpected::Float(number) => {
                let number = Number::from_f64(number).map(|number| number.to_string());
                ["floating point `", &number.unwrap_or_default(), "`"].concat()
            }
            other => other.to_string(),
        };
        Self::new(format!("invalid {what}: {found}, expected {expected}"))
    }

    /// The same, seen from the object or list around it.
    fn within(mut self, step: &str) -> Self {
        let path = &mut self.0.path;
        if !path.is_empty() && !path.starts_with('[') {
            path.insert(0, '.');
        }
        path.insert_str(0, step);
        self
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.problem)
    }
}

impl error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(problem: T) -> Self {
        Self::new(problem.to_string())
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::unexpected("type", unexpected, expected)
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::unexpected("value", unexpected, expected)
    }
}

/// That a value is of another type than the one expected.
fn other_type(value: &Value, expected: &dyn Expected) -> Misfit {
    let unexpected = match value {
        Value::Null => Unexpected::Unit,
        Value::Bool(value) => Unexpected::Bool(*value),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => Unexpected::Unsigned(number),
            (None, Some(number)) => Unexpected::Signed(number),
            (None, None) => Unexpected::Float(number.as_f64().unwrap_or_default()),
        },
        Value::String(text) => Unexpected::Str(text),
        Value::Array(_) => Unexpected::Seq,
        Value::Object(_) => Unexpected::Map,
    };
    de::Error::invalid_type(unexpected, expected)
}

#[derive(Clone, Copy)]
struct Reader<'de>(&'de Value);

impl<'de> Reader<'de> {
    fn number<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), ..) => visitor.visit_u64(number),
                (None, Some(number), _) => visitor.visit_i64(number),
                (None, None, Some(number)) => visitor.visit_f64(number),
                (None, None, None) => Err(other_type(self.0, &visitor)),
            },
            other => Err(other_type(other, &visitor)),
        }
    }
}

/// Sends the named methods of a deserializer to one that does the same.
macro_rules! same {
    ($to:ident: $($method:ident)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            self.$to(visitor)
        })+
    };
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(_) => self.number(visitor),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(_) => self.deserialize_seq(visitor),
            Value::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Bool(value) => visitor.visit_bool(*value),
            other => Err(other_type(other, &visitor)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::String(text) => visitor.visit_borrowed_str(text),
            other => Err(other_type(other, &visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Array(items) => {
                let mut list = Items { left: items.iter(), next: 0 };
                let read = visitor.visit_seq(&mut list)?;
                if list.left.len() == 0 {
                    Ok(read)
                } else {
                    let fit = items.len() - list.left.len();
                    Err(Misfit::new(format!("a list of {} items, expected {fit}", items.len())))
                }
            }
            other => Err(other_type(other, &visitor)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Object(fields) => visitor.visit_map(Entries { left: fields.iter(), open: None }),
            other => Err(other_type(other, &visitor)),
        }
    }

    /// From an object only. That a list of its values is no struct saves a
    /// second way to read each.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_map(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let variant = match self.0 {
            Value::String(name) => Some((name, &Value::Null)),
            Value::Object(fields) if fields.len() == 1 => fields.iter().next(),
            _ => None,
        };
        let (name, content) = variant.ok_or_else(|| other_type(self.0, &visitor))?;
        visitor.visit_enum(Variant { name, content: Reader(content) })
    }

    same!(number: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8
        deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64);
    same!(deserialize_str: deserialize_string deserialize_char deserialize_identifier);

    forward_to_deserialize_any! { bytes byte_buf unit unit_struct tuple tuple_struct ignored_any }
}

struct Items<'de> {
    left: slice::Iter<'de, Value>,
    next: usize,
}

impl<'de> SeqAccess<'de> for &mut Items<'de> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Misfit> {
        let Some(item) = self.left.next() else { return Ok(None) };
        let index = self.next;
        self.next += 1;
        seed.deserialize(Reader(item))
            .map(Some)
            .map_err(|misfit| misfit.within(&["[", &index.to_string(), "]"].concat()))
    }
}

struct Entries<'de> {
    left: map::Iter<'de>,
    /// The field whose name was read and whose value is to be read.
    open: Option<(&'de str, &'de Value)>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Misfit> {
        let Some((name, value)) = self.left.next() else { return Ok(None) };
        self.open = Some((name, value));
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Misfit> {
        let (name, value) =
            self.open.ok_or_else(|| Misfit::new("a value without a name".to_owned()))?;
        seed.deserialize(Reader(value)).map_err(|misfit| misfit.within(name))
    }
}

/// A variant of an enum: its name alone, or an object of that one field.
struct Variant<'de> {
    name: &'de str,
    content: Reader<'de>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Misfit;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Misfit> {
        let name: BorrowedStrDeserializer<'de, Misfit> = BorrowedStrDeserializer::new(self.name);
        seed.deserialize(name).map(|variant| (variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        Deserialize::deserialize(self.content).map_err(|misfit: Misfit| misfit.within(self.name))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        seed.deserialize(self.content).map_err(|misfit| misfit.within(self.name))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        Deserializer::deserialize_seq(self.content, visitor)
            .map_err(|misfit| misfit.within(self.name))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        Deserializer::deserialize_map(self.content, visitor)
            .map_err(|misfit| misfit.within(self.name))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Row {
        number: Option<u8>,
        kind: Kind,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    enum Kind {
        Plain,
        Named(String),
        Sized { width: u64 },
    }

    type Table = BTreeMap<String, Vec<Row>>;

    #[test]
    fn every_kind_of_value_is_read() {
        let value = json!({ "a": [
            { "number": null, "kind": "Plain", "news": [1.5] },
            { "number": 255, "kind": { "Named": "x" } },
            { "kind": { "Sized": { "width": 7 } } },
        ] });
        let rows = vec![
            Row { number: None, kind: Kind::Plain },
            Row { number: Some(255), kind: Kind::Named("x".to_owned()) },
            Row { number: None, kind: Kind::Sized { width: 7 } },
        ];
        assert_eq!(read::<Table>(&value).ok(), Some(Table::from([("a".to_owned(), rows)])));
        let value = json!([null, true, -1, 1, 1.5, "x", [], { "y": {} }]);
        assert_eq!(read::<Value>(&value).ok(), Some(value.clone()));
    }

    #[test]
    fn what_does_not_fit_is_named_with_its_place() {
        for (value, path, problem) in [
            (json!(null), ".", "invalid type: null, expected a map"),
            (json!({ "a": {} }), "a", "invalid type: map, expected a sequence"),
            (json!({ "a": [{}] }), "a[0]", "missing field `kind`"),
            (json!({ "a": [[1, "Plain"]] }), "a[0]", "invalid type: sequence, expected struct Row"),
            (
                json!({ "a": [{ "kind": "Plain" }, { "number": 256 }] }),
                "a[1].number",
                "invalid value: integer `256`, expected u8",
            ),
            (
                json!({ "a": [{ "number": -1.5 }] }),
                "a[0].number",
                "invalid type: floating point `-1.5`, expected u8",
            ),
            (
                json!({ "a": [{ "kind": { "Named": false } }] }),
                "a[0].kind.Named",
                "invalid type: boolean `false`, expected a string",
            ),
            (
                json!({ "a": [{ "kind": "Wide" }] }),
                "a[0].kind",
                "unknown variant `Wide`, expected one of `Plain`, `Named`, `Sized`",
            ),
        ] {
            let misfit = read::<Table>(&value).map_err(Misfit::into_parts);
            assert_eq!(misfit, Err((path.to_owned(), problem.to_owned())));
        }
    }
}
