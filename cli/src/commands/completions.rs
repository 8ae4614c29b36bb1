// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights completions`: what a shell needs to complete commands and options.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::failure::{Ending, Outcome};
use crate::output;

/// Runs it.
pub fn run(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "digirights", &mut script);
    output::raw(&String::from_utf8_lossy(&script))?;
    Ok(Ending::Success)
}
