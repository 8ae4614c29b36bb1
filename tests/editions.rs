// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Versions of a questionnaire, results over time, and whether a result is what the answers give.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong and stops")]

use digirights::{Answers, Comparison, Direction, Instrument, Questionnaire};
use serde_json::{Value, json};

fn instrument() -> Instrument {
    let steps = json!({"kind": "choice", "options": [{"id": "nein", "value": 0}, {"id": "halb", "value": 0.5}, {"id": "ja", "value": 1}]});
    let questionnaire = json!({
        "format": "1.0", "id": "edition", "version": "2.0.0",
        "root": {"id": "whole", "children": [
            {"id": "kept", "answer": {"kind": "yes_no"}},
            {"id": "renamed", "answer": steps},
            {"id": "added", "answer": {"kind": "yes_no"}},
            {"id": "gone", "answer": {"kind": "yes_no"}, "status": {"since": "1.0.0", "deprecated": "2.0.0", "replaced_by": "added"}}
        ]},
        "bridges": [{"from": "1.4", "rename": {"old-name": "renamed"}, "values": {"renamed": {"no": "nein", "yes": "ja"}}, "dropped": ["forgotten"]}]
    });
    Questionnaire::from_json(&questionnaire.to_string()).unwrap().check().unwrap()
}

fn answers(version: &str, answers: &Value) -> Answers {
    let document = json!({"format": "1.0", "questionnaire": {"id": "edition", "version": version}, "city": "Here", "answers": answers});
    Answers::from_json(&document.to_string()).unwrap()
}

fn codes(problems: &digirights::Problems) -> Vec<&'static str> {
    problems.iter().map(|problem| problem.code().as_str()).collect()
}

#[test]
fn answers_cross_a_bridge() {
    let old = answers("1.4.2", &json!({"kept": "yes", "old-name": "yes", "forgotten": 3, "gone": "no"}));
    assert_eq!(codes(&instrument().assess(&old).unwrap_err()), ["A0504"]);
    let bridged = instrument().bridge(&old).unwrap();
    assert_eq!((bridged.from.to_string().as_str(), bridged.dropped), ("1.4.2", vec!["forgotten".to_owned()]));
    let assessment = instrument().assess(&bridged.answers).unwrap();
    let card = assessment.score();
    assert_eq!(card.question("renamed").unwrap().score(), Some(1.0));
    assert!(card.question("gone").is_none(), "what is no longer asked does not count");
    assert_eq!(assessment.unused()[0].code().as_str(), "A0512", "and its answer is listed");
}

#[test]
fn a_patch_needs_no_bridge_and_what_cannot_cross_is_refused() {
    let patch = answers("2.0.7", &json!({"kept": "yes"}));
    assert!(instrument().assess(&patch).is_ok());
    assert_eq!(instrument().bridge(&patch).unwrap().answers, patch);
    assert_eq!(codes(&instrument().bridge(&answers("1.3.0", &json!({}))).unwrap_err()), ["B0701"]);
    let lost = answers("1.4.0", &json!({"kept": "yes", "unheard-of": 1, "also-lost": 2}));
    assert_eq!(codes(&instrument().bridge(&lost).unwrap_err()), ["B0702", "B0702"]);
    let foreign =
        json!({"format": "1.0", "questionnaire": {"id": "other", "version": "1.4.0"}, "answers": {}});
    let foreign = Answers::from_json(&foreign.to_string()).unwrap();
    assert_eq!(codes(&instrument().bridge(&foreign).unwrap_err()), ["A0503"]);
}

