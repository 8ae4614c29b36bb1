// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The scores of a block's answers as they are, step by step as `score::points` takes them.

use fearless_simd::Level;

use crate::instrument::given::{Given, State};
use crate::instrument::program::{Input, Item};
use crate::instrument::table::{N, Q};
use crate::questionnaire::Rule;
use crate::score::level;
use crate::score::points::{node_outcome, question_outcome};

use super::conditions::{LaneTest, Points, read};
use super::kernels::{self, Part};
use super::lanes::{AsIs, Lanes, NodeLanes, VALUE, parent_shown, size, state_of};
use super::nodes::{NodeProgram, Way, Whole};
use super::slots::{HIDDEN, Slots};

/// Whether a node is shown.
pub(super) fn show(level: Level, node: N, by: &NodeProgram, lanes: &mut Lanes<'_>, rows: usize) {
    if by.conditional {
        let mut shown = std::mem::take(&mut lanes.nodes[node].shown);
        truths(level, by.show.as_ref(), by.plan.parent, lanes, rows, &mut shown);
        lanes.nodes[node].shown = shown;
    }
}

/// 2 where a condition holds below a node that is shown, else 0.
fn truths(
    level: Level,
    test: Option<&LaneTest>,
    parent: Option<N>,
    lanes: &Lanes<'_>,
    rows: usize,
    out: &mut Vec<u8>,
) {
    size(out, rows);
    match test {
        Some(test) => {
            read::<Points>(level, test, lanes, rows, out);
            // What is open does not hold.
            out.iter_mut().for_each(|truth| *truth &= 2);
        }
        None => out.fill(2),
    }
    if let Some(above) = parent_shown(lanes, parent, false) {
        out.iter_mut().zip(above).for_each(|(truth, above)| *truth = (*truth).min(*above));
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
        let mut shown = Vec::new();
        truths(level, show, Some(plan.parent), lanes, rows, &mut shown);
        let of = &mut lanes.questions[question];
        size(&mut of.seen, rows);
        kernels::hide(level, &of.raw, &shown, HIDDEN, &mut of.seen);
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
        Way::Lists => in_lists(level, by, lanes, out),
        Way::Rows => out.state.fill(u8::MAX),
    }
    let mut inputs = Vec::new();
    for row in kernels::rows_unlike(level, &out.state, VALUE, rows) {
        let view = AsIs { lanes, row };
        let outcome = node_outcome(&by.plan, &view, |item| view.outcome(item), &mut inputs);
        (out.state[row], out.point[row]) = state_of(outcome);
    }
}

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
    let mut sums = vec![0; out.state.len()];
    kernels::add_up(level, &parts, &mut sums, &mut out.state);
    kernels::divide(level, &sums, &out.state, whole.ratio, &mut out.point);
    out.state.iter_mut().for_each(|weight| *weight = if *weight > 0 { VALUE } else { u8::MAX });
}

fn in_lists(level: Level, by: &NodeProgram, lanes: &Lanes<'_>, out: &mut NodeLanes) {
    out.point.fill(0.0);
    let mut weights = vec![0.0; out.point.len()];
    for (input, terms) in by.plan.inputs.iter().zip(&by.terms) {
        match (input.item, terms) {
            (Item::Node(node), _) => add_node(level, input, &lanes.nodes[node], &mut out.point, &mut weights),
            (Item::Question(question), Some(terms)) => {
                let of = &lanes.questions[question];
                if of.scores.is_empty() {
                    kernels::add(level, of.seen(), &terms.point, &mut out.point);
                } else {
                    // A state that counts does so as 0, which changes no sum.
                    let lists = (of.seen(), of.scores.as_slice());
                    let (factors, nothing) = ((input.weight, input.unit), (&[0; 16], 0.0));
                    kernels::add_scores(level, lists, factors, nothing, &mut out.point);
                }
                kernels::add(level, of.seen(), &terms.weight, &mut weights);
            }
            (Item::Question(_), None) => {}
        }
    }
    let (rule, scale) = (by.plan.rule, by.plan.scale);
    let NodeLanes { point, state, .. } = out;
    kernels::wide(
        level,
        #[inline(always)]
        || {
            let each = point.iter_mut().zip(&weights).zip(state.iter_mut());
            each.for_each(|((point, weight), state)| {
                let there = *weight > 0.0;
                *state = if there { VALUE } else { u8::MAX };
                let divisor = if rule == Rule::Sum || !there { 1.0 } else { *weight };
                // Nothing adds up to 0.
                *point = *point / divisor * scale;
            });
        },
    );
}

