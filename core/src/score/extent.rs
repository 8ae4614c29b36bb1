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
}

/// All that a node may become by its rule, before its adjustments, given what its inputs may.
/// `inputs` are weights and extents, the latter already in the rule's units.
pub(crate) fn of_node(
    rule: Rule,
    exponent: f64,
    unanswered: UnansweredPolicy,
    minimum_availability: f64,
    inputs: &[(f64, Extent)],
) -> Extent {
    let fills = matches!(unanswered, UnansweredPolicy::Zero | UnansweredPolicy::ZeroUnlessAll);
    let mut reaches = Vec::with_capacity(inputs.len());
    for (weight, input) in inputs {
        let input = if fills && input.blank { input.or_score(0.0) } else { *input };
        if input.value {
            let absent =
                input.drop || input.skip || (unanswered == UnansweredPolicy::LeaveOut && input.blank);
            reaches.push(Reach { weight: *weight, low: input.low, high: input.high, must: !absent });
        }
    }
    let mut node = Extent::NOTHING;
    let extents = || inputs.iter().map(|(_, input)| input);
    if !reaches.is_empty() {
        node = Extent::of(
            extreme(rule, exponent, &reaches, Side::Low),
            extreme(rule, exponent, &reaches, Side::High),
        );
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Low,
    High,
}

/// The least or greatest result over all values in reach and all choices of what is present, at
/// least one. A mean gets better by an input exactly if that is better than the mean: so all optional
/// inputs that beat the mean of the certain ones come in, and those that the new mean beats go out
/// again, until none does. A sum takes every input that improves it.
fn extreme(rule: Rule, exponent: f64, reaches: &[Reach], side: Side) -> f64 {
    let value = |reach: &Reach| if side == Side::Low { reach.low } else { reach.high };
    let better = |a: f64, b: f64| if side == Side::Low { a < b } else { a > b };
    let improves = |reach: &Reach, mean: f64| match rule {
        Rule::Sum => better(reach.weight * value(reach), 0.0),
        _ => better(value(reach), mean),
    };
    let result = |present: &[bool], chosen: &mut Vec<Weighted>| {
        chosen.clear();
        let both = reaches.iter().zip(present).filter(|(_, present)| **present);
        chosen.extend(both.map(|(reach, _)| (reach.weight, value(reach))));
        combine(rule, exponent, chosen)
    };
    let mut must: Vec<bool> = reaches.iter().map(|reach| reach.must).collect();
    if !must.contains(&true) {
        let key = |reach: &Reach| if rule == Rule::Sum { reach.weight * value(reach) } else { value(reach) };
        let mut best: Option<(usize, f64)> = None;
        for (index, reach) in reaches.iter().enumerate() {
            if best.is_none_or(|(_, other)| better(key(reach), other)) {
                best = Some((index, key(reach)));
            }
        }
        if let Some(slot) = best.and_then(|(index, _)| must.get_mut(index)) {
            *slot = true;
        }
    }
    let mut chosen = Vec::with_capacity(reaches.len());
    let mut mean = result(&must, &mut chosen);
    let mut present: Vec<bool> =
        reaches.iter().zip(&must).map(|(reach, must)| *must || improves(reach, mean)).collect();
    if present == must {
        return mean;
    }
    loop {
        mean = result(&present, &mut chosen);
        let mut changed = false;
        for ((reach, must), present) in reaches.iter().zip(&must).zip(&mut present) {
            if *present && !*must && rule != Rule::Sum && better(mean, value(reach)) {
                (*present, changed) = (false, true);
            }
        }
        if !changed {
            return mean;
        }
    }
}
