// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Why a command or a step did not succeed, and what would help.

use std::fmt;

/// A failure in words for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    remedy: Option<String>,
    wrong_usage: bool,
}

impl Failure {
    /// A failure that speaks for itself.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: None, wrong_usage: false }
    }

    /// The command line was not understood.
    pub(crate) fn usage(what: impl Into<String>) -> Self {
        Self { wrong_usage: true, ..Self::new(what) }.remedy("cargo xtask help")
    }

    /// The reason has been shown already; only the exit code is left to give.
    pub(crate) fn told() -> Self {
        Self::new("")
    }

    /// Whether the reason has been shown already.
    pub(crate) fn is_told(&self) -> bool {
        self.what.is_empty()
    }

    /// Names the command that would put it right.
    pub(crate) fn remedy(mut self, command: impl Into<String>) -> Self {
        self.remedy = Some(command.into());
        self
    }

    /// 1 for work that failed, 2 for a command line that was not understood.
    pub(crate) fn exit_code(&self) -> u8 {
        if self.wrong_usage { 2 } else { 1 }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        match &self.remedy {
            Some(command) => write!(f, "\n  this would help: {command}"),
            None => Ok(()),
        }
    }
}
