// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Arrow tables in, Arrow tables out.
//!
//! `plan` finds out what each column answers, `array` and `joined` read columns as a batch wants them,
//! `scorer` scores and puts the result together, `memory` is where scores are written, `long` makes one
//! row per city of a table with one row per answer.

mod array;
mod joined;
mod keys;
mod kind;
mod long;
mod memory;
mod options;
mod plan;
mod report;
mod scorer;

pub use long::{LongOptions, LongTable, Wide};
pub use options::{Keep, TableOptions};
pub use report::{ColumnUse, TableColumn, TableReport};
pub use scorer::{Scored, TableScorer};
