// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Whole tables of answers.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use arrow_array::{ArrayRef, Int64Array, RecordBatch, RecordBatchReader, StringArray};
use arrow_schema::ArrowError;
use digirights::{
    BadCell, BadRow, Code, Coding, ItemId, Keep, LongOptions, LongTable, Measure, MissingCell, Problem,
    Problems, ProfileId, TableOptions,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_arrow::PySchema;
use pyo3_arrow::input::AnyRecordBatch;

use crate::instrument::Instrument;
use crate::problems::{Of, Refusal, to_list};
use crate::table::{Table, refused};

/// Rows between two looks at whether the user wants to stop, at first.
const FIRST_ROWS: usize = 4096;

/// What such a stretch should take: a user who wants to stop waits for its end.
const STRETCH: Duration = Duration::from_millis(300);

/// The most numbers that one stretch gives.
const MOST_NUMBERS: usize = 64 << 20;

/// What was asked for.
#[derive(Debug, FromPyObject)]
#[pyo3(from_item_all)]
pub struct Options {
    profile: Option<String>,
    measures: Vec<String>,
    nodes: Option<Vec<String>>,
    lenses: bool,
    threads: usize,
    blanks: Vec<String>,
    columns: BTreeMap<String, String>,
    keep: Option<Vec<String>>,
    problems_column: bool,
    first_code: i64,
    not_applicable: Option<i64>,
    dont_know: Option<i64>,
    missing: String,
    /// Names of the columns of a long table: question, value, state.
    long: Option<(String, String, Option<String>)>,
}

/// What came of a table: the result, its bad cells, what every column was taken for, and warnings.
type Scored<'py> = (Table, Table, String, Vec<Bound<'py, PyAny>>);

/// Scores a table. `progress` is called with the number of rows of the table that are done.
#[pyfunction]
pub fn score_table<'py>(
    py: Python<'py>,
    instrument: &Instrument,
    data: AnyRecordBatch,
    options: Options,
    progress: Option<Bound<'py, PyAny>>,
) -> PyResult<Scored<'py>> {
    let profile = options.profile.as_deref().map(|asked| instrument.profile(asked)).transpose()?;
    let instrument = instrument.inner();
    let mut reader = data.into_reader()?;
    let schema = reader.schema();
    let asked = table_options(&options)?;
    let mut work = Work { py, progress, next: FIRST_ROWS, found: Vec::new(), parts: Vec::new() };
    let mut problems = Vec::new();
    let scorer;
    if let Some((question, value, state)) = options.long {
        let keys = options.keep;
        let names =
            LongOptions { question, value, state, keys, columns: options.columns, blanks: options.blanks };
        let long = LongTable::new(instrument, profile, &schema, &names);
        let mut long = long.map_err(refuse)?;
        while let Some(part) = next(py, &mut reader)? {
            work.stretches(part.num_rows(), usize::MAX, |_, from, rows| {
                py.detach(|| long.add(&part.slice(from, rows))).map_err(refuse)?;
                Ok(rows)
            })?;
        }
        let wide = py.detach(|| long.finish()).map_err(refuse)?;
        // Names have their meanings already.
        let asked = TableOptions { keep: Keep::All, columns: BTreeMap::new(), ..asked };
        scorer = new(instrument, profile, &wide.batch.schema(), asked)?;
        work.next = FIRST_ROWS;
        work.stretches(wide.batch.num_rows(), most_rows(&scorer), |work, from, rows| {
            work.add(py.detach(|| scorer.score_wide_rows(&wide, from..from + rows)))?;
            // The rows of the table were told when they were read.
            Ok(0)
        })?;
        problems.extend(wide.problems);
    } else {
        scorer = new(instrument, profile, &schema, asked)?;
        let mut done = 0;
        while let Some(part) = next(py, &mut reader)? {
            work.stretches(part.num_rows(), most_rows(&scorer), |work, from, rows| {
                let part = part.slice(from, rows);
                work.add(py.detach(|| scorer.score(&part, done)))?;
                done += rows as u64;
                Ok(rows)
            })?;
        }
    }
    problems.extend(scorer.report().warnings.iter().cloned());
    let result = Table::new(scorer.schema().clone(), work.parts);
    Ok((result, bad_table(&work.found)?, columns_read(&scorer)?, to_list(py, &problems)?))
}

