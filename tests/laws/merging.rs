// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Several departments' parts give one union, whatever their order, and nothing that anyone said is
//! lost.

use std::collections::{BTreeMap, BTreeSet};

use digirights::{Answer, AnswerState, Answers, AnswersDocument, merge};
use digirights_tests::tape::Tape;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::case::{config, read, tape};

fn answer(tape: &mut Tape) -> Value {
    let value = tape.of(&[json!("yes"), json!("no"), json!(0.5), json!(["a", "b"])]);
    let mut answer = match tape.pick(8) {
        5 => json!({"state": "dont_know"}),
        6 => json!({"state": "not_applicable", "reason": tape.of(&["no port", "no river"])}),
        7 => json!({"state": "unanswered"}),
        _ => json!({"value": value}),
    };
    if tape.chance(50) {
        answer["note"] = tape.of(&["as of May", "see the register", "asked legal"]).into();
    }
    if tape.chance(40) {
        answer["evidence"] = json!([tape.of(&["https://a.example", "https://b.example"])]);
    }
    if tape.chance(30) {
        answer["role"] = tape.of(&["legal", "it"]).into();
    }
    answer
}

fn parts(tape: &mut Tape) -> Vec<(String, Answers)> {
    (0..=tape.pick(4))
        .map(|index| {
            let mut answers = json!({});
            for id in ["q1", "q2", "q3", "q4"] {
                if tape.chance(60) {
                    answers[id] = answer(tape);
                }
            }
            let mut part = json!({"format": "1.0", "questionnaire": {"id": "random", "version": "1.0.0"}, "answers": answers});
            if tape.chance(50) {
                part["city"] = "Example Town".into();
            }
            if tape.chance(50) {
                part["date"] = tape.of(&["2026-05-31", "2026-01-01"]).into();
            }
            if tape.chance(50) {
                part["context"] = json!({"population": 21000, "languages": [tape.of(&["nl", "fy"])]});
            }
            if tape.chance(20) {
                let chosen = answer(tape);
                part["resolutions"] = json!({"q1": [{"chosen": chosen, "by": tape.of(&["mayor", "clerk"])}]});
                part["answers"]["q1"] = chosen;
            }
            (format!("part{index}.json"), read(&part))
        })
        .collect()
}

/// What one side says, without the sides that also said something.
fn alone(answer: &Answer) -> String {
    let alone = Answer { also: Vec::new(), ..answer.clone() };
    serde_json::to_string(&alone).unwrap_or_default()
}

/// Everything said to each question, in no order, and whether it is in conflict.
fn said(document: &AnswersDocument) -> BTreeMap<String, (bool, BTreeSet<String>)> {
    let mut all = BTreeMap::new();
    let mut put = |id: &String, conflict: bool, answer: &Answer| {
        // Who said nothing is all the same.
        let says = |answer: &&Answer| {
            answer.state != AnswerState::Unanswered || answer.note.is_some() || !answer.evidence.is_empty()
        };
        for answer in [answer].into_iter().chain(&answer.also).filter(says) {
            let entry: &mut (bool, BTreeSet<String>) =
                all.entry(id.clone()).or_insert((conflict, BTreeSet::new()));
            entry.1.insert(alone(answer));
        }
    };
    for (id, answer) in &document.answers {
        put(id, false, answer);
    }
    for (id, sides) in &document.conflicts {
        sides.iter().for_each(|side| put(id, true, side));
    }
    all
}

