// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From a document to JSON text, byte for byte as `serde_json` writes it. Its serializers are made
//! again for every pair of a document and a layout; this one is one for all, which keeps the engine
//! small where it is sent to browsers.

use std::fmt::{Error, Write as _};

use serde::Serialize;
use serde::ser::{
    Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, SerializeTupleStruct, Serializer,
};
use serde_json::Number;

/// As indented JSON text with a line feed at the end.
pub(crate) fn indented(document: &impl Serialize) -> String {
    let mut text = write(document, true);
    text.push('\n');
    text
}

/// As JSON text without spaces.
pub(crate) fn compact(document: &impl Serialize) -> String {
    write(document, false)
}

fn write(document: &impl Serialize, indent: bool) -> String {
    let mut writer = Writer { text: String::new(), indent, depth: 0, empty: true };
    // INVARIANT: documents are made of objects with texts as keys, lists and plain values, all of
    // which can be written.
    let _ = document.serialize(&mut writer);
    writer.text
}

struct Writer {
    text: String,
    indent: bool,
    /// How many lists and objects are open.
    depth: usize,
    /// Whether the innermost of them has no member yet.
    empty: bool,
}

impl Writer {
    fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth += 1;
        self.empty = true;
    }

    fn member(&mut self) {
        if !self.empty {
            self.text.push(',');
        }
        self.empty = false;
        self.line();
    }

    fn close(&mut self, bracket: char) {
        self.depth -= 1;
        if !self.empty {
            self.line();
        }
        self.empty = false;
        self.text.push(bracket);
    }

    fn line(&mut self) {
        if self.indent {
            self.text.push('\n');
            for _ in 0..self.depth {
                self.text.push_str("  ");
            }
        }
    }

    fn key(&mut self, key: &str) {
        self.member();
        self.quoted(key);
        self.colon();
    }

    fn colon(&mut self) {
        self.text.push_str(if self.indent { ": " } else { ":" });
    }

    fn quoted(&mut self, text: &str) {
        quote(text, &mut self.text);
    }
}

/// A text in quotes.
pub(super) fn quote(text: &str, onto: &mut String) {
    onto.push('"');
    let mut rest = text;
    // Bytes, because what is escaped is never part of another letter.
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | ..=b'\x1f')) {
        let (plain, escaped) = rest.split_at(at);
        onto.push_str(plain);
        let mut letters = escaped.chars();
        match letters.next().unwrap_or_default() {
            '\n' => onto.push_str("\\n"),
            '\r' => onto.push_str("\\r"),
            '\t' => onto.push_str("\\t"),
            '\x08' => onto.push_str("\\b"),
            '\x0c' => onto.push_str("\\f"),
            letter @ ('"' | '\\') => onto.extend(['\\', letter]),
            control => {
                let _ = write!(onto, "\\u{:04x}", u32::from(control));
            }
        }
        rest = letters.as_str();
    }
    onto.push_str(rest);
    onto.push('"');
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = &'w mut Writer;
    type SerializeTuple = &'w mut Writer;
    type SerializeTupleStruct = &'w mut Writer;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = &'w mut Writer;
    type SerializeStruct = &'w mut Writer;
    type SerializeStructVariant = Impossible<(), Error>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.text.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        write!(self.text, "{value}")
    }

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        write!(self.text, "{value}")
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        // The shortest digits that read as the same number, and of those the nearest and even one, are
        // what `serde_json` gives, and `fmt` does not.
        match Number::from_f64(value) {
            Some(number) => write!(self.text, "{number}"),
            None => self.serialize_unit(),
        }
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.quoted(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.quoted(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.text.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<(), Error> {
        self.quoted(name);
        Ok(())
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.open('{');
        self.key(name);
        value.serialize(&mut *self)?;
        self.close('}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        self.open('[');
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Error> {
        self.open('[');
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        self.open('[');
        Ok(self)
    }

    /// No document has one.
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(Error)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Error> {
        self.open('{');
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        self.open('{');
        Ok(self)
    }

    /// No document has one.
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(Error)
    }
}

impl SerializeSeq for &mut Writer {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        self.member();
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Error> {
        self.close(']');
        Ok(())
    }
}

impl SerializeTuple for &mut Writer {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Error> {
        SerializeSeq::end(self)
    }
}

impl SerializeTupleStruct for &mut Writer {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Error> {
        SerializeSeq::end(self)
    }
}

impl SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Error> {
        self.member();
        key.serialize(&mut **self)
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        self.colon();
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Error> {
        self.close('}');
        Ok(())
    }
}

impl SerializeStruct for &mut Writer {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.key(key);
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Error> {
        SerializeMap::end(self)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{compact, indented};

    #[test]
    fn same_bytes_as_serde_json() {
        let texts = "\"\\/\u{8}\u{c}\n\r\t\0\u{1f}\u{7f}é€😀\u{2028}";
        let numbers = [0.0, -0.0, 0.1, 1e21, 1e-7, 5e-324, f64::MAX, 1.0, 123_456_789.125];
        let values = [
            json!(null),
            json!([]),
            json!({}),
            json!([[], {}, [[]], {"a": {}}, true, false, null]),
            json!({"b": [1, -2, u64::MAX, i64::MIN], "a": {"": ""}, texts: [texts, numbers]}),
        ];
        for value in values {
            assert_eq!(compact(&value), value.to_string());
            assert_eq!(indented(&value), serde_json::to_string_pretty(&value).unwrap() + "\n");
        }
        assert_eq!(compact(&f64::NAN), serde_json::to_string(&f64::NAN).unwrap());
    }
}
