// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What the flagship promises its readers: its size, its balance, and what its sample cities score.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use digirights::{Answers, Instrument, ProfileId, Scorecard};
use digirights_questionnaires::{Bundle, find};
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn Error>>;

fn flagship() -> Result<&'static Bundle, Box<dyn Error>> {
    find("digital-rights").ok_or_else(|| "the flagship is embedded".into())
}

fn file(name: &str) -> Result<Value, Box<dyn Error>> {
    let (_, text) =
        flagship()?.files().iter().find(|(file, _)| *file == name).ok_or("the file is embedded")?;
    Ok(serde_json::from_str(text)?)
}

fn list<'a>(value: &'a Value, member: &str) -> &'a [Value] {
    value.get(member).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value.get(member).and_then(Value::as_str).unwrap_or_default()
}

/// Every mechanism with its questions.
fn mechanisms(questionnaire: &Value) -> BTreeMap<&str, &[Value]> {
    let root = questionnaire.get("root").unwrap_or(&Value::Null);
    let dimensions = list(root, "children").iter();
    dimensions.flat_map(|of| list(of, "children")).map(|of| (text(of, "id"), list(of, "children"))).collect()
}

fn scored(instrument: &Instrument, sample: &str, profile: Option<&str>) -> Result<Scorecard, Box<dyn Error>> {
    let (_, json) = flagship()?.samples().iter().find(|(name, _)| *name == sample).ok_or("the sample")?;
    let mut answers = Answers::from_json(json)?;
    answers.document_mut().profile =
        profile.map(str::parse::<ProfileId>).transpose().map_err(|problem| problem.to_string())?;
    Ok(instrument.assess(&answers)?.score())
}

/// Every node's score as `point (low to high) level`, with four digits.
fn rounded(scorecard: &Scorecard) -> BTreeMap<String, String> {
    let row = |node: digirights::NodeScore<'_>| {
        let score = node
            .score()
            .map(|score| format!("{:.4} ({:.4} to {:.4})", score.point(), score.low(), score.high()));
        let level = node.level().map_or("no level", AsRef::as_ref);
        (node.id().to_string(), format!("{} {level}", score.as_deref().unwrap_or("no score")))
    };
    scorecard.nodes().map(row).collect()
}

#[test]
fn it_has_the_size_that_it_states() -> Outcome {
    let questionnaire = file("questionnaire.json")?;
    let (actions, practices) = (file("actions.json")?, file("practices.json")?);
    let (actions, practices) =
        (actions.as_array().ok_or("a list of actions")?, practices.as_array().ok_or("a list of practices")?);
    let mechanisms = mechanisms(&questionnaire);
    assert_eq!(mechanisms.len(), 15);
    assert!((90..=120).contains(&mechanisms.values().map(|questions| questions.len()).sum::<usize>()));
    assert!(actions.len() >= 75);
    assert!(practices.len() >= 45);
    for (id, questions) in mechanisms {
        assert!((6..=8).contains(&questions.len()), "questions of {id}");
        let essential = questions.iter().filter(|question| question.get("essential").is_some()).count();
        assert!((1..=2).contains(&essential), "essential questions of {id}");
        let kinds: BTreeSet<&str> = questions
            .iter()
            .filter_map(|question| question.get("answer"))
            .map(|answer| text(answer, "kind"))
            .collect();
        assert!(kinds.len() >= 2, "kinds of questions of {id}");
        assert!(actions.iter().filter(|action| text(action, "node") == id).count() >= 5, "actions of {id}");
        let shown = practices.iter().filter(|practice| list(practice, "nodes").iter().any(|node| node == id));
        assert!(shown.count() >= 3, "practices of {id}");
    }
    Ok(())
}

#[test]
fn every_question_can_be_improved_and_is_seen_by_every_view() -> Outcome {
    let questionnaire = file("questionnaire.json")?;
    let actions = file("actions.json")?;
    let moves =
        actions.as_array().ok_or("a list of actions")?.iter().flat_map(|action| list(action, "moves"));
    let moved: BTreeSet<&str> = moves.map(|step| text(step, "question")).collect();
    for question in mechanisms(&questionnaire).into_values().flatten() {
        let id = text(question, "id");
        assert!(moved.contains(id), "an action moves {id}");
        assert!(!text(question, "owner").is_empty(), "{id} has an owner");
        for view in ["principles", "rights", "sdg"] {
            let tags = question.get("tags").map_or(&[][..], |tags| list(tags, view));
            assert!(!tags.is_empty(), "{id} has {view}");
        }
        if question.get("essential").is_some() {
            assert!(question.get("show_when").is_none(), "{id} is essential and always shown");
            assert_eq!(list(question, "profiles"), [json!("quick-scan")], "{id}");
        } else {
            assert!(list(question, "profiles").is_empty(), "{id}");
        }
    }
    Ok(())
}

#[test]
fn the_weights_of_the_principles_have_their_column_sums() -> Outcome {
    let questionnaire = file("questionnaire.json")?;
    let lenses = list(&questionnaire, "lenses");
    let principles = lenses.iter().find(|lens| text(lens, "id") == "principles").ok_or("the lens")?;
    let sum = |member: &Value| {
        let weights = member.get("weights").and_then(Value::as_object);
        weights.map_or(0, |weights| weights.values().filter_map(Value::as_u64).sum())
    };
    let sums: Vec<(&str, u64)> =
        list(principles, "members").iter().map(|member| (text(member, "id"), sum(member))).collect();
    assert_eq!(sums, [("P1", 8), ("P2", 15), ("P3", 15), ("P4", 12), ("P5", 10)]);
    Ok(())
}

/// A city that gives every question its best answer is leading everywhere.
#[test]
fn a_city_that_is_good_everywhere_is_leading() -> Outcome {
    let questionnaire = file("questionnaire.json")?;
    let instrument = flagship()?.instrument()?;
    let (id, version) = (instrument.id().clone(), instrument.version());
    let mut answers = Answers::new(id, version);
    for question in mechanisms(&questionnaire).into_values().flatten() {
        let answer = question.get("answer").ok_or("an answer kind")?;
        if text(answer, "scale") == "practice" {
            answers.set(text(question, "id"), digirights::Answer::value("in_place"));
        } else if text(answer, "kind") == "choice" {
            let best = list(answer, "options").last().ok_or("options")?;
            answers.set(text(question, "id"), digirights::Answer::value(text(best, "id")));
        }
    }
    let scorecard = instrument.assess(&answers)?.score();
    for node in scorecard.nodes() {
        assert_eq!(node.level().map(AsRef::as_ref), Some("leading"), "{}", node.id());
    }
    Ok(())
}

#[test]
fn the_sample_cities_score() -> Outcome {
    let instrument = flagship()?.instrument()?;
    for sample in ["smalltown", "midsized-2025", "midsized", "largecity"] {
        let name = format!("{sample}.json");
        insta::assert_json_snapshot!(sample, rounded(&scored(&instrument, &name, None)?));
        let quick = rounded(&scored(&instrument, &name, Some("quick-scan"))?);
        insta::assert_json_snapshot!(format!("{sample}-quick-scan"), quick);
    }
    Ok(())
}
