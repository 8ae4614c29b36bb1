// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights batch`: many answer sets, scored into one table.

use std::path::Path;

use crate::aside::{self, same};
use crate::batch::arguments::BatchArguments;
use crate::batch::job::Job;
use crate::batch::sheet::Total;
use crate::diagnostics;
use crate::failure::{Ending, Failure, Outcome};
use crate::input::STANDARD_INPUT;
use crate::report::Report;

/// Runs it.
pub fn run(arguments: &BatchArguments) -> Outcome {
    check_names(arguments)?;
    aside::discard_when_interrupted();
    let total = Job::new(arguments)?.run()?;
    diagnostics::notice(&summary(arguments, total));
    Ok(if total.problems == 0 { Ending::Success } else { Ending::Problems })
}

/// No file is read and written at the same time, or written twice.
fn check_names(arguments: &BatchArguments) -> Result<(), Failure> {
    if arguments.input == STANDARD_INPUT && arguments.questionnaire.as_deref() == Some(STANDARD_INPUT) {
        return Err(Failure::usage(Report::option("--questionnaire", STANDARD_INPUT, "standard input once")));
    }
    let input = (arguments.input != STANDARD_INPUT).then(|| Path::new(&arguments.input));
    let output = arguments.output.as_path();
    let report = arguments.problems.as_deref();
    for (option, place, other, expected) in [
        ("--output", Some(output), input, "another file than the input"),
        ("--problems", report, input, "another file than the input"),
        ("--problems", report, Some(output), "another file than the output"),
    ] {
        if let (Some(place), Some(other)) = (place, other)
            && same(place) == same(other)
        {
            return Err(Failure::usage(Report::option(option, &place.display().to_string(), expected)));
        }
    }
    Ok(())
}

fn summary(arguments: &BatchArguments, total: Total) -> String {
    let Total { rows, bad_rows, .. } = total;
    let output = arguments.output.display();
    let problems = counted(total.problems, "problem");
    let listed = arguments.problems.as_ref().map(|place| format!(", listed in {}", place.display()));
    let listed = listed.unwrap_or_default();
    let all = counted(rows, "row");
    match (total.written, total.problems, bad_rows) {
        (true, 0, _) => format!("{all} scored into {output}"),
        (true, _, 0) => format!("{all} scored into {output}; {problems}{listed}"),
        (true, _, 1) => format!("{} of {all} scored into {output}; 1 row has {problems}{listed}", rows - 1),
        (true, ..) => format!(
            "{} of {all} scored into {output}; {bad_rows} rows have {problems}{listed}",
            rows - bad_rows
        ),
        (false, ..) => format!("{output} was not written: {problems} in {bad_rows} of {all}{listed}"),
    }
}

fn counted(count: u64, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}
