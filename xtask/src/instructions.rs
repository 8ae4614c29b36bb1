// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How many instructions each operation on the flagship takes, by valgrind's callgrind: a figure that
//! does not vary with the machine's load.

use crate::command::no_arguments;
use crate::failure::Failure;
use crate::place::Place;
use crate::process::{answer, cargo, program, run as run_program};
use crate::say;

const OPERATIONS: [&str; 7] =
    ["load_and_check", "read_answers", "point", "score_complete", "score_open", "plan", "plan_to_level"];

/// What is done before the operation falls out of the difference between few and many.
const FEW: u64 = 1;
const MANY: u64 = 11;

/// Prints a line per operation.
pub(crate) fn run(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    no_arguments(arguments)?;
    if answer(&mut program("valgrind", &place.root, &["--version"])).is_none() {
        return Err(Failure::new("counting instructions needs valgrind").remedy("apt-get install valgrind"));
    }
    let build = ["build", "--release", "--package", "digirights-tests", "--bin", "instructions"];
    run_program(&mut cargo(place, &build))?;
    let binary = place.target().join("release/instructions").to_string_lossy().into_owned();
    for operation in OPERATIONS {
        let few = count(place, &binary, operation, FEW)?;
        let many = count(place, &binary, operation, MANY)?;
        let each = many.saturating_sub(few) / (MANY - FEW);
        say::line(&format!("{operation:<16} {each:>12} instructions"));
    }
    Ok(())
}

fn count(place: &Place, binary: &str, operation: &str, times: u64) -> Result<u64, Failure> {
    let times = times.to_string();
    let arguments =
        ["--tool=callgrind", "--callgrind-out-file=/dev/null", "--log-fd=1", binary, operation, &times];
    let said = answer(&mut program("valgrind", &place.root, &arguments)).unwrap_or_default();
    let collected = said.lines().find_map(|line| line.split_once("Collected :"));
    collected
        .and_then(|(_, number)| number.trim().parse().ok())
        .ok_or_else(|| Failure::new(format!("valgrind did not count `{operation}`")))
}
