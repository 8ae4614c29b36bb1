// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What cells say, and what is said of those that are no answers.

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::types::Int8Type;
use arrow_array::{
    Array as _, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int64Array, NullArray, StringArray,
    cast::AsArray as _,
};
use digirights::{BadRow, Code, Coding, MissingCell, Problem, TableOptions, TableScorer};
use serde_json::json;

use crate::mini::{bad, column, instrument, of, of_questions, points, scored, scorer, texts};

#[test]
fn texts_are_read_as_people_write_them() {
    let table = of(vec![
        texts(
            "M1.choice",
            [Some("In parts"), Some("ganz"), Some("no"), Some("2"), Some("don't know"), Some(" ")],
        ),
        texts("M2.number", [Some("5,5"), Some("5.5"), Some("10"), None, Some("0"), Some("1e1")]),
        texts("M2.share", [Some("50 %"), Some("0,5"), Some("1/2"), Some("0.5"), Some(""), Some("n/a")]),
        texts(
            "M2.several",
            [
                Some("Press; Radio"),
                Some("press radio"),
                Some("[]"),
                Some("none of these"),
                Some("Radio"),
                None,
            ],
        ),
        texts(
            "M2.day",
            [Some("2020-01-01"), Some("2019/12/31"), Some("2026-05-31T10:00:00Z"), None, None, None],
        ),
        texts("M1.truth", [Some("TRUE"), Some("ja"), Some("No"), Some("1"), Some("0"), Some("y")]),
    ]);
    let scored = scored(&table);
    // Shares do not allow not-applicable here.
    assert_eq!(bad(&scored.bad_cells), [(5, "M2.share", Code::NotApplicableForbidden)]);
    let whole = points(&scored, "whole.point");
    assert_eq!(whole[0], Some((0.5 + 0.55 + 0.5 + 1.0 + 1.0 + 1.0) / 6.0));
    assert_eq!(whole[1], Some((1.0 + 0.55 + 0.5 + 1.0 + 0.0 + 1.0) / 6.0));
    assert_eq!(whole[2], Some((0.0 + 1.0 + 0.5 + 0.0 + 1.0 + 0.0) / 6.0));
    assert_eq!(whole[3], Some((1.0 + 0.5 + 0.0 + 1.0) / 4.0));
    assert_eq!(whole[4], Some((0.0 + 0.5 + 0.0) / 3.0));
    assert_eq!(whole[5], None);
}

#[test]
fn codes_that_can_never_be_meant_are_refused() {
    let table = of(vec![column("M1.choice", Int64Array::from(vec![0]))]);
    let refused = |first, not_applicable, dont_know| {
        let coding = Coding { first, not_applicable, dont_know, ..Coding::default() };
        let options = TableOptions { coding, ..TableOptions::default() };
        match scorer(&table, options) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.iter().map(|problem| problem.found().to_owned()).collect(),
        }
    };
    assert_eq!(refused(-3, Some(-1), Some(-2)), ["-2 for don't know"]);
    assert_eq!(refused(0, Some(9), Some(9)), ["9 for don't know"]);
    assert!(refused(1, Some(0), Some(-1)).is_empty());
    assert!(refused(0, None, None).is_empty());
}

