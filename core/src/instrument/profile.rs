// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The part of a definition that belongs to a profile, as a definition of its own.

use crate::id::{ActionId, ItemId, ProfileId};
use crate::problem::{Code, Problem};
use crate::questionnaire::{Adjustment, Child, Condition, Definition, Node, Question};

/// Leaves out of `part`, which is `definition` read once more, what is outside the profile. Conditions that
/// ask for something outside are noted as problems; gates, weights and actions that do are left out.
pub(crate) fn restrict(
    definition: &Definition,
    mut part: Definition,
    profile: &ProfileId,
    problems: &mut Vec<Problem>,
) -> Definition {
    let belongs = |question: &Question| question.profiles.contains(profile);
    prune(&mut part.root, &belongs);
    let mut kept = Vec::new();
    collect(&part.root, &mut kept);
    kept.sort_unstable();
    check(&definition.root, "/root", &kept, profile, problems);
    let inside = |condition: &Condition| {
        let mut all = true;
        condition.items(&mut |id| all &= has(&kept, id));
        all
    };
    for set in part.level_sets.values_mut() {
        for level in &mut set.levels {
            level.requires.retain(|gate| inside(gate));
        }
    }
    for member in part.lenses.iter_mut().flat_map(|lens| &mut lens.members) {
        if let Some(weights) = &mut member.weights {
            weights.retain(|id, _| has(&kept, id));
        }
    }
    for action in &mut part.actions {
        action.moves.retain(|step| has(&kept, &step.question));
    }
    part.actions.retain(|action| {
        !action.moves.is_empty() && has(&kept, &action.node) && action.when.as_ref().is_none_or(&inside)
    });
    let mut actions: Vec<ActionId> = part.actions.iter().map(|action| action.id.clone()).collect();
    actions.sort_unstable();
    let kept = |id: &ActionId| actions.binary_search(id).is_ok();
    for action in &mut part.actions {
        action.requires.retain(kept);
        action.same_as = action.same_as.take().filter(kept);
    }
    part
}

fn prune(node: &mut Node, belongs: &impl Fn(&Question) -> bool) {
    node.children.retain_mut(|child| match child {
        Child::Question(question) => belongs(question),
        Child::Node(node) => {
            prune(node, belongs);
            !node.children.is_empty()
        }
    });
}

/// Whether an id is among those that are kept, which are in order.
fn has(kept: &[&str], id: &ItemId) -> bool {
    kept.binary_search(&id.as_str()).is_ok()
}

fn collect<'a>(node: &'a Node, kept: &mut Vec<&'a str>) {
    kept.push(node.id.as_str());
    for child in &node.children {
        match child {
            Child::Question(question) => kept.push(question.id.as_str()),
            Child::Node(node) => collect(node, kept),
        }
    }
}

fn check(node: &Node, path: &str, kept: &[&str], profile: &ProfileId, problems: &mut Vec<Problem>) {
    if !has(kept, &node.id) {
        return;
    }
    let mut refuse = |show: Option<&Condition>, adjustments: &[Adjustment], path: &str| {
        for condition in
            show.into_iter().chain(adjustments.iter().filter_map(|adjustment| adjustment.when.as_ref()))
        {
            condition.items(&mut |id| {
                if !has(kept, id) {
                    let expected = format!("questions and nodes of the profile `{profile}`");
                    problems.push(
                        Problem::new(Code::OutsideProfile, path)
                            .finding(format!("`{id}`"))
                            .expecting(expected),
                    );
                }
            });
        }
    };
    refuse(node.show_when.as_ref(), &node.adjustments, path);
    for (index, child) in node.children.iter().enumerate() {
        let path = format!("{path}/children/{index}");
        if let Child::Question(question) = child
            && has(kept, &question.id)
        {
            refuse(question.show_when.as_ref(), &question.adjustments, &path);
        }
    }
    for (index, child) in node.children.iter().enumerate() {
        if let Child::Node(child) = child {
            check(child, &format!("{path}/children/{index}"), kept, profile, problems);
        }
    }
}
