// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How a table is scored.

use std::collections::BTreeMap;

use crate::batch::{Coding, Measure};
use crate::id::ItemId;

/// Which columns of a table stay in its result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Keep {
    /// All that answer no question: keys, names, dates.
    #[default]
    All,
    /// These, in this order.
    These(Vec<String>),
    /// None.
    None,
}

/// How a table is scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableOptions {
    /// How numbers and missing cells stand for answers.
    pub coding: Coding,
    /// What is told of each node. Default: everything.
    pub measures: Vec<Measure>,
    /// The nodes that are told of. Default: all.
    pub nodes: Option<Vec<ItemId>>,
    /// Whether lenses are told as well. Default: yes.
    pub lenses: bool,
    /// Threads that work at the same time, where the feature `parallel` is there; the result does not
    /// depend on it. Default 1.
    pub threads: usize,
    /// Texts that say as little as an empty cell, such as `NA` in a table from R. They are compared as they
    /// stand. Default: none.
    pub blanks: Vec<String>,
    /// What columns hold whose heading does not say it: a heading, and the id of the question that it
    /// answers (or any heading that is understood); empty for a column that answers nothing.
    pub columns: BTreeMap<String, String>,
    /// Which columns stay in the result. Default: all that answer no question.
    pub keep: Keep,
    /// Whether the result ends with a column `problems` that says in words what is wrong with a row.
    /// Default: no.
    pub problems_column: bool,
}

impl Default for TableOptions {
    fn default() -> Self {
        Self {
            coding: Coding::default(),
            measures: Measure::ALL.to_vec(),
            nodes: None,
            lenses: true,
            threads: 1,
            blanks: Vec::new(),
            columns: BTreeMap::new(),
            keep: Keep::All,
            problems_column: false,
        }
    }
}
