// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Many answers at once, by column.

use std::borrow::Cow;

use digirights::{
    BadCell, BatchOptions, Cell, Cells, Coding, Column, Columns, Measure, ProfileId, ScoreColumn,
};
use js_sys::{
    Array, Float32Array, Float64Array, Int8Array, Int16Array, Int32Array, Object, RangeError, Reflect,
    Uint8Array, Uint16Array, Uint32Array,
};
use wasm_bindgen::prelude::*;

use crate::instrument::Instrument;
use crate::problems::{Of, list, refuse};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What one question was answered, row by row. Numbers are positions of options, or the answers to a
 * number question; -1 is "not applicable", -2 "don't know". A text is the id or label of an option, a
 * number, a day or the name of a state; a list holds several options; null and NaN are no answer. */
export type BatchColumn =
    | Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array
    | Float32Array | Float64Array
    | readonly (number | string | boolean | readonly string[] | null)[];

/** What is told of every node. */
export type Measure = "point" | "low" | "high" | "completeness" | "level" | "level_low" | "level_high";

/** What is scored, and how. */
export interface BatchOptions {
    /** The profile that is scored; without it, the whole questionnaire. */
    profile?: string;
    /** Default: all. */
    measures?: Measure[];
    /** Whether members of lenses are told as well. Default: yes. */
    lenses?: boolean;
}

/** Columns by name: `M01.point` of a node, `principles/P1.point` of a member of a lens. Numbers are NaN
 * where a row has no score, levels null. */
export interface BatchScores {
    columns: Record<string, Float64Array | (string | null)[]>;
    /** Cells that are no answers, by row. The scores of their rows are missing. */
    badCells: { row: number; question: string; problem: ExplainedProblem }[];
}
"#;

#[wasm_bindgen]
impl Instrument {
    /// Scores many answers at once: a column per question in, a column per measure out, with the bits
    /// of scoring them one by one.
    ///
    /// @throws {ProblemsError} a column is of no question, or there is no such profile
    /// @throws {RangeError} there is no such measure
    #[wasm_bindgen(js_name = scoreMany, unchecked_return_type = "BatchScores")]
    pub fn score_many(
        &self,
        rows: usize,
        #[wasm_bindgen(unchecked_param_type = "Record<string, BatchColumn>")] columns: &Object,
        #[wasm_bindgen(unchecked_optional_param_type = "BatchOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let (profile, options) = self.asked(options)?;
        let batch = self.inner().batch(profile).map_err(refuse(Of::Usage))?;
        let held: Vec<(String, Held)> = Object::keys(columns)
            .into_iter()
            .map(|question| {
                let column = Reflect::get(columns, &question).unwrap_or_default();
                (question.as_string().unwrap_or_default(), Held::of(&column))
            })
            .collect();
        let mut given = Columns::new(&batch, rows).coded(Coding::default());
        for (question, column) in &held {
            given.set(question, column.column(), None).map_err(refuse(Of::Usage))?;
        }
        let scores = batch.score(&given, &options);

        let columns = Object::new();
        for column in &scores.columns {
            set(&columns, &column.output.name, &written(column, rows));
        }
        let bad: Array = scores.bad_cells.iter().map(bad_cell).collect();
        let result = Object::new();
        set(&result, "columns", &columns);
        set(&result, "badCells", &bad);
        Ok(result.into())
    }
}

impl Instrument {
    fn asked(&self, options: &JsValue) -> Result<(Option<&ProfileId>, BatchOptions), JsValue> {
        let option = |key: &str| Reflect::get(options, &key.into()).unwrap_or_default();
        let profile = option("profile").as_string().map(|asked| self.profile(&asked)).transpose()?;
        let mut wanted = BatchOptions::default();
        if let Some(lenses) = option("lenses").as_bool() {
            wanted.lenses = lenses;
        }
        if let Some(measures) = option("measures").dyn_ref::<Array>() {
            let named = |name: JsValue| {
                let found = Measure::ALL.iter().find(|measure| name == measure.as_str()).copied();
                found.ok_or_else(|| RangeError::new(&format!("there is no measure {name:?}")))
            };
            wanted.measures = measures.iter().map(named).collect::<Result<_, _>>()?;
        }
        Ok((profile, wanted))
    }
}

