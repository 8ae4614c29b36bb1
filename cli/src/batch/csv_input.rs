// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tables as text with separators, as spreadsheets and form tools write them. Every cell is a text: what
//! it means is the engine's to say.

use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use csv::{ByteRecord, Reader, ReaderBuilder};
use digirights::{Code, Problem};

use super::input::{Input, Opened, Part, Shown, Source, TableRows};
use super::separator;
use crate::failure::Failure;
use crate::report::Report;

/// Bytes in which the separator is looked for.
const SAMPLE: u64 = 1 << 16;
/// Bytes of one row: more is a quotation mark that was never closed.
const LONGEST: u64 = 1 << 26;
/// Bytes of one part.
const LARGEST: usize = 1 << 25;
/// A row that no text can hold. It is put behind the last: where it does not come back as a row, it lies
/// between quotation marks, the second of which is missing.
const END: &[u8] = b"\xff\xfe";

/// A table, row by row.
pub struct CsvInput {
    reader: Reader<Watched>,
    watch: Arc<Watch>,
    shown: Shown,
    schema: SchemaRef,
    record: ByteRecord,
    /// Lines before those that the reader counts.
    skipped: u64,
    /// Whether lines end in two signs. The reader takes a row for over before the second, and counts that.
    two_signs: bool,
    /// The line on which the last row began.
    last: u64,
    ended: bool,
}

impl CsvInput {
    /// Reads the headings.
    pub fn open(
        mut from: Box<dyn Read + Send>,
        total: Option<u64>,
        shown: Shown,
        separator: Option<u8>,
    ) -> Result<Opened, Failure> {
        let mut sample = Vec::new();
        from.by_ref().take(SAMPLE).read_to_end(&mut sample).map_err(|error| shown.unreadable(&error))?;
        if sample.starts_with(&[0xff, 0xfe]) || sample.starts_with(&[0xfe, 0xff]) {
            let report = Report::of_code(Code::NotUtf8, &shown.name).finding("UTF-16 text");
            return Err(Failure::input(report.expecting("UTF-8: save it as “CSV UTF-8”")));
        }
        let text = sample.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&sample);
        let (separator, text, skipped) = separator::find(text, separator);
        let two_signs = text.split(|byte| *byte == b'\n').next().is_some_and(|line| line.ends_with(b"\r"));
        let line_end: &[u8] = if two_signs { b"\r\n" } else { b"\n" };
        let watch = Arc::new(Watch { read: 0.into(), allowed: LONGEST.into(), ended: false.into() });
        let rest = Cursor::new(text.to_vec()).chain(from);
        let watched = Watched {
            from: Box::new(rest),
            end: Cursor::new([line_end, END, line_end].concat()),
            watch: watch.clone(),
        };
        let reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(watched);
        let schema = Arc::new(Schema::empty());
        let record = ByteRecord::new();
        let mut input =
            Self { reader, watch, shown, schema, record, skipped, two_signs, last: 1, ended: false };
        if input.read()? {
            let mut headings = Vec::with_capacity(input.record.len());
            for (column, heading) in input.record.iter().enumerate() {
                headings.push(text_of(heading, &input.shown, input.last, column)?);
            }
            // Spreadsheets write separators for columns in which nothing stands.
            while headings.last().is_some_and(|heading| heading.is_empty()) {
                headings.pop();
            }
            let field = |heading: &&str| Field::new(*heading, DataType::Utf8, true);
            input.schema = Arc::new(Schema::new(headings.iter().map(field).collect::<Vec<_>>()));
        }
        let shown = input.shown.clone();
        Ok(Opened { source: Source::Table(input.schema.clone(), Box::new(input)), total, shown })
    }

    /// The next row; whether there is one.
    fn read(&mut self) -> Result<bool, Failure> {
        if self.ended {
            return Ok(false);
        }
        self.watch.allowed.store(self.reader.position().byte().saturating_add(LONGEST), Relaxed);
        let more = self.reader.read_byte_record(&mut self.record);
        let more = more.map_err(|error| unreadable(&self.shown, error, self.last + 1))?;
        let within = self.record.as_slice().split(|byte| *byte == b'\n').count() as u64 - 1;
        // The line of the reader is that behind the row.
        let unended = (self.reader.position().line() + self.skipped).saturating_sub(within);
        self.last = if self.two_signs { unended } else { unended.saturating_sub(1) };
        if self.watch.ended.load(Relaxed) {
            if self.record.as_slice() == END {
                self.ended = true;
                return Ok(false);
            }
            let begin = self.record.as_slice().trim_ascii_end();
            if !more || begin.ends_with(END) {
                return Err(unclosed(&self.shown, unended));
            }
        }
        Ok(true)
    }
}

