// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The widget: built beside the engine for browsers, held against its limits of size, tested in a real browser.

use crate::command::no_arguments;
use crate::failure::Failure;
use crate::place::Place;
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
    let tests = counted(&mut node::tests(place, TESTS), report);
    // The tests run even where the widget is too large: one run tells everything there is to mend.
    node::script(place, FOLDER, "size").and(tests)
}

/// Builds the widget; the engine is there.
pub(crate) fn build(place: &Place) -> Result<(), Failure> {
    node::install(place, FOLDER)?;
    node::script(place, FOLDER, "build")
}