/// Adds a node where it has a value.
fn add_node(level: Level, input: &Input, of: &NodeLanes, sums: &mut [f64], weights: &mut [f64]) {
    let (weight, unit) = (input.weight, input.unit);
    // A node without a value holds 0, which changes no sum.
    if unit.total_cmp(&1.0).is_eq() {
        kernels::wide(
            level,
            #[inline(always)]
            || sums.iter_mut().zip(&of.point).for_each(|(sum, point)| *sum += weight * point),
        );
    } else {
        kernels::wide(
            level,
            #[inline(always)]
            || sums.iter_mut().zip(&of.point).for_each(|(sum, point)| *sum += weight * (point / unit)),
        );
    }
    kernels::wide(
        level,
        #[inline(always)]
        || {
            let each = weights.iter_mut().zip(&of.state);
            each.for_each(|(total, state)| *total += if *state == VALUE { weight } else { 0.0 });
        },
    );
}

/// The level of a node.
pub(super) fn level(
    simd: Level,
    node: N,
    by: &NodeProgram,
    lanes: &Lanes<'_>,
    rows: usize,
    out: &mut Vec<u16>,
) {
    size(out, rows);
    out.fill(0);
    let of = &lanes.nodes[node];
    let climbing = of.state.iter().map(|state| u8::from(*state == VALUE)).collect();
    let passes = |test: &LaneTest, truths: &mut [u8]| read::<Points>(simd, test, lanes, rows, truths);
    Climb { simd, lanes, by, scores: &of.point, pass: 2 }.levels(climbing, passes, out);
}

/// A climb of all rows of a block up the ladder of a node.
pub(super) struct Climb<'a> {
    pub(super) simd: Level,
    pub(super) lanes: &'a Lanes<'a>,
    pub(super) by: &'a NodeProgram,
    pub(super) scores: &'a [f64],
    /// A gate lets a row pass whose truth is at least this.
    pub(super) pass: u8,
}

impl Climb<'_> {
    /// Each row that is `climbing` (1, else 0) goes as far as every cut point and gate lets it.
    pub(super) fn levels(
        &self,
        mut climbing: Vec<u8>,
        passes: impl Fn(&LaneTest, &mut [u8]),
        out: &mut [u16],
    ) {
        let Some(ladder) = &self.by.plan.levels else { return };
        let Some(set) = self.lanes.program.level_sets.get(ladder.set) else { return };
        let maximum = self.by.plan.maximum;
        let mut truths = vec![0; climbing.len()];
        for (step, gates) in set.levels.iter().zip(&self.by.gates) {
            if step.from.is_some() {
                let each = climbing.iter_mut().zip(self.scores);
                kernels::wide(
                    self.simd,
                    #[inline(always)]
                    || {
                        each.for_each(|(climbing, score)| {
                            let measured = level::measure(set, *score, maximum);
                            *climbing &= u8::from(level::cuts(set, step.from, measured));
                        });
                    },
                );
            }
            if !climbing.contains(&1) {
                return;
            }
            for gate in gates {
                passes(gate, &mut truths);
                let each = climbing.iter_mut().zip(&truths);
                each.for_each(|(climbing, truth)| *climbing &= u8::from(*truth >= self.pass));
            }
            out.iter_mut().zip(&climbing).for_each(|(level, climbing)| *level += u16::from(*climbing));
        }
    }
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
        let (mut asked, mut answered) = ([0; 256], [0; 256]);
        for (slot, given) in slots[question].given.iter().enumerate() {
            let shown = slot != usize::from(HIDDEN);
            asked[slot] = u32::from(shown && given.state != State::NotApplicable);
            answered[slot] = u32::from(shown && given.state == State::Answered);
        }
        let of = &mut nodes[plan.parent];
        let seen = questions[question].seen();
        kernels::wide(
            simd,
            #[inline(always)]
            || {
                let each = seen.iter().zip(&mut of.asked).zip(&mut of.answered);
                each.for_each(|((slot, count), done)| {
                    *count += asked[usize::from(*slot)];
                    *done += answered[usize::from(*slot)];
                });
            },
        );
    }
    // A node stands before all that is below it.
    for (node, plan) in program.nodes.iter().rev() {
        let Some(above) = plan.parent else { continue };
        let below = std::mem::take(&mut nodes[node]);
        let of = &mut nodes[above];
        of.asked.iter_mut().zip(&below.asked).for_each(|(sum, count)| *sum += count);
        of.answered.iter_mut().zip(&below.answered).for_each(|(sum, count)| *sum += count);
        nodes[node] = below;
    }
}
