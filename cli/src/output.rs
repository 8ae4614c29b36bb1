// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Writing results: to standard output, or to a file that is whole or not there.

use std::io::{self, Write};
use std::path::Path;

use anstream::AutoStream;

use crate::aside::{self, Aside};
use crate::failure::Failure;
use crate::report::{Report, Trouble};

/// Prints text for people: its colours stay only where a terminal shows them.
pub fn text(text: &str) -> Result<(), Failure> {
    finish(AutoStream::auto(io::stdout()).lock(), text)
}

/// Prints text for programs, as it is.
pub fn raw(text: &str) -> Result<(), Failure> {
    finish(io::stdout().lock(), text)
}

/// Prints a JSON value, indented.
pub fn json(value: &serde_json::Value) -> Result<(), Failure> {
    raw(&format!("{value:#}\n"))
}

fn finish(mut out: impl Write, text: &str) -> Result<(), Failure> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::Closed),
        Err(error) => Err(unwritable("standard output", &error)),
    }
}

/// Writes a file: see `aside`.
pub fn file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut aside = Aside::new(path)?;
    aside.write_all(bytes).map_err(|error| unwritable(&path.display().to_string(), &error))?;
    aside::put(vec![aside])
}

/// A place that cannot be written to.
pub fn unwritable(shown: &str, error: &dyn std::fmt::Display) -> Failure {
    Failure::input(Report::trouble(Trouble::Unwritable, shown).finding(error.to_string()))
}
