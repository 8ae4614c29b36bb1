// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Answers held against a questionnaire.

use digirights::{Code, LevelId, PlanOptions, Problem, Share, Target};
use pyo3::prelude::*;

use crate::problems::{Of, Refusal, to_list};
use crate::scorecard::Scorecard;

/// Answers held against a questionnaire.
#[pyclass(frozen, module = "digirights._digirights")]
#[derive(Debug)]
pub struct Assessment {
    inner: digirights::Assessment,
}

#[pymethods]
impl Assessment {
    /// Scores it.
    fn score(&self, py: Python<'_>) -> Scorecard {
        Scorecard::of(py.detach(|| self.inner.score()))
    }

    /// Plans what to do: to reach a level or a share of the maximum, within person-days.
    #[pyo3(signature = (level = None, share = None, budget = None, capacity = None))]
    fn plan(
        &self,
        py: Python<'_>,
        level: Option<&str>,
        share: Option<f64>,
        budget: Option<f64>,
        capacity: Option<[f64; 3]>,
    ) -> PyResult<Plan> {
        let options = PlanOptions { target: target(level, share)?, budget, capacity };
        let plan = py.detach(|| self.inner.plan(&options));
        Ok(Plan { inner: plan.map_err(|problems| Refusal::all(Of::Usage, problems))? })
    }

    /// The differences between a published result and what these answers give.
    fn verify<'py>(&self, py: Python<'py>, result: &str) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let Err(problems) = py.detach(|| self.inner.verify(result)) else { return Ok(Vec::new()) };
        if problems.iter().any(|problem| problem.code() != Code::Differs) {
            return Err(Refusal::all(Of::Result, problems).into());
        }
        to_list(py, &problems.into_vec())
    }

    /// Answers that were given and take no part.
    fn unused<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        to_list(py, self.inner.unused())
    }

    /// The profile that is scored.
    #[getter]
    fn profile(&self) -> Option<&str> {
        self.inner.profile().map(digirights::ProfileId::as_str)
    }
}

impl Assessment {
    pub fn of(inner: digirights::Assessment) -> Self {
        Self { inner }
    }
}

/// What to do next.
#[pyclass(frozen, module = "digirights._digirights")]
#[derive(Debug)]
pub struct Plan {
    inner: digirights::Plan,
}

#[pymethods]
impl Plan {
    /// As the engine writes it.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.inner.to_json())
    }
}

impl Plan {
    pub fn inner(&self) -> &digirights::Plan {
        &self.inner
    }
}

fn target(level: Option<&str>, share: Option<f64>) -> Result<Option<Target>, Refusal> {
    let refused = |problem| Refusal::new(Of::Usage, problem);
    match (level, share) {
        (Some(level), _) => Ok(Some(Target::Level(level.parse::<LevelId>().map_err(refused)?))),
        (None, Some(share)) => {
            let problem = Problem::new(Code::UnknownTarget, "").finding(share.to_string());
            let share = Share::new(share)
                .ok_or_else(|| refused(problem.expecting("a share of the maximum, from 0 to 1")))?;
            Ok(Some(Target::Score(share)))
        }
        (None, None) => Ok(None),
    }
}
