// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Scores the rows of Arrow tables.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use arrow_array::types::Int16Type;
use arrow_array::{
    ArrayRef, DictionaryArray, Float64Array, PrimitiveArray, RecordBatch, RecordBatchOptions, StringArray,
    builder::StringBuilder,
};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};

use super::array::Reading;
use super::joined::Joined;
use super::long::{Wide, impossible};
use super::memory::{Memory, nulls};
use super::options::TableOptions;
use super::plan::{PROBLEMS, Plan, Sources, check_schema};
use super::report::TableReport;
use crate::batch::{BadCell, Batch, BatchOptions, Cell, Cells, Columns, Output, Target, Values};
use crate::forms::{Labels, Words, spoken};
use crate::id::{ItemId, ProfileId};
use crate::instrument::Instrument;
use crate::instrument::program::Item;
use crate::problem::{Code, Problem, Problems};

/// An instrument made ready for the rows of a table: one row per answer set, one column per question.
///
/// Columns are found by their headings: ids of questions, or whatever a form export may call them. What
/// each was taken for is told by [`TableScorer::report`]; nothing is guessed. Scores are the same bits
/// as those of [`Instrument::assess`](crate::Instrument::assess).
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray, cast::AsArray as _, types::Float64Type};
/// use digirights::{Questionnaire, TableOptions, TableScorer};
///
/// let instrument = Questionnaire::from_json(r#"{
///     "format": "1.0", "id": "mini", "version": "1.0.0",
///     "root": {"id": "whole", "children": [
///         {"id": "register", "answer": {"kind": "yes_no", "partly": true}, "weight": 3},
///         {"id": "training", "answer": {"kind": "share"}}
///     ]}
/// }"#)?.check()?;
///
/// let city: ArrayRef = Arc::new(StringArray::from(vec!["A", "B"]));
/// let register: ArrayRef = Arc::new(StringArray::from(vec![Some("partly"), None]));
/// let training: ArrayRef = Arc::new(Float64Array::from(vec![0.5, 0.75]));
/// let table = RecordBatch::try_from_iter([("city", city), ("register", register), ("training", training)])?;
///
/// let scorer = TableScorer::new(&instrument, None, &table.schema(), TableOptions::default())?;
/// let scored = scorer.score(&table, 0)?;
/// assert!(scored.bad_cells.is_empty());
/// assert_eq!(scored.batch.schema().field(0).name(), "city");
/// let points = scored.batch.column_by_name("whole.point").expect("the root has a point");
/// assert_eq!(points.as_primitive::<Float64Type>().values(), &[0.5, 0.75]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct TableScorer {
    batch: Batch,
    outputs: Vec<Output>,
    plan: Plan,
    options: TableOptions,
    spoken: Vec<&'static Words>,
    given: SchemaRef,
    schema: SchemaRef,
}

/// What came of the rows of a table.
#[derive(Debug, Clone)]
pub struct Scored {
    /// The columns that were kept, the scores, and the problems of each row where they were asked for.
    pub batch: RecordBatch,
    /// The cells that are no answers, by row and then in the order of the questionnaire. Such a row has
    /// no scores.
    pub bad_cells: Vec<BadCell>,
}

/// Wrong cells by question and row, found before the rows were read.
type WrongCells<'a> = BTreeMap<(&'a str, usize), &'a Problem>;

impl TableScorer {
    /// Finds out what every column of a table with this schema is for.
    ///
    /// # Errors
    /// `A0509` for an unknown profile, `S0204` for an unknown node, `A0501` where a column is said to be for a
    /// question that there is not, `T1002` where two columns say the same, `T1003` where a column has a type
    /// that cannot answer its question, `T1004` where a column is missing or none answers a question; with
    /// these the warnings of [`TableReport::warnings`].
    pub fn new(
        instrument: &Instrument,
        profile: Option<&ProfileId>,
        schema: &Schema,
        options: TableOptions,
    ) -> Result<Self, Problems> {
        let batch = instrument.batch(profile)?;
        let outputs = outputs(&batch, &options)?;
        let plan = Plan::new(&batch, schema, &options, &outputs)?;
        let spoken = spoken(&Labels::of(instrument.definition()));
        let result = result_schema(schema, &plan.kept, &outputs, options.problems_column);
        let given = Arc::new(schema.clone());
        Ok(Self { batch, outputs, plan, options, spoken, given, schema: Arc::new(result) })
    }