/// A column that was handed over.
enum Held {
    Int8(Vec<i8>),
    Int16(Vec<i16>),
    Int32(Vec<i32>),
    UInt8(Vec<u8>),
    UInt16(Vec<u16>),
    UInt32(Vec<u32>),
    Float32(Vec<f32>),
    Float64(Vec<f64>),
    Cells(List),
}

impl Held {
    fn of(column: &JsValue) -> Self {
        macro_rules! typed {
            ($($kind:ident => $variant:ident),*) => {
                $(if let Some(values) = column.dyn_ref::<$kind>() {
                    return Self::$variant(values.to_vec());
                })*
            };
        }
        typed!(Int8Array => Int8, Int16Array => Int16, Int32Array => Int32, Uint8Array => UInt8,
            Uint16Array => UInt16, Uint32Array => UInt32, Float32Array => Float32, Float64Array => Float64);
        let values =
            column.dyn_ref::<Array>().map(|values| values.iter().map(|value| cell(&value)).collect());
        Self::Cells(List(values.unwrap_or_default()))
    }

    fn column(&self) -> Column<'_> {
        match self {
            Self::Int8(values) => Column::Int8(values),
            Self::Int16(values) => Column::Int16(values),
            Self::Int32(values) => Column::Int32(values),
            Self::UInt8(values) => Column::UInt8(values),
            Self::UInt16(values) => Column::UInt16(values),
            Self::UInt32(values) => Column::UInt32(values),
            Self::Float32(values) => Column::Float32(values),
            Self::Float64(values) => Column::Float64(values),
            Self::Cells(cells) => Column::Cells(cells),
        }
    }
}

/// Cells of any kind, one after the other.
struct List(Vec<Cell<'static>>);

impl Cells for List {
    fn cell(&self, row: usize) -> Cell<'_> {
        self.0.get(row).cloned().unwrap_or(Cell::Missing)
    }
}

fn cell(value: &JsValue) -> Cell<'static> {
    if let Some(number) = value.as_f64() {
        return if number.is_nan() { Cell::Missing } else { whole(number) };
    }
    if let Some(truth) = value.as_bool() {
        return Cell::Truth(truth);
    }
    if let Some(text) = value.as_string() {
        return Cell::Text(text.into());
    }
    match value.dyn_ref::<Array>() {
        Some(options) => Cell::Options(
            options.iter().map(|option| Cow::Owned(option.as_string().unwrap_or_default())).collect(),
        ),
        None => Cell::Missing,
    }
}

/// JavaScript has one kind of number; codes are whole.
fn whole(number: f64) -> Cell<'static> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and at most 2^53")]
    if number.fract().abs() <= 0.0 && number.abs() <= EXACT {
        Cell::Integer(number as i64)
    } else {
        Cell::Number(number)
    }
}

fn written(column: &ScoreColumn, rows: usize) -> JsValue {
    let Some(levels) = &column.output.levels else {
        let number = |row: usize| column.numbers.get(row).filter(|_| column.has(row)).copied();
        let numbers: Vec<f64> = (0..rows).map(|row| number(row).unwrap_or(f64::NAN)).collect();
        return Float64Array::from(numbers.as_slice()).into();
    };
    let names: Vec<JsValue> = levels.iter().map(JsValue::from).collect();
    let name = |row: usize| {
        let level = column.levels.get(row).filter(|_| column.has(row))?;
        names.get(usize::try_from(*level).ok()?).cloned()
    };
    (0..rows).map(|row| name(row).unwrap_or(JsValue::NULL)).collect::<Array>().into()
}

fn bad_cell(cell: &BadCell) -> JsValue {
    let object = Object::new();
    #[expect(clippy::cast_precision_loss, reason = "rows are far below 2^53")]
    set(&object, "row", &(cell.row as f64).into());
    set(&object, "question", &cell.question.as_str().into());
    set(&object, "problem", &list([&cell.problem]).unchecked_into::<Array>().get(0));
    object.into()
}

/// Of an object made here, which takes every key.
fn set(object: &Object, key: &str, value: &JsValue) {
    let _ = Reflect::set(object, &key.into(), value);
}
