// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From a JSON value to a typed record, collecting every problem on the way instead of stopping at
//! the first. A derive of `serde` stops at the first; that is why this exists.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::limits::Limits;
use crate::problem::{Code, Problem};

/// One step of a path into a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Segment {
    Key(String),
    Index(usize),
}

/// The path as a JSON Pointer (RFC 6901).
pub(crate) fn pointer(path: &[Segment]) -> String {
    let mut text = String::new();
    for segment in path {
        match segment {
            Segment::Key(key) => {
                text.push('/');
                text.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Segment::Index(index) => {
                let _ = write!(text, "/{index}");
            }
        }
    }
    text
}

/// A type that can be read from a JSON value. `None` means that at least one problem was noted.
pub(crate) trait Decode: Sized {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self>;
}

/// Where the reading is, and what was wrong so far.
#[derive(Debug)]
pub(crate) struct Decoder {
    path: Vec<Segment>,
    /// Most problems that are kept.
    limit: usize,
    pub(crate) problems: Vec<Problem>,
}

impl Decoder {
    pub(crate) fn problem(&self, code: Code) -> Problem {
        Problem::new(code, pointer(&self.path))
    }

    pub(crate) fn note(&mut self, problem: Problem) {
        // One more than is reported, so that it shows that there are more.
        if self.problems.len() <= self.limit {
            self.problems.push(problem);
        }
    }

    pub(crate) fn inside<T>(&mut self, segment: Segment, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(segment);
        let result = read(self);
        self.path.pop();
        result
    }

    pub(crate) fn wrong_type<T>(&mut self, value: &Value, expected: &str) -> Option<T> {
        let problem = self.problem(Code::WrongType).finding(describe(value)).expecting(expected);
        self.note(problem);
        None
    }

    pub(crate) fn object<'a>(&mut self, value: &'a Value) -> Option<&'a Map<String, Value>> {
        match value {
            Value::Object(members) => Some(members),
            other => self.wrong_type(other, "an object"),
        }
    }

    /// Notes every key that is not among `known`.
    pub(crate) fn refuse_unknown(&mut self, members: &Map<String, Value>, known: &[&str]) {
        for key in members.keys() {
            if !known.contains(&key.as_str()) {
                let expected = format!("one of {}", known.join(", "));
                self.inside(Segment::Key(key.clone()), |decoder| {
                    let problem = decoder.problem(Code::UnknownField);
                    decoder.note(problem.unknown(key, &expected, known.iter().copied()));
                });
            }
        }
    }

    pub(crate) fn required<T: Decode>(&mut self, members: &Map<String, Value>, key: &str) -> Option<T> {
        let Some(value) = members.get(key) else {
            let problem = self.problem(Code::MissingField).expecting(format!("the field `{key}`"));
            self.note(problem);
            return None;
        };
        self.inside(Segment::Key(key.to_owned()), |decoder| T::decode(value, decoder))
    }

    pub(crate) fn optional<T: Decode + Default>(
        &mut self,
        members: &Map<String, Value>,
        key: &str,
    ) -> Option<T> {
        match members.get(key) {
            None => Some(T::default()),
            Some(value) => self.inside(Segment::Key(key.to_owned()), |decoder| T::decode(value, decoder)),
        }
    }
}

/// Reads a whole document of one type.
pub(crate) fn decode_document<T: Decode>(
    value: &Value,
    limits: &Limits,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let mut decoder = Decoder { path: Vec::new(), limit: limits.problems, problems: Vec::new() };
    let document = T::decode(value, &mut decoder);
    let whole = decoder.problems.is_empty();
    problems.append(&mut decoder.problems);
    document.filter(|_| whole)
}

/// What a value is, in words, with the value itself where it is short.
pub(crate) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the text `{text}`"),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(members) => format!("an object of {}", members.len()),
    }
}

impl Decode for String {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        match value {
            Value::String(text) => Some(text.clone()),
            other => decoder.wrong_type(other, "a text"),
        }
    }
}

impl Decode for bool {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        match value {
            Value::Bool(truth) => Some(*truth),
            other => decoder.wrong_type(other, "true or false"),
        }
    }
}

impl Decode for f64 {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        match value.as_f64().filter(|number| number.is_finite()) {
            Some(number) => Some(number),
            None => decoder.wrong_type(value, "a number"),
        }
    }
}

/// A whole number, however it is spelled: 1, 1.0 and 1e0 are one number in JSON.
fn whole(value: &Value, greatest: u64) -> Option<u64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number = value.as_u64().or_else(|| {
        let number = value.as_f64()?;
        let is_whole = (0.0..=EXACT).contains(&number) && libm::floor(number) >= number;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is whole, not negative and at most 2^53"
        )]
        is_whole.then_some(number as u64)
    })?;
    (number <= greatest).then_some(number)
}

impl Decode for u32 {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        match whole(value, u64::from(Self::MAX)).and_then(|number| Self::try_from(number).ok()) {
            Some(number) => Some(number),
            None => decoder.wrong_type(value, "a whole number, 0 or more"),
        }
    }
}

impl Decode for u64 {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        match whole(value, Self::MAX) {
            Some(number) => Some(number),
            None => decoder.wrong_type(value, "a whole number, 0 or more"),
        }
    }
}

