// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The result of scoring, as JSON.

use serde::Serialize;

use crate::id::{ItemId, LensId, LevelId, MemberId, ProfileId, QuestionnaireId};
use crate::instrument::program::Item;
use crate::json::write::indented;
use crate::map::Map;
use crate::problem::Problem;
use crate::version::{ENGINE, FORMAT, FormatVersion, Moment, Version};

use super::scorecard::Scorecard;
use super::values::{Decomposition, NodeState, QuestionState, Score};
use super::views::{NodeScore, QuestionScore};

/// A scorecard as it is written: deterministic, verifiable, complete.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScorecardDocument {
    /// Version of this result format.
    pub format: FormatVersion,
    /// Version of the engine.
    pub engine: String,
    /// The questionnaire that was answered.
    pub questionnaire: QuestionnaireDigest,
    /// The answers that were scored.
    pub answers: AnswersDigest,
    /// The city's name, as the answers give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The date, as the answers give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Moment>,
    /// The profile that was scored; without it, the whole questionnaire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<ProfileId>,
    /// Id of the top node.
    pub root: ItemId,
    /// Every node.
    pub nodes: Map<ItemId, NodeDocument>,
    /// Every member of every lens; null where it has no score. Shares, from 0 to 1.
    pub lenses: Map<LensId, Map<MemberId, Option<Score>>>,
    /// Every question.
    pub questions: Map<ItemId, QuestionDocument>,
    /// What all adjustments add to the score of the whole; with the contributions of all questions
    /// it adds up to that score.
    pub adjustments: f64,
    /// Nodes that are strengths whatever is answered later, the strongest first.
    pub strengths: Vec<HighlightDocument>,
    /// Nodes that are weaknesses, the weakest first.
    pub weaknesses: Vec<HighlightDocument>,
    /// The missing answers that would narrow the bounds of the whole most.
    pub narrowing: Vec<NarrowingDocument>,
    /// Questions with an answer that is kept and does not count, because a condition hides them.
    pub kept_not_counted: Vec<ItemId>,
    /// Answers that could not be used, and why.
    pub unused: Vec<Problem>,
}

/// Which questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionnaireDigest {
    /// Its id.
    pub id: QuestionnaireId,
    /// Its version.
    pub version: Version,
    /// Version of its file format.
    pub format: FormatVersion,
    /// SHA-256 of its canonical JSON without texts and practices.
    pub digest: String,
}

/// Which answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswersDigest {
    /// SHA-256 of their canonical JSON.
    pub digest: String,
}

/// A node's result.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NodeDocument {
    /// What came of it.
    pub state: NodeState,
    /// Its score, in its units; null without one.
    pub score: Option<Score>,
    /// Where it has no score: the scores it may still get.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Range>,
    /// Answered ÷ asked, from 0 to 1.
    pub completeness: f64,
    /// Answered questions below.
    pub answered: usize,
    /// Scored questions below that are shown and applicable.
    pub asked: usize,
    /// Share of the answered ones with evidence, from 0 to 1.
    pub evidence: f64,
    /// Level of the point.
    pub level: Option<LevelId>,
    /// Lowest level, whatever is answered later.
    pub level_low: Option<LevelId>,
    /// Highest level, whatever is answered later.
    pub level_high: Option<LevelId>,
    /// What keeps it from the next level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_level: Option<NextLevelDocument>,
    /// How the score is divided among the inputs.
    pub decomposition: Decomposition,
    /// What each input adds, in the node's units.
    pub contributions: Map<ItemId, f64>,
    /// What the node's own adjustments add.
    pub adjustment: f64,
}

/// A range of scores.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Range {
    /// The least.
    pub low: f64,
    /// The greatest.
    pub high: f64,
}

/// What keeps a node from its next level.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextLevelDocument {
    /// The level.
    pub level: LevelId,
    /// Its cut point, where the score does not reach it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<f64>,
    /// How much is missing to the cut point, in the measure of the level set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<f64>,
    /// Its gates that do not hold.
    pub gates: Vec<GateDocument>,
}

/// A gate that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GateDocument {
    /// Its position in the level's `requires`.
    pub gate: usize,
    /// Whether a missing answer decides it.
    pub open: bool,
    /// The questions that keep it from holding.
    pub questions: Vec<ItemId>,
    /// The nodes that keep it from holding.
    pub nodes: Vec<ItemId>,
}

/// A question's result.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionDocument {
    /// What came of it.
    pub state: QuestionState,
    /// Its score, in its units; null where it does not count.
    pub score: Option<f64>,
    /// The greatest score it can have; 0 if it is not scored.
    pub maximum: f64,
    /// What it adds to the score of the whole.
    pub contribution: f64,
}

/// A strength or weakness.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HighlightDocument {
    /// The node.
    pub node: ItemId,
    /// The share that decided: of the low for a strength, of the point for a weakness.
    pub share: f64,
    /// Whether it stays one whatever is answered later.
    pub certain: bool,
}

/// A missing answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NarrowingDocument {
    /// The question.
    pub question: ItemId,
    /// How much narrower the bounds of the whole become at least, over the answers that were tried:
    /// every option of a choice, a number in every band, else the ends of the scale.
    pub narrows: f64,
}

