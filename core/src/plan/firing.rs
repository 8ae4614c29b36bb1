// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Which actions fire, and which are needed before them.

use crate::answers::Context;
use crate::instrument::given::{Given, State};
use crate::instrument::program::{Item, Program};
use crate::instrument::table::{N, Q, Table};
use crate::instrument::{ActionPlan, Part};
use crate::score::extent::Extent;
use crate::score::points::Points;
use crate::score::truth::{Seen, Truth, View, truth};

/// What an action is to a city.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// It raises at least one answer, and its condition holds.
    Fires,
    /// Its answers are reached.
    Done,
    /// Whether it is done is not known: its questions are not answered.
    Unknown,
    /// It is not for this city.
    NotForIt,
}

/// The status of every action, by its position.
pub(crate) fn statuses(
    part: &Part,
    points: &Points<'_>,
    given: &Table<Q, Given>,
    context: &Context,
) -> Vec<Status> {
    let mut view = ActionView { points, context, statuses: vec![None; part.actions.plans.len()] };
    for &position in &part.actions.order {
        if let Some(plan) = part.actions.plans.get(position) {
            let status = status(plan, points, given, &view);
            if let Some(slot) = view.statuses.get_mut(position) {
                *slot = Some(status);
            }
        }
    }
    view.statuses.into_iter().map(|status| status.unwrap_or(Status::NotForIt)).collect()
}

fn status(plan: &ActionPlan, points: &Points<'_>, given: &Table<Q, Given>, view: &ActionView<'_>) -> Status {
    if plan.deprecated {
        return Status::NotForIt;
    }
    let (mut raises, mut done, mut unknown) = (false, false, false);
    for (question, goal) in &plan.moves {
        if !points.shown[*question] {
            continue;
        }
        match given[*question].state {
            State::Answered if given[*question].score < goal.score => raises = true,
            State::Answered => done = true,
            State::NotApplicable => {}
            State::DontKnow | State::Unanswered => unknown = true,
        }
    }
    let holds = plan.when.as_ref().map_or(Truth::True, |when| truth(when, view));
    match (raises, holds) {
        (true, Truth::True) => Status::Fires,
        (false, Truth::Open | Truth::True) if unknown => Status::Unknown,
        (false, Truth::Open | Truth::True) if done => Status::Done,
        _ => Status::NotForIt,
    }
}

/// The actions to recommend: those that fire and, before them, prerequisites of which it is not
/// known that they are done. Ascending positions.
pub(crate) fn with_prerequisites(part: &Part, statuses: &[Status]) -> Vec<usize> {
    let mut wanted: Vec<bool> = statuses.iter().map(|status| *status == Status::Fires).collect();
    let mut queue = positions(&wanted);
    while let Some(position) = queue.pop() {
        for &needed in
            part.actions.plans.get(position).map(|plan| plan.requires.as_slice()).unwrap_or_default()
        {
            if let (Some(Status::Unknown), Some(wanted)) = (statuses.get(needed), wanted.get_mut(needed))
                && !std::mem::replace(wanted, true)
            {
                queue.push(needed);
            }
        }
    }
    positions(&wanted)
}

/// The positions of those that are set, ascending.
pub(crate) fn positions(set: &[bool]) -> Vec<usize> {
    set.iter().enumerate().filter(|(_, is_set)| **is_set).map(|(position, _)| position).collect()
}

/// The answers as they are, the context, and what fires.
struct ActionView<'a> {
    points: &'a Points<'a>,
    context: &'a Context,
    statuses: Vec<Option<Status>>,
}

impl View for ActionView<'_> {
    const OPEN: bool = false;

    fn program(&self) -> &Program {
        self.points.program()
    }

    fn answer(&self, question: Q) -> Seen<'_> {
        self.points.answer(question)
    }

    fn extent(&self, item: Item) -> Extent {
        self.points.extent(item)
    }

    fn levels(&self, node: N) -> (Option<usize>, Option<usize>) {
        self.points.levels(node)
    }

    fn context(&self) -> Option<&Context> {
        Some(self.context)
    }

    fn fires(&self, action: usize) -> Truth {
        match self.statuses.get(action) {
            Some(Some(status)) => (*status == Status::Fires).into(),
            _ => Truth::Open,
        }
    }
}
