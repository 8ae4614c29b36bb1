// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The engine's problems as Python exceptions.

use digirights::{Code, Limits, Problem, Problems, Severity};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

/// The module of the package that holds the exceptions.
const MODULE: &str = "digirights._problems";

/// What cannot be used: each has an exception of its own.
#[derive(Debug, Clone, Copy)]
pub enum Of {
    /// A questionnaire.
    Questionnaire,
    /// Answers.
    Answers,
    /// A published result.
    Result,
    /// What was asked for: a profile, a target, a budget.
    Usage,
}

impl Of {
    const fn exception(self) -> &'static str {
        match self {
            Self::Questionnaire => "QuestionnaireError",
            Self::Answers => "AnswersError",
            Self::Result => "ResultError",
            Self::Usage => "UsageError",
        }
    }
}

/// Problems on their way to becoming an exception.
#[derive(Debug)]
pub struct Refusal {
    of: Of,
    problems: Vec<Problem>,
}

impl Refusal {
    /// Of one problem.
    pub fn new(of: Of, problem: Problem) -> Self {
        Self { of, problems: vec![problem] }
    }

    /// Of all problems of an input.
    pub fn all(of: Of, problems: Problems) -> Self {
        Self { of, problems: problems.into_vec() }
    }

    /// In this file, where they name none themselves.
    #[must_use]
    pub fn in_file(mut self, file: Option<&str>) -> Self {
        if let Some(file) = file {
            self.problems = self.problems.into_iter().map(|problem| problem.in_file(file)).collect();
        }
        self
    }

    fn raise(&self, py: Python<'_>) -> PyResult<PyErr> {
        let problems = to_list(py, &self.problems)?;
        Ok(PyErr::from_value(py.import(MODULE)?.getattr(self.of.exception())?.call1((problems,))?))
    }
}

impl From<Refusal> for PyErr {
    fn from(refusal: Refusal) -> Self {
        Python::attach(|py| refusal.raise(py).unwrap_or_else(|error| error))
    }
}

/// Problems as a list of the package's `Problem`.
pub fn to_list<'py>(py: Python<'py>, problems: &[Problem]) -> PyResult<Vec<Bound<'py, PyAny>>> {
    problems.iter().map(|problem| to_python(py, problem)).collect()
}

fn to_python<'py>(py: Python<'py>, problem: &Problem) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let code = problem.code();
    let severity = match code.severity() {
        Severity::Warning => "warning",
        Severity::Problem => "problem",
    };
    let (line, column) = problem.position().unzip();
    CLASS.import(py, MODULE, "Problem")?.call1((
        code.as_str(),
        code.title(),
        code.help(),
        severity,
        problem.file(),
        problem.path(),
        line,
        column,
        problem.found(),
        problem.expected(),
        problem.nearest(),
        problem.to_string(),
    ))
}

/// A problem that only whoever reads files can find: of its code, with its words.
#[pyfunction]
#[pyo3(signature = (code, *, path = "", file = None, found = "", expected = ""))]
pub fn problem<'py>(
    py: Python<'py>,
    code: &str,
    path: &str,
    file: Option<&str>,
    found: &str,
    expected: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let known = Code::ALL.iter().find(|known| known.as_str() == code);
    let known = known.ok_or_else(|| PyValueError::new_err(format!("no problem has the code {code}")))?;
    let mut problem = Problem::new(*known, path).finding(found).expecting(expected);
    if let Some(file) = file {
        problem = problem.in_file(file);
    }
    to_python(py, &problem)
}

/// The most bytes of a file, and the deepest nesting in it.
#[pyfunction]
pub fn limits() -> (usize, usize) {
    let limits = Limits::default();
    (limits.bytes, limits.depth)
}
