// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! JSON Schemas of the file formats.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::answers::{AnswersDocument, Settlement};
use crate::comparison::Comparison;
use crate::json::decode::names;
use crate::plan::PlanDocument;
use crate::questionnaire::Definition;
use crate::score::{ScorecardChanges, ScorecardDocument};

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
        /// What one changed answer changes in a scorecard.
        Changes = "changes",
        /// A comparison.
        Comparison = "comparison",
        /// How contradictions between departments are settled, by question.
        Settlements = "settlements",
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
        Format::Changes => generator.into_root_schema_for::<ScorecardChanges>(),
        Format::Settlements => generator.into_root_schema_for::<BTreeMap<String, Settlement>>(),
        Format::Comparison => generator.into_root_schema_for::<Comparison>(),
    };
    schema.to_value()
}
