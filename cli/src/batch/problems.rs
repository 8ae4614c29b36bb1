// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What is wrong with the rows: told on standard error, or in a file of its own.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use digirights::{ColumnUse, Holds, Problem, TableReport};
use digirights_reporting::guarded;
use serde_json::json;

use super::format::OutputFormat;
use crate::aside::Aside;
use crate::diagnostics;
use crate::failure::Failure;
use crate::output::unwritable;
use crate::report::Report;

/// Problems that are told on standard error.
const SHOWN: usize = 5;

/// What a report says of each problem.
const FACTS: [&str; 9] =
    ["row", "line", "column", "question", "code", "problem", "found", "expected", "nearest"];

/// A problem and where it is.
pub struct Entry<'a> {
    /// The row of the result, from 1.
    pub row: Option<u64>,
    /// The line on which the row begins.
    pub line: Option<u64>,
    /// The heading of the column, or the place in an answers file.
    pub column: &'a str,
    pub question: &'a str,
    pub problem: &'a Problem,
}

/// All that was found.
pub struct Found {
    input: String,
    report: Option<ReportFile>,
    shown: Vec<Report>,
    problems: u64,
    rows: u64,
    last: Option<u64>,
}

impl Found {
    /// Nothing yet.
    pub fn new(input: &str, report: Option<ReportFile>) -> Self {
        Self { input: input.to_owned(), report, shown: Vec::new(), problems: 0, rows: 0, last: None }
    }

    /// How many problems there are.
    pub fn problems(&self) -> u64 {
        self.problems
    }

    /// How many rows have problems.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// One more. Those of a row come one after the other.
    pub fn note(&mut self, entry: &Entry<'_>) -> Result<(), Failure> {
        self.problems += 1;
        if entry.row.is_some() && entry.row != self.last {
            self.rows += 1;
            self.last = entry.row;
        }
        if let Some(report) = &mut self.report {
            return report.write(entry);
        }
        if self.shown.len() < SHOWN {
            self.shown.push(Report::of(entry.problem, &[]).at(format!("{}: {}", self.input, place(entry))));
        }
        Ok(())
    }

    /// Tells the first of them, where no file tells them all.
    pub fn tell(&self) {
        let left = self.problems - self.shown.len() as u64;
        if self.report.is_none() && self.problems > 0 {
            diagnostics::show_first(&self.shown, left, "`--problems FILE` keeps all of them.");
        }
    }

    /// The report, if there is one: whole, and still aside.
    pub fn finish(self) -> Result<Option<Aside>, Failure> {
        self.report.map(ReportFile::finish).transpose()
    }
}

/// The place in words.
fn place(entry: &Entry<'_>) -> String {
    let row = entry.row.map(|row| format!("row {row}"));
    let line = entry.line.map(|line| format!("line {line}"));
    let column = match entry.column {
        "" => None,
        place if place.starts_with('/') && entry.question.is_empty() => Some(place.to_owned()),
        heading => Some(format!("column `{heading}`")),
    };
    [row, line, column].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A report while it is written.
pub struct ReportFile {
    writer: Writer,
    shown: String,
}

enum Writer {
    Csv(Box<csv::Writer<Aside>>),
    Jsonl(BufWriter<Aside>),
}

impl ReportFile {
    /// Begins a report.
    pub fn new(aside: Aside, place: &Path, format: OutputFormat) -> Result<Self, Failure> {
        let shown = place.display().to_string();
        let writer = if format == OutputFormat::Jsonl {
            Writer::Jsonl(BufWriter::new(aside))
        } else {
            let mut writer = csv::Writer::from_writer(aside);
            writer.write_record(FACTS).map_err(|error| unwritable(&shown, &error))?;
            Writer::Csv(Box::new(writer))
        };
        Ok(Self { writer, shown })
    }

    fn write(&mut self, entry: &Entry<'_>) -> Result<(), Failure> {
        let problem = entry.problem;
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let written: Result<(), Box<dyn std::error::Error>> = match &mut self.writer {
            Writer::Csv(writer) => {
                let facts = [
                    &number(entry.row),
                    &number(entry.line),
                    entry.column,
                    entry.question,
                    problem.code().as_str(),
                    problem.code().title(),
                    problem.found(),
                    problem.expected(),
                    problem.nearest().unwrap_or_default(),
                ];
                writer.write_record(facts.map(|fact| guarded(fact).into_owned())).map_err(Into::into)
            }
            Writer::Jsonl(writer) => {
                let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
                let line = json!({
                    "row": entry.row, "line": entry.line, "column": text(entry.column),
                    "question": text(entry.question), "code": problem.code(), "problem": problem.code().title(),
                    "found": text(problem.found()), "expected": text(problem.expected()),
                    "nearest": problem.nearest(),
                });
                writeln!(writer, "{line}").map_err(Into::into)
            }
        };
        written.map_err(|error| unwritable(&self.shown, &error))
    }

    fn finish(self) -> Result<Aside, Failure> {
        let aside = match self.writer {
            Writer::Csv(writer) => writer.into_inner().map_err(csv::IntoInnerError::into_error),
            Writer::Jsonl(writer) => writer.into_inner().map_err(std::io::IntoInnerError::into_error),
        };
        aside.map_err(|error| unwritable(&self.shown, &error))
    }
}

/// The headings of the columns that answer each question.
pub fn headings(report: &TableReport) -> BTreeMap<String, String> {
    let mut headings: BTreeMap<String, String> = BTreeMap::new();
    for column in &report.columns {
        let Holds::Question { id, .. } = &column.holds else { continue };
        if column.used == ColumnUse::Answers {
            let heading = headings.entry(id.to_string()).or_default();
            let apart = if heading.is_empty() { "" } else { " | " };
            *heading = format!("{heading}{apart}{}", column.heading);
        }
    }
    headings
}
