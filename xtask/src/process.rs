// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Running other programs: never waiting for input, always saying what was run.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write, stderr, stdout};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::place::Place;

/// A program to run in `folder`.
pub(crate) fn program(name: impl AsRef<OsStr>, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command
}

/// Cargo in the root of the checkout.
pub(crate) fn cargo(place: &Place, arguments: &[&str]) -> Command {
    let mut command = program("cargo", &place.root, arguments);
    if let Some(target) = Place::shared_target() {
        command.env("CARGO_TARGET_DIR", target);
    }
    command
}

/// The command as one would type it.
pub(crate) fn typed(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|argument| {
        let word = argument.to_string_lossy();
        if word.contains(' ') { format!("'{word}'") } else { word.into_owned() }
    }));
    words.join(" ")
}

/// Runs to the end, showing its output as its own.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|error| no_start(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{}` failed: {status}", typed(command))))
    }
}

/// Runs to the end, showing its output and keeping it: whether it succeeded, and what it said.
pub(crate) fn run_and_keep(command: &mut Command) -> Result<(bool, String), Failure> {
    if stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| no_start(command, &error))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    // Both pipes are read at once: a child that fills one while we wait on the other would hang.
    let said = thread::scope(|scope| {
        let out = scope.spawn(|| out.map(|pipe| pass_on(pipe, stdout())).unwrap_or_default());
        let err = scope.spawn(|| err.map(|pipe| pass_on(pipe, stderr())).unwrap_or_default());
        out.join().unwrap_or_default() + &err.join().unwrap_or_default()
    });
    let status = child.wait().map_err(|error| no_start(command, &error))?;
    Ok((status.success(), said))
}

/// Copies line by line and returns the whole.
fn pass_on(from: impl Read, mut to: impl Write) -> String {
    let mut reader = BufReader::new(from);
    let mut whole = String::new();
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        // A reader of ours that went away must not stop the child.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        whole.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    whole
}

/// Runs silently; its standard output if it succeeded.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs silently for at most `limit`; whether it succeeded in that time.
/// For what asks the network: an answer that never comes must not hold up the rest.
pub(crate) fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let Ok(mut child) = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn() else {
        return false;
    };
    let start = Instant::now();
    while start.elapsed() < limit {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(Duration::from_millis(50)),
            Err(_) => return false,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    false
}

fn no_start(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!("`{}` did not run: {error}", typed(command)))
}
