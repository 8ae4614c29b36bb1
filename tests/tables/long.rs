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
        assert!(wide.bad_cells.is_empty());
        let problems: Vec<_> = wide.problems.iter().map(|problem| (problem.code(), problem.path())).collect();
        assert_eq!(problems, [(Code::UnknownQuestion, "/5/question")]);
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
fn answers_without_a_question_are_told_once() {
    let given = of(vec![
        texts("city", [Some("A"); 6]),
        texts("question", [Some("M1.truth"), None, Some(" "), None, None, Some("M2.share")]),
        texts("value", [Some("yes"), None, Some("no"), Some("5"), None, None]),
        texts("state", [None, None, None, None, Some("dont_know"), Some("dont_know")]),
    ]);
    let parts = [given.slice(0, 3), given.slice(3, 3)];
    let wide = wide(&parts, &LongOptions::default()).unwrap_or_else(|problems| panic!("{problems}"));
    let [problem] = &wide.problems[..] else { panic!("{:?}", wide.problems) };
    assert_eq!((problem.code(), problem.path()), (Code::UnknownQuestion, "/2/question"));
    assert_eq!(problem.found(), "no question, in 3 rows with an answer");
}

#[test]
fn names_that_mean_nothing_cost_little_and_are_told_up_to_a_limit() {
    let rows = 60_000;
    let names = (0..rows).map(|row| if row == rows - 1 { "M1.truth".into() } else { format!("note {row}") });
    let given = of(vec![
        column("question", StringArray::from_iter_values(names)),
        column("value", StringArray::from_iter_values(vec!["yes"; rows])),
    ]);
    let parts: Vec<RecordBatch> = (0..rows).step_by(1000).map(|from| given.slice(from, 1000)).collect();
    let wide = wide(&parts, &LongOptions::default()).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(wide.problems.len(), 1001);
    assert_eq!(wide.problems.last().map(digirights::Problem::code), Some(Code::MoreProblems));
    assert_eq!((wide.batch.num_rows(), wide.batch.num_columns()), (1, 1));
}

#[test]
fn exports_of_forms_can_be_melted() {
    let names =
        ["M2_share_percent", "Q7", "M2.several/press", "M1.truth_state", "M2.number_note", "city", "start"];
    let given = of(vec![
        ("question".to_owned(), column_of(&[&names[..], &["left out"]].concat())),
        ("value".to_owned(), column_of(&["45", "yes", "1", "dont_know", "a remark", "A", "9:00", "x"])),
    ]);
    let columns = [("Q7", "M1.truth"), ("left out", ""), ("Q8", "M1.choice")];
    let columns = columns.map(|(name, meant)| (name.to_owned(), meant.to_owned())).into();
    let options = LongOptions { columns, ..LongOptions::default() };
    let wide = wide(&[given], &options).unwrap_or_else(|problems| panic!("{problems}"));
    let told: Vec<_> = wide.problems.iter().map(|problem| (problem.code(), problem.path())).collect();
    assert_eq!(
        told,
        [
            (Code::NoColumn, "/Q8"),
            (Code::UnknownQuestion, "/2/question"),
            (Code::UnknownQuestion, "/3/question"),
            (Code::UnknownQuestion, "/6/question"),
        ]
    );
    assert!(wide.problems[1].found().contains("a part of the answer to `M2.several`"));
    let scorer = TableScorer::new(&instrument(), None, &wide.batch.schema(), TableOptions::default())
        .unwrap_or_else(|problems| panic!("{problems}"));
    let scored = scorer.score_wide(&wide).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(points(&scored, "whole.point"), [Some(f64::midpoint(0.45, 1.0))]);
    // What is no percentage may be a state, by its code or by its name.
    let given = of(vec![
        column("city", Int64Array::from_iter_values(0..6)),
        texts("question", [Some("M2.share (%)"); 6]),
        texts("value", [Some("100"), Some("-2"), Some("don't know"), Some("101"), Some("0.5"), Some("7 %")]),
    ]);
    let wide = self::wide(&[given], &LongOptions::default()).unwrap_or_else(|problems| panic!("{problems}"));
    let scorer = TableScorer::new(&instrument(), None, &wide.batch.schema(), TableOptions::default())
        .unwrap_or_else(|problems| panic!("{problems}"));
    let scored = scorer.score_wide(&wide).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(bad(&scored.bad_cells), [(3, "M2.share", Code::NumberOutOfRange)]);
    assert_eq!(points(&scored, "whole.point"), [Some(1.0), None, None, None, Some(0.005), Some(0.07)]);
}

#[test]
fn texts_may_say_as_little_as_an_empty_cell() {
    let given = of(vec![
        texts("city", [Some("NA"), Some("B"), Some("B"), Some("B")]),
        texts("question", [Some("M1.truth"), Some("M1.truth"), Some("NA"), Some("NA")]),
        texts("value", [Some("yes"), Some("NA"), Some("NA"), Some("no")]),
    ]);
    let options = LongOptions { blanks: vec!["NA".into()], ..LongOptions::default() };
    let wide = wide(&[given], &options).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(wide.batch.num_rows(), 2);
    assert!(wide.bad_cells.is_empty());
    assert_eq!(wide.problems.iter().map(digirights::Problem::path).collect::<Vec<_>>(), ["/3/question"]);
}

/// Each row of a frame that was filtered has a number of its own there.
#[test]
fn an_index_of_pandas_without_a_name_is_no_key() {
    let given = of(vec![
        texts("city", [Some("A"), Some("A")]),
        texts("question", [Some("M1.truth"), Some("M2.share")]),
        texts("value", [Some("yes"), Some("0.5")]),
        column("__index_level_0__", Int64Array::from(vec![3, 7])),
    ]);
    let wide = wide(&[given], &LongOptions::default()).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!((wide.batch.num_rows(), wide.batch.num_columns()), (1, 3));
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
