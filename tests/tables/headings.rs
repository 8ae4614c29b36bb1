// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What columns are taken for, and tables that cannot be used.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, Float64Array, Int64Array, StructArray, TimestampSecondArray,
};
use arrow_schema::{DataType, Field};
use digirights::{Code, ColumnUse, Holds, Keep, Measure, TableOptions, TableScorer};

use crate::mini::{codes, column, instrument, of, points, scored, scorer, texts};
use crate::same::table;

fn uses(scorer: &TableScorer) -> Vec<(&str, ColumnUse)> {
    scorer.report().columns.iter().map(|column| (column.heading.as_str(), column.used)).collect()
}

#[test]
fn ids_and_words_of_forms_are_understood_and_the_rest_is_kept() {
    let given = of(vec![
        texts("City", [Some("A")]),
        texts("Gibt es ein Verzeichnis?", [Some("Ganz")]),
        texts("M2_number", [Some("5")]),
        texts("M2.number_note", [Some("a remark")]),
        texts("M1.trut", [Some("yes")]),
        column("whole.point", Float64Array::from(vec![0.9])),
    ]);
    let scorer = scorer(&given, TableOptions::default()).unwrap_or_else(|problems| panic!("{problems}"));
    let expected = [
        ("City", ColumnUse::Kept),
        ("Gibt es ein Verzeichnis?", ColumnUse::Answers),
        ("M2_number", ColumnUse::Answers),
        ("M2.number_note", ColumnUse::Kept),
        ("M1.trut", ColumnUse::Kept),
        ("whole.point", ColumnUse::Replaced),
    ];
    assert_eq!(uses(&scorer), expected);
    let warnings = &scorer.report().warnings;
    assert_eq!(
        warnings.iter().map(|warning| (warning.code(), warning.nearest())).collect::<Vec<_>>(),
        [(Code::UnknownColumn, Some("M1.truth")), (Code::ColumnLeftOut, None)]
    );
    assert_eq!((warnings[1].path(), warnings[1].expected()), ("/whole.point", "another name for it"));
    let names: Vec<&str> =
        scorer.schema().fields().iter().take(4).map(|field| field.name().as_str()).collect();
    assert_eq!(names, ["City", "M2.number_note", "M1.trut", "whole.point"]);
    assert_eq!(points(&scored(&given), "whole.point"), [Some(0.75)]);
    let told = serde_json::json!(scorer.report());
    assert_eq!(told["columns"][1]["use"], "answers");
    assert_eq!(told["columns"][1]["holds"]["question"]["id"], "M1.choice");
}

#[test]
fn the_caller_says_what_a_column_is() {
    let given =
        of(vec![texts("a", [Some("yes")]), texts("M1.truth", [Some("no")]), texts("s", [Some("50 %")])]);
    let columns = [("a", "M1.choice"), ("M1.truth", ""), ("s", "M2.share")];
    let columns = columns.map(|(heading, id)| (heading.to_owned(), id.to_owned())).into();
    let options = TableOptions {
        columns,
        keep: Keep::These(vec!["M1.truth".into(), "a".into()]),
        measures: vec![Measure::Point],
        ..TableOptions::default()
    };
    let scorer = scorer(&given, options).unwrap_or_else(|problems| panic!("{problems}"));
    let scored = scorer.score(&given, 0).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(points(&scored, "whole.point"), [Some(0.75)]);
    let names: Vec<String> = scorer.schema().fields().iter().map(|field| field.name().clone()).collect();
    assert_eq!(names, ["M1.truth", "a", "whole.point"]);
    assert_eq!(scorer.report().columns[1].holds, Holds::Other);
}

#[test]
fn what_the_caller_says_is_checked() {
    let given = of(vec![texts("a", [Some("yes")]), texts("M1.truth", [Some("no")])]);
    let say = |heading: &str, id: &str| {
        let columns = [(heading.to_owned(), id.to_owned())].into();
        let wrong = scorer(&given, TableOptions { columns, ..TableOptions::default() });
        codes(&wrong.err().unwrap_or_else(|| panic!("it is wrong")))
            .first()
            .map(|(code, path)| (*code, (*path).to_owned()))
    };
    assert_eq!(say("a", "nothing"), Some((Code::UnknownQuestion, "/a".to_owned())));
    assert_eq!(say("a", "M1.choise"), Some((Code::UnknownQuestion, "/a".to_owned())));
    assert_eq!(say("b", "M1.choice"), Some((Code::NoColumn, "/b".to_owned())));
    assert_eq!(say("a", "M1.truth"), Some((Code::ColumnTwice, "/M1.truth".to_owned())));
    let keep = TableOptions { keep: Keep::These(vec!["c".into()]), ..TableOptions::default() };
    assert_eq!(scorer(&given, keep).err().map(|problems| problems.first().code()), Some(Code::NoColumn));
    let node = "nowhere".parse().unwrap_or_else(|problem| panic!("{problem}"));
    let nodes = TableOptions { nodes: Some(vec![node]), ..TableOptions::default() };
    assert_eq!(scorer(&given, nodes).err().map(|problems| problems.first().code()), Some(Code::UnknownName));
}

