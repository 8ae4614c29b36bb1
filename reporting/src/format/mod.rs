// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A document in the formats that people open. Every format writes all of it.

mod address;
pub(crate) mod archive;
mod csv;
mod docx;
mod html;
mod markdown;
mod xlsx;

use crate::document::{Document, Labels};

/// Numbers of figures and tables, as they come.
#[derive(Debug, Default)]
struct Numbers {
    figures: usize,
    tables: usize,
}

impl Numbers {
    /// What stands before the caption of the next figure.
    fn figure(&mut self, labels: &Labels) -> String {
        self.figures += 1;
        format!("{} {}", labels.figure, self.figures)
    }

    /// What stands before the caption of the next table.
    fn table(&mut self, labels: &Labels) -> String {
        self.tables += 1;
        format!("{} {}", labels.table, self.tables)
    }
}

impl Document {
    /// As one HTML file, which needs no other file, no network and no script, and prints well.
    #[must_use]
    pub fn to_html(&self) -> String {
        html::written(self)
    }

    /// As Markdown (`CommonMark` with tables). Charts are told in words, with their data as tables.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::written(self)
    }
}
