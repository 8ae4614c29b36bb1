// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tables as real tools make them: what cells say, and what a row says together.

use digirights::{Code, FormOptions, FormReader, Problem};
use serde_json::{Value, json};

use crate::tools::{instrument, reader};

/// The value of a cell in the column of a question, its state, or the code of what is wrong.
fn said(question: &str, text: &str) -> Value {
    let reader = reader(&[question]).unwrap();
    let (answers, problems) = reader.read(7, &[Some(text)]);
    if let Some(problem) = problems.first() {
        assert_eq!(problem.path(), format!("/7/{question}"));
        assert!(answers.document().answers.is_empty());
        return problem.code().as_str().into();
    }
    instrument().assess(&answers).unwrap_or_else(|problems| panic!("{problems}"));
    match answers.document().answers.get(question) {
        None => Value::Null,
        Some(answer) => answer.value.clone().unwrap_or_else(|| format!("is {}", answer.state).into()),
    }
}

#[test]
fn cells_of_many_tools() {
    let list = |ids: &[&str]| Value::from(ids.to_vec());
    for (question, text, expected) in [
        ("M01.1", "yes", json!("yes")),
        ("M01.1", "In place", json!("yes")),
        ("M01.1", "in place.", json!("yes")),
        ("M01.1", "In part; not everywhere", json!("partly")),
        ("M01.1", "En partie", json!("partly")),
        ("M01.1", "", Value::Null),
        ("M01.1", " \u{200b}", Value::Null),
        ("M01.1", "unanswered", Value::Null),
        ("M01.1", "don’t know", json!("is dont_know")),
        ("M01.1", "DK", json!("is dont_know")),
        ("M01.1", "Ne sait pas", json!("is dont_know")),
        ("M01.1", "n/a", json!("A0506")),
        ("M01.4", "n/a", json!("A0505")),
        ("M01.3", "N/A", json!("is not_applicable")),
        ("M01.3", "Sans objet", json!("is not_applicable")),
        ("M01.1", "In plase", json!("A0502")),
        ("M01.1", "NA", json!("A0502")),
        ("M01.1", "None", json!("A0502")),
        ("M01.1", "=cmd|' /C calc'!A0", json!("A0502")),
        ("M01.4", "TRUE", json!("yes")),
        ("M01.4", "1", json!("yes")),
        ("M01.4", "0.0", json!("no")),
        ("M01.4", "2.0", json!("A0502")),
        ("M01.4", "Non", json!("no")),
        ("M01.4", "En partie", json!("partly")),
        ("M02.4", "partly", json!("A0502")),
        ("M01.2", "press radio", list(&["press", "radio"])),
        ("M01.2", "press;radio", list(&["press", "radio"])),
        ("M01.2", "On the radio, In the press, and on posters", list(&["radio", "press"])),
        ("M01.2", "In the press, and on posters;On the radio;", list(&["press", "radio"])),
        ("M01.2", "In the press, and on posters On the radio", list(&["press", "radio"])),
        ("M01.2", "À la radio\nDans la presse et par affiches", list(&["radio", "press"])),
        ("M01.2", "[\"press\"]", list(&["press"])),
        ("M01.2", "None of these", list(&["none"])),
        ("M01.2", "None of the above", json!([])),
        ("M01.2", "[]", json!([])),
        ("M01.2", "none press", json!("A0507")),
        ("M01.2", "press press", json!("A0511")),
        ("M01.2", "press, television", json!("A0502")),
        ("M01.2", "don't know", json!("is dont_know")),
        ("M01.3", "0.45", json!(0.45)),
        ("M01.3", "0,45", json!(0.45)),
        ("M01.3", "45 %", json!(0.45)),
        ("M01.3", "33,3%", json!(0.333)),
        ("M01.3", "3/12", json!({"part": 3, "whole": 12})),
        ("M01.3", "45", json!("A0508")),
        ("M01.3", "12/3", json!("A0502")),
        ("M02.1", "12", json!(12)),
        ("M02.1", "12.0", json!(12)),
        ("M02.1", "12 days", json!(12)),
        ("M02.1", "1,234", json!(1234)),
        ("M02.1", "1.234", json!("A0502")),
        ("M02.1", "2.000", json!("A0502")),
        ("M02.1", "2.00", json!(2)),
        ("M02.1", "1.2E3", json!(1200)),
        ("M02.1", "6000", json!("A0508")),
        ("M02.1", "5 %", json!("A0502")),
        ("M02.1", "many", json!("A0502")),
        ("M02.7", "5 %", json!(5)),
        ("M02.7", "0,5 %", json!(0.5)),
        ("M02.8", "5 %", json!("A0502")),
        ("M02.8", "1,234", json!("A0502")),
        ("M02.2", "2026-05-31", json!("2026-05-31")),
        ("M02.2", "2026-05-31 00:00:00", json!("2026-05-31")),
        ("M02.2", "2026-05-31T22:15:00.000+02:00", json!("2026-05-31")),
        ("M02.2", "2026/05/31", json!("2026-05-31")),
        ("M02.2", "31/05/2026", json!("A0502")),
        ("M02.2", "2026-02-30", json!("A0502")),
        ("M02.3", "n/a", json!("n/a")),
        ("M02.3", " two\nlines ", json!(" two\nlines ")),
        ("M02.3", "dont_know", json!("is dont_know")),
    ] {
        assert_eq!(said(question, text), expected, "{question}: {text:?}");
    }
}

