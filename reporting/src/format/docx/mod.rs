// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A document for word processors (`WordprocessingML`, ISO/IEC 29500), which people can edit: every look is
//! a style, lists and captions count by themselves, the table of contents is a field.

mod blocks;
mod body;
mod numbering;
mod parts;
mod picture;
mod styles;
mod table;
mod text;

use crate::document::Document;

impl Document {
    /// As a document for word processors, which people can edit: the bytes of a `.docx`, the same for the same
    /// document and pictures.
    ///
    /// Charts are in it as SVG. Programs that cannot draw SVG, among them many versions of `LibreOffice`, show
    /// the PNG that `png` makes of the SVG, or a grey area where it makes none.
    ///
    /// ```
    /// use digirights_reporting::document::{Block, Document, Labels, Section};
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
    /// assert!(document.to_docx(|_| None).starts_with(b"PK"));
    /// ```
    #[must_use]
    pub fn to_docx(&self, png: impl Fn(&str) -> Option<Vec<u8>>) -> Vec<u8> {
        let mut body = body::Body::new(self, &png);
        let main = body.write();
        crate::format::archive::zipped(&parts::all(self, &body, main))
    }
}