/// How many missing answers a scorecard names.
const NARROWING: usize = 10;

impl Scorecard {
    /// The result as it is written.
    #[must_use]
    pub fn to_document(&self) -> ScorecardDocument {
        let given = self.answers.document();
        let definition = self.instrument.definition();
        ScorecardDocument {
            format: FORMAT,
            engine: ENGINE.to_owned(),
            questionnaire: QuestionnaireDigest {
                id: definition.id.clone(),
                version: definition.version,
                format: definition.format,
                digest: self.instrument.digest().to_owned(),
            },
            answers: AnswersDigest { digest: self.answers.digest() },
            city: given.city.clone(),
            date: given.date.clone(),
            profile: self.profile().cloned(),
            root: self.root().id().clone(),
            nodes: self.nodes().map(|node| (node.id().clone(), self.node_document(node))).collect(),
            lenses: self.lens_documents(),
            questions: self
                .questions()
                .map(|question| (question.id().clone(), question.document()))
                .collect(),
            adjustments: self.adjustments(),
            strengths: self.strength_documents(),
            weaknesses: self.weakness_documents(),
            narrowing: self
                .narrowing(NARROWING)
                .into_iter()
                .map(|(question, narrows)| NarrowingDocument { question: question.clone(), narrows })
                .collect(),
            kept_not_counted: self.kept_not_counted(),
            unused: self.unused.to_vec(),
        }
    }

    /// The result as JSON text, indented, with a line feed at the end.
    #[must_use]
    pub fn to_json(&self) -> String {
        indented(&self.to_document())
    }

    pub(super) fn lens_documents(&self) -> Map<LensId, Map<MemberId, Option<Score>>> {
        let lenses = self.program().lenses.iter().zip(&self.lenses);
        lenses
            .map(|(lens, scores)| {
                let ids = lens.members.iter().map(|member| member.id.clone());
                (lens.id.clone(), ids.zip(scores.iter().copied()).collect())
            })
            .collect()
    }

    pub(super) fn strength_documents(&self) -> Vec<HighlightDocument> {
        let document = |node: NodeScore<'_>| {
            let share = node.score().map(|score| score.low() / score.maximum())?;
            Some(HighlightDocument { node: node.id().clone(), share, certain: true })
        };
        self.strengths().into_iter().filter_map(document).collect()
    }

    pub(super) fn weakness_documents(&self) -> Vec<HighlightDocument> {
        let below = self.program().highlights.weakness_below;
        let document = |node: NodeScore<'_>| {
            let score = node.score()?;
            let certain = crate::number::above(below, score.high() / score.maximum());
            Some(HighlightDocument { node: node.id().clone(), share: score.share(), certain })
        };
        self.weaknesses().into_iter().filter_map(document).collect()
    }

    /// Questions with an answer that a condition hides.
    pub(super) fn kept_not_counted(&self) -> Vec<ItemId> {
        let given = &self.answers.document().answers;
        let is_kept = |question: &QuestionScore<'_>| {
            question.state() == QuestionState::NotShown
                && given
                    .get(question.id().as_str())
                    .is_some_and(|answer| answer.state != crate::AnswerState::Unanswered)
        };
        self.questions().filter(is_kept).map(|question| question.id().clone()).collect()
    }

    pub(super) fn node_document(&self, node: NodeScore<'_>) -> NodeDocument {
        let (answered, asked) = node.answered_of_asked();
        let (level_low, level_high) = node.level_bounds();
        let score = node.score();
        NodeDocument {
            state: node.state(),
            bounds: node.bounds().filter(|_| score.is_none()).map(|(low, high)| Range { low, high }),
            score,
            completeness: node.completeness(),
            answered,
            asked,
            evidence: node.evidence(),
            level: node.level().cloned(),
            level_low: level_low.cloned(),
            level_high: level_high.cloned(),
            next_level: self.next_level(node),
            decomposition: node.decomposition(),
            contributions: node
                .contributions()
                .into_iter()
                .map(|(id, amount)| (id.clone(), amount))
                .collect(),
            adjustment: node.adjustment(),
        }
    }

    fn next_level(&self, node: NodeScore<'_>) -> Option<NextLevelDocument> {
        let blocked = node.blocked()?;
        let gate = |(gate, open, items): &(usize, bool, Vec<Item>)| {
            let ids = |questions: bool| {
                let of_sort = items.iter().filter(|item| matches!(item, Item::Question(_)) == questions);
                of_sort.map(|item| self.item_id(*item).clone()).collect()
            };
            GateDocument { gate: *gate, open: *open, questions: ids(true), nodes: ids(false) }
        };
        Some(NextLevelDocument {
            level: node.level_named(blocked.level)?.clone(),
            from: blocked.cut,
            missing: blocked.cut.map(|cut| cut - blocked.measured),
            gates: blocked.gates.iter().map(gate).collect(),
        })
    }
}

impl QuestionScore<'_> {
    pub(super) fn document(&self) -> QuestionDocument {
        QuestionDocument {
            state: self.state(),
            score: self.score(),
            maximum: self.maximum(),
            contribution: self.contribution(),
        }
    }
}
