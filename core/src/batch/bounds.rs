// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! All that the scores of a block may still become, step by step as `score::bounds` takes them.

use fearless_simd::Level;

use crate::instrument::table::{N, Q};
use crate::score::bounds::{node_extent, question_extent};
use crate::score::extent::Scratch;

use super::conditions::{Bounds, LaneTest, shown};
use super::kernels::{self, Part};
use super::lanes::{Lanes, MAY_VALUE, MayBe, NodeLanes, QuestionLanes, flags_of, size, truth_at};
use super::nodes::{NodeProgram, Way, Whole, WholeInput};
use super::points::given;
use super::reaches;
use super::slots::{HIDDEN, OPEN, Slots};

/// Whether a node is shown.
pub(super) fn show(level: Level, node: N, by: &NodeProgram, lanes: &mut Lanes<'_>, rows: usize) {
    if by.conditional {
        let mut truths = std::mem::take(&mut lanes.nodes[node].hazy);
        shown::<Bounds>(level, by.show.as_ref(), by.plan.parent, lanes, rows, &mut truths);
        lanes.nodes[node].hazy = truths;
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
    let mut truths = Vec::new();
    if slots.conditional {
        shown::<Bounds>(level, show, Some(plan.parent), lanes, rows, &mut truths);
        let of = &mut lanes.questions[question];
        size(&mut of.hazy, rows);
        let each = of.hazy.iter_mut().zip(&of.raw).zip(&truths);
        kernels::wide(
            level,
            #[inline(always)]
            || {
                for ((hazy, raw), shown) in each {
                    let open = raw | if *shown == 1 { OPEN } else { 0 };
                    *hazy = if *shown == 0 { HIDDEN } else { open };
                }
            },
        );
    }
    if slots.by_row {
        let mut extents = std::mem::take(&mut lanes.questions[question].extents);
        extents.clear();
        for row in 0..rows {
            let given = given(lanes, question, row, unadjusted.get(row).copied().unwrap_or_default());
            extents.push(question_extent(plan, &given, truth_at(&truths, row), &MayBe { lanes, row }));
        }
        lanes.questions[question].extents = extents;
    }
}

/// All that a node or a member of a lens may become.
pub(super) fn score(level: Level, by: &NodeProgram, lanes: &Lanes<'_>, rows: usize, out: &mut NodeLanes) {
    size(&mut out.flags, rows);
    size(&mut out.low, rows);
    size(&mut out.high, rows);
    match &by.way {
        Way::Whole(whole) => in_whole_numbers(level, whole, lanes, out),
        Way::Mean | Way::Rows => out.flags.fill(0),
    }
    if !matches!(by.way, Way::Rows) {
        reaches::extents(level, by, lanes, out);
        return;
    }
    let mut scratch = Scratch::default();
    for row in 0..rows {
        let extent = node_extent(&by.plan, &MayBe { lanes, row }, &mut scratch);
        let (low, high) = if extent.value { (extent.low, extent.high) } else { (0.0, 0.0) };
        (out.flags[row], out.low[row], out.high[row]) = (flags_of(&extent), low, high);
    }
}

/// Missing answers are anywhere from 0 to the top. A mean is least with all of them at 0 and greatest
/// with all of them at the top; whole numbers leave no doubt about ties. Rows in which an answer may be
/// hidden, or nothing is certain, are left without flags.
fn in_whole_numbers<'a>(level: Level, whole: &'a Whole, lanes: &'a Lanes<'_>, out: &mut NodeLanes) {
    let NodeLanes { flags, low, high, sums, weights, .. } = out;
    let (mut most, mut all) = (vec![0; flags.len()], vec![0; flags.len()]);
    let part = |input: &'a WholeInput| Part {
        slots: lanes.questions[input.question].hazy(),
        sum: &input.most,
        weight: &input.all,
    };
    let parts: Vec<Part<'_>> = whole.inputs.iter().map(part).collect();
    kernels::add_up(level, &parts, &mut most, &mut all);
    kernels::divide(level, sums, &all, whole.ratio, low);
    kernels::divide(level, &most, &all, whole.ratio, high);
    let each = flags.iter_mut().zip(weights);
    each.for_each(|(flags, weight)| *flags = if *weight > 0 { MAY_VALUE } else { 0 });
    for input in &whole.inputs {
        leave_open(level, &lanes.questions[input.question], flags);
    }
}

/// Takes the flags from rows in which an answer may be hidden.
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
