// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Programs of the operating system: found, or installed where we may.

use crate::failure::Failure;
use crate::place::Place;
use crate::process::{answer, program, run};
use crate::say;

/// Makes sure that `name` runs. As root on Debian and its kin the package is installed;
/// elsewhere the command that would install it is named.
pub(crate) fn ensure(place: &Place, name: &str, package: &str) -> Result<(), Failure> {
    ensure_that(place, || runs(place, name), &format!("`{name}`"), package)
}

/// The same for what shows by other means that it is there.
pub(crate) fn ensure_that(
    place: &Place,
    is_there: impl Fn() -> bool,
    what: &str,
    package: &str,
) -> Result<(), Failure> {
    if is_there() {
        return Ok(());
    }
    let install = format!("apt-get install {package}");
    let missing = || Failure::new(format!("{what} is not installed")).remedy(&install);
    let root = answer(&mut program("id", &place.root, &["-u"])).is_some_and(|id| id.trim() == "0");
    if !root || !runs(place, "apt-get") {
        return Err(missing());
    }
    say::aside(&format!("{what} is not installed: {install}"));
    let apt = |arguments: &[&str]| {
        run(program("apt-get", &place.root, arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update", "--quiet=2"])
        .and_then(|()| apt(&["install", "--yes", "--quiet=2", "--no-install-recommends", package]))
        .map_err(|_| missing())?;
    if is_there() { Ok(()) } else { Err(missing()) }
}

fn runs(place: &Place, name: &str) -> bool {
    answer(&mut program(name, &place.root, &["--version"])).is_some()
}
