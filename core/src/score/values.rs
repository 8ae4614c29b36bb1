// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The values that a scorecard is made of.

use serde::Serialize;

use crate::json::decode::names;
use crate::questionnaire::Rule;

use super::extent::Extent;

/// A score with its sound bounds: `low <= point <= high`, all in the units of the node, which run up
/// to `maximum` (1 unless the questionnaire says otherwise).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Score {
    pub(super) point: f64,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) maximum: f64,
}

impl Score {
    pub(super) fn new(point: f64, bounds: Extent, maximum: f64) -> Self {
        // Rounding in the last bit may put a bound on the wrong side of the point.
        Self { point, low: bounds.low.min(point), high: bounds.high.max(point), maximum }
    }

    /// From the answers as they are.
    #[must_use]
    pub fn point(self) -> f64 {
        self.point
    }

    /// No later answer makes it less.
    #[must_use]
    pub fn low(self) -> f64 {
        self.low
    }

    /// No later answer makes it more.
    #[must_use]
    pub fn high(self) -> f64 {
        self.high
    }

    /// The greatest score there is.
    #[must_use]
    pub fn maximum(self) -> f64 {
        self.maximum
    }

    /// The point as a share of the maximum, from 0 to 1.
    #[must_use]
    pub fn share(self) -> f64 {
        self.point / self.maximum
    }

    /// The width of the bounds, `high - low`.
    #[must_use]
    pub fn width(self) -> f64 {
        self.high - self.low
    }
}

names! {
    /// What came of a node.
    pub enum NodeState {
        /// It has a score.
        Scored = "scored",
        /// Nothing below it is shown and applicable.
        NotApplicable = "not_applicable",
        /// Not enough is answered.
        Unanswered = "unanswered",
        /// Nothing below it is known.
        DontKnow = "dont_know",
    }
}

names! {
    /// What came of a question.
    pub enum QuestionState {
        /// It is answered.
        Answered = "answered",
        /// It does not apply.
        NotApplicable = "not_applicable",
        /// The answer is not known.
        DontKnow = "dont_know",
        /// Nothing was said.
        Unanswered = "unanswered",
        /// A condition hides it; an answer it has is kept and does not count.
        NotShown = "not_shown",
    }
}

names! {
    /// How a node's score is divided among its inputs.
    pub enum Decomposition {
        /// By what each adds: means and sums.
        Additive = "additive",
        /// By what each adds at the margin times its value (Euler): geometric, harmonic, power means.
        Marginal = "marginal",
        /// All to the input that decides it: minimum and maximum.
        Decisive = "decisive",
    }
}

impl From<Rule> for Decomposition {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::WeightedMean | Rule::Sum => Self::Additive,
            Rule::GeometricMean | Rule::HarmonicMean | Rule::PowerMean => Self::Marginal,
            Rule::Minimum | Rule::Maximum => Self::Decisive,
        }
    }
}
