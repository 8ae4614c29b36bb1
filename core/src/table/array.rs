// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Arrow arrays as columns of a batch. Numbers and truth values are read where they lie; of a
//! dictionary each value is looked at once.

use std::borrow::Cow;

use arrow_array::cast::AsArray as _;
use arrow_array::timezone::Tz;
use arrow_array::types::{
    ArrowTemporalType, ArrowTimestampType, Date32Type, Date64Type, Decimal32Type, Decimal64Type,
    Decimal128Type, Decimal256Type, DecimalType, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType, BooleanArray, PrimitiveArray, StringArrayType};
use arrow_schema::{DataType, TimeUnit};

use super::kind::clock;
use crate::batch::{Bits, Cell, Cells, Column, Input};
use crate::problem::{Code, Problem};

/// A column, made ready to be read.
pub(super) struct Reading<'a> {
    body: Body<'a>,
    valid: Option<Bits<'a>>,
}

enum Body<'a> {
    InPlace(Column<'a>),
    Keyed(Cow<'a, [u32]>, Box<Reading<'a>>),
    Cells(Box<dyn Cells + Send + 'a>),
}

impl<'a> Reading<'a> {
    /// Of an array of a type that can answer a question: see `kind`. Of others every cell is missing, and so
    /// is a text that is one of `blanks`.
    pub(super) fn of(array: &'a dyn Array, blanks: &'a [String]) -> Self {
        let body = body(array, blanks);
        // The nulls of a column of nothing but nulls are not written down.
        let valid = array.nulls().map(|nulls| Bits::new(nulls.validity(), nulls.offset()));
        Self { body, valid }
    }

    /// Of cells that say themselves where nothing stands.
    pub(super) fn of_cells(cells: impl Cells + Send + 'a) -> Self {
        Self { body: Body::Cells(Box::new(cells)), valid: None }
    }

    /// Of a column in which nothing stands.
    pub(super) fn of_nothing() -> Self {
        Self { body: Body::Cells(Box::new(Nothing)), valid: None }
    }

    pub(super) fn input(&self) -> Input<'_> {
        let column = match &self.body {
            Body::InPlace(column) => *column,
            Body::Keyed(keys, values) => Column::Keyed { keys, cells: values.as_ref() },
            Body::Cells(cells) => Column::Cells(cells.as_ref()),
        };
        Input { column, valid: self.valid }
    }
}

impl Cells for Reading<'_> {
    fn cell(&self, row: usize) -> Cell<'_> {
        // The lists are in the reading, and not in what is made of it for one call.
        match &self.body {
            _ if self.valid.is_some_and(|valid| !valid.get(row)) => Cell::Missing,
            Body::InPlace(column) => column.cell(row),
            Body::Cells(cells) => cells.cell(row),
            Body::Keyed(keys, values) => {
                let key = keys.get(row).and_then(|key| usize::try_from(*key).ok());
                key.map_or(Cell::Missing, |key| values.cell(key))
            }
        }
    }
}

