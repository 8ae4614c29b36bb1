// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tables with one row per answer, made into tables with one row per answer set.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, DictionaryArray, Int32Array, RecordBatch, RecordBatchOptions, StringArray, UInt64Array,
};
use arrow_schema::{ArrowError, Field, Fields, Schema, SchemaRef};
use arrow_select::concat::concat_batches;
use arrow_select::take::take;

use super::array::Reading;
use super::asked::{Asked, Known, Names};
use super::keys::Key;
use super::places::Places;
use super::plan::check_schema;
use super::result::impossible;
use crate::batch::{BadCell, Batch, Cell, Cells as _};
use crate::forms::{Said, Wording, is_blank, place};
use crate::id::ProfileId;
use crate::instrument::Instrument;
use crate::instrument::given::State;
use crate::instrument::table::{Q, Table};
use crate::limits::Limits;
use crate::problem::{Code, Problem, Problems, at_most};

/// The columns of a long table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongOptions {
    /// The column that names the question. Default `question`.
    pub question: String,
    /// The column with the answer. Default `value`.
    pub value: String,
    /// The column with the state of the answer. Default: `state`, if there is one.
    pub state: Option<String>,
    /// The columns that tell answer sets apart. Default: all others, but for an index of pandas without a
    /// name, which tells rows apart.
    pub keys: Option<Vec<String>>,
    /// What names mean that do not say it: a name in the column `question`, and the id of the question (or any
    /// heading that is understood); empty for a name whose rows answer nothing.
    pub columns: BTreeMap<String, String>,
    /// Texts that say as little as an empty cell, in these columns but the keys.
    pub blanks: Vec<String>,
}

impl Default for LongOptions {
    fn default() -> Self {
        Self {
            question: "question".to_owned(),
            value: "value".to_owned(),
            state: None,
            keys: None,
            columns: BTreeMap::new(),
            blanks: Vec::new(),
        }
    }
}

/// What came of a long table.
#[derive(Debug, Clone)]
pub struct Wide {
    /// The key columns, then a column of texts for each question that was answered. One row for each
    /// combination of keys, in the order in which they first appear.
    pub batch: RecordBatch,
    /// Questions that were answered twice (`T1005`), or whose value and state contradict each other, with
    /// the row of `batch`.
    pub bad_cells: Vec<BadCell>,
    /// Questions that there are not (`A0501`) or that are no longer asked (`A0512`), each once, at the row
    /// of the long table where it appears first; answers without a question (`A0501`), all together at the
    /// first. They take no part. A name in [`LongOptions::columns`] that does not appear (`T1004`).
    pub problems: Vec<Problem>,
}

/// Makes one row per answer set of a table with one row per answer.
///
/// It is given the table in parts, in order, and keeps what it needs: four bytes for each answer set and
/// question, each distinct text once, and the keys. The parts themselves are let go.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{ArrayRef, RecordBatch, StringArray};
/// use digirights::{LongOptions, LongTable, Questionnaire, TableOptions, TableScorer};
///
/// let instrument = Questionnaire::from_json(r#"{
///     "format": "1.0", "id": "mini", "version": "1.0.0",
///     "root": {"id": "whole", "children": [
///         {"id": "register", "answer": {"kind": "yes_no"}},
///         {"id": "training", "answer": {"kind": "share"}}
///     ]}
/// }"#)?.check()?;
///
/// let column = |texts: [&str; 3]| -> ArrayRef { Arc::new(StringArray::from(texts.to_vec())) };
/// let table = RecordBatch::try_from_iter([
///     ("city", column(["A", "B", "A"])),
///     ("question", column(["register", "training", "training"])),
///     ("value", column(["yes", "0.25", "50 %"])),
/// ])?;
/// let mut long = LongTable::new(&instrument, None, &table.schema(), &LongOptions::default())?;
/// long.add(&table)?;
/// let wide = long.finish()?;
/// assert_eq!((wide.batch.num_rows(), wide.batch.num_columns()), (2, 3));
///
/// let scorer = TableScorer::new(&instrument, None, &wide.batch.schema(), TableOptions::default())?;
/// assert!(scorer.score_wide(&wide)?.bad_cells.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct LongTable {
    batch: Batch,
    schema: SchemaRef,
    places: Places,
    sets: BTreeMap<Vec<u8>, usize>,
    /// The keys of the sets, in their order, in parts.
    firsts: Vec<RecordBatch>,
    names: Known,
    renamed: BTreeMap<String, String>,
    blanks: Vec<String>,
    columns: Table<Q, Answers>,
    bad_cells: Vec<BadCell>,
    rows: usize,
}

/// The answers to one question.
#[derive(Debug, Clone, Default)]
struct Answers {
    /// By answer set: a position in the texts, or -1. Sets beyond the end have none.
    cells: Vec<i32>,
    texts: Vec<String>,
    known: BTreeMap<String, i32>,
}

