// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Reports and charts of results.

use digirights::{Problems, Severity};
use digirights_reporting::template::{self, Prepared};
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

/// What a PDF is typeset from: template, document, letters that no font on board has.
type Typeset = (&'static str, String, String);

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

    /// What the PDF of a report for an audience is typeset from.
    fn report_typeset(&self, py: Python<'_>, audience: &str, language: Option<&str>) -> PyResult<Typeset> {
        let audience: Audience = audience.parse().map_err(Unmade::Error)?;
        let prepared =
            py.detach(|| self.told(language, |subject| Ok(template::prepare(&subject.report(audience)))));
        Ok(typeset(template::REPORT, prepared?))
    }

    /// What the PDF of a report on what changed is typeset from.
    fn comparison_typeset(&self, py: Python<'_>, language: Option<&str>) -> PyResult<Typeset> {
        let prepared =
            py.detach(|| self.told(language, |subject| Ok(template::prepare(&subject.comparison_report()?))));
        Ok(typeset(template::REPORT, prepared?))
    }

    /// The result on one page, as SVG.
    fn infographic(&self, py: Python<'_>, language: Option<&str>) -> PyResult<Drawn> {
        let drawn = py.detach(|| {
            self.told(language, |subject| {
                let page = subject.infographic()?;
                Ok((page.svg(), page.title, page.description, String::new()))
            })
        });
        Ok(drawn?)
    }

    /// What the PDF of that page is typeset from.
    fn infographic_typeset(&self, py: Python<'_>, language: Option<&str>) -> PyResult<Typeset> {
        let prepared = py.detach(|| {
            self.told(language, |subject| {
                Ok(template::prepare_poster(&subject.infographic()?, subject.language()))
            })
        });
        Ok(typeset(template::POSTER, prepared?))
    }

    /// Messages and cards of a campaign, as a ZIP archive.
    fn campaign<'py>(&self, py: Python<'py>, language: Option<&str>) -> PyResult<Bound<'py, PyBytes>> {
        let pixels = |svg: &str| digirights_reporting::png(svg, 1.0).ok();
        let kit = py.detach(|| self.told(language, |subject| subject.campaign_kit(pixels)))?;
        Ok(PyBytes::new(py, &kit))
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

fn typeset(template: &'static str, prepared: Prepared) -> Typeset {
    (template, prepared.json, prepared.missing.into_iter().collect())
}

/// The fonts that PDFs are typeset with, each a file.
#[pyfunction]
pub fn fonts(py: Python<'_>) -> Vec<Bound<'_, PyBytes>> {
    template::FONTS.iter().map(|font| PyBytes::new(py, font)).collect()
}

/// A picture as a file, in the format that the end of its name tells.
#[pyfunction]
pub fn picture<'py>(
    py: Python<'py>,
    svg: &str,
    extension: &str,
    scale: f32,
) -> PyResult<Bound<'py, PyBytes>> {
    const KNOWN: [&str; 2] = ["svg", "png"];
    let bytes = match extension.to_ascii_lowercase().as_str() {
        "svg" => svg.as_bytes().to_vec(),
        "png" => py.detach(|| digirights_reporting::png(svg, scale)).map_err(Unmade::Error)?,
        _ => {
            let near = digirights::nearest(extension, KNOWN);
            let known = KNOWN.map(str::to_owned).to_vec();
            let found = extension.to_owned();
            return Err(Unmade::Error(Error::UnknownName { what: "format", found, known, near }).into());
        }
    };
    Ok(PyBytes::new(py, &bytes))
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
