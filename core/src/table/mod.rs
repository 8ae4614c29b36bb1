// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Arrow tables in, Arrow tables out.
//!
//! `plan` finds out what each column answers, `array` and `joined` read columns as a batch wants them,
//! `scorer` scores tables and `documents` answers files; `result` puts together what comes out, `memory`
//! is where scores are written. `long` makes one row per city of a table with one row per answer, `asked`
//! reads which question each answers.

mod array;
mod asked;
mod documents;
mod joined;
mod keys;
mod kind;
mod long;
mod memory;
mod options;
mod places;
mod plan;
mod report;
mod result;
mod scorer;
mod wrong;

pub use documents::AnswersScorer;
pub use long::{LongOptions, LongTable, Wide};
pub use options::{Keep, TableOptions};
pub use report::{ColumnUse, TableColumn, TableReport};
pub use result::{BadRow, Scored};
pub use scorer::TableScorer;
