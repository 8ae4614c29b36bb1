// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The result of scoring.

use digirights::{LevelId, Rounding, round};
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// The result of scoring.
#[pyclass(frozen, module = "digirights._digirights")]
#[derive(Debug)]
pub struct Scorecard {
    inner: digirights::Scorecard,
}

/// Id, kind, parent and maximum of a node.
type Place<'a> = (&'a str, Option<&'a str>, Option<&'a str>, f64);

#[pymethods]
impl Scorecard {
    /// The whole result.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.inner.to_json())
    }

    /// The whole, in short: much cheaper than the whole result.
    fn root<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let root = self.inner.root();
        let (low, high) = root.bounds().unzip();
        let (level_low, level_high) = root.level_bounds();
        let whole = PyDict::new(py);
        whole.set_item("point", root.score().map(digirights::Score::point))?;
        whole.set_item("low", low)?;
        whole.set_item("high", high)?;
        whole.set_item("maximum", root.maximum())?;
        whole.set_item("level", root.level().map(LevelId::as_str))?;
        whole.set_item("level_low", level_low.map(LevelId::as_str))?;
        whole.set_item("level_high", level_high.map(LevelId::as_str))?;
        whole.set_item("completeness", root.completeness())?;
        whole.set_item("evidence", root.evidence())?;
        Ok(whole)
    }

    /// Every node in the order of the questionnaire.
    fn nodes(&self) -> Vec<Place<'_>> {
        self.inner
            .nodes()
            .map(|node| {
                let parent = node.parent().map(|parent| parent.id().as_str());
                (node.id().as_str(), node.kind(), parent, node.maximum())
            })
            .collect()
    }

    /// The ids of all questions in the order of the questionnaire.
    fn questions(&self) -> Vec<&str> {
        self.inner.questions().map(|question| question.id().as_str()).collect()
    }

    /// The missing answers that would narrow the bounds most, each with how much it does.
    fn narrowing(&self, py: Python<'_>, number: usize) -> Vec<(String, f64)> {
        let most = py.detach(|| self.inner.narrowing(number));
        most.into_iter().map(|(question, narrows)| (question.to_string(), narrows)).collect()
    }
}

impl Scorecard {
    pub fn of(inner: digirights::Scorecard) -> Self {
        Self { inner }
    }

    pub fn inner(&self) -> &digirights::Scorecard {
        &self.inner
    }
}

/// Rounds as scores are shown: half away from zero.
#[pyfunction]
pub fn rounded(number: f64, digits: u32) -> f64 {
    round(number, Rounding::HalfAway, digits)
}
