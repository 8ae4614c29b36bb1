// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The main job, shown: a sample city's scorecard and plan.

use std::fs;
use std::path::Path;

use crate::command::no_arguments;
use crate::failure::Failure;
use crate::place::Place;
use crate::process::{cargo, run as run_program};
use crate::say;

const SAMPLES: &str = "questionnaires/digital-rights/samples";
/// The city half-way: its card shows every level of maturity at once.
const CITY: &str = "midsized";
const BINARY: [&str; 4] = ["--package", "digirights-cli", "--bin", "digirights"];

/// Builds the command line and runs it on the sample city. One city takes no time unoptimised, and an
/// optimised build takes minutes.
pub(crate) fn run(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    no_arguments(arguments)?;
    let sample = format!("{SAMPLES}/{}", sample(&place.root.join(SAMPLES))?);
    run_program(cargo(place, &["build"]).args(BINARY))?;
    for verb in ["score", "plan"] {
        say::line(&format!("\n$ digirights {verb} {sample}\n"));
        // The binary inherits our standard output, so it sees for itself whether to colour.
        run_program(cargo(place, &["run", "--quiet"]).args(BINARY).args(["--", verb, &sample]))?;
    }
    Ok(())
}

/// The city's answers; where a department's part bears the same word, the shorter name is the whole.
fn sample(folder: &Path) -> Result<String, Failure> {
    let entries = fs::read_dir(folder)
        .map_err(|error| Failure::new(format!("no sample cities in {SAMPLES}: {error}")))?;
    entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && path.extension().is_some_and(|kind| kind == "json"))
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .filter(|name| name.contains(CITY))
        .min_by_key(|name| (name.len(), name.clone()))
        .ok_or_else(|| {
            Failure::new(format!(
                "no sample city to show: {SAMPLES} has no .json file with `{CITY}` in its name"
            ))
        })
}
