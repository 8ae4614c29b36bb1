// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From a JSON value to a typed record, collecting every problem on the way instead of stopping at
//! the first. A derive of `serde` stops at the first; that is why this exists.
//!
//! Reading itself never fails: what is wrong is noted, a stand-in takes its place, and the rest is
//! read as if nothing were wrong. A document with a problem is then thrown away, stand-ins and all.
//! So a record is read straight into its place, and what is the same for every type (finding a
//! member, naming the place, wording a problem) is done by one function for all of them.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_json::{Map as Object, Value};

use super::write::compact;
use crate::limits::Limits;
use crate::map::Map;
use crate::problem::{Code, Problem};

/// One step of a path into a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Segment<'a> {
    Key(Cow<'a, str>),
    Index(usize),
}

/// The path as a JSON Pointer (RFC 6901).
pub(crate) fn pointer(path: &[Segment<'_>]) -> String {
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

/// A type that can be read from a JSON value.
pub(crate) trait Decode: Sized {
    /// What the value says; a stand-in where something is wrong with it, which is noted. Without a
    /// value, because the field was left out, the default of the type, if it has one.
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self;
}

/// A type that can be a key of a JSON object.
pub(crate) trait DecodeKey: Ord + Sized {
    fn decode_key(key: &str, decoder: &mut Decoder<'_>) -> Self;
}

/// Where the reading is, and what was wrong so far.
#[derive(Debug)]
pub(crate) struct Decoder<'a> {
    path: Vec<Segment<'a>>,
    /// The objects whose fields are being read, the outermost first.
    records: Vec<Option<&'a Object<String, Value>>>,
    /// A key that told which record this is, and that the record itself does not know.
    tag: Option<&'static str>,
    /// Most problems that are kept.
    limit: usize,
    problems: Vec<Problem>,
    /// How many problems were noted, whether kept or not.
    noted: usize,
    /// As many as were noted before the item or member that is being read.
    before: usize,
}

impl<'a> Decoder<'a> {
    pub(crate) fn problem(&self, code: Code) -> Problem {
        Problem::new(code, pointer(&self.path))
    }

    pub(crate) fn note(&mut self, problem: Problem) {
        self.noted += 1;
        // One more than is reported, so that it shows that there are more.
        if self.problems.len() <= self.limit {
            self.problems.push(problem);
        }
    }

    /// How many problems were noted so far: more of them mean that what was just read is a stand-in.
    pub(crate) fn noted(&self) -> usize {
        self.noted
    }

    /// Notes that something other than `expected` was found here.
    pub(crate) fn refuse(&mut self, code: Code, found: &str, expected: &str) {
        let problem = self.problem(code).finding(found).expecting(expected);
        self.note(problem);
    }

    pub(crate) fn wrong_type(&mut self, value: &Value, expected: &str) {
        self.refuse(Code::WrongType, &describe(value), expected);
    }

    fn unknown(&mut self, code: Code, found: &str, valid: &[&str]) {
        let expected = format!("one of {}", valid.join(", "));
        let problem = self.problem(code).unknown(found, &expected, valid.iter().copied());
        self.note(problem);
    }

    /// Goes into a list or object, whose members are then named by [`Self::at`] one after the other.
    fn enter(&mut self, members: Option<&'a Object<String, Value>>) {
        self.path.push(Segment::Index(0));
        self.records.push(members);
    }

    fn at(&mut self, member: Segment<'a>) {
        if let Some(last) = self.path.last_mut() {
            *last = member;
        }
    }

    fn leave(&mut self) {
        self.path.pop();
        self.records.pop();
    }

    pub(crate) fn object(&mut self, value: Option<&'a Value>) -> Option<&'a Object<String, Value>> {
        match value? {
            Value::Object(members) => Some(members),
            other => {
                self.wrong_type(other, "an object");
                None
            }
        }
    }

    fn list(&mut self, value: Option<&'a Value>) -> &'a [Value] {
        match value {
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.wrong_type(other, "a list");
                &[]
            }
            None => &[],
        }
    }

    /// Reads the items of a list, one after the other.
    fn each_item(&mut self, items: &'a [Value], read: &mut dyn FnMut(&'a Value, &mut Self)) {
        self.enter(None);
        for (index, item) in items.iter().enumerate() {
            self.at(Segment::Index(index));
            let before = std::mem::replace(&mut self.before, self.noted);
            read(item, self);
            self.before = before;
        }
        self.leave();
    }

    /// Reads the members of an object whose keys are not fields, one after the other.
    fn each_member(&mut self, value: Option<&'a Value>, read: &mut dyn FnMut(&'a str, &'a Value, &mut Self)) {
        let members = self.object(value);
        self.enter(None);
        for (key, item) in members.into_iter().flatten() {
            self.at(Segment::Key(Cow::Borrowed(key)));
            let before = std::mem::replace(&mut self.before, self.noted);
            read(key, item, self);
            self.before = before;
        }
        self.leave();
    }

    /// Whether nothing was wrong with the item or member that is being read. Others are not kept: a list
    /// of trifles could be made into far larger stand-ins.
    fn is_sound(&self) -> bool {
        self.noted == self.before
    }

    /// The text that must stand here.
    pub(crate) fn text(&mut self, value: Option<&'a Value>) -> Option<&'a str> {
        match value? {
            Value::String(text) => Some(text),
            other => {
                self.wrong_type(other, "a text");
                None
            }
        }
    }

    /// The finite number that must stand here.
    pub(crate) fn number(&mut self, value: Option<&'a Value>) -> Option<f64> {
        let value = value?;
        let number = value.as_f64().filter(|number| number.is_finite());
        if number.is_none() {
            self.wrong_type(value, "a number");
        }
        number
    }

    fn whole(&mut self, value: Option<&'a Value>, greatest: u64) -> u64 {
        let Some(value) = value else { return 0 };
        whole(value, greatest).unwrap_or_else(|| {
            self.wrong_type(value, "a whole number, 0 or more");
            0
        })
    }

    /// The position among `names` of the name that must stand here; of the first, where none does.
    pub(crate) fn name(&mut self, value: Option<&'a Value>, names: &[&str]) -> usize {
        match value {
            None => {}
            Some(Value::String(text)) => match names.iter().position(|name| name == text) {
                Some(position) => return position,
                None => self.unknown(Code::UnknownName, text, names),
            },
            Some(other) => self.wrong_type(other, &format!("one of {}", names.join(", "))),
        }
        0
    }

    /// The name, one of `names`, that must stand under `tag` and tells what record this is.
    pub(crate) fn variant(
        &mut self,
        value: Option<&'a Value>,
        tag: &'static str,
        names: &[&'static str],
    ) -> Option<&'static str> {
        let members = self.object(value)?;
        self.enter(Some(members));
        let given = self.member(tag, true);
        let text = self.text(given);
        let name = text.and_then(|text| names.iter().copied().find(|name| *name == text));
        if let (Some(text), None) = (text, name) {
            self.unknown(Code::UnknownName, text, names);
        }
        self.leave();
        self.tag = name.map(|_| tag);
        name
    }

    /// Begins a record with these fields, and notes every key that is not among them.
    pub(crate) fn begin(&mut self, value: Option<&'a Value>, fields: &[&str]) {
        let tag = self.tag.take();
        let members = self.object(value);
        self.enter(members);
        for key in members.into_iter().flat_map(Object::keys) {
            if !fields.contains(&key.as_str()) && tag.is_none_or(|tag| tag != key) {
                self.at(Segment::Key(Cow::Borrowed(key)));
                // What is beside it can be read, and is worth keeping, as if it were not there.
                let noted = self.noted;
                self.unknown(Code::UnknownField, key, fields);
                self.noted = noted;
            }
        }
    }

    /// A field of the record that was begun.
    #[inline]
    pub(crate) fn field<T: Decode>(&mut self, key: &'static str, required: bool) -> T {
        let value = self.member(key, required);
        T::decode(value, self)
    }

    /// Ends the record that was begun.
    pub(crate) fn end(&mut self) {
        self.leave();
    }

    fn member(&mut self, key: &'static str, required: bool) -> Option<&'a Value> {
        let members = self.records.last().copied().flatten()?;
        let found = members.get(key);
        if found.is_none() && required {
            let here = self.path.pop();
            let problem = self.problem(Code::MissingField).expecting(format!("the field `{key}`"));
            self.note(problem);
            self.path.extend(here);
        }
        self.at(Segment::Key(Cow::Borrowed(key)));
        found
    }
}

/// Reads a whole document of one type; none where something in it is missing or cannot be read. With fields that are
/// not known it is there, and they are among the problems.
pub(crate) fn decode_document<T: Decode>(
    value: &Value,
    limits: &Limits,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let mut decoder = Decoder {
        path: Vec::new(),
        records: Vec::new(),
        tag: None,
        limit: limits.problems,
        problems: Vec::new(),
        noted: 0,
        before: 0,
    };
    let document = T::decode(Some(value), &mut decoder);
    problems.append(&mut decoder.problems);
    (decoder.noted == 0).then_some(document)
}

/// What a value is, in words, with the value itself where it is short.
pub(crate) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => format!("the number {}", compact(number)),
        Value::String(text) => format!("the text `{text}`"),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(members) => format!("an object of {}", members.len()),
    }
}

impl Decode for String {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        decoder.text(value).unwrap_or_default().to_owned()
    }
}

impl DecodeKey for String {
    fn decode_key(key: &str, _: &mut Decoder<'_>) -> Self {
        key.to_owned()
    }
}

impl Decode for bool {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        match value {
            Some(Value::Bool(truth)) => *truth,
            Some(other) => {
                decoder.wrong_type(other, "true or false");
                false
            }
            None => false,
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
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        Self::try_from(decoder.whole(value, u64::from(Self::MAX))).unwrap_or_default()
    }
}

impl Decode for u64 {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        decoder.whole(value, Self::MAX)
    }
}

