// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How a command ends.

use std::process::ExitCode;

use crate::report::Report;

/// What a command comes to when it could be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All is well.
    Success,
    /// The command said what is wrong with the input.
    Problems,
}

/// Why a command was not carried out.
#[derive(Debug)]
pub enum Failure {
    /// The input cannot be used.
    Input(Vec<Report>),
    /// The command line asks for something that there is not.
    Usage(Box<Report>),
    /// Whoever reads the output has gone, as `head` does: not worth a word.
    Closed,
}

impl Failure {
    /// One problem with the input.
    pub fn input(report: Report) -> Self {
        Self::Input(vec![report])
    }

    /// Something that was typed and cannot be used.
    pub fn usage(report: Report) -> Self {
        Self::Usage(Box::new(report))
    }
}

pub type Outcome = Result<Ending, Failure>;

/// 0 success, 1 the input has problems, 2 wrong usage.
pub fn exit_code(outcome: &Outcome) -> ExitCode {
    match outcome {
        Ok(Ending::Success) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Ok(Ending::Problems) | Err(Failure::Input(_)) => ExitCode::from(1),
        Err(Failure::Usage(_)) => ExitCode::from(2),
    }
}
