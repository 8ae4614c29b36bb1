// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Documents and pages as PDF: tagged, so that they can be read aloud, and the same bytes every time.

#[cfg(feature = "pdf")]
mod typeset;

use crate::document::Document;
use crate::error::Error;
use crate::poster::Poster;
use crate::template::{self, Prepared};

/// A PDF, with what it could not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Letters that no font can show, in order. `\u{fffd}` stands for each of them.
    pub missing: Vec<char>,
}

impl Document {
    /// As PDF on pages of A4, tagged as PDF/UA-1 asks. Nothing but the document, the fonts on board and those
    /// that are given goes into it; the same document gives the same bytes.
    ///
    /// # Errors
    /// `D0201` where what is given is no font, `D0202` where the document cannot be typeset or read aloud, such as
    /// one without a title, and `D0005` without the feature `pdf`.
    ///
    #[cfg_attr(feature = "pdf", doc = "```")]
    #[cfg_attr(not(feature = "pdf"), doc = "```ignore")]
    /// use digirights_reporting::document::{Block, Document, Labels, Section};
    ///
    /// let mut document = Document {
    ///     language: "en".into(), rtl: false, title: "Digital rights in Marenpoort".into(), subtitle: String::new(),
    ///     facts: vec![], contents: String::new(), footer: String::new(), page: "Page".into(),
    ///     sections: vec![Section {
    ///         id: "s".into(), heading: "Where we stand".into(), new_page: false,
    ///         blocks: vec![Block::Paragraph("53 of 100 points".into())], sections: vec![],
    ///     }],
    ///     labels: Labels { figure: "Figure".into(), table: "Table".into(), data: "Data".into() },
    /// };
    /// let pdf = document.to_pdf(&[])?;
    /// assert!(pdf.bytes.starts_with(b"%PDF-") && pdf.missing.is_empty());
    ///
    /// document.title.clear();
    /// assert_eq!(document.to_pdf(&[]).unwrap_err().code(), "D0202");
    /// # Ok::<(), digirights_reporting::Error>(())
    /// ```
    pub fn to_pdf(&self, fonts: &[&[u8]]) -> Result<Pdf, Error> {
        written(template::REPORT, fonts, |covers| template::prepare_for(self, covers))
    }
}

impl Poster {
    /// As PDF, on one page of its own size. Its title and description are read aloud in its place.
    ///
    /// # Errors
    /// Those of [`Document::to_pdf`].
    pub fn to_pdf(&self, language: &str, fonts: &[&[u8]]) -> Result<Pdf, Error> {
        written(template::POSTER, fonts, |covers| template::prepare_poster_for(self, language, covers))
    }
}

#[cfg(feature = "pdf")]
fn written(
    template: &str,
    fonts: &[&[u8]],
    prepare: impl Fn(&dyn Fn(char) -> bool) -> Prepared,
) -> Result<Pdf, Error> {
    let others = typeset::fonts(fonts)?;
    let cover = |letter| others.iter().any(|font| font.info().coverage.contains(u32::from(letter)));
    let Prepared { json, missing } = prepare(&cover);
    Ok(Pdf { bytes: typeset::typeset(template, &json, others.clone())?, missing })
}

#[cfg(not(feature = "pdf"))]
fn written(_: &str, _: &[&[u8]], _: impl Fn(&dyn Fn(char) -> bool) -> Prepared) -> Result<Pdf, Error> {
    Err(Error::Feature { what: "PDF", feature: "pdf" })
}
