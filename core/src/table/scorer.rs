// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Scores the rows of Arrow tables.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};

use super::array::Reading;
use super::joined::Joined;
use super::long::Wide;
use super::options::TableOptions;
use super::plan::{Plan, Sources, check_schema};
use super::report::TableReport;
use super::result::{BadRow, Scored, Shape, outputs};
use super::wrong::{Wrong, position};
use crate::batch::{BadCell, Batch, Cell, Cells as _, Coding, Columns, Output};
use crate::forms::{Labels, Words, is_blank, of_another, place, spoken};
use crate::id::ProfileId;
use crate::instrument::Instrument;
use crate::instrument::program::Scoring;
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
    shape: Shape,
    plan: Plan,
    options: TableOptions,
    spoken: Vec<&'static Words>,
    given: SchemaRef,
}

impl TableScorer {
    /// Finds out what every column of a table with this schema is for.
    ///
    /// # Errors
    /// `A0509` for an unknown profile, `S0204` for an unknown node, `S0206` where the code of a state is that of
    /// another state, or of an option in every scale, `A0501` where a column is said to be for a
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
        Problems::check(crossed(&batch, options.coding))?;
        let outputs = outputs(&batch, &options)?;
        let plan = Plan::new(&batch, schema, &options, &outputs)?;
        let spoken = spoken(&Labels::of(instrument.definition()));
        let kept = plan.kept.iter().filter_map(|index| schema.fields().get(*index).cloned());
        let shape = Shape::new(batch, outputs, kept, schema.metadata(), &options);
        Ok(Self { shape, plan, options, spoken, given: Arc::new(schema.clone()) })
    }

    /// What every column was taken for.
    #[must_use]
    pub fn report(&self) -> &TableReport {
        &self.plan.report
    }

    /// The instrument, ready for batches.
    #[must_use]
    pub fn batch(&self) -> &Batch {
        &self.shape.batch
    }

    /// The columns of scores, in their order in the result.
    #[must_use]
    pub fn outputs(&self) -> &[Output] {
        &self.shape.outputs
    }

    /// The columns of the result: those that are kept, as they are; a column of doubles for each score,
    /// named as [`Output::name`] says; levels as texts in a dictionary; and last, where it was asked for, a
    /// column `problems`.
    #[must_use]
    pub fn schema(&self) -> &SchemaRef {
        &self.shape.schema
    }

    /// Scores the rows of a table. `first_row` is the number of the first of them, for a table that comes
    /// in parts: bad cells are counted from it.
    ///
    /// # Errors
    /// `T1003` or `T1004` where the columns are not those of the schema given at first. Cells that are no
    /// answers are no error: see [`Scored::bad_cells`]; nor are rows of a form that was made for another
    /// questionnaire or edition: see [`Scored::bad_rows`].
    pub fn score(&self, table: &RecordBatch, first_row: u64) -> Result<Scored, Problems> {
        self.score_beside(table, first_row, &[])
    }

    /// Scores what came of a long table. Rows in which it found wrong cells have no scores.
    ///
    /// # Errors
    /// As [`TableScorer::score`].
    pub fn score_wide(&self, wide: &Wide) -> Result<Scored, Problems> {
        self.score_wide_rows(wide, 0..wide.batch.num_rows())
    }

    /// As [`TableScorer::score_wide`], for some of its rows alone: for callers that want to tell how far
    /// they are.
    ///
    /// # Errors
    /// As [`TableScorer::score`].
    pub fn score_wide_rows(&self, wide: &Wide, rows: Range<usize>) -> Result<Scored, Problems> {
        let end = rows.end.min(wide.batch.num_rows());
        let start = rows.start.min(end);
        let here = |cell: &&BadCell| (start..end).contains(&cell.row);
        let cells: Vec<BadCell> = wide.bad_cells.iter().filter(here).cloned().collect();
        self.score_marked(&wide.batch.slice(start, end - start), start as u64, &cells, &[])
    }

    /// As [`TableScorer::score`], with rows that whoever read the table found wrong, counted from
    /// `first_row` as well. They have no scores, and their cells are not looked at.
    ///
    /// # Errors
    /// As [`TableScorer::score`].
    pub fn score_beside(
        &self,
        table: &RecordBatch,
        first_row: u64,
        bad_rows: &[BadRow],
    ) -> Result<Scored, Problems> {
        self.score_marked(table, first_row, &[], bad_rows)
    }

    fn score_marked(
        &self,
        table: &RecordBatch,
        first_row: u64,
        bad_cells: &[BadCell],
        bad_rows: &[BadRow],
    ) -> Result<Scored, Problems> {
        check_schema(&self.given, table.schema_ref())?;
        let bad_rows = self.with_others(table, first_row, bad_rows);
        let wrong = Wrong::of(&self.shape.batch, bad_cells, &bad_rows, first_row);
        let is_planned = |question: &str| self.plan.questions.iter().any(|of| of.id.as_str() == question);
        let planned = self.plan.questions.iter().map(|of| (of.id.as_str(), self.reading(of, table)));
        // A question without a column can have wrong cells, too.
        let beside = wrong.questions().filter(|question| !is_planned(question));
        let readings: Vec<(&str, Reading<'_>)> = planned
            .chain(beside.map(|question| (question, Reading::of_nothing())))
            .map(|(question, reading)| {
                let marked = wrong.mark(question, reading);
                (question, marked.map_or_else(|reading| reading, Reading::of_cells))
            })
            .collect();
        let rows = table.num_rows();
        let mut columns = Columns::new(&self.shape.batch, rows).coded(self.options.coding);
        for (question, reading) in &readings {
            let input = reading.input();
            columns.set(question, input.column, input.valid)?;
        }
        let kept = self.plan.kept.iter().filter_map(|index| table.columns().get(*index).cloned());
        self.shape.score(&columns, kept, (first_row, rows), &wrong)
    }

    /// Rows that are known to be bad, and those of forms that were made for another questionnaire or
    /// edition, in their order.
    fn with_others<'r>(&self, table: &RecordBatch, first_row: u64, known: &'r [BadRow]) -> Cow<'r, [BadRow]> {
        let mut others = Vec::new();
        for column in &self.plan.editions {
            let field = self.given.fields().get(*column);
            let Some((array, field)) = table.columns().get(*column).zip(field) else { continue };
            let path = place(field.name());
            let (cells, first) = (Reading::of(array.as_ref(), &self.options.blanks), position(first_row));
            let mut last: Option<(String, Option<Problem>)> = None;
            for row in 0..table.num_rows() {
                let Cell::Text(said) = cells.cell(row) else { continue };
                if is_blank(&said) {
                    continue;
                }
                // All rows of a form say the same.
                if !matches!(&last, Some((same, _)) if *same == said) {
                    let found = of_another(self.shape.batch.instrument(), &said);
                    last = Some((said.into_owned(), found.map(|problem| problem.at_path(path.clone()))));
                }
                if let Some((_, Some(problem))) = &last {
                    others.push(BadRow { row: first.saturating_add(row), problem: problem.clone() });
                }
            }
        }
        if others.is_empty() {
            return Cow::Borrowed(known);
        }
        let read: BTreeSet<usize> = known.iter().map(|bad| bad.row).collect();
        let new = others.into_iter().filter(|bad| !read.contains(&bad.row));
        let mut all: Vec<BadRow> = known.iter().cloned().chain(new).collect();
        all.sort_by_key(|bad| bad.row);
        Cow::Owned(all)
    }

    /// How the columns of a question are read.
    fn reading<'a>(&'a self, of: &Sources, table: &'a RecordBatch) -> Reading<'a> {
        let blanks = &self.options.blanks;
        let column =
            |index: usize| table.columns().get(index).map(|array| Reading::of(array.as_ref(), blanks));
        let whole = of.whole.and_then(|(index, percent)| Some((column(index)?, percent)));
        match whole {
            Some((whole, false)) if of.chosen.is_empty() && of.state.is_none() => whole,
            whole => Reading::of_cells(Joined {
                batch: &self.shape.batch,
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
        }
    }
}

/// Codes of states that can never be meant: an option of every scale has them, or the other state.
fn crossed(batch: &Batch, coding: Coding) -> Vec<Problem> {
    let scales = batch.program().questions.iter().filter_map(|(_, plan)| match &plan.scoring {
        Scoring::Choice { options, .. } => i64::try_from(options.len()).ok(),
        _ => None,
    });
    let last = scales.min().map(|options| coding.first.saturating_add(options - 1));
    let wrong = |code: i64, of: &str, what: &str| {
        let problem = Problem::new(Code::OutOfRange, "").finding(format!("{code} for {of}"));
        problem.expecting(format!("another code: this is that of {what}"))
    };
    let states = [(coding.not_applicable, "not applicable"), (coding.dont_know, "don't know")];
    let coded = states.into_iter().filter_map(|(code, state)| code.map(|code| (code, state)));
    let among = coded.filter(|(code, _)| last.is_some_and(|last| (coding.first..=last).contains(code)));
    let mut problems: Vec<Problem> =
        among.map(|(code, state)| wrong(code, state, "an option in every scale")).collect();
    if let (Some(code), Some(other)) = (coding.not_applicable, coding.dont_know)
        && code == other
    {
        problems.push(wrong(other, "don't know", "not applicable, too"));
    }
    problems
}
