// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What is recommended to whom: conditions, context, merging, prerequisites, status.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong and stops")]

use digirights::{Answers, Plan, PlanOptions, Questionnaire};
use serde_json::{Value, json};

/// Two nodes of two questions and these actions; `answers` and `context` of a city.
fn plan(actions: &Value, answers: &Value, context: &Value) -> Plan {
    let question = |id: &str| json!({"id": id, "answer": {"kind": "yes_no", "partly": true}});
    let questionnaire = json!({
        "format": "1.0", "id": "recommend", "version": "1.0.0",
        "level_sets": {"steps": {"levels": [{"id": "low"}, {"id": "high", "from": 0.5}]}},
        "root": {"id": "whole", "levels": "steps", "children": [
            {"id": "a", "children": [question("a1"), question("a2")]},
            {"id": "b", "children": [question("b1"), question("b2")]}
        ]},
        "practices": [{"id": "there", "city": "There", "country": "NL", "nodes": ["a"],
            "source": "https://example.org/", "last_checked": "2026-01-01", "state": "running"}],
        "actions": actions
    });
    let answers = json!({
        "format": "1.0", "questionnaire": {"id": "recommend", "version": "1.0.0"},
        "context": context, "answers": answers
    });
    let instrument = Questionnaire::from_json(&questionnaire.to_string()).unwrap().check().unwrap();
    let answers = Answers::from_json(&answers.to_string()).unwrap();
    instrument.assess(&answers).unwrap().plan(&PlanOptions::default()).unwrap()
}

fn action(id: &str, question: &str, more: &Value) -> Value {
    let mut action = json!({
        "id": id, "node": question[..1], "moves": [{"question": question, "to": "yes"}],
        "effort": {"low": 2, "high": 4}, "horizon": "short"
    });
    action.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    action
}

fn ids(plan: &Plan) -> Vec<&str> {
    plan.recommendations().iter().map(|one| one.action.as_str()).collect()
}

const ALL_WEAK: fn() -> Value = || json!({"a1": "no", "a2": "no", "b1": "no", "b2": "no"});

#[test]
fn only_what_is_weak_and_known_is_recommended() {
    let actions = json!([
        action("weak", "a1", &json!({})),
        action("done", "a2", &json!({})),
        action("unknown", "b1", &json!({})),
        action("blank", "b2", &json!({}))
    ]);
    let found =
        plan(&actions, &json!({"a1": "partly", "a2": "yes", "b1": {"state": "dont_know"}}), &json!({}));
    assert_eq!(ids(&found), ["weak"]);
    let one = &found.recommendations()[0];
    // a: (0.5 + 1) / 2 = 0.75 becomes 1; it is all that the whole has.
    assert!((one.gain - 0.25).abs() < 1e-12);
    assert_eq!(one.reasons[0].question.as_str(), "a1");
    assert_eq!(
        (one.reasons[0].answer.clone().unwrap(), one.reasons[0].becomes.clone()),
        ("partly".into(), "yes".into())
    );
    assert!((one.node_gains["a"] - 0.25).abs() < 1e-12);
    // Importance 1 × gain 0.25 ÷ 3 person-days.
    assert!((one.priority - 0.25 / 3.0).abs() < 1e-12);
}

