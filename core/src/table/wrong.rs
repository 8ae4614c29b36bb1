// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Cells and rows that were found wrong before the rows were scored.

use std::collections::{BTreeMap, BTreeSet};

use super::result::BadRow;
use crate::batch::{BadCell, Batch, Cell, Cells};
use crate::problem::Problem;

/// What is known to be wrong in a part of a table.
pub(super) struct Wrong<'a> {
    batch: &'a Batch,
    cells: &'a [BadCell],
    rows: &'a [BadRow],
    /// By question, then by row of the part.
    marks: BTreeMap<&'a str, BTreeMap<usize, &'a Problem>>,
}

impl<'a> Wrong<'a> {
    /// Of cells and rows that are counted from `first_row`.
    pub(super) fn of(batch: &'a Batch, cells: &'a [BadCell], rows: &'a [BadRow], first_row: u64) -> Self {
        let first = position(first_row);
        // One wrong cell takes the scores of its row, whichever it is.
        let any = batch.questions().next().map(AsRef::as_ref).unwrap_or_default();
        let of_cells = cells.iter().map(|cell| (cell.question.as_str(), cell.row, &cell.problem));
        let of_rows = rows.iter().map(|bad| (any, bad.row, &bad.problem));
        let mut marks: BTreeMap<&str, BTreeMap<usize, &Problem>> = BTreeMap::new();
        for (question, row, problem) in of_cells.chain(of_rows) {
            if let Some(row) = row.checked_sub(first) {
                marks.entry(question).or_default().entry(row).or_insert(problem);
            }
        }
        Self { batch, cells, rows, marks }
    }

    /// The questions whose columns are marked.
    pub(super) fn questions(&self) -> impl Iterator<Item = &'a str> {
        self.marks.keys().copied()
    }

    /// The cells of a question with what is wrong in them; as they are where nothing is.
    pub(super) fn mark<C>(&self, question: &str, cells: C) -> Result<Marked<'a, C>, C> {
        match self.marks.get(question) {
            Some(wrong) => Ok(Marked { cells, wrong: wrong.clone() }),
            None => Err(cells),
        }
    }

    /// The bad cells of the part: those that were found in it, and these, each as it was told. In a row
    /// that is wrong as a whole no cell says anything.
    pub(super) fn among(&self, mut found: Vec<BadCell>) -> (Vec<BadCell>, Vec<BadRow>) {
        if !self.marks.is_empty() {
            let known: BTreeSet<(usize, &str)> =
                self.cells.iter().map(|cell| (cell.row, cell.question.as_str())).collect();
            let rows: BTreeSet<usize> = self.rows.iter().map(|bad| bad.row).collect();
            found.retain(|cell| {
                !rows.contains(&cell.row) && !known.contains(&(cell.row, cell.question.as_str()))
            });
            found.extend(self.cells.iter().filter(|cell| !rows.contains(&cell.row)).cloned());
            self.batch.sort(&mut found);
        }
        (found, self.rows.to_vec())
    }
}

/// A number of rows, as memory counts them.
pub(super) fn position(row: u64) -> usize {
    usize::try_from(row).unwrap_or(usize::MAX)
}

/// Cells some of which are wrong.
pub(super) struct Marked<'a, C> {
    cells: C,
    wrong: BTreeMap<usize, &'a Problem>,
}

impl<C: Cells> Cells for Marked<'_, C> {
    fn cell(&self, row: usize) -> Cell<'_> {
        match self.wrong.get(&row) {
            Some(problem) => Cell::Wrong((*problem).clone()),
            None => self.cells.cell(row),
        }
    }
}
