// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The text of a document: cover, table of contents, sections.

use maud::{Markup, PreEscaped, html};

use crate::document::{Document, Section};

use super::picture::Image;
use super::text::{self, Field};

/// The page is A4. In twentieths of a point: what stands free at its edges, and what is left between them.
pub(super) const MARGIN: u32 = 1134;
pub(super) const WIDE: u32 = 11906 - 2 * MARGIN;

/// Headings have levels from 1 to this; those below it look like it.
const DEEPEST: usize = 4;
/// Headings down to this level stand in the table of contents.
const IN_CONTENTS: usize = 2;

/// What is written, and what has come up on the way.
pub(super) struct Body<'a> {
    pub(super) document: &'a Document,
    pub(super) png: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// Addresses that links lead to.
    pub(super) links: Vec<String>,
    /// Charts, in their order.
    pub(super) images: Vec<Image>,
    /// How many numbered lists there are: each counts from 1.
    pub(super) lists: usize,
    /// How many tables have a caption.
    pub(super) captions: usize,
    headings: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(document: &'a Document, png: &'a dyn Fn(&str) -> Option<Vec<u8>>) -> Self {
        let (links, images) = (Vec::new(), Vec::new());
        Self { document, png, links, images, lists: 0, captions: 0, headings: 0 }
    }

    /// The main part.
    pub(super) fn write(&mut self) -> Markup {
        let document = self.document;
        let cover = self.cover();
        let breaks = !document.contents.is_empty();
        let mut sections = String::new();
        for (position, section) in document.sections.iter().enumerate() {
            self.section(section, 1, breaks && position == 0, &mut sections);
        }
        html! {
            (PreEscaped(super::parts::DECLARATION))
            w:document
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
                xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
                xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
                xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
                xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"
            {
                w:body {
                    (cover)
                    (PreEscaped(sections))
                    w:sectPr {
                        w:footerReference w:type="default" r:id="footer" {}
                        w:pgSz w:w="11906" w:h="16838" {}
                        w:pgMar w:top=(MARGIN) w:right=(MARGIN) w:bottom=(MARGIN) w:left=(MARGIN) w:header="567" w:footer="567" w:gutter="0" {}
                        @if document.rtl { w:bidi {} }
                    }
                }
            }
        }
    }

    fn cover(&mut self) -> Markup {
        let document = self.document;
        let line = |style: &str, words: &str| {
            let runs = text::plain(words, document.rtl);
            text::paragraph(style, &runs)
        };
        html! {
            (line("Title", &document.title))
            @if !document.subtitle.is_empty() { (line("Subtitle", &document.subtitle)) }
            (self.facts(&document.facts))
            @if !document.contents.is_empty() {
                (line("TOCHeading", &document.contents))
                (contents(document))
            }
        }
    }

    fn section(&mut self, section: &Section, level: usize, breaks: bool, written: &mut String) {
        self.headings += 1;
        let number = self.headings;
        let head = html! {
            w:p {
                w:pPr {
                    w:pStyle w:val=(format!("Heading{}", level.min(DEEPEST))) {}
                    @if section.new_page || breaks { w:pageBreakBefore {} }
                }
                w:bookmarkStart w:id=(number) w:name=(mark(number)) {}
                (text::plain(&section.heading, self.document.rtl))
                w:bookmarkEnd w:id=(number) {}
            }
        };
        written.push_str(&head.into_string());
        for block in &section.blocks {
            written.push_str(&self.block(block).into_string());
        }
        for below in &section.sections {
            self.section(below, level + 1, false, written);
        }
    }
}

/// Name of the bookmark at a heading, as Word names them itself.
fn mark(number: usize) -> String {
    format!("_Toc{number:08}")
}

/// The table of contents, as the field that word processors fill. Until they do it holds the headings, as
/// links: page numbers come with the layout of the pages.
fn contents(document: &Document) -> Markup {
    let mut entries = Vec::new();
    let mut number = 0;
    for section in &document.sections {
        list(section, 1, &mut number, &mut entries);
    }
    let last = entries.len().saturating_sub(1);
    let depth = IN_CONTENTS;
    html! {
        @for (position, (heading, level, number)) in entries.iter().enumerate() {
            w:p {
                w:pPr { w:pStyle w:val=(format!("TOC{level}")) {} }
                @if position == 0 { (Field::begin(&format!("TOC \\o \"1-{depth}\" \\h \\z \\u"))) }
                w:hyperlink w:anchor=(mark(*number)) w:history="1" {
                    (text::plain(heading, document.rtl))
                }
                @if position == last { (Field::end()) }
            }
        }
    }
}

fn list<'a>(
    section: &'a Section,
    level: usize,
    number: &mut usize,
    entries: &mut Vec<(&'a str, usize, usize)>,
) {
    *number += 1;
    if level <= IN_CONTENTS {
        entries.push((&section.heading, level, *number));
    }
    for below in &section.sections {
        list(below, level + 1, number, entries);
    }
}