impl Decode for Value {
    fn decode<'a>(value: Option<&'a Value>, _: &mut Decoder<'a>) -> Self {
        value.cloned().unwrap_or_default()
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        value.map(|_| T::decode(value, decoder))
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        Self::new(T::decode(value, decoder))
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        let items = decoder.list(value);
        let mut list = Self::with_capacity(items.len());
        decoder.each_item(items, &mut |item, decoder| {
            let item = T::decode(Some(item), decoder);
            if decoder.is_sound() {
                list.push(item);
            }
        });
        list
    }
}

impl<K: DecodeKey, T: Decode> Decode for Map<K, T> {
    fn decode<'a>(value: Option<&'a Value>, decoder: &mut Decoder<'a>) -> Self {
        let mut entries = Vec::new();
        decoder.each_member(value, &mut |key, item, decoder| {
            let entry = (K::decode_key(key, decoder), T::decode(Some(item), decoder));
            if decoder.is_sound() {
                entries.push(entry);
            }
        });
        Self::of(entries)
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
            fn decode<'a>(
                value: Option<&'a serde_json::Value>,
                decoder: &mut crate::json::Decoder<'a>,
            ) -> Self {
                decoder.begin(value, &[ $( stringify!($field) ),* ]);
                let record = Self { $(
                    $field: crate::json::decode::record!(@field decoder $field $($default)?)
                ),* };
                decoder.end();
                record
            }
        }
    };
    (@field $decoder:ident $field:ident default) => {
        $decoder.field(stringify!($field), false)
    };
    (@field $decoder:ident $field:ident) => {
        $decoder.field(stringify!($field), true)
    };
}
pub(crate) use record;