#[test]
fn conditions_look_at_context_levels_and_what_else_fires() {
    let actions = json!([
        action("small", "a1", &json!({"when": {"context": "population", "below": 50_000}})),
        action("large", "a1", &json!({"when": {"context": "population", "at_least": 50_000}})),
        action(
            "dutch",
            "a2",
            &json!({"when": {"all": [{"context": "country", "is": "NL"}, {"context": "languages", "includes": "fy"}]}})
        ),
        action(
            "member",
            "a2",
            &json!({"when": {"context": "membership", "is_one_of": ["observing", "leading"]}})
        ),
        action("low", "b1", &json!({"when": {"not": {"node": "whole", "reaches": "high"}}})),
        action("alone", "b2", &json!({"when": {"action": "small", "fires": false}})),
        action("beside", "b2", &json!({"when": {"action": "small", "fires": true}}))
    ]);
    let context = json!({"population": 20_000, "country": "NL", "languages": ["nl", "fy"]});
    assert_eq!(ids(&plan(&actions, &ALL_WEAK(), &context)), ["beside", "dutch", "low", "small"]);
    let context = json!({"population": 50_000, "country": "BE", "membership": "leading"});
    assert_eq!(ids(&plan(&actions, &ALL_WEAK(), &context)), ["alone", "large", "low", "member"]);
    // Nothing is known of the city: what depends on it is not recommended.
    assert_eq!(ids(&plan(&actions, &ALL_WEAK(), &json!({}))), ["alone", "low"]);
}

#[test]
fn actions_that_say_the_same_become_one() {
    let actions = json!([
        action("first", "a1", &json!({"practices": ["there"]})),
        action(
            "again",
            "b1",
            &json!({"same_as": "first", "effort": {"low": 1, "high": 9}, "requires": ["before"]})
        ),
        action("before", "a2", &json!({})),
        action("after", "b2", &json!({"requires": ["again"]}))
    ]);
    let found = plan(&actions, &ALL_WEAK(), &json!({}));
    let one = found.recommendations().iter().find(|one| one.action.as_str() == "first").unwrap();
    assert_eq!(one.also.iter().map(AsRef::as_ref).collect::<Vec<&str>>(), ["again"]);
    assert_eq!((one.effort_low, one.effort_high).to_owned(), (2.0, 9.0));
    assert_eq!(one.reasons.len(), 2);
    assert!((one.gain - 0.5).abs() < 1e-12, "both answers count");
    assert_eq!(one.practices[0].city, "There");
    assert_eq!(one.requires.iter().map(AsRef::as_ref).collect::<Vec<&str>>(), ["before"]);
    let after = found.recommendations().iter().find(|one| one.action.as_str() == "after").unwrap();
    assert_eq!(after.requires.iter().map(AsRef::as_ref).collect::<Vec<&str>>(), ["first"]);
    // Where only the second fires it stands alone.
    let found = plan(&actions, &json!({"a1": "yes", "a2": "yes", "b1": "no", "b2": "yes"}), &json!({}));
    assert_eq!(ids(&found), ["again"]);
}

#[test]
fn what_must_come_first_is_put_first_where_it_is_not_known_to_be_done() {
    let actions = json!([
        action("base", "a1", &json!({"horizon": "medium"})),
        action("top", "b1", &json!({"requires": ["base"]}))
    ]);
    let unknown = plan(&actions, &json!({"a1": {"state": "dont_know"}, "b1": "no"}), &json!({}));
    assert_eq!(ids(&unknown), ["top", "base"]);
    let base = &unknown.recommendations()[1];
    assert!(base.only_prerequisite && base.gain.abs() < 1e-12 && base.reasons[0].question.as_str() == "a1");
    let stretches = &unknown.document().roadmap.stretches;
    assert!(stretches[0].actions.is_empty(), "nothing before its prerequisite");
    assert_eq!(stretches[1].actions.iter().map(AsRef::as_ref).collect::<Vec<&str>>(), ["base", "top"]);
    let known = plan(&actions, &json!({"a1": "yes", "b1": "no"}), &json!({}));
    assert_eq!(ids(&known), ["top"]);
    assert_eq!(known.document().roadmap.stretches[0].actions.len(), 1);
}

#[test]
fn importance_raises_and_a_deprecated_action_never_fires() {
    let actions = json!([
        action("plain", "a1", &json!({})),
        action("vital", "a2", &json!({"importance": 3})),
        action(
            "old",
            "b1",
            &json!({"status": {"since": "0.1.0", "deprecated": "1.0.0", "replaced_by": "plain"}})
        )
    ]);
    assert_eq!(ids(&plan(&actions, &ALL_WEAK(), &json!({}))), ["vital", "plain"]);
}
