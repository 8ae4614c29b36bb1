// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The result while it is written: scores in one file, problems in another.

use std::collections::BTreeMap;

use digirights::{BadCell, BadRow, Problem, Scored};

use super::output::Output;
use super::problems::{Entry, Found};
use crate::aside::{self, Aside};
use crate::failure::Failure;

/// What becomes of the rows.
pub struct Sheet {
    /// None where it will not be written: a row has a problem, and no row may have one.
    output: Option<Output>,
    found: Found,
    strict: bool,
    /// The columns that answer each question.
    headings: BTreeMap<String, String>,
    rows: u64,
}

/// What came of all rows.
#[derive(Debug, Clone, Copy)]
pub struct Total {
    pub rows: u64,
    pub bad_rows: u64,
    pub problems: u64,
    pub written: bool,
}

impl Sheet {
    pub fn new(output: Output, found: Found, headings: BTreeMap<String, String>, strict: bool) -> Self {
        Self { output: Some(output), found, strict, headings, rows: 0 }
    }

    /// Takes the next rows, which begin on these lines.
    pub fn take(&mut self, scored: &Scored, lines: &[u64]) -> Result<(), Failure> {
        let mut cells = scored.bad_cells.iter().peekable();
        let mut rows = scored.bad_rows.iter().peekable();
        // In the order of the rows.
        while cells.peek().is_some() || rows.peek().is_some() {
            let next = rows.peek().map_or(usize::MAX, |bad| bad.row);
            if let Some(cell) = cells.next_if(|cell| cell.row < next) {
                self.cell(cell, lines)?;
            } else if let Some(bad) = rows.next() {
                self.row(bad, lines)?;
            }
        }
        self.rows += scored.batch.num_rows() as u64;
        if self.strict && self.found.problems() > 0 {
            self.output = None;
        }
        self.output.as_mut().map_or(Ok(()), |output| output.write(&scored.batch))
    }

    fn cell(&mut self, cell: &BadCell, lines: &[u64]) -> Result<(), Failure> {
        let question = cell.question.as_str();
        let (row, line) = self.place(cell.row, lines);
        let column = self.headings.get(question).map_or(question, String::as_str);
        self.found.note(&Entry { row, line, column, question, problem: &cell.problem })
    }

    fn row(&mut self, bad: &BadRow, lines: &[u64]) -> Result<(), Failure> {
        let (row, line) = self.place(bad.row, lines);
        self.found.note(&Entry { row, line, column: bad.problem.path(), question: "", problem: &bad.problem })
    }

    /// The number of a row as people count, and its line.
    fn place(&self, row: usize, lines: &[u64]) -> (Option<u64>, Option<u64>) {
        let row = row as u64;
        let index = row.checked_sub(self.rows).and_then(|index| usize::try_from(index).ok());
        (Some(row + 1), index.and_then(|index| lines.get(index)).copied())
    }

    /// A problem of the whole table, or of a line that belongs to no row of the result.
    pub fn note(&mut self, line: Option<u64>, problem: &Problem) -> Result<(), Failure> {
        self.found.note(&Entry { row: None, line, column: problem.path(), question: "", problem })
    }

    /// Puts in their places what is to be written, all of it at once.
    pub fn finish(self) -> Result<Total, Failure> {
        self.found.tell();
        let output = self.output.filter(|_| !self.strict || self.found.problems() == 0);
        let total = Total {
            rows: self.rows,
            bad_rows: self.found.rows(),
            problems: self.found.problems(),
            written: output.is_some(),
        };
        let mut whole: Vec<Aside> = Vec::new();
        whole.extend(output.map(Output::finish).transpose()?);
        whole.extend(self.found.finish()?);
        aside::put(whole)?;
        Ok(total)
    }
}
