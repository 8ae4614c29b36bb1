// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Inputs that cannot be used, and options that make no sense.

use std::fs;
use std::path::Path;

use super::tables::Table;
use super::{folder, names, town};

const GOOD: &str = "city,privacy.policy\nA,in_place\n";

/// Runs it on a file; nothing may come of it but the code of what is wrong.
fn refused(folder: &Path, name: &str, content: &[u8], code: &str, words: &str) {
    fs::write(folder.join(name), content).expect("room");
    let run = town(folder, &[name, "-o", "out.csv"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{name}: {}", run.err);
    assert!(run.err.contains(code) && run.err.contains(words), "{name}: {}", run.err);
    assert_eq!(names(folder), [name], "{name}");
    fs::remove_file(folder.join(name)).expect("the file");
}

#[test]
fn what_is_no_table_is_refused() {
    let folder = folder();
    let path = folder.path();
    refused(path, "empty.csv", b"", "T1004", "0 columns");
    refused(path, "other.csv", b"a,b\n1,2\n", "T1004", "privacy.policy");
    refused(path, "twice.csv", b"privacy.policy,privacy.policy\nnone,none\n", "T1002", "privacy.policy");
    refused(path, "kept-twice.csv", b"a,a,privacy.policy\n1,2,none\n", "T1002", "`a` twice");
    refused(path, "latin.csv", b"city,privacy.policy\nA,none\nZ\xfcrich,none\n", "J0103", "line 3, cell 1");
    refused(path, "latin-heading.csv", b"st\xe4dte,privacy.policy\nA,none\n", "J0103", "line 1, cell 1");
    refused(path, "utf16.csv", b"\xff\xfec\0i\0t\0y\0", "J0103", "UTF-16");
    refused(path, "quote.csv", b"city,privacy.policy\nA,none\n\"B,none\nC,none\n", "C1001", "on line 3");
    refused(
        path,
        "quote-crlf.csv",
        b"city,privacy.policy\r\n\r\n\"A\r\na\",none\r\nB,\"none",
        "C1001",
        "on line 5",
    );
    refused(path, "empty.jsonl", b"", "T1004", "0 columns");
    refused(path, "blank.jsonl", b"\n \n", "T1004", "0 columns");
    refused(path, "broken.jsonl", b"{\n", "J0102", "line 1");
    refused(path, "other.jsonl", b"{\"a\": 1}\n", "T1004", "privacy.policy");
    for name in ["empty.parquet", "empty.arrow", "empty.arrows", "empty.feather"] {
        refused(path, name, b"", "C1001", name);
    }
    for name in ["text.parquet", "text.arrow"] {
        refused(path, name, GOOD.as_bytes(), "C1001", name);
    }
    refused(path, "no-schema.parquet", b"PAR1\x04\0\0\0\0\0\0\0PAR1", "C1001", "no Parquet file");
}

/// A table that a crash or a bad line cut off, at any place.
#[test]
fn what_is_cut_off_is_refused() {
    let folder = folder();
    let path = folder.path();
    let row = |city: &str| vec![Some(city.to_owned()), Some("in_place".to_owned())];
    let table =
        Table { headings: vec!["city".into(), "privacy.policy".into()], rows: vec![row("A"), row("B")] };
    for name in ["t.parquet", "t.arrow", "t.arrows"] {
        table.write(&path.join(name));
        let whole = fs::read(path.join(name)).expect("the file");
        for length in [4, 8, 20, whole.len() / 2, whole.len() - 12] {
            refused(path, name, &whole[..length], "C1001", name);
        }
    }
}

/// Readers that trust a file must not bring the program down.
#[test]
fn a_file_that_lies_is_refused_in_words() {
    let folder = folder();
    let path = folder.path();
    let row = || vec![Some("in_place".to_owned())];
    let table = Table { headings: vec!["privacy.policy".into()], rows: vec![row(), row()] };
    for name in ["t.arrow", "t.arrows", "t.parquet"] {
        table.write(&path.join(name));
        let whole = fs::read(path.join(name)).expect("the file");
        for at in (whole.len() / 8..whole.len()).step_by(whole.len() / 40) {
            let mut broken = whole.clone();
            broken[at] ^= 0x7f;
            broken[(at + 7) % whole.len()] ^= 0x41;
            fs::write(path.join(name), broken).expect("room");
            let run = town(path, &[name, "-o", "out.csv"]);
            assert!([0, 1].contains(&run.code), "{name} at {at}: {}", run.err);
            assert!(!run.err.contains("panicked"), "{name} at {at}: {}", run.err);
            assert!(names(path).iter().all(|name| !name.starts_with('.')), "{name} at {at}");
        }
        fs::remove_file(path.join(name)).expect("the file");
    }
}

#[test]
fn headings_without_rows_give_headings_without_rows() {
    let folder = folder();
    let path = folder.path();
    for text in [
        "city,privacy.policy",
        "city,privacy.policy\n",
        "\u{feff}city,privacy.policy\r\n\r\n",
        "city;privacy.policy;;\n",
    ] {
        fs::write(path.join("in.csv"), text).expect("room");
        let run = town(path, &["in.csv", "-o", "out.csv"]);
        assert_eq!(run.code, 0, "{text:?}: {}", run.err);
        assert!(run.err.contains("0 rows scored"), "{}", run.err);
        let text = fs::read_to_string(path.join("out.csv")).expect("the file");
        assert!(text.starts_with("city,whole.point,") && text.lines().count() == 1, "{text}");
    }
}

#[test]
fn a_separator_is_found_or_given() {
    let folder = folder();
    let path = folder.path();
    for (text, arguments) in [
        ("sep=;\r\ncity;privacy.policy\r\nA;in_place\r\n", &[][..]),
        ("city|privacy.policy\nA|in_place\n", &[]),
        ("\"ci,ty\"\tprivacy.policy\n\"A\nB;C\"\tin_place\n", &["--separator", "tab"]),
        ("city:privacy.policy\nA:in_place\n", &["--separator", ":"]),
    ] {
        fs::write(path.join("in.csv"), text).expect("room");
        let run = town(path, &[&["in.csv", "-o", "out.jsonl"], arguments].concat());
        assert_eq!(run.code, 0, "{text:?}: {}", run.err);
        let rows = super::tables::read(&path.join("out.jsonl"));
        assert_eq!(super::tables::number(&rows[0], "privacy.point"), Some(1.0), "{text:?}");
    }
}

#[test]
fn options_that_make_no_sense_are_2() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("in.csv"), GOOD).expect("room");
    fs::write(path.join("in.txt"), GOOD).expect("room");
    let cases: [&[&str]; 17] = [
        &["in.csv"],
        &["in.csv", "-o", "out.xlsx"],
        &["in.csv", "-o", "out"],
        &["in.txt", "-o", "out.csv"],
        &["-", "-o", "out.csv"],
        &["in.csv", "-o", "in.csv"],
        &["in.csv", "-o", "town/../in.csv"],
        &["in.csv", "-o", "out.csv", "--problems", "out.csv"],
        &["in.csv", "-o", "out.csv", "--problems", "in.csv"],
        &["in.csv", "-o", "out.csv", "--problems", "report.parquet"],
        &["in.csv", "-o", "out.csv", "--measures", "points"],
        &["in.csv", "-o", "out.csv", "--nodes", "privcy"],
        &["in.csv", "-o", "out.csv", "--profile", "nobody"],
        &["in.csv", "-o", "out.csv", "--threads", "0"],
        &["in.csv", "-o", "out.csv", "--separator", ",,"],
        &["in.csv", "-o", "out.csv", "--empty", "answered"],
        &["in.csv", "-o", "out.csv", "--question-column", "q"],
    ];
    for arguments in cases {
        let run = town(path, arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}: {}", run.err);
        assert!(!run.err.is_empty(), "{arguments:?}");
        assert_eq!(names(path), ["in.csv", "in.txt"], "{arguments:?}");
    }
    let run = town(path, &["in.csv", "-o", "out.csv", "--nodes", "privcy"]);
    assert!(run.err.contains("did you mean `privacy`?") && run.err.contains("--nodes"), "{}", run.err);
    let run = town(path, &["in.csv", "-o", "out.csv", "--keep", "cty"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("T1004") && run.err.contains("did you mean `city`?"), "{}", run.err);
    let run = town(path, &["in.txt", "--input-format", "csv", "-o", "out.csv"]);
    assert_eq!(run.code, 0, "{}", run.err);
}
