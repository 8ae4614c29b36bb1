// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The columns of JSON objects: every key, with a type that holds all its values.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema};
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::{Map, Value};

/// Beyond this a double does not hold every whole number.
const WHOLE: u64 = 1 << 53;

/// An object in which no key stands twice.
#[derive(Debug)]
pub struct Row(pub Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Row, A::Error> {
        let mut row = Vec::new();
        let mut keys = BTreeSet::new();
        while let Some((key, value)) = members.next_entry::<String, Value>()? {
            if !keys.insert(key.clone()) {
                return Err(A::Error::custom(format!("the key `{key}` twice")));
            }
            row.push((key, value));
        }
        Ok(Row(row))
    }
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Truth,
    Integer,
    Number,
    Text,
    List,
    Other,
}

impl Kind {
    fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Null => return None,
            Value::Bool(_) => Self::Truth,
            Value::Number(number) if number.is_f64() => Self::Number,
            Value::Number(number) => match number.as_i64() {
                Some(whole) if whole.unsigned_abs() <= WHOLE => Self::Integer,
                _ => Self::Other,
            },
            Value::String(_) => Self::Text,
            Value::Array(items) if items.iter().all(Value::is_string) => Self::List,
            Value::Array(_) | Value::Object(_) => Self::Other,
        })
    }
}

/// The kinds of values that a column has.
type Kinds = BTreeSet<Kind>;

/// The type that holds them all.
fn data_type(kinds: &Kinds) -> DataType {
    match kinds.iter().collect::<Vec<_>>().as_slice() {
        [Kind::Truth] => DataType::Boolean,
        [Kind::Integer] => DataType::Int64,
        [Kind::Number] | [Kind::Integer, Kind::Number] => DataType::Float64,
        [Kind::List] => DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))),
        _ => DataType::Utf8,
    }
}

/// The columns of a table of objects.
#[derive(Debug, Default)]
pub struct Columns {
    order: Vec<String>,
    kinds: BTreeMap<String, Kinds>,
}

impl Columns {
    /// Takes note of the keys and values of a row.
    pub fn note(&mut self, row: &Row) {
        for (key, value) in &row.0 {
            if !self.kinds.contains_key(key) {
                self.order.push(key.clone());
                self.kinds.insert(key.clone(), Kinds::new());
            }
            if let (Some(kinds), Some(kind)) = (self.kinds.get_mut(key), Kind::of(value)) {
                kinds.insert(kind);
            }
        }
    }

    /// Their types, in the order in which they first appear.
    pub fn schema(&self) -> Schema {
        let of = |key: &String| self.kinds.get(key).map_or(DataType::Utf8, data_type);
        Schema::new(self.order.iter().map(|key| Field::new(key, of(key), true)).collect::<Vec<_>>())
    }
}

/// The columns of texts.
pub fn texts(schema: &Schema) -> BTreeSet<String> {
    let texts = schema.fields().iter().filter(|field| field.data_type() == &DataType::Utf8);
    texts.map(|field| field.name().clone()).collect()
}

/// A row as the types of its columns want it: in a column of texts, anything else is written as JSON.
pub fn fit(row: Row, texts: &BTreeSet<String>) -> Map<String, Value> {
    let fit = |(key, value): (String, Value)| match value {
        value @ (Value::Null | Value::String(_)) => (key, value),
        value if texts.contains(&key) => (key, Value::String(value.to_string())),
        value => (key, value),
    };
    row.0.into_iter().map(fit).collect()
}

#[cfg(test)]
mod tests {
    use arrow_schema::DataType;
    use serde_json::json;

    use super::{Columns, Row, fit, texts};

    fn row(text: &str) -> Row {
        serde_json::from_str(text).expect("an object")
    }

    #[test]
    fn a_column_has_the_type_of_all_its_values() {
        let rows = [
            r#"{"truth": true, "whole": 1, "number": 1, "text": "a", "list": ["a"], "mixed": 1, "large": 9007199254740993}"#,
            r#"{"whole": null, "number": 0.5, "list": [], "mixed": "b", "late": {"a": 1}}"#,
        ];
        let mut columns = Columns::default();
        rows.iter().for_each(|text| columns.note(&row(text)));
        let schema = columns.schema();
        let of = |name: &str| schema.field_with_name(name).expect("a column").data_type().clone();
        assert_eq!(of("truth"), DataType::Boolean);
        assert_eq!(of("whole"), DataType::Int64);
        assert_eq!(of("number"), DataType::Float64);
        assert!(matches!(of("list"), DataType::List(_)));
        for name in ["text", "mixed", "large", "late"] {
            assert_eq!(of(name), DataType::Utf8, "{name}");
        }
        let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        assert_eq!(names, ["truth", "whole", "number", "text", "list", "mixed", "large", "late"]);
        let fit = fit(row(rows[0]), &texts(&schema));
        assert_eq!(
            (&fit["mixed"], &fit["large"], &fit["whole"]),
            (&json!("1"), &json!("9007199254740993"), &json!(1))
        );
    }

    #[test]
    fn a_key_stands_once() {
        let twice = serde_json::from_str::<Row>(r#"{"a": 1, "a": 2}"#);
        assert!(twice.expect_err("twice").to_string().contains("`a` twice"));
    }
}
