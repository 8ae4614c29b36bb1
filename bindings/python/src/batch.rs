// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Whole tables of answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_schema::ArrowError;
use digirights::{
    BadCell, Coding, ItemId, Keep, LongOptions, LongTable, Measure, MissingCell, Problem, ProfileId,
    TableOptions, TableScorer,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;

use crate::instrument::Instrument;
use crate::problems::{Of, Refusal, to_list};
use crate::table::{Table, refused};

/// Numbers that are scored between two looks at whether the user wants to stop.
const AT_ONCE: usize = 16 << 20;

/// What was asked for.
#[derive(Debug, FromPyObject)]
#[pyo3(from_item_all)]
pub struct Options {
    profile: Option<String>,
    measures: Vec<String>,
    nodes: Option<Vec<String>>,
    lenses: bool,
    threads: usize,
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

/// Scores a table. `progress` is called with the number of rows that are done.
#[pyfunction]
#[expect(clippy::needless_pass_by_value, reason = "extracted from Python objects")]
pub fn score_table<'py>(
    py: Python<'py>,
    instrument: &Instrument,
    data: AnyRecordBatch,
    options: Options,
    progress: Option<Bound<'py, PyAny>>,
) -> PyResult<Scored<'py>> {
    let profile = options.profile.as_deref().map(|asked| instrument.profile(asked)).transpose()?;
    let instrument = instrument.inner();
    let reader = data.into_reader()?;
    let schema = reader.schema();
    let asked = table_options(&options)?;
    let mut bad_cells = Vec::new();
    let mut problems = Vec::new();
    let mut parts = Vec::new();
    let scorer;
    if let Some((question, value, state)) = options.long {
        let keys = options.keep;
        let names = LongOptions { question, value, state, keys };
        let long = LongTable::new(instrument, profile, &schema, &names);
        let mut long = long.map_err(|found| Refusal::all(Of::Answers, found))?;
        for part in reader {
            let part = part.map_err(refused)?;
            py.detach(|| long.add(&part)).map_err(|found| Refusal::all(Of::Answers, found))?;
            py.check_signals()?;
        }
        let wide = py.detach(|| long.finish()).map_err(|found| Refusal::all(Of::Answers, found))?;
        let asked = TableOptions { keep: Keep::All, ..asked };
        scorer = new(instrument, profile, &wide.batch.schema(), asked)?;
        let scored = py.detach(|| scorer.score_wide(&wide));
        let scored = scored.map_err(|found| Refusal::all(Of::Answers, found))?;
        bad_cells.extend(scored.bad_cells);
        problems.extend(wide.problems);
        parts.push(scored.batch);
    } else {
        scorer = new(instrument, profile, &schema, asked)?;
        let at_once = (AT_ONCE / scorer.outputs().len().max(1)).next_multiple_of(4096);
        let mut done = 0;
        for part in reader {
            let part = part.map_err(refused)?;
            for from in (0..part.num_rows()).step_by(at_once) {
                let rows = part.slice(from, at_once.min(part.num_rows() - from));
                let scored = py.detach(|| scorer.score(&rows, done));
                let scored = scored.map_err(|found| Refusal::all(Of::Answers, found))?;
                bad_cells.extend(scored.bad_cells);
                parts.push(scored.batch);
                done += rows.num_rows() as u64;
                py.check_signals()?;
                if let Some(progress) = &progress {
                    progress.call1((rows.num_rows(),))?;
                }
            }
        }
    }
    let report = serde_json::to_string(&scorer.report().columns);
    let report = report.map_err(|error| PyValueError::new_err(error.to_string()))?;
    problems.extend(scorer.report().warnings.iter().cloned());
    let result = Table::new(scorer.schema().clone(), parts);
    Ok((result, bad_table(&bad_cells)?, report, to_list(py, &problems)?))
}

fn new(
    instrument: &digirights::Instrument,
    profile: Option<&ProfileId>,
    schema: &arrow_schema::Schema,
    options: TableOptions,
) -> PyResult<TableScorer> {
    let made = TableScorer::new(instrument, profile, schema, options);
    Ok(made.map_err(|found| Refusal::all(Of::Answers, found))?)
}

fn id<T: std::str::FromStr<Err = Problem>>(text: &str) -> PyResult<T> {
    Ok(text.parse().map_err(|problem| Refusal::new(Of::Usage, problem))?)
}

fn table_options(options: &Options) -> PyResult<TableOptions> {
    let named = |name: &String| {
        let found = Measure::ALL.iter().find(|measure| measure.as_str() == name).copied();
        found.ok_or_else(|| PyValueError::new_err(format!("there is no measure `{name}`")))
    };
    let missing = MissingCell::ALL.iter().find(|state| state.as_str() == options.missing).copied();
    let missing =
        missing.ok_or_else(|| PyValueError::new_err(format!("there is no state `{}`", options.missing)))?;
    let nodes = options.nodes.as_ref().map(|nodes| nodes.iter().map(|node| id::<ItemId>(node)).collect());
    Ok(TableOptions {
        coding: Coding {
            first: options.first_code,
            not_applicable: options.not_applicable,
            dont_know: options.dont_know,
            missing,
        },
        measures: options.measures.iter().map(named).collect::<PyResult<_>>()?,
        nodes: nodes.transpose()?,
        lenses: options.lenses,
        threads: options.threads,
        columns: options.columns.clone(),
        keep: options.keep.clone().map_or(Keep::All, Keep::These),
        problems_column: options.problems_column,
    })
}

/// Bad cells as a table.
fn bad_table(cells: &[BadCell]) -> PyResult<Table> {
    let texts = |text: &dyn Fn(&BadCell) -> Option<String>| -> ArrayRef {
        Arc::new(cells.iter().map(text).collect::<StringArray>())
    };
    let rows = cells.iter().map(|cell| i64::try_from(cell.row).unwrap_or(i64::MAX));
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("row", Arc::new(rows.collect::<Int64Array>())),
        ("question", texts(&|cell| Some(cell.question.to_string()))),
        ("code", texts(&|cell| Some(cell.problem.code().to_string()))),
        ("title", texts(&|cell| Some(cell.problem.code().title().to_owned()))),
        ("found", texts(&|cell| Some(cell.problem.found().to_owned()))),
        ("expected", texts(&|cell| Some(cell.problem.expected().to_owned()))),
        ("nearest", texts(&|cell| cell.problem.nearest().map(str::to_owned))),
    ];
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, column)| (name, column, name == "nearest")),
    );
    let batch = batch.map_err(|error: ArrowError| refused(error))?;
    Ok(Table::new(batch.schema(), vec![batch]))
}
