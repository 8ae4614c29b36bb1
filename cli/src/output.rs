// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Writing results: to standard output, or to a file that is whole or not there.

use std::io::{self, Write};
use std::path::Path;

use anstream::AutoStream;

use crate::aside::{self, Aside, same};
use crate::failure::Failure;
use crate::input::STANDARD_INPUT;
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

/// Refuses to write a file over one that is read: what a city said is not replaced by what follows from it.
pub fn apart<'a>(
    option: &str,
    written: &Path,
    read: impl IntoIterator<Item = &'a str>,
) -> Result<(), Failure> {
    let mut read = read.into_iter().filter(|name| *name != STANDARD_INPUT);
    if read.any(|name| same(Path::new(name)) == same(written)) {
        let shown = written.display().to_string();
        let expected = "another file than those that are read";
        return Err(Failure::usage(Report::option(option, &shown, expected)));
    }
    Ok(())
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
