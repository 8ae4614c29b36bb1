// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tables. Their looks are table styles; what is a heading says so, and is repeated on every page.

use maud::{Markup, html};

use crate::document::{Column, Fact, KeyFigure, Row, Table};

use super::body::{Body, WIDE};
use super::text::{Caption, paragraph, plain};

/// How many great numbers stand side by side.
const SIDE_BY_SIDE: usize = 4;
/// How far a row is moved in for each step that it stands below others.
const STEP: u32 = 227;

/// A table between its beginning and its end.
struct Frame<'a> {
    style: &'a str,
    /// Widths of the columns.
    widths: &'a [u32],
    has_head: bool,
    names_rows: bool,
    /// What it is, for those who cannot see it.
    about: &'a str,
}

impl Body<'_> {
    /// A table with its caption above.
    pub(super) fn table(&mut self, table: &Table) -> Markup {
        if table.columns.is_empty() {
            return Markup::default();
        }
        let rtl = self.document.rtl;
        let caption = if table.caption.is_empty() {
            Markup::default()
        } else {
            self.captions += 1;
            self.caption(Caption::Table(self.captions), &table.caption)
        };
        let widths = widths(&table.columns);
        let head = html! {
            w:tr {
                w:trPr { w:cantSplit {} w:tblHeader {} }
                @for (column, width) in table.columns.iter().zip(&widths) {
                    (cell(*width, &html! {
                        w:p {
                            w:pPr { w:pStyle w:val="TableHead" {} @if column.number { w:jc w:val="end" {} } }
                            (plain(&column.heading, rtl))
                        }
                    }))
                }
            }
        };
        let rows = html! { @for row in &table.rows { (self.row(row, &table.columns, &widths)) } };
        let about = if table.caption.is_empty() { &self.document.labels.data } else { &table.caption };
        let frame = Frame { style: "ReportTable", widths: &widths, has_head: true, names_rows: true, about };
        html! { (caption) (self.framed(&frame, &html! { (head) (rows) })) }
    }

    fn row(&mut self, row: &Row, columns: &[Column], widths: &[u32]) -> Markup {
        html! {
            w:tr {
                w:trPr { w:cantSplit {} }
                @for (position, (column, width)) in columns.iter().zip(widths).enumerate() {
                    (cell(*width, &html! {
                        w:p {
                            w:pPr {
                                w:pStyle w:val=(if row.strong { "TableStrong" } else { "TableText" }) {}
                                @if position == 0 && row.depth > 0 { w:ind w:start=(row.depth.min(8) * STEP) {} }
                                @if column.number { w:jc w:val="end" {} }
                            }
                            @if let Some(text) = row.cells.get(position) { (self.text(text)) }
                        }
                    }))
                }
            }
        }
    }

    /// Names with what belongs to them.
    pub(super) fn facts(&mut self, facts: &[Fact]) -> Markup {
        if facts.is_empty() {
            return Markup::default();
        }
        let rtl = self.document.rtl;
        let name = WIDE * 27 / 100;
        let rows = html! {
            @for fact in facts {
                w:tr {
                    w:trPr { w:cantSplit {} }
                    (cell(name, &paragraph("FactName", &plain(&fact.name, rtl))))
                    (cell(WIDE - name, &paragraph("TableText", &self.text(&fact.value))))
                }
            }
        };
        let widths = [name, WIDE - name];
        self.framed(
            &Frame { style: "FactTable", widths: &widths, has_head: false, names_rows: true, about: "" },
            &rows,
        )
    }

    /// A few great numbers side by side.
    pub(super) fn key_figures(&mut self, figures: &[KeyFigure]) -> Markup {
        let rtl = self.document.rtl;
        let across = figures.len().clamp(1, SIDE_BY_SIDE);
        let width = WIDE / u32::try_from(across).unwrap_or(1);
        let widths = vec![width; across];
        let rows = html! {
            @for line in figures.chunks(across) {
                w:tr {
                    w:trPr { w:cantSplit {} }
                    @for position in 0..across {
                        (cell(width, &html! {
                            @match line.get(position) {
                                Some(figure) => {
                                    (paragraph(key_style(&figure.value), &plain(&figure.value, rtl)))
                                    (paragraph("KeyFigureName", &plain(&figure.name, rtl)))
                                    @if !figure.note.is_empty() {
                                        (paragraph("KeyFigureNote", &plain(&figure.note, rtl)))
                                    }
                                }
                                None => { w:p {} }
                            }
                        }))
                    }
                }
            }
        };
        if figures.is_empty() {
            return Markup::default();
        }
        self.framed(
            &Frame { style: "KeyFigures", widths: &widths, has_head: false, names_rows: false, about: "" },
            &rows,
        )
    }

    /// A table, and the paragraph that keeps it from growing together with the next one.
    fn framed(&self, frame: &Frame<'_>, rows: &Markup) -> Markup {
        let flag = |is: bool| u32::from(is);
        // The same as bits, for older programs: no bands of rows and columns, a heading row, names of rows.
        let look = 0x600 | flag(frame.has_head) << 5 | flag(frame.names_rows) << 7;
        html! {
            w:tbl {
                w:tblPr {
                    w:tblStyle w:val=(frame.style) {}
                    @if self.document.rtl { w:bidiVisual {} }
                    w:tblW w:w=(frame.widths.iter().sum::<u32>()) w:type="dxa" {}
                    w:tblLayout w:type="fixed" {}
                    w:tblLook w:val=(format!("{look:04X}")) w:firstRow=(flag(frame.has_head)) w:lastRow="0" w:firstColumn=(flag(frame.names_rows)) w:lastColumn="0" w:noHBand="1" w:noVBand="1" {}
                    @if !frame.about.is_empty() { w:tblDescription w:val=(crate::clean::clean(frame.about)) {} }
                }
                w:tblGrid { @for width in frame.widths { w:gridCol w:w=(width) {} } }
                (rows)
            }
            w:p { w:pPr { w:pStyle w:val="AfterTable" {} } }
        }
    }
}

/// A word finds room in smaller letters than a number.
fn key_style(value: &str) -> &'static str {
    if value.chars().count() <= 7 { "KeyFigure" } else { "KeyFigureWord" }
}

fn cell(width: u32, inside: &Markup) -> Markup {
    html! { w:tc { w:tcPr { w:tcW w:w=(width) w:type="dxa" {} } (inside) } }
}

/// Shares of the page for each column.
fn widths(columns: &[Column]) -> Vec<u32> {
    let whole: u64 = columns.iter().map(|column| u64::from(column.width.max(1))).sum();
    let share = |column: &Column| u64::from(WIDE) * u64::from(column.width.max(1)) / whole.max(1);
    columns.iter().map(|column| u32::try_from(share(column)).unwrap_or(WIDE).max(1)).collect()
}
