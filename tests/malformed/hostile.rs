// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Valid input of the worst shapes: no panic, and no time that grows with the square of the size.

use std::time::{Duration, Instant};

use digirights::{Answers, Questionnaire};
use serde_json::{Value, json};

/// A debug build on a busy machine is an order of magnitude slower than a release build, which is
/// held to two seconds.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 2 });

fn whole(children: impl Into<Value>) -> Value {
    json!({"format": "1.0", "id": "big", "version": "1.0.0", "root": {"id": "whole", "children": children.into()}})
}

fn question(id: &str) -> Value {
    json!({"id": id, "answer": {"kind": "yes_no"}})
}

fn score(name: &str, whole: &Value, answers: &Value) -> Result<Duration, String> {
    let text = whole.to_string();
    let given =
        json!({"format": "1.0", "questionnaire": {"id": "big", "version": "1.0.0"}, "answers": answers})
            .to_string();
    let start = Instant::now();
    let instrument = Questionnaire::from_json(&text)
        .and_then(Questionnaire::check)
        .map_err(|problems| problems.to_string());
    let checked = start.elapsed();
    let scored = instrument.and_then(|instrument| {
        let answers = Answers::from_json(&given).map_err(|problems| problems.to_string())?;
        let card = instrument.assess(&answers).map_err(|problems| problems.to_string())?.score();
        Ok(card.to_json().len())
    });
    let took = start.elapsed();
    let refused = scored.as_ref().err().map(|problems| problems.lines().take(2).collect::<String>());
    eprintln!("{name}: check {checked:?}, all {took:?}; refused: {refused:?}");
    refused.map_or(Ok(took), |problems| Err(format!("{name}: {problems}")))
}

fn chain(count: usize, forwards: bool) -> Value {
    let next = |index: usize| {
        if forwards { index.checked_sub(1) } else { Some(index + 1).filter(|next| *next < count) }
    };
    whole(
        (0..count)
            .map(|index| {
                let mut question = question(&format!("q{index}"));
                if let Some(next) = next(index) {
                    question["show_when"] = json!({"question": format!("q{next}"), "is": true});
                }
                question
            })
            .collect::<Vec<_>>(),
    )
}

fn deep(depth: usize) -> Value {
    let below = (1..depth).fold(vec![question("q")], |children, level| {
        vec![json!({"id": format!("n{level}"), "children": children}), question(&format!("q{level}"))]
    });
    whole(below)
}

fn actions(count: usize, forwards: bool) -> Value {
    let mut questionnaire = whole(vec![question("q"), question("p")]);
    questionnaire["actions"] = (0..count)
        .map(|index| {
            let next =
                if forwards { index.checked_sub(1) } else { Some(index + 1).filter(|next| *next < count) };
            let requires: Vec<String> = next.iter().map(|next| format!("a{next}")).collect();
            json!({"id": format!("a{index}"), "node": "whole", "moves": [{"question": "q", "to": true}],
                "effort": {"low": 1, "high": 2}, "horizon": "short", "requires": requires})
        })
        .collect();
    questionnaire
}

fn profiles(count: usize, questions: usize) -> Value {
    let questions = (0..questions).map(|index| {
        let mut question = question(&format!("q{index}"));
        question["profiles"] = json!([format!("p{}", index % count)]);
        question
    });
    let mut questionnaire = whole(questions.collect::<Vec<_>>());
    questionnaire["profiles"] = (0..count).map(|index| json!({"id": format!("p{index}")})).collect();
    questionnaire
}

fn flat(count: usize) -> Vec<Value> {
    (0..count).map(|index| question(&format!("q{index}"))).collect()
}

#[test]
fn the_worst_shapes_are_fast_enough() {
    let many = 10_000;
    let answers = |count: usize| -> Value {
        (0..count).map(|index| (format!("q{index}"), json!(true))).collect::<serde_json::Map<_, _>>().into()
    };
    let mut leaves = whole(flat(19_990));
    leaves["root"]["over"] = "leaves".into();
    let mut geometric = leaves.clone();
    geometric["root"]["rule"] = "geometric_mean".into();
    for child in geometric["root"]["children"].as_array_mut().into_iter().flatten() {
        child["not_applicable"] = "allowed".into();
    }
    let mut forward_any = whole(flat(many));
    forward_any["root"]["children"][0]["show_when"] = json!({"any": (1..many).map(|index| json!({"question": format!("q{index}"), "is": true})).collect::<Vec<_>>()});
    let mut tagged = whole(flat(many));
    tagged["root"]["tags"] = json!({"l": (0..50).map(|index| format!("m{index}")).collect::<Vec<_>>()});
    tagged["lenses"] = json!([{"id": "l", "members": (0..50).map(|index| json!({"id": format!("m{index}")})).collect::<Vec<_>>()}]);
    let cases = [
        ("10,000 conditions in a chain, forwards", chain(many, true), answers(many)),
        ("10,000 conditions in a chain, backwards", chain(many, false), answers(many)),
        ("10,000 conditions in a chain, unanswered", chain(many, true), json!({})),
        ("10,000 actions in a chain of prerequisites, forwards", actions(many, true), json!({"q": false})),
        ("10,000 actions in a chain of prerequisites, backwards", actions(many, false), json!({"q": false})),
        ("a tree 30 deep", deep(30), json!({"q": true})),
        ("20,000 questions over leaves, unanswered", leaves, json!({})),
        ("20,000 questions in a geometric mean, unanswered, that may not apply", geometric, json!({})),
        ("20,000 questions, unanswered", whole(flat(19_990)), json!({})),
        ("a condition on 10,000 questions", forward_any, json!({})),
        ("50 tags of 10,000 questions", tagged, answers(many)),
        ("10,000 questions in 100 profiles", profiles(100, many), json!({})),
    ];
    let mut failures = Vec::new();
    for (name, questionnaire, answers) in cases {
        match score(name, &questionnaire, &answers) {
            Ok(took) if took > LONGEST => failures.push(format!("{name}: {took:?}")),
            Ok(_) => {}
            Err(refused) => failures.push(refused),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Thousands of answers that cannot be used are each named with the nearest id, in reasonable time.
#[test]
fn thousands_of_problems_are_listed_fast_enough() {
    let questionnaire = whole(flat(5_000)).to_string();
    let wrong: serde_json::Map<String, Value> =
        (0..5_000).map(|index| (format!("r{index}"), json!(true))).collect();
    let given =
        json!({"format": "1.0", "questionnaire": {"id": "big", "version": "1.0.0"}, "answers": wrong})
            .to_string();
    let start = Instant::now();
    let instrument = Questionnaire::from_json(&questionnaire).and_then(Questionnaire::check).expect("valid");
    let refused = instrument.assess(&Answers::from_json(&given).expect("well formed"));
    eprintln!("5,000 unknown answers to 5,000 questions: {:?}", start.elapsed());
    assert!(refused.is_err());
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
}
