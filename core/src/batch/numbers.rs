// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Columns of numbers to scores, many at a time.

use fearless_simd::Level;

use crate::instrument::program::{MapPlan, RangePlan};

use super::columns::{Column, Input};
use super::kernels::{self, WIDTH};
use super::slots::{ANSWER, BAD};

/// Whole numbers up to this are exact, in every type that a column may have.
const EXACT: f64 = 9e15;

/// How the numbers of a question become scores.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale<'a> {
    pub(super) range: &'a RangePlan,
    pub(super) map: &'a MapPlan,
    /// The slot of a cell in which nothing stands.
    pub(super) missing: u8,
}

/// The slots and scores of the rows from `from` on: `BAD` for each cell that is not beyond doubt. False
/// where the column holds no numbers. Both lists are as long as the rows, to the next full chunk.
pub(super) fn read(
    level: Level,
    input: &Input<'_>,
    from: usize,
    scale: Scale<'_>,
    slots: &mut [u8],
    scores: &mut [f64],
) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "too great a number is left to doubt")]
    match input.column {
        Column::Float64(values) => fill(values, from, scores, |value| value),
        Column::Float32(values) => fill(values, from, scores, f64::from),
        Column::Int8(values) => fill(values, from, scores, f64::from),
        Column::Int16(values) => fill(values, from, scores, f64::from),
        Column::Int32(values) => fill(values, from, scores, f64::from),
        Column::Int64(values) => fill(values, from, scores, |value| value as f64),
        Column::UInt8(values) => fill(values, from, scores, f64::from),
        Column::UInt16(values) => fill(values, from, scores, f64::from),
        Column::UInt32(values) => fill(values, from, scores, f64::from),
        Column::UInt64(values) => fill(values, from, scores, |value| value as f64),
        _ => return false,
    }
    let chunks = slots.as_chunks_mut::<WIDTH>().0.iter_mut().zip(scores.as_chunks_mut::<WIDTH>().0);
    for (at, (slots, scores)) in chunks.enumerate() {
        let there = input.valid.map_or(u64::MAX, |valid| valid.word(from + at * WIDTH));
        kernels::wide(
            level,
            #[inline(always)]
            || {
                mark(scale, there, scores, slots);
                scale.map.scores(scores);
                for (slot, score) in slots.iter_mut().zip(scores.iter_mut()) {
                    let answer = *slot == ANSWER;
                    *slot = if answer && score.is_nan() { BAD } else { *slot };
                    *score = if answer { *score } else { 0.0 };
                }
            },
        );
    }
    true
}

/// Copies a column, with no number beyond its end.
fn fill<T: Copy>(values: &[T], from: usize, numbers: &mut [f64], number: impl Fn(T) -> f64) {
    let values = values.get(from..).unwrap_or_default();
    for (to, value) in numbers.iter_mut().zip(values) {
        *to = number(*value);
    }
    for to in numbers.iter_mut().skip(values.len()) {
        *to = f64::NAN;
    }
}

#[inline(always)]
fn mark(scale: Scale<'_>, there: u64, numbers: &[f64; WIDTH], slots: &mut [u8; WIDTH]) {
    let (minimum, maximum) = (scale.range.minimum, scale.range.maximum);
    for (slot, number) in slots.iter_mut().zip(numbers) {
        let inside = *number >= minimum && *number <= maximum && number.abs() <= EXACT;
        *slot = if inside { ANSWER } else { BAD };
    }
    if scale.range.integer {
        for (slot, number) in slots.iter_mut().zip(numbers) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                reason = "what is cut off is seen when it is held against the number"
            )]
            let rest = (*number - (*number as i64) as f64).abs();
            *slot = if rest > 0.0 { BAD } else { *slot };
        }
    }
    for (row, (slot, number)) in slots.iter_mut().zip(numbers).enumerate() {
        let nothing = there >> row & 1 == 0 || number.is_nan();
        *slot = if nothing { scale.missing } else { *slot };
    }
}
