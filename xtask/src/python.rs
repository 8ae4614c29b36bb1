// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Python, which the reference scorer is written in. Its standard library is enough.

use std::process::Command;

use crate::failure::Failure;
use crate::place::Place;
use crate::process::program;
use crate::system;

/// Finds Python, or installs it.
pub(crate) fn ensure(place: &Place) -> Result<(), Failure> {
    system::ensure(place, "python3", "python3")
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