fn body<'a>(array: &'a dyn Array, blanks: &'a [String]) -> Body<'a> {
    match array.data_type() {
        DataType::Boolean => Body::InPlace(Column::Bool(bits(array.as_boolean()))),
        DataType::Int8 => Body::InPlace(Column::Int8(values::<Int8Type>(array))),
        DataType::Int16 => Body::InPlace(Column::Int16(values::<Int16Type>(array))),
        DataType::Int32 => Body::InPlace(Column::Int32(values::<Int32Type>(array))),
        DataType::Int64 => Body::InPlace(Column::Int64(values::<Int64Type>(array))),
        DataType::UInt8 => Body::InPlace(Column::UInt8(values::<UInt8Type>(array))),
        DataType::UInt16 => Body::InPlace(Column::UInt16(values::<UInt16Type>(array))),
        DataType::UInt32 => Body::InPlace(Column::UInt32(values::<UInt32Type>(array))),
        DataType::UInt64 => Body::InPlace(Column::UInt64(values::<UInt64Type>(array))),
        DataType::Float16 => Body::Cells(Box::new(Halves(values::<Float16Type>(array)))),
        DataType::Float32 => Body::InPlace(Column::Float32(values::<Float32Type>(array))),
        DataType::Float64 => Body::InPlace(Column::Float64(values::<Float64Type>(array))),
        DataType::Decimal32(..) => Body::Cells(Box::new(Decimals(array.as_primitive::<Decimal32Type>()))),
        DataType::Decimal64(..) => Body::Cells(Box::new(Decimals(array.as_primitive::<Decimal64Type>()))),
        DataType::Decimal128(..) => Body::Cells(Box::new(Decimals(array.as_primitive::<Decimal128Type>()))),
        DataType::Decimal256(..) => Body::Cells(Box::new(Decimals(array.as_primitive::<Decimal256Type>()))),
        DataType::Utf8 => Body::Cells(Box::new(Texts(array.as_string::<i32>(), blanks))),
        DataType::LargeUtf8 => Body::Cells(Box::new(Texts(array.as_string::<i64>(), blanks))),
        DataType::Utf8View => Body::Cells(Box::new(Texts(array.as_string_view(), blanks))),
        DataType::Date32 => Body::Cells(Box::new(Days(array.as_primitive::<Date32Type>()))),
        DataType::Date64 => Body::Cells(Box::new(Days(array.as_primitive::<Date64Type>()))),
        DataType::Timestamp(unit, zone) => timestamps(array, *unit, zone.as_deref()),
        DataType::List(_) => {
            let list = array.as_list::<i32>();
            lists(list.values(), |row| ends(list.value_offsets(), row))
        }
        DataType::LargeList(_) => {
            let list = array.as_list::<i64>();
            lists(list.values(), |row| ends(list.value_offsets(), row))
        }
        DataType::FixedSizeList(_, size) => {
            let size = usize::try_from(*size).unwrap_or_default();
            lists(array.as_fixed_size_list().values(), move |row| Some((row * size, (row + 1) * size)))
        }
        DataType::Dictionary(keys, _) => {
            let values = Box::new(Reading::of(array.as_any_dictionary().values().as_ref(), blanks));
            Body::Keyed(self::keys(array, keys), values)
        }
        _ => Body::Cells(Box::new(Nothing)),
    }
}

fn values<T: ArrowPrimitiveType>(array: &dyn Array) -> &[T::Native] {
    array.as_primitive::<T>().values()
}

fn bits(array: &BooleanArray) -> Bits<'_> {
    Bits::new(array.values().values(), array.values().offset())
}

/// The keys of a dictionary. Those of missing cells may be anything.
fn keys<'a>(array: &'a dyn Array, of: &DataType) -> Cow<'a, [u32]> {
    let keys = array.as_any_dictionary().keys();
    match of {
        DataType::Int32 => Cow::Borrowed(bytemuck::cast_slice(values::<Int32Type>(keys))),
        DataType::UInt32 => Cow::Borrowed(values::<UInt32Type>(keys)),
        DataType::Int8 => narrow(values::<Int8Type>(keys)),
        DataType::Int16 => narrow(values::<Int16Type>(keys)),
        DataType::Int64 => narrow(values::<Int64Type>(keys)),
        DataType::UInt8 => narrow(values::<UInt8Type>(keys)),
        DataType::UInt16 => narrow(values::<UInt16Type>(keys)),
        DataType::UInt64 => narrow(values::<UInt64Type>(keys)),
        _ => Cow::Borrowed(&[]),
    }
}

fn narrow<'a, T: Copy + TryInto<u32>>(keys: &[T]) -> Cow<'a, [u32]> {
    Cow::Owned(keys.iter().map(|key| (*key).try_into().unwrap_or(u32::MAX)).collect())
}

/// Cells in which nothing stands.
struct Nothing;

impl Cells for Nothing {
    fn cell(&self, _: usize) -> Cell<'_> {
        Cell::Missing
    }
}

/// Texts, and those that say as little as an empty cell.
struct Texts<'a, T>(T, &'a [String]);

impl<'a, T: StringArrayType<'a> + Sync> Cells for Texts<'a, T> {
    fn cell(&self, row: usize) -> Cell<'_> {
        if row >= self.0.len() {
            return Cell::Missing;
        }
        let text = self.0.value(row);
        let is_blank = !self.1.is_empty() && self.1.iter().any(|blank| blank.trim() == text.trim());
        if is_blank { Cell::Missing } else { Cell::Text(text.into()) }
    }
}

struct Halves<'a>(&'a [<Float16Type as ArrowPrimitiveType>::Native]);

