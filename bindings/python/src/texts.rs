// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! A table of texts, as it stands in a file.

use std::sync::Arc;

use arrow_array::builder::{ArrayBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchOptions, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use digirights::{Code, Problem};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyList, PyString};

use crate::problems::{Of, Refusal, to_list};
use crate::table::{Table, refused};
use crate::workbook;

/// The most columns, as many as a spreadsheet can have.
const COLUMNS: usize = 16_384;

/// The most cells, empty ones included: a small file can have a long row of headings above many short
/// rows.
const CELLS: usize = 250_000_000;

/// The most bytes of all texts.
const BYTES: usize = 1 << 30;

/// Bytes and rows that one part of the table holds at most.
const PART_BYTES: usize = 64 << 20;
const PART_ROWS: usize = 1 << 16;

/// A table of texts, as it stands in a file, without the rows that hold nothing.
#[pyclass(frozen, module = "digirights._digirights")]
#[derive(Debug)]
pub struct Texts {
    schema: SchemaRef,
    parts: Vec<RecordBatch>,
    /// The line or row of the file that each row begins on, from 1.
    lines: Vec<i64>,
    file: Option<String>,
}

#[pymethods]
impl Texts {
    /// From headings and the rows below them, which come in lists of the line and the cells of each.
    #[staticmethod]
    #[pyo3(signature = (headings, parts, file = None))]
    #[expect(clippy::needless_pass_by_value, reason = "extracted from Python objects")]
    fn of_rows(headings: Vec<String>, parts: Bound<'_, PyAny>, file: Option<String>) -> PyResult<Self> {
        let told = |problem| Refusal::new(Of::Answers, problem).in_file(file.as_deref());
        let mut texts = Builder::new(&headings).map_err(told)?;
        for part in parts.try_iter()? {
            for row in part?.cast::<PyList>()? {
                let (line, cells): (i64, Bound<'_, PyList>) = row.extract()?;
                let cells: Vec<Option<Bound<'_, PyString>>> = cells.extract()?;
                let cells = cells.iter().map(|cell| cell.as_ref().map(|cell| cell.to_str()).transpose());
                let cells: Vec<Option<&str>> = cells.collect::<Result<_, _>>().map_err(|_| {
                    let problem = Problem::new(Code::NotUtf8, format!("/{line}"));
                    told(problem.finding("half a surrogate pair"))
                })?;
                texts.push(line, &cells).map_err(told)?;
            }
        }
        texts.finish(file)
    }

    /// From a sheet of an Excel workbook, the first one without a name. Beside it, warnings.
    #[staticmethod]
    #[pyo3(signature = (data, sheet = None, file = None))]
    #[expect(clippy::needless_pass_by_value, reason = "extracted from Python objects")]
    fn of_workbook<'py>(
        py: Python<'py>,
        data: PyBackedBytes,
        sheet: Option<&str>,
        file: Option<String>,
    ) -> PyResult<(Self, Vec<Bound<'py, PyAny>>)> {
        let read = py.detach(|| workbook::read(&data, sheet));
        let told = |problem: Problem| {
            let of = if problem.code() == Code::NoSheet { Of::Usage } else { Of::Answers };
            Refusal::new(of, problem).in_file(file.as_deref())
        };
        let (texts, left_out) = read.map_err(told)?;
        Ok((texts.finish(file)?, to_list(py, &left_out)?))
    }

    fn __len__(&self) -> usize {
        self.len()
    }

    /// The lines that these rows begin on.
    #[expect(clippy::needless_pass_by_value, reason = "extracted from Python objects")]
    fn lines(&self, rows: Vec<usize>) -> Vec<i64> {
        rows.iter().map(|row| self.line(*row)).collect()
    }

    /// All of it, as it stands.
    fn table(&self) -> Table {
        Table::new(self.schema.clone(), self.parts.clone())
    }
}

