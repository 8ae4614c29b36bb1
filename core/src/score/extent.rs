// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! All that a score may still become.

use crate::questionnaire::{Rule, UnansweredPolicy};

use super::rule::{Weighted, combine};

/// The outcomes that are possible for a question or node, with the range of its score.
#[expect(clippy::struct_excessive_bools, reason = "each outcome is possible or not, on its own")]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Extent {
    /// It may have a score, from `low` to `high`.
    pub(crate) value: bool,
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// It may be not shown, or not applicable and left out.
    pub(crate) drop: bool,
    /// It may be don't-know and left out.
    pub(crate) skip: bool,
    /// It may be unanswered, or a node without a score.
    pub(crate) blank: bool,
}

impl Extent {
    pub(crate) const NOTHING: Self = Self {
        value: false,
        low: f64::INFINITY,
        high: f64::NEG_INFINITY,
        drop: false,
        skip: false,
        blank: false,
    };

    pub(crate) fn of(low: f64, high: f64) -> Self {
        Self { value: true, low, high, ..Self::NOTHING }
    }

    /// It may also have this score.
    pub(crate) fn or_score(self, score: f64) -> Self {
        Self { value: true, low: self.low.min(score), high: self.high.max(score), ..self }
    }
}

/// An input of a node as a reach of values.
#[derive(Debug, Clone, Copy)]
struct Reach {
    weight: f64,
    low: f64,
    high: f64,
    /// It cannot be absent.
    must: bool,
    /// Whether it is taken as present.
    present: bool,
}

/// Lists that are used again from node to node.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// Weights and extents of the inputs, in the rule's units.
    pub(crate) inputs: Vec<(f64, Extent)>,
    reaches: Vec<Reach>,
    chosen: Vec<Weighted>,
}

/// All that a node may become by its rule, before its adjustments, given what its inputs may: those of
/// the scratch.
pub(crate) fn of_node(
    rule: Rule,
    exponent: f64,
    unanswered: UnansweredPolicy,
    minimum_availability: f64,
    scratch: &mut Scratch,
) -> Extent {
    let Scratch { inputs, reaches, chosen } = scratch;
    let fills = matches!(unanswered, UnansweredPolicy::Zero | UnansweredPolicy::ZeroUnlessAll);
    reaches.clear();
    for (weight, input) in inputs.iter() {
        let input = if fills && input.blank { input.or_score(0.0) } else { *input };
        if input.value {
            let absent =
                input.drop || input.skip || (unanswered == UnansweredPolicy::LeaveOut && input.blank);
            reaches.push(Reach {
                weight: *weight,
                low: input.low,
                high: input.high,
                must: !absent,
                present: false,
            });
        }
    }
    let mut node = Extent::NOTHING;
    let extents = || inputs.iter().map(|(_, input)| input);
    if !reaches.is_empty() {
        let (low, high) = extremes(rule, exponent, reaches, chosen);
        node = Extent::of(low, high);
    }
    node.drop = extents().all(|input| input.drop);
    let all_missing = extents().all(|input| input.drop || input.skip || input.blank);
    let some_blank = extents().any(|input| input.blank);
    node.skip = extents().all(|input| input.drop || input.skip) && extents().any(|input| input.skip);
    node.blank = some_blank
        && match unanswered {
            UnansweredPolicy::Zero => false,
            UnansweredPolicy::LeaveOut | UnansweredPolicy::ZeroUnlessAll => all_missing,
            UnansweredPolicy::NoScore => true,
        };
    if minimum_availability > 0.0 && extents().any(|input| input.blank || input.skip) {
        node.blank = true;
    }
    if unanswered == UnansweredPolicy::NoScore
        && extents().any(|input| input.blank && !input.value && !input.drop && !input.skip)
    {
        node.value = false;
    }
    node
}

fn extremes(rule: Rule, exponent: f64, reaches: &mut [Reach], chosen: &mut Vec<Weighted>) -> (f64, f64) {
    let low = extreme(rule, exponent, reaches, chosen, Side::Low);
    (low, extreme(rule, exponent, reaches, chosen, Side::High))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Low,
    High,
}

/// The least or greatest result over all values in reach and all choices of what is present, at
/// least one. A mean of nothing certain is best with the best input alone. Else it gets better by an input exactly if that is better than the mean: so all optional
/// inputs that beat the mean of the certain ones come in, and those that the new mean beats go out
/// again, until none does. A sum takes every input that improves it.
fn extreme(rule: Rule, exponent: f64, reaches: &mut [Reach], chosen: &mut Vec<Weighted>, side: Side) -> f64 {
    let value = |reach: &Reach| if side == Side::Low { reach.low } else { reach.high };
    let better = |a: f64, b: f64| if side == Side::Low { a < b } else { a > b };
    let mut result = |reaches: &[Reach]| {
        chosen.clear();
        chosen.extend(reaches.iter().filter(|one| one.present).map(|one| (one.weight, value(one))));
        combine(rule, exponent, chosen)
    };
    // What a sum grows by, and what a mean is compared with.
    let key = |reach: &Reach| if rule == Rule::Sum { reach.weight * value(reach) } else { value(reach) };
    reaches.iter_mut().for_each(|reach| reach.present = reach.must);
    if !reaches.iter().any(|reach| reach.must) {
        let mut best: Option<&mut Reach> = None;
        for reach in reaches.iter_mut() {
            if best.as_ref().is_none_or(|best| better(key(reach), key(best))) {
                best = Some(reach);
            }
        }
        best.into_iter().for_each(|best| best.present = true);
    }
    let certain = result(reaches);
    if rule != Rule::Sum && !reaches.iter().any(|reach| reach.must) {
        return certain;
    }
    let limit = if rule == Rule::Sum { 0.0 } else { certain };
    let mut grown = false;
    for reach in reaches.iter_mut().filter(|reach| !reach.present) {
        reach.present = better(key(reach), limit);
        grown |= reach.present;
    }
    if !grown {
        return certain;
    }
    loop {
        let mean = result(reaches);
        let mut changed = false;
        for reach in reaches.iter_mut().filter(|reach| reach.present && !reach.must) {
            if rule != Rule::Sum && better(mean, value(reach)) {
                (reach.present, changed) = (false, true);
            }
        }
        if !changed {
            return mean;
        }
    }
}
