// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What a report is about: one city's result, with its plan and an earlier result where there are.

use digirights::questionnaire::Child;
use digirights::{
    Comparison, NodeScore, Plan, PlanDocument, Problems, QuestionState, Recommendation, Score, Scorecard,
    ScorecardDocument,
};

use crate::words::{Unit, Words};

/// What a report is about.
#[derive(Debug)]
pub struct Subject<'a> {
    pub(crate) card: &'a Scorecard,
    pub(crate) words: &'a Words<'a>,
    pub(crate) result: ScorecardDocument,
    pub(crate) plan: Option<&'a PlanDocument>,
    pub(crate) earlier: Option<Earlier<'a>>,
}

/// An earlier result of the same city.
#[derive(Debug)]
pub(crate) struct Earlier<'a> {
    pub(crate) card: &'a Scorecard,
    pub(crate) comparison: Comparison,
}

impl<'a> Subject<'a> {
    /// A result, told in these words, which must be those of its questionnaire.
    #[must_use]
    pub fn new(card: &'a Scorecard, words: &'a Words<'a>) -> Self {
        Self { card, words, result: card.to_document(), plan: None, earlier: None }
    }

    /// With what to do next.
    #[must_use]
    pub fn with_plan(self, plan: &'a Plan) -> Self {
        Self { plan: Some(plan.document()), ..self }
    }

    /// With an earlier result.
    ///
    /// # Errors
    /// Those of [`Comparison::between`], where the two cannot be compared.
    pub fn with_earlier(self, earlier: &'a Scorecard) -> Result<Self, Problems> {
        let comparison = Comparison::between(earlier, self.card)?;
        Ok(Self { earlier: Some(Earlier { card: earlier, comparison }), ..self })
    }

    /// What changed since the earlier result, where there is one.
    #[must_use]
    pub fn comparison(&self) -> Option<&Comparison> {
        self.earlier.as_ref().map(|earlier| &earlier.comparison)
    }

    /// The language it is told in (BCP 47).
    #[must_use]
    pub fn language(&self) -> &str {
        self.words.language()
    }

    /// The city, or what stands for a city without a name.
    pub(crate) fn city(&self) -> String {
        self.named_city().map_or_else(|| self.words.say("city.unnamed", &[]), str::to_owned)
    }

    pub(crate) fn named_city(&self) -> Option<&str> {
        self.result.city.as_deref().filter(|city| !city.trim().is_empty())
    }

    /// The day, as the answers give it.
    pub(crate) fn date(&self) -> Option<&str> {
        self.result.date.as_ref().map(digirights::Moment::as_str)
    }

    /// Nodes that strengths and weaknesses are told of: those of the kind that the questionnaire names, else
    /// those that ask questions themselves.
    pub(crate) fn parts(&self) -> Vec<NodeScore<'a>> {
        let kind = self.words.definition().highlights.kind.as_ref();
        let is_part = |node: &NodeScore<'a>| match kind {
            Some(kind) => node.kind() == Some(kind.as_ref()),
            None => self
                .words
                .authored(node.id().as_str())
                .is_some_and(|node| node.children.iter().any(|child| matches!(child, Child::Question(_)))),
        };
        self.card.nodes().filter(is_part).collect()
    }

    /// Nodes right below another, as far as the profile has them.
    pub(crate) fn below(&self, node: &NodeScore<'a>) -> Vec<NodeScore<'a>> {
        let is_below = |other: &NodeScore<'a>| other.parent().is_some_and(|parent| parent.id() == node.id());
        self.card.nodes().filter(is_below).collect()
    }

    /// The score of the whole, as far as there is one.
    pub(crate) fn whole(&self) -> Option<Score> {
        self.card.root().score()
    }

    /// The unit of the whole.
    pub(crate) fn unit(&self) -> Unit {
        Unit::of(self.card.root().maximum())
    }

    /// What is recommended under this id.
    pub(crate) fn recommendation(&self, action: &str) -> Option<&'a Recommendation> {
        self.plan?.recommendations.iter().find(|recommendation| recommendation.action.as_str() == action)
    }

    /// Level of a node, in words; what lies below the first level has words of its own.
    pub(crate) fn level(&self, node: &NodeScore<'_>) -> String {
        let id = node.id().as_str();
        if self.words.level_set(id).is_none() || node.score().is_none() {
            return String::new();
        }
        self.level_name(id, node.level().map(AsRef::as_ref))
    }

    /// A level in words.
    pub(crate) fn level_name(&self, node: &str, level: Option<&str>) -> String {
        match level {
            Some(level) => self.words.level(node, level).to_owned(),
            None => self.words.say("level.below_first", &[]),
        }
    }

    /// The point of a node, or why there is none.
    pub(crate) fn point(&self, node: &NodeScore<'_>) -> String {
        match node.score() {
            Some(score) => self.words.score(score.point(), Unit::from(score)),
            None => self.words.say(&format!("node.{}", node.state()), &[]),
        }
    }

    /// The node that a question stands in.
    pub(crate) fn part_of(&self, question: &str) -> &'a str {
        let asks = |node: &NodeScore<'a>| {
            let authored = self.words.authored(node.id().as_str());
            authored.is_some_and(|node| {
                node.children
                    .iter()
                    .any(|child| matches!(child, Child::Question(one) if one.id.as_str() == question))
            })
        };
        self.card.nodes().find(asks).map_or("", |node| node.id().as_str())
    }

    /// Questions in one of these states, in the order of the questionnaire.
    pub(crate) fn questions_in(&self, states: &[QuestionState]) -> Vec<&'a str> {
        let found = self.card.questions().filter(|question| states.contains(&question.state()));
        found.map(|question| question.id().as_str()).collect()
    }
}
