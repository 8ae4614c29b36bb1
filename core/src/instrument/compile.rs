// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From a definition to a [`Program`]: nodes, rules, units, adjustments, levels and lenses.

use std::borrow::Cow;

use super::condition_shape::Place;
use super::conditions::Names;
use super::program::{
    AdjustmentPlan, Change, HighlightsPlan, Input, Item, NodePlan, Program, QuestionPlan, Scoring, Test,
};
use super::table::{N, Q, Table};
use super::tree::Tree;
use super::{order, scoring};
use crate::id::ActionId;
use crate::json::plain;
use crate::limits::Limits;
use crate::map::Map;
use crate::problem::{Code, Problem};
use crate::questionnaire::{Adjustment, Condition, Definition, Rule};

/// The exponents of a power mean, without their sign: beyond them it is the geometric mean, the
/// minimum or the maximum, as far as a double can tell.
const EXPONENTS: (f64, f64) = (0.001, 1000.0);

/// What compiling gives: the program, if it could be made, and what later checks need.
pub(crate) struct Compiled<'a> {
    pub(crate) tree: Tree<'a>,
    pub(crate) scorings: Table<Q, Scoring>,
    pub(crate) action_index: Map<ActionId, usize>,
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

pub(super) struct Compiler<'a, 'b> {
    pub(super) definition: &'a Definition,
    pub(super) tree: &'b Tree<'a>,
    pub(super) scorings: &'b Table<Q, Scoring>,
    pub(super) actions: &'b Map<ActionId, usize>,
    pub(super) partial: bool,
    pub(super) problems: &'b mut Vec<Problem>,
}

impl Compiler<'_, '_> {
    pub(super) fn note<'t>(
        &mut self,
        code: Code,
        path: impl Into<Cow<'t, str>>,
        found: impl Into<Cow<'t, str>>,
        expected: impl Into<Cow<'t, str>>,
    ) {
        self.problems.push(Problem::new(code, path).finding(found).expecting(expected));
    }

    pub(super) fn test(&mut self, condition: &Condition, place: Place, path: &str) -> Option<Test> {
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
        let nodes = self.nodes(units, reaches);
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

    fn nodes(&mut self, units: &Table<Q, (f64, f64)>, reaches: &Table<Q, (f64, f64)>) -> Table<N, NodePlan> {
        let mut plans = Vec::with_capacity(self.tree.nodes.len());
        let mut below: Table<N, (f64, f64)> = Table::filled((0.0, 1.0), self.tree.nodes.len());
        // From the last to the first: what is below a node comes after it.
        let positions: Vec<N> = self.tree.nodes.iter().map(|(position, _)| position).rev().collect();
        for position in positions {
            let plan = self.node(position, units, reaches, &below);
            below[position] = (plan.lowest, plan.maximum);
            plans.push(plan);
        }
        let mut whole = Table::new();
        whole.extend(plans.into_iter().rev());
        self.forget_repeated_gates();
        whole
    }

    fn node(
        &mut self,
        position: N,
        units: &Table<Q, (f64, f64)>,
        reaches: &Table<Q, (f64, f64)>,
        below: &Table<N, (f64, f64)>,
    ) -> NodePlan {
        let site = &self.tree.nodes[position];
        let (node, path) = (site.node, site.path.clone());
        let show = node.show_when.as_ref();
        let show = show.and_then(|show| self.test(show, Place::Tree, &format!("{path}/show_when")));
        let adjustments = self.adjustments(&node.adjustments, &path);
        let known = self.problems.len();
        let items = self.inputs(position);
        let weight_of = |item: Item| match item {
            Item::Question(question) => self.tree.questions[question].question.weight.get(),
            Item::Node(node) => self.tree.nodes[node].node.weight.get(),
        };
        // (lowest, maximum) of what an input scores.
        let unit_of = |item: Item| match item {
            Item::Question(question) => units[question],
            Item::Node(node) => below[node],
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
        // Points that only take away add nothing, whatever stands in for their maximum.
        let most_of = |item: Item| match item {
            Item::Question(question) if reaches[question].1 <= 0.0 => 0.0,
            _ => unit_of(item).1,
        };
        let greatest: f64 = weighted.iter().map(|(item, weight)| weight * most_of(*item)).sum();
        let least: f64 = weighted.iter().map(|(item, weight)| weight * unit_of(*item).0).sum();
        let negative = weighted.iter().find(|(item, _)| unit_of(*item).0 < 0.0).map(|(item, _)| *item);

        // What is wrong with the inputs was said.
        if items.is_empty() && self.problems.len() == known {
            self.no_inputs(position);
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
                let found = format!("parts of up to {}", plain(greatest));
                self.note(Code::PartsExceedMaximum, format!("{path}/maximum"), found, plain(maximum));
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
        } else if !(EXPONENTS.0..=EXPONENTS.1).contains(&exponent.abs()) {
            let expected = "from 0.001 to 1000 or from -1000 to -0.001; for 0 there is the geometric mean";
            self.note(Code::OutOfRange, format!("{path}/exponent"), plain(exponent), expected);
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

    /// A node of texts alone takes part in no score. The whole must have one, and so must what is made from others.
    fn no_inputs(&mut self, position: N) {
        let site = &self.tree.nodes[position];
        let scores = self.tree.leaves(position).into_iter().any(|leaf| self.scorings[leaf].is_scored());
        if scores || site.parent.is_none() {
            let (path, found) = (site.path.clone(), format!("`{}`", site.node.id));
            self.note(Code::EmptyNode, path, found, "at least one scored question below");
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
                let (mut found, mut kinds) = (Vec::new(), Vec::new());
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
                    kinds.sort_unstable();
                    kinds.dedup();
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
}
