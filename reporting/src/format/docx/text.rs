// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Paragraphs, runs, links and fields.

use maud::{Markup, html};

use crate::clean::clean;
use crate::direction::is_left_to_right;
use crate::document::{Run, Text, web_address};

use super::body::Body;
use crate::format::address::encoded;

/// A paragraph in a style.
pub(super) fn paragraph(style: &str, runs: &Markup) -> Markup {
    html! { w:p { w:pPr { w:pStyle w:val=(style) {} } (runs) } }
}

/// A text without looks of its own.
pub(super) fn plain(text: &str, rtl: bool) -> Markup {
    run(&Run { text: text.to_owned(), ..Run::default() }, rtl, "")
}

/// A piece of text. In a document that runs from right to left it says which way it runs itself, so that
/// names in Latin letters stay as they are.
fn run(run: &Run, rtl: bool, link: &str) -> Markup {
    let style = if !link.is_empty() {
        link
    } else if run.quiet {
        "Quiet"
    } else {
        ""
    };
    let rtl = rtl && !is_left_to_right(&run.text);
    html! {
        @if !run.text.is_empty() {
            w:r {
                @if !style.is_empty() || run.strong || rtl {
                    w:rPr {
                        @if !style.is_empty() { w:rStyle w:val=(style) {} }
                        @if run.strong { w:b {} w:bCs {} }
                        @if rtl { w:rtl {} }
                    }
                }
                w:t xml:space="preserve" { (clean(&run.text)) }
            }
        }
    }
}

impl Body<'_> {
    /// A text with its links.
    pub(super) fn text(&mut self, text: &Text) -> Markup {
        let rtl = self.document.rtl;
        html! {
            @for piece in &text.0 {
                @let address = web_address(&piece.link);
                @if address.is_empty() {
                    (run(piece, rtl, ""))
                } @else {
                    w:hyperlink r:id=(self.link(&address)) w:history="1" { (run(piece, rtl, "Hyperlink")) }
                }
            }
        }
    }

    /// The relationship that leads to an address.
    fn link(&mut self, address: &str) -> String {
        let address = encoded(address);
        let known = self.links.iter().position(|link| *link == address);
        let position = known.unwrap_or_else(|| {
            self.links.push(address);
            self.links.len() - 1
        });
        format!("link{}", position + 1)
    }

    /// A caption with its number, which counts by itself.
    pub(super) fn caption(&self, kind: Caption, text: &str) -> Markup {
        let rtl = self.document.rtl;
        let (label, name, number) = match kind {
            Caption::Figure(number) => (&self.document.labels.figure, "Figure", number),
            Caption::Table(number) => (&self.document.labels.table, "Table", number),
        };
        html! {
            w:p {
                w:pPr {
                    w:pStyle w:val="Caption" {}
                    // A table stands below its caption, a figure above it.
                    @if matches!(kind, Caption::Table(..)) { w:keepNext {} }
                }
                (plain(&format!("{label}\u{a0}"), rtl))
                (Field::simple(&format!("SEQ {name} \\* ARABIC"), &number.to_string()))
                @if !text.is_empty() { (plain(&format!(": {text}"), rtl)) }
            }
        }
    }
}

/// What a caption is of, with its number.
#[derive(Clone, Copy)]
pub(super) enum Caption {
    Figure(usize),
    Table(usize),
}

/// Texts that word processors work out.
pub(super) struct Field;

impl Field {
    /// A field with its present result.
    pub(super) fn simple(instruction: &str, result: &str) -> Markup {
        html! { (Self::begin(instruction)) w:r { w:t { (result) } } (Self::end()) }
    }

    /// From here on stands its result.
    pub(super) fn begin(instruction: &str) -> Markup {
        html! {
            w:r { w:fldChar w:fldCharType="begin" {} }
            w:r { w:instrText xml:space="preserve" { " " (instruction) " " } }
            w:r { w:fldChar w:fldCharType="separate" {} }
        }
    }

    /// Up to here.
    pub(super) fn end() -> Markup {
        html! { w:r { w:fldChar w:fldCharType="end" {} } }
    }
}