/// Declares an enum that is written as one of several names. If it has a default, that is the first.
macro_rules! names {
    (
        $(#[$outer:meta])*
        $visibility:vis enum $name:ident {
            $(#[$first_inner:meta])* $first:ident = $first_text:literal
            $( , $(#[$inner:meta])* $variant:ident = $text:literal )* $(,)?
        }
    ) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $visibility enum $name {
            $(#[$first_inner])*
            #[serde(rename = $first_text)]
            $first,
            $( $(#[$inner])* #[serde(rename = $text)] $variant, )*
        }

        impl $name {
            /// Every name, in order.
            pub const ALL: &[Self] = &[ Self::$first $( , Self::$variant )* ];

            /// The name as it is written in files.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    Self::$first => $first_text,
                    $( Self::$variant => $text, )*
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl crate::json::Decode for $name {
            fn decode<'a>(
                value: Option<&'a serde_json::Value>,
                decoder: &mut crate::json::Decoder<'a>,
            ) -> Self {
                let position = decoder.name(value, &[ $first_text $( , $text )* ]);
                Self::ALL.get(position).copied().unwrap_or(Self::$first)
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
            $(#[$first_inner:meta])* $first:ident($first_record:ty) = $first_text:literal
            $( , $(#[$inner:meta])* $variant:ident($record:ty) = $text:literal )* $(,)?
        }
    ) => {
        $(#[$outer])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(tag = $tag)]
        $visibility enum $name {
            $(#[$first_inner])*
            #[serde(rename = $first_text)]
            $first($first_record),
            $( $(#[$inner])* #[serde(rename = $text)] $variant($record), )*
        }

        impl crate::json::Decode for $name {
            fn decode<'a>(
                value: Option<&'a serde_json::Value>,
                decoder: &mut crate::json::Decoder<'a>,
            ) -> Self {
                match decoder.variant(value, $tag, &[ $first_text $( , $text )* ]) {
                    $( Some($text) => Self::$variant(crate::json::Decode::decode(value, decoder)), )*
                    Some(_) => Self::$first(crate::json::Decode::decode(value, decoder)),
                    None => Self::$first(crate::json::Decode::decode(None, decoder)),
                }
            }
        }
    };
}
pub(crate) use variants;
