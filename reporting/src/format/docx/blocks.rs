// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What sections are made of.

use maud::{Markup, html};

use crate::document::{Block, List, Picture};

use super::body::Body;
use super::picture::{Image, drawing};
use super::text::{Caption, paragraph, plain};

impl Body<'_> {
    pub(super) fn block(&mut self, block: &Block) -> Markup {
        match block {
            Block::Paragraph(text) => paragraph("BodyText", &self.text(text)),
            Block::Note(text) => paragraph("Note", &self.text(text)),
            Block::List(list) => self.list(list),
            Block::Facts(facts) => self.facts(facts),
            Block::Figures(figures) => self.key_figures(figures),
            Block::Table(table) => self.table(table),
            Block::Chart(picture) => self.chart(picture),
        }
    }

    fn list(&mut self, list: &List) -> Markup {
        let (style, number) = if list.numbered {
            self.lists += 1;
            // The first numbering is that of bullets, the second that of the style itself.
            ("ListNumber", Some(self.lists + 2))
        } else {
            ("ListBullet", None)
        };
        html! {
            @for item in &list.items {
                w:p {
                    w:pPr {
                        w:pStyle w:val=(style) {}
                        @if let Some(number) = number { w:numPr { w:ilvl w:val="0" {} w:numId w:val=(number) {} } }
                    }
                    (self.text(&item.text))
                }
                @for below in &item.below { (paragraph("ListContinue", &self.text(below))) }
            }
        }
    }

    fn chart(&mut self, picture: &Picture) -> Markup {
        let image = Image::new(&picture.chart, self.png);
        let number = self.images.len() + 1;
        let figure = drawing(&picture.chart, &image, &self.document.labels.figure, number);
        self.images.push(image);
        html! {
            w:p { w:pPr { w:pStyle w:val="Figure" {} } w:r { (figure) } }
            (self.caption(Caption::Figure(number), &picture.caption))
            @if let Some(data) = &picture.data {
                @if data.caption.is_empty() {
                    w:p {
                        w:pPr { w:pStyle w:val="FigureData" {} }
                        (plain(&self.document.labels.data, self.document.rtl))
                    }
                }
                (self.table(data))
            }
        }
    }
}
