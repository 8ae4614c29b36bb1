// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The engine must build for browsers.

use std::path::Path;
use std::time::Duration;

use crate::failure::Failure;
use crate::place::Place;
use crate::process::{answer, cargo, program, run, succeeds_within};
use crate::step::Report;

const TARGET: &str = "wasm32-unknown-unknown";
const PATIENCE: Duration = Duration::from_secs(180);

/// Checks the engine for the WASM target, which is installed if that can be done.
pub(crate) fn check(place: &Place, report: &mut Report) -> Result<(), Failure> {
    let add = ["target", "add", TARGET];
    if !is_installed(place) && !succeeds_within(&mut program("rustup", &place.root, &add), PATIENCE) {
        report.verdict = Some("LEFT OUT");
        report.notes.push(format!(
            "{TARGET} is not installed and could not be; this would help: rustup {}",
            add.join(" ")
        ));
        return Ok(());
    }
    let arguments = ["check", "--package", "digirights", "--no-default-features", "--target", TARGET];
    run(&mut cargo(place, &arguments))
}

/// Whether the compiler in use has a standard library for the target.
fn is_installed(place: &Place) -> bool {
    let ask = ["--print", "target-libdir", "--target", TARGET];
    answer(&mut program("rustc", &place.root, &ask)).is_some_and(|folder| Path::new(folder.trim()).is_dir())
}
