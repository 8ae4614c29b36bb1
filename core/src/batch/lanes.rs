// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What is known of a block of rows while it is scored: one list per question and per node.

use crate::instrument::given::Given;
use crate::instrument::program::{Item, Program};
use crate::instrument::table::{N, Q, Table};
use crate::score::extent::Extent;
use crate::score::points::Outcome;
use crate::score::truth::{Seen, Truth, View};

use super::kernels::WIDTH;
use super::slots::{ANSWER, HIDDEN, OPEN, Slots, UNANSWERED};

/// Rows that are scored at once: few enough that a block's lists stay near the processor.
pub(super) const ROWS: usize = 4096;

/// What came of a node, as a byte.
pub(super) const VALUE: u8 = 0;
pub(super) const DROPPED: u8 = 1;
const SKIPPED: u8 = 2;
const BLANK: u8 = 3;

pub(super) fn state_of(outcome: Outcome) -> (u8, f64) {
    match outcome {
        Outcome::Value(score) => (VALUE, score),
        Outcome::Dropped => (DROPPED, 0.0),
        Outcome::Skipped => (SKIPPED, 0.0),
        Outcome::Blank => (BLANK, 0.0),
    }
}

/// The outcomes that are possible for a node, as bits.
pub(super) const MAY_VALUE: u8 = 1;
pub(super) const MAY_DROP: u8 = 2;
pub(super) const MAY_SKIP: u8 = 4;
pub(super) const MAY_BLANK: u8 = 8;

pub(super) fn flags_of(extent: &Extent) -> u8 {
    let bit = |may: bool, bit: u8| if may { bit } else { 0 };
    bit(extent.value, MAY_VALUE)
        | bit(extent.drop, MAY_DROP)
        | bit(extent.skip, MAY_SKIP)
        | bit(extent.blank, MAY_BLANK)
}

/// A level as a number: 0 for none.
pub(super) fn level_number(level: Option<usize>) -> u16 {
    level.map_or(0, |level| u16::try_from(level + 1).unwrap_or(u16::MAX))
}

fn number_level(number: u16) -> Option<usize> {
    usize::from(number).checked_sub(1)
}

/// A truth as a byte, in the same order.
pub(super) fn truth_byte(truth: Truth) -> u8 {
    match truth {
        Truth::False => 0,
        Truth::Open => 1,
        Truth::True => 2,
    }
}

fn byte_truth(byte: u8) -> Truth {
    match byte {
        0 => Truth::False,
        1 => Truth::Open,
        _ => Truth::True,
    }
}

/// A question of a block.
#[derive(Debug, Default)]
pub(super) struct QuestionLanes {
    /// The slot of what was given.
    pub(super) raw: Vec<u8>,
    /// As `raw`, with what is hidden; empty where nothing can hide it.
    pub(super) seen: Vec<u8>,
    /// As `raw`, with what is hidden, and `OPEN` where that is open; empty where nothing can hide it.
    pub(super) hazy: Vec<u8>,
    /// The score of an answer, hidden or not; empty where the slots tell it.
    pub(super) scores: Vec<f64>,
    /// What was given; empty where the slots tell enough.
    pub(super) given: Vec<Given>,
    /// All that it may become; empty unless its adjustments look at other answers.
    pub(super) extents: Vec<Extent>,
}

impl QuestionLanes {
    pub(super) fn seen(&self) -> &[u8] {
        if self.seen.is_empty() { &self.raw } else { &self.seen }
    }

    pub(super) fn hazy(&self) -> &[u8] {
        if self.hazy.is_empty() { &self.raw } else { &self.hazy }
    }
}

/// A node of a block, or a member of a lens.
#[derive(Debug, Default)]
pub(super) struct NodeLanes {
    /// Whether it is shown, in the answers as they are and in all they may become; empty where it
    /// always is.
    pub(super) shown: Vec<u8>,
    pub(super) hazy: Vec<u8>,
    pub(super) state: Vec<u8>,
    /// The sum and the weights of a whole-number mean, in steps.
    pub(super) sums: Vec<u8>,
    pub(super) weights: Vec<u8>,
    pub(super) point: Vec<f64>,
    pub(super) level: Vec<u16>,
    pub(super) flags: Vec<u8>,
    /// 0 where it may not have a value.
    pub(super) low: Vec<f64>,
    pub(super) high: Vec<f64>,
    pub(super) level_low: Vec<u16>,
    pub(super) level_high: Vec<u16>,
    pub(super) asked: Vec<u32>,
    pub(super) answered: Vec<u32>,
}

/// A block of rows.
#[derive(Debug)]
pub(super) struct Lanes<'p> {
    pub(super) program: &'p Program,
    pub(super) slots: &'p Table<Q, Slots>,
    pub(super) questions: Table<Q, QuestionLanes>,
    pub(super) nodes: Table<N, NodeLanes>,
    pub(super) members: Vec<NodeLanes>,
}

/// Makes a list as long as the block, whatever is in it.
pub(super) fn size<T: Copy + Default>(list: &mut Vec<T>, rows: usize) {
    list.resize(rows.next_multiple_of(WIDTH), T::default());
}

impl<'p> Lanes<'p> {
    pub(super) fn new(program: &'p Program, slots: &'p Table<Q, Slots>, members: usize) -> Self {
        let mut questions = Table::new();
        questions.extend((0..program.questions.len()).map(|_| QuestionLanes::default()));
        let mut nodes = Table::new();
        nodes.extend((0..program.nodes.len()).map(|_| NodeLanes::default()));
        Self {
            program,
            slots,
            questions,
            nodes,
            members: (0..members).map(|_| NodeLanes::default()).collect(),
        }
    }

