// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tables of texts, written and read in every format.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_ipc::CompressionType;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use serde_json::{Map, Value};

/// Rows by heading.
pub type Rows = Vec<Map<String, Value>>;

/// Headings and texts.
#[derive(Debug, Clone)]
pub struct Table {
    pub headings: Vec<String>,
    pub rows: Vec<Vec<Option<String>>>,
}

impl Table {
    fn batch(&self) -> RecordBatch {
        let column = |index: usize| -> ArrayRef {
            Arc::new(self.rows.iter().map(|row| row[index].as_deref()).collect::<StringArray>())
        };
        let columns = self.headings.iter().enumerate().map(|(index, name)| (name, column(index), true));
        RecordBatch::try_from_iter_with_nullable(columns).expect("a table")
    }

    /// Writes it in the format that the name tells.
    pub fn write(&self, path: &Path) {
        let table = self.batch();
        let file = || File::create(path).expect("a file");
        match path.extension().and_then(|ending| ending.to_str()).expect("an ending") {
            "csv" => self.write_csv(path, b'\t', "\u{feff}"),
            "tsv" => self.write_csv(path, b'\t', ""),
            "jsonl" => {
                let line = |row: &Vec<Option<String>>| {
                    let members = self.headings.iter().zip(row);
                    let members =
                        members.filter_map(|(name, text)| Some((name.clone(), text.clone()?.into())));
                    Value::Object(members.collect()).to_string() + "\n"
                };
                fs::write(path, self.rows.iter().map(line).collect::<String>()).expect("room");
            }
            "parquet" => {
                let properties = WriterProperties::builder()
                    .set_compression(Compression::ZSTD(ZstdLevel::default()))
                    .build();
                let mut writer =
                    ArrowWriter::try_new(file(), table.schema(), Some(properties)).expect("a file");
                writer.write(&table).expect("room");
                writer.close().expect("room");
            }
            "arrow" | "feather" => {
                let options =
                    IpcWriteOptions::default().try_with_compression(Some(CompressionType::LZ4_FRAME));
                let options = options.expect("a compression");
                let writer = FileWriter::try_new_with_options(file(), &table.schema(), options);
                let mut writer = writer.expect("a file");
                writer.write(&table).expect("room");
                writer.finish().expect("room");
            }
            "arrows" => {
                let mut writer = StreamWriter::try_new(file(), &table.schema()).expect("a file");
                writer.write(&table).expect("room");
                writer.finish().expect("room");
            }
            other => panic!("{other}"),
        }
    }

    /// Writes it as text.
    pub fn write_csv(&self, path: &Path, separator: u8, before: &str) {
        let mut writer =
            csv::WriterBuilder::new().delimiter(separator).from_writer(before.as_bytes().to_vec());
        writer.write_record(&self.headings).expect("room");
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| cell.as_deref().unwrap_or_default())).expect("room");
        }
        fs::write(path, writer.into_inner().expect("room")).expect("room");
    }
}

/// Reads a result. The cells of a CSV are texts, where they are not empty.
pub fn read(path: &Path) -> Rows {
    let file = || File::open(path).expect("the file");
    let text = || fs::read_to_string(path).expect("UTF-8");
    match path.extension().and_then(|ending| ending.to_str()).expect("an ending") {
        "csv" => {
            let mut reader = csv::Reader::from_path(path).expect("the file");
            let headings = reader.headers().expect("headings").clone();
            let cell = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
            let row = |row: csv::StringRecord| {
                headings.iter().map(str::to_owned).zip(row.iter().map(cell)).collect::<Map<_, _>>()
            };
            reader.records().map(|record| row(record.expect("a row"))).collect()
        }
        "jsonl" => text().lines().map(|line| serde_json::from_str(line).expect("an object")).collect(),
        "parquet" => {
            let reader = ParquetRecordBatchReader::try_new(file(), 1000).expect("Parquet");
            objects(reader.map(|part| part.expect("rows")))
        }
        "arrow" | "feather" => {
            let reader = FileReader::try_new(file(), None).expect("Arrow");
            objects(reader.map(|part| part.expect("rows")))
        }
        "arrows" => {
            let reader = StreamReader::try_new(file(), None).expect("Arrow");
            objects(reader.map(|part| part.expect("rows")))
        }
        other => panic!("{other}"),
    }
}

fn objects(parts: impl Iterator<Item = RecordBatch>) -> Rows {
    let mut writer = arrow_json::LineDelimitedWriter::new(Vec::new());
    parts.for_each(|part| writer.write(&part).expect("room"));
    writer.finish().expect("room");
    let text = String::from_utf8(writer.into_inner()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("an object")).collect()
}

/// The score in a cell.
pub fn number(row: &Map<String, Value>, name: &str) -> Option<f64> {
    match row.get(name) {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.parse().expect("a number")),
        Some(value) => Some(value.as_f64().expect("a number")),
    }
}

/// The text in a cell.
pub fn text<'a>(row: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    row.get(name).and_then(Value::as_str)
}
