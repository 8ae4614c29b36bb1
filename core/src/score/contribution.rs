// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What each answer adds to each score, exactly.

use crate::instrument::program::{Input, Item, NodePlan, Program, Step};
use crate::instrument::table::{N, Q, Table};
use crate::questionnaire::{Rule, UnansweredPolicy};

use super::points::{Outcome, Points};
use super::rule::{self, combine};

/// How a node's score is divided among its inputs.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Division {
    /// Each input and what it adds, in the node's units.
    pub(crate) parts: Vec<(Item, f64)>,
    /// What the adjustments add.
    pub(crate) adjustment: f64,
}

/// The divisions of all nodes, and what reaches the root.
#[derive(Debug, Clone)]
pub(crate) struct Contributions {
    pub(crate) nodes: Table<N, Division>,
    /// What each question adds to the root's score, in the root's units.
    pub(crate) questions: Table<Q, f64>,
    /// What all adjustments add to the root's score.
    pub(crate) adjustments: f64,
}

/// Divides every score. Per node: Σ parts + adjustment = score. For the root:
/// Σ questions + adjustments = score.
pub(crate) fn divide(program: &Program, points: &Points<'_>) -> Contributions {
    let mut nodes = Table::filled(Division::default(), program.nodes.len());
    let mut questions = Table::filled(0.0, program.questions.len());
    let mut adjustments = 0.0;
    // How much the root's score grows with each node's.
    let mut flow = Table::filled(0.0, program.nodes.len());
    flow[program.root] = 1.0;
    let (mut present, mut weighted, mut amounts) = (Vec::new(), Vec::new(), Vec::new());
    for step in program.steps.iter().rev() {
        let Step::Score(node) = *step else { continue };
        let Outcome::Value(score) = points.nodes[node] else { continue };
        let plan = &program.nodes[node];
        let fills = fills(plan);
        present.clear();
        weighted.clear();
        for input in &plan.inputs {
            match points.outcome(input.item) {
                Outcome::Value(score) => {
                    present.push((input, Some(score)));
                    weighted.push((input.weight, score / input.unit));
                }
                Outcome::Blank if fills => {
                    present.push((input, None));
                    weighted.push((input.weight, 0.0));
                }
                _ => {}
            }
        }
        let combined = combine(plan.rule, plan.exponent, &weighted);
        let weights = weighted.iter().fold(0.0, |sum, (w, _)| sum + w);
        rule::divide(plan.rule, plan.exponent, &weighted, combined, &mut amounts);
        let here = flow[node];
        let mut division =
            Division { parts: Vec::with_capacity(present.len()), adjustment: score - combined * plan.scale };
        if plan.adjustments.is_empty() {
            division.adjustment = 0.0;
        }
        adjustments += here * division.adjustment;
        for ((input, value), amount) in present.iter().zip(&amounts) {
            let amount = amount * plan.scale;
            division.parts.push((input.item, amount));
            match (input.item, *value) {
                (Item::Question(question), _) => questions[question] += here * amount,
                (Item::Node(below), Some(value)) => {
                    let slope = match plan.rule {
                        Rule::WeightedMean => input.weight / weights / input.unit * plan.scale,
                        Rule::Sum => input.weight / input.unit * plan.scale,
                        _ if value.abs() > 0.0 => amount / value,
                        _ => 0.0,
                    };
                    flow[below] += here * slope;
                }
                (Item::Node(_), None) => {}
            }
        }
        nodes[node] = division;
    }
    Contributions { nodes, questions, adjustments }
}

/// Whether what is not answered counts 0.
fn fills(plan: &NodePlan) -> bool {
    matches!(plan.unanswered, UnansweredPolicy::Zero | UnansweredPolicy::ZeroUnlessAll)
}

/// How much the root's score grows with a node's, if the root's is made from it, and every node above is a
/// weighted mean or a sum without adjustments.
pub(crate) fn slope(program: &Program, outcome: impl Fn(Item) -> Outcome, node: N) -> Option<f64> {
    outcome(Item::Node(node)).value()?;
    let (mut slope, mut below) = (1.0, node);
    while let Some(above) = program.nodes[below].parent {
        let plan = &program.nodes[above];
        outcome(Item::Node(above)).value()?;
        if !plan.adjustments.is_empty() {
            return None;
        }
        let counts = |input: &&Input| match outcome(input.item) {
            Outcome::Value(_) => true,
            Outcome::Blank => fills(plan),
            _ => false,
        };
        let own = plan.inputs.iter().find(|input| matches!(input.item, Item::Node(node) if node == below))?;
        let weights: f64 = match plan.rule {
            Rule::WeightedMean => plan.inputs.iter().filter(counts).map(|input| input.weight).sum(),
            Rule::Sum => 1.0,
            _ => return None,
        };
        slope *= own.weight / weights / own.unit * plan.scale;
        below = above;
    }
    Some(slope)
}
