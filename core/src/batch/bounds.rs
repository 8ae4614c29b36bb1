// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! All that the scores of a block may still become, step by step as `score::bounds` takes them.

use fearless_simd::Level;

use crate::instrument::program::{Input, Item};
use crate::instrument::table::{N, Q};
use crate::questionnaire::Rule;
use crate::score::bounds::{node_extent, question_extent};
use crate::score::extent::Scratch;

use super::conditions::{Bounds, LaneTest, read};
use super::kernels::{self, Part};
use super::lanes::{
    Lanes, MAY_VALUE, MayBe, NodeLanes, QuestionLanes, flags_of, parent_shown, size, truth_at,
};
use super::nodes::{ByState, NodeProgram, Terms, Way, Whole, WholeInput};
use super::points::{Climb, given};
use super::slots::{ANSWER, HIDDEN, OPEN, Slots};

/// Whether a node is shown.
pub(super) fn show(level: Level, node: N, by: &NodeProgram, lanes: &mut Lanes<'_>, rows: usize) {
    if by.conditional {
        let mut shown = std::mem::take(&mut lanes.nodes[node].hazy);
        truths(level, by.show.as_ref(), by.plan.parent, lanes, rows, &mut shown);
        lanes.nodes[node].hazy = shown;
    }
}

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
        Some(test) => read::<Bounds>(level, test, lanes, rows, out),
        None => out.fill(2),
    }
    if let Some(above) = parent_shown(lanes, parent, true) {
        out.iter_mut().zip(above).for_each(|(truth, above)| *truth = (*truth).min(*above));
    }
}

/// Whether a question is shown, and all that it may become. `unadjusted` are its scores before
/// adjustments that look at other answers.
pub(super) fn question(
    level: Level,
    question: Q,
    slots: &Slots,
    show: Option<&LaneTest>,
    unadjusted: &[f64],
    lanes: &mut Lanes<'_>,
    rows: usize,
) {
    let plan = &lanes.program.questions[question];
    let mut shown = Vec::new();
    if slots.conditional {
        truths(level, show, Some(plan.parent), lanes, rows, &mut shown);
        let of = &mut lanes.questions[question];
        size(&mut of.hazy, rows);
        for ((hazy, raw), shown) in of.hazy.iter_mut().zip(&of.raw).zip(&shown) {
            *hazy = match shown {
                0 => HIDDEN,
                1 => raw | OPEN,
                _ => *raw,
            };
        }
    }
    if slots.by_row {
        let mut extents = std::mem::take(&mut lanes.questions[question].extents);
        extents.clear();
        for row in 0..rows {
            let given = given(lanes, question, row, unadjusted.get(row).copied().unwrap_or_default());
            extents.push(question_extent(plan, &given, truth_at(&shown, row), &MayBe { lanes, row }));
        }
        lanes.questions[question].extents = extents;
    }
}

/// All that a node or a member of a lens may become.
pub(super) fn score(level: Level, by: &NodeProgram, lanes: &Lanes<'_>, rows: usize, out: &mut NodeLanes) {
    size(&mut out.flags, rows);
    size(&mut out.low, rows);
    size(&mut out.high, rows);
    match (&by.way, &by.plain) {
        (Way::Whole(whole), _) => in_whole_numbers(level, whole, lanes, out),
        (Way::Lists, Some(tops)) => in_lists(level, by, tops, lanes, out),
        _ => out.flags.fill(0),
    }
    let mut scratch = Scratch::default();
    for row in kernels::rows_unlike(level, &out.flags, MAY_VALUE, rows) {
        if let Some(tops) = &by.plain
            && let Some((low, high)) = of_row(by, tops, lanes, row, &mut scratch)
        {
            let scale = by.plan.scale;
            (out.flags[row], out.low[row], out.high[row]) = (MAY_VALUE, low * scale, high * scale);
            continue;
        }
        let extent = node_extent(&by.plan, &MayBe { lanes, row }, &mut scratch);
        (out.flags[row], out.low[row], out.high[row]) = (flags_of(&extent), extent.low, extent.high);
    }
}

