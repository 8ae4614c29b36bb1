// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What keeps a node from its next level.

use crate::instrument::program::{Item, Program, Test};
use crate::instrument::table::N;

use super::level;
use super::points::Points;
use super::truth::{Truth, truth};

/// What keeps a node from its next level.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Blocked {
    pub(super) level: usize,
    pub(super) measured: f64,
    pub(super) cut: Option<f64>,
    /// Position of each gate that does not hold, whether it is open, and what it looks at.
    pub(super) gates: Vec<(usize, bool, Vec<Item>)>,
}

pub(super) fn block(program: &Program, points: &Points<'_>, node: N) -> Option<Blocked> {
    let plan = &program.nodes[node];
    let ladder = plan.levels.as_ref()?;
    let set = program.level_sets.get(ladder.set)?;
    let score = points.nodes[node].value()?;
    let level = points.levels[node].map_or(0, |level| level + 1);
    let next = set.levels.get(level)?;
    let measured = level::measure(set.measure, score, plan.maximum);
    let cut = next.from.filter(|_| !level::cuts(set.edge, next.from, measured));
    let mut gates = Vec::new();
    for (position, gate) in ladder.gates.get(level)?.iter().enumerate() {
        let truth = truth(gate, points);
        if truth != Truth::True {
            let mut items = Vec::new();
            blocking(gate, points, &mut items);
            gates.push((position, truth == Truth::Open, items));
        }
    }
    Some(Blocked { level, measured, cut, gates })
}

/// The questions and nodes that keep a test from holding.
fn blocking(test: &Test, points: &Points<'_>, items: &mut Vec<Item>) {
    let mut add = |item: Item| {
        if !items.contains(&item) {
            items.push(item);
        }
    };
    match test {
        Test::All(parts) | Test::Any(parts) | Test::AtLeastOf(_, parts) => {
            for part in parts.iter().filter(|part| truth(part, points) != Truth::True) {
                blocking(part, points, items);
            }
        }
        Test::Not(part) => everything(part, items),
        Test::Answer(question, _) => add(Item::Question(*question)),
        Test::Score { item, .. } => add(*item),
        Test::Reaches { node, .. } => add(Item::Node(*node)),
        Test::Each { items, share } => {
            let fails = |item: &&Item| {
                let one = Test::Each { items: vec![**item], share: *share };
                truth(&one, points) != Truth::True
            };
            items.iter().filter(fails).copied().for_each(add);
        }
        Test::EachReaches(levels) => {
            let fails = |one: &&(N, usize)| truth(&Test::EachReaches(vec![**one]), points) != Truth::True;
            levels.iter().filter(fails).map(|(node, _)| Item::Node(*node)).for_each(add);
        }
        Test::Context { .. } | Test::Fires { .. } => {}
    }
}

/// Every question and node that a test looks at.
pub(crate) fn everything(test: &Test, items: &mut Vec<Item>) {
    let mut add = |item: Item| {
        if !items.contains(&item) {
            items.push(item);
        }
    };
    match test {
        Test::All(parts) | Test::Any(parts) | Test::AtLeastOf(_, parts) => {
            parts.iter().for_each(|part| everything(part, items));
        }
        Test::Not(part) => everything(part, items),
        Test::Answer(question, _) => add(Item::Question(*question)),
        Test::Score { item, .. } => add(*item),
        Test::Reaches { node, .. } => add(Item::Node(*node)),
        Test::Each { items, .. } => items.iter().copied().for_each(add),
        Test::EachReaches(levels) => levels.iter().map(|(node, _)| Item::Node(*node)).for_each(add),
        Test::Context { .. } | Test::Fires { .. } => {}
    }
}
