// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tables that keep to the width of the page: columns of words give way and wrap.

use anstyle::Style;

use super::layout::{fill, width, wrap};
use super::page::{Page, QUIET, paint};
use crate::escape::clean;

const GAP: usize = 2;
const NARROWEST: usize = 8;

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    title: String,
    right: bool,
    wraps: bool,
}

impl Column {
    /// Of words, which wrap where there is little room.
    pub fn words(title: &str) -> Self {
        Self { title: title.to_owned(), right: false, wraps: true }
    }

    /// Of what cannot be broken.
    pub fn fixed(title: &str) -> Self {
        Self { title: title.to_owned(), right: false, wraps: false }
    }

    /// Of numbers.
    pub fn numbers(title: &str) -> Self {
        Self { title: title.to_owned(), right: true, wraps: false }
    }
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    text: String,
    style: Style,
    indent: usize,
    painted: Option<String>,
}

impl Cell {
    /// Plain.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self { text: clean(text.as_ref()).into_owned(), ..Self::default() }
    }

    /// In a style.
    pub fn styled(text: impl AsRef<str>, style: Style) -> Self {
        Self { style, ..Self::new(text) }
    }

    /// Set in by so many columns.
    pub fn indented(self, indent: usize) -> Self {
        Self { indent, ..self }
    }

    /// With colours of its own, and the text as it looks without them.
    pub fn painted(plain: String, painted: String) -> Self {
        Self { text: plain, painted: Some(painted), ..Self::default() }
    }

    fn width(&self) -> usize {
        self.indent + width(&self.text)
    }

    fn lines(&self, column: &Column, columns: usize) -> Vec<String> {
        if let Some(painted) = &self.painted {
            return vec![painted.clone() + &" ".repeat(columns.saturating_sub(width(&self.text)))];
        }
        let lines = if column.wraps {
            wrap(&self.text, columns.saturating_sub(self.indent).max(1))
        } else {
            vec![self.text.clone()]
        };
        let indent = " ".repeat(self.indent);
        lines
            .iter()
            .map(|line| {
                // Spaces stay outside the colours, so that those at the end of a line can be left out.
                let painted = paint(line, self.style);
                format!(
                    "{indent}{}",
                    fill(&painted, width(line), columns.saturating_sub(self.indent), column.right)
                )
            })
            .collect()
    }
}

/// The table.
#[derive(Debug)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty one.
    pub fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// Puts it on the page, set in by so many columns.
    pub fn draw(&self, page: &mut Page, indent: usize) {
        let widths = self.widths(page.width.saturating_sub(indent));
        let margin = " ".repeat(indent);
        if self.columns.iter().any(|column| !column.title.is_empty()) {
            let titles: Vec<Cell> =
                self.columns.iter().map(|column| Cell::styled(&column.title, QUIET)).collect();
            self.draw_row(page, &margin, &widths, &titles);
        }
        for row in &self.rows {
            self.draw_row(page, &margin, &widths, row);
        }
    }

    fn draw_row(&self, page: &mut Page, margin: &str, widths: &[usize], row: &[Cell]) {
        let cells: Vec<Vec<String>> = row
            .iter()
            .zip(&self.columns)
            .zip(widths)
            .map(|((cell, column), columns)| cell.lines(column, *columns))
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let parts: Vec<String> = cells
                .iter()
                .zip(widths)
                .map(|(lines, columns)| lines.get(line).cloned().unwrap_or_else(|| " ".repeat(*columns)))
                .collect();
            page.line(&format!("{margin}{}", parts.join(&" ".repeat(GAP))));
        }
    }

    /// As wide as what is in them; where that is too much the widest columns of words give way.
    fn widths(&self, room: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let cells = self.rows.iter().filter_map(|row| row.get(index)).map(Cell::width);
                cells.chain([width(&column.title)]).max().unwrap_or(0)
            })
            .collect();
        let gaps = GAP * self.columns.len().saturating_sub(1);
        let words: Vec<usize> = (0..self.columns.len()).map(|index| self.longest_word(index)).collect();
        while widths.iter().sum::<usize>() + gaps > room {
            // Words are broken only when all columns are down to their longest one. The first
            // column, which says what a row is about, gives way half as much as the others.
            let of = |index: usize, width: usize| if index == 0 { width / 2 } else { width };
            let wide = |keep: &dyn Fn(usize) -> usize| {
                let columns = widths.iter().zip(&self.columns).enumerate();
                let wide = columns.filter(|(index, (width, column))| column.wraps && **width > keep(*index));
                wide.max_by_key(|(index, (width, _))| of(*index, **width)).map(|(index, _)| index)
            };
            let whole_words = |index: usize| words.get(index).copied().unwrap_or(0).max(NARROWEST);
            let widest = wide(&whole_words).or_else(|| wide(&|_| NARROWEST));
            match widest.and_then(|index| widths.get_mut(index)) {
                Some(width) => *width -= 1,
                None => break,
            }
        }
        widths
    }

    fn longest_word(&self, index: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(index));
        let longest = |cell: &Cell| cell.indent + cell.text.split_whitespace().map(width).max().unwrap_or(0);
        cells.map(longest).max().unwrap_or(0)
    }
}
