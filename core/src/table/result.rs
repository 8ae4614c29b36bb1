// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Columns of a batch scored into a table: what is kept, the scores, and what is wrong with each row.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use arrow_array::{
    ArrayRef, DictionaryArray, Float64Array, Int16Array, RecordBatch, RecordBatchOptions, StringArray,
};
use arrow_buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields, Schema, SchemaRef};
use bytemuck::cast_slice_mut;

use super::memory::Memory;
use super::options::TableOptions;
use super::wrong::{Wrong, position};
use crate::batch::{BadCell, Batch, BatchOptions, Columns, Output, Target, Values};
use crate::id::ItemId;
use crate::instrument::program::Item;
use crate::problem::{Code, Problem, Problems};

/// The name of the column of problems.
pub(super) const PROBLEMS: &str = "problems";

/// What pandas says of its columns and its index.
const PANDAS: &str = "pandas";

/// What came of the rows of a table.
#[derive(Debug, Clone)]
pub struct Scored {
    /// The columns that were kept, the scores, and the problems of each row where they were asked for.
    pub batch: RecordBatch,
    /// The cells that are no answers, by row and then in the order of the questionnaire. Such a row has
    /// no scores.
    pub bad_cells: Vec<BadCell>,
    /// The rows that cannot be used as a whole, with what is wrong: one each for every problem. They have
    /// no scores, and their cells are not among the bad ones.
    pub bad_rows: Vec<BadRow>,
}

/// A row that cannot be used as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// The row, from 0.
    pub row: usize,
    /// What is wrong. Its place is one inside what was read for the row, if it has any.
    pub problem: Problem,
}

/// A result before it has rows.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) batch: Batch,
    pub(super) outputs: Vec<Output>,
    pub(super) schema: SchemaRef,
    threads: usize,
    problems: bool,
}

impl Shape {
    /// `kept` are the columns that come first, of a table with these metadata.
    pub(super) fn new(
        batch: Batch,
        outputs: Vec<Output>,
        kept: impl IntoIterator<Item = FieldRef>,
        metadata: &HashMap<String, String>,
        options: &TableOptions,
    ) -> Self {
        let schema = schema(kept, &outputs, options.problems_column);
        // By it a frame of pandas gets back the index that it had, so that scores meet their rows.
        let index = metadata.get_key_value(PANDAS).map(|(key, value)| (key.clone(), value.clone()));
        let schema = Arc::new(schema.with_metadata(index.into_iter().collect()));
        Self { batch, outputs, schema, threads: options.threads, problems: options.problems_column }
    }

    /// Scores columns. `kept` are the columns that come first; rows are counted from `first_row`.
    pub(super) fn score(
        &self,
        columns: &Columns<'_>,
        kept: impl IntoIterator<Item = ArrayRef>,
        (first_row, rows): (u64, usize),
        wrong: &Wrong<'_>,
    ) -> Result<Scored, Problems> {
        let mut memory = Memory::new(self.outputs.iter().flat_map(|output| sizes(output, rows)));
        let targets = targets(&self.outputs, &mut memory);
        let mut bad_cells = self.batch.score_into(columns, &self.outputs, targets, self.threads);
        let mut arrays: Vec<ArrayRef> = kept.into_iter().collect();
        let scores = finish(&self.outputs, memory, rows);
        arrays.extend(scores.map_err(|error| impossible(&error))?);
        let first = position(first_row);
        for cell in bad_cells.iter_mut().filter(|_| first > 0) {
            cell.row = cell.row.saturating_add(first);
            let path = format!("/{}/{}", cell.row, cell.question);
            cell.problem = cell.problem.clone().at_path(path);
        }
        let (bad_cells, bad_rows) = wrong.among(bad_cells);
        if self.problems {
            arrays.push(Arc::new(in_words(&bad_cells, &bad_rows, first, rows)));
        }
        // A table without columns still has rows.
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let batch = RecordBatch::try_new_with_options(self.schema.clone(), arrays, &options);
        Ok(Scored { batch: batch.map_err(|error| impossible(&error))?, bad_cells, bad_rows })
    }
}

