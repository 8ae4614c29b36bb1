// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Weighted means and sums of what is there, 64 rows at a time. The operations and their order are
//! those of single scoring, so every row gets its bits.

use fearless_simd::{Level, Simd, dispatch};

use crate::instrument::program::{Input, Item};
use crate::questionnaire::Rule;

use super::kernels::{Marks, Numbers, WIDTH, chunk};
use super::lanes::{DROPPED, Lanes, NodeLanes, QuestionLanes, VALUE, flags_of, state_of};
use super::nodes::NodeProgram;
use super::slots::{ANSWER, Slots};
use super::tables::{Bytes, Lane};

/// The state of a row that no score was found for yet.
pub(super) const UNSETTLED: u8 = u8::MAX;

/// What the slots of a question bring to a node.
#[derive(Debug)]
pub(super) struct Terms {
    /// What came of it.
    state: Bytes,
    /// What it adds to the sum.
    term: Lane,
    /// What may become of it, as bits.
    pub(super) flags: Bytes,
    /// Its lowest and highest score, in the units of the rule.
    pub(super) low: Lane,
    pub(super) high: Lane,
}

impl Terms {
    pub(super) fn new(input: &Input, slots: &Slots) -> Self {
        let (weight, unit) = (input.weight, input.unit);
        let outcomes = slots.outcomes.iter();
        let extents = || slots.extents.iter();
        let end = |there: bool, end: f64| if there { end / unit } else { 0.0 };
        Self {
            state: outcomes.clone().map(|outcome| state_of(*outcome).0).collect(),
            term: outcomes
                .map(|outcome| outcome.value().map_or(0.0, |score| weight * (score / unit)))
                .collect(),
            flags: extents().map(flags_of).collect(),
            low: extents().map(|extent| end(extent.value, extent.low)).collect(),
            high: extents().map(|extent| end(extent.value, extent.high)).collect(),
        }
    }
}

/// What is certain of a sum so far.
struct Sums {
    sum: Numbers,
    weight: Numbers,
    /// What the node is where nothing has a value: a later state beats an earlier one.
    without: Marks,
}

/// The scores of the rows that are not settled, and of those beside them.
pub(super) fn points(level: Level, by: &NodeProgram, lanes: &Lanes<'_>, out: &mut NodeLanes) {
    dispatch!(level, simd => points_in(simd, by, lanes, out));
}

#[inline(always)]
fn points_in<S: Simd>(simd: S, by: &NodeProgram, lanes: &Lanes<'_>, out: &mut NodeLanes) {
    let (is_mean, scale) = (by.plan.rule != Rule::Sum, by.plan.scale);
    let (states, points) = (out.state.as_chunks_mut().0, out.point.as_chunks_mut().0);
    for (at, (states, points)) in states.iter_mut().zip(points).enumerate() {
        let states: &mut Marks = states;
        let points: &mut Numbers = points;
        if !states.contains(&UNSETTLED) {
            continue;
        }
        let mut sums = Sums { sum: [0.0; WIDTH], weight: [0.0; WIDTH], without: [DROPPED; WIDTH] };
        for (input, terms) in by.plan.inputs.iter().zip(&by.terms) {
            match (input.item, terms) {
                (Item::Node(node), _) => add_node(input, &lanes.nodes[node], at, &mut sums),
                (Item::Question(question), Some(terms)) => {
                    add_question(simd, input, terms, &lanes.questions[question], at, &mut sums);
                }
                (Item::Question(_), None) => {}
            }
        }
        for row in 0..WIDTH {
            let weight = sums.weight[row];
            let there = weight > 0.0;
            let divisor = if is_mean && there { weight } else { 1.0 };
            // Nothing adds up to 0.
            points[row] = sums.sum[row] / divisor * scale;
            states[row] = if there { VALUE } else { sums.without[row] };
        }
    }
}

#[inline(always)]
fn add_question<S: Simd>(
    simd: S,
    input: &Input,
    terms: &Terms,
    of: &QuestionLanes,
    at: usize,
    sums: &mut Sums,
) {
    let (mut states, mut term) = ([0; WIDTH], [0.0; WIDTH]);
    let slots = chunk(of.seen(), at);
    terms.state.read(simd, slots, &mut states);
    terms.term.read(simd, slots, &mut term);
    if !of.scores.is_empty() {
        let (weight, unit) = (input.weight, input.unit);
        let scores = chunk(&of.scores, at);
        for row in 0..WIDTH {
            let own = weight * (scores[row] / unit);
            term[row] = if slots[row] >= ANSWER { own } else { term[row] };
        }
    }
    add(input.weight, &term, &states, sums);
}

#[inline(always)]
fn add_node(input: &Input, of: &NodeLanes, at: usize, sums: &mut Sums) {
    let (weight, unit) = (input.weight, input.unit);
    // A node without a value holds 0, which changes no sum.
    let mut term = *chunk(&of.point, at);
    if unit.total_cmp(&1.0).is_ne() {
        for point in &mut term {
            *point /= unit;
        }
    }
    for point in &mut term {
        *point *= weight;
    }
    add(weight, &term, chunk(&of.state, at), sums);
}

#[inline(always)]
fn add(weight: f64, term: &Numbers, states: &Marks, sums: &mut Sums) {
    for row in 0..WIDTH {
        sums.sum[row] += term[row];
        sums.weight[row] += if states[row] == VALUE { weight } else { 0.0 };
        sums.without[row] = sums.without[row].max(states[row]);
    }
}
