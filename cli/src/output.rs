// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Writing results: to standard output, or to a file that is whole or not there.

use std::io::{self, Write};
use std::path::Path;

use anstream::AutoStream;

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

/// Writes a file aside, in the same folder, and puts it in place when it is whole.
pub fn file(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    write(path, folder, text).map_err(|error| unwritable(&path.display().to_string(), &error))
}

fn write(path: &Path, folder: &Path, text: &str) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::Error::other("it is a folder"));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".digirights-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut aside = builder.tempfile_in(folder)?;
    aside.write_all(text.as_bytes())?;
    if let Ok(existing) = path.metadata() {
        aside.as_file().set_permissions(existing.permissions())?;
    }
    aside.as_file().sync_all()?;
    aside.persist(path).map(drop).map_err(|error| error.error)
}

fn unwritable(shown: &str, error: &io::Error) -> Failure {
    Failure::input(Report::trouble(Trouble::Unwritable, shown).finding(error.to_string()))
}
