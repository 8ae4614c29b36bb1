// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What a document is typeset from: a [Typst](https://typst.app) template and the document as JSON. The
//! feature `pdf` brings both together; so does any other Typst, such as that of Python.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::clean::clean;
use crate::document::{Block, Document, Section};
use crate::fonts;
use crate::poster::Poster;

/// The template. It reads a [`Prepared::json`] from `sys.inputs.document`.
pub const REPORT: &str = include_str!("../templates/report.typ");

/// The template of a [`Poster`]. It reads what [`prepare_poster`] makes, from the same place.
pub const POSTER: &str = include_str!("../templates/poster.typ");

/// The fonts on board, each a file.
pub use crate::fonts::FILES as FONTS;

/// What stands for a letter that no font can show.
const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// A document or page ready for its template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// The document as JSON, each chart with its drawing.
    pub json: String,
    /// Letters that no font can show, in order. `\u{fffd}` stands for each of them.
    pub missing: Vec<char>,
}

/// Prepares a document for the fonts on board. They cover Latin, Greek, Cyrillic and Arabic.
///
/// ```
/// use digirights_reporting::document::{Document, Labels};
/// use digirights_reporting::template;
///
/// let document = Document {
///     language: "en".into(), rtl: false, title: "Digital rights in 東京".into(), subtitle: String::new(),
///     facts: vec![], contents: String::new(), sections: vec![], footer: String::new(), page: "Page".into(),
///     labels: Labels { figure: "Figure".into(), table: "Table".into(), data: "Data".into() },
/// };
/// let prepared = template::prepare(&document);
/// assert_eq!(prepared.missing, ['京', '東']);
/// assert!(prepared.json.contains("Digital rights in \u{fffd}\u{fffd}"));
/// ```
#[must_use]
pub fn prepare(document: &Document) -> Prepared {
    prepare_for(document, &|_| false)
}

/// Prepares a document for the fonts on board and others, of which it is told which letters they have.
#[must_use]
pub fn prepare_for(document: &Document, others_cover: &dyn Fn(char) -> bool) -> Prepared {
    let mut value = serde_json::to_value(document).unwrap_or_default();
    draw(&document.sections, value.get_mut("sections"));
    mended(value, others_cover)
}

/// Prepares a page in a language (BCP 47) for the fonts on board.
#[must_use]
pub fn prepare_poster(poster: &Poster, language: &str) -> Prepared {
    prepare_poster_for(poster, language, &|_| false)
}

/// Prepares a page for the fonts on board and others, of which it is told which letters they have.
#[must_use]
pub fn prepare_poster_for(poster: &Poster, language: &str, others_cover: &dyn Fn(char) -> bool) -> Prepared {
    let value = serde_json::json!({
        "language": language, "rtl": poster.rtl, "title": poster.title, "description": poster.description,
        "svg": poster.svg(),
    });
    mended(value, others_cover)
}

fn mended(mut value: Value, others_cover: &dyn Fn(char) -> bool) -> Prepared {
    let mut missing = BTreeSet::new();
    mend(&mut value, &|letter| fonts::cover(letter) || others_cover(letter), &mut missing);
    Prepared { json: value.to_string(), missing: missing.into_iter().collect() }
}

/// Puts the drawing of each chart in the place of its data.
fn draw(sections: &[Section], value: Option<&mut Value>) {
    let values = value.and_then(Value::as_array_mut).into_iter().flatten();
    for (section, value) in sections.iter().zip(values) {
        let blocks = value.get_mut("blocks").and_then(Value::as_array_mut).into_iter().flatten();
        for (block, value) in section.blocks.iter().zip(blocks) {
            if let (Block::Chart(picture), Some(value)) = (block, value.pointer_mut("/chart/chart")) {
                let chart = &picture.chart;
                *value = serde_json::json!({
                    "title": chart.title, "description": chart.description, "svg": chart.svg(),
                });
            }
        }
        draw(&section.sections, value.get_mut("sections"));
    }
}

/// Takes out of all texts what may steer, and what cannot be shown.
fn mend(value: &mut Value, covers: &dyn Fn(char) -> bool, missing: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => {
            let cleaned = clean(text);
            let shown = cleaned.chars().map(|letter| {
                if covers(letter) {
                    return letter;
                }
                missing.insert(letter);
                UNKNOWN
            });
            *text = shown.collect();
        }
        Value::Array(values) => values.iter_mut().for_each(|value| mend(value, covers, missing)),
        Value::Object(members) => members.values_mut().for_each(|value| mend(value, covers, missing)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::mend;

    #[test]
    fn every_text_is_mended_wherever_it_stands() {
        let mut value = json!({"a": ["x\u{202e}y", {"b": "東京 \u{7}z"}], "n": 1, "t": true, "none": null});
        let mut missing = BTreeSet::new();
        mend(&mut value, &|letter| letter.is_ascii() || letter == '京', &mut missing);
        assert_eq!(value, json!({"a": ["xy", {"b": "\u{fffd}京 z"}], "n": 1, "t": true, "none": null}));
        assert_eq!(missing.into_iter().collect::<Vec<_>>(), ['東']);
    }
}
