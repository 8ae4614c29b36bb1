// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The commands and what each is for.

use crate::failure::Failure;
use crate::place::Place;
use crate::{ci, demo, fuzz, instructions, say, test, wasm, widget};

struct Command {
    name: &'static str,
    usage: &'static str,
    about: &'static str,
    run: fn(&Place, &[String]) -> Result<(), Failure>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "demo",
        usage: "demo [--port N]",
        about: "build what is missing and open the assessment at http://127.0.0.1:8000",
        run: demo::run,
    },
    Command {
        name: "test",
        usage: "test",
        about: "find or install what the tests need, and run them all",
        run: test::run,
    },
    Command {
        name: "ci",
        usage: "ci",
        about: "formatting, clippy, documentation, dependencies, the WASM build",
        run: ci::run,
    },
    Command {
        name: "wasm",
        usage: "wasm",
        about: "build the engine for browsers and Node, as an npm package",
        run: wasm::build_command,
    },
    Command {
        name: "size",
        usage: "size",
        about: "print what a browser loads, raw and compressed, against the limits",
        run: widget::size,
    },
    Command {
        name: "fuzz",
        usage: "fuzz [--seconds N]",
        about: "run every fuzz target for N seconds (60 unless told)",
        run: fuzz::run,
    },
    Command {
        name: "instructions",
        usage: "instructions",
        about: "count the instructions of each operation on the flagship (valgrind)",
        run: instructions::run,
    },
    Command {
        name: "help",
        usage: "help",
        about: "print this list",
        run: |_, _| {
            say::line(&help());
            Ok(())
        },
    },
];

/// Runs the command that the arguments name.
pub(crate) fn dispatch(arguments: &[String]) -> Result<(), Failure> {
    let (name, rest) = match arguments.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("help", arguments),
    };
    let name = if matches!(name, "-h" | "--help") { "help" } else { name };
    let command = COMMANDS
        .iter()
        .find(|command| command.name == name)
        .ok_or_else(|| Failure::usage(format!("no command is called `{name}`")))?;
    if rest.iter().any(|argument| argument == "-h" || argument == "--help") {
        say::line(&help());
        return Ok(());
    }
    (command.run)(&Place::find()?, rest)
}

/// For commands that take no arguments: refuses any, so that a typing error is not ignored.
pub(crate) fn no_arguments(arguments: &[String]) -> Result<(), Failure> {
    match arguments.first() {
        None => Ok(()),
        Some(argument) => Err(Failure::usage(format!("`{argument}` means nothing here"))),
    }
}

fn help() -> String {
    let mut lines = vec!["cargo xtask COMMAND".to_owned(), String::new()];
    lines.extend(COMMANDS.iter().map(|command| format!("  {:<20} {}", command.usage, command.about)));
    lines.join("\n")
}
