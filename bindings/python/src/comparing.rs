// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Two scorecards of one city.

use digirights::Comparison;
use pyo3::prelude::*;

use crate::problems::{Of, Refusal};
use crate::scorecard::Scorecard;

/// Compares an earlier scorecard with a later one, as JSON.
#[pyfunction]
pub fn compare(py: Python<'_>, old: &Scorecard, new: &Scorecard) -> PyResult<String> {
    let compared = py.detach(|| Comparison::between(old.inner(), new.inner()));
    Ok(compared.map_err(|problems| Refusal::all(Of::Answers, problems))?.to_json())
}
