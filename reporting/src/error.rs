// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What can be wrong with what a report or a chart is made from.

use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use thiserror::Error;

/// What is wrong, with a stable code.
///
/// ```
/// use digirights_reporting::chart::Chart;
///
/// let error = Chart::from_json(r#"{"id": "c", "title": "Scores", "description": "", "width": "wide"}"#).unwrap_err();
/// assert_eq!((error.code(), error.path()), ("D0102", "/width"));
/// assert_eq!(error.found(), "string \"wide\"");
/// assert_eq!(error.expected(), "u32");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// `D0101`: the text is not JSON.
    #[error("{code}: this is not JSON, at line {line}, column {column}: {found}", code = self.code())]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong there.
        found: String,
    },
    /// `D0102`: a value is not what stands in this place.
    #[error("{code}: at `{path}`: found {found}, expected {expected}", code = self.code())]
    Shape {
        /// Where, as a JSON Pointer.
        path: String,
        /// What was found.
        found: String,
        /// What was expected.
        expected: String,
    },
    /// `D0103`: a value has the right type and cannot be used.
    #[error("{code}: at `{path}`: found {found}, expected {expected}", code = self.code())]
    Value {
        /// Where, as a JSON Pointer.
        path: String,
        /// What was found.
        found: String,
        /// What was expected.
        expected: String,
    },
}

impl Error {
    /// The code, which is never used again for something else.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "D0101",
            Self::Shape { .. } => "D0102",
            Self::Value { .. } => "D0103",
        }
    }

    /// Where it is, as a JSON Pointer; empty for the whole text.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Syntax { .. } => "",
            Self::Shape { path, .. } | Self::Value { path, .. } => path,
        }
    }

    /// What was found.
    #[must_use]
    pub fn found(&self) -> &str {
        match self {
            Self::Syntax { found, .. } | Self::Shape { found, .. } | Self::Value { found, .. } => found,
        }
    }

    /// What was expected.
    #[must_use]
    pub fn expected(&self) -> &str {
        match self {
            Self::Syntax { .. } => "JSON",
            Self::Shape { expected, .. } | Self::Value { expected, .. } => expected,
        }
    }
}

/// Reads a document.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let document = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = pointer(error.path());
        sorted(&error.into_inner(), path)
    })?;
    reader.end().map_err(|error| sorted(&error, String::new()))?;
    Ok(document)
}

fn sorted(error: &serde_json::Error, path: String) -> Error {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    if !error.is_data() {
        return Error::Syntax { line: error.line(), column: error.column(), found: message.to_owned() };
    }
    if let Some(field) = message.strip_prefix("missing field ") {
        return Error::Shape { path, found: "nothing".to_owned(), expected: field.to_owned() };
    }
    let (found, expected) = message.split_once(", expected ").unwrap_or((message, "something else"));
    let found = ["invalid type: ", "invalid value: ", "invalid length "]
        .iter()
        .find_map(|kind| found.strip_prefix(kind))
        .unwrap_or(found);
    Error::Shape { path, found: found.to_owned(), expected: expected.to_owned() }
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        let name = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => key.replace('~', "~0").replace('/', "~1"),
            Segment::Enum { variant } => variant.clone(),
            Segment::Unknown => continue,
        };
        pointer.push('/');
        pointer.push_str(&name);
    }
    pointer
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Error, read};
    use crate::chart::Chart;

    fn error(text: &str) -> Error {
        read::<Chart>(text).unwrap_err()
    }

    #[test]
    fn every_error_says_where_and_what() {
        assert_eq!(error("{\"id\": ").code(), "D0101");
        assert_eq!(read::<Value>("1 2").unwrap_err().code(), "D0101");
        let missing = error("{}");
        assert_eq!(
            (missing.code(), missing.path(), missing.found(), missing.expected()),
            ("D0102", "", "nothing", "`id`")
        );
        let deep = error(
            r#"{"id": "c", "title": "", "description": "", "drawing": {"bars": {"words": {"sure": "", "open": "",
                "point": ""}, "rows": [{"name": "a", "value": "", "reach": {"low": 0, "point": "x", "high": 1}}]}}}"#,
        );
        assert_eq!(deep.path(), "/drawing/bars/rows/0/reach/point");
        assert_eq!((deep.found(), deep.expected()), ("string \"x\"", "f64"));
        let unknown = error(r#"{"id": "c", "colour": 1}"#);
        assert_eq!(unknown.found(), "unknown field `colour`");
        assert!(unknown.expected().contains("`width`"));
    }

    #[test]
    fn a_cell_says_what_may_stand_in_it() {
        let cell = error(
            r#"{"id": "c", "title": "", "description": "", "drawing": {"heat_map": {"rows": [
                {"name": "", "cells": [{"value": "maybe"}]}], "words": {}}}}"#,
        );
        assert_eq!(cell.path(), "/drawing/heat_map/rows/0/cells/0/value");
        assert!(cell.to_string().contains("not_applicable"), "{cell}");
    }
}
