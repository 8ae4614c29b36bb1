// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Named steps in a row, each with its duration; the first failure ends the row.

use std::time::{Duration, Instant};

use crate::counts::Counts;
use crate::failure::Failure;
use crate::place::Place;
use crate::say;

/// One thing to do.
pub(crate) struct Step {
    /// What it is called in the summary.
    pub(crate) name: &'static str,
    /// Does it.
    pub(crate) work: fn(&Place, &mut Report) -> Result<(), Failure>,
}

/// What a step has to say beside success or failure.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// Tests it ran.
    pub(crate) counts: Counts,
    /// What to say instead of "passed" where less than the whole was done.
    pub(crate) verdict: Option<&'static str>,
    /// What it could not do, or did in another way.
    pub(crate) notes: Vec<String>,
}

/// Runs the steps and prints a summary, which gives the reason of a failure. Returns the tests of
/// all steps, and whether all succeeded.
pub(crate) fn run_all(place: &Place, steps: &[Step]) -> (Counts, Result<(), Failure>) {
    let mut counts = Counts::default();
    let mut summary = Vec::new();
    let mut result = Ok(());
    for (index, step) in steps.iter().enumerate() {
        if result.is_err() {
            summary.push(format!("  not run   {}", step.name));
            continue;
        }
        say::line(&format!("\n==> {}/{} {}", index + 1, steps.len(), step.name));
        let start = Instant::now();
        let mut report = Report::default();
        let outcome = (step.work)(place, &mut report);
        let took = seconds(start.elapsed());
        let word = match outcome {
            Ok(()) => report.verdict.unwrap_or("passed"),
            Err(_) => "FAILED",
        };
        summary.push(format!("  {word:<8}  {:<44} {took:>8}", step.name));
        summary.extend(report.notes.iter().map(|note| format!("            {note}")));
        counts += report.counts;
        if let Err(failure) = outcome {
            let reason = failure.to_string();
            summary.extend(reason.lines().map(|line| format!("            {line}")));
            // A step that broke before its runner could count is one failure.
            if report.counts.failed == 0 {
                counts.failed += 1;
            }
            result = Err(Failure::told());
        }
    }
    say::line("");
    for line in &summary {
        say::line(line);
    }
    (counts, result)
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}
