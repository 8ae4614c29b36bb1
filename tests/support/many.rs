// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Many invented answer sets in columns, for measuring batches.

use digirights::{Batch, BatchOptions, Bits, Column, Columns, Instrument, Questionnaire, Scores};
use serde_json::{Value, json};

/// Numbers that look random and are the same everywhere (xorshift).
#[derive(Debug)]
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from((self.next() >> 32) % end.max(1) as u64).unwrap_or_default()
    }
}

#[derive(Debug)]
enum Kept {
    Codes(Vec<i8>, Vec<u8>),
    Numbers(Vec<f64>),
}

/// Columns of answers, a tenth of them missing.
#[derive(Debug)]
pub struct Many {
    batch: Batch,
    rows: usize,
    kept: Vec<(String, Kept)>,
}

/// 15 mechanisms of 7 questions with five options each, weights from 1 to 3 for questions and from 1 to
/// 4 for mechanisms, which is what the peers' programs compute, and three levels.
///
/// # Panics
/// Never: it is valid.
#[must_use]
#[expect(clippy::expect_used, reason = "it is valid")]
pub fn matrix() -> Instrument {
    let question = |mechanism: usize, question: usize| {
        let weight = 1 + (mechanism * 7 + question) % 3;
        json!({"id": format!("m{mechanism}_q{question}"), "weight": weight, "not_applicable": "allowed",
               "answer": {"kind": "choice", "scale": "steps"}})
    };
    let mechanism = |mechanism: usize| {
        let questions: Vec<Value> = (0..7).map(|number| question(mechanism, number)).collect();
        json!({"id": format!("s{mechanism}"), "weight": 1 + mechanism % 4, "levels": "three",
               "children": questions})
    };
    let whole = json!({
        "format": "1.0", "id": "matrix", "version": "1.0.0",
        "scales": {"steps": {"options": [
            {"id": "a", "value": 0}, {"id": "b", "value": 0.25}, {"id": "c", "value": 0.5},
            {"id": "d", "value": 0.75}, {"id": "e", "value": 1}
        ]}},
        "level_sets": {"three": {"levels": [
            {"id": "low"}, {"id": "mid", "from": 0.4}, {"id": "top", "from": 0.7}
        ]}},
        "root": {"id": "overall", "levels": "three", "children": (0..15).map(mechanism).collect::<Vec<Value>>()}
    });
    Questionnaire::from_json(&whole.to_string()).and_then(Questionnaire::check).expect("it is valid")
}

impl Many {
    /// Invents `rows` answer sets. Questions that are neither choices nor numbers stay unanswered.
    ///
    /// # Panics
    /// Never: the whole questionnaire can always be scored in batches.
    #[must_use]
    #[expect(clippy::expect_used, reason = "without a profile there is always a batch")]
    pub fn new(instrument: &Instrument, rows: usize) -> Self {
        let batch = instrument.batch(None).expect("the whole can be scored");
        let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
        let mut kept = Vec::new();
        for id in batch.questions() {
            let question = json!(instrument.question(id.as_str()));
            let of_answer = |field: &str| question.get("answer").and_then(|answer| answer.get(field));
            let number = |field: &str| of_answer(field).and_then(Value::as_f64);
            let column = if let Some(options) = batch.options(id.as_str()) {
                let codes =
                    (0..rows).map(|_| i8::try_from(numbers.below(options.len())).unwrap_or(0)).collect();
                let mut valid = vec![u8::MAX; rows.div_ceil(8)];
                for row in 0..rows {
                    if numbers.below(10) == 0
                        && let Some(byte) = valid.get_mut(row / 8)
                    {
                        *byte &= !(1 << (row % 8));
                    }
                }
                Kept::Codes(codes, valid)
            } else {
                let (least, most) = match of_answer("kind").and_then(Value::as_str) {
                    Some("share") => (0.0, 1.0),
                    Some("number") => (number("minimum").unwrap_or(0.0), number("maximum").unwrap_or(100.0)),
                    _ => continue,
                };
                let whole = of_answer("integer") == Some(&Value::Bool(true));
                let one = |numbers: &mut Numbers| {
                    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
                    let part = numbers.below(1_000_001) as f64 / 1_000_000.0;
                    let number = least + part * (most - least);
                    match numbers.below(10) {
                        0 => f64::NAN,
                        _ if whole => number.floor(),
                        _ => number,
                    }
                };
                Kept::Numbers((0..rows).map(|_| one(&mut numbers)).collect())
            };
            kept.push((id.to_string(), column));
        }
        Self { batch, rows, kept }
    }

    /// Scores them.
    ///
    /// # Panics
    /// Never: the columns are those of the batch.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the columns are those of the batch")]
    pub fn score(&self, options: &BatchOptions) -> Scores {
        let mut columns = Columns::new(&self.batch, self.rows);
        for (question, kept) in &self.kept {
            let (column, valid) = match kept {
                Kept::Codes(codes, valid) => (Column::Int8(codes), Some(Bits::new(valid, 0))),
                Kept::Numbers(numbers) => (Column::Float64(numbers), None),
            };
            columns.set(question, column, valid).expect("the question is of the batch");
        }
        self.batch.score(&columns, options)
    }
}
