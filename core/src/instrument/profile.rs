// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The part of a definition that belongs to a profile, as a definition of its own.

use std::collections::BTreeSet;

use crate::id::{ActionId, ProfileId};
use crate::map::Map;
use crate::problem::{Code, Problem};
use crate::questionnaire::{Adjustment, Child, Condition, Definition, Node, Question};

/// The definition without what is outside the profile. Conditions that ask for something outside
/// are noted as problems; gates, weights and actions that do are left out.
pub(crate) fn restrict(
    definition: &Definition,
    profile: &ProfileId,
    problems: &mut Vec<Problem>,
) -> Definition {
    // Texts are checked with the whole, and no part needs them.
    let mut part = Definition {
        format: definition.format,
        id: definition.id.clone(),
        version: definition.version,
        languages: Vec::new(),
        licence: None,
        roles: definition.roles.clone(),
        policies: definition.policies,
        scales: definition.scales.clone(),
        level_sets: definition.level_sets.clone(),
        root: definition.root.clone(),
        lenses: definition.lenses.clone(),
        profiles: definition.profiles.clone(),
        highlights: definition.highlights.clone(),
        bridges: Vec::new(),
        actions: definition.actions.clone(),
        practices: definition.practices.clone(),
        text: Map::new(),
    };
    let belongs = |question: &Question| question.profiles.contains(profile);
    prune(&mut part.root, &belongs);
    let mut kept = BTreeSet::new();
    collect(&part.root, &mut kept);
    check(&definition.root, "/root", &kept, profile, problems);
    let inside = |condition: &Condition| {
        let mut all = true;
        condition.items(&mut |id| all &= kept.contains(id.as_str()));
        all
    };
    for set in part.level_sets.values_mut() {
        for level in &mut set.levels {
            level.requires.retain(|gate| inside(gate));
        }
    }
    for member in part.lenses.iter_mut().flat_map(|lens| &mut lens.members) {
        if let Some(weights) = &mut member.weights {
            weights.retain(|id, _| kept.contains(id.as_str()));
        }
    }
    for action in &mut part.actions {
        action.moves.retain(|step| kept.contains(step.question.as_str()));
    }
    part.actions.retain(|action| {
        !action.moves.is_empty()
            && kept.contains(action.node.as_str())
            && action.when.as_ref().is_none_or(&inside)
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

fn collect<'a>(node: &'a Node, kept: &mut BTreeSet<&'a str>) {
    kept.insert(node.id.as_str());
    for child in &node.children {
        match child {
            Child::Question(question) => {
                kept.insert(question.id.as_str());
            }
            Child::Node(node) => collect(node, kept),
        }
    }
}

fn check(node: &Node, path: &str, kept: &BTreeSet<&str>, profile: &ProfileId, problems: &mut Vec<Problem>) {
    if !kept.contains(node.id.as_str()) {
        return;
    }
    let mut refuse = |show: Option<&Condition>, adjustments: &[Adjustment], path: &str| {
        for condition in
            show.into_iter().chain(adjustments.iter().filter_map(|adjustment| adjustment.when.as_ref()))
        {
            condition.items(&mut |id| {
                if !kept.contains(id.as_str()) {
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
            && kept.contains(question.id.as_str())
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
