// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The checks that are not tests.

use crate::cargo_deny;
use crate::command::no_arguments;
use crate::failure::Failure;
use crate::features::ALL_BUT_PDF;
use crate::place::Place;
use crate::process::{cargo, run as run_program};
use crate::step::{Report, Step, run_all};
use crate::wasm;

const STEPS: &[Step] = &[
    Step { name: "formatting", work: formatting },
    Step { name: "clippy", work: clippy },
    Step { name: "documentation", work: documentation },
    Step { name: "dependencies (cargo-deny)", work: cargo_deny::check },
    Step { name: "the engine builds for WASM", work: wasm::check },
];

/// Runs every check.
pub(crate) fn run(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    no_arguments(arguments)?;
    run_all(place, STEPS).1
}

fn formatting(place: &Place, _: &mut Report) -> Result<(), Failure> {
    run_program(&mut cargo(place, &["fmt", "--all", "--check"]))
        .map_err(|failure| failure.remedy("cargo fmt --all"))
}

fn clippy(place: &Place, _: &mut Report) -> Result<(), Failure> {
    let arguments =
        ["clippy", "--workspace", "--all-targets", "--features", ALL_BUT_PDF, "--", "-D", "warnings"];
    run_program(&mut cargo(place, &arguments))
}

fn documentation(place: &Place, _: &mut Report) -> Result<(), Failure> {
    let arguments = ["doc", "--workspace", "--no-deps", "--features", ALL_BUT_PDF];
    run_program(cargo(place, &arguments).env("RUSTDOCFLAGS", "-Dwarnings"))
}
