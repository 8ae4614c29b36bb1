// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From an assessment to its [`Scorecard`].

pub(crate) mod bounds;
mod contribution;
mod document;
pub(crate) mod extent;
mod level;
mod narrowing;
pub(crate) mod points;
pub(crate) mod rule;
mod scorecard;
pub(crate) mod truth;

pub use document::{
    AnswersDigest, GateDocument, HighlightDocument, NarrowingDocument, NextLevelDocument, NodeDocument,
    QuestionDocument, QuestionnaireDigest, Range, ScorecardDocument,
};
pub use scorecard::{Decomposition, NodeScore, NodeState, QuestionScore, QuestionState, Score, Scorecard};
pub(crate) use scorecard::{everything, state_of};