#[test]
fn a_comparison_says_what_moved_and_what_is_certain() {
    let instrument = instrument();
    let score = |answers: &Answers| instrument.assess(answers).unwrap().score();
    let before = score(&answers("2.0.0", &json!({"kept": "no", "renamed": "nein", "added": "no"})));
    let after = score(&answers("2.0.0", &json!({"kept": "yes", "renamed": "ja"})));
    let found = Comparison::between(&before, &after).unwrap();
    let whole = &found.nodes["whole"];
    assert_eq!((whole.score.direction, whole.score.certain), (Direction::Up, true));
    // Before 0; after 1, and at worst 2/3 if the open question turns out a no.
    assert_eq!(whole.score.change, Some(1.0));
    let moved: Vec<&str> = found.answers.iter().map(|answer| answer.question.as_str()).collect();
    assert_eq!(moved, ["kept", "renamed", "added"]);
    let open = score(&answers("2.0.0", &json!({"kept": "no"})));
    let unsure = Comparison::between(&open, &after).unwrap();
    assert_eq!(
        (unsure.nodes["whole"].score.direction, unsure.nodes["whole"].score.certain),
        (Direction::Up, false)
    );
}

#[test]
fn a_result_is_verified_and_a_changed_one_is_found_out() {
    let instrument = instrument();
    let given = answers("2.0.0", &json!({"kept": "yes", "renamed": "halb"}));
    let assessment = instrument.assess(&given).unwrap();
    let result = assessment.score().to_json();
    assert!(assessment.verify(&result).is_ok());
    let mut changed: Value = serde_json::from_str(&result).unwrap();
    changed["nodes"]["whole"]["score"]["point"] = json!(0.76);
    changed["engine"] = json!("9.9.9");
    let found = assessment.verify(&changed.to_string()).unwrap_err();
    let places: Vec<&str> = found.iter().map(digirights::Problem::path).collect();
    assert_eq!(places, ["/engine", "/nodes/whole/score/point"]);
    let other = instrument.assess(&answers("2.0.0", &json!({"kept": "no", "renamed": "halb"}))).unwrap();
    assert!(other.verify(&result).unwrap_err().iter().any(|problem| problem.path() == "/answers/digest"));
    assert_eq!(codes(&assessment.verify("[]").unwrap_err()), ["V0801"]);
    assert_eq!(codes(&assessment.verify("{").unwrap_err()), ["J0102"]);
}

/// printf '{"answers":{"kept":"yes"},"city":"Here","format":"1.0","questionnaire":{"id":"edition","version":"2.0.0"}}' | sha256sum
#[test]
fn a_digest_is_that_of_the_canonical_json_of_the_file() {
    let expected = "sha256:bfcdfd30cdce391831cad38d9a64820f339ce74eecbb2fb80088163d2dba4896";
    assert_eq!(answers("2.0.0", &json!({"kept": "yes"})).digest(), expected);
    let spaced = "{ \"questionnaire\": {\"version\": \"2.0.0\", \"id\": \"edition\"},\n \"format\": \"1.0\", \"city\": \"Here\", \"answers\": {\"kept\": \"yes\"} }";
    assert_eq!(Answers::from_json(spaced).unwrap().digest(), expected);
}

#[test]
fn what_was_settled_stays_settled_until_there_is_news() {
    let part = |value: &str, note: Option<&str>| {
        let mut answer = json!({"value": value, "role": "legal"});
        if let Some(note) = note {
            answer["note"] = note.into();
        }
        answers("2.0.0", &json!({"kept": answer}))
    };
    let (yes, no) = (part("yes", None), part("no", None));
    let mut merged = digirights::merge([("a", &yes), ("b", &no)]).unwrap();
    assert_eq!(merged.conflicts()["kept"].len(), 2);
    let settlement = |value: &str| digirights::Settlement {
        answer: digirights::Answer::value(value),
        by: Some("coordinator".to_owned()),
        reason: None,
    };
    merged.settle("kept", settlement("yes")).unwrap();
    let settled = merged.into_answers();
    let again = digirights::merge([("merged", &settled), ("b again", &no)]).unwrap();
    assert!(again.conflicts().is_empty(), "the very answer that was rejected is no news");
    let news = part("no", Some("a new decree"));
    let again = digirights::merge([("merged", &settled), ("b", &news)]).unwrap();
    let sides = &again.conflicts()["kept"];
    assert!(sides.iter().any(|side| side.note.as_deref() == Some("a new decree")), "news is not lost");
}
