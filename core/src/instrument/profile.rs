// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The part of a definition that belongs to a profile, as a definition of its own.

use serde_json::{Map, Value};

use crate::id::{ActionId, ItemId, ProfileId};
use crate::json::decode_document;
use crate::limits::Limits;
use crate::problem::{Code, Problem};
use crate::questionnaire::{Adjustment, Child, Condition, Definition, Node};

/// The questions of a profile with all nodes above them, read once more from what the whole was read from.
/// To copy what was read would take code of its own; reading it is there.
pub(crate) fn read(source: &Value, profile: &str) -> Option<Definition> {
    let part = with(source, "root", pruned(source.get("root")?, profile)?);
    decode_document(&part, &Limits::default(), &mut Vec::new())
}

/// A node with what belongs to the profile, or a question that does.
fn pruned(item: &Value, profile: &str) -> Option<Value> {
    let list = |member: &str| item.get(member).and_then(Value::as_array).into_iter().flatten();
    if item.get("children").is_none() {
        return list("profiles").any(|other| other.as_str() == Some(profile)).then(|| item.clone());
    }
    let mut children = Vec::new();
    for child in list("children") {
        children.extend(pruned(child, profile));
    }
    (!children.is_empty()).then(|| with(item, "children", Value::Array(children)))
}

/// The same object with another value for one of its members.
fn with(object: &Value, member: &str, value: Value) -> Value {
    let mut members = Map::new();
    for (key, other) in object.as_object().into_iter().flatten() {
        if key != member {
            members.insert(key.clone(), other.clone());
        }
    }
    members.insert(member.to_owned(), value);
    Value::Object(members)
}

/// Leaves out of `part` what asks for something outside the profile: gates, weights and actions. Conditions
/// that do are noted as problems.
pub(crate) fn restrict(
    definition: &Definition,
    mut part: Definition,
    profile: &ProfileId,
    problems: &mut Vec<Problem>,
) -> Definition {
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
