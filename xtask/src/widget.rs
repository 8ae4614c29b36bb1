// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The widget: built beside the engine for browsers, held against its limits of size, tested in a real browser.

use std::env::consts::EXE_SUFFIX;

use crate::command::no_arguments;
use crate::failure::Failure;
use crate::place::Place;
use crate::process::{cargo, run};
use crate::step::Report;
use crate::test::counted;
use crate::{node, system, wasm};

const FOLDER: &str = "widget";
const TESTS: &str = "tests/e2e";

/// Prints how much a browser loads; fails beyond a limit.
pub(crate) fn size(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    no_arguments(arguments)?;
    wasm::build(place)?;
    build(place)?;
    node::script(place, FOLDER, "size")
}

/// Checks types and sizes, and runs the tests in a browser.
pub(crate) fn test(place: &Place, report: &mut Report) -> Result<(), Failure> {
    system::ensure(place, "chromium", "chromium")?;
    build(place)?;
    node::script(place, FOLDER, "check")?;
    node::install(place, TESTS)?;
    // Reports are read in the same browser. What checks their HTML runs on Java.
    system::ensure(place, "java", "default-jre-headless")?;
    run(&mut cargo(place, &["build", "--package", "digirights-cli"]))?;
    let command_line = place.target().join(format!("debug/digirights{EXE_SUFFIX}"));
    let mut tests = node::tests(place, TESTS);
    let tests = counted(tests.env("DIGIRIGHTS_COMMAND_LINE", command_line), report);
    // The tests run even where the widget is too large: one run tells everything there is to mend.
    node::script(place, FOLDER, "size").and(tests)
}

/// Builds the widget; the engine is there.
pub(crate) fn build(place: &Place) -> Result<(), Failure> {
    node::install(place, FOLDER)?;
    node::script(place, FOLDER, "build")
}