fn row(headings: &[&str], cells: &[&str]) -> (Value, Vec<&'static str>) {
    let reader = reader(headings).unwrap_or_else(|problems| panic!("{problems}"));
    let cells: Vec<Option<&str>> = cells.iter().map(|cell| Some(*cell)).collect();
    let (answers, problems) = reader.read(1, &cells);
    instrument().assess(&answers).unwrap_or_else(|problems| panic!("{problems}"));
    let codes = problems.iter().map(|problem| problem.code().as_str()).collect();
    (serde_json::to_value(&answers.document().answers).unwrap(), codes)
}

#[test]
fn columns_for_single_choices() {
    let headings = ["M01.2/press", "M01.2/radio", "M01.2/none"];
    let chosen = |cells: &[&str]| {
        let (answers, codes) = row(&headings, cells);
        (answers["M01.2"]["value"].clone(), codes)
    };
    assert_eq!(chosen(&["1", "0", "0"]), (json!(["press"]), vec![]));
    assert_eq!(chosen(&["True", "yes", ""]), (json!(["press", "radio"]), vec![]));
    assert_eq!(chosen(&["In the press, and on posters", "", ""]), (json!(["press"]), vec![]));
    assert_eq!(chosen(&["x", "✓", "N"]), (json!(["press", "radio"]), vec![]));
    // "None" was not chosen either: nobody answered.
    assert_eq!(chosen(&["0", "0", "0"]), (Value::Null, vec![]));
    assert_eq!(chosen(&["0", "0", "1"]), (json!(["none"]), vec![]));
    assert_eq!(row(&headings[..2], &["0", "0"]).0["M01.2"]["value"], json!([]));
    assert_eq!(chosen(&["", "", ""]), (Value::Null, vec![]));
    assert_eq!(chosen(&["1", "0", "1"]), (Value::Null, vec!["A0507"]));
    assert_eq!(chosen(&["1", "perhaps", "0"]), (Value::Null, vec!["A0502"]));
}

#[test]
fn a_list_beside_its_choices() {
    let headings = ["M01.2", "M01.2/press", "M01.2/radio"];
    let chosen = |cells: &[&str]| {
        let (answers, codes) = row(&headings, cells);
        (answers["M01.2"]["value"].clone(), codes)
    };
    assert_eq!(chosen(&["press", "1", "0"]), (json!(["press"]), vec![]));
    assert_eq!(chosen(&["press", "0", "1"]), (Value::Null, vec!["T1005"]));
    // 0 for everything, and no answer: ODK Central writes so.
    assert_eq!(chosen(&["", "0", "0"]), (Value::Null, vec![]));
    // A list that cannot be read is said once more by its columns.
    assert_eq!(chosen(&["Dans la presse & à la radio", "1", "1"]), (json!(["press", "radio"]), vec![]));
    assert_eq!(chosen(&["Dans la presse & à la radio", "", ""]), (Value::Null, vec!["A0502"]));
    // A choice without a column.
    assert_eq!(
        row(&["M01.2", "M01.2/press"], &["press radio", "1"]).0["M01.2"]["value"],
        json!(["press", "radio"])
    );
}

