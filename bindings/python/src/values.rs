// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Arrow values as Python objects.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

type Values<'py> = PyResult<Vec<Bound<'py, PyAny>>>;

/// Every value of an array.
pub fn of<'py>(py: Python<'py>, array: &ArrayRef) -> Values<'py> {
    macro_rules! each {
        ($values:expr) => {
            $values.iter().map(|value| value.into_bound_py_any(py)).collect()
        };
    }
    macro_rules! moments {
        ($kind:ty, $as:ident) => {{
            let moments = array.as_primitive::<$kind>();
            let moment = |row| moments.is_valid(row).then(|| moments.$as(row)).flatten();
            (0..moments.len()).map(|row| moment(row).into_bound_py_any(py)).collect()
        }};
    }
    match array.data_type() {
        DataType::Null => Ok((0..array.len()).map(|_| py.None().into_bound(py)).collect()),
        DataType::Boolean => each!(array.as_boolean()),
        DataType::Int8 => each!(array.as_primitive::<Int8Type>()),
        DataType::Int16 => each!(array.as_primitive::<Int16Type>()),
        DataType::Int32 => each!(array.as_primitive::<Int32Type>()),
        DataType::Int64 => each!(array.as_primitive::<Int64Type>()),
        DataType::UInt8 => each!(array.as_primitive::<UInt8Type>()),
        DataType::UInt16 => each!(array.as_primitive::<UInt16Type>()),
        DataType::UInt32 => each!(array.as_primitive::<UInt32Type>()),
        DataType::UInt64 => each!(array.as_primitive::<UInt64Type>()),
        DataType::Float32 => each!(array.as_primitive::<Float32Type>()),
        DataType::Float64 => each!(array.as_primitive::<Float64Type>()),
        DataType::Utf8 => each!(array.as_string::<i32>()),
        DataType::LargeUtf8 => each!(array.as_string::<i64>()),
        DataType::Utf8View => each!(array.as_string_view()),
        DataType::Date32 => moments!(Date32Type, value_as_date),
        DataType::Timestamp(TimeUnit::Second, None) => moments!(TimestampSecondType, value_as_datetime),
        DataType::Timestamp(TimeUnit::Millisecond, None) => {
            moments!(TimestampMillisecondType, value_as_datetime)
        }
        DataType::Timestamp(TimeUnit::Microsecond, None) => {
            moments!(TimestampMicrosecondType, value_as_datetime)
        }
        DataType::Timestamp(TimeUnit::Nanosecond, None) => {
            moments!(TimestampNanosecondType, value_as_datetime)
        }
        DataType::List(_) => lists(py, array.as_list::<i32>().iter()),
        DataType::LargeList(_) => lists(py, array.as_list::<i64>().iter()),
        DataType::Struct(_) => records(py, array),
        DataType::Dictionary(_, _) => {
            let coded = array.as_any_dictionary();
            let known = of(py, coded.values())?;
            let keys = coded.normalized_keys().into_iter().enumerate();
            let value = |(row, key): (usize, usize)| known.get(key).filter(|_| coded.is_valid(row)).cloned();
            Ok(keys.map(|entry| value(entry).unwrap_or_else(|| py.None().into_bound(py))).collect())
        }
        other => Err(PyTypeError::new_err(format!(
            "a column of type {other} has no plain Python values; use `to_pyarrow()` or `to_polars()`"
        ))),
    }
}

fn lists(py: Python<'_>, lists: impl Iterator<Item = Option<ArrayRef>>) -> Values<'_> {
    lists.map(|list| list.map(|list| of(py, &list)).transpose()?.into_bound_py_any(py)).collect()
}

fn records<'py>(py: Python<'py>, array: &ArrayRef) -> Values<'py> {
    let records = array.as_struct();
    let rows: Vec<_> = (0..records.len()).map(|_| PyDict::new(py)).collect();
    for (name, column) in records.column_names().into_iter().zip(records.columns()) {
        for (row, value) in rows.iter().zip(of(py, column)?) {
            row.set_item(name, value)?;
        }
    }
    let value = |(row, record)| if records.is_valid(row) { Some(record) } else { None };
    rows.into_iter().enumerate().map(|entry| value(entry).into_bound_py_any(py)).collect()
}