    /// What every column was taken for.
    #[must_use]
    pub fn report(&self) -> &TableReport {
        &self.plan.report
    }

    /// The instrument, ready for batches.
    #[must_use]
    pub fn batch(&self) -> &Batch {
        &self.batch
    }

    /// The columns of scores, in their order in the result.
    #[must_use]
    pub fn outputs(&self) -> &[Output] {
        &self.outputs
    }

    /// The columns of the result: those that are kept, as they are; a column of doubles for each score,
    /// named as [`Output::name`] says; levels as texts in a dictionary; and last, where it was asked for, a
    /// column `problems`.
    #[must_use]
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// Scores the rows of a table. `first_row` is the number of the first of them, for a table that comes
    /// in parts: bad cells are counted from it.
    ///
    /// # Errors
    /// `T1003` or `T1004` where the columns are not those of the schema given at first. Cells that are no
    /// answers are no error: see [`Scored::bad_cells`].
    pub fn score(&self, table: &RecordBatch, first_row: u64) -> Result<Scored, Problems> {
        self.score_beside(table, first_row, &WrongCells::new())
    }

    /// Scores what came of a long table. Rows in which it found wrong cells have no scores.
    ///
    /// # Errors
    /// As [`TableScorer::score`].
    pub fn score_wide(&self, wide: &Wide) -> Result<Scored, Problems> {
        let wrong = wide.bad_cells.iter().map(|bad| ((bad.question.as_str(), bad.row), &bad.problem));
        self.score_beside(&wide.batch, 0, &wrong.collect())
    }

    fn score_beside(
        &self,
        table: &RecordBatch,
        first_row: u64,
        wrong: &WrongCells<'_>,
    ) -> Result<Scored, Problems> {
        check_schema(&self.given, table.schema_ref())?;
        let rows = table.num_rows();
        let readings: Vec<(&Sources, Reading<'_>)> =
            self.plan.questions.iter().map(|of| (of, self.reading(of, table, wrong))).collect();
        let mut columns = Columns::new(&self.batch, rows).coded(self.options.coding);
        for (of, reading) in &readings {
            let input = reading.input();
            columns.set(of.id.as_str(), input.column, input.valid)?;
        }
        let mut lists: Vec<List> = self.outputs.iter().map(|output| List::new(output, rows)).collect();
        let targets = lists.iter_mut().map(List::target).collect();
        let mut bad_cells = self.batch.score_into(&columns, &self.outputs, targets, self.options.threads);
        let mut arrays: Vec<ArrayRef> =
            self.plan.kept.iter().filter_map(|at| table.columns().get(*at).cloned()).collect();
        for (list, output) in lists.into_iter().zip(&self.outputs) {
            arrays.push(list.finish(output, rows).map_err(|error| impossible(&error))?);
        }
        if self.options.problems_column {
            arrays.push(Arc::new(in_words(&bad_cells, rows)));
        }
        let first = usize::try_from(first_row).unwrap_or(usize::MAX);
        if first > 0 {
            for cell in &mut bad_cells {
                cell.row = cell.row.saturating_add(first);
                let path = format!("/{}/{}", cell.row, cell.question);
                cell.problem = cell.problem.clone().at_path(path);
            }
        }
        // A table without columns still has rows.
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let batch = RecordBatch::try_new_with_options(self.schema.clone(), arrays, &options);
        Ok(Scored { batch: batch.map_err(|error| impossible(&error))?, bad_cells })
    }

    /// How the columns of a question are read.
    fn reading<'a>(&'a self, of: &Sources, table: &'a RecordBatch, wrong: &WrongCells<'_>) -> Reading<'a> {
        let column = |index: usize| table.columns().get(index).map(|array| Reading::of(array.as_ref()));
        let whole = of.whole.and_then(|(index, percent)| Some((column(index)?, percent)));
        let reading = match whole {
            Some((whole, false)) if of.chosen.is_empty() && of.state.is_none() => whole,
            whole => Reading::of_cells(Joined {
                batch: &self.batch,
                question: of.position,
                coding: &self.options.coding,
                spoken: &self.spoken,
                whole,
                chosen: of
                    .chosen
                    .iter()
                    .filter_map(|(choice, index)| Some((choice.clone(), column(*index)?)))
                    .collect(),
                state: of.state.and_then(column),
            }),
        };
        let id = of.id.as_str();
        let wrong: BTreeMap<usize, Problem> = wrong
            .range((id, 0)..=(id, usize::MAX))
            .map(|((_, row), problem)| (*row, (*problem).clone()))
            .collect();
        if wrong.is_empty() { reading } else { Reading::of_cells(Marked { reading, wrong }) }
    }
}

