// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What comes out of a batch: one column per measure of each node and each member of a lens.

use fearless_simd::Level;

use crate::instrument::program::{LevelSetPlan, Program};
use crate::instrument::table::N;
use crate::json::decode::names;

use super::kernels;
use super::lanes::{Lanes, MAY_VALUE, NodeLanes, ROWS, VALUE};

names! {
    /// What is told of a node, or of a member of a lens.
    pub enum Measure {
        /// The score of the answers as they are, in the units of the node.
        Point = "point",
        /// No later answer makes it less.
        Low = "low",
        /// No later answer makes it more.
        High = "high",
        /// Answered questions ÷ scored questions that are shown and applicable, from 0 to 1.
        Completeness = "completeness",
        /// The level of the point.
        Level = "level",
        /// The lowest level that it can have, whatever is answered later.
        LevelLow = "level_low",
        /// The highest level that it can have, whatever is answered later.
        LevelHigh = "level_high",
    }
}

impl Measure {
    /// Whether it needs all that the answers may become.
    pub(super) fn is_bound(self) -> bool {
        matches!(self, Self::Low | Self::High | Self::LevelLow | Self::LevelHigh)
    }

    pub(super) fn is_level(self) -> bool {
        matches!(self, Self::Level | Self::LevelLow | Self::LevelHigh)
    }
}

/// A column that comes out of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Its name: `M01.point` of a node, `principles/P1.point` of a member of a lens. Ids hold no `/`, so
    /// names are distinct.
    pub name: String,
    /// What it tells.
    pub measure: Measure,
    /// The levels that its codes stand for, the lowest first; none for a column of numbers.
    pub levels: Option<Vec<String>>,
    pub(super) of: Subject,
}

/// Whose column it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Node(N),
    Member(usize),
}

/// Where a column is written.
#[derive(Debug)]
pub enum Values<'a> {
    /// Scores and shares.
    Numbers(&'a mut [f64]),
    /// Positions in [`Output::levels`].
    Levels(&'a mut [i16]),
}

/// A column to write into: as many values as there are rows, and a bit per row that tells whether it has
/// one (the first row in the lowest bit of the first word). A row without a value holds 0.
#[derive(Debug)]
pub struct Target<'a> {
    /// The values.
    pub values: Values<'a>,
    /// The bits, one word for each 64 rows.
    pub valid: &'a mut [u64],
}

/// The targets of one block of rows.
pub(super) type BlockTargets<'a> = Vec<Target<'a>>;