impl LongTable {
    /// Finds the columns.
    ///
    /// # Errors
    /// `A0509` for an unknown profile, `T1003` where a column has a type that cannot be used, `T1004` where
    /// a column is missing.
    pub fn new(
        instrument: &Instrument,
        profile: Option<&ProfileId>,
        schema: &Schema,
        options: &LongOptions,
    ) -> Result<Self, Problems> {
        let batch = instrument.batch(profile)?;
        let places = Places::find(schema, options)?;
        let columns = Table::filled(Answers::default(), batch.program().questions.len());
        Ok(Self {
            batch,
            schema: Arc::new(schema.clone()),
            places,
            sets: BTreeMap::new(),
            firsts: Vec::new(),
            names: Known::default(),
            renamed: options.columns.clone(),
            blanks: options.blanks.clone(),
            columns,
            bad_cells: Vec::new(),
            rows: 0,
        })
    }

    /// Adds the next rows.
    ///
    /// # Errors
    /// `T1003` or `T1004` where the columns are not those of the schema given at first.
    pub fn add(&mut self, part: &RecordBatch) -> Result<(), Problems> {
        check_schema(&self.schema, part.schema_ref())?;
        let blanks = self.blanks.clone();
        let reading =
            |index: usize| part.columns().get(index).map(|array| Reading::of(array.as_ref(), &blanks));
        let Places { question, value, state, .. } = self.places;
        let (Some(questions), Some(values)) = (reading(question), reading(value)) else { return Ok(()) };
        let states = state.and_then(reading);
        let sets = self.sets_of(part)?;
        let (batch, renamed, schema) = (self.batch.clone(), self.renamed.clone(), self.schema.clone());
        let wording = OnceCell::new();
        let mut names = Names::new(&batch, heading(&schema, question), &renamed, &wording);
        for (row, set) in sets.into_iter().enumerate() {
            let said = (values.cell(row), states.as_ref().map_or(Cell::Missing, |states| states.cell(row)));
            match questions.cell(row) {
                Cell::Text(name) if !is_blank(&name) => {
                    if let Some(asked) = self.names.question(&name, self.rows + row, &mut names) {
                        self.answer(asked, set, said, self.rows + row);
                    }
                }
                _ if is_nothing(&said.0) && is_nothing(&said.1) => {}
                _ => self.names.nameless(self.rows + row),
            }
        }
        self.rows += part.num_rows();
        Ok(())
    }

    /// The answer set of each row; new ones are noted.
    fn sets_of(&mut self, part: &RecordBatch) -> Result<Vec<usize>, Problems> {
        let arrays: Vec<&ArrayRef> =
            self.places.keys.iter().filter_map(|key| part.columns().get(*key)).collect();
        let keys: Vec<Key<'_>> = arrays.iter().map(|array| Key::of(array.as_ref())).collect();
        let (mut new, mut sets) = (Vec::new(), Vec::with_capacity(part.num_rows()));
        let (mut key, mut last): (Vec<u8>, Option<(Vec<u8>, usize)>) = (Vec::new(), None);
        for row in 0..part.num_rows() {
            key.clear();
            keys.iter().for_each(|column| column.write(row, &mut key));
            // Most tables are in the order of their keys.
            if let Some((same, set)) = &last
                && *same == key
            {
                sets.push(*set);
                continue;
            }
            let next = self.sets.len();
            let set = self.sets.get(&key).copied().unwrap_or(next);
            if set == next {
                new.push(row as u64);
                self.sets.insert(key.clone(), set);
            }
            last = Some((key.clone(), set));
            sets.push(set);
        }
        let count = RecordBatchOptions::new().with_row_count(Some(new.len()));
        let new = UInt64Array::from(new);
        let taken: Result<Vec<ArrayRef>, ArrowError> =
            arrays.iter().map(|array| take(array.as_ref(), &new, None)).collect();
        let first =
            taken.and_then(|keys| RecordBatch::try_new_with_options(self.keys_schema(), keys, &count));
        self.firsts.push(first.map_err(|error| impossible(&error))?);
        Ok(sets)
    }

    fn keys_schema(&self) -> SchemaRef {
        let fields = self.places.keys.iter().filter_map(|key| self.schema.fields().get(*key).cloned());
        Arc::new(Schema::new(fields.collect::<Fields>()))
    }

    fn answer(&mut self, (question, percent): Asked, set: usize, said: (Cell<'_>, Cell<'_>), row: usize) {
        let id = self.batch.program().questions[question].id.clone();
        let text = self.said((question, percent), said);
        let Some(text) = text.transpose() else { return };
        let answers = &mut self.columns[question];
        let before = answers.cells.get(set).copied().unwrap_or(-1);
        let wrong = match text {
            Ok(_) if before >= 0 => {
                let problem = Problem::new(Code::AnsweredTwice, "");
                problem.finding(format!("`{id}` again in row {row}")).expecting("one answer")
            }
            Ok(text) => {
                answers.put(set, text);
                return;
            }
            Err(problem) => problem,
        };
        let problem = wrong.at_path(format!("/{set}/{id}"));
        self.bad_cells.push(BadCell { row: set, question: id, problem });
        if before < 0 {
            // The set has an answer, though not one that counts.
            answers.put(set, String::new());
        }
    }

