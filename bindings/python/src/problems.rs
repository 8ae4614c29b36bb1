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
    /// The data of a chart.
    Chart,
    /// What was asked for: a profile, a target, a budget, a chart.
    Usage,
}

impl Of {
    const fn exception(self) -> &'static str {
        match self {
            Self::Questionnaire => "QuestionnaireError",
            Self::Answers => "AnswersError",
            Self::Result => "ResultError",
            Self::Chart => "ChartError",
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
        raised(py, self.of, to_list(py, &self.problems)?)
    }
}

impl From<Refusal> for PyErr {
    fn from(refusal: Refusal) -> Self {
        Python::attach(|py| refusal.raise(py).unwrap_or_else(|error| error))
    }
}

/// The exception of the package's own that says these problems.
pub fn raised(py: Python<'_>, of: Of, problems: Vec<Bound<'_, PyAny>>) -> PyResult<PyErr> {
    Ok(PyErr::from_value(py.import(MODULE)?.getattr(of.exception())?.call1((problems,))?))
}

/// Problems as a list of the package's `Problem`.
pub fn to_list<'py>(py: Python<'py>, problems: &[Problem]) -> PyResult<Vec<Bound<'py, PyAny>>> {
    problems.iter().map(|problem| to_python(py, problem)).collect()
}

fn to_python<'py>(py: Python<'py>, problem: &Problem) -> PyResult<Bound<'py, PyAny>> {
    let code = problem.code();
    let said = Said {
        code: code.as_str(),
        title: code.title(),
        help: code.help(),
        severity: code.severity(),
        file: problem.file(),
        path: problem.path(),
        position: problem.position(),
        found: problem.found(),
        expected: problem.expected(),
        nearest: problem.nearest(),
        message: &problem.to_string(),
    };
    said.to_python(py)
}

/// All that a problem says.
#[derive(Debug)]
pub struct Said<'a> {
    pub code: &'a str,
    pub title: &'a str,
    pub help: &'a str,
    pub severity: Severity,
    pub file: Option<&'a str>,
    pub path: &'a str,
    /// Line and column, from 1.
    pub position: Option<(usize, usize)>,
    pub found: &'a str,
    pub expected: &'a str,
    pub nearest: Option<&'a str>,
    pub message: &'a str,
}

impl Said<'_> {
    /// As the package's `Problem`.
    pub fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        let severity = match self.severity {
            Severity::Warning => "warning",
            Severity::Problem => "problem",
        };
        let (line, column) = self.position.unzip();
        CLASS.import(py, MODULE, "Problem")?.call1((
            self.code,
            self.title,
            self.help,
            severity,
            self.file,
            self.path,
            line,
            column,
            self.found,
            self.expected,
            self.nearest,
            self.message,
        ))
    }
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
