// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What is asked of a batch, and what comes back.

use super::outputs::{Measure, Output};
use crate::id::ItemId;
use crate::problem::Problem;

/// A cell that is no answer. The scores of its row are missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCell {
    /// The row, from 0.
    pub row: usize,
    /// The question.
    pub question: ItemId,
    /// What is wrong: its place is `/row/question`.
    pub problem: Problem,
}

/// What is scored, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchOptions {
    /// What is told of each node. Default: everything.
    pub measures: Vec<Measure>,
    /// Whether lenses are told as well. Default: yes.
    pub lenses: bool,
    /// Threads that work at the same time, where the feature `parallel` is there; the result does not
    /// depend on it. Default 1.
    pub threads: usize,
}

impl Default for BatchOptions {
    fn default() -> Self {
        Self { measures: Measure::ALL.to_vec(), lenses: true, threads: 1 }
    }
}

/// A column of scores.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreColumn {
    /// What it tells.
    pub output: Output,
    /// Scores and shares; empty in a column of levels.
    pub numbers: Vec<f64>,
    /// Positions in [`Output::levels`]; empty in a column of numbers.
    pub levels: Vec<i16>,
    /// A bit per row: whether it has a value.
    pub valid: Vec<u64>,
}

impl ScoreColumn {
    /// Whether a row has a value.
    #[must_use]
    pub fn has(&self, row: usize) -> bool {
        self.valid.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }
}

/// What came of a batch.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Its columns.
    pub columns: Vec<ScoreColumn>,
    /// The cells that are no answers, by row and then in the order of the questionnaire.
    pub bad_cells: Vec<BadCell>,
}

impl Scores {
    /// A column by its node (or `lens/member`) and measure.
    #[must_use]
    pub fn column(&self, of: &str, measure: Measure) -> Option<&ScoreColumn> {
        let name = format!("{of}.{measure}");
        self.columns.iter().find(|column| column.output.measure == measure && column.output.name == name)
    }

    /// A column of numbers, row by row.
    #[must_use]
    pub fn numbers(&self, of: &str, measure: Measure) -> Option<Vec<Option<f64>>> {
        let column = self.column(of, measure).filter(|column| column.output.levels.is_none())?;
        let each = column.numbers.iter().enumerate();
        Some(each.map(|(row, number)| column.has(row).then_some(*number)).collect())
    }

    /// A column of levels, row by row.
    #[must_use]
    pub fn levels(&self, of: &str, measure: Measure) -> Option<Vec<Option<&str>>> {
        let column = self.column(of, measure)?;
        let names = column.output.levels.as_ref()?;
        let name = |level: i16| names.get(usize::try_from(level).ok()?).map(String::as_str);
        let each = column.levels.iter().enumerate();
        Some(each.map(|(row, level)| name(*level).filter(|_| column.has(row))).collect())
    }
}
