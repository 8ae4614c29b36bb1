// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Formats of tables, told by the ends of names.

use std::path::Path;

use clap::ValueEnum;

use crate::failure::Failure;
use crate::input::STANDARD_INPUT;
use crate::report::Report;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// Values apart by commas, semicolons or tabs
    Csv,
    /// Apache Parquet
    Parquet,
    /// Apache Arrow IPC: a file, also called Feather, or a stream
    Arrow,
    /// JSON Lines: answers by question, or whole answers files
    Jsonl,
}

impl InputFormat {
    /// The format that was asked for, or that the name of the input tells.
    pub fn of(name: &str, asked: Option<Self>) -> Result<Self, Failure> {
        let told = match ending(Path::new(name)).as_str() {
            "csv" | "tsv" => Some(Self::Csv),
            "parquet" => Some(Self::Parquet),
            "arrow" | "arrows" | "feather" => Some(Self::Arrow),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        };
        asked.or(told).ok_or_else(|| {
            let expected = if name == STANDARD_INPUT {
                "`--input-format` with standard input"
            } else {
                "a name that ends in .csv, .tsv, .parquet, .arrow, .arrows, .feather or .jsonl, or `--input-format`"
            };
            Failure::usage(Report::option("INPUT", name, expected))
        })
    }
}

/// A format that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputFormat {
    Csv,
    Parquet,
    ArrowFile,
    ArrowStream,
    Jsonl,
}

impl OutputFormat {
    /// The format that the name of the output tells.
    pub fn of(place: &Path) -> Result<Self, Failure> {
        match ending(place).as_str() {
            "csv" => Ok(Self::Csv),
            "parquet" => Ok(Self::Parquet),
            "arrow" | "feather" => Ok(Self::ArrowFile),
            "arrows" => Ok(Self::ArrowStream),
            "jsonl" | "ndjson" => Ok(Self::Jsonl),
            _ => Err(wrong("--output", place, ".csv, .parquet, .arrow, .arrows, .feather or .jsonl")),
        }
    }

    /// The format of a report of problems.
    pub fn of_report(place: &Path) -> Result<Self, Failure> {
        match Self::of(place) {
            Ok(format @ (Self::Csv | Self::Jsonl)) => Ok(format),
            _ => Err(wrong("--problems", place, ".csv or .jsonl")),
        }
    }
}

fn wrong(option: &str, place: &Path, endings: &str) -> Failure {
    let expected = format!("a name that ends in {endings}");
    Failure::usage(Report::option(option, &place.display().to_string(), expected))
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}
