// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Formulas of scores. A node has one where it is a mean or sum of what stands right below it and nothing
//! else; in all other cases the engine's value alone would be the truth.

use std::collections::BTreeMap;

use digirights::questionnaire::{Child, Node, Rule, UnansweredPolicy};
use digirights::{NodeScore, TOLERANCE};
use rust_xlsxwriter::utility::quote_sheet_name;
use rust_xlsxwriter::{cell_range_absolute, row_col_to_cell_absolute};

use crate::subject::Subject;

use super::{point, worth};

/// Longer formulas than this no program takes (the limit is 8,192 letters).
const LONGEST: usize = 8000;

/// Columns of the two sheets that formulas speak of.
pub(super) const SCORE: u16 = 3;
pub(super) const WEIGHT: u16 = 4;
pub(super) const FULL: u16 = 5;

/// Names of sheets, and the row (from 0) of each question and node.
pub(super) struct Places<'a> {
    pub(super) answers: String,
    pub(super) scores: String,
    pub(super) roadmap: String,
    questions: BTreeMap<&'a str, u32>,
    nodes: BTreeMap<&'a str, u32>,
    /// What an unanswered question does, by node.
    unanswered: BTreeMap<&'a str, UnansweredPolicy>,
}

/// An input of a node: where it stands, and its numbers.
struct Input {
    is_node: bool,
    row: u32,
    weight: f64,
    score: Option<f64>,
    maximum: f64,
}

impl<'a> Places<'a> {
    pub(super) fn new(subject: &Subject<'a>, answers: String, scores: String, roadmap: String) -> Self {
        let definition = subject.words.definition();
        let mut unanswered = BTreeMap::new();
        let above = definition.policies.unanswered.unwrap_or_default();
        policies(&definition.root, above, &mut unanswered);
        Self {
            answers,
            scores,
            roadmap,
            // The heading row is the first.
            questions: subject.card.questions().map(|one| one.id().as_str()).zip(1..).collect(),
            nodes: subject.card.nodes().map(|one| one.id().as_str()).zip(1..).collect(),
            unanswered,
        }
    }

    /// A cell of the sheet of scores, for other sheets.
    pub(super) fn of_node(&self, node: &str, column: u16) -> Option<String> {
        let cell = row_col_to_cell_absolute(*self.nodes.get(node)?, column);
        Some(format!("{}!{cell}", quote_sheet_name(&self.scores)))
    }

    /// All cells of a column of the sheet of answers.
    pub(super) fn of_answers(&self, column: u16) -> String {
        let last = u32::try_from(self.questions.len()).unwrap_or(u32::MAX).max(1);
        format!("{}!{}", quote_sheet_name(&self.answers), cell_range_absolute(1, column, last, column))
    }

    /// The formula of a node's score, of 100, if its cells lead to it.
    pub(super) fn score(&self, subject: &Subject<'_>, node: &NodeScore<'_>) -> Option<String> {
        let authored = subject.words.authored(node.id().as_str())?;
        let is_sum = match authored.rule {
            Rule::WeightedMean => false,
            Rule::Sum => true,
            _ => return None,
        };
        let is_plain = authored.adjustments.is_empty()
            && authored.over.as_deref().is_none_or(|over| over == "children")
            && authored.minimum_availability.get() <= 0.0
            && self.unanswered.get(node.id().as_str()) == Some(&UnansweredPolicy::LeaveOut);
        if !is_plain {
            return None;
        }
        let inputs = self.inputs(subject, authored);
        let value = value(&inputs, is_sum, node.maximum())?;
        let leads_to_it = (value - point(node)?).abs() <= TOLERANCE;
        let formula = self.formula(&inputs, is_sum, node);
        (leads_to_it && formula.len() <= LONGEST).then_some(formula)
    }

    fn inputs(&self, subject: &Subject<'_>, node: &Node) -> Vec<Input> {
        let input = |child: &Child| match child {
            Child::Question(question) => {
                let scored = subject.card.question(question.id.as_str())?;
                Some(Input {
                    is_node: false,
                    row: *self.questions.get(question.id.as_str())?,
                    weight: question.weight.get(),
                    score: worth(&scored),
                    maximum: scored.maximum(),
                })
            }
            Child::Node(node) => {
                let scored = subject.card.node(node.id.as_str())?;
                Some(Input {
                    is_node: true,
                    row: *self.nodes.get(node.id.as_str())?,
                    weight: node.weight.get(),
                    score: point(&scored),
                    maximum: scored.maximum(),
                })
            }
        };
        node.children.iter().filter_map(input).collect()
    }

    fn formula(&self, inputs: &[Input], is_sum: bool, node: &NodeScore<'_>) -> String {
        let mut areas: Vec<(bool, u32, u32)> = Vec::new();
        for input in inputs {
            match areas.last_mut() {
                Some((is_node, _, last)) if *is_node == input.is_node && *last + 1 == input.row => {
                    *last = input.row;
                }
                _ => areas.push((input.is_node, input.row, input.row)),
            }
        }
        let sheet = quote_sheet_name(&self.answers);
        let cells = |(is_node, first, last): &(bool, u32, u32), column: u16| {
            let cells = cell_range_absolute(*first, column, *last, column);
            if *is_node { cells } else { format!("{sheet}!{cells}") }
        };
        let sum =
            |of: &dyn Fn(&(bool, u32, u32)) -> String| areas.iter().map(of).collect::<Vec<_>>().join("+");
        // With commas, what is no number counts as 0 and does no harm.
        let products = |also: &[u16]| {
            sum(&|area| {
                let columns = [WEIGHT, SCORE].iter().chain(also);
                let columns: Vec<String> = columns.map(|column| cells(area, *column)).collect();
                format!("SUMPRODUCT({})", columns.join(","))
            })
        };
        if is_sum {
            let own = self.nodes.get(node.id().as_str()).copied().unwrap_or_default();
            return format!("=({})/{}", products(&[FULL]), row_col_to_cell_absolute(own, FULL));
        }
        let weights =
            sum(&|area| format!("SUMPRODUCT({}*ISNUMBER({}))", cells(area, WEIGHT), cells(area, SCORE)));
        format!("=({})/({weights})", products(&[]))
    }
}

/// What the formula comes to with the numbers that stand in the cells.
fn value(inputs: &[Input], is_sum: bool, maximum: f64) -> Option<f64> {
    let scored = || inputs.iter().filter_map(|input| Some((input, input.score?)));
    let total =
        |of: &dyn Fn(&Input, f64) -> f64| scored().fold(0.0, |sum, (input, score)| sum + of(input, score));
    scored().next()?;
    Some(if is_sum {
        total(&|input, score| input.weight * score * input.maximum) / maximum
    } else {
        total(&|input, score| input.weight * score) / total(&|input, _| input.weight)
    })
}

fn policies<'a>(node: &'a Node, above: UnansweredPolicy, found: &mut BTreeMap<&'a str, UnansweredPolicy>) {
    let own = node.policies.unanswered.unwrap_or(above);
    found.insert(node.id.as_str(), own);
    for child in &node.children {
        if let Child::Node(node) = child {
            policies(node, own, found);
        }
    }
}
