// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `digirights batch` from outside.

mod broken;
mod files;
mod formats;
mod pictures;
mod rows;
mod tables;

use std::fs;
use std::path::Path;
use std::process::Stdio;

use tempfile::TempDir;

use crate::support::{Run, data, finish, program};

/// A folder with the small questionnaires and nothing else.
pub fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&data().join("town"), &folder.path().join("town"));
    fs::copy(data().join("points.json"), folder.path().join("points.json")).expect("the file");
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let beside = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &beside);
        } else {
            fs::copy(&path, &beside).expect("the file");
        }
    }
}

/// Runs `digirights batch` in a folder.
pub fn batch(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = program(&[&["batch"], arguments].concat());
    finish(command.current_dir(folder).stdin(Stdio::null()).output().expect("the program starts"))
}

/// As `batch`, for the questionnaire of a small town.
pub fn town(folder: &Path, arguments: &[&str]) -> Run {
    batch(folder, &[arguments, &["--questionnaire", "town"]].concat())
}

/// What lies in a folder, beside the questionnaires.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name != "town" && name != "points.json").collect();
    names.sort();
    names
}