fn union(parts: &[(String, Answers)]) -> Answers {
    merge(parts.iter().map(|(name, answers)| (name.as_str(), answers)))
        .unwrap_or_else(|problems| panic!("{problems}"))
        .into_answers()
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn the_order_of_parts_does_not_matter(mut tape in tape()) {
        let mut parts = parts(&mut tape);
        let one = union(&parts);
        tape.shuffle(&mut parts);
        let two = union(&parts);
        let (one, two) = (one.document(), two.document());
        prop_assert_eq!(said(one), said(two));
        let resolutions = |document: &AnswersDocument| -> BTreeSet<String> {
            document.resolutions.values().flatten().map(|one| serde_json::to_string(one).unwrap_or_default()).collect()
        };
        prop_assert_eq!(resolutions(one), resolutions(two));
        prop_assert_eq!(&one.city, &two.city);
        prop_assert_eq!(&one.date, &two.date);
        let languages = |document: &AnswersDocument| document.context.languages.iter().cloned().collect::<BTreeSet<_>>();
        prop_assert_eq!(languages(one), languages(two));
        prop_assert_eq!(one.context.population, two.context.population);
    }

    #[test]
    fn nothing_that_was_said_is_lost(mut tape in tape()) {
        let parts = parts(&mut tape);
        let merged = union(&parts);
        let said = said(merged.document());
        for (name, part) in &parts {
            for (id, answer) in &part.document().answers {
                let kept = said.get(id).is_some_and(|(_, all)| {
                    all.iter().any(|text| {
                        let kept: Value = serde_json::from_str(text).unwrap_or_default();
                        let given = serde_json::to_value(answer).unwrap_or_default();
                        given.as_object().is_some_and(|given| given.iter().all(|(key, value)| kept[key] == *value))
                    })
                });
                let says_something = answer.note.is_some() || answer.state != AnswerState::Unanswered;
                prop_assert!(kept || !says_something, "{name}: {id} {}\n{}", alone(answer), merged.to_json());
            }
            for (id, resolutions) in &part.document().resolutions {
                let kept = merged.document().resolutions.get(id);
                for resolution in resolutions {
                    prop_assert!(kept.is_some_and(|kept| kept.contains(resolution)),
                        "{name}: the resolution of {id}\n{}", merged.to_json());
                }
            }
        }
    }

    /// One answer, or a conflict with at least two sides; never both, never a silent choice.
    #[test]
    fn what_differs_is_in_conflict(mut tape in tape()) {
        let parts = parts(&mut tape);
        let merged = union(&parts);
        let document = merged.document();
        for id in ["q1", "q2", "q3", "q4"] {
            let mut distinct: Vec<&Answer> = Vec::new();
            for answer in parts.iter().filter_map(|(_, part)| part.document().answers.get(id)) {
                let known = distinct.iter().any(|other| other.says_the_same(answer));
                if answer.state != AnswerState::Unanswered && !known {
                    distinct.push(answer);
                }
            }
            let sides = document.conflicts.get(id).map_or(0, Vec::len);
            prop_assert_eq!(sides, if distinct.len() > 1 { distinct.len() } else { 0 });
            prop_assert!(document.answers.get(id).is_none_or(|_| sides == 0));
            if let [only] = distinct.as_slice() {
                prop_assert!(document.answers.get(id).is_some_and(|answer| answer.says_the_same(only)));
            }
        }
    }

    #[test]
    fn a_part_merged_with_itself_is_that_part(mut tape in tape()) {
        let parts = parts(&mut tape);
        let one = union(&parts[..1]);
        let twice = [parts[0].clone(), parts[0].clone()];
        let two = union(&twice);
        prop_assert_eq!(one.document(), two.document());
    }

    /// Merging step by step gives the conflicts of merging at once.
    #[test]
    fn parts_can_be_merged_step_by_step(mut tape in tape()) {
        let parts = parts(&mut tape);
        let at_once = union(&parts);
        let step_by_step = parts.iter().skip(1).fold(union(&parts[..1]), |so_far, part| {
            union(&[("so far".to_owned(), so_far), part.clone()])
        });
        prop_assert_eq!(said(at_once.document()), said(step_by_step.document()));
    }
}

/// A number is the same number however it is spelled, and a list of options has no order.
#[test]
fn the_same_answer_spelled_otherwise_is_no_conflict() {
    let part = |answer: &str| {
        let text = format!(
            r#"{{"format": "1.0", "questionnaire": {{"id": "random", "version": "1.0.0"}}, "answers": {{"q1": {answer}}}}}"#
        );
        Answers::from_json(&text).unwrap_or_else(|problems| panic!("{problems}"))
    };
    for (one, two) in [("1", "1.0"), ("0.5", "5e-1"), (r#"["a", "b"]"#, r#"["b", "a"]"#)] {
        let merged = union(&[("one".to_owned(), part(one)), ("two".to_owned(), part(two))]);
        assert!(merged.document().conflicts.is_empty(), "{one} and {two}");
    }
    let merged = union(&[("one".to_owned(), part("1")), ("two".to_owned(), part("2"))]);
    assert_eq!(merged.document().conflicts.len(), 1);
}
