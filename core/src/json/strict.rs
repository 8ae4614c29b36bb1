// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! JSON text to a [`Value`], refusing what `serde_json` lets pass: a key twice in one object, and
//! input beyond the [`Limits`]. It knows the place of everything it reads, says what is wrong in plain
//! words, and is a quarter of its size where the engine is sent to browsers.

use std::borrow::Cow;

use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::decode::{Segment, pointer};
use super::double::double;
use crate::limits::Limits;
use crate::problem::{Code, Problem};

/// Lists and objects inside each other, whatever the limits say: deeper ones would take all of the stack.
const DEEPEST: usize = 127;

const END: &str = "the end of the text";
const NO_COMMA: &str = "no comma";
const BACKSLASH: &str = "a backslash that means nothing";

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
    let text = text.trim_start_matches('\u{feff}');
    let mut parser = Parser { text, at: 0, limits, values: 0, twice: Vec::new(), path: Vec::new() };
    let parsed = parser.value().and_then(|value| match parser.token() {
        None => Ok(value),
        Some(_) => Err(parser.wrong_here("more text after the end")),
    });
    problems.append(&mut parser.twice);
    parsed.map_err(|problem| problems.push(problem)).ok()
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

struct Parser<'t> {
    text: &'t str,
    /// The next byte.
    at: usize,
    limits: &'t Limits,
    /// How many values were begun.
    values: usize,
    /// Keys that stand twice in one object.
    twice: Vec<Problem>,
    /// Where the reading is.
    path: Vec<Segment<'t>>,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek();
        self.at += usize::from(byte.is_some());
        byte
    }

    /// The next byte that is not white space, which stays the next one.
    fn token(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    /// What is wrong with the byte that was read last.
    fn wrong(&self, what: &str) -> Problem {
        let read = self.text.as_bytes().get(..self.at).unwrap_or_default();
        let line = read.split(|byte| *byte == b'\n').count();
        let column = read.iter().rev().take_while(|byte| **byte != b'\n').count();
        Problem::new(Code::Syntax, pointer(&self.path))
            .finding(what)
            .expecting("JSON (RFC 8259)")
            .at(line, column)
    }

    /// What is wrong with the next byte.
    fn wrong_here(&mut self, what: &str) -> Problem {
        self.next();
        self.wrong(what)
    }

    fn beyond(&self, code: Code, limit: usize, of: &str) -> Problem {
        Problem::new(code, pointer(&self.path)).expecting(format!("at most {limit} {of}"))
    }

    fn value(&mut self) -> Result<Value, Problem> {
        self.values += 1;
        if self.values > self.limits.values {
            return Err(self.beyond(Code::TooManyValues, self.limits.values, "values"));
        }
        match self.token() {
            None => Err(self.wrong(END)),
            Some(b'n') => self.word("null", Value::Null),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'"') => Ok(Value::String(self.string()?.into_owned())),
            Some(b'[' | b'{') if self.path.len() >= DEEPEST => Err(self.wrong_here("too many levels")),
            Some(b'[') => self.list(),
            Some(b'{') => self.object(),
            Some(_) => Err(self.wrong_here("no value")),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Problem> {
        for expected in word.bytes() {
            match self.next() {
                Some(byte) if byte == expected => {}
                Some(_) => return Err(self.wrong("no value")),
                None => return Err(self.wrong(END)),
            }
        }
        Ok(value)
    }

    /// Goes one step into a list or object.
    fn enter(&mut self, step: Segment<'t>) -> Result<(), Problem> {
        self.path.push(step);
        if self.path.len() > self.limits.depth {
            return Err(self.beyond(Code::TooDeep, self.limits.depth, "levels"));
        }
        Ok(())
    }

    fn list(&mut self) -> Result<Value, Problem> {
        self.next();
        let mut items = Vec::new();
        loop {
            self.enter(Segment::Index(items.len()))?;
            match self.token() {
                None => return Err(self.wrong(END)),
                Some(b']') => break,
                Some(b',') if !items.is_empty() => {
                    self.next();
                    match self.token() {
                        Some(b']') => return Err(self.wrong_here("a comma too many")),
                        Some(_) => {}
                        None => return Err(self.wrong(END)),
                    }
                }
                Some(_) if items.is_empty() => {}
                Some(_) => return Err(self.wrong_here(NO_COMMA)),
            }
            items.push(self.value()?);
            self.path.pop();
        }
        self.next();
        self.path.pop();
        Ok(Value::Array(items))
    }

    fn object(&mut self) -> Result<Value, Problem> {
        self.next();
        let mut members = Map::new();
        let mut first = true;
        loop {
            match self.token() {
                None => return Err(self.wrong(END)),
                Some(b'}') => break,
                Some(b',') if !first => {
                    self.next();
                    match self.token() {
                        Some(b'"') => {}
                        Some(b'}') => return Err(self.wrong_here("a comma too many")),
                        Some(_) => return Err(self.wrong_here("no name in quotes")),
                        None => return Err(self.wrong(END)),
                    }
                }
                Some(b'"') if first => {}
                Some(_) if first => return Err(self.wrong_here("no name in quotes")),
                Some(_) => return Err(self.wrong_here(NO_COMMA)),
            }
            first = false;
            self.member(&mut members)?;
        }
        self.next();
        Ok(Value::Object(members))
    }

    fn member(&mut self, members: &mut Map<String, Value>) -> Result<(), Problem> {
        let key = self.string()?;
        if key.len() > self.limits.key {
            return Err(self.beyond(Code::LongKey, self.limits.key, "bytes"));
        }
        self.enter(Segment::Key(key.clone()))?;
        match self.token() {
            Some(b':') => self.next(),
            Some(_) => return Err(self.wrong_here("no colon after a name")),
            None => return Err(self.wrong(END)),
        };
        let value = self.value()?;
        match members.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(value);
            }
            Entry::Occupied(entry) => {
                if self.twice.len() <= self.limits.problems {
                    let problem = Problem::new(Code::DuplicateKey, pointer(&self.path));
                    let problem = problem.finding(format!("`{}` twice in one object", entry.key()));
                    self.twice.push(problem.expecting("each key once"));
                }
            }
        }
        self.path.pop();
        Ok(())
    }

    /// The text in quotes that comes next.
    fn string(&mut self) -> Result<Cow<'t, str>, Problem> {
        self.next();
        let mut read = Cow::Borrowed("");
        loop {
            let start = self.at;
            while self.peek().is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
                self.at += 1;
            }
            // Without escapes this stays a part of the text.
            read += self.text.get(start..self.at).unwrap_or_default();
            match self.next() {
                None => return Err(self.wrong(END)),
                Some(b'"') => return Ok(read),
                Some(b'\\') => read.to_mut().push(self.escaped()?),
                Some(_) => {
                    return Err(self.wrong("a line break or tab in a text"));
                }
            }
        }
    }

    fn escaped(&mut self) -> Result<char, Problem> {
        Ok(match self.next() {
            None => return Err(self.wrong(END)),
            Some(letter @ (b'"' | b'\\' | b'/')) => char::from(letter),
            Some(b'b') => '\x08',
            Some(b'f') => '\x0c',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(),
            Some(_) => return Err(self.wrong(BACKSLASH)),
        })
    }

    /// A letter by its number; beyond the basic plane it is written as two halves (UTF-16).
    fn code_point(&mut self) -> Result<char, Problem> {
        let first = self.four_digits()?;
        let number = match first {
            0xd800..=0xdbff => {
                for expected in [b'\\', b'u'] {
                    match self.next() {
                        Some(byte) if byte == expected => {}
                        Some(_) => return Err(self.wrong(BACKSLASH)),
                        None => return Err(self.wrong(END)),
                    }
                }
                let second = self.four_digits()?;
                if !(0xdc00..=0xdfff).contains(&second) {
                    return Err(self.wrong(BACKSLASH));
                }
                0x1_0000 + ((first - 0xd800) << 10 | (second - 0xdc00))
            }
            number => number,
        };
        char::from_u32(number).ok_or_else(|| self.wrong(BACKSLASH))
    }

    fn four_digits(&mut self) -> Result<u32, Problem> {
        let Some(digits) = self.text.as_bytes().get(self.at..self.at + 4) else {
            self.at = self.text.len();
            return Err(self.wrong(END));
        };
        let number =
            digits.iter().try_fold(0, |number, digit| Some(number << 4 | char::from(*digit).to_digit(16)?));
        self.at += 4;
        number.ok_or_else(|| self.wrong(BACKSLASH))
    }

    fn number(&mut self) -> Result<Value, Problem> {
        let negative = self.peek() == Some(b'-');
        self.at += usize::from(negative);
        let start = self.at;
        match self.next() {
            None => return Err(self.wrong(END)),
            Some(b'0') if self.digits() => {
                self.at = start + 2;
                return Err(self.wrong("no number"));
            }
            Some(b'0'..=b'9') => self.digits(),
            Some(_) => return Err(self.wrong("no number")),
        };
        let mut is_whole = true;
        if self.peek() == Some(b'.') {
            is_whole = false;
            self.next();
            if !self.digits() {
                let end = self.peek().is_none();
                return Err(if end { self.wrong(END) } else { self.wrong_here("no number") });
            }
        }
        if let Some(b'e' | b'E') = self.peek() {
            is_whole = false;
            let significand = self.text.get(start..self.at).unwrap_or_default();
            let is_nothing = significand.bytes().all(|byte| matches!(byte, b'0' | b'.'));
            self.next();
            let shrinks = self.peek() == Some(b'-');
            if let Some(b'+' | b'-') = self.peek() {
                self.next();
            }
            let mut exponent = match self.next() {
                None => return Err(self.wrong(END)),
                Some(digit @ b'0'..=b'9') => Some(i32::from(digit - b'0')),
                Some(_) => return Err(self.wrong("no number")),
            };
            while let Some(digit @ b'0'..=b'9') = self.peek() {
                self.at += 1;
                let more = |exponent: i32| exponent.checked_mul(10)?.checked_add(i32::from(digit - b'0'));
                exponent = exponent.and_then(more);
                if exponent.is_none() && !shrinks && !is_nothing {
                    return Err(self.wrong("a number too large"));
                }
            }
        }
        let number = self.text.get(start..self.at).unwrap_or_default();
        if is_whole && let Ok(whole) = number.parse::<u64>() {
            if !negative {
                return Ok(whole.into());
            }
            // There is no whole -0.
            if let Some(below @ ..0) = 0_i64.checked_sub_unsigned(whole) {
                return Ok(below.into());
            }
        }
        let number = double(number);
        let number = Number::from_f64(if negative { -number } else { number });
        number.map(Value::Number).ok_or_else(|| self.wrong("a number too large"))
    }

    /// Whether there are digits, which are passed over.
    fn digits(&mut self) -> bool {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.at > start
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::parse;
    use crate::limits::Limits;

    /// What we say where `serde_json` says this.
    fn in_plain_words(error: &str) -> &'static str {
        let said = error.split(" at line ").next().unwrap_or_default();
        match said {
            said if said.starts_with("EOF while parsing") => super::END,
            "trailing characters" => "more text after the end",
            "recursion limit exceeded" => "too many levels",
            "expected value" | "expected ident" => "no value",
            "trailing comma" => "a comma too many",
            "key must be a string" => "no name in quotes",
            "expected `:`" => "no colon after a name",
            "expected `,` or `]`" | "expected `,` or `}`" => super::NO_COMMA,
            "invalid number" => "no number",
            "number out of range" => "a number too large",
            "invalid escape" | "unexpected end of hex escape" | "lone leading surrogate in hex escape" => {
                super::BACKSLASH
            }
            said if said.starts_with("control character") => "a line break or tab in a text",
            said => panic!("`{said}` has no words of ours"),
        }
    }

    /// What `serde_json` gives; where it refuses, its reason in our words, and its place.
    fn same(text: &str) {
        let mut problems = Vec::new();
        let parsed = parse(text, &Limits { depth: 1000, ..Limits::default() }, &mut problems);
        match serde_json::from_str::<Value>(text) {
            Ok(value) => {
                assert_eq!(parsed, Some(value), "{text}");
            }
            Err(error) => {
                let [problem] = problems.as_slice() else { panic!("{text}: {problems:?}, and not {error}") };
                assert_eq!(problem.found(), in_plain_words(&error.to_string()), "{text}");
                assert_eq!(problem.position(), Some((error.line(), error.column())), "{text}");
            }
        }
    }

    #[test]
    fn what_is_wrong_and_where() {
        for text in [
            "",
            " ",
            "nul",
            "nulx",
            "true false",
            "[",
            "[1",
            "[1,",
            "[1,]",
            "[1 2]",
            "[,1]",
            "{",
            "{,",
            "{\"a\"",
            "{\"a\" 1}",
            "{\"a\":",
            "{\"a\":1",
            "{\"a\":1,",
            "{\"a\":1,}",
            "{\"a\":1 \"b\":2}",
            "{1:2}",
            "{\"a\":1,2}",
            "-",
            "-a",
            "01",
            "-01",
            "1.",
            "1.x",
            "1e",
            "1e+",
            "1ex",
            "1e999",
            "-1e999",
            ".5",
            "+1",
            "1.5.5",
            "--1",
            "\"",
            "\"a",
            "\"\n\"",
            "\"\\",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u12",
            "\"\\u12x4\"",
            "\"\\ud800\"",
            "\"\\ud800\\n\"",
            "\"\\ud800\\u0041\"",
            "\"\\udc00\"",
            "\"\\ud800",
            "\"\\ud800\\",
            "\"\\ud83d\\ude00\"",
            "\n\n  [1,\n  x]",
            "{\n\"a\": [\n{}, {\"b\": tru}]}",
            "\"ö\u{1f600}\" x",
            "@",
            "]",
            "}",
        ] {
            same(text);
        }
        for depth in [126, 127, 128, 129] {
            same(&format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
            same(&format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth)));
        }
        assert!(parse(&"[".repeat(100_000), &Limits::default(), &mut Vec::new()).is_none());
    }

    #[test]
    fn numbers_keep_their_kind() {
        for text in [
            "0",
            "-0",
            "-0.0",
            "18446744073709551615",
            "18446744073709551616",
            "-9223372036854775808",
            "-9223372036854775809",
            "1.0",
            "1e2",
            "123456789012345678901234567890",
            "1e400",
            "[1e09921474836480]",
            "1e-09921474836480",
            "0e09921474836480",
        ] {
            same(text);
        }
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|members| members.into_iter().collect::<serde_json::Map<_, _>>().into()),
            ]
        })
    }

    proptest! {
        #[test]
        fn reads_what_is_written(value in value()) {
            same(&value.to_string());
            same(&serde_json::to_string_pretty(&value).unwrap());
        }

        /// A text with one place changed is read, or refused, as `serde_json` does.
        #[test]
        fn slips(value in value(), at in any::<prop::sample::Index>(), slip in "[\\[\\]{}\",:\\\\0-9a-z.+\n -]{0,2}") {
            let text = value.to_string();
            let letters: Vec<char> = text.chars().collect();
            let at = at.index(letters.len());
            let changed: String =
                letters[..at].iter().copied().chain(slip.chars()).chain(letters[at + 1..].iter().copied()).collect();
            same(&changed);
        }
    }
}