/// JSON Lines have them so, and whoever puts an answers file's answers into a column.
#[test]
fn an_answer_is_read_as_in_an_answers_file() {
    let table = of(vec![
        texts(
            "M1.choice",
            [
                Some(r#"{"value": "partly"}"#),
                Some(r#"{"state": "dont_know"}"#),
                Some(r#" {"value": "yes", "note": "since May", "evidence": ["https://town.example"]} "#),
                Some(r#"{"valeu": "yes"}"#),
                Some(r#"{"value": "yess"}"#),
                Some("{}"),
            ],
        ),
        texts(
            "M2.share",
            [
                Some(r#"{"part": 1, "whole": 4}"#),
                Some(r#"{"value": {"part": 1, "whole": 4}}"#),
                Some(r#"{"part": 5, "whole": 4}"#),
                Some(r#"{"part": 1, "whole": 4, "whole": 5}"#),
                Some(r#"{"state": "unanswered"}"#),
                Some(r#"{"state": "not_applicable"}"#),
            ],
        ),
        texts(
            "M2.note",
            [Some("{so be it"), Some(r#"{"a": 1}"#), Some(r#"{"value": "b"}"#), None, None, None],
        ),
    ]);
    let scored = scored(&table);
    let mut found = bad(&scored.bad_cells);
    found.sort_unstable_by_key(|(row, question, _)| (*row, question.to_owned()));
    assert_eq!(
        found,
        [
            (2, "M2.share", Code::OffScale),
            (3, "M1.choice", Code::UnknownField),
            (3, "M2.share", Code::DuplicateKey),
            (4, "M1.choice", Code::OffScale),
            (5, "M2.share", Code::NotApplicableForbidden),
        ]
    );
    let nearest = scored.bad_cells.iter().filter_map(|cell| cell.problem.nearest().map(str::to_owned));
    assert_eq!(nearest.collect::<Vec<_>>(), ["value", "yes"]);
    let whole = points(&scored, "whole.point");
    assert_eq!(whole, [Some(0.375), Some(0.25), None, None, None, None]);
}

/// pandas writes codes so where some cells of the column are empty.
#[test]
fn codes_with_a_fraction_of_zeros_are_codes() {
    let numbers = [-2, -1, 0, 1, 2, 3];
    let plain: Vec<String> = numbers.iter().map(i32::to_string).collect();
    let points_of = |instrument: &digirights::Instrument, question: &str, texts: Vec<String>| {
        let table = of(vec![column(question, StringArray::from(texts))]);
        let scorer = TableScorer::new(instrument, None, &table.schema(), TableOptions::default())
            .unwrap_or_else(|problems| panic!("{problems}"));
        let scored = scorer.score(&table, 0).unwrap_or_else(|problems| panic!("{problems}"));
        let bad: Vec<(usize, String)> =
            scored.bad_cells.iter().map(|cell| (cell.row, cell.problem.expected().to_owned())).collect();
        (points(&scored, "whole.point"), points(&scored, "whole.completeness"), bad)
    };
    let codes = instrument();
    // Ids that are digits are told by themselves, whatever their places.
    let others = of_questions(&json!([
        {"id": "truth", "answer": {"kind": "yes_no", "partly": true}},
        {"id": "digits", "answer": {"kind": "choice", "options": [
            {"id": "1", "value": 0}, {"id": "2", "value": 0.5}, {"id": "3", "value": 1}
        ]}}
    ]));
    for (instrument, questions) in [
        (&codes, &["M1.choice", "M1.truth", "M2.number", "M2.share", "M2.day"][..]),
        (&others, &["truth", "digits"]),
    ] {
        for question in questions {
            let expected = points_of(instrument, question, plain.clone());
            for zeros in [".0", ".00"] {
                let written = plain.iter().map(|number| format!("{number}{zeros}")).collect();
                assert_eq!(points_of(instrument, question, written), expected, "{question} {zeros}");
            }
        }
    }
    let choice = points_of(&codes, "M1.choice", vec!["2.0".into(), "-1.0".into(), "1.5".into()]);
    assert_eq!(choice.0, [Some(1.0), None, None]);
    assert_eq!(choice.2.len(), 1);
    // A word for yes, and the code of partly.
    let truth = points_of(&others, "truth", vec!["1.0".into(), "0.0".into()]);
    assert_eq!(truth.0, [None, Some(0.0)]);
    assert_eq!(truth.2.len(), 1);
}

#[test]
fn a_whole_number_that_could_be_two_is_none() {
    let days =
        of_questions(&json!([{"id": "days", "answer": {"kind": "number", "integer": true, "minimum": 0,
        "maximum": 100_000, "bands": [{"value": 0}, {"from": 1000, "value": 1}]}}]));
    let table = of(vec![texts("days", [Some("82.000"), Some("82.00"), Some("82,000"), Some("82000.000")])]);
    let scorer = TableScorer::new(&days, None, &table.schema(), TableOptions::default())
        .unwrap_or_else(|problems| panic!("{problems}"));
    let scored = scorer.score(&table, 0).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(bad(&scored.bad_cells), [(0, "days", Code::OffScale)]);
    assert_eq!(scored.bad_cells[0].problem.expected(), "a whole number without signs, such as 1234");
    assert_eq!(points(&scored, "whole.point"), [None, Some(0.0), Some(1.0), Some(1.0)]);
}

#[test]
fn rows_of_forms_for_another_questionnaire_or_edition_have_no_scores() {
    let given = of(vec![
        texts(
            "digirights_form",
            [Some("mini 1.0.7"), Some("maxi 1.0.0"), Some("mini 0.9.0"), Some(" "), None],
        ),
        texts("M1.truth", [Some("yes"), Some("what?"), Some("yes"), Some("yes"), Some("yse")]),
    ]);
    let options = TableOptions { problems_column: true, ..TableOptions::default() };
    let scorer = scorer(&given, options).unwrap_or_else(|problems| panic!("{problems}"));
    let known = [BadRow { row: 12, problem: Problem::new(Code::RowLength, "") }];
    let found = scorer.score_beside(&given, 10, &known).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(points(&found, "whole.point"), [Some(1.0), None, None, Some(1.0), None]);
    // What is said of a row first is all that is said.
    assert_eq!(bad(&found.bad_cells), [(14, "M1.truth", Code::OffScale)]);
    let rows: Vec<_> =
        found.bad_rows.iter().map(|bad| (bad.row, bad.problem.code(), bad.problem.path())).collect();
    assert_eq!(rows, [(11, Code::WrongQuestionnaire, "/digirights_form"), (12, Code::RowLength, "")]);
    let scored = scorer.score(&given, 0).unwrap_or_else(|problems| panic!("{problems}"));
    let editions: Vec<_> = scored.bad_rows.iter().map(|bad| (bad.row, bad.problem.found())).collect();
    assert_eq!(editions, [(1, "`maxi`"), (2, "0.9.0")]);
    let words = scored.batch.columns().last().unwrap_or_else(|| panic!("no column")).as_string::<i32>();
    assert!(words.value(2).contains("A0504"), "{}", words.value(2));
}

#[test]
fn bad_cells_say_row_question_and_what_is_near() {
    let table = of(vec![
        texts("city", [Some("A"), Some("B"), Some("C")]),
        texts("M1.choice", [Some("partly"), Some("partely"), Some("yes")]),
        column("M2.number", Float64Array::from(vec![5.0, 11.0, f64::INFINITY])),
        column("M1.truth", Int64Array::from(vec![1, 7, 0])),
    ]);
    let options = TableOptions { problems_column: true, ..TableOptions::default() };
    let scorer = scorer(&table, options).unwrap_or_else(|problems| panic!("{problems}"));
    let scored = scorer.score(&table, 100).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(
        bad(&scored.bad_cells),
        [
            (101, "M1.choice", Code::OffScale),
            (101, "M1.truth", Code::OffScale),
            (101, "M2.number", Code::NumberOutOfRange),
            (102, "M2.number", Code::OffScale),
        ]
    );
    let first = &scored.bad_cells[0].problem;
    assert_eq!((first.path(), first.found()), ("/101/M1.choice", "`partely`"));
    assert_eq!(first.nearest(), Some("partly"));
    assert_eq!(points(&scored, "whole.point"), [Some((0.5 + 1.0 + 0.5) / 3.0), None, None]);
    let words = scored.batch.columns().last().unwrap_or_else(|| panic!("no column")).as_string::<i32>();
    assert!(words.is_null(0));
    assert!(words.value(1).starts_with("M1.choice: A0502") && words.value(1).contains("; M1.truth: A0502"));
    assert!(words.value(2).starts_with("M2.number: A0502"), "{}", words.value(2));
}

/// What could be two answers is none: `1` is a word for yes and the code of another option.
#[test]
fn what_can_be_read_in_two_ways_is_not_guessed() {
    let given = of(vec![texts("M1.truth", [Some("1"), Some("0"), Some("yes")])]);
    assert_eq!(points(&scored(&given), "whole.point"), [Some(1.0), Some(0.0), Some(1.0)]);
    let options =
        TableOptions { coding: Coding { first: 1, ..Coding::default() }, ..TableOptions::default() };
    let scorer = scorer(&given, options).unwrap_or_else(|problems| panic!("{problems}"));
    let scored = scorer.score(&given, 0).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(bad(&scored.bad_cells), [(0, "M1.truth", Code::OffScale)]);
    let ambiguous = of(vec![texts("M2.number", [Some("1,234"), Some("1.234,5")])]);
    let found = crate::mini::scored(&ambiguous);
    assert_eq!(
        bad(&found.bad_cells),
        [(0, "M2.number", Code::OffScale), (1, "M2.number", Code::NumberOutOfRange)]
    );
}

#[test]
fn texts_that_say_as_little_as_an_empty_cell() {
    let choice = ["yes", "NA", " n/a ", "na"].map(Some);
    let keys: DictionaryArray<Int8Type> = choice.into_iter().collect();
    let columns = [texts("M1.choice", choice), column("M1.choice", keys)];
    for choice in columns {
        let given = of(vec![
            choice,
            texts("M2.several/press", [Some("1"), Some("NA"), Some("0"), Some("1")]),
            texts("M2.several/radio", [Some("NA"), Some("NA"), Some("0"), Some("1")]),
            texts("city", [Some("NA"); 4]),
        ]);
        let blanks = vec!["NA".to_owned(), "n/a".to_owned()];
        let scorer = scorer(&given, TableOptions { blanks, ..TableOptions::default() })
            .unwrap_or_else(|problems| panic!("{problems}"));
        let found = scorer.score(&given, 0).unwrap_or_else(|problems| panic!("{problems}"));
        // They are compared as they stand, and what is kept stays as it is.
        assert_eq!(bad(&found.bad_cells), [(3, "M1.choice", Code::OffScale)]);
        assert_eq!(points(&found, "whole.point"), [Some(0.75), None, Some(0.0), None]);
        assert_eq!(found.batch.column(0).as_string::<i32>().value(1), "NA");
    }
}

#[test]
fn codes_in_texts_and_numbers_mean_the_same() {
    let coding =
        Coding { first: 1, not_applicable: Some(8), dont_know: Some(9), missing: MissingCell::DontKnow };
    let options = || TableOptions { coding, ..TableOptions::default() };
    let numbers =
        of(vec![column("M1.choice", Int64Array::from(vec![Some(1), Some(3), Some(8), Some(9), None]))]);
    let digits = of(vec![texts("M1.choice", [Some("1"), Some("3"), Some("8"), Some("9"), Some("")])]);
    let floats = of(vec![column("M1.choice", Float64Array::from(vec![1.0, 3.0, 8.0, 9.0, f64::NAN]))]);
    let score = |table| {
        let scorer = scorer(table, options()).unwrap_or_else(|problems| panic!("{problems}"));
        scorer.score(table, 0).unwrap_or_else(|problems| panic!("{problems}")).batch
    };
    let expected = score(&numbers);
    assert_eq!(expected, score(&digits));
    assert_eq!(expected, score(&floats));
    assert_eq!(expected.column(0).null_count(), 3);
}

#[test]
fn columns_for_each_option_are_one_answer() {
    let own = texts("M2.several", [None, Some("Press"), Some("Press"), Some("what?"), None, None]);
    let press = column(
        "M2.several/press",
        BooleanArray::from(vec![Some(true), Some(true), Some(false), Some(true), Some(false), None]),
    );
    let radio = texts("M2.several/Radio", [Some("0"), Some("no"), Some("x"), Some("Radio"), Some("0"), None]);
    let found = scored(&of(vec![own, press.clone(), radio.clone()]));
    assert_eq!(bad(&found.bad_cells), [(2, "M2.several", Code::AnsweredTwice)]);
    assert_eq!(points(&found, "whole.point"), [Some(0.5), Some(0.5), None, Some(1.0), None, None]);
    // Without a column of its own, nothing chosen is an answer, and nothing said is none.
    let found = scored(&of(vec![press, radio]));
    assert_eq!(points(&found, "whole.point"), [Some(0.5), Some(0.5), Some(0.5), Some(1.0), Some(0.0), None]);
    // Nor does anybody answer who did not choose "none of these", where it can be chosen.
    let zeros = |names: [&str; 3], last: i64| {
        let column = |name: &str, at: usize| {
            column(&format!("M2.several/{name}"), Int64Array::from(vec![if at == 2 { last } else { 0 }]))
        };
        of(names.iter().enumerate().map(|(at, name)| column(name, at)).collect())
    };
    let none = |last| points(&scored(&zeros(["press", "radio", "none of these"], last)), "whole.point");
    assert_eq!((none(0), none(1)), (vec![None], vec![Some(0.0)]));
    let dont_know = |last| points(&scored(&zeros(["press", "radio", "dont_know"], last)), "whole.point");
    assert_eq!((dont_know(0), dont_know(1)), (vec![Some(0.0)], vec![None]));
    let exclusive = of_questions(&json!([{"id": "several", "answer": {"kind": "several", "combine": "share",
        "options": [{"id": "press"}, {"id": "nowhere", "exclusive": true}]}}]));
    let table = of(vec![
        column("several/press", Int64Array::from(vec![0, 0, 1])),
        column("several/nowhere", Int64Array::from(vec![0, 1, 0])),
    ]);
    let scorer = TableScorer::new(&exclusive, None, &table.schema(), TableOptions::default())
        .unwrap_or_else(|problems| panic!("{problems}"));
    let found = scorer.score(&table, 0).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(points(&found, "whole.point"), [None, Some(0.0), Some(1.0)]);
    // A tick does not answer for a list that says something else.
    let refused = texts("M2.several", [Some("not_applicable")]);
    let ticked = column("M2.several/press", BooleanArray::from(vec![true]));
    let found = scored(&of(vec![refused, ticked]));
    assert_eq!(bad(&found.bad_cells), [(0, "M2.several", Code::NotApplicableForbidden)]);
    let odd = scored(&of(vec![column("M2.several/press", Int64Array::from(vec![2]))]));
    assert_eq!(bad(&odd.bad_cells), [(0, "M2.several", Code::OffScale)]);
    let alone =
        scored(&of(vec![texts("M2.several/press", [Some("1")]), texts("M2.several/dont_know", [Some("1")])]));
    assert_eq!(bad(&alone.bad_cells), [(0, "M2.several", Code::ExclusiveOption)]);
}

#[test]
fn a_state_beside_an_answer_must_agree_with_it() {
    let table = of(vec![
        column("M1.choice", Int64Array::from(vec![Some(2), None, Some(2), None, Some(-1), None])),
        texts(
            "M1.choice_state",
            [
                Some("answered"),
                Some("don't know"),
                Some("unanswered"),
                Some("answered"),
                Some("not_applicable"),
                Some("?!"),
            ],
        ),
    ]);
    let found = scored(&table);
    let codes = [(2, Code::StateContradicts), (3, Code::StateContradicts), (5, Code::OffScale)];
    assert_eq!(bad(&found.bad_cells), codes.map(|(row, code)| (row, "M1.choice", code)));
    assert_eq!(points(&found, "whole.completeness")[1], Some(0.0));
}

#[test]
fn percent_is_exact_and_codes_stand_beside_it() {
    let table = of(vec![column(
        "M2_share_percent",
        Float64Array::from(vec![Some(29.0), Some(57.3), Some(-2.0), None, Some(100.5)]),
    )]);
    let found = scored(&table);
    assert_eq!(points(&found, "whole.point"), [Some(0.29), Some(0.573), None, None, None]);
    assert_eq!(bad(&found.bad_cells), [(4, "M2.share", Code::NumberOutOfRange)]);
}

#[test]
fn odd_values_of_arrow_are_told() {
    let mut lists = ListBuilder::new(StringBuilder::new());
    lists.append_value([Some("press"), None]);
    lists.append_value([Some("Radio"), Some("press")]);
    lists.append_value([Some("don't know")]);
    let days = Date32Array::from(vec![i32::MAX, 18_262, -1]);
    let keys = [Some(1_i8), None, Some(0)].into_iter().collect();
    let words = DictionaryArray::<Int8Type>::new(
        keys,
        std::sync::Arc::new(StringArray::from(vec![None, Some("yes")])),
    );
    let found = scored(&of(vec![
        column("M2.several", lists.finish()),
        column("M2.day", days),
        column("M1.choice", words),
        column("M1.truth", NullArray::new(3)),
    ]));
    assert_eq!(bad(&found.bad_cells), [(0, "M2.several", Code::OffScale), (0, "M2.day", Code::OffScale)]);
    assert_eq!(points(&found, "whole.point"), [None, Some(1.0), Some(0.0)]);
}
