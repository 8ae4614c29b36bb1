// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! JSON text to a [`Value`], refusing what `serde_json` lets pass: a key twice in one object, and
//! input beyond the [`Limits`].

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
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
    let state =
        RefCell::new(State { depth: 0, values: 0, twice: Vec::new(), broken: None, place: Vec::new() });
    let mut reader = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'));
    let parsed = Seed { state: &state, limits }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value));
    let State { twice, broken, mut place, .. } = state.into_inner();
    problems.extend(twice.into_iter().map(|(mut path, key)| {
        path.reverse();
        Problem::new(Code::DuplicateKey, pointer(&path))
            .finding(format!("`{key}` twice in one object"))
            .expecting("each key once")
    }));
    match parsed {
        Ok(value) => Some(value),
        Err(error) => {
            place.reverse();
            let place = pointer(&place);
            problems.push(match broken {
                Some((code, expected)) => Problem::new(code, place).expecting(expected),
                None => Problem::new(Code::Syntax, place)
                    .finding(error.to_string())
                    .expecting("JSON text (RFC 8259)")
                    .at(error.line(), error.column()),
            });
            None
        }
    }
}

/// Reads text that the engine itself wrote.
pub(crate) fn read_back(text: &str) -> Value {
    const UNLIMITED: usize = usize::MAX;
    let limits = Limits {
        bytes: UNLIMITED,
        depth: UNLIMITED,
        values: UNLIMITED,
        key: UNLIMITED,
        items: UNLIMITED,
        problems: UNLIMITED,
    };
    parse(text, &limits, &mut Vec::new()).unwrap_or_default()
}

/// What is known while reading. Places are put together on the way out, innermost step first, so that
/// a text without faults pays nothing for them.
struct State {
    depth: usize,
    values: usize,
    /// Keys that stand twice in one object, each with the way to it from the object being read.
    twice: Vec<(Vec<Segment<'static>>, String)>,
    /// The limit that ended the reading.
    broken: Option<(Code, String)>,
    /// The way to where the reading ended.
    place: Vec<Segment<'static>>,
}

#[derive(Clone, Copy)]
struct Seed<'a> {
    state: &'a RefCell<State>,
    limits: &'a Limits,
}

impl Seed<'_> {
    fn stop<E: Error>(self, code: Code, expected: String) -> E {
        self.state.borrow_mut().broken = Some((code, expected));
        E::custom("beyond a limit")
    }

    fn count<E: Error>(self) -> Result<(), E> {
        let mut state = self.state.borrow_mut();
        state.values += 1;
        if state.values > self.limits.values {
            drop(state);
            return Err(self.stop(Code::TooManyValues, format!("at most {} values", self.limits.values)));
        }
        Ok(())
    }

    /// Reads one member of a list or object; `step` names it where something is wrong with it.
    fn inside<T, E: Error>(
        self,
        read: impl FnOnce() -> Result<T, E>,
        step: impl Fn() -> Segment<'static>,
    ) -> Result<T, E> {
        let before = {
            let mut state = self.state.borrow_mut();
            state.depth += 1;
            state.twice.len()
        };
        let read = if self.state.borrow().depth > self.limits.depth {
            Err(self.stop(Code::TooDeep, format!("at most {} levels", self.limits.depth)))
        } else {
            read()
        };
        let mut state = self.state.borrow_mut();
        state.depth -= 1;
        for (path, _) in state.twice.iter_mut().skip(before) {
            path.push(step());
        }
        if read.is_err() {
            state.place.push(step());
        }
        read
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
        while let Some(item) = self.inside(|| seq.next_element_seed(self), || Segment::Index(items.len()))? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if key.len() > self.limits.key {
                return Err(self.stop(Code::LongKey, format!("at most {} bytes", self.limits.key)));
            }
            let value = self.inside(|| map.next_value_seed(self), || Segment::Key(key.clone().into()))?;
            match members.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(entry) => {
                    let key = entry.key().clone();
                    if self.state.borrow().twice.len() > self.limits.problems {
                        continue;
                    }
                    self.state.borrow_mut().twice.push((vec![Segment::Key(key.clone().into())], key));
                }
            }
        }
        Ok(Value::Object(members))
    }
}
