// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Tables and questionnaires that mean harm: nothing panics, nothing takes long, nothing is dropped.

use std::time::{Duration, Instant};

use digirights::{FormOptions, FormReader, Holds, XlsForm, XlsFormOptions};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::case::{check, config};
use crate::tools::instrument;

/// Texts that break readers of tables.
const TEXTS: [&str; 14] = [
    "\u{0}\u{1}\u{7f}",
    "\u{202e}1.10M\u{202c}",
    "\u{200f}M01.1",
    "=HYPERLINK(\"http://evil.example\",\"yes\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "-",
    "\"; DROP TABLE answers; --",
    "<script>alert(1)</script>",
    "${M01_1}",
    "[[[[[[[[[[[[[[[[[[[[[[[[",
    "\u{ffff}\u{fffe}\u{10ffff}",
    "yes;yes;yes;;;;|||,,,,",
    "ﷺ",
];

#[test]
fn cells_of_all_sorts() {
    let instrument = instrument();
    let headings = [
        "M01.1",
        "M01.2",
        "M01.3",
        "M01.4",
        "M02.1",
        "M02.2",
        "M02.3",
        "M01.2/press",
        "M01.1.state",
        "City",
        "Country",
    ];
    let reader = FormReader::new(&instrument, &headings, FormOptions::default()).unwrap();
    let long = [
        "a".repeat(1_000_000),
        "press ".repeat(200_000),
        "9".repeat(1_000_000),
        "é".repeat(500_000),
        ";".repeat(1_000_000),
    ];
    let texts = TEXTS.into_iter().chain(long.iter().map(String::as_str));
    let began = Instant::now();
    for text in texts {
        let (answers, _) = reader.read(usize::MAX, &vec![Some(text); 40]);
        assert!(instrument.assess(&answers).is_ok());
        let (_, problems) = reader.read(1, &[Some(text)]);
        let blank = text.chars().all(char::is_control);
        assert!(blank || !problems.is_empty(), "{}", text.chars().take(20).collect::<String>());
        assert!(problems.iter().all(|problem| problem.to_string().len() < 2_000));
    }
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
}

#[test]
fn a_hundred_thousand_headings() {
    let instrument = instrument();
    let mut headings = vec!["M01.1".to_owned()];
    for number in 0..100_000 {
        headings.push(match number % 100 {
            0 => format!("Contact/of/person/{number}"),
            1 => format!("M01 is {number}: not - this. one/or | that"),
            2 => format!("Is there a public register - {number}/{number}"),
            3 => "M01/".repeat(40),
            _ => format!("Column {number}"),
        });
    }
    headings.push("M01.1/".repeat(100_000));
    headings.extend(TEXTS.map(|text| format!("{text}#")));
    let began = Instant::now();
    let reader = FormReader::new(&instrument, &headings, FormOptions::default()).unwrap();
    let report = reader.report();
    assert_eq!(report.columns.len(), headings.len());
    let kept = report.columns.iter().filter(|column| column.holds != Holds::Other).count();
    assert_eq!(kept, 1);
    assert!(report.warnings.len() <= 1_001);
    let cells: Vec<Option<&str>> = headings.iter().map(|heading| Some(heading.as_str())).collect();
    let (answers, _) = reader.read(1, &cells);
    assert!(answers.document().answers.is_empty());
    assert!(began.elapsed() < Duration::from_secs(120), "{:?}", began.elapsed());
}

/// So many warnings that not all are listed do not hide that two columns say the same.
#[test]
fn warnings_do_not_hide_problems() {
    let mut headings: Vec<String> = (0..1_500).map(|number| format!("M01.1 of {number}")).collect();
    headings.extend(["M01.1", "M01_1"].map(str::to_owned));
    let problems = FormReader::new(&instrument(), &headings, FormOptions::default()).unwrap_err();
    assert_eq!(problems.first().code(), digirights::Code::ColumnTwice);
    assert_eq!(problems.iter().count(), 1_001);
}