impl Cells for Halves<'_> {
    fn cell(&self, row: usize) -> Cell<'_> {
        let number = self.0.get(row).map(|half| half.to_f64()).filter(|number| !number.is_nan());
        number.map_or(Cell::Missing, Cell::Number)
    }
}

struct Decimals<'a, T: DecimalType>(&'a PrimitiveArray<T>);

impl<T: DecimalType> Cells for Decimals<'_, T> {
    fn cell(&self, row: usize) -> Cell<'_> {
        if row >= self.0.len() {
            return Cell::Missing;
        }
        // The double nearest to the decimal, which a division could miss.
        self.0.value_as_string(row).parse().map_or(Cell::Missing, Cell::Number)
    }
}

/// The problem of a day that no calendar here has.
fn no_day() -> Cell<'static> {
    let problem = Problem::new(Code::OffScale, "").finding("a time out of all range");
    Cell::Wrong(problem.expecting("a day such as 2026-05-31"))
}

struct Days<'a, T: ArrowPrimitiveType>(&'a PrimitiveArray<T>);

impl<T: ArrowTemporalType> Cells for Days<'_, T>
where
    i64: From<T::Native>,
{
    fn cell(&self, row: usize) -> Cell<'_> {
        if row >= self.0.len() {
            return Cell::Missing;
        }
        self.0.value_as_date(row).map_or_else(no_day, |day| Cell::Text(day.to_string().into()))
    }
}

/// Times at an offset from UTC, whose days are told as clocks there show them.
struct Zoned<'a, T: ArrowPrimitiveType>(&'a PrimitiveArray<T>, Tz);

impl<T: ArrowTemporalType> Cells for Zoned<'_, T>
where
    i64: From<T::Native>,
{
    fn cell(&self, row: usize) -> Cell<'_> {
        if row >= self.0.len() {
            return Cell::Missing;
        }
        let there = self.0.value_as_datetime_with_tz(row, self.1);
        there.map_or_else(no_day, |time| Cell::Text(time.date_naive().to_string().into()))
    }
}

fn timestamps<'a>(array: &'a dyn Array, unit: TimeUnit, zone: Option<&str>) -> Body<'a> {
    fn of<'a, T: ArrowTimestampType>(array: &'a dyn Array, zone: Option<&str>) -> Body<'a> {
        let times = array.as_primitive::<T>();
        match zone.map(clock) {
            None => Body::Cells(Box::new(Days(times))),
            Some(Some(clock)) => Body::Cells(Box::new(Zoned(times, clock))),
            Some(None) => Body::Cells(Box::new(Nothing)),
        }
    }
    match unit {
        TimeUnit::Second => of::<TimestampSecondType>(array, zone),
        TimeUnit::Millisecond => of::<TimestampMillisecondType>(array, zone),
        TimeUnit::Microsecond => of::<TimestampMicrosecondType>(array, zone),
        TimeUnit::Nanosecond => of::<TimestampNanosecondType>(array, zone),
    }
}

/// Lists of texts: the items between two places of another column.
struct Lists<'a, F> {
    items: Reading<'a>,
    count: usize,
    ends: F,
}

fn lists<'a>(
    items: &'a dyn Array,
    ends: impl Fn(usize) -> Option<(usize, usize)> + Send + Sync + 'a,
) -> Body<'a> {
    Body::Cells(Box::new(Lists { items: Reading::of(items, &[]), count: items.len(), ends }))
}

fn ends<T: Copy + TryInto<usize>>(offsets: &[T], row: usize) -> Option<(usize, usize)> {
    let end = |row: usize| (*offsets.get(row)?).try_into().ok();
    Some((end(row)?, end(row + 1)?))
}

impl<F: Fn(usize) -> Option<(usize, usize)> + Sync> Cells for Lists<'_, F> {
    fn cell(&self, row: usize) -> Cell<'_> {
        let Some((from, to)) = (self.ends)(row) else { return Cell::Missing };
        let mut options = Vec::new();
        for item in from..to.min(self.count) {
            let Cell::Text(text) = self.items.cell(item) else {
                let problem = Problem::new(Code::OffScale, "").finding("null in a list");
                return Cell::Wrong(problem.expecting("options alone"));
            };
            options.push(text);
        }
        Cell::Options(options)
    }
}