impl Input<TableRows> for CsvInput {
    fn done(&self) -> u64 {
        self.watch.read.load(Relaxed)
    }

    fn next(&mut self, most: usize) -> Result<Option<Part<TableRows>>, Failure> {
        let count = self.schema.fields().len();
        let mut columns: Vec<StringBuilder> =
            (0..count).map(|_| StringBuilder::with_capacity(0, 0)).collect();
        let (mut bytes, mut lines, mut bad) = (0, Vec::new(), Vec::new());
        while lines.len() < most && bytes < LARGEST && self.read()? {
            bytes += self.record.as_slice().len();
            let beyond = self.record.iter().skip(count).any(|cell| !cell.is_empty());
            if self.record.len() < count || beyond {
                let problem = Problem::new(Code::RowLength, "").finding(cells(self.record.len()));
                bad.push((lines.len(), problem.expecting(cells(count))));
            }
            for (index, column) in columns.iter_mut().enumerate() {
                match self.record.get(index).unwrap_or_default() {
                    [] => column.append_null(),
                    cell => column.append_value(text_of(cell, &self.shown, self.last, index)?),
                }
            }
            lines.push(self.last);
        }
        if lines.is_empty() {
            return Ok(None);
        }
        let arrays = columns.iter_mut().map(|column| -> ArrayRef { Arc::new(column.finish()) });
        let options = RecordBatchOptions::new().with_row_count(Some(lines.len()));
        let table = RecordBatch::try_new_with_options(self.schema.clone(), arrays.collect(), &options);
        let table = table.map_err(|error| self.shown.broken("CSV", &error))?;
        Ok(Some(Part { rows: (table, bad), lines }))
    }
}

fn cells(count: usize) -> String {
    if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") }
}

fn text_of<'a>(cell: &'a [u8], shown: &Shown, line: u64, column: usize) -> Result<&'a str, Failure> {
    str::from_utf8(cell).map_err(|error| {
        let at = error.valid_up_to();
        let found = format!("in line {line}, cell {}, a byte that is not UTF-8 after {at} bytes", column + 1);
        Failure::input(Report::of_code(Code::NotUtf8, &shown.name).finding(found))
    })
}

fn unclosed(shown: &Shown, line: u64) -> Failure {
    let found = format!("a quotation mark that is never closed, in the row that begins on line {line}");
    shown.unreadable(&io::Error::other(found))
}

fn unreadable(shown: &Shown, error: csv::Error, line: u64) -> Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => unclosed(shown, line),
        csv::ErrorKind::Io(error) => shown.unreadable(&error),
        other => shown.unreadable(&io::Error::other(format!("line {line}: {other:?}"))),
    }
}

/// What is known of the bytes that were read.
struct Watch {
    read: AtomicU64,
    allowed: AtomicU64,
    ended: AtomicBool,
}

/// Counts what is read, stops where one row does not end, and puts `END` behind it all.
struct Watched {
    from: Box<dyn Read + Send>,
    end: Cursor<Vec<u8>>,
    watch: Arc<Watch>,
}

impl Read for Watched {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.watch.read.load(Relaxed) > self.watch.allowed.load(Relaxed) {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let read = self.from.read(to)?;
        self.watch.read.fetch_add(read as u64, Relaxed);
        if read > 0 || to.is_empty() {
            return Ok(read);
        }
        self.watch.ended.store(true, Relaxed);
        self.end.read(to)
    }
}
