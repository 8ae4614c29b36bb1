// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The questionnaires on board.

use digirights_questionnaires::{all, find};
use pyo3::prelude::*;

type Texts = Vec<(&'static str, &'static str)>;

/// Their ids.
#[pyfunction]
pub fn ids() -> Vec<&'static str> {
    all().iter().map(digirights_questionnaires::Bundle::id).collect()
}

/// Names and texts of the files of one of them; none where there is no such questionnaire.
#[pyfunction]
pub fn files(questionnaire: &str) -> Option<Texts> {
    find(questionnaire).map(|bundle| bundle.files().to_vec())
}

/// Names and texts of its sample answers; none where there is no such questionnaire.
#[pyfunction]
pub fn samples(questionnaire: &str) -> Option<Texts> {
    find(questionnaire).map(|bundle| bundle.samples().to_vec())
}
