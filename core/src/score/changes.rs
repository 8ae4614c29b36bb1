// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What differs between two scorecards, as JSON: what a page must draw anew after one answer.

use std::sync::Arc;

use serde::Serialize;

use crate::id::{ItemId, LensId, MemberId};
use crate::instrument::table::{N, Q};
use crate::map::Map;
use crate::problem::Problem;

use super::document::{HighlightDocument, NodeDocument, QuestionDocument};
use super::scorecard::Scorecard;
use super::values::Score;

/// What one scorecard says that another did not. Put over the document of the other, entry by entry,
/// it makes the document of the one, but for its digest and its `narrowing`, which take longest.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScorecardChanges {
    /// The nodes that are not as they were.
    pub nodes: Map<ItemId, NodeDocument>,
    /// The members of lenses that are not as they were.
    pub lenses: Map<LensId, Map<MemberId, Option<Score>>>,
    /// The questions that are not as they were.
    pub questions: Map<ItemId, QuestionDocument>,
    /// What all adjustments add to the score of the whole now.
    pub adjustments: f64,
    /// All strengths now.
    pub strengths: Vec<HighlightDocument>,
    /// All weaknesses now.
    pub weaknesses: Vec<HighlightDocument>,
    /// All answers that are kept and do not count now.
    pub kept_not_counted: Vec<ItemId>,
    /// All answers that cannot be used now.
    pub unused: Vec<Problem>,
}

impl Scorecard {
    /// What this scorecard says that `before` did not: of the same instrument and profile, for other
    /// answers. Where `before` is of another one, that is everything.
    ///
    /// ```
    /// # use digirights::{Answer, Answers, Questionnaire};
    /// # let instrument = Questionnaire::from_json(r#"{
    /// #     "format": "1.0", "id": "mini", "version": "1.0.0",
    /// #     "scales": {"steps": {"options": [{"id": "no", "value": 0}, {"id": "yes", "value": 1}]}},
    /// #     "root": {"id": "whole", "children": [
    /// #         {"id": "a", "answer": {"kind": "choice", "scale": "steps"}},
    /// #         {"id": "b", "answer": {"kind": "choice", "scale": "steps"}}
    /// #     ]}
    /// # }"#)?.check()?;
    /// let nothing = instrument.assess(&Answers::new(instrument.id().clone(), instrument.version()))?;
    /// let something = nothing.with("a", Answer::value("yes"))?;
    ///
    /// let changes = something.score().changes_since(&nothing.score());
    /// assert_eq!(changes.nodes["whole"].score.map(|score| score.point()), Some(1.0));
    /// # Ok::<(), digirights::Problems>(())
    /// ```
    #[must_use]
    pub fn changes_since(&self, before: &Self) -> ScorecardChanges {
        // Positions of one program mean the same only there.
        let is_comparable = Arc::ptr_eq(&self.part, &before.part);
        let has_changed = |is_same: bool| !(is_comparable && is_same);
        let lenses =
            self.program().lenses.iter().zip(&self.lenses).enumerate().map(|(lens, (plan, scores))| {
                let old = before.lenses.get(lens);
                let members = plan.members.iter().zip(scores).enumerate();
                let changed = members
                    .filter(|(at, (_, score))| has_changed(old.and_then(|old| old.get(*at)) == Some(*score)))
                    .map(|(_, (member, score))| (member.id.clone(), *score));
                (plan.id.clone(), changed.collect())
            });
        ScorecardChanges {
            nodes: self
                .nodes()
                .filter(|node| has_changed(self.is_node_as_in(before, node.node)))
                .map(|node| (node.id().clone(), self.node_document(node)))
                .collect(),
            lenses: lenses.filter(|(_, members): &(_, Map<_, _>)| !members.is_empty()).collect(),
            questions: self
                .questions()
                .filter(|question| has_changed(self.is_question_as_in(before, question.question)))
                .map(|question| (question.id().clone(), question.document()))
                .collect(),
            adjustments: self.adjustments(),
            strengths: self.strength_documents(),
            weaknesses: self.weakness_documents(),
            kept_not_counted: self.kept_not_counted(),
            unused: self.unused.to_vec(),
        }
    }

    /// Whether all that the document of a node says is as it was, with the same program.
    fn is_node_as_in(&self, before: &Self, node: N) -> bool {
        self.outcomes[node] == before.outcomes[node]
            && self.extents[node] == before.extents[node]
            && self.counts[node] == before.counts[node]
            && self.levels[node] == before.levels[node]
            && self.level_bounds[node] == before.level_bounds[node]
            && self.blocked[node] == before.blocked[node]
            && self.contributions.nodes[node] == before.contributions.nodes[node]
    }

    /// The same for a question.
    fn is_question_as_in(&self, before: &Self, question: Q) -> bool {
        self.states[question] == before.states[question]
            && self.question_outcomes[question] == before.question_outcomes[question]
            && self.contributions.questions[question].to_bits()
                == before.contributions.questions[question].to_bits()
    }
}

impl ScorecardChanges {
    /// As JSON text.
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::json::write::compact(self)
    }
}
