// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Checks and compiles actions, practices and what they name.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::compile::Compiled;
use super::condition_shape::Place;
use super::conditions::Names;
use super::given::{Given, read};
use super::program::{Item, Test};
use super::table::Q;
use crate::id::ActionId;
use crate::map::repeated;
use crate::problem::{Code, Problem};
use crate::questionnaire::{Action, Definition, is_country};

/// The actions of a part of a questionnaire.
#[derive(Debug, Clone)]
pub(crate) struct Actions {
    /// In the order of the definition.
    pub(crate) plans: Vec<ActionPlan>,
    /// Positions such that each comes after all that it depends on.
    pub(crate) order: Vec<usize>,
}

/// An action with every name resolved.
#[derive(Debug, Clone)]
pub(crate) struct ActionPlan {
    pub(crate) moves: Vec<(Q, Given)>,
    pub(crate) when: Option<Test>,
    /// Positions in the definition's list, which is also that of the plans.
    pub(crate) requires: Vec<usize>,
    pub(crate) same_as: Option<usize>,
    pub(crate) deprecated: bool,
}

/// Compiles all actions, in the definition's order. `partial` definitions, which are profiles, are without
/// practices.
pub(crate) fn compile(
    definition: &Definition,
    compiled: &Compiled<'_>,
    partial: bool,
    problems: &mut Vec<Problem>,
) -> Actions {
    if !partial {
        practices(definition, compiled, problems);
    }
    let ids: Vec<&str> = definition.actions.iter().map(|action| action.id.as_str()).collect();
    let again = repeated(&ids);
    let mut plans = Vec::with_capacity(definition.actions.len());
    for (position, action) in definition.actions.iter().enumerate() {
        let path = format!("/actions/{position}");
        if again.binary_search(&position).is_ok() {
            let problem = Problem::new(Code::DuplicateId, format!("{path}/id"));
            problems.push(problem.finding(format!("`{}`", action.id)).expecting("each action once"));
        }
        plans.push(action_plan(action, &path, definition, compiled, partial, problems));
    }
    let order = order(definition, &plans, problems);
    Actions { plans, order }
}

fn action_plan(
    action: &Action,
    path: &str,
    definition: &Definition,
    compiled: &Compiled<'_>,
    partial: bool,
    problems: &mut Vec<Problem>,
) -> ActionPlan {
    let tree = &compiled.tree;
    if !matches!(tree.items.get(&action.node), Some(Item::Node(_))) {
        let nodes = tree.nodes.iter().map(|(_, site)| site.node.id.as_str());
        let problem = Problem::new(Code::UnknownReference, format!("{path}/node"));
        problems.push(problem.unknown(action.node.as_str(), "the id of a node", nodes));
    }
    if action.moves.is_empty() {
        problems.push(
            Problem::new(Code::FieldNeeded, format!("{path}/moves")).finding("no moves").expecting("a move"),
        );
    }
    if action.effort.low.get() > action.effort.high.get() {
        let problem = Problem::new(Code::BadRange, format!("{path}/effort"));
        problems.push(problem.finding("low above high").expecting("low, at most high"));
    }
    let mut moves = Vec::with_capacity(action.moves.len());
    for (index, step) in action.moves.iter().enumerate() {
        let path = format!("{path}/moves/{index}");
        let Some(Item::Question(question)) = tree.items.get(&step.question).copied() else {
            let questions = tree.questions.iter().map(|(_, site)| site.question.id.as_str());
            let problem = Problem::new(Code::UnknownReference, format!("{path}/question"));
            problems.push(problem.unknown(step.question.as_str(), "the id of a question", questions));
            continue;
        };
        match read(&compiled.scorings[question], &step.to) {
            Ok(given) => {
                let lowest = compiled.lowest(question);
                if given.score.is_none_or(|score| score <= lowest) {
                    let problem = Problem::new(Code::BadMove, format!("{path}/to"));
                    problems
                        .push(problem.finding("the lowest answer").expecting("an answer that scores more"));
                }
                moves.push((question, given));
            }
            Err(wrong) => problems.push(wrong.at(Code::BadMove, format!("{path}/to"))),
        }
    }
    let when = action.when.as_ref().and_then(|when| {
        let names = Names { definition, tree, scorings: &compiled.scorings, actions: &compiled.action_index };
        names.compile(when, Place::Action, &format!("{path}/when"), problems)
    });
    let mut resolve = |id: &ActionId, place: String| {
        let found = compiled.action_index.get(id).copied();
        if found.is_none() {
            let known = compiled.action_index.keys().map(ActionId::as_str);
            let problem = Problem::new(Code::UnknownReference, place);
            problems.push(problem.unknown(id.as_str(), "the id of an action", known));
        }
        found
    };
    let mut requires = Vec::new();
    for (index, id) in action.requires.iter().enumerate() {
        requires.extend(resolve(id, format!("{path}/requires/{index}")));
    }
    let same_as = action.same_as.as_ref().and_then(|id| resolve(id, format!("{path}/same_as")));
    if !partial {
        practices_of(action, path, definition, problems);
    }
    if let Some(owner) = &action.owner
        && !definition.roles.contains(owner)
    {
        let known = definition.roles.iter().map(AsRef::as_ref);
        let problem = Problem::new(Code::UnknownReference, format!("{path}/owner"));
        problems.push(problem.unknown(owner.as_str(), "a role of `roles`", known));
    }
    let deprecated = action.status.as_ref().is_some_and(|status| status.deprecated.is_some());
    ActionPlan { moves, when, requires, same_as, deprecated }
}

