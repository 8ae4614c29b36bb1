// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tools from crates.io at a fixed version, built once into the cache folder.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::place::Place;
use crate::process::{answer, program, run};
use crate::say;

/// A program that a crate installs under its own name.
#[derive(Debug)]
pub(crate) struct Tool {
    /// Crate and program.
    pub(crate) name: &'static str,
    /// The version whose options and settings this project is written for.
    pub(crate) version: &'static str,
    /// More arguments for `cargo install`.
    pub(crate) options: &'static [&'static str],
}

impl Tool {
    /// The program's path: from the cache folder, from the search path if it is the same version,
    /// or built now.
    pub(crate) fn ensure(&self, place: &Place) -> Result<PathBuf, Failure> {
        let folder = place.cache.join("tools").join(format!("{}-{}", self.name, self.version));
        let built = folder.join("bin").join(format!("{}{EXE_SUFFIX}", self.name));
        if built.is_file() {
            return Ok(built);
        }
        if answer(&mut program(self.name, &place.root, &["--version"]))
            .is_some_and(|said| said.split_whitespace().any(|word| word == self.version))
        {
            return Ok(PathBuf::from(self.name));
        }
        say::aside(&format!(
            "{} {} is not installed: building it once, into {}",
            self.name,
            self.version,
            folder.display()
        ));
        let package = format!("{}@{}", self.name, self.version);
        let mut command = program("cargo", &place.root, &["install", "--locked", &package]);
        command
            // These tools work for seconds: an optimised build would cost more than it saves.
            .arg("--debug")
            .args(self.options)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            // The build's own products are of no further use and must not fill a shared target.
            .env_remove("CARGO_TARGET_DIR");
        run(command.arg("--root").arg(&folder)).map_err(|_| {
            Failure::new(format!("{package} could not be installed"))
                .remedy(format!("cargo install --locked {package}"))
        })?;
        Ok(built)
    }
}
