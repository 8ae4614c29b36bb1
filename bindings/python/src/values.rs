// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Arrow values as Python objects.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowTimestampType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type,
    DecimalType, DurationMicrosecondType, DurationMillisecondType, DurationNanosecondType,
    DurationSecondType, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    Time32MillisecondType, Time32SecondType, Time64MicrosecondType, Time64NanosecondType,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::{DataType, TimeUnit};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::table::refused;

type Values<'py> = PyResult<Vec<Bound<'py, PyAny>>>;

/// Every value of an array. What Python has no value for is a text.
pub fn of<'py>(py: Python<'py>, array: &ArrayRef) -> Values<'py> {
    macro_rules! each {
        ($values:expr) => {
            $values.iter().map(|value| value.into_bound_py_any(py)).collect()
        };
    }
    macro_rules! moments {
        ($kind:ty, $as:ident) => {{
            let moments = array.as_primitive::<$kind>();
            told(py, array, |row| moments.$as(row).map(|value| value.into_bound_py_any(py)))
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
        DataType::Float16 => {
            let halves = array.as_primitive::<Float16Type>().iter();
            halves.map(|half| half.map(f64::from).into_bound_py_any(py)).collect()
        }
        DataType::Float32 => each!(array.as_primitive::<Float32Type>()),
        DataType::Float64 => each!(array.as_primitive::<Float64Type>()),
        DataType::Decimal32(..) => decimals::<Decimal32Type>(py, array),
        DataType::Decimal64(..) => decimals::<Decimal64Type>(py, array),
        DataType::Decimal128(..) => decimals::<Decimal128Type>(py, array),
        DataType::Decimal256(..) => decimals::<Decimal256Type>(py, array),
        DataType::Utf8 => each!(array.as_string::<i32>()),
        DataType::LargeUtf8 => each!(array.as_string::<i64>()),
        DataType::Utf8View => each!(array.as_string_view()),
        DataType::Binary => each!(array.as_binary::<i32>()),
        DataType::LargeBinary => each!(array.as_binary::<i64>()),
        DataType::BinaryView => each!(array.as_binary_view()),
        DataType::FixedSizeBinary(_) => each!(array.as_fixed_size_binary()),
        DataType::Date32 => moments!(Date32Type, value_as_date),
        DataType::Date64 => moments!(Date64Type, value_as_date),
        DataType::Time32(TimeUnit::Second) => moments!(Time32SecondType, value_as_time),
        DataType::Time32(_) => moments!(Time32MillisecondType, value_as_time),
        DataType::Time64(TimeUnit::Microsecond) => moments!(Time64MicrosecondType, value_as_time),
        DataType::Time64(_) => moments!(Time64NanosecondType, value_as_time),
        DataType::Duration(TimeUnit::Second) => moments!(DurationSecondType, value_as_duration),
        DataType::Duration(TimeUnit::Millisecond) => moments!(DurationMillisecondType, value_as_duration),
        DataType::Duration(TimeUnit::Microsecond) => moments!(DurationMicrosecondType, value_as_duration),
        DataType::Duration(TimeUnit::Nanosecond) => moments!(DurationNanosecondType, value_as_duration),
        DataType::Timestamp(unit, zone) => {
            let zone = zone.as_deref();
            match unit {
                TimeUnit::Second => timestamps::<TimestampSecondType>(py, array, zone),
                TimeUnit::Millisecond => timestamps::<TimestampMillisecondType>(py, array, zone),
                TimeUnit::Microsecond => timestamps::<TimestampMicrosecondType>(py, array, zone),
                TimeUnit::Nanosecond => timestamps::<TimestampNanosecondType>(py, array, zone),
            }
        }
        DataType::List(_) => lists(py, array.as_list::<i32>().iter()),
        DataType::LargeList(_) => lists(py, array.as_list::<i64>().iter()),
        DataType::FixedSizeList(..) => lists(py, array.as_fixed_size_list().iter()),
        DataType::Struct(_) => records(py, array),
        DataType::Dictionary(_, _) => {
            let coded = array.as_any_dictionary();
            let known = of(py, coded.values())?;
            let keys = coded.normalized_keys().into_iter().enumerate();
            let value = |(row, key): (usize, usize)| known.get(key).filter(|_| coded.is_valid(row)).cloned();
            Ok(keys.map(|entry| value(entry).unwrap_or_else(|| py.None().into_bound(py))).collect())
        }
        _ => told(py, array, |_| None),
    }
}

/// Every value as it is told, or as a text where there is none, such as a day after the year 9999.
fn told<'py>(
    py: Python<'py>,
    array: &ArrayRef,
    value: impl Fn(usize) -> Option<PyResult<Bound<'py, PyAny>>>,
) -> Values<'py> {
    let options = FormatOptions::default();
    let texts = ArrayFormatter::try_new(array.as_ref(), &options).map_err(refused)?;
    let one = |row| match value(row) {
        _ if array.is_null(row) => Ok(py.None().into_bound(py)),
        Some(Ok(value)) => Ok(value),
        _ => texts.value(row).to_string().into_bound_py_any(py),
    };
    (0..array.len()).map(one).collect()
}

fn decimals<'py, T: DecimalType>(py: Python<'py>, array: &ArrayRef) -> Values<'py> {
    let class = py.import("decimal")?.getattr("Decimal")?;
    let numbers = array.as_primitive::<T>();
    told(py, array, |row| Some(class.call1((numbers.value_as_string(row),))))
}

/// Times as clocks show them in their zone.
fn timestamps<'py, T: ArrowTimestampType>(
    py: Python<'py>,
    array: &ArrayRef,
    zone: Option<&str>,
) -> Values<'py> {
    let times = array.as_primitive::<T>();
    let Some(zone) = zone else {
        return told(py, array, |row| times.value_as_datetime(row).map(|time| time.into_bound_py_any(py)));
    };
    let clock = clock(py, zone);
    // Not every zone has a clock that writes its texts.
    let plain: ArrayRef = Arc::new(times.clone().with_timezone_opt(None::<&str>));
    told(py, &plain, |row| {
        let time = times.value_as_datetime(row)?.and_utc().into_bound_py_any(py);
        Some(match &clock {
            Some(clock) => time.and_then(|time| time.call_method1("astimezone", (clock,))),
            None => time,
        })
    })
}

/// The time zone of a name or an offset such as `+02:00`; none for UTC, and for one that is not known here:
/// its times are told in UTC, which are the same moments.
fn clock<'py>(py: Python<'py>, zone: &str) -> Option<Bound<'py, PyAny>> {
    if zone == "UTC" {
        return None;
    }
    let named = || py.import("zoneinfo")?.getattr("ZoneInfo")?.call1((zone,));
    let offset = || {
        let class = py.import("datetime")?.getattr("datetime")?;
        class.call_method1("fromisoformat", (format!("2000-01-01T00:00:00{zone}"),))?.getattr("tzinfo")
    };
    let found = if zone.starts_with(['+', '-']) { offset() } else { named() };
    found.ok().filter(|zone| !zone.is_none())
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