/// The extremes of a row of a plain node over questions alone, in the units of the rule; `None` where
/// no answer is certain.
fn of_row(
    by: &NodeProgram,
    tops: &[f64],
    lanes: &Lanes<'_>,
    row: usize,
    scratch: &mut Scratch,
) -> Option<(f64, f64)> {
    if matches!(by.way, Way::Rows) || by.terms.iter().any(Option::is_none) {
        return None;
    }
    let inputs = by.plan.inputs.iter().zip(&by.terms).zip(tops);
    let reaches = inputs.filter_map(|((input, terms), top)| {
        let (Item::Question(question), Some(terms)) = (input.item, terms) else { return None };
        let of = &lanes.questions[question];
        let slot = of.hazy()[row];
        match terms.by_slot.get(usize::from(slot & !OPEN))? {
            ByState::Nothing => None,
            ByState::Missing => Some((input.weight, 0.0, *top, false)),
            ByState::Certain(value) => {
                let own = of.scores.get(row).filter(|_| slot & !OPEN >= ANSWER);
                let value = own.map_or(*value, |score| score / input.unit);
                Some((input.weight, value, value, slot & OPEN == 0))
            }
        }
    });
    scratch.extremes(by.plan.rule, reaches)
}

/// Missing answers are anywhere from 0 to the top. A mean is least with all of them at 0 and greatest
/// with all of them at the top; whole numbers leave no doubt about ties. Rows in which an answer may be
/// hidden, or nothing is certain, are left for `node_extent`.
fn in_whole_numbers<'a>(level: Level, whole: &'a Whole, lanes: &'a Lanes<'_>, out: &mut NodeLanes) {
    let length = out.flags.len();
    let (mut lows, mut highs, mut weights) = (vec![0; length], vec![0; length], vec![0; length]);
    let slots = |question: Q| lanes.questions[question].hazy();
    let lower =
        |input: &'a WholeInput| Part { slots: slots(input.question), sum: &input.low, weight: &input.both };
    let upper =
        |input: &'a WholeInput| Part { slots: slots(input.question), sum: &input.high, weight: &input.must };
    let parts: Vec<Part<'_>> = whole.inputs.iter().map(lower).collect();
    kernels::add_up(level, &parts, &mut lows, &mut weights);
    let parts: Vec<Part<'_>> = whole.inputs.iter().map(upper).collect();
    kernels::add_up(level, &parts, &mut highs, &mut out.flags);
    kernels::divide(level, &lows, &weights, whole.ratio, &mut out.low);
    kernels::divide(level, &highs, &weights, whole.ratio, &mut out.high);
    out.flags.iter_mut().for_each(|certain| *certain = if *certain > 0 { MAY_VALUE } else { 0 });
    for input in &whole.inputs {
        leave_open(level, &lanes.questions[input.question], &mut out.flags);
    }
}

/// Sums of a block, in the declared order.
struct Sums {
    /// Of what is certain: lower bounds, upper bounds, weights.
    low: Vec<f64>,
    high: Vec<f64>,
    weight: Vec<f64>,
    /// With what is missing at its top.
    all_high: Vec<f64>,
    all_weight: Vec<f64>,
}

