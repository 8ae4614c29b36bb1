// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The engine as a Python extension module. What users of Python see is the package in
//! `python/digirights`, which is built on this module: here types are translated and nothing is
//! decided.

mod answers;
mod assessment;
mod batch;
mod board;
mod comparing;
mod forms;
mod instrument;
mod problems;
mod reporting;
mod scorecard;
mod sheets;
mod table;
mod texts;
mod values;
mod workbook;

/// The engine, for the package `digirights` only.
#[pyo3::pymodule(gil_used = false)]
mod _digirights {
    #[pymodule_export]
    use crate::answers::{Answers, merge};
    #[pymodule_export]
    use crate::assessment::{Assessment, Plan};
    #[pymodule_export]
    use crate::batch::{TableScorer, score_table};
    #[pymodule_export]
    use crate::board::{files, ids, samples};
    #[pymodule_export]
    use crate::comparing::compare;
    #[pymodule_export]
    use crate::forms::{Form, xlsform};
    #[pymodule_export]
    use crate::instrument::Instrument;
    #[pymodule_export]
    use crate::problems::{limits, problem};
    #[pymodule_export]
    use crate::reporting::{Subject, draw, fonts, picture};
    #[pymodule_export]
    use crate::scorecard::{Scorecard, rounded};
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::texts::Texts;

    /// The engine's version.
    #[pymodule_export]
    const ENGINE: &str = digirights::ENGINE;

    /// The file format that the engine reads and writes.
    #[pymodule_export]
    const FORMAT: (u32, u32) = (digirights::FORMAT.major, digirights::FORMAT.minor);
}
