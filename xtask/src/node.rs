// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Node and npm, which the engine for browsers and the widget are built and tested with.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::place::Place;
use crate::process::{answer, program, run};

/// The oldest Node that will do.
const OLDEST: u32 = 20;

/// What a folder's lock file names, installed there, unless it is already.
pub(crate) fn install(place: &Place, folder: &str) -> Result<(), Failure> {
    ensure(place)?;
    let folder = place.root.join(folder);
    // npm writes a copy of what it has installed.
    let lock = |name: &str| fs::metadata(folder.join(name)).and_then(|data| data.modified()).ok();
    if lock("node_modules/.package-lock.json") >= lock("package-lock.json") {
        return Ok(());
    }
    let mut npm = program("npm", &folder, &["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    run(npm.env("npm_config_ignore_scripts", "true"))
}

/// The tests of a folder with Node's own runner, one file after the other.
pub(crate) fn tests(place: &Place, folder: &str) -> Command {
    let arguments = ["--test", "--test-reporter=tap", "--test-concurrency=1"];
    program("node", &place.root.join(folder), &arguments)
}

/// Runs a script of a folder.
pub(crate) fn script(place: &Place, folder: &str, name: &str) -> Result<(), Failure> {
    run(&mut program("npm", &place.root.join(folder), &["run", "--silent", name]))
}

fn ensure(place: &Place) -> Result<(), Failure> {
    let version = answer(&mut program("node", &place.root, &["--version"])).unwrap_or_default();
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|text| text.parse().ok());
    if major.is_some_and(|major: u32| major >= OLDEST) && is_there(place, "npm") {
        return Ok(());
    }
    let found = if version.is_empty() { "it is not installed" } else { version.trim() };
    Err(Failure::new(format!("Node {OLDEST} or later with npm is needed: {found}"))
        .remedy("install it from https://nodejs.org"))
}

fn is_there(place: &Place, name: impl AsRef<Path>) -> bool {
    answer(&mut program(name.as_ref(), &place.root, &["--version"])).is_some()
}
