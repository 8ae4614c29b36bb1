// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The order in which everything can be computed, or the circle that prevents it.

use super::program::{AdjustmentPlan, Item, NodePlan, QuestionPlan, Step, Test};
use super::table::{N, Position as _, Q, Table};

/// Every step after all that it needs, in the declared order otherwise. `Err` holds the items of a
/// circle, from one of them back to it.
pub(crate) fn steps(
    questions: &Table<Q, QuestionPlan>,
    nodes: &Table<N, NodePlan>,
) -> Result<Vec<Step>, Vec<Item>> {
    let state = vec![State::New; 4 * questions.len().max(nodes.len())];
    let mut sorter = Sorter { questions, nodes, state, order: Vec::new() };
    for (position, _) in nodes.iter() {
        sorter.visit(Step::Level(position))?;
    }
    for (position, _) in questions.iter() {
        sorter.visit(Step::Question(position))?;
    }
    Ok(sorter.order)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

struct Sorter<'a> {
    questions: &'a Table<Q, QuestionPlan>,
    nodes: &'a Table<N, NodePlan>,
    /// By [`place`].
    state: Vec<State>,
    order: Vec<Step>,
}

impl Sorter<'_> {
    /// Depth first, with a stack of its own: a chain of conditions can be as long as the
    /// questionnaire.
    fn visit(&mut self, start: Step) -> Result<(), Vec<Item>> {
        let mut trail: Vec<(Step, std::vec::IntoIter<Step>)> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(step) = next.take() {
                match self.state[place(step)] {
                    State::Done => {}
                    State::Open => {
                        let from = trail.iter().position(|(other, _)| *other == step).unwrap_or_default();
                        let steps = trail.iter().skip(from).map(|(step, _)| *step);
                        let mut circle: Vec<Item> = steps.chain([step]).map(item_of).collect();
                        circle.dedup();
                        return Err(circle);
                    }
                    State::New => {
                        self.state[place(step)] = State::Open;
                        trail.push((step, self.needs(step).into_iter()));
                    }
                }
            }
            let Some((step, needed)) = trail.last_mut() else { return Ok(()) };
            next = needed.next();
            if next.is_none() {
                self.state[place(*step)] = State::Done;
                self.order.push(*step);
                trail.pop();
            }
        }
    }

    fn needs(&self, step: Step) -> Vec<Step> {
        let mut needed = Vec::new();
        match step {
            Step::Show(node) => {
                let plan = &self.nodes[node];
                needed.extend(plan.parent.map(Step::Show));
                plan.show.iter().for_each(|test| named(test, &mut needed));
            }
            Step::Question(question) => {
                let plan = &self.questions[question];
                needed.push(Step::Show(plan.parent));
                plan.show.iter().for_each(|test| named(test, &mut needed));
                // An adjustment may look at the answer of its own question, which is there before its
                // score is; not at the score.
                let own = plan.adjustments.iter().filter_map(|one| one.when.as_ref());
                own.for_each(|test| {
                    let mut of_test = Vec::new();
                    named(test, &mut of_test);
                    let looks_at_score = looks_at_score(test, question);
                    of_test.retain(|step| *step != Step::Question(question) || looks_at_score);
                    needed.extend(of_test);
                });
            }
            Step::Score(node) => {
                let plan = &self.nodes[node];
                needed.push(Step::Show(node));
                let inputs = plan.inputs.iter().map(|input| input.item);
                needed.extend(plan.children.iter().copied().chain(inputs).map(computed));
                of_adjustments(&plan.adjustments, &mut needed);
            }
            Step::Level(node) => {
                needed.push(Step::Score(node));
                let gates = self.nodes[node].levels.iter().flat_map(|ladder| ladder.gates.iter().flatten());
                gates.for_each(|gate| named(gate, &mut needed));
            }
        }
        needed
    }
}

/// A number for every step: each position has four of them.
fn place(step: Step) -> usize {
    match step {
        Step::Show(node) => 4 * node.index(),
        Step::Score(node) => 4 * node.index() + 1,
        Step::Level(node) => 4 * node.index() + 2,
        Step::Question(question) => 4 * question.index() + 3,
    }
}

fn computed(item: Item) -> Step {
    match item {
        Item::Question(question) => Step::Question(question),
        Item::Node(node) => Step::Score(node),
    }
}

fn item_of(step: Step) -> Item {
    match step {
        Step::Question(question) => Item::Question(question),
        Step::Show(node) | Step::Score(node) | Step::Level(node) => Item::Node(node),
    }
}

fn of_adjustments(adjustments: &[AdjustmentPlan], needed: &mut Vec<Step>) {
    adjustments.iter().filter_map(|adjustment| adjustment.when.as_ref()).for_each(|test| named(test, needed));
}

/// Whether a test looks at the score of this question, and not only at its answer.
fn looks_at_score(test: &Test, question: Q) -> bool {
    match test {
        Test::All(parts) | Test::Any(parts) | Test::AtLeastOf(_, parts) => {
            parts.iter().any(|part| looks_at_score(part, question))
        }
        Test::Not(part) => looks_at_score(part, question),
        Test::Score { item, .. } => *item == Item::Question(question),
        Test::Each { items, .. } => items.contains(&Item::Question(question)),
        Test::Answer(..)
        | Test::Reaches { .. }
        | Test::EachReaches(_)
        | Test::Context { .. }
        | Test::Fires { .. } => false,
    }
}

/// The steps that a test looks at.
fn named(test: &Test, needed: &mut Vec<Step>) {
    match test {
        Test::All(parts) | Test::Any(parts) | Test::AtLeastOf(_, parts) => {
            parts.iter().for_each(|part| named(part, needed));
        }
        Test::Not(part) => named(part, needed),
        Test::Answer(question, _) => needed.push(Step::Question(*question)),
        Test::Score { item, .. } => needed.push(computed(*item)),
        Test::Reaches { node, .. } => needed.push(Step::Level(*node)),
        Test::Each { items, .. } => needed.extend(items.iter().copied().map(computed)),
        Test::EachReaches(levels) => needed.extend(levels.iter().map(|(node, _)| Step::Level(*node))),
        Test::Context { .. } | Test::Fires { .. } => {}
    }
}
