// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A document for word processors (WordprocessingML, ISO/IEC 29500), which people can edit: every look is
//! a style, lists and captions count by themselves, the table of contents is a field.

mod address;
mod blocks;
mod body;
mod numbering;
mod package;
mod parts;
mod picture;
mod styles;
mod table;
mod text;

use crate::chart::Chart;
use crate::document::Document;

pub use picture::Image;

/// The document as the bytes of a `.docx`, the same bytes for the same document and images. `draw` makes
/// the image of a chart.
///
/// ```
/// use digirights_reporting::document::{Block, Document, Labels, Section};
/// use digirights_reporting::format::docx::{Image, docx};
///
/// let document = Document {
///     language: "en".into(),
///     rtl: false,
///     title: "Report".into(),
///     subtitle: "Exampleton".into(),
///     facts: Vec::new(),
///     contents: String::new(),
///     sections: vec![Section {
///         id: "stand".into(),
///         heading: "Where we stand".into(),
///         new_page: false,
///         blocks: vec![Block::Paragraph("Well.".into())],
///         sections: Vec::new(),
///     }],
///     footer: String::new(),
///     page: "Page".into(),
///     labels: Labels { figure: "Figure".into(), table: "Table".into(), data: "Data".into() },
/// };
/// let bytes = docx(&document, |_| Image::default());
/// assert!(bytes.starts_with(b"PK"));
/// ```
#[must_use]
pub fn docx(document: &Document, draw: impl Fn(&Chart) -> Image) -> Vec<u8> {
    let mut body = body::Body::new(document, &draw);
    let main = body.write();
    package::zipped(&parts::all(document, &body, main))
}
