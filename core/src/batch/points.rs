// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The scores of a block's answers as they are, step by step as `score::points` takes them.

use fearless_simd::Level;

use crate::instrument::given::Given;
use crate::instrument::table::{N, Q};
use crate::score::points::{node_outcome, question_outcome};

use super::conditions::{LaneTest, Points, shown};
use super::kernels::{self, Part};
use super::lanes::{AsIs, Lanes, NodeLanes, VALUE, size, state_of};
use super::means::{self, UNSETTLED};
use super::nodes::{NodeProgram, Way, Whole};
use super::slots::{HIDDEN, Slots};

/// Whether a node is shown.
pub(super) fn show(level: Level, node: N, by: &NodeProgram, lanes: &mut Lanes<'_>, rows: usize) {
    if by.conditional {
        let mut truths = std::mem::take(&mut lanes.nodes[node].shown);
        shown::<Points>(level, by.show.as_ref(), by.plan.parent, lanes, rows, &mut truths);
        lanes.nodes[node].shown = truths;
    }
}

/// Whether a question is shown, and its score.
pub(super) fn question(
    level: Level,
    question: Q,
    slots: &Slots,
    show: Option<&LaneTest>,
    lanes: &mut Lanes<'_>,
    rows: usize,
) {
    let plan = &lanes.program.questions[question];
    if slots.conditional {
        let mut truths = Vec::new();
        shown::<Points>(level, show, Some(plan.parent), lanes, rows, &mut truths);
        let of = &mut lanes.questions[question];
        size(&mut of.seen, rows);
        kernels::hide(level, &of.raw, &truths, HIDDEN, &mut of.seen);
    }
    if slots.by_row && plan.is_scored() {
        let mut scores = std::mem::take(&mut lanes.questions[question].scores);
        size(&mut scores, rows);
        for (row, score) in scores.iter_mut().enumerate().take(rows) {
            let given = given(lanes, question, row, *score);
            *score = question_outcome(plan, &given, &AsIs { lanes, row }).value().unwrap_or_default();
        }
        lanes.questions[question].scores = scores;
    }
}

/// What a row gives to a question whose adjustments look at other answers, `score` before them.
pub(super) fn given(lanes: &Lanes<'_>, question: Q, row: usize, score: f64) -> Given {
    let of = &lanes.questions[question];
    let slots = &lanes.slots[question];
    let slot = of.raw.get(row).copied().unwrap_or(HIDDEN);
    let known = slots.given(slot);
    let score = if slots.counted { known.score } else { known.score.map(|_| score) };
    Given { state: known.state, score, ..Given::default() }
}

/// The score of a node or of a member of a lens.
pub(super) fn score(level: Level, by: &NodeProgram, lanes: &Lanes<'_>, rows: usize, out: &mut NodeLanes) {
    size(&mut out.state, rows);
    size(&mut out.point, rows);
    match &by.way {
        Way::Whole(whole) => in_whole_numbers(level, whole, lanes, out),
        Way::Mean | Way::Rows => out.state.fill(UNSETTLED),
    }
    if !matches!(by.way, Way::Rows) {
        means::points(level, by, lanes, out);
        return;
    }
    let mut inputs = Vec::new();
    for row in 0..rows {
        let view = AsIs { lanes, row };
        let outcome = node_outcome(&by.plan, &view, |item| view.outcome(item), &mut inputs);
        (out.state[row], out.point[row]) = state_of(outcome);
    }
}

/// Leaves the rows without a score unsettled.
fn in_whole_numbers(level: Level, whole: &Whole, lanes: &Lanes<'_>, out: &mut NodeLanes) {
    let parts: Vec<Part<'_>> = whole
        .inputs
        .iter()
        .map(|input| Part {
            slots: lanes.questions[input.question].seen(),
            sum: &input.sum,
            weight: &input.weight,
        })
        .collect();
    let NodeLanes { sums, weights, point, state, .. } = out;
    sums.resize(state.len(), 0);
    weights.resize(state.len(), 0);
    kernels::add_up(level, &parts, sums, weights);
    kernels::divide(level, sums, weights, whole.ratio, point);
    let each = state.iter_mut().zip(weights);
    each.for_each(|(state, weight)| *state = if *weight > 0 { VALUE } else { UNSETTLED });
}

/// Counts, below every node, the scored questions that are shown and applicable, and the answered ones.
pub(super) fn count(simd: Level, lanes: &mut Lanes<'_>, rows: usize) {
    let Lanes { program, slots, questions, nodes, .. } = lanes;
    for (node, _) in program.nodes.iter() {
        let of = &mut nodes[node];
        for list in [&mut of.asked, &mut of.answered] {
            size(list, rows);
            list.fill(0);
        }
    }
    for (question, plan) in program.questions.iter().filter(|(_, plan)| plan.is_scored()) {
        let of = &mut nodes[plan.parent];
        let seen = questions[question].seen();
        kernels::count(simd, seen, &slots[question].asked, &mut of.asked);
        kernels::count(simd, seen, &slots[question].answered, &mut of.answered);
    }
    // A node stands before all that is below it.
    for (node, plan) in program.nodes.iter().rev() {
        let Some(above) = plan.parent else { continue };
        let below = std::mem::take(&mut nodes[node]);
        let of = &mut nodes[above];
        of.asked.iter_mut().zip(&below.asked).for_each(|(sum, count)| *sum = sum.wrapping_add(*count));
        of.answered.iter_mut().zip(&below.answered).for_each(|(sum, count)| *sum = sum.wrapping_add(*count));
        nodes[node] = below;
    }
}