/// The scores that were asked for.
pub(super) fn outputs(batch: &Batch, options: &TableOptions) -> Result<Vec<Output>, Problems> {
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

fn schema(kept: impl IntoIterator<Item = FieldRef>, outputs: &[Output], problems: bool) -> Schema {
    let scores = outputs.iter().map(|output| {
        let of = match output.levels {
            None => DataType::Float64,
            Some(_) => DataType::Dictionary(Box::new(DataType::Int16), Box::new(DataType::Utf8)),
        };
        // Levels come in their order, the least first.
        Arc::new(Field::new(&output.name, of, true).with_dict_is_ordered(output.levels.is_some()))
    });
    let problems = problems.then(|| Arc::new(Field::new(PROBLEMS, DataType::Utf8, true)));
    Schema::new(kept.into_iter().chain(scores).chain(problems).collect::<Fields>())
}

/// The bytes of a column of scores: those of its values, and those of the bits that tell where it has some.
fn sizes(output: &Output, rows: usize) -> [usize; 2] {
    let value = if output.levels.is_none() { size_of::<f64>() } else { size_of::<i16>() };
    [rows.saturating_mul(value), rows.div_ceil(64) * size_of::<u64>()]
}

/// Where each column of scores is written.
fn targets<'a>(outputs: &[Output], memory: &'a mut Memory) -> Vec<Target<'a>> {
    let mut lists = memory.lists().into_iter();
    let mut targets = Vec::new();
    for output in outputs {
        let (Some(values), Some(valid)) = (lists.next(), lists.next()) else { break };
        let values = match output.levels {
            None => Values::Numbers(cast_slice_mut(values)),
            Some(_) => Values::Levels(cast_slice_mut(values)),
        };
        targets.push(Target { values, valid: cast_slice_mut(valid) });
    }
    targets
}

/// The columns of scores.
fn finish(outputs: &[Output], mut memory: Memory, rows: usize) -> Result<Vec<ArrayRef>, ArrowError> {
    for target in targets(outputs, &mut memory) {
        // Arrow counts bits through bytes.
        target.valid.iter_mut().for_each(|word| *word = word.to_le());
    }
    let mut lists = memory.finish().into_iter();
    let mut arrays: Vec<ArrayRef> = Vec::new();
    for output in outputs {
        let (Some(values), Some(valid)) = (lists.next(), lists.next()) else { break };
        let valid = NullBuffer::new(BooleanBuffer::new(valid, 0, rows));
        let nulls = (valid.null_count() > 0).then_some(valid);
        arrays.push(match &output.levels {
            None => Arc::new(Float64Array::try_new(ScalarBuffer::new(values, 0, rows), nulls)?),
            Some(names) => {
                let keys = Int16Array::try_new(ScalarBuffer::new(values, 0, rows), nulls)?;
                let names = StringArray::from_iter_values(names);
                Arc::new(DictionaryArray::try_new(keys, Arc::new(names))?)
            }
        });
    }
    Ok(arrays)
}

/// Arrow refuses what was made here: that would be a defect of ours, not of the input.
pub(super) fn impossible(error: &ArrowError) -> Problems {
    Problems::certain(vec![Problem::new(Code::ColumnType, "").finding(error.to_string())])
}

/// What is wrong with each row, in words.
fn in_words(cells: &[BadCell], rows: &[BadRow], first: usize, count: usize) -> StringArray {
    let mut words: BTreeMap<usize, String> = BTreeMap::new();
    let of_rows = rows.iter().map(|bad| (bad.row, None, &bad.problem));
    for (row, question, problem) in
        of_rows.chain(cells.iter().map(|cell| (cell.row, Some(&cell.question), &cell.problem)))
    {
        let words = words.entry(row).or_default();
        let apart = if words.is_empty() { "" } else { "; " };
        // The place of a cell is its question, which is named already. Writing to a text cannot fail.
        let _ = match question {
            Some(question) => write!(words, "{apart}{question}: {}", problem.clone().at_path(String::new())),
            None => write!(words, "{apart}{problem}"),
        };
    }
    (first..first.saturating_add(count)).map(|row| words.get(&row)).collect()
}
