// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Python, which the reference scorer is written in and has a package of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::place::Place;
use crate::process::{answer, program, run};
use crate::system;

/// Finds Python, or installs it.
pub(crate) fn ensure(place: &Place) -> Result<(), Failure> {
    system::ensure(place, "python3", "python3")
}

/// Finds Python with what environments are made by, or installs both.
pub(crate) fn ensure_environments(place: &Place) -> Result<(), Failure> {
    ensure(place)?;
    let has = || answer(&mut program("python3", &place.root, &["-c", "import ensurepip, venv"])).is_some();
    system::ensure_that(place, has, "Python's `venv`", "python3-venv")
}

/// A fresh environment in a folder: its Python.
pub(crate) fn environment(place: &Place, folder: &Path) -> Result<PathBuf, Failure> {
    run(program("python3", &place.root, &["-m", "venv", "--clear"]).arg(folder))?;
    Ok(programs(folder).join(format!("python{}", std::env::consts::EXE_SUFFIX)))
}

/// Where an environment keeps its programs.
pub(crate) fn programs(environment: &Path) -> PathBuf {
    environment.join(if cfg!(windows) { "Scripts" } else { "bin" })
}

/// The tests of a folder with Python's own runner.
pub(crate) fn unittest(place: &Place, folder: &str) -> Result<Command, Failure> {
    ensure(place)?;
    let path = place.root.join(folder);
    if !path.is_dir() {
        return Err(Failure::new(format!("{folder} is missing")));
    }
    let mut command = program("python3", &path, &["-m", "unittest"]);
    // A test run leaves no files behind in the checkout.
    command.env("PYTHONDONTWRITEBYTECODE", "1");
    Ok(command)
}
