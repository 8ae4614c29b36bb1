// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How each node of a batch is computed: by whole numbers where its weighted scores are multiples of
//! one step, many rows at a time where it is a mean or sum, else row by row as single scoring does.

use crate::instrument::program::{Input, Item, NodePlan, Program};
use crate::instrument::table::{Q, Table};
use crate::questionnaire::{Rule, UnansweredPolicy};
use crate::score::extent::Extent;

use super::conditions::{LaneTest, compile};
use super::kernels::{IN_TABLE, Ratio, Table16};
use super::means::Terms;
use super::slots::Slots;
use super::tables::{self, step};

/// A node of a batch, or a member of a lens.
#[derive(Debug)]
pub(super) struct NodeProgram {
    pub(super) plan: NodePlan,
    /// Whether a condition of its own or of a node above can hide it.
    pub(super) conditional: bool,
    pub(super) show: Option<LaneTest>,
    /// Gates of each level.
    pub(super) gates: Vec<Vec<LaneTest>>,
    pub(super) way: Way,
    /// What each slot of each input adds; none for a node among the inputs.
    pub(super) terms: Vec<Option<Terms>>,
}

/// How a node's score is computed.
#[derive(Debug)]
pub(super) enum Way {
    /// A mean or sum of questions, in whole numbers.
    Whole(Whole),
    /// A mean or sum of what is there.
    Mean,
    /// Any other, row by row.
    Rows,
}

/// A mean or sum in whole numbers.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) inputs: Vec<WholeInput>,
    pub(super) ratio: Ratio,
}

/// What each slot of a question adds.
#[derive(Debug)]
pub(super) struct WholeInput {
    pub(super) question: Q,
    /// To the sum and to the weights of the point, which are those of the lower bound, too: there,
    /// what is missing is 0.
    pub(super) sum: Table16,
    pub(super) weight: Table16,
    /// To the sum and the weights of the upper bound, and to the weights of the lower one.
    pub(super) most: Table16,
    pub(super) all: Table16,
}

impl NodeProgram {
    pub(super) fn new(plan: &NodePlan, program: &Program, slots: &Table<Q, Slots>) -> Self {
        let mut conditional = plan.show.is_some();
        let mut above = plan.parent;
        while let Some(node) = above {
            conditional |= program.nodes[node].show.is_some();
            above = program.nodes[node].parent;
        }
        let ladder = plan.levels.iter().flat_map(|ladder| &ladder.gates);
        let gates = ladder.map(|gates| gates.iter().map(|gate| compile(gate, program, slots)).collect());
        let way = match () {
            () if plan.inputs.is_empty() || !is_mean_or_sum(plan) => Way::Rows,
            () => whole(plan, program, slots).map_or(Way::Mean, Way::Whole),
        };
        Self {
            conditional,
            show: plan.show.as_ref().map(|test| compile(test, program, slots)),
            gates: gates.collect(),
            way,
            terms: plan
                .inputs
                .iter()
                .map(|input| match input.item {
                    Item::Question(question) => Some(Terms::new(input, &slots[question])),
                    Item::Node(_) => None,
                })
                .collect(),
            plan: plan.clone(),
        }
    }

    /// A member of a lens: a weighted mean that leaves out what is missing.
    pub(super) fn member(
        inputs: &[Input],
        program: &Program,
        slots: &Table<Q, Slots>,
        id: crate::id::ItemId,
    ) -> Self {
        let plan = NodePlan {
            id,
            kind: None,
            parent: None,
            children: Vec::new(),
            inputs: inputs.to_vec(),
            rule: Rule::WeightedMean,
            exponent: 1.0,
            scale: 1.0,
            lowest: 0.0,
            maximum: 1.0,
            unanswered: UnansweredPolicy::LeaveOut,
            minimum_availability: 0.0,
            show: None,
            adjustments: Vec::new(),
            levels: None,
        };
        Self::new(&plan, program, slots)
    }
}

fn may_go(extent: &Extent) -> bool {
    extent.drop || extent.skip || extent.blank
}

/// A mean or sum of what is there.
fn is_mean_or_sum(plan: &NodePlan) -> bool {
    matches!(plan.rule, Rule::WeightedMean | Rule::Sum)
        && plan.unanswered == UnansweredPolicy::LeaveOut
        && plan.minimum_availability <= 0.0
        && plan.adjustments.is_empty()
}

/// The whole numbers of a node, where they are exact and the extremes are known without trying: every
/// question has its score, or may have any from 0 up to one that is the highest of all.
fn whole(plan: &NodePlan, program: &Program, slots: &Table<Q, Slots>) -> Option<Whole> {
    let mut questions = Vec::new();
    let mut first: Option<f64> = None;
    for input in &plan.inputs {
        let Item::Question(question) = input.item else { return None };
        let slots = &slots[question];
        let (low, high) = program.questions[question].reach;
        let top = high / input.unit;
        let same = plan.rule == Rule::Sum || first.is_none_or(|first| first.total_cmp(&top).is_eq());
        if !slots.counted || slots.by_row || slots.given.len() > IN_TABLE || low.abs() > 0.0 || !same {
            return None;
        }
        first = Some(top);
        questions.push((input, question, slots, input.weight * top));
    }
    let term = |input: &Input, score: f64| input.weight * (score / input.unit);
    let terms = questions.iter().flat_map(|(input, _, slots, most)| {
        let scores = slots.outcomes.iter().filter_map(|outcome| outcome.value());
        scores.map(|score| term(input, score)).chain([*most])
    });
    let sum = step(&terms.collect::<Vec<f64>>())?;
    let weight = step(&questions.iter().map(|(input, ..)| input.weight).collect::<Vec<f64>>())?;
    let (mut most_sum, mut most_weight) = (0_u32, 0_u32);
    let mut inputs = Vec::new();
    for (input, question, slots, most) in questions {
        let steps = |number: f64| u8::try_from(tables::steps(number, sum)?).ok();
        let heavy = u8::try_from(tables::steps(input.weight, weight)?).ok()?;
        let mut one = WholeInput { question, sum: [0; 16], weight: [0; 16], most: [0; 16], all: [0; 16] };
        for (slot, (outcome, extent)) in slots.outcomes.iter().zip(&slots.extents).enumerate() {
            let certain = extent.value && !may_go(extent);
            if certain {
                let score = outcome.value()?;
                let same = |end: f64| end.total_cmp(&score).is_eq();
                if !same(extent.low) || !same(extent.high) {
                    return None;
                }
                one.sum[slot] = steps(term(input, score))?;
                one.weight[slot] = heavy;
                (one.most[slot], one.all[slot]) = (one.sum[slot], heavy);
            } else if outcome.value().is_some() {
                return None;
            } else if extent.value {
                let whole = extent.low.abs() <= 0.0 && term(input, extent.high).total_cmp(&most).is_eq();
                if !whole {
                    return None;
                }
                (one.most[slot], one.all[slot]) = (steps(most)?, heavy);
            }
        }
        most_sum += u32::from(steps(most)?);
        most_weight += u32::from(heavy);
        inputs.push(one);
    }
    let fits = u8::try_from(most_sum).is_ok() && u8::try_from(most_weight).is_ok();
    let weight = (plan.rule == Rule::WeightedMean).then_some(weight);
    fits.then_some(Whole { inputs, ratio: Ratio { sum, weight, scale: plan.scale } })
}