/// The next part of a table. Whoever makes it may need the interpreter in threads of its own: a file that
/// is read by Python, a function of Python in a query.
fn next(py: Python<'_>, reader: &mut Box<dyn RecordBatchReader + Send>) -> PyResult<Option<RecordBatch>> {
    py.detach(|| reader.next()).transpose().map_err(refused)
}

/// A table on its way, stretch by stretch.
struct Work<'py> {
    py: Python<'py>,
    progress: Option<Bound<'py, PyAny>>,
    /// Rows of the next stretch.
    next: usize,
    found: Vec<Bad>,
    parts: Vec<RecordBatch>,
}

impl Work<'_> {
    /// Goes over so many rows in stretches. `work` is given the first row and the number of rows, and says
    /// how many rows of the table it has done.
    fn stretches(
        &mut self,
        rows: usize,
        most: usize,
        mut work: impl FnMut(&mut Self, usize, usize) -> PyResult<usize>,
    ) -> PyResult<()> {
        let mut from = 0;
        while from < rows {
            let now = self.next.min(most).min(rows - from);
            let start = Instant::now();
            let done = work(self, from, now)?;
            from += now;
            self.next = at_this_speed(now, start.elapsed());
            self.py.check_signals()?;
            if let Some(progress) = self.progress.as_ref().filter(|_| done > 0) {
                progress.call1((done,))?;
            }
        }
        Ok(())
    }

    fn add(&mut self, scored: Result<digirights::Scored, Problems>) -> PyResult<()> {
        let scored = scored.map_err(refuse)?;
        self.found.extend(bad(scored.bad_cells, scored.bad_rows));
        self.parts.push(scored.batch);
        Ok(())
    }
}

/// Rows that a stretch can have, if these took so long.
fn at_this_speed(rows: usize, took: Duration) -> usize {
    let took = took.as_nanos().max(1);
    let next = (rows as u128).saturating_mul(STRETCH.as_nanos()) / took;
    usize::try_from(next).unwrap_or(usize::MAX).max(64).checked_next_multiple_of(64).unwrap_or(usize::MAX)
}

/// The most rows that are scored at once.
fn most_rows(scorer: &digirights::TableScorer) -> usize {
    (MOST_NUMBERS / scorer.outputs().len().max(1)).next_multiple_of(FIRST_ROWS)
}

/// Tables of one schema, scored one after the other.
#[pyclass(frozen, module = "digirights._digirights")]
#[derive(Debug)]
pub struct TableScorer {
    inner: digirights::TableScorer,
}

#[pymethods]
impl TableScorer {
    /// For wide tables with the columns of `schema`.
    #[staticmethod]
    #[expect(clippy::needless_pass_by_value, reason = "extracted from Python objects")]
    fn of(instrument: &Instrument, schema: PySchema, options: Options) -> PyResult<Self> {
        let profile = options.profile.as_deref().map(|asked| instrument.profile(asked)).transpose()?;
        let inner = new(instrument.inner(), profile, &schema.into_inner(), table_options(&options)?)?;
        Ok(Self { inner })
    }

    /// The columns of every result, without a row.
    fn columns(&self) -> Table {
        Table::new(self.inner.schema().clone(), Vec::new())
    }

    /// What every column was taken for, and warnings.
    fn report<'py>(&self, py: Python<'py>) -> PyResult<(String, Vec<Bound<'py, PyAny>>)> {
        Ok((columns_read(&self.inner)?, to_list(py, &self.inner.report().warnings)?))
    }

    /// The scores of the rows of a table, and its bad cells, whose rows are counted from `first_row`.
    fn score(&self, py: Python<'_>, data: AnyRecordBatch, first_row: u64) -> PyResult<(Table, Table)> {
        let (mut parts, mut found, mut row) = (Vec::new(), Vec::new(), first_row);
        let mut reader = data.into_reader()?;
        while let Some(part) = next(py, &mut reader)? {
            let scored = py.detach(|| self.inner.score(&part, row)).map_err(refuse)?;
            found.extend(bad(scored.bad_cells, scored.bad_rows));
            parts.push(scored.batch);
            row += part.num_rows() as u64;
        }
        Ok((Table::new(self.inner.schema().clone(), parts), bad_table(&found)?))
    }
}

