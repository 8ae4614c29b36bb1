// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The nodes and questions of a scorecard, as Rust programs look at them.

use crate::id::{ItemId, LevelId};
use crate::instrument::program::Item;
use crate::instrument::scoring::count;
use crate::instrument::table::{N, Q};

use super::blocking::Blocked;
use super::contribution::slope;
use super::points::Outcome;
use super::scorecard::Scorecard;
use super::values::{Decomposition, NodeState, QuestionState, Score};

/// A node of a scorecard.
#[derive(Debug, Clone, Copy)]
pub struct NodeScore<'a> {
    pub(super) card: &'a Scorecard,
    pub(super) node: N,
}

impl<'a> NodeScore<'a> {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &'a ItemId {
        &self.card.program().nodes[self.node].id
    }

    /// Its sort, in the author's word.
    #[must_use]
    pub fn kind(&self) -> Option<&'a str> {
        self.card.program().nodes[self.node].kind.as_ref().map(AsRef::as_ref)
    }

    /// The node above it.
    #[must_use]
    pub fn parent(&self) -> Option<NodeScore<'a>> {
        let parent = self.card.program().nodes[self.node].parent?;
        Some(NodeScore { card: self.card, node: parent })
    }

    /// What came of it.
    #[must_use]
    pub fn state(&self) -> NodeState {
        match self.card.outcomes[self.node] {
            Outcome::Value(_) => NodeState::Scored,
            Outcome::Dropped => NodeState::NotApplicable,
            Outcome::Blank => NodeState::Unanswered,
            Outcome::Skipped => NodeState::DontKnow,
        }
    }

    /// Its score; `None` unless its state is `scored`.
    #[must_use]
    pub fn score(&self) -> Option<Score> {
        let point = self.card.outcomes[self.node].value()?;
        Some(Score::new(point, self.card.extents[self.node], self.card.program().nodes[self.node].maximum))
    }

    /// The greatest score it can have: 1, or what the questionnaire says.
    #[must_use]
    pub fn maximum(&self) -> f64 {
        self.card.program().nodes[self.node].maximum
    }

    /// Least and greatest score it has or may still get; `None` where it can get none.
    #[must_use]
    pub fn bounds(&self) -> Option<(f64, f64)> {
        let extent = self.card.extents[self.node];
        let of_score = self.score().map(|score| (score.low, score.high));
        of_score.or_else(|| extent.value.then_some((extent.low, extent.high)))
    }

    /// Answered questions ÷ scored questions that are shown and applicable; 1 if there are none.
    #[must_use]
    pub fn completeness(&self) -> f64 {
        let counts = self.card.counts[self.node];
        if counts.asked == 0 { 1.0 } else { count(counts.answered) / count(counts.asked) }
    }

    /// Scored questions below that are shown and applicable, and how many of them are answered.
    #[must_use]
    pub fn answered_of_asked(&self) -> (usize, usize) {
        let counts = self.card.counts[self.node];
        (counts.answered, counts.asked)
    }

    /// Share of the answered questions that come with evidence; 0 if nothing is answered.
    #[must_use]
    pub fn evidence(&self) -> f64 {
        let counts = self.card.counts[self.node];
        if counts.answered == 0 { 0.0 } else { count(counts.evidenced) / count(counts.answered) }
    }

    /// The level of its point.
    #[must_use]
    pub fn level(&self) -> Option<&'a LevelId> {
        self.level_id(self.card.levels[self.node])
    }

    /// The lowest and the highest level it can have whatever is answered later; `None` for one that
    /// is below the lowest level.
    #[must_use]
    pub fn level_bounds(&self) -> (Option<&'a LevelId>, Option<&'a LevelId>) {
        if self.score().is_none() {
            return (None, None);
        }
        let (low, high) = self.card.level_bounds[self.node];
        let point = self.card.levels[self.node];
        (self.level_id(low.min(point)), self.level_id(high.max(point)))
    }

    fn level_id(&self, level: Option<usize>) -> Option<&'a LevelId> {
        let program = self.card.program();
        let set = program.nodes[self.node].levels.as_ref()?.set;
        program.level_sets.get(set)?.levels.get(level?).map(|level| &level.id)
    }

    pub(super) fn blocked(&self) -> Option<&'a Blocked> {
        self.card.blocked[self.node].as_ref()
    }

    pub(super) fn level_named(&self, level: usize) -> Option<&'a LevelId> {
        self.level_id(Some(level))
    }

    /// What each of its inputs adds to its score, in its units, in the order of the questionnaire.
    /// With [`NodeScore::adjustment`] it adds up to the score.
    #[must_use]
    pub fn contributions(&self) -> Vec<(&'a ItemId, f64)> {
        let division = &self.card.contributions.nodes[self.node];
        division.parts.iter().map(|(item, amount)| (self.card.item_id(*item), *amount)).collect()
    }

    /// What its own adjustments add to its score.
    #[must_use]
    pub fn adjustment(&self) -> f64 {
        self.card.contributions.nodes[self.node].adjustment
    }

    /// How much the score of the whole grows when its score grows by one and all others stay: its weight
    /// among all that count now. `None` if it has no score, if the score of the whole is not made from it,
    /// or if a node above it is made by another rule than a weighted mean or a sum, or is adjusted.
    ///
    /// ```
    /// use digirights::{Answers, Questionnaire};
    ///
    /// let instrument = Questionnaire::from_json(r#"{
    ///     "format": "1.0", "id": "mini", "version": "1.0.0",
    ///     "root": {"id": "whole", "children": [
    ///         {"id": "law", "weight": 3, "children": [{"id": "q1", "answer": {"kind": "yes_no"}}]},
    ///         {"id": "staff", "children": [{"id": "q2", "answer": {"kind": "yes_no"}}]}
    ///     ]}
    /// }"#)?.check()?;
    /// let answers = Answers::from_json(r#"{
    ///     "format": "1.0", "questionnaire": {"id": "mini", "version": "1.0.0"},
    ///     "answers": {"q1": "no", "q2": "yes"}
    /// }"#)?;
    /// let card = instrument.assess(&answers)?.score();
    /// let law = card.node("law").expect("it is a node");
    /// assert_eq!(law.weight_in_whole(), Some(0.75));
    /// # Ok::<(), digirights::Problems>(())
    /// ```
    #[must_use]
    pub fn weight_in_whole(&self) -> Option<f64> {
        let outcome = |item| match item {
            Item::Question(question) => self.card.question_outcomes[question],
            Item::Node(node) => self.card.outcomes[node],
        };
        slope(self.card.program(), outcome, self.node)
    }

    /// How its score is divided among its inputs.
    #[must_use]
    pub fn decomposition(&self) -> Decomposition {
        self.card.program().nodes[self.node].rule.into()
    }
}

/// A question of a scorecard.
#[derive(Debug, Clone, Copy)]
pub struct QuestionScore<'a> {
    pub(super) card: &'a Scorecard,
    pub(super) question: Q,
}

impl<'a> QuestionScore<'a> {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &'a ItemId {
        &self.card.program().questions[self.question].id
    }

    /// What came of it.
    #[must_use]
    pub fn state(&self) -> QuestionState {
        self.card.states[self.question]
    }

    /// Its score, in its units, where it counts.
    #[must_use]
    pub fn score(&self) -> Option<f64> {
        self.card.question_outcomes[self.question].value()
    }

    /// The greatest score it can have; 0 if it is not scored.
    #[must_use]
    pub fn maximum(&self) -> f64 {
        self.card.program().questions[self.question].maximum
    }

    /// What it adds to the score of the whole, in the units of the whole.
    #[must_use]
    pub fn contribution(&self) -> f64 {
        self.card.contributions.questions[self.question]
    }
}
