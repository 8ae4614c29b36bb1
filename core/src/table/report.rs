// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What every column was taken for.

use serde::Serialize;

use crate::forms::Holds;
use crate::json::decode::names;
use crate::problem::Problem;

names! {
    /// What becomes of a column.
    pub enum ColumnUse {
        /// It is read for answers.
        Answers = "answers",
        /// It stays in the result as it is.
        Kept = "kept",
        /// It is not looked at.
        LeftOut = "left_out",
        /// It has the name of a column of scores, which takes its place.
        Replaced = "replaced",
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableColumn {
    /// Its heading.
    pub heading: String,
    /// What it holds.
    pub holds: Holds,
    /// What becomes of it. A column that answers may be kept as well.
    #[serde(rename = "use")]
    pub used: ColumnUse,
}

/// What a [`TableScorer`](crate::TableScorer) made of the columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableReport {
    /// Every column, in the order of the table.
    pub columns: Vec<TableColumn>,
    /// Headings that are not understood, though they look as if they were meant for a question
    /// (`T1001`), columns of questions that are no longer asked (`A0512`), and columns that are not kept,
    /// because the result has others of their names (`T1012`).
    pub warnings: Vec<Problem>,
}
