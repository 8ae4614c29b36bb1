// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What goes into a batch: one column per question.

use std::borrow::Cow;

use super::Batch;
use crate::answers::AnswerState;
use crate::instrument::given::State;
use crate::instrument::program::Item;
use crate::instrument::table::{Q, Table};
use crate::json::decode::names;
use crate::problem::{Code, Problem, Problems};

/// One bit per row, the first in the lowest bit of the first byte: as Apache Arrow keeps validity.
#[derive(Debug, Clone, Copy)]
pub struct Bits<'a> {
    bytes: &'a [u8],
    offset: usize,
}

impl<'a> Bits<'a> {
    /// Bits of these bytes, the first row at bit `offset`. Rows beyond the bytes are not set.
    #[must_use]
    pub const fn new(bytes: &'a [u8], offset: usize) -> Self {
        Self { bytes, offset }
    }

    /// Whether the bit of this row is set.
    #[must_use]
    pub fn get(&self, row: usize) -> bool {
        let bit = self.offset + row;
        self.bytes.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
    }

    /// The bits from this row on in words of 64, where they begin with a byte. The last rows may be
    /// missing.
    pub(super) fn aligned(&self, row: usize) -> Option<&'a [[u8; 8]]> {
        let bit = self.offset + row;
        let bytes = self.bytes.get(bit / 8..).filter(|_| bit.is_multiple_of(8))?;
        Some(bytes.as_chunks().0)
    }

    /// The bits of 64 rows from this one on.
    pub(super) fn word(&self, row: usize) -> u64 {
        let bit = self.offset + row;
        let from = self.bytes.get(bit / 8..).unwrap_or_default();
        let eight = |bytes: &[u8]| match bytes.first_chunk::<8>() {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
        };
        let word = eight(from) >> (bit % 8);
        match (bit % 8, from.get(8)) {
            (shift @ 1.., Some(next)) => word | u64::from(*next) << (64 - shift),
            _ => word,
        }
    }
}

