// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tables of form tools, read into answers, and questionnaires as forms.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, Int64Array, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use digirights::{Code, FormOptions, FormReader, Holds, Problem, XlsForm, XlsFormOptions};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::answers::Answers;
use crate::instrument::Instrument;
use crate::problems::{Of, Refusal, to_list};
use crate::sheets;
use crate::table::{Table, refused};
use crate::texts::Texts;

/// Rows that are read between two looks at whether the user wants to stop.
const AT_ONCE: usize = 1024;

/// A table whose headings are read, and whose rows can be.
#[pyclass(frozen, module = "digirights._digirights")]
#[derive(Debug)]
pub struct Form {
    reader: FormReader,
    texts: Py<Texts>,
    blanks: Vec<String>,
}

#[pymethods]
impl Form {
    /// Reads the headings.
    #[staticmethod]
    #[pyo3(signature = (instrument, texts, *, profile = None, columns = BTreeMap::new(), blanks = Vec::new(), reason = None))]
    fn read(
        py: Python<'_>,
        instrument: &Instrument,
        texts: Py<Texts>,
        profile: Option<&str>,
        columns: BTreeMap<String, String>,
        blanks: Vec<String>,
        reason: Option<String>,
    ) -> PyResult<Self> {
        let profile = profile.map(|asked| instrument.profile(asked)).transpose()?.cloned();
        let options = FormOptions { profile, blanks: blanks.clone(), rename: columns, reason };
        let read = texts.get();
        let reader = py.detach(|| FormReader::new(instrument.inner(), &read.headings(), options));
        let reader = reader.map_err(|problems| Refusal::all(Of::Answers, problems).in_file(read.file()))?;
        Ok(Self { reader, texts, blanks })
    }

    /// Every column and what it was taken for, as JSON.
    fn columns(&self) -> PyResult<String> {
        serde_json::to_string(&self.reader.report().columns)
            .map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// Headings that are not understood, and columns that have none.
    fn warnings<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let texts = self.texts.get();
        let nameless = texts
            .headings()
            .into_iter()
            .enumerate()
            .filter(|(column, heading)| heading.trim().is_empty() && texts.holds_anything(*column));
        let nameless = nameless.map(|(column, _)| {
            let problem = Problem::new(Code::UnknownColumn, format!("/{column}"));
            problem.finding("a column without a heading").expecting("a heading for it")
        });
        let all: Vec<Problem> = self.reader.report().warnings.iter().cloned().chain(nameless).collect();
        to_list(py, &all)
    }

    /// The answers of a row.
    fn answers(&self, py: Python<'_>, row: usize) -> Answers {
        let texts = self.texts.get();
        Answers::of(py.detach(|| self.reader.read(row, &texts.row(row)).0))
    }

    /// What is wrong with the cells, row by row.
    fn problems(&self, py: Python<'_>) -> PyResult<Table> {
        let texts = self.texts.get();
        let mut problems = Wrong::new(&self.reader);
        let count = texts.len();
        for from in (0..count).step_by(AT_ONCE) {
            py.detach(|| {
                for row in from..count.min(from + AT_ONCE) {
                    let (_, found) = self.reader.read(row, &texts.row(row));
                    found.iter().for_each(|problem| problems.push(row, texts.line(row), problem));
                }
            });
            problems.part()?;
            py.check_signals()?;
        }
        Ok(Table::new(problems.schema, problems.parts))
    }

    /// The columns that belong to no question.
    fn keys(&self) -> PyResult<Table> {
        let keys = self.named().into_iter().filter(|(_, _, answers)| !answers);
        let columns = keys.map(|(column, name, _)| (column, name));
        self.texts.get().select(&columns.collect::<Vec<_>>(), &self.blanks)
    }

    /// All columns, each under a name that no other one has, and the names that are new.
    fn table(&self) -> PyResult<(Table, Vec<String>)> {
        let columns = self.named();
        let headings = self.texts.get().headings();
        let is_new =
            |(column, name, _): &&(usize, String, bool)| headings.get(*column) != Some(&name.as_str());
        let new = columns.iter().filter(is_new).map(|(_, name, _)| name.clone()).collect();
        let columns: Vec<_> = columns.into_iter().map(|(column, name, _)| (column, name)).collect();
        Ok((self.texts.get().select(&columns, &self.blanks)?, new))
    }
}

impl Form {
    /// Every column with a name of its own, and whether it belongs to a question. Only other columns can
    /// have no name, or that of another one: two for one question are refused.
    fn named(&self) -> Vec<(usize, String, bool)> {
        let columns = &self.reader.report().columns;
        let mut taken: BTreeSet<String> = columns.iter().map(|column| column.heading.clone()).collect();
        let mut seen = BTreeSet::new();
        let mut named = Vec::with_capacity(columns.len());
        for (index, column) in columns.iter().enumerate() {
            let answers = matches!(column.holds, Holds::Question { .. });
            let heading = column.heading.as_str();
            let mut name = heading.to_owned();
            if heading.trim().is_empty() || !seen.insert(heading) {
                let stem = if heading.trim().is_empty() { "column" } else { heading };
                let mut number = index + 1;
                name = format!("{stem} ({number})");
                while !taken.insert(name.clone()) {
                    number += 1;
                    name = format!("{stem} ({number})");
                }
            }
            named.push((index, name, answers));
        }
        named
    }
}

