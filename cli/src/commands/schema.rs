// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights schema`: the JSON Schema of a file format.

use digirights::{Format, json_schema};
use digirights_reporting::chart::Chart;

use crate::arguments::{SchemaArguments, SchemaKind};
use crate::failure::{Ending, Outcome};
use crate::output;

/// Runs it.
pub fn run(arguments: &SchemaArguments) -> Outcome {
    let format = match arguments.kind {
        SchemaKind::Questionnaire => Format::Questionnaire,
        SchemaKind::Answers => Format::Answers,
        SchemaKind::Scorecard => Format::Scorecard,
        SchemaKind::Plan => Format::Plan,
        SchemaKind::Changes => Format::Changes,
        SchemaKind::Comparison => Format::Comparison,
        SchemaKind::Settlements => Format::Settlements,
        SchemaKind::Chart => {
            output::json(&Chart::json_schema())?;
            return Ok(Ending::Success);
        }
    };
    output::json(&json_schema(format))?;
    Ok(Ending::Success)
}
