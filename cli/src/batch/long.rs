// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tables with one row per answer. An answer set is whole when the last row has been read, so all of it
//! is in memory.

use digirights::{BadCell, LongOptions, LongTable, Problem, Scored, Wide};

use super::arguments::BatchArguments;
use super::input::{Input, Shown, TableRows};
use super::job::refused;
use super::progress::Progress;
use super::stream::BLOCK;
use crate::failure::Failure;

/// What the columns are called, and what the names of questions mean that do not say it.
pub fn names(arguments: &BatchArguments) -> LongOptions {
    let long = &arguments.long;
    LongOptions {
        question: long.question_column.clone(),
        value: long.value_column.clone(),
        state: long.state_column.clone(),
        keys: (!long.key.is_empty()).then(|| long.key.clone()),
        columns: arguments.reading.column.iter().cloned().collect(),
        blanks: arguments.coding.blank.clone(),
    }
}

/// A row that cannot be read, by its line.
pub type Unread = (Option<u64>, Problem);

/// All of a long table, as one row for each answer set, and the rows that cannot be read.
pub fn widen(
    mut table: LongTable,
    mut input: Box<dyn Input<TableRows>>,
    total: Option<u64>,
    shown: &Shown,
) -> Result<(Wide, Vec<Unread>), Failure> {
    let mut progress = Progress::new(total);
    let mut unread = Vec::new();
    while let Some(part) = input.next(BLOCK)? {
        let (rows, bad) = part.rows;
        let mut next = 0;
        for (row, problem) in bad {
            table.add(&rows.slice(next, row - next)).map_err(|problems| refused(&problems, shown))?;
            next = row + 1;
            unread.push((part.lines.get(row).copied(), problem));
        }
        table.add(&rows.slice(next, rows.num_rows() - next)).map_err(|problems| refused(&problems, shown))?;
        progress.advance(input.done(), rows.num_rows());
    }
    drop(progress);
    Ok((table.finish().map_err(|problems| refused(&problems, shown))?, unread))
}

/// Parts of a wide table, with the number of the first row of each.
pub fn parts(wide: &Wide, most: usize) -> impl Iterator<Item = (Wide, usize)> {
    let rows = wide.batch.num_rows();
    (0..rows).step_by(most).map(move |first| {
        let count = most.min(rows - first);
        let here = |cell: &&BadCell| (first..first + count).contains(&cell.row);
        let cells = wide.bad_cells.iter().filter(here).cloned();
        let bad_cells = cells.map(|cell| BadCell { row: cell.row - first, ..cell }).collect();
        (Wide { batch: wide.batch.slice(first, count), bad_cells, problems: Vec::new() }, first)
    })
}

/// With the rows counted from this one.
pub fn counted_from(mut scored: Scored, first: usize) -> Scored {
    scored.bad_cells.iter_mut().for_each(|cell| cell.row += first);
    scored.bad_rows.iter_mut().for_each(|bad| bad.row += first);
    scored
}
