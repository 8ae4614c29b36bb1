// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Conditions read for a block of rows. What a condition says of one question is a table by slot,
//! filled by the reading that single scoring uses; the rest is put together list by list, or read row
//! by row.

use fearless_simd::Level;

use crate::instrument::program::{Item, Program, Test};
use crate::instrument::table::{N, Q, Table};
use crate::score::extent::Extent;
use crate::score::truth::{Seen, Truth, View, truth};

use super::kernels;
use super::lanes::{AsIs, Lanes, MayBe, VALUE, parent_shown, size, truth_byte};
use super::slots::{HIDDEN, OPEN, Slots};
use super::tables::Bytes;

/// A condition of a batch.
#[derive(Debug)]
pub(super) enum LaneTest {
    /// By the slot of one question: the truth in the answers as they are, and in all they may become.
    Lookup(Q, Box<Tables>),
    All(Vec<LaneTest>),
    Any(Vec<LaneTest>),
    Not(Box<LaneTest>),
    AtLeastOf(usize, Vec<LaneTest>),
    /// The node reaches this level, or is dropped where that is enough.
    Reaches {
        node: N,
        level: usize,
        test: Test,
    },
    /// Anything else.
    ByRow(Test),
}

/// Truths by slot.
#[derive(Debug)]
pub(super) struct Tables {
    points: Bytes,
    /// Where the question is shown or hidden for certain, and where that is open.
    bounds: Bytes,
    open: Bytes,
}

/// Which of the two walks asks.
pub(super) trait Walk {
    /// Whether it looks at all that the answers may become.
    const OPEN: bool;
    /// Reads a condition for one row.
    fn row(lanes: &Lanes<'_>, row: usize, test: &Test) -> Truth;
    /// A condition on a node's level, where the node has just a value.
    fn levels<'a>(lanes: &'a Lanes<'_>, node: N) -> (&'a [u16], &'a [u16]);
    /// Whether a row's node has a value and can be nothing else.
    fn certain(lanes: &Lanes<'_>, node: N, row: usize) -> bool;
    /// Reads a table of one question.
    fn look_up(level: Level, lanes: &Lanes<'_>, question: Q, tables: &Tables, out: &mut [u8]);
}

/// The answers as they are.
pub(super) struct Points;
/// All that they may become.
pub(super) struct Bounds;

impl Walk for Points {
    const OPEN: bool = false;

    fn row(lanes: &Lanes<'_>, row: usize, test: &Test) -> Truth {
        truth(test, &AsIs { lanes, row })
    }

    fn levels<'a>(lanes: &'a Lanes<'_>, node: N) -> (&'a [u16], &'a [u16]) {
        let level = &lanes.nodes[node].level;
        (level, level)
    }

    fn certain(lanes: &Lanes<'_>, node: N, row: usize) -> bool {
        lanes.nodes[node].state.get(row) == Some(&VALUE)
    }

    fn look_up(level: Level, lanes: &Lanes<'_>, question: Q, tables: &Tables, out: &mut [u8]) {
        kernels::map(level, lanes.questions[question].seen(), &tables.points, out);
    }
}

impl Walk for Bounds {
    const OPEN: bool = true;

    fn row(lanes: &Lanes<'_>, row: usize, test: &Test) -> Truth {
        truth(test, &MayBe { lanes, row })
    }

    fn levels<'a>(lanes: &'a Lanes<'_>, node: N) -> (&'a [u16], &'a [u16]) {
        let lanes = &lanes.nodes[node];
        (&lanes.level_low, &lanes.level_high)
    }

    fn certain(lanes: &Lanes<'_>, node: N, row: usize) -> bool {
        lanes.nodes[node].flags.get(row) == Some(&super::lanes::MAY_VALUE)
    }

    fn look_up(level: Level, lanes: &Lanes<'_>, question: Q, tables: &Tables, out: &mut [u8]) {
        let of = &lanes.questions[question];
        if of.hazy.is_empty() {
            kernels::map(level, &of.raw, &tables.bounds, out);
        } else {
            kernels::map_either(level, &of.hazy, (&tables.bounds, &tables.open), out);
        }
    }
}

/// One question with one slot, for filling tables.
struct One<'a, const OPEN_WALK: bool> {
    program: &'a Program,
    slots: &'a Slots,
    slot: u8,
}

