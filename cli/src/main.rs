// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights`: checks questionnaires, scores a city's answers, plans what to do next.

mod arguments;
mod aside;
mod batch;
mod city;
mod commands;
mod diagnostics;
mod escape;
mod excerpt;
mod failure;
mod goal;
mod input;
mod library;
mod output;
mod pointer;
mod render;
mod report;
mod resolutions;
mod terminal;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};
use failure::{Failure, Outcome, exit_code};

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let outcome = run(&command);
    if let Err(Failure::Input(reports)) = &outcome {
        diagnostics::show(reports, command.is_for_programs());
    }
    if let Err(Failure::Usage(report)) = &outcome {
        diagnostics::show(std::slice::from_ref(report.as_ref()), false);
    }
    exit_code(&outcome)
}

fn run(command: &Command) -> Outcome {
    match command {
        Command::List(arguments) => commands::list::run(arguments),
        Command::Check(arguments) => commands::check::run(arguments),
        Command::Score(arguments) => commands::score::run(arguments),
        Command::Plan(arguments) => commands::plan::run(arguments),
        Command::Compare(arguments) => commands::compare::run(arguments),
        Command::Merge(arguments) => commands::merge::run(arguments),
        Command::Verify(arguments) => commands::verify::run(arguments),
        Command::Batch(arguments) => commands::batch::run(arguments),
        Command::Report(arguments) => commands::report::run(arguments),
        Command::Schema(arguments) => commands::schema::run(arguments),
        Command::Completions { shell } => commands::completions::run(*shell),
    }
}