fn refuse(problems: Problems) -> Refusal {
    Refusal::all(Of::Answers, problems)
}

fn columns_read(scorer: &digirights::TableScorer) -> PyResult<String> {
    let report = serde_json::to_string(&scorer.report().columns);
    report.map_err(|error| PyValueError::new_err(error.to_string()))
}

fn new(
    instrument: &digirights::Instrument,
    profile: Option<&ProfileId>,
    schema: &arrow_schema::Schema,
    options: TableOptions,
) -> PyResult<digirights::TableScorer> {
    Ok(digirights::TableScorer::new(instrument, profile, schema, options).map_err(refuse)?)
}

fn id<T: std::str::FromStr<Err = Problem>>(text: &str) -> PyResult<T> {
    Ok(text.parse().map_err(|problem| Refusal::new(Of::Usage, problem))?)
}

/// What has this name, among all that there are.
fn one_of<T: Copy>(
    path: &str,
    what: &str,
    given: &str,
    all: &[T],
    name: fn(T) -> &'static str,
) -> PyResult<T> {
    let found = all.iter().copied().find(|one| name(*one) == given);
    Ok(found.ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|one| name(*one)).collect();
        let expected = format!("{what}: one of {}", names.join(", "));
        Refusal::new(Of::Usage, Problem::new(Code::UnknownName, path).unknown(given, &expected, names))
    })?)
}

fn table_options(options: &Options) -> PyResult<TableOptions> {
    let measure = |name: &String| one_of("/measures", "a measure", name, Measure::ALL, Measure::as_str);
    let missing = one_of(
        "/missing",
        "what an empty cell can mean",
        &options.missing,
        MissingCell::ALL,
        MissingCell::as_str,
    )?;
    let nodes = options.nodes.as_ref().map(|nodes| nodes.iter().map(|node| id::<ItemId>(node)).collect());
    Ok(TableOptions {
        coding: Coding {
            first: options.first_code,
            not_applicable: options.not_applicable,
            dont_know: options.dont_know,
            missing,
        },
        measures: options.measures.iter().map(measure).collect::<PyResult<_>>()?,
        nodes: nodes.transpose()?,
        lenses: options.lenses,
        threads: options.threads,
        blanks: options.blanks.clone(),
        columns: options.columns.clone(),
        keep: options.keep.clone().map_or(Keep::All, Keep::These),
        problems_column: options.problems_column,
    })
}

/// A cell that is no answer, or a row that cannot be used as a whole, which has no question.
type Bad = (usize, Option<ItemId>, Problem);

/// All that is wrong with a part, by row.
fn bad(cells: Vec<BadCell>, rows: Vec<BadRow>) -> Vec<Bad> {
    let cells = cells.into_iter().map(|cell| (cell.row, Some(cell.question), cell.problem));
    let mut all: Vec<Bad> = cells.chain(rows.into_iter().map(|bad| (bad.row, None, bad.problem))).collect();
    all.sort_by_key(|(row, ..)| *row);
    all
}

/// Bad cells as a table.
fn bad_table(cells: &[Bad]) -> PyResult<Table> {
    let texts = |text: &dyn Fn(&Bad) -> Option<String>| -> ArrayRef {
        Arc::new(cells.iter().map(text).collect::<StringArray>())
    };
    let rows = cells.iter().map(|(row, ..)| i64::try_from(*row).unwrap_or(i64::MAX));
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("row", Arc::new(rows.collect::<Int64Array>())),
        ("question", texts(&|(_, question, _)| question.as_ref().map(ToString::to_string))),
        ("code", texts(&|(.., problem)| Some(problem.code().to_string()))),
        ("title", texts(&|(.., problem)| Some(problem.code().title().to_owned()))),
        ("found", texts(&|(.., problem)| Some(problem.found().to_owned()))),
        ("expected", texts(&|(.., problem)| Some(problem.expected().to_owned()))),
        ("nearest", texts(&|(.., problem)| problem.nearest().map(str::to_owned))),
    ];
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, column)| (name, column, matches!(name, "question" | "nearest"))),
    );
    let batch = batch.map_err(|error: ArrowError| refused(error))?;
    Ok(Table::new(batch.schema(), vec![batch]))
}
