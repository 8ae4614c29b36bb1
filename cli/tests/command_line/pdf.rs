// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! PDF, where it was built in, and how it is refused where it was not.

use std::fs;
use std::path::Path;

use crate::support::{Run, run};

const MARENPOORT: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../questionnaires/digital-rights/samples/midsized.json");
const OLDER: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../questionnaires/digital-rights/samples/midsized-2025.json");

fn written(folder: &Path, arguments: &[&str]) -> (Run, Option<Vec<u8>>) {
    let path = folder.join("a.pdf");
    let run = run(&[arguments, &["--output", path.to_str().expect("UTF-8")]].concat());
    (run, fs::read(path).ok())
}

const WAYS: [&[&str]; 4] = [
    &["report", MARENPOORT],
    &["report", MARENPOORT, "--audience", "political"],
    &["report", MARENPOORT, "--audience", "public"],
    &["compare", OLDER, MARENPOORT],
];

#[cfg(feature = "pdf")]
#[test]
fn every_report_is_written() {
    for arguments in WAYS {
        let folder = tempfile::tempdir().expect("a folder");
        let (run, pdf) = written(folder.path(), arguments);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""), "{arguments:?}");
        assert!(pdf.expect("the file").starts_with(b"%PDF-1.7"), "{arguments:?}");
    }
}

#[cfg(feature = "pdf")]
#[test]
fn letters_that_cannot_be_shown_are_told_of() {
    let folder = tempfile::tempdir().expect("a folder");
    let city = fs::read_to_string(MARENPOORT).expect("a sample").replacen("Marenpoort", "東京", 1);
    let path = folder.path().join("city.json");
    fs::write(&path, city).expect("a file");
    let (run, pdf) =
        written(folder.path(), &["report", path.to_str().expect("UTF-8"), "--audience", "political"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(run.err.starts_with("note: ") && run.err.contains("京 (U+4EAC), 東 (U+6771)"), "{}", run.err);
    assert!(pdf.is_some());
}

#[cfg(not(feature = "pdf"))]
#[test]
fn it_is_refused_with_the_way_to_get_it() {
    for arguments in WAYS {
        let folder = tempfile::tempdir().expect("a folder");
        let (run, pdf) = written(folder.path(), arguments);
        assert_eq!((run.code, run.out.as_str(), pdf), (2, "", None), "{arguments:?}");
        let told = run.err.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("`--features pdf`") && told.contains("digirights[pdf]"), "{told}");
    }
}
