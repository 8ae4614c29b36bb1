// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How each node of a batch is computed: by whole numbers where its weighted scores are multiples of
//! one step, list by list where it is a plain mean or sum, else row by row as single scoring does.

use crate::instrument::program::{Input, Item, NodePlan, Program};
use crate::instrument::table::{Q, Table};
use crate::questionnaire::{Rule, UnansweredPolicy};
use crate::score::extent::Extent;
use crate::score::points::Outcome;

use super::conditions::{LaneTest, compile};
use super::kernels::{IN_TABLE, Lane, Ratio, Table16};
use super::slots::Slots;

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
    /// Where every question that is not answered may score anything from 0 up to this (in the units of
    /// the rule, by input; the same for all under a mean), and no score is outside that: the extremes
    /// are then known without trying. What is certain is then one value.
    pub(super) plain: Option<Vec<f64>>,
}

/// How a node's score is computed.
#[derive(Debug)]
pub(super) enum Way {
    Whole(Whole),
    Lists,
    Rows,
}

/// What the slots of a question add to a mean or sum, list by list.
#[derive(Debug)]
pub(super) struct Terms {
    /// To the sum and to the weights of the point. The scores of a question whose answers are not
    /// counted out are added beside it.
    pub(super) point: Lane,
    pub(super) weight: Lane,
    /// To the sums and weights of what is certain, and with all that is missing.
    pub(super) certain: Lane,
    pub(super) certain_weight: Lane,
    pub(super) most: Lane,
    pub(super) most_weight: Lane,
    /// Which slots may become anything, and what they add at most.
    pub(super) missing: Table16,
    pub(super) top: f64,
    pub(super) by_slot: Vec<ByState>,
}

