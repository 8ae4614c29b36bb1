// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Reports and charts of results.

use digirights::{Problems, Severity};
use digirights_reporting::{Audience, Error, FigureKind, Format, chart};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::assessment::Plan;
use crate::instrument::Instrument;
use crate::problems::{Of, Refusal, Said, raised};
use crate::scorecard::Scorecard;

/// What reports and charts are about.
#[pyclass(frozen, module = "digirights._digirights")]
#[derive(Debug)]
pub struct Subject {
    instrument: Py<Instrument>,
    card: Py<Scorecard>,
    plan: Option<Py<Plan>>,
    earlier: Option<Py<Scorecard>>,
}

/// A chart as SVG, with its title, what it shows in words, and its caption.
type Drawn = (String, String, String, String);

#[pymethods]
impl Subject {
    /// A result, with a plan and an earlier result where there are.
    #[staticmethod]
    #[pyo3(signature = (instrument, card, *, plan = None, earlier = None))]
    fn of(
        instrument: Py<Instrument>,
        card: Py<Scorecard>,
        plan: Option<Py<Plan>>,
        earlier: Option<Py<Scorecard>>,
    ) -> Self {
        Self { instrument, card, plan, earlier }
    }

    /// A report for an audience, as a file.
    fn report<'py>(
        &self,
        py: Python<'py>,
        audience: &str,
        extension: &str,
        language: Option<&str>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let audience: Audience = audience.parse().map_err(Unmade::Error)?;
        self.file(py, extension, language, |subject, format| subject.file(audience, format))
    }

    /// A report on what changed, as a file.
    fn comparison<'py>(
        &self,
        py: Python<'py>,
        extension: &str,
        language: Option<&str>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        self.file(py, extension, language, |subject, format| subject.comparison_report()?.to_file(format))
    }

    /// A chart.
    fn figure(&self, py: Python<'_>, kind: &str, width: u32, language: Option<&str>) -> PyResult<Drawn> {
        let kind: FigureKind = kind.parse().map_err(Unmade::Error)?;
        let drawn = py.detach(|| {
            self.told(language, |subject| {
                let picture = subject.figure(kind, width)?;
                let svg = picture.chart.svg();
                Ok((svg, picture.chart.title, picture.chart.description, picture.caption))
            })
        });
        Ok(drawn?)
    }

    /// The kinds of charts that can be made.
    fn figures(&self, py: Python<'_>) -> PyResult<Vec<&'static str>> {
        let kinds = py.detach(|| self.told(None, |subject| Ok(subject.figures())))?;
        Ok(kinds.into_iter().map(FigureKind::as_str).collect())
    }
}

impl Subject {
    fn file<'py>(
        &self,
        py: Python<'py>,
        extension: &str,
        language: Option<&str>,
        write: impl FnOnce(&digirights_reporting::Subject<'_>, Format) -> Result<Vec<u8>, Error> + Send,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let format: Format = extension.parse().map_err(Unmade::Error)?;
        let bytes = py.detach(|| self.told(language, |subject| write(subject, format)))?;
        Ok(PyBytes::new(py, &bytes))
    }

    /// What is made of it, in a language.
    fn told<T>(
        &self,
        language: Option<&str>,
        made: impl FnOnce(&digirights_reporting::Subject<'_>) -> Result<T, Error>,
    ) -> Result<T, Unmade> {
        let words = digirights_reporting::Words::new(self.instrument.get().inner(), language)?;
        let mut subject = digirights_reporting::Subject::new(self.card.get().inner(), &words);
        if let Some(plan) = &self.plan {
            subject = subject.with_plan(plan.get().inner());
        }
        if let Some(earlier) = &self.earlier {
            subject = subject.with_earlier(earlier.get().inner())?;
        }
        Ok(made(&subject)?)
    }
}

/// Draws a chart from its data.
#[pyfunction]
pub fn draw(py: Python<'_>, text: &str) -> PyResult<Drawn> {
    let drawn = py.detach(|| {
        let chart = chart::Chart::from_json(text)?;
        Ok::<_, Unmade>((chart.svg(), chart.title, chart.description, String::new()))
    });
    Ok(drawn?)
}

/// Why something cannot be made, on its way to becoming an exception.
enum Unmade {
    Error(Error),
    Incomparable(Problems),
}

impl From<Error> for Unmade {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<Problems> for Unmade {
    fn from(problems: Problems) -> Self {
        Self::Incomparable(problems)
    }
}

impl From<Unmade> for PyErr {
    fn from(unmade: Unmade) -> Self {
        match unmade {
            Unmade::Incomparable(problems) => Refusal::all(Of::Answers, problems).into(),
            Unmade::Error(error) => {
                Python::attach(|py| problem(py, &error).unwrap_or_else(|failure| failure))
            }
        }
    }
}

fn problem(py: Python<'_>, error: &Error) -> PyResult<PyErr> {
    let of = match error {
        Error::Syntax { .. } | Error::Shape { .. } | Error::Value { .. } => Of::Chart,
        _ => Of::Usage,
    };
    let position = match error {
        Error::Syntax { line, column, .. } => Some((*line, *column)),
        _ => None,
    };
    let said = Said {
        code: error.code(),
        title: error.title(),
        help: error.help(),
        severity: Severity::Problem,
        file: None,
        path: error.path(),
        position,
        found: error.found(),
        expected: &error.expected(),
        nearest: error.nearest(),
        message: &error.to_string(),
    };
    raised(py, of, vec![said.to_python(py)?])
}
