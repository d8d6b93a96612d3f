//! Types read from a JSON value.

use serde::Deserialize;
use serde_json::Value;

/// A way to read types from values.
///
/// A list of the fields of a struct in their order is read as the struct, as
/// `serde_json` does everywhere; nothing here writes one.
pub(crate) trait Reader {
    /// Reads a type from a value.
    ///
    /// # Errors
    /// [`Misfit`]: the first thing that does not fit.
    fn read<'de, T: Deserialize<'de>>(value: &'de Value) -> Result<T, Misfit>;
}

/// Reads what is stored: the name of the record says enough of where it is wrong.
pub(crate) struct Plain;

/// Reads files of others, whose errors name the place.
pub(crate) struct Placed;

impl Reader for Plain {
    fn read<'de, T: Deserialize<'de>>(value: &'de Value) -> Result<T, Misfit> {
        T::deserialize(value)
            .map_err(|problem| Misfit { path: ".".to_owned(), problem: problem.to_string() })
    }
}

impl Reader for Placed {
    fn read<'de, T: Deserialize<'de>>(value: &'de Value) -> Result<T, Misfit> {
        serde_path_to_error::deserialize(value).map_err(|error| Misfit {
            path: error.path().to_string(),
            problem: error.inner().to_string(),
        })
    }
}

/// What does not fit, and where.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Misfit {
    /// The path of the place, such as `catalogues[0].part`, or `.` for the whole value.
    pub(crate) path: String,
    /// What is wrong there.
    pub(crate) problem: String,
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
        let table = Table::from([("a".to_owned(), rows)]);
        assert_eq!(Placed::read::<Table>(&value).as_ref(), Ok(&table));
        assert_eq!(Plain::read::<Table>(&value), Ok(table));
        let row = Row { number: Some(1), kind: Kind::Plain };
        assert_eq!(Placed::read::<Row>(&json!([1, "Plain"])), Ok(row));
        let value = json!([null, true, -1, 1, 1.5, "x", [], { "y": {} }]);
        assert_eq!(Placed::read::<Value>(&value), Ok(value.clone()));
    }

    #[test]
    fn what_does_not_fit_is_named_with_its_place() {
        for (value, path, problem) in [
            (json!(null), ".", "invalid type: null, expected a map"),
            (json!({ "a": {} }), "a", "invalid type: map, expected a sequence"),
            (json!({ "a": [{}] }), "a[0]", "missing field `kind`"),
            (
                json!({ "a": [[1]] }),
                "a[0]",
                "invalid length 1, expected struct Row with 2 elements",
            ),
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
            let misfit = Placed::read::<Table>(&value);
            assert_eq!(misfit, Err(Misfit { path: path.to_owned(), problem: problem.to_owned() }));
            let misfit = Plain::read::<Table>(&value);
            assert_eq!(misfit, Err(Misfit { path: ".".to_owned(), problem: problem.to_owned() }));
        }
    }
}
