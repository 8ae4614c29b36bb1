// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Takes the steps of a program for one block of rows.

use super::decode::Read;
use super::lanes::Lanes;
use super::outputs::{Measure, Output, Subject};
use super::{Inner, bounds, levels, points};
use crate::instrument::program::Step;
use crate::instrument::table::{Q, Table};

/// What the outputs need.
#[derive(Debug)]
pub(super) struct Wanted {
    bounds: bool,
    levels: bool,
    completeness: bool,
    members: Vec<usize>,
}

impl Wanted {
    pub(super) fn of(outputs: &[Output]) -> Self {
        let any = |test: fn(Measure) -> bool| outputs.iter().any(|output| test(output.measure));
        let mut members: Vec<usize> = outputs
            .iter()
            .filter_map(|output| match output.of {
                Subject::Member(index) => Some(index),
                Subject::Node(_) => None,
            })
            .collect();
        members.dedup();
        Self {
            bounds: any(Measure::is_bound),
            levels: any(Measure::is_level),
            completeness: any(|measure| measure == Measure::Completeness),
            members,
        }
    }
}

/// What one thread works with.
pub(super) struct Scratch<'p> {
    pub(super) lanes: Lanes<'p>,
    pub(super) kept: Table<Q, Read>,
}

impl<'p> Scratch<'p> {
    pub(super) fn new(inner: &'p Inner) -> Self {
        let mut kept = Table::new();
        kept.extend(inner.slots.iter().map(|_| Read::default()));
        let lanes = Lanes::new(&inner.part.program, &inner.slots, inner.members.len());
        Self { lanes, kept }
    }
}

impl Inner {
    /// Takes every step of the program for a block. `read` fills in what was given to a question.
    pub(super) fn walk(
        &self,
        lanes: &mut Lanes<'_>,
        wanted: &Wanted,
        rows: usize,
        mut read: impl FnMut(Q, &mut Lanes<'_>),
    ) {
        let level = self.level;
        // A condition may ask for a level.
        let levels = wanted.levels || self.levels;
        for step in &self.part.program.steps {
            match *step {
                Step::Show(node) => {
                    points::show(level, node, &self.nodes[node], lanes, rows);
                    if wanted.bounds {
                        bounds::show(level, node, &self.nodes[node], lanes, rows);
                    }
                }
                Step::Question(question) => {
                    read(question, lanes);
                    let (slots, show) = (&self.slots[question], self.shows[question].as_ref());
                    let unadjusted = if slots.by_row && wanted.bounds {
                        lanes.questions[question].scores.clone()
                    } else {
                        Vec::new()
                    };
                    points::question(level, question, slots, show, lanes, rows);
                    if wanted.bounds {
                        bounds::question(level, question, slots, show, &unadjusted, lanes, rows);
                    }
                }
                Step::Score(node) => {
                    let mut of = std::mem::take(&mut lanes.nodes[node]);
                    points::score(level, &self.nodes[node], lanes, rows, &mut of);
                    if wanted.bounds {
                        bounds::score(level, &self.nodes[node], lanes, rows, &mut of);
                    }
                    lanes.nodes[node] = of;
                }
                Step::Level(node) if levels => {
                    let by = &self.nodes[node];
                    let mut out = std::mem::take(&mut lanes.nodes[node].level);
                    levels::of_point(level, node, by, lanes, rows, &mut out);
                    lanes.nodes[node].level = out;
                    if wanted.bounds {
                        let mut low = std::mem::take(&mut lanes.nodes[node].level_low);
                        let mut high = std::mem::take(&mut lanes.nodes[node].level_high);
                        levels::of_bounds(level, node, by, lanes, rows, (&mut low, &mut high));
                        (lanes.nodes[node].level_low, lanes.nodes[node].level_high) = (low, high);
                    }
                }
                Step::Level(_) => {}
            }
        }
        for &index in &wanted.members {
            let mut of = std::mem::take(&mut lanes.members[index]);
            points::score(level, &self.members[index], lanes, rows, &mut of);
            if wanted.bounds {
                bounds::score(level, &self.members[index], lanes, rows, &mut of);
            }
            lanes.members[index] = of;
        }
        if wanted.completeness {
            points::count(level, lanes, rows);
        }
    }
}