/// As in whole numbers, but with sums that may be rounded: what is missing comes in only where it
/// beats the mean of what is certain, and a row is left for `node_extent` where rounding might matter.
fn in_lists(level: Level, by: &NodeProgram, tops: &[f64], lanes: &Lanes<'_>, out: &mut NodeLanes) {
    let length = out.flags.len();
    let zeros = || vec![0.0; length];
    let mut sums =
        Sums { low: zeros(), high: zeros(), weight: zeros(), all_high: zeros(), all_weight: zeros() };
    out.flags.fill(MAY_VALUE);
    let only_questions = by.plan.inputs.iter().all(|input| matches!(input.item, Item::Question(_)));
    for (input, terms) in by.plan.inputs.iter().zip(&by.terms) {
        match (input.item, terms) {
            (Item::Node(node), _) => add_node(level, input, &lanes.nodes[node], &mut sums, &mut out.flags),
            (Item::Question(question), Some(terms)) => {
                let of = &lanes.questions[question];
                add_question(level, input, terms, of, &mut sums, only_questions);
                leave_open(level, of, &mut out.flags);
            }
            (Item::Question(_), None) => {}
        }
    }
    let sums = sums;
    // What is certain of a question is one value.
    let highs = if only_questions { &sums.low } else { &sums.high };
    let top = by.plan.inputs.iter().zip(tops).find(|(input, _)| matches!(input.item, Item::Question(_)));
    let top = top.map_or(f64::INFINITY, |(_, top)| *top);
    let (rule, scale) = (by.plan.rule, by.plan.scale);
    let NodeLanes { flags, low, high, .. } = out;
    kernels::wide(
        level,
        #[inline(always)]
        || {
            for row in 0..length {
                let (weight, all) = (sums.weight[row], sums.all_weight[row]);
                if rule == Rule::Sum {
                    low[row] = sums.low[row] * scale;
                    high[row] = sums.all_high[row] * scale;
                } else {
                    let (least, most) = (sums.low[row] / weight, highs[row] / weight);
                    let (lower, higher) = (sums.low[row] / all, sums.all_high[row] / all);
                    let sure = all <= weight;
                    low[row] = if sure || least <= 0.0 { least } else { lower } * scale;
                    high[row] = if sure || most >= top { most } else { higher } * scale;
                    flags[row] = if !sure && higher > top { 0 } else { flags[row] };
                }
                flags[row] = if weight > 0.0 { flags[row] } else { 0 };
            }
        },
    );
}

fn add_node(level: Level, input: &Input, of: &NodeLanes, sums: &mut Sums, flags: &mut [u8]) {
    let (weight, unit) = (input.weight, input.unit);
    kernels::wide(
        level,
        #[inline(always)]
        || {
            for (row, flags) in flags.iter_mut().enumerate() {
                let certain = of.flags[row] == MAY_VALUE;
                // What has no value and will get none takes no part.
                *flags = if certain || of.flags[row] & MAY_VALUE == 0 { *flags } else { 0 };
                let (low, high) = (weight * (of.low[row] / unit), weight * (of.high[row] / unit));
                let (low, high) = if certain { (low, high) } else { (0.0, 0.0) };
                let weight = if certain { weight } else { 0.0 };
                sums.low[row] += low;
                sums.high[row] += high;
                sums.all_high[row] += high;
                sums.weight[row] += weight;
                sums.all_weight[row] += weight;
            }
        },
    );
}

fn add_question(
    level: Level,
    input: &Input,
    terms: &Terms,
    of: &QuestionLanes,
    sums: &mut Sums,
    low_alone: bool,
) {
    let slots = of.hazy();
    let certain = |sums: &mut [f64]| {
        if of.scores.is_empty() {
            kernels::add(level, slots, &terms.certain, sums);
        } else {
            let nothing = (&[0; 16], 0.0);
            kernels::add_scores(level, (slots, &of.scores), (input.weight, input.unit), nothing, sums);
        }
    };
    certain(&mut sums.low);
    if !low_alone {
        certain(&mut sums.high);
    }
    if of.scores.is_empty() {
        kernels::add(level, slots, &terms.most, &mut sums.all_high);
    } else {
        let missing = (&terms.missing, terms.top);
        kernels::add_scores(
            level,
            (slots, &of.scores),
            (input.weight, input.unit),
            missing,
            &mut sums.all_high,
        );
    }
    kernels::add(level, slots, &terms.certain_weight, &mut sums.weight);
    kernels::add(level, slots, &terms.most_weight, &mut sums.all_weight);
}

/// Leaves the rows for `node_extent` in which an answer may be hidden.
fn leave_open(level: Level, of: &QuestionLanes, flags: &mut [u8]) {
    kernels::wide(
        level,
        #[inline(always)]
        || {
            for (flags, slot) in flags.iter_mut().zip(&of.hazy) {
                *flags = if slot & OPEN == 0 { *flags } else { 0 };
            }
        },
    );
}

/// Lowest and highest level of a node.
pub(super) fn level(
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
        out.fill(0);
        let climbing = of.flags.iter().map(|flags| u8::from(flags & MAY_VALUE != 0)).collect();
        Climb { simd, lanes, by, scores, pass }.levels(climbing, passes, out);
    }
}
