// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! One answer after the other leads where all answers at once lead, and what is said to have changed
//! is all that has changed.

use digirights::{Answer, Scorecard};
use digirights_tests::random::{Mix, Wishes, answers};
use proptest::prelude::*;
use serde_json::Value;

use crate::case::{case, config, made, read, tape};

/// The document of a scorecard, without what changes leave out.
fn document(card: &Scorecard) -> Value {
    let mut document = serde_json::to_value(card.to_document()).unwrap_or_default();
    for left_out in ["answers", "narrowing"] {
        document.as_object_mut().map(|members| members.remove(left_out));
    }
    document
}

/// As a page does it: entries of maps one by one, everything else whole.
fn put_over(document: &mut Value, changes: &Value) {
    for (key, change) in changes.as_object().into_iter().flatten() {
        match key.as_str() {
            "nodes" | "questions" => put_entries(&mut document[key], change),
            "lenses" => {
                change
                    .as_object()
                    .into_iter()
                    .flatten()
                    .for_each(|(lens, members)| put_entries(&mut document[key][lens], members));
            }
            _ => document[key] = change.clone(),
        }
    }
}

fn put_entries(map: &mut Value, entries: &Value) {
    entries.as_object().into_iter().flatten().for_each(|(id, entry)| map[id] = entry.clone());
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn answers_one_by_one(mut tape in tape()) {
        let Some((whole, instrument, given)) = case(&mut tape, &Wishes::EVERYTHING, &Mix::PARTIAL) else {
            return Ok(());
        };
        let others = read(&digirights_tests::random::document(&answers(&mut tape, &whole, &Mix::PARTIAL)));
        let mut now = instrument.assess(&read(&given)).unwrap_or_else(|problems| panic!("{problems}\n{whole}"));
        let mut card = now.score();
        let mut shown = document(&card);

        // From one set of answers to another: some change, some go, some come.
        let ids: Vec<String> = card.questions().map(|question| question.id().to_string()).collect();
        for id in &ids {
            let answer = others.document().answers.get(id).cloned().unwrap_or_else(Answer::unanswered);
            now = now.with(id, answer).unwrap_or_else(|problems| panic!("{id}: {problems}\n{whole}"));
            let next = now.score();
            put_over(&mut shown, &serde_json::to_value(next.changes_since(&card)).unwrap_or_default());
            card = next;
            prop_assert_eq!(&shown, &document(&card), "after {}\n{}", id, &whole);
        }

        let at_once = instrument
            .assess_for(now.answers(), now.profile())
            .unwrap_or_else(|problems| panic!("{problems}\n{whole}"))
            .score();
        prop_assert_eq!(card.to_json(), at_once.to_json(), "{}", &whole);
        // Nothing has changed since itself.
        let nothing = at_once.changes_since(&card);
        prop_assert!(nothing.nodes.is_empty() && nothing.questions.is_empty() && nothing.lenses.is_empty());
    }

    /// What cannot be used is refused, and changes nothing.
    #[test]
    fn an_answer_that_is_refused(mut tape in tape()) {
        let Some((_, instrument, given)) = case(&mut tape, &Wishes::EVERYTHING, &Mix::PARTIAL) else {
            return Ok(());
        };
        let now = instrument.assess(&read(&given)).unwrap_or_else(|problems| panic!("{problems}"));
        let card = now.score();
        for question in card.questions().map(|question| question.id().as_str()) {
            let nonsense = Answer::value(serde_json::json!({"no": "answer"}));
            prop_assert!(now.with(question, nonsense).is_err(), "{question}");
        }
        let not_asked = now.with("no such question", Answer::dont_know());
        prop_assert_eq!(not_asked.map_err(|problems| problems.first().code().as_str()).err(), Some("A0501"));
    }
}

/// Positions mean something in one instrument alone, so nothing is taken to be as it was in another.
#[test]
fn since_another_instrument_everything_has_changed() {
    let whole = serde_json::json!({
        "format": "1.0", "id": "random", "version": "1.0.0",
        "root": {"id": "whole", "children": [{"id": "q1", "answer": {"kind": "yes_no"}}]}
    });
    let card = || {
        let given = serde_json::json!({
            "format": "1.0", "questionnaire": {"id": "random", "version": "1.0.0"}, "answers": {"q1": true}
        });
        let assessment = made(&whole).assess(&read(&given)).unwrap_or_else(|problems| panic!("{problems}"));
        assessment.score()
    };
    let changes = card().changes_since(&card());
    assert!(changes.nodes.contains_key("whole") && changes.questions.contains_key("q1"));
}

/// What departments say against each other is settled by a person, not lost under a new answer.
#[test]
fn an_open_conflict_is_not_answered_over() {
    let whole = serde_json::json!({
        "format": "1.0", "id": "random", "version": "1.0.0",
        "root": {"id": "whole", "children": [{"id": "q1", "answer": {"kind": "yes_no"}}]}
    });
    let given = read(&serde_json::json!({
        "format": "1.0", "questionnaire": {"id": "random", "version": "1.0.0"}, "answers": {},
        "conflicts": {"q1": [{"value": true, "role": "legal"}, {"value": false, "role": "it"}]}
    }));
    let now = made(&whole).assess_usable(&given).unwrap_or_else(|problems| panic!("{problems}"));
    let refused = now.with("q1", Answer::value(true)).map_err(|problems| problems.first().code().as_str());
    assert_eq!(refused.err(), Some("A0513"));
    assert_eq!(now.answers().document().conflicts.get("q1").map(Vec::len), Some(2));
}