    /// The value and the state of one row as one text; none where the row says nothing.
    fn said(
        &self,
        (question, percent): Asked,
        (value, state): (Cell<'_>, Cell<'_>),
    ) -> Result<Option<String>, Problem> {
        let wording = self.batch.wording();
        let value = match value {
            Cell::Missing | Cell::State(_) => None,
            Cell::Text(text) => (!is_blank(&text)).then(|| text.into_owned()),
            Cell::Integer(number) => Some(number.to_string()),
            Cell::Number(number) => Some(number.to_string()),
            Cell::Truth(truth) => Some(truth.to_string()),
            Cell::Options(options) => Some(serde_json::json!(options).to_string()),
            Cell::Wrong(problem) => return Err(problem),
        };
        let value = match value {
            Some(text) if percent => Some(share(wording, text)?),
            value => value,
        };
        let state = match state {
            Cell::Text(text) if !is_blank(&text) => wording.state(&text).map_err(|misread| misread.at(""))?,
            _ => return Ok(value),
        };
        let name = match state {
            State::Answered => None,
            State::NotApplicable => Some("not_applicable"),
            State::DontKnow => Some("dont_know"),
            State::Unanswered => Some("unanswered"),
        };
        let contradiction = |found: &str| {
            let problem = Problem::new(Code::StateContradicts, "").finding(found);
            Err(problem.expecting("a value with `answered`, and only there"))
        };
        match (value, name) {
            (Some(value), None) => Ok(Some(value)),
            (None, None) => contradiction("`answered` without an answer"),
            (Some(value), Some(_)) => match wording.cell(question, &value) {
                Ok(Said::State(said)) if said == state => Ok(Some(value)),
                _ => contradiction("an answer with another state"),
            },
            (None, Some(_)) if state == State::Unanswered => Ok(None),
            (None, Some(name)) => match wording.cell(question, name) {
                Ok(Said::State(said)) if said == state => Ok(Some(name.to_owned())),
                // An option of the question has that name.
                _ => contradiction(&format!("`{name}` as a state, which is the id of an option here")),
            },
        }
    }

    /// The table with one row per answer set.
    ///
    /// # Errors
    /// `T1004` where no row answers a question.
    pub fn finish(mut self) -> Result<Wide, Problems> {
        let named = heading(&self.schema, self.places.question);
        let mut problems = std::mem::take(&mut self.names).finish(named, &self.renamed);
        at_most(&mut problems, &Limits::default());
        let schema = self.keys_schema();
        let keys = concat_batches(&schema, &self.firsts).map_err(|error| impossible(&error))?;
        let sets = self.sets.len();
        let mut fields: Vec<Arc<Field>> = schema.fields().iter().cloned().collect();
        let mut arrays: Vec<ArrayRef> = keys.columns().to_vec();
        for (question, answers) in self.columns.iter() {
            if answers.texts.is_empty() {
                continue;
            }
            let array = answers.array(sets).map_err(|error| impossible(&error))?;
            let id = self.batch.program().questions[question].id.as_str();
            fields.push(Arc::new(Field::new(id, array.data_type().clone(), true)));
            arrays.push(array);
        }
        if arrays.len() == keys.num_columns() {
            let problem = Problem::new(Code::NoColumn, place(named)).finding(format!("{} rows", self.rows));
            problems.push(problem.expecting("rows that answer questions"));
            return Err(Problems::certain(problems));
        }
        let rows = RecordBatchOptions::new().with_row_count(Some(sets));
        let batch = RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), arrays, &rows);
        let batch = batch.map_err(|error| impossible(&error))?;
        Ok(Wide { batch, bad_cells: self.bad_cells, problems })
    }
}

fn heading(schema: &Schema, column: usize) -> &str {
    schema.fields().get(column).map_or("", |field| field.name().as_str())
}

fn is_nothing(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Missing => true,
        Cell::Text(text) => is_blank(text),
        _ => false,
    }
}

/// A text in percent as the share that it is. Codes and words for states, and what is no percentage, stay as
/// they are.
fn share(wording: &Wording, text: String) -> Result<String, Problem> {
    match wording.percent(&text) {
        Ok(Said::Value(share)) if share.as_f64().is_some_and(|share| (0.0..=1.0).contains(&share)) => {
            Ok(share.to_string())
        }
        Ok(_) => Ok(text),
        Err(misread) => Err(misread.at("")),
    }
}

impl Answers {
    fn put(&mut self, set: usize, text: String) {
        let next = i32::try_from(self.texts.len()).unwrap_or(i32::MAX);
        let position = *self.known.entry(text.clone()).or_insert(next);
        if position == next {
            self.texts.push(text);
        }
        if self.cells.len() <= set {
            self.cells.resize(set + 1, -1);
        }
        if let Some(cell) = self.cells.get_mut(set) {
            *cell = position;
        }
    }

    fn array(&self, sets: usize) -> Result<ArrayRef, ArrowError> {
        let keys = (0..sets).map(|set| self.cells.get(set).copied().filter(|key| *key >= 0));
        let keys: Int32Array = keys.collect();
        let texts = StringArray::from_iter_values(&self.texts);
        Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(keys, Arc::new(texts))?))
    }
}