impl Texts {
    /// The number of rows.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The headings.
    pub fn headings(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// The file it stands in.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The line of a row.
    pub fn line(&self, row: usize) -> i64 {
        self.lines.get(row).copied().unwrap_or_default()
    }

    /// The cells of a row.
    pub fn row(&self, row: usize) -> Vec<Option<&str>> {
        let mut rest = row;
        for part in &self.parts {
            if rest < part.num_rows() {
                return part.columns().iter().map(|column| text(column, rest)).collect();
            }
            rest -= part.num_rows();
        }
        Vec::new()
    }

    /// Whether a column holds anything.
    pub fn holds_anything(&self, column: usize) -> bool {
        self.parts
            .iter()
            .any(|part| part.columns().get(column).is_some_and(|cells| cells.null_count() < cells.len()))
    }

    /// Some columns under other names. Cells with one of these texts are as empty.
    pub fn select(&self, columns: &[(usize, String)], blanks: &[String]) -> PyResult<Table> {
        let field = |(_, name): &(usize, String)| Field::new(name, DataType::Utf8, true);
        let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
        let emptied = |cells: &ArrayRef| -> ArrayRef {
            if blanks.is_empty() {
                return cells.clone();
            }
            let kept = |cell: &&str| !blanks.iter().any(|blank| blank.trim() == cell.trim());
            let kept = cells.as_string::<i32>().iter().map(|cell| cell.filter(kept));
            Arc::new(kept.collect::<StringArray>())
        };
        let part = |part: &RecordBatch| {
            let cells = columns.iter().filter_map(|(column, _)| part.columns().get(*column)).map(emptied);
            // Rows without a column are rows, too.
            let rows = RecordBatchOptions::new().with_row_count(Some(part.num_rows()));
            RecordBatch::try_new_with_options(schema.clone(), cells.collect(), &rows).map_err(refused)
        };
        Ok(Table::new(schema.clone(), self.parts.iter().map(part).collect::<PyResult<_>>()?))
    }
}

fn text(column: &ArrayRef, row: usize) -> Option<&str> {
    let texts = column.as_string::<i32>();
    texts.is_valid(row).then(|| texts.value(row))
}

/// Texts on their way into a table.
#[derive(Debug)]
pub struct Builder {
    schema: SchemaRef,
    columns: Vec<StringBuilder>,
    parts: Vec<RecordBatch>,
    lines: Vec<i64>,
    /// Rows and bytes of the part that is not whole yet.
    rows: usize,
    bytes: usize,
    all_bytes: usize,
}

impl Builder {
    /// A table with these headings.
    pub fn new(headings: &[String]) -> Result<Self, Problem> {
        if headings.len() > COLUMNS {
            return Err(no_table(format!("{} columns", headings.len()), format!("at most {COLUMNS}")));
        }
        let fields = headings.iter().map(|heading| Field::new(heading, DataType::Utf8, true));
        Ok(Self {
            schema: Arc::new(Schema::new(fields.collect::<Vec<_>>())),
            columns: headings.iter().map(|_| StringBuilder::new()).collect(),
            parts: Vec::new(),
            lines: Vec::new(),
            rows: 0,
            bytes: 0,
            all_bytes: 0,
        })
    }

    /// Adds a row; one without a text is left out. Cells may be fewer than headings, and those beyond the
    /// headings must hold nothing.
    pub fn push(&mut self, line: i64, cells: &[Option<&str>]) -> Result<(), Problem> {
        if cells.iter().flatten().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        if self.lines.len().saturating_mul(self.columns.len()) >= CELLS {
            return Err(no_table(format!("more than {CELLS} cells"), "a smaller table"));
        }
        let bytes: usize = cells.iter().flatten().map(|cell| cell.len()).sum();
        self.all_bytes = self.all_bytes.saturating_add(bytes);
        if self.all_bytes > BYTES {
            return Err(no_table(format!("more than {BYTES} bytes of text"), "a smaller table"));
        }
        if self.rows >= PART_ROWS || self.bytes.saturating_add(bytes) > PART_BYTES {
            self.part()?;
        }
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            // Empty cells are added in bulk: of a row that is short, nothing is left to do.
            if let Some(cell) = cell.filter(|cell| !cell.is_empty()) {
                column.append_nulls(self.rows - column.len());
                column.append_value(cell);
            }
        }
        self.lines.push(line);
        self.rows += 1;
        self.bytes += bytes;
        Ok(())
    }

    fn part(&mut self) -> Result<(), Problem> {
        let mut columns: Vec<ArrayRef> = Vec::with_capacity(self.columns.len());
        for column in &mut self.columns {
            column.append_nulls(self.rows - column.len());
            columns.push(Arc::new(column.finish()));
        }
        (self.rows, self.bytes) = (0, 0);
        let part = RecordBatch::try_new(self.schema.clone(), columns);
        self.parts.push(part.map_err(|error| no_table(error.to_string(), ""))?);
        Ok(())
    }

    fn finish(mut self, file: Option<String>) -> PyResult<Texts> {
        let told = |problem| Refusal::new(Of::Answers, problem).in_file(file.as_deref());
        if self.columns.is_empty() {
            return Err(told(no_table("nothing", "a row of headings")).into());
        }
        if self.rows > 0 {
            self.part().map_err(told)?;
        }
        Ok(Texts { schema: self.schema, parts: self.parts, lines: self.lines, file })
    }
}

/// A file that is no table.
pub fn no_table(found: impl Into<String>, expected: impl Into<String>) -> Problem {
    Problem::new(Code::NoTable, "").finding(found.into()).expecting(expected.into())
}
