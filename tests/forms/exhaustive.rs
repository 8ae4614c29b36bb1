// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Every test on every kind of question, plain and denied, for every sort of answer, while the question
//! is shown, hidden, unsure, or shown by a condition that a form cannot say.

use digirights::{Instrument, QuestionState, XlsForm, XlsFormOptions};
use serde_json::{Map, Value, json};

use crate::case::{check, name, read};
use crate::filled::Filled;
use crate::round_trip::option_for;
use crate::visible::approximate;

/// A kind of question, tests that fit it, and answers.
struct Kind {
    question: Value,
    tests: Vec<Value>,
    answers: Vec<Value>,
}

fn kind(question: &Value, tests: &Value, answers: &Value) -> Kind {
    let list = |value: &Value| value.as_array().unwrap().clone();
    Kind { question: question.clone(), tests: list(tests), answers: list(answers) }
}

fn kinds() -> Vec<Kind> {
    of_options().into_iter().chain(of_numbers()).chain(of_days()).chain(of_lists()).collect()
}

fn of_options() -> Vec<Kind> {
    let answer = json!({"kind": "choice", "options": [
        {"id": "a", "value": 0}, {"id": "b", "value": 0.5}, {"id": "c", "counts_as": "dont_know"},
        {"id": "d", "counts_as": "not_applicable"}, {"id": "e", "value": 1}
    ]});
    let tests = json!([
        {"is": "b"}, {"is_one_of": ["a", "c"]}, {"at_least": "b"}, {"above": "b"}, {"at_most": "b"},
        {"below": "b"}, {"is": "d"}, {"share": {"at_least": 0.5}}
    ]);
    let yes_no = json!([{"is": true}, {"at_most": "partly"}, {"share": {"above": 0.5}}]);
    let chosen = json!(["a", "b", "c", "d", "e"]);
    vec![
        kind(&json!({"answer": answer}), &tests, &chosen),
        kind(&json!({"answer": answer, "reversed": true}), &tests, &chosen),
        kind(
            &json!({"answer": {"kind": "yes_no", "partly": true}}),
            &yes_no,
            &json!(["yes", "partly", "no"]),
        ),
        kind(&json!({"answer": {"kind": "text"}}), &json!([]), &json!(["some words"])),
    ]
}

fn of_numbers() -> Vec<Kind> {
    let bands = |edge: &str| {
        json!({"kind": "number", "edge": edge, "bands": [
            {"value": 0}, {"from": 1, "counts_as": "not_applicable"}, {"from": 2, "value": 0.5},
            {"from": 3, "counts_as": "dont_know"}, {"from": 4, "value": 1}
        ]})
    };
    let tests = json!([
        {"is": 2}, {"is_one_of": [1, 4]}, {"at_least": 1.5}, {"above": 2}, {"at_most": 3},
        {"below": 0, "at_least": -5}
    ]);
    let mut scored = tests.clone();
    scored.as_array_mut().unwrap().push(json!({"share": {"below": 0.5}}));
    let numbers = json!([-1, 0, 1, 1.5, 2, 3, 3.5, 4, 9]);
    let of_shares =
        json!([{"at_least": 0.07}, {"below": 0.333}, {"is": 0.45}, {"share": {"at_least": 0.45}}]);
    vec![
        kind(&json!({"answer": bands("included")}), &scored, &numbers),
        kind(&json!({"answer": bands("excluded"), "reversed": true}), &scored, &numbers),
        kind(&json!({"answer": {"kind": "number"}}), &tests, &numbers),
        kind(&json!({"answer": {"kind": "share"}}), &of_shares, &json!([0, 0.07, 0.333, 0.45, 1])),
    ]
}

