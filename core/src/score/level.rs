// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Levels: how far a score climbs.

use crate::instrument::program::{Program, Test};
use crate::instrument::table::N;
use crate::number::{above, at_least};
use crate::questionnaire::{Edge, LevelMeasure};

/// The highest level that a score reaches: every level up to it has its cut point and its gates.
pub(crate) fn reached(
    program: &Program,
    node: N,
    score: f64,
    mut passes: impl FnMut(&Test) -> bool,
) -> Option<usize> {
    let plan = &program.nodes[node];
    let ladder = plan.levels.as_ref()?;
    let set = program.level_sets.get(ladder.set)?;
    let measured = measure(set.measure, score, plan.maximum);
    let climbed = set
        .levels
        .iter()
        .zip(&ladder.gates)
        .take_while(|(level, gates)| cuts(set.edge, level.from, measured) && gates.iter().all(&mut passes))
        .count();
    climbed.checked_sub(1)
}

/// A score as its level set measures it.
#[inline]
pub(crate) fn measure(measure: LevelMeasure, score: f64, maximum: f64) -> f64 {
    match measure {
        LevelMeasure::Share => score / maximum,
        LevelMeasure::Score => score,
    }
}

/// Whether a measured score reaches a cut point.
#[inline]
pub(crate) fn cuts(edge: Edge, from: Option<f64>, measured: f64) -> bool {
    from.is_none_or(|from| match edge {
        Edge::Included => at_least(measured, from),
        Edge::Excluded => above(measured, from),
    })
}