/// Cuts targets into blocks.
pub(super) fn blocks(targets: Vec<Target<'_>>, rows: usize) -> Vec<BlockTargets<'_>> {
    let mut blocks: Vec<BlockTargets<'_>> = (0..rows.div_ceil(ROWS)).map(|_| Vec::new()).collect();
    for target in targets {
        let words = target.valid.chunks_mut(ROWS / 64);
        match target.values {
            Values::Numbers(numbers) => {
                for ((block, values), valid) in blocks.iter_mut().zip(numbers.chunks_mut(ROWS)).zip(words) {
                    block.push(Target { values: Values::Numbers(values), valid });
                }
            }
            Values::Levels(levels) => {
                for ((block, values), valid) in blocks.iter_mut().zip(levels.chunks_mut(ROWS)).zip(words) {
                    block.push(Target { values: Values::Levels(values), valid });
                }
            }
        }
    }
    blocks
}

/// All the columns of an instrument, for these measures.
pub(super) fn list(program: &Program, measures: &[Measure], lenses: bool) -> Vec<Output> {
    let mut outputs = Vec::new();
    for (node, plan) in program.nodes.iter() {
        let set = plan.levels.as_ref().and_then(|ladder| program.level_sets.get(ladder.set));
        for measure in measures {
            if measure.is_level() && set.is_none() {
                continue;
            }
            let names = |set: &LevelSetPlan| set.levels.iter().map(|level| level.id.to_string()).collect();
            let levels = set.filter(|_| measure.is_level()).map(names);
            let name = format!("{}.{measure}", plan.id);
            outputs.push(Output { name, measure: *measure, levels, of: Subject::Node(node) });
        }
    }
    let members =
        program.lenses.iter().flat_map(|lens| lens.members.iter().map(move |member| (lens, member)));
    for (index, (lens, member)) in members.enumerate().filter(|_| lenses) {
        for measure in measures {
            if matches!(measure, Measure::Point | Measure::Low | Measure::High) {
                let name = format!("{}/{}.{measure}", lens.id, member.id);
                outputs.push(Output { name, measure: *measure, levels: None, of: Subject::Member(index) });
            }
        }
    }
    outputs
}

/// Writes one column of a block. Rows that are `bad` have no value.
pub(super) fn write(level: Level, output: &Output, lanes: &Lanes<'_>, bad: &Bad, target: Target<'_>) {
    let of = match output.of {
        Subject::Node(node) => &lanes.nodes[node],
        Subject::Member(index) => &lanes.members[index],
    };
    match target.values {
        Values::Numbers(values) => {
            numbers(level, output, of, values);
            match output.measure {
                Measure::Completeness => target.valid.fill(u64::MAX),
                Measure::Low | Measure::High if matches!(output.of, Subject::Node(_)) => {
                    // A node without a score may still get one.
                    kernels::bits_equal(level, &of.state, VALUE, target.valid);
                    let scored = target.valid.to_vec();
                    kernels::bits_set(level, &of.flags, MAY_VALUE, target.valid);
                    target.valid.iter_mut().zip(scored).for_each(|(bits, scored)| *bits |= scored);
                }
                _ => kernels::bits_equal(level, &of.state, VALUE, target.valid),
            }
            clear(values, 0.0, target.valid, bad);
        }
        Values::Levels(values) => {
            levels(level, output.measure, of, values, target.valid);
            clear(values, 0, target.valid, bad);
        }
    }
}

/// Rows of a block in which some cell is no answer.
#[derive(Debug, Default)]
pub(super) struct Bad {
    rows: Vec<usize>,
}

impl Bad {
    pub(super) fn add(&mut self, row: usize) {
        self.rows.push(row);
    }
}

/// Takes the values of bad rows away, and the bits beyond the last row.
fn clear<T: Copy>(values: &mut [T], nothing: T, valid: &mut [u64], bad: &Bad) {
    for &row in &bad.rows {
        // The target may end before the block.
        if let (Some(value), Some(valid)) = (values.get_mut(row), valid.get_mut(row / 64)) {
            *value = nothing;
            *valid &= !(1 << (row % 64));
        }
    }
    if let (Some(last), rest @ 1..) = (valid.last_mut(), values.len() % 64) {
        *last &= (1 << rest) - 1;
    }
}

fn levels(simd: Level, measure: Measure, of: &NodeLanes, values: &mut [i16], valid: &mut [u64]) {
    let mut there = vec![0; of.state.len()];
    // As with scores, a bound is never on the wrong side.
    match measure {
        Measure::LevelLow => kernels::wide(
            simd,
            #[inline(always)]
            || positions(of, &of.level_low, u16::min, values, &mut there),
        ),
        Measure::LevelHigh => kernels::wide(
            simd,
            #[inline(always)]
            || positions(of, &of.level_high, u16::max, values, &mut there),
        ),
        _ => kernels::wide(
            simd,
            #[inline(always)]
            || positions(of, &of.level, u16::max, values, &mut there),
        ),
    }
    kernels::bits_equal(simd, &there, 1, valid);
}

#[inline(always)]
fn positions(
    of: &NodeLanes,
    ends: &[u16],
    beyond: impl Fn(u16, u16) -> u16,
    values: &mut [i16],
    there: &mut [u8],
) {
    let each = there.iter_mut().zip(values).zip(ends.iter().zip(&of.level).zip(&of.state));
    for ((there, value), ((end, level), state)) in each {
        let number = if *state == VALUE { beyond(*end, *level).min(i16::MAX.cast_unsigned()) } else { 0 };
        *value = number.saturating_sub(1).cast_signed();
        *there = u8::from(number > 0);
    }
}

fn numbers(level: Level, output: &Output, of: &NodeLanes, values: &mut [f64]) {
    // A member of a lens has bounds only where it has a score.
    let is_node = matches!(output.of, Subject::Node(_));
    match output.measure {
        // Rounding in the last bit may put a bound on the wrong side of the point.
        Measure::Low => kernels::wide(
            level,
            #[inline(always)]
            || bound(is_node, of, values, &of.low, f64::min),
        ),
        Measure::High => kernels::wide(
            level,
            #[inline(always)]
            || bound(is_node, of, values, &of.high, f64::max),
        ),
        Measure::Completeness => {
            for (value, (answered, asked)) in values.iter_mut().zip(of.answered.iter().zip(&of.asked)) {
                *value = if *asked > 0 { f64::from(*answered) / f64::from(*asked) } else { 1.0 };
            }
        }
        _ => {
            for (value, point) in values.iter_mut().zip(&of.point) {
                *value = *point;
            }
        }
    }
}

#[inline(always)]
fn bound(
    is_node: bool,
    of: &NodeLanes,
    values: &mut [f64],
    bounds: &[f64],
    beyond: impl Fn(f64, f64) -> f64,
) {
    let each = values.iter_mut().zip(bounds).zip(of.point.iter().zip(&of.state)).zip(&of.flags);
    for (((value, bound), (point, state)), flags) in each {
        let ranged = is_node && flags & MAY_VALUE != 0;
        let unscored = if ranged { *bound } else { 0.0 };
        *value = if *state == VALUE { beyond(*bound, *point) } else { unscored };
    }
}
