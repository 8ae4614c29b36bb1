// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Answers files scored into a table.

use arrow_array::Array as _;
use arrow_array::cast::AsArray as _;
use digirights::{Answers, AnswersScorer, BadRow, Code, Keep, Problem, TableOptions};
use digirights_tests::batch::differences;
use digirights_tests::random::{Mix, Wishes, answers, document};
use digirights_tests::tape::Tape;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::case::{config, instrument, read, tape};
use crate::mini::{self, column, of, points, scorer, texts};
use crate::same::scores;

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn answers_files_give_the_same_bits(tape in tape(), rows in prop::collection::vec(prop::collection::vec(any::<u32>(), 0..120), 1..6)) {
        let mut tape = tape;
        let Some((whole, instrument)) = instrument(&mut tape, &Wishes::EVERYTHING) else { return Ok(()) };
        let profile = instrument.definition().profiles.first().map(|profile| profile.id.clone());
        for profile in [None, profile.as_ref()] {
            let given: Vec<Answers> = rows
                .iter()
                .map(|row| {
                    let mut document = document(&answers(&mut Tape::new(row.clone()), &whole, &Mix::PARTIAL));
                    document["profile"] = profile.map_or(Value::Null, |profile| json!(profile));
                    if profile.is_none() {
                        document.as_object_mut().map(|members| members.remove("profile"));
                    }
                    read(&document)
                })
                .collect();
            let scorer = AnswersScorer::new(&instrument, profile, TableOptions::default())
                .unwrap_or_else(|problems| panic!("{problems}"));
            let asked: Vec<_> = given.iter().cloned().map(Ok).collect();
            let scored = scorer.score(&asked, 0).unwrap_or_else(|problems| panic!("{problems}"));
            prop_assert_eq!(&scored.bad_cells, &[], "{}", whole);
            prop_assert_eq!(&scored.bad_rows, &[], "{}", whole);
            let found = scores(&scored, scorer.outputs());
            for (row, answers) in given.iter().enumerate() {
                let card = instrument.assess_for(answers, profile).unwrap_or_else(|problems| panic!("{problems}"));
                let found = differences(&card.score(), &found, row);
                prop_assert!(found.is_empty(), "{}\n{}\n{whole}", found.join("\n"), answers.to_json());
            }
        }
    }
}

fn given(members: &Value) -> Answers {
    let mut document =
        json!({"format": "1.0", "questionnaire": {"id": "mini", "version": "1.0.0"}, "answers": {}});
    for (name, value) in members.as_object().into_iter().flatten() {
        document[name] = value.clone();
    }
    read(&document)
}

fn told(rows: &[BadRow]) -> Vec<(usize, Code, &str)> {
    rows.iter().map(|bad| (bad.row, bad.problem.code(), bad.problem.path())).collect()
}

#[test]
fn answers_that_cannot_be_used_are_told_as_single_scoring_tells_them() {
    let instrument = mini::instrument();
    let rows = [
        Ok(given(
            &json!({"city": "A", "context": {"population": 5}, "answers": {"M1.truth": true, "M2.note": "dont_know"}}),
        )),
        Ok(given(&json!({"city": "B", "answers": {"M1.choice": "Fully", "M2.number": 11}}))),
        Ok(given(&json!({"city": "C", "answers": {"M9": 1}}))),
        Ok(given(&json!({"city": "D", "profile": "quick"}))),
        Ok(given(&json!({"city": "E", "questionnaire": {"id": "other", "version": "1.0.0"}}))),
        Err(vec![Problem::new(Code::Syntax, "").finding("what no program can read")]),
    ];
    let options = TableOptions { problems_column: true, ..TableOptions::default() };
    let scorer =
        AnswersScorer::new(&instrument, None, options).unwrap_or_else(|problems| panic!("{problems}"));
    let scored = scorer.score(&rows, 10).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(scored.bad_cells, []);
    let expected = [
        (11, Code::OffScale, "/answers/M1.choice"),
        (11, Code::NumberOutOfRange, "/answers/M2.number"),
        (12, Code::UnknownQuestion, "/answers/M9"),
        (13, Code::UnknownProfile, "/profile"),
        (14, Code::WrongQuestionnaire, "/questionnaire/id"),
        (15, Code::Syntax, ""),
    ];
    assert_eq!(told(&scored.bad_rows), expected);
    assert_eq!(points(&scored, "whole.point"), [Some(1.0), None, None, None, None, None]);
    let words = scored.batch.column_by_name("problems").map(|column| column.as_string::<i32>().clone());
    let words: Vec<Option<String>> = words.iter().flatten().map(|text| text.map(str::to_owned)).collect();
    assert_eq!((words.len(), &words[0]), (6, &None));
    let both = words[1].as_deref().unwrap_or_default();
    assert!(
        both.contains("A0502") && both.contains("; A0508") && both.contains("/answers/M2.number"),
        "{both}"
    );
    let cities = scored.batch.column(0).as_string::<i32>();
    assert_eq!((cities.value(4), cities.is_null(5)), ("E", true));
}

#[test]
fn facts_are_kept_as_asked() {
    let instrument = mini::instrument();
    let keep = |keep| AnswersScorer::new(&instrument, None, TableOptions { keep, ..TableOptions::default() });
    let names = |scorer: &AnswersScorer| -> Vec<String> {
        scorer.schema().fields().iter().take(2).map(|field| field.name().clone()).collect()
    };
    let two = keep(Keep::These(vec!["country".into(), "city".into()]))
        .unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(names(&two), ["country", "city"]);
    assert_eq!(
        keep(Keep::These(vec!["x".into()])).err().map(|problems| problems.first().code()),
        Some(Code::NoColumn)
    );
    let none = two.score(&[], 7).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(none.batch.num_rows(), 0);
}

/// A row that whoever read the table found wrong has no scores, and its cells say nothing.
#[test]
fn rows_known_to_be_wrong_have_no_scores() {
    let table = of(vec![
        texts("M1.choice", [Some("no"), Some("Fully"), Some("yes"), Some("maybe")]),
        texts("M1.truth", [Some("yes"), Some("maybe"), Some("no"), Some("no")]),
        column("k", arrow_array::Int8Array::from(vec![1, 2, 3, 4])),
    ]);
    for table in [table.clone(), table.project(&[1, 2]).unwrap_or_else(|error| panic!("{error}"))] {
        let options = TableOptions { problems_column: true, ..TableOptions::default() };
        let scorer = scorer(&table, options).unwrap_or_else(|problems| panic!("{problems}"));
        let known = [101, 102].map(|row| BadRow { row, problem: Problem::new(Code::RowLength, "") });
        let scored = scorer.score_beside(&table, 100, &known).unwrap_or_else(|problems| panic!("{problems}"));
        let found = points(&scored, "whole.point");
        assert!(found[0].is_some() && found[1].is_none() && found[2].is_none(), "{found:?}");
        assert_eq!(told(&scored.bad_rows), [(101, Code::RowLength, ""), (102, Code::RowLength, "")]);
        assert!(scored.bad_cells.iter().all(|cell| cell.row == 103), "{:?}", scored.bad_cells);
        assert_eq!(scored.batch.column_by_name("problems").map(|words| words.is_null(1)), Some(false));
    }
}
