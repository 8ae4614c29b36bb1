// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Compiles lenses: by weights, or by tags.

use super::compile::Compiler;
use super::program::{Input, Item, LensPlan, MemberPlan, NodePlan};
use super::table::{N, Q, Table};
use crate::id::{ItemId, LensId, MemberId};
use crate::map::{Map, order};
use crate::problem::{Code, Problem};

impl<'a> Compiler<'a, '_> {
    pub(super) fn lenses(
        &mut self,
        units: &Table<Q, (f64, f64)>,
        nodes: &Table<N, NodePlan>,
    ) -> Vec<LensPlan> {
        let tagged = self.tags();
        let mut plans: Vec<LensPlan> = Vec::new();
        for (index, lens) in self.definition.lenses.iter().enumerate() {
            let path = format!("/lenses/{index}");
            if plans.iter().any(|other| other.id == lens.id) {
                self.note(
                    Code::DuplicateId,
                    format!("{path}/id"),
                    format!("`{}`", lens.id),
                    "each lens once",
                );
            }
            let mut members: Vec<MemberPlan> = Vec::new();
            for (index, member) in lens.members.iter().enumerate() {
                let path = format!("{path}/members/{index}");
                if members.iter().any(|other| other.id == member.id) {
                    let found = format!("`{}`", member.id);
                    self.note(Code::DuplicateId, format!("{path}/id"), found, "each member once");
                }
                let weighted = if let Some(weights) = &member.weights {
                    self.weighted(weights, &format!("{path}/weights"))
                } else {
                    let questions = tagged.get(&(&lens.id, &member.id)).cloned().unwrap_or_default();
                    questions.into_iter().map(|question| (Item::Question(question), 1.0)).collect()
                };
                if weighted.is_empty() && !self.partial {
                    let found = format!("`{}` of `{}`", member.id, lens.id);
                    self.note(Code::NoWeight, path, found, "weights above 0, or questions tagged with it");
                }
                let input = |(item, weight): (Item, f64)| {
                    let unit = match item {
                        Item::Question(question) => units[question].1,
                        Item::Node(node) => nodes.get(node).map_or(1.0, |plan| plan.maximum),
                    };
                    Input { item, weight, unit }
                };
                members.push(MemberPlan {
                    id: member.id.clone(),
                    inputs: weighted.into_iter().map(input).collect(),
                });
            }
            plans.push(LensPlan { id: lens.id.clone(), members });
        }
        plans
    }

    fn weighted(&mut self, weights: &Map<ItemId, crate::Weight>, path: &str) -> Vec<(Item, f64)> {
        let mut found = Vec::new();
        for (id, weight) in weights {
            match self.tree.items.get(id) {
                Some(item) if weight.get() > 0.0 => found.push((*item, weight.get())),
                Some(_) => {}
                None => {
                    let known = self.tree.items.keys().map(ItemId::as_str);
                    let problem = Problem::new(Code::UnknownReference, format!("{path}/{id}"));
                    self.problems.push(problem.unknown(id.as_str(), "the id of a node or a question", known));
                }
            }
        }
        // In the order of the questionnaire, whatever the order of the file.
        let rank = |at: usize| self.tree.rank(found[at].0);
        order(found.len(), &|a, b| rank(a).cmp(&rank(b))).into_iter().map(|at| found[at]).collect()
    }

    /// The scored questions of each member of each lens, by their own tags or those of a node above.
    fn tags(&mut self) -> Map<(&'a LensId, &'a MemberId), Vec<Q>> {
        let definition = self.definition;
        let mut tagged: Vec<((&'a LensId, &'a MemberId), Q)> = Vec::new();
        let tree = self.tree;
        let check = |tags: &Map<LensId, Vec<MemberId>>, path: &str, problems: &mut Vec<Problem>| {
            for (lens, members) in tags {
                let path = format!("{path}/tags/{lens}");
                let Some(declared) = definition.lenses.iter().find(|other| other.id == *lens) else {
                    let known = definition.lenses.iter().map(|lens| lens.id.as_str());
                    problems.push(Problem::new(Code::UnknownReference, path).unknown(
                        lens.as_str(),
                        "the id of a lens",
                        known,
                    ));
                    continue;
                };
                for (index, member) in members.iter().enumerate() {
                    if !declared.members.iter().any(|other| other.id == *member) {
                        let known = declared.members.iter().map(|member| member.id.as_str());
                        let problem = Problem::new(Code::UnknownReference, format!("{path}/{index}"));
                        problems.push(problem.unknown(member.as_str(), "a member of that lens", known));
                    }
                }
            }
        };
        for (_, site) in tree.nodes.iter() {
            check(&site.node.tags, &site.path, self.problems);
        }
        for (position, site) in tree.questions.iter() {
            check(&site.question.tags, &site.path, self.problems);
            if !self.scorings[position].is_scored() {
                continue;
            }
            let mut above = Some(site.parent);
            let mut tags = &site.question.tags;
            loop {
                for (lens, members) in tags {
                    tagged.extend(members.iter().map(|member| ((lens, member), position)));
                }
                let Some(node) = above else { break };
                tags = &tree.nodes[node].node.tags;
                above = tree.nodes[node].parent;
            }
        }
        tagged.sort_unstable();
        tagged.dedup();
        let of_member = tagged.chunk_by(|(a, _), (b, _)| a == b);
        of_member
            .filter_map(|all| Some((all.first()?.0, all.iter().map(|(_, question)| *question).collect())))
            .collect()
    }
}
