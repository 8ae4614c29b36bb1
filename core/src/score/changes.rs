// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What differs between two scorecards, as JSON: what a page must draw anew after one answer.

use serde::Serialize;

use crate::id::{ItemId, LensId, MemberId};
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
    /// answers.
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
        let mut lenses = self.lens_documents();
        let old = before.lens_documents();
        lenses.retain(|lens, members| {
            members.retain(|member, score| old.get(lens).and_then(|old| old.get(member)) != Some(score));
            !members.is_empty()
        });
        ScorecardChanges {
            nodes: self
                .nodes()
                .map(|node| (node, self.node_document(node)))
                .filter(|(node, now)| {
                    before.node(node.id().as_str()).map(|old| before.node_document(old)).as_ref() != Some(now)
                })
                .map(|(node, now)| (node.id().clone(), now))
                .collect(),
            lenses,
            questions: self
                .questions()
                .map(|question| (question, question.document()))
                .filter(|(question, now)| {
                    before.question(question.id().as_str()).map(|old| old.document()).as_ref() != Some(now)
                })
                .map(|(question, now)| (question.id().clone(), now))
                .collect(),
            adjustments: self.adjustments(),
            strengths: self.strength_documents(),
            weaknesses: self.weakness_documents(),
            kept_not_counted: self.kept_not_counted(),
            unused: self.unused.to_vec(),
        }
    }
}

impl ScorecardChanges {
    /// As JSON text.
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::json::write::compact(self)
    }
}
