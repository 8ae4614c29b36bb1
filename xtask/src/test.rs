// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! All tests, in the order in which they fail soonest.

use crate::command::no_arguments;
use crate::counts::Counts;
use crate::failure::Failure;
use crate::features::ALL_BUT_PDF;
use crate::place::Place;
use crate::process::{answer, cargo, run_and_keep, typed};
use crate::step::{Report, Step, run_all};
use crate::{pdf, python, say, system, wasm, wheel, widget};

use std::process::Command;

// The calls of `cargo`, all in one place. No runner stops at the first failing test:
// one run tells everything there is to mend.
const WORKSPACE: &[&str] = &["test", "--workspace", "--features", ALL_BUT_PDF, "--no-fail-fast"];
const WORKSPACE_BY_NEXTEST: &[&str] =
    &["nextest", "run", "--workspace", "--features", ALL_BUT_PDF, "--no-fail-fast", "--no-tests=pass"];
const EXAMPLES: &[&str] = &["test", "--doc", "--workspace", "--features", ALL_BUT_PDF, "--no-fail-fast"];
const COMPARISON: &[&str] =
    &["test", "--release", "--package", "digirights-tests", "--test", "reference", "--", "--ignored"];
const FORMS: &[&str] = &["test", "--package", "digirights-tests", "--test", "forms", "--", "--ignored"];
const OFFICE: &[&str] = &["test", "--package", "digirights-reporting", "--test", "office", "--", "--ignored"];

const STEPS: &[Step] = &[
    Step { name: "Rust tests", work: workspace },
    Step { name: "tests of the reference scorer (Python)", work: reference },
    Step { name: "10,000 cases, engine against reference", work: comparison },
    Step { name: "forms, held against pyxform and JavaRosa", work: forms },
    Step { name: "reports, opened by LibreOffice", work: office },
    Step { name: "reports as PDF", work: pdf::test },
    Step { name: "the Python package", work: wheel::test },
    Step { name: "the engine in Node and in a browser", work: wasm::test },
    Step { name: "the widget in a browser", work: widget::test },
];

/// Runs every step and ends with the number of tests, alone on a line.
pub(crate) fn run(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    no_arguments(arguments)?;
    let (counts, result) = run_all(place, STEPS);
    say::line("");
    say::line(&counts.to_string());
    result
}

fn workspace(place: &Place, report: &mut Report) -> Result<(), Failure> {
    // nextest is quicker but leaves out the examples in the documentation.
    if answer(&mut cargo(place, &["nextest", "--version"])).is_some() {
        counted(&mut cargo(place, WORKSPACE_BY_NEXTEST), report)?;
        counted(&mut cargo(place, EXAMPLES), report)
    } else {
        counted(&mut cargo(place, WORKSPACE), report)
    }
}

fn reference(place: &Place, report: &mut Report) -> Result<(), Failure> {
    counted(&mut python::unittest(place, "tests/reference")?, report)
}

fn comparison(place: &Place, report: &mut Report) -> Result<(), Failure> {
    python::ensure(place)?;
    // Linking everything as one would take longer than the cases.
    let quick = [("CARGO_PROFILE_RELEASE_LTO", "off"), ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")];
    counted(cargo(place, COMPARISON).envs(quick), report)
}

/// The test installs pyxform into an environment of its own in the cache folder.
fn forms(place: &Place, report: &mut Report) -> Result<(), Failure> {
    python::ensure_environments(place)?;
    system::ensure(place, "javac", "default-jdk-headless")?;
    counted(cargo(place, FORMS).env("DIGIRIGHTS_CACHE", &place.cache), report)
}

/// Writer opens documents, Calc works workbooks out.
fn office(place: &Place, report: &mut Report) -> Result<(), Failure> {
    system::ensure(place, "lowriter", "libreoffice-writer")?;
    system::ensure(place, "localc", "libreoffice-calc")?;
    counted(&mut cargo(place, OFFICE), report)
}

/// Runs a test runner and adds its tests. A runner that finds none has been called wrongly.
pub(crate) fn counted(command: &mut Command, report: &mut Report) -> Result<(), Failure> {
    let (succeeded, output) = run_and_keep(command)?;
    let counts = Counts::read(&output);
    report.counts += counts;
    if !succeeded {
        Err(Failure::new(format!("`{}` failed", typed(command))))
    } else if counts.is_empty() {
        Err(Failure::new(format!("`{}` ran no test", typed(command))))
    } else {
        Ok(())
    }
}