/// What stands in one cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Missing,
    /// A whole number: the code of an option, or a number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// True or false.
    Truth(bool),
    /// A text, as a person or a form writes it: the id or the label of an option, a number, a day, or a
    /// word for a state (`not_applicable`, `dont_know`, `unanswered`).
    Text(Cow<'a, str>),
    /// Several options, by their ids or labels.
    Options(Vec<Cow<'a, str>>),
    /// A state of the question. Answered is none: an answer stands for itself.
    State(AnswerState),
    /// No answer, for a reason that whoever made the column found.
    Wrong(Problem),
}

/// A column whose cells are looked at one by one.
pub trait Cells: Sync {
    /// What stands in this row.
    fn cell(&self, row: usize) -> Cell<'_>;
}

/// A column of a batch. Numbers and truth values are read where they lie.
#[derive(Clone, Copy)]
pub enum Column<'a> {
    /// Whole numbers of 8 bits: the fastest.
    Int8(&'a [i8]),
    /// Whole numbers.
    Int16(&'a [i16]),
    /// Whole numbers.
    Int32(&'a [i32]),
    /// Whole numbers.
    Int64(&'a [i64]),
    /// Whole numbers.
    UInt8(&'a [u8]),
    /// Whole numbers.
    UInt16(&'a [u16]),
    /// Whole numbers.
    UInt32(&'a [u32]),
    /// Whole numbers.
    UInt64(&'a [u64]),
    /// Numbers. NaN is no answer.
    Float32(&'a [f32]),
    /// Numbers. NaN is no answer.
    Float64(&'a [f64]),
    /// Truth values.
    Bool(Bits<'a>),
    /// Distinct cells, each looked at once: row `r` holds the cell `keys[r]`.
    Keyed {
        /// A key for each row.
        keys: &'a [u32],
        /// What each key stands for.
        cells: &'a dyn Cells,
    },
    /// Anything else.
    Cells(&'a dyn Cells),
}

impl std::fmt::Debug for Column<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = match self {
            Self::Int8(_) => "Int8",
            Self::Int16(_) => "Int16",
            Self::Int32(_) => "Int32",
            Self::Int64(_) => "Int64",
            Self::UInt8(_) => "UInt8",
            Self::UInt16(_) => "UInt16",
            Self::UInt32(_) => "UInt32",
            Self::UInt64(_) => "UInt64",
            Self::Float32(_) => "Float32",
            Self::Float64(_) => "Float64",
            Self::Bool(_) => "Bool",
            Self::Keyed { .. } => "Keyed",
            Self::Cells(_) => "Cells",
        };
        f.write_str(name)
    }
}

impl Column<'_> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a code or an answer is far below 2^53, or else off its scale"
    )]
    pub(crate) fn cell(&self, row: usize) -> Cell<'_> {
        let whole = |number: Option<i64>| number.map_or(Cell::Missing, Cell::Integer);
        let number = |number: Option<f64>| {
            number.filter(|number| !number.is_nan()).map_or(Cell::Missing, Cell::Number)
        };
        match self {
            Self::Int8(values) => whole(values.get(row).map(|value| i64::from(*value))),
            Self::Int16(values) => whole(values.get(row).map(|value| i64::from(*value))),
            Self::Int32(values) => whole(values.get(row).map(|value| i64::from(*value))),
            Self::Int64(values) => whole(values.get(row).copied()),
            Self::UInt8(values) => whole(values.get(row).map(|value| i64::from(*value))),
            Self::UInt16(values) => whole(values.get(row).map(|value| i64::from(*value))),
            Self::UInt32(values) => whole(values.get(row).map(|value| i64::from(*value))),
            Self::UInt64(values) => values.get(row).map_or(Cell::Missing, |value| {
                i64::try_from(*value).map_or(Cell::Number(*value as f64), Cell::Integer)
            }),
            Self::Float32(values) => number(values.get(row).map(|value| f64::from(*value))),
            Self::Float64(values) => number(values.get(row).copied()),
            Self::Bool(bits) => Cell::Truth(bits.get(row)),
            Self::Keyed { keys, cells } => keys
                .get(row)
                .map_or(Cell::Missing, |key| cells.cell(usize::try_from(*key).unwrap_or(usize::MAX))),
            Self::Cells(cells) => cells.cell(row),
        }
    }
}

/// A column with the rows in which it has something.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input<'a> {
    pub(crate) column: Column<'a>,
    pub(crate) valid: Option<Bits<'a>>,
}

impl Input<'_> {
    pub(crate) fn cell(&self, row: usize) -> Cell<'_> {
        if self.valid.is_none_or(|valid| valid.get(row)) { self.column.cell(row) } else { Cell::Missing }
    }
}

/// The columns of a batch, by question. A question without a column is unanswered in every row.
#[derive(Debug, Clone)]
pub struct Columns<'a> {
    batch: Batch,
    pub(super) rows: usize,
    pub(super) coding: Coding,
    pub(super) inputs: Table<Q, Option<Input<'a>>>,
}

impl<'a> Columns<'a> {
    /// No columns yet, for this many rows.
    #[must_use]
    pub fn new(batch: &Batch, rows: usize) -> Self {
        let inputs = Table::filled(None, batch.inner.slots.len());
        Self { batch: batch.clone(), rows, coding: Coding::default(), inputs }
    }

    /// With another meaning of codes and missing cells.
    #[must_use]
    pub fn coded(mut self, coding: Coding) -> Self {
        self.coding = coding;
        self
    }

    /// Adds the column of a question; `valid` tells the rows in which something stands (without it,
    /// all). Rows beyond the end of a column are missing.
    ///
    /// # Errors
    /// `A0501` where there is no such question in the batch, `T1002` where it has a column already.
    pub fn set(
        &mut self,
        question: &str,
        column: Column<'a>,
        valid: Option<Bits<'a>>,
    ) -> Result<(), Problems> {
        let program = self.batch.program();
        let Some(Item::Question(position)) = program.items.get(question).copied() else {
            let known = program.questions.iter().map(|(_, plan)| plan.id.as_str());
            let problem =
                Problem::new(Code::UnknownQuestion, "").unknown(question, "the id of a question", known);
            return Err(Problems::certain(vec![problem]));
        };
        if self.inputs[position].is_some() {
            let problem = Problem::new(Code::ColumnTwice, format!("/{question}"));
            return Err(Problems::certain(vec![problem.finding(format!("`{question}` twice"))]));
        }
        self.inputs[position] = Some(Input { column, valid });
        Ok(())
    }
}

/// How numbers and missing cells stand for answers.
///
/// Choices are given by the position of the option in its scale, from `first` on. The other codes stand
/// for states; in a column of a number question they do so only where they cannot be an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coding {
    /// The code of the first option. Default 0.
    pub first: i64,
    /// The code for not-applicable. Default -1.
    pub not_applicable: Option<i64>,
    /// The code for don't-know. Default -2.
    pub dont_know: Option<i64>,
    /// The state of a cell in which nothing stands. Default unanswered.
    pub missing: MissingCell,
}

impl Default for Coding {
    fn default() -> Self {
        Self { first: 0, not_applicable: Some(-1), dont_know: Some(-2), missing: MissingCell::Unanswered }
    }
}

names! {
    /// What a cell means in which nothing stands.
    pub enum MissingCell {
        /// Nothing was said.
        Unanswered = "unanswered",
        /// The question does not apply.
        NotApplicable = "not_applicable",
        /// The answer is not known.
        DontKnow = "dont_know",
    }
}

impl MissingCell {
    pub(super) fn state(self) -> State {
        match self {
            Self::Unanswered => State::Unanswered,
            Self::NotApplicable => State::NotApplicable,
            Self::DontKnow => State::DontKnow,
        }
    }
}
