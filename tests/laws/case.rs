// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Random cases, and how two results are held against each other.

use digirights::{Answers, Code, Instrument, Questionnaire, Scorecard};
use digirights_tests::random::{Mix, Wishes, answers, document, questionnaire};
use digirights_tests::tape::Tape;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use serde_json::{Map, Value, json};

/// How far sums in another order may lie apart, relative to the maximum.
pub(crate) const CLOSE: f64 = 1e-12;

pub(crate) fn config(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_260_531),
        max_shrink_iters: 4_000,
        max_global_rejects: 50_000,
        ..Config::default()
    }
}

pub(crate) fn tape() -> impl Strategy<Value = Tape> {
    prop::collection::vec(any::<u32>(), 0..500).prop_map(Tape::new)
}

/// A random questionnaire that has no circle of conditions. Where a condition asks for something
/// outside the profile, the profile goes.
pub(crate) fn instrument(tape: &mut Tape, wishes: &Wishes) -> Option<(Value, Instrument)> {
    let mut whole = questionnaire(tape, wishes);
    match check(&whole) {
        Ok(instrument) => Some((whole, instrument)),
        Err(codes) if codes.contains(&Code::ConditionCircle) => None,
        Err(_) => {
            without_profiles(&mut whole);
            check(&whole).ok().map(|instrument| (whole, instrument))
        }
    }
}

fn without_profiles(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("profiles");
            members.values_mut().for_each(without_profiles);
        }
        Value::Array(items) => items.iter_mut().for_each(without_profiles),
        _ => {}
    }
}

/// Checks a questionnaire. What the generator makes is valid but for circles and profiles.
fn check(whole: &Value) -> Result<Instrument, Vec<Code>> {
    Questionnaire::from_json(&whole.to_string()).and_then(Questionnaire::check).map_err(|problems| {
        let codes: Vec<Code> = problems.iter().map(digirights::Problem::code).collect();
        let expected = |problem: &digirights::Problem| {
            problem.code().severity() < digirights::Severity::Problem
                || matches!(problem.code(), Code::ConditionCircle | Code::OutsideProfile)
                || problem.path().starts_with("/profiles/")
        };
        assert!(problems.iter().all(expected), "the generator made something invalid: {problems}\n{whole}");
        codes
    })
}

pub(crate) fn made(whole: &Value) -> Instrument {
    Questionnaire::from_json(&whole.to_string())
        .and_then(Questionnaire::check)
        .unwrap_or_else(|problems| panic!("{problems}\n{whole}"))
}

pub(crate) fn read(given: &Value) -> Answers {
    Answers::from_json(&given.to_string()).unwrap_or_else(|problems| panic!("{problems}\n{given}"))
}

pub(crate) fn score(instrument: &Instrument, given: &Map<String, Value>) -> Scorecard {
    score_document(instrument, &document(given))
}

pub(crate) fn score_document(instrument: &Instrument, given: &Value) -> Scorecard {
    let assessment = instrument.assess(&read(given)).unwrap_or_else(|problems| panic!("{problems}\n{given}"));
    assessment.score()
}

/// A random instrument with random answers, half of the time of its profile if it has one.
pub(crate) fn case(tape: &mut Tape, wishes: &Wishes, mix: &Mix) -> Option<(Value, Instrument, Value)> {
    let (whole, instrument) = instrument(tape, wishes)?;
    let mut given = document(&answers(tape, &whole, mix));
    if whole["profiles"].as_array().is_some_and(|list| !list.is_empty()) && tape.chance(50) {
        given["profile"] = json!("part");
    }
    Some((whole, instrument, given))
}

/// Point, low and high of every node and every member of every lens, by name; with the maximum.
pub(crate) fn scores(card: &Scorecard) -> Vec<(String, Option<[f64; 4]>)> {
    let numbers = |score: digirights::Score| [score.point(), score.low(), score.high(), score.maximum()];
    let mut all: Vec<_> =
        card.nodes().map(|node| (node.id().to_string(), node.score().map(numbers))).collect();
    for lens in &card.instrument().definition().lenses {
        for member in &lens.members {
            let score = card.lens(lens.id.as_str(), member.id.as_str());
            all.push((format!("{}/{}", lens.id, member.id), score.map(numbers)));
        }
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

/// The first score in which two results differ by more than `tolerance` of the maximum.
pub(crate) fn difference(one: &Scorecard, two: &Scorecard, tolerance: f64) -> Option<String> {
    let (one, two) = (scores(one), scores(two));
    let same = |a: &Option<[f64; 4]>, b: &Option<[f64; 4]>| match (a, b) {
        (Some(a), Some(b)) => a.iter().zip(b).all(|(x, y)| (x - y).abs() <= tolerance * a[3].max(1.0)),
        (a, b) => a.is_none() && b.is_none(),
    };
    if one.len() != two.len() {
        return Some(format!("{} scores and {}", one.len(), two.len()));
    }
    let mut pairs = one.into_iter().zip(two);
    pairs.find(|((a, x), (b, y))| a != b || !same(x, y)).map(|pair| format!("{pair:?}"))
}

/// The position of a level in the ladder that the generator makes; nothing lies below all levels.
pub(crate) fn rank(level: Option<&digirights::LevelId>) -> usize {
    level.map_or(0, |level| {
        ["low", "mid", "top"].iter().position(|id| *id == level.as_str()).map_or(99, |at| at + 1)
    })
}
