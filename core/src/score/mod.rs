// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! From an assessment to its [`Scorecard`].

mod blocking;
pub(crate) mod bounds;
mod changes;
mod contribution;
mod document;
pub(crate) mod extent;
pub(crate) mod level;
mod narrowing;
pub(crate) mod points;
pub(crate) mod rule;
mod scorecard;
pub(crate) mod truth;
mod values;
mod views;

pub(crate) use blocking::everything;
pub use changes::ScorecardChanges;
pub use document::{
    AnswersDigest, GateDocument, HighlightDocument, NarrowingDocument, NextLevelDocument, NodeDocument,
    QuestionDocument, QuestionnaireDigest, Range, ScorecardDocument,
};
pub use scorecard::Scorecard;
pub(crate) use scorecard::state_of;
pub use values::{Decomposition, NodeState, QuestionState, Score};
pub use views::{NodeScore, QuestionScore};
