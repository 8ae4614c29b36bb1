// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Licences, duplicate versions, sources and advisories of everything we depend on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::failure::Failure;
use crate::place::{Place, variable};
use crate::process::{program, run, succeeds_within};
use crate::step::Report;
use crate::tool::Tool;

const CARGO_DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2", options: &["--no-default-features"] };

const PATIENCE: Duration = Duration::from_secs(120);

/// Checks what `deny.toml` asks. Advisories need a database that is a git repository on the
/// internet: where it cannot be fetched, the copy on disk serves; where there is none, the report
/// says that advisories were left out.
pub(crate) fn check(place: &Place, report: &mut Report) -> Result<(), Failure> {
    let deny = CARGO_DENY.ensure(place)?;
    let deny = |arguments: &[&str]| cargo_deny(&deny, place, arguments);
    run(&mut deny(&["check", "licenses", "bans", "sources"]))?;
    if succeeds_within(&mut deny(&["fetch", "db"]), PATIENCE) {
        report.notes.push("advisories checked: database fetched just now".into());
        run(&mut deny(&["check", "advisories"]))
    } else if has_database(&database_folder()) {
        report
            .notes
            .push("advisories checked against the copy on disk: no newer one could be fetched".into());
        run(&mut deny(&["--offline", "check", "advisories"]))
    } else {
        report.verdict = Some("PARTLY");
        report.notes.push("licences, duplicate versions and sources checked".into());
        report.notes.push(
            "advisories NOT checked: the RustSec database could not be fetched and none is on disk".into(),
        );
        Ok(())
    }
}

fn cargo_deny(path: &Path, place: &Place, arguments: &[&str]) -> Command {
    let mut command = program(path, &place.root, arguments);
    // A host that asks for a password has no database for us.
    command.env("GIT_TERMINAL_PROMPT", "0");
    command
}

/// Where cargo-deny keeps databases.
fn database_folder() -> PathBuf {
    variable("CARGO_HOME")
        .or_else(|| variable("HOME").map(|home| home.join(".cargo")))
        .unwrap_or_default()
        .join("advisory-dbs")
}

fn has_database(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| entry.path().join("crates").is_dir()))
    })
}