    /// What a row gives to a question.
    fn given(&self, question: Q, row: usize) -> &Given {
        let lanes = &self.questions[question];
        lanes
            .given
            .get(row)
            .unwrap_or_else(|| self.slots[question].given(lanes.raw.get(row).copied().unwrap_or(UNANSWERED)))
    }

    pub(super) fn score(&self, question: Q, row: usize) -> Option<f64> {
        self.questions[question].scores.get(row).copied()
    }
}

/// One row of a block, with the answers as they are.
pub(super) struct AsIs<'a> {
    pub(super) lanes: &'a Lanes<'a>,
    pub(super) row: usize,
}

impl AsIs<'_> {
    pub(super) fn outcome(&self, item: Item) -> Outcome {
        match item {
            Item::Question(question) => {
                let lanes = &self.lanes.questions[question];
                let slot = lanes.seen().get(self.row).copied().unwrap_or(HIDDEN);
                let outcomes = &self.lanes.slots[question].outcomes;
                let outcome = outcomes.get(usize::from(slot)).copied().unwrap_or(Outcome::Dropped);
                match (outcome, self.lanes.score(question, self.row)) {
                    (Outcome::Value(_), Some(score)) if slot >= ANSWER => Outcome::Value(score),
                    _ => outcome,
                }
            }
            Item::Node(node) => {
                let lanes = &self.lanes.nodes[node];
                match lanes.state.get(self.row) {
                    Some(&VALUE) => Outcome::Value(lanes.point.get(self.row).copied().unwrap_or_default()),
                    Some(&SKIPPED) => Outcome::Skipped,
                    Some(&BLANK) => Outcome::Blank,
                    _ => Outcome::Dropped,
                }
            }
        }
    }
}

impl View for AsIs<'_> {
    const OPEN: bool = false;

    fn program(&self) -> &Program {
        self.lanes.program
    }

    fn answer(&self, question: Q) -> Seen<'_> {
        match self.lanes.questions[question].seen().get(self.row) {
            Some(&HIDDEN) | None => Seen::Hidden,
            Some(_) => Seen::Shown(self.lanes.given(question, self.row)),
        }
    }

    fn extent(&self, item: Item) -> Extent {
        self.outcome(item).extent()
    }

    fn levels(&self, node: N) -> (Option<usize>, Option<usize>) {
        let level = self.lanes.nodes[node].level.get(self.row).copied().and_then(number_level);
        (level, level)
    }
}

/// One row of a block, with all that its answers may become.
pub(super) struct MayBe<'a> {
    pub(super) lanes: &'a Lanes<'a>,
    pub(super) row: usize,
}

impl View for MayBe<'_> {
    const OPEN: bool = true;

    fn program(&self) -> &Program {
        self.lanes.program
    }

    fn answer(&self, question: Q) -> Seen<'_> {
        match self.lanes.questions[question].hazy().get(self.row) {
            Some(&HIDDEN) | None => Seen::Hidden,
            Some(slot) if slot & OPEN != 0 => Seen::Perhaps(self.lanes.given(question, self.row)),
            Some(_) => Seen::Shown(self.lanes.given(question, self.row)),
        }
    }

    fn extent(&self, item: Item) -> Extent {
        match item {
            Item::Question(question) => {
                let lanes = &self.lanes.questions[question];
                if let Some(extent) = lanes.extents.get(self.row) {
                    return *extent;
                }
                let slot = lanes.hazy().get(self.row).copied().unwrap_or(HIDDEN);
                let extents = &self.lanes.slots[question].extents;
                let mut extent = extents.get(usize::from(slot & !OPEN)).copied().unwrap_or(Extent::NOTHING);
                if slot & !OPEN >= ANSWER
                    && extent.value
                    && let Some(score) = self.lanes.score(question, self.row)
                {
                    (extent.low, extent.high) = (score, score);
                }
                extent.drop |= slot & OPEN != 0;
                extent
            }
            Item::Node(node) => {
                let lanes = &self.lanes.nodes[node];
                let flags = lanes.flags.get(self.row).copied().unwrap_or_default();
                let end = |list: &[f64]| list.get(self.row).copied().unwrap_or_default();
                let value = flags & MAY_VALUE != 0;
                let (low, high) = if value {
                    (end(&lanes.low), end(&lanes.high))
                } else {
                    (Extent::NOTHING.low, Extent::NOTHING.high)
                };
                Extent {
                    value,
                    low,
                    high,
                    drop: flags & MAY_DROP != 0,
                    skip: flags & MAY_SKIP != 0,
                    blank: flags & MAY_BLANK != 0,
                }
            }
        }
    }

    fn levels(&self, node: N) -> (Option<usize>, Option<usize>) {
        let lanes = &self.lanes.nodes[node];
        let level = |list: &[u16]| list.get(self.row).copied().and_then(number_level);
        (level(&lanes.level_low), level(&lanes.level_high))
    }
}

/// The truth of whether a node is shown, as a list; `None` where it always is.
pub(super) fn parent_shown<'a>(lanes: &'a Lanes<'_>, parent: Option<N>, hazy: bool) -> Option<&'a [u8]> {
    let lanes = &lanes.nodes[parent?];
    let list = if hazy { &lanes.hazy } else { &lanes.shown };
    (!list.is_empty()).then_some(list.as_slice())
}

/// As [`truth_byte`], the other way.
pub(super) fn truth_at(list: &[u8], row: usize) -> Truth {
    list.get(row).copied().map_or(Truth::True, byte_truth)
}
