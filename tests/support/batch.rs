// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Answers as the columns of a batch, and a batch held against single scoring.

use digirights::{
    Answer, AnswerState, Answers, Batch, BatchOptions, Bits, Cell, Cells, Coding, Column, Columns, Measure,
    Scorecard, Scores,
};
use serde_json::Value;

/// How answers are laid out in columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Every cell on its own: texts, numbers, truth values, lists.
    Cells,
    /// Choices as 8-bit codes and numbers as doubles, where a column allows it.
    Typed,
}

/// A column of cells.
#[derive(Debug)]
struct Given(Vec<Cell<'static>>);

impl Cells for Given {
    fn cell(&self, row: usize) -> Cell<'_> {
        self.0.get(row).cloned().unwrap_or(Cell::Missing)
    }
}

fn cell(answer: &Answer) -> Cell<'static> {
    match (answer.state, &answer.value) {
        (AnswerState::NotApplicable, _) => Cell::Text("not_applicable".into()),
        (AnswerState::DontKnow, _) => Cell::Text("dont_know".into()),
        (_, Some(value)) => of_value(value),
        _ => Cell::Missing,
    }
}

fn of_value(value: &Value) -> Cell<'static> {
    let number = |key: &str| value.get(key).and_then(Value::as_f64).unwrap_or(f64::NAN);
    match value {
        Value::Null => Cell::Missing,
        Value::Bool(truth) => Cell::Truth(*truth),
        Value::Number(number) => Cell::Number(number.as_f64().unwrap_or(f64::NAN)),
        Value::String(text) => Cell::Text(text.clone().into()),
        Value::Array(items) => Cell::Options(
            items.iter().map(|item| item.as_str().unwrap_or_default().to_owned().into()).collect(),
        ),
        Value::Object(_) => Cell::Number(number("part") / number("whole")),
    }
}

/// A column that is kept while a batch is scored.
#[derive(Debug)]
enum Kept {
    Cells(Given),
    Codes(Vec<i8>, Vec<u8>),
    Numbers(Vec<f64>),
}

/// The codes of a choice, if all cells have one.
fn codes(batch: &Batch, question: &str, cells: &[Cell<'static>]) -> Option<Kept> {
    let options = batch.options(question)?;
    let (mut codes, mut valid) = (Vec::new(), vec![0_u8; cells.len().div_ceil(8)]);
    for (row, cell) in cells.iter().enumerate() {
        let code = match cell {
            Cell::Missing => None,
            Cell::Text(text) => match options.iter().position(|option| option.as_str() == *text) {
                Some(position) => Some(i8::try_from(position).ok()?),
                None if *text == "not_applicable" => Some(-1),
                None if *text == "dont_know" => Some(-2),
                None => return None,
            },
            Cell::Truth(truth) => {
                let name = if *truth { "yes" } else { "no" };
                let position = options.iter().position(|option| option.as_str() == name)?;
                Some(i8::try_from(position).ok()?)
            }
            _ => return None,
        };
        codes.push(code.unwrap_or(99));
        if let (Some(_), Some(byte)) = (code, valid.get_mut(row / 8)) {
            *byte |= 1 << (row % 8);
        }
    }
    Some(Kept::Codes(codes, valid))
}

fn numbers(cells: &[Cell<'static>]) -> Option<Kept> {
    let number = |cell: &Cell<'static>| match cell {
        Cell::Missing => Some(f64::NAN),
        Cell::Number(number) => Some(*number),
        _ => None,
    };
    cells.iter().map(number).collect::<Option<Vec<f64>>>().map(Kept::Numbers)
}

/// Scores answers as the rows of a batch.
///
/// # Panics
/// Where a question of the batch is not known to it.
#[must_use]
#[expect(clippy::expect_used, reason = "the questions are those of the batch")]
pub fn score(batch: &Batch, rows: &[&Answers], layout: Layout, options: &BatchOptions) -> Scores {
    let questions: Vec<String> = batch.questions().map(ToString::to_string).collect();
    let kept: Vec<Kept> = questions
        .iter()
        .map(|question| {
            let cells: Vec<Cell<'static>> =
                rows.iter().map(|answers| answers.answer(question).map_or(Cell::Missing, cell)).collect();
            let typed = (layout == Layout::Typed)
                .then(|| codes(batch, question, &cells).or_else(|| numbers(&cells)))
                .flatten();
            typed.unwrap_or(Kept::Cells(Given(cells)))
        })
        .collect();
    let mut columns = Columns::new(batch, rows.len()).coded(Coding::default());
    for (question, kept) in questions.iter().zip(&kept) {
        let (column, valid) = match kept {
            Kept::Cells(cells) => (Column::Cells(cells), None),
            Kept::Codes(codes, valid) => (Column::Int8(codes), Some(Bits::new(valid, 0))),
            Kept::Numbers(numbers) => (Column::Float64(numbers), None),
        };
        columns.set(question, column, valid).expect("the question is of the batch");
    }
    batch.score(&columns, options)
}

/// Where a row of a batch differs from a scorecard, to the bit.
#[must_use]
pub fn differences(card: &Scorecard, scores: &Scores, row: usize) -> Vec<String> {
    let mut found = Vec::new();
    let mut same = |of: &str, measure: Measure, expected: Option<f64>| {
        let Some(column) = scores.column(of, measure) else { return };
        let actual = column.numbers.get(row).copied().filter(|_| column.has(row));
        if expected.map(f64::to_bits) != actual.map(f64::to_bits) {
            found.push(format!("{of}.{measure} of row {row}: expected {expected:?}, found {actual:?}"));
        }
    };
    for node in card.nodes() {
        let id = node.id().as_str();
        same(id, Measure::Point, node.score().map(digirights::Score::point));
        same(id, Measure::Low, node.bounds().map(|bounds| bounds.0));
        same(id, Measure::High, node.bounds().map(|bounds| bounds.1));
        same(id, Measure::Completeness, Some(node.completeness()));
    }
    for (lens, members) in card.lens_ids() {
        for member in members {
            let score = card.lens(lens.as_str(), member.as_str());
            let of = format!("{lens}/{member}");
            same(&of, Measure::Point, score.map(digirights::Score::point));
            same(&of, Measure::Low, score.map(digirights::Score::low));
            same(&of, Measure::High, score.map(digirights::Score::high));
        }
    }
    for node in card.nodes() {
        let (low, high) = node.level_bounds();
        for (measure, expected) in
            [(Measure::Level, node.level()), (Measure::LevelLow, low), (Measure::LevelHigh, high)]
        {
            let Some(levels) = scores.levels(node.id().as_str(), measure) else { continue };
            let actual = levels.get(row).copied().flatten();
            if expected.map(digirights::LevelId::as_str) != actual {
                found.push(format!(
                    "{}.{measure} of row {row}: expected {expected:?}, found {actual:?}",
                    node.id()
                ));
            }
        }
    }
    found
}
