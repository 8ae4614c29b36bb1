// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tables with one row per answer.

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::Int64Type;
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use digirights::{Code, LongOptions, LongTable, Problems, TableOptions, TableScorer, Wide};

use crate::mini::{bad, codes, column, instrument, of, points, texts};

fn wide(parts: &[RecordBatch], options: &LongOptions) -> Result<Wide, Problems> {
    let mut long = LongTable::new(&instrument(), None, &parts[0].schema(), options)?;
    parts.iter().try_for_each(|part| long.add(part))?;
    long.finish()
}

fn column_of(texts: &[&str]) -> ArrayRef {
    Arc::new(texts.iter().map(|text| (!text.is_empty()).then_some(*text)).collect::<StringArray>())
}

#[test]
fn one_row_for_each_key_in_the_order_of_first_appearance() {
    let given = of(vec![
        column(
            "year",
            Int64Array::from(vec![Some(2025), Some(2024), Some(2025), Some(2024), None, Some(2025)]),
        ),
        ("question".to_owned(), column_of(&["M1.truth", "M1.truth", "M2.number", "S?", "M1.choice", ""])),
        ("value".to_owned(), column_of(&["yes", "no", "5", "50 %", "Fully", "nothing"])),
        texts("city", [Some("B"), Some("A"), Some("B"), Some("A"), None, Some("C")]),
    ]);
    // In parts it is the same.
    let parts = [given.slice(0, 2), given.slice(2, 0), given.slice(2, 4)];
    for parts in [&parts[..], &[given][..]] {
        let wide = wide(parts, &LongOptions::default()).unwrap_or_else(|problems| panic!("{problems}"));
        assert!(wide.bad_cells.is_empty() && wide.problems.is_empty());
        let names: Vec<String> =
            wide.batch.schema().fields().iter().map(|field| field.name().clone()).collect();
        assert_eq!(names, ["year", "city", "M1.choice", "M1.truth", "M2.number", "M2.share"]);
        let years = wide.batch.column(0).as_primitive::<Int64Type>();
        assert_eq!(years.iter().collect::<Vec<_>>(), [Some(2025), Some(2024), None, Some(2025)]);
        let scorer = TableScorer::new(&instrument(), None, &wide.batch.schema(), TableOptions::default())
            .unwrap_or_else(|problems| panic!("{problems}"));
        let scored = scorer.score_wide(&wide).unwrap_or_else(|problems| panic!("{problems}"));
        assert!(scored.bad_cells.is_empty());
        assert_eq!(points(&scored, "whole.point"), [Some(0.75), Some(0.25), Some(1.0), None]);
    }
}

#[test]
fn what_is_said_twice_or_of_no_question_is_told() {
    let given = of(vec![
        texts("city", [Some("A"), Some("A"), Some("A"), Some("B"), Some("B")]),
        ("question".to_owned(), column_of(&["M1.truth", "M2.number", "M1.truth", "M1.turth", "M2.number"])),
        column("value", StringArray::from(vec!["yes", "5", "yes", "no", "11"])),
    ]);
    let wide = wide(&[given], &LongOptions::default()).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(bad(&wide.bad_cells), [(0, "M1.truth", Code::AnsweredTwice)]);
    assert_eq!(wide.bad_cells[0].problem.path(), "/0/M1.truth");
    assert_eq!(wide.problems.len(), 1);
    let unknown = &wide.problems[0];
    assert_eq!((unknown.code(), unknown.path()), (Code::UnknownQuestion, "/3/question"));
    assert_eq!(unknown.nearest(), Some("M1.truth"));
    let scorer = TableScorer::new(&instrument(), None, &wide.batch.schema(), TableOptions::default())
        .unwrap_or_else(|problems| panic!("{problems}"));
    let scored = scorer.score_wide(&wide).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(
        bad(&scored.bad_cells),
        [(0, "M1.truth", Code::AnsweredTwice), (1, "M2.number", Code::NumberOutOfRange)]
    );
    assert_eq!(points(&scored, "whole.point"), [None, None]);
}

#[test]
fn wrong_cells_of_a_row_come_in_the_order_of_the_questionnaire() {
    // The first is found while the rows are put together, the second when they are scored.
    let given = of(vec![
        texts("city", [Some("A"); 3]),
        ("question".to_owned(), column_of(&["M2.number", "M1.truth", "M1.truth"])),
        column("value", StringArray::from(vec!["11", "yes", "yes"])),
    ]);
    let wide = wide(&[given], &LongOptions::default()).unwrap_or_else(|problems| panic!("{problems}"));
    let scorer = TableScorer::new(&instrument(), None, &wide.batch.schema(), TableOptions::default())
        .unwrap_or_else(|problems| panic!("{problems}"));
    let scored = scorer.score_wide(&wide).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(
        bad(&scored.bad_cells),
        [(0, "M1.truth", Code::AnsweredTwice), (0, "M2.number", Code::NumberOutOfRange)]
    );
}

#[test]
fn states_have_a_column_of_their_own() {
    let given = of(vec![
        column("id", Int64Array::from(vec![1, 2, 3, 4, 5])),
        texts("question", [Some("M1.choice"); 5]),
        ("value".to_owned(), column_of(&["yes", "", "yes", "", "don't know"])),
        (
            "state".to_owned(),
            column_of(&["answered", "not_applicable", "dont_know", "answered", "dont_know"]),
        ),
    ]);
    let wide = wide(&[given], &LongOptions::default()).unwrap_or_else(|problems| panic!("{problems}"));
    let expected = [(2, "M1.choice", Code::StateContradicts), (3, "M1.choice", Code::StateContradicts)];
    assert_eq!(bad(&wide.bad_cells), expected);
    let scorer = TableScorer::new(&instrument(), None, &wide.batch.schema(), TableOptions::default())
        .unwrap_or_else(|problems| panic!("{problems}"));
    let scored = scorer.score_wide(&wide).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(bad(&scored.bad_cells), expected);
    assert_eq!(points(&scored, "whole.point"), [Some(1.0), None, None, None, None]);
    assert_eq!(points(&scored, "whole.completeness")[4], Some(0.0));
}

#[test]
fn columns_that_are_missing_or_no_keys_are_told() {
    let given = of(vec![
        texts("q", [Some("M1.truth")]),
        texts("value", [Some("yes")]),
        column("k", arrow_array::BinaryArray::from(vec![Some(&b"x"[..])])),
    ]);
    let of = |options: LongOptions| wide(std::slice::from_ref(&given), &options).err();
    assert_eq!(
        codes(&of(LongOptions::default()).unwrap_or_else(|| panic!("no question"))),
        [(Code::NoColumn, "/question"), (Code::ColumnType, "/k")]
    );
    let named = LongOptions { question: "q".into(), keys: Some(Vec::new()), ..LongOptions::default() };
    assert!(of(named.clone()).is_none());
    let nothing = wide(&[given.slice(0, 0)], &named).err();
    assert_eq!(nothing.map(|problems| problems.first().code()), Some(Code::NoColumn));
}
