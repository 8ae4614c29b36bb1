// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Batches with bad cells, odd lengths and several threads.
#![expect(clippy::panic, reason = "a test says what went wrong and stops")]

use digirights::{
    Batch, BatchOptions, BatchTarget, BatchValues, Bits, Code, Coding, Column, Columns, Measure, MissingCell,
    Questionnaire,
};
use digirights_tests::many::{Many, matrix};
use serde_json::json;

/// A choice that may not apply, a choice that must, a whole number, several options.
fn batch() -> Batch {
    let whole = json!({
        "format": "1.0", "id": "mini", "version": "1.0.0",
        "scales": {"steps": {"options": [
            {"id": "no", "value": 0}, {"id": "partly", "value": 0.5}, {"id": "yes", "value": 1}
        ]}},
        "root": {"id": "whole", "children": [
            {"id": "free", "answer": {"kind": "choice", "scale": "steps"}, "not_applicable": "allowed"},
            {"id": "strict", "answer": {"kind": "choice", "scale": "steps"}},
            {"id": "days", "answer": {"kind": "number", "minimum": 0, "maximum": 10, "integer": true,
                                      "bands": [{"from": 0, "value": 0}, {"from": 5, "value": 1}]}},
            {"id": "who", "answer": {"kind": "several", "options": [{"id": "a"}, {"id": "b"}], "combine": "share"}}
        ]}
    });
    let instrument = Questionnaire::from_json(&whole.to_string()).and_then(Questionnaire::check);
    instrument.and_then(|instrument| instrument.batch(None)).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Points by row, and bad cells by row, question and code.
type Whole = (Vec<Option<f64>>, Vec<(usize, String, Code)>);

fn whole(batch: &Batch, columns: &Columns<'_>) -> Whole {
    let scores = batch.score(columns, &BatchOptions::default());
    let points = scores.numbers("whole", Measure::Point).unwrap_or_default();
    let bad = scores.bad_cells.iter();
    (points, bad.map(|cell| (cell.row, cell.question.to_string(), cell.problem.code())).collect())
}

fn set<'a>(columns: &mut Columns<'a>, question: &str, column: Column<'a>) {
    columns.set(question, column, None).unwrap_or_else(|problems| panic!("{problems}"));
}

#[test]
fn bad_cells_take_only_their_rows_scores() {
    let batch = batch();
    let mut columns = Columns::new(&batch, 5);
    set(&mut columns, "free", Column::Int8(&[2, 3, -1, 0, 1]));
    set(&mut columns, "strict", Column::Int8(&[2, 2, 2, -1, 1]));
    set(&mut columns, "days", Column::Float64(&[5.0, 5.0, 11.0, 2.0, 0.5]));
    let (points, bad) = whole(&batch, &columns);
    assert_eq!(points, [Some(1.0), None, None, None, None]);
    let expected = [
        (1, "free", Code::OffScale),
        (2, "days", Code::NumberOutOfRange),
        (3, "strict", Code::NotApplicableForbidden),
        (4, "days", Code::OffScale),
    ];
    assert_eq!(bad, expected.map(|(row, question, code)| (row, question.to_owned(), code)));
}

#[test]
fn a_bad_cell_says_what_and_where() {
    let batch = batch();
    let mut columns = Columns::new(&batch, 2);
    set(&mut columns, "strict", Column::Int32(&[1, 77]));
    let scores = batch.score(&columns, &BatchOptions::default());
    let problem = &scores.bad_cells[0].problem;
    assert_eq!(
        (problem.path(), problem.found(), problem.expected()),
        ("/1/strict", "77", "a code from 0 to 2")
    );
}

#[test]
fn codes_and_missing_cells_mean_what_the_caller_says() {
    let batch = batch();
    let coding =
        Coding { first: 1, not_applicable: Some(8), dont_know: Some(9), missing: MissingCell::DontKnow };
    let mut columns = Columns::new(&batch, 4).coded(coding);
    set(&mut columns, "free", Column::Int8(&[3, 8, 9, 1]));
    set(&mut columns, "strict", Column::Int8(&[3, 3, 3, 3]));
    // 8 and 9 are possible numbers of days, and are taken as such.
    set(&mut columns, "days", Column::Int8(&[8, 9, 0, 0]));
    let (points, bad) = whole(&batch, &columns);
    assert_eq!(bad, []);
    assert_eq!(points, [Some(1.0), Some(1.0), Some(0.5), Some(1.0 / 3.0)]);
}

#[test]
fn whole_numbers_kept_as_doubles_are_codes() {
    let batch = batch();
    let mut columns = Columns::new(&batch, 3);
    set(&mut columns, "free", Column::Float64(&[2.0, f64::NAN, 1.5]));
    let (points, bad) = whole(&batch, &columns);
    assert_eq!(points, [Some(1.0), None, None]);
    assert_eq!(bad, [(2, "free".to_owned(), Code::OffScale)]);
}

