// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Where rows come from, part by part.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};
use std::path::Path;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use digirights::{Answers, Problem};

use super::arguments::ReadingArguments;
use super::csv_input::CsvInput;
use super::format::InputFormat;
use super::{arrow_input, json_input};
use crate::failure::Failure;
use crate::input::STANDARD_INPUT;
use crate::report::Report;

/// Some rows of an input.
pub struct Part<Rows> {
    pub rows: Rows,
    /// The line on which each row begins; none where the format has no lines.
    pub lines: Vec<u64>,
}

/// An input while it is read.
pub trait Input<Rows>: Send {
    /// The next rows, at most so many.
    fn next(&mut self, most: usize) -> Result<Option<Part<Rows>>, Failure>;
    /// How far it is read, out of the total of `Opened`.
    fn done(&self) -> u64;
}

/// Rows of a table, with those that cannot be read by their position.
pub type TableRows = (RecordBatch, Vec<(usize, Problem)>);

/// Answers files, or why there are none.
pub type AnswersRows = Vec<Result<Answers, Vec<Problem>>>;

/// What the rows of an input are.
pub enum Source {
    /// Rows of a table with these columns.
    Table(SchemaRef, Box<dyn Input<TableRows>>),
    /// Answers files, the first of which is for this questionnaire.
    Answers(String, Box<dyn Input<AnswersRows>>),
}

/// An input, and how much there is of it.
pub struct Opened {
    pub source: Source,
    /// Bytes or rows, if that is known.
    pub total: Option<u64>,
    pub shown: Shown,
}

/// The name by which problems refer to the input.
#[derive(Debug, Clone)]
pub struct Shown {
    pub name: String,
}

impl Shown {
    /// The operating system refuses.
    pub fn unreadable(&self, error: &io::Error) -> Failure {
        Failure::input(Report::unreadable(&self.name, error))
    }

    /// The file is not of its format.
    pub fn broken(&self, format: &str, error: &dyn Display) -> Failure {
        let found = format!("something that is no {format}: {error}");
        self.unreadable(&io::Error::other(found))
    }
}

/// Opens the input.
pub fn open(name: &str, reading: &ReadingArguments) -> Result<Opened, Failure> {
    let format = InputFormat::of(name, reading.input_format)?;
    let standard = name == STANDARD_INPUT;
    let shown = Shown { name: if standard { "standard input".to_owned() } else { name.to_owned() } };
    if format == InputFormat::Csv && standard {
        return CsvInput::open(Box::new(io::stdin()), None, shown, reading.separator);
    }
    let file = if standard { spooled(io::stdin().lock(), &shown)? } else { file(Path::new(name), &shown)? };
    let about = file.metadata().map_err(|error| shown.unreadable(&error))?;
    let total = about.is_file().then_some(about.len());
    if format == InputFormat::Csv {
        return CsvInput::open(Box::new(file), total, shown, reading.separator);
    }
    // A pipe can be read once and forwards.
    let file = if about.is_file() { file } else { spooled(file, &shown)? };
    match format {
        InputFormat::Jsonl => json_input::open(file, shown),
        InputFormat::Parquet => arrow_input::parquet(file, shown),
        InputFormat::Csv | InputFormat::Arrow => arrow_input::arrow(file, shown),
    }
}

fn file(path: &Path, shown: &Shown) -> Result<File, Failure> {
    if path.is_dir() {
        return Err(shown.unreadable(&io::Error::other("it is a folder")));
    }
    File::open(path).map_err(|error| shown.unreadable(&error))
}

/// All of an input as a file without a name: most formats are read from more than one place.
fn spooled(mut from: impl Read, shown: &Shown) -> Result<File, Failure> {
    let mut spool = || {
        let mut file = tempfile::tempfile()?;
        io::copy(&mut from, &mut file)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    };
    spool().map_err(|error| shown.unreadable(&error))
}
