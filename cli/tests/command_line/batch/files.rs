// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Files: whole or not there, the same for any number of threads, and never all in memory.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::{Child, Command, Stdio};

use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::{folder, names, town};
use crate::support::{finish, program};

/// Rows of a table for the questionnaire of a small town.
fn rows(count: usize) -> String {
    let policy = ["none", "planned", "partly", "in_place", "dont_know", "", "wrong"];
    let officer = ["yes", "no", "partly", ""];
    let mut text = String::new();
    for row in 0..count {
        let _ = writeln!(text, "Town {row},{},{},{}", policy[row % 7], officer[row % 4], row % 31);
    }
    text
}

const HEADINGS: &str = "city,privacy.policy,privacy.officer,services.response\n";

#[test]
fn the_number_of_threads_does_not_show() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("in.csv"), format!("{HEADINGS}{}", rows(9000))).expect("room");
    for output in ["out.csv", "out.parquet", "out.arrow", "out.jsonl"] {
        let written = ["1", "4", "7"].map(|threads| {
            let run = town(path, &["in.csv", "-o", output, "--threads", threads, "--problems", "report.csv"]);
            assert_eq!(run.code, 1, "{}", run.err);
            [output, "report.csv"].map(|name| fs::read(path.join(name)).expect("the file"))
        });
        assert!(written[0] == written[1] && written[0] == written[2], "{output}");
    }
}

#[test]
fn what_cannot_be_written_is_told_and_changes_nothing() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("in.csv"), format!("{HEADINGS}{}", rows(3))).expect("room");
    fs::create_dir(path.join("folder.csv")).expect("a folder");
    fs::write(path.join("out.csv"), "what was there").expect("room");
    for (arguments, words) in [
        (["in.csv", "-o", "folder.csv", "--problems", "p.csv"], "it is a folder"),
        (["in.csv", "-o", "not-there/out.csv", "--problems", "p.csv"], "there is no folder `not-there`"),
        (["in.csv", "-o", "out.csv", "--problems", "not-there/p.csv"], "there is no folder `not-there`"),
        (["not-there.csv", "-o", "out.csv", "--problems", "p.csv"], "not-there.csv"),
        (["folder.csv", "-o", "out.csv", "--problems", "p.csv"], "it is a folder"),
    ] {
        let run = town(path, &arguments);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{arguments:?}");
        assert!(run.err.contains(words) && run.err.contains("C100"), "{arguments:?}: {}", run.err);
        assert_eq!(names(path), ["folder.csv", "in.csv", "out.csv"], "{arguments:?}");
        assert_eq!(fs::read_to_string(path.join("out.csv")).expect("the file"), "what was there");
    }
}

#[cfg(unix)]
#[test]
fn devices_and_full_disks_are_told_and_change_nothing() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("in.csv"), format!("{HEADINGS}{}", rows(2000))).expect("room");
    // By a link: an error here must not replace a device of this machine.
    for (device, words) in [("/dev/full", "device"), ("/dev/null", "device")] {
        let link = path.join("link.csv");
        std::os::unix::fs::symlink(device, &link).expect("a link");
        let run = town(path, &["in.csv", "-o", "link.csv"]);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("C1004") && run.err.contains(words), "{}", run.err);
        assert!(link.is_symlink());
        fs::remove_file(link).expect("the link");
    }
    // A file that may have 4 KB is as good as a full disk.
    for output in ["out.csv", "out.jsonl", "out.parquet", "out.arrow", "out.arrows"] {
        fs::write(path.join(output), "what was there").expect("room");
        let program = env!("CARGO_BIN_EXE_digirights");
        let limited = format!(
            "trap '' XFSZ; ulimit -f 8; exec {program} batch in.csv -o {output} --questionnaire town"
        );
        let mut command = Command::new("/bin/sh");
        let run =
            finish(command.args(["-c", &limited]).current_dir(path).env_clear().output().expect("a shell"));
        assert_eq!(run.code, 1, "{output}: {}", run.err);
        assert!(run.err.contains("C1004") && run.err.contains(output), "{output}: {}", run.err);
        assert_eq!(names(path), ["in.csv", output], "{output}");
        assert_eq!(fs::read_to_string(path.join(output)).expect("the file"), "what was there");
        fs::remove_file(path.join(output)).expect("the file");
    }
}

/// A run that waits for more rows.
fn waiting(folder: &std::path::Path, arguments: &[&str]) -> Child {
    let all = [&["batch", "-", "--input-format", "csv", "--questionnaire", "town"], arguments].concat();
    let mut command = program(&all);
    command.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the program starts")
}

#[cfg(unix)]
#[test]
fn an_interruption_leaves_nothing() {
    for signal in ["-INT", "-TERM"] {
        let folder = folder();
        let path = folder.path();
        fs::write(path.join("out.csv"), "what was there").expect("room");
        let mut child = waiting(path, &["-o", "out.csv", "--problems", "report.csv"]);
        let input = child.stdin.as_mut().expect("a pipe");
        input.write_all(format!("{HEADINGS}{}", rows(70_000)).as_bytes()).expect("a reader");
        let begun = || names(path).iter().filter(|name| name.starts_with(".digirights-")).count() == 2;
        assert!((0..600).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            begun()
        }));
        let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill");
        assert!(sent.success());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(output.status.code(), Some(130), "{signal}");
        assert_eq!(names(path), ["out.csv"], "{signal}");
        assert_eq!(fs::read_to_string(path.join("out.csv")).expect("the file"), "what was there");
    }
}

/// 200,000 rows of 1.5 KB pass through; what is in memory at once is a fraction of that.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_rows() {
    let folder = folder();
    let path = folder.path();
    let mut child = waiting(path, &["-o", "out.parquet", "--nodes", "privacy", "--measures", "point"]);
    let mut input = child.stdin.take().expect("a pipe");
    let status = format!("/proc/{}/status", child.id());
    let peak = || {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok()).unwrap_or_default()
    };
    let note = "x".repeat(1500);
    input.write_all(b"city,note,privacy.policy\n").expect("a reader");
    let mut most = 0;
    for thousand in 0..200 {
        let mut text = String::new();
        for row in 0..1000 {
            let _ = writeln!(text, "{thousand}-{row},{note},in_place");
        }
        input.write_all(text.as_bytes()).expect("a reader");
        most = most.max(peak());
    }
    // The pipe is empty when all has been read; the peak is read until the program ends.
    drop(input);
    while child.try_wait().expect("a child").is_none() {
        most = most.max(peak());
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let run = finish(child.wait_with_output().expect("the program ends"));
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("200000 rows scored"), "{}", run.err);
    assert!((10_000..220_000).contains(&most), "{most} kB at most");
    let file = fs::File::open(path.join("out.parquet")).expect("the file");
    let result = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet");
    assert_eq!(result.metadata().file_metadata().num_rows(), 200_000);
}
