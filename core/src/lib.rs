// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
#![forbid(unsafe_code)]
#![cfg_attr(not(test), warn(missing_docs))]
//! Scores questionnaires that are data, with sound bounds, and works out what to do next: the engine
//! of the digital rights self-assessment for cities.
//!
//! The crate reads no files, has no clock and keeps no state; the same input gives the same bits on
//! every platform. It goes one way:
//!
//! ```text
//! questionnaire JSON ─▶ Questionnaire ─check─▶ Instrument ─┐
//!                                                          ▼
//! answers JSON ───────▶ Answers ───────────assess──▶ Assessment ─score─▶ Scorecard
//!                                                          └─plan──▶ Plan
//! ```
//!
//! Once an [`Instrument`] or an [`Assessment`] exists, nothing that follows can fail for a reason
//! that its making could have found.
//!
//! # Example
//! ```
//! use digirights::{Answers, Questionnaire};
//!
//! let instrument = Questionnaire::from_json(r#"{
//!     "format": "1.0", "id": "mini", "version": "1.0.0",
//!     "scales": {"steps": {"options": [
//!         {"id": "no", "value": 0}, {"id": "partly", "value": 0.5}, {"id": "yes", "value": 1}
//!     ]}},
//!     "root": {"id": "whole", "children": [
//!         {"id": "register", "answer": {"kind": "choice", "scale": "steps"}, "weight": 3},
//!         {"id": "training", "answer": {"kind": "share"}}
//!     ]}
//! }"#)?.check()?;
//!
//! let answers = Answers::from_json(r#"{
//!     "format": "1.0", "questionnaire": {"id": "mini", "version": "1.0.0"},
//!     "answers": {"register": "partly", "training": {"state": "dont_know"}}
//! }"#)?;
//!
//! let scorecard = instrument.assess(&answers)?.score();
//! let score = scorecard.root().score().expect("a question is answered");
//! assert_eq!(score.point(), 0.5); // what is known now
//! assert_eq!((score.low(), score.high()), (0.375, 0.625)); // whatever the training share turns out to be
//! # Ok::<(), digirights::Problems>(())
//! ```
//!
//! # Errors
//! Everything that can be wrong with an input is a [`Problem`]: a stable [`Code`], the place as a
//! JSON Pointer, what was found, what was expected, and the nearest valid name. Reading and checking
//! report all [`Problems`] at once. Nothing panics.
//!
//! # Features
//! | feature | adds |
//! |---|---|
//! | `schema` | `json_schema`: JSON Schemas of every file format, by schemars |
//! | `parallel` | batches on several threads, by rayon |
//! | `arrow` | `TableScorer`: Arrow tables in, Arrow tables out |

#[expect(clippy::indexing_slicing, reason = "positions index the tables of their own program: see `Table`")]
mod answers;
#[expect(clippy::indexing_slicing, reason = "lists of a block are as long as the block: see `lanes::size`")]
#[expect(clippy::inline_always, reason = "a kernel runs in the registers of the loop that calls it")]
mod batch;
mod comparison;
#[expect(clippy::indexing_slicing, reason = "positions index the tables of their own program: see `Table`")]
mod forms;
mod id;
#[expect(clippy::indexing_slicing, reason = "positions index the tables of their own program: see `Table`")]
mod instrument;
mod json;
mod limits;
mod map;
mod number;
#[expect(clippy::indexing_slicing, reason = "positions index the tables of their own program: see `Table`")]
mod plan;
mod problem;
#[cfg(feature = "schema")]
mod schema;
#[expect(clippy::indexing_slicing, reason = "positions index the tables of their own program: see `Table`")]
mod score;
#[cfg(feature = "arrow")]
#[expect(clippy::indexing_slicing, reason = "positions index the tables of their own program: see `Table`")]
mod table;
mod verify;
mod version;

pub mod questionnaire;

pub use answers::{
    Answer, AnswerState, Answers, AnswersDocument, Assessment, Bridged, Confidence, Context, IncomeClass,
    Merged, QuestionnaireRef, Resolution, Settlement, merge, settlements_from_json,
};
pub use batch::{
    BadCell, Batch, BatchOptions, Bits, Cell, Cells, Coding, Column, Columns, Measure, MissingCell, Output,
    ScoreColumn, Scores, Target as BatchTarget, Values as BatchValues,
};
pub use comparison::{AnswerChange, ComparedSide, Comparison, Direction, NodeChange, ScoreChange};
pub use forms::{
    About, Aspect, Choice, FormColumn, FormOptions, FormReader, FormReport, Holds, Sheet, XlsForm,
    XlsFormOptions,
};
pub use id::{
    ActionId, ItemId, Kind, Language, LensId, LevelId, LevelSetId, MemberId, OptionId, PracticeId, ProfileId,
    QuestionnaireId, RoleId, ScaleId,
};
pub use instrument::Instrument;
pub use limits::Limits;
pub use map::{Map, MapIter};
pub use number::{Number, Positive, Rounding, Share, TOLERANCE, Weight, round};
pub use plan::{
    Plan, PlanDocument, PlanOptions, PracticeLink, Reason, Recommendation, Roadmap, RoadmapStretch, Target,
    TargetDocument, TargetResult,
};
pub use problem::{Code, Problem, Problems, Severity, nearest};
pub use questionnaire::Questionnaire;
#[cfg(feature = "schema")]
pub use schema::{Format, json_schema};
pub use score::{
    AnswersDigest, Decomposition, GateDocument, HighlightDocument, NarrowingDocument, NextLevelDocument,
    NodeDocument, NodeScore, NodeState, QuestionDocument, QuestionScore, QuestionState, QuestionnaireDigest,
    Range, Score, Scorecard, ScorecardChanges, ScorecardDocument,
};
#[cfg(feature = "arrow")]
pub use table::{
    AnswersScorer, BadRow, ColumnUse, Keep, LongOptions, LongTable, Scored, TableColumn, TableOptions,
    TableReport, TableScorer, Wide,
};
pub use version::{Date, ENGINE, Edition, FORMAT, FormatVersion, Moment, Version};

/// The examples of the README are run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
