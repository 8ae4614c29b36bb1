// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! JSON text to a [`Value`], refusing what `serde_json` lets pass: a key twice in one object, and
//! input beyond the [`Limits`].

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::decode::{Segment, pointer};
use crate::limits::Limits;
use crate::problem::{Code, Problem};

/// Parses a whole text. Problems that allow it (a key given twice) do not end the parse.
pub(crate) fn parse(text: &str, limits: &Limits, problems: &mut Vec<Problem>) -> Option<Value> {
    if text.len() > limits.bytes {
        problems.push(
            Problem::new(Code::TooLarge, "")
                .finding(format!("{} bytes", text.len()))
                .expecting(format!("at most {} bytes", limits.bytes)),
        );
        return None;
    }
    let state = RefCell::new(State { path: Vec::new(), values: 0, problems: Vec::new(), broken: None });
    let mut reader = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'));
    let parsed = Seed { state: &state, limits }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value));
    let State { path, problems: mut found, broken, .. } = state.into_inner();
    problems.append(&mut found);
    match parsed {
        Ok(value) => Some(value),
        Err(error) => {
            problems.push(broken.unwrap_or_else(|| {
                Problem::new(Code::Syntax, pointer(&path))
                    .finding(error.to_string())
                    .expecting("JSON text (RFC 8259)")
                    .at(error.line(), error.column())
            }));
            None
        }
    }
}

struct State {
    path: Vec<Segment>,
    values: usize,
    problems: Vec<Problem>,
    broken: Option<Problem>,
}

#[derive(Clone, Copy)]
struct Seed<'a> {
    state: &'a RefCell<State>,
    limits: &'a Limits,
}

impl Seed<'_> {
    fn stop<E: Error>(self, code: Code, expected: String) -> E {
        let mut state = self.state.borrow_mut();
        let problem = Problem::new(code, pointer(&state.path)).expecting(expected);
        state.broken = Some(problem);
        E::custom("beyond a limit")
    }

    fn count<E: Error>(self) -> Result<(), E> {
        let values = {
            let mut state = self.state.borrow_mut();
            state.values += 1;
            state.values
        };
        if values > self.limits.values {
            return Err(self.stop(Code::TooManyValues, format!("at most {} values", self.limits.values)));
        }
        Ok(())
    }

    fn descend<E: Error>(self, segment: Segment) -> Result<(), E> {
        self.state.borrow_mut().path.push(segment);
        if self.state.borrow().path.len() > self.limits.depth {
            return Err(self.stop(Code::TooDeep, format!("at most {} levels", self.limits.depth)));
        }
        Ok(())
    }

    fn ascend(self) {
        self.state.borrow_mut().path.pop();
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
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
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        loop {
            self.descend(Segment::Index(items.len()))?;
            let item = seq.next_element_seed(self)?;
            self.ascend();
            match item {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            self.descend(Segment::Key(key.clone()))?;
            let value = map.next_value_seed(self)?;
            if members.contains_key(&key) {
                let mut state = self.state.borrow_mut();
                let problem = Problem::new(Code::DuplicateKey, pointer(&state.path))
                    .finding(format!("`{key}` twice in one object"))
                    .expecting("each key once");
                state.problems.push(problem);
            } else {
                members.insert(key, value);
            }
            self.ascend();
        }
        Ok(Value::Object(members))
    }
}
