// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From a definition to a [`Program`]: nodes, rules, units, adjustments, levels and lenses.

use std::collections::{BTreeMap, BTreeSet};

use super::conditions::{Names, Place};
use super::program::{
    AdjustmentPlan, Change, HighlightsPlan, Input, Item, LadderPlan, LensPlan, LevelPlan, LevelSetPlan,
    MemberPlan, NodePlan, Program, QuestionPlan, Scoring, Test,
};
use super::table::{N, Q, Table};
use super::tree::Tree;
use super::{order, scoring};
use crate::id::{ActionId, ItemId, LensId, LevelSetId, MemberId};
use crate::limits::Limits;
use crate::problem::{Code, Problem};
use crate::questionnaire::{Adjustment, Condition, Definition, Rule};

/// What compiling gives: the program, if it could be made, and what later checks need.
pub(crate) struct Compiled<'a> {
    pub(crate) tree: Tree<'a>,
    pub(crate) scorings: Table<Q, Scoring>,
    pub(crate) action_index: BTreeMap<ActionId, usize>,
    pub(crate) program: Option<Program>,
    reaches: Table<Q, (f64, f64)>,
}

/// Compiles a definition, noting every problem. In `partial` ones, which are profiles, members of
/// lenses may have nothing to look at.
pub(crate) fn compile<'a>(
    definition: &'a Definition,
    limits: &Limits,
    partial: bool,
    problems: &mut Vec<Problem>,
) -> Compiled<'a> {
    let tree = Tree::walk(definition, limits, problems);
    let mut units: Table<Q, (f64, f64)> = Table::new();
    let mut scorings: Table<Q, Scoring> = Table::new();
    let mut reaches = Table::new();
    for (_, site) in tree.questions.iter() {
        let compiled = scoring::compile(site.question, definition, &site.path, problems);
        reaches.push(compiled.reach);
        units.push((compiled.lowest, compiled.maximum));
        scorings.push(compiled.scoring);
    }
    let action_index =
        definition.actions.iter().enumerate().map(|(index, action)| (action.id.clone(), index)).collect();
    let mut compiler =
        Compiler { definition, tree: &tree, scorings: &scorings, actions: &action_index, partial, problems };
    let program = compiler.program(&units, &reaches);
    Compiled { tree, scorings, action_index, program, reaches }
}

impl Compiled<'_> {
    /// The least score of a question, before adjustments.
    pub(crate) fn lowest(&self, question: Q) -> f64 {
        self.reaches[question].0
    }
}

struct Compiler<'a, 'b> {
    definition: &'a Definition,
    tree: &'b Tree<'a>,
    scorings: &'b Table<Q, Scoring>,
    actions: &'b BTreeMap<ActionId, usize>,
    partial: bool,
    problems: &'b mut Vec<Problem>,
}

