// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The levels that the nodes of a block reach, step by step as `score::level` takes them.

use fearless_simd::Level;

use crate::instrument::program::LevelSetPlan;
use crate::instrument::table::N;
use crate::questionnaire::{Edge, LevelMeasure};
use crate::score::level;

use super::conditions::{Bounds, LaneTest, Points, read};
use super::kernels;
use super::lanes::{Lanes, MAY_VALUE, VALUE, size};
use super::nodes::NodeProgram;

/// The level of a node.
pub(super) fn of_point(
    simd: Level,
    node: N,
    by: &NodeProgram,
    lanes: &Lanes<'_>,
    rows: usize,
    out: &mut Vec<u16>,
) {
    size(out, rows);
    let of = &lanes.nodes[node];
    let climbing = of.state.iter().map(|state| u8::from(*state == VALUE)).collect();
    let passes = |test: &LaneTest, truths: &mut [u8]| read::<Points>(simd, test, lanes, rows, truths);
    Climb { simd, lanes, by, scores: &of.point, pass: 2 }.levels(climbing, passes, out);
}

/// The lowest and the highest level of a node.
pub(super) fn of_bounds(
    simd: Level,
    node: N,
    by: &NodeProgram,
    lanes: &Lanes<'_>,
    rows: usize,
    (low, high): (&mut Vec<u16>, &mut Vec<u16>),
) {
    let of = &lanes.nodes[node];
    let passes = |test: &LaneTest, truths: &mut [u8]| read::<Bounds>(simd, test, lanes, rows, truths);
    for (scores, pass, out) in [(&of.low, 2, low), (&of.high, 1, high)] {
        size(out, rows);
        let climbing = of.flags.iter().map(|flags| u8::from(flags & MAY_VALUE != 0)).collect();
        Climb { simd, lanes, by, scores, pass }.levels(climbing, passes, out);
    }
}

/// A climb of all rows of a block up the ladder of a node.
struct Climb<'a> {
    simd: Level,
    lanes: &'a Lanes<'a>,
    by: &'a NodeProgram,
    scores: &'a [f64],
    /// A gate lets a row pass whose truth is at least this.
    pass: u8,
}

impl Climb<'_> {
    /// Each row that is `climbing` (1, else 0) goes as far as every cut point and gate lets it.
    fn levels(&self, mut climbing: Vec<u8>, passes: impl Fn(&LaneTest, &mut [u8]), out: &mut [u16]) {
        out.fill(0);
        let Some(ladder) = &self.by.plan.levels else { return };
        let Some(set) = self.lanes.program.level_sets.get(ladder.set) else { return };
        let mut truths = vec![0; climbing.len()];
        for (step, gates) in set.levels.iter().zip(&self.by.gates) {
            if let Some(from) = step.from {
                self.cut(set, from, &mut climbing);
            }
            if !climbing.contains(&1) {
                return;
            }
            for gate in gates {
                passes(gate, &mut truths);
                for (climbing, truth) in climbing.iter_mut().zip(&truths) {
                    *climbing &= u8::from(*truth >= self.pass);
                }
            }
            kernels::wide(
                self.simd,
                #[inline(always)]
                || rise(&climbing, out),
            );
        }
    }

    /// Stops the rows that do not reach a cut point.
    fn cut(&self, set: &LevelSetPlan, from: f64, climbing: &mut [u8]) {
        let maximum = self.by.plan.maximum;
        // The share of a maximum of 1 is the score itself, without a division.
        let measure = if maximum.total_cmp(&1.0).is_eq() { LevelMeasure::Score } else { set.measure };
        let cut = Cut { measure, edge: set.edge, maximum, from };
        kernels::wide(
            self.simd,
            #[inline(always)]
            || stop(cut, self.scores, climbing),
        );
    }
}

/// A cut point.
#[derive(Clone, Copy)]
struct Cut {
    measure: LevelMeasure,
    edge: Edge,
    maximum: f64,
    from: f64,
}

#[inline(always)]
fn rise(climbing: &[u8], levels: &mut [u16]) {
    for (level, climbing) in levels.iter_mut().zip(climbing) {
        *level = level.saturating_add(u16::from(*climbing));
    }
}

#[inline(always)]
fn stop(cut: Cut, scores: &[f64], climbing: &mut [u8]) {
    for (climbing, score) in climbing.iter_mut().zip(scores) {
        let measured = level::measure(cut.measure, *score, cut.maximum);
        *climbing &= u8::from(level::cuts(cut.edge, Some(cut.from), measured));
    }
}