#[test]
fn columns_that_are_short_unknown_or_twice() {
    let batch = batch();
    let mut columns = Columns::new(&batch, 70);
    set(&mut columns, "strict", Column::Int8(&[2]));
    let codes =
        |result: Result<(), digirights::Problems>| result.err().map(|problems| problems.first().code());
    assert_eq!(codes(columns.set("strict", Column::Int8(&[2]), None)), Some(Code::ColumnTwice));
    assert_eq!(codes(columns.set("strikt", Column::Int8(&[2]), None)), Some(Code::UnknownQuestion));
    let (points, bad) = whole(&batch, &columns);
    assert_eq!((points[0], points[1], points[69], bad.len()), (Some(1.0), None, None, 0));
}

#[test]
fn validity_may_begin_anywhere() {
    let batch = batch();
    let codes = [2_i8; 200];
    let bytes: Vec<u8> = (0..40).map(|byte: u8| byte.wrapping_mul(37)).collect();
    for offset in [0, 1, 7, 8, 13] {
        let bits = Bits::new(&bytes, offset);
        let mut columns = Columns::new(&batch, 200);
        columns
            .set("strict", Column::Int8(&codes), Some(bits))
            .unwrap_or_else(|problems| panic!("{problems}"));
        let (points, _) = whole(&batch, &columns);
        for (row, point) in points.iter().enumerate() {
            assert_eq!(point.is_some(), bits.get(row), "row {row} of offset {offset}");
        }
    }
}

#[test]
fn no_rows_are_no_scores() {
    let batch = batch();
    let scores = batch.score(&Columns::new(&batch, 0), &BatchOptions::default());
    assert!(scores.bad_cells.is_empty());
    assert!(scores.columns.iter().all(|column| column.numbers.is_empty() && column.levels.is_empty()));
}

/// Beyond one block, with a last block that is not full; whatever the number of threads.
#[test]
fn threads_and_blocks_change_nothing() {
    let instrument = matrix();
    let options = |threads| BatchOptions { threads, ..BatchOptions::default() };
    let many = Many::new(&instrument, 10_007);
    let one = many.score(&options(1));
    assert_eq!(one, many.score(&options(3)));
    let fewer =
        Many::new(&instrument, 10_007).score(&BatchOptions { measures: vec![Measure::Point], ..options(2) });
    assert_eq!(one.numbers("overall", Measure::Point), fewer.numbers("overall", Measure::Point));
}

#[test]
fn bad_cells_of_a_row_come_in_the_order_of_the_questionnaire() {
    // The first question is worked out last, because its condition looks at the others.
    let whole = json!({
        "format": "1.0", "id": "mini", "version": "1.0.0",
        "root": {"id": "whole", "children": [
            {"id": "a", "answer": {"kind": "share"}, "show_when": {"question": "c", "at_least": "yes"}},
            {"id": "b", "answer": {"kind": "share"}},
            {"id": "c", "answer": {"kind": "yes_no"}}
        ]}
    });
    let instrument = Questionnaire::from_json(&whole.to_string()).and_then(Questionnaire::check);
    let batch = instrument.and_then(|instrument| instrument.batch(None));
    let batch = batch.unwrap_or_else(|problems| panic!("{problems}"));
    let mut columns = Columns::new(&batch, 2);
    for question in ["c", "b", "a"] {
        set(&mut columns, question, Column::Float64(&[9.0, 9.0]));
    }
    let bad = batch.score(&columns, &BatchOptions::default()).bad_cells;
    let places: Vec<(usize, &str)> = bad.iter().map(|cell| (cell.row, cell.question.as_str())).collect();
    assert_eq!(places, [(0, "a"), (0, "b"), (0, "c"), (1, "a"), (1, "b"), (1, "c")]);
}

/// A target that ends before the rows do gets the rows it has room for, bad ones beyond its end or not.
#[test]
fn targets_of_any_length_get_their_rows() {
    let batch = batch();
    let mut codes = vec![1_i8; 128];
    codes[100] = 77;
    let mut columns = Columns::new(&batch, 128);
    set(&mut columns, "free", Column::Int8(&codes));
    let options = BatchOptions { measures: vec![Measure::Point, Measure::Low], ..BatchOptions::default() };
    let scores = batch.score(&columns, &options);
    let outputs = batch.outputs(&options);
    for rows in [0, 50, 64, 128] {
        let mut lists = vec![(vec![9.0; rows], vec![0_u64; rows.div_ceil(64)]); outputs.len()];
        let targets = lists
            .iter_mut()
            .map(|(values, valid)| BatchTarget { values: BatchValues::Numbers(values), valid });
        let bad = batch.score_into(&columns, &outputs, targets.collect(), 1);
        assert_eq!(bad, scores.bad_cells);
        for ((values, valid), column) in lists.iter().zip(&scores.columns) {
            assert_eq!(values, &column.numbers[..rows], "{} in {rows} rows", column.output.name);
            let there = |bits: &[u64], row: usize| bits[row / 64] >> (row % 64) & 1;
            assert!((0..rows).all(|row| there(valid, row) == there(&column.valid, row)));
        }
    }
}
