// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The rules by which a node's score is made from its inputs.

use crate::instrument::program::{AdjustmentPlan, Change};
use crate::number::round;
use crate::questionnaire::Rule;

/// A weight above 0 and a score (or share).
pub(crate) type Weighted = (f64, f64);

/// Combines at least one input, in the order given. The formulas are those of `FORMAT.md`, 1.1.
pub(crate) fn combine(rule: Rule, exponent: f64, inputs: &[Weighted]) -> f64 {
    match rule {
        Rule::WeightedMean => mean(inputs, |x| x),
        Rule::Sum => inputs.iter().fold(0.0, |sum, (w, x)| sum + w * x),
        Rule::Minimum => inputs.iter().fold(f64::INFINITY, |least, (_, x)| least.min(*x)),
        Rule::Maximum => inputs.iter().fold(f64::NEG_INFINITY, |most, (_, x)| most.max(*x)),
        Rule::GeometricMean => {
            if has_zero(inputs) {
                0.0
            } else {
                libm::exp(mean(inputs, libm::log))
            }
        }
        Rule::HarmonicMean => {
            if has_zero(inputs) {
                return 0.0;
            }
            let (mut weights, mut sum) = (0.0, 0.0);
            for (w, x) in inputs {
                weights += w;
                sum += w / x;
            }
            weights / sum
        }
        Rule::PowerMean => {
            if exponent < 0.0 && has_zero(inputs) {
                return 0.0;
            }
            power_mean(exponent, inputs)
        }
    }
}

fn power_mean(exponent: f64, inputs: &[Weighted]) -> f64 {
    // A great exponent takes powers out of the range of a double; measured by the greatest input (or
    // the least, where it is negative) they stay in it.
    let unit = if exponent.abs() <= 16.0 {
        1.0
    } else if exponent > 0.0 {
        inputs.iter().fold(0.0_f64, |most, (_, x)| most.max(*x))
    } else {
        inputs.iter().fold(f64::INFINITY, |least, (_, x)| least.min(*x))
    };
    if unit <= 0.0 {
        return 0.0;
    }
    unit * libm::pow(mean(inputs, |x| libm::pow(x / unit, exponent)), 1.0 / exponent)
}

fn has_zero(inputs: &[Weighted]) -> bool {
    inputs.iter().any(|(_, x)| *x <= 0.0)
}

fn mean(inputs: &[Weighted], of: impl Fn(f64) -> f64) -> f64 {
    let (mut weights, mut sum) = (0.0, 0.0);
    for (w, x) in inputs {
        weights += w;
        sum += w * of(*x);
    }
    sum / weights
}

/// How much of the result `combined` each input accounts for. The parts add up to it: for means and
/// sums they are w·x (÷ Σw); for the other means, which are homogeneous, x·∂M/∂x (Euler's theorem);
/// for minimum and maximum the whole result goes to the first input that has it. Written over `parts`.
pub(crate) fn divide(rule: Rule, exponent: f64, inputs: &[Weighted], combined: f64, parts: &mut Vec<f64>) {
    parts.clear();
    let euler = |parts: &mut Vec<f64>, of: &dyn Fn(f64, f64) -> f64| {
        parts.extend(inputs.iter().map(|(w, x)| of(*w, *x)));
        let sum = parts.iter().fold(0.0, |sum, term| sum + term);
        let nothing = combined.abs() <= 0.0 || sum.abs() <= 0.0 || !sum.is_finite();
        parts.iter_mut().for_each(|term| *term = if nothing { 0.0 } else { combined * (*term / sum) });
    };
    match rule {
        Rule::WeightedMean => {
            let weights = inputs.iter().fold(0.0, |sum, (w, _)| sum + w);
            parts.extend(inputs.iter().map(|(w, x)| w * x / weights));
        }
        Rule::Sum => parts.extend(inputs.iter().map(|(w, x)| w * x)),
        Rule::GeometricMean => euler(parts, &|w, _| w),
        Rule::HarmonicMean => euler(parts, &|w, x| w / x),
        Rule::PowerMean if combined > 0.0 => euler(parts, &|w, x| w * libm::pow(x / combined, exponent)),
        Rule::PowerMean => parts.extend(inputs.iter().map(|_| 0.0)),
        Rule::Minimum | Rule::Maximum => {
            let decisive = inputs.iter().position(|(_, x)| x.total_cmp(&combined).is_eq());
            let part = |index: usize| if Some(index) == decisive { combined } else { 0.0 };
            parts.extend((0..inputs.len()).map(part));
        }
    }
}

/// One adjustment.
pub(crate) fn change(change: Change, score: f64) -> f64 {
    match change {
        Change::Multiply(factor) => score * factor,
        Change::Add(term) => score + term,
        Change::Cap(limit) => score.min(limit),
        Change::Floor(limit) => score.max(limit),
        Change::Round(rule, digits) => round(score, rule, digits),
    }
}

/// All adjustments in order, those that hold, and then the cut to the range.
pub(crate) fn adjust(
    adjustments: &[AdjustmentPlan],
    score: f64,
    range: (f64, f64),
    mut holds: impl FnMut(&AdjustmentPlan) -> bool,
) -> f64 {
    if adjustments.is_empty() {
        return score;
    }
    let mut score = score;
    for adjustment in adjustments {
        if holds(adjustment) {
            score = change(adjustment.change, score).clamp(f64::MIN, f64::MAX);
        }
    }
    score.clamp(range.0, range.1)
}

#[cfg(test)]
mod tests {
    use super::{combine, divide};
    use crate::questionnaire::Rule;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-12
    }

    /// K13 of the known answers.
    #[test]
    fn means() {
        let equal = [(1.0, 1.0), (1.0, 2.0), (1.0, 3.0)];
        assert!(close(combine(Rule::GeometricMean, 1.0, &equal), libm::cbrt(6.0)));
        let weighted = [(1.0, 1.0), (1.0, 2.0), (2.0, 3.0)];
        assert!(close(combine(Rule::GeometricMean, 1.0, &weighted), libm::pow(18.0, 0.25)));
        let weighted = [(2.0, 1.0), (1.0, 2.0), (1.0, 3.0)];
        assert!(close(combine(Rule::HarmonicMean, 1.0, &weighted), 24.0 / 17.0));
        assert!(close(combine(Rule::PowerMean, -1.0, &weighted), 24.0 / 17.0));
        assert!(close(combine(Rule::PowerMean, 1.0, &equal), 2.0));
    }

    /// K4: a mean hides what a minimum and a geometric mean show.
    #[test]
    fn averaging_trap() {
        let inputs = [(1.0, 0.0), (1.0, 3.0), (1.0, 3.0)];
        assert!(close(combine(Rule::WeightedMean, 1.0, &inputs), 2.0));
        assert!(close(combine(Rule::Minimum, 1.0, &inputs), 0.0));
        assert!(close(combine(Rule::GeometricMean, 1.0, &inputs), 0.0));
    }

    #[test]
    fn parts_add_up_for_every_rule() {
        let inputs = [(1.0, 0.3), (2.0, 0.9), (0.5, 0.6)];
        for rule in Rule::ALL {
            let whole = combine(*rule, 2.5, &inputs);
            let mut parts = Vec::new();
            divide(*rule, 2.5, &inputs, whole, &mut parts);
            assert!(close(whole, parts.iter().sum()), "{rule}");
        }
    }
}