/// A questionnaire whose texts and ids try to break the sheets.
fn broken(text: &str, ids: [&str; 4]) -> Value {
    json!({"format": "1.0", "id": "mini", "version": "1.0.0", "languages": ["en", "eo"],
        "root": {"id": ids[0], "children": [
            {"id": ids[1], "answer": {"kind": "choice", "options": [
                {"id": "not_applicable", "value": 0}, {"id": "dont_know", "value": 1}, {"id": "0.5", "value": 0.5}]},
             "not_applicable": "allowed"},
            {"id": ids[2], "answer": {"kind": "several", "options": [{"id": "none_of_these", "value": 0.5}, {"id": "a", "value": 0.5}]}},
            {"id": ids[3], "answer": {"kind": "number", "unit": text}}
        ]},
        "text": {"en": texts(text, ids), "eo": texts(text, ids)}})
}

fn texts(text: &str, ids: [&str; 4]) -> Value {
    let question =
        |options: Value| json!({"prompt": text, "help": text, "not_applicable": text, "options": options});
    json!({"title": text, "description": text, "nodes": {ids[0]: {"title": text, "description": text}}, "questions": {
        ids[1]: question(json!({"not_applicable": text, "dont_know": text, "0.5": text})),
        ids[2]: question(json!({"none_of_these": text, "a": text})),
        ids[3]: question(json!({}))
    }})
}

/// Forms that were made of hostile texts.
pub(crate) fn forms() -> Vec<XlsForm> {
    let ids =
        [["meta", "data", "label", "name"], ["a", "A", "a_state", "a.state"], ["1", "1.1", "q1", "q1_1"]];
    let texts = TEXTS.into_iter().chain(["a\nb\tc", " ${x} ${", "# *_[md](x)_*", "&amp;<b>\"'"]);
    texts
        .zip(ids.into_iter().cycle())
        .map(|(text, ids)| {
            let instrument = check(&broken(text, ids)).unwrap_or_else(|problems| panic!("{problems}"));
            let options = XlsFormOptions { notes: true, evidence: true, ..XlsFormOptions::default() };
            XlsForm::new(&instrument, &options).unwrap()
        })
        .collect()
}

#[test]
fn sheets_hold_what_sheets_can_hold() {
    for form in forms() {
        for sheet in [&form.survey, &form.choices, &form.settings] {
            for row in &sheet.rows {
                assert_eq!(row.len(), sheet.columns.len());
                let bad = |letter: char| letter.is_control() && letter != '\n' && letter != '\t';
                assert!(row.iter().all(|cell| !cell.contains(bad)));
            }
        }
    }
}

/// Conditions that look at each other grow: a form says no more than it can hold.
#[test]
fn long_chains_of_conditions() {
    let children: Vec<Value> = (0..400)
        .map(|index| {
            let mut question = json!({"id": format!("q{index}"), "answer": {"kind": "yes_no"}});
            if index > 1 {
                let before =
                    |back: usize| json!({"not": {"question": format!("q{}", index - back), "is": "yes"}});
                question["show_when"] = json!({"any": [before(1), before(2)]});
            }
            question
        })
        .collect();
    let whole = json!({"format": "1.0", "id": "mini", "version": "1.0.0", "root": {"id": "whole", "children": children}});
    let form = XlsForm::new(&check(&whole).unwrap(), &XlsFormOptions::default()).unwrap();
    assert!(!form.warnings.is_empty());
    assert!(form.survey.rows.iter().flatten().all(|cell| cell.len() < 5_000));
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn any_table(
        headings in prop::collection::vec("(M0[12][._][1-6]|[ -~]{0,12}|\\PC{0,8}|group/)?([/:._ -]?(press|state|note|M01.2|x))?", 1..12),
        cells in prop::collection::vec(prop::option::of("(yes|no|press|1|0)?[;, |]?\\PC{0,12}"), 0..14),
    ) {
        let instrument = instrument();
        if let Ok(reader) = FormReader::new(&instrument, &headings, FormOptions::default()) {
            let cells: Vec<Option<&str>> = cells.iter().map(Option::as_deref).collect();
            let (answers, problems) = reader.read(3, &cells);
            prop_assert!(instrument.assess(&answers).is_ok());
            prop_assert!(problems.iter().all(|problem| problem.path().starts_with("/3/")));
        }
    }
}