fn of_days() -> Vec<Kind> {
    let bands = |edge: &str| {
        json!({"answer": {"kind": "date", "edge": edge, "bands": [
            {"value": 0}, {"from": "2024-02-01", "counts_as": "not_applicable"},
            {"from": "2024-03-01", "value": 0.5}, {"from": "2024-04-01", "counts_as": "dont_know"}
        ]}})
    };
    let tests = json!([
        {"is": "2024-03-01"}, {"at_least": "2024-02-15"}, {"above": "2024-03-01"}, {"at_most": "2024-02-01"},
        {"below": "2024-04-01"}
    ]);
    let days = json!([
        "2023-12-31",
        "2024-02-01",
        "2024-02-15",
        "2024-03-01",
        "2024-03-31",
        "2024-04-01",
        "2025-01-01"
    ]);
    vec![kind(&bands("included"), &tests, &days), kind(&bands("excluded"), &tests, &days)]
}

fn of_lists() -> Vec<Kind> {
    let alone = json!({"kind": "several", "combine": "count", "options": [
        {"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "none", "exclusive": true, "value": 0.25},
        {"id": "open", "exclusive": true, "counts_as": "dont_know"}
    ], "bands": [
        {"value": 0}, {"from": 1, "counts_as": "not_applicable"}, {"from": 2, "value": 1},
        {"from": 3, "counts_as": "dont_know"}
    ]});
    let counted = json!({"kind": "several", "combine": "count", "options": [{"id": "a"}, {"id": "b"}],
        "bands": [{"counts_as": "not_applicable"}, {"from": 1, "value": 0}, {"from": 2, "value": 1}]});
    let sum = json!({"kind": "several", "options": [{"id": "a", "value": 0.5}, {"id": "b", "value": 0.5}]});
    let closed = json!({"kind": "several", "combine": "mean", "options": [
        {"id": "a", "value": 0.5}, {"id": "b", "value": 1},
        {"id": "open", "exclusive": true, "counts_as": "not_applicable"}
    ]});
    let share = json!({"share": {"at_least": 1}});
    vec![
        kind(
            &json!({"answer": alone}),
            &json!([{"includes": "a"}, {"includes": "none"}, {"includes": "open"}]),
            &json!([["a"], ["b"], ["a", "b"], ["none"], ["open"], ["a", "b", "c"]]),
        ),
        kind(
            &json!({"answer": counted}),
            &json!([{"includes": "a"}]),
            &json!([["a"], ["b"], ["a", "b"], []]),
        ),
        kind(
            &json!({"answer": closed}),
            &json!([{"includes": "b"}, {"includes": "open"}]),
            &json!([["a"], ["a", "b"], ["open"]]),
        ),
        kind(
            &json!({"answer": sum}),
            &json!([{"includes": "b"}, share]),
            &json!([["a"], ["b"], ["a", "b"], []]),
        ),
    ]
}

/// A questionnaire with the question as it is shown in this way, and a question for every test.
fn questionnaire(kind: &Kind, show: Option<Value>) -> Value {
    let mut question = kind.question.clone();
    question["id"] = "T.1".into();
    question["not_applicable"] = "allowed".into();
    if let Some(show) = show {
        question["show_when"] = show;
    }
    let states = ["answered", "not_applicable", "dont_know", "unanswered", "not_shown"];
    let tests = kind.tests.iter().cloned().chain(states.map(|state| json!({"state": state})));
    let mut conditions = Vec::new();
    for mut test in tests {
        test["question"] = "T.1".into();
        conditions.push(json!({"not": test}));
        conditions.push(test);
    }
    let two = conditions.iter().take(4).cloned().collect::<Vec<_>>();
    conditions.push(json!({"at_least_of": {"count": 2, "of": two}}));
    conditions.push(json!({"not": {"at_least_of": {"count": 2, "of": two}}}));
    conditions.push(json!({"not": {"all": two}}));
    let ask = |id: String, condition: Value| json!({"id": id, "answer": {"kind": "yes_no"}, "show_when": condition});
    let shown = conditions.into_iter().enumerate().flat_map(|(index, condition)| {
        // Whether a form knows that it hides a question.
        let hidden = json!({"question": format!("D{index}"), "state": "not_shown"});
        [
            ask(format!("D{index}"), condition),
            ask(format!("H{index}"), hidden.clone()),
            ask(format!("S{index}"), json!({"not": hidden})),
        ]
    });
    let first = json!({"id": "first", "children": [{"id": "Q", "answer": {"kind": "yes_no"}}]});
    let children: Vec<Value> = [first, question].into_iter().chain(shown).collect();
    json!({"format": "1.0", "id": "random", "version": "1.0.0", "root": {"id": "whole", "children": children}})
}

/// A questionnaire, its form, and answers.
pub(crate) type Case = (Value, Instrument, XlsForm, Vec<Map<String, Value>>);

pub(crate) fn cases() -> Vec<Case> {
    let ways = [
        None,
        Some(json!({"question": "Q", "is": "yes"})),
        Some(json!({"not": {"question": "Q", "is": "yes"}})),
        Some(json!({"node": "first", "share": {"at_least": 0.5}})),
        Some(
            json!({"all": [{"node": "first", "share": {"at_least": 0.5}}, {"question": "Q", "state": "answered"}]}),
        ),
    ];
    let mut cases = Vec::new();
    for kind in kinds() {
        for show in &ways {
            let whole = questionnaire(&kind, show.clone());
            let instrument = check(&whole).unwrap_or_else(|problems| panic!("{problems}"));
            let form = XlsForm::new(&instrument, &XlsFormOptions::default()).unwrap();
            let states = ["dont_know", "not_applicable"].map(|state| json!({"state": state}));
            let answers = kind.answers.iter().cloned().chain(states).map(Some).chain([None]);
            let mut given = Vec::new();
            for answer in answers {
                for before in [None, Some("yes"), Some("no")] {
                    let mut all = Map::new();
                    all.extend(before.map(|before| ("Q".to_owned(), before.into())));
                    all.extend(answer.clone().map(|answer| ("T.1".to_owned(), answer)));
                    given.push(all);
                }
            }
            cases.push((whole, instrument, form, given));
        }
    }
    cases
}

/// Rows that the engine shows, and rows that it hides and the form can know of.
pub(crate) fn expected(case: &Case, given: &Map<String, Value>) -> (Vec<String>, Vec<String>) {
    let (whole, instrument, form, _) = case;
    let unsure = approximate(form, whole);
    let card = instrument.assess(&read(&digirights_tests::random::document(given))).unwrap().score();
    let (mut shown, mut hidden) = (Vec::new(), Vec::new());
    for question in card.questions() {
        let id = question.id().as_str();
        let percent = id == "T.1" && whole.pointer("/root/children/1/answer/kind") == Some(&json!("share"));
        let row = if percent { format!("{}_percent", name(id)) } else { name(id) };
        if question.state() != QuestionState::NotShown {
            shown.push(row);
        } else if !unsure.contains(id) {
            hidden.push(row);
        }
    }
    (shown, hidden)
}

pub(crate) fn filled(case: &Case, given: &Map<String, Value>) -> Filled {
    let (whole, _, form, _) = case;
    let mut filled = Filled::new(form, 0);
    filled.fill(given, &|id, state| option_for(whole, id, state));
    filled
}

#[test]
fn every_test_on_every_kind() {
    let mut compared = 0;
    for case in cases() {
        for given in &case.3 {
            let filled = filled(&case, given);
            let (shown, hidden) = expected(&case, given);
            for row in shown {
                assert!(filled.is_shown(&row), "the form hides {row} for {given:?}\n{}", case.0);
                compared += 1;
            }
            for row in hidden {
                assert!(!filled.is_shown(&row), "the form shows {row} for {given:?}\n{}", case.0);
                compared += 1;
            }
        }
    }
    assert!(compared > 20_000, "{compared}");
}
