// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The conformance cases against the engine. `conformance/README.md` says how a case is written; the
//! bindings to other languages run the same files.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what went wrong and stops")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use digirights::{Answers, BatchOptions, Code, Instrument, Problem, Problems, Questionnaire, Scorecard};
use digirights_tests::batch::{self, Layout};
use digirights_tests::differences;
use serde_json::{Value, json};

/// Absolute and relative difference allowed between numbers.
const TOLERANCE: f64 = 1e-12;
const FEWEST: usize = 60;

/// What no small file can provoke.
const EXCEPTIONS: [(Code, &str); 5] = [
    (Code::TooLarge, "needs 16 MB: `malformed.rs` makes it"),
    (Code::TooManyValues, "needs 400,000 values: `malformed.rs` makes it"),
    (Code::TooManyItems, "needs 20,000 questions: `malformed.rs` makes it"),
    (Code::MoreProblems, "needs a thousand problems: `malformed.rs` makes them"),
    (Code::NotUtf8, "the engine takes text; who reads files says it"),
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn files(folder: &Path, found: &mut BTreeMap<String, PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            found.insert(path.display().to_string(), path);
        }
    }
}

fn cases() -> Vec<(String, Value)> {
    let root = folder("conformance");
    let mut found = BTreeMap::new();
    files(&root, &mut found);
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&root).expect("below the folder").display().to_string();
        let text = fs::read_to_string(&path).expect("a file");
        (name, serde_json::from_str(&text).expect("a case is JSON"))
    };
    found.into_values().map(read).collect()
}

fn instrument(case: &Value) -> Result<Instrument, Problems> {
    let Some(files) = case["files"].as_object() else {
        return Questionnaire::from_json(&case["questionnaire"].to_string())?.check();
    };
    let texts: Vec<(&str, String)> =
        files.iter().map(|(name, value)| (name.as_str(), value.to_string())).collect();
    Questionnaire::from_files(texts.iter().map(|(name, text)| (*name, text.as_str())))?.check()
}

/// Code and place of each problem, in no order.
fn places<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> Vec<String> {
    let place = |problem: &Problem| {
        let mut place = json!({"code": problem.code().as_str(), "path": problem.path()});
        if let Some(file) = problem.file() {
            place["file"] = file.into();
        }
        place.to_string()
    };
    let mut places: Vec<String> = problems.into_iter().map(place).collect();
    places.sort();
    places
}

fn expected_places(list: &Value) -> Vec<String> {
    let place = |item: &Value| {
        let mut place = json!({"code": item["code"], "path": item["path"]});
        if let Some(file) = item.get("file") {
            place["file"] = file.clone();
        }
        place.to_string()
    };
    let mut places: Vec<String> = list.as_array().into_iter().flatten().map(place).collect();
    places.sort();
    places
}

/// What is missing and what is too much.
fn unlike(expected: &[String], found: &[String]) -> Vec<String> {
    let missing =
        expected.iter().filter(|place| !found.contains(place)).map(|place| format!("missing {place}"));
    let extra =
        found.iter().filter(|place| !expected.contains(place)).map(|place| format!("too much: {place}"));
    let mut all: Vec<String> = missing.chain(extra).collect();
    if all.is_empty() && expected.len() != found.len() {
        all.push(format!("{} problems and not {}", found.len(), expected.len()));
    }
    all
}

fn run(case: &Value) -> Result<Vec<String>, Problems> {
    let instrument = instrument(case)?;
    let Some(answers) = case.get("answers") else { return Ok(vec!["accepted".to_owned()]) };
    let scorecard = instrument.assess(&Answers::from_json(&answers.to_string())?)?.score();
    if case.get("expected_problems").is_some() {
        return Ok(vec!["accepted".to_owned()]);
    }
    let document = serde_json::to_value(scorecard.to_document()).expect("a scorecard is JSON");
    let mut found = differences(&case["expected"], &document, TOLERANCE);
    found.extend(in_a_batch(&instrument, &scorecard));
    if let Some(warnings) = case.get("expected_warnings") {
        found.extend(unlike(&expected_places(warnings), &places(instrument.warnings())));
    }
    Ok(found)
}

/// Where the same answers as a row of a batch score otherwise, to the bit.
fn in_a_batch(instrument: &Instrument, scorecard: &Scorecard) -> Vec<String> {
    let batch = instrument.batch(scorecard.profile()).expect("the profile that was scored");
    let known = |answers: &Answers| {
        let mut known = answers.clone();
        known.document_mut().answers.retain(|question, _| instrument.question(question).is_some());
        known
    };
    let answers = known(scorecard.answers());
    [Layout::Cells, Layout::Typed]
        .into_iter()
        .flat_map(|layout| {
            let scores = batch::score(&batch, &[&answers, &answers], layout, &BatchOptions::default());
            let mut found = batch::differences(scorecard, &scores, 1);
            found.extend(scores.bad_cells.iter().map(|cell| format!("a bad cell: {}", cell.problem)));
            found
        })
        .collect()
}

#[test]
fn every_case_gives_what_it_expects() {
    let cases = cases();
    assert!(cases.len() >= FEWEST, "{} cases of at least {FEWEST}", cases.len());
    let mut failures = Vec::new();
    for (name, case) in &cases {
        assert!(case["why"].as_str().is_some_and(|why| why.len() > 10), "{name} does not say why");
        let found = match (run(case), case.get("expected_problems")) {
            (Ok(found), _) => found,
            (Err(problems), Some(expected)) => unlike(&expected_places(expected), &places(&problems)),
            (Err(problems), None) => vec![format!("refused: {problems}")],
        };
        if !found.is_empty() {
            failures.push(format!("{name}:\n    {}", found.join("\n    ")));
        }
    }
    assert!(failures.is_empty(), "{} of {} cases fail\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn every_code_occurs_in_a_case() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (_, case) in cases() {
        let lists = [&case["expected_problems"], &case["expected_warnings"], &case["expected"]["unused"]];
        for problem in lists.into_iter().filter_map(Value::as_array).flatten() {
            seen.extend(problem["code"].as_str().map(str::to_owned));
        }
    }
    // The name of a malformed file begins with the code it provokes.
    let mut malformed = BTreeMap::new();
    files(&folder("malformed"), &mut malformed);
    for path in malformed.into_values() {
        seen.extend(path.file_stem().and_then(|name| name.to_str()?.split('-').next().map(str::to_owned)));
    }
    for code in Code::ALL.iter().filter(|code| code.as_str().starts_with(['J', 'S', 'Q', 'W', 'A'])) {
        let excepted = EXCEPTIONS.iter().any(|(exception, _)| exception == code);
        assert_eq!(seen.contains(code.as_str()), !excepted, "{code} {}", code.title());
    }
}