#[test]
fn states_reasons_and_what_stands_beside() {
    let headings =
        ["M01.1", "M01.1.state", "M01.1.reason", "M01.1.note", "M01.1.evidence", "M01.1.confidence"];
    let (answers, codes) = row(
        &headings,
        &["yes", "answered", "", "Since 2020", "https://a.example https://b.example; No. 5", "High"],
    );
    assert_eq!(
        answers["M01.1"],
        json!({"state": "answered", "value": "yes", "note": "Since 2020", "confidence": "high",
               "evidence": ["https://a.example", "https://b.example", "No. 5"]})
    );
    assert_eq!(codes, [""; 0]);
    let (answers, _) =
        row(&headings, &["yes", "", "", "", "https://a.example/?b;c;https://d.example;\nNo. 1; 2", ""]);
    assert_eq!(
        answers["M01.1"]["evidence"],
        json!(["https://a.example/?b;c", "https://d.example", "No. 1", "2"])
    );
    let (answers, codes) = row(&headings, &["", "not applicable", "No such office", "", "", ""]);
    assert_eq!(
        (answers["M01.1"].clone(), codes),
        (json!({"state": "not_applicable", "reason": "No such office"}), vec![])
    );
    for cells in
        [["yes", "dont_know"], ["", "answered"], ["dont_know", "not_applicable"], ["yes", "unanswered"]]
    {
        let (answers, codes) = row(&headings[..2], &cells);
        assert_eq!((answers, codes), (json!({}), vec!["A0510"]), "{cells:?}");
    }
    // A remark without an answer is kept.
    let (answers, codes) = row(&headings, &["", "", "", "Ask the mayor", "", "sure"]);
    assert_eq!(answers["M01.1"], json!({"state": "unanswered", "note": "Ask the mayor"}));
    assert_eq!(codes, ["A0502"]);
}

#[test]
fn a_reason_for_all_is_stated() {
    let options = FormOptions { reason: Some("Not asked in this form".to_owned()), ..FormOptions::default() };
    let reader = FormReader::new(&instrument(), &["M01.1"], options).unwrap();
    let (answers, problems) = reader.read(1, &[Some("n/a")]);
    assert!(problems.is_empty());
    assert_eq!(answers.document().answers["M01.1"].reason.as_deref(), Some("Not asked in this form"));
    assert_eq!(reader.report().reason.as_deref(), Some("Not asked in this form"));
}

#[test]
fn texts_that_say_nothing() {
    let options = FormOptions { blanks: vec!["NA".to_owned(), "n/a".to_owned()], ..FormOptions::default() };
    let reader = FormReader::new(&instrument(), &["M01.1", "M01.4", "City"], options).unwrap();
    let (answers, problems) = reader.read(1, &[Some("NA"), Some("n/a "), Some("NA")]);
    assert!(
        problems.is_empty() && answers.document().answers.is_empty() && answers.document().city.is_none()
    );
}

#[test]
fn the_city_and_its_context() {
    let headings = ["City", "Date", "Country", "Population", "Income class", "Languages", "Region", "M01.4"];
    let reader = reader(&headings).unwrap();
    let row = ["Ville", "2026-05-31 10:00", "nl", "21 000", "Upper middle income", "nl, fy", "Europe", "yes"]
        .map(Some);
    let (answers, problems) = reader.read(1, &row);
    assert!(problems.is_empty(), "{problems:?}");
    let document = serde_json::to_value(answers.document()).unwrap();
    assert_eq!((document["city"].clone(), document["date"].clone()), (json!("Ville"), json!("2026-05-31")));
    assert_eq!(
        document["context"],
        json!({"population": 21000, "country": "NL", "region": "Europe", "income_class": "upper_middle",
               "languages": ["nl", "fy"]})
    );
    let row = ["Ville", "yesterday", "Holland", "many", "rich", "", "", "yes", "more"].map(Some);
    let (answers, problems) = reader.read(2, &row);
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code().as_str()).collect();
    assert_eq!(codes, ["A0502", "A0514", "A0514", "A0514", "T1001"]);
    assert_eq!(problems[1].path(), "/2/Country");
    assert_eq!(answers.document().answers.len(), 1);
    // A city of 82 thousand, and not of 82.
    for (text, population, code) in [
        ("82.000", None, Some(Code::UnknownContext)),
        ("82,000", Some(82000), None),
        ("1.200.000", Some(1_200_000), None),
    ] {
        let row = [None, None, None, Some(text)];
        let (answers, problems) = reader.read(3, &row);
        assert_eq!(answers.document().context.population, population, "{text}");
        assert_eq!(problems.first().map(Problem::code), code, "{text}");
    }
}

#[test]
fn forms_of_another_questionnaire_or_edition() {
    let reader = reader(&["digirights_form", "M01.4"]).unwrap();
    let code = |text: &str| reader.read(1, &[Some(text), Some("yes")]).1.first().map(Problem::code);
    assert_eq!(code("mini 1.2.0"), None);
    assert_eq!(code("mini 1.2.7"), None);
    assert_eq!(code("mini 1.1.0"), Some(Code::WrongVersion));
    assert_eq!(code("maxi 1.2.0"), Some(Code::WrongQuestionnaire));
}