/// A column some of whose cells are known to be wrong.
struct Marked<'a> {
    reading: Reading<'a>,
    wrong: BTreeMap<usize, Problem>,
}

impl Cells for Marked<'_> {
    fn cell(&self, row: usize) -> Cell<'_> {
        match self.wrong.get(&row) {
            Some(problem) => Cell::Wrong(problem.clone()),
            None => self.reading.cell(row),
        }
    }
}

/// The scores that were asked for.
fn outputs(batch: &Batch, options: &TableOptions) -> Result<Vec<Output>, Problems> {
    let of =
        BatchOptions { measures: options.measures.clone(), lenses: options.lenses, threads: options.threads };
    let outputs = batch.outputs(&of);
    let Some(nodes) = &options.nodes else { return Ok(outputs) };
    let program = batch.program();
    let is_node = |id: &ItemId| matches!(program.items.get(id), Some(Item::Node(_)));
    let unknown = nodes.iter().filter(|id| !is_node(id)).map(|id| {
        let known = program.nodes.iter().map(|(_, plan)| plan.id.as_str());
        Problem::new(Code::UnknownName, "/nodes").unknown(id.as_str(), "the id of a node", known)
    });
    Problems::check(unknown.collect())?;
    let wanted = |output: &Output| {
        output.name.contains('/') || nodes.iter().any(|id| output.name == format!("{id}.{}", output.measure))
    };
    Ok(outputs.into_iter().filter(wanted).collect())
}

fn result_schema(given: &Schema, kept: &[usize], outputs: &[Output], problems: bool) -> Schema {
    let kept = kept.iter().filter_map(|index| given.fields().get(*index).cloned());
    let scores = outputs.iter().map(|output| {
        let of = match output.levels {
            None => DataType::Float64,
            Some(_) => DataType::Dictionary(Box::new(DataType::Int16), Box::new(DataType::Utf8)),
        };
        Arc::new(Field::new(&output.name, of, true))
    });
    let problems = problems.then(|| Arc::new(Field::new(PROBLEMS, DataType::Utf8, true)));
    Schema::new(kept.chain(scores).chain(problems).collect::<Fields>())
}

/// A column of scores while it is written.
struct List {
    values: Numbers,
    valid: Vec<u64>,
}

enum Numbers {
    Scores(Memory<f64>),
    Levels(Memory<i16>),
}

impl List {
    fn new(output: &Output, rows: usize) -> Self {
        let values = match output.levels {
            None => Numbers::Scores(Memory::new(rows)),
            Some(_) => Numbers::Levels(Memory::new(rows)),
        };
        Self { values, valid: vec![0; rows.div_ceil(64)] }
    }

    fn target(&mut self) -> Target<'_> {
        let values = match &mut self.values {
            Numbers::Scores(memory) => Values::Numbers(memory.values()),
            Numbers::Levels(memory) => Values::Levels(memory.values()),
        };
        Target { values, valid: &mut self.valid }
    }

    fn finish(self, output: &Output, rows: usize) -> Result<ArrayRef, ArrowError> {
        let nulls = nulls(self.valid, rows);
        Ok(match self.values {
            Numbers::Scores(memory) => Arc::new(Float64Array::try_new(memory.finish(), nulls)?),
            Numbers::Levels(memory) => {
                let keys = PrimitiveArray::<Int16Type>::try_new(memory.finish(), nulls)?;
                let names = StringArray::from_iter_values(output.levels.as_deref().unwrap_or_default());
                Arc::new(DictionaryArray::try_new(keys, Arc::new(names))?)
            }
        })
    }
}

/// What is wrong with each row, in words.
fn in_words(bad: &[BadCell], rows: usize) -> StringArray {
    let mut column = StringBuilder::new();
    let mut bad = bad.iter().peekable();
    for row in 0..rows {
        let mut words = String::new();
        while let Some(cell) = bad.next_if(|cell| cell.row == row) {
            if !words.is_empty() {
                words.push_str("; ");
            }
            let problem = cell.problem.clone().at_path(String::new());
            // Writing to a text cannot fail.
            let _ = write!(words, "{}: {problem}", cell.question);
        }
        column.append_option((!words.is_empty()).then_some(words));
    }
    column.finish()
}
