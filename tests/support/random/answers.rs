// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Random answers to a questionnaire.

use serde_json::{Map, Value, json};

use super::{each_question, is_scored};
use crate::tape::Tape;

/// How many of a hundred questions are in each state; the others are answered.
#[derive(Debug, Clone, Copy)]
pub struct Mix {
    /// Unanswered.
    pub unanswered: usize,
    /// Don't know.
    pub dont_know: usize,
    /// Not applicable, where that is allowed.
    pub not_applicable: usize,
}

impl Mix {
    /// Some of each.
    pub const PARTIAL: Self = Self { unanswered: 35, dont_know: 15, not_applicable: 15 };
    /// Nothing open.
    pub const COMPLETE: Self = Self { unanswered: 0, dont_know: 0, not_applicable: 15 };
}

/// Answers by question.
#[must_use]
pub fn answers(tape: &mut Tape, questionnaire: &Value, mix: &Mix) -> Map<String, Value> {
    let mut given = Map::new();
    each_question(questionnaire, &mut |question| {
        let Some(id) = question["id"].as_str() else { return };
        if tape.chance(mix.unanswered) {
            return;
        }
        if tape.chance(mix.dont_know) {
            given.insert(id.to_owned(), json!({"state": "dont_know"}));
        } else if may_not_apply(question) && tape.chance(mix.not_applicable) {
            given.insert(id.to_owned(), json!({"state": "not_applicable", "reason": "no such office"}));
        } else {
            given.insert(id.to_owned(), answer(tape, question));
        }
    });
    given
}

fn may_not_apply(question: &Value) -> bool {
    matches!(question["not_applicable"].as_str(), Some("allowed" | "with_reason"))
}

/// What an open question may later become: an answer, or not applicable where that is allowed.
#[must_use]
pub fn fill(tape: &mut Tape, question: &Value) -> Value {
    if may_not_apply(question) && tape.chance(25) {
        json!({"state": "not_applicable", "reason": "no such office"})
    } else {
        answer(tape, question)
    }
}

/// An answers file.
#[must_use]
pub fn document(answers: &Map<String, Value>) -> Value {
    json!({"format": "1.0", "questionnaire": {"id": "random", "version": "1.0.0"}, "answers": answers})
}

/// A value on the scale of a question, often on an edge of it.
#[must_use]
pub fn answer(tape: &mut Tape, question: &Value) -> Value {
    let answer = &question["answer"];
    let options = || -> Vec<&Value> { answer["options"].as_array().into_iter().flatten().collect() };
    match answer["kind"].as_str() {
        Some("choice") if answer.get("scale").is_some() => tape.of(&["a", "b", "c", "d"]).into(),
        Some("choice") => tape.of(&options())["id"].clone(),
        Some("yes_no") if answer["partly"] == true => {
            tape.of(&[json!("no"), json!("yes"), json!("partly"), json!(true)])
        }
        Some("yes_no") => tape.of(&[json!("no"), json!("yes"), json!(false)]),
        Some("several") => {
            let (alone, others): (Vec<_>, Vec<_>) =
                options().into_iter().partition(|option| option["exclusive"] == true);
            if let Some(none) = alone.first()
                && tape.chance(15)
            {
                return json!([none["id"]]);
            }
            let mut chosen: Vec<Value> =
                others.into_iter().filter(|_| tape.chance(50)).map(|option| option["id"].clone()).collect();
            tape.shuffle(&mut chosen);
            chosen.into()
        }
        Some("number") => number(tape, answer),
        Some("share") if tape.chance(20) => json!({"value": {"part": tape.pick(12), "whole": 12}}),
        Some("share") => tape.of(&[0.5, 0.0, 1.0, 0.1, 0.75, 0.3, 0.333, 0.999]).into(),
        Some("date") => {
            tape.of(&["2024-02-29", "2019-12-31", "2020-01-01", "2024-03-01", "2026-05-31"]).into()
        }
        _ => "a few words".into(),
    }
}

fn number(tape: &mut Tape, answer: &Value) -> Value {
    const NUMBERS: [f64; 11] = [0.0, 10.0, 50.0, 100.0, 1.0, 3.0, 9.99, 10.01, 55.5, -5.0, 1e6];
    let (least, most) = (answer["minimum"].as_f64(), answer["maximum"].as_f64());
    let possible: Vec<f64> = NUMBERS
        .into_iter()
        .filter(|x| least.is_none_or(|least| *x >= least) && most.is_none_or(|most| *x <= most))
        .filter(|x| answer["integer"] != true || (x - x.floor()).abs() < 1e-12)
        .collect();
    tape.of(&possible).into()
}

/// Ids of the scored questions that are open: unanswered or not known.
#[must_use]
pub fn is_open(question: &Value, given: &Map<String, Value>) -> bool {
    let answer = question["id"].as_str().and_then(|id| given.get(id));
    is_scored(question)
        && answer.is_none_or(|answer| answer["state"] == "dont_know" || answer["state"] == "unanswered")
}
