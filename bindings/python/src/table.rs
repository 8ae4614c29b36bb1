// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Arrow tables: any columns, in any number of chunks.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray, StructArray};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyCapsule};
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};
use pyo3_arrow::input::AnyRecordBatch;

use crate::values;

/// A table that other libraries read through the Arrow `PyCapsule` interface, without a copy.
#[pyclass(frozen, module = "digirights._digirights")]
#[derive(Debug)]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    /// Of these parts, which have this schema.
    pub fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Self {
        Self { schema, batches }
    }
}

#[pymethods]
impl Table {
    /// From columns: the name, the kind (`text`, `number`, `count`, `flag` or `texts`) and the values
    /// of each.
    #[staticmethod]
    fn of(columns: Vec<(String, String, Bound<'_, PyAny>)>) -> PyResult<Self> {
        let mut fields = Vec::new();
        let mut arrays = Vec::new();
        for (name, kind, values) in columns {
            let array = array(&kind, &values)?;
            fields.push(Field::new(name, array.data_type().clone(), true));
            arrays.push(array);
        }
        let schema = Arc::new(Schema::new(fields));
        let batch = RecordBatch::try_new(schema.clone(), arrays).map_err(refused)?;
        Ok(Self { schema, batches: vec![batch] })
    }

    /// From anything that speaks the Arrow `PyCapsule` interface.
    #[staticmethod]
    fn from_arrow(py: Python<'_>, stream: AnyRecordBatch) -> PyResult<Self> {
        let reader = stream.into_reader()?;
        let schema = reader.schema();
        let batches = py.detach(|| reader.collect::<Result<_, ArrowError>>()).map_err(refused)?;
        Ok(Self { schema, batches })
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        let field = Field::new_struct("", self.schema.fields().clone(), false);
        let field = field.with_metadata(self.schema.metadata().clone());
        let batches: Vec<_> = self
            .batches
            .iter()
            .map(|batch| Ok(Arc::new(StructArray::from(batch.clone())) as ArrayRef))
            .collect();
        to_stream_pycapsule(py, Box::new(ArrayIterator::new(batches, field.into())), requested_schema)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.schema.as_ref())
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Name and type of each column.
    fn schema(&self) -> Vec<(&str, String)> {
        let fields = self.schema.fields().iter();
        fields.map(|field| (field.name().as_str(), type_name(field.data_type()))).collect()
    }

    /// The values of a column, by its position.
    fn column<'py>(&self, py: Python<'py>, position: usize) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let mut all = Vec::with_capacity(self.__len__());
        for batch in &self.batches {
            let column = batch.columns().get(position);
            let column = column.ok_or_else(|| PyValueError::new_err("there is no such column"))?;
            all.append(&mut values::of(py, column)?);
        }
        Ok(all)
    }

    /// All of it, in Arrow's format for streams.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let written = py.detach(|| {
            let mut writer = StreamWriter::try_new(Vec::new(), &self.schema)?;
            self.batches.iter().try_for_each(|batch| writer.write(batch))?;
            writer.into_inner()
        });
        Ok(PyBytes::new(py, &written.map_err(refused)?))
    }

    /// From what `to_bytes` wrote.
    #[staticmethod]
    #[expect(clippy::needless_pass_by_value, reason = "extracted from Python objects")]
    fn of_bytes(py: Python<'_>, data: PyBackedBytes) -> PyResult<Self> {
        let read = py.detach(|| {
            let reader = StreamReader::try_new(&*data, None)?;
            let schema = reader.schema();
            Ok(Self { schema, batches: reader.collect::<Result<_, _>>()? })
        });
        read.map_err(refused)
    }

    /// Rows from `offset` on, at most `length` of them, without a copy.
    fn slice(&self, offset: usize, length: usize) -> Self {
        let (mut skip, mut room) = (offset, length);
        let mut batches = Vec::new();
        for batch in &self.batches {
            let from = skip.min(batch.num_rows());
            let rows = room.min(batch.num_rows() - from);
            if rows > 0 {
                batches.push(batch.slice(from, rows));
            }
            skip -= from;
            room -= rows;
        }
        Self { schema: self.schema.clone(), batches }
    }
}

fn array(kind: &str, values: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    Ok(match kind {
        "text" => Arc::new(StringArray::from(values.extract::<Vec<Option<String>>>()?)),
        "number" => Arc::new(Float64Array::from(values.extract::<Vec<Option<f64>>>()?)),
        "count" => Arc::new(Int64Array::from(values.extract::<Vec<Option<i64>>>()?)),
        "flag" => Arc::new(BooleanArray::from(values.extract::<Vec<Option<bool>>>()?)),
        "texts" => {
            let mut builder = ListBuilder::new(StringBuilder::new());
            for list in values.extract::<Vec<Option<Vec<String>>>>()? {
                builder.append_option(list.map(|list| list.into_iter().map(Some)));
            }
            Arc::new(builder.finish())
        }
        other => return Err(PyValueError::new_err(format!("there is no kind of column `{other}`"))),
    })
}

/// The type by the name that Arrow libraries for Python use.
fn type_name(of: &DataType) -> String {
    match of {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => "string".to_owned(),
        DataType::Float32 => "float".to_owned(),
        DataType::Float64 => "double".to_owned(),
        DataType::Boolean => "bool".to_owned(),
        DataType::List(item) | DataType::LargeList(item) => format!("list<{}>", type_name(item.data_type())),
        other => other.to_string().to_lowercase(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "handed over by `map_err`")]
pub fn refused(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