impl<const OPEN_WALK: bool> View for One<'_, OPEN_WALK> {
    const OPEN: bool = OPEN_WALK;

    fn program(&self) -> &Program {
        self.program
    }

    fn answer(&self, _: Q) -> Seen<'_> {
        match self.slot {
            HIDDEN => Seen::Hidden,
            slot if slot & OPEN != 0 => Seen::Perhaps(self.slots.given(slot)),
            slot => Seen::Shown(self.slots.given(slot)),
        }
    }

    fn extent(&self, _: Item) -> Extent {
        let slot = usize::from(self.slot & !OPEN);
        if !OPEN_WALK {
            return self.slots.outcomes.get(slot).map_or(Extent::NOTHING, |outcome| outcome.extent());
        }
        let mut extent = self.slots.extents.get(slot).copied().unwrap_or(Extent::NOTHING);
        extent.drop |= self.slot & OPEN != 0;
        extent
    }

    fn levels(&self, _: N) -> (Option<usize>, Option<usize>) {
        (None, None)
    }
}

/// Compiles a condition.
pub(super) fn compile(test: &Test, program: &Program, slots: &Table<Q, Slots>) -> LaneTest {
    if let Some(question) = only_question(test)
        && slots[question].counted
        && !slots[question].by_row
    {
        return LaneTest::Lookup(question, Box::new(tables(test, program, &slots[question])));
    }
    let each = |parts: &[Test]| parts.iter().map(|part| compile(part, program, slots)).collect();
    match test {
        Test::All(parts) => LaneTest::All(each(parts)),
        Test::Any(parts) => LaneTest::Any(each(parts)),
        Test::Not(part) => LaneTest::Not(Box::new(compile(part, program, slots))),
        Test::AtLeastOf(number, parts) => LaneTest::AtLeastOf(*number, each(parts)),
        Test::Each { items, share } => {
            let parts = items.iter().map(|item| Test::Each { items: vec![*item], share: *share });
            match items.as_slice() {
                [_] => LaneTest::ByRow(test.clone()),
                _ => LaneTest::All(parts.map(|part| compile(&part, program, slots)).collect()),
            }
        }
        Test::Reaches { node, level } => LaneTest::Reaches { node: *node, level: *level, test: test.clone() },
        Test::EachReaches(levels) => {
            let one = |&(node, level): &(N, usize)| LaneTest::Reaches {
                node,
                level,
                test: Test::EachReaches(vec![(node, level)]),
            };
            LaneTest::All(levels.iter().map(one).collect())
        }
        Test::Answer(..) | Test::Score { .. } | Test::Context { .. } | Test::Fires { .. } => {
            LaneTest::ByRow(test.clone())
        }
    }
}

/// The one question that a condition looks at, if it looks at nothing else.
fn only_question(test: &Test) -> Option<Q> {
    match test {
        Test::All(parts) | Test::Any(parts) | Test::AtLeastOf(_, parts) => {
            same(parts.iter().map(only_question))
        }
        Test::Not(part) => only_question(part),
        Test::Answer(question, _) | Test::Score { item: Item::Question(question), .. } => Some(*question),
        Test::Each { items, .. } => same(items.iter().map(|item| match item {
            Item::Question(question) => Some(*question),
            Item::Node(_) => None,
        })),
        _ => None,
    }
}

fn same(mut questions: impl Iterator<Item = Option<Q>>) -> Option<Q> {
    let first = questions.next()??;
    questions.all(|question| question == Some(first)).then_some(first)
}

