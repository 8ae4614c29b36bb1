// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Where scores are written, part by part.

use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_cast::cast;
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use arrow_json::{LineDelimitedWriter, WriterBuilder};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use digirights_reporting::guarded;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use super::format::OutputFormat;
use crate::aside::Aside;
use crate::failure::Failure;
use crate::output::unwritable;

/// Bytes of a row group of Parquet: so much waits in memory.
const GROUP: usize = 1 << 26;

/// A file of scores while it is written.
pub struct Output {
    writer: Writer,
    shown: String,
}

enum Writer {
    Csv(Box<csv::Writer<Aside>>),
    Jsonl(Box<LineDelimitedWriter<BufWriter<Aside>>>),
    Parquet(Box<ArrowWriter<Aside>>),
    ArrowFile(Box<FileWriter<BufWriter<Aside>>>, SchemaRef),
    ArrowStream(Box<StreamWriter<BufWriter<Aside>>>),
}

/// What can go wrong with a file that is written.
type Written<T> = Result<T, Box<dyn std::error::Error>>;

impl Output {
    /// Begins a file. The first so many columns came with the input.
    pub fn new(
        aside: Aside,
        place: &Path,
        format: OutputFormat,
        schema: &SchemaRef,
        kept: usize,
    ) -> Result<Self, Failure> {
        let shown = place.display().to_string();
        let writer = Writer::new(aside, format, schema, kept).map_err(|error| unwritable(&shown, &error))?;
        Ok(Self { writer, shown })
    }

    /// Writes rows.
    pub fn write(&mut self, rows: &RecordBatch) -> Result<(), Failure> {
        self.writer.write(rows).map_err(|error| unwritable(&self.shown, &error))
    }

    /// Writes what is left. The file is whole then, and still aside.
    pub fn finish(self) -> Result<Aside, Failure> {
        self.writer.finish().map_err(|error| unwritable(&self.shown, &error))
    }
}

impl Writer {
    fn new(aside: Aside, format: OutputFormat, schema: &SchemaRef, kept: usize) -> Written<Self> {
        Ok(match format {
            OutputFormat::Csv => {
                let mut writer = csv::Writer::from_writer(aside);
                writer
                    .write_record(schema.fields().iter().map(|field| guarded(field.name()).into_owned()))?;
                Self::Csv(Box::new(writer))
            }
            OutputFormat::Jsonl => {
                let builder = WriterBuilder::new().with_explicit_nulls(true);
                Self::Jsonl(Box::new(builder.build(BufWriter::new(aside))))
            }
            OutputFormat::Parquet => {
                let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
                Self::Parquet(Box::new(ArrowWriter::try_new(aside, schema.clone(), Some(properties))?))
            }
            OutputFormat::ArrowFile => {
                let schema = Arc::new(plain(schema, kept));
                Self::ArrowFile(Box::new(FileWriter::try_new(BufWriter::new(aside), &schema)?), schema)
            }
            OutputFormat::ArrowStream => {
                Self::ArrowStream(Box::new(StreamWriter::try_new(BufWriter::new(aside), schema)?))
            }
        })
    }

    fn write(&mut self, rows: &RecordBatch) -> Written<()> {
        match self {
            Self::Csv(writer) => write_csv(writer, rows)?,
            Self::Jsonl(writer) => writer.write(rows)?,
            Self::Parquet(writer) => {
                writer.write(rows)?;
                if writer.in_progress_size() > GROUP {
                    writer.flush()?;
                }
            }
            Self::ArrowFile(writer, schema) => writer.write(&as_plain(rows, schema)?)?,
            Self::ArrowStream(writer) => writer.write(rows)?,
        }
        Ok(())
    }

    fn finish(self) -> Written<Aside> {
        let buffered = match self {
            Self::Csv(writer) => return writer.into_inner().map_err(|error| error.into_error().into()),
            Self::Parquet(writer) => return Ok(writer.into_inner()?),
            Self::Jsonl(mut writer) => {
                writer.finish()?;
                writer.into_inner()
            }
            Self::ArrowFile(writer, _) => writer.into_inner()?,
            Self::ArrowStream(writer) => writer.into_inner()?,
        };
        Ok(buffered.into_inner().map_err(std::io::IntoInnerError::into_error)?)
    }
}

fn write_csv(writer: &mut csv::Writer<Aside>, rows: &RecordBatch) -> Written<()> {
    let options = FormatOptions::default();
    let columns = rows.columns().iter().map(|array| ArrayFormatter::try_new(array.as_ref(), &options));
    let columns = columns.collect::<Result<Vec<_>, ArrowError>>()?;
    let mut cell = String::new();
    for row in 0..rows.num_rows() {
        for column in &columns {
            cell.clear();
            column.value(row).write(&mut cell)?;
            writer.write_field(guarded(&cell).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(())
}

/// An Arrow file has one dictionary for all the rows of a column, and the parts of an input need not.
fn plain(schema: &Schema, kept: usize) -> Schema {
    let field = |(index, field): (usize, &Arc<Field>)| match field.data_type() {
        DataType::Dictionary(_, values) if index < kept => {
            Arc::new(field.as_ref().clone().with_data_type(values.as_ref().clone()))
        }
        _ => field.clone(),
    };
    Schema::new(schema.fields().iter().enumerate().map(field).collect::<Vec<_>>())
}

fn as_plain(rows: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let arrays = rows.columns().iter().zip(schema.fields());
    let arrays = arrays.map(|(array, field)| {
        if array.data_type() == field.data_type() {
            Ok(array.clone())
        } else {
            cast(array, field.data_type())
        }
    });
    RecordBatch::try_new(schema.clone(), arrays.collect::<Result<_, _>>()?)
}

/// Names of columns that stand twice: most formats cannot hold them.
pub fn twice(schema: &Schema) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    let names = schema.fields().iter().map(|field| field.name());
    names.filter(|name| !seen.insert(name.as_str())).cloned().collect()
}
