// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Reading data that crosses as JSON.

use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use crate::error::Error;

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

    use super::read;
    use crate::chart::Chart;
    use crate::error::Error;

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
            ("D0102", "", "nothing", "`id`".to_owned())
        );
        let deep = error(
            r#"{"id": "c", "title": "", "description": "", "drawing": {"bars": {"words": {"sure": "", "open": "",
                "point": ""}, "rows": [{"name": "a", "value": "", "reach": {"low": 0, "point": "x", "high": 1}}]}}}"#,
        );
        assert_eq!(deep.path(), "/drawing/bars/rows/0/reach/point");
        assert_eq!((deep.found(), deep.expected()), ("string \"x\"", "f64".to_owned()));
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
