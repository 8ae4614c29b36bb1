// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Runs the program as a user does.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// What a run came to.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The program in the folder of test data, with an environment that is the same everywhere.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_digirights"));
    command.args(arguments).current_dir(data()).env_clear().env("LC_ALL", "C.UTF-8").env("COLUMNS", "80");
    command
}

pub fn data() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

/// Runs the program.
pub fn run(arguments: &[&str]) -> Run {
    finish(program(arguments).stdin(Stdio::null()).output().expect("the program starts"))
}

/// Runs the program with a text on standard input.
pub fn run_with(arguments: &[&str], input: &[u8]) -> Run {
    let pipes =
        program(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = pipes.expect("the program starts");
    // A program that refuses its input early closes the pipe.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    finish(child.wait_with_output().expect("the program ends"))
}

/// What a program that has ended came to.
pub fn finish(output: Output) -> Run {
    Run {
        code: output.status.code().expect("no signal"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}
