// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Answers of one city, or of several departments put together.

use digirights::{Problems, settlements_from_json};
use pyo3::prelude::*;

use crate::problems::{Of, Refusal};

/// Answers, never changed.
#[pyclass(frozen, module = "digirights._digirights")]
#[derive(Debug)]
pub struct Answers {
    inner: digirights::Answers,
    /// The file they were read from, for problems to name.
    file: Option<String>,
}

#[pymethods]
impl Answers {
    /// Reads an answers file.
    #[staticmethod]
    #[pyo3(signature = (text, file = None))]
    fn from_json(py: Python<'_>, text: &str, file: Option<String>) -> PyResult<Self> {
        let read = py.detach(|| digirights::Answers::from_json(text));
        let inner = read.map_err(|problems| Refusal::all(Of::Answers, problems).in_file(file.as_deref()))?;
        Ok(Self { inner, file })
    }

    #[getter]
    fn digest(&self) -> String {
        self.inner.digest()
    }

    /// As the engine writes them.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.inner.to_json())
    }
}

impl Answers {
    /// Of answers that stand in no file.
    pub fn of(inner: digirights::Answers) -> Self {
        Self { inner, file: None }
    }

    pub fn inner(&self) -> &digirights::Answers {
        &self.inner
    }

    /// These answers cannot be used.
    pub fn refused(&self, problems: Problems) -> Refusal {
        Refusal::all(Of::Answers, problems).in_file(self.file.as_deref())
    }
}

/// Puts named parts of one assessment together; settlements are a JSON object by question.
#[pyfunction]
#[pyo3(signature = (parts, settlements = None))]
#[expect(clippy::needless_pass_by_value, reason = "extracted from Python objects")]
pub fn merge(
    py: Python<'_>,
    parts: Vec<(String, Py<Answers>)>,
    settlements: Option<&str>,
) -> PyResult<Answers> {
    let parts = parts.iter().map(|(name, answers)| (name.as_str(), answers.get().inner()));
    let refused = |problems| Refusal::all(Of::Answers, problems);
    let mut merged = py.detach(|| digirights::merge(parts)).map_err(refused)?;
    if let Some(text) = settlements {
        for (question, settlement) in settlements_from_json(text).map_err(refused)? {
            merged.settle(&question, settlement).map_err(|problem| Refusal::new(Of::Answers, problem))?;
        }
    }
    Ok(Answers::of(merged.into_answers()))
}
