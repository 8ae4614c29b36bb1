// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! JSON Lines: objects with an answer for each question, or whole answers files.
//!
//! Objects need not have the same keys, and the first may miss what the last has. So they are read twice:
//! once for the columns and their types, and once for the rows.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Seek as _, SeekFrom};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_json::ReaderBuilder;
use arrow_schema::{ArrowError, SchemaRef};
use digirights::{Answers, Code, Limits, Problem};
use serde_json::{Map, Value};

use super::input::{AnswersRows, Input, Opened, Part, Shown, Source, TableRows};
use super::json_columns::{Columns, Row, fit, texts};
use super::json_lines::Lines;
use crate::failure::Failure;
use crate::report::Report;

/// Bytes of one part.
const LARGEST: u64 = 1 << 25;
/// Problems that are told of a file none of whose lines can be read.
const TOLD: usize = 20;

/// Finds out what the lines hold.
pub fn open(mut file: File, shown: Shown) -> Result<Opened, Failure> {
    let unreadable = |error: io::Error| shown.unreadable(&error);
    let total = file.metadata().map_err(unreadable)?.len();
    let mut lines = Lines::new(file.try_clone().map_err(unreadable)?);
    let mut columns = Columns::default();
    let mut bad = Vec::new();
    let mut readable = false;
    let mut questionnaire = None;
    while let Some((number, line)) = lines.next().map_err(unreadable)? {
        match line.and_then(row) {
            Ok(row) => {
                if !readable {
                    questionnaire = named_by(&row);
                    readable = true;
                }
                if questionnaire.is_some() {
                    break;
                }
                columns.note(&row);
            }
            Err(problem) if bad.len() < TOLD => {
                bad.push(Report::of(&problem, &[]).at(format!("{}: line {number}", shown.name)));
            }
            Err(_) => {}
        }
    }
    if !readable && !bad.is_empty() {
        return Err(Failure::Input(bad));
    }
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let lines = Lines::new(file);
    let source = if let Some(id) = questionnaire {
        Source::Answers(id, Box::new(AnswersInput { lines, shown: shown.clone() }))
    } else {
        let schema = Arc::new(columns.schema());
        let texts = texts(&schema);
        Source::Table(schema.clone(), Box::new(TableInput { lines, shown: shown.clone(), schema, texts }))
    };
    Ok(Opened { source, total: Some(total), shown })
}

/// The questionnaire of an answers file; none for a row of a table.
fn named_by(row: &Row) -> Option<String> {
    let of = |name: &str| row.0.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    let id = of("questionnaire")?.get("id")?.as_str()?;
    of("answers")?.is_object().then(|| id.to_owned())
}

fn row(line: &str) -> Result<Row, Problem> {
    serde_json::from_str(line).map_err(|error| {
        in_line(Problem::new(Code::Syntax, "").finding(error.to_string()).expecting("one object"))
    })
}

/// Which line it is stands beside it: of the text, a line is all there is.
fn in_line(problem: Problem) -> Problem {
    let found = problem.found().replace(" at line 1 column ", " at character ");
    problem.finding(found)
}

/// An object in each line.
struct TableInput {
    lines: Lines<File>,
    shown: Shown,
    schema: SchemaRef,
    texts: BTreeSet<String>,
}

impl Input<TableRows> for TableInput {
    fn done(&self) -> u64 {
        self.lines.read()
    }

    fn next(&mut self, most: usize) -> Result<Option<Part<TableRows>>, Failure> {
        let (mut rows, mut bad) = (Vec::new(), Vec::new());
        let lines = part(&mut self.lines, &self.shown, most, |line| {
            let row = line.and_then(row).map(|row| fit(row, &self.texts));
            let row = row.map_err(|problem| bad.push((rows.len(), problem)));
            rows.push(row.unwrap_or_default());
        })?;
        if lines.is_empty() {
            return Ok(None);
        }
        let table = table(&self.schema, &rows).map_err(|error| self.shown.broken("JSON", &error))?;
        Ok(Some(Part { rows: (table, bad), lines }))
    }
}

fn table(schema: &SchemaRef, rows: &[Map<String, Value>]) -> Result<RecordBatch, ArrowError> {
    let mut decoder = ReaderBuilder::new(schema.clone()).build_decoder()?;
    decoder.serialize(rows)?;
    Ok(decoder.flush()?.unwrap_or_else(|| RecordBatch::new_empty(schema.clone())))
}

/// An answers file in each line.
struct AnswersInput {
    lines: Lines<File>,
    shown: Shown,
}

impl Input<AnswersRows> for AnswersInput {
    fn done(&self) -> u64 {
        self.lines.read()
    }

    fn next(&mut self, most: usize) -> Result<Option<Part<AnswersRows>>, Failure> {
        let mut rows = Vec::new();
        let lines = part(&mut self.lines, &self.shown, most, |line| {
            rows.push(line.map_err(|problem| vec![problem]).and_then(|line| {
                let read = Answers::from_json_with(line, &Limits::default());
                read.map_err(|problems| problems.into_vec().into_iter().map(in_line).collect())
            }));
        })?;
        Ok((!lines.is_empty()).then_some(Part { rows, lines }))
    }
}

/// The lines of one part, and their numbers.
fn part(
    lines: &mut Lines<File>,
    shown: &Shown,
    most: usize,
    mut take: impl FnMut(Result<&str, Problem>),
) -> Result<Vec<u64>, Failure> {
    let begun = lines.read();
    let mut numbers = Vec::new();
    while numbers.len() < most && lines.read() - begun < LARGEST {
        let Some((number, line)) = lines.next().map_err(|error| shown.unreadable(&error))? else { break };
        take(line);
        numbers.push(number);
    }
    Ok(numbers)
}
