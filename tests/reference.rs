// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The engine against a second scorer, written in Python with exact fractions from the same text
//! (`tests/reference/`). The scorer makes the cases: seeded random questionnaires and answers.
#![expect(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test says what went wrong and stops"
)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use digirights_tests::{differences, score};
use serde_json::Value;

/// Relative difference allowed between a sum of doubles and the exact fraction.
const TOLERANCE: f64 = 1e-12;

#[test]
fn agrees_on_a_few_hundred_cases() {
    compare(1, 400);
}

/// Ten thousand cases; run by `cargo xtask test` in a release build.
#[test]
#[ignore = "long: see `cargo xtask test`"]
fn agrees_on_ten_thousand_cases() {
    compare(2, 10_000);
}

fn compare(seed: u64, count: usize) {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR")).join("reference/generate.py");
    let mut child = Command::new("python3")
        .arg(generator)
        .args(["--seed", &seed.to_string(), "--count", &count.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 runs the reference scorer");
    let lines = BufReader::new(child.stdout.take().expect("its output is piped")).lines();
    let (mut compared, mut failed) = (0, 0);
    for line in lines {
        let line = line.expect("the reference scorer prints text");
        let case: Value = serde_json::from_str(&line).expect("the reference scorer prints JSON");
        let problems = one(&case);
        compared += 1;
        if !problems.is_empty() {
            failed += 1;
            if failed <= 10 {
                eprintln!(
                    "case {} (touches {}):\n  {}",
                    case["seed"],
                    case["touches"],
                    problems.join("\n  ")
                );
            }
        }
    }
    assert!(child.wait().expect("the reference scorer ends").success());
    assert_eq!(compared, count, "cases compared");
    assert_eq!(failed, 0, "cases that differ, of {compared}");
}

/// Every difference between the engine and the reference in one case.
fn one(case: &Value) -> Vec<String> {
    let mut answers = case["answers"].clone();
    if let Some(profile) = case["profile"].as_str() {
        answers["profile"] = profile.into();
    }
    let scorecard = match score(&case["questionnaire"], &answers) {
        Ok(scorecard) => scorecard,
        Err(problems) => return vec![format!("refused: {problems}")],
    };
    let actual = serde_json::to_value(scorecard.to_document()).expect("a scorecard is JSON");
    let mut expected = case["expected"].clone();
    let mut found = Vec::new();
    let bounds = [("bounds", "score"), ("bounds", "bounds"), ("level_bounds", "level")];
    let exact = bounds.map(|(class, _)| case[class] == "exact");
    let nodes = expected["nodes"].as_object_mut().expect("nodes");
    for (id, node) in nodes {
        // The reference names a node's states after the steps of the format's section 1.4.
        node["state"] = match node["state"].as_str() {
            Some("blank") => "unanswered".into(),
            Some("skipped") => "dont_know".into(),
            _ => node["state"].take(),
        };
        let other = &actual["nodes"][id];
        for (place, exact) in [("score", exact[0]), ("bounds", exact[1])] {
            if !exact {
                sound(node, other, place, id, &mut found);
            }
        }
        if !exact[2] {
            levels(case, node, other, id, &mut found);
        }
    }
    let lenses = expected["lenses"].as_object_mut().expect("lenses");
    for (lens, members) in lenses {
        for (member, score) in members.as_object_mut().expect("members") {
            let other = &actual["lenses"][lens][member];
            if case["bounds"] != "exact" && score.is_object() {
                contained(score, other, member, &mut found);
            }
        }
    }
    found.extend(differences(&expected, &actual, TOLERANCE));
    if case["rational"] == true {
        found.extend(bits(case, &actual));
    }
    found
}

/// Takes the reference's bounds out of the comparison, after seeing that the engine's contain them.
fn sound(node: &mut Value, other: &Value, place: &str, id: &str, found: &mut Vec<String>) {
    if place == "bounds" {
        if let Some(members) = node.as_object_mut()
            && let Some(inner) = members.remove("bounds")
        {
            within(&inner, &other["bounds"], id, found);
        }
        return;
    }
    if node["score"].is_object() {
        contained(&mut node["score"], &other["score"], id, found);
    }
}

fn contained(score: &mut Value, other: &Value, id: &str, found: &mut Vec<String>) {
    within(score, other, id, found);
    if let Some(members) = score.as_object_mut() {
        members.remove("low");
        members.remove("high");
    }
}

fn within(inner: &Value, outer: &Value, id: &str, found: &mut Vec<String>) {
    let ends = |value: &Value| Some((value["low"].as_f64()?, value["high"].as_f64()?));
    let Some((low, high)) = ends(inner) else { return };
    let slack = TOLERANCE * high.abs().max(low.abs()).max(1.0);
    match ends(outer) {
        Some((least, most)) if least <= low + slack && high <= most + slack => {}
        other => found.push(format!("{id}: bounds {other:?} do not contain ({low}, {high})")),
    }
}

/// Where gates make level bounds inexact, the engine's must contain the reference's.
fn levels(case: &Value, node: &mut Value, other: &Value, id: &str, found: &mut Vec<String>) {
    let sets = case["questionnaire"]["level_sets"].as_object();
    let rank = |level: &Value| {
        let name = level.as_str()?;
        sets?.values().find_map(|set| set["levels"].as_array()?.iter().position(|other| other["id"] == name))
    };
    if let Some(members) = node.as_object_mut() {
        let (low, high) = (members.remove("level_low"), members.remove("level_high"));
        if let (Some(low), Some(high)) = (low, high)
            && (rank(&other["level_low"]) > rank(&low) || rank(&other["level_high"]) < rank(&high))
        {
            let engine = (&other["level_low"], &other["level_high"]);
            found.push(format!("{id}: level bounds {engine:?} do not contain ({low}, {high})"));
        }
    }
}

/// Where only + − × ÷ are used, plain doubles in the declared order give the same bits.
fn bits(case: &Value, actual: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut same = |place: String, expected: &Value, actual: &Value| {
        let bits = |value: &Value| value.as_f64().map(f64::to_bits);
        if bits(expected) != bits(actual) {
            found.push(format!("{place}: expected the bits of {expected}, found {actual}"));
        }
    };
    for (id, point) in case["expected_float"]["nodes"].as_object().unwrap_or_else(|| panic!("nodes")) {
        same(id.clone(), point, &actual["nodes"][id]["score"]["point"]);
    }
    for (lens, members) in case["expected_float"]["lenses"].as_object().unwrap_or_else(|| panic!("lenses")) {
        for (member, point) in members.as_object().unwrap_or_else(|| panic!("members")) {
            same(format!("{lens}/{member}"), point, &actual["lenses"][lens][member]["point"]);
        }
    }
    found
}
