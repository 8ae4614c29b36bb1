// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Programs of others that read and draw PDF: Poppler's and qpdf.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A folder of a test's own, empty.
pub(crate) fn folder(test: &str) -> PathBuf {
    let folder: PathBuf = [env!("CARGO_TARGET_TMPDIR"), "pdf", test].iter().collect();
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A file for the tools to open.
pub(crate) fn file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(format!("{name}.pdf"));
    fs::write(&path, bytes).unwrap();
    path
}

fn said(tool: &str, options: &[&str], path: &Path, output: &[&str]) -> String {
    let run = Command::new(tool).args(options).arg(path).args(output).stdin(Stdio::null()).output();
    let run = run.expect("poppler-utils and qpdf are installed");
    let complaints = String::from_utf8_lossy(&run.stderr);
    // Old Poppler knows one colour for all borders only, and asks for a sign that the standard has left out.
    let known = |line: &&str| !line.contains("BorderColor") && !line.contains("Suspects");
    let complaints: Vec<&str> = complaints.lines().filter(known).collect();
    assert!(run.status.success() && complaints.is_empty(), "{tool} {}: {complaints:?}", path.display());
    String::from_utf8_lossy(&run.stdout).into_owned()
}

/// What the file is made of, checked as it is read.
pub(crate) fn objects(path: &Path) -> Value {
    said("qpdf", &["--check"], path, &[]);
    serde_json::from_str(&said("qpdf", &["--json=2"], path, &[])).unwrap()
}

/// The text in the order in which it is drawn.
pub(crate) fn text(path: &Path) -> String {
    said("pdftotext", &["-raw"], path, &["-"])
}

/// The text line by line, as a reader copies it.
pub(crate) fn lines(path: &Path) -> String {
    said("pdftotext", &[], path, &["-"])
}

/// The text in the order in which it is read aloud, without that of links.
pub(crate) fn read_aloud(path: &Path) -> String {
    said("pdfinfo", &["-struct-text"], path, &[])
}

/// Title, pages, standard.
pub(crate) fn information(path: &Path) -> String {
    said("pdfinfo", &[], path, &[])
}

/// Data about the file, as XMP.
pub(crate) fn metadata(path: &Path) -> String {
    said("pdfinfo", &["-meta"], path, &[])
}

/// Fonts, each in a line.
pub(crate) fn fonts(path: &Path) -> Vec<String> {
    said("pdffonts", &[], path, &[]).lines().skip(2).map(str::to_owned).collect()
}

/// A page as it is drawn.
pub(crate) struct Page {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// From black to white, row by row.
    pub(crate) grey: Vec<u8>,
}

/// All pages, with so many dots to the inch.
pub(crate) fn pages(path: &Path, dots: u32) -> Vec<Page> {
    let root = path.with_extension("");
    said("pdftoppm", &["-gray", "-r", &dots.to_string()], path, &[root.to_str().unwrap()]);
    let name = path.file_stem().unwrap().to_str().unwrap();
    let drawn = |entry: &PathBuf| {
        entry.extension().is_some_and(|extension| extension == "pgm")
            && entry.file_name().unwrap().to_str().unwrap().starts_with(&format!("{name}-"))
    };
    let entries = fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(drawn).collect();
    files.sort();
    files.iter().map(|file| portable_grey_map(&fs::read(file).unwrap())).collect()
}

fn portable_grey_map(bytes: &[u8]) -> Page {
    // A heading of four words, with one white letter after each.
    let mut words = Vec::new();
    let mut rest = bytes;
    while words.len() < 4 {
        let end = rest.iter().position(u8::is_ascii_whitespace).unwrap();
        words.push(std::str::from_utf8(&rest[..end]).unwrap());
        rest = &rest[end + 1..];
    }
    assert_eq!((words[0], words[3]), ("P5", "255"));
    Page { width: words[1].parse().unwrap(), height: words[2].parse().unwrap(), grey: rest.to_vec() }
}
