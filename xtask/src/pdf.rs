// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Reports as PDF: built once with their typesetter, read by tools that others made.

use crate::failure::Failure;
use crate::place::Place;
use crate::process::{answer, cargo, program};
use crate::step::Report;
use crate::system;
use crate::test::counted;

const FEATURES: &str = "digirights-reporting/pdf,digirights-cli/pdf";
const TESTS: &[&[&str]] = &[
    &["--test", "pdf", "--no-fail-fast"],
    &["--lib", "--test", "command_line", "--no-fail-fast", "--", "pdf"],
    &["--doc", "--no-fail-fast", "--", "pdf"],
];

/// Poppler reads and draws, qpdf shows what a file is made of.
pub(crate) fn test(place: &Place, report: &mut Report) -> Result<(), Failure> {
    system::ensure(place, "qpdf", "qpdf")?;
    let reads = || answer(&mut program("pdftotext", &place.root, &["-v"])).is_some();
    system::ensure_that(place, reads, "`pdftotext`", "poppler-utils")?;
    let packages = ["test", "--package", "digirights-reporting", "--package", "digirights-cli"];
    let mut outcome = Ok(());
    for tests in TESTS {
        let mut command = cargo(place, &packages);
        // One run tells everything there is to mend.
        outcome = outcome.and(counted(command.args(["--features", FEATURES]).args(*tests), report));
    }
    outcome
}
