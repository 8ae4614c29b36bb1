// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From a measured number to a score: bands and curves.

use super::program::{MapPlan, RangePlan, ShapePlan, StepsPlan, Worth};
use crate::questionnaire::{Curve, Edge, Knot};

/// Compiles a curve, or says what it would have to be.
pub(crate) fn compile(curve: &Curve) -> Result<ShapePlan, &'static str> {
    match curve {
        Curve::Linear(posts) => {
            let (worst, best) = (posts.worst.get(), posts.best.get());
            if (best - worst).abs() > 0.0 {
                Ok(ShapePlan::Linear { worst, best })
            } else {
                Err("two different goalposts")
            }
        }
        Curve::Logarithmic(posts) => {
            let (worst, best) = (posts.worst.get(), posts.best.get());
            if worst > 0.0 && best > 0.0 && (best - worst).abs() > 0.0 {
                Ok(ShapePlan::Logarithmic { worst: libm::log(worst), best: libm::log(best) })
            } else {
                Err("two different goalposts above 0")
            }
        }
        Curve::LogNormal(knots) => {
            const EXPECTED: &str = "two points with `at` above 0 and `value` between 0 and 1, both different";
            let [first, second] = knots.points.as_slice() else { return Err(EXPECTED) };
            let open = |knot: &Knot| knot.at.get() > 0.0 && (1e-9..=1.0 - 1e-9).contains(&knot.value.get());
            if !open(first) || !open(second) {
                return Err(EXPECTED);
            }
            let (x1, x2) = (libm::log(first.at.get()), libm::log(second.at.get()));
            let (t1, t2) = (inverse_erfc(2.0 * first.value.get()), inverse_erfc(2.0 * second.value.get()));
            let spread = (x1 - x2) / (t1 - t2);
            if !spread.is_finite() || spread.abs() <= 0.0 {
                return Err(EXPECTED);
            }
            Ok(ShapePlan::LogNormal { middle: x1 - t1 * spread, spread })
        }
        Curve::Piecewise(knots) => {
            let points: Vec<(f64, f64)> =
                knots.points.iter().map(|knot| (knot.at.get(), knot.value.get())).collect();
            let ascending = points.iter().zip(points.iter().skip(1)).all(|(a, b)| a.0 < b.0);
            if points.len() >= 2 && ascending {
                Ok(ShapePlan::Piecewise(points))
            } else {
                Err("two or more points, ascending in `at`")
            }
        }
    }
}

/// The t with erfc(t) = y, for y in (0, 2), by bisection: erfc falls, and no closed form exists.
fn inverse_erfc(y: f64) -> f64 {
    let (mut low, mut high) = (-6.0, 6.0);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        let there = libm::erfc(middle);
        if there > y {
            low = middle;
        } else if there < y {
            high = middle;
        } else {
            return middle;
        }
    }
    f64::midpoint(low, high)
}

impl StepsPlan {
    /// The worth of the band that a number lies in, if it lies in one.
    pub(crate) fn worth(&self, number: f64) -> Option<Worth> {
        let reached = |start: &&f64| match self.edge {
            Edge::Included => number >= **start,
            Edge::Excluded => number > **start,
        };
        // Bands ascend, so those that begin below are the first ones; counting them all needs no branch.
        let band = self.starts.iter().filter(reached).count().checked_sub(1)?;
        self.worths.get(band).copied()
    }
}

impl MapPlan {
    /// The worth of a number; none if it lies in no band.
    pub(crate) fn worth(&self, number: f64) -> Option<Worth> {
        let value = match &self.shape {
            ShapePlan::Steps(steps) => {
                return Some(steps.worth(number)?.map(|score| self.turned(score)));
            }
            ShapePlan::Linear { worst, best } => ((number - worst) / (best - worst)).clamp(0.0, 1.0),
            ShapePlan::Logarithmic { worst, best } => {
                let log = if number > 0.0 { libm::log(number) } else { worst.min(*best) };
                ((log - worst) / (best - worst)).clamp(0.0, 1.0)
            }
            ShapePlan::LogNormal { middle, spread } => {
                let log = if number > 0.0 { libm::log(number) } else { f64::NEG_INFINITY };
                0.5 * libm::erfc((log - middle) / spread)
            }
            ShapePlan::Piecewise(points) => piecewise(points, number),
        };
        Some(Worth::Score(self.turned(value * self.factor)))
    }

    /// The scores of many numbers, in their place; none is `NaN`.
    #[expect(clippy::inline_always, reason = "it takes the registers of the loop that it is part of")]
    #[inline(always)]
    pub(crate) fn scores<const N: usize>(&self, numbers: &mut [f64; N]) {
        match &self.shape {
            ShapePlan::Steps(StepsPlan { starts, worths, edge })
                if worths.iter().all(|worth| worth.score().is_some()) =>
            {
                let given = std::mem::replace(numbers, [f64::NAN; N]);
                for (start, worth) in starts.iter().zip(worths) {
                    let (start, included) = (*start, *edge == Edge::Included);
                    let of_band = worth.score().map_or(f64::NAN, |score| self.turned(score));
                    for (score, number) in numbers.iter_mut().zip(&given) {
                        let reached = if included { *number >= start } else { *number > start };
                        *score = if reached { of_band } else { *score };
                    }
                }
            }
            ShapePlan::Linear { worst, best } => {
                let (worst, best, factor, reverse) = (*worst, *best, self.factor, self.reverse);
                for number in numbers {
                    let value = ((*number - worst) / (best - worst)).clamp(0.0, 1.0) * factor;
                    *number = reverse.map_or(value, |sum| sum - value);
                }
            }
            _ => {
                for number in numbers {
                    *number = self.worth(*number).and_then(Worth::score).unwrap_or(f64::NAN);
                }
            }
        }
    }

