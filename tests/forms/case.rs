// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Random questionnaires with texts and with ids as authors choose them.

use digirights::{Answers, Code, Instrument, Problem, Questionnaire, Severity};
use digirights_tests::random::{Wishes, each_node, each_question, questionnaire};
use digirights_tests::tape::Tape;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use serde_json::{Value, json};

pub(crate) fn config(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_261_121),
        max_shrink_iters: 2_000,
        max_global_rejects: 50_000,
        ..Config::default()
    }
}

pub(crate) fn tape() -> impl Strategy<Value = Tape> {
    prop::collection::vec(any::<u32>(), 0..600).prop_map(Tape::new)
}

/// A random questionnaire without a circle of conditions, half of the time with texts in two languages.
pub(crate) fn instrument(tape: &mut Tape) -> Option<(Value, Instrument)> {
    let whole = renamed(&questionnaire(tape, &Wishes::EVERYTHING));
    let whole = if tape.chance(50) { with_texts(tape, whole) } else { whole };
    match check(&whole) {
        Ok(instrument) => Some((whole, instrument)),
        Err(problems) => {
            let expected = |problem: &Problem| {
                problem.code().severity() < Severity::Problem
                    || matches!(problem.code(), Code::ConditionCircle | Code::OutsideProfile)
                    || problem.path().starts_with("/profiles/")
            };
            assert!(problems.iter().all(expected), "{problems}\n{whole}");
            None
        }
    }
}

pub(crate) fn check(whole: &Value) -> Result<Instrument, digirights::Problems> {
    Questionnaire::from_json(&whole.to_string()).and_then(Questionnaire::check)
}

pub(crate) fn read(given: &Value) -> Answers {
    Answers::from_json(&given.to_string()).unwrap_or_else(|problems| panic!("{problems}\n{given}"))
}

/// The name that an id has in a form. Ids here never want the same name.
pub(crate) fn name(id: &str) -> String {
    id.replace(['.', '-'], "_")
}

/// Ids with points and dashes, which names in a form cannot have.
fn renamed(whole: &Value) -> Value {
    let mut ids = Vec::new();
    each_question(whole, &mut |question| ids.extend(question["id"].as_str().map(str::to_owned)));
    let mut text = whole.to_string();
    for id in ids {
        let number = id.trim_start_matches('q');
        text = text.replace(&format!("\"{id}\""), &format!("\"M{number}.{number}-a\""));
    }
    for option in 1..4 {
        text = text.replace(&format!("\"o{option}\""), &format!("\"o.{option}\""));
    }
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}"))
}

/// Texts that make a table hard to read: signs that tools put between things, the same words in many
/// labels, and two languages.
fn with_texts(tape: &mut Tape, mut whole: Value) -> Value {
    let (mut english, mut french) = (texts("Form, with: signs"), texts("Formulaire – à essayer"));
    let mut nodes = Vec::new();
    let mut copy = whole["root"].clone();
    each_node(&mut copy, &mut |node| nodes.extend(node["id"].as_str().map(str::to_owned)));
    for node in &nodes {
        english["nodes"][node] = json!({"title": format!("Part {node}: this/that")});
        french["nodes"][node] = json!({"title": format!("Partie {node} – ceci/cela")});
    }
    each_question(&whole, &mut |question| {
        let id = question["id"].as_str().unwrap_or_default();
        let kind =
            tape.of(&["Does the city, in", "Is it – as in", "What (roughly) is / was in", "M1: what of"]);
        let mut own = json!({"prompt": format!("{kind} {id}?"), "help": "What counts.", "options": {}});
        let mut other = json!({"prompt": format!("« {kind} » à propos de {id} ?"), "options": {}});
        let kind = question["answer"]["kind"].as_str();
        let scale = question["answer"].get("scale").is_some();
        for option in question["answer"]["options"].as_array().into_iter().flatten() {
            let option = option["id"].as_str().unwrap_or_default();
            let label = tape.of(&["Yes, with", "Only; if", "Some, not all, of", "In the press | radio for"]);
            own["options"][option] = format!("{label} {option}.").into();
            other["options"][option] = format!("Oui : {label} « {option} »").into();
        }
        if matches!(kind, Some("choice" | "several")) && scale {
            own["options"] = json!({});
            other["options"] = json!({});
        }
        english["questions"][id] = own;
        french["questions"][id] = other;
    });
    if whole.get("scales").is_some() {
        english["scales"]["steps"] = json!({"a": "Not in place", "b": "Planned, decided", "c": "In place", "d": "In place, evidenced"});
        french["scales"]["steps"] =
            json!({"a": "Rien", "b": "Prévu", "c": "En place", "d": "En place, prouvé"});
    }
    if whole.get("level_sets").is_some() {
        let levels =
            json!({"ladder": {"low": {"title": "Low"}, "mid": {"title": "Mid"}, "top": {"title": "Top"}}});
        english["level_sets"] = levels.clone();
        french["level_sets"] = levels;
    }
    for lens in whole["lenses"].as_array().into_iter().flatten() {
        let id = lens["id"].as_str().unwrap_or_default();
        let mut titles = json!({"title": id, "members": {}});
        for member in lens["members"].as_array().into_iter().flatten() {
            let member = member["id"].as_str().unwrap_or_default();
            titles["members"][member] = member.into();
        }
        english["lenses"][id] = titles.clone();
        french["lenses"][id] = titles;
    }
    for profile in whole["profiles"].as_array().into_iter().flatten() {
        let id = profile["id"].as_str().unwrap_or_default();
        english["profiles"][id] = json!({"title": "A part"});
        french["profiles"][id] = json!({"title": "Une partie"});
    }
    whole["languages"] = json!(["en", "fr"]);
    whole["text"] = json!({"en": english, "fr": french});
    whole
}

fn texts(title: &str) -> Value {
    json!({"title": title, "nodes": {}, "questions": {}, "scales": {}, "lenses": {}, "profiles": {}})
}
