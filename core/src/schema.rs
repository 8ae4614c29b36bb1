// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! JSON Schemas of the file formats.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::answers::AnswersDocument;
use crate::comparison::Comparison;
use crate::json::decode::names;
use crate::plan::PlanDocument;
use crate::questionnaire::Definition;
use crate::score::ScorecardDocument;

names! {
    /// A file format.
    pub enum Format {
        /// A questionnaire: a bundle, or `questionnaire.json` of a folder.
        Questionnaire = "questionnaire",
        /// Answers.
        Answers = "answers",
        /// The result of scoring.
        Scorecard = "scorecard",
        /// A plan.
        Plan = "plan",
        /// A comparison.
        Comparison = "comparison",
    }
}

/// The JSON Schema (draft 2020-12) of a file format. It says what is well formed; what a reader
/// further checks is said by [`Questionnaire::check`](crate::Questionnaire::check) and
/// [`Instrument::assess`](crate::Instrument::assess).
///
/// ```
/// use digirights::{Format, json_schema};
///
/// assert_eq!(json_schema(Format::Answers)["type"], "object");
/// ```
#[must_use]
pub fn json_schema(format: Format) -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let schema = match format {
        Format::Questionnaire => generator.into_root_schema_for::<Definition>(),
        Format::Answers => generator.into_root_schema_for::<AnswersDocument>(),
        Format::Scorecard => generator.into_root_schema_for::<ScorecardDocument>(),
        Format::Plan => generator.into_root_schema_for::<PlanDocument>(),
        Format::Comparison => generator.into_root_schema_for::<Comparison>(),
    };
    schema.to_value()
}