impl<'a> Compiler<'a, '_> {
    fn note(
        &mut self,
        code: Code,
        path: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        self.problems.push(Problem::new(code, path).finding(found).expecting(expected));
    }

    fn test(&mut self, condition: &Condition, place: Place, path: &str) -> Option<Test> {
        let names = Names {
            definition: self.definition,
            tree: self.tree,
            scorings: self.scorings,
            actions: self.actions,
        };
        names.compile(condition, place, path, self.problems)
    }

    fn program(&mut self, units: &Table<Q, (f64, f64)>, reaches: &Table<Q, (f64, f64)>) -> Option<Program> {
        let before = self.problems.len();
        let questions = self.questions(units, reaches);
        let level_sets = self.level_sets();
        let nodes = self.nodes(units);
        let lenses = self.lenses(units, &nodes);
        if self
            .problems
            .iter()
            .skip(before)
            .any(|problem| problem.code().severity() > crate::Severity::Warning)
        {
            return None;
        }
        let steps = match order::steps(&questions, &nodes) {
            Ok(steps) => steps,
            Err(circle) => {
                let ids: Vec<&str> = circle.iter().map(|item| self.tree.id(*item).as_str()).collect();
                let path = circle.first().map_or("/root", |item| self.tree.path(*item));
                self.note(Code::ConditionCircle, path, ids.join(" → "), "conditions on what comes before");
                return None;
            }
        };
        let highlights = &self.definition.highlights;
        Some(Program {
            items: self.tree.items.clone(),
            root: N(0),
            highlights: HighlightsPlan {
                kind: highlights.kind.clone(),
                strength_from: highlights.strength_from.map_or(0.7, super::super::number::Share::get),
                weakness_below: highlights.weakness_below.map_or(0.4, super::super::number::Share::get),
            },
            questions,
            nodes,
            level_sets,
            lenses,
            steps,
        })
    }

    fn questions(
        &mut self,
        units: &Table<Q, (f64, f64)>,
        reaches: &Table<Q, (f64, f64)>,
    ) -> Table<Q, QuestionPlan> {
        let mut plans = Table::new();
        for (position, site) in self.tree.questions.iter() {
            let question = site.question;
            let (lowest, maximum) = units[position];
            let show = question.show_when.as_ref();
            let show =
                show.and_then(|show| self.test(show, Place::Tree, &format!("{}/show_when", site.path)));
            let adjustments = self.adjustments(&question.adjustments, &site.path);
            if question.essential && question.show_when.is_some() {
                let found = format!("`{}` is essential and has a condition", question.id);
                self.note(Code::EssentialConditional, site.path.clone(), found, "no condition");
            }
            plans.push(QuestionPlan {
                id: question.id.clone(),
                parent: site.parent,
                scoring: self.scorings[position].clone(),
                reach: reaches[position],
                lowest,
                maximum,
                show,
                adjustments,
                not_applicable: question.not_applicable,
                not_applicable_policy: site.policies.not_applicable,
                dont_know_policy: site.policies.dont_know,
            });
        }
        plans
    }

    fn adjustments(&mut self, adjustments: &[Adjustment], path: &str) -> Vec<AdjustmentPlan> {
        let mut plans = Vec::with_capacity(adjustments.len());
        for (index, adjustment) in adjustments.iter().enumerate() {
            let path = format!("{path}/adjustments/{index}");
            let changes = [
                adjustment.multiply.map(|factor| Change::Multiply(factor.get())),
                adjustment.add.map(|term| Change::Add(term.get())),
                adjustment.cap.map(|limit| Change::Cap(limit.get())),
                adjustment.floor.map(|limit| Change::Floor(limit.get())),
                adjustment.round.as_ref().map(|round| Change::Round(round.rule, round.digits)),
            ];
            let mut given = changes.into_iter().flatten();
            let (Some(change), None) = (given.next(), given.next()) else {
                let expected = "exactly one of multiply, add, cap, floor, round";
                self.note(Code::FieldNeeded, path, "none or several", expected);
                continue;
            };
            if let Change::Round(_, digits) = change
                && digits > 12
            {
                self.note(Code::OutOfRange, format!("{path}/round/digits"), digits.to_string(), "0 to 12");
            }
            let when = match &adjustment.when {
                None => None,
                Some(when) => match self.test(when, Place::Tree, &format!("{path}/when")) {
                    Some(test) => Some(test),
                    None => continue,
                },
            };
            plans.push(AdjustmentPlan { when, change });
        }
        plans
    }

    fn level_sets(&mut self) -> Vec<LevelSetPlan> {
        let mut plans = Vec::new();
        for (id, set) in &self.definition.level_sets {
            let path = format!("/level_sets/{id}/levels");
            let mut seen = BTreeSet::new();
            let mut last: Option<f64> = None;
            if set.levels.is_empty() {
                self.note(Code::FieldNeeded, path.clone(), "no levels", "at least one level");
            }
            for (index, level) in set.levels.iter().enumerate() {
                let path = format!("{path}/{index}");
                if !seen.insert(&level.id) {
                    self.note(
                        Code::DuplicateId,
                        format!("{path}/id"),
                        format!("`{}`", level.id),
                        "each level once",
                    );
                }
                if let Some(from) = level.from {
                    if last.is_some_and(|last| from.get() <= last) {
                        let expected = format!("more than {}", last.unwrap_or_default());
                        self.note(
                            Code::CutPointsOrder,
                            format!("{path}/from"),
                            from.get().to_string(),
                            expected,
                        );
                    }
                    last = Some(from.get());
                }
            }
            let levels = set.levels.iter();
            plans.push(LevelSetPlan {
                measure: set.measure,
                edge: set.edge,
                levels: levels
                    .map(|level| LevelPlan {
                        id: level.id.clone(),
                        from: level.from.map(super::super::number::Number::get),
                    })
                    .collect(),
            });
        }
        plans
    }

    /// The gates of every level as they read for one node.
    fn ladder(&mut self, node: N) -> Option<LadderPlan> {
        let id = self.tree.nodes[node].levels?;
        let position = self.definition.level_sets.keys().position(|key| key == id);
        let Some((set, levels)) = position.zip(self.definition.level_sets.get(id)) else {
            if self.tree.nodes[node].node.levels.is_some() {
                let known = self.definition.level_sets.keys().map(LevelSetId::as_str);
                let path = format!("{}/levels", self.tree.nodes[node].path);
                self.problems.push(Problem::new(Code::UnknownReference, path).unknown(
                    id.as_str(),
                    "the id of a level set",
                    known,
                ));
            }
            return None;
        };
        let mut gates = Vec::with_capacity(levels.levels.len());
        for (index, level) in levels.levels.iter().enumerate() {
            let mut of_level = Vec::with_capacity(level.requires.len());
            for (gate, condition) in level.requires.iter().enumerate() {
                let path = format!("/level_sets/{id}/levels/{index}/requires/{gate}");
                of_level.extend(self.test(condition, Place::Gate(node), &path));
            }
            gates.push(of_level);
        }
        Some(LadderPlan { set, gates })
    }

    fn nodes(&mut self, units: &Table<Q, (f64, f64)>) -> Table<N, NodePlan> {
        let mut plans: Table<N, Option<NodePlan>> = Table::filled(None, self.tree.nodes.len());
        // From the last to the first: what is below a node comes after it.
        let positions: Vec<N> = self.tree.nodes.iter().map(|(position, _)| position).rev().collect();
        for position in positions {
            let plan = self.node(position, units, &plans);
            plans[position] = Some(plan);
        }
        let mut whole = Table::new();
        for (_, plan) in plans.iter() {
            whole.extend(plan.clone());
        }
        self.forget_repeated_gates();
        whole
    }

    /// A gate is compiled for every node it guards; what is wrong with it is said once.
    fn forget_repeated_gates(&mut self) {
        let mut seen = BTreeSet::new();
        self.problems.retain(|problem| {
            !problem.path().starts_with("/level_sets/")
                || seen.insert((problem.code(), problem.path().to_owned()))
        });
    }

    fn node(
        &mut self,
        position: N,
        units: &Table<Q, (f64, f64)>,
        below: &Table<N, Option<NodePlan>>,
    ) -> NodePlan {
        let site = &self.tree.nodes[position];
        let (node, path) = (site.node, site.path.clone());
        let show = node.show_when.as_ref();
        let show = show.and_then(|show| self.test(show, Place::Tree, &format!("{path}/show_when")));
        let adjustments = self.adjustments(&node.adjustments, &path);
        let items = self.inputs(position);
        let weight_of = |item: Item| match item {
            Item::Question(question) => self.tree.questions[question].question.weight.get(),
            Item::Node(node) => self.tree.nodes[node].node.weight.get(),
        };
        // (lowest, maximum) of what an input scores.
        let unit_of = |item: Item| match item {
            Item::Question(question) => units[question],
            Item::Node(node) => below[node].as_ref().map_or((0.0, 1.0), |plan| (plan.lowest, plan.maximum)),
        };
        let all_weightless = !items.is_empty() && items.iter().all(|item| weight_of(*item) <= 0.0);
        let weighted: Vec<(Item, f64)> =
            items.iter().map(|item| (*item, weight_of(*item))).filter(|(_, weight)| *weight > 0.0).collect();
        let maximum = node.maximum.map_or(1.0, super::super::number::Positive::get);
        let sums = node.rule == Rule::Sum;
        let as_they_are =
            sums || weighted.iter().all(|(item, _)| unit_of(*item).1.total_cmp(&maximum).is_eq());
        let inputs: Vec<Input> = weighted
            .iter()
            .map(|&(item, weight)| Input {
                item,
                weight,
                unit: if as_they_are { 1.0 } else { unit_of(item).1 },
            })
            .collect();
        let greatest: f64 = weighted.iter().map(|(item, weight)| weight * unit_of(*item).1).sum();
        let least: f64 = weighted.iter().map(|(item, weight)| weight * unit_of(*item).0).sum();
        let negative = weighted.iter().find(|(item, _)| unit_of(*item).0 < 0.0).map(|(item, _)| *item);

        if items.is_empty() {
            self.note(
                Code::EmptyNode,
                path.clone(),
                format!("`{}`", node.id),
                "at least one scored question below",
            );
        } else if all_weightless {
            self.note(
                Code::NoWeight,
                format!("{path}/children"),
                "weights that sum to 0",
                "a weight above 0",
            );
        }
        if sums && node.maximum.is_none() {
            self.note(Code::FieldNeeded, path.clone(), "`sum` without `maximum`", "the `maximum` of the sum");
        }
        if sums && node.maximum.is_some() {
            let capped = node.adjustments.iter().any(|adjustment| {
                adjustment.when.is_none() && adjustment.cap.is_some_and(|cap| cap.get() <= maximum)
            });
            if greatest > maximum * (1.0 + 1e-12) && !capped {
                let found = format!("parts of up to {greatest}");
                self.note(Code::PartsExceedMaximum, format!("{path}/maximum"), found, format!("{maximum}"));
            }
        }
        if let Some(item) = negative.filter(|_| !sums) {
            let found = format!("`{}` under a `{}`", self.tree.id(item), node.rule);
            self.note(Code::NegativePoints, self.tree.path(item).to_owned(), found, "a `sum`");
        }
        let exponent = node.exponent.map_or(1.0, super::super::number::Number::get);
        if (node.rule == Rule::PowerMean) != node.exponent.is_some() {
            let code = if node.exponent.is_some() { Code::FieldNotHere } else { Code::FieldNeeded };
            let found = format!("rule `{}`", node.rule);
            self.note(
                code,
                format!("{path}/exponent"),
                found,
                "`exponent` with `power_mean`, and only there",
            );
        } else if exponent.abs() <= 0.0 {
            self.note(
                Code::OutOfRange,
                format!("{path}/exponent"),
                "0",
                "another number; 0 is the geometric mean",
            );
        }
        NodePlan {
            id: node.id.clone(),
            kind: node.kind.clone(),
            parent: site.parent,
            children: site.children.clone(),
            inputs,
            rule: node.rule,
            exponent,
            scale: if as_they_are { 1.0 } else { maximum },
            lowest: if sums { least.min(0.0) } else { 0.0 },
            maximum,
            unanswered: site.policies.unanswered,
            minimum_availability: node.minimum_availability.get(),
            show,
            adjustments,
            levels: self.ladder(position),
        }
    }

    /// What a node's score is made from: scored questions and nodes that have some below.
    fn inputs(&mut self, position: N) -> Vec<Item> {
        let tree = self.tree;
        let scored = |item: Item| match item {
            Item::Question(question) => self.scorings[question].is_scored(),
            Item::Node(node) => tree.leaves(node).into_iter().any(|leaf| self.scorings[leaf].is_scored()),
        };
        let node = tree.nodes[position].node;
        match node.over.as_deref() {
            None | Some("children") => {
                tree.nodes[position].children.iter().copied().filter(|child| scored(*child)).collect()
            }
            Some("leaves") => {
                tree.leaves(position).into_iter().map(Item::Question).filter(|leaf| scored(*leaf)).collect()
            }
            Some(kind) => {
                let (mut found, mut kinds) = (Vec::new(), BTreeSet::new());
                tree.visit(position, &mut |item| {
                    let Item::Node(node) = item else { return false };
                    let of_node = tree.nodes[node].node.kind.as_ref().map(AsRef::as_ref);
                    kinds.extend(of_node);
                    if of_node == Some(kind) {
                        found.push(item);
                    }
                    of_node != Some(kind)
                });
                if found.is_empty() {
                    let path = format!("{}/over", tree.nodes[position].path);
                    let known = kinds.into_iter().chain(["children", "leaves"]);
                    let expected = "`children`, `leaves` or a kind of the nodes below";
                    self.problems
                        .push(Problem::new(Code::UnknownReference, path).unknown(kind, expected, known));
                }
                found.retain(|item| scored(*item));
                found
            }
        }
    }

    fn lenses(&mut self, units: &Table<Q, (f64, f64)>, nodes: &Table<N, NodePlan>) -> Vec<LensPlan> {
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

    fn weighted(&mut self, weights: &BTreeMap<ItemId, crate::Weight>, path: &str) -> Vec<(Item, f64)> {
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
        found.sort_by_key(|(item, _)| self.tree.rank(*item));
        found
    }

    /// The scored questions of each member of each lens, by their own tags or those of a node above.
    fn tags(&mut self) -> BTreeMap<(&'a LensId, &'a MemberId), Vec<Q>> {
        let definition = self.definition;
        let mut tagged: BTreeMap<(&'a LensId, &'a MemberId), Vec<Q>> = BTreeMap::new();
        let tree = self.tree;
        let check = |tags: &BTreeMap<LensId, Vec<MemberId>>, path: &str, problems: &mut Vec<Problem>| {
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
            let mut tags = vec![&site.question.tags];
            while let Some(node) = above {
                tags.push(&tree.nodes[node].node.tags);
                above = tree.nodes[node].parent;
            }
            let members: BTreeSet<(&LensId, &MemberId)> = tags
                .into_iter()
                .flatten()
                .flat_map(|(lens, of)| of.iter().map(move |member| (lens, member)))
                .collect();
            for member in members {
                tagged.entry(member).or_default().push(position);
            }
        }
        tagged
    }
}