fn tables(test: &Test, program: &Program, slots: &Slots) -> Tables {
    let all = || (0..=!OPEN).take(slots.given.len());
    let bounds = |slot| truth_byte(truth(test, &One::<true> { program, slots, slot }));
    Tables {
        points: all().map(|slot| truth_byte(truth(test, &One::<false> { program, slots, slot }))).collect(),
        bounds: all().map(bounds).collect(),
        open: all().map(|slot| bounds(slot | OPEN)).collect(),
    }
}

/// Whether what has this condition is shown: where it holds, below a node that is shown.
pub(super) fn shown<W: Walk>(
    level: Level,
    test: Option<&LaneTest>,
    parent: Option<N>,
    lanes: &Lanes<'_>,
    rows: usize,
    out: &mut Vec<u8>,
) {
    size(out, rows);
    match test {
        Some(test) => read::<W>(level, test, lanes, rows, out),
        None => out.fill(2),
    }
    if !W::OPEN {
        // What is open does not hold.
        out.iter_mut().for_each(|truth| *truth &= 2);
    }
    if let Some(above) = parent_shown(lanes, parent, W::OPEN) {
        out.iter_mut().zip(above).for_each(|(truth, above)| *truth = (*truth).min(*above));
    }
}

/// Reads a condition for all rows of a block: 0 false, 1 open, 2 true.
pub(super) fn read<W: Walk>(level: Level, test: &LaneTest, lanes: &Lanes<'_>, rows: usize, out: &mut [u8]) {
    match test {
        LaneTest::Lookup(question, tables) => W::look_up(level, lanes, *question, tables, out),
        LaneTest::All(parts) => fold::<W>(level, parts, lanes, rows, out, 2, u8::min),
        LaneTest::Any(parts) => fold::<W>(level, parts, lanes, rows, out, 0, u8::max),
        LaneTest::Not(part) => {
            read::<W>(level, part, lanes, rows, out);
            out.iter_mut().for_each(|truth| *truth = 2 - *truth);
        }
        LaneTest::AtLeastOf(needed, parts) => {
            let (mut sure, mut possible) = (vec![0_usize; out.len()], vec![0_usize; out.len()]);
            for part in parts {
                read::<W>(level, part, lanes, rows, out);
                for ((truth, sure), possible) in out.iter().zip(&mut sure).zip(&mut possible) {
                    *sure += usize::from(*truth == 2);
                    *possible += usize::from(*truth != 0);
                }
            }
            for ((truth, sure), possible) in out.iter_mut().zip(&sure).zip(&possible) {
                *truth = u8::from(sure >= needed) + u8::from(possible >= needed);
            }
        }
        LaneTest::Reaches { node, level: needed, test } => {
            let (low, high) = W::levels(lanes, *node);
            let needed = super::lanes::level_number(Some(*needed));
            for (row, ((truth, low), high)) in out.iter_mut().zip(low).zip(high).enumerate().take(rows) {
                *truth = if W::certain(lanes, *node, row) {
                    u8::from(*low >= needed) + u8::from(*high >= needed)
                } else {
                    truth_byte(W::row(lanes, row, test))
                };
            }
        }
        LaneTest::ByRow(test) => {
            for (row, truth) in out.iter_mut().enumerate().take(rows) {
                *truth = truth_byte(W::row(lanes, row, test));
            }
        }
    }
}

fn fold<W: Walk>(
    level: Level,
    parts: &[LaneTest],
    lanes: &Lanes<'_>,
    rows: usize,
    out: &mut [u8],
    start: u8,
    combine: impl Fn(u8, u8) -> u8,
) {
    let mut one = vec![0; out.len()];
    out.fill(start);
    for part in parts {
        read::<W>(level, part, lanes, rows, &mut one);
        out.iter_mut().zip(&one).for_each(|(truth, part)| *truth = combine(*truth, *part));
    }
}