#[test]
fn only_what_is_asked_for_comes_out() {
    let given = of(vec![texts("M1.truth", [Some("no")])]);
    let node = || "whole".parse().unwrap_or_else(|problem| panic!("{problem}"));
    let options = TableOptions {
        nodes: Some(vec![node()]),
        measures: vec![Measure::High, Measure::Low],
        keep: Keep::None,
        lenses: false,
        ..TableOptions::default()
    };
    let scorer = scorer(&given, options).unwrap_or_else(|problems| panic!("{problems}"));
    let names: Vec<String> = scorer.schema().fields().iter().map(|field| field.name().clone()).collect();
    assert_eq!(names, ["whole.high", "whole.low"]);
}

#[test]
fn one_question_has_one_column() {
    for second in ["M1.truth", "m1_truth", "T?"] {
        let twice = of(vec![texts("M1.truth", [Some("no")]), texts(second, [Some("no")])]);
        let wrong = scorer(&twice, TableOptions::default()).err().unwrap_or_else(|| panic!("{second}"));
        assert_eq!(wrong.first().code(), Code::ColumnTwice, "{second}");
    }
    // Columns that answer nothing may share a heading.
    let keys = of(vec![texts("k", [None]), texts("k", [None]), texts("M1.truth", [Some("no")])]);
    assert_eq!(scored(&keys).batch.schema().field(1).name(), "k");
}

#[test]
fn a_table_without_questions_is_refused() {
    for given in [table(Vec::new(), 3), of(vec![texts("city", [Some("A")])])] {
        let wrong = scorer(&given, TableOptions::default()).err();
        assert_eq!(wrong.map(|problems| problems.first().code()), Some(Code::NoColumn));
    }
}

/// Of a profile, other questions take no part.
#[test]
fn a_profile_asks_only_its_own_questions() {
    let given = of(vec![texts("M1.truth", [Some("nonsense")]), texts("M1.choice", [Some("yes")])]);
    let profile = "quick".parse().unwrap_or_else(|problem| panic!("{problem}"));
    let of = |profile| TableScorer::new(&instrument(), profile, &given.schema(), TableOptions::default());
    let scorer = of(Some(&profile)).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(uses(&scorer), [("M1.truth", ColumnUse::LeftOut), ("M1.choice", ColumnUse::Answers)]);
    let scored = scorer.score(&given, 0).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!((points(&scored, "whole.point"), scored.bad_cells.len()), (vec![Some(1.0)], 0));
    let nobody = "nobody".parse().unwrap_or_else(|problem| panic!("{problem}"));
    assert_eq!(of(Some(&nobody)).err().map(|problems| problems.first().code()), Some(Code::UnknownProfile));
}

#[test]
fn types_that_cannot_answer_are_told_and_kept_elsewhere() {
    let field = Arc::new(Field::new("a", DataType::Int64, true));
    let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    let odd: Vec<ArrayRef> = vec![
        Arc::new(StructArray::from(vec![(field, numbers)])),
        Arc::new(BinaryArray::from(vec![Some(&b"yes"[..])])),
        Arc::new(TimestampSecondArray::from(vec![1]).with_timezone("Nowhere/Town")),
    ];
    for array in odd {
        for question in ["M1.choice", "M1.truth", "M2.number", "M2.several", "M2.day", "M2.note"] {
            let given = of(vec![(question.to_owned(), array.clone())]);
            let wrong = scorer(&given, TableOptions::default()).err().unwrap_or_else(|| panic!("{question}"));
            assert_eq!(codes(&wrong), [(Code::ColumnType, format!("/{question}").as_str())]);
            assert!(!wrong.first().expected().is_empty());
        }
        let given = of(vec![("else".to_owned(), array.clone()), texts("M1.truth", [Some("no")])]);
        assert_eq!(scored(&given).batch.column(0), &array);
    }
    let truth = of(vec![column("M2.number", BooleanArray::from(vec![true]))]);
    assert!(scorer(&truth, TableOptions::default()).is_err());
}

#[test]
fn rows_of_another_table_are_refused() {
    let given = of(vec![texts("k", [Some("A")]), texts("M1.truth", [Some("no")])]);
    let scorer = scorer(&given, TableOptions::default()).unwrap_or_else(|problems| panic!("{problems}"));
    let other = of(vec![texts("M1.truth", [Some("no")]), texts("k", [Some("A")])]);
    let fewer = of(vec![texts("k", [Some("A")])]);
    let typed = of(vec![texts("k", [Some("A")]), column("M1.truth", BooleanArray::from(vec![true]))]);
    for (table, code) in [(other, Code::NoColumn), (fewer, Code::NoColumn), (typed, Code::ColumnType)] {
        assert_eq!(scorer.score(&table, 0).err().map(|problems| problems.first().code()), Some(code));
    }
    let empty = scorer.score(&given.slice(0, 0), 0).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!((empty.batch.num_rows(), empty.batch.schema_ref()), (0, scorer.schema()));
}