fn practices_of(action: &Action, path: &str, definition: &Definition, problems: &mut Vec<Problem>) {
    for (index, id) in action.practices.iter().enumerate() {
        if !definition.practices.iter().any(|practice| practice.id == *id) {
            let known = definition.practices.iter().map(|practice| practice.id.as_str());
            let problem = Problem::new(Code::UnknownReference, format!("{path}/practices/{index}"));
            problems.push(problem.unknown(id.as_str(), "the id of a practice", known));
        }
    }
}

fn practices(definition: &Definition, compiled: &Compiled<'_>, problems: &mut Vec<Problem>) {
    let ids: Vec<&str> = definition.practices.iter().map(|practice| practice.id.as_str()).collect();
    let again = repeated(&ids);
    for (index, practice) in definition.practices.iter().enumerate() {
        let path = format!("/practices/{index}");
        if again.binary_search(&index).is_ok() {
            let problem = Problem::new(Code::DuplicateId, format!("{path}/id"));
            problems.push(problem.finding(format!("`{}`", practice.id)).expecting("each practice once"));
        }
        for (place, id) in practice.nodes.iter().enumerate() {
            if !matches!(compiled.tree.items.get(id), Some(Item::Node(_))) {
                let nodes = compiled.tree.nodes.iter().map(|(_, site)| site.node.id.as_str());
                let problem = Problem::new(Code::UnknownReference, format!("{path}/nodes/{place}"));
                problems.push(problem.unknown(id.as_str(), "the id of a node", nodes));
            }
        }
        if !practice.source.starts_with("https://") && !practice.source.starts_with("http://") {
            let problem = Problem::new(Code::BadText, format!("{path}/source"));
            problems.push(
                problem.finding(format!("`{}`", practice.source)).expecting("an address with https://"),
            );
        }
        if !is_country(&practice.country) {
            let problem = Problem::new(Code::BadText, format!("{path}/country"));
            problems.push(
                problem
                    .finding(format!("`{}`", practice.country))
                    .expecting("two capital letters (ISO 3166-1)"),
            );
        }
    }
}

/// An order in which every action comes after what it requires, what it says the same as, and what
/// its condition asks to fire. What is left out of it runs in a circle.
fn order(definition: &Definition, plans: &[ActionPlan], problems: &mut Vec<Problem>) -> Vec<usize> {
    let needs: Vec<Vec<usize>> = plans
        .iter()
        .map(|plan| {
            let mut needed = plan.requires.clone();
            needed.extend(plan.same_as);
            plan.when.iter().for_each(|when| fired(when, &mut needed));
            needed
        })
        .collect();
    let (order, mut stuck) = sorted(&needs);
    if stuck.is_empty() {
        // Actions that say the same become one, and that one may not require itself either.
        let one: Vec<usize> = (0..plans.len()).map(|position| leader(plans, position)).collect();
        let of = |position: &usize| one.get(*position).copied().unwrap_or(*position);
        let mut merged: Vec<Vec<usize>> = vec![Vec::new(); plans.len()];
        for (position, plan) in plans.iter().enumerate() {
            let own = of(&position);
            if let Some(list) = merged.get_mut(own) {
                list.extend(plan.requires.iter().map(of).filter(|needed| *needed != own));
            }
        }
        stuck = sorted(&merged).1;
    }
    if let Some(first) = stuck.first() {
        let ids: Vec<&str> = stuck
            .iter()
            .filter_map(|position| definition.actions.get(*position))
            .map(|a| a.id.as_str())
            .collect();
        let problem = Problem::new(Code::PrerequisiteCircle, format!("/actions/{first}/requires"));
        problems.push(
            problem.finding(ids.join(", ")).expecting("an order in which each comes after what it requires"),
        );
    }
    order
}

/// The action at the end of a chain of `same_as`.
fn leader(plans: &[ActionPlan], position: usize) -> usize {
    let mut at = position;
    while let Some(next) = plans.get(at).and_then(|plan| plan.same_as) {
        at = next;
    }
    at
}

/// Positions in an order in which each comes after what it needs, and those for which there is none.
fn sorted(needs: &[Vec<usize>]) -> (Vec<usize>, Vec<usize>) {
    let mut waiting: Vec<usize> = Vec::with_capacity(needs.len());
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    for (position, needed) in needs.iter().enumerate() {
        let mut needed = needed.clone();
        needed.sort_unstable();
        needed.dedup();
        waiting.push(needed.len());
        for other in needed {
            followers[other].push(position);
        }
    }
    let mut free: BinaryHeap<Reverse<usize>> =
        (0..needs.len()).filter(|position| waiting[*position] == 0).map(Reverse).collect();
    let mut order = Vec::with_capacity(needs.len());
    while let Some(Reverse(next)) = free.pop() {
        order.push(next);
        for &follower in &followers[next] {
            waiting[follower] -= 1;
            if waiting[follower] == 0 {
                free.push(Reverse(follower));
            }
        }
    }
    let stuck =
        waiting.iter().enumerate().filter(|(_, left)| **left > 0).map(|(position, _)| position).collect();
    (order, stuck)
}

fn fired(test: &Test, needed: &mut Vec<usize>) {
    match test {
        Test::All(parts) | Test::Any(parts) | Test::AtLeastOf(_, parts) => {
            parts.iter().for_each(|part| fired(part, needed));
        }
        Test::Not(part) => fired(part, needed),
        Test::Fires { action, .. } => needed.push(*action),
        _ => {}
    }
}