/// What a slot means to a mean or sum.
#[derive(Debug)]
pub(super) enum ByState {
    /// It has no value and will get none.
    Nothing,
    /// It may become anything, or stay away.
    Missing,
    /// It has this value, in the units of the rule.
    Certain(f64),
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
    /// To the sum and to the weights of the point.
    pub(super) sum: Table16,
    pub(super) weight: Table16,
    /// To the sum of the lower and of the upper bound, to their weights, and whether it is certain.
    pub(super) low: Table16,
    pub(super) high: Table16,
    pub(super) both: Table16,
    pub(super) must: Table16,
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
        let plain = plain(plan, program, slots);
        let way = match () {
            () if !is_linear(plan) => Way::Rows,
            () => plain.as_ref().and_then(|tops| whole(plan, slots, tops)).map_or(Way::Lists, Way::Whole),
        };
        Self {
            conditional,
            show: plan.show.as_ref().map(|test| compile(test, program, slots)),
            gates: gates.collect(),
            way,
            terms: plan
                .inputs
                .iter()
                .enumerate()
                .map(|(index, input)| {
                    let Item::Question(question) = input.item else { return None };
                    let top = plain.as_ref().and_then(|tops| tops.get(index)).copied().unwrap_or_default();
                    Some(Terms::new(input, &slots[question], top))
                })
                .collect(),
            plain,
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

impl Terms {
    fn new(input: &Input, slots: &Slots, top: f64) -> Self {
        let outcomes = |value: &dyn Fn(f64) -> f64| {
            let number = |outcome: &Outcome| outcome.value().map_or(0.0, value);
            lane(slots.outcomes.iter().map(number).collect())
        };
        let extents = |value: &dyn Fn(&Extent) -> f64| lane(slots.extents.iter().map(value).collect());
        let weight = input.weight;
        let term = |score: f64| weight * (score / input.unit);
        let certain = |extent: &Extent| extent.value && !may_go(extent);
        let mut missing = [0; 16];
        for (missing, extent) in missing.iter_mut().zip(&slots.extents) {
            *missing = u8::from(extent.value && may_go(extent));
        }
        let none = |extent: &Extent| !extent.value;
        Self {
            point: outcomes(&term),
            weight: outcomes(&|_| weight),
            certain: extents(&|extent| if certain(extent) { term(extent.low) } else { 0.0 }),
            certain_weight: extents(&|extent| if certain(extent) { weight } else { 0.0 }),
            most: extents(&|extent| match certain(extent) {
                true => term(extent.low),
                false if none(extent) => 0.0,
                false => weight * top,
            }),
            most_weight: extents(&|extent| if none(extent) { 0.0 } else { weight }),
            missing,
            top: weight * top,
            by_slot: slots
                .extents
                .iter()
                .map(|extent| match () {
                    () if none(extent) => ByState::Nothing,
                    () if may_go(extent) => ByState::Missing,
                    () => ByState::Certain(extent.low / input.unit),
                })
                .collect(),
        }
    }
}

/// A map from slots to numbers, in steps where they are whole.
fn lane(numbers: Vec<f64>) -> Lane {
    if numbers.len() <= IN_TABLE
        && let Some(step) = step(&numbers)
    {
        let mut table = [0; 16];
        let mut fits = true;
        for (entry, number) in table.iter_mut().zip(&numbers) {
            let whole = steps(*number, step).and_then(|steps| u8::try_from(steps).ok());
            fits &= whole.is_some();
            *entry = whole.unwrap_or_default();
        }
        if fits {
            return Lane::Steps(table, step);
        }
    }
    let mut table = Box::new([0.0; 256]);
    table.iter_mut().zip(numbers).for_each(|(entry, number)| *entry = number);
    Lane::Table(table)
}

fn may_go(extent: &Extent) -> bool {
    extent.drop || extent.skip || extent.blank
}

/// A mean or sum of what is there.
fn is_linear(plan: &NodePlan) -> bool {
    matches!(plan.rule, Rule::WeightedMean | Rule::Sum)
        && plan.unanswered == UnansweredPolicy::LeaveOut
        && plan.minimum_availability <= 0.0
        && plan.adjustments.is_empty()
}

/// How high every missing answer may score, see [`NodeProgram::plain`].
fn plain(plan: &NodePlan, program: &Program, slots: &Table<Q, Slots>) -> Option<Vec<f64>> {
    let mut tops = Vec::new();
    let mut first: Option<f64> = None;
    for input in &plan.inputs {
        let Item::Question(question) = input.item else {
            tops.push(0.0);
            continue;
        };
        let (low, high) = program.questions[question].reach;
        let inside = |extent: &Extent| {
            let sure = may_go(extent) || extent.low >= extent.high;
            !extent.value || (sure && extent.low >= 0.0 && extent.high <= high)
        };
        let top = high / input.unit;
        let same = plan.rule == Rule::Sum || first.is_none_or(|first| first.total_cmp(&top).is_eq());
        // Adjustments change the reach; the extents of the slots then differ from it.
        let untouched = program.questions[question].adjustments.is_empty();
        if low.abs() > 0.0 || !same || !untouched || !slots[question].extents.iter().all(inside) {
            return None;
        }
        first = Some(top);
        tops.push(top);
    }
    Some(tops)
}

/// The whole numbers of a node, where they are exact.
fn whole(plan: &NodePlan, slots: &Table<Q, Slots>, tops: &[f64]) -> Option<Whole> {
    let mut questions = Vec::new();
    for (input, top) in plan.inputs.iter().zip(tops) {
        let Item::Question(question) = input.item else { return None };
        let slots = &slots[question];
        if !slots.counted || slots.by_row || slots.given.len() > IN_TABLE {
            return None;
        }
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
        let steps = |number: f64| u8::try_from(steps(number, sum)?).ok();
        let heavy = u8::try_from(self::steps(input.weight, weight)?).ok()?;
        let mut one = WholeInput {
            question,
            sum: [0; 16],
            weight: [0; 16],
            low: [0; 16],
            high: [0; 16],
            both: [0; 16],
            must: [0; 16],
        };
        for (slot, (outcome, extent)) in slots.outcomes.iter().zip(&slots.extents).enumerate() {
            if let Outcome::Value(score) = outcome {
                one.sum[slot] = steps(term(input, *score))?;
                one.weight[slot] = heavy;
            }
            if extent.value {
                let certain = !may_go(extent);
                if certain {
                    one.low[slot] = steps(term(input, extent.low))?;
                    one.high[slot] = steps(term(input, extent.high))?;
                } else {
                    one.high[slot] = steps(most)?;
                }
                one.both[slot] = heavy;
                one.must[slot] = u8::from(certain);
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

/// The greatest power of two that all numbers are multiples of, from 1 down to 2^-20.
fn step(numbers: &[f64]) -> Option<f64> {
    let mut step = 1.0;
    for _ in 0..=20 {
        if numbers.iter().all(|number| steps(*number, step).is_some()) {
            return Some(step);
        }
        step /= 2.0;
    }
    None
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be whole and small")]
fn steps(number: f64, step: f64) -> Option<u32> {
    let steps = number / step;
    let whole = libm::floor(steps) >= steps && (0.0..=4096.0).contains(&steps);
    whole.then_some(steps as u32)
}
