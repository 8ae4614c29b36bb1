// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Checks and compiles actions, practices and what they name.

use std::collections::{BTreeMap, BTreeSet};

use super::compile::Compiled;
use super::conditions::{Names, Place};
use super::program::{Item, Test};
use super::table::Q;
use crate::answers::given::{Given, read};
use crate::id::{ActionId, PracticeId};
use crate::problem::{Code, Problem};
use crate::questionnaire::{Action, Definition};

/// An action with every name resolved.
#[derive(Debug, Clone)]
pub(crate) struct ActionPlan {
    /// Its position in the definition's list.
    pub(crate) position: usize,
    pub(crate) moves: Vec<(Q, Given)>,
    pub(crate) when: Option<Test>,
    /// Positions among the compiled actions.
    pub(crate) requires: Vec<usize>,
    pub(crate) same_as: Option<usize>,
    pub(crate) deprecated: bool,
}

/// Compiles all actions, in the definition's order.
pub(crate) fn compile(
    definition: &Definition,
    compiled: &Compiled<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<ActionPlan> {
    practices(definition, compiled, problems);
    let mut seen = BTreeSet::new();
    let mut plans = Vec::with_capacity(definition.actions.len());
    for (position, action) in definition.actions.iter().enumerate() {
        let path = format!("/actions/{position}");
        if !seen.insert(&action.id) {
            let problem = Problem::new(Code::DuplicateId, format!("{path}/id"));
            problems.push(problem.finding(format!("`{}`", action.id)).expecting("each action once"));
        }
        plans.push(action_plan(action, position, &path, definition, compiled, problems));
    }
    circles(definition, &plans, problems);
    plans
}

fn action_plan(
    action: &Action,
    position: usize,
    path: &str,
    definition: &Definition,
    compiled: &Compiled<'_>,
    problems: &mut Vec<Problem>,
) -> ActionPlan {
    let tree = &compiled.tree;
    if !matches!(tree.items.get(&action.node), Some(Item::Node(_))) {
        let nodes = tree.nodes.iter().map(|(_, site)| site.node.id.as_str());
        let problem = Problem::new(Code::UnknownReference, format!("{path}/node"));
        problems.push(problem.unknown(action.node.as_str(), "the id of a node", nodes));
    }
    if action.moves.is_empty() {
        problems.push(Problem::new(Code::FieldNeeded, format!("{path}/moves")).finding("no moves").expecting("a move"));
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
                    problems.push(problem.finding("the lowest answer").expecting("an answer that scores more"));
                }
                moves.push((question, given));
            }
            Err(wrong) => problems.push(wrong.at(Code::BadMove, format!("{path}/to"))),
        }
    }
    let when = action.when.as_ref().and_then(|when| {
        let names = Names {
            definition,
            tree,
            scorings: &compiled.scorings,
            actions: &compiled.action_index,
        };
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
    for (index, id) in action.practices.iter().enumerate() {
        if !definition.practices.iter().any(|practice| practice.id == *id) {
            let known = definition.practices.iter().map(|practice| practice.id.as_str());
            let problem = Problem::new(Code::UnknownReference, format!("{path}/practices/{index}"));
            problems.push(problem.unknown(id.as_str(), "the id of a practice", known));
        }
    }
    if let Some(owner) = &action.owner
        && !definition.roles.contains(owner)
    {
        let known = definition.roles.iter().map(AsRef::as_ref);
        let problem = Problem::new(Code::UnknownReference, format!("{path}/owner"));
        problems.push(problem.unknown(owner.as_str(), "a role of `roles`", known));
    }
    let deprecated = action.status.as_ref().is_some_and(|status| status.deprecated.is_some());
    ActionPlan { position, moves, when, requires, same_as, deprecated }
}

fn practices(definition: &Definition, compiled: &Compiled<'_>, problems: &mut Vec<Problem>) {
    let mut seen: BTreeSet<&PracticeId> = BTreeSet::new();
    for (index, practice) in definition.practices.iter().enumerate() {
        let path = format!("/practices/{index}");
        if !seen.insert(&practice.id) {
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
            problems.push(problem.finding(format!("`{}`", practice.source)).expecting("an address with https://"));
        }
        if practice.country.len() != 2 || !practice.country.bytes().all(|letter| letter.is_ascii_uppercase()) {
            let problem = Problem::new(Code::BadText, format!("{path}/country"));
            problems.push(problem.finding(format!("`{}`", practice.country)).expecting("two capital letters (ISO 3166-1)"));
        }
    }
}

/// Prerequisites (and what they stand for by `same_as`, and `fires` conditions) may not run in a
/// circle.
fn circles(definition: &Definition, plans: &[ActionPlan], problems: &mut Vec<Problem>) {
    let needs: Vec<Vec<usize>> = plans
        .iter()
        .map(|plan| {
            let mut needed = plan.requires.clone();
            needed.extend(plan.same_as);
            plan.when.iter().for_each(|when| fired(when, &mut needed));
            needed
        })
        .collect();
    // Repeatedly take away what needs nothing that is left; what stays is in or behind a circle.
    let mut left: BTreeMap<usize, BTreeSet<usize>> =
        needs.into_iter().map(|needed| needed.into_iter().collect()).enumerate().collect();
    loop {
        let free: Vec<usize> = left
            .iter()
            .filter(|(_, needed)| needed.iter().all(|other| !left.contains_key(other)))
            .map(|(position, _)| *position)
            .collect();
        if free.is_empty() {
            break;
        }
        left.retain(|position, _| !free.contains(position));
    }
    let ids: Vec<&str> = left.keys().filter_map(|position| definition.actions.get(*position)).map(|a| a.id.as_str()).collect();
    if let Some(first) = left.keys().next() {
        let problem = Problem::new(Code::PrerequisiteCircle, format!("/actions/{first}/requires"));
        problems.push(problem.finding(ids.join(", ")).expecting("an order in which each comes after what it requires"));
    }
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
