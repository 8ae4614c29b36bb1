// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tables that know their types: Parquet and Arrow.

use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};

use arrow_array::RecordBatch;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::{ArrowError, SchemaRef};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;

use super::arrow_sizes::are_possible;
use super::contained::contained;
use super::input::{Input, Opened, Part, Shown, Source, TableRows};
use crate::failure::Failure;

/// Cells and rows that are read from a Parquet file at once.
const CELLS: usize = 1 << 22;
const ROWS: usize = 1 << 13;

/// Tables one after the other.
type Tables = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>;

/// A file of tables, cut into parts.
struct Cut {
    tables: Tables,
    format: &'static str,
    shown: Shown,
    /// The table that is being cut, and the first of its rows that is left.
    rest: Option<(RecordBatch, usize)>,
    done: u64,
}

/// Opens a Parquet file.
pub fn parquet(file: File, shown: Shown) -> Result<Opened, Failure> {
    let format = "Parquet file";
    let open = || {
        let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
        let total = u64::try_from(builder.metadata().file_metadata().num_rows()).ok();
        let schema = builder.schema().clone();
        let rows = (CELLS / schema.fields().len().max(1)).clamp(1, ROWS);
        Ok((Box::new(builder.with_batch_size(rows).build()?), schema, total))
    };
    let made: Result<_, ParquetError> = contained(open).ok_or_else(|| lies(format, &shown))?;
    let (tables, schema, total) = made.map_err(|error| shown.broken(format, &error))?;
    Ok(opened(tables, schema, total, format, shown))
}

/// Opens an Arrow file, or an Arrow stream that was written to a file.
pub fn arrow(mut file: File, shown: Shown) -> Result<Opened, Failure> {
    let format = "Arrow file";
    let mut magic = Vec::new();
    let begin = file.by_ref().take(6).read_to_end(&mut magic);
    let is_stream = magic != b"ARROW1";
    let possible = begin.and_then(|_| {
        let possible = are_possible(&mut file, is_stream)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(possible)
    });
    if !possible.map_err(|error| shown.unreadable(&error))? {
        return Err(lies(format, &shown));
    }
    let file = BufReader::new(file);
    let open = || -> Result<(SchemaRef, Tables), ArrowError> {
        if is_stream {
            let reader = StreamReader::try_new(file, None)?;
            Ok((reader.schema(), Box::new(reader)))
        } else {
            let reader = FileReader::try_new(file, None)?;
            Ok((reader.schema(), Box::new(reader)))
        }
    };
    let made = contained(open).ok_or_else(|| lies(format, &shown))?;
    let (schema, tables) = made.map_err(|error| shown.broken(format, &error))?;
    Ok(opened(tables, schema, None, format, shown))
}

fn lies(format: &str, shown: &Shown) -> Failure {
    shown.broken(format, &"what it says of itself cannot be")
}

fn opened(
    tables: Tables,
    schema: SchemaRef,
    total: Option<u64>,
    format: &'static str,
    shown: Shown,
) -> Opened {
    let input = Cut { tables, format, shown: shown.clone(), rest: None, done: 0 };
    Opened { source: Source::Table(schema, Box::new(input)), total, shown }
}

impl Input<TableRows> for Cut {
    fn done(&self) -> u64 {
        self.done
    }

    fn next(&mut self, most: usize) -> Result<Option<Part<TableRows>>, Failure> {
        loop {
            if let Some((table, from)) = self.rest.take() {
                let rows = (table.num_rows() - from).min(most);
                let part = table.slice(from, rows);
                if from + rows < table.num_rows() {
                    self.rest = Some((table, from + rows));
                }
                self.done += rows as u64;
                return Ok(Some(Part { rows: (part, Vec::new()), lines: Vec::new() }));
            }
            match contained(|| self.tables.next()).ok_or_else(|| lies(self.format, &self.shown))? {
                None => return Ok(None),
                Some(Ok(table)) if table.num_rows() == 0 => {}
                Some(Ok(table)) => self.rest = Some((table, 0)),
                Some(Err(error)) => return Err(self.shown.broken(self.format, &error)),
            }
        }
    }
}