    #[inline]
    fn turned(&self, score: f64) -> f64 {
        self.reverse.map_or(score, |sum| sum - score)
    }

    /// Whether a greater number never scores less.
    pub(crate) fn never_falls(&self) -> bool {
        let rising = |scores: Vec<Option<f64>>| {
            scores.iter().zip(scores.iter().skip(1)).all(|(below, above)| match (below, above) {
                (Some(below), Some(above)) => below <= above,
                _ => false,
            })
        };
        self.reverse.is_none()
            && match &self.shape {
                ShapePlan::Steps(steps) => rising(steps.worths.iter().map(|worth| worth.score()).collect()),
                ShapePlan::Linear { worst, best } | ShapePlan::Logarithmic { worst, best } => best > worst,
                ShapePlan::LogNormal { spread, .. } => *spread < 0.0,
                ShapePlan::Piecewise(points) => rising(points.iter().map(|point| Some(point.1)).collect()),
            }
    }

    /// Some possible numbers that between them show the map: the ends of the range, and where the map
    /// bends or steps.
    pub(crate) fn samples(&self, range: &RangePlan) -> Vec<f64> {
        let inside: Vec<f64> = match &self.shape {
            ShapePlan::Steps(StepsPlan { starts, edge, .. }) => starts
                .iter()
                .flat_map(|start| match edge {
                    Edge::Included => [*start, start - 1.0],
                    Edge::Excluded => [start + 1.0, *start],
                })
                .collect(),
            ShapePlan::Linear { worst, best } => vec![*worst, *best],
            ShapePlan::Logarithmic { worst, best } => vec![libm::exp(*worst), libm::exp(*best)],
            ShapePlan::LogNormal { .. } => Vec::new(),
            ShapePlan::Piecewise(points) => points.iter().map(|point| point.0).collect(),
        };
        let ends = [range.minimum, range.maximum];
        let possible = |number: &f64| number.is_finite() && (range.minimum..=range.maximum).contains(number);
        inside.into_iter().chain(ends).filter(possible).collect()
    }

    /// Least and greatest score over a range of numbers.
    pub(crate) fn extent(&self, range: &RangePlan) -> (f64, f64) {
        let mut scores = Vec::new();
        match &self.shape {
            ShapePlan::Steps(steps) => {
                let ends = steps.starts.iter().skip(1).copied().chain([f64::INFINITY]);
                for ((&start, end), worth) in steps.starts.iter().zip(ends).zip(&steps.worths) {
                    let (below, above) = match steps.edge {
                        Edge::Included => (end <= range.minimum, start > range.maximum),
                        Edge::Excluded => (end < range.minimum, start >= range.maximum),
                    };
                    if !below && !above {
                        scores.extend(worth.score().map(|score| self.turned(score)));
                    }
                }
            }
            ShapePlan::Piecewise(points) => {
                let inside = points
                    .iter()
                    .map(|point| point.0)
                    .filter(|at| (range.minimum..=range.maximum).contains(at));
                let ends = [range.minimum, range.maximum];
                scores.extend(inside.chain(ends).filter_map(|number| self.worth(number)?.score()));
            }
            _ => scores.extend(
                [range.minimum, range.maximum].into_iter().filter_map(|number| self.worth(number)?.score()),
            ),
        }
        scores
            .into_iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), score| (low.min(score), high.max(score)))
    }
}

fn piecewise(points: &[(f64, f64)], number: f64) -> f64 {
    let mut before: Option<(f64, f64)> = None;
    for &(at, value) in points {
        if number <= at {
            return match before {
                None => value,
                Some(_) if number >= at => value,
                Some((start, from)) => {
                    let between = from + (value - from) * (number - start) / (at - start);
                    between.clamp(from.min(value), from.max(value))
                }
            };
        }
        before = Some((at, value));
    }
    before.map_or(0.0, |(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::{inverse_erfc, piecewise};

    #[test]
    fn inverse_of_erfc() {
        // erfc^-1(1/5), as listed in tables of the error function.
        assert!((inverse_erfc(0.2) - 0.906_193_802_436_823_2).abs() < 1e-14);
        assert!(inverse_erfc(1.0).abs() < 1e-300);
    }

    #[test]
    fn straight_lines_between_points_and_flat_outside() {
        let points = [(0.0, 0.0), (10.0, 0.5), (20.0, 1.0)];
        for (number, expected) in
            [(-5.0, 0.0), (0.0, 0.0), (5.0, 0.25), (10.0, 0.5), (15.0, 0.75), (99.0, 1.0)]
        {
            assert!((piecewise(&points, number) - expected).abs() < 1e-15, "{number}");
        }
    }
}
