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
/// least one. A mean grows by an input exactly if that lies above it, so adding absent-or-present
/// inputs from the best down, while they are better than the mean so far, finds the optimum.
fn extreme(rule: Rule, exponent: f64, reaches: &[Reach], side: Side) -> f64 {
    let value = |reach: &Reach| if side == Side::Low { reach.low } else { reach.high };
    let better = |a: f64, b: f64| if side == Side::Low { a < b } else { a > b };
    // A sum grows by w·x, a mean by how far x lies from it.
    let key = |reach: &Reach| if rule == Rule::Sum { reach.weight * value(reach) } else { value(reach) };
    let mut present: Vec<bool> = reaches.iter().map(|reach| reach.must).collect();
    let mut optional: Vec<usize> =
        (0..reaches.len()).filter(|index| present.get(*index) == Some(&false)).collect();
    optional.sort_by(|a, b| {
        let (a, b) = (reaches.get(*a).map(key), reaches.get(*b).map(key));
        let order = a.partial_cmp(&b).unwrap_or(std::cmp::Ordering::Equal);
        if side == Side::Low { order } else { order.reverse() }
    });
    let chosen = |present: &[bool]| -> Vec<Weighted> {
        let both = reaches.iter().zip(present);
        both.filter(|(_, present)| **present).map(|(reach, _)| (reach.weight, value(reach))).collect()
    };
    let mut queue = optional.into_iter();
    if !present.contains(&true)
        && let Some(slot) = queue.next().and_then(|best| present.get_mut(best))
    {
        *slot = true;
    }
    let mut running = Running::of(rule, exponent, &chosen(&present));
    for index in queue {
        let Some(reach) = reaches.get(index) else { continue };
        let gains =
            if rule == Rule::Sum { better(key(reach), 0.0) } else { better(value(reach), running.value()) };
        if !gains {
            break;
        }
        if let Some(slot) = present.get_mut(index) {
            *slot = true;
        }
        running.add(reach.weight, value(reach));
    }
    combine(rule, exponent, &chosen(&present))
}

/// The result of a rule while inputs come one by one, so that each costs the same.
struct Running {
    rule: Rule,
    exponent: f64,
    weights: f64,
    /// Sum of w·f(x), where the rule is the mean of f(x) turned back.
    sum: f64,
    has_zero: bool,
    extreme: Option<f64>,
}

impl Running {
    fn of(rule: Rule, exponent: f64, inputs: &[Weighted]) -> Self {
        let mut running = Self { rule, exponent, weights: 0.0, sum: 0.0, has_zero: false, extreme: None };
        for (weight, x) in inputs {
            running.add(*weight, *x);
        }
        running
    }

    fn add(&mut self, weight: f64, x: f64) {
        self.weights += weight;
        self.has_zero |= x <= 0.0;
        self.sum += weight
            * match self.rule {
                Rule::GeometricMean => libm::log(x),
                Rule::HarmonicMean => 1.0 / x,
                Rule::PowerMean => libm::pow(x, self.exponent),
                _ => x,
            };
        self.extreme = Some(match (self.rule, self.extreme) {
            (Rule::Minimum, Some(extreme)) => extreme.min(x),
            (_, Some(extreme)) => extreme.max(x),
            (_, None) => x,
        });
    }

    fn value(&self) -> f64 {
        let mean = self.sum / self.weights;
        match self.rule {
            Rule::WeightedMean | Rule::Sum => mean,
            Rule::Minimum | Rule::Maximum => self.extreme.unwrap_or_default(),
            Rule::GeometricMean | Rule::HarmonicMean if self.has_zero => 0.0,
            Rule::PowerMean if self.has_zero && self.exponent < 0.0 => 0.0,
            Rule::GeometricMean => libm::exp(mean),
            Rule::HarmonicMean => 1.0 / mean,
            Rule::PowerMean => libm::pow(mean, 1.0 / self.exponent),
        }
    }
}
