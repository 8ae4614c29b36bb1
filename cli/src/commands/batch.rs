// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights batch`: many answer sets, scored into one table.

use crate::aside::{self, same};
use crate::batch::arguments::BatchArguments;
use crate::batch::job::Job;
use crate::batch::sheet::Total;
use crate::diagnostics;
use crate::failure::{Ending, Failure, Outcome};
use crate::input::STANDARD_INPUT;
use crate::output;
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
    let read = || [&arguments.input].into_iter().chain(&arguments.questionnaire).map(String::as_str);
    output::apart("--output", &arguments.output, read())?;
    let Some(report) = &arguments.problems else { return Ok(()) };
    output::apart("--problems", report, read())?;
    if same(report) == same(&arguments.output) {
        let shown = report.display().to_string();
        return Err(Failure::usage(Report::option("--problems", &shown, "another file than the output")));
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
