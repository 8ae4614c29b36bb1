// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights check`: problems and warnings of a questionnaire.

use digirights::{Code, Instrument, Problem, Severity};
use serde_json::{Value, json};

use super::list::{Counts, summary};
use crate::arguments::{CheckArguments, Format};
use crate::diagnostics;
use crate::failure::{Ending, Failure, Outcome};
use crate::library::{self, Found};
use crate::output;
use crate::report::Report;

/// Runs it.
pub fn run(arguments: &CheckArguments) -> Outcome {
    let found = match library::find(&arguments.questionnaire) {
        // A program that asked for JSON gets it, also where the files could not be read as text.
        Err(Failure::Input(reports)) if arguments.format == Format::Json => {
            let problems: Vec<Value> = reports.iter().map(Report::to_json).collect();
            output::json(&json!({ "problems": problems, "warnings": [], "questionnaire": null }))?;
            return Err(Failure::Input(reports));
        }
        found => found?,
    };
    let checked = found.check();
    let (told, instrument): (Vec<Problem>, Option<&Instrument>) = match &checked {
        Ok(instrument) => (instrument.warnings().to_vec(), Some(instrument)),
        Err(problems) => (problems.iter().cloned().collect(), None),
    };
    let (problems, warnings): (Vec<Problem>, Vec<Problem>) =
        told.into_iter().partition(|problem| problem.code().severity() == Severity::Problem);
    match arguments.format {
        Format::Json => output::json(&json!({
            "problems": problems,
            "warnings": warnings,
            "questionnaire": instrument.map(|instrument| summary(instrument.definition())),
        }))?,
        Format::Text => text(&found, &problems, &warnings, instrument)?,
    }
    Ok(if problems.is_empty() { Ending::Success } else { Ending::Problems })
}

fn text(
    found: &Found,
    problems: &[Problem],
    warnings: &[Problem],
    instrument: Option<&Instrument>,
) -> Result<(), Failure> {
    diagnostics::show(&Report::all(problems.iter().chain(warnings), &found.sources), false);
    let counted = format!("{}, {}", plural(problems.len(), "problem"), plural(warnings.len(), "warning"));
    let Some(instrument) = instrument else {
        let is_of_form = |problem: &Problem| {
            problem.code().as_str().starts_with(['J', 'S']) && problem.code() != Code::UnknownField
        };
        let more = if problems.iter().any(is_of_form) {
            "References and rules are looked at once it can be read.\n"
        } else {
            ""
        };
        return output::text(&format!("{counted}\n{more}"));
    };
    let definition = instrument.definition();
    let languages: Vec<&str> = definition.languages.iter().map(digirights::Language::as_str).collect();
    let languages = if languages.is_empty() { "no languages".to_owned() } else { languages.join(", ") };
    let counts =
        Counts::of(definition).named().map(|(name, count)| plural(count, name.trim_end_matches('s')));
    output::text(&format!(
        "{} {} ({languages}): {}; {counted}\n",
        definition.id,
        definition.version,
        counts.join(", ")
    ))
}

fn plural(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}