impl Decode for Value {
    fn decode(value: &Value, _: &mut Decoder) -> Option<Self> {
        Some(value.clone())
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        T::decode(value, decoder).map(Some)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        T::decode(value, decoder).map(Self::new)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        let Value::Array(items) = value else {
            return decoder.wrong_type(value, "a list");
        };
        let mut whole = true;
        let mut list = Self::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match decoder.inside(Segment::Index(index), |decoder| T::decode(item, decoder)) {
                Some(item) => list.push(item),
                None => whole = false,
            }
        }
        whole.then_some(list)
    }
}

impl<K: Decode + Ord, T: Decode> Decode for BTreeMap<K, T> {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        let members = decoder.object(value)?;
        let mut whole = true;
        let mut map = Self::new();
        for (key, item) in members {
            let entry = decoder.inside(Segment::Key(key.clone()), |decoder| {
                let name = K::decode(&Value::String(key.clone()), decoder);
                let item = T::decode(item, decoder);
                name.zip(item)
            });
            match entry {
                Some((name, item)) => {
                    map.insert(name, item);
                }
                None => whole = false,
            }
        }
        whole.then_some(map)
    }
}

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Declares a struct that is read from a JSON object. A field marked `= default` may be left out
/// and then has its type's default.
macro_rules! record {
    (
        $(#[$outer:meta])*
        $visibility:vis struct $name:ident {
            $( $(#[$inner:meta])* $field_visibility:vis $field:ident : $type:ty $(= $default:ident)? ),* $(,)?
        }
    ) => {
        $(#[$outer])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        $visibility struct $name {
            $(
                $(#[$inner])*
                $( #[serde($default, skip_serializing_if = "crate::json::decode::is_default")] )?
                $field_visibility $field: $type,
            )*
        }

        impl crate::json::Decode for $name {
            fn decode(value: &serde_json::Value, decoder: &mut crate::json::Decoder) -> Option<Self> {
                let members = decoder.object(value)?;
                decoder.refuse_unknown(members, &[ $( stringify!($field) ),* ]);
                $( let $field = crate::json::decode::record!(@field decoder members $field $($default)?); )*
                Some(Self { $( $field: $field? ),* })
            }
        }
    };
    (@field $decoder:ident $members:ident $field:ident default) => {
        $decoder.optional($members, stringify!($field))
    };
    (@field $decoder:ident $members:ident $field:ident) => {
        $decoder.required($members, stringify!($field))
    };
}
pub(crate) use record;

/// Declares an enum that is written as one of several names.
macro_rules! names {
    (
        $(#[$outer:meta])*
        $visibility:vis enum $name:ident {
            $( $(#[$inner:meta])* $variant:ident = $text:literal ),* $(,)?
        }
    ) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $visibility enum $name {
            $( $(#[$inner])* #[serde(rename = $text)] $variant, )*
        }

        impl $name {
            /// Every name, in order.
            pub const ALL: &[Self] = &[ $( Self::$variant ),* ];

            /// The name as it is written in files.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $text ),* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl crate::json::Decode for $name {
            fn decode(value: &serde_json::Value, decoder: &mut crate::json::Decoder) -> Option<Self> {
                let names = [ $( $text ),* ];
                let expected = format!("one of {}", names.join(", "));
                match value {
                    $( serde_json::Value::String(text) if text == $text => Some(Self::$variant), )*
                    serde_json::Value::String(text) => {
                        let problem = decoder.problem(crate::problem::Code::UnknownName);
                        decoder.note(problem.unknown(text, &expected, names));
                        None
                    }
                    other => decoder.wrong_type(other, &expected),
                }
            }
        }
    };
}
pub(crate) use names;

/// Declares an enum of records, told apart by a field `kind` (or `shape`).
macro_rules! variants {
    (
        $(#[$outer:meta])*
        $visibility:vis enum $name:ident by $tag:literal {
            $( $(#[$inner:meta])* $variant:ident($record:ty) = $text:literal ),* $(,)?
        }
    ) => {
        $(#[$outer])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(tag = $tag)]
        $visibility enum $name {
            $( $(#[$inner])* #[serde(rename = $text)] $variant($record), )*
        }

        impl crate::json::Decode for $name {
            fn decode(value: &serde_json::Value, decoder: &mut crate::json::Decoder) -> Option<Self> {
                let members = decoder.object(value)?;
                let names = [ $( $text ),* ];
                let expected = format!("one of {}", names.join(", "));
                let tag: String = decoder.required(members, $tag)?;
                let mut rest = members.clone();
                rest.remove($tag);
                let rest = serde_json::Value::Object(rest);
                match tag.as_str() {
                    $( $text => <$record as crate::json::Decode>::decode(&rest, decoder).map(Self::$variant), )*
                    other => {
                        decoder.inside(crate::json::decode::Segment::Key($tag.to_owned()), |decoder| {
                            let problem = decoder.problem(crate::problem::Code::UnknownName);
                            decoder.note(problem.unknown(other, &expected, names));
                        });
                        None
                    }
                }
            }
        }
    };
}
pub(crate) use variants;
