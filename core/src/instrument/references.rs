// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Checks what is named elsewhere in a questionnaire: roles, profiles, successors, bridges, and
//! what is declared and never used.

use super::tree::Tree;
use crate::id::ItemId;
use crate::map::repeated;
use crate::problem::{Code, Problem};
use crate::questionnaire::{AnswerKind, Definition};

pub(crate) fn check(definition: &Definition, tree: &Tree<'_>, problems: &mut Vec<Problem>) {
    let known: Vec<&str> =
        tree.items.keys().map(ItemId::as_str).chain(tree.deprecated.keys().map(ItemId::as_str)).collect();
    for (_, site) in tree.questions.iter() {
        let question = site.question;
        if let Some(owner) = &question.owner
            && !definition.roles.contains(owner)
        {
            let roles = definition.roles.iter().map(AsRef::as_ref);
            let problem = Problem::new(Code::UnknownReference, format!("{}/owner", site.path));
            problems.push(problem.unknown(owner.as_str(), "a role of `roles`", roles));
        }
        for (index, profile) in question.profiles.iter().enumerate() {
            if !definition.profiles.iter().any(|other| other.id == *profile) {
                let profiles = definition.profiles.iter().map(|profile| profile.id.as_str());
                let problem = Problem::new(Code::UnknownReference, format!("{}/profiles/{index}", site.path));
                problems.push(problem.unknown(profile.as_str(), "a profile of `profiles`", profiles));
            }
        }
    }
    for (id, question) in &tree.deprecated {
        let successor = question.status.as_ref().and_then(|status| status.replaced_by.as_ref());
        if let Some(successor) = successor.filter(|successor| !known.contains(&successor.as_str())) {
            let problem = Problem::new(Code::UnknownReference, "/root");
            let expected = format!("the question that replaces `{id}`");
            problems.push(problem.unknown(successor.as_str(), &expected, known.iter().copied()));
        }
    }
    twice("/languages", definition.languages.iter().map(AsRef::as_ref), problems);
    twice("/roles", definition.roles.iter().map(AsRef::as_ref), problems);
    twice("/profiles", definition.profiles.iter().map(|profile| profile.id.as_str()), problems);
    for (index, profile) in definition.profiles.iter().enumerate() {
        if !tree.questions.iter().any(|(_, site)| site.question.profiles.contains(&profile.id)) {
            let problem = Problem::new(Code::ProfileEmpty, format!("/profiles/{index}"));
            problems.push(problem.finding(format!("`{}`", profile.id)).expecting("questions that list it"));
        }
    }
    bridges(definition, tree, problems);
    unused(definition, tree, problems);
}

fn twice<'a>(path: &str, ids: impl Iterator<Item = &'a str>, problems: &mut Vec<Problem>) {
    let ids: Vec<&str> = ids.collect();
    for index in repeated(&ids) {
        let problem = Problem::new(Code::DuplicateId, format!("{path}/{index}"));
        problems.push(problem.finding(format!("`{}`", ids[index])).expecting("each once"));
    }
}

fn bridges(definition: &Definition, tree: &Tree<'_>, problems: &mut Vec<Problem>) {
    let mut seen = Vec::new();
    for (index, bridge) in definition.bridges.iter().enumerate() {
        let path = format!("/bridges/{index}");
        let here = (definition.version.major, definition.version.minor);
        if (bridge.from.major, bridge.from.minor) >= here || seen.contains(&bridge.from) {
            let problem = Problem::new(Code::BadBridge, format!("{path}/from"));
            problems.push(problem.finding(bridge.from.to_string()).expecting("each earlier version once"));
        }
        seen.push(bridge.from);
        for (old, new) in &bridge.rename {
            if !is_question(tree, new) {
                let questions = tree.questions.iter().map(|(_, site)| site.question.id.as_str());
                let problem = Problem::new(Code::UnknownReference, format!("{path}/rename/{old}"));
                problems.push(problem.unknown(new.as_str(), "the id of a question", questions));
            }
        }
        for new in bridge.values.keys().filter(|new| !is_question(tree, new)) {
            let questions = tree.questions.iter().map(|(_, site)| site.question.id.as_str());
            let problem = Problem::new(Code::UnknownReference, format!("{path}/values/{new}"));
            problems.push(problem.unknown(new.as_str(), "the id of a question", questions));
        }
        for old in bridge.rename.keys().chain(&bridge.dropped).filter(|old| tree.items.contains_key(*old)) {
            let problem = Problem::new(Code::IdUsedAgain, path.clone());
            problems.push(problem.finding(format!("`{old}`")).expecting("a new id for what is asked now"));
        }
    }
}

fn is_question(tree: &Tree<'_>, id: &ItemId) -> bool {
    matches!(tree.items.get(id), Some(super::program::Item::Question(_)))
}

fn unused(definition: &Definition, tree: &Tree<'_>, problems: &mut Vec<Problem>) {
    let mut scales: Vec<&str> = tree
        .questions
        .iter()
        .filter_map(|(_, site)| match &site.question.answer {
            AnswerKind::Choice(choice) => choice.scale.as_ref().map(AsRef::as_ref),
            AnswerKind::Several(several) => several.scale.as_ref().map(AsRef::as_ref),
            _ => None,
        })
        .collect();
    scales.sort_unstable();
    for id in definition.scales.keys().filter(|id| scales.binary_search(&id.as_str()).is_err()) {
        let problem = Problem::new(Code::Unused, format!("/scales/{id}"));
        problems.push(problem.finding(format!("the scale `{id}`")).expecting("a question that uses it"));
    }
    for id in definition.level_sets.keys() {
        if !tree.nodes.iter().any(|(_, site)| site.levels == Some(id)) {
            let problem = Problem::new(Code::Unused, format!("/level_sets/{id}"));
            problems.push(problem.finding(format!("the level set `{id}`")).expecting("a node that uses it"));
        }
    }
}
