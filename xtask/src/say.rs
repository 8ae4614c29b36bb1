// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Words to the person at the terminal.

use std::io::{Write, stderr, stdout};

/// A line of the result, on standard output.
pub(crate) fn line(text: &str) {
    // A reader that went away (`| head`) is no reason to stop.
    let _ = writeln!(stdout(), "{text}");
}

/// A line about the work, on standard error.
pub(crate) fn aside(text: &str) {
    let _ = writeln!(stderr(), "{text}");
}