/// Problems of cells as columns.
struct Wrong<'a> {
    /// The whole heading and the question by the heading as it stands in a place, where long ones are cut.
    headings: BTreeMap<String, (&'a str, Option<&'a str>)>,
    schema: SchemaRef,
    parts: Vec<RecordBatch>,
    /// The part that is not whole yet.
    rows: Vec<i64>,
    lines: Vec<i64>,
    texts: [StringBuilder; 7],
}

impl<'a> Wrong<'a> {
    const NAMES: [&'static str; 7] = ["heading", "question", "code", "title", "found", "expected", "nearest"];

    fn new(reader: &'a FormReader) -> Self {
        let mut headings = BTreeMap::new();
        for column in &reader.report().columns {
            let question = match &column.holds {
                Holds::Question { id, .. } => Some(id.as_str()),
                _ => None,
            };
            headings.entry(cut(&column.heading)).or_insert((column.heading.as_str(), question));
        }
        let number = |name| Field::new(name, DataType::Int64, false);
        let text = |name| Field::new(name, DataType::Utf8, matches!(name, "question" | "nearest"));
        let fields = ["row", "line"].into_iter().map(number).chain(Self::NAMES.into_iter().map(text));
        Self {
            headings,
            schema: Arc::new(Schema::new(fields.collect::<Vec<_>>())),
            parts: Vec::new(),
            rows: Vec::new(),
            lines: Vec::new(),
            texts: Default::default(),
        }
    }

    fn push(&mut self, row: usize, line: i64, problem: &Problem) {
        let place = problem.path().splitn(3, '/').nth(2).unwrap_or_default();
        let place = place.replace("~1", "/").replace("~0", "~");
        let (heading, question) = match self.headings.get(&place) {
            Some((heading, question)) => (*heading, *question),
            None => (place.as_str(), None),
        };
        self.rows.push(i64::try_from(row).unwrap_or(i64::MAX));
        self.lines.push(line);
        let code = problem.code();
        let values = [
            Some(heading),
            question,
            Some(code.as_str()),
            Some(code.title()),
            Some(problem.found()),
            Some(problem.expected()),
            problem.nearest(),
        ];
        for (column, value) in self.texts.iter_mut().zip(values) {
            column.append_option(value);
        }
    }

    fn part(&mut self) -> PyResult<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let number = |numbers: &mut Vec<i64>| Arc::new(Int64Array::from(std::mem::take(numbers))) as ArrayRef;
        let mut columns = vec![number(&mut self.rows), number(&mut self.lines)];
        columns.extend(self.texts.iter_mut().map(|texts| Arc::new(texts.finish()) as ArrayRef));
        self.parts.push(RecordBatch::try_new(self.schema.clone(), columns).map_err(refused)?);
        Ok(())
    }
}

/// A heading as it stands in the place of a problem.
fn cut(heading: &str) -> String {
    heading.chars().take(200).collect()
}

/// What a form asks beside the questions.
#[derive(Debug, FromPyObject)]
#[pyo3(from_item_all)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent wish")]
pub struct FormWishes {
    profile: Option<String>,
    about: bool,
    descriptions: bool,
    ids: bool,
    notes: bool,
    evidence: bool,
}

/// The bytes of a workbook with a questionnaire as an `XLSForm`, and warnings.
#[pyfunction]
#[expect(clippy::needless_pass_by_value, reason = "extracted from Python objects")]
pub fn xlsform<'py>(
    py: Python<'py>,
    instrument: &Instrument,
    wishes: FormWishes,
) -> PyResult<(Bound<'py, PyBytes>, Vec<Bound<'py, PyAny>>)> {
    let options = XlsFormOptions {
        profile: wishes.profile.as_deref().map(|asked| instrument.profile(asked)).transpose()?.cloned(),
        about: wishes.about,
        descriptions: wishes.descriptions,
        ids: wishes.ids,
        notes: wishes.notes,
        evidence: wishes.evidence,
    };
    let form = py.detach(|| XlsForm::new(instrument.inner(), &options));
    let form = form.map_err(|problems| Refusal::all(Of::Usage, problems))?;
    let written = py.detach(|| sheets::write(&[&form.survey, &form.choices, &form.settings]));
    let written = written.map_err(|problem| Refusal::new(Of::Questionnaire, problem))?;
    Ok((PyBytes::new(py, &written), to_list(py, &form.warnings)?))
}
